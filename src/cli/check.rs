//! `gouji check`.

use super::human::{Human, Totals};
use super::inputs::{Input, Inputs};
use super::resume::Resumed;
use super::{Format, NOT_READ, NOTHING_VIOLATED, SOMETHING_VIOLATED, Settings, Stop, pool, text};
use crate::check::{Options, check_pair, published};
use crate::import::Failure;
use crate::locale::Language;
use crate::recognise::last_year::Published;
use crate::report::{Report, to_published};
use clap::Args;
use serde::Serialize;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

/// 核对文件、文件夹或标准输入（-）Check files, folders or the standard input (-)
///
/// 退出状态：0 未发现不符；1 发现不符；2 有文件没能读出、没能全部读出，或没有核对到任何数字。
///
/// Exit status: 0 nothing violated; 1 something violated; 2 a file could not be read, or not wholly, or none of its
/// numbers could be checked.
#[derive(Debug, Args)]
pub struct Arguments {
    /// 文件或文件夹，- 为标准输入 Files or folders, - for the standard input
    #[arg(required_unless_present = "files_from", value_name = "FILE|FOLDER|-")]
    files: Vec<PathBuf>,
    /// 输出格式 Format of the output
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// 从清单读取路径，每行一个，- 为标准输入 Read paths from a list, one a line
    #[arg(long, value_name = "LIST")]
    files_from: Option<PathBuf>,
    /// 标准输入的文件名，只用于输出和辨认格式 Name of what comes in on the standard input
    #[arg(long, value_name = "NAME", default_value = "-")]
    stdin_name: String,
    /// JSON 续写到这个文件，跳过其中已有的 Add JSON to this file, skipping what it already holds
    #[arg(long, value_name = "OUT")]
    resume: Option<PathBuf>,
    /// 同时核对的文件数，默认用全部处理器 Files checked at once; all cores by default
    #[arg(long, short, value_name = "N")]
    jobs: Option<usize>,
    /// 上年报告，用来核对上年数和比上年的增减 Last year's report, to check what is said of last year
    #[arg(long, value_name = "FILE")]
    last_year: Option<PathBuf>,
    #[command(flatten)]
    settings: Settings,
}

/// One input, checked. A package gives several results.
pub struct Checked {
    /// The input.
    pub source: String,
    /// A result for each report in it.
    pub results: Vec<Result<Report, Failure>>,
}

impl Checked {
    fn status(&self) -> u8 {
        self.results.iter().map(status_of_result).max().unwrap_or(NOT_READ)
    }

    /// Its lines of NDJSON. The worker that checked makes them: it frees the report where it was made, and what writes only
    /// writes.
    ///
    /// # Errors
    /// What `serde_json` says.
    fn lines(&self, language: Language) -> serde_json::Result<Vec<u8>> {
        let mut lines = Vec::with_capacity(LINE);
        for result in &self.results {
            let name = match result {
                Ok(report) => &report.file,
                Err(failure) => &failure.name,
            };
            let source = (*name != self.source).then_some(self.source.as_str());
            match result {
                Ok(report) => to_published(&Line { result: report, source }, &mut lines)?,
                Err(failure) => {
                    let error = failure.message(language);
                    let result = FailureLine { file: &failure.name, error, reason: &failure.key };
                    serde_json::to_writer(&mut lines, &Line { result, source })?;
                }
            }
            lines.push(b'\n');
        }
        Ok(lines)
    }
}

fn status_of_result(result: &Result<Report, Failure>) -> u8 {
    result.as_ref().map_or(NOT_READ, status_of)
}

/// The exit status that a report stands for.
pub fn status_of(report: &Report) -> u8 {
    if !is_wholly_checked(report) {
        NOT_READ
    } else if report.has_violations() {
        SOMETHING_VIOLATED
    } else {
        NOTHING_VIOLATED
    }
}

