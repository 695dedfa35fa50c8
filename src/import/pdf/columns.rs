//! Tables without lines, or with some: columns and rows from the alignment of the text, only where it is clearly a table.

use super::geometry::Area;
use super::glyphs::Glyph;
use super::grid::{Grid, GridCell};
use super::printed_rows::{Piece, figure_columns, levels, row_edges};
use super::rulings::Line;
use super::text::{TextLine, lines};

/// A gap this wide, in em, parts two cells of a row.
const CELL_GAP: f32 = 0.8;
/// Fewest rows of a table without lines.
const FEWEST_ROWS: usize = 4;

type Filled = (Grid, Vec<Vec<Glyph>>);

/// Is it a number as a table shows it?
fn is_figure(glyphs: &[Glyph]) -> bool {
    let digits = glyphs.iter().filter(|g| g.char.is_ascii_digit()).count();
    digits > 0 && glyphs.iter().all(|g| g.char.is_ascii_digit() || ".,%-—－()".contains(g.char))
}

/// The box of some characters as a piece of a column.
fn piece(column: usize, glyphs: &[Glyph]) -> Option<Piece> {
    let first = glyphs.first()?;
    let area = glyphs.iter().map(|g| g.area).reduce(|a, b| a.union(&b))?;
    Some(Piece {
        column,
        top: area.top,
        bottom: area.bottom,
        baseline: first.baseline,
        size: first.size,
        figure: is_figure(glyphs),
    })
}

