use super::free_lists;
use super::growth::direction;
use super::support::{is_zero, name, narrative, signed};
use crate::diagnosis::{slip_explains_difference, slips_of};
use crate::figure::FigureId;
use crate::ledger::{Context, Ledger, Severity};
use crate::number::Arithmetic as _;
use crate::order::Set;
use crate::recognise::narrative::words::Base;
use crate::recognise::narrative::{Change, Group, Slot, Statement};
use crate::relation::{Direction, Expression, Relation, RelationKind};

rule! {
    /// # 分项增减额之和与总增减额不符 / Changes of the parts against the change of the whole
    ///
    /// ## 检查什么
    /// “三公”经费、公务用车、基本支出的各分项都写明与同一对比数的增减额（或持平）时，分项增减额之和应等于总增减额。
    ///
    /// ## 依据
    /// 合计等于各分项之和，两年都成立，增减额之和也成立。
    ///
    /// ## 示例
    /// 三公经费增加3.33万元：出国费增加0.00，公车增加3.50，接待费减少0.17，0.00 + 3.50 − 0.17 = 3.33，相符。
    ///
    /// ## 例外
    /// 上年有、今年没有的分项可能没有列出，因此只在分项固定且全部列出时判断（功能科目列出了今年为零的项的，视为列全，只作提示）；其他情况只在相符时用来印证。
    ///
    /// ## In English
    /// Where every part states its change, the changes must add up to the change of the whole.
    "GJ106", Error, run,
    fires: [
        "2024年度“三公”经费支出18.05万元，比上年增加3.33万元。其中：因公出国（境）费支出0.00万元，比上年增加0.00万元；公务用车购置及运行维护费支出17.50万元，比上年增加5.30万元；公务接待费支出0.55万元，比上年减少0.17万元。",
        "2025年“三公”经费预算数为37.91万元，比2024年预算减少10万元。其中：因公出国（境）费0万元，比2024年预算持平；公务用车购置及运行费36.56万元，比2024年预算减少12万元；公务接待费1.35万元，比2024年预算持平。",
        "2025年“三公”经费预算5.99万元，较2024年增加1.62万元。其中，因公出国（境）费0万元，与上年持平；公务用车购置及运行维护费5.55万元，较2024年减少1.56万元；公务接待费0.44万元，较2024年减少0.07万元。",
        "2025年“三公”经费预算5.99万元，较2024年减少1.62万元。其中，因公出国（境）费0万元，与上年持平；公务用车购置及运行维护费5.55万元，较2024年增加1.56万元；公务接待费0.44万元，较2024年减少0.07万元。",
    ],
    silent: [
        "2024年度“三公”经费支出18.05万元，比上年增加3.33万元。其中：因公出国（境）费支出0.00万元，比上年增加0.00万元；公务用车购置及运行维护费支出17.50万元，比上年增加3.50万元；公务接待费支出0.55万元，比上年减少0.17万元。",
        "2025年“三公”经费预算数为37.91万元，比2024年预算减少10万元。其中：因公出国（境）费0万元，比2024年预算持平；公务用车购置及运行费36.56万元，比2024年预算减少10万元；公务接待费1.35万元，比2024年预算持平。",
        "2018年度“三公”经费支出2.05万元，年初预算为2.95万元，差值为0.90万元。其中：因公出国（境）费支出0万元，年初预算为0万元，差值为0万元；公务用车购置费支出0万元，年初预算为0万元，差值为0万元；公务用车运行维护费支出0万元，年初预算为0.95万元，差值为0.95万元；公务接待费支出2.05万元，年初预算为2.00万元，差值为0.05万元。",
        "公务接待费支出1.68万元，比上年减少0.59万元。本年“三公”经费支出60万元，比上年减少63.96万元，其中：公务接待费支出1.68万元，比上年减少60.53万元。",
    ],
}

fn run(context: &Context, ledger: &mut Ledger) {
    let narrative = narrative(context);
    for group in narrative.groups.iter().filter(|g| g.complete) {
        let whole = &narrative.statements[group.whole];
        for change in &whole.changes {
            if let Some(turned) = turned(context, group, change) {
                let subject = format!("{} 增减额", name(whole));
                ledger.check_as(context, &RULE, Severity::Warning, subject, turned, None);
                continue;
            }
            let Some(relation) = relation(context, group, change) else { continue };
            let fixed = whole.subject.as_ref().is_some_and(|s| {
                ["“三公”经费", "公务用车购置及运行维护费", "基本支出"].contains(&s.name.as_str())
            });
            let subject = format!("{} 增减额", name(whole));
            if group.known && fixed || context.is_sound(&relation) {
                ledger.check(context, &RULE, subject, relation);
            } else if adds_up(context, group) && is_slipped(context, &relation) {
                ledger.check_as(context, &RULE, Severity::Warning, subject, relation, None);
            }
        }
    }
    classes(context, ledger);
    kinds(context, ledger);
    free_lists::changes(context, ledger, &RULE);
    free_lists::listed_changes(context, ledger, &RULE);
}

