//! What the numbers mean: narrative sentences, the account tables, the self-evaluation forms.
//!
//! Recognisers refine the figures (unit, rounding, labels) and build the structures that rules read. They hold no
//! arithmetic verdicts.

pub mod accounts;
pub mod fact;
pub mod last_year;
pub mod lexicon;
pub mod narrative;
mod profile;
pub mod self_evaluation;

pub use fact::{Basis, Fact, Fund, Measure, Source, Subject, Year};

pub use profile::Profile;

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
    pub(crate) last_year: Option<last_year::LastYear>,
}

impl Recognised {
    /// Last year's report, if it was given. Only with every format: two files are never the first page's work.
    pub fn last_year(&self) -> Option<&last_year::LastYear> {
        self.last_year.as_ref().filter(|_| cfg!(feature = "formats"))
    }
}

/// Recognises everything in a document.
pub fn recognise(
    document: &Document,
    outline: &Outline,
    figures: &mut Figures,
    options: &Options,
) -> Recognised {
    let mut recognised = Recognised { profile: profile::profile(document), ..Recognised::default() };
    accounts::recognise(document, outline, figures, options, &mut recognised);
    self_evaluation::recognise(document, figures, options, &mut recognised);
    narrative::recognise(document, outline, figures, &mut recognised);
    recognised
}
