//! From bytes to text: UTF-8, UTF-16 and GB18030 with or without a byte order mark, a declared charset, or a guess.
//!
//! UTF-8 and UTF-16 are read here; the tables of the other encodings are large and come with the feature `formats`.

#[cfg(feature = "formats")]
mod legacy;

use super::Reason;
#[cfg(feature = "formats")]
pub use legacy::decode_declared;

/// Bytes that are no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EncodingError {
    /// The bytes are those of a program, a picture, a database; not a text.
    #[error("binary")]
    Binary,
    /// A text with a NUL in it: what was there before is lost, and may have been a digit.
    #[error("NUL in line {line}")]
    Nul {
        /// Line, from 1.
        line: usize,
    },
    /// No encoding fits.
    #[error("no encoding fits")]
    Unknown,
    /// Neither UTF-8 nor UTF-16, and this build reads nothing else.
    #[error("not in this build")]
    NotLoaded,
}

impl From<EncodingError> for Reason {
    fn from(error: EncodingError) -> Self {
        match error {
            EncodingError::Binary => Reason::new("binary"),
            EncodingError::Nul { line } => Reason::new("nul_byte").with("line", line.to_string()),
            EncodingError::Unknown => Reason::new("encoding_unknown"),
            EncodingError::NotLoaded => Reason::new(super::NOT_LOADED),
        }
    }
}

/// A decoded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// Name of the encoding.
    pub encoding: &'static str,
    /// Places that could not be decoded and stand as U+FFFD.
    pub replaced: usize,
}

/// One in so many characters may be undecodable; the reader is told of them.
const TOLERATED: usize = 500;

/// Decodes a text whose encoding nobody declares.
pub fn decode(bytes: &[u8]) -> Result<Decoded, EncodingError> {
    match bytes {
        [0xFF, 0xFE, rest @ ..] => return finish(utf16(rest, false), UTF_16LE, rest),
        [0xFE, 0xFF, rest @ ..] => return finish(utf16(rest, true), UTF_16BE, rest),
        [0xEF, 0xBB, 0xBF, rest @ ..] => {
            return finish(String::from_utf8_lossy(rest).into_owned(), UTF_8, rest);
        }
        _ => {}
    }
    if let Some(big) = utf16_without_mark(bytes) {
        return finish(utf16(bytes, big), if big { UTF_16BE } else { UTF_16LE }, bytes);
    }
    // A word or two of GBK can be valid UTF-8, but then it is Cyrillic or Arabic, never Chinese.
    if let Ok(text) = std::str::from_utf8(bytes)
        && (text.is_ascii() || text.chars().any(|c| c >= '\u{2010}') || !mostly_gb2312(bytes))
    {
        check_controls(text)?;
        return Ok(Decoded { text: text.to_string(), encoding: UTF_8, replaced: 0 });
    }
    other(bytes)
}

#[cfg(feature = "formats")]
use legacy::{decode as other, name as name_of};

#[cfg(not(feature = "formats"))]
fn other(_: &[u8]) -> Result<Decoded, EncodingError> {
    Err(EncodingError::NotLoaded)
}

#[cfg(not(feature = "formats"))]
fn name_of(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

const UTF_8: &str = "UTF-8";
const UTF_16LE: &str = "UTF-16LE";
const UTF_16BE: &str = "UTF-16BE";

/// Name of a file in an archive.
pub fn decode_name(bytes: &[u8], _flagged: bool) -> String {
    // The flag is often missing and sometimes wrong. A GBK name that is valid UTF-8 by chance is rarer than either.
    let name = std::str::from_utf8(bytes).map_or_else(|_| name_of(bytes), str::to_string);
    // In GBK the second byte of a character can be a backslash, so folders are split after decoding.
    name.replace('\\', "/")
}

/// UTF-16 without its mark; what is no character stands as U+FFFD.
pub(super) fn utf16(bytes: &[u8], big_endian: bool) -> String {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|&p| if big_endian { u16::from_be_bytes(p) } else { u16::from_le_bytes(p) });
    let mut text: String = char::decode_utf16(units).map(|c| c.unwrap_or('\u{FFFD}')).collect();
    if !rest.is_empty() {
        text.push('\u{FFFD}');
    }
    text
}

fn finish(text: String, encoding: &'static str, bytes: &[u8]) -> Result<Decoded, EncodingError> {
    let replaced = text.chars().filter(|&c| c == '\u{FFFD}').count();
    if replaced > 1 && replaced * TOLERATED > text.chars().count() {
        let printable = bytes.iter().filter(|&&b| b >= 0x20 || matches!(b, b'\t' | b'\n' | b'\r')).count();
        let binary = bytes.contains(&0) || printable * 50 < bytes.len() * 49;
        return Err(if binary { EncodingError::Binary } else { EncodingError::Unknown });
    }
    check_controls(&text)?;
    Ok(Decoded { text, encoding, replaced })
}

