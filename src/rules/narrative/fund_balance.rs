use super::support::{name, narrative};
use crate::diagnosis::slip_explains_difference;
use crate::document::Holds;
use crate::ledger::{Context, Ledger, Severity};
use crate::recognise::narrative::{Slot, Statement};
use crate::recognise::{Fund, lexicon};
use crate::relation::{Expression, Relation, RelationKind};

rule! {
    /// # 一段话里的结转结余不平 / The balance of a fund told in one passage
    ///
    /// ## 检查什么
    /// 一段话写明一项财政拨款的年初结转和结余、本年收入、本年支出、年末结转和结余时，年初＋收入－支出应等于年末。
    ///
    /// ## 依据
    /// 政府性基金预算财政拨款收入支出决算表（部门决算报表）各行：年初结转和结余＋本年收入－本年支出＝年末结转和结余。
    ///
    /// ## 示例
    /// “政府性基金预算财政拨款年初结转和结余10.00万元，本年收入50.00万元，本年支出45.00万元，年末结转和结余15.00万元”，相符。
    ///
    /// ## 例外
    /// 四项没有各写一次的，以及包括非财政资金、可能另有结余分配的，不判断，只在相符时用来印证。
    ///
    /// ## In English
    /// Carried in plus income less expenditure is carried on, where one passage tells all four of a fund.
    "GJ124", Error, run,
    fires: [
        "2024年度政府性基金预算财政拨款年初结转和结余10.00万元，本年收入50.00万元，本年支出45.00万元，年末结转和结余51.00万元。",
    ],
    silent: [
        "2024年度政府性基金预算财政拨款年初结转和结余10.00万元，本年收入50.00万元，本年支出45.00万元，年末结转和结余15.00万元。",
        "2024年度政府性基金预算财政拨款本年收入50.00万元，本年支出45.00万元，年末结转和结余51.00万元。",
        "2023年政府性基金预算收入126,500万元，上级补助收入312,000万元，上年结转21,500万元；支出436,300万元，结转下年23,700万元。",
        "2024年度单位年初结转和结余10.00万元，本年收入50.00万元，本年支出45.00万元，年末结转和结余14.00万元。",
    ],
}

/// Carried in, income, expenditure, carried on.
const TERMS: [&str; 4] = ["年初结转和结余", "本年收入合计", "本年支出合计", "年末结转和结余"];

fn run(context: &Context, ledger: &mut Ledger) {
    for here in narrative(context).statements.chunk_by(|a, b| a.passage == b.passage) {
        let told = TERMS.map(|term| {
            let mut told = here.iter().filter(|s| is(s, term) && s.amount(Slot::Amount).is_some());
            told.next().filter(|_| told.next().is_none())
        });
        let [Some(opening), Some(income), Some(spent), Some(closing)] = told else { continue };
        let own = fund(opening).filter(|f| *f != Fund::All);
        // What names no fund in the same sentence is of the one named before.
        let silent = |s: &Statement| {
            s.sentence == opening.sentence
                && fund(s) == Some(Fund::All)
                && lexicon::fund_named_in(&lexicon::plain(&s.label)).is_none()
        };
        let one = own.is_some() && [income, spent, closing].into_iter().all(|s| fund(s) == own || silent(s));
        let figure = |s: &Statement| s.amount(Slot::Amount).map(Expression::Figure);
        let (Some(stated), Some(first), Some(second), Some(third)) =
            (closing.amount(Slot::Amount), figure(opening), figure(income), figure(spent))
        else {
            continue;
        };
        let terms = vec![first, second, Expression::Negate(Box::new(third))];
        let relation = Relation::equal(RelationKind::Sum, stated, Expression::Sum(terms));
        // Money that is not the treasury's may be set aside before the rest is carried on.
        let only = |term: &str| {
            let mut told = here.iter().filter(|s| is(s, term)).filter_map(|s| s.amount(Slot::Amount));
            told.next().filter(|_| told.next().is_none())
        };
        let (used, allotted) = (only("使用非财政拨款结余"), only("结余分配"));
        if let Relation { expression: Expression::Sum(terms), .. } = &relation
            && (used.is_some() || allotted.is_some())
        {
            let mut all = terms.clone();
            all.extend(used.map(Expression::Figure));
            all.extend(allotted.map(|id| Expression::Negate(Box::new(Expression::Figure(id)))));
            let relation = Relation::equal(RelationKind::Sum, stated, Expression::Sum(all));
            if used.is_some() && allotted.is_some() {
                ledger.check_as(context, &RULE, Severity::Warning, name(closing), relation, None);
            } else {
                ledger.confirm(context, &RULE, name(closing), relation);
            }
            continue;
        }
        let allotted = here.iter().any(|s| is(s, "结余分配") || is(s, "使用非财政拨款结余"));
        // A government's balance has more on either side than what it collects and spends itself.
        let more = ["补助", "上解", "转贷", "还本", "调入", "调出", "调节"];
        let more = here.iter().any(|s| s.label.holds_any(&more));
        // Of all money together, what is set aside may go unsaid; what one slip leaves is hardly that.
        let [start, came, went] = [opening, income, spent].map(|s| s.amount(Slot::Amount));
        let slipped = || {
            let (Some(start), Some(came), Some(went)) = (start, came, went) else { return false };
            slip_explains_difference(context.figures, stated, &[start, came], &[went])
        };
        if one && !allotted && !more {
            ledger.check(context, &RULE, name(closing), relation);
        } else if !allotted && !more && slipped() {
            ledger.check_as(context, &RULE, Severity::Warning, name(closing), relation, None);
        } else {
            ledger.confirm(context, &RULE, name(closing), relation);
        }
    }
}

fn fund(statement: &Statement) -> Option<Fund> {
    Some(statement.subject.as_ref()?.fund)
}

fn is(statement: &Statement, term: &str) -> bool {
    statement.subject.as_ref().is_some_and(|s| s.name == term)
}
