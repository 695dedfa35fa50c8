//! Scores whose rule the form writes down beside them.

use super::*;
use crate::diagnosis::slips_of;
use crate::number::Arithmetic as _;
use crate::relation::{Trial, Verdict as RelationVerdict};
use crate::scoring::written::{Band, Each, Given};

/// How a row with a rule of its own is to be judged.
pub(super) enum Verdict {
    /// By what is written.
    By(Box<Judged>),
    /// Not at all.
    Open,
    /// As rows without a written rule, but only where others follow the same rule.
    Backed,
    /// As rows without a written rule.
    Usual,
}

/// What the written rule gives a row, and whether the row follows it.
pub(super) struct Custom {
    relation: Relation,
    outcome: Outcome,
    follows: bool,
}

/// What the written rules give, row by row.
pub(super) fn read(rows: &[Row], figures: &Figures) -> Vec<Option<Custom>> {
    rows.iter().map(|row| custom(row, figures)).collect()
}

fn custom(row: &Row, figures: &Figures) -> Option<Custom> {
    let away = matches!(row.key.case, Case::Short | Case::Exceeding);
    let given = match row.written.as_ref().filter(|_| away)? {
        Written::Each(each) => by_steps(row, each, figures),
        Written::Bands(bands) => by_bands(row, bands),
        Written::Own => return None,
    };
    let mut first = None;
    for expression in given {
        let relation = Relation::equal(RelationKind::Product, row.score, expression);
        let outcome = decide(&relation, figures);
        let follows = outcome.is_sound();
        let custom = Custom { relation, outcome, follows };
        if follows {
            return Some(custom);
        }
        first.get_or_insert(custom);
    }
    first
}

/// Does a judgement by the written rule stand: it holds, or two other rows that lost points follow theirs and few do not.
pub(super) fn judge(
    at: usize,
    rows: &[Row],
    customs: &[Option<Custom>],
    own: &[Curve],
    figures: &Figures,
) -> Verdict {
    let Some(row) = rows.get(at) else { return Verdict::Usual };
    let (score, weight) = (figures[row.score].value(), figures[row.weight].value());
    if score > weight {
        return Verdict::Usual;
    }
    // How many points were taken off stands beside them: no slip of the pen in the score, whatever the rule. It takes others
    // that lost points by a rule to say that the actual is wrong.
    if row.told_off && own.is_empty() && row.written.is_none() {
        return if row.indicator.is_some() { Verdict::Backed } else { Verdict::Open };
    }
    let Some(written) = &row.written else { return Verdict::Usual };
    let lost = score < weight;
    let away = matches!(row.key.case, Case::Short | Case::Exceeding);
    if !away {
        let open = lost && (row.key.case != Case::Met || *written == Written::Own);
        return if open { Verdict::Open } else { Verdict::Usual };
    }
    let Some(custom) = customs.get(at).and_then(Option::as_ref) else {
        return if own.is_empty() { Verdict::Open } else { Verdict::Usual };
    };
    let others = customs.iter().enumerate().filter(|(i, _)| *i != at).filter_map(|(_, c)| c.as_ref());
    let (followed, broken): (Vec<&Custom>, Vec<&Custom>) = others.partition(|c| c.follows);
    let support = followed.len();
    let borne_out = custom.follows || support > 1 && support > broken.len() * 2;
    let slipped = || own.is_empty() && is_slip_away(row, custom, figures);
    if !borne_out && !slipped() {
        return if own.is_empty() { Verdict::Open } else { Verdict::Usual };
    }
    Verdict::By(Box::new(Judged {
        form: row.form,
        indicator: row.indicator,
        relation: custom.relation.clone(),
        severity: if borne_out { Severity::Error } else { Severity::Warning },
        rule: find("R-written").unwrap_or_else(|| row.identity(Curve::Linear, figures)),
        instead: None,
        support,
        chosen: false,
        expected: custom.outcome.recomputed,
        by_hand: false,
    }))
}

/// A score that nobody gives by hand (12.9), and that what is written gives exactly once one slip is taken back in the actual.
fn is_slip_away(row: &Row, custom: &Custom, figures: &Figures) -> bool {
    let Some(actual) = row.actual.filter(|id| custom.relation.figures().contains(id)) else { return false };
    let even =
        figures[row.score].quantity.value.times(Decimal::TWO).is_none_or(|twice| twice.fract().is_zero());
    let holds = |value: Decimal| {
        let changes = [(actual, value)];
        decide(&custom.relation, &Trial { figures, changes: &changes }).verdict == RelationVerdict::Holds
    };
    !even && slips_of(&figures[actual]).into_iter().any(holds)
}

