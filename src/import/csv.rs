//! Comma and tab separated values, with quoted cells that may hold separators, quotation marks and line ends.

use super::Reason;
use super::encoding;
use super::limits::{Exceeded, Limits};
use super::text::{TextError, undecodable};
use crate::document::{Block, Cell, Document, Table};

/// A table of separated values that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(transparent)]
pub struct CsvError(#[from] TextError);

impl From<CsvError> for Reason {
    fn from(error: CsvError) -> Self {
        error.0.into()
    }
}

/// Reads a file of separated values, whichever the separator is.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Document, CsvError> {
    limits.check_text(bytes.len()).map_err(TextError::from)?;
    let decoded = encoding::decode(bytes).map_err(TextError::from)?;
    limits.check_document_bytes(decoded.text.len()).map_err(TextError::from)?;
    let separator = separator(&decoded.text);
    let mut document = read_delimited(&decoded.text, separator, limits)?;
    document.notes.extend(undecodable(decoded.replaced));
    Ok(document)
}

/// The separator that the first lines have most of.
fn separator(text: &str) -> char {
    let head: Vec<&str> = text.lines().take(20).collect();
    let count = |c: char| head.iter().map(|l| l.matches(c).count()).sum::<usize>();
    // A comma wins a tie, but Excel in some locales writes semicolons, and a .csv is often a .tsv.
    [',', '\t', ';'].into_iter().rev().max_by_key(|&c| count(c)).unwrap_or(',')
}

/// Reads separated values as one table.
pub fn read_delimited(text: &str, separator: char, limits: &Limits) -> Result<Document, TextError> {
    let (records, whole) = records_within(text.trim_start_matches('\u{FEFF}'), separator, limits.cells);
    if !whole {
        return Err(Exceeded::Cells { limit: limits.cells }.into());
    }
    let mut table = Table::default();
    for cells in records {
        if cells.iter().all(|c| c.text.trim().is_empty()) {
            continue;
        }
        let row = table.rows;
        table.rows += 1;
        table.columns = table.columns.max(cells.len());
        limits.check_grid(table.rows, table.columns)?;
        for (column, field) in cells.into_iter().enumerate() {
            let mut cell = Cell::new(row, column, field.text);
            cell.origin.line = Some(field.line);
            table.cells.push(cell);
        }
        limits.check_cells(table.cells.len())?;
    }
    table.origin.line = table.cells.first().and_then(|c| c.origin.line);
    let blocks = if table.rows > 0 { vec![Block::Table(table)] } else { Vec::new() };
    Ok(Document { blocks, ..Document::default() })
}

/// A cell with the line it begins in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Field {
    /// Its text, without the quotation marks around it.
    pub text: String,
    /// Line, from 1.
    pub line: u32,
}

/// Splits separated values into rows of cells.
pub fn records(text: &str, separator: char) -> Vec<Vec<Field>> {
    records_within(text, separator, usize::MAX).0
}

/// The same for as many cells with text as are kept at most, or four times as many empty ones. Says whether those were all.
fn records_within(text: &str, separator: char, most: usize) -> (Vec<Vec<Field>>, bool) {
    let mut left = most.saturating_mul(4);
    let mut rows = Vec::new();
    let mut row: Vec<Field> = Vec::new();
    let mut field = Field { text: String::new(), line: 1 };
    let mut line = 1u32;
    let mut quoted = false;
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        if left == 0 {
            return (rows, false);
        }
        if !quoted && (c == separator || matches!(c, '\n' | '\r')) {
            left = left.saturating_sub(if field.text.is_empty() { 1 } else { 4 });
        }
        match c {
            '"' if quoted && characters.peek() == Some(&'"') => {
                characters.next();
                field.text.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if field.text.is_empty() => quoted = true,
            '\r' if characters.peek() == Some(&'\n') => {}
            '\n' | '\r' => {
                line += 1;
                if quoted {
                    field.text.push('\n');
                } else {
                    row.push(std::mem::replace(&mut field, Field { text: String::new(), line }));
                    rows.push(std::mem::take(&mut row));
                }
            }
            c if c == separator && !quoted => {
                row.push(std::mem::replace(&mut field, Field { text: String::new(), line }));
            }
            c => field.text.push(c),
        }
    }
    if !field.text.is_empty() || !row.is_empty() {
        row.push(field);
        rows.push(row);
    }
    (rows, true)
}

/// Does the last cell begin with a quotation mark that nothing closes?
pub fn is_open(text: &str, separator: char) -> bool {
    let (mut quoted, mut at_start) = (false, true);
    for c in text.chars() {
        match c {
            '"' if quoted => quoted = false,
            '"' if at_start => quoted = true,
            // A doubled mark inside a quoted cell closes it and opens it again.
            '"' => quoted = true,
            _ => {}
        }
        at_start = c == separator && !quoted;
    }
    quoted
}

/// Is a text a table of comma separated values? Its lines then have the same number of commas, more than any sentence.
pub fn is_csv(text: &str) -> bool {
    const LINES: usize = 40;
    if !text.contains(',') || text.contains('\t') {
        return false;
    }
    let head: String = text.lines().take(LINES).collect::<Vec<_>>().join("\n");
    let rows = records(&head, ',');
    // Sentences of one form, line after line (…支出决算为3万元,完成预算100%,与预算数持平。), are none.
    let sentence = |r: &&Vec<Field>| r.last().is_some_and(|f| f.text.trim_end().ends_with(['。', '；']));
    if rows.iter().filter(sentence).count() * 2 > rows.len() {
        return false;
    }
    let rows: Vec<usize> =
        rows.iter().filter(|r| r.iter().any(|f| !f.text.trim().is_empty())).map(Vec::len).collect();
    let Some(&columns) = rows.first() else { return false };
    rows.len() >= 3 && columns >= 3 && rows.iter().all(|&n| n == columns)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<Vec<String>> {
        records(text, ',').into_iter().map(|r| r.into_iter().map(|f| f.text).collect()).collect()
    }

    #[test]
    fn quotes_commas_and_line_ends() {
        assert_eq!(
            texts("甲,\"1,234.5\"\r\n\"说\"\"明\"\"\n二行\",\r\n"),
            [vec!["甲".to_string(), "1,234.5".into()], vec!["说\"明\"\n二行".into(), String::new()]]
        );
        assert_eq!(records("a,\"b\nc\"\nd", ',')[1][0].line, 3);
    }

    #[test]
    fn files() {
        let read = |bytes: &[u8]| read(bytes, &Limits::default());
        let gbk = encoding_rs::GBK.encode("科目,决算数\r\n行政运行,\"514.23\"\r\n").0;
        let document = read(&gbk).expect("a table");
        assert_eq!(document.tables().next().map(|(_, t)| (t.rows, t.columns)), Some((2, 2)));
        let document = read("甲\t乙\n1\t2\n".as_bytes()).expect("a table");
        assert_eq!(document.tables().next().map(|(_, t)| t.columns), Some(2));
        assert!(read(b"a,\0b\n").is_err());
    }

    #[test]
    fn csv_by_content() {
        assert!(is_csv("科目,预算数,决算数\n甲,1,2\n乙,3,4\n"));
        let sentences = "行政运行支出3万元,完成预算100%,与预算数持平。\n";
        assert!(!is_csv(&sentences.repeat(4)));
        assert!(!is_csv("本年收入10,171.54万元,支出9,182.32万元。\n比上年增加1,000万元。\n"));
    }
}
