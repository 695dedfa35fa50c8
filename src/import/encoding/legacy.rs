//! The encodings of before Unicode, and guessing among them.

use super::{Decoded, EncodingError, TOLERATED, check_controls, finish, mostly_gb2312};
use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

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
    super::decode(bytes)
}

/// Decodes what is neither UTF-8 nor UTF-16.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, EncodingError> {
    let encoding = guess(bytes);
    finish(encoding.decode_without_bom_handling(bytes).0.into_owned(), encoding.name(), bytes)
}

/// Decodes the name of a file.
pub(super) fn name(bytes: &[u8]) -> String {
    GB18030.decode_without_bom_handling(bytes).0.into_owned()
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