/// 基本支出较上年增X万元。1.工资福利支出增Y万元。2.商品和服务支出减Z万元。…: support where the kinds told below agree.
fn kinds(context: &Context, ledger: &mut Ledger) {
    const KINDS: [&str; 4] = ["工资福利支出", "商品和服务支出", "对个人和家庭", "资本性支出"];
    let narrative = narrative(context);
    let told = |s: &Statement, base: Base| {
        let change = s.changes.iter().find(|c| c.base == base && c.amount.is_some())?;
        Some((change.amount?, change.amount_word?.direction?))
    };
    for (i, whole) in narrative.statements.iter().enumerate() {
        if !["基本支出", "基本支出预算"].contains(&whole.label.as_str()) {
            continue;
        }
        for change in whole.changes.iter().filter(|c| c.amount.is_some()) {
            let Some((delta, own)) = told(whole, change.base) else { continue };
            let below =
                narrative.statements.iter().enumerate().skip(i + 1).take_while(|(j, s)| {
                    narrative.section(*j) == narrative.section(i) && s.label != whole.label
                });
            let of_kinds = below.filter(|(_, s)| KINDS.iter().any(|kind| s.label.contains(kind)));
            let terms: Vec<Expression> = of_kinds
                .filter_map(|(_, s)| told(s, change.base))
                .map(|(id, d)| signed(id, if d == own { Direction::Up } else { Direction::Down }))
                .collect();
            if terms.len() >= 2 {
                let subject = format!("{} 增减额", name(whole));
                let relation = Relation::equal(RelationKind::Sum, delta, Expression::Sum(terms));
                ledger.confirm(context, &RULE, subject, relation);
            }
        }
    }
}

fn relation(context: &Context, group: &Group, change: &Change) -> Option<Relation> {
    let narrative = narrative(context);
    let whole = change.amount?;
    let own = direction(context, group.whole, change)?;
    let mut terms = Vec::new();
    // 差值为0.05万元 may be more or less: of several such, nobody knows which way each goes.
    let mut undirected = usize::from(is_undirected(context, change));
    for &part in &group.parts {
        let statement = &narrative.statements[part];
        let same = statement.changes.iter().find(|c| {
            is_same_base(context, c.base, change.base)
                && (c.amount.is_some() || c.flat.is_some())
                && !c.comparable
        })?;
        let Some(id) = same.amount else { continue };
        undirected += usize::from(is_undirected(context, same));
        let direction = direction(context, part, same)?;
        terms.push(signed(id, if direction == own { Direction::Up } else { Direction::Down }));
    }
    (!terms.is_empty() && undirected < 2)
        .then(|| Relation::equal(RelationKind::Sum, whole, Expression::Sum(terms)))
}

/// 比上年增加1.62万元，其中：…减少1.56万元，…减少0.07万元: the changes agree to the digit once one of the words is turned round, and no rate
/// speaks against that. Parts of which nothing is left and nothing said have not changed.
fn turned(context: &Context, group: &Group, change: &Change) -> Option<Relation> {
    let narrative = narrative(context);
    let told = |c: &Change| {
        let word = c.amount_word.filter(|_| c.rate.is_none() && !c.comparable)?;
        Some((c.amount?, word, word.direction.filter(|d| *d != Direction::Flat)?))
    };
    let own = told(change)?;
    let mut parts = Vec::new();
    for &part in &group.parts {
        let statement = narrative.statements.get(part)?;
        let same = statement.changes.iter().find(|c| is_same_base(context, c.base, change.base));
        match same {
            Some(c) if c.flat.is_some() => {}
            Some(c) => parts.push(told(c)?),
            None if is_zero(context, statement.amount(Slot::Amount)?) => {}
            None => return None,
        }
    }
    let signs: Vec<bool> = parts.iter().map(|(_, _, d)| *d == own.2).collect();
    let sum = |turned: Option<usize>, whole: bool| {
        let terms = parts.iter().zip(&signs).enumerate().map(|(i, ((id, ..), &same))| {
            let same = (same != whole) != (Some(i) == turned);
            signed(*id, if same { Direction::Up } else { Direction::Down })
        });
        Relation::equal(RelationKind::Sum, own.0, Expression::Sum(terms.collect()))
    };
    let sound = |turned: Option<usize>, whole: bool| context.is_sound(&sum(turned, whole));
    if parts.len() < 2 || parts.iter().any(|(id, ..)| is_zero(context, *id)) || sound(None, false) {
        return None;
    }
    // The sign of what a word speaks of, told by all the others.
    if sound(None, true) {
        let terms = parts.iter().map(|(id, _, d)| signed(*id, *d)).collect();
        return Some(Relation::direction(own.1.span, own.2, Expression::Sum(terms)));
    }
    let mut single = (0..parts.len()).filter(|&i| sound(Some(i), false));
    let (at, None) = (single.next()?, single.next()) else { return None };
    let others = parts.iter().enumerate().filter(|(i, _)| *i != at);
    let mut terms = vec![signed(own.0, own.2)];
    terms.extend(others.map(|(_, (id, _, d))| Expression::Negate(Box::new(signed(*id, *d)))));
    let (_, word, said) = parts.get(at)?;
    Some(Relation::direction(word.span, *said, Expression::Sum(terms)))
}

