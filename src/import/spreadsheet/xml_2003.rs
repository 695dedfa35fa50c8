//! The XML workbooks of Excel 2003, which finance software still writes and names .xls.

use super::exact;
use super::format::Format;
use super::sheet::{COLUMNS, ROWS, Range, Sheet, Value};
use super::workbook::Workbook;
use crate::document::Document;
use crate::import::Reason;
use crate::import::encoding::{self, EncodingError};
use crate::import::limits::{DEPTH, Exceeded, Limits};
use crate::import::xml::{Element, Events, Item, XmlError};
use crate::order::Map;

/// An XML workbook that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Xml2003Error {
    /// Not a text.
    #[error(transparent)]
    Encoding(#[from] EncodingError),
    /// Not the XML it should be.
    #[error(transparent)]
    Xml(#[from] XmlError),
    /// A bound was reached.
    #[error(transparent)]
    Exceeded(#[from] Exceeded),
}

impl From<Xml2003Error> for Reason {
    fn from(error: Xml2003Error) -> Self {
        match error {
            Xml2003Error::Encoding(error) => error.into(),
            Xml2003Error::Xml(XmlError::TooDeep) => Exceeded::Depth { limit: DEPTH }.into(),
            Xml2003Error::Xml(_) => Reason::new("damaged"),
            Xml2003Error::Exceeded(error) => error.into(),
        }
    }
}

/// Reads an XML workbook.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Xml2003Error> {
    limits.check_text(bytes.len())?;
    let decoded = encoding::decode_declared(bytes, declared(bytes).as_deref())?;
    let mut workbook = Workbook::new(limits);
    let mut formats: Map<String, Format> = Map::new();
    let mut style = String::new();
    let mut events = Events::new(decoded.text.trim_start());
    while let Some(item) = events.next()? {
        let Item::Start(element) = item else { continue };
        match element.local() {
            "Style" => style = element.attribute("ID").unwrap_or_default().into_owned(),
            "NumberFormat" => {
                let code = element.attribute("Format").unwrap_or_default();
                formats.insert(style.clone(), Format::parse(named(&code)));
            }
            "Worksheet" => {
                let name = element.attribute("Name").unwrap_or_default().into_owned();
                let sheet = Reader { formats: &formats, limits }.sheet(&name, &mut events)?;
                workbook.add(sheet)?;
            }
            _ => {}
        }
    }
    Ok(workbook.document())
}

/// The encoding that the first line declares.
fn declared(bytes: &[u8]) -> Option<String> {
    let head: String = bytes.iter().take(200).map(|&b| char::from(b)).collect();
    let (_, rest) = head.split_once("encoding=")?;
    let mut parts = rest.split(['"', '\'']);
    parts.nth(1).map(str::to_string).filter(|label| !label.is_empty())
}

/// Formats that have a name instead of a code.
fn named(code: &str) -> &str {
    match code {
        "" | "General Number" => "General",
        "Fixed" => "0.00",
        "Standard" => "#,##0.00",
        "Percent" => "0.00%",
        "Scientific" => "0.00E+00",
        other => other,
    }
}

struct Reader<'r> {
    formats: &'r Map<String, Format>,
    limits: &'r Limits,
}

impl Reader<'_> {
    fn sheet(&self, name: &str, events: &mut Events<'_>) -> Result<Sheet, Xml2003Error> {
        let mut sheet = Sheet::new(name, false);
        let mut hidden = false;
        let (mut row, mut column) = (0u32, 0u32);
        let mut depth = 1;
        while depth > 0 {
            match events.next()? {
                Some(Item::Start(element)) => match element.local() {
                    "Column" => {
                        let first = index(&element).unwrap_or(column);
                        let last = first.saturating_add(element.number("Span").unwrap_or(0));
                        if is_hidden(&element) {
                            sheet.hide_columns(first, last);
                        }
                        column = last.saturating_add(1);
                        depth += 1;
                    }
                    "Row" => {
                        row = index(&element).unwrap_or(row);
                        if is_hidden(&element) {
                            sheet.hide_row(row);
                        }
                        let style = element.attribute("StyleID").map(std::borrow::Cow::into_owned);
                        let again = element.number::<u32>("Span").unwrap_or(0);
                        self.row(row, style.as_deref(), &mut sheet, events)?;
                        self.limits.check_cells(sheet.len())?;
                        row = row.saturating_add(1).saturating_add(again);
                    }
                    "Visible" => hidden = events.text()?.contains("Hidden"),
                    _ => depth += 1,
                },
                Some(Item::End) => depth -= 1,
                Some(Item::Text(_)) => {}
                None => break,
            }
        }
        sheet.hidden = hidden;
        Ok(sheet)
    }

    fn row(
        &self,
        row: u32,
        style: Option<&str>,
        sheet: &mut Sheet,
        events: &mut Events<'_>,
    ) -> Result<(), XmlError> {
        let mut column = 0u32;
        let mut depth = 1;
        while depth > 0 {
            match events.next()? {
                Some(Item::Start(element)) if element.local() == "Cell" => {
                    column = index(&element).unwrap_or(column);
                    let across: u32 = element.number("MergeAcross").unwrap_or(0);
                    let down: u32 = element.number("MergeDown").unwrap_or(0);
                    let own = element.attribute("StyleID");
                    let format = own.as_deref().or(style).and_then(|style| self.formats.get(style));
                    let formula = element.attribute("Formula").map(std::borrow::Cow::into_owned);
                    let value = Value { formula, ..value(format, events)? };
                    if row < ROWS && column < COLUMNS {
                        sheet.set(row, column, value);
                        if (across, down) != (0, 0) {
                            sheet.merge(Range {
                                top: row,
                                left: column,
                                bottom: row.saturating_add(down),
                                right: column.saturating_add(across),
                            });
                        }
                    }
                    column = column.saturating_add(1).saturating_add(across);
                }
                Some(Item::Start(_)) => depth += 1,
                Some(Item::End) => depth -= 1,
                Some(Item::Text(_)) => {}
                None => break,
            }
        }
        Ok(())
    }
}

