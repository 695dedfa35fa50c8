//! A number as written: its exact value, how many decimals it shows, its unit and its comparator.

use super::{Interval, Unit};
use crate::number::Arithmetic as _;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

/// What a target says about the values it accepts (≥, ＜, 不超过 …).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Comparator {
    /// `=`
    Equal,
    /// ≥, 不低于, 不少于, 以上, 达到
    AtLeast,
    /// ＞, 大于, 超过
    MoreThan,
    /// ≤, 不超过, 不高于, 以内, 以下
    AtMost,
    /// ＜, 小于, 低于
    LessThan,
}

impl Comparator {
    /// A larger value is better (正向): ≥ and ＞.
    pub fn is_positive(self) -> bool {
        matches!(self, Comparator::AtLeast | Comparator::MoreThan)
    }

    /// A smaller value is better (反向): ≤ and ＜.
    pub fn is_negative(self) -> bool {
        matches!(self, Comparator::AtMost | Comparator::LessThan)
    }

    /// Does `actual` satisfy the target?
    pub fn accepts(self, actual: Decimal, target: Decimal) -> bool {
        match self {
            Comparator::Equal => actual == target,
            Comparator::AtLeast => actual >= target,
            Comparator::MoreThan => actual > target,
            Comparator::AtMost => actual <= target,
            Comparator::LessThan => actual < target,
        }
    }
}

/// A number as written. 1,234.50万元 is value 1234.50, two decimals, [`Unit::TenThousandYuan`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quantity {
    /// The value in `unit`.
    pub value: Decimal,
    /// Decimals shown.
    pub decimals: u32,
    /// The unit written or known from the table.
    pub unit: Unit,
    /// The comparator written before (or after) it, if any.
    pub comparator: Option<Comparator>,
}

impl Quantity {
    /// The value in base units (元, plain ratio, count). `None` beyond 28 digits.
    pub fn base_value(&self) -> Option<Decimal> {
        self.value.times(self.unit.factor())
    }

    /// The values it can stand for if it was rounded when written down, in base units.
    pub fn rounded_interval(&self) -> Option<Interval> {
        Interval::rounded(self.value, self.decimals).scaled(self.unit.factor())
    }
}

/// Rounds as people do: half away from zero.
pub fn round_half_up(value: Decimal, decimals: u32) -> Decimal {
    value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero)
}

/// Cuts off after `decimals` decimals (截断).
pub fn truncate(value: Decimal, decimals: u32) -> Decimal {
    value.round_dp_with_strategy(decimals, RoundingStrategy::ToZero)
}
