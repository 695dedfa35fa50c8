//! Sums of what a report writes.

use crate::number::Arithmetic as _;
use rust_decimal::Decimal;

/// A sum that no number of a file can overflow.
pub trait Total {
    /// The sum. One beyond what a decimal holds is the largest decimal, which no figure of a report is.
    fn total(self) -> Decimal;
}

impl<I: Iterator<Item = Decimal>> Total for I {
    fn total(self) -> Decimal {
        self.fold(Decimal::ZERO, Decimal::bounded_sum)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_sum_overflows() {
        assert_eq!([1, 2, 3].map(Decimal::from).into_iter().total(), Decimal::from(6));
        assert_eq!([Decimal::MAX; 3].into_iter().total(), Decimal::MAX);
    }
}
