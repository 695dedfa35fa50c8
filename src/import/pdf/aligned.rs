//! Tables without upright lines: which lines of text belong to one, what is its head, and where one table ends and the
//! next begins.

use super::bands::{self, Band};
use super::columns::{Filled, is_figure, piece};
use super::geometry::Area;
use super::glued;
use super::glyphs::Glyph;
use super::grid::{Grid, GridCell};
use super::heads;
use super::printed_rows::{Piece, figure_columns, levels, line_edges, row_edges};
use super::rulings::Line;
use super::text::TextLine;

/// Fewest rows of a table that no title announces.
const FEWEST_ROWS: usize = 4;
/// Most lines of a head.
const MOST_HEADS: usize = 8;

/// Characters of a line between two gaps.
#[derive(Debug, Clone)]
pub(super) struct Segment {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) area: Area,
    pub(super) size: f32,
    pub(super) figure: bool,
}

impl Segment {
    pub(super) fn of(glyphs: &[Glyph], size: f32) -> Option<Self> {
        let area = glyphs.iter().map(|g| g.area).reduce(|a, b| a.union(&b))?;
        Some(Self { figure: is_figure(glyphs), glyphs: glyphs.to_vec(), area, size })
    }

    pub(super) fn middle(&self) -> f32 {
        (self.area.left + self.area.right) / 2.0
    }

    pub(super) fn baseline(&self) -> f32 {
        self.glyphs.first().map_or(self.area.bottom, |g| g.baseline)
    }

    /// A number with two decimals or more.
    fn amount(&self) -> bool {
        let decimals = self.glyphs.iter().rev().take_while(|g| g.char.is_ascii_digit()).count();
        let point = self.glyphs.iter().rev().nth(decimals);
        self.figure && decimals >= 2 && point.is_some_and(|g| g.char == '.')
    }

    /// A whole number below a hundred: 行次, 栏次.
    fn ordinal(&self) -> Option<u32> {
        let text: String = self.glyphs.iter().map(|g| g.char).collect();
        (text.len() <= 2).then(|| text.parse().ok()).flatten()
    }
}

/// The room that parts two cells, in em: two numbers need less than two words.
fn parts(a: &Glyph, b: &Glyph) -> f32 {
    match (a.char.is_ascii_digit() || a.char == '%', b.char.is_ascii_digit() || b.char == '-') {
        (true, true) => 0.45,
        (false, false) => 0.8,
        _ => 0.6,
    }
}

fn segments(line: &TextLine) -> Vec<Segment> {
    let mut cuts = vec![0];
    for (i, pair) in line.glyphs.windows(2).enumerate() {
        let gap = pair[1].area.left - pair[0].area.right;
        if gap > parts(&pair[0], &pair[1]) * line.size {
            cuts.push(i + 1);
        }
    }
    cuts.push(line.glyphs.len());
    cuts.windows(2).filter_map(|c| Segment::of(line.glyphs.get(c[0]..c[1])?, line.size)).collect()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Numbers beside a label or beside each other.
    Row,
    /// Short words that may belong to a table.
    Words,
    /// Running text, a title or the line of the unit: no part of a table.
    Text,
}

/// A line as a row of segments.
struct Row {
    segments: Vec<Segment>,
    kind: Kind,
    /// 栏次 1 2 3: numbers that count the columns.
    counting: bool,
}

impl Row {
    fn of(line: &TextLine) -> Self {
        let segments = segments(line);
        let text: String = line.glyphs.iter().map(|g| g.char).collect();
        let figures = segments.iter().filter(|s| s.figure).count();
        let lone = segments.len() == 1;
        let marks = text.contains(['。', '，', '；']);
        let named = figures == 0 && (text.contains(['：', ':']) || text.starts_with('注'));
        let title = figures == 0
            && segments.len() <= 2
            && (text.ends_with('表') || text.ends_with("表)") || text.ends_with("表）"))
            && text.chars().count() > 3;
        let unit = figures == 0 && text.contains("单位") && text.ends_with('元');
        let long = lone && text.chars().count() > 28;
        let ordinals: Vec<u32> = segments.iter().filter_map(Segment::ordinal).collect();
        let counting = ordinals.len() >= 2
            && ordinals.len() == figures
            && ordinals.windows(2).all(|p| p[1] == p[0] + 1)
            && segments.len() - figures <= 2;
        let kind = match () {
            () if marks || named || title || unit || long => Kind::Text,
            () if figures > 0 && segments.len() >= 2 => Kind::Row,
            () => Kind::Words,
        };
        Self { segments, kind, counting }
    }

    fn figures(&self) -> usize {
        self.segments.iter().filter(|s| s.figure).count()
    }

