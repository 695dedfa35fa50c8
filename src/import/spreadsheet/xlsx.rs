//! Excel 2007 and later (xlsx), as Excel, WPS and LibreOffice write it.

use super::exact;
use super::format::Format;
use super::sheet::{COLUMNS, ROWS, Sheet, Value, parse_range, parse_reference};
use super::workbook::Workbook;
use crate::document::Document;
use crate::import::Reason;
use crate::import::limits::{Exceeded, Limits};
use crate::import::opc::{Package, PackageError, in_part};
use crate::import::xml::{Element, Events, Item, Visit, XmlError};
use crate::order::Map;
use rust_decimal::Decimal;

/// An xlsx that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum XlsxError {
    /// The package or one of its parts.
    #[error(transparent)]
    Package(#[from] PackageError),
    /// A bound was reached.
    #[error(transparent)]
    Exceeded(#[from] Exceeded),
}

impl From<XlsxError> for Reason {
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::Package(error) => error.into(),
            XlsxError::Exceeded(error) => error.into(),
        }
    }
}

/// Reads an xlsx.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Document, XlsxError> {
    let mut package = Package::open(bytes, limits)?;
    let main = package.main("xl/workbook.xml")?;
    let relations = package.relations(&main)?;
    let part = |kind: &str| relations.iter().find(|r| r.kind == kind).map(|r| r.target.clone());
    let text = package.required(&main)?;
    let (listed, epoch_1904) = read_workbook(&text).map_err(|error| in_part(&main, error))?;
    let mut context = Context { epoch_1904, ..Context::default() };
    if let Some(name) = part("styles")
        && let Some(text) = package.part(&name)?
    {
        context.formats = read_formats(&text).map_err(|error| in_part(&name, error))?;
    }
    if let Some(name) = part("sharedStrings")
        && let Some(text) = package.part(&name)?
    {
        context.strings = read_strings(&text).map_err(|error| in_part(&name, error))?;
    }
    let mut workbook = Workbook::new(limits);
    for listing in listed {
        let Some(relation) = relations.iter().find(|r| r.id == listing.relation) else { continue };
        // Chart sheets show pictures of numbers that stand elsewhere.
        if relation.kind != "worksheet" {
            continue;
        }
        let text = package.required(&relation.target)?;
        let mut sheet = Sheet::new(&listing.name, listing.hidden);
        let uncalculated = read_sheet(&text, &context, &mut sheet, limits).map_err(|error| match error {
            SheetError::Xml(error) => XlsxError::Package(in_part(&relation.target, error)),
            SheetError::Exceeded(error) => XlsxError::Exceeded(error),
        })?;
        workbook.uncalculated += uncalculated;
        workbook.add(sheet)?;
    }
    Ok(workbook.document())
}

/// What cells refer to.
#[derive(Default)]
struct Context {
    strings: Vec<String>,
    formats: Vec<Format>,
    epoch_1904: bool,
}

struct Listing {
    name: String,
    relation: String,
    hidden: bool,
}

fn read_workbook(text: &str) -> Result<(Vec<Listing>, bool), XmlError> {
    let mut sheets = Vec::new();
    let mut epoch_1904 = false;
    let mut events = Events::new(text);
    while let Some(item) = events.next()? {
        let Item::Start(element) = item else { continue };
        match element.local() {
            "workbookPr" => epoch_1904 = is_true(&element, "date1904"),
            "sheet" => sheets.push(Listing {
                name: element.attribute("name").unwrap_or_default().into_owned(),
                relation: element.attribute("id").unwrap_or_default().into_owned(),
                hidden: element.attribute("state").is_some_and(|s| s != "visible"),
            }),
            "extLst" | "definedNames" => events.skip()?,
            _ => {}
        }
    }
    Ok((sheets, epoch_1904))
}

fn is_true(element: &Element<'_>, name: &str) -> bool {
    element.attribute(name).is_some_and(|v| matches!(v.as_ref(), "1" | "true"))
}

