//! The head of a table without upright lines: words above each other are one cell, and a word above several columns is
//! the head of those.

use super::aligned::Segment;
use super::bands::{self, Band};
use super::glyphs::Glyph;
use super::grid::GridCell;

/// Lines of one cell stand at most this far apart, in em.
const LINE: f32 = 1.75;

/// A cell of the head before its place is known.
#[derive(Debug, Clone)]
struct Block {
    segments: Vec<Segment>,
    left: f32,
    right: f32,
    /// Baselines of its first and last line.
    first: f32,
    last: f32,
    /// Columns covered: from, to (exclusive).
    columns: (usize, usize),
}

impl Block {
    fn middle(&self) -> f32 {
        (self.left + self.right) / 2.0
    }

    fn nearest(&self, columns: &[Band]) -> usize {
        let own = self.segments.iter().max_by(|a, b| a.area.width().total_cmp(&b.area.width()));
        own.map_or(0, |s| bands::nearest(columns, s))
    }

    fn level(&self) -> f32 {
        (self.first + self.last) / 2.0
    }
}

/// The cells of a head.
#[derive(Debug, Clone, Default)]
pub(super) struct HeadCells {
    pub(super) rows: usize,
    cells: Vec<(GridCell, Vec<Glyph>)>,
}

impl HeadCells {
    pub(super) fn add(&mut self, row: usize, column: usize, segment: &Segment) {
        let own = GridCell { row, column, row_span: 1, column_span: 1 };
        match self.cells.iter_mut().find(|(c, _)| *c == own) {
            Some((_, glyphs)) => glyphs.extend_from_slice(&segment.glyphs),
            None => self.cells.push((own, segment.glyphs.clone())),
        }
    }

    /// All cells, with the empty ones where nothing stands.
    pub(super) fn finish(self, columns: usize) -> Vec<(GridCell, Vec<Glyph>)> {
        let mut cells = self.cells;
        for row in 0..self.rows {
            for column in 0..columns {
                let covered = cells.iter().any(|(c, _)| {
                    (c.row..c.row + c.row_span).contains(&row)
                        && (c.column..c.column + c.column_span).contains(&column)
                });
                if !covered {
                    cells.push((GridCell { row, column, row_span: 1, column_span: 1 }, Vec::new()));
                }
            }
        }
        cells
    }
}

/// Lays the head out over the columns; adds columns in which nothing but their head stands.
pub(super) fn cells(lines: &[&[Segment]], columns: &mut Vec<Band>, size: f32) -> HeadCells {
    let mut blocks = blocks(lines);
    blocks.sort_by(|a, b| b.level().total_cmp(&a.level()));
    // Levels from the lowest upwards.
    let mut levels: Vec<Vec<Block>> = Vec::new();
    for block in blocks {
        match levels.last_mut().filter(|l| l.first().is_some_and(|b| b.level() - block.level() < 0.4 * size))
        {
            Some(level) => level.push(block),
            None => levels.push(vec![block]),
        }
    }
    // The words that head one column each may stand on several levels, where some are centred beside others on two lines:
    // as many levels are taken together as fit the columns best.
    let best = (1..=levels.len())
        .map(|count| (bands::align(&extents(&leaves(&levels, count)), columns, size).0, count))
        .min_by(|a, b| a.0.total_cmp(&b.0));
    let Some((_, count)) = best else { return HeadCells::default() };
    let singles = leaves(&levels, count);
    let (_, homes) = bands::align(&extents(&singles), columns, size);
    for (block, _) in singles.iter().zip(&homes).filter(|(_, home)| home.is_none()) {
        bands::add_empty(columns, block.left, block.right);
    }
    let (_, homes) = bands::align(&extents(&singles), columns, size);
    let mut placed: Vec<Block> = Vec::new();
    for (mut block, home) in singles.into_iter().zip(homes) {
        let column = home.unwrap_or_else(|| block.nearest(columns));
        block.columns = (column, column + 1);
        placed.push(block);
    }
    for level in levels {
        let mut rest: Vec<Block> = level
            .into_iter()
            .filter(|b| !placed.iter().any(|p| p.first == b.first && p.left == b.left))
            .collect();
        rest.sort_by(|a, b| a.left.total_cmp(&b.left));
        // What is centred beside a head of two levels stands half way down, not below.
        let top = rest.first().map_or(0.0, Block::level);
        let lowest = placed.iter().map(|p| p.level() - top).fold(0.0f32, f32::max);
        let lower: Vec<Block> = placed.iter().filter(|p| p.level() - top > 0.7 * lowest).cloned().collect();
        place(&mut rest, &lower, columns);
        placed.extend(rest);
    }
    stack(placed, columns.len())
}

