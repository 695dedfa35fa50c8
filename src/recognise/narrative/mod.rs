//! The narrative: tokens → clauses → facts.

use super::Recognised;
use crate::check::Options;
use crate::document::{Document, Outline};
use crate::figure::Figures;

/// What the narrative says.
#[derive(Debug, Clone, Default)]
pub struct Narrative {}

/// Reads the narrative.
pub fn recognise(
    _document: &Document,
    _outline: &Outline,
    _figures: &mut Figures,
    _options: &Options,
    _out: &mut Recognised,
) {
}
