//! Headings and table titles: which section each block stands in.

use super::{Block, Document, Place, Span, squeeze};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// For each block of a document its section and, for tables, a title.
#[derive(Debug, Clone, Default)]
pub struct Outline {
    /// Path of headings above each block.
    pub sections: Vec<Vec<String>>,
    /// Title of each table block (from the format or from the paragraph above it).
    pub titles: Vec<Option<Arc<str>>>,
    /// The path of headings above each block as a place names it.
    joined: Vec<Option<Arc<str>>>,
    /// The labels of the cells of each table, once somebody has asked for them.
    labels: Vec<OnceLock<Labels>>,
}

/// Level of a heading by its numbering, 1 for 第一部分, 2 for 一、, 3 for （一）; `None` for running text.
fn heading_level(text: &str) -> Option<u8> {
    let t = squeeze(text);
    // （一）收入支出决算总体情况说明。: a heading with a full stop.
    let stopped = t.strip_suffix('。').filter(|t| {
        ["情况", "说明"].iter().any(|w| t.ends_with(w))
            && !t.contains(['。', '，', ',', '；', ';', '：', ':'])
            && !t.chars().any(|c| c.is_ascii_digit())
    });
    let t = stopped.map_or(t.clone(), str::to_string);
    if t.chars().count() > 45 || t.is_empty() || t.ends_with(['。', '；', ';', '，', '：', ':']) {
        return None;
    }
    const NUMERALS: &str = "一二三四五六七八九十";
    let numeral =
        |s: &str| s.chars().take_while(|c| NUMERALS.contains(*c)).map(char::len_utf8).sum::<usize>();
    if let Some(rest) = t.strip_prefix('第') {
        let n = numeral(rest);
        if n > 0 && rest[n..].starts_with("部分") {
            return Some(1);
        }
    }
    let n = numeral(&t);
    if n > 0 && t[n..].starts_with(['、', '.']) {
        return Some(2);
    }
    if let Some(rest) = t.strip_prefix('(') {
        let n = numeral(rest);
        if n > 0 && rest[n..].starts_with(')') && t.chars().count() <= 40 {
            return Some(3);
        }
    }
    None
}

/// By how much the levels of the numbering are below those of the styles, as most headings that have both tell: a report that
/// begins with 一、 in the style of the first level has an unnumbered heading of the second level below it.
fn styles_below_numbering(document: &Document) -> i8 {
    let mut counts = [0usize; 12];
    for (_, paragraph) in document.paragraphs() {
        if let (Some(style), Some(numbered)) = (paragraph.heading, heading_level(&paragraph.text))
            && let Some(count) = counts.get_mut(usize::from((numbered + 8).saturating_sub(style)))
        {
            *count += 1;
        }
    }
    let most = counts.iter().enumerate().filter(|(_, count)| **count > 0).max_by_key(|(_, count)| **count);
    most.and_then(|(index, _)| i8::try_from(index).ok()).map_or(0, |index| index - 8)
}

impl Outline {
    /// Reads the headings of a document. The numbering tells the level where there is one: it is the same in every format, while
    /// styles are often given by how they look.
    pub fn of(document: &Document) -> Self {
        let mut outline =
            Outline { labels: vec![OnceLock::new(); document.blocks.len()], ..Outline::default() };
        let below = styles_below_numbering(document);
        let mut path: Vec<(u8, String)> = Vec::new();
        let mut above: Vec<String> = Vec::new();
        let mut file = None;
        for block in &document.blocks {
            // A file of a package does not stand under the headings of the one before it.
            let own = match block {
                Block::Paragraph(p) => &p.origin.file,
                Block::Table(t) => &t.origin.file,
            };
            if file.replace(own) != Some(own) {
                path.clear();
                above.clear();
            }
            match block {
                Block::Paragraph(p) => {
                    let level = heading_level(&p.text)
                        .or_else(|| p.heading.map(|style| style.saturating_add_signed(below).max(1)));
                    if let Some(level) = level {
                        path.retain(|(l, _)| *l < level);
                        path.push((level, p.text.trim().to_string()));
                    }
                    if !p.text.trim().is_empty() {
                        above.push(p.text.trim().to_string());
                    }
                    outline.titles.push(None);
                }
                Block::Table(t) => {
                    let own = t
                        .title
                        .clone()
                        .or_else(|| title_row(t))
                        .or_else(|| above.iter().rev().take(4).find(|s| looks_like_title(s)).cloned());
                    outline.titles.push(own.map(Arc::from));
                    above.clear();
                }
            }
            let section: Vec<String> = path.iter().map(|(_, s)| s.clone()).collect();
            let joined = match (outline.sections.last(), outline.joined.last()) {
                (Some(last), Some(joined)) if *last == section => joined.clone(),
                _ => (!section.is_empty()).then(|| section.join(" / ").into()),
            };
            outline.joined.push(joined);
            outline.sections.push(section);
        }
        outline
    }

