//! The columns of a table without upright lines. Numbers of one column stand above each other, so that they overlap;
//! words fill the room between.

use super::aligned::Segment;

/// Where a column's text lies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Band {
    pub(super) left: f32,
    pub(super) right: f32,
    /// How many segments of the body lie in it.
    count: usize,
    pub(super) figures: bool,
}

impl Band {
    fn of(segment: &Segment) -> Self {
        Self { left: segment.area.left, right: segment.area.right, count: 1, figures: segment.figure }
    }

    fn middle(&self) -> f32 {
        (self.left + self.right) / 2.0
    }

    /// The room between a segment and the band; negative where they overlap.
    fn away(&self, segment: &Segment) -> f32 {
        (segment.area.left - self.right).max(self.left - segment.area.right)
    }
}

/// Joins what overlaps by more than a hair.
fn cluster(mut bands: Vec<Band>, size: f32) -> Vec<Band> {
    bands.sort_by(|a, b| a.left.total_cmp(&b.left));
    let mut out: Vec<Band> = Vec::new();
    for band in bands {
        match out.last_mut().filter(|last| band.left < last.right - 0.1 * size) {
            Some(last) => {
                last.right = last.right.max(band.right);
                last.count += band.count;
            }
            None => out.push(band),
        }
    }
    out
}

/// The column that a segment belongs to.
pub(super) fn nearest(bands: &[Band], segment: &Segment) -> usize {
    let key = |band: &Band| {
        let apart = (band.middle() - segment.middle()).abs();
        let away = band.away(segment);
        // Overlap decides first, then the room between, then the middles.
        (away.max(0.0), if away < 0.0 { away.max(-segment.area.width()) } else { 0.0 }, apart)
    };
    let better = |a: &Band, b: &Band| {
        let (a, b) = (key(a), key(b));
        a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.total_cmp(&b.2))
    };
    (0..bands.len()).min_by(|a, b| better(&bands[*a], &bands[*b])).unwrap_or(0)
}

/// The columns that the body shows.
pub(super) fn find(body: &[&[Segment]], size: f32) -> Vec<Band> {
    let all = || body.iter().copied().flatten();
    let mut figures = cluster(all().filter(|s| s.figure).map(Band::of).collect(), size);
    let dashes = dashes_apart(body, &mut figures, size);
    // Words between the same two columns of numbers.
    let mut words: Vec<Vec<Band>> = vec![Vec::new(); figures.len() + 1];
    for segment in all().filter(|s| !s.figure && !is_dash(s)) {
        let slot = figures.iter().filter(|f| f.middle() < segment.middle()).count();
        let inside =
            figures.iter().any(|f| segment.area.left > f.left - size && segment.area.right < f.right + size);
        if let Some(words) = words.get_mut(slot).filter(|_| !inside) {
            words.push(Band::of(segment));
        }
    }
    let fewest = (body.len() / 6).min(4);
    let most = words.iter().flat_map(|w| cluster(w.clone(), size)).map(|w| w.count).max().unwrap_or(0);
    let mut bands: Vec<Band> = words
        .into_iter()
        .flat_map(|w| cluster(w, size))
        // A dash or a remark in a column of numbers is no column; the labels at the left are.
        .filter(|w| {
            // A word over codes, as 合计 often stands, is no column either.
            let labels = w.count == most && figures.first().is_none_or(|f| w.left < f.left);
            w.count > fewest || labels
        })
        .collect();
    bands.extend(dashes.into_iter().filter(|d| d.count > fewest));
    bands.extend(&figures);
    bands.sort_by(|a, b| a.left.total_cmp(&b.left));
    without_overlaps(bands)
}

/// A stroke for no amount.
fn is_dash(segment: &Segment) -> bool {
    segment.glyphs.iter().all(|g| "-—－–".contains(g.char))
}

/// Dashes are centred in columns whose numbers stand at the right: where no row has both, both are one column. Gives back
/// the columns in which nothing but dashes stands.
fn dashes_apart(body: &[&[Segment]], figures: &mut [Band], size: f32) -> Vec<Band> {
    let all = body.iter().copied().flatten().filter(|s| is_dash(s));
    let within = |b: &Band, s: &Segment| b.away(s) < 0.0;
    let mut apart: Vec<Band> = Vec::new();
    for dash in cluster(all.map(Band::of).collect(), size) {
        let inside = |f: &Band| dash.left < f.right && f.left < dash.right;
        if figures.iter().any(inside) {
            continue;
        }
        let beside = |f: &&mut Band| {
            let both = body.iter().any(|row| {
                row.iter().any(|s| s.figure && within(f, s))
                    && row.iter().any(|s| is_dash(s) && within(&dash, s))
            });
            !both && (dash.left - f.right).max(f.left - dash.right) < 4.0 * size
        };
        match figures.iter_mut().find(beside) {
            Some(figure) => {
                (figure.left, figure.right) = (figure.left.min(dash.left), figure.right.max(dash.right));
            }
            None => apart.push(Band { figures: true, ..dash }),
        }
    }
    apart
}

