//! The unit of a table's amounts, and how exactly they were written down.

use super::assemble::Assembled;
use super::sides::names_rate;
use super::{AccountTable, Column, Line, Side};
use crate::check::Options;
use crate::document::Holds;
use crate::figure::{FigureId, Figures, Rounding};
use crate::number::Unit;
use crate::relation::{Relation, Verdict, decide};
use rust_decimal::Decimal;

/// The money unit that a unit line names: 单位：万元, 金额单位:元, （万元）.
fn unit_line(text: &str) -> Option<Unit> {
    let named = |rest: &str| {
        let rest = rest.trim_start_matches("人民币");
        [
            ("亿元", Unit::HundredMillionYuan),
            ("万元", Unit::TenThousandYuan),
            ("千元", Unit::ThousandYuan),
            ("元", Unit::Yuan),
        ]
        .into_iter()
        .find(|(name, _)| rest.starts_with(name))
        .map(|(_, unit)| unit)
    };
    // 单位：万, of which 元 stands on the next line.
    let torn = |rest: &str| match rest {
        "亿" => Some(Unit::HundredMillionYuan),
        "万" => Some(Unit::TenThousandYuan),
        "千" => Some(Unit::ThousandYuan),
        _ => None,
    };
    text.rmatch_indices("单位:")
        .find_map(|(at, mark)| {
            text.get(at + mark.len()..).and_then(|rest| named(rest).or_else(|| torn(rest)))
        })
        .or_else(|| text.rmatch_indices('(').find_map(|(at, _)| named(text.get(at + 1..)?)))
        .or_else(|| (text.chars().count() <= 4).then(|| named(text)).flatten())
}

/// Gives every amount its unit and its rounding.
pub(super) fn give_units(tables: &mut [Assembled], figures: &mut Figures, options: &Options) {
    let chosen = options.unit.as_deref().and_then(Unit::money_named_in);
    let found: Vec<Option<Unit>> =
        tables.iter().map(|t| t.unit_texts.iter().find_map(|text| unit_line(text))).collect();
    let usual = found.iter().flatten().next().cloned();
    for (assembled, unit) in tables.iter_mut().zip(found) {
        let table = &mut assembled.table;
        table.unit = unit
            .or_else(|| chosen.clone())
            .or_else(|| usual.clone())
            .unwrap_or(if table.kind.is_known() { Unit::TenThousandYuan } else { Unit::None });
        let amounts = give_unit(table, figures);
        give_rounding(table, &amounts, figures);
    }
}

/// A count (团组数, 保有量), not an amount.
pub(super) fn is_count(text: &str) -> bool {
    text.holds_any(&[
        "(个)",
        "(辆)",
        "(人)",
        "(台",
        "(批",
        "(次",
        "(户",
        "(份",
        "(平方米",
        "数量",
        "个数",
        "批次",
        "人次",
        "人数",
        "团组",
        "保有量",
        "购置数",
        "台数",
        "辆数",
        "面积",
    ])
}

/// Things of which there are no parts, and which nobody counts by ten thousands.
fn counts_one_by_one(text: &str) -> bool {
    text.holds_any(&["个数", "(个)", "(辆)", "(户)"])
}

/// Points, not an amount: 自评得分, 总分, 产出（50分）.
pub(super) fn is_points(text: &str) -> bool {
    text.holds_any(&["得分", "评分", "总分", "分值", "分)", "分差"])
}

/// Is this cell an amount of money?
pub(super) fn is_amount(line: &Line, column: &Column) -> bool {
    let name = line.label.name.as_str();
    // 执法执勤用车, 离退休干部服务用车: vehicles by use are counted, but for what they cost.
    let priced = column.full().holds_any(&["原值", "净值", "价值", "金额", "折旧"]);
    let vehicles = name.ends_with("用车") && name != "公务用车" && !priced;
    let other = |text: &str| is_count(text) || is_points(text);
    // 占总计比重: a row of shares below the amounts.
    !column.is_rate() && !other(&column.full()) && !is_count(name) && !vehicles && !names_rate(name)
}

/// 执行率 | 0.95 | 1 | 0.8725: rates written as parts of one. No head says %, and nothing is spent at one hundredth of what it should.
fn tells_parts(side: &Side, column: usize, figures: &Figures) -> bool {
    const MOST: Decimal = Decimal::from_parts(15, 0, 0, false, 1);
    let Some(head) = side.columns.get(column) else { return false };
    let used = head.name().holds_any(&["执行率", "完成率", "支出率", "进度", "占比", "比重"]);
    if !head.is_rate() || !used || head.full().contains('%') {
        return false;
    }
    let ids: Vec<FigureId> =
        side.lines.iter().filter_map(|l| l.cells.get(column).copied().flatten()).collect();
    let value = |id: &FigureId| figures[*id].quantity.value;
    ids.len() > 1
        && ids.iter().all(|id| figures[*id].quantity.unit == Unit::None && value(id) <= MOST)
        && ids.iter().any(|id| !value(id).fract().is_zero())
}

