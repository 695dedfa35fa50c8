//! Which slot of a row belongs to which column head: by the grid where it is whole, by what stands in the cells where
//! converters dropped or shifted some.

use super::columns::Role;
use super::lines::{Line, Slot};
use super::value::{is_of_each, looks_like_date};
use crate::document::Holds;
use crate::number::{Quantity, Unit, is_blank_mark};
use rust_decimal::Decimal;

/// A header row.
#[derive(Debug, Clone, Default)]
pub(super) struct Header {
    /// Role, first grid column, width; one entry a slot.
    pub columns: Vec<(Role, usize, usize)>,
    /// The block in which it stands.
    pub block: usize,
    /// A second column of scores stands beside the first: those of another project, or of another judge.
    pub scored_twice: bool,
    /// 收入构成 | 预算数 | 支出构成 | 预算数 | 执行数: what was executed is of the second list.
    pub second: bool,
}

impl Header {
    pub fn has(&self, role: Role) -> bool {
        self.columns.iter().any(|c| c.0 == role)
    }
}

/// A slot with what its text says by itself, read once however many heads are tried above it.
struct Reading<'l, 'a> {
    slot: &'l Slot<'a>,
    blank: bool,
    quantity: Option<&'l Quantity>,
    date: bool,
    /// 341.6元/台: a number with what it is of each.
    of_each: bool,
}

impl<'l, 'a> Reading<'l, 'a> {
    fn of(slot: &'l Slot<'a>) -> Self {
        let blank = is_blank_mark(slot.text);
        let quantity = if blank { None } else { slot.quantity() };
        let date = !blank && quantity.is_none() && looks_like_date(slot.text);
        let of_each = !blank && quantity.is_none() && !date && is_of_each(slot.text);
        Self { slot, blank, quantity, date, of_each }
    }
}

/// How well a text fits a role; below zero it does not.
fn fitness(role: Role, reading: &Reading) -> i32 {
    let Reading { slot, blank, quantity, date, .. } = reading;
    let (blank, date, quantity) = (*blank, *date, *quantity);
    if slot.continued {
        // The label of a block that began above says nothing about this row.
        return 0;
    }
    let text = slot.text;
    let number = quantity.is_some() || reading.of_each;
    let plain =
        quantity.is_some_and(|q| q.comparator.is_none() && matches!(q.unit, Unit::None | Unit::Points));
    match role {
        Role::Weight | Role::FirstWeight | Role::SecondWeight => match () {
            _ if plain => 3,
            // 权重 10%
            _ if quantity.is_some_and(is_share_of_points) => 2,
            _ if quantity.is_some_and(|q| q.comparator.is_none() && q.unit.is_percent()) => 0,
            _ if blank => 0,
            _ => -6,
        },
        Role::Score | Role::Review | Role::Deduction | Role::Converted | Role::Share => match () {
            _ if plain => 3,
            _ if blank => 0,
            _ => -6,
        },
        Role::Rate | Role::Coefficient | Role::ArrivalRate | Role::ExecutionRate => match quantity {
            Some(q) if q.unit == Unit::Percent && q.comparator.is_none() => 4,
            Some(q) if q.unit == Unit::None => 2,
            Some(_) => -3,
            None if blank => 0,
            None => -4,
        },
        Role::Initial | Role::Full | Role::Budget | Role::Arrived | Role::Executed => match quantity {
            Some(q) if q.unit.is_money() || q.unit == Unit::None => 3,
            Some(_) => -4,
            None if blank => 0,
            None => -5,
        },
        Role::Target | Role::FirstTarget | Role::Actual => match quantity {
            Some(q) if q.comparator.is_some() || q.unit != Unit::None => 3,
            Some(_) => 1,
            None if date || reading.of_each => 3,
            None if text.chars().count() > 60 => -1,
            None => 0,
        },
        Role::Nature => match slot.words.as_str() {
            "≥" | "≤" | "=" | ">" | "<" | ">=" | "<=" | "≧" | "≦" | "正向" | "反向" | "定量" | "定性"
            | "正向指标" | "反向指标" | "定量指标" | "定性指标" => 4,
            "" => 0,
            _ => -3,
        },
        Role::Unit if number => -3,
        Role::Unit => i32::from(text.chars().count() <= 4 && !blank),
        Role::FirstLevel => match () {
            _ if number || date => -4,
            // 社会效益指标 is of the second level, for all that it holds 效益.
            _ if slot.words.ends_with("指标")
                && slot.words.holds_any(&["社会", "经济", "生态", "环境", "对象"]) =>
            {
                0
            }
            // 管理制度健全性, 成本节约率: what is named so is measured.
            _ if slot.bare().ends_with(['率', '性', '数']) => 0,
            _ if slot.words.holds_any(&["产出", "成本", "效益", "满意", "履职", "管理", "决策", "过程"]) => {
                2
            }
            _ => 0,
        },
        Role::SecondLevel => match () {
            _ if number || date => -4,
            _ if slot.words.ends_with("指标") => 2,
            _ => 0,
        },
        Role::Name => match () {
            _ if number || date => -4,
            _ if tells_points(text) => -3,
            _ if blank => -1,
            _ if slot.words.ends_with("指标") && slot.words.chars().count() <= 6 => -1,
            _ => 1,
        },
        Role::Ordinal => match quantity {
            Some(q) if q.unit == Unit::None && q.decimals == 0 => 3,
            None if blank => 0,
            _ => -3,
        },
        Role::Wording if tells_points(text) => 2,
        Role::Wording | Role::Reason if number && !blank => -1,
        Role::Words | Role::LastYear | Role::Wording | Role::Reason | Role::Other => 0,
    }
}

