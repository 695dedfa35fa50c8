//! Spreadsheets: what the sheet displays and, beside it, the exact stored decimal. Nothing passes through `f64` but the
//! eight bytes of an old workbook's numbers (see `biff`).

mod exact;
mod format;
pub mod ods;
mod sheet;
mod workbook;
pub mod xls;
pub mod xlsx;
pub mod xml_2003;

use exact::exact;
pub use sheet::parse_reference;
