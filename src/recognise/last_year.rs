//! Last year's report beside this year's: what was published then, brought in as figures that this year's can be compared
//! with. They are operands only; they are not counted, marked or suspected.

use super::{Basis, Fact, Measure, Profile, Source, Subject, Year};
use crate::check::{Options, examine};
use crate::document::{Document, Place};
use crate::figure::{Figures, Foreign, Rounding};
use crate::number::Quantity;

/// What a report published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// Name of the file.
    pub file: String,
    profile: Profile,
    amounts: Vec<Amount>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Amount {
    subject: Subject,
    basis: Basis,
    source: Source,
    quantity: Quantity,
    rounding: Rounding,
    label: String,
    foreign: Foreign,
}

/// Last year's report, as the rules see it.
#[derive(Debug, Clone)]
pub struct LastYear {
    /// Name of the file.
    pub file: String,
    /// Is it a year before, by the same unit, of the same kind?
    pub comparable: bool,
    /// The year it reports on.
    pub year: Option<u16>,
    /// Amounts of its own year.
    pub facts: Vec<Fact>,
}

impl Published {
    /// What a document published.
    pub fn of(document: &Document, file: &str, options: &Options) -> Self {
        examine(document, options, |context, _| {
            let recognised = context.recognised;
            let sets =
                recognised.accounts.iter().filter(|t| t.kind.is_known()).map(|t| t.set).max().unwrap_or(0);
            let wanted = |fact: &&Fact| {
                let own = match fact.source {
                    Source::Narrative => true,
                    Source::Account(_) => sets == 0,
                    Source::Form(_) => false,
                };
                own && fact.measure == Measure::Amount
                    && fact.year == Year::Report
                    && context.figures[fact.figure].quantity.unit.is_money()
            };
            let amount = |fact: &Fact| {
                let figure = &context.figures[fact.figure];
                let place = Place { document: Some(file.into()), span: None, ..context.place(fact.figure) };
                let digits = context.document.slice(&figure.digits).to_string();
                Amount {
                    subject: fact.subject.clone(),
                    basis: fact.basis,
                    source: fact.source,
                    quantity: figure.quantity.clone(),
                    rounding: figure.rounding,
                    label: figure.label.clone(),
                    foreign: Foreign { text: context.text(fact.figure).to_string(), digits, place },
                }
            };
            Published {
                file: file.to_string(),
                profile: recognised.profile.clone(),
                amounts: recognised.facts.iter().filter(wanted).map(amount).collect(),
            }
        })
    }

    /// Brings it in beside a document.
    pub fn beside(&self, own: &Profile, figures: &mut Figures) -> LastYear {
        let facts = self.amounts.iter().map(|amount| Fact {
            figure: figures.add_foreign(
                amount.quantity.clone(),
                amount.rounding,
                &amount.label,
                amount.foreign.clone(),
            ),
            subject: amount.subject.clone(),
            measure: Measure::Amount,
            basis: amount.basis,
            year: Year::Last,
            negative: false,
            source: amount.source,
        });
        LastYear {
            file: self.file.clone(),
            comparable: own.follows(&self.profile),
            year: self.profile.year,
            facts: facts.collect(),
        }
    }
}
