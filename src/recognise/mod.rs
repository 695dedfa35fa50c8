//! What the numbers mean: narrative sentences, the account tables, the self-evaluation forms.
//!
//! Recognisers refine the figures (unit, rounding, labels) and build the structures that rules read. They hold no
//! arithmetic verdicts.

pub mod accounts;
pub mod fact;
pub mod last_year;
pub mod lexicon;
pub mod narrative;
pub mod self_evaluation;

pub use fact::{Basis, Fact, Fund, Measure, Source, Subject, Year};

use crate::check::Options;
use crate::document::{Document, Outline};
use crate::figure::Figures;

/// Everything recognised in a document.
#[derive(Debug, Clone, Default)]
pub struct Recognised {
    /// Unit, year and kind of the report.
    pub profile: Profile,
    /// The narrative.
    pub narrative: narrative::Narrative,
    /// The account tables.
    pub accounts: Vec<accounts::AccountTable>,
    /// The self-evaluation forms.
    pub forms: Vec<self_evaluation::Form>,
    /// Completion rates and scoring rules of the forms.
    pub scoring: crate::scoring::Inference,
    /// What figures say, in terms that narrative, tables and forms share.
    pub facts: Vec<Fact>,
    /// Last year's report, if it was given.
    pub last_year: Option<last_year::LastYear>,
}

/// What kind of report it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Profile {
    /// Name of the unit (单位名称).
    pub unit_name: Option<String>,
    /// Year reported on.
    pub year: Option<u16>,
    /// Final accounts or budget.
    pub is_budget: bool,
}

/// Recognises everything in a document.
pub fn recognise(
    document: &Document,
    outline: &Outline,
    figures: &mut Figures,
    options: &Options,
) -> Recognised {
    let mut recognised = Recognised { profile: profile(document), ..Recognised::default() };
    accounts::recognise(document, outline, figures, options, &mut recognised);
    self_evaluation::recognise(document, outline, figures, options, &mut recognised);
    narrative::recognise(document, outline, figures, options, &mut recognised);
    recognised
}

/// The year is the one that most often stands before 年度 or 年部门; the kind is what the title words say.
fn profile(document: &Document) -> Profile {
    use std::collections::BTreeMap;
    let mut years: BTreeMap<u16, usize> = BTreeMap::new();
    let (mut budget, mut accounts) = (0usize, 0usize);
    for (_, p) in document.paragraphs() {
        let text = crate::document::squeeze(&p.text);
        for (at, _) in text.match_indices("年") {
            let Some(year) = text.get(at.saturating_sub(4)..at).and_then(|y| y.parse::<u16>().ok()) else {
                continue;
            };
            let rest = &text[at + "年".len()..];
            // 与2023年度相比 speaks of another year.
            if text.get(..at.saturating_sub(4)).is_some_and(|t| t.ends_with(['与', '比', '较', '同'])) {
                continue;
            }
            if (2000..2100).contains(&year)
                && ["度", "部门", "单位", "区级", "决算", "预算"].iter().any(|w| rest.starts_with(w))
            {
                *years.entry(year).or_default() +=
                    if rest.contains("决算") || rest.contains("预算") { 2 } else { 1 };
            }
        }
        budget += text.matches("部门预算").count() + text.matches("单位预算").count();
        accounts += text.matches("决算").count();
    }
    Profile {
        unit_name: None,
        year: years.into_iter().max_by_key(|&(year, n)| (n, year)).map(|(year, _)| year),
        is_budget: budget > accounts,
    }
}
