//! The few kinds of relation among figures, and how each is decided. No Chinese text, no documents.
//!
//! A relation compares a stated figure with an expression over other figures. It is **violated** only if no choice of
//! values inside the figures' intervals satisfies it. There are no tolerance constants.

use crate::document::Span;
use crate::figure::{Figure, FigureId, Figures, Rounding};
use crate::number::{Fraction, Interval, Unit, round_half_up, truncate};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::collections::HashSet;

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
        self.written(id).checked_mul(self.figure(id).quantity.unit.factor()).unwrap_or_default()
    }

    /// The values it can stand for, in base units.
    fn interval(&self, id: FigureId) -> Interval {
        let figure = self.figure(id);
        match figure.rounding {
            Rounding::Exact => Interval::exact(self.value(id)),
            Rounding::Rounded => Interval::rounded(self.written(id), figure.quantity.decimals)
                .scaled(figure.quantity.unit.factor())
                .unwrap_or(Interval::exact(self.value(id))),
        }
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
        let mut out = self.occurrences();
        let mut seen = HashSet::with_capacity(out.len());
        out.retain(|id| seen.insert(*id));
        out
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
        let occurrences = self.occurrences();
        let mut seen = HashSet::with_capacity(occurrences.len());
        if occurrences.into_iter().all(|id| seen.insert(id))
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

/// What kind of relation it is: decides its wording, not its arithmetic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RelationKind {
    /// A total is the sum of its parts (合计).
    Sum,
    /// A share or a rate is a quotient (占比, 执行率, 完成率).
    Ratio,
    /// A growth rate from a change and what it changed from (增长率).
    Growth,
    /// A figure is the difference of two others.
    Difference,
    /// A score is a product (得分 = 分值 × 完成率).
    Product,
    /// The same amount stated twice.
    Equality,
    /// A word says which way two figures differ.
    Direction,
    /// A figure must not exceed (or fall below) another.
    Bound,
}

/// How the stated figure must compare with the expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Comparison {
    /// Equal.
    Equal,
    /// Equal; over a base of zero what is customary: 0% (or 100%) where nothing changed, 100% where all is new.
    Customary,
    /// Not more than the expression.
    AtMost,
    /// Not less than the expression.
    AtLeast,
}

/// Which way a word says two figures differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// 增加, 增长, 大于, 超过
    Up,
    /// 减少, 下降, 小于, 低于
    Down,
    /// 持平, 等于, 一致
    Flat,
}

/// What is being judged: a figure, or a word of direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stated {
    /// A figure of the document.
    Figure(FigureId),
    /// A word of direction, judged by the sign of the expression.
    Word {
        /// Where the word stands.
        span: Span,
        /// What it says.
        direction: Direction,
    },
}

/// A relation that a rule proposes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relation {
    /// Its kind.
    pub kind: RelationKind,
    /// What is judged.
    pub stated: Stated,
    /// How it must compare.
    pub comparison: Comparison,
    /// What it is judged by.
    pub expression: Expression,
}

impl Relation {
    /// `stated = expression`
    pub fn equal(kind: RelationKind, stated: FigureId, expression: Expression) -> Self {
        Self { kind, stated: Stated::Figure(stated), comparison: Comparison::Equal, expression }
    }

    /// `total = Σ parts`
    pub fn sum(total: FigureId, parts: impl IntoIterator<Item = FigureId>) -> Self {
        Self::equal(RelationKind::Sum, total, Expression::sum(parts))
    }

    /// `result = numerator ÷ denominator`
    pub fn ratio(
        result: FigureId,
        numerator: impl Into<Expression>,
        denominator: impl Into<Expression>,
    ) -> Self {
        Self::equal(RelationKind::Ratio, result, Expression::quotient(numerator, denominator))
    }

    /// `a = b`, in whatever units and precisions each is written.
    pub fn equality(a: FigureId, b: FigureId) -> Self {
        Self::equal(RelationKind::Equality, a, Expression::Figure(b))
    }

    /// `stated ≤ expression`
    pub fn at_most(stated: FigureId, expression: impl Into<Expression>) -> Self {
        Self {
            kind: RelationKind::Bound,
            stated: Stated::Figure(stated),
            comparison: Comparison::AtMost,
            expression: expression.into(),
        }
    }

    /// The word at `span` says which sign the expression has.
    pub fn direction(span: Span, direction: Direction, expression: Expression) -> Self {
        Self {
            kind: RelationKind::Direction,
            stated: Stated::Word { span, direction },
            comparison: Comparison::Equal,
            expression,
        }
    }

    /// The figure judged, if it is one.
    pub fn stated_figure(&self) -> Option<FigureId> {
        match self.stated {
            Stated::Figure(id) => Some(id),
            Stated::Word { .. } => None,
        }
    }

    /// Every figure involved, the stated one first.
    pub fn figures(&self) -> Vec<FigureId> {
        let mut out: Vec<FigureId> = self.stated_figure().into_iter().collect();
        for id in self.expression.figures() {
            if !out.contains(&id) {
                out.push(id);
            }
        }
        out
    }
}

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

/// Verdict and the numbers behind it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// The verdict.
    pub verdict: Verdict,
    /// The value recomputed from the displayed operands, in base units.
    pub recomputed: Option<Decimal>,
    /// The values that the expression can take, in base units.
    pub range: Option<Interval>,
    /// Violated as rounding, right as truncation (截断而非四舍五入).
    pub truncated: bool,
    /// The base of the quotient is zero.
    pub zero_base: bool,
}

impl Outcome {
    fn not_computable(zero_base: bool) -> Self {
        Self { verdict: Verdict::NotComputable, recomputed: None, range: None, truncated: false, zero_base }
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
        truncated: false,
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
                        outcome.truncated = truncates_to(recomputed, figures, id, relation);
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
    let Some(in_unit) = middle.to_decimal().and_then(|v| v.checked_div(figure.quantity.unit.factor())) else {
        return false;
    };
    round_half_up(in_unit, figure.quantity.decimals) == figures.written(id)
}

fn truncates_to(recomputed: Decimal, figures: &impl Readings, id: FigureId, relation: &Relation) -> bool {
    let figure = figures.figure(id);
    let quotient =
        matches!(relation.kind, RelationKind::Ratio | RelationKind::Growth | RelationKind::Product);
    let Some(in_unit) = recomputed.checked_div(figure.quantity.unit.factor()) else { return false };
    quotient
        && figure.rounding == Rounding::Rounded
        && truncate(in_unit, figure.quantity.decimals) == figures.written(id)
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
        truncated: false,
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
        Unit::Percent | Unit::PercentagePoint => quantity.decimals.max(2),
        _ => quantity.decimals,
    }
}
