//! The engine for JavaScript: what a portal that embeds Gouji calls, and what the page's worker calls.
//!
//! ```html
//! <!doctype html>
//! <meta charset="utf-8">
//! <input type="file" id="file">
//! <script src="engine/gouji-engine-full.js"></script>
//! <script>
//!   const ready = wasm_bindgen({ module_or_path: "engine/gouji-engine-full_bg.wasm" });
//!   file.onchange = async () => {
//!     await ready;
//!     const bytes = new Uint8Array(await file.files[0].arrayBuffer());
//!     console.log(wasm_bindgen.check(bytes, file.files[0].name, { language: "zh-CN" }).findings);
//!   };
//! </script>
//! ```
//!
//! `engine/gouji-engine-full.js` reads every format. The page's own module has no functions for portals: the writer of JavaScript
//! values would make the first page larger for everyone.

use crate::check::{Analysis, Options, check_document, check_file};
#[cfg(feature = "formats")]
use crate::check::{check_pair, published};
use crate::document::{Document, ImportNote};
use crate::import::{self, Failure, Format};
use crate::locale::{self, Language};
#[cfg(feature = "exports")]
use crate::report::export::{Export, export};
use crate::report::{from_bytes, to_bytes};
#[cfg(feature = "exports")]
use crate::wire::ExportRequest;
use crate::wire::{FailureRecord, Outcome, Paste, RuleBook};
#[cfg(feature = "formats")]
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// Checks one report and returns what was found (see [`crate::report::Report`]).
///
/// A file that cannot be read throws `{ name, key, message }`. A package with several reports throws too, so that none is
/// overlooked: use [`check_all`].
#[cfg(feature = "formats")]
#[wasm_bindgen]
pub fn check(bytes: &[u8], file_name: &str, options: JsValue) -> Result<JsValue, JsValue> {
    let options = read_options(options)?;
    let mut results = check_file(bytes, file_name, &options);
    match (results.len(), results.pop()) {
        (1, Some(Ok(analysis))) => to_js(&analysis.report),
        (1, Some(Err(failure))) => Err(to_js(&FailureRecord::of(&failure, options.language))?),
        (count, _) => {
            let key = if count == 0 { "empty" } else { "several_reports" };
            let failure =
                Failure { name: file_name.to_string(), key: key.to_string(), arguments: Vec::new() };
            Err(to_js(&FailureRecord::of(&failure, options.language))?)
        }
    }
}

/// Checks every report of a file: an array of `{ report }` and `{ failure: { name, key, message } }`.
#[cfg(feature = "formats")]
#[wasm_bindgen]
pub fn check_all(bytes: &[u8], file_name: &str, options: JsValue) -> Result<JsValue, JsValue> {
    #[derive(Serialize)]
    #[serde(rename_all = "snake_case")]
    enum Entry {
        Report(Box<crate::report::Report>),
        Failure(FailureRecord),
    }
    let options = read_options(options)?;
    let entries: Vec<Entry> = check_file(bytes, file_name, &options)
        .into_iter()
        .map(|result| match result {
            Ok(analysis) => Entry::Report(Box::new(analysis.report)),
            Err(failure) => Entry::Failure(FailureRecord::of(&failure, options.language)),
        })
        .collect();
    to_js(&entries)
}

/// The version of Gouji.
#[cfg(feature = "formats")]
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_string()
}

/// Can this build read PDF?
#[cfg(feature = "formats")]
#[wasm_bindgen]
pub fn reads_pdf() -> bool {
    cfg!(feature = "pdf")
}

/// For the page: every report of a file with its document, as [`Outcome`]s ([`to_bytes`]).
#[wasm_bindgen]
pub fn analyse(bytes: &[u8], file_name: &str, options: &[u8]) -> Result<Vec<u8>, JsValue> {
    let options = options_of(options)?;
    outcomes(check_file(bytes, file_name, &options), options.language)
}

