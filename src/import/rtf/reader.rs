//! From the pieces of rich text to blocks.

use super::RtfError;
use super::charset;
use super::table::{Edge, RawTable, RowShape};
use super::tokens::{Token, Tokens};
use crate::document::{Block, Document, ImportNote, Origin, Paragraph};
use crate::import::limits::{Exceeded, Limits};
use crate::order::Map;
use encoding_rs::Encoding;

/// Tables in cells of tables; nobody makes more.
const NESTED_TABLES: usize = 40;

/// Reads rich text.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Document, RtfError> {
    let mut reader = Reader::new(limits);
    let mut tokens = Tokens::new(bytes);
    while let Some(token) = tokens.next() {
        if let Token::Word("bin", Some(count)) = token {
            tokens.pass_over(usize::try_from(count).unwrap_or(0));
            continue;
        }
        reader.token(token)?;
        if reader.done {
            break;
        }
    }
    if !reader.done {
        return Err(RtfError::CutOff);
    }
    reader.finish()
}

/// What a group is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Text,
    Skipped,
    FontTable,
    StyleSheet,
    /// A shape: only the text box in it is read.
    Shape,
}

/// Text that stands apart from the paragraph in which it is anchored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Apart {
    /// A text box comes after the paragraph.
    Box,
    /// A note comes at the end.
    Note,
}

/// What was being read when text that stands apart began.
struct Around {
    apart: Apart,
    /// Groups open around it.
    depth: usize,
    text: String,
    blocks: Vec<Block>,
    tables: Vec<RawTable>,
    shape: RowShape,
    boxes: Vec<Block>,
}

/// What a group may set and its end takes back.
#[derive(Debug, Clone)]
struct State {
    purpose: Purpose,
    font: i32,
    fallback: u32,
    hidden: bool,
    deleted: bool,
    in_table: bool,
    level: usize,
    heading: Option<u8>,
    /// Number of the style, in the style sheet.
    style: i32,
    /// Where the automatic number began that this group holds.
    number_at: Option<usize>,
    /// The definition of the outer row, while that of a nested one is read.
    outer_row: Option<RowShape>,
}

struct Reader<'a> {
    limits: &'a Limits,
    state: State,
    stack: Vec<State>,
    /// `\*` was read: the next word names a destination that may be skipped.
    optional: bool,
    /// The next word is the first of its group.
    first: bool,
    fonts: Map<i32, Option<&'static Encoding>>,
    code_page: Option<&'static Encoding>,
    /// Bytes not yet decoded.
    bytes: Vec<u8>,
    /// Halves of a pair not yet joined.
    units: Vec<u16>,
    /// Characters of the fallback still to be passed over.
    passing: u32,
    text: String,
    blocks: Vec<Block>,
    tables: Vec<RawTable>,
    shape: RowShape,
    around: Vec<Around>,
    /// Text boxes anchored in the paragraph being read.
    boxes: Vec<Block>,
    notes: Vec<Block>,
    /// Heading level of each style that has one.
    headings: Map<i32, u8>,
    style_name: String,
    deletions: usize,
    /// Cells that the definitions of all rows name.
    defined: usize,
    done: bool,
}

impl<'a> Reader<'a> {
    fn new(limits: &'a Limits) -> Self {
        let state = State {
            purpose: Purpose::Text,
            font: -1,
            fallback: 1,
            hidden: false,
            deleted: false,
            in_table: false,
            level: 0,
            heading: None,
            style: 0,
            number_at: None,
            outer_row: None,
        };
        Self {
            limits,
            state,
            stack: Vec::new(),
            optional: false,
            first: false,
            fonts: Map::new(),
            code_page: None,
            bytes: Vec::new(),
            units: Vec::new(),
            passing: 0,
            text: String::new(),
            blocks: Vec::new(),
            tables: Vec::new(),
            shape: RowShape::default(),
            around: Vec::new(),
            boxes: Vec::new(),
            notes: Vec::new(),
            headings: Map::new(),
            style_name: String::new(),
            deletions: 0,
            defined: 0,
            done: false,
        }
    }

