//! The document as lines of slots: a row of a table, a line with bars, or a paragraph.

use super::columns::{Role, bare_words, role_of};
use crate::document::{Block, Document, Holds, Span, Table, squeeze};
use crate::number::{Quantity, parse_quantity};
use std::cell::OnceCell;

/// A cell, a stretch between two bars, or a paragraph.
#[derive(Debug, Clone)]
pub(super) struct Slot<'a> {
    /// Trimmed.
    pub text: &'a str,
    /// Squeezed.
    pub words: String,
    /// Where.
    pub span: Span,
    /// First column of the grid.
    pub column: usize,
    /// Columns covered.
    pub width: usize,
    /// It began in a row above.
    pub continued: bool,
    /// What the text says as a quantity, once someone asked.
    read: OnceCell<Option<Quantity>>,
    /// Its words without brackets, once someone asked.
    bare: OnceCell<String>,
    /// What they mean as the head of a column, once someone asked.
    role: OnceCell<Role>,
}

impl Slot<'_> {
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The text as one quantity, if it is nothing else. Many heads and rules ask; it is read once.
    pub fn quantity(&self) -> Option<&Quantity> {
        self.read.get_or_init(|| parse_quantity(self.text)).as_ref()
    }

    /// Its words without brackets and what they hold. Every reader of rows asks for them.
    pub fn bare(&self) -> &str {
        self.bare.get_or_init(|| bare_words(&self.words))
    }

    /// What it means as the head of a column.
    pub fn role(&self) -> Role {
        *self.role.get_or_init(|| role_of(&self.words, self.bare()))
    }

    /// Gives it other words than its text has.
    pub fn set_words(&mut self, words: String) {
        self.words = words;
        self.bare = OnceCell::new();
        self.role = OnceCell::new();
    }
}

/// A row of slots.
#[derive(Debug, Clone)]
pub(super) struct Line<'a> {
    /// Block of the document.
    pub block: usize,
    /// Slots from left to right.
    pub slots: Vec<Slot<'a>>,
    /// A row of a table or a line with bars, not a paragraph.
    pub tabular: bool,
    /// Which columns its values belong to could not be told.
    pub unclear: bool,
}

impl<'a> Line<'a> {
    /// Slots with something in them.
    pub fn filled(&self) -> impl Iterator<Item = &Slot<'a>> {
        self.slots.iter().filter(|s| !s.is_empty())
    }
}

const WORDS: &[&str] = &["指标", "分值", "权重", "得分", "执行率", "绩效", "考值"];

/// Could this table belong to a form?
fn is_relevant(table: &Table) -> bool {
    table.cells.iter().any(|c| c.text.holds_any(WORDS))
}

/// The lines of a document that a form may be made of.
pub(super) fn lines(document: &Document) -> Vec<Line<'_>> {
    let mut out: Vec<Line> = Vec::new();
    let mut open = false;
    // Do the rows with bars begin with one?
    let mut leading = None;
    for (block, content) in document.blocks.iter().enumerate() {
        match content {
            Block::Paragraph(p) => {
                let mut line = paragraph(block, &p.text);
                line.unclear = !line.tabular && !p.origin.boxes.is_empty() && is_row(&p.text);
                open |= line.filled().any(|s| s.words.holds_any(WORDS));
                let begins = p.text.trim_start().starts_with(['|', '｜']);
                if leading == Some(false)
                    && begins
                    && line.filled().nth(2).is_some()
                    && let Some(head) = out.pop_if(|last| is_broken_off(last, block))
                {
                    line = joined(head, line);
                } else if line.tabular {
                    leading = Some(begins);
                }
                out.push(line);
            }
            Block::Table(table) => {
                leading = None;
                let relevant = is_relevant(table);
                if relevant || open {
                    let at = out.len();
                    rows(block, table, &mut out);
                    mend(&mut out, at, block);
                }
                // The table of what the money was spent on follows that of the money.
                open = relevant || open && table.cells.iter().any(|c| c.text.contains("实际到位"));
            }
        }
    }
    out
}

/// 年度资金总额 | alone on the line above: the first cell of a row whose break a converter kept.
fn is_broken_off(line: &Line, next: usize) -> bool {
    let [only] = line.slots.as_slice() else { return false };
    let label = only.text.trim_end_matches(['|', '｜']);
    !line.tabular
        && line.block + 1 == next
        && (1..=24).contains(&label.trim().chars().count())
        && !label.contains(['|', '｜', '。', '：', ':'])
        && !label.contains("自评表")
}

