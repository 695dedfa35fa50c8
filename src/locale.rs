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
    filled(rust_i18n::t!(key, locale = language.tag()).into_owned(), arguments)
}

/// A text with its named values put in (`%{name}`).
pub fn filled<'a>(text: String, arguments: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut out = text;
    for (name, value) in arguments {
        out = out.replace(&format!("%{{{name}}}"), value);
    }
    out
}

/// Every text of this build whose key begins so: keys and texts as they are written.
#[cfg(feature = "formats")]
pub fn texts(language: Language, prefix: &str) -> Vec<(String, String)> {
    let all = crate::_rust_i18n_backend().messages_for_locale(language.tag()).unwrap_or_default();
    let own = all.into_iter().filter(|(key, _)| key.starts_with(prefix));
    own.map(|(key, text)| (key.into_owned(), text.into_owned())).collect()
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
