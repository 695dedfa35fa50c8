//! Tables from ruling lines: lines that cross make a grid, and a unit cell with no line at its right or lower edge
//! belongs to its neighbour.

use super::geometry::Area;
use super::rulings::{Line, Lines};

/// How far a line may end short of the one it meets.
const REACH: f32 = 3.5;
/// A column or row thinner than this is two lines meant as one.
const THINNEST: f32 = 3.8;
/// An open border lies at least this far outside the outermost line.
const OPEN: f32 = 8.0;
/// More unit cells than any printed page holds.
const MOST_CELLS: usize = 60_000;

/// A cell of a grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct GridCell {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) row_span: usize,
    pub(super) column_span: usize,
}

/// A ruled table on one page.
#[derive(Debug, Clone, Default)]
pub(super) struct Grid {
    /// Edges of the columns, one more than there are columns.
    pub(super) xs: Vec<f32>,
    /// Edges of the rows.
    pub(super) ys: Vec<f32>,
    pub(super) cells: Vec<GridCell>,
    /// Which cell covers each unit cell, row by row.
    slots: Vec<usize>,
}

impl Grid {
    pub(super) fn rows(&self) -> usize {
        self.ys.len().saturating_sub(1)
    }

    pub(super) fn columns(&self) -> usize {
        self.xs.len().saturating_sub(1)
    }

    pub(super) fn area(&self) -> Area {
        let end = |v: &[f32]| (v.first().copied().unwrap_or(0.0), v.last().copied().unwrap_or(0.0));
        let ((left, right), (top, bottom)) = (end(&self.xs), end(&self.ys));
        Area::new(left, top, right, bottom)
    }

    /// The cell at a point.
    pub(super) fn at(&self, x: f32, y: f32) -> Option<usize> {
        let slot = |edges: &[f32], v: f32| {
            let after = edges.partition_point(|e| *e <= v);
            (after > 0 && after < edges.len()).then(|| after - 1)
        };
        let (row, column) = (slot(&self.ys, y)?, slot(&self.xs, x)?);
        self.slots.get(row * self.columns() + column).copied().filter(|i| *i < self.cells.len())
    }

    /// Where a cell lies.
    pub(super) fn cell_area(&self, cell: &GridCell) -> Area {
        let at = |edges: &[f32], i: usize| edges.get(i).or(edges.last()).copied().unwrap_or(0.0);
        Area::new(
            at(&self.xs, cell.column),
            at(&self.ys, cell.row),
            at(&self.xs, cell.column + cell.column_span),
            at(&self.ys, cell.row + cell.row_span),
        )
    }

    /// A grid of given cells.
    pub(super) fn of_cells(xs: Vec<f32>, ys: Vec<f32>, mut cells: Vec<GridCell>) -> Self {
        cells.sort_by_key(|c| (c.row, c.column));
        let (rows, columns) = (ys.len().saturating_sub(1), xs.len().saturating_sub(1));
        let mut slots = vec![usize::MAX; rows * columns];
        for (index, cell) in cells.iter().enumerate() {
            for row in cell.row..(cell.row + cell.row_span).min(rows) {
                for column in cell.column..(cell.column + cell.column_span).min(columns) {
                    slots[row * columns + column] = index;
                }
            }
        }
        Grid { xs, ys, cells, slots }
    }

    /// A grid from its edges; `right(row, column)` and `below(row, column)` tell where lines separate unit cells.
    fn with_walls(
        xs: Vec<f32>,
        ys: Vec<f32>,
        right: impl Fn(usize, usize) -> bool,
        below: impl Fn(usize, usize) -> bool,
    ) -> Self {
        let (rows, columns) = (ys.len().saturating_sub(1), xs.len().saturating_sub(1));
        let mut sets = DisjointSets::new(rows * columns);
        for row in 0..rows {
            for column in 0..columns {
                let here = row * columns + column;
                if column + 1 < columns && !right(row, column) {
                    sets.join(here, here + 1);
                }
                if row + 1 < rows && !below(row, column) {
                    sets.join(here, here + columns);
                }
            }
        }
        let roots: Vec<usize> = (0..rows * columns).map(|i| sets.root(i)).collect();
        let mut grid = Grid { xs, ys, cells: Vec::new(), slots: vec![usize::MAX; rows * columns] };
        // Whatever is not a rectangle falls apart into rectangles, from the top left.
        for row in 0..rows {
            for column in 0..columns {
                let here = row * columns + column;
                if grid.slots[here] != usize::MAX {
                    continue;
                }
                let free = |g: &Grid, r: usize, c: usize| {
                    let i = r * columns + c;
                    g.slots[i] == usize::MAX && roots[i] == roots[here]
                };
                let mut width = 1;
                while column + width < columns && free(&grid, row, column + width) {
                    width += 1;
                }
                let mut height = 1;
                while row + height < rows && (column..column + width).all(|c| free(&grid, row + height, c)) {
                    height += 1;
                }
                let index = grid.cells.len();
                for r in row..row + height {
                    grid.slots[r * columns + column..r * columns + column + width].fill(index);
                }
                grid.cells.push(GridCell { row, column, row_span: height, column_span: width });
            }
        }
        grid.without_idle_edges()
    }