/// 明显得10分、一般得6分, 每少1处扣2分: what scores how much.
fn tells_points(text: &str) -> bool {
    ["得", "扣", "计"].iter().any(|word| {
        text.match_indices(word).any(|(at, _)| {
            let rest = text.get(at + word.len()..).unwrap_or_default();
            let points = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
            points.len() < rest.len() && points.starts_with('分')
        })
    })
}

/// What it counts that a row sits under its heads cell by cell.
const SITS: i32 = 12;

/// 10%, 20.00%: what an indicator weighs may be told so, but none weighs everything.
fn is_share_of_points(quantity: &Quantity) -> bool {
    quantity.comparator.is_none()
        && quantity.unit.is_percent()
        && quantity.value.fract().is_zero()
        && quantity.value < Decimal::ONE_HUNDRED
}

/// A row read by a header: the slot of each role.
#[derive(Debug, Clone)]
pub(super) struct Aligned<'l, 'a> {
    pub slots: Vec<(Role, &'l Slot<'a>)>,
    /// Every slot fits its column.
    pub certain: bool,
}

impl<'l, 'a> Aligned<'l, 'a> {
    pub fn get(&self, role: Role) -> Option<&'l Slot<'a>> {
        self.slots.iter().find(|(r, _)| *r == role).map(|(_, s)| *s)
    }

    /// The slot of a role that is not empty.
    pub fn filled(&self, role: Role) -> Option<&'l Slot<'a>> {
        self.slots.iter().find(|(r, s)| *r == role && !s.is_empty()).map(|(_, s)| *s)
    }
}