/// The scores that so much off for each step gives: steps of the actual or of the rate, whole ones or parts of them too.
fn by_steps(row: &Row, each: &Each, figures: &Figures) -> Vec<Expression> {
    let mut gaps: Vec<(Expression, Decimal)> = Vec::new();
    let turned = row.key.case == Case::Exceeding;
    let gap = |from: Expression, to: Expression| {
        let (more, less) = if turned { (to, from) } else { (from, to) };
        Expression::difference(more, less)
    };
    match (&each.unit, row.target_figure, row.actual) {
        (None, target, actual) => {
            if let (Some(target), Some(actual), true) = (target, actual, row.percent) {
                let from = each.base.map_or(Expression::Figure(target), Expression::Constant);
                let base = each.base.unwrap_or_else(|| figures[target].value());
                gaps.push((
                    gap(from, Expression::Figure(actual)),
                    base.bounded_difference(figures[actual].value()),
                ));
            }
            for (rate, value) in &row.rates {
                let base = each.base.unwrap_or(Decimal::ONE);
                gaps.push((gap(Expression::Constant(base), rate.clone()), base.bounded_difference(*value)));
            }
        }
        (Some(unit), Some(target), Some(actual)) if row.unit_is(unit, figures) => {
            let difference = figures[target].value().bounded_difference(figures[actual].value());
            gaps.push((gap(Expression::Figure(target), Expression::Figure(actual)), difference));
        }
        _ => {}
    }
    // Steps of percentages are told in points.
    let step = match &each.unit {
        None => each.step.over(Decimal::ONE_HUNDRED),
        Some(_) => row.actual.and_then(|id| each.step.times(figures[id].quantity.unit.factor())),
    };
    let Some(step) = step.filter(|s| !s.is_zero()) else { return Vec::new() };
    let mut out = Vec::new();
    for (gap, value) in gaps {
        let exact = Expression::quotient(gap, Expression::Constant(step));
        let steps = value.abs().over(step).unwrap_or_default();
        let begun = turned == value.is_sign_negative() || value.is_zero();
        let whole = [steps.floor(), steps.ceil()].map(Expression::Constant);
        for steps in std::iter::once(exact).chain(whole) {
            let steps = if begun { steps } else { Expression::Constant(Decimal::ZERO) };
            let weight = Expression::Figure(row.weight);
            let taken = match each.taken {
                Given::Points(points) => Expression::product([Expression::Constant(points), steps]),
                Given::Share(share) => {
                    Expression::product([weight.clone(), Expression::Constant(share), steps])
                }
            };
            let left = Expression::difference(weight, taken);
            out.push(Expression::Maximum(vec![Expression::Constant(Decimal::ZERO), left]));
        }
    }
    out
}

/// The scores of the bands in which the rate lies, or the actual itself where it is a percentage.
fn by_bands(row: &Row, bands: &[Band]) -> Vec<Expression> {
    let mut rates: Vec<Decimal> = row.rates.iter().map(|r| r.1).collect();
    if row.key.case == Case::Exceeding {
        let turned = |r: &Decimal| [Decimal::TWO.minus(*r), Decimal::ONE.over(*r)];
        rates = rates.iter().flat_map(turned).flatten().collect();
    }
    rates.extend(row.share);
    let mut out: Vec<Expression> = Vec::new();
    let within = |band: &&Band| rates.iter().any(|r| band.from <= *r && *r <= band.to);
    for band in bands.iter().filter(within) {
        // What is not understood may be anything.
        let Some(given) = band.given else { return Vec::new() };
        out.push(match given {
            Given::Points(points) => Expression::Constant(points),
            Given::Share(share) => {
                Expression::product([Expression::Figure(row.weight), Expression::Constant(share)])
            }
        });
    }
    out
}

impl Row<'_> {
    /// Is this what its target and its actual are counted in: 套, or 个 for anything?
    fn unit_is(&self, unit: &str, figures: &Figures) -> bool {
        let counted = [self.target_figure, self.actual].into_iter().flatten().all(|id| {
            let unit = &figures[id].quantity.unit;
            !unit.is_percent()
        });
        let named = self.counted_in.trim_matches(['(', ')']);
        counted && (matches!(unit, "个" | "项") || named.ends_with(unit) || named.starts_with(unit))
    }
}