    fn token(&mut self, token: Token) -> Result<(), RtfError> {
        match token {
            Token::Open => {
                self.flush();
                self.passing = 0;
                self.limits.check_depth(self.stack.len())?;
                self.stack.push(self.state.clone());
                (self.state.outer_row, self.state.number_at) = (None, None);
                (self.first, self.optional) = (true, false);
            }
            Token::Close => {
                self.flush();
                self.passing = 0;
                if let Some(shape) = self.state.outer_row.take() {
                    self.shape = shape;
                }
                if let Some(start) = self.state.number_at.take() {
                    self.end_number(start);
                }
                if self.around.last().is_some_and(|around| around.depth == self.stack.len()) {
                    self.end_apart()?;
                }
                match self.stack.pop() {
                    Some(state) => self.state = state,
                    None => self.done = true,
                }
                self.done |= self.stack.is_empty();
                self.first = false;
            }
            Token::Symbol(b'*') => self.optional = true,
            Token::Symbol(symbol) => {
                self.first = false;
                match symbol {
                    b'~' => self.character(' '),
                    b'_' => self.character('-'),
                    _ => {}
                }
            }
            Token::Byte(byte) => {
                self.first = false;
                if self.passing > 0 {
                    self.passing -= 1;
                } else if self.wanted() {
                    self.flush_units();
                    self.bytes.push(byte);
                } else if self.state.purpose == Purpose::StyleSheet {
                    self.style_name(byte);
                }
            }
            Token::Word(word, value) => {
                let (first, optional) = (self.first, self.optional);
                (self.first, self.optional) = (false, false);
                if first && self.destination(word, optional) {
                    return Ok(());
                }
                self.word(word, value)?;
            }
        }
        Ok(())
    }

    /// Takes the first word of a group as its purpose. Says whether that was all there is to it.
    fn destination(&mut self, word: &str, optional: bool) -> bool {
        if self.state.purpose == Purpose::Skipped {
            return true;
        }
        match word {
            "fonttbl" => self.state.purpose = Purpose::FontTable,
            "stylesheet" => self.state.purpose = Purpose::StyleSheet,
            "listtext" | "pntext" if self.state.purpose == Purpose::Text => {
                self.state.number_at = Some(self.text.len());
            }
            "footnote" if self.wanted() => self.begin_apart(Apart::Note),
            "shpinst" => self.state.purpose = Purpose::Shape,
            "shptxt" if self.state.purpose == Purpose::Shape => {
                self.state.purpose = Purpose::Text;
                self.begin_apart(Apart::Box);
            }
            "nesttableprops" => self.state.outer_row = Some(std::mem::take(&mut self.shape)),
            "shppict" | "nonshppict" | "nonesttables" | "shprslt" | "colortbl" | "info" | "header"
            | "headerl" | "headerr" | "headerf" | "footer" | "footerl" | "footerr" | "footerf"
            | "footnote" | "pict" | "fldinst" | "annotation" | "sp" | "listtable" | "revtbl" | "filetbl"
            | "objdata" | "objclass" | "xe" | "tc" | "rxe" | "bkmkstart" | "bkmkend" | "themedata"
            | "ftnsep" | "ftnsepc" | "aftnsep" | "falt" => self.state.purpose = Purpose::Skipped,
            _ if optional => self.state.purpose = Purpose::Skipped,
            _ => return false,
        }
        true
    }

    fn wanted(&self) -> bool {
        self.state.purpose == Purpose::Text && !self.state.hidden && !self.state.deleted
    }

