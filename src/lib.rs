//! 勾稽 Gouji reads a published Chinese government report (部门决算, 部门预算, 绩效自评表), recomputes every percentage,
//! growth rate, total and score in it with exact decimals, and says which hold, which contradict each other and which
//! nothing could check.
//!
//! The way of a number: [`import`] reads bytes into a [`document::Document`]; [`figure`] finds every number in it;
//! [`recognise`] says what each means; [`rules`] propose [`relation::Relation`]s among them, decided in the
//! [`ledger`]; [`diagnosis`] finds the number that explains the violated ones; [`report`] is the answer.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

// The first page carries no texts of what only the large module and the command line do, and none in English: a reader of English
// gets them from the large module ([`wire::RuleBook::texts`]).
#[cfg(all(feature = "app", not(feature = "formats")))]
rust_i18n::i18n!("www/locales/first", fallback = "zh-CN");
#[cfg(not(all(feature = "app", not(feature = "formats"))))]
rust_i18n::i18n!("www/locales", fallback = "zh-CN");

#[cfg(feature = "app")]
pub mod app;
pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
pub mod diagnosis;
pub mod document;
#[cfg(feature = "drawing")]
pub mod drawing;
#[cfg(feature = "face")]
pub mod face;
pub mod figure;
mod glued;
pub mod import;
pub mod ledger;
pub mod locale;
pub mod number;
pub mod order;
pub mod quality;
pub mod recognise;
pub mod relation;
pub mod report;
pub mod rules;
pub mod scoring;
pub mod wire;

pub use check::{Analysis, Options, check_document, check_file, check_pair, published};
