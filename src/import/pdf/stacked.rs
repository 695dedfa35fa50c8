//! Tables printed without room between them share their lines and look like one: a title in the middle begins the next.

use super::columns::Filled;
use super::glyphs::Glyph;
use super::grid::{Grid, GridCell};
use super::text::lines;
use crate::order::Set;

/// Longest title.
const LONGEST: usize = 40;

/// The tables that a grid holds, from top to bottom.
pub(super) fn apart(grid: Grid, glyphs: Vec<Vec<Glyph>>) -> Vec<Filled> {
    let cuts = cuts(&grid, &glyphs);
    if cuts.is_empty() {
        return vec![(grid, glyphs)];
    }
    let mut edges = vec![0];
    edges.extend(cuts);
    edges.push(grid.rows());
    let part = |pair: &[usize]| -> Option<Filled> {
        let (from, to) = (*pair.first()?, *pair.get(1)?);
        let own = grid.cells.iter().zip(&glyphs).filter(|(c, _)| (from..to).contains(&c.row));
        let (cells, glyphs): (Vec<GridCell>, Vec<Vec<Glyph>>) =
            own.map(|(c, g)| (GridCell { row: c.row - from, ..*c }, g.clone())).unzip();
        Some((
            Grid::of_cells(grid.xs.clone(), grid.ys.get(from..=to)?.to_vec(), cells).without_idle_edges(),
            glyphs,
        ))
    };
    edges.windows(2).filter_map(part).collect()
}

/// The rows at which another table begins: a title over the whole width, below which the columns lie otherwise than above.
fn cuts(grid: &Grid, glyphs: &[Vec<Glyph>]) -> Vec<usize> {
    let titles: Vec<usize> = (1..grid.rows()).filter(|row| is_title_row(grid, glyphs, *row)).collect();
    let mut cuts: Vec<usize> = Vec::new();
    for &row in &titles {
        let from = cuts.last().copied().unwrap_or(0);
        // 公开02表 under the title belongs to it.
        let heads = titles.contains(&(row - 1)) || row - from < 3;
        let next = titles.iter().copied().find(|t| *t > row + 3).unwrap_or(grid.rows());
        if !heads && columns_between(grid, from, row) != columns_between(grid, row, next) {
            cuts.push(row);
        }
    }
    cuts
}

/// Where cells begin in these rows.
fn columns_between(grid: &Grid, from: usize, to: usize) -> Set<usize> {
    grid.cells.iter().filter(|c| (from..to).contains(&c.row)).map(|c| c.column).collect()
}

/// A row of which one cell has text: a title. Some spreadsheets rule the empty cells beside it.
fn is_title_row(grid: &Grid, glyphs: &[Vec<Glyph>], row: usize) -> bool {
    // Cells stand in reading order.
    let first = grid.cells.partition_point(|c| c.row < row);
    let count = grid.cells.iter().skip(first).take_while(|c| c.row == row).count();
    let cells = grid.cells.get(first..first + count).unwrap_or_default();
    let width: usize = cells.iter().filter(|c| c.row_span == 1).map(|c| c.column_span).sum();
    let mut texts = glyphs.get(first..first + count).unwrap_or_default().iter().filter(|g| !g.is_empty());
    let (Some(glyphs), None) = (texts.next(), texts.next()) else { return false };
    if width != grid.columns() || glyphs.len() > LONGEST {
        return false;
    }
    let text: String = lines(glyphs.clone()).iter().flat_map(|l| &l.glyphs).map(|g| g.char).collect();
    text.ends_with('表') && !text.contains(['：', ':', '，', '。'])
}
