//! Expressions over figures: their exact value, and the extremes that rounding leaves open.

use crate::figure::{Figure, FigureId, Figures, Rounding};
use crate::number::Arithmetic as _;
use crate::number::{Fraction, Interval};
use crate::order::Set;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// Where the values of figures come from: the document, or the document with some figures changed for a trial.
pub trait Readings {
    /// The figure as the document has it.
    fn figure(&self, id: FigureId) -> &Figure;

    /// The value as written, in the figure's own unit.
    fn written(&self, id: FigureId) -> Decimal {
        self.figure(id).quantity.value
    }

    /// The value in base units.
    fn value(&self, id: FigureId) -> Decimal {
        self.written(id).times(self.figure(id).quantity.unit.factor()).unwrap_or_default()
    }

    /// The values it can stand for, in base units.
    fn interval(&self, id: FigureId) -> Interval {
        rounded_or_exact(self, id)
    }
}

impl Readings for Figures {
    fn figure(&self, id: FigureId) -> &Figure {
        &self[id]
    }
}

/// The document's figures with some of them changed.
pub struct Trial<'a> {
    /// The document's figures.
    pub figures: &'a Figures,
    /// Changed values, as they would be written.
    pub changes: &'a [(FigureId, Decimal)],
}

impl Readings for Trial<'_> {
    fn figure(&self, id: FigureId) -> &Figure {
        &self.figures[id]
    }

    fn written(&self, id: FigureId) -> Decimal {
        match self.changes.iter().find(|(changed, _)| *changed == id) {
            Some((_, value)) => *value,
            None => self.figures[id].quantity.value,
        }
    }

    fn interval(&self, id: FigureId) -> Interval {
        let figure = self.figure(id);
        let (value, written) = (self.written(id), figure.quantity.value);
        // The same digits with the point elsewhere, or with 万元 behind them instead of 元, leave the doubt of their own last
        // place.
        let same_digits = |&(power, unit): &(Decimal, bool)| {
            let fits =
                if unit { figure.quantity.unit.is_money() } else { figure.rounding == Rounding::Rounded };
            fits && !written.is_zero() && written.times(power) == Some(value)
        };
        let moved = POWERS.iter().find(|p| same_digits(p)).and_then(|(power, _)| {
            let factor = figure.quantity.unit.factor().times(*power)?;
            // 5.47 written as 54.70 was filled up with a zero.
            let filled = *power < Decimal::ONE;
            let decimals = if filled { written.normalize().scale() } else { figure.quantity.decimals };
            Interval::rounded(written, decimals).scaled(factor)
        });
        moved.unwrap_or_else(|| rounded_or_exact(self, id))
    }
}

/// How far the point may have moved; and whether it is the unit that was another one.
const POWERS: [(Decimal, bool); 7] = [
    (Decimal::from_parts(10, 0, 0, false, 0), false),
    (Decimal::from_parts(100, 0, 0, false, 0), false),
    (Decimal::from_parts(1000, 0, 0, false, 0), false),
    (Decimal::from_parts(1, 0, 0, false, 1), false),
    (Decimal::from_parts(1, 0, 0, false, 2), false),
    (Decimal::from_parts(1, 0, 0, false, 3), false),
    (Decimal::from_parts(10_000, 0, 0, false, 0), true),
];

/// The values that a figure stands for by the way it was written.
fn rounded_or_exact(readings: &(impl Readings + ?Sized), id: FigureId) -> Interval {
    let figure = readings.figure(id);
    match figure.rounding {
        Rounding::Exact => Interval::exact(readings.value(id)),
        Rounding::Rounded => Interval::rounded(readings.written(id), figure.quantity.decimals)
            .scaled(figure.quantity.unit.factor())
            .unwrap_or(Interval::exact(readings.value(id))),
    }
}

/// So many figures are looked through faster than put in order; most relations have two or three.
const FEW: usize = 12;

/// Each figure once, in order of appearance.
fn distinct(mut figures: Vec<FigureId>) -> Vec<FigureId> {
    if figures.len() > FEW {
        let mut seen = Set::new();
        figures.retain(|id| seen.insert(*id));
        return figures;
    }
    let mut kept = 0;
    for at in 0..figures.len() {
        if !figures[..kept].contains(&figures[at]) {
            figures.swap(kept, at);
            kept += 1;
        }
    }
    figures.truncate(kept);
    figures
}

