//! Characters of the symbol fonts (`w:sym`), of which only those that say something to a reader of figures.

/// The character that a code of a symbol font shows; `None` if it is mere ornament.
pub fn character(font: &str, code: u32) -> Option<char> {
    // Symbol fonts live in the private use area, at F000 plus the byte.
    let byte = match code {
        0xF000..=0xF0FF => code - 0xF000,
        0x20..=0xFF => code,
        _ => return char::from_u32(code),
    };
    let font = font.to_ascii_lowercase();
    match (font.as_str(), byte) {
        ("symbol", 0xA3) => Some('≤'),
        ("symbol", 0xB3) => Some('≥'),
        ("symbol", 0xB1) => Some('±'),
        ("symbol", 0xB4) => Some('×'),
        ("symbol", 0xB8) => Some('÷'),
        ("symbol", 0xB9) => Some('≠'),
        ("symbol", 0xBB) => Some('≈'),
        ("symbol", 0x2D) => Some('-'),
        ("symbol", 0x20..=0x3F) => char::from_u32(byte),
        ("wingdings", 0xFE) | ("wingdings 2", 0x52 | 0x51) => Some('☑'),
        ("wingdings", 0xFD) | ("wingdings 2", 0x53 | 0x54) => Some('☒'),
        ("wingdings", 0xA8 | 0x6F | 0x71 | 0x72) | ("wingdings 2", 0xA3 | 0x2A) => Some('□'),
        ("wingdings", 0xFC) | ("wingdings 2", 0x50) => Some('√'),
        ("wingdings", 0xFB) | ("wingdings 2", 0x4F) => Some('×'),
        ("wingdings", 0x6E) => Some('■'),
        _ if font.starts_with("wingdings") || font == "webdings" => None,
        _ if code < 0x80 => char::from_u32(code),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::character;

    #[test]
    fn symbols_with_a_meaning_are_kept() {
        assert_eq!(character("Symbol", 0xF0B3), Some('≥'));
        assert_eq!(character("Wingdings 2", 0xF052), Some('☑'));
        assert_eq!(character("Wingdings", 0xF04A), None);
        assert_eq!(character("宋体", 0x2460), Some('①'));
    }
}
