//! The command line: the same engine for a shell, for batches and for pipes.

mod check;
mod explain;
mod export;
mod human;
mod inputs;
mod plant;
mod pool;
mod quality;
mod resume;

use crate::check::Options;
use crate::locale::Language;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::process::ExitCode;

/// Nothing violated.
const NOTHING_VIOLATED: u8 = 0;
/// Something violated.
const SOMETHING_VIOLATED: u8 = 1;
/// A file could not be read, or not wholly, or none of its numbers could be checked.
const NOT_READ: u8 = 2;

/// 勾稽：核对政府公开报告（部门决算、部门预算、绩效自评表）中的数字。Checks the arithmetic of published government reports.
#[derive(Debug, Parser)]
#[command(name = "gouji", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Arguments),
    Rules(explain::RulesArguments),
    Explain(explain::Arguments),
    Export(export::Arguments),
    Plant(plant::Arguments),
    Quality(quality::Arguments),
}

/// How a result is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// 给人看 for people
    Text,
    /// 每份报告一行 JSON（NDJSON）one JSON object a line
    Json,
}

/// 界面语言 Language of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Tongue {
    #[value(name = "zh-CN")]
    Chinese,
    #[value(name = "en")]
    English,
}

impl From<Tongue> for Language {
    fn from(tongue: Tongue) -> Self {
        match tongue {
            Tongue::Chinese => Language::Chinese,
            Tongue::English => Language::English,
        }
    }
}

/// What the reader may set about the check itself.
#[derive(Debug, Clone, Args)]
struct Settings {
    /// 输出的语言 Language of the output
    #[arg(long, value_enum, default_value = "zh-CN", value_name = "LANG")]
    lang: Tongue,
    /// 截断（不四舍五入）的数也算对 Take figures that were cut off instead of rounded as right
    #[arg(long)]
    accept_truncation: bool,
    /// 不用这条规则，可重复 Switch a rule off; may be repeated
    #[arg(long = "disable", value_name = "CODE")]
    disabled: Vec<String>,
    /// 文中没有写明时采用的金额单位 Money unit where the document names none
    #[arg(long, value_parser = ["元", "万元"], value_name = "UNIT")]
    unit: Option<String>,
    /// 加密文件的密码 Password of encrypted files
    #[arg(long)]
    password: Option<String>,
}

impl Settings {
    fn language(&self) -> Language {
        self.lang.into()
    }

    /// The settings for the engine; a code that names no rule is a mistake to tell, not to swallow.
    fn options(&self) -> Result<Options, String> {
        let mut disabled_rules = Vec::new();
        for code in &self.disabled {
            match crate::rules::find(code) {
                Some(rule) => disabled_rules.push(rule.code.to_string()),
                None => return Err(text(self.language(), "unknown_rule", &[("code", code)])),
            }
        }
        Ok(Options {
            language: self.language(),
            accept_truncation: self.accept_truncation,
            disabled_rules,
            unit: self.unit.clone(),
            password: self.password.clone(),
            ..Options::default()
        })
    }
}

/// Runs the command line of this process.
pub fn run() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Check(arguments) => check::run(&arguments),
        Command::Rules(arguments) => explain::rules(&arguments),
        Command::Explain(arguments) => explain::explain(&arguments),
        Command::Export(arguments) => export::run(&arguments),
        Command::Plant(arguments) => plant::run(&arguments),
        Command::Quality(arguments) => quality::run(&arguments),
    };
    match outcome {
        Ok(status) => ExitCode::from(status),
        Err(Stop::OutputClosed) => ExitCode::from(NOTHING_VIOLATED),
        Err(Stop::Refused(message)) => {
            eprintln!("gouji: {message}");
            ExitCode::from(NOT_READ)
        }
    }
}

/// Why a command ended early.
#[derive(Debug)]
enum Stop {
    /// Whoever read our output has had enough (`gouji check … | head`).
    OutputClosed,
    /// The command cannot be done; the message says why.
    Refused(String),
}

impl Stop {
    fn of_output(error: &std::io::Error, language: Language) -> Self {
        match error.kind() {
            std::io::ErrorKind::BrokenPipe => Stop::OutputClosed,
            _ => Stop::Refused(text(language, "cannot_write", &[("error", &error.to_string())])),
        }
    }
}

/// A text of the command line.
fn text(language: Language, key: &str, arguments: &[(&str, &str)]) -> String {
    crate::locale::text(language, &format!("cli.{key}"), arguments.iter().copied())
}

/// The name under which a file is reported: its path as given.
fn name_of(path: &std::path::Path) -> String {
    path.to_string_lossy().into_owned()
}