/// An expression over figures, in base units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Expression {
    /// A figure of the document, with the doubt that its rounding leaves.
    Figure(FigureId),
    /// A figure as displayed, without that doubt: scores are added, and rates turned into scores, as they are displayed.
    Displayed(FigureId),
    /// A number that a rule brings along (100% , a coefficient of a scoring rule).
    Constant(Decimal),
    /// Sum of the parts.
    Sum(Vec<Expression>),
    /// The negative.
    Negate(Box<Expression>),
    /// Product of the parts.
    Product(Vec<Expression>),
    /// First divided by second.
    Quotient(Box<Expression>, Box<Expression>),
    /// The smallest.
    Minimum(Vec<Expression>),
    /// The largest.
    Maximum(Vec<Expression>),
}

impl From<FigureId> for Expression {
    fn from(id: FigureId) -> Self {
        Expression::Figure(id)
    }
}

impl From<Decimal> for Expression {
    fn from(value: Decimal) -> Self {
        Expression::Constant(value)
    }
}

impl Expression {
    /// `a + b + …`
    pub fn sum(parts: impl IntoIterator<Item = impl Into<Expression>>) -> Self {
        Expression::Sum(parts.into_iter().map(Into::into).collect())
    }

    /// `a − b`
    pub fn difference(a: impl Into<Expression>, b: impl Into<Expression>) -> Self {
        Expression::Sum(vec![a.into(), Expression::Negate(Box::new(b.into()))])
    }

    /// `a ÷ b`
    pub fn quotient(a: impl Into<Expression>, b: impl Into<Expression>) -> Self {
        Expression::Quotient(Box::new(a.into()), Box::new(b.into()))
    }

    /// `a × b × …`
    pub fn product(parts: impl IntoIterator<Item = Expression>) -> Self {
        Expression::Product(parts.into_iter().collect())
    }

    /// Is this figure in it otherwise than as displayed?
    pub fn doubts(&self, id: FigureId) -> bool {
        match self {
            Expression::Figure(own) => *own == id,
            Expression::Displayed(_) | Expression::Constant(_) => false,
            Expression::Negate(e) => e.doubts(id),
            Expression::Quotient(a, b) => a.doubts(id) || b.doubts(id),
            Expression::Sum(v) | Expression::Product(v) | Expression::Minimum(v) | Expression::Maximum(v) => {
                v.iter().any(|e| e.doubts(id))
            }
        }
    }

    /// The distinct figures in it, in order of appearance.
    pub fn figures(&self) -> Vec<FigureId> {
        distinct(self.occurrences())
    }

    /// Does each figure stand in it once only?
    fn is_linear(&self) -> bool {
        let occurrences = self.occurrences();
        let all = occurrences.len();
        distinct(occurrences).len() == all
    }

    /// The figures in it, in order of appearance, each as often as it appears.
    fn occurrences(&self) -> Vec<FigureId> {
        let mut out = Vec::new();
        self.collect(&mut out);
        out
    }

    fn collect(&self, out: &mut Vec<FigureId>) {
        match self {
            Expression::Figure(id) | Expression::Displayed(id) => out.push(*id),
            Expression::Constant(_) => {}
            Expression::Negate(e) => e.collect(out),
            Expression::Quotient(a, b) => {
                a.collect(out);
                b.collect(out);
            }
            Expression::Sum(v) | Expression::Product(v) | Expression::Minimum(v) | Expression::Maximum(v) => {
                v.iter().for_each(|e| e.collect(out));
            }
        }
    }

    /// The exact value for given values of the figures; `None` on a zero denominator or beyond 28 digits.
    pub fn evaluate(&self, value: &dyn Fn(FigureId) -> Decimal) -> Option<Fraction> {
        match self {
            Expression::Figure(id) | Expression::Displayed(id) => Some(Fraction::from_decimal(value(*id))),
            Expression::Constant(c) => Some(Fraction::from_decimal(*c)),
            Expression::Negate(e) => Some(e.evaluate(value)?.negate()),
            Expression::Quotient(a, b) => a.evaluate(value)?.divide(b.evaluate(value)?),
            Expression::Sum(parts) => parts
                .iter()
                .try_fold(Fraction::from_decimal(Decimal::ZERO), |acc, e| acc.plus(e.evaluate(value)?)),
            Expression::Product(parts) => parts
                .iter()
                .try_fold(Fraction::from_decimal(Decimal::ONE), |acc, e| acc.multiply(e.evaluate(value)?)),
            Expression::Minimum(parts) => Self::extreme(parts, value, Ordering::Less),
            Expression::Maximum(parts) => Self::extreme(parts, value, Ordering::Greater),
        }
    }

