//! The whole interval arithmetic: what values a rounded figure can stand for.

use crate::number::Arithmetic as _;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A range of exact values; each end is part of it (closed) or not (open).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interval {
    /// Smallest value.
    pub low: Decimal,
    /// Largest value.
    pub high: Decimal,
    /// Is `low` itself left out?
    pub low_open: bool,
    /// Is `high` itself left out?
    pub high_open: bool,
}

impl Interval {
    /// Exactly one value.
    pub fn exact(value: Decimal) -> Self {
        Self::closed(value, value)
    }

    /// Both ends belong to it.
    pub fn closed(low: Decimal, high: Decimal) -> Self {
        Self { low, high, low_open: false, high_open: false }
    }

    /// All that is written as `value` when rounded to `decimals` decimals: `[v − ½·10⁻ᵈ, v + ½·10⁻ᵈ]`.
    ///
    /// Both ends are closed, since nobody says which way a half was rounded (XBRL Calculations 1.1 does the same).
    pub fn rounded(value: Decimal, decimals: u32) -> Self {
        let half = Decimal::new(5, decimals.min(27) + 1);
        match (value.minus(half), value.plus(half)) {
            (Some(low), Some(high)) => Self::closed(low, high),
            _ => Self::exact(value),
        }
    }

    /// All that is written as `value` when cut off (截断) after `decimals` decimals.
    pub fn truncated(value: Decimal, decimals: u32) -> Self {
        let unit = Decimal::new(1, decimals.min(28));
        if value.is_sign_negative() && !value.is_zero() {
            Self { low: value - unit, high: value, low_open: true, high_open: false }
        } else {
            Self { low: value, high: value + unit, low_open: false, high_open: true }
        }
    }

    /// Is there a value in both?
    pub fn meets(&self, other: &Interval) -> bool {
        let before =
            |a: &Interval, b: &Interval| a.high < b.low || (a.high == b.low && (a.high_open || b.low_open));
        !before(self, other) && !before(other, self)
    }

    /// Is `value` in it?
    pub fn contains(&self, value: Decimal) -> bool {
        self.meets(&Interval::exact(value))
    }

    /// Exactly one value?
    pub fn is_exact(&self) -> bool {
        self.low == self.high
    }

    /// Both ends times a factor that is not negative.
    pub fn scaled(&self, factor: Decimal) -> Option<Interval> {
        Some(Interval { low: self.low.times(factor)?, high: self.high.times(factor)?, ..*self })
    }

    /// The smallest interval that holds both.
    pub fn hull(&self, other: &Interval) -> Interval {
        let (low, low_open) = match self.low.cmp(&other.low) {
            std::cmp::Ordering::Less => (self.low, self.low_open),
            std::cmp::Ordering::Greater => (other.low, other.low_open),
            std::cmp::Ordering::Equal => (self.low, self.low_open && other.low_open),
        };
        let (high, high_open) = match self.high.cmp(&other.high) {
            std::cmp::Ordering::Greater => (self.high, self.high_open),
            std::cmp::Ordering::Less => (other.high, other.high_open),
            std::cmp::Ordering::Equal => (self.high, self.high_open && other.high_open),
        };
        Interval { low, high, low_open, high_open }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounded_spans_half_a_unit_each_way() {
        let i = Interval::rounded(Decimal::new(1234, 2), 2);
        assert_eq!((i.low, i.high), (Decimal::new(12335, 3), Decimal::new(12345, 3)));
        assert!(i.contains(Decimal::new(12345, 3)));
        assert!(!i.contains(Decimal::new(123451, 4)));
    }

    #[test]
    fn open_ends_do_not_touch() {
        let cut = Interval::truncated(Decimal::new(1089, 1), 1);
        assert!(cut.contains(Decimal::new(10899, 2)));
        assert!(!cut.contains(Decimal::new(1090, 1)));
        assert!(!cut.meets(&Interval::closed(Decimal::new(109, 0), Decimal::new(110, 0))));
    }
}
