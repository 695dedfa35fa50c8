//! `gouji export`: the review letter and the tables, from a shell.

use super::{Settings, Stop, check, text};
use crate::check::check_file;
use crate::order::Map;
use crate::report::export::{Export, ExportFormat, export, sha256};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// 导出核对意见或表格 Export the review letter or the tables
#[derive(Debug, Args)]
pub struct Arguments {
    /// 报告 The report
    file: PathBuf,
    /// 导出的文件，种类由扩展名决定 File to write; its extension tells the kind: docx html xlsx csv json
    #[arg(long, short)]
    output: PathBuf,
    /// 在原文件上批注（docx、xlsx），不另写意见 Annotate the original (docx, xlsx) instead of writing a letter or tables
    #[arg(long)]
    annotated: bool,
    /// 写在导出文件中的日期 Date to write into it, as 2025-09-30
    #[arg(long, value_name = "DATE")]
    date: String,
    /// 压缩包中的第几份报告 Which report of a package
    #[arg(long, default_value_t = 1, value_name = "N")]
    number: usize,
    #[command(flatten)]
    settings: Settings,
}

/// What the extension of the output may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Extension {
    Docx,
    Html,
    Xlsx,
    Csv,
    Json,
}

impl From<Extension> for ExportFormat {
    fn from(extension: Extension) -> Self {
        match extension {
            Extension::Docx => ExportFormat::LetterDocx,
            Extension::Html => ExportFormat::LetterHtml,
            Extension::Xlsx => ExportFormat::Xlsx,
            Extension::Csv => ExportFormat::Csv,
            Extension::Json => ExportFormat::Json,
        }
    }
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<u8, Stop> {
    let language = arguments.settings.language();
    let options = arguments.settings.options().map_err(Stop::Refused)?;
    let refuse = |key: &str, error: &dyn std::fmt::Display| {
        Stop::Refused(text(language, key, &[("error", &error.to_string())]))
    };
    let extension = arguments.output.extension().and_then(|e| e.to_str()).unwrap_or("");
    let format = Extension::from_str(extension, true).map_err(|_| refuse("unknown_export", &extension))?;
    let bytes = std::fs::read(&arguments.file).map_err(|error| refuse("cannot_read", &error))?;
    let name = super::name_of(&arguments.file);
    let result = check_file(&bytes, &name, &options).into_iter().nth(arguments.number.saturating_sub(1));
    let report = match result {
        Some(Ok(analysis)) => analysis.report,
        Some(Err(failure)) => return Err(Stop::Refused(failure.message(language))),
        None => return Err(refuse("no_such_report", &arguments.number)),
    };
    let format = match ExportFormat::annotated(report.format) {
        Some(annotated)
            if arguments.annotated && annotated.extension() == ExportFormat::from(format).extension() =>
        {
            annotated
        }
        _ if arguments.annotated => return Err(refuse("not_annotated", &extension)),
        _ => format.into(),
    };
    let exported = export(
        format,
        &Export {
            report: &report,
            sha256: &sha256(&bytes),
            date: &arguments.date,
            options: &options,
            opinions: &Map::new(),
            original: Some(&bytes),
        },
    );
    let exported = exported.map_err(|error| refuse("cannot_write", &error))?;
    std::fs::write(&arguments.output, exported).map_err(|error| refuse("cannot_write", &error))?;
    Ok(check::status_of(&report))
}
