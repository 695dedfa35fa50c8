//! From bytes to Report: the one way through the house, in order.

use crate::diagnosis;
use crate::document::{Document, Outline};
use crate::figure::Figures;
use crate::import;
use crate::ledger::{Context, Ledger};
use crate::locale::Language;
use crate::recognise;
use crate::report::{self, Report};
use crate::rules;
use serde::{Deserialize, Serialize};

/// What the reader may set.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Options {
    /// Language of the messages.
    pub language: Language,
    /// Take figures that were cut off instead of rounded as right.
    pub accept_truncation: bool,
    /// Codes of rules that are switched off.
    pub disabled_rules: Vec<String>,
    /// Scoring rule chosen for a form, by the form's number from 0 (`None` of an entry: inferred).
    pub scoring_rules: Vec<(usize, String)>,
    /// Money unit to assume where the document names none (万元 or 元).
    pub unit: Option<String>,
    /// Password for encrypted files.
    pub password: Option<String>,
}

/// A checked document: what the page shows.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Analysis {
    /// The document as read.
    pub document: Document,
    /// What was found.
    pub report: Report,
}

/// Reads a file and checks it. A package gives one analysis a report; a part that could not be read is a failure of its own.
pub fn check_file(
    bytes: &[u8],
    file_name: &str,
    options: &Options,
) -> Vec<Result<Analysis, import::Failure>> {
    import::import(bytes, file_name, options)
        .into_iter()
        .map(|imported| {
            let import::Imported { name, format, document } = imported?;
            let report = check_document(&document, &name, format, options);
            Ok(Analysis { document, report })
        })
        .collect()
}

/// Checks a document that was read already.
pub fn check_document(document: &Document, name: &str, format: import::Format, options: &Options) -> Report {
    examine(document, options, |context, ledger| {
        let causes = diagnosis::diagnose(context, ledger);
        report::compose(context, ledger, &causes, name, format)
    })
}

/// Recognises a document, runs the rules and hands over what they wrote.
pub fn examine<T>(document: &Document, options: &Options, then: impl FnOnce(&Context, &Ledger) -> T) -> T {
    let outline = Outline::of(document);
    let mut figures = Figures::of(document);
    let recognised = recognise::recognise(document, &outline, &mut figures, options);
    let context =
        Context { document, outline: &outline, figures: &figures, recognised: &recognised, options };
    let mut ledger = Ledger::default();
    rules::run(&context, &mut ledger);
    then(&context, &ledger)
}
