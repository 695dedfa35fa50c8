//! The flow of the document over its pages: lines become paragraphs, tables that go on are joined.

use super::continue_tables::{self, OpenTable};
use super::page::{Element, PageLine};
use super::text::PlacedText;
use crate::document::{Block, Origin, Paragraph, squeeze};
use crate::order::Map;

/// The margins that running text keeps on a page.
#[derive(Debug, Clone, Copy)]
struct Margins {
    left: f32,
    right: f32,
    size: f32,
    /// Paragraphs begin with an indent.
    indented: bool,
}

/// Joins pages to blocks.
pub(super) fn join(pages: Vec<Vec<Element>>) -> Vec<Block> {
    let margins = margins(&pages);
    let mut flow = Flow { blocks: Vec::new(), open: None, table: None, margins, leaves: 0 };
    for page in pages {
        let mut rest = page.into_iter().peekable();
        while let Some(first) = rest.next() {
            let leaf = *first.leaf().1;
            let mut elements = vec![first];
            while let Some(next) = rest.next_if(|e| *e.leaf().1 == leaf) {
                elements.push(next);
            }
            flow.leaf(elements);
        }
    }
    flow.end_paragraph();
    flow.end_table();
    flow.blocks
}

fn width_key(line: &PageLine) -> i32 {
    (line.page_width / 4.0).round() as i32
}

/// The page of a line, and how wide that is: columns of text are narrower than what stands over both.
fn place(line: &PageLine) -> (u32, i32) {
    (line.page, width_key(line))
}

/// The margins of every page: its own where it shows enough text, else those of all pages of its width.
fn margins(pages: &[Vec<Element>]) -> Map<(u32, i32), Margins> {
    let mut by_width: Map<i32, Vec<&PageLine>> = Map::new();
    let mut by_page: Map<(u32, i32), Vec<&PageLine>> = Map::new();
    for element in pages.iter().flatten() {
        if let Element::Line(l) = element {
            by_width.entry(width_key(l)).or_default().push(l);
            by_page.entry(place(l)).or_default().push(l);
        }
    }
    let common: Map<i32, Margins> = by_width.iter().map(|(key, lines)| (*key, margins_of(lines))).collect();
    let mut margins = Map::new();
    for (page, lines) in by_page {
        let Some(first) = lines.first() else { continue };
        let Some(mut of_page) = common.get(&page.1).copied() else { continue };
        let widest = widest(&lines);
        let long = lines.iter().filter(|l| l.line.area.width() > 0.85 * widest);
        let mut rights: Vec<f32> = long.map(|l| l.line.area.right).collect();
        rights.sort_by(f32::total_cmp);
        // Some lines hang their last mark outside; three of four do not go beyond where text ends.
        if rights.len() >= 4
            && widest > 0.5 * first.page_width
            && let Some(right) = rights.get(rights.len() * 3 / 4)
        {
            of_page.right = *right;
        }
        margins.insert(page, of_page);
    }
    margins
}

fn widest(lines: &[&PageLine]) -> f32 {
    lines.iter().map(|l| l.line.area.width()).fold(0.0f32, f32::max)
}

fn margins_of(lines: &[&PageLine]) -> Margins {
    let widest = widest(lines);
    let long: Vec<&&PageLine> = lines.iter().filter(|l| l.line.area.width() > 0.75 * widest).collect();
    let sorted = |f: fn(&PageLine) -> f32| {
        let mut v: Vec<f32> = long.iter().map(|l| f(l)).collect();
        v.sort_by(f32::total_cmp);
        v
    };
    let quantile = |v: &[f32], per_cent: usize| {
        v.get((v.len() * per_cent / 100).min(v.len().saturating_sub(1))).copied().unwrap_or(0.0)
    };
    let lefts = sorted(|l| l.line.area.left);
    let left = quantile(&lefts, 10);
    let size = quantile(&sorted(|l| l.line.size), 50).max(1.0);
    let deep = lefts.iter().filter(|l| **l > left + 1.2 * size && **l < left + 3.5 * size).count();
    let page_width = lines.first().map_or(0.0, |l| l.page_width);
    let mut right = quantile(&sorted(|l| l.line.area.right), 90);
    if widest < 0.5 * page_width {
        // Nothing but short lines: they were not wrapped.
        right = page_width - left.min(0.2 * page_width);
    }
    Margins { left, right, size, indented: deep * 12 > lefts.len() }
}

