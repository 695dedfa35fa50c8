//! Printed rows inside one ruled row.

use super::glyphs::Glyph;
use super::grid::{Grid, GridCell};
use super::printed_rows::{Piece, figure_columns, levels, row_edges};
use super::text::{PADDING, TextLine, lines};

/// A grid and what stands in its cells.
pub(super) type Filled = (Grid, Vec<Vec<Glyph>>);

/// Is it a number as a table shows it?
pub(super) fn is_figure(glyphs: &[Glyph]) -> bool {
    let digits = glyphs.iter().filter(|g| g.char.is_ascii_digit()).count();
    digits > 0 && glyphs.iter().all(|g| g.char.is_ascii_digit() || ".,%-—－()".contains(g.char))
}

/// The box of some characters as a piece of a column.
pub(super) fn piece(column: usize, glyphs: &[Glyph]) -> Option<Piece> {
    let first = glyphs.first()?;
    let area = glyphs.iter().map(|g| g.area).reduce(|a, b| a.union(&b))?;
    Some(Piece {
        column,
        top: area.top,
        bottom: area.bottom,
        right: area.right,
        baseline: first.baseline,
        size: first.size,
        figure: is_figure(glyphs),
    })
}

/// Is it one number or one text, wrapped because its cell is narrow? Then every line but the last is full, and together the
/// lines of a number are one number still.
fn is_wrapped(lines: &[TextLine], width: f32) -> bool {
    let text: String = lines.iter().flat_map(|l| &l.glyphs).map(|g| g.char).collect();
    let number = text.chars().all(|c| c.is_ascii_digit() || ".,-%".contains(c));
    let one = !number || text.matches('.').count() <= 1;
    let full = |pair: &[TextLine]| {
        let next = pair[1].glyphs.first().map_or(0.0, |g| g.area.width());
        pair[0].area.width() + next > width - 2.0 * PADDING - 0.3 * pair[0].size
    };
    // A line is broken behind the point before it is full.
    let broken = |pair: &[TextLine]| pair[0].glyphs.last().is_some_and(|g| ".,-".contains(g.char));
    one && lines.len() > 1 && lines.windows(2).all(|pair| full(pair) || broken(pair))
}

/// Does a cell hold several amounts, or a row of numbers, each on a line of its own?
pub(super) fn holds_amounts(glyphs: &[Glyph]) -> bool {
    if glyphs.iter().any(|g| g.char.is_alphabetic()) || glyphs.len() < 3 {
        return false;
    }
    let lines = lines(glyphs.to_vec());
    let amount = |line: &&TextLine| {
        let decimals = line.glyphs.iter().rev().take_while(|g| g.char.is_ascii_digit()).count();
        let point = line.glyphs.iter().rev().nth(decimals).is_some_and(|g| g.char == '.');
        is_figure(&line.glyphs) && decimals == 2 && point && line.glyphs.len() > 3
    };
    lines.iter().filter(amount).count() > 1 || lines.iter().filter(|l| is_figure(&l.glyphs)).count() > 2
}

/// Splits a ruled row that holds several printed rows: two columns or more show numbers at the same three heights.
pub(super) fn split_unruled_rows(grid: Grid, glyphs: Vec<Vec<Glyph>>) -> Filled {
    let mut cuts: Vec<(usize, Vec<f32>)> = Vec::new();
    for row in 0..grid.rows() {
        let mut pieces: Vec<Piece> = Vec::new();
        for (cell, glyphs) in grid.cells.iter().zip(&glyphs) {
            if cell.row == row && cell.row_span == 1 && !glyphs.is_empty() {
                let lines = lines(glyphs.clone());
                let wrapped = is_wrapped(&lines, grid.cell_area(cell).width());
                let own = lines.iter().filter_map(|l| piece(cell.column, &l.glyphs));
                pieces.extend(own.map(|p| Piece { figure: p.figure && !wrapped, ..p }));
            }
        }
        let columns = figure_columns(&pieces);
        let levels = levels(&pieces, &columns);
        let shared = |level: &&f32| {
            let at = |c: &&usize| {
                pieces
                    .iter()
                    .any(|p| p.figure && p.column == **c && (p.baseline - **level).abs() < 0.4 * p.size)
            };
            columns.iter().filter(at).count() >= 2
        };
        if columns.len() >= 2 && levels.len() >= 3 && levels.iter().filter(shared).count() * 2 > levels.len()
        {
            cuts.push((row, row_edges(&pieces)));
        }
    }
    if cuts.is_empty() {
        return (grid, glyphs);
    }
    let mut ys = grid.ys.clone();
    for (_, levels) in &cuts {
        ys.extend(levels);
    }
    ys.sort_by(f32::total_cmp);
    let row_at = |y: f32| ys.partition_point(|e| *e < y - 0.01);
    let mut cells = Vec::new();
    for cell in &grid.cells {
        let area = grid.cell_area(cell);
        let (first, last) = (row_at(area.top), row_at(area.bottom));
        let split = cell.row_span == 1 && cuts.iter().any(|(row, _)| *row == cell.row);
        if split {
            cells.extend((first..last).map(|row| GridCell { row, row_span: 1, ..*cell }));
        } else {
            cells.push(GridCell { row: first, row_span: (last - first).max(1), ..*cell });
        }
    }
    let grid = Grid::of_cells(grid.xs.clone(), ys, cells);
    let mut refilled = vec![Vec::new(); grid.cells.len()];
    for glyph in glyphs.into_iter().flatten() {
        let (x, y) = glyph.centre();
        if let Some(home) = grid.at(x, y).and_then(|i| refilled.get_mut(i)) {
            home.push(glyph);
        }
    }
    (grid, refilled)
}
