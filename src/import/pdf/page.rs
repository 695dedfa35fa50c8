//! The layout of one page: its tables and its lines of text, from top to bottom.

use super::geometry::{Area, Turn};
use super::glyphs::{Glyph, PageContent};
use super::grid::{self, Grid};
use super::newspaper::{self, Leaf};
use super::rulings;
use super::text::{PlacedText, TextLine, cell_text, lines};
use super::{aligned, columns, sideways, spilled, stacked};
use crate::order::Map;

/// The margin that a column of running text is given.
const COLUMN_MARGIN: f32 = 40.0;

/// A cell of a table on one page.
#[derive(Debug, Clone, Default)]
pub(super) struct PageCell {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) row_span: usize,
    pub(super) column_span: usize,
    pub(super) text: PlacedText,
    /// Width of its last line, of the first word of its first line and of the cell: they tell whether a text goes on.
    pub(super) last_line: f32,
    pub(super) first_word: f32,
    pub(super) width: f32,
    /// Free space above and below its text, in heights of its lines.
    pub(super) space_above: f32,
    pub(super) space_below: f32,
}

/// A table on one page.
#[derive(Debug, Clone, Default)]
pub(super) struct PageTable {
    pub(super) page: u32,
    pub(super) area: Area,
    /// Edges of the columns.
    pub(super) xs: Vec<f32>,
    pub(super) rows: usize,
    pub(super) cells: Vec<PageCell>,
    /// Found by its lines, not by aligned columns.
    pub(super) ruled: bool,
    /// Edges of its rows as drawn.
    pub(super) ys: Vec<f32>,
    /// Some of its columns are printed on another page, or some of its rows may be those of another table.
    pub(super) cut: bool,
    pub(super) leaf: Leaf,
}

impl PageTable {
    /// Takes a row out, with the cells that stand in it alone.
    pub(super) fn remove_row(&mut self, row: usize) {
        self.cells.retain(|c| !(c.row == row && c.row_span <= 1));
        for cell in &mut self.cells {
            if cell.row > row {
                cell.row -= 1;
            } else if cell.row + cell.row_span > row {
                cell.row_span -= 1;
            }
        }
        self.rows -= 1;
        if row < self.ys.len() {
            self.ys.remove(row);
        }
    }
}

/// A line of text with what the flow of paragraphs must know of its page.
#[derive(Debug, Clone, Default)]
pub(super) struct PageLine {
    pub(super) line: TextLine,
    pub(super) text: PlacedText,
    pub(super) page: u32,
    pub(super) page_width: f32,
    pub(super) page_height: f32,
    pub(super) leaf: Leaf,
}

/// What stands on a page.
#[derive(Debug, Clone)]
pub(super) enum Element {
    Line(PageLine),
    Table(PageTable),
}

impl Element {
    fn area(&self) -> &Area {
        match self {
            Element::Line(l) => &l.line.area,
            Element::Table(t) => &t.area,
        }
    }

    /// The page and the part of it that the element stands in.
    pub(super) fn leaf(&self) -> (u32, &Leaf) {
        match self {
            Element::Line(l) => (l.page, &l.leaf),
            Element::Table(t) => (t.page, &t.leaf),
        }
    }
}

