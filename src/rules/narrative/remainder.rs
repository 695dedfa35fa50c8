use super::support::{carried_out, narrative};
use crate::diagnosis::{slip_may_explain, slip_plainly_explains};
use crate::document::Holds;
use crate::figure::FigureId;
use crate::ledger::{Context, Ledger, Severity};
use crate::recognise::narrative::reader::kind as reader_kind;
use crate::recognise::narrative::{Slot, Statement};
use crate::relation::{Expression, Relation, RelationKind};

rule! {
    /// # 收支相抵后的结余 / What is left over
    ///
    /// ## 检查什么
    /// “收入合计X万元……支出合计Y万元。收支相抵，年终结余Z万元”“资金X万元，已分配Y万元，尚有Z万元未分配”：Z应等于X − Y。没有写合计、各项都写在一句里的，等于各项收入之和减各项支出之和。
    ///
    /// ## 依据
    /// 决算报告的收支平衡口径：收入总计 − 支出总计 = 年终结余（结转下年）。
    ///
    /// ## 示例
    /// 总收入97.67亿元，总支出96.77亿元。收支相抵后，结转结余0.90亿元：相符；写作0.09亿元则不符。
    ///
    /// ## 例外
    /// 没有“相抵”“相减”字样的，找不到收入、支出各一个总计而各项又没有列全（“等”）的，不判断。
    ///
    /// ## In English
    /// What is left over when income and expenditure are set against each other is the one less the other.
    "GJ127", Warning, run,
    fires: [
        "全区收入100万元，加上上级补助收入40万元，收入合计140万元。\n支出90万元，加上解上级支出20万元，支出合计110万元。\n上述收支相抵，年终结余39万元，全部结转下年使用。",
        "国有资本经营收入1493万元，上级补助收入44万元，上年结余140万元，国有资本经营支出1459万元。\n上述收支相抵，年终结余281万元，全部结转下年使用。",
        "直达资金42783.79万元，已分配42709.68万元，尚有47.11万元待分配。",
        "失业保险基金。本年收入79921万元，增长3.1%；本年支出65835万元，增长13.6%。本年收支结余14386万元。",
        "收支平衡情况：一般公共预算收入126,500万元，上级补助收入312,000万元，上年结转收入21,500万元，收入总计460,000万元；一般公共预算支出432,300万元，上解支出4,000万元，收支相抵，结转下年27,300万元。",
    ],
    silent: [
        "收到资金100万元，支出80万元，结余10万元，收回财政10万元。",
        "直达资金42783.79万元，已分配42709.68万元，尚有74.11万元待分配。",
        "项目资金300.00万元，县级配套40.00万元，尚有15.00万元质保金未付。",
        "全年受理案件3809件，审结2880件，未结929件。",
        "收支平衡情况：一般公共预算收入126,500万元，上级补助收入312,000万元，债务转贷收入45,000万元，上年结转收入21,500万元，调入资金9,000万元，收入总计514,000万元；一般公共预算支出486,300万元，上解支出4,000万元，债务还本支出0万元，收入总量与支出总量相抵，结转下年23,700万元。",
        "全区收入100万元，加上上级补助收入40万元，收入合计140万元。\n支出90万元，加上解上级支出20万元，支出合计110万元。\n上述收支相抵，年终结余30万元，全部结转下年使用。",
        "全市基金总收入2,084万元。\n全市基金总支出2,026万元。\n收支相抵后，基金结余58万元。",
        "国有资本经营收入1493万元，上级补助收入44万元，上年结余140万元，国有资本经营支出1459万元。\n上述收支相抵，年终结余218万元，全部结转下年使用。",
        "国有资本经营收入1493万元，上级补助收入44万元等，国有资本经营支出1459万元。\n上述收支相抵，年终结余281万元，全部结转下年使用。",
        "全区收入合计140万元，支出合计110万元。收支相抵，结余30万元。\n国有资本经营收入50万元，支出45万元，加上调出资金等。收支相抵，结余3万元。",
        "全区收入合计140万元。支出合计110万元。收支相抵，结转下年20万元，净结余10万元。",
    ],
}

