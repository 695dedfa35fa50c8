//! Texts for people, from the locale files in `www/locales`.

use crate::ledger::Message;
use serde::{Deserialize, Serialize};

/// A language of the messages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    /// 简体中文
    #[default]
    #[serde(rename = "zh-CN")]
    Chinese,
    /// English
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// The language tag.
    pub fn tag(self) -> &'static str {
        match self {
            Language::Chinese => "zh-CN",
            Language::English => "en",
        }
    }
}

/// The text of a key with its named values put in (`%{name}`).
pub fn text<'a>(
    language: Language,
    key: &str,
    arguments: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> String {
    let mut out = rust_i18n::t!(key, locale = language.tag()).into_owned();
    for (name, value) in arguments {
        out = out.replace(&format!("%{{{name}}}"), value);
    }
    out
}

/// The text of a message.
pub fn message(language: Language, message: &Message) -> String {
    text(language, &message.key, message.arguments.iter().map(|(k, v)| (k.as_str(), v.as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_a_text() {
        for language in [Language::Chinese, Language::English] {
            let out = text(language, "severity.error", []);
            assert_ne!(out, "severity.error");
        }
    }
}