/// Lays out a page.
pub(super) fn lay_out(content: &PageContent) -> Vec<Element> {
    let ruled = rulings::merge(&content.rulings);
    let (mut grids, loose) = grid::find(&ruled);
    let alone = grids.len() == 1;
    grids.retain(|grid| grid.columns() > 1 || alone && sideways::is_strip(&content.glyphs, grid));
    let mut in_grids: Vec<Vec<Vec<Glyph>>> = grids.iter().map(|g| vec![Vec::new(); g.cells.len()]).collect();
    let mut by_size: Vec<usize> = (0..grids.len()).collect();
    by_size.sort_by(|a, b| grids[*a].area().size().total_cmp(&grids[*b].area().size()));
    let at = |x: f32, y: f32| by_size.iter().find_map(|&g| grids.get(g)?.at(x, y).map(|cell| (g, cell)));
    let mut homes: Vec<Option<(usize, usize)>> =
        content.glyphs.iter().map(|glyph| at(glyph.centre().0, glyph.centre().1)).collect();
    keep_strings_whole(&content.glyphs, &mut homes, &grids);
    spilled::keep_texts_whole(&content.glyphs, &mut homes, &grids, at);
    let (mut free, mut aside) = (Vec::new(), Vec::new());
    for (glyph, home) in content.glyphs.iter().zip(homes) {
        match home {
            Some((g, cell)) => in_grids[g][cell].push(*glyph),
            None if glyph.turn == Turn::Upright => free.push(*glyph),
            None => aside.push(*glyph),
        }
    }
    let mut elements: Vec<Element> = Vec::new();
    for (grid, glyphs) in grids.into_iter().zip(in_grids) {
        // A grid without text is a drawing or an empty form's rest.
        if glyphs.iter().all(Vec::is_empty) {
            continue;
        }
        for (grid, glyphs) in stacked::apart(grid, glyphs) {
            let (grid, glyphs) = columns::split_unruled_rows(grid, glyphs);
            elements.push(Element::Table(table_of(&grid, glyphs, content, true)));
        }
    }
    let occupied: Vec<Area> = elements.iter().map(|e| *e.area()).collect();
    let (columns, parts) = newspaper::split(lines(free), &occupied, content.height);
    for element in &mut elements {
        if let Element::Table(table) = element {
            table.leaf = columns.leaf(&table.area);
        }
    }
    let (whole, columned): (Vec<_>, Vec<_>) = parts.into_iter().partition(|p| p.leaf.column.is_none());
    let whole = whole.into_iter().flat_map(|p| p.lines).collect();
    let (tables, rest) = aligned::find(whole, &loose, &occupied);
    for (grid, glyphs) in tables {
        let table = table_of(&grid, glyphs, content, false);
        elements.push(Element::Table(PageTable { leaf: columns.leaf(&table.area), ..table }));
    }
    let margin = lines(aside).into_iter().filter(|l| l.glyphs.len() > 1);
    for line in rest.into_iter().chain(margin) {
        let leaf = Leaf { column: None, ..columns.leaf(&line.area) };
        elements.push(Element::Line(page_line(line, leaf, content)));
    }
    for part in columned {
        let (tables, rest) = aligned::find(part.lines, &loose, &occupied);
        for (grid, glyphs) in tables {
            let table = table_of(&grid, glyphs, content, false);
            elements.push(Element::Table(PageTable { leaf: part.leaf, ..table }));
        }
        elements.extend(rest.into_iter().map(|l| Element::Line(page_line(l, part.leaf, content))));
    }
    elements.sort_by_key(|e| {
        let (leaf, area) = (e.leaf().1, e.area());
        let left = area.left + if leaf.column.is_some() { leaf.left } else { 0.0 };
        (leaf.story, leaf.column, (area.top / 3.0).round() as i64, (left * 10.0) as i64)
    });
    elements
}

/// A line as the flow of paragraphs sees it: one of a column stands on a narrow page of its own.
fn page_line(mut line: TextLine, leaf: Leaf, content: &PageContent) -> PageLine {
    let mut text = PlacedText::default();
    text.push_line(&line.glyphs, content, false);
    let mut page_width = content.width;
    if leaf.column.is_some() {
        line.area.left -= leaf.left - COLUMN_MARGIN;
        line.area.right -= leaf.left - COLUMN_MARGIN;
        page_width = leaf.right - leaf.left + 2.0 * COLUMN_MARGIN;
    }
    PageLine { line, text, page: content.number, page_width, page_height: content.height, leaf }
}

/// A number or a text wider than its column reaches over the line: a number belongs where most of it stands, a text where it
/// begins. Texts of neighbouring cells may touch, but they are not one string of the file.
fn keep_strings_whole(glyphs: &[Glyph], homes: &mut [Option<(usize, usize)>], grids: &[Grid]) {
    let in_number = |g: &Glyph| g.char.is_ascii_digit() || ".,-".contains(g.char);
    let follows = |a: &Glyph, b: &Glyph| {
        let touching = (b.area.left - a.area.right).abs() < 0.2 * b.size;
        touching && (b.baseline - a.baseline).abs() < 0.1 * b.size
    };
    let touches = |a: &Glyph, b: &Glyph| follows(a, b) && (b.area.left - a.area.right).abs() < 0.05 * b.size;
    let run = |i: usize| glyphs.get(i).map(|g| g.run);
    let single = |i: usize| (i == 0 || run(i - 1) != run(i)) && run(i) != run(i + 1);
    // Whether the last string was a text that reached out of its cell.
    let mut reached_out = false;
    let mut start = 0;
    while start < glyphs.len() {
        let mut end = start + 1;
        while let (Some(a), Some(b)) = (glyphs.get(end - 1), glyphs.get(end)) {
            // Some programs write every digit by itself.
            let torn = || {
                touches(a, b)
                    && in_number(a)
                    && in_number(b)
                    && single(end - 1)
                    && single(end)
                    && !ends_amount(glyphs.get(start..end))
            };
            if !follows(a, b) || a.run != b.run && !torn() {
                break;
            }
            end += 1;
        }
        let own = glyphs.get(start..end).unwrap_or_default();
        let goes_on = start > 0 && own.first().zip(glyphs.get(start - 1)).is_some_and(|(b, a)| follows(a, b));
        let before = start.checked_sub(1).and_then(|i| homes.get(i)).copied().flatten();
        let rest = own.last().zip(glyphs.get(end)).is_some_and(|(a, b)| touches(a, b) && !in_number(b));
        let inside =
            start.checked_sub(1).and_then(|i| glyphs.get(i)).zip(own.first()).is_some_and(|(a, b)| {
                touches(a, b) && !in_number(a) && (matches!(a.char, '：' | ':') || rest)
            });
        // A number in the midst of a text is a part of it.
        let digits = own.iter().all(in_number);
        let (number, inside) = (digits && !inside, digits && inside);
        let Some(homes) = homes.get_mut(start..end) else { break };
        let first = homes.first().copied().flatten();
        let crosses = homes.windows(2).any(|p| p[0] != p[1]);
        let most = if crosses { most_frequent(own, homes) } else { first };
        let left =
            own.first().zip(first).is_some_and(|(g, home)| !g.hidden && begins_at_left(g, home, grids));
        let home = match crosses || reached_out && goes_on {
            _ if number => most,
            _ if inside && before.is_some() => before,
            // Texts are written in several strings where the script changes.
            true if goes_on && (reached_out || before == first) => before,
            true if left => first,
            _ => most,
        };
        let out = homes.last().copied().flatten() != home && home.is_some();
        reached_out = out && !number || inside && rest;
        if crosses || out {
            homes.fill(home);
        }
        start = end;
    }
}

