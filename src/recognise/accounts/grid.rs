//! A table block as a plain grid of squeezed texts, so that importers that merge cells and importers that repeat or blank
//! them look the same.

use crate::document::{Table, squeeze};
use crate::figure::{FigureId, Figures};
use crate::number::{is_blank_mark, is_overflow_mark};

/// One grid position.
#[derive(Debug, Clone, Default)]
pub(super) struct Slot {
    /// Index of the cell that covers it.
    pub cell: Option<usize>,
    /// Text without white space, empty for blank marks.
    pub text: String,
    /// White space before the text, in columns.
    pub indent: usize,
    /// Does the cell begin here (row and column)?
    pub begins: bool,
    /// A number stands here that the width of its column hides.
    pub hidden: bool,
}

impl Slot {
    pub fn is_blank(&self) -> bool {
        self.text.is_empty()
    }
}

/// A row of slots, and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub block: usize,
    pub slots: Vec<Slot>,
}

impl Row {
    /// Slots in which a cell begins and says something.
    pub fn said(&self) -> impl Iterator<Item = (usize, &Slot)> {
        self.slots.iter().enumerate().filter(|(_, s)| s.begins && !s.is_blank())
    }

    pub fn text(&self, column: usize) -> &str {
        self.slots.get(column).map_or("", |s| s.text.as_str())
    }

    /// The figure of a slot that holds exactly one and nothing else that counts.
    pub fn figure(&self, column: usize, figures: &Figures) -> Option<FigureId> {
        let slot = self.slots.get(column).filter(|s| s.begins)?;
        figures.only_in_cell(self.block, slot.cell?)
    }

    pub fn same_texts(&self, other: &Row) -> bool {
        self.slots.len() == other.slots.len()
            && self.slots.iter().zip(&other.slots).all(|(a, b)| a.text == b.text)
    }
}

/// Reads a table into rows of equal length. Cells that a merged cell covers carry its text but do not begin.
pub(super) fn rows_of(table: &Table, block: usize) -> Vec<Row> {
    let grid = table.grid();
    let mut rows: Vec<Row> = (0..table.rows)
        .map(|row| {
            let slots = (0..table.columns)
                .map(|column| {
                    let Some(index) = grid.at(row, column) else { return Slot::default() };
                    let Some(cell) = table.cells.get(index) else { return Slot::default() };
                    let hidden = is_overflow_mark(&cell.text);
                    let blank = hidden || is_blank_mark(&cell.text);
                    let mut text = if blank { String::new() } else { squeeze(&cell.text) };
                    // A number format may write the unit behind every amount.
                    if let Some(bare) = ["万元", "元"].iter().find_map(|unit| text.strip_suffix(unit))
                        && is_numeric(bare)
                    {
                        text.truncate(bare.len());
                    }
                    Slot {
                        cell: Some(index),
                        text,
                        indent: indent(&cell.text),
                        begins: cell.row == row && cell.column == column,
                        hidden,
                    }
                })
                .collect();
            Row { block, slots }
        })
        .collect();
    // 合计 | 1234.56 where the rows above are 1 | 某县 | 34.56: copied without what it reached over.
    let named = |r: &&Row| is_numeric(r.text(0)) && r.text(1).chars().any(char::is_alphabetic);
    if rows.iter().filter(named).count() > 1 {
        let total = |r: &Row| {
            matches!(r.text(0), "合计" | "总计" | "小计")
                && is_numeric(r.text(1))
                && r.slots.last().is_some_and(Slot::is_blank)
        };
        for row in rows.iter_mut().filter(|r| total(r)) {
            row.slots.pop();
            row.slots.insert(1, Slot::default());
        }
    }
    rows
}

fn indent(text: &str) -> usize {
    text.chars()
        .take_while(|c| c.is_whitespace() || *c == '\u{3000}')
        .map(|c| if c == '\u{3000}' { 2 } else { 1 })
        .sum()
}

/// Nothing but a number (with sign, separators, percent sign).
pub(super) fn is_numeric(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || ",.-+%()¥￥".contains(c))
}

/// The number at the head of a 栏次 cell: 1, 2=3+4, (5), 6栏.
fn ordinal_of(text: &str) -> Option<u32> {
    let allowed = |c: char| c.is_ascii_digit() || "=+-()*/栏列".contains(c);
    if !text.chars().all(allowed) {
        return None;
    }
    let digits: String = text.trim_start_matches('(').chars().take_while(char::is_ascii_digit).collect();
    if digits.len() > 2 { None } else { digits.parse().ok() }
}

/// The row that numbers the columns (栏次 1 2 3 …).
pub(super) fn numbers_columns(row: &Row) -> bool {
    let (mut numbers, mut behind_words) = (Vec::new(), 0usize);
    for (_, slot) in row.said() {
        match ordinal_of(&slot.text) {
            Some(n) => numbers.push(n),
            None if names_columns(&slot.text) || is_letter_mark(&slot.text) => {}
            // 款3: a head too long for its cell reached down.
            None => match ordinal_of(slot.text.trim_start_matches(char::is_alphabetic)) {
                Some(n) => {
                    behind_words += 1;
                    numbers.push(n);
                }
                None => return false,
            },
        }
    }
    let named = row.said().any(|(_, s)| s.text == "栏次");
    let rising = numbers.windows(2).all(|w| w[1] == w[0] + 1 || w[1] == 1);
    if behind_words > 0 {
        let counted = numbers.len() > 3 && (1..).zip(&numbers).all(|(i, n)| i == *n);
        return counted && (named || behind_words * 2 < numbers.len());
    }
    (named && !numbers.is_empty())
        || (numbers.len() >= 3 && rising && numbers.first() == Some(&1))
        || (numbers.len() >= 4 && numbers.windows(2).all(|w| w[1] == w[0] + 1))
        || (numbers.len() == 2 && numbers == [1, 2] && row.said().count() > 2)
}

/// 栏次, 类, 款, 项 and the like; where nothing parts the cells, several of them, with 合计 of the row below.
fn names_columns(text: &str) -> bool {
    let count = text.chars().count();
    text != "合计" && count <= 6 && text.chars().all(|c| "栏次行项目类款合计".contains(c))
}

/// ** stands under the label columns in some forms.
fn is_letter_mark(text: &str) -> bool {
    text.chars().all(|c| c == '*' || c == '—')
        || (text.len() == 1 && text.chars().all(|c| c.is_ascii_uppercase()))
}
