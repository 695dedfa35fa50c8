//! Which scoring rule the rows of a document follow, and how each score is to be judged by it.

mod custom;
mod given;
mod rows;

use super::catalogue::{ScoringRule, find, identity};
use super::certain;
use super::completion::{Completions, comparable};
use super::curve::{Case, Curve, Kind, known};
use super::written::{self, Written};
use crate::check::Options;
use crate::figure::{FigureId, Figures};
use crate::ledger::Severity;
use crate::number::Unit;
use crate::order::Map;
use crate::recognise::self_evaluation::{Form, FormKind, Indicator, Polarity};
use crate::relation::{Expression, Outcome, Relation, RelationKind, Verdict, decide};
use rows::rows_of;
use rust_decimal::Decimal;

/// Rows that are expected to follow the same rule.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// What is scored.
    pub kind: Kind,
    /// In an overall form (整体支出).
    pub overall: bool,
    /// Wording of the 赋分规则, empty if the form has no such column.
    pub wording: String,
    /// How the actual stands to the target.
    pub case: Case,
}

/// The rule that rows of one key follow.
#[derive(Debug, Clone)]
pub struct Group {
    /// The rows.
    pub key: Key,
    /// The curve that most of them follow.
    pub curve: Curve,
    /// The rule it stands for.
    pub rule: &'static ScoringRule,
    /// Rows that follow it.
    pub support: usize,
    /// Rows that could.
    pub rows: usize,
    /// Forms in which such rows stand.
    pub forms: Vec<usize>,
}

/// How a score is to be judged.
#[derive(Debug, Clone)]
pub struct Judged {
    /// Form.
    pub form: usize,
    /// Indicator of it; `None` for the execution rate.
    pub indicator: Option<usize>,
    /// What the score should be.
    pub relation: Relation,
    /// How bad it is if it is not.
    pub severity: Severity,
    /// The rule it is judged by.
    pub rule: &'static ScoringRule,
    /// The known rule that it follows instead.
    pub instead: Option<&'static ScoringRule>,
    /// Other rows of the document that follow the rule it is judged by.
    pub support: usize,
    /// The reader chose the rule.
    pub chosen: bool,
    /// The value that the rule gives.
    pub expected: Option<Decimal>,
    /// Points were taken off by hand, and the total counts them so.
    pub by_hand: bool,
}

/// What the rows of a document say about its scoring rules.
#[derive(Debug, Clone, Default)]
pub struct Inference {
    /// The completion rates.
    pub completions: Completions,
    /// The rules by group of rows.
    pub groups: Vec<Group>,
    /// One for each score that can be judged.
    pub judged: Vec<Judged>,
}

struct Row<'a> {
    form: usize,
    indicator: Option<usize>,
    key: Key,
    weight: FigureId,
    score: FigureId,
    /// The rate as displayed and as recomputed, whichever there are.
    rates: Vec<(Expression, Decimal)>,
    actual: Option<FigureId>,
    target: Option<Decimal>,
    target_figure: Option<FigureId>,
    polarity_known: bool,
    /// It scores what was spent of the budget.
    execution: bool,
    percent: bool,
    reason: Option<&'a str>,
    /// The displayed rate contradicts target and actual.
    rate_wrong: bool,
    /// The form states the rate.
    stated_rate: bool,
    /// What the total of its form lacks of its scores; `None` without a total.
    gap: Option<Decimal>,
    /// The total of its form counts this score as it stands, and no rate is stated: given by hand, not mistyped.
    by_hand: bool,
    /// The rule that the form writes down beside it.
    written: Option<Written>,
    /// The actual, where it is a percentage.
    share: Option<Decimal>,
    /// The unit of what is counted, as written.
    counted_in: String,
    /// The row says itself how many points were taken off.
    told_off: bool,
}

