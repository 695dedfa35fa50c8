//! Tables too wide for their page: the columns at the right are printed on a page of their own, beside no label. Spreadsheets
//! print all pages of the left columns first, then those at their right.

use super::cut;
use super::glyphs::Glyph;
use super::grid::Grid;
use super::page::{Element, PageCell, PageLine, PageTable};
use crate::document::squeeze;

/// How many pages the left part may have.
const REACH: usize = 12;
/// Edges of rows that one pair of pages shares at least.
const FEWEST_EDGES: usize = 5;
/// Rows of a column alone on its page.
const FEWEST_STRIPS: usize = 3;
/// Equal edges of rows differ at most by this.
const EDGE: f32 = 1.5;

/// Is it a column of a table, alone on its page? Its last row is a number.
pub(super) fn is_strip(glyphs: &[Glyph], grid: &Grid) -> bool {
    let own = || glyphs.iter().filter(|g| grid.at(g.centre().0, g.centre().1).is_some());
    let lowest = own().map(|g| g.baseline).fold(f32::MIN, f32::max);
    let mut last = own().filter(|g| lowest - g.baseline < 0.3 * g.size).peekable();
    grid.rows() >= FEWEST_STRIPS
        && last.peek().is_some()
        && last.all(|g| cut::of_number(g.char) || g.char == '#')
}

/// Joins the parts of tables that were cut into columns; the pages of the parts that could not be joined.
pub(super) fn join(pages: &mut [Vec<Element>]) -> Vec<u32> {
    let kinds: Vec<Option<bool>> = pages.iter().map(|p| lone_table(p).map(is_right_part)).collect();
    let mut unclear = Vec::new();
    let mut start = 1;
    while start < pages.len() {
        let rights = kinds.iter().skip(start).take_while(|k| **k == Some(true)).count();
        let lefts = kinds.iter().take(start).rev().take_while(|k| **k == Some(false)).count().min(REACH);
        if rights == 0 || lefts == 0 {
            start += 1;
            continue;
        }
        let heights: Vec<usize> = (1..=lefts.min(rights))
            .filter(|h| rights.is_multiple_of(*h) && fit(pages, start, rights, *h))
            .collect();
        if let [height] = heights[..] {
            for right in start..start + rights {
                join_pages(pages, start - height + (right - start) % height, right);
            }
        } else {
            unclear.extend(mark(pages, start, lefts, rights));
        }
        start += rights;
    }
    unclear
}

/// Marks what may be parts of one table; the pages of those without labels.
fn mark(pages: &mut [Vec<Element>], start: usize, lefts: usize, rights: usize) -> Vec<u32> {
    let mut found = Vec::new();
    for right in start..start + rights {
        for left in start - lefts..start {
            let (before, rest) = pages.split_at_mut(right);
            let own = before.get_mut(left).and_then(|p| lone_table_mut(p));
            let Some((left, right)) = own.zip(rest.first_mut().and_then(|p| lone_table_mut(p))) else {
                continue;
            };
            if share_rows(left, right).is_some() {
                (left.cut, right.cut) = (true, true);
                found.push(right.page);
            }
        }
    }
    found.dedup();
    found
}

/// Do the pages from `start` on show the right columns of the `height` pages before them, again and again?
fn fit(pages: &[Vec<Element>], start: usize, rights: usize, height: usize) -> bool {
    let table = |i: usize| pages.get(i).and_then(|p| lone_table(p));
    let mut shared = 0;
    for right in start..start + rights {
        let left = start - height + (right - start) % height;
        let Some(rows) = table(left).zip(table(right)).and_then(|(l, r)| share_rows(l, r)) else {
            return false;
        };
        shared = shared.max(rows);
    }
    // Columns beside each other have heads of their own; the next pages of the same columns have the same.
    let head = |right: usize| table(right).map(head).filter(|h| !h.is_empty());
    let pairs = (start..start + rights).flat_map(|a| (a + 1..start + rights).map(move |b| (a, b)));
    let heads =
        pairs.filter_map(|(a, b)| Some(((a - start) / height == (b - start) / height, head(a)? == head(b)?)));
    shared >= FEWEST_EDGES && heads.into_iter().all(|(same_columns, same_head)| same_columns == same_head)
}

