//! Plain text: paragraphs, tab-separated tables, and the dump of a converter in which a table cell is a line that begins
//! with a TAB and a row ends at an empty line.

use super::Reason;
use super::encoding::{self, EncodingError};
use super::limits::{Exceeded, Limits};
use crate::check::Options;
use crate::document::{Block, Cell, Document, ImportNote, Origin, Paragraph, Table};

/// A text that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Not a text.
    #[error(transparent)]
    Encoding(#[from] EncodingError),
    /// A bound was reached.
    #[error(transparent)]
    Exceeded(#[from] Exceeded),
}

impl From<TextError> for Reason {
    fn from(error: TextError) -> Self {
        match error {
            TextError::Encoding(error) => error.into(),
            TextError::Exceeded(error) => error.into(),
        }
    }
}

/// Reads a text file.
pub fn read(bytes: &[u8], limits: &Limits, _options: &Options) -> Result<Document, TextError> {
    limits.check_text(bytes.len())?;
    let decoded = encoding::decode(bytes)?;
    let mut document = read_text(&decoded.text);
    if decoded.replaced > 0 {
        let count = decoded.replaced.to_string();
        document.notes.push(ImportNote::incomplete("undecodable", &[("count", count)]));
    }
    Ok(document)
}

/// Reads a text. Lines are numbered from 1.
pub fn read_text(text: &str) -> Document {
    let lines: Vec<&str> = text.lines().map(|l| l.trim_end_matches('\r')).collect();
    let mut reader = Reader { blocks: Vec::new(), rows: Vec::new(), row: Vec::new(), dump: is_dump(&lines) };
    let mut blank_run = 0;
    for (index, raw) in lines.iter().enumerate() {
        let line = raw.trim_start_matches('\u{FEFF}');
        let number = index as u32 + 1;
        if line.trim().is_empty() && !(reader.dump && line.starts_with('\t')) {
            blank_run += 1;
            reader.end_row();
            // In the dump one empty line ends a row, three end the table; in TSV an empty line ends it.
            if !reader.dump || blank_run >= 3 {
                reader.end_table();
            }
            continue;
        }
        blank_run = 0;
        if reader.dump
            && let Some(cell) = line.strip_prefix('\t')
        {
            reader.row.push((cell.to_string(), number));
        } else if !reader.dump && line.contains('\t') {
            reader.row = line.split('\t').map(|c| (c.to_string(), number)).collect();
            reader.end_row();
        } else {
            reader.end_row();
            reader.end_table();
            reader.blocks.push(Block::Paragraph(Paragraph {
                text: line.trim_end().to_string(),
                heading: None,
                origin: Origin { line: Some(number), ..Origin::default() },
            }));
        }
    }
    reader.end_row();
    reader.end_table();
    Document { blocks: reader.blocks, ..Document::default() }
}

/// Takes the line numbers away: the text stands inside another format.
pub fn forget_lines(block: &mut Block) {
    match block {
        Block::Paragraph(p) => p.origin.line = None,
        Block::Table(t) => {
            t.origin.line = None;
            t.cells.iter_mut().for_each(|c| c.origin.line = None);
        }
    }
}

/// Most lines with a tab begin with their only one: the dump of a converter, not TSV.
fn is_dump(lines: &[&str]) -> bool {
    let (mut leading, mut inner) = (0usize, 0usize);
    for line in lines {
        match line.find('\t') {
            Some(0) if !line[1..].contains('\t') => leading += 1,
            Some(_) => inner += 1,
            None => {}
        }
    }
    leading > inner
}

struct Reader {
    blocks: Vec<Block>,
    rows: Vec<Vec<(String, u32)>>,
    row: Vec<(String, u32)>,
    dump: bool,
}

impl Reader {
    fn end_row(&mut self) {
        if !self.row.is_empty() {
            self.rows.push(std::mem::take(&mut self.row));
        }
    }

    fn end_table(&mut self) {
        if self.rows.is_empty() {
            return;
        }
        let rows = std::mem::take(&mut self.rows);
        let mut table = Table { rows: rows.len(), ..Table::default() };
        table.columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        table.origin.line = rows.first().and_then(|r| r.first()).map(|(_, line)| *line);
        for (row, cells) in rows.into_iter().enumerate() {
            for (column, (text, line)) in cells.into_iter().enumerate() {
                let mut cell = Cell::new(row, column, text);
                cell.origin.line = Some(line);
                table.cells.push(cell);
            }
        }
        self.blocks.push(Block::Table(table));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dump_has_rows_that_end_at_empty_lines() {
        let document = read_text("一、标题\n\n\t甲\n\t乙\n\n\t1\n\t\n\n\n\n\t另一表\n\n正文。\n");
        let tables: Vec<&Table> = document.tables().map(|(_, t)| t).collect();
        assert_eq!(tables.len(), 2);
        assert_eq!((tables[0].rows, tables[0].columns), (2, 2));
        assert_eq!(tables[0].cells[2].text, "1");
        assert_eq!(tables[0].cells[2].origin.line, Some(6));
        assert_eq!(document.paragraphs().count(), 2);
    }

    #[test]
    fn tab_separated_lines_are_a_table() {
        let document = read_text("标题\n甲\t乙\n1\t2\n\n后文\n");
        assert_eq!(document.tables().next().map(|(_, t)| (t.rows, t.columns)), Some((2, 2)));
    }
}
