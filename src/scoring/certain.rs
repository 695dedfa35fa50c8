//! Scores that need no vote: what any rule would give.

use super::catalogue::{RULES, find};
use super::completion::{comparable, is_late};
use super::infer::Judged;
use crate::figure::Figures;
use crate::ledger::Severity;
use crate::recognise::self_evaluation::{Form, Polarity};
use crate::relation::{Expression, Relation, RelationKind, decide};
use rust_decimal::Decimal;

/// A target of zero: nothing more than it scores, whatever the rule.
pub(super) fn zero_targets(forms: &[Form], figures: &Figures) -> Vec<Judged> {
    let mut out = Vec::new();
    for (f, form) in forms.iter().enumerate() {
        for (i, indicator) in form.indicators.iter().enumerate() {
            let (Some(weight), Some(score), Some((t, a)), None) =
                (indicator.weight, indicator.score, indicator.quantities(), indicator.rate)
            else {
                continue;
            };
            let bounded = matches!(indicator.polarity, Polarity::Negative | Polarity::Exact);
            if !bounded || !figures[t].value().is_zero() || !comparable(figures, t, a) {
                continue;
            }
            // w · max(0, min(1, 1 − (A − T))) in the unit written: all of it up to zero, nothing from one whole on.
            let unit = figures[a].quantity.unit.factor();
            let excess = Expression::quotient(Expression::difference(a, t), unit);
            let beyond = Expression::difference(Decimal::ONE, excess);
            let met = Expression::Minimum(vec![Expression::Constant(Decimal::ONE), beyond]);
            let factor = Expression::Maximum(vec![Expression::Constant(Decimal::ZERO), met]);
            let full = figures[a].value() <= Decimal::ZERO;
            let whole = figures[a].value() >= unit;
            if !(full || whole) {
                continue;
            }
            let expression = Expression::product([Expression::Figure(weight), factor]);
            let relation = Relation::equal(RelationKind::Product, score, expression);
            let outcome = decide(&relation, figures);
            if !outcome.is_sound() && figures[score].value() < figures[weight].value() {
                continue;
            }
            out.push(Judged {
                form: f,
                indicator: Some(i),
                relation,
                severity: Severity::Warning,
                rule: find("R-eq").unwrap_or(&RULES[0]),
                instead: None,
                support: 0,
                chosen: false,
                expected: outcome.recomputed,
                by_hand: false,
            });
        }
    }
    out
}

/// Done after the day it was due, without a rate that says so: not all of the points.
pub(super) fn missed_deadlines(forms: &[Form], figures: &Figures) -> Vec<Judged> {
    let mut out = Vec::new();
    for (f, form) in forms.iter().enumerate() {
        for (i, indicator) in form.indicators.iter().enumerate() {
            let (Some(weight), Some(score), None) = (indicator.weight, indicator.score, indicator.rate)
            else {
                continue;
            };
            if !is_late(indicator)
                || figures[score].value() < figures[weight].value()
                || figures[weight].value().is_zero()
            {
                continue;
            }
            let none = Expression::product([Expression::Figure(weight), Expression::Constant(Decimal::ZERO)]);
            out.push(Judged {
                form: f,
                indicator: Some(i),
                relation: Relation::equal(RelationKind::Product, score, none),
                severity: Severity::Warning,
                rule: find("R-date").unwrap_or(&RULES[0]),
                instead: None,
                support: 0,
                chosen: false,
                expected: Some(Decimal::ZERO),
                by_hand: false,
            });
        }
    }
    out
}
