//! Web pages saved as one file (MHTML), as Word, WPS, Excel and browsers save them.

use super::html::{self, HtmlError};
use super::limits::Limits;
use super::{Reason, text};
use crate::document::Document;
use mailparse::{MailHeaderMap, ParsedMail};

/// A saved web page that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MhtError {
    /// The parts are cut off, or one is not encoded as it says.
    #[error("damaged")]
    Damaged,
    /// No part is a page.
    #[error("no page in it")]
    NoPage,
    /// A part could not be read.
    #[error(transparent)]
    Html(#[from] HtmlError),
}

impl From<MhtError> for Reason {
    fn from(error: MhtError) -> Self {
        match error {
            MhtError::Damaged => Reason::new("damaged"),
            MhtError::NoPage => Reason::new("no_text"),
            MhtError::Html(error) => error.into(),
        }
    }
}

/// Reads a saved web page. A workbook saved so has a page for each sheet.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Document, MhtError> {
    let mail = mailparse::parse_mail(bytes).map_err(|_| MhtError::Damaged)?;
    check_ending(bytes, &mail)?;
    let parts: Vec<&ParsedMail> = mail.parts().collect();
    let of_type = |kind: &str| parts.iter().filter(|p| p.ctype.mimetype.eq_ignore_ascii_case(kind)).collect();
    let pages: Vec<&&ParsedMail> = of_type("text/html");
    let plain: Vec<&&ParsedMail> = of_type("text/plain");
    let mut document = Document::default();
    for page in &pages {
        let body = page.get_body_raw().map_err(|_| MhtError::Damaged)?;
        if is_margin(page) || body.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let charset = page.ctype.params.get("charset").map(String::as_str);
        document.append(html::read_declared(&body, charset, limits)?);
    }
    if pages.is_empty() {
        for part in &plain {
            let body = part.get_body_raw().map_err(|_| MhtError::Damaged)?;
            let charset = part.ctype.params.get("charset").map(String::as_str);
            let decoded = super::encoding::decode_declared(&body, charset).map_err(HtmlError::from)?;
            let mut read = text::read_text(&decoded.text);
            read.blocks.iter_mut().for_each(text::forget_lines);
            document.append(read);
        }
    }
    if pages.is_empty() && plain.is_empty() { Err(MhtError::NoPage) } else { Ok(document) }
}

/// The headers and footers of a page that Word saves as a part of its own.
fn is_margin(part: &ParsedMail) -> bool {
    let location = part.headers.get_first_value("Content-Location").unwrap_or_default().to_ascii_lowercase();
    ["header.htm", "header.html"].iter().any(|name| location.ends_with(name))
}

/// A file of several parts ends with the mark that closes them; one that was cut off does not.
fn check_ending(bytes: &[u8], mail: &ParsedMail) -> Result<(), MhtError> {
    let Some(boundary) = mail.ctype.params.get("boundary") else { return Ok(()) };
    let end = format!("--{boundary}--");
    let tail = bytes.get(bytes.len().saturating_sub(4096)..).unwrap_or(bytes);
    if tail.windows(end.len()).any(|w| w == end.as_bytes()) { Ok(()) } else { Err(MhtError::Damaged) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mht(parts: &str) -> Result<Document, MhtError> {
        let text = format!(
            "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=\"=_x\"; type=\"text/html\"\r\n\r\n{parts}"
        );
        read(text.as_bytes(), &Limits::default())
    }

    #[test]
    fn pages_of_every_encoding() {
        let document = mht("--=_x\r\nContent-Type: text/html; charset=\"gb2312\"\r\n\
             Content-Transfer-Encoding: quoted-printable\r\nContent-Location: file:///C:/a.htm\r\n\r\n\
             <p>=CA=D5=C8=\r\n=EB10.5</p>\r\n\r\n\
             --=_x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n\
             PHA+5pSv5Ye6PC9wPg==\r\n\r\n\
             --=_x\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--=_x--\r\n");
        let lines: Vec<String> =
            document.iter().flat_map(|d| d.paragraphs()).map(|(_, p)| p.text.clone()).collect();
        assert_eq!(lines, ["收入10.5", "支出"]);
    }

    #[test]
    fn cut_off() {
        assert_eq!(mht("--=_x\r\nContent-Type: text/html\r\n\r\n<p>收"), Err(MhtError::Damaged));
        assert_eq!(mht("--=_x\r\nContent-Type: image/png\r\n\r\nx\r\n--=_x--"), Err(MhtError::NoPage));
    }
}
