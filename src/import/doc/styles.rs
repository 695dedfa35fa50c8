//! The style sheet: what the paragraphs of a style are unless they say otherwise.

use super::super::compound::u16_at;
use super::super::numbering::NumberingReference;
use super::properties::{ParagraphShape, paragraph_changes};

/// A paragraph style as it stands in the file.
#[derive(Debug, Clone, Default)]
struct Style<'s> {
    /// The style it rests on.
    base: Option<usize>,
    changes: &'s [u8],
}

/// What a style says, all inheritance done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Inherited {
    heading: Option<u8>,
    numbering: NumberingReference,
}

/// All paragraph styles.
#[derive(Debug, Clone, Default)]
pub struct Styles {
    resolved: Vec<Inherited>,
}

/// A style that rests on nothing.
const NO_BASE: u16 = 0x0FFF;
/// More styles than any document has.
const MOST: usize = 0x0FFF;

impl Styles {
    /// Reads a style sheet. What cannot be read costs heading levels and numbers of lists, not figures.
    pub fn read(structure: &[u8]) -> Self {
        let mut styles = Vec::new();
        let mut at = 2 + usize::from(u16_at(structure, 0).unwrap_or(0));
        let fixed = usize::from(u16_at(structure, 4).unwrap_or(10));
        while let Some(length) = u16_at(structure, at)
            && styles.len() < MOST
        {
            let end = at + 2 + usize::from(length);
            let style = structure.get(at + 2..end).and_then(|style| read_style(style, fixed));
            styles.push(style.unwrap_or_default());
            at = end + end % 2;
        }
        let resolved = (0..styles.len()).map(|index| resolve(&styles, index)).collect();
        Self { resolved }
    }

    /// A paragraph of this style that says nothing itself.
    pub fn shape(&self, style: u16) -> ParagraphShape {
        let of_style = self.resolved.get(usize::from(style)).copied().unwrap_or_else(|| Inherited {
            heading: built_in_heading(usize::from(style)),
            ..Inherited::default()
        });
        ParagraphShape {
            style,
            heading: of_style.heading,
            numbering: of_style.numbering,
            ..ParagraphShape::default()
        }
    }
}

/// The first styles of every document are the built-in headings.
fn built_in_heading(index: usize) -> Option<u8> {
    u8::try_from(index).ok().filter(|level| (1..=9).contains(level))
}

fn resolve(styles: &[Style<'_>], index: usize) -> Inherited {
    let mut chain = Vec::new();
    let mut next = Some(index);
    // A chain longer than this goes in a circle.
    while let Some(index) = next
        && chain.len() < 32
    {
        chain.push(index);
        next = styles.get(index).and_then(|style| style.base);
    }
    let mut shape = ParagraphShape::default();
    for index in chain.into_iter().rev() {
        shape.heading = built_in_heading(index).or(shape.heading);
        if let Some(style) = styles.get(index) {
            paragraph_changes(&mut shape, style.changes);
        }
    }
    Inherited { heading: shape.heading, numbering: shape.numbering }
}

fn read_style(style: &[u8], fixed: usize) -> Option<Style<'_>> {
    const PARAGRAPH: u16 = 1;
    let kind = u16_at(style, 2)?;
    if kind & 0xF != PARAGRAPH {
        return None;
    }
    let base = kind >> 4;
    let name = usize::from(u16_at(style, fixed)?);
    // The name ends with a zero; what follows begins at an even byte.
    let at = fixed + 2 + name * 2 + 2;
    let at = at + at % 2;
    let length = usize::from(u16_at(style, at)?);
    let properties = style.get(at + 2..at + 2 + length)?;
    // They begin with the number of the style itself.
    let changes = properties.get(2..).unwrap_or_default();
    Some(Style { base: (base != NO_BASE).then_some(usize::from(base)), changes })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A style sheet of these styles: base and paragraph properties of each.
    fn sheet(styles: &[(u16, &[u8])]) -> Vec<u8> {
        let mut out = vec![4, 0, styles.len() as u8, 0, 10, 0];
        for (index, (base, changes)) in styles.iter().enumerate() {
            let mut style = vec![index as u8, 0];
            style.extend((1 | base << 4).to_le_bytes());
            style.extend([0; 6]);
            style.extend([1, 0, b'x', 0, 0, 0]);
            style.extend((changes.len() as u16 + 2).to_le_bytes());
            style.extend((index as u16).to_le_bytes());
            style.extend(*changes);
            out.extend((style.len() as u16).to_le_bytes());
            out.extend(&style);
            if out.len() % 2 == 1 {
                out.push(0);
            }
        }
        out
    }

    #[test]
    fn a_style_inherits_heading_and_list() {
        let list: &[u8] = &[0x0B, 0x46, 3, 0, 0x0A, 0x26, 1];
        let bytes = sheet(&[(NO_BASE, &[]), (0, list), (1, &[]), (3, &[]), (0, &[0x40, 0x26, 4])]);
        let styles = Styles::read(&bytes);
        let shape = styles.shape(2);
        assert_eq!((shape.heading, shape.numbering.list, shape.numbering.level), (Some(2), Some(3), Some(1)));
        assert_eq!(styles.shape(0).heading, None);
        assert_eq!(styles.shape(3).heading, Some(3), "a style that rests on itself");
        assert_eq!(styles.shape(4).heading, Some(5));
        assert_eq!(styles.shape(40).heading, None);
        for cut in 0..bytes.len() {
            Styles::read(&bytes[..cut]);
        }
    }
}
