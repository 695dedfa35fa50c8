//! Texts of the page in the reader's language.

use crate::locale::{self, Language};
use yew::prelude::*;

/// The language of the page, handed down as context; gives texts by key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Texts(pub Language);

impl Texts {
    /// The text under `page.<key>`.
    pub fn get(self, key: &str) -> String {
        self.with(key, &[])
    }

    /// The text under `page.<key>` with named values put in.
    pub fn with(self, key: &str, arguments: &[(&str, &str)]) -> String {
        locale::text(self.0, &format!("page.{key}"), arguments.iter().copied())
    }

    /// A count put into the text under `page.<key>` as `%{n}`.
    pub fn count(self, key: &str, n: usize) -> String {
        self.with(key, &[("n", &grouped(n))])
    }
}

/// A whole number with thousands separators.
pub fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// The texts of the surrounding page.
#[hook]
pub fn use_texts() -> Texts {
    use_context::<Texts>().unwrap_or(Texts(Language::Chinese))
}
