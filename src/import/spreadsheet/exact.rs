//! Numbers as files store them.

use rust_decimal::Decimal;

/// Digits that a decimal holds for certain.
const DIGITS: usize = 28;

/// The exact value of a number text with or without an exponent (`9.9531981E-1`). What lies beyond the 28th decimal is
/// rounded; `None` for what is no number or too large for any figure.
pub fn exact(text: &str) -> Option<Decimal> {
    let text = text.trim();
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (text, 0),
    };
    let (negative, mantissa) = match mantissa.strip_prefix(['-', '+']) {
        Some(rest) => (mantissa.starts_with('-'), rest),
        None => (false, mantissa),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if whole.is_empty() && fraction.is_empty() || exponent.abs() > 400 {
        return None;
    }
    let mut digits: String = [whole, fraction].concat();
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let mut scale = i32::try_from(fraction.len()).ok()?.checked_sub(exponent)?;
    let leading = digits.len() - digits.trim_start_matches('0').len();
    digits.drain(..leading);
    while scale > 0 && digits.ends_with('0') {
        digits.pop();
        scale -= 1;
    }
    if digits.is_empty() {
        return Some(Decimal::ZERO);
    }
    if digits.len() > DIGITS {
        let extra = i32::try_from(digits.len() - DIGITS).ok()?;
        if scale < extra {
            return None;
        }
        digits.truncate(DIGITS);
        scale -= extra;
    }
    let mut number: i128 = digits.parse().ok()?;
    if scale < 0 {
        let power = 10i128.checked_pow(scale.unsigned_abs())?;
        number = number.checked_mul(power)?;
        scale = 0;
    }
    // So small that only zeros are left.
    while scale > 28 + 28 {
        number /= 10;
        scale -= 1;
        if number == 0 {
            return Some(Decimal::ZERO);
        }
    }
    let value = if scale > 28 {
        let excess = u32::try_from(scale - 28).ok()?;
        let unit = 10i128.checked_pow(excess)?;
        Decimal::try_from_i128_with_scale((number + unit / 2) / unit, 28).ok()?
    } else {
        Decimal::try_from_i128_with_scale(number, u32::try_from(scale).ok()?).ok()?
    };
    Some(if negative && !value.is_zero() { -value } else { value })
}

/// The shortest decimal that reads back as this double: what the program meant when it stored eight bytes. `Display` of
/// `f64` gives exactly that, so no digit is invented and none is lost.
pub fn from_double(bytes: [u8; 8]) -> Option<Decimal> {
    let double = f64::from_le_bytes(bytes);
    if double.is_finite() { exact(&double.to_string()) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stored_numbers_are_exact() {
        let cases = [
            ("10171.54", "10171.54"),
            ("9.9531981000000003E-1", "0.99531981000000003"),
            ("1.4210854715202004E-14", "0.000000000000014210854715202"),
            ("-5e3", "-5000"),
            ("1.50", "1.5"),
            (".5", "0.5"),
            ("1E-300", "0"),
            ("0.79824561403508776", "0.79824561403508776"),
            ("00012", "12"),
        ];
        for (text, value) in cases {
            assert_eq!(
                exact(text).map(|d| d.normalize().to_string()).as_deref(),
                Some(value.trim_end_matches('_')),
                "{text}"
            );
        }
        for text in ["", "-", "1,5", "1E300", "abc", "1e", "--1", "1E99999999999"] {
            assert_eq!(exact(text), None, "{text}");
        }
    }

    #[test]
    fn eight_bytes_give_the_number_that_was_meant() {
        for text in ["10171.54", "0.1", "0.99531981", "-3929.37", "0"] {
            let double: f64 = text.parse().expect("a double");
            assert_eq!(from_double(double.to_le_bytes()), exact(text));
        }
        assert_eq!(from_double(f64::NAN.to_le_bytes()), None);
        assert_eq!(from_double(f64::MAX.to_le_bytes()), None);
    }
}
