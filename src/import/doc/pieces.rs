//! The piece table: which bytes of the file are the text, in what order.

use super::super::compound::{u16_at, u32_at};

/// The text as UTF-16 units, each with its place in the stream.
pub struct Pieces {
    /// Units of the text.
    pub units: Vec<u16>,
    /// Byte at which each unit stands.
    pub places: Vec<u32>,
}

impl Pieces {
    /// Reads the first `length` units of the text; `None` if the pieces do not cover them.
    pub fn read(stream: &[u8], structure: &[u8], length: usize) -> Option<Self> {
        // A file has no more characters than bytes.
        if length > stream.len() {
            return None;
        }
        let table = piece_table(structure)?;
        let count = table.len().checked_sub(4)? / 12;
        let mut text = Self { units: Vec::with_capacity(length), places: Vec::with_capacity(length) };
        for index in 0..count {
            let (first, last) = (u32_at(table, index * 4)?, u32_at(table, index * 4 + 4)?);
            if first as usize != text.units.len() || last < first {
                return None;
            }
            let wanted = (last - first) as usize;
            let wanted = wanted.min(length - text.units.len());
            let descriptor = u32_at(table, (count + 1) * 4 + index * 8 + 2)?;
            let start = descriptor & 0x3FFF_FFFF;
            if descriptor & 0x4000_0000 != 0 {
                let start = start / 2;
                let bytes = stream.get(start as usize..(start as usize).checked_add(wanted)?)?;
                for (at, &byte) in (start..).zip(bytes) {
                    text.units.push(western(byte));
                    text.places.push(at);
                }
            } else {
                let bytes =
                    stream.get(start as usize..(start as usize).checked_add(wanted.checked_mul(2)?)?)?;
                for (pair, at) in bytes.chunks_exact(2).zip((start..).step_by(2)) {
                    text.units.push(u16_at(pair, 0)?);
                    text.places.push(at);
                }
            }
            if text.units.len() >= length {
                return Some(text);
            }
        }
        (text.units.len() >= length).then_some(text)
    }
}

/// The piece table stands behind changes that wait to be merged.
fn piece_table(structure: &[u8]) -> Option<&[u8]> {
    let mut at = 0;
    loop {
        match structure.get(at)? {
            1 => at = at.checked_add(3 + usize::from(u16_at(structure, at + 1)?))?,
            2 => {
                let length = u32_at(structure, at + 1)? as usize;
                return structure.get(at + 5..at.checked_add(5)?.checked_add(length)?);
            }
            _ => return None,
        }
    }
}

/// A byte of a compressed piece: Windows 1252.
fn western(byte: u8) -> u16 {
    if !(0x80..0xA0).contains(&byte) {
        return u16::from(byte);
    }
    let bytes = [byte];
    let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes);
    text.encode_utf16().next().unwrap_or(0xFFFD)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_joined_in_order() {
        let stream = [b'x', b'a', b'b', 0, 0x68, 0x88];
        let mut structure = vec![1, 1, 0, 9, 2, 28, 0, 0, 0];
        for cp in [0u32, 1, 3] {
            structure.extend(cp.to_le_bytes());
        }
        for place in [4u32, 0x4000_0000 | 2] {
            structure.extend([0, 0]);
            structure.extend(place.to_le_bytes());
            structure.extend([0, 0]);
        }
        let text = Pieces::read(&stream, &structure, 3);
        assert_eq!(text.map(|t| (t.units, t.places)), Some((vec![0x8868, 0x61, 0x62], vec![4, 1, 2])));
        assert!(Pieces::read(&stream, &structure, 4).is_none());
        assert!(Pieces::read(&stream, &structure[..20], 3).is_none());
    }
}
