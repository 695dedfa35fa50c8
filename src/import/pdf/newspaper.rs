//! Pages set in columns: each is read to its end before the one at its right.

use super::furniture;
use super::geometry::Area;
use super::glyphs::Glyph;
use super::text::TextLine;

/// Fewer lines than this are no column.
const FEWEST_LINES: usize = 5;
/// The room between two columns, in em.
const GUTTER: f32 = 1.0;
/// A column is at least this wide, in em.
const NARROWEST: f32 = 10.0;
/// Rooms looked at as such.
const MOST_ROOMS: usize = 6;
/// Two tables beside each other share this height at least.
const SHARED: f32 = 20.0;

/// A part of a page that is read by itself: a column between two lines that stand over several of them.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Leaf {
    /// How many such lines stand above, and which column it is from the left; no column over the whole width.
    pub(super) story: usize,
    pub(super) column: Option<usize>,
    /// The edges of the column.
    pub(super) left: f32,
    pub(super) right: f32,
    /// Where the lowest of the columns beside each other ends.
    pub(super) bottom: f32,
}

/// Lines of one leaf.
#[derive(Debug, Default)]
pub(super) struct Part {
    pub(super) leaf: Leaf,
    pub(super) lines: Vec<TextLine>,
}

/// The columns of a page.
#[derive(Debug)]
pub(super) struct Columns {
    gutters: Vec<f32>,
    /// Where something reaches over the room between the columns.
    walls: Vec<f32>,
    /// Left and right edge of every column.
    edges: Vec<(f32, f32)>,
    /// Lower edge of every story.
    bottoms: Vec<f32>,
}

impl Columns {
    /// The leaf of something on the page.
    pub(super) fn leaf(&self, area: &Area) -> Leaf {
        // What stands over both columns is a story of its own: those with columns have even numbers.
        let story = 2 * self.walls.partition_point(|w| *w < area.top);
        if self.gutters.is_empty() || self.crosses(area) || self.walls.contains(&area.top) {
            return Leaf { story: story + usize::from(!self.gutters.is_empty()), ..Leaf::default() };
        }
        let column = self.gutters.partition_point(|g| *g < (area.left + area.right) / 2.0);
        let (left, right) = self.edges.get(column).copied().unwrap_or((area.left, area.right));
        let bottom = self.bottoms.get(story / 2).copied().unwrap_or(area.bottom);
        Leaf { story, column: Some(column), left, right, bottom }
    }

    fn crosses(&self, area: &Area) -> bool {
        self.gutters.iter().any(|g| area.left < *g && *g < area.right)
    }

    /// The parts of a line that stand in columns of their own.
    fn apart(&self, line: TextLine) -> Vec<TextLine> {
        let mut parts = Vec::new();
        let mut rest = line;
        for gutter in &self.gutters {
            if let Some((left, right)) = rest.split_at(*gutter) {
                parts.push(left);
                rest = right;
            }
        }
        parts.push(rest);
        parts
    }
}

/// Parts the lines of a page at the room between columns, if the page has several. `tables` are those with lines.
pub(super) fn split(lines: Vec<TextLine>, tables: &[Area], height: f32) -> (Columns, Vec<Part>) {
    let gutters = gutters(&lines, tables);
    let mut columns = Columns { gutters, walls: Vec::new(), edges: Vec::new(), bottoms: Vec::new() };
    if columns.gutters.is_empty() {
        return (columns, vec![Part { leaf: Leaf::default(), lines }]);
    }
    let lines: Vec<TextLine> = lines.into_iter().flat_map(|l| columns.apart(l)).collect();
    let all = || lines.iter().map(|l| &l.area).chain(tables);
    let (top, bottom) = all().fold((f32::MAX, f32::MIN), |(t, b), a| (t.min(a.top), b.max(a.bottom)));
    // A page number in the corner of the page belongs to no column.
    let number = |line: &&TextLine| {
        let outer = line.area.bottom < 0.13 * height && line.area.top <= top
            || line.area.top > 0.87 * height && line.area.bottom >= bottom;
        let text: String = line.glyphs.iter().map(|g| g.char).collect();
        outer && furniture::page_number(&text).is_some()
    };
    // What stands above the beginning of all other columns is a title of the page, though it may fit into one.
    let column = |a: &Area| columns.gutters.partition_point(|g| *g < (a.left + a.right) / 2.0);
    let mut tops = vec![f32::MAX; columns.gutters.len() + 1];
    for area in all().filter(|a| !columns.crosses(a)) {
        if let Some(top) = tops.get_mut(column(area)) {
            *top = top.min(area.top);
        }
    }
    let ends = all().fold((f32::MAX, f32::MIN), |(l, r), a| (l.min(a.left), r.max(a.right)));
    let middle = (ends.0 + ends.1) / 2.0;
    let title = |line: &&TextLine| {
        let others = tops.iter().enumerate().filter(|(i, _)| *i != column(&line.area)).map(|(_, t)| *t);
        let centred = ((line.area.left + line.area.right) / 2.0 - middle).abs() < 2.0 * line.size;
        centred && line.area.bottom < others.fold(f32::MAX, f32::min)
    };
    let alone = lines.iter().filter(|l| number(l) || title(l)).map(|l| l.area.top);
    let walls = all().filter(|a| columns.crosses(a)).map(|a| a.top).chain(alone).collect();
    columns.walls = walls;
    columns.walls.sort_by(f32::total_cmp);
    columns.edges = vec![(f32::MAX, f32::MIN); columns.gutters.len() + 1];
    columns.bottoms = vec![f32::MIN; columns.walls.len() + 1];
    for area in all() {
        let Leaf { story, column: Some(column), .. } = columns.leaf(area) else { continue };
        if let Some((left, right)) = columns.edges.get_mut(column) {
            (*left, *right) = (left.min(area.left), right.max(area.right));
        }
        if let Some(bottom) = columns.bottoms.get_mut(story / 2) {
            *bottom = bottom.max(area.bottom);
        }
    }
    let mut parts: Vec<Part> = Vec::new();
    for line in lines {
        let leaf = columns.leaf(&line.area);
        match parts.iter_mut().find(|p| p.leaf == leaf) {
            Some(part) => part.lines.push(line),
            None => parts.push(Part { leaf, lines: vec![line] }),
        }
    }
    (columns, parts)
}