    /// The place of a span, without row and column labels (see [`Outline::labels`]; a recogniser knows better).
    pub fn place(&self, document: &Document, span: &Span) -> Place {
        let quote = document.blocks.get(span.block).map_or_else(String::new, |block| quote(block, span));
        self.place_quoted(document, span, quote.into())
    }

    /// The same with the quote (see [`quote`]) that the caller has at hand: a row is quoted for each of its numbers.
    pub fn place_quoted(&self, document: &Document, span: &Span, quote: Arc<str>) -> Place {
        let mut place = Place { span: Some(*span), quote, ..Place::default() };
        place.section = self.joined.get(span.block).cloned().flatten();
        place.table = self.titles.get(span.block).cloned().flatten();
        let Some(block) = document.blocks.get(span.block) else { return place };
        let (block_origin, cell_origin) = match (block, span.cell) {
            (Block::Paragraph(p), _) => (&p.origin, None),
            (Block::Table(t), cell) => (&t.origin, cell.and_then(|c| t.cells.get(c)).map(|c| &c.origin)),
        };
        let origin = cell_origin.unwrap_or(block_origin);
        place.page = page_of(origin, span.start).or(block_origin.page);
        place.line = line_of(origin, span.start).or(block_origin.line);
        place.sheet = origin.sheet.clone().or_else(|| block_origin.sheet.clone());
        place.cell = origin.cell.clone();
        place.file = origin.file.clone().or_else(|| block_origin.file.clone());
        place
    }

    /// What stands before a cell in its row and above it, for places whose labels no recogniser knows.
    pub fn labels(&self, document: &Document, span: &Span) -> (Option<Arc<str>>, Option<Arc<str>>) {
        match (document.blocks.get(span.block), span.cell) {
            (Some(Block::Table(table)), Some(cell)) => {
                let labels =
                    self.labels.get(span.block).map(|labels| labels.get_or_init(|| Labels::of(table)));
                let text = |index: Option<usize>| {
                    index.and_then(|i| table.cells.get(i)).map(|c| c.text.trim().into())
                };
                labels.map_or((None, None), |labels| {
                    let of = |list: &[Option<usize>]| text(list.get(cell).copied().flatten());
                    (of(&labels.rows), of(&labels.columns))
                })
            }
            _ => (None, None),
        }
    }
}

fn page_of(origin: &super::Origin, at: usize) -> Option<u32> {
    let mut end = 0usize;
    for text_box in &origin.boxes {
        end += text_box.length as usize;
        if at < end {
            return Some(text_box.page);
        }
    }
    line_start(origin, at).and_then(|l| l.page).or(origin.page)
}

fn line_of(origin: &super::Origin, at: usize) -> Option<u32> {
    line_start(origin, at).map(|l| l.line).or(origin.line)
}

/// The line in which a byte of a broken paragraph stands, if it is not the first.
fn line_start(origin: &super::Origin, at: usize) -> Option<&super::LineStart> {
    origin.lines.iter().rev().find(|l| l.at as usize <= at)
}

fn looks_like_title(text: &str) -> bool {
    let t = squeeze(text);
    (t.ends_with('表') || t.contains("自评表") || t.contains("决算表") || t.contains("预算表"))
        && t.chars().count() <= 45
}

fn title_row(table: &super::Table) -> Option<String> {
    table
        .cells
        .iter()
        .filter(|c| c.row < 3)
        .find(|c| {
            looks_like_title(&c.text)
                && table.row(c.row).filter(|&i| !table.cells[i].text.trim().is_empty()).count() <= 2
        })
        .map(|c| c.text.trim().to_string())
}