impl Row<'_> {
    fn curves(&self) -> Vec<Curve> {
        known(self.key.kind, self.key.case, self.polarity_known, self.percent)
    }

    /// Points were taken off by hand from what was met: target and actual are not in doubt.
    fn is_docked(&self, figures: &Figures) -> bool {
        // 99.6% of the budget is written as 100%.
        self.by_hand
            && !self.execution
            && self.key.case == Case::Met
            && figures[self.score].value() < figures[self.weight].value()
    }

    fn relation(&self, curve: Curve, rate: &(Expression, Decimal), figures: &Figures) -> Option<Relation> {
        let expression = match curve {
            // What is met at the stated rate, or where none is stated, scores in full by it.
            Curve::Full if !self.is_docked(figures) && (!self.stated_rate || self.key.case == Case::Met) => {
                self.full(rate)
            }
            _ => curve.expression(self.weight, &rate.0, rate.1, self.actual)?,
        };
        Some(Relation::equal(RelationKind::Product, self.score, expression))
    }

    /// Full marks where no rate is stated: target and actual take part, so that a change of either shows.
    fn full(&self, rate: &(Expression, Decimal)) -> Expression {
        let weight = Expression::Figure(self.weight);
        let ratio = match self.key.case {
            Case::Met | Case::Over => rate.0.clone(),
            Case::Saving if rate.1 > Decimal::ZERO => Expression::quotient(Decimal::ONE, rate.0.clone()),
            _ => return weight,
        };
        let met = Expression::Minimum(vec![Expression::Constant(Decimal::ONE), ratio]);
        Expression::product([weight, met])
    }

    /// The relation of a curve: one that holds if there is one, else the first.
    fn best_relation(&self, curve: Curve, figures: &Figures) -> Option<(Relation, Outcome)> {
        let mut out: Option<(Relation, Outcome)> = None;
        for rate in &self.rates {
            let Some(relation) = self.relation(curve, rate, figures) else { continue };
            let outcome = decide(&relation, figures);
            let better = match (&out, outcome.verdict) {
                (None, _) => true,
                (Some((_, o)), Verdict::Holds) => o.verdict != Verdict::Holds,
                (Some((_, o)), Verdict::WithinRounding) => !o.is_sound(),
                _ => false,
            };
            if better {
                out = Some((relation, outcome));
            }
        }
        // What the amounts give says more than 82% rounded from them.
        let coarse = matches!(self.rates.as_slice(), [(Expression::Displayed(id), _), _]
            if self.indicator.is_none() && !self.rate_wrong && figures[*id].quantity.decimals < 2);
        let by_amounts =
            self.rates.last().filter(|_| coarse && out.as_ref().is_some_and(|(_, o)| !o.is_sound()));
        by_amounts
            .and_then(|rate| self.relation(curve, rate, figures))
            .map(|relation| {
                let outcome = decide(&relation, figures);
                (relation, outcome)
            })
            .or(out)
    }

    fn fits(&self, curve: Curve, figures: &Figures) -> bool {
        self.best_relation(curve, figures).is_some_and(|(_, o)| o.is_sound())
    }

    fn identity(&self, curve: Curve, figures: &Figures) -> &'static ScoringRule {
        identity(curve, self.key.kind, self.key.case, figures[self.weight].quantity.value)
    }
}

impl Inference {
    /// Lets the rows of the forms vote.
    pub fn of(forms: &[Form], figures: &Figures, options: &Options) -> Self {
        let completions = Completions::of(forms, figures);
        let rows: Vec<Row> =
            forms.iter().enumerate().flat_map(|(f, form)| rows_of(f, form, figures, &completions)).collect();
        let mut fits: Vec<Vec<Curve>> = rows
            .iter()
            .map(|row| row.curves().into_iter().filter(|&c| row.fits(c, figures)).collect())
            .collect();
        // Steps of three per cent explain every small deviation, the bare percentage every row at 100%: they count only
        // where rows lose points by them alone.
        for weak in [Curve::ThreePerPoint, Curve::Absolute] {
            if !is_evident(weak, &rows, &fits, figures) {
                fits.iter_mut().for_each(|own| own.retain(|c| *c != weak));
            }
        }
        // Rows with a rule of their own speak for no other.
        let own_fits = fits.clone();
        for (fits, _) in fits.iter_mut().zip(&rows).filter(|(_, row)| row.written.is_some()) {
            fits.clear();
        }
        let customs = custom::read(&rows, figures);
        let mut inference =
            Inference { completions, groups: groups(&rows, &fits, figures), judged: Vec::new() };
        inference.judged.extend(certain::zero_targets(forms, figures));
        inference.judged.extend(certain::missed_deadlines(forms, figures));
        for (at, (row, own)) in rows.iter().zip(&own_fits).enumerate() {
            let chosen = chosen(row, options);
            let by = |own: &[Curve]| judge(row, own, chosen, at, &rows, &fits, figures);
            let judged = match custom::judge(at, &rows, &customs, own, figures) {
                _ if chosen.is_some() => by(own),
                custom::Verdict::By(judged) => Some(*judged),
                custom::Verdict::Open => None,
                custom::Verdict::Backed => by(own).filter(|judged| judged.support > 1),
                custom::Verdict::Usual => by(own),
            };
            inference.judged.extend(judged);
        }
        inference
    }

    /// The judgement of a score.
    pub fn find(&self, form: usize, indicator: Option<usize>) -> Option<&Judged> {
        self.judged.iter().find(|j| (j.form, j.indicator) == (form, indicator))
    }
}

