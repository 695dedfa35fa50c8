//! Slips of the pen: how a wrong number may have come from the right one.

use crate::figure::Figure;
use crate::number::Arithmetic as _;
use crate::number::Unit;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A likely slip. The text lives in the locale files under `slip.<name>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Slip {
    /// Two neighbouring digits changed places.
    DigitsTransposed,
    /// One digit is another.
    DigitChanged,
    /// A digit is missing.
    DigitMissing,
    /// A digit too many.
    DigitExtra,
    /// The decimal point moved.
    PointMoved,
    /// 元 for 万元 or the reverse.
    UnitConfused,
    /// The sign was lost.
    SignLost,
    /// Two numbers changed places.
    Exchanged,
    /// A total to which one of its parts was not added.
    PartOmitted,
    /// A total to which one of its parts was added twice.
    PartDoubled,
    /// The number of another row once more.
    RowRepeated,
    /// A row that is not there.
    RowMissing,
}

impl Slip {
    /// Key in the locale files.
    pub fn key(self) -> &'static str {
        match self {
            Slip::DigitsTransposed => "digits_transposed",
            Slip::DigitChanged => "digit_changed",
            Slip::DigitMissing => "digit_missing",
            Slip::DigitExtra => "digit_extra",
            Slip::PointMoved => "point_moved",
            Slip::UnitConfused => "unit_confused",
            Slip::SignLost => "sign_lost",
            Slip::Exchanged => "exchanged",
            Slip::PartOmitted => "part_omitted",
            Slip::PartDoubled => "part_doubled",
            Slip::RowRepeated => "row_repeated",
            Slip::RowMissing => "row_missing",
        }
    }
}

impl Slip {
    /// Likelier slips have smaller numbers.
    pub fn plausibility(self) -> u8 {
        match self {
            Slip::DigitsTransposed
            | Slip::DigitChanged
            | Slip::Exchanged
            | Slip::PartOmitted
            | Slip::PartDoubled
            | Slip::RowRepeated
            | Slip::RowMissing => 0,
            Slip::PointMoved | Slip::UnitConfused | Slip::SignLost => 1,
            Slip::DigitMissing | Slip::DigitExtra => 2,
        }
    }
}

/// Every value that one slip could have turned into the figure as written, most likely kinds first.
pub fn origins(figure: &Figure) -> Vec<(Decimal, Slip)> {
    let written = figure.quantity.value;
    let decimals = figure.quantity.decimals;
    let mut out: Vec<(Decimal, Slip)> = Vec::new();
    let mut add = |value: Option<Decimal>, slip: Slip| {
        if let Some(value) = value
            && value != written
            && !out.iter().any(|(v, _)| *v == value)
        {
            out.push((value, slip));
        }
    };
    let mut scaled = written.abs();
    scaled.rescale(decimals);
    let digits: Vec<u8> = scaled.mantissa().to_string().bytes().map(|b| b - b'0').collect();
    let mut padded = vec![0u8; (decimals as usize + 1).saturating_sub(digits.len()) + figure.padding];
    padded.extend(digits);
    let digits = padded;
    let negative = written.is_sign_negative();
    let number = |digits: &[u8]| -> Option<Decimal> {
        if digits.len() > 27 {
            return None;
        }
        let mantissa = digits.iter().fold(0i128, |n, d| n * 10 + i128::from(*d));
        let value = Decimal::try_from_i128_with_scale(mantissa, decimals).ok()?;
        Some(if negative { -value } else { value })
    };
    for i in 1..digits.len() {
        let mut other = digits.clone();
        other.swap(i - 1, i);
        add(number(&other), Slip::DigitsTransposed);
    }
    for i in 0..digits.len() {
        for d in 0..10 {
            // A leading digit that becomes 0 is a digit too many, not another digit.
            if i == 0 && d == 0 && digits.len() > decimals as usize + 1 {
                continue;
            }
            let mut other = digits.clone();
            other[i] = d;
            add(number(&other), Slip::DigitChanged);
        }
    }
    for power in [10, 100, 1000] {
        let power = Decimal::from(power);
        add(written.times(power), Slip::PointMoved);
        add(written.over(power), Slip::PointMoved);
    }
    let ten_thousand = Decimal::from(10_000);
    if figure.quantity.unit.is_money() || figure.quantity.unit == Unit::None {
        add(written.times(ten_thousand), Slip::UnitConfused);
        // 0.44万元 for 0.44元 nobody writes.
        let much = written.abs() >= Decimal::ONE_HUNDRED;
        add(written.over(ten_thousand).filter(|_| much), Slip::UnitConfused);
    }
    add(Some(-written), Slip::SignLost);
    for i in 0..=digits.len() {
        for d in 0..10 {
            let mut other = digits.clone();
            other.insert(i, d);
            add(number(&other), Slip::DigitMissing);
        }
    }
    for i in 0..digits.len() {
        let mut other = digits.clone();
        other.remove(i);
        add(number(&other), Slip::DigitExtra);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::{FigureId, Figures};
    use crate::import::text::read_text;

    fn slip(written: &str, right: &str) -> Option<Slip> {
        let figures = Figures::of(&read_text(written));
        let right: Decimal = right.parse().unwrap();
        origins(&figures[FigureId(0)]).into_iter().find(|(v, _)| *v == right).map(|(_, s)| s)
    }

    #[test]
    fn kinds() {
        assert_eq!(slip("10,767.61万元", "10676.61"), None);
        assert_eq!(slip("10,767.61万元", "10776.61"), Some(Slip::DigitsTransposed));
        assert_eq!(slip("10,676.61万元", "10576.61"), Some(Slip::DigitChanged));
        assert_eq!(slip("867.48万元", "1867.48"), Some(Slip::DigitMissing));
        assert_eq!(slip("11867.48万元", "1867.48"), Some(Slip::DigitExtra));
        assert_eq!(slip("186.748万元", "1867.48"), Some(Slip::PointMoved));
        assert_eq!(slip("1.23万元", "12300"), Some(Slip::UnitConfused));
        assert_eq!(slip("差异率12.30%", "-12.30"), Some(Slip::SignLost));
        assert_eq!(slip("0.58万元", "0.59"), Some(Slip::DigitChanged));
        assert_eq!(slip("完成率010%", "100"), Some(Slip::DigitsTransposed));
    }
}
