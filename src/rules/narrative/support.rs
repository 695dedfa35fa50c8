//! What several rules of the narrative need.

use crate::document::Holds;
use crate::figure::FigureId;
use crate::ledger::{Context, Ledger, Severity};
use crate::number::{Total, Unit};
use crate::recognise::narrative::words::Budget;
use crate::recognise::narrative::{Group, Narrative, Slot, Statement};
use crate::recognise::{Basis, Measure, Source, Subject, Year};
use crate::relation::{Comparison, Direction, Expression, Relation, decide};
use crate::rules::Rule;
use rust_decimal::Decimal;

/// The narrative of a document.
pub fn narrative<'a>(context: &'a Context) -> &'a Narrative {
    &context.recognised.narrative
}

/// The name to show for a statement.
pub fn name(statement: &Statement) -> String {
    match &statement.path {
        Some(path) => path.iter().rev().find(|n| !n.is_empty()).cloned().unwrap_or_default(),
        None => statement.label.clone(),
    }
}

/// 收入实际完成 is called 收入 where something else names it.
pub fn carried_out(label: &str) -> &str {
    let done = ["完成", "实现", "执行"].iter().find_map(|w| label.strip_suffix(w)).unwrap_or(label);
    ["实际", "累计", "预计"].iter().find_map(|w| done.strip_suffix(w)).unwrap_or(done)
}

/// Is it what a sentence calls by that name (全市支出完成 is 支出)?
pub fn is_called(label: &str, name: &str) -> bool {
    // 教职工总数 is of 教职工, 贷款余额总额 of 贷款余额.
    let bare = ["总人数", "总数", "总额", "总量"].iter().find_map(|w| name.strip_suffix(w));
    let own = |bare: &&str| {
        label == *bare || ["在职", "在编", "全院", "全校"].iter().any(|w| label.strip_prefix(w) == Some(bare))
    };
    let name = bare.filter(|bare| bare.chars().count() > 1 && own(bare)).map_or(name, |_| label);
    let before = carried_out(label).strip_suffix(name);
    before.is_some_and(|before| {
        if before == "实际" {
            return true;
        }
        let chars: Vec<char> = before.chars().collect();
        chars.chunks(2).all(|pair| matches!(pair, ['全', _]))
    })
}

