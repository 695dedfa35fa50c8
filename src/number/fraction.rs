//! Exact ratios of decimals, compared by cross-multiplication.

use crate::number::Arithmetic as _;
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// `numerator ÷ denominator`, kept undivided so that nothing is lost before the comparison. The denominator is positive.
#[derive(Debug, Clone, Copy)]
pub struct Fraction {
    numerator: Decimal,
    denominator: Decimal,
}

impl Fraction {
    /// A whole decimal.
    pub fn from_decimal(value: Decimal) -> Self {
        Self { numerator: value, denominator: Decimal::ONE }
    }

    /// `numerator ÷ denominator`; `None` when the denominator is zero.
    pub fn new(numerator: Decimal, denominator: Decimal) -> Option<Self> {
        if denominator.is_zero() {
            None
        } else if denominator.is_sign_negative() {
            Some(Self { numerator: -numerator, denominator: -denominator })
        } else {
            Some(Self { numerator, denominator })
        }
    }

    fn of(numerator: Option<Decimal>, denominator: Option<Decimal>) -> Option<Self> {
        Self::new(numerator?.normalize(), denominator?.normalize())
    }

    /// `self + other`; `None` beyond the 28 digits of a decimal.
    pub fn plus(self, other: Self) -> Option<Self> {
        if self.denominator == other.denominator {
            let numerator = self.numerator.plus(other.numerator)?;
            return Some(Self { numerator, denominator: self.denominator });
        }
        Self::of(
            exact_mul(self.numerator, other.denominator)?.plus(exact_mul(other.numerator, self.denominator)?),
            exact_mul(self.denominator, other.denominator),
        )
    }

    /// `−self`.
    pub fn negate(self) -> Self {
        Self { numerator: -self.numerator, ..self }
    }

    /// `self × other`.
    pub fn multiply(self, other: Self) -> Option<Self> {
        Self::of(exact_mul(self.numerator, other.numerator), exact_mul(self.denominator, other.denominator))
    }

    /// `self ÷ other`; `None` when `other` is zero.
    pub fn divide(self, other: Self) -> Option<Self> {
        Self::of(exact_mul(self.numerator, other.denominator), exact_mul(self.denominator, other.numerator))
    }

    /// The quotient, to 28 digits: for display and for range ends, never before a comparison.
    pub fn to_decimal(self) -> Option<Decimal> {
        self.numerator.over(self.denominator)
    }

    /// Numerator of the exact ratio.
    pub fn numerator(self) -> Decimal {
        self.numerator
    }

    /// Denominator of the exact ratio; positive.
    pub fn denominator(self) -> Decimal {
        self.denominator
    }

    /// Compares by cross-multiplication; falls back on the quotients where the products need more than 28 digits.
    pub fn compare(self, other: Self) -> Ordering {
        if self.denominator == other.denominator {
            return self.numerator.cmp(&other.numerator);
        }
        match (exact_mul(self.numerator, other.denominator), exact_mul(other.numerator, self.denominator)) {
            (Some(a), Some(b)) => a.cmp(&b),
            _ => self.to_decimal().cmp(&other.to_decimal()),
        }
    }

    /// Is it exactly zero?
    pub fn is_zero(self) -> bool {
        self.numerator.is_zero()
    }
}

/// A product that is exact or `None`: `checked_mul` alone would round a product of more than 28 digits silently.
fn exact_mul(a: Decimal, b: Decimal) -> Option<Decimal> {
    // Most fractions are whole: nothing to multiply.
    match (is_one(a), is_one(b)) {
        (true, _) => return Some(b),
        (_, true) => return Some(a),
        _ => {}
    }
    let (a, b) = (a.normalize(), b.normalize());
    let product = a.times(b)?;
    (product.is_zero() || product.scale() == a.scale() + b.scale()).then_some(product)
}

fn is_one(value: Decimal) -> bool {
    value.scale() == 0 && value == Decimal::ONE
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn thirds_compare_exactly() {
        let third = Fraction::new(d("1"), d("3")).unwrap();
        let sum = third.plus(third).unwrap().plus(third).unwrap();
        assert_eq!(sum.compare(Fraction::from_decimal(d("1"))), Ordering::Equal);
        assert!(Fraction::new(d("1"), d("0")).is_none());
    }

    #[test]
    fn negative_denominators_are_turned() {
        let f = Fraction::new(d("1"), d("-4")).unwrap();
        assert_eq!(f.to_decimal(), Some(d("-0.25")));
    }
}
