//! Deciding a relation: verdicts over intervals, truncation, zero bases, words of direction.

use super::{Comparison, Direction, Expression, Readings, Relation, RelationKind, Stated};
use crate::figure::{FigureId, Figures, Rounding};
use crate::number::Arithmetic as _;
use crate::number::{Fraction, Interval, Unit, round_half_up, truncate};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// Decimals with which a recomputed percentage is shown at least.
const SHOWN: u32 = 2;

/// How a relation came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Recomputing from the displayed values and rounding gives the displayed result.
    Holds,
    /// Some values inside the intervals satisfy it.
    WithinRounding,
    /// No values inside the intervals satisfy it.
    Violated,
    /// It cannot be computed (zero base, too many digits).
    NotComputable,
}

/// A result that was shortened, but not as it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Misrounding {
    /// Cut off (截断而非四舍五入): 88.888…% as 88.88%.
    CutOff,
    /// Rounded once more after rounding (两次四舍五入): 1.546% as 1.55%, and that as 1.6%.
    Twice,
}

/// Verdict and the numbers behind it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// The verdict.
    pub verdict: Verdict,
    /// The value recomputed from the displayed operands, in base units.
    pub recomputed: Option<Decimal>,
    /// The values that the expression can take, in base units.
    pub range: Option<Interval>,
    /// Violated as rounding, right by another way of shortening the result.
    pub misrounded: Option<Misrounding>,
    /// The base of the quotient is zero.
    pub zero_base: bool,
}

impl Outcome {
    fn not_computable(zero_base: bool) -> Self {
        Self { verdict: Verdict::NotComputable, recomputed: None, range: None, misrounded: None, zero_base }
    }

    /// Holds, exactly or within rounding.
    pub fn is_sound(&self) -> bool {
        matches!(self.verdict, Verdict::Holds | Verdict::WithinRounding)
    }
}

/// Decides a relation.
pub fn decide(relation: &Relation, figures: &impl Readings) -> Outcome {
    let centre = |id: FigureId| figures.value(id);
    let Some(middle) = relation.expression.evaluate(&centre) else {
        return zero_base(relation, figures);
    };
    let Some((low, high)) = relation.expression.bounds(figures) else {
        return Outcome::not_computable(false);
    };
    let (Some(recomputed), Some(from), Some(to)) = (middle.to_decimal(), low.to_decimal(), high.to_decimal())
    else {
        return Outcome::not_computable(false);
    };
    let mut outcome = Outcome {
        verdict: Verdict::Violated,
        recomputed: Some(recomputed),
        range: Some(Interval::closed(from, to)),
        misrounded: None,
        zero_base: false,
    };
    match relation.stated {
        Stated::Word { direction, .. } => {
            outcome.verdict = direction_verdict(direction, middle, low, high);
        }
        Stated::Figure(id) => {
            let stated = figures.interval(id);
            let below = |f: Fraction, d: Decimal| f.compare(Fraction::from_decimal(d)) == Ordering::Less;
            let above = |f: Fraction, d: Decimal| f.compare(Fraction::from_decimal(d)) == Ordering::Greater;
            let too_low = below(high, stated.low)
                || (stated.low_open && high.compare(Fraction::from_decimal(stated.low)) == Ordering::Equal);
            let too_high = above(low, stated.high);
            let value = figures.value(id);
            match relation.comparison {
                Comparison::Equal | Comparison::Customary => {
                    if !too_low && !too_high {
                        outcome.verdict = if displays_as(middle, relation, figures, id) {
                            Verdict::Holds
                        } else {
                            Verdict::WithinRounding
                        };
                    } else {
                        outcome.misrounded = misrounded(recomputed, figures, id, relation);
                    }
                }
                Comparison::AtMost => {
                    if !below(middle, value) {
                        outcome.verdict = Verdict::Holds;
                    } else if !too_low {
                        outcome.verdict = Verdict::WithinRounding;
                    }
                }
                Comparison::AtLeast => {
                    if !above(middle, value) {
                        outcome.verdict = Verdict::Holds;
                    } else if !too_high {
                        outcome.verdict = Verdict::WithinRounding;
                    }
                }
            }
        }
    }
    outcome
}

/// Does the recomputed value, written with the decimals of the stated figure, read as stated?
fn displays_as(middle: Fraction, relation: &Relation, figures: &impl Readings, id: FigureId) -> bool {
    let figure = figures.figure(id);
    if figure.rounding == Rounding::Exact && relation.kind == RelationKind::Sum {
        return middle.compare(Fraction::from_decimal(figures.value(id))) == Ordering::Equal;
    }
    let Some(in_unit) = middle.to_decimal().and_then(|v| v.over(figure.quantity.unit.factor())) else {
        return false;
    };
    round_half_up(in_unit, figure.quantity.decimals) == figures.written(id)
}

