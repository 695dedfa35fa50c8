//! Passages: the running text of the narrative, lines of a page joined again, white space taken out, each character
//! knowing where it stands in the document.

use super::words;
use crate::document::{Document, Outline, Span};
use crate::figure::{FigureId, Figures};
use crate::number::Unit;
use std::ops::Range;

/// A paragraph of running text, squeezed.
#[derive(Debug, Clone, Default)]
pub struct Passage {
    /// The text without white space, with half-width punctuation, letters and digits.
    pub text: String,
    /// Headings above it.
    pub section: Vec<String>,
    /// Is it a heading itself?
    pub heading: bool,
    /// The figures in it with the part of `text` that each covers (comparator, digits, unit).
    pub figures: Vec<(FigureId, Range<usize>)>,
    /// For each character its byte in `text`, its block, and its bytes there.
    places: Vec<(usize, usize, usize, usize)>,
}

impl Passage {
    /// Where a part of `text` stands in the document. A part that runs over a line's end is cut there.
    pub fn span(&self, range: Range<usize>) -> Span {
        let mut span: Option<Span> = None;
        let first = self.places.partition_point(|&(at, ..)| at < range.start);
        for &(at, block, from, to) in self.places.get(first..).unwrap_or_default() {
            if at >= range.end {
                break;
            }
            match &mut span {
                None => span = Some(Span { block, cell: None, start: from, end: to }),
                Some(s) if s.block == block => s.end = to,
                Some(_) => break,
            }
        }
        span.unwrap_or(Span { block: 0, cell: None, start: 0, end: 0 })
    }

    /// The part of `text` in a range.
    pub fn slice(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or("")
    }

    /// The words behind `at` up to one of these signs; of a text that has none no more than a hundred.
    pub fn behind(&self, at: usize, signs: &[char]) -> &str {
        const MOST: usize = 300;
        let rest = self.slice(at..self.text.floor_char_boundary(at.saturating_add(MOST)));
        rest.split(signs).next().unwrap_or(rest)
    }

    /// The text of a cell that speaks in sentences.
    pub fn of_cell(block: usize, cell: usize, text: &str, figures: &Figures) -> Self {
        let mut passage = Self::default();
        passage.append(block, Some(cell), text, figures);
        passage
    }

    fn append(&mut self, block: usize, cell: Option<usize>, text: &str, figures: &Figures) {
        let ids: Vec<FigureId> = figures.in_text(block, cell).filter(|&id| !figures[id].dismissed).collect();
        let mut ids = ids.into_iter().peekable();
        let mut open: Option<(FigureId, usize, usize)> = None;
        for (byte, c) in text.char_indices() {
            let at = self.text.len();
            if let Some((id, start, end)) = open
                && byte >= end
            {
                self.figures.push((id, start..at));
                open = None;
            }
            if let Some(&id) = ids.peek()
                && figures[id].span.start <= byte
            {
                open = Some((id, at, figures[id].span.end));
                ids.next();
            }
            if let Some(c) = half_width(c) {
                self.places.push((at, block, byte, byte + c_len(text, byte)));
                self.text.push(c);
            }
        }
        if let Some((id, start, _)) = open {
            self.figures.push((id, start..self.text.len()));
        }
    }

    /// A unit that stands on the next line belongs to the figure at the end of this one.
    fn claim_units(&mut self, figures: &mut Figures) {
        for (id, range) in &mut self.figures {
            if figures[*id].quantity.unit != Unit::None {
                continue;
            }
            let rest = self.text.get(range.end..).unwrap_or("");
            let found = [
                ("万元", Unit::TenThousandYuan),
                ("亿元", Unit::HundredMillionYuan),
                ("元", Unit::Yuan),
                ("%", Unit::Percent),
                ("个百分点", Unit::PercentagePoint),
            ]
            .into_iter()
            .find(|(word, _)| rest.starts_with(word));
            if let Some((word, unit)) = found {
                figures.set_unit(*id, unit);
                range.end += word.len();
            }
        }
    }
}