/// A label longer than its column reaches over the numbers beside it; the column ends where the numbers begin.
fn without_overlaps(mut bands: Vec<Band>) -> Vec<Band> {
    for i in 1..bands.len() {
        let (before, after) = bands.split_at_mut(i);
        if let (Some(a), Some(b)) = (before.last_mut(), after.first_mut())
            && a.right > b.left
        {
            match a.figures {
                true => b.left = a.right,
                false => a.right = b.left,
            }
        }
    }
    bands.retain(|b| b.right > b.left);
    bands
}

/// The columns of the segments of a row. What stands over none takes the nearest that nothing else of the row stands in.
pub(super) fn homes(bands: &[Band], row: &[Segment]) -> Vec<usize> {
    let nearest: Vec<usize> = row.iter().map(|s| nearest(bands, s)).collect();
    let over = |s: &Segment, home: usize| bands.get(home).is_some_and(|b| b.away(s) < 0.0);
    let taken: Vec<usize> = row.iter().zip(&nearest).filter(|(s, h)| over(s, **h)).map(|(_, h)| *h).collect();
    row.iter()
        .zip(nearest)
        .map(|(segment, home)| {
            if over(segment, home) || !taken.contains(&home) {
                return home;
            }
            let free = |i: &usize| !taken.contains(i) && i.abs_diff(home) == 1;
            let away = |i: usize| bands.get(i).map_or(f32::MAX, |b| b.away(segment));
            // Words stand at the left of their column, numbers at its right.
            let next = if segment.figure {
                home.checked_sub(1)
            } else {
                Some(home + 1).filter(|n| *n < bands.len())
            };
            next.filter(free)
                .or_else(|| (0..bands.len()).filter(free).min_by(|a, b| away(*a).total_cmp(&away(*b))))
                .unwrap_or(home)
        })
        .collect()
}

/// What it costs to leave a word of the head without a column, or a column without a word, in em.
const ALONE: f32 = 3.5;

/// Which column every word of a head stands over, both from left to right, and what that costs. A word may stand at the
/// left of a column whose numbers stand at the right, so that the order tells more than the distance.
pub(super) fn align(words: &[(f32, f32)], bands: &[Band], size: f32) -> (f32, Vec<Option<usize>>) {
    let alone = ALONE * size;
    // As many words as columns, and no word over another column than its own: they belong together, in their order.
    let joined: Vec<(f32, f32)> =
        words.iter().zip(bands).map(|(w, b)| (w.0.min(b.left), w.1.max(b.right))).collect();
    if words.len() == bands.len() && joined.windows(2).all(|p| p[0].1 <= p[1].0 + 0.1 * size) {
        return (0.0, (0..words.len()).map(Some).collect());
    }
    let cost = |w: usize, b: usize| -> f32 {
        let (Some((left, right)), Some(band)) = (words.get(w), bands.get(b)) else { return f32::MAX };
        let away = (left - band.right).max(band.left - right).max(0.0);
        away + 0.05 * ((left + right) / 2.0 - band.middle()).abs()
    };
    let (n, m) = (words.len(), bands.len());
    let mut best = vec![vec![0.0f32; m + 1]; n + 1];
    for w in 0..=n {
        for b in 0..=m {
            let matched = (w > 0 && b > 0).then(|| best[w - 1][b - 1] + cost(w - 1, b - 1));
            let word = (w > 0).then(|| best[w - 1][b] + alone);
            let band = (b > 0).then(|| best[w][b - 1] + alone);
            best[w][b] = [matched, word, band].into_iter().flatten().reduce(f32::min).unwrap_or(0.0);
        }
    }
    let mut homes = vec![None; n];
    let (mut w, mut b) = (n, m);
    while w > 0 && b > 0 {
        if best[w][b] >= best[w - 1][b - 1] + cost(w - 1, b - 1) {
            homes[w - 1] = Some(b - 1);
            (w, b) = (w - 1, b - 1);
        } else if best[w][b] >= best[w - 1][b] + alone {
            w -= 1;
        } else {
            b -= 1;
        }
    }
    (best[n][m], homes)
}

/// Adds a column in which nothing stands but its head, unless that stands over another column.
pub(super) fn add_empty(bands: &mut Vec<Band>, left: f32, right: f32) -> bool {
    let free = bands.iter().all(|b| (left - b.right).max(b.left - right) > -0.2 * (right - left));
    if free {
        bands.push(Band { left, right, count: 0, figures: true });
        bands.sort_by(|a, b| a.left.total_cmp(&b.left));
    }
    free
}

/// The edges of the columns, in the middle of the room between them.
pub(super) fn edges(bands: &[Band]) -> Vec<f32> {
    let mut edges: Vec<f32> = bands.first().map(|b| b.left - 2.0).into_iter().collect();
    edges.extend(bands.windows(2).map(|p| (p[0].right + p[1].left) / 2.0));
    edges.extend(bands.last().map(|b| b.right + 2.0));
    edges
}
