//! A cell that holds one quantity and nothing else, or nothing at all.

use super::date::half_width_char;
use super::scan::{Token, TokenKind, scan};
use super::{Comparator, Quantity, Unit};

/// Is a cell with this text empty in meaning (—, -, /, 空, 无)?
pub fn is_blank_mark(text: &str) -> bool {
    let t = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{3000}' || c == '\u{A0}');
    t.is_empty()
        || matches!(t, "无" | "空" | "*" | "\\" | "N/A")
        || t.chars().all(|c| "-—–－─/…．.".contains(c))
}

/// #### stands where a column was too narrow to print its number: nobody can read it.
pub fn is_overflow_mark(text: &str) -> bool {
    let t = text.trim();
    t.chars().count() > 1 && t.chars().all(|c| matches!(c, '#' | '＃'))
}

/// A text of more bytes says more than a quantity; sentences need not be read for it.
const LONGEST: usize = 240;

/// Reads a text that is nothing but one quantity (a cell): `>=12次`, `达到90%`, `不低于 3 家`, `(1,234.56)`, `17.45`.
pub fn parse_quantity(text: &str) -> Option<Quantity> {
    let trimmed = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{3000}' || c == '\u{A0}');
    if trimmed.len() > LONGEST {
        return None;
    }
    // A lone small integer can look like an ordinal (1.) only in running text.
    let [Token { range, kind: TokenKind::Figure(mut quantity), .. }] =
        <[Token; 1]>::try_from(scan(trimmed)).ok()?
    else {
        return None;
    };
    if range == (0..trimmed.len()) {
        return Some(quantity);
    }
    let clean =
        |s: &str| -> String { s.chars().map(half_width_char).filter(|c| !c.is_whitespace()).collect() };
    let (before, after) = (clean(&trimmed[..range.start]), clean(&trimmed[range.end..]));
    if before == "(" && after == ")" && (quantity.decimals > 0 || trimmed.contains([',', '，'])) {
        quantity.value = -quantity.value;
        return Some(quantity);
    }
    quantity.comparator = match before.as_str() {
        "" => quantity.comparator,
        "不低于" | "不少于" | "不小于" | "大于等于" | "大于或等于" | "至少" | "达到" | "达" | "不低於"
        | "高于等于" => Some(Comparator::AtLeast),
        "大于" | "超过" | "高于" | "多于" => Some(Comparator::MoreThan),
        "不超过" | "不高于" | "不大于" | "不多于" | "小于等于" | "小于或等于" | "控制在" | "至多"
        | "低于等于" => Some(Comparator::AtMost),
        "小于" | "低于" | "少于" => Some(Comparator::LessThan),
        "等于" => Some(Comparator::Equal),
        "完成" | "已完成" | "实际完成" | "约" | "共" => quantity.comparator,
        _ => return None,
    };
    match after.as_str() {
        "" | "左右" | "整" => {}
        "以上" | "及以上" | "(含)以上" | "或以上" => {
            quantity.comparator = Some(Comparator::AtLeast)
        }
        "以内" | "以下" | "之内" | "及以下" | "(含)以内" | "内" => {
            quantity.comparator = Some(Comparator::AtMost)
        }
        "百分比" if quantity.unit == Unit::None => quantity.unit = Unit::Percent,
        _ => return None,
    }
    Some(quantity)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells() {
        let q = parse_quantity(">=12次").unwrap();
        assert_eq!((q.comparator, q.unit), (Some(Comparator::AtLeast), Unit::Counted("次".into())));
        assert_eq!(parse_quantity("不低于90%").unwrap().comparator, Some(Comparator::AtLeast));
        assert_eq!(parse_quantity("3家以内").unwrap().comparator, Some(Comparator::AtMost));
        assert_eq!(parse_quantity("(1,234.56)").unwrap().value, "-1234.56".parse().unwrap());
        assert_eq!(parse_quantity("≥100百分比").unwrap().unit, Unit::Percent);
        assert_eq!(parse_quantity("100.00分").unwrap().unit, Unit::Points);
        assert!(parse_quantity("有效提高").is_none());
        assert!(parse_quantity("2024年12月6日").is_none());
        assert_eq!(parse_quantity("15").unwrap().decimals, 0);
    }
}
