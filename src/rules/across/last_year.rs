//! What the rules about last year's report share.

use crate::document::Holds;
use crate::document::squeeze;
use crate::figure::FigureId;
use crate::ledger::{Context, Ledger, Message, Severity};
use crate::order::{Map, Set};
use crate::recognise::last_year::LastYear;
use crate::recognise::{Basis, Fund, Subject};
use crate::relation::{Relation, Verdict, decide};
use crate::rules::Rule;

/// What last year's report published, by what it states.
pub struct Pair<'a> {
    /// The report.
    pub last: &'a LastYear,
    by_key: Map<(&'a str, Fund), FigureId>,
}

impl<'a> Pair<'a> {
    /// Collects it; `None` without a comparable report. What that report states in two ways is left out.
    pub fn of(context: &'a Context) -> Option<Self> {
        let last = context.recognised.last_year().filter(|last| last.comparable)?;
        let budget = context.recognised.profile.is_budget;
        let mut all: Map<(&str, Fund), Vec<FigureId>> = Map::new();
        for fact in last.facts.iter().filter(|f| budget || f.basis == Basis::Final) {
            all.entry((fact.subject.name.as_str(), fact.subject.fund)).or_default().push(fact.figure);
        }
        let agreed = |figures: Vec<FigureId>| {
            // The one with the most decimals is the most exact.
            let first = figures.iter().copied().min_by_key(|&id| {
                let quantity = &context.figures[id].quantity;
                (quantity.unit.factor(), std::cmp::Reverse(quantity.decimals), id)
            })?;
            figures
                .iter()
                .all(|&f| f == first || context.is_sound(&Relation::equality(f, first)))
                .then_some(first)
        };
        let by_key =
            Map::from_iter(all.into_iter().filter_map(|(key, figures)| Some((key, agreed(figures)?))));
        Some(Self { last, by_key })
    }

    /// What was published of a subject.
    pub fn get(&self, subject: &Subject) -> Option<FigureId> {
        self.named(&subject.name, subject.fund)
    }

    /// What was published under a name.
    pub fn named(&self, name: &str, fund: Fund) -> Option<FigureId> {
        let find = |name: &str| self.by_key.get(&(name, fund)).copied();
        // 收入支出总计 is both at once.
        find(name).or_else(|| match name {
            "收入支出总计" => find("收入总计"),
            "收入总计" | "支出总计" => find("收入支出总计"),
            _ => None,
        })
    }
}

/// A relation with last year's report.
pub struct Pending {
    /// What it is about.
    pub subject: String,
    /// Last year's amount in it.
    pub published: FigureId,
    /// The relation.
    pub relation: Relation,
    /// Another footing is spoken of: agreement confirms, difference says nothing.
    pub guarded: bool,
}

/// Enters relations with last year's report. Where most of them fail, the two reports do not speak of the same thing: then a
/// difference is a note.
pub fn enter(
    context: &Context,
    ledger: &mut Ledger,
    rule: &'static Rule,
    last: &LastYear,
    pending: Vec<Pending>,
) {
    let verdicts: Vec<Verdict> =
        pending.iter().map(|p| decide(&p.relation, context.figures).verdict).collect();
    // A wrong change takes its rate with it: what counts is how many of last year's amounts do not fit.
    let amounts = |wanted: &dyn Fn(&Pending, Verdict) -> bool| {
        let found = pending.iter().zip(&verdicts).filter(|(p, v)| wanted(p, **v)).map(|(p, _)| p.published);
        Set::from_iter(found).len()
    };
    let violated = amounts(&|p, v| v == Verdict::Violated && !p.guarded);
    let sound = amounts(&|_, v| matches!(v, Verdict::Holds | Verdict::WithinRounding));
    let severity = if violated > sound + 1 { Severity::Note } else { Severity::Warning };
    for (pending, verdict) in pending.into_iter().zip(verdicts) {
        match verdict {
            Verdict::NotComputable => {}
            Verdict::Violated if pending.guarded => {}
            Verdict::Violated => {
                let hint = Message::new("accounts.published_last_year", &[("file", &last.file)]);
                ledger.check_as(context, rule, severity, pending.subject, pending.relation, Some(hint));
            }
            _ => ledger.check_as(context, rule, severity, pending.subject, pending.relation, None),
        }
    }
}

/// Does the paragraph or the cell of a figure say that the two years stand on different footings?
pub fn on_another_footing(context: &Context, id: FigureId) -> bool {
    const WORDS: &[&str] = &[
        "口径",
        "机构改革",
        "划转",
        "划入",
        "划出",
        "转隶",
        "撤销",
        "合并",
        "并入",
        "剥离",
        "追溯",
        "重述",
        "更正",
        "期初调整",
    ];
    let text = squeeze(context.document.text_of(&context.figures[id].span));
    let adjusted = text.replace("调整预算", "").replace("预算调整", "").replace("预算调整数", "");
    text.holds_any(WORDS)
        || adjusted.contains("年初数调整")
        || adjusted.contains("调整年初")
        || adjusted.contains("上年数调整")
        || adjusted.contains("调整上年")
        || adjusted.contains("统计调整")
}
