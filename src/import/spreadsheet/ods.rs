//! OpenDocument sheets (ods): the displayed text beside the stored value, equal neighbours written once.

use super::exact;
use super::sheet::{COLUMNS, ROWS, Range, Sheet, Value};
use super::workbook::Workbook;
use crate::document::Document;
use crate::import::limits::Limits;
use crate::import::opendocument::{OpenDocumentError, character, parts, push_collapsed, repeated};
use crate::import::xml::{Element, Events, Item, XmlError};
use crate::order::Set;

/// Reads an ods.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Document, OpenDocumentError> {
    let (content, _) = parts(bytes, limits)?;
    let mut workbook = Workbook::new(limits);
    let mut hidden_styles: Set<String> = Set::new();
    let mut style = String::new();
    let mut events = Events::new(&content);
    while let Some(item) = events.next()? {
        let Item::Start(element) = item else { continue };
        match element.name() {
            "style:style" => style = element.attribute("name").unwrap_or_default().into_owned(),
            "style:table-properties" if element.attribute("display").is_some_and(|d| d == "false") => {
                hidden_styles.insert(style.clone());
            }
            "table:table" => {
                let name = element.attribute("name").unwrap_or_default();
                let hidden =
                    element.attribute("style-name").is_some_and(|s| hidden_styles.contains(s.as_ref()));
                let mut sheet = Sheet::new(&name, hidden);
                read_table(&mut events, &mut sheet, limits)?;
                workbook.add(sheet)?;
            }
            "table:dde-links" | "table:tracked-changes" => events.skip()?,
            _ => {}
        }
    }
    Ok(workbook.document())
}

/// A cell of a row, to be repeated with it.
struct Placed {
    column: u32,
    repeat: u32,
    value: Value,
    span: (u32, u32),
}

fn is_collapsed(element: &Element<'_>) -> bool {
    element.attribute("visibility").is_some_and(|v| v != "visible")
}

fn read_table(events: &mut Events<'_>, sheet: &mut Sheet, limits: &Limits) -> Result<(), OpenDocumentError> {
    let (mut row, mut column) = (0u32, 0u32);
    let mut depth = 1;
    while depth > 0 {
        match events.next()? {
            Some(Item::Start(element)) => match element.name() {
                "table:table-column" => {
                    let count = repeated(&element, "number-columns-repeated");
                    let last = column.saturating_add(count);
                    if is_collapsed(&element) {
                        sheet.hide_columns(column, last - 1);
                    }
                    column = last;
                    depth += 1;
                }
                "table:table-row" => {
                    let count = repeated(&element, "number-rows-repeated");
                    let hidden = is_collapsed(&element);
                    let cells = read_row(events)?;
                    for at in row..row.saturating_add(count).min(ROWS) {
                        if cells.is_empty() {
                            break;
                        }
                        if hidden {
                            sheet.hide_row(at);
                        }
                        for cell in &cells {
                            place(sheet, at, cell);
                        }
                        limits.check_cells(sheet.len())?;
                    }
                    row = row.saturating_add(count);
                }
                // Pictures and drawings over the sheet.
                "table:shapes" | "office:forms" | "office:annotation" => events.skip()?,
                _ => depth += 1,
            },
            Some(Item::End) => depth -= 1,
            Some(Item::Text(_)) => {}
            None => break,
        }
    }
    Ok(())
}

fn place(sheet: &mut Sheet, row: u32, cell: &Placed) {
    for column in cell.column..cell.column.saturating_add(cell.repeat).min(COLUMNS) {
        sheet.set(row, column, cell.value.clone());
        if cell.span != (1, 1) {
            sheet.merge(Range {
                top: row,
                left: column,
                bottom: row.saturating_add(cell.span.0 - 1),
                right: column.saturating_add(cell.span.1 - 1),
            });
        }
    }
}

/// Cells of a row that show something or are merged.
fn read_row(events: &mut Events<'_>) -> Result<Vec<Placed>, XmlError> {
    let mut cells = Vec::new();
    let mut column = 0u32;
    let mut depth = 1;
    while depth > 0 {
        match events.next()? {
            Some(Item::Start(element)) => match element.name() {
                "table:table-cell" => {
                    let repeat = repeated(&element, "number-columns-repeated");
                    let span = (
                        repeated(&element, "number-rows-spanned"),
                        repeated(&element, "number-columns-spanned"),
                    );
                    let kind = element.attribute("value-type").unwrap_or_default();
                    let stored = matches!(kind.as_ref(), "float" | "percentage" | "currency")
                        .then(|| element.attribute("value").and_then(|v| exact(&v)))
                        .flatten();
                    let formula =
                        element.attribute("formula").map(|f| f.trim_start_matches("of:").to_string());
                    let text = read_text(events)?;
                    if !text.is_empty() || formula.is_some() || span != (1, 1) {
                        let value = Value { text, stored, formula };
                        cells.push(Placed { column, repeat, value, span });
                    }
                    column = column.saturating_add(repeat);
                }
                "table:covered-table-cell" => {
                    column = column.saturating_add(repeated(&element, "number-columns-repeated"));
                    events.skip()?;
                }
                _ => depth += 1,
            },
            Some(Item::End) => depth -= 1,
            Some(Item::Text(_)) => {}
            None => break,
        }
    }
    Ok(cells)
}

/// The displayed text of a cell, a paragraph a line.
fn read_text(events: &mut Events<'_>) -> Result<String, XmlError> {
    let mut lines: Vec<String> = Vec::new();
    let mut depth = 1;
    let mut paragraph = 0;
    while depth > 0 {
        match events.next()? {
            Some(Item::Start(element)) => match element.name() {
                "office:annotation" | "draw:frame" | "draw:custom-shape" | "table:table" => events.skip()?,
                "text:p" | "text:h" => {
                    depth += 1;
                    paragraph = depth;
                    lines.push(String::new());
                }
                _ => {
                    depth += 1;
                    if let (Some(line), Some(text)) = (lines.last_mut(), character(&element)) {
                        line.push_str(&text);
                    }
                }
            },
            Some(Item::End) => {
                if depth == paragraph {
                    paragraph = 0;
                }
                depth -= 1;
            }
            Some(Item::Text(text)) if paragraph > 0 => {
                if let Some(line) = lines.last_mut() {
                    push_collapsed(line, &text);
                }
            }
            Some(Item::Text(_)) => {}
            None => break,
        }
    }
    Ok(lines.join("\n"))
}