/// For the page: the same beside last year's report. Only in the large module.
#[cfg(feature = "formats")]
#[wasm_bindgen]
pub fn analyse_pair(
    bytes: &[u8],
    file_name: &str,
    options: &[u8],
    last_bytes: &[u8],
    last_name: &str,
) -> Result<Vec<u8>, JsValue> {
    let options = options_of(options)?;
    match published(last_bytes, last_name, &options) {
        Ok(last) => outcomes(check_pair(bytes, file_name, &options, Some(&last)), options.language),
        Err(failure) => Err(error(failure.message(options.language))),
    }
}

/// For the page: what was pasted, in order, as one document; [`Outcome`]s ([`to_bytes`]).
#[wasm_bindgen]
pub fn analyse_pastes(pastes: &[u8], name: &str, options: &[u8]) -> Result<Vec<u8>, JsValue> {
    let options = options_of(options)?;
    let pastes: Vec<Paste> = from_bytes(pastes).map_err(error)?;
    let mut whole = Document::default();
    let mut format = Format::Text;
    let mut failed = None;
    for paste in &pastes {
        match import::read_clipboard(paste.html.as_deref(), paste.text.as_deref()) {
            Ok(imported) => {
                format = imported.format;
                whole.append(imported.document);
            }
            Err(failure) => failed = Some(Failure { name: name.to_string(), ..failure }),
        }
    }
    let result = match failed {
        Some(failure) if whole.blocks.is_empty() => Err(failure),
        failed => {
            // What is there is checked; that something else is not must be said.
            if failed.is_some() {
                whole.notes.push(ImportNote::incomplete("paste_unreadable", &[]));
            }
            let report = check_document(&whole, name, format, &options);
            Ok(Analysis { document: whole, report })
        }
    };
    outcomes(vec![result], options.language)
}

/// For the page: names of the rules and of the scoring rules, as a [`RuleBook`] ([`to_bytes`]). The documentation of the rules
/// is whole in the large module only.
#[wasm_bindgen]
pub fn rule_book() -> Result<Vec<u8>, JsValue> {
    to_bytes(&RuleBook::of_this_build()).map_err(error)
}

/// For the page: an export as the bytes of a file; takes an [`ExportRequest`] ([`to_bytes`]), and
/// the bytes of the original if that is to be annotated. Only in the large module: the
/// writer of workbooks would double the first page.
#[cfg(feature = "exports")]
#[wasm_bindgen]
pub fn export_report(request: &[u8], original: Option<Vec<u8>>) -> Result<Vec<u8>, JsValue> {
    let request: ExportRequest = from_bytes(request).map_err(error)?;
    let made_of = Export {
        report: &request.report,
        sha256: &request.sha256,
        date: &request.date,
        options: &request.options,
        opinions: &request.opinions,
        original: original.as_deref(),
    };
    export(request.format, &made_of).map_err(error)
}

fn outcomes(results: Vec<Result<Analysis, Failure>>, language: Language) -> Result<Vec<u8>, JsValue> {
    let outcomes: Vec<Outcome> = results
        .into_iter()
        .map(|result| match result {
            Ok(analysis) => Outcome::Analysis(Box::new(analysis)),
            Err(failure) => Outcome::Failure(FailureRecord::of(&failure, language)),
        })
        .collect();
    to_bytes(&outcomes).map_err(error)
}

#[cfg(feature = "formats")]
fn read_options(options: JsValue) -> Result<Options, JsValue> {
    if options.is_undefined() || options.is_null() {
        return Ok(Options::default());
    }
    serde_wasm_bindgen::from_value(options).map_err(error)
}

/// Options as they cross ([`to_bytes`]); none at all are those of a reader who chose nothing.
fn options_of(bytes: &[u8]) -> Result<Options, JsValue> {
    if bytes.is_empty() { Ok(Options::default()) } else { from_bytes(bytes).map_err(error) }
}

#[cfg(feature = "formats")]
fn to_js<T: Serialize>(value: &T) -> Result<JsValue, JsValue> {
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).map_err(error)
}

fn error(error: impl std::fmt::Display) -> JsValue {
    js_sys::Error::new(&locale::text(
        Language::Chinese,
        "face.error",
        [("error", error.to_string().as_str())],
    ))
    .into()
}
