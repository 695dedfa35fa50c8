//! OpenDocument text (odt): the styles, then one pass over the text in `content.xml`.

mod lists;
mod styles;

use super::limits::{CELLS, Exceeded, Limits};
use super::opendocument::{OpenDocumentError, character, parts, push_collapsed, repeated};
use super::rows::{self, DraftCell, DraftRow, Vertical};
use super::xml::{Element, Events, Item, XmlError};
use crate::document::{Block, Document, ImportNote, Paragraph};
use lists::Lists;
use std::collections::HashMap;
use styles::Styles;

/// Reads an odt.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Document, OpenDocumentError> {
    let (content, sheet) = parts(bytes, limits)?;
    let mut styles = Styles::default();
    if let Some(sheet) = sheet {
        // A damaged style sheet costs numbers of headings, not figures.
        let _ = styles.read(&sheet);
    }
    styles.read(&content)?;
    let mut walker =
        Walker { stories: vec![Vec::new()], lists: Lists::new(&styles), styles, ..Walker::default() };
    let mut events = Events::new(&content);
    while let Some(item) = events.next()? {
        match item {
            Item::Start(element) => walker.start(&element, &mut events)?,
            Item::Text(text) => walker.text(&text),
            Item::End => walker.end(),
        }
    }
    if walker.oversized {
        return Err(Exceeded::Cells { limit: CELLS }.into());
    }
    let mut blocks = walker.stories.into_iter().next().unwrap_or_default();
    blocks.append(&mut walker.notes);
    let mut notes = Vec::new();
    if walker.tracked {
        notes.push(ImportNote::information("tracked_changes", &[]));
    }
    if walker.hidden {
        notes.push(ImportNote::information("hidden_text", &[]));
    }
    Ok(Document { blocks, notes, pages: None })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Plain,
    Paragraph,
    Table,
    Row,
    Cell,
    TextBox,
    Note,
    List,
}

#[derive(Default)]
struct Open {
    text: String,
    /// Its automatic number.
    number: Option<String>,
    heading: Option<u8>,
    after: Vec<Block>,
}

/// A table being read.
#[derive(Default)]
struct Grid {
    rows: Vec<DraftRow>,
    column: u32,
    /// Column after the cell that began last.
    until: u32,
    /// For each column in which a cell reaches down: rows left and columns spanned.
    down: HashMap<u32, (u32, u32)>,
    repeat: u32,
    span: u32,
}

/// Columns that one cell may repeat over, and rows that one row may.
const REPEATED: u32 = 256;

#[derive(Default)]
struct Walker {
    elements: Vec<Kind>,
    stories: Vec<Vec<Block>>,
    paragraphs: Vec<Open>,
    tables: Vec<Grid>,
    notes: Vec<Block>,
    styles: Styles,
    lists: Lists,
    tracked: bool,
    hidden: bool,
    /// Cells so far, of all tables.
    cells: usize,
    oversized: bool,
}

impl Walker {
    fn start(&mut self, element: &Element<'_>, events: &mut Events<'_>) -> Result<(), XmlError> {
        let kind = match element.name() {
            "text:p" | "text:h" => {
                if element.attribute("style-name").is_some_and(|name| self.styles.hides_paragraph(&name)) {
                    return self.hide(events);
                }
                let heading = if element.name() == "text:h" { element.number("outline-level") } else { None };
                let number = self.lists.number(element, &self.styles);
                self.paragraphs.push(Open { heading, number, ..Open::default() });
                Kind::Paragraph
            }
            "text:span" if element.attribute("style-name").is_some_and(|name| self.styles.hides(&name)) => {
                return self.hide(events);
            }
            "text:section" if element.attribute("display").is_some_and(|d| d == "none") => {
                return self.hide(events);
            }
            "text:list" => {
                self.lists.begin(element);
                Kind::List
            }
            "text:list-item" | "text:list-header" => {
                self.lists.item(element);
                Kind::Plain
            }
            "table:table" => {
                self.tables.push(Grid::default());
                Kind::Table
            }
            "table:table-row" => {
                if let Some(grid) = self.tables.last_mut() {
                    grid.rows.push(DraftRow::default());
                    (grid.column, grid.until) = (0, 0);
                    grid.repeat = repeated(element, "number-rows-repeated").min(REPEATED);
                }
                Kind::Row
            }
            "table:table-cell" => {
                self.begin_cell(element);
                self.stories.push(Vec::new());
                Kind::Cell
            }
            "table:covered-table-cell" => {
                self.covered(repeated(element, "number-columns-repeated").min(REPEATED));
                return events.skip();
            }
            "draw:text-box" | "draw:custom-shape" => {
                self.stories.push(Vec::new());
                Kind::TextBox
            }
            "text:note-body" => {
                self.stories.push(Vec::new());
                Kind::Note
            }
            "text:tracked-changes" => {
                self.tracked = true;
                return events.skip();
            }
            // Page numbers, comments, marks of notes, readings, the table of contents.
            "text:page-number"
            | "text:page-count"
            | "office:annotation"
            | "text:note-citation"
            | "text:number"
            | "text:ruby-text"
            | "text:table-of-content"
            | "office:automatic-styles"
            | "office:scripts"
            | "office:font-face-decls"
            | "text:bookmark-ref"
            | "svg:title"
            | "svg:desc" => return events.skip(),
            _ => {
                if let (Some(paragraph), Some(text)) = (self.paragraphs.last_mut(), character(element)) {
                    paragraph.text.push_str(&text);
                }
                Kind::Plain
            }
        };
        self.elements.push(kind);
        Ok(())
    }

