//! Tables of word processors: rows of cells that span columns and continue the cell above them.

use super::limits::{CELLS, COLUMNS, GRID};
use crate::document::{Block, Cell, Table};
use crate::order::Map;

/// Whether a cell is merged with the one above it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Vertical {
    /// On its own, or the first of a merged column.
    #[default]
    Own,
    /// Continues the cell above.
    Continues,
}

/// A cell of a row, with everything that stands in it.
#[derive(Debug, Clone, Default)]
pub struct DraftCell {
    /// Columns that it spans.
    pub span: usize,
    /// Merged with the cell above?
    pub vertical: Vertical,
    /// Paragraphs and nested tables.
    pub blocks: Vec<Block>,
    /// Does not show on the page.
    pub hidden: bool,
}

/// A row.
#[derive(Debug, Clone, Default)]
pub struct DraftRow {
    /// Grid columns left empty before the first cell.
    pub before: usize,
    /// The cells.
    pub cells: Vec<DraftCell>,
}

/// The table of these rows, followed by the tables nested in it. A table of one cell that frames other tables is only a
/// frame: what it holds is given instead. `None` when it would be larger than any real table.
pub fn build(mut rows: Vec<DraftRow>) -> Option<Vec<Block>> {
    rows.retain(|row| !row.cells.is_empty());
    if rows.is_empty() {
        return Some(Vec::new());
    }
    if rows.iter().map(|row| row.cells.len()).sum::<usize>() > CELLS {
        return None;
    }
    if let [row] = rows.as_mut_slice()
        && let [cell] = row.cells.as_mut_slice()
        && cell.blocks.iter().any(|b| matches!(b, Block::Table(_)))
    {
        return Some(std::mem::take(&mut cell.blocks));
    }
    let mut table = Table { rows: rows.len(), ..Table::default() };
    let mut nested = Vec::new();
    // Cell that each column's merged cells continue, with the row after its last.
    let mut above: Map<usize, (usize, usize)> = Map::new();
    for (row_index, row) in rows.into_iter().enumerate() {
        let mut column = row.before;
        for draft in row.cells {
            let span = draft.span.clamp(1, COLUMNS);
            if column.saturating_add(span) > COLUMNS {
                return None;
            }
            table.columns = table.columns.max(column + span);
            let continued = match (draft.vertical, above.get(&column)) {
                (Vertical::Continues, Some(&(index, next_row))) if next_row == row_index => {
                    table.cells.get_mut(index).filter(|c| c.column_span == span).map(|c| (index, c))
                }
                _ => None,
            };
            if let Some((index, cell)) = continued {
                cell.row_span += 1;
                above.insert(column, (index, row_index + 1));
            } else {
                let mut cell = Cell::new(row_index, column, text_of(draft.blocks, &mut nested));
                cell.column_span = span;
                cell.origin.hidden = draft.hidden;
                above.insert(column, (table.cells.len(), row_index + 1));
                table.cells.push(cell);
            }
            column += span;
        }
    }
    if table.rows.saturating_mul(table.columns) > GRID {
        return None;
    }
    let mut blocks = vec![Block::Table(table)];
    blocks.append(&mut nested);
    Some(blocks)
}

/// The paragraphs of a cell, one a line. A nested table of one cell is text too; others come after the table.
fn text_of(blocks: Vec<Block>, nested: &mut Vec<Block>) -> String {
    let mut lines: Vec<String> = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph(p) => lines.push(p.text),
            Block::Table(mut t) if t.cells.len() == 1 => {
                lines.extend(t.cells.pop().map(|c| c.text));
            }
            table => nested.push(table),
        }
    }
    while lines.last().is_some_and(|l| l.trim().is_empty()) {
        lines.pop();
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Paragraph;

    fn cell(text: &str, span: usize, vertical: Vertical) -> DraftCell {
        let paragraph = Paragraph { text: text.into(), ..Paragraph::default() };
        DraftCell { span, vertical, blocks: vec![Block::Paragraph(paragraph)], hidden: false }
    }

    fn row(cells: Vec<DraftCell>) -> DraftRow {
        DraftRow { before: 0, cells }
    }

    fn shape(table: &Table) -> Vec<(usize, usize, usize, usize, &str)> {
        table.cells.iter().map(|c| (c.row, c.column, c.row_span, c.column_span, c.text.as_str())).collect()
    }

    #[test]
    fn cells_continue_the_cell_above() {
        use Vertical::{Continues, Own};
        let rows = vec![
            row(vec![cell("甲", 1, Own), cell("乙", 2, Own)]),
            row(vec![cell("", 1, Continues), cell("1", 1, Own), cell("2", 1, Own)]),
            row(vec![cell("", 1, Continues), cell("", 2, Continues)]),
        ];
        let blocks = build(rows).unwrap_or_default();
        let Some(Block::Table(table)) = blocks.first() else { panic!("a table") };
        assert_eq!(
            shape(table),
            [(0, 0, 3, 1, "甲"), (0, 1, 1, 2, "乙"), (1, 1, 1, 1, "1"), (1, 2, 1, 1, "2"), (2, 1, 1, 2, "")]
        );
    }

    #[test]
    fn a_frame_around_tables_is_no_table() {
        let inner = build(vec![row(vec![cell("1", 1, Vertical::Own), cell("2", 1, Vertical::Own)])]);
        let mut frame = cell("题", 1, Vertical::Own);
        frame.blocks.extend(inner.clone().unwrap_or_default());
        assert_eq!(build(vec![row(vec![frame.clone()])]).map(|b| b.len()), Some(2));
        let beside = vec![row(vec![frame, cell("3", 1, Vertical::Own)])];
        let blocks = build(beside).unwrap_or_default();
        assert!(matches!(blocks.as_slice(), [Block::Table(a), Block::Table(_)] if a.cells[0].text == "题"));
        assert_eq!(build(vec![row(vec![cell("1", 1_000_000, Vertical::Own); 3])]), None);
    }
}
