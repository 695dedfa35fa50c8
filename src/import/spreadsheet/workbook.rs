//! Sheets gathered into a document, with what the reader must know of them.

use super::sheet::Sheet;
use crate::document::{Block, Document, ImportNote};
use crate::import::limits::{Exceeded, Limits};

/// The sheets read so far.
pub struct Workbook<'l> {
    limits: &'l Limits,
    blocks: Vec<Block>,
    cells: usize,
    hidden_sheets: Vec<String>,
    hidden_cells: bool,
    /// Formulas whose result is not stored.
    pub uncalculated: usize,
}

impl<'l> Workbook<'l> {
    /// A workbook without sheets.
    pub fn new(limits: &'l Limits) -> Self {
        Self {
            limits,
            blocks: Vec::new(),
            cells: 0,
            hidden_sheets: Vec::new(),
            hidden_cells: false,
            uncalculated: 0,
        }
    }

    /// Adds a sheet. Empty ones leave no trace.
    pub fn add(&mut self, sheet: Sheet) -> Result<(), Exceeded> {
        if sheet.len() == 0 {
            return Ok(());
        }
        if sheet.hidden {
            self.hidden_sheets.push(sheet.name.clone());
        }
        self.hidden_cells |= sheet.has_hidden_cells();
        let blocks = sheet.blocks(self.limits, self.cells)?;
        self.cells +=
            blocks.iter().map(|b| if let Block::Table(t) = b { t.cells.len() } else { 1 }).sum::<usize>();
        self.blocks.extend(blocks);
        Ok(())
    }

    /// The document.
    pub fn document(self) -> Document {
        let mut notes = Vec::new();
        if !self.hidden_sheets.is_empty() {
            notes.push(ImportNote::information("hidden_sheets", &[("names", self.hidden_sheets.join("、"))]));
        }
        if self.hidden_cells {
            notes.push(ImportNote::information("hidden_cells", &[]));
        }
        if self.uncalculated > 0 {
            let count = self.uncalculated.to_string();
            notes.push(ImportNote::incomplete("uncalculated_formulas", &[("count", count)]));
        }
        Document { blocks: self.blocks, notes, pages: None }
    }
}
