//! Tells the figures of a form what they are: unit, rounding, label, row, column, reason when unchecked.

use super::columns::{Role, names_budget_execution};
use super::form::{Form, FormKind, Indicator};
use super::reader::{Column, Draft};
use crate::figure::{FigureId, Figures, Rounding, Unchecked};
use crate::number::Unit;
use crate::order::Map;
use crate::recognise::fact::{Basis, Fact, Fund, Measure, Source, Subject, Year};
use rust_decimal::Decimal;

/// Refines the figures of a form and returns it.
pub(super) fn refine(draft: Draft, figures: &mut Figures, money: Option<&Unit>) -> Form {
    let Draft { form, money: own, columns, rates_in_percent, .. } = draft;
    let money = own.or(money.cloned()).unwrap_or(Unit::TenThousandYuan);
    let caption = form.caption();
    let rows = row_labels(&form);
    set_rates(figures, &columns, rates_in_percent);
    for &(id, column) in &columns {
        let figure = &mut figures[id];
        figure.dismissed = false;
        match column {
            Column::Amount(_) => {
                if figure.quantity.unit == Unit::None {
                    figure.quantity.unit = money.clone();
                }
                let exact = figure.quantity.unit == Unit::Yuan;
                figure.rounding = if exact { Rounding::Exact } else { Rounding::Rounded };
                figure.unchecked = Unchecked::NoSecondSource;
            }
            Column::Rate(_) => {
                figure.rounding = Rounding::Rounded;
                figure.unchecked = Unchecked::NotComputable;
            }
            Column::Weight => {
                figure.quantity.unit = Unit::Points;
                figure.rounding = Rounding::Exact;
                figure.unchecked = Unchecked::SetByUnit;
            }
            Column::Score | Column::Review | Column::Deduction => {
                figure.quantity.unit = Unit::Points;
                figure.rounding = Rounding::Rounded;
                figure.unchecked = Unchecked::NotComputable;
            }
            Column::Target => {
                figure.rounding = Rounding::Exact;
                figure.unchecked = Unchecked::SetByUnit;
            }
            // What was spent of the budget is divided before it is written down, unlike what was counted.
            Column::Actual => {
                let divided = figure.quantity.unit.is_percent()
                    && rows.get(&id).is_some_and(|row| names_budget_execution(row));
                figure.rounding = if divided { Rounding::Rounded } else { Rounding::Exact };
                figure.unchecked = Unchecked::NoSecondSource;
            }
            Column::LastYear => {
                figure.rounding = Rounding::Exact;
                figure.unchecked = Unchecked::NoSecondSource;
            }
            Column::Ordinal => figure.dismissed = true,
            Column::Words => figure.unchecked = Unchecked::FreeText,
            Column::Unclear => figure.unchecked = Unchecked::LayoutUnclear,
        }
        let head = head(column);
        let row = rows.get(&id);
        figure.label = match (row, head) {
            (Some(row), Some(head)) => format!("{row} {head}"),
            (Some(row), None) => row.clone(),
            (None, Some(head)) => head.to_string(),
            (None, None) => String::new(),
        };
        figure.row = row.cloned();
        figure.column = head.map(str::to_string);
        figure.table = Some(caption.clone());
    }
    set_score_decimals(figures, &form);
    set_amount_decimals(figures, &columns);
    form
}

fn head(column: Column) -> Option<&'static str> {
    Some(match column {
        Column::Amount(Role::Initial) => "年初预算数",
        Column::Amount(Role::Full) => "全年预算数",
        Column::Amount(Role::Arrived) => "到位数",
        Column::Amount(Role::Executed) => "全年执行数",
        Column::Amount(_) => "金额",
        Column::Rate(Role::ArrivalRate) => "到位率",
        Column::Rate(Role::ExecutionRate) => "执行率",
        Column::Rate(Role::Coefficient) => "得分系数",
        Column::Rate(_) => "完成率",
        Column::Weight => "分值",
        Column::Score => "得分",
        Column::Review => "复核得分",
        Column::Deduction => "扣分",
        Column::Target => "目标值",
        Column::Actual => "实际完成值",
        Column::LastYear => "上年完成情况",
        Column::Words | Column::Unclear | Column::Ordinal => return None,
    })
}

/// The row of each figure: the fund, the indicator, the total.
fn row_labels(form: &Form) -> Map<FigureId, String> {
    let mut out = Map::new();
    for fund in &form.funds {
        let amounts = [fund.initial, fund.full, fund.arrived, fund.executed];
        let ids =
            amounts.into_iter().chain([fund.arrival, fund.rate, fund.weight, fund.score, fund.deducted]);
        out.extend(ids.flatten().map(|id| (id, fund.label.clone())));
    }
    for i in &form.indicators {
        let values = [i.target.as_ref(), i.actual.as_ref()].map(|v| v.and_then(super::form::Value::figure));
        let parts = i.converted.map(|(result, points, share)| [result, points, share]);
        out.extend(parts.into_iter().flatten().map(|id| (id, i.name.clone())));
        let given = [i.weight, i.rate, i.coefficient, i.score, i.review, i.deducted];
        let ids = given.into_iter().chain(values);
        out.extend(ids.flatten().map(|id| (id, i.name.clone())));
    }
    for share in &form.shares {
        out.insert(share.figure, share.label.clone());
    }
    for sub in &form.subtotals {
        out.extend([sub.weight, sub.score].into_iter().flatten().map(|id| (id, sub.label.clone())));
    }
    for group in &form.groups {
        out.insert(group.weight, group.label.clone());
    }
    for id in [form.total_weight, form.total_score, form.total_review, form.total_deducted]
        .into_iter()
        .flatten()
        .chain(form.repeated_totals.iter().copied())
    {
        out.insert(id, "总分".to_string());
    }
    out.extend(form.execution_weight.map(|id| (id, "预算执行情况".to_string())));
    out
}

