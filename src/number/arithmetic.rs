//! Arithmetic of decimals that may leave their range, each operation compiled once: the crate's own are compiled anew wherever they
//! are called, a kilobyte each time.

use rust_decimal::Decimal;

/// See the module.
pub trait Arithmetic: Sized {
    /// The sum, unless it is too large.
    fn plus(self, other: Self) -> Option<Self>;
    /// The difference, unless it is too large.
    fn minus(self, other: Self) -> Option<Self>;
    /// The product, unless it is too large.
    fn times(self, other: Self) -> Option<Self>;
    /// The quotient, unless it is too large or by nothing.
    fn over(self, other: Self) -> Option<Self>;
    /// The sum, or the bound that it passes.
    fn bounded_sum(self, other: Self) -> Self;
    /// The difference, or the bound that it passes.
    fn bounded_difference(self, other: Self) -> Self;
    /// The product, or the bound that it passes.
    fn bounded_product(self, other: Self) -> Self;
}

impl Arithmetic for Decimal {
    #[inline(never)]
    fn plus(self, other: Self) -> Option<Self> {
        self.checked_add(other)
    }

    #[inline(never)]
    fn minus(self, other: Self) -> Option<Self> {
        self.checked_sub(other)
    }

    #[inline(never)]
    fn times(self, other: Self) -> Option<Self> {
        self.checked_mul(other)
    }

    #[inline(never)]
    fn over(self, other: Self) -> Option<Self> {
        self.checked_div(other)
    }

    #[inline(never)]
    fn bounded_sum(self, other: Self) -> Self {
        self.saturating_add(other)
    }

    #[inline(never)]
    fn bounded_difference(self, other: Self) -> Self {
        self.saturating_sub(other)
    }

    #[inline(never)]
    fn bounded_product(self, other: Self) -> Self {
        self.saturating_mul(other)
    }
}
