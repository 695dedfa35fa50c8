//! Plain text: paragraphs, tab-separated and `|`-ruled tables, the dump of a converter in which a table cell is a line that
//! begins with a TAB and a row ends at an empty line, and the pages that a PDF reader puts out as text.

mod heads;
mod lines;
mod listed;
mod merged;
mod ruled;
mod sided;
mod wrapped;

use super::encoding::{self, EncodingError};
use super::limits::{Exceeded, LINES, Limits};
use super::{Reason, csv};
use crate::document::{Block, Cell, Document, ImportNote, LineStart, Origin, Paragraph, Table};
use heads::Place;
use lines::Line;

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
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Document, TextError> {
    limits.check_text(bytes.len())?;
    let decoded = encoding::decode(bytes)?;
    limits.check_document_bytes(decoded.text.len())?;
    let lines = decoded.text.bytes().filter(|b| matches!(b, b'\n' | b'\r')).count();
    if lines > LINES {
        return Err(Exceeded::Lines { lines, limit: LINES }.into());
    }
    let mut document = if csv::is_csv(&decoded.text) {
        csv::read_delimited(&decoded.text, ',', limits)?
    } else {
        read_text(&decoded.text)
    };
    document.notes.extend(undecodable(decoded.replaced));
    Ok(document)
}

/// The note that some bytes could not be decoded.
pub fn undecodable(count: usize) -> Option<ImportNote> {
    (count > 0).then(|| ImportNote::incomplete("undecodable", &[("count", count.to_string())]))
}

/// Reads a text. Lines are numbered from 1.
pub fn read_text(text: &str) -> Document {
    let (lines, pages) = lines::split(text);
    let dump = is_dump(&lines);
    let continuations = wrapped::continuations(&lines);
    let mut reader = Reader::default();
    let mut blank_run = 0;
    let mut index = 0;
    // Lines that look like a list and are none.
    let mut unlisted = 0;
    while let Some(line) = lines.get(index) {
        index += 1;
        if line.is_blank() && !(dump && line.text.starts_with('\t')) {
            blank_run += 1;
            reader.end_row();
            // In the dump one empty line ends a row, three end the table; in TSV an empty line ends it.
            if !dump || blank_run >= 3 {
                reader.end_table();
            }
            continue;
        }
        blank_run = 0;
        if dump && let Some(cell) = line.text.strip_prefix('\t') {
            reader.row.push((cell.to_string(), line.number));
        } else if let (true, Some((cell, _))) = (dump, reader.row.last_mut()) {
            // A cell of more than one line: rows end at an empty line only.
            cell.push('\n');
            cell.push_str(&line.text);
        } else if let Some((blocks, used)) = ruled::table(&lines[index - 1..]) {
            reader.end_row();
            reader.end_table();
            reader.blocks.extend(blocks);
            index += used - 1;
        } else if !dump
            && index > unlisted
            && let Some((table, used)) =
                listed::table(&lines, index - 1).or_else(|| sided::table(&lines, index - 1))
        {
            reader.end_row();
            reader.end_table();
            if let Some(table) = table {
                reader.blocks.push(Block::Table(table));
                index += used - 1;
            } else {
                unlisted = index - 1 + used;
                index -= 1;
            }
        } else if !dump
            && (line.text.trim_start_matches('\t').contains('\t') || opens_row(&lines[index - 1..]))
        {
            let used = reader.tab_separated(&lines[index - 1..]);
            index += used - 1;
        } else {
            reader.end_row();
            reader.end_table();
            let last = reader.paragraph(&lines, index - 1, &continuations);
            index = last + 1;
        }
    }
    reader.end_row();
    reader.end_table();
    Document { blocks: reader.blocks, pages, ..Document::default() }
}

/// Takes the line numbers away: the text stands inside another format.
pub fn forget_lines(block: &mut Block) {
    match block {
        Block::Paragraph(p) => {
            p.origin.line = None;
            p.origin.lines.clear();
        }
        Block::Table(t) => {
            t.origin.line = None;
            t.cells.iter_mut().for_each(|c| c.origin.line = None);
        }
    }
}

/// Does a row begin here whose first cell has a line end in it? Excel quotes such a cell.
fn opens_row(lines: &[Line]) -> bool {
    const LONGEST: usize = 20;
    let Some(first) = lines.first().filter(|line| line.text.starts_with('"')) else { return false };
    let mut text = first.text.to_string();
    for line in lines.iter().take(LONGEST).skip(1) {
        if !csv::is_open(&text, '\t') {
            return false;
        }
        text.push('\n');
        text.push_str(&line.text);
        if line.text.contains('\t') {
            return !csv::is_open(&text, '\t') || line.text.contains("\"\t");
        }
    }
    false
}

