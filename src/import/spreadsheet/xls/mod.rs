//! Excel 97–2003 (BIFF8) and Excel 5 (BIFF5): records in the `Workbook` stream of a compound file.

mod strings;

use super::exact::from_double;
use super::format::Format;
use super::sheet::{Range, Sheet, Value};
use super::workbook::Workbook;
use crate::document::Document;
use crate::import::Reason;
use crate::import::compound::{self, CompoundError, u16_at, u32_at};
use crate::import::limits::{Exceeded, Limits};
use crate::order::Map;
use encoding_rs::Encoding;
use rust_decimal::Decimal;
use strings::{long_string, read_table, short_string};

/// An xls that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum XlsError {
    /// The container.
    #[error(transparent)]
    Compound(#[from] CompoundError),
    /// A record is cut off.
    #[error("cut off")]
    Damaged,
    /// Locked with a password.
    #[error("encrypted")]
    Encrypted,
    /// Older than Excel 5.
    #[error("an unknown version")]
    UnknownVersion,
    /// A bound was reached.
    #[error(transparent)]
    Exceeded(#[from] Exceeded),
}

impl From<XlsError> for Reason {
    fn from(error: XlsError) -> Self {
        match error {
            XlsError::Compound(error) => error.into(),
            XlsError::Damaged => Reason::new("damaged"),
            XlsError::Encrypted => Reason::new("encrypted"),
            XlsError::UnknownVersion => Reason::new("old_workbook"),
            XlsError::Exceeded(error) => error.into(),
        }
    }
}

mod record {
    pub const FORMULA: u16 = 0x06;
    pub const END: u16 = 0x0A;
    pub const DATE_MODE: u16 = 0x22;
    pub const PASSWORD: u16 = 0x2F;
    pub const CONTINUE: u16 = 0x3C;
    pub const CODE_PAGE: u16 = 0x42;
    pub const COLUMNS: u16 = 0x7D;
    pub const SHEET: u16 = 0x85;
    pub const MANY_RK: u16 = 0xBD;
    pub const RICH_LABEL: u16 = 0xD6;
    pub const STYLE: u16 = 0xE0;
    pub const MERGED: u16 = 0xE5;
    pub const STRINGS: u16 = 0xFC;
    pub const LABEL_OF_TABLE: u16 = 0xFD;
    pub const NUMBER: u16 = 0x203;
    pub const LABEL: u16 = 0x204;
    pub const BOOLEAN_OR_ERROR: u16 = 0x205;
    pub const STRING: u16 = 0x207;
    pub const ROW: u16 = 0x208;
    pub const WINDOW: u16 = 0x23E;
    pub const RK: u16 = 0x27E;
    pub const FORMAT: u16 = 0x41E;
    pub const BEGIN: u16 = 0x809;
}

/// Reads an xls.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Document, XlsError> {
    let stream = compound::stream(bytes, &["/Workbook", "/Book", "/WORKBOOK", "/BOOK"])?;
    let (globals, listed) = Globals::read(&stream)?;
    let mut workbook = Workbook::new(limits);
    for (name, hidden, offset) in listed {
        let mut sheet = Sheet::new(&name, hidden);
        read_sheet(&stream, offset, &globals, &mut sheet, limits)?;
        workbook.add(sheet)?;
    }
    Ok(workbook.document())
}

/// Records from a place on.
struct Records<'a> {
    stream: &'a [u8],
    at: usize,
}

impl<'a> Records<'a> {
    /// Type and content of the next record.
    fn next(&mut self) -> Result<(u16, &'a [u8]), XlsError> {
        let kind = u16_at(self.stream, self.at).ok_or(XlsError::Damaged)?;
        let length = usize::from(u16_at(self.stream, self.at + 2).ok_or(XlsError::Damaged)?);
        let start = self.at + 4;
        let data = self.stream.get(start..start + length).ok_or(XlsError::Damaged)?;
        self.at = start + length;
        Ok((kind, data))
    }

    /// Content of the records that continue the last one.
    fn continued(&mut self) -> Result<Vec<&'a [u8]>, XlsError> {
        let mut out = Vec::new();
        while u16_at(self.stream, self.at) == Some(record::CONTINUE) {
            out.push(self.next()?.1);
        }
        Ok(out)
    }
}

/// What all sheets share.
struct Globals {
    /// BIFF8, not BIFF5.
    unicode: bool,
    encoding: &'static Encoding,
    formats: Vec<Format>,
    strings: Vec<String>,
    epoch_1904: bool,
}

type Listed = Vec<(String, bool, usize)>;