/// Do rows lose points by this curve alone: two of them, or the only ones that lose any?
fn is_evident(weak: Curve, rows: &[Row], fits: &[Vec<Curve>], figures: &Figures) -> bool {
    let losing =
        || rows.iter().zip(fits).filter(|(row, _)| figures[row.score].value() < figures[row.weight].value());
    let sensible = |row: &Row| weak != Curve::Absolute || row.target.is_some_and(|t| t <= Decimal::ONE);
    let alone = losing().filter(|(row, own)| **own == [weak] && sensible(row)).count();
    let strong = |c: &Curve| {
        matches!(
            c,
            Curve::Linear | Curve::FromSixty | Curve::Overshoot | Curve::Inverse | Curve::AllOrNothing
        )
    };
    let rivals = losing().filter(|(row, own)| row.indicator.is_some() && own.iter().any(strong)).count();
    alone > 1 || alone == 1 && rivals == 0
}

/// The curve that the reader chose for the row's form, if it says something about the row's case.
fn chosen(row: &Row, options: &Options) -> Option<Curve> {
    options
        .scoring_rules
        .iter()
        .filter(|(form, _)| *form == row.form)
        .filter_map(|(_, id)| find(id))
        .filter(|rule| rule.kinds.is_empty() || rule.kinds.contains(&row.key.kind))
        .find_map(|rule| rule.curves.iter().find(|(case, _)| *case == row.key.case).map(|(_, curve)| *curve))
}

fn groups(rows: &[Row], fits: &[Vec<Curve>], figures: &Figures) -> Vec<Group> {
    let mut by_key: Map<&Key, Vec<usize>> = Map::new();
    for (i, row) in rows.iter().enumerate().filter(|(_, r)| r.key.case != Case::Met) {
        by_key.entry(&row.key).or_default().push(i);
    }
    by_key
        .into_iter()
        .filter_map(|(key, members)| {
            let first = rows.get(*members.first()?)?;
            let count = |c: Curve| members.iter().filter(|&&i| fits[i].contains(&c)).count();
            let mut best = (Curve::Full, 0);
            for curve in first.curves() {
                let n = count(curve);
                if n > best.1 {
                    best = (curve, n);
                }
            }
            let mut forms: Vec<usize> = members.iter().map(|&i| rows[i].form).collect();
            forms.dedup();
            (best.1 > 0).then(|| Group {
                key: key.clone(),
                curve: best.0,
                rule: first.identity(best.0, figures),
                support: best.1,
                rows: members.len(),
                forms,
            })
        })
        .collect()
}

/// The curve that most other rows follow, of those like this one.
fn majority(
    row: &Row,
    at: usize,
    rows: &[Row],
    fits: &[Vec<Curve>],
    like: impl Fn(&Key) -> bool,
) -> Option<(Curve, usize)> {
    let mut best: Option<(Curve, usize)> = None;
    for curve in row.curves() {
        let others = rows
            .iter()
            .enumerate()
            .filter(|(i, r)| *i != at && like(&r.key) && fits[*i].contains(&curve))
            .count();
        if others > best.map_or(0, |b| b.1) {
            best = Some((curve, others));
        }
    }
    best
}

