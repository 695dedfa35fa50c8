//! Which convention a document's completion rates (完成率) follow, and what each should be.

use crate::figure::{FigureId, Figures};
use crate::number::Unit;
use crate::order::Map;
use crate::recognise::self_evaluation::{Content, Form, Indicator, Polarity};
use crate::relation::{Expression, Relation, RelationKind, decide};
use rust_decimal::Decimal;

/// How a completion rate is computed from target and actual.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Convention {
    /// `A ÷ T`
    Plain,
    /// 100% when the target is met
    Met,
    /// `T ÷ A`
    Inverse,
    /// `2 − A ÷ T`
    Mirrored,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Case {
    Equal,
    Short,
    Over,
    Saving,
    Exceeding,
}

/// How a stated completion rate is to be judged.
#[derive(Debug, Clone)]
pub struct RateJudgement {
    /// Form.
    pub form: usize,
    /// Indicator of it.
    pub indicator: usize,
    /// What the rate should be.
    pub relation: Relation,
    /// It follows a known convention, but not the one that this many other rows of the document follow.
    pub unlike: Option<usize>,
    /// Does the relation hold?
    pub sound: bool,
}

/// Judgements of all completion rates of a document.
#[derive(Debug, Clone, Default)]
pub struct Completions {
    /// One for each rate that can be judged.
    pub judgements: Vec<RateJudgement>,
}

struct Row {
    form: usize,
    indicator: usize,
    rate: FigureId,
    target: FigureId,
    actual: FigureId,
    case: Case,
}

/// Can the actual be divided by the target?
pub(super) fn comparable(figures: &Figures, target: FigureId, actual: FigureId) -> bool {
    let (t, a) = (&figures[target].quantity.unit, &figures[actual].quantity.unit);
    let family = |u: &Unit| match u {
        u if u.is_money() => 1,
        u if u.is_percent() => 2,
        Unit::None => 0,
        _ => 3,
    };
    let (x, y) = (family(t), family(a));
    x == y || matches!((x, y), (0, 2) | (2, 0))
}

fn case_of(indicator: &Indicator, target: Decimal, actual: Decimal) -> Case {
    let less_is_better = match indicator.polarity {
        Polarity::Negative => true,
        Polarity::Positive | Polarity::Exact => false,
        Polarity::Unknown => indicator.is_cost(),
    };
    match (actual.cmp(&target), less_is_better) {
        (std::cmp::Ordering::Equal, _) => Case::Equal,
        (std::cmp::Ordering::Less, false) => Case::Short,
        (std::cmp::Ordering::Greater, false) => Case::Over,
        (std::cmp::Ordering::Less, true) => Case::Saving,
        (std::cmp::Ordering::Greater, true) => Case::Exceeding,
    }
}

fn candidates(case: Case) -> &'static [Convention] {
    match case {
        Case::Equal | Case::Short => &[Convention::Plain],
        Case::Over => &[Convention::Plain, Convention::Met],
        Case::Saving => &[Convention::Plain, Convention::Met, Convention::Inverse, Convention::Mirrored],
        Case::Exceeding => &[Convention::Plain, Convention::Inverse, Convention::Mirrored],
    }
}

fn relation(row: &Row, convention: Convention) -> Relation {
    let ratio = Expression::quotient(row.actual, row.target);
    let expression = match convention {
        Convention::Plain => ratio,
        Convention::Met => Expression::Minimum(vec![
            Expression::Constant(Decimal::ONE),
            if row.case == Case::Saving { Expression::quotient(row.target, row.actual) } else { ratio },
        ]),
        Convention::Inverse => Expression::quotient(row.target, row.actual),
        Convention::Mirrored => Expression::difference(Decimal::TWO, ratio),
    };
    Relation::equal(RelationKind::Ratio, row.rate, expression)
}

impl Completions {
    /// Judges every completion rate that target and actual, a date or words decide.
    pub fn of(forms: &[Form], figures: &Figures) -> Self {
        let mut rows = Vec::new();
        let mut judgements = Vec::new();
        for (f, form) in forms.iter().enumerate() {
            for (i, indicator) in form.indicators.iter().enumerate() {
                let Some(rate) = indicator.rate else { continue };
                if let Some((target, actual)) = indicator.quantities() {
                    let (t, a) = (figures[target].value(), figures[actual].value());
                    if t.is_zero() {
                        if a.is_zero() {
                            judgements.push(constant(f, i, rate, Decimal::ONE, figures));
                        }
                        continue;
                    }
                    if comparable(figures, target, actual) && !t.is_sign_negative() {
                        let case = case_of(indicator, t, a);
                        rows.push(Row { form: f, indicator: i, rate, target, actual, case });
                    }
                } else if let Some(value) = without_quantity(indicator) {
                    judgements.push(constant(f, i, rate, value, figures));
                }
            }
        }
        let mut votes: Map<(Case, Convention), usize> = Map::new();
        let fits: Vec<Vec<Convention>> = rows
            .iter()
            .map(|row| {
                candidates(row.case)
                    .iter()
                    .copied()
                    .filter(|&c| {
                        let outcome = decide(&relation(row, c), figures);
                        outcome.is_sound() || outcome.misrounded.is_some()
                    })
                    .collect()
            })
            .collect();
        for (row, fits) in rows.iter().zip(&fits) {
            for &convention in fits {
                *votes.entry((row.case, convention)).or_default() += 1;
            }
        }
        let over = |c: Convention| votes.get(&(Case::Over, c)).copied().unwrap_or(0);
        let capped = over(Convention::Met) > over(Convention::Plain);
        for (row, fits) in rows.iter().zip(&fits) {
            let best = best(&votes, row.case, fits);
            let followed = |c: &Convention| votes.get(&(row.case, *c)).is_some_and(|n| *n > 1);
            let (chosen, unlike) = match fits.as_slice() {
                [] => (best.0, None),
                // Met exactly: as a row beyond its target would be written.
                [Convention::Plain] if row.case == Case::Equal && capped => (Convention::Met, None),
                _ if fits.contains(&best.0) => (best.0, None),
                own if best.1 >= 3 || best.1 == 2 && !own.iter().any(followed) => (best.0, Some(best.1)),
                [first, ..] => (*first, None),
            };
            let relation = relation(row, chosen);
            let sound = decide(&relation, figures).is_sound();
            judgements.push(RateJudgement {
                form: row.form,
                indicator: row.indicator,
                relation,
                unlike,
                sound,
            });
        }
        Self { judgements }
    }

