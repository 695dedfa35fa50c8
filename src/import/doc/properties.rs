//! Property pages: what paragraphs, rows and characters are.

use super::super::compound::{u16_at, u32_at};
use super::super::numbering::NumberingReference;
use super::styles::Styles;

const PAGE: usize = 512;

/// Where a cell of a row stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CellShape {
    /// Right edge, in twentieths of a point.
    pub right: i32,
    /// Merged into the cell to its left.
    pub continues_left: bool,
    /// Merged into the cell above.
    pub continues_above: bool,
}

/// What a row says of its cells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowShape {
    /// Left edge.
    pub left: i32,
    /// The cells.
    pub cells: Vec<CellShape>,
}

/// What a paragraph is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ParagraphShape {
    /// Tables around it.
    pub depth: u32,
    /// It ends a row.
    pub ends_row: bool,
    /// It ends a cell of a table inside a table.
    pub ends_inner_cell: bool,
    /// Heading level from 1.
    pub heading: Option<u8>,
    /// Number of its style.
    pub style: u16,
    /// The list that gives it an automatic number or bullet.
    pub numbering: NumberingReference,
    /// For the end of a row.
    pub row: Option<RowShape>,
}

/// What some characters are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CharacterShape {
    /// Deleted, the change not yet accepted.
    pub deleted: bool,
    /// Inserted, the change not yet accepted.
    pub inserted: bool,
    /// Hidden text.
    pub hidden: bool,
}

/// A stretch of the stream with one property.
struct Run<T> {
    start: u32,
    end: u32,
    shape: T,
}

/// All properties, by place in the stream.
pub struct Properties {
    paragraphs: Vec<Run<ParagraphShape>>,
    characters: Vec<Run<CharacterShape>>,
}

impl Properties {
    /// Reads the pages that the two tables name.
    pub fn read(
        stream: &[u8],
        data: &[u8],
        paragraphs: &[u8],
        characters: &[u8],
        styles: &Styles,
    ) -> Option<Self> {
        let mut properties = Self { paragraphs: Vec::new(), characters: Vec::new() };
        for page in pages(stream, paragraphs)? {
            let count = usize::from(*page.last()?);
            for index in 0..count {
                let (start, end) = (u32_at(page, index * 4)?, u32_at(page, index * 4 + 4)?);
                let at = usize::from(*page.get((count + 1) * 4 + index * 13)?) * 2;
                let shape = if at == 0 { styles.shape(0) } else { paragraph_at(page, at, data, styles)? };
                properties.paragraphs.push(Run { start, end, shape });
            }
        }
        for page in pages(stream, characters)? {
            let count = usize::from(*page.last()?);
            for index in 0..count {
                let (start, end) = (u32_at(page, index * 4)?, u32_at(page, index * 4 + 4)?);
                let at = usize::from(*page.get((count + 1) * 4 + index)?) * 2;
                if at == 0 {
                    continue;
                }
                let length = usize::from(*page.get(at)?);
                let shape = character(page.get(at + 1..at + 1 + length)?);
                if shape != CharacterShape::default() {
                    properties.characters.push(Run { start, end, shape });
                }
            }
        }
        properties.paragraphs.sort_by_key(|r| r.start);
        properties.characters.sort_by_key(|r| r.start);
        Some(properties)
    }

    /// The paragraph whose mark stands at this place.
    pub fn paragraph(&self, place: u32) -> Option<&ParagraphShape> {
        find(&self.paragraphs, place)
    }

    /// The characters at this place.
    pub fn characters(&self, place: u32) -> CharacterShape {
        find(&self.characters, place).copied().unwrap_or_default()
    }
}

fn find<T>(runs: &[Run<T>], place: u32) -> Option<&T> {
    let run = runs.get(runs.partition_point(|r| r.start <= place).checked_sub(1)?)?;
    (place < run.end).then_some(&run.shape)
}

/// The pages that a table of page numbers names.
fn pages<'s>(stream: &'s [u8], table: &[u8]) -> Option<Vec<&'s [u8]>> {
    let count = table.len().checked_sub(4)? / 8;
    (0..count)
        .map(|index| {
            let number = u32_at(table, (count + 1) * 4 + index * 4)? & 0x003F_FFFF;
            let start = usize::try_from(number).ok()?.checked_mul(PAGE)?;
            stream.get(start..start.checked_add(PAGE)?)
        })
        .collect()
}

fn paragraph_at(page: &[u8], at: usize, data: &[u8], styles: &Styles) -> Option<ParagraphShape> {
    // The length counts pairs of bytes; 0 says that it stands in the next byte.
    let content = match *page.get(at)? {
        0 => page.get(at + 2..at + 2 + usize::from(*page.get(at + 1)?) * 2)?,
        pairs => page.get(at + 1..at + usize::from(pairs) * 2)?,
    };
    let mut shape = styles.shape(u16_at(content, 0)?);
    let mut in_table = false;
    let mut depth = None;
    let changes = content.get(2..)?;
    let mut apply = |changes: &[u8]| {
        each_change(changes, |code, operand| {
            paragraph_change(&mut shape, &mut in_table, &mut depth, code, operand)
        });
    };
    apply(changes);
    // Properties too large for a page.
    let mut elsewhere = None;
    each_change(changes, |code, operand| {
        if matches!(code, 0x6645 | 0x6646) {
            elsewhere = u32_at(operand, 0);
        }
    });
    if let Some(place) = elsewhere {
        let start = place as usize;
        let length = usize::from(u16_at(data, start)?);
        apply(data.get(start + 2..start + 2 + length)?);
    }
    shape.depth = depth.unwrap_or(u32::from(in_table));
    if in_table && shape.depth == 0 {
        shape.depth = 1;
    }
    Some(shape)
}

