//! Word 97–2003 (doc), and WPS in the same container.
//!
//! The text of the file is cut into pieces; what each paragraph and row is, the property pages tell. A file whose parts do
//! not fit together is refused rather than half read.

mod boxes;
mod lists;
mod pieces;
mod properties;
mod story;
mod styles;

use super::Reason;
use super::compound::{self, CompoundError, u16_at, u32_at};
use super::limits::{Exceeded, GRID};
use crate::document::{Document, ImportNote};
use pieces::Pieces;
use properties::Properties;
use styles::Styles;

/// A doc that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DocError {
    /// The container.
    #[error(transparent)]
    Compound(#[from] CompoundError),
    /// Locked with a password.
    #[error("encrypted")]
    Encrypted,
    /// Older than Word 97, or parts that do not fit together.
    #[error("cannot be read completely")]
    Unreadable,
    /// A bound was reached.
    #[error(transparent)]
    Exceeded(#[from] Exceeded),
}

impl From<DocError> for Reason {
    fn from(error: DocError) -> Self {
        match error {
            DocError::Compound(error) => error.into(),
            DocError::Encrypted => Reason::new("encrypted"),
            DocError::Unreadable => Reason::new("old_document"),
            DocError::Exceeded(error) => error.into(),
        }
    }
}

/// The parts of the head of the file that are needed.
struct Head {
    /// Characters of the texts, in this order: main text, footnotes, headers, (none), comments, endnotes, text boxes.
    texts: [usize; 7],
    /// Place and length of structures in the table stream, by their number.
    places: Vec<(usize, usize)>,
}

/// Oldest version that is read: Word 97.
const WORD_97: u16 = 0xC0;

impl Head {
    fn read(stream: &[u8]) -> Result<(Self, &'static str), DocError> {
        let field = |at| u16_at(stream, at).ok_or(DocError::Unreadable);
        let flags = field(0x0A)?;
        if flags & 0x0100 != 0 {
            return Err(DocError::Encrypted);
        }
        if field(2)? < WORD_97 {
            return Err(DocError::Unreadable);
        }
        let longs = 0x22 + usize::from(field(0x20)?) * 2;
        let count = |index: usize| {
            u32_at(stream, longs + 2 + index * 4).map(|n| n as usize).ok_or(DocError::Unreadable)
        };
        let pairs = longs + 2 + usize::from(field(longs)?) * 4;
        let places = (0..usize::from(field(pairs)?).min(200))
            .map_while(|i| {
                let at = pairs + 2 + i * 8;
                Some((u32_at(stream, at)? as usize, u32_at(stream, at + 4)? as usize))
            })
            .collect();
        let table = if flags & 0x0200 != 0 { "/1Table" } else { "/0Table" };
        let mut texts = [0; 7];
        for (index, text) in texts.iter_mut().enumerate() {
            *text = count(3 + index)?;
        }
        Ok((Self { texts, places }, table))
    }

    /// Where a text stands.
    fn range(&self, number: usize) -> std::ops::Range<usize> {
        let start = self.texts.iter().take(number).fold(0usize, |sum, &n| sum.saturating_add(n));
        start..start.saturating_add(self.texts.get(number).copied().unwrap_or(0))
    }

    fn structure<'t>(&self, table: &'t [u8], number: usize) -> Result<&'t [u8], DocError> {
        let &(at, length) = self.places.get(number).ok_or(DocError::Unreadable)?;
        let end = at.checked_add(length).ok_or(DocError::Unreadable)?;
        table.get(at..end).ok_or(DocError::Unreadable)
    }
}

/// Numbers of the structures in the table stream.
mod structure {
    pub const STYLES: usize = 1;
    pub const CHARACTERS: usize = 12;
    pub const PARAGRAPHS: usize = 13;
    pub const PIECES: usize = 33;
    pub const ANCHORS: usize = 40;
    pub const BOXES: usize = 56;
    pub const LISTS: usize = 73;
    pub const LIST_USES: usize = 74;
}

/// Numbers of the texts.
mod text {
    pub const MAIN: usize = 0;
    pub const FOOTNOTES: usize = 1;
    pub const ENDNOTES: usize = 5;
    pub const BOXES: usize = 6;
}

/// Reads a doc.
pub fn read(bytes: &[u8]) -> Result<Document, DocError> {
    let stream = compound::stream(bytes, &["/WordDocument"])?;
    let (head, table) = Head::read(&stream)?;
    let table = compound::stream(bytes, &[table])?;
    // Properties too large for a page stand in a stream of their own, which need not exist.
    let data = compound::stream(bytes, &["/Data"]).unwrap_or_default();
    let length = head.range(text::BOXES).end;
    let pieces = Pieces::read(&stream, head.structure(&table, structure::PIECES)?, length)
        .ok_or(DocError::Unreadable)?;
    let styles = Styles::read(head.structure(&table, structure::STYLES).unwrap_or_default());
    let properties = Properties::read(
        &stream,
        &data,
        head.structure(&table, structure::PARAGRAPHS)?,
        head.structure(&table, structure::CHARACTERS)?,
        &styles,
    )
    .ok_or(DocError::Unreadable)?;
    let place = |number: usize| head.places.get(number).copied().unwrap_or_default();
    let numbering = lists::read(&table, place(structure::LISTS), place(structure::LIST_USES));
    let anchors = head.structure(&table, structure::ANCHORS).unwrap_or_default();
    let shapes = head.structure(&table, structure::BOXES).unwrap_or_default();
    let mut reading = story::Reading {
        pieces: &pieces,
        properties: &properties,
        numbering: numbering.unwrap_or_default(),
        boxes: boxes::read(anchors, shapes, head.range(text::BOXES)),
        noticed: story::Noticed::default(),
    };
    let mut blocks = reading.read(head.range(text::MAIN));
    blocks.extend(reading.boxes_left());
    blocks.extend(reading.read(head.range(text::FOOTNOTES)));
    blocks.extend(reading.read(head.range(text::ENDNOTES)));
    let noticed = reading.noticed;
    if noticed.oversized {
        return Err(Exceeded::Cells { limit: GRID }.into());
    }
    let mut notes = Vec::new();
    if noticed.tracked {
        notes.push(ImportNote::information("tracked_changes", &[]));
    }
    if noticed.numbered {
        notes.push(ImportNote::information("automatic_numbers", &[]));
    }
    if noticed.hidden {
        notes.push(ImportNote::information("hidden_text", &[]));
    }
    Ok(Document { blocks, notes, pages: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_document_is_refused() {
        assert!(matches!(read(b"none"), Err(DocError::Compound(_))));
        let mut stream = vec![0u8; 64];
        assert!(matches!(Head::read(&stream), Err(DocError::Unreadable)));
        stream[0x0B] = 1;
        assert!(matches!(Head::read(&stream), Err(DocError::Encrypted)));
    }
}
