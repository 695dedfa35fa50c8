//! Texts of the page in the reader's language.

use crate::locale::{self, Language};
use crate::order::Map;
use std::cell::RefCell;
use yew::prelude::*;

thread_local! {
    /// What the page says in English, once it was asked for.
    static ENGLISH: RefCell<Map<String, String>> = RefCell::default();
}

/// Keeps the English texts of the page by their keys.
pub fn learn(texts: Vec<(String, String)>) {
    ENGLISH.with_borrow_mut(|english| english.extend(texts));
}

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
        let (key, arguments) = (format!("page.{key}"), arguments.iter().copied());
        let english = || ENGLISH.with_borrow(|english| english.get(&key).cloned());
        match Some(self.0).filter(|l| *l == Language::English).and_then(|_| english()) {
            Some(text) => locale::filled(text, arguments),
            None => locale::text(Language::Chinese, &key, arguments),
        }
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
