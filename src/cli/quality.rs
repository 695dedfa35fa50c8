//! `gouji quality`: one table of how much of each report was recomputed and what was found.

use super::{NOTHING_VIOLATED, Stop, name_of};
use crate::check::{Options, check_file};
use crate::ledger::Severity;
use crate::quality::plant::plant_all;
use clap::Args;
use std::path::PathBuf;
use std::time::Instant;

/// 一张表列出每份报告的核对率、发现和用时 One table: coverage, findings, planted errors and time of each report
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// 每份报告埋入的错误数（0 为不埋） Errors planted into each report
    #[arg(long, default_value_t = 200)]
    count: usize,
    /// 报告 Reports
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Stop> {
    let options = Options::default();
    println!(
        "| report | numbers | covered | percentages | scores | amounts | errors | warnings | notes | planted | found | named first | elsewhere | ms |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
    for file in &arguments.files {
        let name = name_of(file);
        let bytes = std::fs::read(file).map_err(|e| Stop::Refused(format!("{name}: {e}")))?;
        let start = Instant::now();
        let results = check_file(&bytes, &name, &options);
        let milliseconds = start.elapsed().as_millis();
        for result in results {
            let analysis = result.map_err(|f| Stop::Refused(f.message(options.language)))?;
            let report = &analysis.report;
            let s = &report.summary;
            let count = |severity| report.findings.iter().filter(|f| f.severity == severity).count();
            let of = |r: crate::report::Recomputed| format!("{}/{}", r.recomputed, r.total);
            let planted =
                plant_all(&analysis.document, &name, report.format, arguments.count, 2024, &options).total();
            println!(
                "| {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {milliseconds} |",
                report.file.rsplit('/').next().unwrap_or_default(),
                s.numbers,
                s.verified + s.contradicted,
                of(s.percentages),
                of(s.scores),
                of(s.amounts),
                count(Severity::Error),
                count(Severity::Warning),
                count(Severity::Note),
                planted.planted,
                planted.found,
                planted.named_first,
                planted.elsewhere,
            );
        }
    }
    Ok(NOTHING_VIOLATED)
}
