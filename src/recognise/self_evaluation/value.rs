//! Targets and actuals: quantities, days, periods, words.

use super::form::{Content, Polarity, Value};
use super::lines::Slot;
use crate::document::squeeze;
use crate::figure::{FigureId, Figures};
use crate::number::{
    Comparator, Deadline, Period, Quantity, Unit, is_blank_mark, parse_deadline, parse_period, parse_quantity,
};
use crate::recognise::lexicon;
use rust_decimal::Decimal;

/// The figures within a slot.
pub(super) fn figures_in(figures: &Figures, slot: &Slot) -> Vec<FigureId> {
    figures
        .in_text(slot.span.block, slot.span.cell)
        .filter(|&id| {
            let span = figures[id].span;
            slot.span.start <= span.start && span.end <= slot.span.end
        })
        .collect()
}

/// The figure of a slot that holds exactly one.
pub(super) fn only_figure(figures: &Figures, slot: &Slot) -> Option<FigureId> {
    match figures_in(figures, slot).as_slice() {
        [id] => Some(*id),
        _ => None,
    }
}

/// The figure of a slot that is nothing but one number.
pub(super) fn number(figures: &Figures, slot: Option<&Slot>) -> Option<FigureId> {
    let slot = slot?;
    slot.quantity()?;
    only_figure(figures, slot)
}

/// Does it read as a day, a month or a period?
pub(super) fn looks_like_date(text: &str) -> bool {
    deadline(text, None).is_some() || parse_period(text).is_some()
}

fn deadline(text: &str, year: Option<u16>) -> Option<Deadline> {
    parse_deadline(text).or_else(|| {
        let compact = squeeze(text);
        let bare = compact.trim_start_matches(['=', '<', '>', '≤', '≥']);
        let year = year?;
        (bare.contains('月') && bare.starts_with(|c: char| c.is_ascii_digit()))
            .then(|| parse_deadline(&format!("{year}年{bare}")))
            .flatten()
    })
}

fn period(text: &str, year: Option<u16>) -> Option<Period> {
    parse_period(text).or_else(|| {
        let compact = squeeze(text);
        let bare = compact.trim_start_matches('=');
        let year = year?;
        bare.contains('月').then(|| parse_period(&format!("{year}年{bare}"))).flatten()
    })
}

/// Reads the cell of a target or an actual.
pub(super) fn read(figures: &Figures, slot: &Slot, year: Option<u16>) -> Value {
    let content = if is_blank_mark(slot.text) {
        Content::Blank
    } else if let Some(period) = period(slot.text, year) {
        Content::Period(period)
    } else if let Some(deadline) = deadline(slot.text, year) {
        Content::Deadline(deadline)
    } else {
        // 180/10万: a rate of incidence.
        let (text, figure) = match slot.text.split_once('/') {
            Some((number, base)) if matches!(base.trim_end_matches('人'), "10万" | "十万" | "万" | "千") => {
                (number, figures_in(figures, slot).first().copied())
            }
            // 1602元/米, 130元/人·天: a price of each, compared as it stands.
            Some((number, each)) if names_each(each) => (number, only_figure(figures, slot)),
            _ => (slot.text, only_figure(figures, slot)),
        };
        match (figure, quantity(text)) {
            (Some(id), Some(quantity)) => Content::Quantity(id, quantity.comparator),
            _ => Content::Words,
        }
    };
    Value { text: slot.text.to_string(), span: slot.span, content }
}

/// 1602元/米, ≤24次/年: a quantity with what it is of each.
pub(super) fn is_of_each(text: &str) -> bool {
    text.split_once('/').is_some_and(|(number, each)| names_each(each) && parse_quantity(number).is_some())
}

/// 米, 人·天, 人/月: what a price or a count is for.
fn names_each(text: &str) -> bool {
    let text = text.trim();
    let joins = |c: char| matches!(c, '·' | '/' | '*' | '.' | '•' | '(' | ')' | '（' | '）');
    let plain = |c: char| !c.is_ascii() && !c.is_numeric() && !matches!(c, '％' | '，' | '。' | '；' | '、');
    !text.is_empty() && text.chars().count() <= 8 && text.chars().all(|c| joins(c) || plain(c))
}