/// Most characters that are quoted on either side of a figure.
const QUOTED: usize = 300;
/// Most cells that are quoted on either side of a cell.
const QUOTED_CELLS: usize = 20;

/// The sentence of a paragraph or the row of a table in which the span stands.
pub fn quote(block: &Block, span: &Span) -> String {
    match (block, span.cell) {
        (Block::Paragraph(p), _) => {
            let text = &p.text;
            let (Some(before), Some(after)) = (text.get(..span.start), text.get(span.end..)) else {
                return String::new();
            };
            let before = before.char_indices().rev().take(QUOTED);
            let start =
                before.take_while(|(_, c)| !matches!(c, '。' | '\n')).last().map_or(span.start, |(at, _)| at);
            let mut after = after.char_indices().take(QUOTED).skip_while(|(_, c)| !matches!(c, '。' | '\n'));
            let end = after.next().map(|(at, _)| span.end + at);
            let most =
                || text[span.end..].char_indices().nth(QUOTED).map_or(text.len(), |(at, _)| span.end + at);
            text.get(start..end.unwrap_or_else(most)).unwrap_or_default().trim().to_string()
        }
        (Block::Table(t), Some(cell)) => {
            let texts: Vec<String> = quoted_cells(t, cell)
                .filter_map(|i| t.cells.get(i))
                .map(|c| c.text.trim().chars().filter(|c| *c != '\n').take(QUOTED).collect::<String>())
                .filter(|s| !s.is_empty())
                .collect();
            texts.join(" | ")
        }
        _ => String::new(),
    }
}

/// The cells of its row that are quoted for a cell: all of a row of usual width, the neighbours in a wider one.
pub fn quoted_cells(table: &super::Table, cell: usize) -> Range<usize> {
    let Some(row) = table.cells.get(cell).map(|c| table.row(c.row)) else { return 0..0 };
    row.start.max(cell.saturating_sub(QUOTED_CELLS))..row.end.min(cell + QUOTED_CELLS + 1)
}

/// What stands before each cell of a table in its row and above it in its column: the nearest wordy cells.
#[derive(Debug, Clone, Default)]
struct Labels {
    rows: Vec<Option<usize>>,
    columns: Vec<Option<usize>>,
}

