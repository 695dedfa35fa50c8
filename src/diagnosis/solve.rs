//! Solving a relation for one of its figures: which value of it would make the relation true.

use crate::figure::FigureId;
use crate::figure::Figures;
use crate::number::Arithmetic as _;
use crate::number::Fraction;
use crate::relation::{Comparison, Expression, Readings, Relation, RelationKind, Stated, Trial, decide};
use rust_decimal::Decimal;

/// The relation rewritten so that `id` is what is judged: `part = total − other parts`, `whole = part ÷ share`.
///
/// Under a minimum it is solved as if its own branch were the smallest; whether it is, the one who asks must try.
/// `None` if the figure occurs more than once or under a maximum.
pub fn solved_for(relation: &Relation, id: FigureId) -> Option<Relation> {
    let Stated::Figure(stated) = relation.stated else { return None };
    if stated == id {
        return Some(relation.clone());
    }
    let equal = matches!(relation.comparison, Comparison::Equal | Comparison::Customary);
    if !equal || occurrences(&relation.expression, id) != 1 {
        return None;
    }
    let expression = isolate(Expression::Figure(stated), &relation.expression, id)?;
    let kind = match (&expression, relation.kind) {
        (Expression::Sum(_), _) => RelationKind::Difference,
        (_, kind) => kind,
    };
    Some(Relation { kind, stated: Stated::Figure(id), comparison: Comparison::Equal, expression })
}

fn occurrences(expression: &Expression, id: FigureId) -> usize {
    match expression {
        Expression::Figure(f) | Expression::Displayed(f) => usize::from(*f == id),
        Expression::Constant(_) => 0,
        Expression::Negate(e) => occurrences(e, id),
        Expression::Quotient(a, b) => occurrences(a, id) + occurrences(b, id),
        Expression::Sum(v) | Expression::Product(v) | Expression::Minimum(v) | Expression::Maximum(v) => {
            v.iter().map(|e| occurrences(e, id)).sum()
        }
    }
}

/// `target = expression`, rearranged to what `id` equals.
fn isolate(target: Expression, expression: &Expression, id: FigureId) -> Option<Expression> {
    match expression {
        Expression::Figure(f) | Expression::Displayed(f) if *f == id => Some(target),
        Expression::Negate(inner) => isolate(negate(target), inner, id),
        Expression::Sum(parts) => {
            let at = parts.iter().position(|p| occurrences(p, id) == 1)?;
            let mut rest = vec![target];
            rest.extend(parts.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, p)| negate(p.clone())));
            isolate(flatten(rest), &parts[at], id)
        }
        Expression::Product(parts) => {
            let at = parts.iter().position(|p| occurrences(p, id) == 1)?;
            let mut rest: Vec<Expression> =
                parts.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, p)| p.clone()).collect();
            let divisor = if rest.len() == 1 { rest.remove(0) } else { Expression::Product(rest) };
            isolate(Expression::quotient(target, divisor), &parts[at], id)
        }
        Expression::Minimum(branches) | Expression::Maximum(branches) => {
            isolate(target, branches.iter().find(|b| occurrences(b, id) == 1)?, id)
        }
        Expression::Quotient(a, b) if occurrences(a, id) == 1 => {
            isolate(Expression::Product(vec![target, (**b).clone()]), a, id)
        }
        Expression::Quotient(a, b) => isolate(Expression::quotient((**a).clone(), target), b, id),
        _ => None,
    }
}

fn negate(expression: Expression) -> Expression {
    match expression {
        Expression::Negate(inner) => *inner,
        // −(a − b) is read as b − a.
        Expression::Sum(terms) => {
            let (added, taken): (Vec<_>, Vec<_>) =
                terms.into_iter().map(negate).partition(|term| !matches!(term, Expression::Negate(_)));
            Expression::Sum(added.into_iter().chain(taken).collect())
        }
        other => Expression::Negate(Box::new(other)),
    }
}