/// Are the amounts of the parts together that of the whole?
fn adds_up(context: &Context, group: &Group) -> bool {
    let statements = &narrative(context).statements;
    let amount = |i: usize| statements.get(i).and_then(|s| s.amount(Slot::Amount));
    let parts: Option<Vec<FigureId>> = group.parts.iter().map(|&i| amount(i)).collect();
    let whole = amount(group.whole).filter(|&id| !is_zero(context, id));
    whole.zip(parts).is_some_and(|(whole, parts)| context.is_sound(&Relation::sum(whole, parts)))
}

/// What is listed last year and is gone now is often left out; one digit that differs is hardly that.
fn is_slipped(context: &Context, relation: &Relation) -> bool {
    let (Some(whole), Expression::Sum(terms)) = (relation.stated_figure(), &relation.expression) else {
        return false;
    };
    let (mut more, mut less) = (Vec::new(), Vec::new());
    for term in terms {
        match term {
            Expression::Negate(_) => less.extend(term.figures()),
            _ => more.extend(term.figures()),
        }
    }
    // All parts but one have not changed: by a slip the one has not changed as the whole has.
    if let ([part], []) = (more.as_slice(), less.as_slice()) {
        let value = context.figures[*part].value();
        let factor = context.figures[whole].quantity.unit.factor();
        return slips_of(&context.figures[whole]).into_iter().any(|v| v.times(factor) == Some(value));
    }
    more.len() + less.len() >= 2 && slip_explains_difference(context.figures, whole, &more, &less)
}

/// 比2021年预算减少…，其中：甲比2021年减少…: in a budget the year before is its budget.
fn is_same_base(context: &Context, one: Base, other: Base) -> bool {
    let profile = &context.recognised.profile;
    let last = |base: Base| match base {
        Base::LastYear => true,
        Base::BudgetOf(year) => profile.year == year.checked_add(1),
        _ => false,
    };
    one == other || profile.is_budget && last(one) && last(other)
}

/// Neither a word nor a sign says whether it is more or less.
fn is_undirected(context: &Context, change: &Change) -> bool {
    let said = [change.amount_word, change.rate_word].iter().flatten().any(|w| w.direction.is_some());
    let value = |id| context.figures[id].quantity.value;
    !said && change.amount.is_some_and(|id| value(id).is_sign_positive() && !value(id).is_zero())
}

/// The changes of all classes against the change of the fund's expenditure: support where they agree.
fn classes(context: &Context, ledger: &mut Ledger) {
    let narrative = narrative(context);
    for (i, whole) in narrative.statements.iter().enumerate() {
        let Some(subject) = whole.subject.as_ref().filter(|s| s.name == "本年支出合计") else {
            continue;
        };
        let Some(change) = whole.changes.iter().find(|c| c.base == Base::LastYear && c.amount.is_some())
        else {
            continue;
        };
        let (Some(delta), Some(own)) = (change.amount, change.amount_word.and_then(|w| w.direction)) else {
            continue;
        };
        let mut terms = Vec::new();
        // Items that are listed though nothing is left of them show that the listing leaves none out.
        let (mut vanished, mut all_state) = (false, true);
        let (mut listed, mut once) = (Set::new(), true);
        for (j, s) in narrative.statements.iter().enumerate() {
            let Some(path) = s.path.as_ref().filter(|p| p.len() == 3 && s.fund == subject.fund && j != i)
            else {
                continue;
            };
            let Some(amount) = s.amount(Slot::Amount) else { continue };
            once &= listed.insert(path);
            let before = terms.len();
            for c in s.changes.iter().filter(|c| c.base == Base::LastYear) {
                if let (Some(id), Some(d)) = (c.amount, c.amount_word.and_then(|w| w.direction)) {
                    terms.push(signed(id, if d == own { Direction::Up } else { Direction::Down }));
                    vanished |= is_zero(context, amount) && !is_zero(context, id);
                }
            }
            all_state &= terms.len() > before;
        }
        if terms.len() < 2 {
            continue;
        }
        let relation = Relation::equal(RelationKind::Sum, delta, Expression::Sum(terms));
        // An item that comes twice is of another listing.
        if context.is_sound(&relation) || vanished && all_state && once {
            let subject = format!("{} 增减额", name(whole));
            ledger.check_as(context, &RULE, Severity::Warning, subject, relation, None);
        }
    }
}