    fn word(&mut self, word: &str, value: Option<i32>) -> Result<(), RtfError> {
        let on = value != Some(0);
        if self.state.purpose == Purpose::Skipped {
            return Ok(());
        }
        // A control word is one character of a fallback.
        if self.passing > 0 && word != "u" {
            self.passing -= 1;
        }
        if let Some(c) = character(word) {
            self.character(c);
            return Ok(());
        }
        match word {
            "u" => self.unicode(value.unwrap_or(0)),
            "uc" => self.state.fallback = u32::try_from(value.unwrap_or(1)).unwrap_or(0).min(8),
            "ansicpg" => self.code_page = charset::of_code_page(value.unwrap_or(0)),
            "f" => {
                self.flush();
                self.state.font = value.unwrap_or(0);
            }
            "fcharset" if self.state.purpose == Purpose::FontTable => {
                self.fonts.insert(self.state.font, charset::of_font(value.unwrap_or(0)));
            }
            "cpg" if self.state.purpose == Purpose::FontTable => {
                self.fonts.insert(self.state.font, charset::of_code_page(value.unwrap_or(0)));
            }
            "plain" => {
                self.flush();
                (self.state.hidden, self.state.deleted) = (false, false);
            }
            "v" => {
                self.flush();
                self.state.hidden = on;
            }
            "deleted" => {
                self.flush();
                self.deletions += usize::from(on && !self.state.deleted);
                self.state.deleted = on;
            }
            "s" if self.state.purpose == Purpose::StyleSheet => self.state.style = value.unwrap_or(0),
            "outlinelevel" if self.state.purpose == Purpose::StyleSheet => {
                self.headings.extend(heading(value).map(|level| (self.state.style, level)));
            }
            _ if self.state.purpose != Purpose::Text => {}
            "pard" => (self.state.in_table, self.state.level, self.state.heading) = (false, 0, None),
            "s" => self.state.heading = self.headings.get(&value.unwrap_or(0)).copied(),
            "intbl" => self.state.in_table = true,
            "itap" => {
                let level = usize::try_from(value.unwrap_or(0)).unwrap_or(0);
                if level > NESTED_TABLES {
                    return Err(Exceeded::Depth { limit: NESTED_TABLES }.into());
                }
                self.state.level = level;
            }
            "outlinelevel" => self.state.heading = heading(value),
            "par" | "sect" | "page" | "column" => {
                self.flush();
                self.end_paragraph(word == "par")?;
            }
            "cell" | "nestcell" => {
                self.flush();
                let level = if word == "cell" { 1 } else { self.level().max(2) };
                self.reach_level(level)?;
                self.push_text();
                if let Some(table) = self.tables.last_mut() {
                    table.end_cell();
                }
            }
            "row" | "nestrow" => {
                self.flush();
                let level = if word == "row" { 1 } else { self.tables.len().max(2) };
                self.reach_level(level)?;
                self.push_text();
                // Each row keeps its own definition.
                self.defined += self.shape.cells.len();
                if self.defined > self.limits.grid {
                    return Err(Exceeded::Cells { limit: self.limits.grid }.into());
                }
                if let Some(table) = self.tables.last_mut() {
                    table.end_row(&self.shape);
                }
            }
            _ => self.row_shape(word, value)?,
        }
        Ok(())
    }

    fn row_shape(&mut self, word: &str, value: Option<i32>) -> Result<(), Exceeded> {
        match word {
            "trowd" => self.shape = RowShape::default(),
            "trleft" => self.shape.left = value.unwrap_or(0),
            "clvmrg" => self.shape.next.below = true,
            "clmrg" => self.shape.next.beside = true,
            "cellx" => {
                let mut edge = std::mem::take(&mut self.shape.next);
                edge.right = value.unwrap_or(0);
                self.limits.check_grid(1, self.shape.cells.len())?;
                self.shape.cells.push(edge);
            }
            "clvmgf" | "clmgf" => {
                let Edge { right, .. } = self.shape.next;
                self.shape.next = Edge { right, below: false, beside: false };
            }
            _ => {}
        }
        Ok(())
    }

    /// A byte of the name of a style: `heading 3;`.
    fn style_name(&mut self, byte: u8) {
        if byte != b';' {
            self.style_name.push(char::from(byte.to_ascii_lowercase()));
            return;
        }
        let name = std::mem::take(&mut self.style_name);
        let level = name.trim().strip_prefix("heading ").and_then(|level| level.parse().ok());
        if let Some(level) = level.filter(|level| (1..=9).contains(level)) {
            self.headings.entry(self.state.style).or_insert(level);
        }
    }

    /// Text begins that stands apart from the paragraph around it.
    fn begin_apart(&mut self, apart: Apart) {
        (self.state.in_table, self.state.level, self.state.heading) = (false, 0, None);
        self.around.push(Around {
            apart,
            // The group of the text itself is open already.
            depth: self.stack.len(),
            text: std::mem::take(&mut self.text),
            blocks: std::mem::take(&mut self.blocks),
            tables: std::mem::take(&mut self.tables),
            shape: std::mem::take(&mut self.shape),
            boxes: std::mem::take(&mut self.boxes),
        });
    }

    fn end_apart(&mut self) -> Result<(), RtfError> {
        self.push_text();
        self.reach_level(0)?;
        let Some(around) = self.around.pop() else { return Ok(()) };
        self.text = around.text;
        self.tables = around.tables;
        self.shape = around.shape;
        self.boxes = around.boxes;
        let blocks = std::mem::replace(&mut self.blocks, around.blocks);
        match around.apart {
            Apart::Box => self.boxes.extend(blocks),
            Apart::Note => self.notes.extend(blocks),
        }
        Ok(())
    }

