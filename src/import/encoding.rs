//! From bytes to text: UTF-8, UTF-16 and GB18030 with or without a byte order mark, a declared charset, or a guess.

use super::Reason;
use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

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
}

impl From<EncodingError> for Reason {
    fn from(error: EncodingError) -> Self {
        match error {
            EncodingError::Binary => Reason::new("binary"),
            EncodingError::Nul { line } => Reason::new("nul_byte").with("line", line.to_string()),
            EncodingError::Unknown => Reason::new("encoding_unknown"),
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
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return finish(encoding, &bytes[mark..]);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return finish(encoding, bytes);
    }
    // A word or two of GBK can be valid UTF-8, but then it is Cyrillic or Arabic, never Chinese.
    if let Ok(text) = std::str::from_utf8(bytes)
        && (text.is_ascii() || text.chars().any(|c| c >= '\u{2010}') || !mostly_gb2312(bytes))
    {
        check_controls(text)?;
        return Ok(Decoded { text: text.to_string(), encoding: UTF_8.name(), replaced: 0 });
    }
    let encoding = guess(bytes);
    finish(encoding, bytes)
}

/// Decodes a text that names its charset, unless the bytes contradict it.
pub fn decode_declared(bytes: &[u8], label: Option<&str>) -> Result<Decoded, EncodingError> {
    let declared = label.and_then(|l| Encoding::for_label(l.trim().as_bytes()));
    if Encoding::for_bom(bytes).is_none()
        && let Some(encoding) = declared
        && encoding != UTF_16LE
        && encoding != UTF_16BE
        && let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes)
    {
        check_controls(&text)?;
        return Ok(Decoded { text: text.into_owned(), encoding: encoding.name(), replaced: 0 });
    }
    decode(bytes)
}

/// Name of a file in an archive.
pub fn decode_name(bytes: &[u8], _flagged: bool) -> String {
    // The flag is often missing and sometimes wrong. A GBK name that is valid UTF-8 by chance is rarer than either.
    match std::str::from_utf8(bytes) {
        Ok(name) => name.replace('\\', "/"),
        // In GBK the second byte of a character can be a backslash, so folders are split after decoding.
        Err(_) => GB18030.decode_without_bom_handling(bytes).0.replace('\\', "/"),
    }
}

fn finish(encoding: &'static Encoding, bytes: &[u8]) -> Result<Decoded, EncodingError> {
    let (text, malformed) = encoding.decode_without_bom_handling(bytes);
    let replaced = if malformed { text.chars().filter(|&c| c == '\u{FFFD}').count() } else { 0 };
    if replaced > 1 && replaced * TOLERATED > text.chars().count() {
        let printable = bytes.iter().filter(|&&b| b >= 0x20 || matches!(b, b'\t' | b'\n' | b'\r')).count();
        let binary = bytes.contains(&0) || printable * 50 < bytes.len() * 49;
        return Err(if binary { EncodingError::Binary } else { EncodingError::Unknown });
    }
    check_controls(&text)?;
    Ok(Decoded { text: text.into_owned(), encoding: encoding.name(), replaced })
}

/// UTF-16 shows itself by the zero halves of its digits, spaces and line ends.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(64 << 10) & !1];
    let zeros = |first: usize| sample.iter().skip(first).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let units = sample.len() / 2;
    if even.max(odd) * 20 < units || even.max(odd) < 2 {
        return None;
    }
    let encoding = if odd > even * 20 {
        UTF_16LE
    } else if even > odd * 20 {
        UTF_16BE
    } else {
        return None;
    };
    let text = encoding.decode_without_bom_handling(sample).0;
    let wrong = text.chars().filter(|&c| c == '\u{FFFD}' || is_control(c)).count();
    (wrong == 0).then_some(encoding)
}

/// GB18030 unless the bytes clearly speak for another encoding.
fn guess(bytes: &[u8]) -> &'static Encoding {
    if GB18030.decode_without_bom_handling_and_without_replacement(bytes).is_some() && mostly_gb2312(bytes) {
        return GB18030;
    }
    // One stray byte in an otherwise sound UTF-8 text must not turn all of it into another language.
    let (utf8, _) = UTF_8.decode_without_bom_handling(bytes);
    let (total, wrong) = utf8.chars().fold((0, 0), |(t, w), c| (t + 1, w + usize::from(c == '\u{FFFD}')));
    if wrong * TOLERATED <= total {
        return UTF_8;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    match detector.guess(None, chardetng::Utf8Detection::Allow) {
        encoding if encoding == BIG5 => BIG5,
        encoding if encoding == UTF_8 => UTF_8,
        _ => GB18030,
    }
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

#[cfg(test)]
mod tests {
    use super::*;

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