struct OpenParagraph {
    text: PlacedText,
    last: PageLine,
    first: PageLine,
    /// The usual distance of its lines, once there are two.
    pitch: Option<f32>,
}

struct Flow {
    blocks: Vec<Block>,
    open: Option<OpenParagraph>,
    /// The table that the last block would be, if it goes on.
    table: Option<OpenTable>,
    margins: Map<(u32, i32), Margins>,
    /// Pages and columns of pages so far.
    leaves: usize,
}

impl Flow {
    /// A page, or a column of one.
    fn leaf(&mut self, elements: Vec<Element>) {
        self.leaves += 1;
        let mut elements = elements.into_iter().peekable();
        // What stands above the first table decides whether that table continues the last one.
        let mut above: Vec<PageLine> = Vec::new();
        while let Some(Element::Line(line)) = elements.next_if(|e| matches!(e, Element::Line(_))) {
            above.push(line);
        }
        if let Some(Element::Table(table)) = elements.peek_mut()
            && let Some(open) = &mut self.table
            && open.may_go_on(self.leaves, table.page, &above)
            && open.take(table, !above.is_empty(), self.leaves)
        {
            elements.next();
            above.clear();
        }
        for element in above.into_iter().map(Element::Line).chain(elements) {
            match element {
                Element::Line(line) => self.line(line),
                Element::Table(table) => {
                    self.end_paragraph();
                    let captions = self.captions();
                    self.end_table();
                    self.table = Some(OpenTable::new(table, captions, self.leaves));
                }
            }
        }
    }

    /// The last paragraphs before this place, back to the table before.
    fn captions(&self) -> Vec<String> {
        if self.table.is_some() {
            return Vec::new();
        }
        let paragraphs = self.blocks.iter().rev().map_while(|b| match b {
            Block::Paragraph(p) => Some(squeeze(&p.text)),
            Block::Table(_) => None,
        });
        let mut captions: Vec<String> = paragraphs.take(6).collect();
        captions.reverse();
        captions
    }

    fn end_table(&mut self) {
        if let Some(open) = self.table.take() {
            self.blocks.push(Block::Table(continue_tables::finish(open)));
        }
    }

    fn line(&mut self, line: PageLine) {
        self.end_table();
        if let Some(open) = &self.open
            && self.goes_on(open, &line)
            && let Some(open) = &mut self.open
        {
            let words = open.text.text.ends_with(|c: char| c.is_ascii_alphabetic())
                && line.text.text.starts_with(|c: char| c.is_ascii_alphabetic());
            if words {
                open.text.separator(" ");
            }
            let pitch = line.line.baseline - open.last.line.baseline;
            // The next column begins higher up.
            if open.last.page == line.page && pitch > 0.0 {
                open.pitch = Some(pitch);
            }
            open.text.append(line.text.clone());
            open.last = line;
            return;
        }
        self.end_paragraph();
        self.open =
            Some(OpenParagraph { text: line.text.clone(), last: line.clone(), first: line, pitch: None });
    }

