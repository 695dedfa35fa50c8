//! Tables: cells with spans.

use super::Origin;
use crate::order;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A table. Cells stand in reading order and cover the grid without overlapping.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Cells in reading order.
    pub cells: Vec<Cell>,
    /// Number of rows.
    pub rows: usize,
    /// Number of columns.
    pub columns: usize,
    /// The table's own title where the format carries one (sheet name, caption).
    pub title: Option<String>,
    /// Its columns were told by where its text stands, for want of lines: its arithmetic must bear them out.
    pub aligned: bool,
    /// Where it stands in the file.
    pub origin: Origin,
}

/// A cell of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// First row, from 0.
    pub row: usize,
    /// First column, from 0.
    pub column: usize,
    /// Rows covered, at least 1.
    pub row_span: usize,
    /// Columns covered, at least 1.
    pub column_span: usize,
    /// The text as displayed.
    pub text: String,
    /// The value as stored, where the format stores one beside the display. The display is what is judged.
    pub stored: Option<Decimal>,
    /// The formula as stored.
    pub formula: Option<String>,
    /// Where it stands in the file.
    pub origin: Origin,
}

impl Cell {
    /// A cell of one row and one column.
    pub fn new(row: usize, column: usize, text: impl Into<String>) -> Self {
        Self { row, column, row_span: 1, column_span: 1, text: text.into(), ..Self::default() }
    }
}

impl Table {
    /// A table of single cells from rows of text; short rows end early.
    pub fn from_rows<S: Into<String>>(rows: impl IntoIterator<Item = Vec<S>>) -> Self {
        let mut table = Table::default();
        for (row, texts) in rows.into_iter().enumerate() {
            table.rows = row + 1;
            for (column, text) in texts.into_iter().enumerate() {
                table.columns = table.columns.max(column + 1);
                table.cells.push(Cell::new(row, column, text));
            }
        }
        table
    }

    /// For each grid position the index of the cell that covers it. Build once, then look up.
    pub fn grid(&self) -> Grid {
        let mut slots = vec![None; self.rows * self.columns];
        for (index, cell) in self.cells.iter().enumerate() {
            for row in cell.row..(cell.row + cell.row_span.max(1)).min(self.rows) {
                for column in cell.column..(cell.column + cell.column_span.max(1)).min(self.columns) {
                    slots[row * self.columns + column] = Some(index);
                }
            }
        }
        Grid { slots, rows: self.rows, columns: self.columns }
    }

    /// Indices of the cells that begin in `row`, in column order.
    pub fn row(&self, row: usize) -> std::ops::Range<usize> {
        let from = self.cells.partition_point(|c| c.row < row);
        from..from + self.cells[from..].partition_point(|c| c.row <= row)
    }

    /// Puts the cells in reading order, on which [`Table::row`] relies. Positions in [`Table::cells`] change, so this comes
    /// before any span points at them.
    pub fn in_reading_order(&mut self) {
        if !self.cells.is_sorted_by_key(|c| (c.row, c.column)) {
            order::by_key(&mut self.cells, |c| (c.row, c.column));
        }
    }
}

/// Which cell covers a grid position.
#[derive(Debug, Clone)]
pub struct Grid {
    slots: Vec<Option<usize>>,
    rows: usize,
    columns: usize,
}

impl Grid {
    /// Index of the cell that covers the position.
    pub fn at(&self, row: usize, column: usize) -> Option<usize> {
        if row < self.rows && column < self.columns { self.slots[row * self.columns + column] } else { None }
    }
}