/// Where the columns part: between columns of sentences, and beside tables.
fn gutters(lines: &[TextLine], tables: &[Area]) -> Vec<f32> {
    let mut rooms: Vec<(f32, f32)> = of_text(lines);
    let beside = |a: &Area, b: &Area| a.bottom.min(b.bottom) - a.top.max(b.top) > SHARED;
    for left in tables {
        for right in tables.iter().filter(|r| r.left > left.right && beside(left, r)) {
            // Another one between them parts from both.
            let between = |t: &&Area| t.left > left.right && t.right < right.left;
            if !tables.iter().any(|t| between(&t)) {
                rooms.push((left.right, right.left));
            }
        }
    }
    rooms.extend(tables.iter().flat_map(|table| of_table(lines, table)));
    rooms.sort_by(|a, b| a.0.total_cmp(&b.0));
    // Rooms that overlap are one.
    let mut joined: Vec<(f32, f32)> = Vec::new();
    for room in rooms {
        match joined.last_mut().filter(|last| room.0 < last.1) {
            Some(last) => *last = (last.0.max(room.0), last.1.min(room.1)),
            None => joined.push(room),
        }
    }
    joined.into_iter().map(|(from, to)| (from + to) / 2.0).collect()
}

/// The room between a table and the sentences at its left or right.
fn of_table(lines: &[TextLine], table: &Area) -> Option<(f32, f32)> {
    let beside = |l: &&TextLine| l.area.top > table.top && l.area.bottom < table.bottom;
    let room = |on_right: bool| {
        let own: Vec<&TextLine> = lines
            .iter()
            .filter(beside)
            .filter(|l| if on_right { l.area.left > table.right } else { l.area.right < table.left })
            .collect();
        let sentences = own.iter().filter(|l| has_marks(&l.glyphs)).count();
        let edge = own.iter().map(|l| if on_right { l.area.left } else { l.area.right });
        let edge = edge.reduce(|a, b| if on_right { a.min(b) } else { a.max(b) })?;
        let wide = own.iter().any(|l| l.area.width() > NARROWEST * l.size);
        (own.len() >= FEWEST_LINES && sentences * 3 >= own.len() && wide).then_some(if on_right {
            (table.right, edge)
        } else {
            (edge, table.left)
        })
    };
    room(false).or_else(|| room(true))
}

fn has_digits(glyphs: &[Glyph]) -> bool {
    glyphs.iter().any(|g| g.char.is_ascii_digit())
}

/// Labels and numbers of a table have no marks of sentences.
fn has_marks(glyphs: &[Glyph]) -> bool {
    glyphs.iter().any(|g| "，。；".contains(g.char))
}

/// The rooms that hardly any line crosses, with sentences on both sides.
fn of_text(lines: &[TextLine]) -> Vec<(f32, f32)> {
    let extent = lines.iter().map(|l| (l.area.left, l.area.right));
    let Some((left, right)) = extent.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))) else { return Vec::new() };
    let size = lines.get(lines.len() / 2).map_or(1.0, |l| l.size).max(1.0);
    let mut rooms: Vec<(f32, f32)> = Vec::new();
    // The widest room first; those that follow part what it leaves.
    for room in free_rooms(lines, left, right).into_iter().filter(|(a, b)| b - a >= GUTTER * size) {
        let mut all: Vec<(f32, f32)> = rooms.iter().copied().chain([room]).collect();
        all.sort_by(|a, b| a.0.total_cmp(&b.0));
        let starts = [left].into_iter().chain(all.iter().map(|r| r.1));
        let ends = all.iter().map(|r| r.0).chain([right]);
        let columns: Vec<(f32, f32)> = starts.zip(ends).collect();
        if columns.iter().all(|(from, to)| to - from > NARROWEST * size) && are_columns(lines, &columns) {
            rooms = all;
        }
    }
    rooms
}