    fn strong(&self) -> bool {
        self.kind == Kind::Row && self.segments.len() >= 3 && self.figures() >= 2 && !self.counting
    }

    /// A row of the body: numbers that do not count the columns.
    fn body(&self) -> bool {
        self.kind == Kind::Row && !self.counting
    }
}

/// Finds tables among lines of text; gives back the lines that belong to none.
pub(super) fn find(text: Vec<TextLine>, loose: &[Line], occupied: &[Area]) -> (Vec<Filled>, Vec<TextLine>) {
    let rows: Vec<Row> = text.iter().map(Row::of).collect();
    let (mut tables, mut rest) = (Vec::new(), Vec::new());
    let mut used = vec![false; text.len()];
    let mut i = 0;
    while i < text.len() {
        if !rows[i].strong() && !stands_under_head(&text, &rows, i) {
            i += 1;
            continue;
        }
        let region = Region::about(&text, &rows, loose, i);
        let (first, last) = (region.first, region.last);
        let blocked = occupied.iter().any(|a| {
            a.top < text[last].area.bottom
                && a.bottom > text[first].area.top
                && a.left < text[i].area.right
                && a.right > text[i].area.left
        });
        let free = !used[first..=last].iter().any(|u| *u);
        if free
            && !blocked
            && region.is_table(&text, &rows)
            && let Some(table) = build(&text, &rows, &region, loose)
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

/// A row of a table of which this page shows one side only: a head of several words stands above it.
fn stands_under_head(text: &[TextLine], rows: &[Row], i: usize) -> bool {
    let above = i.checked_sub(1).and_then(|above| rows.get(above).zip(text.get(above)));
    let (Some((head, line)), Some(own)) = (above, text.get(i)) else { return false };
    let words = head.kind == Kind::Words && head.segments.len() >= 3 && head.figures() == 0;
    rows[i].body() && words && own.baseline - line.baseline < 4.0 * own.size
}

/// The lines of a table: its head from `first`, its body from `body`.
struct Region {
    first: usize,
    body: usize,
    last: usize,
}

impl Region {
    /// The lines about row `i` that belong to its table.
    fn about(text: &[TextLine], rows: &[Row], loose: &[Line], i: usize) -> Self {
        let distance = |a: usize, b: usize| text[b].baseline - text[a].baseline;
        let size = text[i].size;
        // Rows of one table keep about the same distance.
        let mut last = i;
        let mut pitch = 0.0f32;
        let mut k = i + 1;
        while k < text.len() && rows[k].kind != Kind::Text {
            let step = distance(k - 1, k);
            if step > (4.0 * size).max(2.2 * pitch) || text[k].size > 1.25 * size {
                break;
            }
            pitch = pitch.max(step);
            if rows[k].kind == Kind::Row {
                last = k;
            }
            k += 1;
        }
        let extent = text.get(i..=last).unwrap_or_default().iter();
        let (left, right) =
            extent.fold((f32::MAX, f32::MIN), |(l, r), t| (l.min(t.area.left), r.max(t.area.right)));
        // What is left of a label that was wrapped, and rows without a number, stand close below.
        while let (Some(line), Some(row)) = (text.get(last + 1), rows.get(last + 1)) {
            let label = row.kind == Kind::Words
                && row.segments.len() == 1
                && !row.segments.iter().any(|s| s.figure)
                && line.area.left < left + 0.3 * (right - left)
                && line.area.left > left - 2.0;
            if !label || distance(last, last + 1) > (1.6 * size).max(1.05 * pitch.min(2.4 * size)) {
                break;
            }
            last += 1;
        }
        // So do the last digits of numbers that were wrapped, about the line of the others.
        if let (Some(row), Some(line)) = (rows.get(last + 1), text.get(last + 1)) {
            let near =
                (last.saturating_sub(1)..=last).filter(|k| line.baseline - text[*k].baseline < 1.8 * size);
            let above: Vec<Segment> = near.flat_map(|k| rows[k].segments.iter().cloned()).collect();
            if row.segments.iter().all(|s| glued::is_tail_of(s, &above)) {
                last += 1;
            }
        }
        let mut body = i;
        let mut first = i;
        while first > 0 && i - first < 400 {
            let (row, line) = (&rows[first - 1], &text[first - 1]);
            let inside =
                row.segments.len() > 1 || line.area.left > left - 20.0 && line.area.right < right + 20.0;
            let step = distance(first - 1, first);
            let close = step < (4.0 * size).max(2.2 * pitch) || row.segments.len() >= 3 && step < 7.0 * size;
            // Lone words above the uppermost line stand outside.
            let ruled = |from: f32, to: f32| {
                loose
                    .iter()
                    .any(|l| l.to - l.from > 0.6 * (right - left) && from - 2.0 < l.at && l.at < to + 2.0)
            };
            let top = line.area.top;
            let outside = row.segments.len() == 1
                && ruled(line.area.bottom, text[first].area.top)
                && !ruled(top - 40.0, top);
            if row.kind == Kind::Text || outside || !inside || !close || line.size > 1.15 * size {
                break;
            }
            if row.body() {
                body = first - 1;
            } else if body - (first - 1) > MOST_HEADS {
                break;
            }
            first -= 1;
        }
        // A label that was wrapped about the first row begins above its numbers.
        while body > first
            && distance(body - 1, body) < 0.9 * size
            && rows[body - 1].segments.len() == 1
            && !rows[body - 1].counting
        {
            body -= 1;
        }
        Self { first, body, last }
    }

    fn is_table(&self, text: &[TextLine], rows: &[Row]) -> bool {
        let strong =
            rows.get(self.body..=self.last).unwrap_or_default().iter().filter(|r| r.strong()).count();
        if strong >= FEWEST_ROWS {
            return true;
        }
        let all = rows.get(self.body..=self.last).unwrap_or_default().iter();
        let numbers = all.filter(|r| r.kind == Kind::Row).count();
        // A short table is one if it has a head of several words, or a head under a title or the unit.
        let head = rows.get(self.first..self.body).unwrap_or_default();
        let words = head.iter().map(|r| r.segments.len()).max().unwrap_or(0);
        let above = self.first.checked_sub(1).and_then(|k| text.get(k));
        let announced = above.is_some_and(|line| {
            let words: String = line.glyphs.iter().map(|g| g.char).collect();
            words.ends_with('表') || words.contains("单位")
        });
        (strong >= 1 || numbers >= FEWEST_ROWS) && words >= 3
            || announced && words >= 2 && (strong >= 1 || numbers >= 2)
    }
}

/// A table from its lines.
fn build(text: &[TextLine], rows: &[Row], region: &Region, loose: &[Line]) -> Option<Filled> {
    let body = rows.get(region.body..=region.last)?;
    let head = rows.get(region.first..region.body)?;
    let size = text.get(region.body)?.size;
    let counted: Vec<&Segment> = head.iter().filter(|r| r.counting).flat_map(|r| &r.segments).collect();
    let leaves: Vec<&[Segment]> =
        head.iter().filter(|r| !r.counting).map(|r| r.segments.as_slice()).collect();
    let mut pieces: Vec<&[Segment]> = body.iter().map(|r| r.segments.as_slice()).collect();
    let mut columns = bands::find(&pieces, size);
    let parted = glued::apart(&pieces, &columns, size);
    if let Some(parted) = &parted {
        pieces = parted.iter().map(Vec::as_slice).collect();
        columns = bands::find(&pieces, size);
    }
    let mut head_cells = heads::cells(&leaves, &mut columns, size);
    if columns.len() < 3 {
        return None;
    }
    let (top, bottom) = (text.get(region.first)?.area.top, text.get(region.last)?.area.bottom);
    let body_top = text.get(region.body)?.area.top;
    let (body_ys, placed) = body_rows(&pieces, &columns, loose, body_top, bottom);
    if !counted.is_empty() {
        let row = head_cells.rows;
        head_cells.rows += 1;
        let words: Vec<(f32, f32)> = counted.iter().map(|s| (s.area.left, s.area.right)).collect();
        let (_, homes) = bands::align(&words, &columns, size);
        let homes: Vec<usize> = homes
            .into_iter()
            .zip(&counted)
            .map(|(home, segment)| home.unwrap_or_else(|| bands::nearest(&columns, segment)))
            .collect();
        // Two numbers in one cell would make another number.
        if homes.windows(2).all(|p| p[0] < p[1]) {
            counted.iter().zip(homes).for_each(|(segment, home)| head_cells.add(row, home, segment));
        }
    }
    let depth = head_cells.rows;
    let mut ys: Vec<f32> =
        (0..depth).map(|i| top - 1.0 + (body_top - top) * i as f32 / depth.max(1) as f32).collect();
    ys.extend(body_ys);
    let mut cells: Vec<(GridCell, Vec<Glyph>)> = head_cells.finish(columns.len());
    let count = ys.len().saturating_sub(1 + depth);
    let mut filled = vec![vec![Vec::new(); columns.len()]; count];
    for (row, column, segment) in placed {
        if let Some(cell) = filled.get_mut(row).and_then(|r| r.get_mut(column)) {
            cell.extend_from_slice(&segment.glyphs);
        }
    }
    for (row, line) in filled.into_iter().enumerate() {
        for (column, glyphs) in line.into_iter().enumerate() {
            cells.push((GridCell { row: depth + row, column, row_span: 1, column_span: 1 }, glyphs));
        }
    }
    cells.sort_by_key(|(c, _)| (c.row, c.column));
    let (cells, glyphs): (Vec<GridCell>, Vec<Vec<Glyph>>) = cells.into_iter().unzip();
    Some((Grid::of_cells(bands::edges(&columns), ys, cells), glyphs))
}

/// The last digits of a number that was wrapped in its cell are no number of their own: they stand close below one that
/// fills its column, and nothing else of their level is a number.
fn rejoin_wrapped(pieces: &mut [Piece], all: &[(usize, &Segment)], columns: &[Band]) {
    let upper = |(column, below): &(usize, &Segment)| {
        all.iter().position(|(other, above)| {
            let step = below.baseline() - above.baseline();
            let full = columns.get(*column).is_some_and(|c| above.area.width() > 0.9 * (c.right - c.left));
            let under = other == column && 0.9 * below.size < step && step < 1.8 * below.size;
            let shorter = below.glyphs.len() <= 3 && above.glyphs.len() >= 5;
            below.figure && under && above.figure && full && shorter
        })
    };
    let uppers: Vec<Option<usize>> = all.iter().map(upper).collect();
    let level = |i: usize| all.get(i).map_or(0.0, |(_, s)| s.baseline());
    for (i, above) in uppers.iter().enumerate() {
        let Some(above) = above else { continue };
        let alone = all.iter().zip(&uppers).enumerate().all(|(k, ((_, s), upper))| {
            !s.figure || upper.is_some() || (level(k) - level(i)).abs() > 0.4 * s.size
        });
        for part in [i, *above] {
            if let Some(piece) = pieces.get_mut(part).filter(|_| alone) {
                piece.figure = false;
            }
        }
    }
}

/// Edges of the rows of a body, and where every segment belongs.
fn body_rows<'a>(
    lines: &[&'a [Segment]],
    columns: &[Band],
    loose: &[Line],
    top: f32,
    bottom: f32,
) -> (Vec<f32>, Vec<(usize, usize, &'a Segment)>) {
    let all: Vec<(usize, &Segment)> =
        lines.iter().copied().flat_map(|line| bands::homes(columns, line).into_iter().zip(line)).collect();
    let mut pieces: Vec<Piece> = all.iter().filter_map(|(c, s)| piece(*c, &s.glyphs)).collect();
    rejoin_wrapped(&mut pieces, &all, columns);
    let levels = levels(&pieces, &figure_columns(&pieces));
    let width = columns.last().map_or(0.0, |c| c.right) - columns.first().map_or(0.0, |c| c.left);
    let mut ruled: Vec<f32> = loose
        .iter()
        .filter(|l| l.to - l.from > 0.6 * width && l.at > top - 20.0 && l.at < bottom + 20.0)
        .map(|l| l.at)
        .collect();
    ruled.sort_by(f32::total_cmp);
    let every_row = ruled.windows(2).all(|p| levels.iter().filter(|l| p[0] < **l && **l < p[1]).count() <= 1);
    let by_rules = ruled.len() > 3 && ruled.len() > levels.len() && every_row;
    let mut ys = closed(if by_rules { ruled } else { row_edges(&pieces) }, top, bottom);
    // Two numbers of one column are never one cell.
    if all.iter().enumerate().any(|(i, one)| all.iter().skip(i + 1).any(|other| share_cell(&ys, one, other)))
    {
        ys = closed(line_edges(&pieces), top, bottom);
    }
    let placed = all.iter().map(|(c, s)| (row_of(&ys, s), *c, *s)).collect();
    (ys, placed)
}

/// Edges of rows with those of the body itself.
fn closed(mut ys: Vec<f32>, top: f32, bottom: f32) -> Vec<f32> {
    if ys.first().is_none_or(|y| *y > top + 4.0) {
        ys.insert(0, top - 1.0);
    }
    if ys.last().is_none_or(|y| *y < bottom - 4.0) {
        ys.push(bottom + 1.0);
    }
    ys.sort_by(f32::total_cmp);
    ys.dedup_by(|b, a| *b - *a < 2.0);
    ys
}

fn row_of(ys: &[f32], segment: &Segment) -> usize {
    let rows = ys.len().saturating_sub(1);
    let y = (segment.area.top + segment.area.bottom) / 2.0;
    ys.partition_point(|e| *e <= y).saturating_sub(1).min(rows.saturating_sub(1))
}

/// Are these two numbers with decimals, of one row and one column but on two lines?
fn share_cell(ys: &[f32], (column, a): &(usize, &Segment), (other, b): &(usize, &Segment)) -> bool {
    column == other
        && a.amount()
        && b.amount()
        && (a.baseline() - b.baseline()).abs() > 0.5 * a.size
        && row_of(ys, a) == row_of(ys, b)
}
