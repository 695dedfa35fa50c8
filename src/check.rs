//! From bytes to Report: the one way through the house, in order.

use crate::diagnosis;
use crate::document::{self, Document, Outline};
use crate::figure::Figures;
use crate::import;
use crate::ledger::{Context, Ledger};
use crate::locale::{self, Language};
use crate::recognise;
use crate::recognise::last_year::Published;
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
    check_pair(bytes, file_name, options, None)
}

/// The same beside last year's report: what is said of last year is compared with what was published then.
pub fn check_pair(
    bytes: &[u8],
    file_name: &str,
    options: &Options,
    last_year: Option<&Published>,
) -> Vec<Result<Analysis, import::Failure>> {
    import::import(bytes, file_name, options)
        .into_iter()
        .map(|imported| {
            let import::Imported { name, format, document } = imported?;
            let report = check_document_pair(&document, &name, format, options, last_year);
            Ok(Analysis { document, report })
        })
        .collect()
}

/// What the first report of a file published.
pub fn published(bytes: &[u8], file_name: &str, options: &Options) -> Result<Published, import::Failure> {
    let mut results = import::import(bytes, file_name, options);
    let first = results.iter().position(Result::is_ok).unwrap_or(0);
    match (first < results.len()).then(|| results.swap_remove(first)) {
        Some(imported) => imported.map(|i| Published::of(&i.document, &i.name, options)),
        None => Err(import::Failure::new(file_name, import::Reason::new("no_text"))),
    }
}

/// Checks a document that was read already.
pub fn check_document(document: &Document, name: &str, format: import::Format, options: &Options) -> Report {
    check_document_pair(document, name, format, options, None)
}

/// The same beside last year's report. Several reports in one document are checked each by itself.
pub fn check_document_pair(
    document: &Document,
    name: &str,
    format: import::Format,
    options: &Options,
    last_year: Option<&Published>,
) -> Report {
    let folded = document::simplified(document);
    let parts = document::reports(folded.as_ref().unwrap_or(document));
    if let [_] | [] = parts.as_slice() {
        return check_one(document, name, format, options, last_year);
    }
    let mut whole: Option<Report> = None;
    let mut own = options.clone();
    for (ordinal, blocks) in parts.iter().enumerate() {
        let part = Document {
            blocks: document.blocks.get(blocks.clone()).unwrap_or_default().to_vec(),
            notes: document.notes.clone(),
            pages: document.pages,
        };
        let forms = whole.as_ref().map_or(0, |w| w.forms.len());
        let chosen =
            options.scoring_rules.iter().filter_map(|(n, r)| Some((n.checked_sub(forms)?, r.clone())));
        own.scoring_rules = chosen.collect();
        let report = check_one(&part, name, format, &own, last_year);
        match &mut whole {
            Some(whole) => whole.append(report, blocks.start, ordinal),
            None => whole = Some(report),
        }
    }
    let mut report = whole.unwrap_or_else(|| check_one(document, name, format, options, last_year));
    let count = parts.len().to_string();
    let text = locale::text(options.language, "import_note.several_reports", [("count", count.as_str())]);
    report.notes.push(report::NoteRecord { text, incomplete: false });
    report
}

fn check_one(
    document: &Document,
    name: &str,
    format: import::Format,
    options: &Options,
    last_year: Option<&Published>,
) -> Report {
    examine_pair(document, options, last_year, |context, ledger| {
        let causes = diagnosis::diagnose(context, ledger);
        report::compose(context, ledger, &causes, name, format)
    })
}

/// Recognises a document, runs the rules and hands over what they wrote.
pub fn examine<T>(document: &Document, options: &Options, then: impl FnOnce(&Context, &Ledger) -> T) -> T {
    examine_pair(document, options, None, then)
}

fn examine_pair<T>(
    document: &Document,
    options: &Options,
    last_year: Option<&Published>,
    then: impl FnOnce(&Context, &Ledger) -> T,
) -> T {
    let folded = document::simplified(document);
    let (written, document) = (document, folded.as_ref().unwrap_or(document));
    let outline = Outline::of(document);
    let mut figures = Figures::of(document);
    let mut recognised = recognise::recognise(document, &outline, &mut figures, options);
    recognised.last_year = last_year.map(|last| last.beside(&recognised.profile, &mut figures));
    let context =
        Context { document, written, outline: &outline, figures: &figures, recognised: &recognised, options };
    let mut ledger = Ledger::default();
    rules::run(&context, &mut ledger);
    then(&context, &ledger)
}