    /// An automatic number ends: a tab stands between it and the text. A bullet is no number.
    fn end_number(&mut self, start: usize) {
        let Some(number) = self.text.get(start..).map(|t| t.trim_matches(['\t', ' ']).to_string()) else {
            return;
        };
        self.text.truncate(start);
        let mut chars = number.chars();
        let bullet =
            matches!((chars.next(), chars.next()), (Some(c), None) if !c.is_numeric() && !is_numeral(c));
        if number.is_empty() || bullet {
            return;
        }
        self.text.push_str(&number);
        if number.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '.') {
            // Keeps the number apart from digits that follow it: 1. 5万元 is not 1.5万元.
            self.text.push(' ');
        }
    }

    fn unicode(&mut self, value: i32) {
        self.passing = self.state.fallback;
        if !self.wanted() {
            return;
        }
        self.flush_bytes();
        match u16::try_from(if value < 0 { value + 0x1_0000 } else { value }) {
            Ok(unit) => self.units.push(unit),
            Err(_) => {
                self.flush_units();
                self.text.extend(u32::try_from(value).ok().and_then(char::from_u32));
            }
        }
    }

    fn character(&mut self, c: char) {
        if self.wanted() {
            self.flush();
            self.text.push(c);
        }
    }

    fn flush(&mut self) {
        self.flush_bytes();
        self.flush_units();
    }

    fn flush_bytes(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        if bytes.is_ascii() {
            self.text.extend(bytes.iter().map(|&b| b as char));
        } else {
            let font = self.fonts.get(&self.state.font).copied().flatten();
            self.text.push_str(&charset::decode(&bytes, font, self.code_page));
        }
    }

    fn flush_units(&mut self) {
        if !self.units.is_empty() {
            let units = std::mem::take(&mut self.units);
            self.text.push_str(&String::from_utf16_lossy(&units));
        }
    }

    fn level(&self) -> usize {
        self.state.level.max(usize::from(self.state.in_table))
    }

    /// Opens and closes tables until the current one is `level` deep.
    fn reach_level(&mut self, level: usize) -> Result<(), RtfError> {
        while self.tables.len() > level {
            let Some(table) = self.tables.pop() else { break };
            let blocks = table.finish(self.limits)?;
            self.sink().extend(blocks);
        }
        while self.tables.len() < level {
            self.tables.push(RawTable::default());
        }
        Ok(())
    }

    fn sink(&mut self) -> &mut Vec<Block> {
        match self.tables.last_mut() {
            Some(table) => &mut table.cell,
            None => &mut self.blocks,
        }
    }

    fn end_paragraph(&mut self, mark: bool) -> Result<(), RtfError> {
        if mark || !self.text.trim().is_empty() {
            self.reach_level(self.level())?;
        }
        self.push_text();
        Ok(())
    }

    fn push_text(&mut self) {
        let text = std::mem::take(&mut self.text);
        let text = if self.tables.is_empty() { text.trim() } else { text.trim_end() };
        let mut boxes = std::mem::take(&mut self.boxes);
        if text.trim().is_empty() {
            self.sink().append(&mut boxes);
            return;
        }
        let heading = self.state.heading.filter(|_| self.tables.is_empty());
        let paragraph = Paragraph { text: text.to_string(), heading, origin: Origin::default() };
        let sink = self.sink();
        sink.push(Block::Paragraph(paragraph));
        sink.append(&mut boxes);
    }

    fn finish(mut self) -> Result<Document, RtfError> {
        self.flush();
        self.end_paragraph(false)?;
        self.reach_level(0)?;
        let mut document = Document { blocks: self.blocks, ..Document::default() };
        document.blocks.append(&mut self.notes);
        if self.deletions > 0 {
            let count = self.deletions.to_string();
            document.notes.push(ImportNote::information("deleted_text", &[("count", count)]));
        }
        Ok(document)
    }
}

/// Outline levels count from 0; 9 is running text.
fn heading(level: Option<i32>) -> Option<u8> {
    level.and_then(|level| u8::try_from(level).ok()).filter(|level| *level < 9).map(|level| level + 1)
}

fn is_numeral(c: char) -> bool {
    "一二三四五六七八九十甲乙丙丁戊己庚辛壬癸".contains(c)
}

fn character(word: &str) -> Option<char> {
    Some(match word {
        "tab" => '\t',
        "line" | "lbr" => '\n',
        "emdash" => '—',
        "endash" => '–',
        "lquote" => '‘',
        "rquote" => '’',
        "ldblquote" => '“',
        "rdblquote" => '”',
        "bullet" => '•',
        "emspace" | "enspace" | "qmspace" => ' ',
        _ => return None,
    })
}