/// The ruled table of a page that holds no other.
fn lone_table(page: &[Element]) -> Option<&PageTable> {
    let mut tables = page.iter().filter_map(|e| match e {
        Element::Table(table) => Some(table),
        Element::Line(_) => None,
    });
    tables.next().filter(|t| t.ruled && tables.next().is_none())
}

fn lone_table_mut(page: &mut [Element]) -> Option<&mut PageTable> {
    let mut tables = page.iter_mut().filter_map(|e| match e {
        Element::Table(table) => Some(table),
        Element::Line(_) => None,
    });
    tables.next().filter(|t| t.ruled && tables.next().is_none())
}

fn is_amount(text: &str) -> bool {
    text.contains('.') && text.bytes().any(|b| b.is_ascii_digit())
}

/// The first row with amounts.
fn body(table: &PageTable) -> Option<usize> {
    table.cells.iter().filter(|c| is_amount(&c.text.text)).map(|c| c.row).min()
}

/// The texts above the first row with amounts.
fn head(table: &PageTable) -> Vec<String> {
    let body = body(table).unwrap_or(table.rows);
    let own = table.cells.iter().filter(|c| c.row < body && !c.text.is_empty());
    own.map(|c| squeeze(&c.text.text)).collect()
}

/// The whole numbers of the row that counts the columns: words, if any, and numbers that follow each other.
fn counted(table: &PageTable) -> Option<(usize, u32, u32)> {
    (0..body(table).unwrap_or(table.rows)).rev().find_map(|row| {
        let texts = table.cells.iter().filter(|c| c.row == row && !c.text.is_empty());
        let texts: Vec<String> = texts.map(|c| squeeze(&c.text.text)).collect();
        let numbers: Vec<u32> = texts.iter().filter_map(|t| t.parse().ok().filter(|n| *n < 100)).collect();
        let words = texts.iter().filter(|t| !t.bytes().any(|b| b.is_ascii_digit()));
        let counts = texts.len() == numbers.len() + words.filter(|t| *t == "栏次" || *t == "行次").count();
        let rising = numbers.windows(2).all(|p| p.first().zip(p.get(1)).is_some_and(|(a, b)| a + 1 == *b));
        Some((row, *numbers.first()?, *numbers.last()?)).filter(|_| counts && rising)
    })
}

/// The first row below the head: with amounts, or below the row that counts the columns.
fn below_head(table: &PageTable) -> Option<usize> {
    body(table).or_else(|| counted(table).map(|(row, _, _)| row + 1))
}

/// Does a table show right columns? They begin in the midst of counting, or there is not a word beside the amounts.
fn is_right_part(table: &PageTable) -> bool {
    if counted(table).is_some_and(|(_, first, _)| first > 1) {
        return true;
    }
    let Some(first) = below_head(table) else { return false };
    let words = |text: &str| text.chars().any(char::is_alphabetic);
    // A title or a note over the whole width may be cut, too.
    let whole = table.xs.len().saturating_sub(1).max(2);
    !table.cells.iter().any(|c| c.row >= first && c.column_span < whole && words(&c.text.text))
}

/// How many edges of rows lie at the same height in both, if all below the head do.
fn share_rows(left: &PageTable, right: &PageTable) -> Option<usize> {
    let at = |t: &PageTable| below_head(t).and_then(|row| t.ys.get(row).copied());
    let top = at(left).or_else(|| at(right))?;
    let below = |t: &PageTable| -> Vec<f32> { t.ys.iter().copied().filter(|y| *y > top - EDGE).collect() };
    let (own, other) = (below(left), below(right));
    let has = |ys: &[f32], y: &f32| ys.iter().any(|o| (o - y).abs() < EDGE);
    // Under the last row a note may stand at the left.
    let notes = own.len().saturating_sub(other.len()).min(2);
    let all = other.iter().all(|y| has(&own, y)) && own.iter().rev().skip(notes).all(|y| has(&other, y));
    let whole = left.ys.len() == left.rows + 1 && right.ys.len() == right.rows + 1;
    (all && whole && !other.is_empty()).then(|| right.ys.iter().filter(|y| has(&left.ys, y)).count())
}

