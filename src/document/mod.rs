//! The document that every importer ends in: paragraphs and tables, each knowing where it stands in the file.

mod division;
mod outline;
mod place;
mod search;
mod table;
pub mod title;
mod traditional;

pub use division::reports;
pub use outline::{Outline, quote, quoted_cells};
pub use place::{LineStart, Origin, Place, Span, TextBox};
pub use search::{Holds, Searched};
pub use table::{Cell, Table};
pub use traditional::simplified;

use serde::{Deserialize, Serialize};

/// A report as read from one file or from the clipboard.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Paragraphs and tables in reading order.
    pub blocks: Vec<Block>,
    /// What the importer must tell the reader (tracked changes, hidden sheets, scanned pages).
    pub notes: Vec<ImportNote>,
    /// Number of pages, for paged formats.
    pub pages: Option<u32>,
}

/// A paragraph or a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// Running text.
    Paragraph(Paragraph),
    /// A grid of cells.
    Table(Table),
}

/// A paragraph of running text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraph {
    /// The text, lines of the page already joined.
    pub text: String,
    /// Heading level from 1 (部分) downwards, where the format or the numbering tells.
    pub heading: Option<u8>,
    /// Where it stands in the file.
    pub origin: Origin,
}

/// What an importer noticed and the reader must know. The text lives in the locale files under `import_note.<key>`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportNote {
    /// Key in the locale files.
    pub key: String,
    /// Values for the message, by name.
    pub arguments: Vec<(String, String)>,
    /// Must the reader know that a part was not read (a scan, a damaged page)?
    pub incomplete: bool,
}

impl ImportNote {
    /// A note that something was not read.
    pub fn incomplete(key: &str, arguments: &[(&str, String)]) -> Self {
        Self::new(key, arguments, true)
    }

    /// A note for information.
    pub fn information(key: &str, arguments: &[(&str, String)]) -> Self {
        Self::new(key, arguments, false)
    }

    fn new(key: &str, arguments: &[(&str, String)], incomplete: bool) -> Self {
        let arguments = arguments.iter().map(|(k, v)| ((*k).to_string(), v.clone())).collect();
        Self { key: key.to_string(), arguments, incomplete }
    }
}

impl Document {
    /// Bytes of all its text.
    pub fn bytes(&self) -> usize {
        let bytes = |block: &Block| match block {
            Block::Paragraph(paragraph) => paragraph.text.len(),
            Block::Table(table) => table.cells.iter().map(|cell| cell.text.len()).sum(),
        };
        self.blocks.iter().map(bytes).sum()
    }

    /// The text in which a span stands: the paragraph or the cell.
    pub fn text_of(&self, span: &Span) -> &str {
        match (self.blocks.get(span.block), span.cell) {
            (Some(Block::Paragraph(p)), None) => &p.text,
            (Some(Block::Table(t)), Some(cell)) => t.cells.get(cell).map_or("", |c| &c.text),
            _ => "",
        }
    }

    /// The text that a span covers.
    pub fn slice(&self, span: &Span) -> &str {
        self.text_of(span).get(span.start..span.end).unwrap_or("")
    }

    /// Adds the blocks and notes of another document behind its own.
    pub fn append(&mut self, mut other: Document) {
        self.blocks.append(&mut other.blocks);
        for note in other.notes {
            if !self.notes.contains(&note) {
                self.notes.push(note);
            }
        }
        self.pages = match (self.pages, other.pages) {
            (Some(a), Some(b)) => Some(a.saturating_add(b)),
            (a, b) => a.or(b),
        };
    }

    /// Puts the cells of every table in reading order (see [`Table::in_reading_order`]).
    pub fn in_reading_order(&mut self) {
        for block in &mut self.blocks {
            if let Block::Table(table) = block {
                table.in_reading_order();
            }
        }
    }

    /// No text anywhere?
    pub fn is_blank(&self) -> bool {
        self.blocks.iter().all(|block| match block {
            Block::Paragraph(p) => p.text.trim().is_empty(),
            Block::Table(t) => t.cells.iter().all(|c| c.text.trim().is_empty()),
        })
    }

    /// Tables with their block index.
    pub fn tables(&self) -> impl Iterator<Item = (usize, &Table)> {
        self.blocks.iter().enumerate().filter_map(|(i, b)| match b {
            Block::Table(t) => Some((i, t)),
            Block::Paragraph(_) => None,
        })
    }

    /// Paragraphs with their block index.
    pub fn paragraphs(&self) -> impl Iterator<Item = (usize, &Paragraph)> {
        self.blocks.iter().enumerate().filter_map(|(i, b)| match b {
            Block::Paragraph(p) => Some((i, p)),
            Block::Table(_) => None,
        })
    }
}

/// Text without any white space and with half-width brackets, letters and digits: how labels are compared.
pub fn squeeze(text: &str) -> String {
    // Nearly every character stays as it is: what lies between those that do not is copied at once. The bytes that those
    // begin with are few.
    let suspicious = |byte: &u8| *byte <= b' ' || matches!(byte, 0xC2 | 0xE1..=0xE3 | 0xEF);
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut at = 0;
    while let Some(offset) = rest.as_bytes().get(at..).and_then(|bytes| bytes.iter().position(suspicious)) {
        at += offset;
        let (before, after) = rest.split_at(at);
        let Some(char) = after.chars().next() else { break };
        let squeezed = squeezed(char);
        if squeezed == Some(char) {
            at += char.len_utf8();
            continue;
        }
        out.push_str(before);
        out.extend(squeezed);
        rest = &after[char.len_utf8()..];
        at = 0;
    }
    out.push_str(rest);
    out
}

/// What stands for a character in a squeezed text.
fn squeezed(char: char) -> Option<char> {
    match char {
        '\u{200B}' | '\u{FEFF}' => None,
        _ if char.is_whitespace() => None,
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(char as u32 - 0xFEE0),
        // Drawn and small forms of the signs: ═, ﹦, ﹤, ﹥, ﹪.
        '═' | '﹦' => Some('='),
        '﹤' => Some('<'),
        '﹥' => Some('>'),
        '﹪' => Some('%'),
        '“' | '”' | '„' | '〝' | '〞' => Some('"'),
        _ => Some(char),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn squeezing_goes_character_by_character(text in "[ -~\\t\\u{A0}\\u{1680}\\u{2003}\\u{200B}\\u{3000}-\\u{3020}\\u{FEFF}“”„，：（）％０-９收入合计𠀀]{0,40}") {
            let expected: String = text.chars().filter_map(squeezed).collect();
            prop_assert_eq!(squeeze(&text), expected);
        }
    }

    #[test]
    fn a_label_with_room_and_wide_characters() {
        assert_eq!(squeeze("\u{FEFF} 本 年\u{3000}收 入（合\u{A0}计）“％” "), "本年收入(合计)\"%\"");
    }
}
