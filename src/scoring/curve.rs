//! How a completion rate becomes a score: the curves, as expressions over the document's figures.

use crate::figure::FigureId;
use crate::number::Arithmetic as _;
use crate::relation::Expression;
use rust_decimal::Decimal;

/// What is scored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// 预算执行率
    Execution,
    /// 满意度
    Satisfaction,
    /// Any other indicator.
    Indicator,
}

/// How the actual stands to the target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Case {
    /// 完成率 is 100%.
    Met,
    /// Less than the target, and more would be better (未完成).
    Short,
    /// More than the target, and more is better (超额).
    Over,
    /// Less than the target, and less is better (节约).
    Saving,
    /// More than the target, and less would be better (超标).
    Exceeding,
}

/// A way from the completion rate `r` and the weight `w` to the score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Curve {
    /// `w`
    Full,
    /// `w · r`
    Linear,
    /// `w · (r − 0.6) ÷ 0.4`, nothing at 60% and below
    FromSixty,
    /// `w · (2 − r)`, nothing at 200% and above
    Overshoot,
    /// `w ÷ r`
    Inverse,
    /// Nothing unless met
    AllOrNothing,
    /// `w ·` the actual percentage, whatever the target
    Absolute,
    /// One point less for each 3 percentage points of deviation
    ThreePerPoint,
}

/// The curves that are known for a case, the standard ones first: ties go to them.
pub fn known(kind: Kind, case: Case, polarity_known: bool, percent: bool) -> Vec<Curve> {
    let mut out = match (kind, case) {
        (_, Case::Met) => vec![Curve::Full],
        (Kind::Execution, Case::Short | Case::Saving) => {
            vec![Curve::Linear, Curve::FromSixty, Curve::ThreePerPoint]
        }
        (_, Case::Short) => vec![Curve::Linear, Curve::FromSixty, Curve::AllOrNothing, Curve::ThreePerPoint],
        (_, Case::Over) => vec![Curve::Full, Curve::Overshoot, Curve::ThreePerPoint],
        (_, Case::Saving) => vec![Curve::Full, Curve::Linear, Curve::FromSixty],
        (_, Case::Exceeding) => {
            vec![Curve::Overshoot, Curve::Inverse, Curve::AllOrNothing, Curve::ThreePerPoint]
        }
    };
    if percent {
        out.push(Curve::Absolute);
    }
    if !polarity_known && !out.contains(&Curve::Full) && kind != Kind::Execution {
        out.push(Curve::Full);
    }
    out
}

impl Curve {
    /// The score as an expression; `value` is the rate as a plain ratio, which decides the branch.
    pub fn expression(
        self,
        weight: FigureId,
        rate: &Expression,
        value: Decimal,
        actual: Option<FigureId>,
    ) -> Option<Expression> {
        let w = Expression::Figure(weight);
        let times = |factor: Expression| Expression::product([w.clone(), factor]);
        let less = |n: Decimal| {
            Expression::Sum(vec![rate.clone(), Expression::Negate(Box::new(Expression::Constant(n)))])
        };
        let not_negative = |e: Expression| Expression::Maximum(vec![Expression::Constant(Decimal::ZERO), e]);
        let sixty = Decimal::new(6, 1);
        Some(match self {
            Curve::Full => w,
            Curve::Linear => times(rate.clone()),
            Curve::FromSixty => {
                let slope = Expression::quotient(less(sixty), Decimal::new(4, 1));
                times(if value < sixty { not_negative(slope) } else { slope })
            }
            Curve::Overshoot => {
                let rest = Expression::difference(Decimal::TWO, rate.clone());
                times(if value > Decimal::TWO { not_negative(rest) } else { rest })
            }
            Curve::Inverse => Expression::quotient(w, rate.clone()),
            Curve::AllOrNothing => times(Expression::Constant(Decimal::ZERO)),
            Curve::Absolute => times(Expression::Displayed(actual?)),
            Curve::ThreePerPoint => {
                let steps = (value - Decimal::ONE).abs().over(Decimal::new(3, 2))?.floor();
                Expression::Maximum(vec![
                    Expression::Constant(Decimal::ZERO),
                    Expression::difference(w, steps),
                ])
            }
        })
    }

    /// Both directions at once, so that a change of the rate alone can reconcile the score.
    pub fn both(weight: FigureId, rate: &Expression, short: Curve, over: Curve) -> Option<Expression> {
        let factor = |curve: Curve| match curve {
            Curve::FromSixty => Some(Expression::quotient(
                Expression::Sum(vec![
                    rate.clone(),
                    Expression::Negate(Box::new(Expression::Constant(Decimal::new(6, 1)))),
                ]),
                Decimal::new(4, 1),
            )),
            Curve::Overshoot => Some(Expression::difference(Decimal::TWO, rate.clone())),
            Curve::Linear => Some(rate.clone()),
            _ => None,
        };
        let mut parts = vec![Expression::Constant(Decimal::ONE)];
        parts.extend(factor(short));
        parts.extend(factor(over));
        let inner =
            Expression::Maximum(vec![Expression::Constant(Decimal::ZERO), Expression::Minimum(parts)]);
        Some(Expression::product([Expression::Figure(weight), inner]))
    }
}
