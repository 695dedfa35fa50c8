//! The self-evaluation forms (绩效自评表) of any province: recognised by what their heads mean, never by the position of
//! a column.

mod align;
mod columns;
mod flow;
mod form;
mod glued;
mod lines;
mod listed;
mod notes;
mod reader;
mod refine;
mod turned;
mod value;

pub(crate) use columns::names_budget_execution;
pub use form::{
    Content, Form, FormKind, Fund, FundKind, Goal, Group, Indicator, Polarity, Share, Subtotal, Task, Text,
    Value,
};

use super::Recognised;
use crate::check::Options;
use crate::document::Document;
use crate::figure::Figures;
use crate::number::Unit;
use crate::scoring::Inference;

/// Finds the self-evaluation forms.
pub fn recognise(document: &Document, figures: &mut Figures, options: &Options, out: &mut Recognised) {
    let money = options.unit.as_deref().and_then(Unit::money_named_in);
    let lines =
        turned::restore(listed::restore(flow::restore(glued::restore(lines::lines(document), figures))));
    let mut reader = reader::Reader::new(figures, out.profile.year);
    for line in &lines {
        reader.line(line);
    }
    for draft in reader.finish() {
        let form = refine::refine(draft, figures, money.as_ref());
        out.facts.extend(refine::facts(&form, out.forms.len()));
        out.forms.push(form);
    }
    notes::read(document, &mut out.forms);
    out.scoring = Inference::of(&out.forms, figures, options);
}
