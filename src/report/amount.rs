//! How an amount is written: in its unit, with its decimals and its grouping.

use crate::diagnosis::Slip;
use crate::figure::Figure;
use crate::number::Arithmetic as _;
use crate::number::{Unit, round_half_up};
use rust_decimal::Decimal;

/// A value in base units as the figure would be written: in its unit, with its grouping, with this many decimals.
pub(super) fn written(figure: &Figure, base: Decimal, decimals: u32) -> String {
    let unit = &figure.quantity.unit;
    let in_unit = base.over(unit.factor()).unwrap_or(base);
    format!("{}{}", group(in_unit, decimals), unit.symbol())
}

/// The digits as they stand, with the unit that was confused with the one written.
pub(super) fn in_other_unit(slip: Slip, figure: &Figure, value: Decimal) -> Option<String> {
    let written = &figure.quantity;
    let unit = match written.unit {
        Unit::Yuan if value.abs() > written.value.abs() => Unit::TenThousandYuan,
        Unit::TenThousandYuan if value.abs() < written.value.abs() => Unit::Yuan,
        _ => return None,
    };
    (slip == Slip::UnitConfused && figure.span.cell.is_none())
        .then(|| format!("{}{}", group(written.value, written.decimals), unit.symbol()))
}

/// Rounded half up, with thousands separators.
pub(super) fn group(value: Decimal, decimals: u32) -> String {
    let mut rounded = round_half_up(value, decimals);
    rounded.rescale(decimals);
    let text = rounded.abs().to_string();
    let (whole, fraction) = text.split_once('.').map_or((text.as_str(), None), |(w, f)| (w, Some(f)));
    let mut out = String::new();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    if rounded.is_sign_negative() && !rounded.is_zero() { format!("-{out}") } else { out }
}

/// The decimals that a value of a figure is written with: where its digits stay and the point moves, they go with it.
pub(super) fn decimals_of(figure: &Figure, value: Decimal) -> u32 {
    let decimals = figure.quantity.decimals;
    let moved = |&(power, n): &(u32, u32)| {
        let same = figure.quantity.value.times(Decimal::from(power)) == Some(value);
        (same && !value.is_zero()).then(|| decimals.saturating_sub(n))
    };
    [(10, 1), (100, 2), (1000, 3)].iter().find_map(moved).unwrap_or(decimals)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grouping() {
        assert_eq!(group("-1234567.005".parse().unwrap(), 2), "-1,234,567.01");
        assert_eq!(group("12".parse().unwrap(), 2), "12.00");
    }
}