/// The format of each cell style.
fn read_formats(text: &str) -> Result<Vec<Format>, XmlError> {
    let mut codes: Map<u32, Format> = Map::new();
    let mut formats = Vec::new();
    let mut events = Events::new(text);
    while let Some(item) = events.next()? {
        let Item::Start(element) = item else { continue };
        match element.local() {
            "numFmt" => {
                if let Some(id) = element.number("numFmtId") {
                    let code = element.attribute("formatCode").unwrap_or_default();
                    codes.insert(id, Format::parse(&code));
                }
            }
            "cellXfs" => events.visit(|element| {
                if element.local() == "xf" {
                    let id = element.number("numFmtId").unwrap_or(0);
                    formats.push(codes.get(&id).cloned().unwrap_or_else(|| Format::builtin(id)));
                }
                Visit::Enter
            })?,
            "cellStyleXfs" | "dxfs" | "fonts" | "fills" | "borders" | "extLst" => events.skip()?,
            _ => {}
        }
    }
    Ok(formats)
}

fn read_strings(text: &str) -> Result<Vec<String>, XmlError> {
    let mut strings = Vec::new();
    let mut events = Events::new(text);
    while let Some(item) = events.next()? {
        if let Item::Start(element) = item
            && element.local() == "si"
        {
            strings.push(rich_text(&mut events)?);
        }
    }
    Ok(strings)
}

/// The text of a string item: its runs joined, without the readings written above it.
fn rich_text(events: &mut Events<'_>) -> Result<String, XmlError> {
    let mut out = String::new();
    let mut depth = 1;
    while depth > 0 {
        match events.next()? {
            Some(Item::Start(element)) => match element.local() {
                "t" => out.push_str(&events.text()?),
                "rPh" | "phoneticPr" | "rPr" => events.skip()?,
                _ => depth += 1,
            },
            Some(Item::End) => depth -= 1,
            Some(Item::Text(_)) => {}
            None => break,
        }
    }
    Ok(unescape_control(out))
}

/// `_x000D_` stands for a control character.
fn unescape_control(text: String) -> String {
    if !text.contains("_x") {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find("_x") {
        let code = rest.get(at + 2..at + 6).filter(|_| rest.as_bytes().get(at + 6) == Some(&b'_'));
        let code = code.and_then(|hex| u32::from_str_radix(hex, 16).ok()).and_then(char::from_u32);
        out.push_str(&rest[..at]);
        match code {
            Some('\r') => rest = &rest[at + 7..],
            Some(c) => {
                out.push(c);
                rest = &rest[at + 7..];
            }
            None => {
                out.push_str("_x");
                rest = &rest[at + 2..];
            }
        }
    }
    out + rest
}

enum SheetError {
    Xml(XmlError),
    Exceeded(Exceeded),
}

impl From<XmlError> for SheetError {
    fn from(error: XmlError) -> Self {
        Self::Xml(error)
    }
}

/// Reads the cells of a sheet; gives the number of formulas whose result is not stored.
fn read_sheet(
    text: &str,
    context: &Context,
    sheet: &mut Sheet,
    limits: &Limits,
) -> Result<usize, SheetError> {
    let mut events = Events::new(text);
    let (mut row, mut column) = (0u32, 0u32);
    let mut next_row = 0u32;
    let mut uncalculated = 0;
    let mut show_zeros = true;
    while let Some(item) = events.next()? {
        let Item::Start(element) = item else { continue };
        match element.local() {
            "sheetView" => {
                show_zeros =
                    element.attribute("showZeros").is_none_or(|v| !matches!(v.as_ref(), "0" | "false"));
            }
            "col" if is_true(&element, "hidden") => {
                let first: u32 = element.number("min").unwrap_or(1);
                let last = element.number("max").unwrap_or(first);
                sheet.hide_columns(first.saturating_sub(1), last.saturating_sub(1));
            }
            "row" => {
                // Rows and cells without a name follow the one before.
                row = element.number::<u32>("r").and_then(|r| r.checked_sub(1)).unwrap_or(next_row);
                next_row = row.saturating_add(1);
                column = 0;
                if is_true(&element, "hidden") {
                    sheet.hide_row(row);
                }
            }
            "c" => {
                let mut raw = RawCell { show_zeros, ..RawCell::default() };
                for (name, value) in element.attributes() {
                    match name {
                        "r" => (row, column) = parse_reference(&value).unwrap_or((row, column)),
                        "t" => raw.kind = Kind::of(&value),
                        "s" => {
                            raw.format = value.trim().parse().ok().and_then(|s: usize| context.formats.get(s))
                        }
                        _ => {}
                    }
                }
                let raw = raw.read(&mut events)?;
                uncalculated += usize::from(raw.formula.is_some() && raw.value.is_none());
                if row < ROWS && column < COLUMNS {
                    sheet.set(row, column, raw.value(context));
                    limits.check_cells(sheet.len()).map_err(SheetError::Exceeded)?;
                }
                column = column.saturating_add(1);
            }
            "mergeCell" => {
                if let Some(range) = element.attribute("ref").and_then(|r| parse_range(&r)) {
                    sheet.merge(range);
                }
            }
            "extLst" | "conditionalFormatting" | "dataValidations" | "hyperlinks" => events.skip()?,
            _ => {}
        }
    }
    Ok(uncalculated)
}

/// What the value of a cell is.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Number,
    Shared,
    Inline,
    Calculated,
    Truth,
    /// An error or a date, written as it shows.
    Shown,
}