/// Most lines with a tab begin with their only one, one after another, and few are prose: the dump of a converter, neither
/// TSV nor paragraphs that begin with a tab.
fn is_dump(lines: &[Line]) -> bool {
    let (mut leading, mut inner, mut neighbours, mut prose) = (0usize, 0usize, 0usize, 0usize);
    let mut before = false;
    for line in lines {
        let cell = match line.text.find('\t') {
            Some(0) if !line.text.trim_start_matches('\t').contains('\t') => {
                leading += 1;
                neighbours += usize::from(before);
                prose += usize::from(line.text.ends_with(['。', '；', '：']));
                true
            }
            Some(_) => {
                inner += 1;
                false
            }
            None => false,
        };
        before = cell;
    }
    leading > inner && neighbours * 3 > leading && prose * 2 < leading
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    rows: Vec<Vec<(String, u32)>>,
    row: Vec<(String, u32)>,
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
        self.blocks.extend(blocks_of(std::mem::take(&mut self.rows)));
    }

    /// Reads one row, which is more than one line if a quoted cell has line ends in it. Gives the number of lines.
    fn tab_separated(&mut self, lines: &[Line]) -> usize {
        const LONGEST: usize = 200;
        let Some(first) = lines.first() else { return 1 };
        let number = first.number;
        let mut text = first.text.to_string();
        let mut used = 1;
        // Excel quotes a cell with a line end in it.
        if first.text.split('\t').any(|c| c.starts_with('"')) {
            while csv::is_open(&text, '\t') && used < LONGEST {
                let Some(next) = lines.get(used) else { break };
                text.push('\n');
                text.push_str(&next.text);
                used += 1;
            }
            if csv::is_open(&text, '\t') {
                (text, used) = (first.text.to_string(), 1);
            } else {
                let cells = csv::records(&text, '\t').into_iter().next().unwrap_or_default();
                self.row = cells.into_iter().map(|c| (c.text, number)).collect();
                self.end_row();
                return used;
            }
        }
        self.row = text.split('\t').map(|c| (c.to_string(), number)).collect();
        self.end_row();
        used
    }

    /// Makes a paragraph of a line and of those that continue it. Gives the index of the last one.
    fn paragraph(&mut self, lines: &[Line], first: usize, continuations: &[Option<usize>]) -> usize {
        let Some(line) = lines.get(first) else { return first };
        let mut text = line.text.trim_end().to_string();
        let mut origin = Origin { line: Some(line.number), page: line.page, ..Origin::default() };
        let mut last = first;
        while let Some(next) = continuations.get(last).copied().flatten()
            && let Some(line) = lines.get(next)
        {
            let more = line.text.trim();
            let word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
            if word(text.chars().next_back()) && word(more.chars().next()) {
                text.push(' ');
            }
            origin.lines.push(LineStart { at: text.len() as u32, line: line.number, page: line.page });
            text.push_str(more);
            last = next;
        }
        self.blocks.push(Block::Paragraph(Paragraph { text, heading: None, origin }));
        last
    }
}

/// The table that lines with tabs are in another format. The cells may carry marks, which `clean` takes off where their texts
/// tell how they stand.
pub fn table_of_tabs(lines: &[&str], clean: impl Fn(&str) -> String) -> Vec<Block> {
    let cells =
        |line: &&str| line.trim_end_matches(' ').split('\t').map(|cell| (cell.to_string(), 0)).collect();
    let rows: Vec<Vec<(String, u32)>> = lines.iter().map(cells).collect();
    let bare: Vec<Vec<(String, u32)>> =
        rows.iter().map(|row| row.iter().map(|(cell, at)| (clean(cell), *at)).collect()).collect();
    let layout = merged::layout(&bare);
    let mut blocks = laid_out(rows, layout);
    blocks.iter_mut().for_each(forget_lines);
    blocks
}

/// A table of rows of cells, each with its line; before it as paragraphs the heads that stand over nobody knows which columns.
fn blocks_of(rows: Vec<Vec<(String, u32)>>) -> Vec<Block> {
    let layout = merged::layout(&rows);
    laid_out(rows, layout)
}

fn laid_out(mut rows: Vec<Vec<(String, u32)>>, mut layout: merged::Layout) -> Vec<Block> {
    let loose = rows.drain(..layout.loose).map(|row| {
        let line = row.first().map(|(_, line)| *line);
        let texts: Vec<String> = row.into_iter().map(|(text, _)| text).collect();
        let origin = Origin { line, ..Origin::default() };
        Block::Paragraph(Paragraph { text: texts.join(" "), heading: None, origin })
    });
    let mut blocks: Vec<Block> = loose.collect();
    layout.places.drain(..layout.loose);
    blocks.push(Block::Table(placed(rows, layout.places)));
    blocks
}

