//! The text of a doc: paragraphs, cells and rows by their marks.

use super::super::numbering::Numbering;
use super::super::rows::{self, DraftCell, DraftRow, Vertical};
use super::pieces::Pieces;
use super::properties::{ParagraphShape, Properties, RowShape};
use crate::document::{Block, Paragraph};
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

/// What the reader of the report must know beside the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Noticed {
    /// Insertions or deletions not yet accepted.
    pub tracked: bool,
    /// Hidden text that was left out.
    pub hidden: bool,
    /// Automatic numbers that could not be spelled out.
    pub numbered: bool,
    /// A table larger than any real one.
    pub oversized: bool,
}

mod mark {
    pub const CELL: u16 = 0x07;
    pub const DRAWING: u16 = 0x08;
    pub const LINE: u16 = 0x0B;
    pub const PAGE: u16 = 0x0C;
    pub const PARAGRAPH: u16 = 0x0D;
    pub const FIELD_BEGINS: u16 = 0x13;
    pub const FIELD_RESULT: u16 = 0x14;
    pub const FIELD_ENDS: u16 = 0x15;
    pub const HYPHEN: u16 = 0x1E;
    pub const SOFT_HYPHEN: u16 = 0x1F;
}

/// A row with the cells it has so far.
#[derive(Default)]
struct Level {
    rows: Vec<(Vec<Vec<Block>>, RowShape)>,
    cells: Vec<Vec<Block>>,
    /// Blocks of the cell being read.
    blocks: Vec<Block>,
}

/// The parts of a file from which its texts are read, one after another: numbering goes on from one to the next.
pub struct Reading<'p> {
    /// The text of the file.
    pub pieces: &'p Pieces,
    /// What its paragraphs and characters are.
    pub properties: &'p Properties,
    /// Its lists.
    pub numbering: Numbering,
    /// Text boxes by the place in the text at which they are anchored.
    pub boxes: HashMap<usize, Range<usize>>,
    /// What else there is to tell.
    pub noticed: Noticed,
}

struct Reader {
    blocks: Vec<Block>,
    /// Tables around the current paragraph, outermost first.
    levels: Vec<Level>,
    oversized: bool,
}

impl Reading<'_> {
    /// Reads a range of the text.
    pub fn read(&mut self, range: Range<usize>) -> Vec<Block> {
        let mut reader = Reader { blocks: Vec::new(), levels: Vec::new(), oversized: false };
        let mut text: Vec<u16> = Vec::new();
        let mut fields: Vec<Field> = Vec::new();
        let mut anchored: Vec<Range<usize>> = Vec::new();
        let (pieces, properties) = (self.pieces, self.properties);
        let default = ParagraphShape::default();
        let units = pieces.units.get(range.clone()).unwrap_or_default();
        let places = pieces.places.get(range.clone()).unwrap_or_default();
        for (index, (&unit, &place)) in units.iter().zip(places).enumerate() {
            match unit {
                mark::PARAGRAPH | mark::CELL | mark::PAGE => {
                    let shape = properties.paragraph(place).unwrap_or(&default);
                    let line = String::from_utf16_lossy(&std::mem::take(&mut text));
                    fields.clear();
                    let line = self.numbered(line, unit, shape);
                    let after = anchored.drain(..).flat_map(|text_box| self.read(text_box)).collect();
                    reader.end_paragraph(line, unit, shape, after);
                }
                mark::FIELD_BEGINS => fields.push(Field::default()),
                mark::FIELD_RESULT => {
                    if let Some(field) = fields.last_mut() {
                        field.begin_result();
                    }
                }
                mark::FIELD_ENDS => {
                    fields.pop();
                }
                mark::DRAWING => anchored.extend(self.boxes.remove(&(range.start + index))),
                _ => {
                    if let Some(field) = fields.last_mut().filter(|f| !f.result) {
                        field.instruction.extend(char::from_u32(u32::from(unit)));
                        continue;
                    }
                    if fields.iter().any(|f| !f.result || f.dropped) {
                        continue;
                    }
                    let shape = properties.characters(place);
                    self.noticed.tracked |= shape.deleted || shape.inserted;
                    self.noticed.hidden |= shape.hidden;
                    if shape.deleted || shape.hidden {
                        continue;
                    }
                    match unit {
                        mark::LINE => text.push(u16::from(b'\n')),
                        mark::HYPHEN => text.push(u16::from(b'-')),
                        0x09 => text.push(0x09),
                        // Pictures, notes, comments and other anchors.
                        mark::SOFT_HYPHEN | 0..=0x1F => {}
                        _ => text.push(unit),
                    }
                }
            }
        }
        let after: Vec<Block> = anchored.drain(..).flat_map(|text_box| self.read(text_box)).collect();
        if !text.is_empty() || !after.is_empty() {
            let line = String::from_utf16_lossy(&text);
            reader.end_paragraph(line, mark::PARAGRAPH, &default, after);
        }
        reader.close(0);
        self.noticed.oversized |= reader.oversized;
        reader.blocks
    }

    /// Text boxes whose anchor was not found, in the order of the file.
    pub fn boxes_left(&mut self) -> Vec<Block> {
        let mut left: Vec<_> = self.boxes.drain().map(|(_, text_box)| text_box).collect();
        left.sort_by_key(|text_box| text_box.start);
        left.into_iter().flat_map(|text_box| self.read(text_box)).collect()
    }

    /// The text of a paragraph with its automatic number.
    fn numbered(&mut self, line: String, unit: u16, shape: &ParagraphShape) -> String {
        let Some(list) = shape.numbering.list.filter(|&list| list > 0 && !shape.ends_row) else {
            return line;
        };
        if !self.numbering.lists.contains_key(&list) {
            self.noticed.numbered |= !line.trim().is_empty();
            return line;
        }
        let level = shape.numbering.level;
        let level = level.or_else(|| self.numbering.level_of_style(list, &shape.style.to_string()));
        let number = self.numbering.next(list, level.unwrap_or(0)).unwrap_or_default();
        // A cell of nothing but a number says something, an empty line does not.
        let in_cell = unit == mark::CELL || shape.depth > 0;
        if line.trim().is_empty() && !in_cell { line } else { number + &line }
    }
}