impl Globals {
    fn read(stream: &[u8]) -> Result<(Self, Listed), XlsError> {
        let mut records = Records { stream, at: 0 };
        let (kind, begin) = records.next()?;
        if kind != record::BEGIN {
            return Err(XlsError::UnknownVersion);
        }
        let unicode = match u16_at(begin, 0) {
            Some(0x0600) => true,
            Some(0x0500) => false,
            _ => return Err(XlsError::UnknownVersion),
        };
        let mut globals = Self {
            unicode,
            encoding: encoding_rs::GBK,
            formats: Vec::new(),
            strings: Vec::new(),
            epoch_1904: false,
        };
        let mut listed = Listed::new();
        let mut codes: Map<u16, Format> = Map::new();
        let mut styles: Vec<u16> = Vec::new();
        loop {
            let (kind, data) = records.next()?;
            match kind {
                record::END => break,
                record::PASSWORD => return Err(XlsError::Encrypted),
                record::CODE_PAGE if !unicode => globals.encoding = code_page(u16_at(data, 0)),
                record::DATE_MODE => globals.epoch_1904 = u16_at(data, 0) == Some(1),
                record::SHEET => {
                    let offset = u32_at(data, 0).ok_or(XlsError::Damaged)? as usize;
                    // Only sheets of cells; charts and macros have another type.
                    if data.get(5) == Some(&0) {
                        let name = short_string(data, 6, globals.unicode, globals.encoding);
                        let hidden = data.get(4).is_some_and(|state| state & 3 != 0);
                        listed.push((name.ok_or(XlsError::Damaged)?, hidden, offset));
                    }
                }
                record::FORMAT => {
                    let text = if unicode {
                        long_string(data, 2, true, globals.encoding)
                    } else {
                        short_string(data, 2, false, globals.encoding)
                    };
                    if let (Some(id), Some(text)) = (u16_at(data, 0), text) {
                        codes.insert(id, Format::parse(&text));
                    }
                }
                record::STYLE => styles.push(u16_at(data, 2).unwrap_or(0)),
                record::STRINGS => {
                    let mut parts = vec![data];
                    parts.extend(records.continued()?);
                    globals.strings = read_table(&parts).ok_or(XlsError::Damaged)?;
                }
                _ => {}
            }
        }
        let format = |id: &u16| codes.get(id).cloned().unwrap_or_else(|| Format::builtin(u32::from(*id)));
        globals.formats = styles.iter().map(format).collect();
        Ok((globals, listed))
    }
}

/// The encoding of a code page number.
fn code_page(number: Option<u16>) -> &'static Encoding {
    match number {
        Some(1252) => encoding_rs::WINDOWS_1252,
        Some(950) => encoding_rs::BIG5,
        Some(932) => encoding_rs::SHIFT_JIS,
        Some(949) => encoding_rs::EUC_KR,
        Some(65_001) => encoding_rs::UTF_8,
        _ => encoding_rs::GBK,
    }
}

fn read_sheet(
    stream: &[u8],
    offset: usize,
    globals: &Globals,
    sheet: &mut Sheet,
    limits: &Limits,
) -> Result<(), XlsError> {
    let mut records = Records { stream, at: offset };
    let (kind, begin) = records.next()?;
    if kind != record::BEGIN || u16_at(begin, 2) != Some(0x10) {
        return Err(XlsError::Damaged);
    }
    let mut cells = Cells { globals, sheet, show_zeros: true, awaiting: None };
    // Charts embedded in the sheet begin and end within it.
    let mut depth = 0;
    loop {
        let (kind, data) = records.next()?;
        match kind {
            record::BEGIN => depth += 1,
            record::END if depth == 0 => return Ok(()),
            record::END => depth -= 1,
            record::STRING if depth == 0 => {
                let mut whole = data.to_vec();
                records.continued()?.iter().for_each(|part| whole.extend_from_slice(part));
                cells.string_result(&whole);
            }
            _ if depth == 0 => {
                cells.record(kind, data).ok_or(XlsError::Damaged)?;
                limits.check_cells(cells.sheet.len())?;
            }
            _ => {}
        }
    }
}

struct Cells<'g> {
    globals: &'g Globals,
    sheet: &'g mut Sheet,
    show_zeros: bool,
    /// Cell of a formula whose text follows.
    awaiting: Option<(u16, u16, u16)>,
}