fn placed(rows: Vec<Vec<(String, u32)>>, places: Vec<Vec<Place>>) -> Table {
    let mut table = Table { rows: rows.len(), aligned: merged::lost_blanks(&rows), ..Table::default() };
    table.origin.line = rows.first().and_then(|r| r.first()).map(|(_, line)| *line);
    for (row, (cells, places)) in rows.into_iter().zip(places).enumerate() {
        for ((text, line), place) in cells.into_iter().zip(places) {
            let mut cell = Cell::new(row, place.column, text);
            (cell.column_span, cell.row_span) = (place.columns, place.rows);
            cell.origin.line = Some(line);
            table.columns = table.columns.max(place.column + place.columns);
            table.cells.push(cell);
        }
    }
    table
}

/// A table of rows whose cells stand each in a column of its own.
fn table_of(rows: Vec<Vec<(String, u32)>>) -> Table {
    let single = |row: &Vec<(String, u32)>| {
        (0..row.len()).map(|column| Place { column, columns: 1, rows: 1 }).collect()
    };
    let places = rows.iter().map(single).collect();
    placed(rows, places)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_may_begin_with_a_cell_of_two_lines() {
        let document = read_text("项目\t金额\n\"合\n计\"\t1,000.50\n\"引语\n不是表格\n");
        let cells: Vec<_> =
            document.tables().flat_map(|(_, t)| t.cells.iter().map(|c| c.text.as_str())).collect();
        assert_eq!(cells, ["项目", "金额", "合\n计", "1,000.50"]);
        assert_eq!(document.tables().next().map(|(_, t)| t.rows), Some(2));
        assert_eq!(document.paragraphs().count(), 2);
    }

    fn paragraphs(document: &Document) -> Vec<(u32, &str)> {
        document.paragraphs().map(|(_, p)| (p.origin.line.unwrap_or(0), p.text.as_str())).collect()
    }

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
    fn a_cell_of_a_dump_may_have_line_ends() {
        let document = read_text(
            "\t产出指标\n（50分）\n\t数量指标\n\n\t甲\n\t乙\n\n\t丙\n\t丁\n\n\t戊\n\t己\n\n\n\n正文。\n",
        );
        let table = document.tables().next().expect("a table").1;
        assert_eq!((table.rows, table.columns), (4, 2));
        assert_eq!(table.cells[0].text, "产出指标\n（50分）");
        assert_eq!(document.paragraphs().count(), 1);
    }

    #[test]
    fn tab_separated_lines_are_a_table() {
        let document = read_text("标题\n甲\t乙\n1\t2\n\n后文\n");
        assert_eq!(document.tables().next().map(|(_, t)| (t.rows, t.columns)), Some((2, 2)));
    }

    #[test]
    fn a_quoted_cell_may_have_line_ends() {
        let document = read_text("甲\t\"乙\n丙\"\t丁\n1\t2\t3\n");
        let table = document.tables().next().expect("a table").1;
        assert_eq!((table.rows, table.cells[1].text.as_str()), (2, "乙\n丙"));
        assert_eq!(table.cells[3].origin.line, Some(3));
        // A quotation mark that nothing closes is a character.
        let document = read_text("甲\t\"乙\n1\t2\n");
        assert_eq!(document.tables().next().expect("a table").1.cells[1].text, "\"乙");
    }

    #[test]
    fn a_tab_may_indent_a_paragraph() {
        let document = read_text("\t本年收入10.5万元。\n\t本年支出9.5万元。\n\t年末结转1万元。\n");
        assert_eq!(document.paragraphs().count(), 3);
    }

    #[test]
    fn converter_marks_are_no_text() {
        let document = read_text("收入[bookmark: _Toc12345]10.5万元。\n");
        assert_eq!(paragraphs(&document), [(1, "收入10.5万元。")]);
    }

    #[test]
    fn pages_and_their_numbers() {
        let document = read_text("第一页。\n\n  - 1 -\n\u{C}第二页。\n2\n\u{C}");
        assert_eq!(paragraphs(&document), [(1, "第一页。"), (4, "第二页。")]);
        let pages: Vec<_> = document.paragraphs().map(|(_, p)| p.origin.page).collect();
        assert_eq!((pages, document.pages), (vec![Some(1), Some(2)], Some(2)));
    }

    #[test]
    fn ruled_tables() {
        for text in [
            "| 甲 | 乙 |\n|---|:-:|\n| 1 | 2 |\n",
            "甲 | 乙\n--- | ---\n1 | 2\n",
            "┌─┬─┐\n│甲│乙│\n├─┼─┤\n│1│2│\n└─┴─┘\n",
        ] {
            let document = read_text(text);
            let table = document.tables().next().expect("a table").1;
            let texts: Vec<&str> = table.cells.iter().map(|c| c.text.as_str()).collect();
            assert_eq!((texts, document.blocks.len()), (vec!["甲", "乙", "1", "2"], 1), "{text}");
        }
    }
}
