//! Numbers as a section shows them.

use super::{Section, Token};
use rust_decimal::{Decimal, RoundingStrategy};

/// Digits that a sheet keeps: beyond the fifteenth a stored double says nothing, and nothing is shown of it.
const SIGNIFICANT: u32 = 15;

/// Characters that the General format fills at most.
const GENERAL_WIDTH: usize = 11;

fn rounded(value: Decimal, decimals: u32) -> Decimal {
    value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero)
}

/// The value without the noise of its binary form.
fn significant(value: Decimal) -> Decimal {
    let digits = value.mantissa().unsigned_abs().to_string().len() as u32;
    match digits.checked_sub(SIGNIFICANT) {
        Some(excess) if excess > 0 && value.scale() >= excess => rounded(value, value.scale() - excess),
        _ => value,
    }
}

/// The General format.
pub fn general(value: Decimal) -> String {
    let value = significant(value).normalize();
    let magnitude = value.abs();
    if magnitude >= Decimal::from(100_000_000_000u64) {
        return scientific(value, 5, true);
    }
    let whole = magnitude.trunc().to_string().len();
    let decimals = GENERAL_WIDTH.saturating_sub(whole + 1) as u32;
    let shown = rounded(value, decimals).normalize();
    let lost = shown.is_zero() || magnitude < Decimal::new(1, 4) && shown != value;
    if lost && !value.is_zero() { scientific(value, 5, true) } else { shown.to_string() }
}

/// `1.23457E+11`; trailing zeros of the mantissa are left out if asked.
fn scientific(value: Decimal, decimals: u32, trim: bool) -> String {
    let digits = value.mantissa().unsigned_abs().to_string();
    let mut exponent = digits.len() as i64 - 1 - i64::from(value.scale());
    let sign = if value.is_sign_negative() && !value.is_zero() { "-" } else { "" };
    let places = u32::try_from(digits.len()).unwrap_or(28).saturating_sub(1);
    let mantissa = i128::try_from(value.mantissa().unsigned_abs()).unwrap_or(0);
    let mut scaled =
        rounded(Decimal::try_from_i128_with_scale(mantissa, places).unwrap_or_default(), decimals);
    if scaled >= Decimal::TEN {
        scaled /= Decimal::TEN;
        exponent += 1;
    }
    if value.is_zero() {
        exponent = 0;
    }
    if trim {
        scaled = scaled.normalize();
    } else {
        scaled.rescale(decimals);
    }
    let exponent_sign = if exponent < 0 { '-' } else { '+' };
    format!("{sign}{scaled}E{exponent_sign}{:02}", exponent.abs())
}

/// How a section writes its digits.
#[derive(Debug, Default)]
struct Layout {
    /// Index of the first and after the last token that takes a digit or stands between such.
    whole: std::ops::Range<usize>,
    decimals: usize,
    optional_decimals: usize,
    grouped: bool,
    thousands: u32,
    percents: u32,
}

fn layout(tokens: &[Token]) -> Layout {
    let mut layout = Layout::default();
    let is_digit = |t: &Token| matches!(t, Token::Digit(_));
    let point = tokens.iter().position(|t| *t == Token::Point).unwrap_or(tokens.len());
    let end = tokens.iter().position(|t| matches!(t, Token::Exponent(_))).unwrap_or(tokens.len());
    let first = tokens.iter().position(is_digit).unwrap_or(point).min(point);
    let last = tokens[..point].iter().rposition(is_digit).map_or(first, |i| i + 1);
    layout.whole = first..last.max(first);
    for (index, token) in tokens.iter().enumerate() {
        match token {
            Token::Percent => layout.percents += 1,
            // Between digits a comma groups; after the last it divides by a thousand.
            Token::Comma if index > first && index < end => {
                if tokens[index..point.max(index)].iter().any(is_digit) {
                    layout.grouped = true;
                } else if index < point || !tokens[index..end].iter().any(is_digit) {
                    layout.thousands += 1;
                }
            }
            Token::Digit(c) if index > point && index < end => {
                layout.decimals += 1;
                layout.optional_decimals = if *c == '0' { 0 } else { layout.optional_decimals + 1 };
            }
            _ => {}
        }
    }
    layout
}