/// Places count from 1 and are left out where they follow one another.
fn index(element: &Element<'_>) -> Option<u32> {
    element.number::<u32>("Index")?.checked_sub(1)
}

fn is_hidden(element: &Element<'_>) -> bool {
    element.attribute("Hidden").is_some_and(|v| v == "1")
}

/// What a cell shows and stores.
fn value(format: Option<&Format>, events: &mut Events<'_>) -> Result<Value, XmlError> {
    let mut value = Value::default();
    let mut depth = 1;
    while depth > 0 {
        match events.next()? {
            Some(Item::Start(element)) if element.local() == "Data" => {
                let kind = element.attribute("Type").unwrap_or_default().into_owned();
                let text = events.text()?;
                match kind.as_str() {
                    "Number" => {
                        value.stored = exact(text.trim());
                        value.text = match value.stored {
                            Some(number) => format.map_or_else(
                                || Format::builtin(0).show(number, false),
                                |f| f.show(number, false),
                            ),
                            None => text,
                        };
                    }
                    "DateTime" => {
                        let (day, time) = text.split_once('T').unwrap_or((&text, ""));
                        let time = time.get(..5).filter(|time| *time != "00:00");
                        value.text = time.map_or_else(|| day.to_string(), |time| format!("{day} {time}"));
                    }
                    "Boolean" => value.text = if text.trim() == "1" { "TRUE" } else { "FALSE" }.to_string(),
                    _ => value.text = text,
                }
            }
            // A remark on the cell is no part of it.
            Some(Item::Start(element)) if element.local() == "Comment" => events.skip()?,
            Some(Item::Start(_)) => depth += 1,
            Some(Item::End) => depth -= 1,
            Some(Item::Text(_)) => {}
            None => break,
        }
    }
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOOK: &str = r##"<?xml version="1.0" encoding="GB2312"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
 <Styles><Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style><Style ss:ID="n"><NumberFormat ss:Format="#,##0.00"/></Style></Styles>
 <Worksheet ss:Name="收入决算表"><Table>
  <Column ss:Index="3" ss:Hidden="1"/>
  <Row><Cell ss:MergeAcross="2"><Data ss:Type="String">收入<B>决算</B>表</Data><Comment><Data>注</Data></Comment></Cell></Row>
  <Row ss:Index="3" ss:StyleID="n"><Cell><Data ss:Type="String">合计</Data></Cell><Cell ss:Formula="=R1"><Data ss:Type="Number">1234.5</Data></Cell>
   <Cell ss:StyleID="p"><Data ss:Type="Number">0.12345</Data></Cell><Cell><Data ss:Type="DateTime">2024-12-31T00:00:00.000</Data></Cell></Row>
 </Table></Worksheet>
 <Worksheet ss:Name="附"><Table><Row><Cell><Data ss:Type="Number">5</Data></Cell></Row></Table><WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>
</Workbook>"##;

    #[test]
    fn cells_show_what_excel_shows() {
        let bytes = encoding_rs::GBK.encode(BOOK).0;
        let document = read(&bytes, &Limits::default()).unwrap_or_default();
        let cells: Vec<_> = document
            .tables()
            .flat_map(|(_, t)| &t.cells)
            .filter(|c| !c.text.is_empty())
            .map(|c| {
                (
                    c.origin.cell.as_deref().unwrap_or_default(),
                    c.text.as_str(),
                    c.column_span,
                    c.origin.hidden,
                )
            })
            .collect();
        assert_eq!(
            cells,
            [
                ("A1", "收入决算表", 3, false),
                ("A3", "合计", 1, false),
                ("B3", "1,234.50", 1, false),
                ("C3", "12.35%", 1, true),
                ("D3", "2024-12-31", 1, false),
            ]
        );
        let stored: Vec<_> = document
            .tables()
            .flat_map(|(_, t)| &t.cells)
            .filter_map(|c| c.stored)
            .map(|d| d.to_string())
            .collect();
        assert_eq!(stored, ["1234.5", "0.12345"]);
        assert!(document.notes.iter().any(|note| note.key == "hidden_sheets"), "{:?}", document.notes);
    }

    #[test]
    fn what_is_cut_off_is_refused() {
        let cut = BOOK.replace("GB2312", "UTF-8").replace("</Workbook>", "");
        assert!(matches!(read(cut.as_bytes(), &Limits::default()), Err(Xml2003Error::Xml(_))));
    }
}