/// The blocks of the lowest levels that have none of their own below them, from left to right.
fn leaves(levels: &[Vec<Block>], count: usize) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    for level in levels.iter().take(count) {
        let over = |b: &Block| out.iter().any(|o| b.left < o.right && o.left < b.right);
        let free: Vec<Block> = level.iter().filter(|b| !over(b)).cloned().collect();
        out.extend(free);
    }
    out.sort_by(|a, b| a.left.total_cmp(&b.left));
    out
}

fn extents(blocks: &[Block]) -> Vec<(f32, f32)> {
    blocks.iter().map(|b| (b.left, b.right)).collect()
}

/// Segments of neighbouring lines that share their middle and meet nothing else are one cell.
fn blocks(lines: &[&[Segment]]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let pitch = pitch(lines);
    for line in lines {
        let known = blocks.len();
        for segment in *line {
            let near = |b: &Block| {
                let size = segment.size;
                let over = segment.area.left < b.right && b.left < segment.area.right;
                let step = segment.baseline() - b.last;
                over && step < (LINE * size).min(1.08 * pitch) && step > 0.3 * size
            };
            let about = blocks.iter().take(known).filter(|b| near(b)).count();
            let home = blocks.iter().take(known).position(|b| {
                let middle = (b.middle() - segment.middle()).abs() < 0.7 * segment.size;
                let flush = (b.left - segment.area.left).abs() < 0.3 * segment.size;
                let others = line.iter().filter(|s| s.area.left < b.right && b.left < s.area.right).count();
                near(b) && (middle || flush) && others == 1
            });
            match home.filter(|_| about == 1).and_then(|i| blocks.get_mut(i)) {
                Some(block) => {
                    block.left = block.left.min(segment.area.left);
                    block.right = block.right.max(segment.area.right);
                    block.last = segment.baseline();
                    block.segments.push(segment.clone());
                }
                None => blocks.push(Block {
                    segments: vec![segment.clone()],
                    left: segment.area.left,
                    right: segment.area.right,
                    first: segment.baseline(),
                    last: segment.baseline(),
                    columns: (0, 0),
                }),
            }
        }
    }
    blocks
}

/// The least distance of lines above each other: that of the lines of one cell, where a cell has several.
fn pitch(lines: &[&[Segment]]) -> f32 {
    let all = || lines.iter().copied().flatten();
    all()
        .flat_map(|a| all().map(move |b| (a, b)))
        .filter(|(a, b)| a.area.left < b.area.right && b.area.left < a.area.right)
        .map(|(a, b)| (b.baseline() - a.baseline(), a.size))
        .filter(|(step, size)| *step > 0.9 * size)
        .fold(f32::MAX, |least, (step, _)| least.min(step))
}

/// Gives the blocks of one level their columns: those with blocks below share them out by their middles, the others stand
/// over the nearest column.
fn place(level: &mut [Block], below: &[Block], columns: &[Band]) {
    let headed = |c: usize| below.iter().any(|b| (b.columns.0..b.columns.1).contains(&c));
    for block in level.iter_mut() {
        let column = block.nearest(columns);
        block.columns = (column, column + 1);
    }
    // Runs of columns that have something below: every one is shared out among the blocks that stand over it.
    let mut start = 0;
    while start < columns.len() {
        if !headed(start) {
            start += 1;
            continue;
        }
        let end = (start..columns.len()).find(|c| !headed(*c)).unwrap_or(columns.len());
        let over: Vec<usize> = (0..level.len())
            .filter(|i| level.get(*i).is_some_and(|b| (start..end).contains(&b.columns.0)))
            .collect();
        share_out(level, &over, below, start, end);
        start = end;
    }
}