fn misrounded(
    recomputed: Decimal,
    figures: &impl Readings,
    id: FigureId,
    relation: &Relation,
) -> Option<Misrounding> {
    let figure = figures.figure(id);
    let quotient =
        matches!(relation.kind, RelationKind::Ratio | RelationKind::Growth | RelationKind::Product);
    let in_unit = recomputed.over(figure.quantity.unit.factor())?;
    // 328,661万元 for 3,286,618,082.20元: told in a coarser unit than all it comes from.
    let step = |id: FigureId| {
        let quantity = &figures.figure(id).quantity;
        Decimal::new(1, quantity.decimals.min(28)).times(quantity.unit.factor())
    };
    let converted = || {
        matches!(relation.kind, RelationKind::Equality | RelationKind::Sum)
            && figure.quantity.value.abs() >= Decimal::ONE_HUNDRED
            && relation.expression.figures().into_iter().all(|part| step(part) < step(id))
    };
    let (decimals, stated) = (figure.quantity.decimals, figures.written(id));
    if figure.rounding != Rounding::Rounded || !quotient && !converted() {
        return None;
    }
    if truncate(in_unit, decimals) == stated {
        return Some(Misrounding::CutOff);
    }
    // Shown with two decimals, as people reckon percentages, the result looks as if it were rounded to what is stated.
    let halfway = (decimals + 1..=SHOWN)
        .any(|between| round_half_up(round_half_up(in_unit, between), decimals) == stated);
    (quotient && figure.quantity.unit.is_percent() && halfway).then_some(Misrounding::Twice)
}

fn direction_verdict(direction: Direction, middle: Fraction, low: Fraction, high: Fraction) -> Verdict {
    let zero = Fraction::from_decimal(Decimal::ZERO);
    let sign = |f: Fraction| f.compare(zero);
    let (says, possible) = match direction {
        Direction::Up => (sign(middle) != Ordering::Less, sign(high) != Ordering::Less),
        Direction::Down => (sign(middle) != Ordering::Greater, sign(low) != Ordering::Greater),
        Direction::Flat => {
            (sign(middle) == Ordering::Equal, sign(low) != Ordering::Greater && sign(high) != Ordering::Less)
        }
    };
    match (says, possible) {
        (true, _) => Verdict::Holds,
        (false, true) => Verdict::WithinRounding,
        (false, false) => Verdict::Violated,
    }
}

/// A quotient with a zero base: 0 ÷ 0 may be written 0% or 100%, x ÷ 0 may be written 100%; anything else cannot be
/// computed.
fn zero_base(relation: &Relation, figures: &impl Readings) -> Outcome {
    let Expression::Quotient(numerator, denominator) = &relation.expression else {
        return Outcome::not_computable(false);
    };
    let centre = |id: FigureId| figures.value(id);
    let zero = |e: &Expression| e.evaluate(&centre).map(Fraction::is_zero);
    if zero(denominator) != Some(true) {
        return Outcome::not_computable(false);
    }
    let Some(stated) = relation.stated_figure().map(|id| figures.value(id)) else {
        return Outcome::not_computable(true);
    };
    let nothing = zero(numerator) == Some(true);
    let outcome = |verdict: Verdict, expected: Decimal| Outcome {
        verdict,
        recomputed: Some(expected),
        range: Some(Interval::exact(expected)),
        misrounded: None,
        zero_base: true,
    };
    if stated == Decimal::ONE || nothing && stated.is_zero() {
        return outcome(Verdict::Holds, stated);
    }
    // A base that is shown as zero may be a little more: then the rate is very high.
    if relation.comparison == Comparison::Customary && stated.abs() < Decimal::TEN {
        return outcome(Verdict::Violated, if nothing { Decimal::ZERO } else { Decimal::ONE });
    }
    Outcome::not_computable(true)
}

/// Decimals with which a recomputed value is shown beside a figure: as the figure, for percentages at least two.
pub fn shown_decimals(figures: &Figures, id: FigureId) -> u32 {
    let quantity = &figures[id].quantity;
    match quantity.unit {
        Unit::Percent | Unit::PercentagePoint => quantity.decimals.max(SHOWN),
        _ => quantity.decimals,
    }
}