/// How many statements before are looked at.
const MOST: usize = 60;

fn run(context: &Context, ledger: &mut Ledger) {
    of_the_year(context, ledger);
    not_yet(context, ledger);
    let statements = &narrative(context).statements;
    for at in 0..statements.len() {
        let earlier = at.checked_sub(1).is_some_and(|i| {
            is_left_over(context, i)
                && (statements[i].passage, statements[i].sentence)
                    == (statements[at].passage, statements[at].sentence)
        });
        if !earlier && is_left_over(context, at) {
            judge(context, ledger, at);
        }
    }
}

/// 社会保险基金收入完成X万元，…；支出完成Y万元，…。当年收支结余Z万元: what the year left of the two that the paragraph told before.
fn of_the_year(context: &Context, ledger: &mut Ledger) {
    let statements = &narrative(context).statements;
    let bare = |s: &Statement| carried_out(&s.label).to_string();
    for (i, own) in statements.iter().enumerate() {
        let named =
            ["当年收支结余", "本年收支结余", "当年结余", "本年结余"].iter().any(|w| own.label.ends_with(w));
        // 本年食堂结余
        let year = ["本年", "当年"].iter().any(|w| own.label.starts_with(w)) && own.label.ends_with("结余");
        let Some(left) = money(context, own).filter(|_| named || year) else { continue };
        let here = || statements[..i].iter().rev().take_while(|s| s.passage == own.passage);
        // 分项如下： 养老保险基金收入X万元，…: the items of a list stand under what it divides.
        let apart = |s: &Statement| {
            s.parent.and_then(|p| statements.get(p)).is_none_or(|whole| whole.passage != s.passage)
        };
        let last = |side: &str| here().find(|s| bare(s).ends_with(side) && apart(s));
        let (Some(income), Some(spent)) = (last("收入"), last("支出")) else { continue };
        let (Some(income), Some(spent)) = (money(context, income), money(context, spent)) else { continue };
        let relation = Relation::equal(RelationKind::Difference, left, Expression::difference(income, spent));
        // Of an insurance there is nothing else: but for rounding, a slip is all that can be wrong.
        let insured = narrative(context).passages.get(own.passage).is_some_and(|p| p.text.contains("保险"));
        if insured
            && !context.is_sound(&relation)
            && slip_plainly_explains(context.figures, income, &[spent, left])
        {
            ledger.check_as(context, &RULE, Severity::Warning, own.label.as_str(), relation, None);
            continue;
        }
        ledger.confirm(context, &RULE, own.label.as_str(), relation);
    }
}