/// A text without what stands in brackets.
pub fn without_brackets(text: &str) -> String {
    let mut depth = 0usize;
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

/// Is the figure written as zero?
pub fn is_zero(context: &Context, id: FigureId) -> bool {
    context.figures[id].quantity.value.is_zero()
}

/// The figure with the sign of a direction; zero where nothing changed.
pub fn signed(id: FigureId, direction: Direction) -> Expression {
    match direction {
        Direction::Down => Expression::Negate(Box::new(Expression::Figure(id))),
        _ => Expression::Figure(id),
    }
}

/// The budget that a rate or a word is measured against: the one it names, or else the one that is stated.
pub fn budget(narrative: &Narrative, statement: usize, named: Budget) -> Option<FigureId> {
    let own = narrative.statements.get(statement)?;
    let order: [Slot; 3] = match named {
        Budget::Initial => [Slot::InitialBudget, Slot::Budget, Slot::FullBudget],
        Budget::Full => [Slot::FullBudget, Slot::Budget, Slot::InitialBudget],
        Budget::Plain => [Slot::Budget, Slot::FullBudget, Slot::InitialBudget],
    };
    order
        .into_iter()
        .find_map(|slot| own.amount(slot))
        .or_else(|| order.into_iter().find_map(|slot| narrative.figure_here(statement, slot)))
}

/// The amount of a statement: its own; or, where only a budget is told of it (工资福利支出预算X万元，占…), that budget, not an
/// amount of the same name elsewhere.
pub fn stated_here(narrative: &Narrative, statement: usize) -> Option<FigureId> {
    let own = narrative.statements.get(statement)?;
    own.amount(Slot::Amount)
        .or_else(|| planned_here(own))
        .or_else(|| narrative.figure_here(statement, Slot::Amount))
}

/// The budget of a statement that tells of nothing but a budget.
pub fn planned_here(own: &Statement) -> Option<FigureId> {
    let budgets = [Slot::Budget, Slot::InitialBudget, Slot::FullBudget];
    let planned = budgets.into_iter().find_map(|slot| own.amount(slot));
    planned.filter(|_| !own.inherited && own.amount(Slot::Amount).is_none())
}

/// The share of a statement that names no whole of its own.
pub fn bare_share(context: &Context, statement: usize) -> Option<FigureId> {
    let own = narrative(context).statements.get(statement)?;
    own.shares.iter().find(|s| s.of.is_none()).map(|s| s.figure)
}

/// Are the shares, one perhaps excepted, what their amounts are of the whole, while all together are less than it, shares and
/// amounts? Then something was not listed.
pub fn shares_leave_some(context: &Context, parts: &[usize], whole: FigureId) -> bool {
    let statements = &narrative(context).statements;
    let told = |&i: &usize| Some((bare_share(context, i)?, statements.get(i)?.amount(Slot::Amount)?));
    let Some(told) = parts.iter().map(told).collect::<Option<Vec<_>>>() else { return false };
    let all = Relation::sum(whole, told.iter().map(|&(_, amount)| amount));
    let own = |&(share, amount)| context.is_sound(&Relation::ratio(share, amount, whole));
    let high = |&(share, _): &(FigureId, FigureId)| {
        let share = &context.figures[share];
        share.quantity.rounded_interval().map_or(share.value(), |i| i.high)
    };
    let most = told.iter().map(high).total();
    if most >= Decimal::ONE || context.is_sound(&all) {
        return false;
    }
    let told = told.iter().filter(|&&(_, amount)| !is_zero(context, amount));
    let (right, wrong) = told.fold((0, 0), |(right, wrong), pair| match own(pair) {
        true => (right + 1, wrong),
        false => (right, wrong + 1),
    });
    right > 0 && wrong <= 1
}

/// The amount that the account tables state of a subject, if they state but one.
pub fn in_tables(context: &Context, subject: &Subject, bases: &[Basis]) -> Option<FigureId> {
    let mut found = context.recognised.facts.iter().filter(|f| {
        matches!(f.source, Source::Account(_))
            && f.subject == *subject
            && f.measure == Measure::Amount
            && f.year == Year::Report
            && bases.contains(&f.basis)
    });
    let first = found.next()?.figure;
    let value = context.figures[first].value();
    found.all(|f| context.figures[f.figure].value() == value).then_some(first)
}

/// 共涉及项目9个，占项目支出总额的100%: a count is no share of an amount of money.
fn mixes_counts_and_money(context: &Context, relation: &Relation) -> bool {
    let Expression::Quotient(part, whole) = &relation.expression else { return false };
    let unit = |e: &Expression| match e {
        Expression::Figure(id) | Expression::Displayed(id) => Some(&context.figures[*id].quantity.unit),
        _ => None,
    };
    let counted = |u: &Unit| matches!(u, Unit::Counted(_));
    match (unit(part), unit(whole)) {
        (Some(x), Some(y)) => counted(x) && y.is_money() || x.is_money() && counted(y),
        _ => false,
    }
}

/// Enters a rate. A zero base leaves only what is customary: 0% where nothing changed (or 100%), 100% where all is new;
/// another rate cannot be right.
pub fn check_rate(
    context: &Context,
    ledger: &mut Ledger,
    rule: &'static Rule,
    severity: Severity,
    subject: String,
    relation: Relation,
) {
    if mixes_counts_and_money(context, &relation) {
        return;
    }
    let relation = Relation { comparison: Comparison::Customary, ..relation };
    let severity = match decide(&relation, context.figures).zero_base {
        true => Severity::Warning,
        false => severity,
    };
    ledger.check_as(context, rule, severity, subject, relation, None);
}

/// 收入总计X万元，其中：本级收入Y万元，上级补助收入Z万元，上年结余W万元: with what is carried over, a side of the balance is told in full.
pub fn is_balance(context: &Context, group: &Group) -> bool {
    let statements = &narrative(context).statements;
    let label = |i: usize| statements.get(i).map_or("", |s| s.label.as_str());
    let carried = ["上年结", "年初结", "结转下年", "年终结", "年末结"];
    label(group.whole).ends_with("总计")
        && group.parts.len() > 2
        && group.parts.iter().any(|&i| carried.iter().any(|w| label(i).contains(w)))
}

/// 收入合计X万元，其中：财政拨款收入X万元；年初结转和结余Y万元: the last is told beside the year's income, of which the others are all.
pub fn carries_over(context: &Context, group: &Group, total: FigureId, parts: &[FigureId]) -> bool {
    let label = |i: usize| narrative(context).statements.get(i).map_or("", |s| s.label.as_str());
    let carried = |i: &usize| label(*i).holds_any(&["年初结", "上年结", "年末结"]);
    let Some((_, others)) = parts.split_last().filter(|_| group.parts.last().is_some_and(carried)) else {
        return false;
    };
    !label(group.whole).ends_with("总计") && context.is_sound(&Relation::sum(total, others.iter().copied()))
}