/// A rate without % is a plain ratio (0.9953), unless the column holds hundreds or its head says %.
fn set_rates(figures: &mut Figures, columns: &[(FigureId, Column)], head_says_percent: bool) {
    for role in [Role::Rate, Role::Coefficient, Role::ArrivalRate, Role::ExecutionRate] {
        let bare: Vec<FigureId> = columns
            .iter()
            .filter(|(_, c)| *c == Column::Rate(role))
            .map(|(id, _)| *id)
            .filter(|&id| figures[id].quantity.unit == Unit::None)
            .collect();
        // One slip of the pen makes no hundreds of plain ratios.
        let told = |id: &&FigureId| !figures[**id].quantity.value.is_zero();
        let large = bare.iter().filter(|&&id| figures[id].quantity.value > Decimal::from(5)).count();
        let hundreds = large > 0 && large * 2 >= bare.iter().filter(told).count();
        if head_says_percent || hundreds {
            for id in bare {
                figures[id].quantity.unit = Unit::Percent;
            }
        }
    }
}

/// Within a form scores carry the same number of decimals, trailing zeros left out: 8.6 beside 5.32 is 8.60.
fn set_score_decimals(figures: &mut Figures, form: &Form) {
    let mut scores: Vec<FigureId> = form.indicators.iter().filter_map(|i| i.score).collect();
    if let Some(decimals) = padded_decimals(figures, form) {
        for id in scores.into_iter().chain(form.scores_of_execution()) {
            figures[id].quantity.decimals = decimals;
        }
        return;
    }
    // 8.54 for the budget's execution, as its rate is, says nothing of 8.9 and 1.8.
    let of_execution = |i: &&Indicator| names_budget_execution(&i.name);
    let spent: Vec<FigureId> = form.indicators.iter().filter(of_execution).filter_map(|i| i.score).collect();
    let apart = |id: &FigureId| !spent.contains(id);
    if scores.iter().filter(|id| apart(id)).any(|&id| figures[id].quantity.decimals > 0) {
        scores.retain(apart);
    }
    let mut decimals = scores.iter().map(|&id| figures[id].quantity.decimals).max().unwrap_or(0).min(4);
    // 4.40, 6.30, 8.70 and never another digit: rounded to one decimal, whatever is written.
    let broken: Vec<u32> = scores
        .iter()
        .map(|&id| figures[id].quantity.value.normalize().scale())
        .filter(|scale| *scale > 0)
        .collect();
    if broken.len() > 2 {
        decimals = broken.iter().copied().max().unwrap_or(decimals).min(decimals);
    }
    // What is taken off tells how finely points are given.
    let taken =
        form.indicators.iter().filter_map(|i| i.deducted).map(|id| figures[id].quantity.decimals).max();
    decimals = decimals.max(taken.unwrap_or(0).min(4));
    for id in scores {
        figures[id].quantity.decimals = decimals;
    }
}

/// A form that writes the points it gives out as 10.00 fills up whatever it rounded: 4.40 is 4.4 where no score of the form
/// shows a digit behind it. Rows typed as whole numbers say nothing of it.
fn padded_decimals(figures: &Figures, form: &Form) -> Option<u32> {
    let shown = |id: &FigureId| figures[*id].quantity.decimals;
    let carried = |id: &FigureId| figures[*id].quantity.value.normalize().scale();
    let padded = |ids: &[FigureId]| ids.iter().map(carried).max() < ids.iter().map(shown).max();
    let weights: Vec<FigureId> = form.indicators.iter().filter_map(|i| i.weight).collect();
    if !weights.is_empty() && !padded(&weights) {
        return None;
    }
    let total = form.total_score.into_iter().chain(form.repeated_totals.iter().copied());
    let given = form.indicators.iter().filter_map(|i| i.score).chain(form.scores_of_execution());
    let scores: Vec<FigureId> = given.chain(total).collect();
    let finest = scores.iter().map(carried).max().filter(|d| *d > 0)?;
    (scores.len() > 2 && padded(&scores)).then_some(finest)
}

/// 50 beside 47.2 is 50.0: whole amounts among amounts with decimals lost nothing but zeros.
fn set_amount_decimals(figures: &mut Figures, columns: &[(FigureId, Column)]) {
    let amounts: Vec<FigureId> =
        columns.iter().filter(|(_, c)| matches!(c, Column::Amount(_))).map(|(id, _)| *id).collect();
    let most = amounts.iter().map(|&id| figures[id].quantity.decimals).max().unwrap_or(0);
    for id in amounts {
        if figures[id].quantity.decimals == 0 {
            figures[id].quantity.decimals = most;
        }
    }
}

/// The totals of a form as facts, so that the narrative can be compared with them.
pub(super) fn facts(form: &Form, index: usize) -> Vec<Fact> {
    let name = match form.kind {
        FormKind::Overall => "整体支出资金总额",
        _ => "年度资金总额",
    };
    let fact = |figure: FigureId, measure: Measure, basis: Basis| Fact {
        figure,
        subject: Subject { name: name.to_string(), fund: Fund::All },
        measure,
        basis,
        year: Year::Report,
        negative: false,
        source: Source::Form(index),
    };
    let Some(total) = form.total_fund() else { return Vec::new() };
    [
        (total.initial, Measure::Amount, Basis::InitialBudget),
        (total.full, Measure::Amount, Basis::FullBudget),
        (total.executed, Measure::Amount, Basis::Final),
        (total.rate, Measure::Rate, Basis::Final),
    ]
    .into_iter()
    .filter_map(|(id, measure, basis)| Some(fact(id?, measure, basis)))
    .collect()
}