/// A table that was cut in two because the first cell of a row stands alone between its halves.
fn mend(out: &mut Vec<Line>, at: usize, block: usize) {
    let cut = |[above, label, below]: [&Line; 3]| {
        let numbers = below.filled().filter(|s| s.quantity().is_some()).count();
        let first = below.slots.first().is_some_and(|s| !s.is_empty());
        above.tabular
            && above.block + 1 == label.block
            && is_broken_off(label, block)
            && first
            && numbers > 0
            && below.filled().nth(2).is_some()
    };
    if let Some([above, label, below]) = at.checked_sub(2).and_then(|from| out.get(from..at + 1))
        && cut([above, label, below])
    {
        let rest = out.remove(at);
        let head = out.remove(at - 1);
        out.insert(at - 1, joined(head, rest));
    }
}

/// The first cell put before the rest of its row; a bar after it closes an empty cell.
fn joined<'a>(head: Line<'a>, mut rest: Line<'a>) -> Line<'a> {
    let mut slots = Vec::with_capacity(rest.slots.len() + 2);
    for first in head.slots {
        let label = first.text.trim_end_matches(['|', '｜']);
        let closed = label.len() < first.text.len();
        let span = Span { end: first.span.start + label.len(), ..first.span };
        slots.push(slot(label, span));
        if closed {
            slots.push(slot("", Span { start: span.end, end: span.end, ..span }));
        }
    }
    slots.append(&mut rest.slots);
    for (column, slot) in slots.iter_mut().enumerate() {
        slot.column = column;
    }
    Line { slots, ..rest }
}

pub(super) fn slot(text: &str, span: Span) -> Slot<'_> {
    let trimmed = text.trim();
    let start = span.start + (text.len() - text.trim_start().len());
    Slot {
        text: trimmed,
        words: squeeze(trimmed),
        span: Span { start, end: start + trimmed.len(), ..span },
        column: 0,
        width: 1,
        continued: false,
        read: OnceCell::new(),
        bare: OnceCell::new(),
        role: OnceCell::new(),
    }
}

/// A row of a printed form that no lines part: numbers beside each other, wide room between.
fn is_row(text: &str) -> bool {
    let number = |t: &&str| t.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    text.contains("  ") && text.split_whitespace().filter(number).count() >= 2
}

fn paragraph(block: usize, text: &str) -> Line<'_> {
    let whole = Span { block, cell: None, start: 0, end: text.len() };
    let bars = text.matches(['|', '｜']).count();
    if bars < 2 {
        return Line { block, slots: vec![slot(text, whole)], tabular: false, unclear: false };
    }
    let mut slots = Vec::new();
    let mut start = 0;
    let inner_start = text.len() - text.trim_start().trim_start_matches(['|', '｜']).len();
    let inner_end = text.trim_end().trim_end_matches(['|', '｜']).len().max(inner_start);
    for (at, c) in text.char_indices().chain(std::iter::once((inner_end, '|'))) {
        if at < inner_start || at > inner_end || !matches!(c, '|' | '｜') {
            continue;
        }
        let from = start.max(inner_start);
        let mut s = slot(&text[from..at.max(from)], Span { start: from, end: at, ..whole });
        s.column = slots.len();
        slots.push(s);
        start = at + c.len_utf8();
        if at >= inner_end {
            break;
        }
    }
    Line { block, slots, tabular: true, unclear: false }
}

fn rows<'a>(block: usize, table: &'a Table, out: &mut Vec<Line<'a>>) {
    let grid = table.grid();
    for row in 0..table.rows {
        let mut slots: Vec<Slot> = Vec::new();
        let mut previous = None;
        for column in 0..table.columns {
            let index = grid.at(row, column);
            if index.is_none() || index == previous {
                if let (Some(last), true) = (slots.last_mut(), index.is_some()) {
                    last.width += 1;
                }
                continue;
            }
            previous = index;
            let Some((index, cell)) = index.and_then(|i| Some((i, table.cells.get(i)?))) else { continue };
            let span = Span { block, cell: Some(index), start: 0, end: cell.text.len() };
            let mut s = slot(&cell.text, span);
            s.column = column;
            s.continued = cell.row < row;
            slots.push(s);
        }
        if !slots.is_empty() {
            out.push(Line { block, slots, tabular: true, unclear: table.aligned });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_make_slots() {
        let line = paragraph(0, "| 总额 | 0.00 |  | 3.36 |");
        let texts: Vec<&str> = line.slots.iter().map(|s| s.text).collect();
        assert_eq!(texts, ["总额", "0.00", "", "3.36"]);
        let line = paragraph(0, "产出指标 | 数量 | ≥ | 30");
        assert_eq!(line.slots.len(), 4);
        assert_eq!(line.slots[3].text, "30");
    }
}
