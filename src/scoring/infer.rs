//! Which scoring rule the rows of a document follow, and how each score is to be judged by it.

use super::catalogue::{ScoringRule, find, identity};
use super::certain;
use super::completion::{Completions, comparable};
use super::curve::{Case, Curve, Kind, known};
use crate::check::Options;
use crate::figure::{FigureId, Figures};
use crate::ledger::Severity;
use crate::number::Unit;
use crate::recognise::self_evaluation::{Form, FormKind, Indicator, Polarity};
use crate::relation::{Expression, Outcome, Relation, RelationKind, Verdict, decide};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

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
    polarity_known: bool,
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
}

impl Row<'_> {
    fn curves(&self) -> Vec<Curve> {
        known(self.key.kind, self.key.case, self.polarity_known, self.percent)
    }

    /// Points were taken off by hand from what was met: target and actual are not in doubt.
    fn is_docked(&self, figures: &Figures) -> bool {
        self.by_hand
            && self.key.case == Case::Met
            && figures[self.score].value() < figures[self.weight].value()
    }

    fn relation(&self, curve: Curve, rate: &(Expression, Decimal), figures: &Figures) -> Option<Relation> {
        let expression = match curve {
            Curve::Full if !self.stated_rate && !self.is_docked(figures) => self.full(rate),
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
        out
    }

    fn fits(&self, curve: Curve, figures: &Figures) -> bool {
        self.best_relation(curve, figures).is_some_and(|(_, o)| o.is_sound())
    }

    /// No known rule gives this score, and little speaks for one: the total counts it as it stands, or the score of the rule would
    /// not mend the total, and the other rows that lost points hardly follow the rule. It was given in steps or by hand.
    fn is_likely_given(&self, curve: Curve, rows: &[Row], fits: &[Vec<Curve>], figures: &Figures) -> bool {
        let (score, weight) = (figures[self.score].value(), figures[self.weight].value());
        let Some((_, outcome)) = self.best_relation(curve, figures) else { return false };
        let Some(due) = outcome.recomputed else { return false };
        let mended =
            self.gap.is_some_and(|gap| !gap.is_zero() && (due - score - gap).abs() < Decimal::new(6, 1));
        if mended {
            return false;
        }
        let rate = self.rates.first().map_or(Decimal::ONE, |r| r.1);
        let whole = |value: Decimal, steps: Decimal| (value * steps).fract().is_zero();
        if score >= weight && (self.key.case != Case::Short || self.indicator.is_none()) {
            return false;
        }
        if self.indicator.is_none() {
            return whole(score, Decimal::ONE) && score <= weight * rate;
        }
        let less = |case: Case| matches!(case, Case::Short | Case::Saving);
        let like = |row: &Row| {
            row.indicator.is_some() && row.key.case != Case::Met && less(row.key.case) == less(self.key.case)
        };
        // A score that nobody gives by hand speaks for the rule that it follows.
        let (mut followed, mut odd, mut broken) = (0, 0, false);
        for (row, own) in rows.iter().zip(fits).filter(|(row, _)| like(row) && row.score != self.score) {
            let own_score = figures[row.score].value();
            // Full marks, and none at all, follow many rules.
            let telling = own_score < figures[row.weight].value() && !own_score.is_zero();
            match own.contains(&curve) {
                true if !telling && curve != Curve::AllOrNothing => {}
                true => followed += if whole(own_score, Decimal::TWO) { 1 } else { 2 },
                false => odd += usize::from(own.is_empty()),
            }
            broken |= telling && !whole(own_score, Decimal::ONE);
        }
        let to_the_point = !broken && whole(score, Decimal::ONE) && (due - score).abs() <= Decimal::new(5, 1);
        // Where points are given in steps, what misses its target by a little may still score in full.
        let steps = score < weight || odd > 0 && rate >= Decimal::new(95, 2);
        to_the_point || steps && (followed < 2 || followed < 2 * odd)
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
        let mut inference =
            Inference { completions, groups: groups(&rows, &fits, figures), judged: Vec::new() };
        inference.judged.extend(certain::zero_targets(forms, figures));
        inference.judged.extend(certain::missed_deadlines(forms, figures));
        for (at, (row, own)) in rows.iter().zip(&fits).enumerate() {
            let chosen = chosen(row, options);
            if let Some(judged) = judge(row, own, chosen, at, &rows, &fits, figures) {
                inference.judged.push(judged);
            }
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
    let mut by_key: BTreeMap<&Key, Vec<usize>> = BTreeMap::new();
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
    let exact = majority(row, at, rows, fits, |k| *k == row.key);
    let wider = majority(row, at, rows, fits, |k| (k.kind, k.case) == (row.key.kind, row.key.case));
    let make = |curve: Curve, severity: Severity, instead: Option<Curve>, support: usize| {
        let (relation, outcome) = row.best_relation(curve, figures)?;
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
        let support = exact.map_or(0, |e| e.1);
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
    let follows = |m: Option<(Curve, usize)>| m.filter(|(curve, _)| own.contains(curve));
    if let Some((curve, support)) = follows(exact) {
        return make(curve, Severity::Error, None, support);
    }
    if let Some(&first) = own.first() {
        return match exact {
            Some((curve, support)) if support >= 3 => make(curve, Severity::Warning, Some(first), support),
            Some((curve, 2)) => make(curve, Severity::Note, Some(first), 2),
            _ => {
                let (curve, support) = follows(wider).unwrap_or((first, 0));
                make(curve, Severity::Error, None, support)
            }
        };
    }
    if row.rate_wrong {
        return unreconciled(row, rows, fits, at, figures);
    }
    let less = |case: Case| matches!(case, Case::Short | Case::Saving);
    // Satisfaction above its target has a custom of its own; else what other kinds of rows do is the best guess.
    let borrowed = || match (row.key.kind, less(row.key.case)) {
        (Kind::Satisfaction, false) => None,
        _ => majority(row, at, rows, fits, |k| k.case != Case::Met && less(k.case) == less(row.key.case)),
    };
    let (curve, support) =
        exact.or(wider).or_else(borrowed).or_else(|| row.curves().first().map(|c| (*c, 0)))?;
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

fn rows_of<'a>(f: usize, form: &'a Form, figures: &Figures, completions: &Completions) -> Vec<Row<'a>> {
    let overall = form.kind == FormKind::Overall;
    let counted = is_counted(form, figures);
    let mut out = Vec::new();
    out.extend(execution_row(f, form, overall, figures));
    for (i, indicator) in form.indicators.iter().enumerate() {
        let row = indicator_row(f, i, indicator, overall, figures, completions);
        out.extend(row.map(|row| Row { by_hand: counted && !row.stated_rate, ..row }));
    }
    let gap = gap(form, figures);
    out.iter_mut().for_each(|row| row.gap = gap);
    // Without a total: most of what was met lost points, so this is how the form is marked.
    let docked: Vec<bool> = out
        .iter()
        .filter(|r| r.indicator.is_some() && r.key.case == Case::Met)
        .map(|r| figures[r.score].value() < figures[r.weight].value())
        .collect();
    let lost = docked.iter().filter(|d| **d).count();
    if form.total_score.is_none() && lost > 1 && lost * 2 > docked.len() {
        out.iter_mut().for_each(|r| r.by_hand = r.indicator.is_some() && !r.stated_rate);
    }
    out
}

/// Is the total that of the scores as they stand?
fn is_counted(form: &Form, figures: &Figures) -> bool {
    gap(form, figures).is_some_and(|gap| gap.is_zero())
}

/// What the total lacks of the scores, with that of the execution rate or without it, whichever comes nearer.
fn gap(form: &Form, figures: &Figures) -> Option<Decimal> {
    let total = form.total_score.filter(|_| !form.unclear)?;
    let mut scores = form.indicators.iter().filter_map(|i| i.score).map(|id| figures[id].value()).peekable();
    scores.peek()?;
    let without = figures[total].value() - scores.sum::<Decimal>();
    let execution = form.score_of_execution().map_or(Decimal::ZERO, |id| figures[id].value());
    let with = without - execution;
    Some(if with.abs() <= without.abs() { with } else { without })
}

fn execution_row<'a>(f: usize, form: &'a Form, overall: bool, figures: &Figures) -> Option<Row<'a>> {
    let fund = form.funds.iter().find(|fund| fund.score.is_some())?;
    let (weight, score) = (fund.weight.or_else(|| form.weight_of_execution())?, fund.score?);
    let computed =
        fund.executed.zip(fund.full.or(fund.initial)).filter(|(_, b)| !figures[*b].value().is_zero());
    let mut rates = Vec::new();
    if let Some(rate) = fund.rate {
        rates.push((Expression::Displayed(rate), figures[rate].value()));
    }
    if let Some((a, b)) = computed {
        let value = figures[a].value().checked_div(figures[b].value())?;
        // Amounts in whole units are taken as they are displayed, else they would excuse any score.
        let coarse = [a, b].iter().any(|&id| figures[id].quantity.decimals == 0);
        let ratio = if coarse {
            Expression::quotient(Expression::Displayed(a), Expression::Displayed(b))
        } else {
            Expression::quotient(a, b)
        };
        rates.push((ratio, value));
    }
    if computed.is_none()
        && let Some(rate) = fund.rate
    {
        rates.push((Expression::Figure(rate), figures[rate].value()));
    }
    let rate_wrong = fund
        .rate
        .zip(computed)
        .is_some_and(|(rate, (a, b))| !decide(&Relation::ratio(rate, a, b), figures).is_sound());
    // 99.6% written as 100%: what was spent and planned says that some is left.
    let value = match rates.as_slice() {
        [_, (_, exact)] if !rate_wrong => *exact,
        [(_, value), ..] => *value,
        [] => return None,
    };
    let case = case_of(value, false);
    let key = Key { kind: Kind::Execution, overall, wording: String::new(), case };
    Some(Row {
        form: f,
        indicator: None,
        key,
        weight,
        score,
        rates,
        actual: None,
        target: None,
        polarity_known: true,
        percent: false,
        reason: None,
        rate_wrong,
        stated_rate: fund.rate.is_some(),
        gap: None,
        by_hand: false,
    })
}