/// 到位资金X万元，已分配Y万元，尚有Z万元待分配: where the sentence tells of two amounts before it, the first may be no less than the second, and
/// what is left is the first less the second.
fn not_yet(context: &Context, ledger: &mut Ledger) {
    const LEFT: [&str; 10] =
        ["未", "尚有", "尚余", "剩余", "结余", "余下", "盈余", "年终结", "年末结", "结转下年"];
    // What says that some of it is done.
    const DONE: [&str; 8] = ["已", "支", "拨", "用", "执行", "完成", "分配", "结"];
    const BEYOND: [&str; 2] = ["亏损", "缺口"];
    for passage in &narrative(context).passages {
        let mut told: Vec<FigureId> = Vec::new();
        let mut before: Vec<FigureId> = Vec::new();
        let (mut from, mut spent) = (0, false);
        for (id, at) in &passage.figures {
            let between = passage.slice(from..at.start);
            from = at.end;
            if between.contains('。') {
                before = std::mem::take(&mut told);
            }
            let quantity = &context.figures[*id].quantity;
            let kind = |id: &FigureId| {
                let unit = &context.figures[*id].quantity.unit;
                (unit.is_money(), reader_kind(unit))
            };
            let own = kind(id);
            if quantity.unit.is_percent() || quantity.comparator.is_some() || own == (false, None) {
                continue;
            }
            let words = between.rsplit([',', '、', ':', '(']).next().unwrap_or(between);
            let beyond = BEYOND.iter().any(|w| words.starts_with(w));
            let left = beyond || LEFT.iter().any(|w| words.starts_with(w)) && !words.starts_with("结余分配");
            let done = std::mem::replace(&mut spent, words.holds_any(&DONE));
            let alike: Vec<FigureId> = told.iter().copied().filter(|id| kind(id) == own).collect();
            told.push(*id);
            let whole = |whole: FigureId, part: FigureId| {
                let (whole, part) = if beyond { (part, whole) } else { (whole, part) };
                Relation::equal(RelationKind::Difference, *id, Expression::difference(whole, part))
            };
            let Some((&part, earlier)) = alike.split_last().filter(|_| left) else { continue };
            // 受理X件。审结Y件，未结Z件
            if earlier.is_empty() {
                for &first in before.iter().filter(|id| kind(id) == own) {
                    ledger.confirm(context, &RULE, words, whole(first, part));
                }
            }
            // Of the amounts before, only what is more can be the whole; but what is left at the end of a year may be left of several.
            let open = words.starts_with(['未', '尚']);
            let value = |id: FigureId| context.figures[id].value();
            let larger = earlier.iter().copied().filter(|&w| !open || value(w) >= value(part));
            let larger: Vec<FigureId> = larger.collect();
            let mut sound =
                earlier.iter().rev().map(|&first| whole(first, part)).filter(|r| context.is_sound(r));
            if let Some(relation) = sound.next() {
                ledger.check_as(context, &RULE, Severity::Warning, words, relation, None);
            } else if let [first] = larger.as_slice()
                && !beyond
                && done
                && slip_plainly_explains(context.figures, *first, &[part, *id])
            {
                ledger.check_as(context, &RULE, Severity::Warning, words, whole(*first, part), None);
            }
        }
    }
}

/// Does the section tell further on what is left over?
pub(super) fn is_told_after(context: &Context, at: usize) -> bool {
    let narrative = narrative(context);
    let section = narrative.section(at);
    (at + 1..narrative.statements.len())
        .take(MOST)
        .take_while(|&i| narrative.section(i) == section)
        .any(|i| is_left_over(context, i))
}

fn money(context: &Context, statement: &Statement) -> Option<FigureId> {
    statement.amount(Slot::Amount).filter(|&id| context.figures[id].quantity.unit.is_money())
}

/// Is it what a sentence says is left when both sides are set against each other?
fn is_left_over(context: &Context, at: usize) -> bool {
    let Some(own) = narrative(context).statements.get(at) else { return false };
    let named =
        own.label.holds_any(&["结余", "结转"]) && !own.label.holds_any(&["上年", "年初", "滚存", "累计"]);
    let text = narrative(context).passages.get(own.passage).and_then(|p| p.text.get(..own.at.start));
    let said = text.and_then(|t| t.rsplit('。').next()).unwrap_or("");
    let against = |text: &str| text.contains("相抵") || text.contains("相减");
    named && own.parent.is_none() && money(context, own).is_some() && (against(said) || against(&own.label))
}

/// 收入合计, 收入总量, 总收入
fn is_total(label: &str, side: &str) -> bool {
    ["合计", "总计", "总量"].iter().any(|w| label.strip_suffix(w).is_some_and(|l| l.ends_with(side)))
        || label.ends_with(&format!("总{side}"))
}

/// The amounts of one side: the total after all that is in it (收入X万元，补助Y万元，收入总计Z万元), or each of them.
fn amounts(
    context: &Context,
    ledger: &mut Ledger,
    items: &[&Statement],
    side: &str,
    closed: bool,
) -> Option<Vec<FigureId>> {
    let ids: Option<Vec<FigureId>> = items.iter().map(|s| money(context, s)).collect();
    let ids = ids?;
    let (Some(last), Some((&total, parts))) = (items.last(), ids.split_last()) else { return Some(ids) };
    if parts.is_empty() || !is_total(&last.label, side) {
        return Some(ids);
    }
    let sum = Relation::sum(total, parts.iter().copied());
    if parts.len() >= 2
        && (context.is_sound(&sum) || closed && slip_may_explain(context.figures, total, parts))
    {
        ledger.check(context, &RULE, last.label.as_str(), sum);
    }
    Some(vec![total])
}

