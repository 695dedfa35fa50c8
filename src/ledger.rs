//! What rules see and where they write: a context to read from, a ledger of checks and remarks.

use crate::check::Options;
use crate::document::{Document, Outline, Place, Span, quote};
use crate::figure::{FigureId, Figures};
use crate::order::Set;
use crate::recognise::Recognised;
use crate::relation::{Outcome, Relation, Stated, Verdict, decide};
use crate::rules::Rule;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Everything known about the document when the rules run.
pub struct Context<'a> {
    /// The document as it is read: in simplified characters.
    pub document: &'a Document,
    /// The same as it is written, every character at the same place.
    pub written: &'a Document,
    /// Its headings and table titles.
    pub outline: &'a Outline,
    /// Its numbers, with what the recognisers learned about each.
    pub figures: &'a Figures,
    /// Narrative, account tables, forms and facts.
    pub recognised: &'a Recognised,
    /// What the reader set.
    pub options: &'a Options,
}

impl Context<'_> {
    /// Would this relation hold (exactly or within rounding)?
    pub fn is_sound(&self, relation: &Relation) -> bool {
        decide(relation, self.figures).is_sound()
    }

    /// The place of a figure, with the labels its recogniser gave.
    pub fn place(&self, id: FigureId) -> Place {
        let quoted = |span: &Span| {
            self.written.blocks.get(span.block).map_or_else(String::new, |block| quote(block, span)).into()
        };
        self.place_quoted(id, quoted)
    }

    /// The same where the caller keeps the quotes: a row is quoted for each of its numbers.
    pub fn place_quoted(&self, id: FigureId, quoted: impl FnOnce(&Span) -> Arc<str>) -> Place {
        if let Some(foreign) = self.figures.foreign(id) {
            return foreign.place.clone();
        }
        let figure = &self.figures[id];
        let mut place = self.outline.place_quoted(self.written, &figure.span, quoted(&figure.span));
        if figure.row.is_none() || figure.column.is_none() {
            (place.row, place.column) = self.outline.labels(self.written, &figure.span);
        }
        for (given, slot) in [
            (&figure.row, &mut place.row),
            (&figure.column, &mut place.column),
            (&figure.table, &mut place.table),
        ] {
            if let Some(given) = given {
                *slot = Some(given.as_str().into());
            }
        }
        place
    }

    /// The place of words.
    pub fn place_of(&self, span: &Span) -> Place {
        let mut place = self.outline.place(self.written, span);
        (place.row, place.column) = self.outline.labels(self.written, span);
        place
    }

    /// The figure as written, with comparator and unit.
    pub fn text(&self, id: FigureId) -> &str {
        match self.figures.foreign(id) {
            Some(foreign) => &foreign.text,
            None => self.written.slice(&self.figures[id].span),
        }
    }

    /// Its digits as written.
    pub fn digits(&self, id: FigureId) -> &str {
        match self.figures.foreign(id) {
            Some(foreign) => &foreign.digits,
            None => self.written.slice(&self.figures[id].digits),
        }
    }
}

/// How bad a violation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth a look: truncation, rounding drift, empty fields.
    Note,
    /// Contradicts a convention or a rule that the rest of the report follows.
    Warning,
    /// Cannot be true.
    Error,
}

/// A text to show, composed from data: key in the locale files and named values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Key in the locale files.
    pub key: String,
    /// Values by name.
    pub arguments: Vec<(String, String)>,
}

impl Message {
    /// A message with its values.
    pub fn new(key: &str, arguments: &[(&str, &str)]) -> Self {
        let arguments = arguments.iter().map(|(k, v)| ((*k).to_string(), (*v).to_string())).collect();
        Self { key: key.to_string(), arguments }
    }
}

/// A relation that a rule proposed, decided.
#[derive(Debug, Clone)]
pub struct Check {
    /// The rule.
    pub rule: &'static Rule,
    /// How bad it is if violated.
    pub severity: Severity,
    /// The relation.
    pub relation: Relation,
    /// How it came out.
    pub outcome: Outcome,
    /// What it is about, in the document's words: "财政拨款收入 占本年收入合计".
    pub subject: String,
    /// What to say beyond the general sentence for this kind of relation.
    pub hint: Option<Message>,
}

impl Check {
    /// Is it violated?
    pub fn is_violated(&self) -> bool {
        self.outcome.verdict == Verdict::Violated
    }
}

/// Something to say that is not arithmetic: a wrong year, a left-over placeholder.
#[derive(Debug, Clone)]
pub struct Remark {
    /// The rule.
    pub rule: &'static Rule,
    /// How bad it is.
    pub severity: Severity,
    /// Where.
    pub span: Span,
    /// What.
    pub message: Message,
    /// Other places that belong to it.
    pub related: Vec<Span>,
    /// What is written there and what would be right, if that can be said.
    pub stated: Option<String>,
    /// What would be right, if that can be said.
    pub expected: Option<String>,
}

/// Where rules write.
#[derive(Debug, Default)]
pub struct Ledger {
    /// Decided relations.
    pub checks: Vec<Check>,
    /// Other remarks.
    pub remarks: Vec<Remark>,
    seen: Set<(&'static str, Stated, Vec<FigureId>)>,
}

impl Ledger {
    /// Decides a relation and enters it with the rule's own severity. The same relation of the same rule enters once.
    pub fn check(
        &mut self,
        context: &Context,
        rule: &'static Rule,
        subject: impl Into<String>,
        relation: Relation,
    ) {
        self.check_as(context, rule, rule.severity, subject, relation, None);
    }

    /// The same with a severity and a hint of its own.
    pub fn check_as(
        &mut self,
        context: &Context,
        rule: &'static Rule,
        severity: Severity,
        subject: impl Into<String>,
        relation: Relation,
        hint: Option<Message>,
    ) {
        if !self.seen.insert((rule.code, relation.stated, relation.expression.figures())) {
            return;
        }
        let outcome = decide(&relation, context.figures);
        self.checks.push(Check { rule, severity, relation, outcome, subject: subject.into(), hint });
    }

    /// Enters a relation only if it is sound: the same number in other words confirms, another one says nothing.
    pub fn confirm(
        &mut self,
        context: &Context,
        rule: &'static Rule,
        subject: impl Into<String>,
        relation: Relation,
    ) {
        if context.is_sound(&relation) {
            self.check_as(context, rule, Severity::Note, subject, relation, None);
        }
    }

    /// Enters a remark that rests on figures: where one of them is itself suspected, the remark is its consequence.
    pub fn remark_about(
        &mut self,
        context: &Context,
        rule: &'static Rule,
        span: Span,
        message: Message,
        figures: &[FigureId],
    ) {
        self.remark(rule, span, message);
        if let Some(remark) = self.remarks.last_mut() {
            remark.related = figures.iter().map(|&id| context.figures[id].span).collect();
        }
    }

    /// Enters a remark with the rule's own severity.
    pub fn remark(&mut self, rule: &'static Rule, span: Span, message: Message) {
        self.remarks.push(Remark {
            rule,
            severity: rule.severity,
            span,
            message,
            related: Vec::new(),
            stated: None,
            expected: None,
        });
    }
}