/// Puts the columns of one page beside those of another.
fn join_pages(pages: &mut [Vec<Element>], left: usize, right: usize) {
    let Some(other) = pages.get_mut(right).map(std::mem::take) else { return };
    let Some(page) = pages.get_mut(left) else { return };
    let mut below = false;
    for element in other {
        match element {
            Element::Table(table) => {
                below = true;
                if let Some(own) = lone_table_mut(page) {
                    join_tables(own, table);
                }
            }
            Element::Line(line) => join_line(page, line, below),
        }
    }
}

/// A line goes on on the right page, or stands there alone.
fn join_line(page: &mut Vec<Element>, line: PageLine, below: bool) {
    let level = |l: &PageLine| (l.line.baseline - line.line.baseline).abs() < EDGE;
    let home = page.iter_mut().find_map(|e| match e {
        Element::Line(own) if level(own) => Some(own),
        _ => None,
    });
    match home {
        Some(own) if own.text.text == line.text.text => {}
        Some(own) => own.text.append(line.text),
        None => {
            let table = page.iter().position(|e| matches!(e, Element::Table(_))).unwrap_or(page.len());
            page.insert(table + usize::from(below && table < page.len()), Element::Line(line));
        }
    }
}

fn join_tables(left: &mut PageTable, mut right: PageTable) {
    // Without numbers that count on, the rows of two tables might lie at the same heights.
    let counts = counted(left).zip(counted(&right)).is_some_and(|((_, _, a), (_, b, _))| a + 1 == b);
    left.cut |= !counts;
    let mut ys = left.ys.clone();
    ys.extend(right.ys.iter().filter(|y| !left.ys.iter().any(|o| (o - *y).abs() < EDGE)));
    ys.sort_by(f32::total_cmp);
    for table in [&mut *left, &mut right] {
        let map: Vec<usize> = table.ys.iter().map(|y| ys.partition_point(|e| *e < y - EDGE)).collect();
        let at = |row: usize| map.get(row).copied().unwrap_or(ys.len() - 1);
        for cell in &mut table.cells {
            let end = at(cell.row + cell.row_span.max(1));
            cell.row = at(cell.row);
            cell.row_span = end.saturating_sub(cell.row).max(1);
        }
    }
    let columns = left.xs.len().saturating_sub(1);
    let body = body(left).into_iter().chain(self::body(&right)).min().unwrap_or(usize::MAX);
    for mut cell in right.cells {
        let first = cell.column == 0;
        cell.column += columns;
        // A title over the whole width was cut through.
        let own = left.cells.iter_mut().find(|c| {
            let last =
                c.column + c.column_span == columns && c.row == cell.row && c.row_span == cell.row_span;
            last && first && c.row < body && is_cut_through(c, &cell)
        });
        match own {
            Some(own) => {
                own.column_span += cell.column_span;
                if own.text.text != cell.text.text {
                    own.text.append(cell.text);
                }
            }
            None => left.cells.push(cell),
        }
    }
    let shift = left.xs.last().zip(right.xs.first()).map_or(0.0, |(a, b)| a - b);
    left.xs.extend(right.xs.iter().skip(1).map(|x| x + shift));
    (left.rows, left.ys) = (ys.len().saturating_sub(1), ys);
    left.area.right += right.area.width();
}

/// Are these two halves of one cell of the head? Both pages show its text, or one of them does.
fn is_cut_through(left: &PageCell, right: &PageCell) -> bool {
    let words = right.text.text.chars().any(char::is_alphabetic);
    left.text.text == right.text.text || left.text.is_empty() && words
}