    /// The judgement of an indicator's rate.
    pub fn find(&self, form: usize, indicator: usize) -> Option<&RateJudgement> {
        self.judgements.iter().find(|j| (j.form, j.indicator) == (form, indicator))
    }
}

/// The convention that most other rows of the case follow.
fn best(votes: &Map<(Case, Convention), usize>, case: Case, own: &[Convention]) -> (Convention, usize) {
    let mut out = (Convention::Plain, 0);
    for &convention in candidates(case) {
        let others =
            votes.get(&(case, convention)).copied().unwrap_or(0) - usize::from(own.contains(&convention));
        if others > out.1 {
            out = (convention, others);
        }
    }
    out
}

fn constant(
    form: usize,
    indicator: usize,
    rate: FigureId,
    value: Decimal,
    figures: &Figures,
) -> RateJudgement {
    let relation = Relation::equal(RelationKind::Ratio, rate, Expression::Constant(value));
    let sound = decide(&relation, figures).is_sound();
    RateJudgement { form, indicator, relation, unlike: None, sound }
}

/// 1 when met, 0 when late; `None` when it cannot be said.
fn without_quantity(indicator: &Indicator) -> Option<Decimal> {
    let (target, actual) = (indicator.target.as_ref()?, indicator.actual.as_ref()?);
    match (&target.content, &actual.content) {
        (Content::Deadline(deadline), Content::Deadline(done)) => {
            let last = deadline.date.latest();
            if done.date.latest() <= last && !(deadline.ambiguous && done.date.month == deadline.date.month) {
                return Some(Decimal::ONE);
            }
            // 12月前, done in December: both readings are possible.
            if deadline.ambiguous
                && done.date.year == deadline.date.year
                && done.date.month == deadline.date.month
            {
                return None;
            }
            (done.date.earliest() > last).then_some(Decimal::ZERO)
        }
        (Content::Period(planned), Content::Period(done)) => {
            let within =
                done.from.earliest() >= planned.from.earliest() && done.to.latest() <= planned.to.latest();
            within.then_some(Decimal::ONE)
        }
        (Content::Period(planned), Content::Deadline(done)) => {
            (done.date.latest() <= planned.to.latest()).then_some(Decimal::ONE)
        }
        (Content::Deadline(deadline), Content::Period(done)) => {
            (done.to.latest() <= deadline.date.latest()).then_some(Decimal::ONE)
        }
        // 已达到96.5个点: how much was reached is told in words that were not read.
        (Content::Quantity(..), Content::Words) if actual.text.contains(|c: char| c.is_numeric()) => None,
        (_, Content::Words) if is_achieved(&actual.text) == Some(true) => Some(Decimal::ONE),
        (Content::Words, Content::Words) => {
            let (t, a) = (crate::document::squeeze(&target.text), crate::document::squeeze(&actual.text));
            let same = t == a || !t.is_empty() && (a.contains(&t) || t.contains(&a));
            (same && is_achieved(&a) != Some(false)).then_some(Decimal::ONE)
        }
        _ => None,
    }
}

/// Was it done after the day it was due?
pub(super) fn is_late(indicator: &Indicator) -> bool {
    let dated = |v: &Option<crate::recognise::self_evaluation::Value>| {
        v.as_ref().is_some_and(|v| matches!(v.content, Content::Deadline(_)))
    };
    dated(&indicator.target) && dated(&indicator.actual) && without_quantity(indicator) == Some(Decimal::ZERO)
}

/// Do the words say that the target was reached? `None` when they do not say.
pub fn is_achieved(words: &str) -> Option<bool> {
    let t = crate::document::squeeze(words);
    if [
        "未达",
        "未完成",
        "没有",
        "未能",
        "不达",
        "部分",
        "基本达",
        "基本完成",
        "较差",
        "一般",
        "待",
        "正在",
        "未实现",
    ]
    .iter()
    .any(|w| t.contains(w))
    {
        return Some(false);
    }
    ["达成预期", "达到预期", "达成年度", "达成", "达到", "已达", "完成", "全部完成", "达标", "实现"]
        .iter()
        .any(|w| t.starts_with(w) || t.contains("达成预期") || t.contains("达到预期"))
        .then_some(true)
}
