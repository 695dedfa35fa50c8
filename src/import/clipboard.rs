//! What is pasted: the HTML that Word, WPS, Excel and browsers put on the clipboard, or plain text.

#[cfg(feature = "formats")]
use super::html;
use super::limits::Limits;
use super::{Failure, Format, Imported, Reason, text};
use crate::document::{Block, Document, squeeze};

/// Reads what is on the clipboard. The richer of the two flavours wins: HTML, which knows merged cells, unless it holds less
/// than the text. Several ranges pasted one after another are joined with [`Document::append`].
pub fn read_clipboard(html: Option<&str>, text: Option<&str>) -> Result<Imported, Failure> {
    read(html, text, &Limits::default()).map_err(|reason| Failure::new("", reason))
}

fn read(html: Option<&str>, text: Option<&str>, limits: &Limits) -> Result<Imported, Reason> {
    let imported = |format, document| Imported { name: String::new(), format, document };
    let text = text.filter(|t| !t.trim().is_empty());
    if let Some(text) = text {
        limits.check_text(text.len())?;
    }
    let plain = text.map(text::read_text);
    let html = html.filter(|h| !h.trim().is_empty());
    #[cfg(not(feature = "formats"))]
    if html.is_some() {
        return Err(Reason::new(super::NOT_LOADED));
    }
    #[cfg(not(feature = "formats"))]
    let rich: Option<Result<Document, Reason>> = None;
    #[cfg(feature = "formats")]
    let rich = html.map(|h| html::read_text(h, limits).map_err(Reason::from));
    let (format, mut document) = match (rich, plain) {
        (Some(Ok(rich)), Some(plain)) if is_poorer(&rich, &plain) => (Format::Text, plain),
        (Some(Ok(rich)), _) if !rich.is_blank() => (Format::Html, rich),
        (Some(Err(_)) | None, Some(plain)) => (Format::Text, plain),
        (Some(Err(error)), None) => return Err(error),
        _ => return Err(Reason::new("clipboard_empty")),
    };
    document.in_reading_order();
    limits.check_document(&document)?;
    if document.is_blank() {
        return Err(Reason::new("clipboard_empty"));
    }
    Ok(imported(format, document))
}

/// Does the HTML lack what the text has: most of the words, or the table?
fn is_poorer(rich: &Document, plain: &Document) -> bool {
    let length = |document: &Document| -> usize {
        let texts = document.blocks.iter().map(|block| match block {
            Block::Paragraph(p) => squeeze(&p.text).len(),
            Block::Table(t) => t.cells.iter().map(|c| squeeze(&c.text).len()).sum(),
        });
        texts.sum()
    };
    length(rich) * 10 < length(plain) * 9
        || plain.tables().any(|(_, t)| t.columns > 1) && rich.tables().next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_richer_flavour_wins() {
        let table = "<table><tr><td colspan=2>甲</td></tr><tr><td>1</td><td>2</td></tr></table>";
        let read = |html, text| read_clipboard(html, text).map(|i| i.format);
        assert_eq!(read(Some(table), Some("甲\t\n1\t2\n")), Ok(Format::Html));
        assert_eq!(read(Some("<p>甲</p>"), Some("甲\t\n1\t2\n")), Ok(Format::Text));
        assert_eq!(read(Some("<img src=x>"), Some("本年收入10.5万元。")), Ok(Format::Text));
        assert_eq!(read(None, Some("本年收入10.5万元。")), Ok(Format::Text));
        assert_eq!(read(Some("<img src=x>"), None).map_err(|f| f.key), Err("clipboard_empty".to_string()));
        assert!(read(None, Some(" \n")).is_err());
    }

    #[test]
    fn ranges_pasted_one_after_another() {
        let mut first = read_clipboard(None, Some("甲\t乙\n1\t2\n")).expect("a table").document;
        first.append(read_clipboard(None, Some("丙\t丁\n3\t4\n")).expect("a table").document);
        assert_eq!(first.tables().count(), 2);
    }
}
