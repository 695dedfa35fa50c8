//! The self-evaluation forms (绩效自评表) of any province.

use super::Recognised;
use crate::check::Options;
use crate::document::{Document, Outline};
use crate::figure::Figures;

/// A self-evaluation form.
#[derive(Debug, Clone, Default)]
pub struct Form {}

/// Finds the self-evaluation forms.
pub fn recognise(
    _document: &Document,
    _outline: &Outline,
    _figures: &mut Figures,
    _options: &Options,
    _out: &mut Recognised,
) {
}