fn flatten(parts: Vec<Expression>) -> Expression {
    let mut flat = Vec::new();
    for part in parts {
        match part {
            Expression::Sum(inner) => flat.extend(inner),
            Expression::Negate(inner) if matches!(*inner, Expression::Sum(_)) => {
                if let Expression::Sum(terms) = *inner {
                    flat.extend(terms.into_iter().map(negate));
                }
            }
            other => flat.push(other),
        }
    }
    if flat.len() == 1 { flat.remove(0) } else { Expression::Sum(flat) }
}

/// The value of `id`, in its own unit and unrounded, that makes the relation true while all others stay as displayed.
pub fn reconciling_value(relation: &Relation, figures: &Figures, id: FigureId) -> Option<Decimal> {
    let factor = figures[id].quantity.unit.factor();
    if relation.stated == Stated::Figure(id) && relation.comparison == Comparison::Customary {
        return decide(relation, figures).recomputed?.over(factor);
    }
    if let Some(solved) = solved_for(relation, id) {
        let value = solved.expression.evaluate(&|f| figures.value(f))?.to_decimal()?;
        return value.over(factor);
    }
    let Stated::Figure(stated) = relation.stated else { return None };
    // The residual stated × denominator − numerator is linear in the figure for every quotient of linear forms.
    let residual = |x: Decimal| -> Option<Decimal> {
        let changes = [(id, x)];
        let trial = Trial { figures, changes: &changes };
        let f: Fraction = relation.expression.evaluate(&|f| trial.value(f))?;
        trial.value(stated).times(f.denominator())?.minus(f.numerator())
    };
    let written = figures.written(id);
    // As written it may make the base zero.
    let x0 = if residual(written).is_some() { written } else { written.plus(Decimal::TEN)? };
    let x1 = x0.plus(Decimal::ONE)?;
    let (r0, r1) = (residual(x0)?, residual(x1)?);
    let slope = r1.minus(r0)?;
    x0.minus(r0.over(slope)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::text::read_text;

    /// Figures 0, 1, 2 … of the text.
    fn figures(text: &str) -> Figures {
        Figures::of(&read_text(text))
    }

    fn value(relation: &Relation, figures: &Figures, id: u32) -> String {
        reconciling_value(relation, figures, FigureId(id)).unwrap().round_dp(4).normalize().to_string()
    }

    #[test]
    fn parts_and_wholes() {
        let f = figures("合计10.00万元，甲4.00万元，乙5.00万元，占50.00%");
        let sum = Relation::sum(FigureId(0), [FigureId(1), FigureId(2)]);
        assert_eq!(value(&sum, &f, 0), "9");
        assert_eq!(value(&sum, &f, 1), "5");
        let share = Relation::ratio(FigureId(3), FigureId(1), FigureId(0));
        assert_eq!(value(&share, &f, 3), "40");
        assert_eq!(value(&share, &f, 1), "5");
        assert_eq!(value(&share, &f, 0), "8");
    }

    #[test]
    fn under_a_minimum() {
        let f = figures("得分9.50分，分值10.00分，实际80.75%，目标58.00%");
        let rate = Expression::quotient(Expression::Figure(FigureId(2)), Expression::Figure(FigureId(3)));
        let capped = Expression::Minimum(vec![Expression::Constant(Decimal::ONE), rate]);
        let product = Expression::Product(vec![Expression::Figure(FigureId(1)), capped]);
        let score = Relation::equal(RelationKind::Product, FigureId(0), product);
        assert_eq!(value(&score, &f, 3), "85");
    }

    #[test]
    fn growth_has_its_change_twice() {
        let f = figures("本年120.00万元，增加30.00万元，增长20.00%");
        let base = Expression::difference(FigureId(0), FigureId(1));
        let growth = Relation::ratio(FigureId(2), FigureId(1), base);
        assert_eq!(value(&growth, &f, 1), "20");
        assert_eq!(value(&growth, &f, 0), "180");
    }
}
