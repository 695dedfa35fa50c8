//! Web pages: those of portals, and what Word, WPS, Excel and LibreOffice save or put on the clipboard.

mod markup;
mod table;
mod walk;

use super::Reason;
use super::encoding::{self, EncodingError};
use super::limits::{Exceeded, Limits};
use super::text;
use crate::document::Document;

/// A web page that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HtmlError {
    /// Not a text.
    #[error(transparent)]
    Encoding(#[from] EncodingError),
    /// A bound was reached.
    #[error(transparent)]
    Exceeded(#[from] Exceeded),
    /// Only the frame of a page saved in several files.
    #[error("a frame without its pages")]
    FrameOnly,
}

impl From<HtmlError> for Reason {
    fn from(error: HtmlError) -> Self {
        match error {
            HtmlError::Encoding(error) => error.into(),
            HtmlError::Exceeded(error) => error.into(),
            HtmlError::FrameOnly => Reason::new("frame_only"),
        }
    }
}

/// Reads a web page.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Document, HtmlError> {
    let document = read_declared(bytes, None, limits)?;
    if document.is_blank() && bytes.windows(9).any(|w| w.eq_ignore_ascii_case(b"<frameset")) {
        return Err(HtmlError::FrameOnly);
    }
    Ok(document)
}

/// Reads a web page whose charset is named outside of it (the header of a part of an MHT file).
pub fn read_declared(bytes: &[u8], charset: Option<&str>, limits: &Limits) -> Result<Document, HtmlError> {
    limits.check_text(bytes.len())?;
    let own = markup::charset(bytes);
    let decoded = encoding::decode_declared(bytes, charset.or(own.as_deref()))?;
    let mut document = read_text(&decoded.text, limits)?;
    document.notes.extend(text::undecodable(decoded.replaced));
    Ok(document)
}