/// A number with two decimals may be whole.
fn ends_amount(glyphs: Option<&[Glyph]>) -> bool {
    let glyphs = glyphs.unwrap_or_default();
    let decimals = glyphs.iter().rev().take_while(|g| g.char.is_ascii_digit()).count();
    decimals >= 2 && glyphs.iter().rev().nth(decimals).is_some_and(|g| g.char == '.')
}

/// Where most of the characters that are seen stand; where as many stand, the later place.
fn most_frequent(glyphs: &[Glyph], homes: &[Option<(usize, usize)>]) -> Option<(usize, usize)> {
    let mut counts: Map<Option<(usize, usize)>, usize> = Map::new();
    for (_, home) in glyphs.iter().zip(homes).filter(|(g, _)| !g.hidden) {
        *counts.entry(*home).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(home, count)| (*count, *home)).and_then(|(home, _)| home)
}

/// Does a text begin at the left edge of its cell?
fn begins_at_left(glyph: &Glyph, (grid, cell): (usize, usize), grids: &[Grid]) -> bool {
    let own = grids.get(grid).and_then(|g| Some(g.cell_area(g.cells.get(cell)?)));
    own.is_some_and(|area| glyph.area.left - area.left < 0.8 * glyph.size)
}

fn table_of(grid: &Grid, glyphs: Vec<Vec<Glyph>>, content: &PageContent, ruled: bool) -> PageTable {
    // Several rows were printed between the same two lines, and nothing parted them.
    let several = grid.cells.iter().zip(&glyphs).filter(|(_, g)| columns::holds_amounts(g)).count() >= 2;
    let cells = grid
        .cells
        .iter()
        .zip(glyphs)
        .map(|(cell, glyphs)| {
            let area = grid.cell_area(cell);
            let lines = lines(glyphs.clone());
            PageCell {
                row: cell.row,
                column: cell.column,
                row_span: cell.row_span,
                column_span: cell.column_span,
                last_line: lines.last().map_or(0.0, |l| l.area.width()),
                first_word: lines.first().map_or(0.0, TextLine::first_word_width),
                width: area.width(),
                space_above: lines.first().map_or(0.0, |l| (l.area.top - area.top) / l.size),
                space_below: lines.last().map_or(0.0, |l| (area.bottom - l.area.bottom) / l.size),
                text: cell_text(glyphs, &area, content),
            }
        })
        .collect();
    let mut table = PageTable {
        page: content.number,
        area: grid.area(),
        xs: grid.xs.clone(),
        rows: grid.rows(),
        cells,
        ruled,
        ys: grid.ys.clone(),
        cut: several,
        leaf: Leaf::default(),
    };
    drop_idle_rows(&mut table);
    table
}

/// Leaves out rows in which nothing begins but one empty cell: a browser that prints ends the last cell of a merged column
/// a little early.
fn drop_idle_rows(table: &mut PageTable) {
    for row in (1..table.rows).rev() {
        let mut begin = table.cells.iter().filter(|c| c.row == row);
        let idle = matches!(
            (begin.next(), begin.next()),
            (Some(cell), None) if cell.text.is_empty() && cell.row_span == 1 && cell.column_span == 1
        );
        let spanned = table.cells.iter().any(|c| c.row < row && c.row + c.row_span > row);
        if idle && spanned {
            table.remove_row(row);
        }
    }
}