fn judge(context: &Context, ledger: &mut Ledger, at: usize) {
    let narrative = narrative(context);
    let statements = &narrative.statements;
    let own = &statements[at];
    let section = narrative.section(at);
    // What was set against each other before has been told to its end.
    let before = statements.iter().enumerate().take(at).rev().take(MOST);
    let told: Vec<(usize, &Statement)> = before
        .take_while(|(i, _)| narrative.section(*i) == section && !is_left_over(context, *i))
        .filter(|(_, s)| s.parent.is_none() && s.depth == own.depth)
        .collect();
    let rest: Vec<FigureId> = (at..statements.len())
        .take_while(|&i| is_left_over(context, i) && statements[i].sentence == own.sentence)
        .filter_map(|i| money(context, &statements[i]))
        .collect();
    let Some(&first) = rest.first() else { return };
    let total = |side: &str| {
        told.iter().find(|(_, s)| is_total(&s.label, side)).and_then(|(i, s)| Some((*i, money(context, s)?)))
    };
    let subject = own.label.as_str();
    let relation = |left: &[FigureId], difference: Expression| {
        let others = left.iter().skip(1).map(|&id| Expression::Negate(Box::new(id.into())));
        let terms = std::iter::once(difference).chain(others);
        Relation::equal(RelationKind::Difference, first, Expression::Sum(terms.collect()))
    };
    if let (Some((i, income)), Some((j, spent))) = (total("收入"), total("支出"))
        && i < j
    {
        // Another rule may have set these three against each other.
        let known = |c: &crate::ledger::Check| {
            let figures = c.relation.figures();
            [first, income, spent].iter().all(|id| figures.contains(id))
        };
        if ledger.checks.iter().any(known) {
            return;
        }
        let all = relation(&rest, Expression::difference(income, spent));
        let one = relation(&rest[..1], Expression::difference(income, spent));
        let meant = [all, one].into_iter().find(|r| context.is_sound(r));
        match meant {
            Some(meant) => ledger.check(context, &RULE, subject, meant),
            None if rest.len() == 1 => {
                ledger.check(context, &RULE, subject, relation(&rest, Expression::difference(income, spent)))
            }
            None => {}
        }
        return;
    }
    // No totals: all that is told in the sentence before, income first.
    let Some((_, last)) = told.first() else { return };
    let here = |s: &Statement| (s.passage, s.sentence) == (last.passage, last.sentence);
    let mut items: Vec<&Statement> = told.iter().map(|(_, s)| *s).take_while(|s| here(s)).collect();
    items.reverse();
    let Some(turn) = items.iter().position(|s| s.label.contains("支出")) else { return };
    let (income, spent) = items.split_at(turn);
    let Some(head) = income.first() else { return };
    let text = narrative.passages.get(last.passage).and_then(|p| p.text.get(head.at.start..));
    let closed =
        text.and_then(|t| t.split('。').next()).is_some_and(|t| !t.holds_any(&["等", "其中", "包括"]));
    let sides = [(income, "收入"), (spent, "支出")]
        .map(|(items, side)| amounts(context, ledger, items, side, closed));
    let ([Some(received), Some(paid)], [id]) = (sides, rest.as_slice()) else { return };
    let taken = paid.into_iter().map(|id| Expression::Negate(Box::new(Expression::Figure(id))));
    let signed = received.into_iter().map(Expression::Figure).chain(taken);
    let relation = Relation::equal(RelationKind::Difference, *id, Expression::Sum(signed.collect()));
    if context.is_sound(&relation) || closed && head.label.contains("收入") && !spent.is_empty() {
        ledger.check_as(context, &RULE, Severity::Warning, subject, relation, None);
    }
}
