//! Formulas with the document's own numbers: `10 ÷ 9 × 100%`.

use crate::figure::{FigureId, Figures};
use crate::ledger::Context;
use crate::number::Unit;
use crate::relation::{Expression, Relation, RelationKind, Stated};
use rust_decimal::Decimal;
use std::borrow::Cow;

/// The formula by which the stated figure was recomputed.
pub fn formula(context: &Context, relation: &Relation) -> String {
    let mixed = mixes_units(context.figures, &relation.expression.figures());
    let body = write(context, &relation.expression, mixed, 0);
    let percent =
        matches!(relation.stated, Stated::Figure(id) if context.figures[id].quantity.unit.is_percent());
    match relation.kind {
        RelationKind::Ratio | RelationKind::Growth
            if percent && !involves_percent(context, &relation.expression) =>
        {
            format!("{} × 100%", write(context, &relation.expression, mixed, 2))
        }
        _ => body,
    }
}

fn involves_percent(context: &Context, expression: &Expression) -> bool {
    !matches!(expression, Expression::Quotient(..))
        && expression.figures().iter().any(|&id| context.figures[id].quantity.unit.is_percent())
}

/// Money in different units, or percentages among amounts: then each number carries its unit.
fn mixes_units(figures: &Figures, ids: &[FigureId]) -> bool {
    let mut units = ids.iter().map(|&id| &figures[id].quantity.unit).filter(|u| u.is_money());
    let first = units.next();
    first.is_some_and(|first| units.any(|u| u != first))
}

fn write(context: &Context, expression: &Expression, units: bool, strength: u8) -> String {
    let wrap = |text: String, own: u8| if own < strength { format!("({text})") } else { text };
    match expression {
        Expression::Figure(id) | Expression::Displayed(id) => number(context, *id, units),
        Expression::Constant(value) => constant(*value),
        Expression::Negate(inner) => format!("−{}", write(context, inner, units, 3)),
        Expression::Sum(parts) => {
            let mut out = String::new();
            for (i, part) in parts.iter().enumerate() {
                match part {
                    Expression::Constant(one)
                        if i == 0 && *one == Decimal::ONE && involves_percent(context, expression) =>
                    {
                        out.push_str("100%");
                    }
                    Expression::Negate(inner) => {
                        out.push_str(if i == 0 { "−" } else { " − " });
                        out.push_str(&write(context, inner, units, 2));
                    }
                    _ => {
                        if i > 0 {
                            out.push_str(" + ");
                        }
                        out.push_str(&write(context, part, units, 1));
                    }
                }
            }
            if parts.len() == 1 { out } else { wrap(out, 1) }
        }
        Expression::Product(parts) => {
            let texts: Vec<String> = parts.iter().map(|p| write(context, p, units, 2)).collect();
            wrap(texts.join(" × "), 2)
        }
        Expression::Quotient(a, b) => {
            wrap(format!("{} ÷ {}", write(context, a, units, 2), write(context, b, units, 3)), 2)
        }
        Expression::Minimum(parts) => call("min", context, parts, units),
        Expression::Maximum(parts) => call("max", context, parts, units),
    }
}

fn call(name: &str, context: &Context, parts: &[Expression], units: bool) -> String {
    let texts: Vec<String> = parts.iter().map(|p| write(context, p, units, 0)).collect();
    format!("{name}({})", texts.join(", "))
}

/// The digits as written; with the unit for percentages and where units are mixed.
fn number(context: &Context, id: FigureId, units: bool) -> String {
    let figure = &context.figures[id];
    let digits = context.digits(id);
    let text = match figure.quantity.unit {
        ref unit @ (Unit::Percent | Unit::PercentagePoint | Unit::Permille) => {
            format!("{digits}{}", unit.symbol())
        }
        ref unit if units && unit.is_money() => format!("{digits}{}", unit.symbol()),
        _ => digits.to_string(),
    };
    if figure.quantity.value.is_sign_negative() && !figure.quantity.value.is_zero() {
        format!("({text})")
    } else {
        text
    }
}

/// Summands that a message names one by one; of more it names the first and the last.
const NAMED: usize = 24;

/// A formula short enough to be read in a sentence: `1 + 2 + 3 + … + 199`. The finding has it in full beside.
pub fn brief(formula: &str) -> Cow<'_, str> {
    const SIGNS: [&str; 2] = [" + ", " − "];
    // Where the summands begin, each with its sign; what stands in brackets is one.
    let mut depth = 0_usize;
    let mut joints = Vec::new();
    for (at, c) in formula.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ' ' if depth == 0
                && formula.get(at..).is_some_and(|rest| SIGNS.iter().any(|s| rest.starts_with(s))) =>
            {
                joints.push(at);
            }
            _ => {}
        }
    }
    let shown = || {
        let (&next, &last) = (joints.get(2)?, joints.last()?);
        let sign = SIGNS.iter().find(|s| formula.get(next..).is_some_and(|rest| rest.starts_with(**s)))?;
        Some(format!("{}{sign}…{}", formula.get(..next)?, formula.get(last..)?))
    };
    match shown().filter(|_| joints.len() >= NAMED) {
        Some(short) => Cow::Owned(short),
        None => Cow::Borrowed(formula),
    }
}

fn constant(value: Decimal) -> String {
    value.normalize().to_string()
}

#[cfg(test)]
mod tests {
    use super::brief;

    #[test]
    fn of_many_summands_the_first_and_the_last_are_named() {
        let sum = |n: usize| (1..=n).map(|i| i.to_string()).collect::<Vec<_>>().join(" + ");
        assert_eq!(brief(&sum(24)), sum(24));
        assert_eq!(brief(&sum(199)), "1 + 2 + 3 + … + 199");
        assert_eq!(brief(&format!("{} − 7", sum(30))), "1 + 2 + 3 + … − 7");
        assert_eq!(brief(&sum(30).replace('+', "−")), "1 − 2 − 3 − … − 30");
        // One quotient of a long sum.
        let mean = format!("({}) ÷ 30", sum(30));
        assert_eq!(brief(&mean), mean);
    }
}