/// Which columns from `start` to `end` stand under which of the blocks `over`: every block takes neighbours, so that its
/// middle is that of what it takes.
fn share_out(level: &mut [Block], over: &[usize], below: &[Block], start: usize, end: usize) {
    let own = |i: usize| over.get(i).and_then(|o| level.get(*o)).map_or((0.0, 0.0), |b| (b.middle(), b.left));
    let extent = |c: usize| {
        below
            .iter()
            .filter(|b| (b.columns.0..b.columns.1).contains(&c))
            .map(|b| (b.left, b.right))
            .next_back()
    };
    let cost = |i: usize, from: usize, to: usize| -> f32 {
        match (extent(from), extent(to - 1)) {
            // Centred over them, or flush with the first.
            (Some((left, _)), Some((_, right))) => {
                ((left + right) / 2.0 - own(i).0).abs().min((left - own(i).1).abs())
            }
            _ => f32::MAX,
        }
    };
    if over.is_empty() || end - start < over.len() {
        return;
    }
    // best[i][c]: the least cost of giving columns from start up to c to the first i blocks; columns may stay without one.
    let width = end - start;
    let mut best = vec![vec![f32::MAX; width + 1]; over.len() + 1];
    let mut taken = vec![vec![(0usize, 0usize); width + 1]; over.len() + 1];
    best[0] = (0..=width).map(|c| 6.0 * c as f32).collect();
    for i in 1..=over.len() {
        for c in 1..=width {
            // The column stays without a head of this level.
            if best[i][c - 1] < f32::MAX {
                best[i][c] = best[i][c - 1] + 6.0;
                taken[i][c] = taken[i][c - 1];
            }
            for from in 0..c {
                let before = best[i - 1][from];
                let sum = before + cost(i - 1, start + from, start + c);
                if before < f32::MAX && sum < best[i][c] {
                    (best[i][c], taken[i][c]) = (sum, (from, c));
                }
            }
        }
    }
    let mut c = width;
    for i in (1..=over.len()).rev() {
        let (from, to) = taken[i][c];
        if let Some(block) = over.get(i - 1).and_then(|o| level.get_mut(*o)).filter(|_| from < to) {
            block.columns = (start + from, start + to);
        }
        c = from;
    }
}

/// Rows of the head: in every column the blocks stand above each other, the lowest reaches down to the body.
fn stack(mut blocks: Vec<Block>, columns: usize) -> HeadCells {
    blocks.sort_by(|a, b| a.level().total_cmp(&b.level()));
    let over = |b: &Block, c: usize| (b.columns.0..b.columns.1).contains(&c);
    let mut rows: Vec<usize> = Vec::with_capacity(blocks.len());
    for (i, block) in blocks.iter().enumerate() {
        let above = blocks.iter().take(i).zip(&rows);
        let row = above
            .filter(|(b, _)| (block.columns.0..block.columns.1).any(|c| over(b, c)))
            .map(|(_, r)| r + 1)
            .max()
            .unwrap_or(0);
        rows.push(row);
    }
    let depth = rows.iter().max().map_or(0, |r| r + 1);
    let mut out = HeadCells { rows: depth, cells: Vec::new() };
    for (i, (block, row)) in blocks.iter().zip(&rows).enumerate() {
        let next = blocks
            .iter()
            .zip(&rows)
            .skip(i + 1)
            .filter(|(b, _)| (block.columns.0..block.columns.1).any(|c| over(b, c)))
            .map(|(_, r)| *r)
            .min()
            .unwrap_or(depth);
        let (column, end) = (block.columns.0, block.columns.1.min(columns).max(block.columns.0 + 1));
        let cell = GridCell {
            row: *row,
            column,
            row_span: next.saturating_sub(*row).max(1),
            column_span: end - column,
        };
        out.cells.push((cell, block.segments.iter().flat_map(|s| s.glyphs.iter().copied()).collect()));
    }
    out
}