/// Reads the text of a web page or of a fragment of one.
pub fn read_text(text: &str, limits: &Limits) -> Result<Document, HtmlError> {
    limits.check_text(text.len())?;
    let text = markup::fragment(text);
    markup::check_nesting(&text, limits)?;
    let page = markup::parse(&text, limits)?;
    walk::walk(&page, limits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, Table};

    fn page(text: &str) -> Document {
        read_text(text, &Limits::default()).expect("a page")
    }

    fn lines(document: &Document) -> Vec<&str> {
        document.paragraphs().map(|(_, p)| p.text.as_str()).collect()
    }

    fn table(document: &Document) -> &Table {
        document.tables().next().expect("a table").1
    }

    fn grid(table: &Table) -> Vec<(usize, usize, usize, usize, &str)> {
        table.cells.iter().map(|c| (c.row, c.column, c.row_span, c.column_span, c.text.as_str())).collect()
    }

    #[test]
    fn paragraphs_and_headings() {
        let document = page(
            "<html><head><title>x</title><style>p{}</style></head><body><h1>第一部分 概况</h1>\
             <p>&nbsp;&nbsp;本年收入<span>10,171</span>.<b>54</b>万元，\n   同比增长<script>1</script>5%。</p>\
             甲<br>乙<div>丙<p style='display: none'>丁</p></div><!-- 戊 --></body></html>",
        );
        assert_eq!(
            lines(&document),
            ["第一部分 概况", "本年收入10,171.54万元，同比增长5%。", "甲", "乙", "丙"]
        );
        assert_eq!(document.paragraphs().next().and_then(|(_, p)| p.heading), Some(1));
    }

    #[test]
    fn a_row_without_cells_counts_where_cells_reach_into_it() {
        let document = page(
            "<table><tr></tr><tr><td rowspan=2>甲</td><td rowspan=2>乙</td></tr><tr></tr>\
             <tr><td>1</td><td>2</td></tr><tr></tr></table>",
        );
        assert_eq!(
            grid(table(&document)),
            [(0, 0, 2, 1, "甲"), (0, 1, 2, 1, "乙"), (2, 0, 1, 1, "1"), (2, 1, 1, 1, "2")]
        );
    }

    #[test]
    fn spans_make_a_grid() {
        let document = page(
            "<table><tr height=0><td width=3></td><td width=4></td></tr>\
             <tr><th rowspan=2>甲</th><th colspan=3>乙</th></tr><tr><td colspan=2>丙<br>丁</td><td>1</td></tr></table>",
        );
        assert_eq!(
            grid(table(&document)),
            [(0, 0, 2, 1, "甲"), (0, 1, 1, 2, "乙"), (1, 1, 1, 1, "丙\n丁"), (1, 2, 1, 1, "1")]
        );
    }

    #[test]
    fn a_layout_table_is_unwrapped() {
        let document = page(
            "<table><tr><td>导航</td><td><p>正文</p><table><tr><td>甲</td><td>1</td></tr>\
             <tr><td>乙</td><td>2</td></tr></table><p>后文</p></td></tr></table>",
        );
        assert_eq!(lines(&document), ["导航", "正文", "后文"]);
        assert_eq!((table(&document).rows, table(&document).columns), (2, 2));
        assert!(matches!(document.blocks[2], Block::Table(_)));
    }

    #[test]
    fn a_table_within_a_form_stands_after_it() {
        let cells: String = (0..12).map(|i| format!("<tr><td>项{i}</td><td>{i}</td></tr>")).collect();
        let document = page(&format!(
            "<table>{cells}<tr><td>附</td><td>注<table><tr><td>内</td><td>9</td></tr></table></td></tr></table>"
        ));
        let tables: Vec<_> = document.tables().map(|(_, t)| (t.rows, t.columns)).collect();
        assert_eq!(tables, [(13, 2), (1, 2)]);
    }

    #[test]
    fn what_excel_stores_is_kept_beside_what_it_shows() {
        let document = page("<table><tr><td>率</td><td x:num=\"0.99531981\">99.53%</td></tr></table>");
        let cell = &table(&document).cells[1];
        assert_eq!(
            (cell.text.as_str(), cell.stored.map(|d| d.to_string())),
            ("99.53%", Some("0.99531981".into()))
        );
    }

    #[test]
    fn rows_without_their_table_come_from_a_clipboard() {
        let document =
            page("Version:0.9\r\nStartHTML:000\r\n<!--StartFragment--><tr><td>甲</td><td>1</td></tr>");
        assert_eq!(grid(table(&document)).len(), 2);
        let document = page("<!--StartFragment--><td>甲</td><td>1</td><!--EndFragment-->");
        assert_eq!(grid(table(&document)).len(), 2);
    }

    #[test]
    fn numbers_of_lists_stand_before_the_text_of_their_item() {
        let document = page(
            "<ol><li><h3>基本支出</h3><p>1元</p></li><li><p>2元</p></ol><ol type=A start=2><li>甲</ol>\
             <ol style='list-style-type: cjk-ideographic'><li>收入<li value=5>支出</ol><ul><li>点</ul>",
        );
        assert_eq!(lines(&document), ["1. 基本支出", "1元", "2. 2元", "B. 甲", "一、收入", "五、支出", "点"]);
    }

    #[test]
    fn footnote_marks_are_no_digits() {
        let document = page("<p>收入5.20<sup>1</sup>万元<a href='#_ftn2'>[2]</a>。</p>");
        assert_eq!(lines(&document), ["收入5.20 1万元。"]);
    }

    #[test]
    fn hostile_nesting_is_refused_and_absurd_spans_are_cut() {
        let deep = "<div>".repeat(5_000);
        assert!(matches!(
            read_text(&deep, &Limits::default()),
            Err(HtmlError::Exceeded(Exceeded::Depth { .. }))
        ));
        let document = page(
            "<table><tr><td colspan=100000000 rowspan=0>甲</td></tr><tr><td>1</td><td>2</td></tr></table>",
        );
        assert!(table(&document).columns <= 3);
    }

    #[test]
    fn charset_from_the_page() {
        let text = "<html><meta http-equiv=Content-Type content=\"text/html; charset=gb2312\"><p>收入</p>";
        let bytes = encoding_rs::GBK.encode(text).0;
        let document = read(&bytes, &Limits::default()).expect("a page");
        assert_eq!(lines(&document), ["收入"]);
    }
}