/// A field: the instruction is left out, the result is text, unless it is a page number.
#[derive(Default)]
struct Field {
    instruction: String,
    result: bool,
    dropped: bool,
}

impl Field {
    fn begin_result(&mut self) {
        self.result = true;
        let name = self.instruction.split_whitespace().next().unwrap_or_default().to_ascii_uppercase();
        self.dropped = matches!(name.as_str(), "PAGE" | "NUMPAGES" | "SECTIONPAGES" | "PAGEREF" | "SECTION");
    }
}

impl Reader {
    fn end_paragraph(&mut self, text: String, unit: u16, shape: &ParagraphShape, mut after: Vec<Block>) {
        // A cell mark stands in a table even where the page forgot to say so.
        let depth = if unit == mark::CELL { shape.depth.max(1) } else { shape.depth } as usize;
        self.close(depth);
        while self.levels.len() < depth {
            self.levels.push(Level::default());
        }
        let Some(level) = self.levels.last_mut() else {
            add_lines(&mut self.blocks, &text, shape.heading);
            self.blocks.append(&mut after);
            return;
        };
        if shape.ends_row {
            let cells = std::mem::take(&mut level.cells);
            level.rows.push((cells, shape.row.clone().unwrap_or_default()));
            return;
        }
        level.blocks.push(Block::Paragraph(Paragraph { text, ..Paragraph::default() }));
        level.blocks.append(&mut after);
        if unit == mark::CELL || shape.ends_inner_cell {
            let blocks = std::mem::take(&mut level.blocks);
            level.cells.push(blocks);
        }
    }

    /// Ends the tables deeper than `depth`.
    fn close(&mut self, depth: usize) {
        while self.levels.len() > depth {
            let Some(mut level) = self.levels.pop() else { return };
            // What no mark has ended is still text.
            if !level.blocks.is_empty() {
                let blocks = std::mem::take(&mut level.blocks);
                level.cells.push(blocks);
            }
            if !level.cells.is_empty() {
                let cells = std::mem::take(&mut level.cells);
                level.rows.push((cells, RowShape::default()));
            }
            let around = self.levels.last_mut().map_or(&mut self.blocks, |l| &mut l.blocks);
            match rows::build(draft(level.rows)) {
                Some(mut blocks) => around.append(&mut blocks),
                None => self.oversized = true,
            }
        }
    }
}

fn add_lines(blocks: &mut Vec<Block>, text: &str, heading: Option<u8>) {
    for line in text.split('\n').filter(|line| !line.trim().is_empty()) {
        let heading = heading.filter(|_| line.chars().count() <= 100);
        let paragraph = Paragraph { text: line.to_string(), heading, ..Paragraph::default() };
        blocks.push(Block::Paragraph(paragraph));
    }
}

/// Edges closer than this (a twentieth of a centimetre) are one.
const SAME_EDGE: i32 = 28;

/// Rows on a common grid: a row names the edges of its own cells only.
fn draft(rows: Vec<(Vec<Vec<Block>>, RowShape)>) -> Vec<DraftRow> {
    let mut all: BTreeSet<i32> = BTreeSet::new();
    for (_, shape) in &rows {
        if !shape.cells.is_empty() {
            all.insert(shape.left);
            all.extend(shape.cells.iter().map(|c| c.right));
        }
    }
    let mut edges: Vec<i32> = Vec::new();
    for edge in all {
        if edges.last().is_none_or(|last| edge - last > SAME_EDGE) {
            edges.push(edge);
        }
    }
    let column = |edge: i32| edges.partition_point(|&e| e <= edge).saturating_sub(1);
    let mut out = Vec::with_capacity(rows.len());
    for (cells, shape) in rows {
        let mut row = DraftRow { before: column(shape.left), cells: Vec::with_capacity(cells.len()) };
        let mut left = row.before;
        for (index, blocks) in cells.into_iter().enumerate() {
            let cell = shape.cells.get(index);
            let right = cell.map_or(left + 1, |c| column(c.right).max(left + 1));
            let span = right - left;
            left = right;
            if cell.is_some_and(|c| c.continues_left)
                && let Some(before) = row.cells.last_mut()
            {
                before.span += span;
                continue;
            }
            let above = cell.is_some_and(|c| c.continues_above);
            let vertical = if above { Vertical::Continues } else { Vertical::Own };
            row.cells.push(DraftCell { span, vertical, blocks, hidden: false });
        }
        out.push(row);
    }
    out
}
