//! The rows of a table whose rows no line parts: every row has its numbers on one level, and its label may be wrapped
//! about that level.

use super::centred_rows;

/// A piece of text in a column.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    pub(super) column: usize,
    pub(super) top: f32,
    pub(super) bottom: f32,
    pub(super) right: f32,
    pub(super) baseline: f32,
    pub(super) size: f32,
    pub(super) figure: bool,
}

/// A row: its upper and lower end, and how many levels of numbers it has.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    pub(super) top: f32,
    pub(super) bottom: f32,
    pub(super) anchors: usize,
}

/// Columns in which numbers prevail.
pub(super) fn figure_columns(pieces: &[Piece]) -> Vec<usize> {
    let columns = pieces.iter().map(|p| p.column).max().map_or(0, |c| c + 1);
    (0..columns)
        .filter(|&c| {
            let all = pieces.iter().filter(|p| p.column == c).count();
            let figures = pieces.iter().filter(|p| p.column == c && p.figure).count();
            figures >= 3 && figures * 2 >= all
        })
        .collect()
}

/// The levels at which numbers stand.
pub(super) fn levels(pieces: &[Piece], columns: &[usize]) -> Vec<f32> {
    let mut levels: Vec<(f32, f32)> = pieces
        .iter()
        .filter(|p| p.figure && columns.contains(&p.column))
        .map(|p| (p.baseline, p.size))
        .collect();
    levels.sort_by(|a, b| a.0.total_cmp(&b.0));
    levels.dedup_by(|b, a| b.0 - a.0 < 0.4 * a.1);
    levels.into_iter().map(|(level, _)| level).collect()
}

/// Where one row ends and the next begins.
pub(super) fn row_edges(pieces: &[Piece]) -> Vec<f32> {
    let figures = figure_columns(pieces);
    let levels = levels(pieces, &figures);
    let is_anchor = |p: &Piece| levels.iter().any(|l| (l - p.baseline).abs() < 0.4 * p.size);
    let labels = label_column(pieces, &figures, &is_anchor);
    let mut rows = labels.map(|column| clusters(pieces, column, &is_anchor)).unwrap_or_default();
    // Whatever lies between the labels is a row of its own: heads, numbers without a label. Lines of two rows never overlap.
    let mut rest: Vec<&Piece> = pieces.iter().collect();
    // The level of the numbers first: what was wrapped about it lies above and below.
    rest.sort_by(|a, b| is_anchor(b).cmp(&is_anchor(a)).then(a.baseline.total_cmp(&b.baseline)));
    let mut grown: Vec<(f32, f32)> = rows.iter().map(|r| (r.top, r.bottom)).collect();
    for piece in rest {
        let shared = |r: &Row| piece.bottom.min(r.bottom) - piece.top.max(r.top);
        let home = (0..rows.len()).max_by(|a, b| shared(&rows[*a]).total_cmp(&shared(&rows[*b])));
        match home.filter(|i| shared(&rows[*i]) > 0.12 * piece.size) {
            Some(home) => {
                let (top, bottom) = grown[home];
                grown[home] = (top.min(piece.top), bottom.max(piece.bottom));
            }
            None => {
                rows.push(Row { top: piece.top, bottom: piece.bottom, anchors: 0 });
                grown.push((piece.top, piece.bottom));
            }
        }
    }
    for (row, (top, bottom)) in rows.iter_mut().zip(grown) {
        row.anchors = levels.iter().filter(|l| row.top <= **l && **l <= row.bottom + 1.0).count();
        (row.top, row.bottom) = (top, bottom);
    }
    rows.sort_by(|a, b| a.top.total_cmp(&b.top));
    if rows.iter().any(|r| r.anchors > 1) {
        rows = centred_rows::find(pieces, &figures, &levels).unwrap_or_else(|| by_line(pieces));
    }
    between(&rows)
}

