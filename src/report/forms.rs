//! The self-evaluation forms in the report: totals stated and recomputed, the scoring rules with their support.

use super::{FormRecord, ScoringRecord};
use crate::ledger::Context;
use crate::locale;
use crate::number::{Total, round_half_up};
use crate::recognise::self_evaluation::Form;
use crate::scoring::{Case, Group, Kind};
use rust_decimal::Decimal;

/// One record a form.
pub(super) fn records(context: &Context) -> Vec<FormRecord> {
    let forms = &context.recognised.forms;
    forms
        .iter()
        .enumerate()
        .map(|(index, form)| FormRecord {
            name: form.name.as_ref().map_or_else(|| form.title.clone(), |n| n.text.clone()),
            block: form.block,
            stated_total: form.total_score.map(|id| context.figures[id].quantity.value),
            recomputed_total: recomputed(context, form, index),
            scoring: scoring(context, index),
        })
        .collect()
}

/// The total by the rules that the scores are judged by; scores that nothing gives are taken as stated.
fn recomputed(context: &Context, form: &Form, index: usize) -> Option<Decimal> {
    let value = |indicator: Option<usize>, score| {
        let figure = &context.figures[score];
        let expected = context
            .recognised
            .scoring
            .find(index, indicator)
            .filter(|j| !context.is_sound(&j.relation))
            .and_then(|j| j.expected);
        expected.map_or(figure.value(), |v| round_half_up(v, figure.quantity.decimals.max(2)))
    };
    let mut scores: Vec<Decimal> = form
        .indicators
        .iter()
        .enumerate()
        .filter_map(|(i, indicator)| Some(value(Some(i), indicator.score?)))
        .collect();
    scores.extend(form.scores_of_execution().into_iter().map(|id| value(None, id)));
    (!scores.is_empty() && !form.unclear).then(|| scores.into_iter().total().normalize())
}

fn scoring(context: &Context, index: usize) -> Vec<ScoringRecord> {
    let text = |key: &str| locale::text(context.options.language, key, []);
    let scope = |group: &Group| {
        let kind = match group.key.kind {
            Kind::Execution => "execution",
            Kind::Satisfaction => "satisfaction",
            Kind::Indicator => "indicator",
        };
        let case = match group.key.case {
            Case::Short | Case::Met => "short",
            Case::Over => "over",
            Case::Saving => "saving",
            Case::Exceeding => "exceeding",
        };
        let mut parts = vec![text(&format!("forms.scope.{kind}")), text(&format!("forms.scope.{case}"))];
        if !group.key.wording.is_empty() {
            parts.insert(0, group.key.wording.clone());
        }
        parts.join(" · ")
    };
    context
        .recognised
        .scoring
        .groups
        .iter()
        .filter(|group| group.forms.contains(&index))
        .map(|group| ScoringRecord {
            rule: group.rule.id.to_string(),
            name: text(&format!("scoring.{}", group.rule.key)),
            scope: scope(group),
            support: group.support,
            rows: group.rows,
        })
        .collect()
}
