//! The account tables (决算九表, 预算九表).

use super::Recognised;
use crate::check::Options;
use crate::document::{Document, Outline};
use crate::figure::Figures;

/// An account table.
#[derive(Debug, Clone, Default)]
pub struct AccountTable {}

/// Finds the account tables.
pub fn recognise(
    _document: &Document,
    _outline: &Outline,
    _figures: &mut Figures,
    _options: &Options,
    _out: &mut Recognised,
) {
}