    /// Leaves out edges at which no cell begins: a stray line made them.
    pub(super) fn without_idle_edges(self) -> Self {
        let used = |count: usize, begins: &dyn Fn(&GridCell) -> usize| {
            let mut used = vec![false; count];
            for cell in &self.cells {
                if let Some(slot) = used.get_mut(begins(cell)) {
                    *slot = true;
                }
            }
            used
        };
        let (rows, columns) = (used(self.rows(), &|c| c.row), used(self.columns(), &|c| c.column));
        if rows.iter().chain(&columns).all(|u| *u) {
            return self;
        }
        let keep = |edges: &[f32], used: &[bool]| -> Vec<f32> {
            let kept = edges.iter().enumerate().filter(|(i, _)| used.get(*i).copied().unwrap_or(true));
            kept.map(|(_, e)| *e).collect()
        };
        let before = |used: &[bool], i: usize| used.iter().take(i).filter(|u| **u).count();
        let cells = self
            .cells
            .iter()
            .map(|c| {
                let (row, column) = (before(&rows, c.row), before(&columns, c.column));
                GridCell {
                    row,
                    column,
                    row_span: before(&rows, c.row + c.row_span) - row,
                    column_span: before(&columns, c.column + c.column_span) - column,
                }
            })
            .collect();
        Self::of_cells(keep(&self.xs, &columns), keep(&self.ys, &rows), cells)
    }
}

/// The ruled tables of a page, and the horizontal lines that cross nothing.
pub(super) fn find(lines: &Lines) -> (Vec<Grid>, Vec<Line>) {
    let (h, v) = (&lines.horizontal, &lines.vertical);
    let mut sets = DisjointSets::new(h.len() + v.len());
    let mut crossed = vec![false; h.len()];
    for (i, a) in h.iter().enumerate() {
        for (j, b) in v.iter().enumerate() {
            let meet = b.at >= a.from - REACH
                && b.at <= a.to + REACH
                && a.at >= b.from - REACH
                && a.at <= b.to + REACH;
            if meet {
                sets.join(i, h.len() + j);
                crossed[i] = true;
            }
        }
    }
    let mut components: crate::order::Map<usize, (Vec<Line>, Vec<Line>)> = Default::default();
    for (i, line) in h.iter().enumerate() {
        components.entry(sets.root(i)).or_default().0.push(*line);
    }
    for (j, line) in v.iter().enumerate() {
        components.entry(sets.root(h.len() + j)).or_default().1.push(*line);
    }
    let grids = components.values().filter_map(|(h, v)| grid_of(h, v)).collect();
    let loose = h.iter().zip(&crossed).filter(|(_, crossed)| !**crossed).map(|(l, _)| *l).collect();
    (grids, loose)
}

fn grid_of(h: &[Line], v: &[Line]) -> Option<Grid> {
    if h.is_empty() || v.is_empty() {
        return None;
    }
    let mut xs = edges(v, h);
    let mut ys = edges(h, v);
    xs.dedup_by(|b, a| *b - *a < THINNEST);
    ys.dedup_by(|b, a| *b - *a < THINNEST);
    let single = xs.len() < 3 && ys.len() < 4;
    if xs.len() < 2 || single || ys.len() < 2 || (xs.len() - 1) * (ys.len() - 1) > MOST_CELLS {
        return None;
    }
    // A line is a wall at the edge that lies nearest: another one close by comes from other rows.
    let walls = |edges: &[f32], lines: &[Line]| -> Vec<Vec<(f32, f32)>> {
        let mut walls = vec![Vec::new(); edges.len()];
        for line in lines {
            let after = edges.partition_point(|e| *e < line.at);
            let away = |i: &usize| edges.get(*i).map_or(f32::MAX, |e| (e - line.at).abs());
            let nearest = (after.saturating_sub(1)..=after).min_by(|a, b| away(a).total_cmp(&away(b)));
            if let Some(wall) = nearest.filter(|i| away(i) < THINNEST).and_then(|i| walls.get_mut(i)) {
                wall.push((line.from, line.to));
            }
        }
        walls
    };
    let (upright, level) = (walls(&xs, v), walls(&ys, h));
    let covered = |walls: &[Vec<(f32, f32)>], edge: usize, from: f32, to: f32| {
        let pieces = walls.get(edge).map_or(&[][..], Vec::as_slice);
        let sum: f32 = pieces.iter().map(|p| (p.1.min(to) - p.0.max(from)).max(0.0)).sum();
        sum >= 0.6 * (to - from)
    };
    let grid = Grid::with_walls(
        xs.clone(),
        ys.clone(),
        |row, column| covered(&upright, column + 1, ys[row], ys[row + 1]),
        |row, column| covered(&level, row + 1, xs[column], xs[column + 1]),
    );
    // A frame round a text is no table.
    (grid.cells.len() > 1).then_some(grid)
}

