//! Ruling lines as a person sees them. Word draws one line as hundreds of small rectangles, others piece by piece.

use super::glyphs::Ruling;

/// Pieces of one line may leave gaps up to this.
const GAP: f32 = 3.0;
/// Lines nearer than this, across, are one (double borders, and the slips of a producer).
const SNAP: f32 = 2.6;
/// A shorter line is a dot or a stroke of a drawing.
const SHORTEST: f32 = 5.0;
/// With more lines than this, the page shows a drawing.
const MOST_LINES: usize = 3_000;

/// A whole line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Line {
    /// Its y if horizontal, else its x.
    pub(super) at: f32,
    pub(super) from: f32,
    pub(super) to: f32,
}

/// The lines of a page.
#[derive(Debug, Clone, Default)]
pub(super) struct Lines {
    pub(super) horizontal: Vec<Line>,
    pub(super) vertical: Vec<Line>,
}

/// Joins the pieces.
pub(super) fn merge(rulings: &[Ruling]) -> Lines {
    let of = |horizontal: bool| {
        let mut pieces: Vec<Line> = rulings
            .iter()
            .filter(|r| r.horizontal == horizontal)
            .map(|r| Line { at: r.at, from: r.from, to: r.to })
            .collect();
        join(&mut pieces)
    };
    let lines = Lines { horizontal: of(true), vertical: of(false) };
    if lines.horizontal.len() + lines.vertical.len() > MOST_LINES { Lines::default() } else { lines }
}

fn join(pieces: &mut [Line]) -> Vec<Line> {
    pieces.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.from.total_cmp(&b.from)));
    let mut lines = Vec::new();
    let mut rest = &mut pieces[..];
    while let Some(first) = rest.first().map(|p| p.at) {
        let mut end = 1;
        while rest.get(end).is_some_and(|p| p.at - first <= SNAP) {
            end += 1;
        }
        let (cluster, tail) = rest.split_at_mut(end);
        join_cluster(cluster, &mut lines);
        rest = tail;
    }
    lines
}

/// Joins the pieces that lie at the same height. Lines of two tables far from each other are not moved together.
fn join_cluster(cluster: &mut [Line], lines: &mut Vec<Line>) {
    cluster.sort_by(|a, b| a.from.total_cmp(&b.from));
    let mut rest = &cluster[..];
    while let Some(first) = rest.first() {
        let (mut to, mut end) = (first.to, 1);
        while let Some(piece) = rest.get(end).filter(|p| p.from <= to + GAP) {
            to = to.max(piece.to);
            end += 1;
        }
        let (own, tail) = rest.split_at(end);
        let length: f32 = own.iter().map(|p| p.to - p.from).sum();
        let at = own.iter().map(|p| p.at * (p.to - p.from)).sum::<f32>() / length.max(f32::EPSILON);
        if at.is_finite() && to - first.from >= SHORTEST {
            lines.push(Line { at, from: first.from, to });
        }
        rest = tail;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(at: f32, from: f32, to: f32) -> Ruling {
        Ruling { horizontal: true, at, from, to }
    }

    #[test]
    fn pieces_of_one_line_are_joined() {
        let lines = merge(&[piece(10.0, 0.0, 20.0), piece(10.3, 20.5, 60.0), piece(10.1, 80.0, 90.0)]);
        assert_eq!(lines.horizontal.len(), 2);
        assert_eq!((lines.horizontal[0].from, lines.horizontal[0].to), (0.0, 60.0));
    }

    #[test]
    fn a_double_border_is_one_line() {
        let lines = merge(&[piece(10.0, 0.0, 50.0), piece(12.0, 0.0, 50.0), piece(30.0, 0.0, 50.0)]);
        assert_eq!(lines.horizontal.len(), 2);
    }
}
