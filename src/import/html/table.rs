//! From rows of cells with spans to a grid, and the tables that only arrange a page.

use super::super::cells::{drop_unused_columns, text_and_tables};
use super::super::limits::{Exceeded, Limits};
use crate::document::{Block, Cell, Origin, Paragraph, Table};
use rust_decimal::Decimal;

/// No browser lets a cell span more columns.
const MOST_COLUMNS: usize = 1_000;
/// Text longer than this in a cell is prose.
const SHORT: usize = 40;

/// A cell as it stands in the page.
#[derive(Debug, Default)]
pub struct RawCell {
    /// What is in it, tables too.
    pub blocks: Vec<Block>,
    /// As written; 0 is "to the end".
    pub row_span: usize,
    /// As written.
    pub column_span: usize,
    /// The number that a spreadsheet stores.
    pub stored: Option<Decimal>,
}

/// A table as it stands in the page.
#[derive(Debug, Default)]
pub struct RawTable {
    /// Rows of cells.
    pub rows: Vec<Vec<RawCell>>,
    /// Its caption.
    pub title: Option<String>,
}

impl RawTable {
    /// The blocks that the table comes to.
    pub fn finish(mut self, limits: &Limits) -> Result<Vec<Block>, Exceeded> {
        self.drop_empty_rows();
        if self.only_arranges() {
            let blocks = self.rows.into_iter().flatten().flat_map(|cell| cell.blocks);
            return Ok(blocks.collect());
        }
        self.grid(limits)
    }

    /// Leaves out rows without a cell, but not those over which cells from above reach.
    fn drop_empty_rows(&mut self) {
        let (mut row, mut reach) = (0usize, 0usize);
        self.rows.retain(|cells| {
            let below = |cell: &RawCell| {
                row.saturating_add(if cell.row_span == 0 { usize::MAX } else { cell.row_span })
            };
            reach = cells.iter().map(below).fold(reach, usize::max);
            let kept = !cells.is_empty() || row < reach;
            row += usize::from(kept);
            kept
        });
    }

    /// Does the table only arrange a page: one column, or tables and prose side by side?
    fn only_arranges(&self) -> bool {
        if self.rows.iter().all(|row| row.len() <= 1) {
            return true;
        }
        let (mut nesting, mut labels) = (0usize, 0usize);
        for cell in self.rows.iter().flatten() {
            let nested = cell.blocks.iter().any(|b| matches!(b, Block::Table(_)));
            let length: usize =
                cell.blocks.iter().map(|b| paragraph(b).map_or(0, |p| p.text.chars().count())).sum();
            nesting += usize::from(nested);
            labels += usize::from(!nested && (1..=SHORT).contains(&length));
        }
        nesting > 0 && labels <= 2 * nesting + 2
    }

    fn grid(self, limits: &Limits) -> Result<Vec<Block>, Exceeded> {
        let count = self.rows.len();
        let mut table = Table { rows: count, title: self.title, ..Table::default() };
        let mut nested = Vec::new();
        // For each column how many more rows a cell from above covers.
        let mut covered: Vec<usize> = Vec::new();
        for (row, cells) in self.rows.into_iter().enumerate() {
            let mut column = 0;
            for cell in cells {
                while covered.get(column).is_some_and(|&rows| rows > 0) {
                    column += 1;
                }
                let wanted = cell.column_span.clamp(1, MOST_COLUMNS);
                let free = covered.iter().skip(column).take_while(|&&rows| rows == 0).count();
                let column_span = if column + free < covered.len() { wanted.min(free) } else { wanted };
                let left = count - row;
                let row_span = if cell.row_span == 0 { left } else { cell.row_span.min(left) };
                if covered.len() < column + column_span {
                    limits.check_grid(count, column + column_span)?;
                    covered.resize(column + column_span, 0);
                }
                covered[column..column + column_span].fill(row_span);
                let (text, mut tables) = text_and_tables(cell.blocks);
                nested.append(&mut tables);
                table.cells.push(Cell {
                    row,
                    column,
                    row_span,
                    column_span,
                    text,
                    stored: cell.stored,
                    formula: None,
                    origin: Origin::default(),
                });
                limits.check_cells(table.cells.len())?;
                column += column_span;
            }
            covered.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
        }
        table.columns = covered.len();
        drop_unused_columns(&mut table);
        let mut blocks = vec![Block::Table(table)];
        blocks.append(&mut nested);
        Ok(blocks)
    }
}

fn paragraph(block: &Block) -> Option<&Paragraph> {
    match block {
        Block::Paragraph(p) => Some(p),
        Block::Table(_) => None,
    }
}