/// The edges that lines give, with open outer borders from the ends of the lines across.
fn edges(lines: &[Line], across: &[Line]) -> Vec<f32> {
    let mut edges: Vec<f32> = lines.iter().map(|l| l.at).collect();
    edges.sort_by(f32::total_cmp);
    let (Some(&first), Some(&last)) = (edges.first(), edges.last()) else { return edges };
    let shared = |ends: Vec<f32>, pick: fn(f32, f32) -> f32| -> Option<f32> {
        let outermost = ends.iter().copied().reduce(pick)?;
        (ends.iter().filter(|e| (**e - outermost).abs() < 4.0).count() >= 2).then_some(outermost)
    };
    if let Some(start) = shared(across.iter().map(|l| l.from).collect(), f32::min)
        && start < first - OPEN
    {
        edges.insert(0, start);
    }
    if let Some(end) = shared(across.iter().map(|l| l.to).collect(), f32::max)
        && end > last + OPEN
    {
        edges.push(end);
    }
    edges
}

/// Sets that can be joined.
struct DisjointSets {
    parents: Vec<usize>,
}

impl DisjointSets {
    fn new(count: usize) -> Self {
        Self { parents: (0..count).collect() }
    }

    fn root(&mut self, mut i: usize) -> usize {
        while self.parents[i] != i {
            self.parents[i] = self.parents[self.parents[i]];
            i = self.parents[i];
        }
        i
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        let (low, high) = (a.min(b), a.max(b));
        self.parents[high] = low;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(at: f32, from: f32, to: f32) -> Line {
        Line { at, from, to }
    }

    /// A head of two rows: 项目 over 类, 款 beside 合计 that goes down both.
    fn head() -> Lines {
        Lines {
            horizontal: vec![line(0.0, 0.0, 90.0), line(10.0, 0.0, 60.0), line(20.0, 0.0, 90.0)],
            vertical: vec![
                line(0.0, 0.0, 20.0),
                line(30.0, 10.0, 20.0),
                line(60.0, 0.0, 20.0),
                line(90.0, 0.0, 20.0),
            ],
        }
    }

    #[test]
    fn missing_lines_make_spans() {
        let (grids, loose) = find(&head());
        assert!(loose.is_empty());
        assert_eq!(grids.len(), 1);
        let cells = &grids[0].cells;
        assert_eq!(cells.len(), 4);
        assert_eq!(cells[0], GridCell { row: 0, column: 0, row_span: 1, column_span: 2 });
        assert_eq!(cells[1], GridCell { row: 0, column: 2, row_span: 2, column_span: 1 });
        assert_eq!(grids[0].at(75.0, 15.0), Some(1));
    }

    #[test]
    fn an_open_border_comes_from_line_ends() {
        let lines = Lines {
            horizontal: vec![line(0.0, 0.0, 90.0), line(10.0, 0.0, 90.0), line(20.0, 0.0, 90.0)],
            vertical: vec![line(30.0, 0.0, 20.0), line(60.0, 0.0, 20.0)],
        };
        let (grids, _) = find(&lines);
        assert_eq!((grids[0].rows(), grids[0].columns()), (2, 3));
    }

    #[test]
    fn a_frame_is_no_table() {
        let lines = Lines {
            horizontal: vec![line(0.0, 0.0, 90.0), line(10.0, 0.0, 90.0)],
            vertical: vec![line(0.0, 0.0, 10.0), line(90.0, 0.0, 10.0)],
        };
        assert!(find(&lines).0.is_empty());
    }
}
