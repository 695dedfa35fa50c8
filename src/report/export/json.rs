//! The report as JSON, with what it was made from.

use super::{Export, ExportError, Opinion};
use crate::check::Options;
use crate::order::Map;
use crate::report::Report;
use serde::Serialize;

#[derive(Serialize)]
struct Whole<'a> {
    #[serde(flatten)]
    report: &'a Report,
    sha256: &'a str,
    date: &'a str,
    rules: Vec<&'static str>,
    settings: Options,
    opinions: &'a Map<String, Opinion>,
}

/// The fields of the report, and beside them hash, date, rules applied, settings and opinions.
pub fn json(export: &Export) -> Result<Vec<u8>, ExportError> {
    let disabled = &export.options.disabled_rules;
    let whole = Whole {
        report: export.report,
        sha256: export.sha256,
        date: export.date,
        rules: crate::rules::all()
            .map(|r| r.code)
            .filter(|code| !disabled.iter().any(|d| d == code))
            .collect(),
        // A password has no business in a file that is passed on.
        settings: Options { password: None, ..export.options.clone() },
        opinions: export.opinions,
    };
    Ok(serde_json::to_vec_pretty(&whole)?)
}
