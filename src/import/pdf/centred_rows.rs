//! Rows that no room parts: the lines of a wrapped label stand as close as rows do, but about the level of their numbers,
//! and every line but the last fills the column.

use super::printed_rows::{Piece, Row};

/// Most lines of a label.
const MOST_LINES: usize = 6;
/// How far the middle of a label may lie off its numbers, in em.
const OFF: f32 = 0.35;
/// What it costs to leave a line without numbers, in em.
const ALONE: f32 = 0.6;

/// A search over more lines and levels than this would take too long and too much memory.
const LARGEST: usize = 250_000;

/// The rows at these levels of numbers; `None` where some lie over each other, or where the table is too large for the search.
pub(super) fn find(pieces: &[Piece], figures: &[usize], levels: &[f32]) -> Option<Vec<Row>> {
    if pieces.len().saturating_mul(levels.len()) > LARGEST {
        return None;
    }
    let on = |p: &Piece, level: f32| (p.baseline - level).abs() < 0.4 * p.size;
    let mut rows: Vec<Option<Row>> = vec![None; levels.len()];
    let mut alone: Vec<&Piece> = Vec::new();
    let columns = pieces.iter().map(|p| p.column).max().map_or(0, |c| c + 1);
    for column in 0..columns {
        let mut lines: Vec<&Piece> = pieces.iter().filter(|p| p.column == column).collect();
        lines.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
        let homes = match figures.contains(&column) {
            true => lines.iter().map(|p| levels.iter().position(|l| on(p, *l))).collect(),
            false => homes(&lines, levels),
        };
        for (line, home) in lines.into_iter().zip(homes) {
            match home.and_then(|level| rows.get_mut(level)) {
                Some(row) => grow(row, line),
                None => alone.push(line),
            }
        }
    }
    let mut rows: Vec<Row> = rows.into_iter().flatten().collect();
    for line in alone {
        let over = |r: &&mut Row| line.bottom.min(r.bottom) - line.top.max(r.top) > 0.12 * line.size;
        match rows.iter_mut().find(over) {
            Some(row) => (row.top, row.bottom) = (row.top.min(line.top), row.bottom.max(line.bottom)),
            None => rows.push(Row { top: line.top, bottom: line.bottom, anchors: 0 }),
        }
    }
    rows.sort_by(|a, b| a.top.total_cmp(&b.top));
    let size = pieces.first()?.size;
    rows.windows(2).all(|pair| pair[0].bottom < pair[1].top + 0.3 * size).then_some(rows)
}

fn grow(row: &mut Option<Row>, line: &Piece) {
    let own = Row { top: line.top, bottom: line.bottom, anchors: 1 };
    *row = Some(row.map_or(own, |r| Row { top: r.top.min(own.top), bottom: r.bottom.max(own.bottom), ..r }));
}

/// Which level every line of a column of labels belongs to, so that labels lie about their numbers as closely as can be.
fn homes(lines: &[&Piece], levels: &[f32]) -> Vec<Option<usize>> {
    let right = lines.iter().map(|p| p.right).fold(f32::MIN, f32::max);
    let full = |p: &&Piece| p.right > right - 1.3 * p.size;
    let cost = |label: &[&Piece], level: f32| -> Option<f32> {
        let (first, wrapped) = (label.first()?, label.split_last()?.1);
        let middle = label.iter().map(|p| p.baseline).sum::<f32>() / label.len() as f32;
        let close = label.windows(2).all(|p| p[1].baseline - p[0].baseline < 1.9 * first.size);
        let off = (middle - level).abs();
        (close && wrapped.iter().all(full) && off <= OFF * first.size).then_some(off)
    };
    // best[i][k]: the least cost of the first i lines and the first k levels, and how many lines the last step took.
    let (n, m) = (lines.len(), levels.len());
    let mut best = vec![vec![(f32::MAX, 0usize, false); m + 1]; n + 1];
    for i in 0..=n {
        for k in 0..=m {
            let mut own = if i == 0 { (0.0, 0, k > 0) } else { (f32::MAX, 0, false) };
            if i > 0 && k > 0 {
                own = (best[i][k - 1].0, 0, true);
            }
            if let Some(line) = i.checked_sub(1).and_then(|i| lines.get(i)) {
                let sum = best[i - 1][k].0 + ALONE * line.size;
                if sum < own.0 {
                    own = (sum, 1, false);
                }
            }
            for count in (1..=MOST_LINES.min(i)).filter(|_| k > 0) {
                let Some(off) = lines.get(i - count..i).and_then(|l| cost(l, levels[k - 1])) else {
                    continue;
                };
                let sum = best[i - count][k - 1].0 + off;
                if sum < own.0 {
                    own = (sum, count, true);
                }
            }
            best[i][k] = own;
        }
    }
    let mut homes = vec![None; n];
    let (mut i, mut k) = (n, m);
    while i > 0 || k > 0 {
        let (_, count, leveled) = best[i][k];
        if count == 0 && !leveled {
            break;
        }
        if leveled && count > 0 {
            homes[i - count..i].fill(Some(k - 1));
        }
        (i, k) = (i - count, k - usize::from(leveled));
    }
    homes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(column: usize, baseline: f32, right: f32) -> Piece {
        let figure = column > 0;
        Piece { column, top: baseline - 8.6, bottom: baseline + 1.4, right, baseline, size: 10.0, figure }
    }

    /// Rows of one line each but the second and the fourth, all lines 13 apart.
    fn tight(widths: &[f32]) -> Vec<Piece> {
        let mut pieces: Vec<Piece> =
            widths.iter().enumerate().map(|(i, right)| piece(0, 100.0 + 13.0 * i as f32, *right)).collect();
        for level in [100.0, 119.5, 139.0, 158.5, 178.0] {
            pieces.extend([piece(1, level, 200.0), piece(2, level, 300.0)]);
        }
        pieces
    }

    #[test]
    fn labels_as_close_as_rows_lie_about_their_numbers() {
        let pieces = tight(&[60.0, 100.0, 30.0, 70.0, 98.0, 40.0, 50.0]);
        let rows = find(&pieces, &[1, 2], &[100.0, 119.5, 139.0, 158.5, 178.0]).unwrap_or_default();
        assert_eq!(rows.len(), 5);
        assert!(rows[1].top < 113.0 && rows[1].bottom > 126.0);
    }

    #[test]
    fn short_lines_are_no_wrapped_label() {
        let pieces = tight(&[60.0, 50.0, 30.0, 70.0, 100.0, 40.0, 50.0]);
        let homes = homes(&pieces.iter().filter(|p| p.column == 0).collect::<Vec<_>>(), &[100.0, 119.5]);
        assert_eq!(homes[..3], [Some(0), None, None]);
    }
}