fn c_len(text: &str, byte: usize) -> usize {
    text.get(byte..).and_then(|s| s.chars().next()).map_or(1, char::len_utf8)
}

/// As [`crate::document::squeeze`] does it, one character at a time.
fn half_width(c: char) -> Option<char> {
    match c {
        _ if c.is_whitespace() => None,
        '\u{3000}' | '\u{A0}' | '\u{200B}' | '\u{FEFF}' => None,
        '\u{FF01}'..='\u{FF5E}' => Some(char::from_u32(c as u32 - 0xFEE0).unwrap_or(c)),
        '“' | '”' | '„' | '〝' | '〞' => Some('"'),
        '﹪' => Some('%'),
        _ => Some(c),
    }
}

/// The running text of a document.
pub fn passages(document: &Document, outline: &Outline, figures: &mut Figures) -> Vec<Passage> {
    let broken = is_broken_by_lines(document, outline);
    let mut out: Vec<Passage> = Vec::new();
    let mut last_block: Option<usize> = None;
    for (block, paragraph) in document.paragraphs() {
        let text = paragraph.text.trim();
        if text.is_empty() {
            last_block = None;
            continue;
        }
        // The cells of a form that a converter wrote into one paragraph are no sentence.
        let cells = figures.in_text(block, None).any(|id| figures[id].row.is_some());
        if cells || broken && is_table_line(document, block, figures) {
            last_block = None;
            continue;
        }
        let section = outline.sections.get(block).cloned().unwrap_or_default();
        let heading = is_heading(outline, block, text);
        let joins = last_block.is_some()
            && !heading
            && out.last().is_some_and(|p| !p.heading && continues(&p.text, text, broken));
        if !joins {
            out.push(Passage { section, heading, ..Passage::default() });
        }
        if let Some(passage) = out.last_mut() {
            passage.append(block, None, &paragraph.text, figures);
        }
        last_block = Some(block);
    }
    for passage in &mut out {
        passage.claim_units(figures);
    }
    out
}

fn is_heading(outline: &Outline, block: usize, text: &str) -> bool {
    outline.sections.get(block).and_then(|s| s.last()).is_some_and(|h| h == text)
}

/// Ends a sentence or a clause that a paragraph may end with.
fn is_finished(text: &str) -> bool {
    text.ends_with(['。', '!', '?', ';', ':'])
}

/// Most paragraphs that speak do not end as sentences do: they are lines of a page.
fn is_broken_by_lines(document: &Document, outline: &Outline) -> bool {
    let (mut open, mut all) = (0usize, 0usize);
    for (block, paragraph) in document.paragraphs() {
        let text = crate::document::squeeze(&paragraph.text);
        if text.chars().count() < 15 || is_heading(outline, block, paragraph.text.trim()) {
            continue;
        }
        all += 1;
        open += usize::from(!is_finished(&text));
    }
    all >= 2 && open * 3 > all
}

/// A line of a table whose cells have been lost: numbers without units, no punctuation.
fn is_table_line(document: &Document, block: usize, figures: &Figures) -> bool {
    let Some(crate::document::Block::Paragraph(paragraph)) = document.blocks.get(block) else { return false };
    if has_punctuation(&paragraph.text) && paragraph.text.chars().count() > 12 {
        return false;
    }
    let mut bare = 0;
    for id in figures.in_text(block, None) {
        if figures[id].quantity.unit.is_money() || figures[id].quantity.unit.is_percent() {
            return false;
        }
        bare += 1;
    }
    let next_is_unit = matches!(document.blocks.get(block + 1), Some(crate::document::Block::Paragraph(p))
        if p.text.trim_start().starts_with(['万', '元', '%', '％', '个', '亿', '辆', '人']));
    bare > 0 && !next_is_unit
}

/// Punctuation of a sentence; the commas of 82,096,797.42 are none.
fn has_punctuation(text: &str) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    text.char_indices().any(|(at, c)| match c {
        '，' | '。' | '；' | '：' | ';' | ':' => true,
        ',' => {
            let (before, after) = (text.get(..at), text.get(at + 1..));
            !(digit(before.and_then(|t| t.chars().next_back()))
                && digit(after.and_then(|t| t.chars().next())))
        }
        _ => false,
    })
}