fn indicator_row<'a>(
    f: usize,
    i: usize,
    indicator: &'a Indicator,
    overall: bool,
    figures: &Figures,
    completions: &Completions,
) -> Option<Row<'a>> {
    let (weight, score) = (indicator.weight?, indicator.score?);
    let quantities = indicator
        .quantities()
        .filter(|&(t, a)| comparable(figures, t, a) && figures[t].value() > Decimal::ZERO);
    let mut rates = Vec::new();
    if let Some(rate) = indicator.rate {
        rates.push((Expression::Displayed(rate), figures[rate].value()));
        if quantities.is_none() {
            rates.push((Expression::Figure(rate), figures[rate].value()));
        }
    }
    if let Some((t, a)) = quantities {
        rates.push((Expression::quotient(a, t), figures[a].value().checked_div(figures[t].value())?));
    }
    let less_is_better = match indicator.polarity {
        Polarity::Negative => true,
        Polarity::Unknown => indicator.is_cost() && quantities.is_some(),
        _ => false,
    };
    let rate_wrong = completions.find(f, i).is_some_and(|j| !j.sound);
    let value = match rates.as_slice() {
        // 99.96% written as 100%.
        [(_, told), .., (_, exact)]
            if !rate_wrong && !less_is_better && *told == Decimal::ONE && *exact < Decimal::ONE =>
        {
            *exact
        }
        [(_, value), ..] => *value,
        [] => return None,
    };
    // A rate that is itself turned round (T ÷ A) says short or over in its own words.
    let turned = indicator.rate.is_some()
        && quantities.is_some_and(|(t, a)| {
            let plain = figures[a].value().cmp(&figures[t].value());
            plain != value.cmp(&Decimal::ONE) && value != Decimal::ONE
        });
    let kind = if indicator.is_satisfaction() { Kind::Satisfaction } else { Kind::Indicator };
    let case = case_of(value, less_is_better && !turned);
    let percent = indicator
        .actual
        .as_ref()
        .and_then(|a| a.figure())
        .is_some_and(|id| figures[id].quantity.unit == Unit::Percent);
    Some(Row {
        form: f,
        indicator: Some(i),
        key: Key { kind, overall, wording: indicator.wording.clone(), case },
        weight,
        score,
        rates,
        actual: indicator.actual.as_ref().and_then(|a| a.figure()),
        target: indicator.quantities().map(|(t, _)| figures[t].value()),
        polarity_known: indicator.polarity != Polarity::Unknown || indicator.wants_more(),
        percent,
        reason: indicator.reason.as_ref().map(|r| r.text.as_str()),
        rate_wrong,
        stated_rate: indicator.rate.is_some(),
        gap: None,
        by_hand: false,
    })
}

fn case_of(rate: Decimal, less_is_better: bool) -> Case {
    match (rate.cmp(&Decimal::ONE), less_is_better) {
        (std::cmp::Ordering::Equal, _) => Case::Met,
        (std::cmp::Ordering::Less, false) => Case::Short,
        (std::cmp::Ordering::Greater, false) => Case::Over,
        (std::cmp::Ordering::Less, true) => Case::Saving,
        (std::cmp::Ordering::Greater, true) => Case::Exceeding,
    }
}
