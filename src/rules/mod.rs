//! The rules. One file a rule: its documentation, its examples, its implementation and its tests. One line to enter it.
//!
//! Codes: GJ1xx narrative, GJ2xx account tables, GJ3xx self-evaluation forms, GJ4xx across the report, GJ5xx form and wording.

use crate::ledger::{Context, Ledger, Severity};

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// Stable code.
    pub code: &'static str,
    /// How bad a violation is unless the rule says otherwise.
    pub severity: Severity,
    /// Documentation in Markdown: first line `# 名称 / Name`, then the sections 检查什么, 依据, 示例, 例外, In English. Without
    /// the feature `formats` only the Chinese name: the first page of the site shows nothing else.
    pub documentation: &'static str,
    /// Proposes relations and remarks.
    pub run: fn(&Context, &mut Ledger),
    /// Short reports (plain text, as pasted) on which the rule reports something.
    #[cfg(test)]
    pub fires: &'static [&'static str],
    /// Short reports on which it is silent though it looks.
    #[cfg(test)]
    pub silent: &'static [&'static str],
}

impl Rule {
    /// Name in Chinese and in English, from the first line of the documentation.
    pub fn names(&self) -> (&'static str, &'static str) {
        let first =
            self.documentation.trim_start().lines().next().unwrap_or("").trim_start_matches(['#', ' ']);
        first.split_once(" / ").map_or((first, first), |(zh, en)| (zh.trim(), en.trim()))
    }
}

/// How many bytes of `# 中文名 / English name` come before the English: a module without the documentation has only those.
#[cfg(not(feature = "formats"))]
const fn chinese_length(name: &str) -> usize {
    let bytes = name.as_bytes();
    let mut at = 0;
    while at + 2 < bytes.len() {
        if bytes[at] == b' ' && bytes[at + 1] == b'/' && bytes[at + 2] == b' ' {
            return at;
        }
        at += 1;
    }
    bytes.len()
}

/// A text of its own with the first bytes of this one, which then need not be kept.
#[cfg(not(feature = "formats"))]
const fn first_bytes<const LENGTH: usize>(name: &str) -> [u8; LENGTH] {
    let mut out = [0; LENGTH];
    let mut at = 0;
    while at < LENGTH {
        out[at] = name.as_bytes()[at];
        at += 1;
    }
    out
}

/// Declares the `RULE` of a file from its doc comment, code, severity, function and examples.
macro_rules! rule {
    (
        #[doc = $name:literal]
        $(#[doc = $doc:literal])*
        $code:literal, $severity:ident, $run:path,
        fires: [$($fires:expr),+ $(,)?],
        silent: [$($silent:expr),+ $(,)?] $(,)?
    ) => {
        #[doc = $name]
        $(#[doc = $doc])*
        pub static RULE: $crate::rules::Rule = $crate::rules::Rule {
            code: $code,
            severity: $crate::ledger::Severity::$severity,
            #[cfg(feature = "formats")]
            documentation: concat!($name, "\n", $($doc, "\n"),*),
            #[cfg(not(feature = "formats"))]
            documentation: {
                const LENGTH: usize = $crate::rules::chinese_length($name);
                const NAME: [u8; LENGTH] = $crate::rules::first_bytes($name);
                match std::str::from_utf8(&NAME) {
                    Ok(name) => name,
                    Err(_) => "",
                }
            },
            run: $run,
            #[cfg(test)]
            fires: &[$($fires),+],
            #[cfg(test)]
            silent: &[$($silent),+],
        };
    };
}

/// Enters the rules of a room: one line each.
macro_rules! registry {
    ($($module:ident),* $(,)?) => {
        $(mod $module;)*
        /// The rules of this room, in order of their codes.
        pub static RULES: &[&$crate::rules::Rule] = &[$(&$module::RULE),*];
    };
}

pub mod across;
pub mod forms;
pub mod narrative;
pub mod tables;
pub mod wording;

/// Every rule.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    [narrative::RULES, tables::RULES, forms::RULES, across::RULES, wording::RULES]
        .into_iter()
        .flatten()
        .copied()
}

/// The rule with this code.
pub fn find(code: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.code.eq_ignore_ascii_case(code))
}

/// Runs every rule that is not switched off.
pub fn run(context: &Context, ledger: &mut Ledger) {
    for rule in all().filter(|rule| !context.options.disabled_rules.iter().any(|code| code == rule.code)) {
        (rule.run)(context, ledger);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Options, check_document_pair};
    use crate::import::{Format, text};
    use crate::order::Set;
    use crate::recognise::last_year::Published;

    fn reports(rule: &Rule, example: &str) -> bool {
        // Before a double line stands last year's report.
        let (last, own) = example.split_once("\n=====\n").map_or((None, example), |(l, o)| (Some(l), o));
        let options = Options::default();
        let last = last.map(|text| Published::of(&text::read_text(text), "last.txt", &options));
        let document = text::read_text(own);
        let report = check_document_pair(&document, "example.txt", Format::Text, &options, last.as_ref());
        report.findings.iter().any(|f| f.mentions_rule(rule.code))
    }

    #[test]
    fn codes_are_unique() {
        let mut seen = Set::new();
        for rule in all() {
            assert!(seen.insert(rule.code), "{} twice", rule.code);
        }
    }

    #[test]
    fn every_rule_is_documented() {
        for rule in all() {
            for heading in ["## 检查什么", "## 依据", "## 示例", "## 例外", "## In English"] {
                assert!(rule.documentation.contains(heading), "{} lacks {heading}", rule.code);
            }
            let (zh, en) = rule.names();
            assert_ne!(zh, en, "{} has no English name", rule.code);
        }
    }

    #[test]
    fn every_example_does_what_it_says() {
        for rule in all() {
            for example in rule.fires {
                assert!(reports(rule, example), "{} is silent on:\n{example}", rule.code);
            }
            for example in rule.silent {
                assert!(!reports(rule, example), "{} fires on:\n{example}", rule.code);
            }
        }
    }

    /// A missing key shows itself, one missing in English shows Chinese, a misspelt value shows `%{name}`.
    #[test]
    fn every_example_has_its_texts() {
        use crate::locale::Language;
        let mut wrong = Vec::new();
        for rule in all() {
            for example in rule.fires {
                let said = |language| {
                    let options = Options { language, ..Options::default() };
                    let (last, own) =
                        example.split_once("\n=====\n").map_or((None, *example), |(l, o)| (Some(l), o));
                    let last = last.map(|text| Published::of(&text::read_text(text), "last.txt", &options));
                    let document = text::read_text(own);
                    let report =
                        check_document_pair(&document, "example.txt", Format::Text, &options, last.as_ref());
                    report.all_findings().into_iter().map(|f| f.message.clone()).collect::<Vec<_>>()
                };
                let (chinese, english) = (said(Language::Chinese), said(Language::English));
                for (zh, en) in chinese.iter().zip(&english) {
                    if zh == en || zh.contains("%{") || en.contains("%{") || zh.is_ascii() {
                        wrong.push(format!("{}: {zh} | {en}", rule.code));
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{} texts:\n{}", wrong.len(), wrong.join("\n"));
    }
}