    /// Are that many more cells kept? Repetitions make many out of few bytes.
    fn room_for(&mut self, cells: usize) -> bool {
        self.cells = self.cells.saturating_add(cells);
        self.oversized |= self.cells > CELLS;
        !self.oversized
    }

    fn begin_cell(&mut self, element: &Element<'_>) {
        let copies = repeated(element, "number-columns-repeated").min(REPEATED);
        if !self.room_for(copies as usize) {
            return;
        }
        let Some(grid) = self.tables.last_mut() else { return };
        let span = repeated(element, "number-columns-spanned");
        let down = repeated(element, "number-rows-spanned");
        if down > 1 {
            grid.down.insert(grid.column, (down - 1, span));
        } else {
            grid.down.remove(&grid.column);
        }
        grid.span = span;
        grid.until = grid.column.saturating_add(span);
        // A repeated cell is as many cells; `end` repeats what it holds.
        grid.repeat = grid.repeat.max(1);
        grid.column = grid.column.saturating_add(1);
        if let Some(row) = grid.rows.last_mut() {
            for _ in 1..copies {
                row.cells.push(DraftCell { span: 1, ..DraftCell::default() });
                grid.column = grid.column.saturating_add(1);
                grid.until = grid.column;
            }
        }
    }

    fn covered(&mut self, count: u32) {
        if !self.room_for(count as usize) {
            return;
        }
        let Some(grid) = self.tables.last_mut() else { return };
        for _ in 0..count {
            let column = grid.column;
            grid.column = grid.column.saturating_add(1);
            // Covered by a cell of the same row that reaches to the right.
            if column < grid.until {
                continue;
            }
            let mut cell = DraftCell { span: 1, ..DraftCell::default() };
            if let Some((rows, span)) = grid.down.get_mut(&column)
                && *rows > 0
            {
                *rows -= 1;
                cell.span = *span as usize;
                cell.vertical = Vertical::Continues;
                grid.until = column.saturating_add(*span);
            }
            if let Some(row) = grid.rows.last_mut() {
                row.cells.push(cell);
            }
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            push_collapsed(&mut paragraph.text, text);
        }
    }

    fn end(&mut self) {
        match self.elements.pop() {
            Some(Kind::Paragraph) => self.end_paragraph(),
            Some(Kind::Cell) => {
                let blocks = self.stories.pop().unwrap_or_default();
                if let Some(grid) = self.tables.last_mut()
                    && let Some(row) = grid.rows.last_mut()
                {
                    row.cells.push(DraftCell { span: grid.span as usize, blocks, ..DraftCell::default() });
                }
            }
            Some(Kind::Row) => {
                let repeated = self.tables.last().and_then(|grid| {
                    let cells = grid.rows.last().map_or(0, |row| row.cells.len());
                    (grid.repeat > 1).then(|| cells.saturating_mul(grid.repeat as usize))
                });
                if let Some(cells) = repeated
                    && self.room_for(cells)
                    && let Some(grid) = self.tables.last_mut()
                    && let Some(row) = grid.rows.last().cloned()
                {
                    let says_something = row.cells.iter().any(|c| !c.blocks.is_empty());
                    let copies = if says_something { grid.repeat.saturating_sub(1) } else { 0 };
                    grid.rows.extend(std::iter::repeat_n(row, copies as usize));
                }
            }
            Some(Kind::Table) => {
                let grid = self.tables.pop().unwrap_or_default();
                match rows::build(grid.rows) {
                    Some(blocks) => self.add(blocks),
                    None => self.oversized = true,
                }
            }
            Some(Kind::TextBox) => {
                let mut blocks = self.stories.pop().unwrap_or_default();
                match self.paragraphs.last_mut() {
                    Some(paragraph) => paragraph.after.append(&mut blocks),
                    None => self.add(blocks),
                }
            }
            Some(Kind::Note) => {
                let blocks = self.stories.pop().unwrap_or_default();
                self.notes.extend(blocks);
            }
            Some(Kind::List) => self.lists.end(),
            Some(Kind::Plain) | None => {}
        }
    }

