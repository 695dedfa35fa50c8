//! What a form's rows say: weight, score, rate, how the actual stands to the target.

use super::*;
use crate::number::Arithmetic as _;
use crate::number::Total;
use crate::recognise::self_evaluation::{Fund, names_budget_execution};

/// The rows of a form that are scored.
pub(super) fn rows_of<'a>(
    f: usize,
    form: &'a Form,
    figures: &Figures,
    completions: &Completions,
) -> Vec<Row<'a>> {
    let overall = form.kind == FormKind::Overall;
    let counted = is_counted(form, figures);
    let mut out = Vec::new();
    out.extend(form.scored_funds().iter().filter_map(|fund| execution_row(f, form, fund, figures)));
    let judged = |i: &Indicator| !i.shared && !i.is_bonus();
    for (i, indicator) in form.indicators.iter().enumerate().filter(|(_, i)| judged(i)) {
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
    let without = figures[total].value().bounded_difference(scores.total());
    let execution = form.scores_of_execution().into_iter().map(|id| figures[id].value()).total();
    let with = without - execution;
    Some(if with.abs() <= without.abs() { with } else { without })
}

fn execution_row<'a>(f: usize, form: &'a Form, fund: &Fund, figures: &Figures) -> Option<Row<'a>> {
    let overall = form.kind == FormKind::Overall;
    let (weight, score) =
        (fund.weight.or_else(|| form.weights_of_execution().first().copied())?, fund.score?);
    let computed =
        fund.executed.zip(fund.full.or(fund.initial)).filter(|(_, b)| !figures[*b].value().is_zero());
    let mut rates = Vec::new();
    if let Some(rate) = fund.rate {
        rates.push((Expression::Displayed(rate), figures[rate].value()));
    }
    if let Some((a, b)) = computed {
        let value = figures[a].value().over(figures[b].value())?;
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
        target_figure: None,
        polarity_known: true,
        execution: true,
        percent: false,
        reason: None,
        rate_wrong,
        stated_rate: fund.rate.is_some(),
        gap: None,
        by_hand: false,
        written: written_around(form, figures[weight].quantity.value),
        share: None,
        counted_in: String::new(),
        told_off: told_off(figures, fund.deducted),
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
        rates.push((Expression::quotient(a, t), figures[a].value().over(figures[t].value())?));
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
    let execution = names_budget_execution(&indicator.name);
    Some(Row {
        form: f,
        indicator: Some(i),
        key: Key { kind, overall, wording: indicator.wording.clone(), case },
        weight,
        score,
        rates,
        actual: indicator.actual.as_ref().and_then(|a| a.figure()),
        target: indicator.quantities().map(|(t, _)| figures[t].value()),
        target_figure: quantities.map(|(t, _)| t),
        polarity_known: indicator.polarity != Polarity::Unknown || indicator.wants_more() || execution,
        execution,
        percent,
        reason: indicator.reason.as_ref().map(|r| r.text.as_str()),
        rate_wrong,
        stated_rate: indicator.rate.is_some(),
        gap: None,
        by_hand: false,
        share: indicator
            .actual
            .as_ref()
            .and_then(|a| a.figure())
            .filter(|_| percent)
            .map(|id| figures[id].value()),
        counted_in: counted_in(indicator),
        written: written::read(&indicator.criteria, figures[weight].quantity.value),
        told_off: told_off(figures, indicator.deducted),
    })
}

/// 套, of the column of units or behind the number of the target.
fn counted_in(indicator: &Indicator) -> String {
    if !indicator.unit.is_empty() {
        return indicator.unit.clone();
    }
    let text = indicator.target.as_ref().map_or("", |t| t.text.as_str());
    let digits = |c: char| !c.is_alphabetic() || c.is_ascii_digit();
    text.trim_matches(digits).to_string()
}

/// The rule that is written around the form for the execution rate; where several are, none is known.
fn written_around(form: &Form, weight: Decimal) -> Option<Written> {
    let mut found = form.execution_criteria.iter().filter_map(|words| written::read(words, weight));
    let first = found.next()?;
    Some(if found.all(|other| other == first) { first } else { Written::Own })
}

/// Does the row itself say how much was taken off? Whether the score is what that leaves is checked for itself.
fn told_off(figures: &Figures, deducted: Option<FigureId>) -> bool {
    deducted.is_some_and(|id| !figures[id].quantity.value.is_zero())
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