/// Was the whole file read, and at least one of its numbers checked? If not, silence means nothing.
fn is_wholly_checked(report: &Report) -> bool {
    !report.notes.iter().any(|note| note.incomplete)
        && report.summary.verified + report.summary.contradicted > 0
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<u8, Stop> {
    let language = arguments.settings.language();
    let options = arguments.settings.options().map_err(Stop::Refused)?;
    let refuse = |key: &str, error: &dyn std::fmt::Display| {
        Stop::Refused(text(language, key, &[("error", &error.to_string())]))
    };
    let Inputs { mut inputs, skipped } =
        Inputs::gather(&arguments.files, arguments.files_from.as_deref(), language).map_err(Stop::Refused)?;
    if skipped > 0 {
        eprintln!("{}", text(language, "skipped", &[("count", &skipped.to_string())]));
    }
    let mut status = if inputs.is_empty() {
        eprintln!("{}", text(language, "nothing_to_check", &[]));
        NOT_READ
    } else {
        NOTHING_VIOLATED
    };
    let writer = match &arguments.resume {
        Some(path) => {
            let resumed = Resumed::open(path).map_err(|error| refuse("cannot_write", &error))?;
            let before = inputs.len();
            inputs.retain(|input| !resumed.done.contains(&name_of(input, arguments)));
            let already = (before - inputs.len()).to_string();
            eprintln!(
                "{}",
                text(language, "resumed", &[("already", &already), ("left", &inputs.len().to_string())])
            );
            status = status.max(resumed.status);
            Writer::Json(Box::new(BufWriter::new(resumed.output)))
        }
        None => match arguments.format {
            Format::Json => Writer::Json(Box::new(BufWriter::new(io::stdout()))),
            Format::Text => Writer::Text(Box::new(People::new(inputs.len() > 1, language))),
        },
    };
    let last_year = match &arguments.last_year {
        None => None,
        Some(path) => {
            let bytes = std::fs::read(path).map_err(|error| refuse("cannot_read", &error))?;
            let read = published(&bytes, &super::name_of(path), &options);
            Some(read.map_err(|failure| Stop::Refused(failure.message(language)))?)
        }
    };
    let workers = pool::workers(arguments.jobs).map_err(|error| refuse("no_workers", &error))?;
    silence_panics();
    let work = |input: &Input| check(input, &name_of(input, arguments), &options, last_year.as_ref());
    let lost = |error: io::Error| Stop::of_output(&error, language);
    match writer {
        Writer::Json(mut output) => {
            let work = |input: &Input| {
                let checked = work(input);
                (checked.status(), checked.lines(language))
            };
            pool::in_order(&workers, &inputs, work, |(own, lines)| {
                status = status.max(own);
                let written = lines.map_err(io::Error::from).and_then(|lines| output.write_all(&lines));
                // Each input at once: whoever reads along, and whoever resumes, has whole inputs.
                written.and_then(|()| output.flush()).map_err(lost)
            })?;
        }
        Writer::Text(mut people) => {
            pool::in_order(&workers, &inputs, work, |checked| {
                status = status.max(checked.status());
                people.write(&checked).map_err(lost)
            })?;
            people.finish().map_err(lost)?;
        }
    }
    Ok(status)
}

fn name_of(input: &Input, arguments: &Arguments) -> String {
    match input {
        Input::Standard => arguments.stdin_name.clone(),
        _ => input.name(),
    }
}

/// Checks one input. Whatever goes wrong is a result of this input and of no other.
fn check(input: &Input, name: &str, options: &Options, last_year: Option<&Published>) -> Checked {
    let failure = |key: &str, detail: String| {
        let arguments = vec![("detail".to_string(), detail)];
        vec![Err(Failure { name: name.to_string(), key: key.to_string(), arguments })]
    };
    let results = match input.read() {
        Err(error) => failure("not_opened", error),
        Ok(bytes) => {
            let checked = catch_unwind(AssertUnwindSafe(|| check_pair(&bytes, name, options, last_year)));
            match checked {
                Ok(results) => results.into_iter().map(|r| r.map(|analysis| analysis.report)).collect(),
                Err(panic) => failure("crashed", panic_message(panic.as_ref())),
            }
        }
    };
    Checked { source: name.to_string(), results }
}

fn panic_message(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("?").to_string()
}

/// A panic becomes a failure of its file: the usual report on the standard error would only tear the output.
fn silence_panics() {
    if std::env::var_os("RUST_BACKTRACE").is_none() {
        std::panic::set_hook(Box::new(|_| {}));
    }
}

/// Bytes that a long report takes as JSON: room that need not grow step by step (a report is some hundred thousand tiny
/// writes).
const LINE: usize = 4 << 20;

/// One line of NDJSON.
#[derive(Serialize)]
struct Line<'a, T> {
    #[serde(flatten)]
    result: T,
    /// The package, where the report came out of one.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
}

/// A file that could not be read.
#[derive(Serialize)]
struct FailureLine<'a> {
    file: &'a str,
    error: String,
    /// The same for programs: the key of the message.
    reason: &'a str,
}

/// Where results go, and in which form.
enum Writer {
    Json(Box<dyn Write>),
    Text(Box<People>),
}

/// Results for people, with totals where there are several inputs.
struct People {
    human: Human<io::StdoutLock<'static>>,
    totals: Option<Totals>,
}

impl People {
    fn new(several: bool, language: Language) -> Self {
        let colours = io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        let human = Human::new(io::stdout().lock(), language, colours);
        Self { human, totals: several.then(Totals::default) }
    }

    fn write(&mut self, checked: &Checked) -> io::Result<()> {
        for result in &checked.results {
            match result {
                Ok(report) => self.human.report(report)?,
                Err(failure) => self.human.failure(failure)?,
            }
            if let Some(totals) = &mut self.totals {
                totals.add(status_of_result(result));
            }
        }
        self.human.flush()
    }

    fn finish(&mut self) -> io::Result<()> {
        if let Some(totals) = &self.totals {
            self.human.totals(totals)?;
        }
        self.human.flush()
    }
}