/// What a section shows for a number; the sign stands before the first digit unless the section is for negatives.
pub fn show(section: &Section, value: Decimal) -> String {
    let tokens = &section.tokens;
    if let Some(at) = tokens.iter().position(|t| *t == Token::General) {
        let shown = if section.chinese { chinese(value) } else { None }.unwrap_or_else(|| general(value));
        return literals(&tokens[..at]) + &shown + &literals(&tokens[at + 1..]);
    }
    if tokens.contains(&Token::Text) && !section.has_digits() {
        let shown = general(value);
        return tokens.iter().map(|t| if *t == Token::Text { shown.clone() } else { literal(t) }).collect();
    }
    if !section.has_digits() {
        let sign = if value.is_sign_negative() { "-" } else { "" };
        return format!("{sign}{}", literals(tokens));
    }
    if tokens.contains(&Token::Slash) {
        return general(value);
    }
    let layout = layout(tokens);
    if let Some(at) = tokens.iter().position(|t| matches!(t, Token::Exponent(_))) {
        let decimals = u32::try_from(layout.decimals).unwrap_or(0).min(20);
        let rest = tokens[at..].iter().skip_while(|t| matches!(t, Token::Exponent(_) | Token::Digit(_)));
        let after: String = rest.map(literal).collect();
        let before = literals(&tokens[..layout.whole.start]);
        return before + &scientific(significant(value), decimals, false) + &after;
    }
    let mut scaled = significant(value);
    for _ in 0..layout.percents.min(4) {
        scaled = scaled.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(scaled);
    }
    for _ in 0..layout.thousands.min(8) {
        scaled = scaled.checked_div(Decimal::ONE_THOUSAND).unwrap_or(scaled);
    }
    let decimals = u32::try_from(layout.decimals).unwrap_or(0).min(20);
    let shown = rounded(scaled, decimals);
    let negative = value.is_sign_negative() && !value.is_zero();
    write(tokens, &layout, shown.abs(), negative, decimals)
}

/// Lays the digits into the section's places.
fn write(tokens: &[Token], layout: &Layout, value: Decimal, negative: bool, decimals: u32) -> String {
    let mut fixed = value;
    fixed.rescale(decimals);
    let text = fixed.to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let whole = if whole == "0" { "" } else { whole };
    let mut fraction = fraction.to_string();
    for _ in 0..layout.optional_decimals {
        if fraction.ends_with('0') {
            fraction.pop();
        }
    }
    let mut out = String::new();
    if negative {
        out.push('-');
    }
    out.push_str(&literals(&tokens[..layout.whole.start]));
    out.push_str(&whole_part(&tokens[layout.whole.clone()], whole, layout.grouped));
    let mut digits = fraction.chars();
    for token in &tokens[layout.whole.end..] {
        match token {
            Token::Point => out.push('.'),
            Token::Digit(_) => out.extend(digits.next()),
            other => out.push_str(&literal(other)),
        }
    }
    out
}

/// Whole digits from the right into the places; what is left over goes before the first place.
fn whole_part(tokens: &[Token], digits: &str, grouped: bool) -> String {
    let mut left: Vec<char> = digits.chars().collect();
    let mut out: Vec<char> = Vec::new();
    let mut written = 0;
    let mut put = |out: &mut Vec<char>, c: char| {
        if grouped && written > 0 && written % 3 == 0 {
            out.push(',');
        }
        out.push(c);
        written += 1;
    };
    let first = tokens.iter().position(|t| matches!(t, Token::Digit(_)));
    for (index, token) in tokens.iter().enumerate().rev() {
        match token {
            Token::Digit(place) => {
                match (left.pop(), place) {
                    (Some(digit), _) => put(&mut out, digit),
                    (None, '0') => put(&mut out, '0'),
                    _ => {}
                }
                if Some(index) == first {
                    while let Some(digit) = left.pop() {
                        put(&mut out, digit);
                    }
                }
            }
            other => out.extend(literal(other).chars().rev()),
        }
    }
    out.iter().rev().collect()
}

fn literal(token: &Token) -> String {
    match token {
        Token::Literal(text) => text.clone(),
        Token::Percent => "%".into(),
        Token::Slash => "/".into(),
        _ => String::new(),
    }
}

fn literals(tokens: &[Token]) -> String {
    tokens.iter().map(literal).collect()
}

/// A small whole number in Chinese digits (`[DBNum1]General`).
fn chinese(value: Decimal) -> Option<String> {
    let whole = u32::try_from(value.mantissa()).ok().filter(|_| value.scale() == 0 && !value.is_zero())?;
    (whole < 10_000).then(|| crate::import::numbering::numeral(whole, "chineseCounting")).flatten()
}