/// The same where every line of text is taken for a row.
pub(super) fn line_edges(pieces: &[Piece]) -> Vec<f32> {
    between(&by_line(pieces))
}

fn between(rows: &[Row]) -> Vec<f32> {
    rows.windows(2).map(|p| (p[0].bottom + p[1].top) / 2.0).collect()
}

/// The column of words with most pieces off the levels of the numbers.
fn label_column(pieces: &[Piece], figures: &[usize], is_anchor: &impl Fn(&Piece) -> bool) -> Option<usize> {
    let columns = pieces.iter().map(|p| p.column).max().map_or(0, |c| c + 1);
    let wrapped = |c: usize| pieces.iter().filter(|p| p.column == c && !is_anchor(p)).count();
    let found = (0..columns).filter(|c| !figures.contains(c)).max_by_key(|c| wrapped(*c))?;
    (wrapped(found) > 0).then_some(found)
}

/// Lines of a label stand closer than the labels of two rows.
fn clusters(pieces: &[Piece], column: usize, is_anchor: &impl Fn(&Piece) -> bool) -> Vec<Row> {
    let mut lines: Vec<&Piece> = pieces.iter().filter(|p| p.column == column).collect();
    lines.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    let pitch = lines
        .windows(2)
        .filter(|p| !(is_anchor(p[0]) && is_anchor(p[1])))
        .map(|p| p[1].baseline - p[0].baseline)
        .filter(|d| *d > 0.5)
        .fold(f32::MAX, f32::min);
    let mut rows: Vec<Row> = Vec::new();
    let mut before: Option<&Piece> = None;
    for line in lines {
        let joined = before.is_some_and(|b| line.baseline - b.baseline <= 1.08 * pitch);
        match rows.last_mut().filter(|_| joined) {
            Some(row) => row.bottom = row.bottom.max(line.bottom),
            None => rows.push(Row { top: line.top, bottom: line.bottom, anchors: 0 }),
        }
        before = Some(line);
    }
    rows
}

/// Every line of text is a row.
fn by_line(pieces: &[Piece]) -> Vec<Row> {
    let mut sorted: Vec<&Piece> = pieces.iter().collect();
    sorted.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    let mut rows: Vec<Row> = Vec::new();
    let mut level = f32::MIN;
    for piece in sorted {
        match rows.last_mut().filter(|_| piece.baseline - level < 0.36 * piece.size) {
            Some(row) => row.bottom = row.bottom.max(piece.bottom),
            None => {
                rows.push(Row { top: piece.top, bottom: piece.bottom, anchors: 0 });
                level = piece.baseline;
            }
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(column: usize, baseline: f32, figure: bool) -> Piece {
        Piece {
            column,
            top: baseline - 8.6,
            bottom: baseline + 1.4,
            right: 100.0,
            baseline,
            size: 10.0,
            figure,
        }
    }

    #[test]
    fn a_wrapped_label_belongs_to_the_level_that_it_surrounds() {
        // Labels of one, two and three lines, 12 apart; rows 4 farther.
        let mut pieces = vec![piece(0, 100.0, false), piece(0, 116.0, false), piece(0, 128.0, false)];
        pieces.extend([piece(0, 144.0, false), piece(0, 156.0, false), piece(0, 168.0, false)]);
        for level in [100.0, 122.0, 156.0] {
            pieces.extend([piece(1, level, true), piece(2, level, true)]);
        }
        let edges = row_edges(&pieces);
        assert_eq!(edges.len(), 2);
        assert!(edges[0] > 100.0 && edges[0] < 116.0 && edges[1] > 128.0 && edges[1] < 144.0);
    }

    #[test]
    fn without_wrapped_labels_every_line_is_a_row() {
        let pieces: Vec<Piece> =
            (0..4).flat_map(|i| (0..3).map(move |c| piece(c, 100.0 + 14.0 * i as f32, c > 0))).collect();
        assert_eq!(row_edges(&pieces).len(), 3);
    }
}