    /// Passes over text that does not show.
    fn hide(&mut self, events: &mut Events<'_>) -> Result<(), XmlError> {
        self.hidden |= !events.text()?.trim().is_empty();
        Ok(())
    }

    fn add(&mut self, mut blocks: Vec<Block>) {
        if let Some(story) = self.stories.last_mut() {
            story.append(&mut blocks);
        }
    }

    fn end_paragraph(&mut self) {
        let Some(mut open) = self.paragraphs.pop() else { return };
        let around =
            self.elements.iter().rev().find(|k| matches!(k, Kind::Cell | Kind::TextBox | Kind::Note));
        let in_cell = around == Some(&Kind::Cell);
        if (in_cell || !open.text.trim().is_empty())
            && let Some(number) = open.number
        {
            open.text.insert_str(0, &number);
        }
        let mut blocks = Vec::new();
        let paragraph = |text: &str, heading| {
            Block::Paragraph(Paragraph { text: text.to_string(), heading, ..Paragraph::default() })
        };
        if in_cell {
            blocks.push(paragraph(&open.text, None));
        } else {
            let lines = open.text.split('\n').filter(|line| !line.trim().is_empty());
            blocks.extend(
                lines.map(|line| paragraph(line, open.heading.filter(|_| line.chars().count() <= 100))),
            );
        }
        blocks.append(&mut open.after);
        self.add(blocks);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Write};

    fn document(body: &str) -> Document {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("content.xml", zip::write::SimpleFileOptions::default()).expect("a file");
        write!(zip, "<office:document-content><office:body><office:text>{body}</office:text></office:body></office:document-content>")
            .expect("written");
        let bytes = zip.finish().expect("a package").into_inner();
        read(&bytes, &Limits::default()).expect("a document")
    }

    #[test]
    fn headings_spaces_and_notes() {
        let d = document(
            r#"<text:h text:outline-level="2">一、收入<text:s text:c="2"/></text:h><text:p>共<text:span>1,0</text:span>00.5
               万元<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>注5</text:p></text:note-body></text:note>。</text:p>
               <text:tracked-changes><text:changed-region><text:p>旧</text:p></text:changed-region></text:tracked-changes>"#,
        );
        let texts: Vec<_> = d.paragraphs().map(|(_, p)| (p.text.as_str(), p.heading)).collect();
        assert_eq!(texts, [("一、收入  ", Some(2)), ("共1,000.5 万元。", None), ("注5", None)]);
        assert_eq!(d.notes.len(), 1);
    }

    #[test]
    fn covered_cells_are_no_cells() {
        let p = |t: &str| format!("<text:p>{t}</text:p>");
        let d = document(&format!(
            r#"<table:table><table:table-row><table:table-cell table:number-rows-spanned="2" table:number-columns-spanned="2">{}</table:table-cell><table:covered-table-cell/><table:table-cell>{}</table:table-cell></table:table-row>
            <table:table-row><table:covered-table-cell table:number-columns-repeated="2"/><table:table-cell>{}</table:table-cell></table:table-row></table:table>"#,
            p("甲"),
            p("1"),
            p("2")
        ));
        let table = d.tables().next().map(|(_, t)| t.clone()).unwrap_or_default();
        let shape: Vec<_> = table
            .cells
            .iter()
            .map(|c| (c.row, c.column, c.row_span, c.column_span, c.text.as_str()))
            .collect();
        assert_eq!(shape, [(0, 0, 2, 2, "甲"), (0, 2, 1, 1, "1"), (1, 2, 1, 1, "2")]);
    }
}
