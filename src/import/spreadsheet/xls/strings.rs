//! Texts of BIFF records, and the string table whose texts run on over record ends.

use crate::import::compound::{u16_at, u32_at, utf16};
use encoding_rs::Encoding;

const WIDE: u8 = 1;
const EXTENDED: u8 = 4;
const RICH: u8 = 8;

/// A text with its length in one byte.
pub fn short_string(data: &[u8], at: usize, unicode: bool, encoding: &'static Encoding) -> Option<String> {
    text(data, at + 1, usize::from(*data.get(at)?), unicode, encoding)
}

/// A text with its length in two bytes.
pub fn long_string(data: &[u8], at: usize, unicode: bool, encoding: &'static Encoding) -> Option<String> {
    text(data, at + 2, usize::from(u16_at(data, at)?), unicode, encoding)
}

fn text(data: &[u8], at: usize, length: usize, unicode: bool, encoding: &'static Encoding) -> Option<String> {
    if !unicode {
        return Some(encoding.decode_without_bom_handling(data.get(at..at + length)?).0.into_owned());
    }
    if length == 0 {
        return Some(String::new());
    }
    let flags = *data.get(at)?;
    let mut start = at + 1;
    if flags & RICH != 0 {
        start += 2;
    }
    if flags & EXTENDED != 0 {
        start += 4;
    }
    if flags & WIDE != 0 {
        Some(utf16(data.get(start..start + 2 * length)?))
    } else {
        Some(latin(data.get(start..start + length)?))
    }
}

/// Bytes that are the low halves of UTF-16 units.
fn latin(bytes: &[u8]) -> String {
    bytes.iter().map(|&b| char::from(b)).collect()
}

/// The texts of the string table, whose content is cut into records.
pub fn read_table(parts: &[&[u8]]) -> Option<Vec<String>> {
    let mut cursor = Cursor { parts, part: 0, at: 0 };
    let head = cursor.take(8)?;
    let count = u32_at(&head, 4)? as usize;
    let mut strings = Vec::new();
    for _ in 0..count {
        strings.push(cursor.string()?);
    }
    Some(strings)
}

struct Cursor<'a> {
    parts: &'a [&'a [u8]],
    part: usize,
    at: usize,
}

impl Cursor<'_> {
    /// Bytes left in this record, going on to the next when it is used up.
    fn left(&mut self) -> Option<usize> {
        loop {
            let left = self.parts.get(self.part)?.len().saturating_sub(self.at);
            if left > 0 {
                return Some(left);
            }
            self.part += 1;
            self.at = 0;
        }
    }

    fn take(&mut self, mut count: usize) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        while count > 0 {
            let step = self.left()?.min(count);
            out.extend_from_slice(self.parts.get(self.part)?.get(self.at..self.at + step)?);
            self.at += step;
            count -= step;
        }
        Some(out)
    }

    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            let step = self.left()?.min(count);
            self.at += step;
            count -= step;
        }
        Some(())
    }

    fn string(&mut self) -> Option<String> {
        let head = self.take(3)?;
        let mut length = usize::from(u16_at(&head, 0)?);
        let mut flags = *head.get(2)?;
        let runs = if flags & RICH != 0 { usize::from(u16_at(&self.take(2)?, 0)?) } else { 0 };
        let extended = if flags & EXTENDED != 0 { u32_at(&self.take(4)?, 0)? as usize } else { 0 };
        let mut units: Vec<u8> = Vec::new();
        while length > 0 {
            // Where a record ends inside a text, the next begins with the width of what follows.
            let before = self.part;
            let mut left = self.left()?;
            if self.part != before {
                flags = *self.take(1)?.first()?;
                left = self.left()?;
            }
            let width = if flags & WIDE != 0 { 2 } else { 1 };
            let step = (left / width).min(length);
            if step == 0 {
                return None;
            }
            let bytes = self.take(step * width)?;
            if width == 2 {
                units.extend(bytes);
            } else {
                units.extend(bytes.into_iter().flat_map(|b| [b, 0]));
            }
            length -= step;
        }
        self.skip(runs * 4)?;
        self.skip(extended)?;
        Some(utf16(&units))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_runs_on_over_the_end_of_a_record() {
        let first = [1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 1, 0x30, 0x65];
        let second = [0, b'a', b'b', 1, 0, 0, b'c'];
        let strings = read_table(&[&first, &second]);
        assert_eq!(strings, Some(vec!["\u{6530}ab".to_string(), "c".to_string()]));
        assert_eq!(read_table(&[&[0, 0, 0, 0, 255, 255, 255, 255]]), None);
    }

    #[test]
    fn old_texts_are_in_the_code_page() {
        let gbk = [2, 0, 0xB1, 0xED];
        assert_eq!(long_string(&gbk, 0, false, encoding_rs::GBK).as_deref(), Some("表"));
        assert_eq!(short_string(&[1, 1, 0x68, 0x88], 0, true, encoding_rs::GBK).as_deref(), Some("表"));
        assert_eq!(short_string(&[9, 1, 0x68], 0, true, encoding_rs::GBK), None);
    }
}