/// Lays a row under its header.
pub(super) fn align<'l, 'a>(header: &Header, line: &'l Line<'a>) -> Aligned<'l, 'a> {
    let readings: Vec<Reading> = line.slots.iter().map(Reading::of).collect();
    let by_grid: Vec<(Role, &Reading)> = readings
        .iter()
        .filter_map(|s| {
            let at = s.slot.column;
            header.columns.iter().find(|(_, c, w)| *c <= at && at < c + w).map(|(r, _, _)| (*r, s))
        })
        .collect();
    // As many cells as heads, each under its own and fitting it: another laying must be much the better one.
    let sits = line.slots.len() == header.columns.len()
        && by_grid.len() == line.slots.len()
        && line.slots.iter().zip(&header.columns).all(|(s, c)| (s.column, s.width) == (c.1, c.2))
        && by_grid.iter().all(|(r, s)| fitness(*r, s) > -3)
        && by_grid.iter().filter(|(r, s)| s.quantity.is_some() && fitness(*r, s) > 1).count() > 1;
    let mut best = (judge(&by_grid) * 4 + if sits { SITS } else { 1 }, by_grid);
    let (heads, cells) = (header.columns.len() as i64, line.slots.len() as i64);
    let difference = heads - cells;
    let filled = line.filled().count();
    for shift in (difference.min(-2).min(0) - 1)..=(difference.max(2) + 1) {
        // Slot i stands under head i + shift.
        let laid: Vec<(Role, &Reading)> = readings
            .iter()
            .enumerate()
            .filter_map(|(i, s)| {
                let head = usize::try_from(i as i64 + shift).ok()?;
                header.columns.get(head).map(|c| (c.0, s))
            })
            .collect();
        // A slot with something in it that falls off the header speaks against the shift.
        let lost = filled - laid.iter().filter(|(_, s)| !s.slot.is_empty()).count();
        // 预算执行率 | 10 | 10 | 10: a label that reaches over target and actual leaves no number to them.
        let values = |r: Role| matches!(r, Role::Target | Role::Actual);
        let over =
            laid.iter().find(|(_, s)| !s.slot.is_empty() && !s.slot.continued).is_some_and(|(r, s)| {
                values(*r) && header.has(Role::Name) && s.quantity.is_none() && !s.date && !s.of_each
            });
        let under = laid.iter().filter(|(r, s)| over && values(*r) && s.quantity.is_some()).count();
        let score = (judge(&laid) - 3 * lost as i32 - 2 * under as i32) * 4 - i32::from(shift != 0 && shift != difference)
            // A row with fewer cells than heads ends where they end: what reaches down is lacking in front.
            + if shift == difference && difference > 0 { 2 } else { 0 };
        // 促进发展 | 有效促进 | 达成预期 | 6% | 6: points without a score speak against a shift that nothing else speaks for.
        let at = |role: Role| laid.iter().find(|(r, _)| *r == role).map(|(_, s)| s.quantity.is_some());
        let unscored =
            shift != difference && at(Role::Weight) == Some(true) && at(Role::Score) == Some(false);
        let score = score - 2 * i32::from(unscored);
        if score > best.0 {
            best = (score, laid);
        }
    }
    if let Some(gapped) = gapped(header, &readings)
        && judge(&gapped) * 4 > best.0 + 4
    {
        best = (judge(&gapped) * 4, gapped);
    }
    // 时效 | 1年 | 1年 | 1年 | 10: where the grid is whole, a name may be a quantity.
    let whole = line.slots.len() == header.columns.len()
        && line.slots.iter().zip(&header.columns).all(|(s, c)| s.column == c.1)
        && best.1.len() == line.slots.len();
    let certain =
        best.1.iter().all(|(r, s)| fitness(*r, s) > -3 || whole && *r == Role::Name && s.quantity.is_some());
    Aligned { slots: best.1.into_iter().map(|(r, s)| (r, s.slot)).collect(), certain }
}

/// 其中桃树 | 1.5亩 | 1.5亩 | …: a converter that pads rows at their end left the empty cells out. What is there stands under
/// heads in their order, wherever it fits best; the heads to the left are taken where two fit alike.
fn gapped<'r, 'l, 'a>(
    header: &Header,
    readings: &'r [Reading<'l, 'a>],
) -> Option<Vec<(Role, &'r Reading<'l, 'a>)>> {
    let filled = readings.iter().take_while(|r| !r.slot.is_empty()).count();
    let (own, rest) = readings.split_at_checked(filled)?;
    let heads = header.columns.len();
    if filled < 2
        || filled >= heads
        // One empty cell at the end of a row that is shorter than its heads is that of the last head.
        || readings.len() < heads && rest.len() < 2
        || rest.is_empty()
        || rest.iter().any(|r| !r.slot.is_empty())
        || own.iter().any(|r| r.slot.continued)
    {
        return None;
    }
    // best[i][j]: the fitness of the cells from i on under the heads from j on.
    const NEVER: i32 = i32::MIN / 4;
    let fits: Vec<Vec<i32>> =
        own.iter().map(|r| header.columns.iter().map(|c| fitness(c.0, r)).collect()).collect();
    let mut best = vec![vec![NEVER; heads + 1]; filled + 1];
    best[filled] = vec![0; heads + 1];
    for i in (0..filled).rev() {
        for j in (0..heads).rev() {
            best[i][j] = best[i][j + 1].max(fits[i][j] + best[i + 1][j + 1]);
        }
    }
    let mut laid = Vec::with_capacity(filled);
    let mut j = 0;
    for (i, reading) in own.iter().enumerate() {
        while j < heads && best[i][j] != fits[i][j] + best[i + 1][j + 1] {
            j += 1;
        }
        laid.push((header.columns.get(j)?.0, reading));
        j += 1;
    }
    Some(laid)
}

fn judge(laid: &[(Role, &Reading)]) -> i32 {
    laid.iter().map(|(r, s)| fitness(*r, s)).sum()
}