fn give_unit(table: &AccountTable, figures: &mut Figures) -> Vec<FigureId> {
    let mut amounts = Vec::new();
    for side in &table.sides {
        let in_parts: Vec<bool> = (0..side.columns.len()).map(|c| tells_parts(side, c, figures)).collect();
        for line in &side.lines {
            for ((column, cell), in_parts) in side.columns.iter().zip(&line.cells).zip(&in_parts) {
                let Some(id) = *cell else { continue };
                if *in_parts {
                    continue;
                }
                let whole = figures[id].quantity.decimals == 0;
                if column.is_rate() {
                    figures.set_unit(id, Unit::Percent);
                } else if whole && counts_one_by_one(&column.full()) {
                    figures[id].rounding = Rounding::Exact;
                } else if is_points(&column.full()) {
                    figures.set_unit(id, Unit::Points);
                } else if is_amount(line, column) {
                    figures.set_unit(id, table.unit.clone());
                    amounts.push(id);
                }
            }
        }
    }
    amounts
}

/// Amounts in 万元 are rounded, amounts in 元 are not. A number with fewer decimals than nearly all others of its table has
/// lost its trailing zeros.
fn give_rounding(table: &AccountTable, amounts: &[FigureId], figures: &mut Figures) {
    let decimals = amounts.iter().map(|&id| figures[id].quantity.decimals).max().unwrap_or(0);
    let telling: Vec<u32> = amounts
        .iter()
        .filter(|&&id| !figures[id].quantity.value.is_zero())
        .map(|&id| figures[id].quantity.decimals)
        .collect();
    let full = telling.iter().filter(|&&d| d == decimals).count();
    let trailing = decimals > 0 && full * 5 >= telling.len() * 4;
    // 万元 with six decimals, 元 with two: to the 分, hence exact.
    let exact = match table.unit {
        Unit::Yuan => true,
        Unit::ThousandYuan => decimals >= 5,
        Unit::TenThousandYuan => decimals >= 6,
        // 指标个数 | 已完成 | 未完成: what stands beside a count is counted.
        Unit::None => {
            let counts = |c: &Column| c.name().ends_with("个数") || c.name() == "指标数";
            decimals == 0 && table.sides.iter().flat_map(|s| &s.columns).any(counts)
        }
        _ => false,
    };
    for &id in amounts {
        let figure = &mut figures[id];
        if trailing || figure.quantity.value.is_zero() {
            figure.quantity.decimals = figure.quantity.decimals.max(decimals);
        }
        figure.rounding = if exact { Rounding::Exact } else { Rounding::Rounded };
    }
}

/// Whole 元 are exact where they were planned so, and rounded where the accounts behind them are kept to the 分: there the
/// sums are off by one here and there. Sums that rounding explains and no single wrong number does decide it for the
/// document; the amounts are then marked as rounded.
pub(super) fn whole_yuan_are_rounded(tables: &[Assembled], figures: &mut Figures) -> bool {
    let whole = |t: &AccountTable, figures: &Figures| {
        t.unit == Unit::Yuan && t.figures().all(|id| figures[id].quantity.decimals == 0)
    };
    let tables: Vec<&AccountTable> = tables.iter().map(|t| &t.table).filter(|t| whole(t, figures)).collect();
    let off: Vec<&Relation> = tables
        .iter()
        // A wrong number beside the rounding costs a table its trust, but what rounding explains it still bears out.
        .flat_map(|t| t.relations.iter().chain(&t.doubted).map(|r| &r.relation))
        .filter(|r| decide(r, figures).verdict == Verdict::Violated)
        .collect();
    if off.len() < 2 {
        return false;
    }
    let mark = |figures: &mut Figures, rounding: Rounding| {
        for id in tables.iter().flat_map(|t| t.figures()) {
            if figures[id].quantity.unit == Unit::Yuan {
                figures[id].rounding = rounding;
            }
        }
    };
    mark(figures, Rounding::Rounded);
    let explained: Vec<Vec<FigureId>> =
        off.iter().filter(|r| decide(r, figures).is_sound()).map(|r| r.figures()).collect();
    let by_one = explained
        .first()
        .is_none_or(|first| first.iter().any(|id| explained.iter().all(|figures| figures.contains(id))));
    if by_one {
        mark(figures, Rounding::Exact);
    }
    !by_one
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unit_lines() {
        assert_eq!(unit_line("编制部门:某某人民政府办公室单位:元"), Some(Unit::Yuan));
        assert_eq!(unit_line("金额单位:万元"), Some(Unit::TenThousandYuan));
        assert_eq!(unit_line("预算数(万元)"), Some(Unit::TenThousandYuan));
        assert_eq!(unit_line("编制单位:某局"), None);
        assert_eq!(unit_line("部门:某局金额单位:万"), Some(Unit::TenThousandYuan));
        assert_eq!(unit_line("维修(护)费"), None);
    }
}