/// Does `next` go on where `text` stopped?
fn continues(text: &str, next: &str, broken: bool) -> bool {
    let next = crate::document::squeeze(next);
    if next.starts_with(['。', ',', ';', ')', '、', '%', '的']) {
        return true;
    }
    if words::starts_item(&next) {
        return false;
    }
    if text.ends_with(|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c)) && starts_with_quantity(&next) {
        return true;
    }
    if text.ends_with([',', '、', '(']) {
        return true;
    }
    broken && !text.ends_with(['。', '!', '?']) && !is_bare_heading(text)
}

/// 收入支出总体情况 on a line of its own: a heading without a number.
fn is_bare_heading(text: &str) -> bool {
    text.chars().count() <= 20 && ["情况", "说明"].iter().any(|w| text.ends_with(w))
}

/// 79.12%…, 10.50万元…: an amount with its unit opens no paragraph of its own.
fn starts_with_quantity(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == ',' || c == '.');
    rest.len() < text.len() && ["%", "万元", "亿元", "元"].iter().any(|unit| rest.starts_with(unit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::text::read_text;

    fn read(text: &str) -> (Document, Vec<Passage>, Figures) {
        let document = read_text(text);
        let outline = Outline::of(&document);
        let mut figures = Figures::of(&document);
        let passages = passages(&document, &outline, &mut figures);
        (document, passages, figures)
    }

    #[test]
    fn places_survive_squeezing() {
        let (document, passages, _) = read("本 年 收入 １０,171.54 万元，占 84.12 ％。");
        let passage = &passages[0];
        assert_eq!(passage.text, "本年收入10,171.54万元,占84.12%。");
        let (_, range) = passage.figures[1].clone();
        assert_eq!(passage.slice(range.clone()), "84.12%");
        assert_eq!(document.slice(&passage.span(range)), "84.12 ％");
    }

    #[test]
    fn rows_copied_out_of_a_table_say_nothing() {
        let lines = "二、支出预算情况说明\n2025年支出预算9,101.68万元，其中：基本支出预算2,460.68\n万元；项目支出预算6,641.00万元，主要用于\n机关运行。\n\
                     201 一般公共服务支出 82,096,797.42 15,686,797.42 66,410,000.00\n四、住房保障支出 3,609,125.22 3,609,125.22\n\
                     303 对个人和家庭的补助 1,303,660.00 1,303,660.00\n";
        let (_, passages, _) = read(lines);
        let spoken: String = passages.iter().map(|p| p.text.as_str()).collect();
        assert!(spoken.contains("6,641.00万元"), "{spoken}");
        assert!(
            !spoken.contains("82,096") && !spoken.contains("303") && !spoken.contains("3,609"),
            "{spoken}"
        );
    }

    #[test]
    fn lines_of_a_page_are_joined() {
        let lines = "一、收入支出决算总体情况说明\n上海市普陀区规划和自然资源局 2024 年度收入支出总计\n9859.38 万元。与 2023 年度相比，\
                     收入支出总计增加 1062.85\n万元，增长 12.08%。主要原因：项目支出增加，较上一度增加\n1133.95 万元，主要由于上海市普陀区自然资源确权登记事务中\n心办公大楼装修等。\n\
                     二、收入决算情况说明\n本年收入合计 9746.50 万元，其中：财政拨款收入 9746.50\n万元，占 100.00%。\n";
        let (_, passages, figures) = read(lines);
        let body: Vec<&Passage> = passages.iter().filter(|p| !p.heading).collect();
        assert_eq!(body.len(), 2, "{body:#?}");
        assert!(body[0].text.contains("增加1062.85万元,增长12.08%"));
        assert!(body[0].figures.iter().all(|(id, _)| figures[*id].quantity.unit != Unit::None));
    }
}