/// Applies what a style says to a paragraph of it.
pub fn paragraph_changes(shape: &mut ParagraphShape, changes: &[u8]) {
    let (mut in_table, mut depth) = (false, None);
    each_change(changes, |code, operand| paragraph_change(shape, &mut in_table, &mut depth, code, operand));
}

/// Numbers of lists beyond this one say that a paragraph has no number.
const LISTS: u16 = 0x07FE;

fn paragraph_change(
    shape: &mut ParagraphShape,
    in_table: &mut bool,
    depth: &mut Option<u32>,
    code: u16,
    operand: &[u8],
) {
    let on = operand.first().is_some_and(|&b| b != 0);
    match code {
        0x2416 => *in_table = on,
        0x2417 | 0x244C => shape.ends_row |= on,
        0x244B => shape.ends_inner_cell = on,
        0x6649 => *depth = u32_at(operand, 0).filter(|&d| d < 64),
        0x2640 => shape.heading = operand.first().filter(|&&level| level < 9).map(|level| level + 1),
        0x260A => shape.numbering.level = operand.first().map(|&level| usize::from(level)),
        0x460B => {
            shape.numbering.list = u16_at(operand, 0).map(|list| if list > LISTS { 0 } else { list.into() });
        }
        0xD608 => shape.row = row_shape(operand),
        0x5624 => {
            // Cells merged side by side after the row was defined.
            if let (Some(row), [first, limit, ..]) = (&mut shape.row, operand) {
                let merged = row.cells.iter_mut().take(usize::from(*limit)).skip(usize::from(*first) + 1);
                merged.for_each(|cell| cell.continues_left = true);
            }
        }
        0xD62B => {
            if let (Some(row), [cell, flags, ..]) = (&mut shape.row, operand)
                && let Some(cell) = row.cells.get_mut(usize::from(*cell))
            {
                cell.continues_above = *flags == 1;
            }
        }
        _ => {}
    }
}

/// The edges of the cells, and what each is merged with.
fn row_shape(operand: &[u8]) -> Option<RowShape> {
    let count = usize::from(*operand.first()?);
    let edge = |index: usize| u16_at(operand, 1 + index * 2).map(|e| i32::from(e.cast_signed()));
    let mut row = RowShape { left: edge(0)?, cells: Vec::with_capacity(count) };
    let flags = 1 + (count + 1) * 2;
    for index in 0..count {
        let bits = u16_at(operand, flags + index * 20).unwrap_or(0);
        row.cells.push(CellShape {
            right: edge(index + 1)?,
            continues_left: bits & 3 == 1,
            continues_above: (bits >> 5) & 3 == 1,
        });
    }
    Some(row)
}

fn character(changes: &[u8]) -> CharacterShape {
    let mut shape = CharacterShape::default();
    each_change(changes, |code, operand| {
        let on = operand.first().is_some_and(|&b| b & 1 != 0);
        match code {
            0x0800 => shape.deleted = on,
            0x0801 => shape.inserted = on,
            0x083C => shape.hidden = on,
            _ => {}
        }
    });
    shape
}

/// Goes through a list of changes. How long each is, its code tells.
fn each_change(changes: &[u8], mut visit: impl FnMut(u16, &[u8])) {
    let mut at = 0;
    while let Some(code) = u16_at(changes, at) {
        at += 2;
        let length = match (code, code >> 13) {
            // The definition of a row has its length in two bytes, which count one byte too many.
            (0xD608, _) => match u16_at(changes, at) {
                Some(length) => {
                    at += 2;
                    usize::from(length).saturating_sub(1)
                }
                None => return,
            },
            // Tab stops too many for one byte.
            (0xC615, _) if changes.get(at) == Some(&255) => {
                let deleted = usize::from(changes.get(at + 1).copied().unwrap_or(0));
                let added = usize::from(changes.get(at + 2 + deleted * 4).copied().unwrap_or(0));
                3 + deleted * 4 + added * 3
            }
            (_, 0 | 1) => 1,
            (_, 2 | 4 | 5) => 2,
            (_, 3) => 4,
            (_, 7) => 3,
            _ => {
                at += 1;
                usize::from(changes.get(at - 1).copied().unwrap_or(0))
            }
        };
        let Some(operand) = changes.get(at..at + length) else { return };
        visit(code, operand);
        at += length;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_as_long_as_their_codes_say() {
        let mut seen = Vec::new();
        let changes = [0x16, 0x24, 1, 0x49, 0x66, 2, 0, 0, 0, 0x15, 0xC6, 2, 9, 9, 0x17, 0x24, 1];
        each_change(&changes, |code, operand| seen.push((code, operand.len())));
        assert_eq!(seen, [(0x2416, 1), (0x6649, 4), (0xC615, 2), (0x2417, 1)]);
        each_change(&[0x08, 0xD6, 255, 255, 1], |_, _| panic!("cut off"));
    }

    #[test]
    fn a_row_tells_edges_and_merges() {
        let mut operand = vec![2, 0, 0, 100, 0, 200, 0];
        operand.extend([0x20, 0]);
        operand.extend([0; 18]);
        operand.extend([1, 0]);
        let row = row_shape(&operand).unwrap_or_default();
        assert_eq!(row.cells.iter().map(|c| c.right).collect::<Vec<_>>(), [100, 200]);
        assert!(row.cells[0].continues_above && row.cells[1].continues_left);
    }
}