/// Splits a ruled row that holds several printed rows: two columns or more show numbers at the same three heights.
pub(super) fn split_unruled_rows(grid: Grid, glyphs: Vec<Vec<Glyph>>) -> Filled {
    let mut cuts: Vec<(usize, Vec<f32>)> = Vec::new();
    for row in 0..grid.rows() {
        let mut pieces: Vec<Piece> = Vec::new();
        for (cell, glyphs) in grid.cells.iter().zip(&glyphs) {
            if cell.row == row && cell.row_span == 1 && !glyphs.is_empty() {
                let lines = lines(glyphs.clone());
                pieces.extend(lines.iter().filter_map(|l| piece(cell.column, &l.glyphs)));
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

/// Finds tables among lines of text; gives back the lines that belong to none.
pub(super) fn find(text: Vec<TextLine>, loose: &[Line], occupied: &[Area]) -> (Vec<Filled>, Vec<TextLine>) {
    let rows: Vec<Vec<(f32, f32, bool)>> = text
        .iter()
        .map(|line| {
            line.segments(CELL_GAP)
                .iter()
                .filter_map(|s| Some((s.first()?.area.left, s.last()?.area.right, is_figure(s))))
                .collect()
        })
        .collect();
    let tabular = |i: usize| rows[i].len() >= 3 && rows[i].iter().filter(|s| s.2).count() >= 2;
    let (mut tables, mut rest) = (Vec::new(), Vec::new());
    let mut used = vec![false; text.len()];
    let mut i = 0;
    while i < text.len() {
        if !tabular(i) {
            i += 1;
            continue;
        }
        let (first, last) = region(&text, &rows, loose, i, &tabular);
        let count = (first..=last).filter(|&k| tabular(k)).count();
        let blocked =
            occupied.iter().any(|a| a.top < text[last].area.bottom && a.bottom > text[first].area.top);
        if count >= FEWEST_ROWS
            && !blocked
            && let Some(table) = build(&text[first..=last], &rows[first..=last], loose)
        {
            used[first..=last].fill(true);
            tables.push(table);
        }
        i = last + 1;
    }
    for (line, used) in text.into_iter().zip(used) {
        if !used {
            rest.push(line);
        }
    }
    (tables, rest)
}

/// Could this line be part of a table's head: short words within its columns, no title, no line of the unit?
fn is_head(line: &TextLine, row: &TextLine, segments: &[(f32, f32, bool)], within: (f32, f32)) -> bool {
    let text: String = line.glyphs.iter().map(|g| g.char).collect();
    let words = text.chars().count() <= 14 * segments.len().max(1) && !text.contains(['：', ':', '。', '，']);
    let inside = line.area.left > within.0 - 20.0 && line.area.right < within.1 + 20.0;
    let close = row.baseline - line.baseline < 3.0 * row.size;
    let same_size = line.size < 1.15 * row.size;
    words && inside && close && same_size && !text.ends_with('表') && !text.starts_with('表')
}

/// The lines about line `i` that belong to its table: down over rows and short gaps, up over the head.
fn region(
    text: &[TextLine],
    rows: &[Vec<(f32, f32, bool)>],
    loose: &[Line],
    i: usize,
    tabular: &impl Fn(usize) -> bool,
) -> (usize, usize) {
    let near = |a: usize, b: usize| text[b].baseline - text[a].baseline < 4.0 * text[b].size;
    let mut last = i;
    let mut k = i + 1;
    while k < text.len() && near(k - 1, k) {
        if tabular(k) || rows[k].len() >= 3 {
            last = k;
        } else if k > last + 2 {
            break;
        }
        k += 1;
    }
    let extent = rows.get(i..=last).unwrap_or_default().iter().flatten();
    let (left, right) = extent.fold((f32::MAX, f32::MIN), |(l, r), s| (l.min(s.0), r.max(s.1)));
    let mut first = i;
    while first > 0 && near(first - 1, first) && rows[first - 1].len() >= 3 {
        first -= 1;
    }
    // Heads stand close above, in short words.
    let mut heads = 0;
    while first > 0 && heads < 4 && is_head(&text[first - 1], &text[first], &rows[first - 1], (left, right)) {
        first -= 1;
        heads += 1;
    }
    // Lines across the page that enclose it: what stands between the uppermost and the lowest belongs to it.
    let close = |l: &&Line| l.at > text[first].area.top - 60.0 && l.at < text[last].area.bottom + 30.0;
    let (top, bottom) = loose
        .iter()
        .filter(close)
        .filter(|l| l.to - l.from > 0.6 * (text[i].area.right - text[i].area.left))
        .fold((f32::MAX, f32::MIN), |(t, b), l| (t.min(l.at), b.max(l.at)));
    while first > 0 && text[first - 1].area.top > top - 2.0 {
        first -= 1;
    }
    while last + 1 < text.len() && text[last + 1].area.bottom < bottom + 2.0 {
        last += 1;
    }
    (first, last)
}

/// A table from rows: columns are cut where four rows of five leave room.
fn build(text: &[TextLine], rows: &[Vec<(f32, f32, bool)>], loose: &[Line]) -> Option<Filled> {
    let size = text.first()?.size;
    let full: Vec<&Vec<(f32, f32, bool)>> = rows.iter().filter(|r| r.len() >= 3).collect();
    let left = rows.iter().flatten().map(|s| s.0).reduce(f32::min)?;
    let right = rows.iter().flatten().map(|s| s.1).reduce(f32::max)?;
    let steps = ((right - left).ceil() as usize).min(4_000);
    let mut covered = vec![0usize; steps + 1];
    for (from, to, _) in full.iter().copied().flatten() {
        let a = (from - left).max(0.0) as usize;
        let b = ((to - left).ceil() as usize).min(steps);
        for slot in covered.iter_mut().take(b + 1).skip(a) {
            *slot += 1;
        }
    }
    let allowed = full.len() / 5;
    let mut xs = vec![left - 2.0];
    let mut start: Option<usize> = None;
    for (x, count) in covered.iter().enumerate() {
        match (start, *count <= allowed) {
            (None, true) => start = Some(x),
            (Some(from), false) => {
                if (x - from) as f32 >= CELL_GAP * size * 0.75 && from > 0 {
                    xs.push(left + (from + x) as f32 / 2.0);
                }
                start = None;
            }
            _ => {}
        }
    }
    xs.push(right + 2.0);
    if xs.len() < 4 {
        return None;
    }
    // Rows: between lines where every row is ruled, else by the levels of the numbers.
    let (top, bottom) = (text.first()?.area.top, text.iter().map(|l| l.area.bottom).reduce(f32::max)?);
    let column = |x: f32| xs.partition_point(|e| *e <= x).saturating_sub(1);
    let pieces: Vec<Piece> = text
        .iter()
        .flat_map(|line| line.segments(CELL_GAP))
        .filter_map(|s| {
            let (first, last) = (s.first()?, s.last()?);
            piece(column((first.area.left + last.area.right) / 2.0), s)
        })
        .collect();
    let levels = levels(&pieces, &figure_columns(&pieces));
    let mut ruled: Vec<f32> = loose
        .iter()
        .filter(|l| l.to - l.from > 0.6 * (right - left) && l.at > top - 20.0 && l.at < bottom + 20.0)
        .map(|l| l.at)
        .collect();
    ruled.sort_by(f32::total_cmp);
    let every_row = ruled.windows(2).all(|p| levels.iter().filter(|l| p[0] < **l && **l < p[1]).count() <= 1);
    let mut ys =
        if ruled.len() > 3 && ruled.len() > levels.len() && every_row { ruled } else { row_edges(&pieces) };
    if ys.first().is_none_or(|y| *y > top + 0.5 * size) {
        ys.insert(0, top - 1.0);
    }
    if ys.last().is_none_or(|y| *y < bottom - 0.5 * size) {
        ys.push(bottom + 1.0);
    }
    ys.sort_by(f32::total_cmp);
    ys.dedup_by(|b, a| *b - *a < 2.0);
    let grid = Grid::plain(xs, ys);
    let mut filled = vec![Vec::new(); grid.cells.len()];
    for line in text {
        for segment in line.segments(CELL_GAP) {
            let area = segment.iter().map(|g| g.area).reduce(|a, b| a.union(&b))?;
            let y = (area.top + area.bottom) / 2.0;
            let x = (area.left + area.right) / 2.0;
            if let Some(home) = grid.at(x, y).and_then(|i| filled.get_mut(i)) {
                home.extend_from_slice(segment);
            }
        }
    }
    Some((grid, filled))
}
