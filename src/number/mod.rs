//! Numbers as reports write them: what a token of text says, exactly, and how much doubt its rounding leaves.
//!
//! Nothing here knows of documents or budgets. `f64` never touches a figure.

mod arithmetic;
mod cell;
mod counted;
mod date;
mod fraction;
mod interval;
mod quantity;
mod scan;
mod total;
mod unit;

pub use arithmetic::Arithmetic;
pub use cell::{is_blank_mark, is_overflow_mark, parse_quantity};
pub use date::{Date, Deadline, Period, parse_deadline, parse_period};
pub use fraction::Fraction;
pub use interval::Interval;
pub use quantity::{Comparator, Quantity, round_half_up, truncate};
pub use scan::{Token, TokenKind, scan};
pub use total::Total;
pub use unit::Unit;