fn judge(
    row: &Row,
    own: &[Curve],
    chosen: Option<Curve>,
    at: usize,
    rows: &[Row],
    fits: &[Vec<Curve>],
    figures: &Figures,
) -> Option<Judged> {
    let exact = || majority(row, at, rows, fits, |k| *k == row.key);
    let make = |curve: Curve, severity: Severity, instead: Option<Curve>, support: usize| {
        let (relation, outcome) = row.best_relation(curve, figures)?;
        if chosen.is_none() && !outcome.is_sound() && row.is_coarse(rows, figures) {
            return None;
        }
        Some(Judged {
            form: row.form,
            indicator: row.indicator,
            relation,
            severity,
            rule: row.identity(curve, figures),
            instead: instead.map(|c| row.identity(c, figures)),
            support,
            chosen: chosen.is_some(),
            expected: outcome.recomputed,
            by_hand: row.is_docked(figures) && own.is_empty() && row.reason.is_none(),
        })
    };
    if let Some(curve) = chosen {
        let support = exact().map_or(0, |e| e.1);
        return make(curve, Severity::Warning, None, support);
    }
    if row.key.case == Case::Met {
        // Everything agrees on full marks, unless the form multiplies by the percentage itself.
        if own.contains(&Curve::Full) || row.rate_wrong {
            return match own.contains(&Curve::Full) {
                true => make(Curve::Full, Severity::Error, None, 0),
                false => unreconciled(row, rows, fits, at, figures),
            };
        }
        let severity = match (own.is_empty(), row.by_hand.then(|| by_hand(row, rows, figures))) {
            _ if row.reason.is_some() => Severity::Warning,
            (_, Some(Severity::Note)) => Severity::Note,
            (true, None) => Severity::Error,
            _ => Severity::Warning,
        };
        return make(Curve::Full, severity, own.first().copied(), 0);
    }
    // More than full marks: whatever the rule, score or weight is wrong.
    if figures[row.score].value() > figures[row.weight].value()
        && matches!(row.key.case, Case::Over | Case::Saving)
        && own.is_empty()
    {
        return make(Curve::Full, Severity::Error, None, 0);
    }
    let follows = |m: Option<(Curve, usize)>| m.filter(|(curve, _)| own.contains(curve));
    let exact = exact();
    let wider = || majority(row, at, rows, fits, |k| (k.kind, k.case) == (row.key.kind, row.key.case));
    if let Some((curve, support)) = follows(exact) {
        return make(curve, Severity::Error, None, support);
    }
    if let Some(&first) = own.first() {
        return match exact {
            Some((curve, support)) if support >= 3 => make(curve, Severity::Warning, Some(first), support),
            Some((curve, 2)) => make(curve, Severity::Note, Some(first), 2),
            _ => {
                let (curve, support) = follows(wider()).unwrap_or((first, 0));
                make(curve, Severity::Error, None, support)
            }
        };
    }
    if row.rate_wrong {
        return unreconciled(row, rows, fits, at, figures);
    }
    let less = |case: Case| matches!(case, Case::Short | Case::Saving);
    // Satisfaction above its target has a custom of its own; else what other kinds of rows do is the best guess.
    // What is saved where less is better has one too.
    let borrowed = || match (row.key.kind, less(row.key.case)) {
        (Kind::Satisfaction, false) => None,
        _ if row.key.case == Case::Saving && !row.stated_rate => None,
        _ => majority(row, at, rows, fits, |k| k.case != Case::Met && less(k.case) == less(row.key.case)),
    };
    let (curve, support) =
        exact.or_else(wider).or_else(borrowed).or_else(|| row.curves().first().map(|c| (*c, 0)))?;
    let severity = if row.is_likely_given(curve, rows, fits, figures) {
        Severity::Note
    } else if (row.reason.is_some() || row.by_hand) && support == 0 && row.indicator.is_some() {
        Severity::Warning
    } else {
        Severity::Error
    };
    make(curve, severity, None, support)
}

/// Points taken off though the target was met, and carried into the total: against the rule that what is met scores in
/// full, but no slip. A form that does so in several rows has its own custom.
fn by_hand(row: &Row, rows: &[Row], figures: &Figures) -> Severity {
    let docked = |r: &&Row| {
        r.form == row.form
            && r.indicator.is_some()
            && r.key.case == Case::Met
            && figures[r.score].value() < figures[r.weight].value()
    };
    if rows.iter().filter(docked).count() > 1 { Severity::Note } else { Severity::Warning }
}

/// The rate is wrong and the score follows from neither reading of it: judged by both directions at once, so that the
/// right rate reconciles both.
fn unreconciled(
    row: &Row,
    rows: &[Row],
    fits: &[Vec<Curve>],
    at: usize,
    figures: &Figures,
) -> Option<Judged> {
    let curve = |cases: &[Case], fallback: Curve| {
        let mut best = (fallback, 0);
        for candidate in [Curve::Linear, Curve::FromSixty, Curve::Full, Curve::Overshoot] {
            let n = rows
                .iter()
                .enumerate()
                .filter(|(i, r)| {
                    *i != at
                        && r.key.kind == row.key.kind
                        && r.key.wording == row.key.wording
                        && cases.contains(&r.key.case)
                        && fits[*i].contains(&candidate)
                })
                .count();
            if n > best.1 {
                best = (candidate, n);
            }
        }
        best
    };
    let (short, s) = curve(&[Case::Short, Case::Saving], Curve::Linear);
    let (over, o) = curve(&[Case::Over, Case::Exceeding], Curve::Full);
    let (rate, value) = row.rates.first()?;
    let expression = Curve::both(row.weight, rate, short, over)?;
    let relation = Relation::equal(RelationKind::Product, row.score, expression);
    let outcome = decide(&relation, figures);
    let used = if *value < Decimal::ONE { short } else { over };
    Some(Judged {
        form: row.form,
        indicator: row.indicator,
        relation,
        severity: Severity::Error,
        rule: row.identity(used, figures),
        instead: None,
        support: s.max(o),
        chosen: false,
        expected: outcome.recomputed,
        by_hand: false,
    })
}