/// Where hardly any line has a character, the widest first.
fn free_rooms(lines: &[TextLine], left: f32, right: f32) -> Vec<(f32, f32)> {
    let steps = ((right - left).ceil() as usize).min(4_000);
    let mut covered = vec![0usize; steps + 1];
    for line in lines {
        let mut reached = 0;
        for glyph in &line.glyphs {
            let from = ((glyph.area.left - left).max(0.0) as usize).max(reached);
            let to = ((glyph.area.right - left).max(0.0).ceil() as usize).min(steps);
            for count in covered.iter_mut().take(to).skip(from) {
                *count += 1;
            }
            reached = reached.max(to);
        }
    }
    let few = lines.len() / 10;
    let mut rooms: Vec<(f32, f32)> = Vec::new();
    let mut start: Option<usize> = None;
    for (x, count) in covered.iter().enumerate() {
        match (start, *count <= few) {
            (None, true) => start = Some(x),
            (Some(from), false) => {
                rooms.push((left + from as f32, left + x as f32));
                start = None;
            }
            _ => {}
        }
    }
    rooms.sort_by(|a, b| (b.1 - b.0).total_cmp(&(a.1 - a.0)));
    rooms.truncate(MOST_ROOMS);
    rooms
}

/// Do sentences stand in all of these columns? In one of them, tables without lines may stand beside sentences that fill
/// their column.
fn are_columns(lines: &[TextLine], columns: &[(f32, f32)]) -> bool {
    let mut others = 0;
    let mut filled = false;
    for (from, to) in columns {
        let within = |g: &&Glyph| (*from - 1.0..*to + 1.0).contains(&g.centre().0);
        let own = lines.iter().map(|l| l.glyphs.iter().filter(within).copied().collect::<Vec<Glyph>>());
        let own: Vec<Vec<Glyph>> = own.filter(|g| !g.is_empty()).collect();
        let sentences = own.iter().filter(|g| has_marks(g)).count();
        let full = |g: &&Vec<Glyph>| g.last().is_some_and(|last| to - last.area.right < 2.5 * last.size);
        match own.len() >= FEWEST_LINES {
            false => return false,
            true if sentences * 3 >= own.len() => filled |= own.iter().filter(full).count() * 2 > own.len(),
            // A table tells numbers; labels beside sentences are the cells of one row.
            true if own.iter().filter(|g| has_digits(g)).count() * 3 >= own.len() => others += 1,
            true => return false,
        }
    }
    others == 0 || others < columns.len() && filled
}

#[cfg(test)]
mod tests {
    use super::super::glyphs::Glyph;
    use super::super::text::lines;
    use super::*;

    fn row(text: &str, left: f32, baseline: f32) -> Vec<Glyph> {
        let glyph = |(i, char): (usize, char)| {
            let x = left + 10.0 * i as f32;
            let area = Area::new(x, baseline - 8.6, x + 10.0, baseline + 1.4);
            Glyph::upright(char, area, baseline)
        };
        text.chars().enumerate().map(glyph).collect()
    }

    fn read(right: &str) -> Vec<String> {
        let mut glyphs = row("题目占满了两栏中间的空白地方的一行", 120.0, 20.0);
        for i in 0..12 {
            let y = 40.0 + 14.0 * i as f32;
            glyphs.extend(row("左边的一行字，左边的一行字。", 40.0, y));
            glyphs.extend(row(right, 210.0, y));
        }
        let (_, mut parts) = split(lines(glyphs), &[], 842.0);
        parts.sort_by_key(|p| (p.leaf.story, p.leaf.column));
        let start = |l: &TextLine| l.glyphs.iter().map(|g| g.char).take(2).collect();
        parts.iter().flat_map(|p| p.lines.iter().map(start)).collect()
    }

    #[test]
    fn the_left_column_comes_first() {
        let order = read("右边的一行字，右边的一行字。");
        assert_eq!(order.len(), 25);
        assert_eq!(order[0], "题目");
        assert!(order[1..13].iter().all(|t| t == "左边") && order[13..].iter().all(|t| t == "右边"));
    }

    #[test]
    fn labels_without_sentences_are_no_column() {
        assert_eq!(read("十二住房公积金及其他项目合计").len(), 13);
    }
}