/// UTF-16 shows itself by the zero halves of its digits, spaces and line ends. Says whether it is big-endian.
fn utf16_without_mark(bytes: &[u8]) -> Option<bool> {
    let sample = &bytes[..bytes.len().min(64 << 10) & !1];
    let zeros = |first: usize| sample.iter().skip(first).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let units = sample.len() / 2;
    if even.max(odd) * 20 < units || even.max(odd) < 2 {
        return None;
    }
    let big = match () {
        _ if odd > even * 20 => false,
        _ if even > odd * 20 => true,
        _ => return None,
    };
    let text = utf16(sample, big);
    let wrong = text.chars().filter(|&c| c == '\u{FFFD}' || is_control(c)).count();
    (wrong == 0).then_some(big)
}

/// Do most double bytes lie where GB2312 has its characters and marks?
fn mostly_gb2312(bytes: &[u8]) -> bool {
    let (mut inside, mut outside) = (0usize, 0usize);
    let mut rest = bytes.iter();
    while let Some(&first) = rest.next() {
        if first < 0x80 {
            continue;
        }
        match rest.next() {
            Some(0xA1..=0xFE) if matches!(first, 0xA1..=0xA9 | 0xB0..=0xF7) => inside += 1,
            _ => outside += 1,
        }
    }
    inside >= outside * 9
}

fn is_control(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{E}'..='\u{19}' | '\u{1B}'..='\u{1F}' | '\u{7F}')
}

/// A text has next to no control characters; a binary file in disguise has many.
fn check_controls(text: &str) -> Result<(), EncodingError> {
    let controls = text.chars().filter(|&c| is_control(c)).count();
    if controls > 2 && controls * 200 > text.chars().count() {
        return Err(EncodingError::Binary);
    }
    match text.find('\0') {
        Some(at) => Err(EncodingError::Nul { line: text[..at].matches('\n').count() + 1 }),
        None => Ok(()),
    }
}

#[cfg(all(test, feature = "formats"))]
mod tests {
    use super::*;
    use encoding_rs::GB18030;

    const SAMPLE: &str = "本年收入10,171.54万元，占99.5%。\r\n“三公”经费——支出。\r\n";

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
    }

    #[test]
    fn the_same_text_in_every_encoding() {
        let with_mark = |mark: &[u8], rest: &[u8]| [mark, rest].concat();
        let gb = GB18030.encode(SAMPLE).0.into_owned();
        let all = [
            SAMPLE.as_bytes().to_vec(),
            with_mark(b"\xEF\xBB\xBF", SAMPLE.as_bytes()),
            gb.clone(),
            utf16(SAMPLE, false),
            utf16(SAMPLE, true),
            with_mark(b"\xFF\xFE", &utf16(SAMPLE, false)),
            with_mark(b"\xFE\xFF", &utf16(SAMPLE, true)),
            with_mark(b"\x84\x31\x95\x33", &gb),
        ];
        for bytes in all {
            let decoded = decode(&bytes).map(|d| d.text.trim_start_matches('\u{FEFF}').to_string());
            assert_eq!(decoded.as_deref(), Ok(SAMPLE));
        }
    }

    #[test]
    fn short_gbk_is_not_mistaken() {
        for text in ["收入", "万元", "合计,1", "单位：元", "总分", "一", "长"] {
            assert_eq!(decode(&GB18030.encode(text).0).map(|d| d.text).as_deref(), Ok(text));
        }
    }

    #[test]
    fn one_stray_byte_is_told_not_hidden() {
        let mut bytes = SAMPLE.repeat(40).into_bytes();
        bytes.push(0xFF);
        assert_eq!(decode(&bytes).map(|d| (d.encoding, d.replaced)), Ok(("UTF-8", 1)));
    }

    #[test]
    fn binary_is_no_text() {
        let noise: Vec<u8> = (0..4000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert_eq!(decode(&noise), Err(EncodingError::Binary));
        assert_eq!(decode(b"a,b\n1,\x002,3,4\n"), Err(EncodingError::Nul { line: 2 }));
    }

    #[test]
    fn names_in_archives() {
        assert_eq!(decode_name("附件/表.xlsx".as_bytes(), true), "附件/表.xlsx");
        assert_eq!(decode_name(&GB18030.encode("附件\\说明.txt").0, false), "附件/说明.txt");
    }
}