impl Cells<'_> {
    /// Reads a record; `None` if it is cut off.
    fn record(&mut self, kind: u16, data: &[u8]) -> Option<()> {
        let place = || Some((u16_at(data, 0)?, u16_at(data, 2)?, u16_at(data, 4)?));
        match kind {
            record::NUMBER => {
                let number = from_double(data.get(6..14)?.try_into().ok()?);
                self.number(place()?, number);
            }
            record::RK => self.number(place()?, rk(u32_at(data, 6)?)),
            record::MANY_RK => {
                let (row, first) = (u16_at(data, 0)?, u16_at(data, 2)?);
                let cells = data.get(4..data.len().checked_sub(2)?)?;
                for (index, cell) in cells.chunks_exact(6).enumerate() {
                    let column = first.checked_add(u16::try_from(index).ok()?)?;
                    self.number((row, column, u16_at(cell, 0)?), rk(u32_at(cell, 2)?));
                }
            }
            record::LABEL_OF_TABLE => {
                let text = self.globals.strings.get(u32_at(data, 6)? as usize)?.clone();
                self.text(place()?, &text);
            }
            record::LABEL | record::RICH_LABEL => {
                let text = long_string(data, 6, self.globals.unicode, self.globals.encoding)?;
                self.text(place()?, &text);
            }
            record::BOOLEAN_OR_ERROR => {
                let (value, is_error) = (*data.get(6)?, *data.get(7)? != 0);
                let text = if is_error { error_text(value) } else { boolean_text(value) };
                self.text(place()?, text);
            }
            record::FORMULA => self.formula(place()?, data.get(6..14)?.try_into().ok()?),
            record::ROW if u32_at(data, 12)? & 0x20 != 0 => {
                self.sheet.hide_row(u32::from(u16_at(data, 0)?));
            }
            record::COLUMNS if u16_at(data, 8)? & 1 != 0 => {
                self.sheet.hide_columns(u32::from(u16_at(data, 0)?), u32::from(u16_at(data, 2)?));
            }
            record::WINDOW => self.show_zeros = u16_at(data, 0)? & 0x10 != 0,
            record::MERGED => {
                for range in data.get(2..)?.chunks_exact(8).take(usize::from(u16_at(data, 0)?)) {
                    let edge = |at| u16_at(range, at).map(u32::from);
                    self.sheet.merge(Range {
                        top: edge(0)?,
                        bottom: edge(2)?,
                        left: edge(4)?,
                        right: edge(6)?,
                    });
                }
            }
            _ => {}
        }
        Some(())
    }

    fn formula(&mut self, place: (u16, u16, u16), result: [u8; 8]) {
        self.awaiting = None;
        // The last two bytes tell a number from a text, a truth value or an error.
        match (result[6], result[7], result[0]) {
            (0xFF, 0xFF, 0) => self.awaiting = Some(place),
            (0xFF, 0xFF, 1) => self.text(place, boolean_text(result[2])),
            (0xFF, 0xFF, 2) => self.text(place, error_text(result[2])),
            (0xFF, 0xFF, _) => {}
            _ => self.number(place, from_double(result)),
        }
    }

    fn string_result(&mut self, data: &[u8]) {
        let text = long_string(data, 0, self.globals.unicode, self.globals.encoding);
        if let (Some(place), Some(text)) = (self.awaiting.take(), text) {
            self.text(place, &text);
        }
    }

    fn number(&mut self, (row, column, style): (u16, u16, u16), number: Option<Decimal>) {
        let Some(number) = number else {
            self.text((row, column, style), "#NUM!");
            return;
        };
        let general = Format::builtin(0);
        let format = self.globals.formats.get(usize::from(style)).unwrap_or(&general);
        let text = if number.is_zero() && !self.show_zeros {
            String::new()
        } else {
            format.show(number, self.globals.epoch_1904)
        };
        let value = Value { text, stored: Some(number), formula: None };
        self.sheet.set(u32::from(row), u32::from(column), value);
    }

    fn text(&mut self, (row, column, style): (u16, u16, u16), text: &str) {
        let format = self.globals.formats.get(usize::from(style));
        let text = format.map_or_else(|| text.to_string(), |f| f.show_text(text));
        self.sheet.set(u32::from(row), u32::from(column), Value { text, ..Value::default() });
    }
}

/// A number packed into 30 bits: a whole number or the upper half of a double, either perhaps a hundredfold.
fn rk(packed: u32) -> Option<Decimal> {
    let value = if packed & 2 != 0 {
        Decimal::from(packed.cast_signed() >> 2)
    } else {
        let mut bytes = [0; 8];
        bytes[4..].copy_from_slice(&(packed & !3).to_le_bytes());
        from_double(bytes)?
    };
    if packed & 1 != 0 { value.checked_div(Decimal::ONE_HUNDRED) } else { Some(value) }
}

fn boolean_text(value: u8) -> &'static str {
    if value == 0 { "FALSE" } else { "TRUE" }
}

fn error_text(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_numbers_are_exact() {
        assert_eq!(rk((1_017_154 << 2) | 3), Some(Decimal::new(1_017_154, 2)));
        assert_eq!(rk(((-5i32) << 2).cast_unsigned() | 2), Some(Decimal::from(-5)));
        assert_eq!(rk((1.5f64.to_bits() >> 32) as u32), Some(Decimal::new(15, 1)));
    }

    #[test]
    fn what_is_no_workbook_is_refused() {
        assert!(matches!(read(b"not a workbook", &Limits::default()), Err(XlsError::Compound(_))));
    }
}
