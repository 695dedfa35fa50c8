//! `gouji rules` and `gouji explain`: what is checked, and why.

use super::{Format, Stop, Tongue, text};
use crate::ledger::Severity;
use crate::locale::{self, Language};
use crate::rules::{self, Rule};
use clap::{Args, ValueEnum};
use std::io::{self, Write};

/// 列出全部规则 List all rules
#[derive(Debug, Args)]
pub struct RulesArguments {
    /// 输出格式 Format of the output
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// 输出的语言 Language of the output
    #[arg(long, value_enum, default_value = "zh-CN", value_name = "LANG")]
    lang: Tongue,
}

/// 说明一条规则：检查什么、依据、示例、例外 Explain a rule: what it checks, its basis, an example, exceptions
#[derive(Debug, Args)]
pub struct Arguments {
    /// 规则代码，如 GJ301 Code of the rule
    #[arg(required_unless_present = "all", conflicts_with = "all")]
    code: Option<String>,
    /// 全部规则 All rules
    #[arg(long)]
    all: bool,
    /// 输出格式 Format of the output
    #[arg(long, value_enum, default_value = "text")]
    format: Document,
    /// 输出的语言 Language of messages
    #[arg(long, value_enum, default_value = "zh-CN", value_name = "LANG")]
    lang: Tongue,
}

/// How an explanation is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Document {
    /// 给人看 for people
    Text,
    /// Markdown，可作文档 as a document
    Markdown,
}

/// Lists the rules.
pub fn rules(arguments: &RulesArguments) -> Result<u8, Stop> {
    let language = arguments.lang.into();
    write_out(language, |out| {
        for rule in rules::all() {
            let (zh, en) = rule.names();
            match arguments.format {
                Format::Json => {
                    let line = serde_json::json!({ "code": rule.code, "severity": rule.severity, "zh-CN": zh, "en": en });
                    writeln!(out, "{line}")?;
                }
                Format::Text => {
                    let name = if language == Language::Chinese { zh } else { en };
                    writeln!(out, "{}  {}  {name}", rule.code, severity(rule, language))?;
                }
            }
        }
        Ok(())
    })
}

/// Explains one rule, or all.
pub fn explain(arguments: &Arguments) -> Result<u8, Stop> {
    let language = arguments.lang.into();
    let chosen: Vec<&Rule> = match &arguments.code {
        None => rules::all().collect(),
        Some(code) => match rules::find(code) {
            Some(rule) => vec![rule],
            None => return Err(Stop::Refused(text(language, "unknown_rule", &[("code", code)]))),
        },
    };
    write_out(language, |out| {
        if arguments.all && arguments.format == Document::Markdown {
            table_of(&chosen, out)?;
        }
        for (i, rule) in chosen.iter().enumerate() {
            if i > 0 {
                writeln!(out)?;
            }
            match arguments.format {
                Document::Text => plain(rule, language, out)?,
                Document::Markdown => markdown(rule, arguments.all, out)?,
            }
        }
        Ok(())
    })
}

fn write_out(language: Language, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<u8, Stop> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    write(&mut out).and_then(|()| out.flush()).map_err(|error| Stop::of_output(&error, language))?;
    Ok(super::NOTHING_VIOLATED)
}

fn severity(rule: &Rule, language: Language) -> String {
    let key = match rule.severity {
        Severity::Error => "severity.error",
        Severity::Warning => "severity.warning",
        Severity::Note => "severity.note",
    };
    locale::text(language, key, [])
}

/// The lines of the documentation without the blank that a doc comment puts before each.
fn lines(rule: &Rule) -> impl Iterator<Item = &'static str> {
    rule.documentation.trim().lines().map(|line| line.strip_prefix(' ').unwrap_or(line))
}

fn plain(rule: &Rule, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let mut lines = lines(rule);
    let title = lines.next().unwrap_or_default().trim_start_matches(['#', ' ']);
    writeln!(out, "{}  {}  {title}", rule.code, severity(rule, language))?;
    for line in lines {
        match line.strip_prefix("## ") {
            Some(heading) => writeln!(out, "【{heading}】")?,
            None => writeln!(out, "{line}")?,
        }
    }
    Ok(())
}

fn markdown(rule: &Rule, nested: bool, out: &mut dyn Write) -> io::Result<()> {
    let deeper = if nested { "#" } else { "" };
    let mut fenced = false;
    for line in lines(rule) {
        fenced ^= line.starts_with("```");
        match line.strip_prefix("# ") {
            Some(title) if !fenced => writeln!(out, "{deeper}# {}　{title}", rule.code)?,
            _ if !fenced && line.starts_with('#') => writeln!(out, "{deeper}{line}")?,
            _ => writeln!(out, "{line}")?,
        }
    }
    Ok(())
}

/// The head of the page with all rules.
fn table_of(rules: &[&Rule], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# 规则 Rules\n\n| 代码 | 级别 | 规则 | Rule |\n|---|---|---|---|")?;
    for rule in rules {
        let (zh, en) = rule.names();
        writeln!(out, "| {} | {} | {zh} | {en} |", rule.code, severity(rule, Language::Chinese))?;
    }
    writeln!(out)
}
