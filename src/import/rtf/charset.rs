//! Code pages and the charsets of fonts.

use encoding_rs::*;

/// The encoding of a Windows code page.
pub fn of_code_page(page: i32) -> Option<&'static Encoding> {
    Some(match page {
        936 | 10008 | 20936 | 54936 => GB18030,
        950 | 10002 => BIG5,
        932 | 10001 => SHIFT_JIS,
        949 | 10003 => EUC_KR,
        874 => WINDOWS_874,
        1250 => WINDOWS_1250,
        1251 => WINDOWS_1251,
        1252 | 10000 => WINDOWS_1252,
        1253 => WINDOWS_1253,
        1254 => WINDOWS_1254,
        1255 => WINDOWS_1255,
        1256 => WINDOWS_1256,
        1257 => WINDOWS_1257,
        1258 => WINDOWS_1258,
        65001 => UTF_8,
        _ => return None,
    })
}

/// The encoding of a font's charset; `None` is the document's own.
pub fn of_font(charset: i32) -> Option<&'static Encoding> {
    Some(match charset {
        77 => MACINTOSH,
        78 | 128 => SHIFT_JIS,
        79 | 129 | 130 => EUC_KR,
        80 | 134 => GB18030,
        81 | 136 => BIG5,
        161 => WINDOWS_1253,
        162 => WINDOWS_1254,
        163 => WINDOWS_1258,
        177 => WINDOWS_1255,
        178 => WINDOWS_1256,
        186 => WINDOWS_1257,
        204 => WINDOWS_1251,
        222 => WINDOWS_874,
        238 => WINDOWS_1250,
        _ => return None,
    })
}

/// Decodes with the font's encoding, else the document's; a document that names none is Chinese if it can be.
pub fn decode(bytes: &[u8], font: Option<&'static Encoding>, document: Option<&'static Encoding>) -> String {
    match font.or(document) {
        Some(encoding) => encoding.decode_without_bom_handling(bytes).0.into_owned(),
        None => match GB18030.decode_without_bom_handling_and_without_replacement(bytes) {
            Some(text) => text.into_owned(),
            None => WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
        },
    }
}
