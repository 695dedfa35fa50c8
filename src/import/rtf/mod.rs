//! Rich text as Word, WPS and LibreOffice write it: text, headings and tables.

mod charset;
mod reader;
mod table;
mod tokens;

use super::Reason;
use super::limits::{Exceeded, Limits};
use crate::document::Document;

/// Rich text that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RtfError {
    /// It ends before its last group is closed.
    #[error("cut off")]
    CutOff,
    /// A bound was reached.
    #[error(transparent)]
    Exceeded(#[from] Exceeded),
}

impl From<RtfError> for Reason {
    fn from(error: RtfError) -> Self {
        match error {
            RtfError::CutOff => Reason::new("damaged"),
            RtfError::Exceeded(exceeded) => exceeded.into(),
        }
    }
}

/// Reads rich text.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Document, RtfError> {
    limits.check_text(bytes.len())?;
    reader::read(bytes, limits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Block;

    fn rtf(text: &str) -> Document {
        read(text.as_bytes(), &Limits::default()).expect("rich text")
    }

    fn lines(document: &Document) -> Vec<&str> {
        document.paragraphs().map(|(_, p)| p.text.as_str()).collect()
    }

    fn cells(block: &Block) -> Vec<(usize, usize, usize, usize, &str)> {
        match block {
            Block::Table(t) => t
                .cells
                .iter()
                .map(|c| (c.row, c.column, c.row_span, c.column_span, c.text.as_str()))
                .collect(),
            Block::Paragraph(_) => Vec::new(),
        }
    }

    #[test]
    fn unicode_with_fallbacks_of_any_length() {
        let document =
            rtf(r"{\rtf1\ansi\uc2 \u26412\'96\'7b\u24180\'94\'4e{\uc0\u25910}{\uc1\u20837?} 10.5\par}");
        assert_eq!(lines(&document), ["本年收入 10.5"]);
        assert_eq!(lines(&rtf(r"{\rtf1\u-10187?\u-9138?\u8212-\par}")), ["\u{1D44E}—"]);
    }

    #[test]
    fn double_bytes_follow_the_font_or_the_code_page() {
        let document = rtf(
            r"{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset128 x;}}\f0\'ca\'d5\'c8\'eb{\f1\'8e\'fb}\par}",
        );
        assert_eq!(lines(&document), ["收入収"]);
    }

    #[test]
    fn what_is_not_text_is_left_out() {
        let document = rtf(concat!(
            r"{\rtf1{\stylesheet{\s1 heading 1;}}{\info{\title x}}{\header y\par}{\*\generator z}",
            r"\outlinelevel0 A\par\pard B{\v hidden}{\deleted gone}{\footnote\pard note}C{\pict 00ff}",
            r"{\field{\*\fldinst PAGE}{\fldrslt 7}}\tab{\listtext\'41.\tab}\bin3 {{{D\par}"
        ));
        assert_eq!(lines(&document), ["A", "BC7\tA. D", "note"]);
        assert_eq!(document.paragraphs().next().and_then(|(_, p)| p.heading), Some(1));
        assert_eq!(document.notes.len(), 1);
    }

    #[test]
    fn text_boxes_stand_after_their_paragraph_and_notes_at_the_end() {
        let document = rtf(concat!(
            r"{\rtf1{\stylesheet{\s3\outlinelevel2 heading 3;}}\pard\s3{\listtext\u19968\'3f\u12289\'3f\tab}A\par",
            r"\pard B{\footnote\pard\trowd\cellx9\intbl n\cell\row\pard note\par}",
            r"{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt\pard box\par two\par}}{\shprslt box\par}}C\par{\pntext\f3 l\tab}D\par}"
        ));
        assert_eq!(lines(&document), ["一、A", "BC", "box", "two", "D", "note"]);
        assert_eq!(document.paragraphs().next().and_then(|(_, p)| p.heading), Some(3));
        assert_eq!(document.tables().count(), 1);
    }

    #[test]
    fn merged_cells() {
        let document = rtf(concat!(
            r"{\rtf1 T\par\trowd\clvmgf\cellx100\clmgf\cellx200\clmrg\cellx300\pard\intbl A\cell B\cell\cell\row",
            r"\trowd\clvmrg\cellx101\cellx200\cellx300\intbl\cell 1\cell 2\par 3\cell\row\pard E\par}"
        ));
        assert_eq!(lines(&document), ["T", "E"]);
        assert_eq!(
            cells(&document.blocks[1]),
            [(0, 0, 2, 1, "A"), (0, 1, 1, 2, "B"), (1, 1, 1, 1, "1"), (1, 2, 1, 1, "2\n3")]
        );
    }

    #[test]
    fn a_table_within_a_cell_stands_after_it() {
        let document = rtf(concat!(
            r"{\rtf1\trowd\cellx100\cellx200\pard\intbl A\par\pard\intbl\itap2 N1\nestcell N2\nestcell",
            r"{\*\nesttableprops\trowd\cellx50\cellx90\nestrow}{\nonesttables\par}\pard\intbl\itap1 B\cell C\cell\row}"
        ));
        assert_eq!(cells(&document.blocks[0]), [(0, 0, 1, 1, "A\nB"), (0, 1, 1, 1, "C")]);
        assert_eq!(cells(&document.blocks[1]), [(0, 0, 1, 1, "N1"), (0, 1, 1, 1, "N2")]);
    }

    #[test]
    fn hostile_text() {
        assert_eq!(read(b"{\\rtf1 cut", &Limits::default()), Err(RtfError::CutOff));
        let deep = format!("{{\\rtf1{}", "{".repeat(100_000));
        assert!(matches!(
            read(deep.as_bytes(), &Limits::default()),
            Err(RtfError::Exceeded(Exceeded::Depth { .. }))
        ));
        for odd in [
            "{\\rtf1\\'",
            "{\\rtf1\\u99999999999 x}",
            "{\\rtf1\\bin999999 x}",
            "{\\rtf1\\cell\\row\\nestrow\\cellx5\\row}",
            "\\rtf1}",
        ] {
            let _ = read(odd.as_bytes(), &Limits::default());
        }
    }
}
