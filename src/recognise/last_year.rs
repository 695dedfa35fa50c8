//! Last year's report beside this year's: what was published then, brought in as figures that this year's can be compared
//! with. They are operands only; they are not counted, marked or suspected.

use super::{Basis, Fact, Measure, Recognised, Source, Subject, Year};
use crate::check::{Options, examine};
use crate::document::{Document, Place, squeeze};
use crate::figure::{Figures, Foreign, Rounding};
use crate::number::Quantity;
use serde::{Deserialize, Serialize};

/// What a report published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// Name of the file.
    pub file: String,
    identity: Identity,
    amounts: Vec<Amount>,
}

/// Whose report, of which year and kind.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// The unit, as the title names it.
    pub unit: Option<String>,
    /// The year reported on.
    pub year: Option<u16>,
    /// A budget, not final accounts.
    pub is_budget: bool,
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

impl Identity {
    /// Of a document.
    pub fn of(document: &Document, recognised: &Recognised) -> Self {
        let profile = &recognised.profile;
        Self { unit: title_unit(document), year: profile.year, is_budget: profile.is_budget }
    }

    /// Can this report be compared with that one as the year before it? What is not known does not speak against it.
    pub fn follows(&self, last: &Identity) -> bool {
        let years = match (self.year, last.year) {
            (Some(own), Some(last)) => own == last.saturating_add(1),
            _ => true,
        };
        let units = match (&self.unit, &last.unit) {
            (Some(a), Some(b)) => a.contains(b.as_str()) || b.contains(a.as_str()),
            _ => true,
        };
        years && units && self.is_budget == last.is_budget
    }
}

/// How names of units end.
const ENDINGS: &[char] = &[
    '局', '委', '办', '厅', '院', '会', '心', '所', '处', '馆', '站', '校', '学', '队', '府', '道', '镇',
    '乡', '社', '室', '园', '团', '部', '司', '县', '区', '市',
];

/// The unit in the title: what is left of 某局2024年度部门决算 without year and kind.
fn title_unit(document: &Document) -> Option<String> {
    document.paragraphs().take(30).find_map(|(_, p)| {
        let text = squeeze(&p.text);
        let (before, at) = text.match_indices('年').find_map(|(at, _)| {
            let start = at.checked_sub(4)?;
            let digits = text.get(start..at)?;
            let is_year = digits.starts_with("20") && digits.bytes().all(|b| b.is_ascii_digit());
            is_year.then_some((text.get(..start)?, at))
        })?;
        let after = text.get(at + '年'.len_utf8()..)?.trim_start_matches('度');
        let end = ["部门决算", "单位决算", "部门预算", "单位预算", "决算", "预算"]
            .iter()
            .filter_map(|w| after.find(w))
            .min()?;
        let name = format!("{before}{}", after.get(..end)?);
        let is_unit = name.ends_with(ENDINGS) && !name.starts_with('第');
        ((2..=40).contains(&name.chars().count()) && is_unit).then_some(name)
    })
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
                identity: Identity::of(document, recognised),
                amounts: recognised.facts.iter().filter(wanted).map(amount).collect(),
            }
        })
    }

    /// Brings it in beside a document.
    pub fn beside(&self, own: &Identity, figures: &mut Figures) -> LastYear {
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
            comparable: own.follows(&self.identity),
            year: self.identity.year,
            facts: facts.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::text::read_text;

    #[test]
    fn the_unit_of_a_title() {
        let unit = |text: &str| title_unit(&read_text(text));
        assert_eq!(unit("某局2024年度部门决算\n"), Some("某局".to_string()));
        assert_eq!(unit("2024年度某局部门决算\n"), Some("某局".to_string()));
        // A year of two digits is none, even where nothing stands before it.
        assert_eq!(unit("20年部门决算\n"), None);
    }
}