/// A text that is one quantity, with the few words that people put around it.
fn quantity(text: &str) -> Option<Quantity> {
    parse_quantity(text).or_else(|| {
        let bare = squeeze(text);
        let bare = bare.trim_end_matches(['。', ';', '；', ',', '，']);
        let inner = ["已完成", "实际完成", "完成率", "完成", "实际", "已达到", "已达", "达到", "为", "约"]
            .iter()
            .find_map(|w| bare.strip_prefix(w))
            .unwrap_or(bare);
        // 13个工作日: days like others, counted in 个.
        let inner = inner.strip_suffix("工作日").filter(|t| t.ends_with('个')).unwrap_or(inner);
        parse_quantity(inner).or_else(|| with_rare_unit(inner))
    })
}

/// 86000剂次, 5200台件: a number with a unit that no list holds. The unit stays as it was read.
fn with_rare_unit(text: &str) -> Option<Quantity> {
    let last = text.chars().next_back()?;
    let unit =
        |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c) && !"内前后上下底日月年点时级类等多余".contains(c);
    let number = text.trim_end_matches(unit);
    let tail = text.get(number.len()..)?;
    // 5200台 is read with its 台: only what follows is unknown.
    let known = (1..=2).find_map(|n| {
        let end = tail.char_indices().nth(n).map_or(tail.len(), |(i, _)| i);
        parse_quantity(text.get(..number.len() + end)?)
    });
    let quantity = known.or_else(|| parse_quantity(number))?;
    (unit(last) && tail.chars().count() <= 3).then_some(quantity)
}

/// Which way is better, from the comparator, the nature column and the level.
pub(super) fn polarity(target: Option<&Value>, nature: &str, cost: bool) -> Polarity {
    let comparator = match target.map(|t| &t.content) {
        Some(Content::Quantity(_, c)) => *c,
        _ => None,
    };
    let named = match nature {
        "≥" | ">" | ">=" | "≧" | "正向" | "正向指标" => Some(Polarity::Positive),
        "≤" | "<" | "<=" | "≦" | "反向" | "反向指标" | "逆向指标" => Some(Polarity::Negative),
        "=" => Some(Polarity::Exact),
        _ => None,
    };
    named
        .or(match comparator {
            Some(c) if c.is_positive() => Some(Polarity::Positive),
            Some(c) if c.is_negative() => Some(Polarity::Negative),
            Some(Comparator::Equal) if !cost => Some(Polarity::Exact),
            _ => None,
        })
        .unwrap_or_default()
}

/// Gives the figure of a value the unit that only the whole cell tells (100百分比).
pub(super) fn adopt_unit(figures: &mut Figures, value: Option<&Value>) {
    if let Some(value) = value
        && let (Some(id), Some(quantity)) = (value.figure(), quantity(&value.text))
    {
        figures.set_unit(id, quantity.unit);
    }
}

/// Gives target and actual the unit that the unit column or the other one names.
pub(super) fn share_units(
    figures: &mut Figures,
    target: Option<FigureId>,
    actual: Option<FigureId>,
    column: &str,
) {
    let named = unit_named(column);
    for id in [target, actual].into_iter().flatten() {
        if let Some(unit) = &named {
            figures.set_unit(id, unit.clone());
        }
    }
    let (Some(t), Some(a)) = (target, actual) else { return };
    for (from, to) in [(t, a), (a, t)] {
        let unit = figures[from].quantity.unit.clone();
        if unit != Unit::None && figures[to].quantity.unit == Unit::None && !is_ratio(figures, to, &unit) {
            figures.set_unit(to, unit);
        }
    }
}

/// A percentage written as a plain ratio: 0.9953.
fn is_ratio(figures: &Figures, id: FigureId, unit: &Unit) -> bool {
    let quantity = &figures[id].quantity;
    unit.is_percent()
        && (quantity.decimals > 0 && quantity.value <= Decimal::TWO || quantity.value == Decimal::ONE)
}

/// The unit that a unit column names.
pub(super) fn unit_named(column: &str) -> Option<Unit> {
    let bare = column.trim_matches(['(', ')']);
    if bare.is_empty() || is_blank_mark(bare) {
        return None;
    }
    parse_quantity(&format!("1{bare}")).map(|q| q.unit).filter(|u| *u != Unit::None)
}

/// 优, 良, 中, 差 or their kin.
pub(super) fn is_grade(text: &str) -> bool {
    lexicon::is_grade(&squeeze(text))
}
