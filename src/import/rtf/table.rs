//! Tables of rich text: cells are told by the position of their right edges, merged ones by marks.

use super::super::cells::{drop_unused_columns, text_and_tables};
use super::super::limits::{Exceeded, Limits};
use crate::document::{Block, Cell, Table};

/// Edges closer than this (in twentieths of a point) are one.
const CLOSE: i32 = 30;

/// How a cell is merged with its neighbours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Edge {
    /// Right edge.
    pub right: i32,
    /// Continues the cell above.
    pub below: bool,
    /// Continues the cell to the left.
    pub beside: bool,
}

/// The definition of a row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowShape {
    /// Left edge.
    pub left: i32,
    /// Cells, from the left.
    pub cells: Vec<Edge>,
    /// Marks for the next cell.
    pub next: Edge,
}

/// A table as it is read.
#[derive(Debug, Default)]
pub struct RawTable {
    rows: Vec<(RowShape, Vec<Vec<Block>>)>,
    /// Cells of the row that is open.
    pub row: Vec<Vec<Block>>,
    /// What the open cell holds.
    pub cell: Vec<Block>,
}

impl RawTable {
    /// Ends the open cell.
    pub fn end_cell(&mut self) {
        self.row.push(std::mem::take(&mut self.cell));
    }

    /// Ends the open row.
    pub fn end_row(&mut self, shape: &RowShape) {
        if !self.cell.is_empty() {
            self.end_cell();
        }
        if !self.row.is_empty() {
            self.rows.push((shape.clone(), std::mem::take(&mut self.row)));
        }
    }

    /// The table, followed by those in its cells.
    pub fn finish(mut self, limits: &Limits) -> Result<Vec<Block>, Exceeded> {
        let shape = self.rows.last().map(|(shape, _)| shape.clone()).unwrap_or_default();
        self.end_row(&shape);
        let edges = edges(&self.rows);
        limits.check_grid(self.rows.len(), edges.len())?;
        let place = |x: i32| edges.partition_point(|&e| e < x - CLOSE);
        let mut table =
            Table { rows: self.rows.len(), columns: edges.len().saturating_sub(1), ..Table::default() };
        let mut nested = Vec::new();
        // For each column the cell that a cell below may continue.
        let mut above: Vec<Option<usize>> = vec![None; table.columns];
        for (row, (shape, contents)) in self.rows.into_iter().enumerate() {
            let mut left = place(shape.left);
            let mut last: Option<usize> = None;
            let count = contents.len();
            for (i, blocks) in contents.into_iter().enumerate() {
                let edge = shape.cells.get(i).copied();
                // A cell beyond the definition stands behind the last one.
                let right = edge.map_or(left + 1, |e| place(e.right)).max(left + 1);
                let right = if i + 1 == count && edge.is_none() {
                    right
                } else {
                    right.min(table.columns.max(left + 1))
                };
                let (text, mut tables) = text_and_tables(blocks);
                nested.append(&mut tables);
                let edge = edge.unwrap_or_default();
                let owner = match (edge.beside, edge.below) {
                    (true, _) => last,
                    (_, true) => above.get(left).copied().flatten(),
                    _ => None,
                };
                match owner.and_then(|o| table.cells.get_mut(o).map(|c| (o, c))) {
                    Some((owner, cell)) => {
                        if edge.beside && cell.row == row {
                            cell.column_span = right - cell.column;
                        }
                        cell.row_span = cell.row_span.max(row + 1 - cell.row);
                        if !text.is_empty() {
                            cell.text.push_str(if cell.text.is_empty() { "" } else { "\n" });
                            cell.text.push_str(&text);
                        }
                        remember(&mut above, left..right, owner);
                        last = Some(owner);
                    }
                    None => {
                        let cell =
                            Cell { row_span: 1, column_span: right - left, ..Cell::new(row, left, text) };
                        last = Some(table.cells.len());
                        remember(&mut above, left..right, table.cells.len());
                        table.cells.push(cell);
                        table.columns = table.columns.max(right);
                        limits.check_cells(table.cells.len())?;
                    }
                }
                left = right;
            }
        }
        limits.check_grid(table.rows, table.columns)?;
        drop_unused_columns(&mut table);
        let mut blocks = Vec::new();
        if !table.cells.is_empty() {
            blocks.push(Block::Table(table));
        }
        blocks.append(&mut nested);
        Ok(blocks)
    }
}

fn remember(above: &mut [Option<usize>], columns: std::ops::Range<usize>, cell: usize) {
    for column in columns {
        if let Some(slot) = above.get_mut(column) {
            *slot = Some(cell);
        }
    }
}

/// All edges of all rows, from the left, close ones as one.
fn edges(rows: &[(RowShape, Vec<Vec<Block>>)]) -> Vec<i32> {
    let mut all: Vec<i32> =
        rows.iter().flat_map(|(s, _)| s.cells.iter().map(|c| c.right).chain([s.left])).collect();
    all.sort_unstable();
    let mut out: Vec<i32> = Vec::new();
    for x in all {
        if out.last().is_none_or(|&last| x.saturating_sub(last) > CLOSE) {
            out.push(x);
        }
    }
    out
}