impl Kind {
    fn of(name: &str) -> Self {
        match name {
            "s" => Self::Shared,
            "inlineStr" => Self::Inline,
            "str" => Self::Calculated,
            "b" => Self::Truth,
            "e" | "d" => Self::Shown,
            _ => Self::Number,
        }
    }
}

/// A cell as the file has it.
#[derive(Default)]
struct RawCell<'f> {
    kind: Kind,
    format: Option<&'f Format>,
    show_zeros: bool,
    value: Option<String>,
    formula: Option<String>,
}

impl RawCell<'_> {
    fn read(mut self, events: &mut Events<'_>) -> Result<Self, XmlError> {
        let mut depth = 1;
        while depth > 0 {
            match events.next()? {
                Some(Item::Start(element)) => match element.local() {
                    "v" => {
                        let text = events.text()?;
                        self.value = Some(text).filter(|t| !t.is_empty() || self.kind == Kind::Calculated);
                    }
                    "f" => self.formula = Some(events.text()?),
                    "is" => self.value = Some(rich_text(events)?),
                    _ => depth += 1,
                },
                Some(Item::End) => depth -= 1,
                Some(Item::Text(_)) => {}
                None => break,
            }
        }
        Ok(self)
    }

    fn value(self, context: &Context) -> Value {
        let general;
        let format = match self.format {
            Some(format) => format,
            None => {
                general = Format::builtin(0);
                &general
            }
        };
        let formula = self.formula.filter(|f| !f.trim().is_empty());
        let Some(raw) = self.value else { return Value { formula, ..Value::default() } };
        let (text, stored) = match self.kind {
            Kind::Shared => {
                let text = raw.trim().parse().ok().and_then(|i: usize| context.strings.get(i));
                (format.show_text(text.map_or("", String::as_str)), None)
            }
            Kind::Inline => (format.show_text(&raw), None),
            Kind::Calculated => (format.show_text(&unescape_control(raw)), None),
            Kind::Truth => {
                (if matches!(raw.trim(), "1" | "true") { "TRUE" } else { "FALSE" }.to_string(), None)
            }
            Kind::Shown => (raw, None),
            Kind::Number => match exact(&raw) {
                Some(number) => (show(number, format, self.show_zeros, context.epoch_1904), Some(number)),
                None => (raw, None),
            },
        };
        Value { text, stored, formula }
    }
}

fn show(number: Decimal, format: &Format, show_zeros: bool, epoch_1904: bool) -> String {
    if number.is_zero() && !show_zeros { String::new() } else { format.show(number, epoch_1904) }
}

#[cfg(test)]
mod tests;