impl Labels {
    /// One pass over the cells, which stand in the order of their rows.
    fn of(table: &super::Table) -> Self {
        /// Cells that reach down and are remembered as labels of the rows beside them.
        const REACHING: usize = 64;
        let wordy = |t: &str| {
            let t = t.trim();
            !t.is_empty() && !t.chars().all(|c| c.is_ascii_digit() || ".,%-—=<>".contains(c))
        };
        let mut labels = Self::default();
        let mut above: Vec<Option<usize>> = vec![None; table.columns];
        // Wordy cells by the row after their last, from which on they stand above.
        let mut ending: BinaryHeap<Reverse<(usize, usize)>> = BinaryHeap::new();
        let mut reaching: Vec<usize> = Vec::new();
        let (mut row, mut left): (usize, Option<usize>) = (0, None);
        for (index, cell) in table.cells.iter().enumerate() {
            if cell.row != row || index == 0 {
                (row, left) = (cell.row, None);
                while let Some(&Reverse((end, ended))) = ending.peek()
                    && end <= row
                {
                    ending.pop();
                    let Some(label) = table.cells.get(ended) else { continue };
                    for slot in above.iter_mut().skip(label.column).take(label.column_span) {
                        *slot = (*slot).max(Some(ended));
                    }
                }
                reaching.retain(|&i| table.cells.get(i).is_some_and(|c| c.row + c.row_span > row));
            }
            let beside = reaching
                .iter()
                .copied()
                .filter(|&i| table.cells.get(i).is_some_and(|c| c.column < cell.column));
            let column = |i: &usize| table.cells.get(*i).map(|c| c.column);
            labels.rows.push(beside.chain(left).max_by_key(column));
            labels.columns.push(above.get(cell.column).copied().flatten());
            if wordy(&cell.text) {
                left = Some(index);
                ending.push(Reverse((cell.row + cell.row_span, index)));
                if cell.row_span > 1 && reaching.len() < REACHING {
                    reaching.push(index);
                }
            }
        }
        labels
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbering_tells_the_level_and_styles_fit_in() {
        let paragraph = |text: &str, heading| {
            Block::Paragraph(super::super::Paragraph { text: text.into(), heading, ..Default::default() })
        };
        let document = Document {
            blocks: vec![
                paragraph("第二部分 说明", None),
                paragraph("一、收入", Some(1)),
                paragraph("二、支出", Some(1)),
                paragraph("（一）基本支出", Some(1)),
                paragraph("人员经费", Some(2)),
                paragraph("其中：工资10万元", None),
            ],
            ..Document::default()
        };
        let outline = Outline::of(&document);
        assert_eq!(
            outline.sections[5],
            ["第二部分 说明", "二、支出", "人员经费"],
            "most headings of the first style are numbered 一、"
        );
        assert_eq!(outline.sections[3], ["第二部分 说明", "二、支出", "（一）基本支出"]);
    }

    #[test]
    fn labels_are_the_nearest_words() {
        let cell = |row, column, spans: (usize, usize), text: &str| {
            let mut cell = super::super::Cell::new(row, column, text.to_string());
            (cell.row_span, cell.column_span) = spans;
            cell
        };
        let cells = vec![
            cell(0, 0, (1, 1), "项目"),
            cell(0, 1, (1, 2), "金额"),
            cell(1, 0, (2, 1), "收入"),
            cell(1, 1, (1, 1), "1.5"),
            cell(1, 2, (1, 1), "上年"),
            cell(2, 1, (1, 1), "2.5"),
            cell(2, 2, (1, 1), "3.5"),
        ];
        let table = super::super::Table { cells, rows: 3, columns: 3, ..Default::default() };
        let document = Document { blocks: vec![Block::Table(table)], ..Document::default() };
        let outline = Outline::of(&document);
        let labels = |cell| {
            let (row, column) =
                outline.labels(&document, &Span { block: 0, cell: Some(cell), start: 0, end: 3 });
            (row.unwrap_or_default().to_string(), column.unwrap_or_default().to_string())
        };
        assert_eq!(labels(3), ("收入".into(), "金额".into()));
        assert_eq!(labels(5), ("收入".into(), "金额".into()));
        assert_eq!(labels(6), ("收入".into(), "上年".into()));
        assert_eq!(labels(0), (String::new(), String::new()));
    }

    #[test]
    fn quotations_stay_short() {
        let text = "甲，".repeat(5_000) + "1.5，" + &"乙，".repeat(5_000);
        let start = text.find("1.5").unwrap_or_default();
        let block = Block::Paragraph(super::super::Paragraph { text, ..Default::default() });
        let quote = quote(&block, &Span { block: 0, cell: None, start, end: start + 3 });
        assert_eq!(quote.chars().count(), 603);
        let block = Block::Paragraph(super::super::Paragraph {
            text: "一。二1.5三。四".into(),
            ..Default::default()
        });
        assert_eq!(super::quote(&block, &Span { block: 0, cell: None, start: 9, end: 12 }), "二1.5三");
    }

    #[test]
    fn every_cell_of_a_wide_row_is_quoted_with_itself() {
        let cells = (0..100).map(|c| super::super::Cell::new(0, c, format!("{c}.5"))).collect();
        let table = super::super::Table { cells, rows: 1, columns: 100, ..Default::default() };
        assert!((0..100).all(|cell| quoted_cells(&table, cell).contains(&cell)));
        assert_eq!(quoted_cells(&table, 0), 0..21);
        assert_eq!(quoted_cells(&table, 99), 79..100);
    }

    #[test]
    fn numbering_makes_headings() {
        assert_eq!(heading_level(" 第一部分 单位概况"), Some(1));
        assert_eq!(heading_level("一、主要职能"), Some(2));
        assert_eq!(heading_level("（二）政府采购情况"), Some(3));
        assert_eq!(heading_level("一、财政拨款收入：指同级财政当年拨付的资金。"), None);
        assert_eq!(heading_level("本年收入10,171.54万元"), None);
    }
}