    fn extreme(
        parts: &[Expression],
        value: &dyn Fn(FigureId) -> Decimal,
        wanted: Ordering,
    ) -> Option<Fraction> {
        let mut best: Option<Fraction> = None;
        for part in parts {
            let candidate = part.evaluate(value)?;
            best = Some(match best {
                Some(b) if candidate.compare(b) != wanted => b,
                _ => candidate,
            });
        }
        best
    }

    /// The extremes where no figure stands twice: then each part takes its own extremes independently of the others, in
    /// one pass over the expression. `None` where that does not say (a denominator that may be zero, too many digits).
    fn independent_bounds(&self, figures: &impl Readings) -> Option<(Fraction, Fraction)> {
        let corners = |a: (Fraction, Fraction),
                       b: (Fraction, Fraction),
                       combine: fn(Fraction, Fraction) -> Option<Fraction>| {
            let all = [combine(a.0, b.0)?, combine(a.0, b.1)?, combine(a.1, b.0)?, combine(a.1, b.1)?];
            let low = all.into_iter().min_by(|x, y| x.compare(*y))?;
            Some((low, all.into_iter().max_by(|x, y| x.compare(*y))?))
        };
        let whole = |v: Decimal| Fraction::from_decimal(v);
        match self {
            Expression::Figure(id) => {
                let interval = figures.interval(*id);
                Some((whole(interval.low), whole(interval.high)))
            }
            Expression::Displayed(id) => Some((whole(figures.value(*id)), whole(figures.value(*id)))),
            Expression::Constant(value) => Some((whole(*value), whole(*value))),
            Expression::Negate(e) => {
                e.independent_bounds(figures).map(|(low, high)| (high.negate(), low.negate()))
            }
            Expression::Quotient(a, b) => {
                let below = b.independent_bounds(figures)?;
                let zero = whole(Decimal::ZERO);
                if below.0.compare(zero) != Ordering::Greater && below.1.compare(zero) != Ordering::Less {
                    return None;
                }
                corners(a.independent_bounds(figures)?, below, Fraction::divide)
            }
            Expression::Sum(parts) => {
                parts.iter().try_fold((whole(Decimal::ZERO), whole(Decimal::ZERO)), |sum, e| {
                    let part = e.independent_bounds(figures)?;
                    Some((sum.0.plus(part.0)?, sum.1.plus(part.1)?))
                })
            }
            Expression::Product(parts) => {
                parts.iter().try_fold((whole(Decimal::ONE), whole(Decimal::ONE)), |product, e| {
                    corners(product, e.independent_bounds(figures)?, Fraction::multiply)
                })
            }
            // A few operands at most: left to the corners below.
            Expression::Minimum(_) | Expression::Maximum(_) => None,
        }
    }

    /// Smallest and largest value while each figure ranges over its interval.
    ///
    /// Every expression here is monotone in each of its figures over intervals as short as a rounding step, so the
    /// extremes lie at corners; which corner, one trial per figure tells.
    pub fn bounds(&self, figures: &impl Readings) -> Option<(Fraction, Fraction)> {
        if self.is_linear()
            && let Some(bounds) = self.independent_bounds(figures)
        {
            return Some(bounds);
        }
        let centre = |id: FigureId| figures.value(id);
        let doubtful: Vec<(FigureId, Interval)> = self
            .figures()
            .into_iter()
            .map(|id| (id, figures.interval(id)))
            .filter(|(id, i)| !i.is_exact() && self.doubts(*id))
            .collect();
        let middle = self.evaluate(&centre)?;
        if doubtful.is_empty() {
            return Some((middle, middle));
        }
        let mut low_corner = Vec::with_capacity(doubtful.len());
        for (id, interval) in &doubtful {
            let at = |v: Decimal| self.evaluate(&|other| if other == *id { v } else { centre(other) });
            let rising = match (at(interval.low), at(interval.high)) {
                (Some(a), Some(b)) => a.compare(b) != Ordering::Greater,
                _ => return None,
            };
            low_corner.push(if rising {
                (*id, interval.low, interval.high)
            } else {
                (*id, interval.high, interval.low)
            });
        }
        let corner = |high: bool| {
            self.evaluate(&|id| match low_corner.iter().find(|(i, _, _)| *i == id) {
                Some((_, low, top)) => {
                    if high {
                        *top
                    } else {
                        *low
                    }
                }
                None => centre(id),
            })
        };
        let (a, b) = (corner(false)?, corner(true)?);
        let (mut low, mut high) = if a.compare(b) == Ordering::Greater { (b, a) } else { (a, b) };
        if middle.compare(low) == Ordering::Less {
            low = middle;
        }
        if middle.compare(high) == Ordering::Greater {
            high = middle;
        }
        Some((low, high))
    }
}