    /// Does a line continue the open paragraph?
    fn goes_on(&self, open: &OpenParagraph, next: &PageLine) -> bool {
        let last = &open.last;
        let Some(margins) = self.margins.get(&place(next)) else { return false };
        if width_key(last) != width_key(next) || next.page > last.page + 1 {
            return false;
        }
        let size = next.line.size.max(last.line.size);
        if (next.line.size - last.line.size).abs() > 0.12 * size {
            return false;
        }
        if last.page == next.page {
            let pitch = next.line.baseline - last.line.baseline;
            if pitch > open.pitch.map_or(3.2 * size, |p| 1.45 * p) {
                return false;
            }
        }
        let indent = next.line.area.left - margins.left;
        if indent > 1.2 * size {
            // Indented: the next paragraph, unless both lines of a long title are centred.
            let centre = |l: &PageLine| (l.line.area.left + l.line.area.right) / 2.0 - l.page_width / 2.0;
            let both = centre(last).abs() < size && centre(next).abs() < size && last.page == next.page;
            let body = margins.right - margins.left;
            // Two paragraphs begin at one place; centred lines seldom do.
            let level = (last.line.area.left - next.line.area.left).abs() < 0.3 * size;
            let wrapped = last.line.area.width() > 0.6 * body
                && last.line.area.left - margins.left > 1.2 * size
                && !level;
            let title = both && (size > 1.15 * margins.size || wrapped);
            if !title {
                return false;
            }
        }
        // The next word would have fitted: somebody ended the line here.
        let right = self.margins.get(&place(last)).map_or(margins.right, |m| m.right);
        let ended = last.text.text.ends_with(['。', '；', '：', ';', ':', '！', '？']);
        let fitted = last.line.area.right + next.line.first_word_width() < right - 0.6 * size;
        if fitted && (ended || !starts_with_percentage(&next.text.text)) {
            return false;
        }
        let numbered = starts_numbered(&next.text.text);
        !(ended && (numbered || !margins.indented)) && !(numbered && is_heading_number(&next.text.text))
    }

    fn end_paragraph(&mut self) {
        let Some(open) = self.open.take() else { return };
        let heading = self.heading(&open);
        let origin = Origin { page: Some(open.first.page), boxes: open.text.boxes, ..Origin::default() };
        self.blocks.push(Block::Paragraph(Paragraph { text: open.text.text, heading, origin }));
    }

    /// Larger type, centred and short: a heading. Numbered headings are told by their numbers, in any size.
    fn heading(&self, open: &OpenParagraph) -> Option<u8> {
        let margins = self.margins.get(&place(&open.first))?;
        let text = squeeze(&open.text.text);
        let short =
            (2..=45).contains(&text.chars().count()) && !text.ends_with(['。', '；', '，', '：', ':']);
        let area = &open.first.line.area;
        let centred =
            ((area.left + area.right) / 2.0 - open.first.page_width / 2.0).abs() < 2.0 * open.first.line.size;
        let large = open.first.line.size > 1.15 * margins.size;
        (short && centred && large && !starts_numbered(&open.text.text)).then_some(1)
    }
}

const NUMERALS: &str = "一二三四五六七八九十";

/// Begins with 80% or 80％: no paragraph does.
fn starts_with_percentage(text: &str) -> bool {
    let rest = text.trim_start().trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    rest.len() < text.trim_start().len() && rest.starts_with(['%', '％'])
}

/// Begins with 一、 or 第一部分: never the rest of a line.
fn is_heading_number(text: &str) -> bool {
    let text = text.trim_start();
    let core = text.strip_prefix('第').unwrap_or(text);
    let rest = core.trim_start_matches(|c: char| NUMERALS.contains(c));
    rest.len() < core.len()
        && (rest.starts_with('、') && core.len() == text.len() || rest.starts_with("部分"))
}

/// Begins like an item of a list: 一、 （一） 1. 1、 （1） 第一部分.
fn starts_numbered(text: &str) -> bool {
    let text = text.trim_start();
    let (bracket, core) = match text.strip_prefix(['（', '(']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('第').unwrap_or(text)),
    };
    let rest = core.trim_start_matches(|c: char| NUMERALS.contains(c) || c.is_ascii_digit());
    let count = core.len() - rest.len();
    if count == 0 || count > 9 {
        return false;
    }
    if bracket {
        return rest.starts_with(['）', ')']);
    }
    let mark = rest.starts_with(['、', '．', '部']);
    // 1.5 is a number, 1.某事 is an item.
    mark || rest.strip_prefix('.').is_some_and(|r| !r.starts_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_told_from_numbers() {
        assert!(starts_numbered("一、收入"));
        assert!(starts_numbered("（二）支出"));
        assert!(starts_numbered("3.某事"));
        assert!(!starts_numbered("1.5万元"));
        assert!(!starts_numbered("2024年"));
        assert!(is_heading_number("十一、其他"));
        assert!(!is_heading_number("（一）其他"));
    }
}
