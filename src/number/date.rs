//! Dates and periods (2024年12月10日前, 2024年1月—12月), which targets and actuals of timeliness indicators state.

use serde::{Deserialize, Serialize};

/// A date as far as it is written; months and days may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Date {
    /// Year, four digits.
    pub year: u16,
    /// Month 1–12.
    pub month: Option<u8>,
    /// Day 1–31.
    pub day: Option<u8>,
}

/// The last day that a target allows (2024年12月底前, 2024年12月10日前).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// The date named.
    pub date: Date,
    /// 前 is written and no day is named: 12月前 can mean before or by the end of December.
    pub ambiguous: bool,
}

/// From one month (or day) to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// First month or day.
    pub from: Date,
    /// Last month or day.
    pub to: Date,
}

impl Date {
    /// The last day it can mean: the end of the month or of the year where day or month are missing.
    pub fn latest(self) -> (u16, u8, u8) {
        let month = self.month.unwrap_or(12);
        (self.year, month, self.day.unwrap_or_else(|| days_in_month(self.year, month)))
    }

    /// The first day it can mean.
    pub fn earliest(self) -> (u16, u8, u8) {
        (self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }
}

fn days_in_month(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Reads a whole text such as 2024年12月10日前, 12月底前完成 is not one (no year).
pub fn parse_deadline(text: &str) -> Option<Deadline> {
    if !has_digit(text) {
        return None;
    }
    let compact: String = half_width(text).chars().filter(|c| !c.is_whitespace()).collect();
    let rest = compact.trim_start_matches(['=', '<', '>', '≤', '≥']);
    let rest = ["不晚于", "截至", "截止", "于"].iter().find_map(|p| rest.strip_prefix(p)).unwrap_or(rest);
    let (date, used) = read_date(rest)?;
    let tail = &rest[used..];
    let known = [
        "",
        "前",
        "底",
        "底前",
        "之前",
        "以前",
        "末",
        "末前",
        "前完成",
        "底前完成",
        "完成",
        "止",
        "度",
        "日前",
    ];
    if !known.contains(&tail) {
        return None;
    }
    Some(Deadline {
        date,
        ambiguous: date.day.is_none() && tail.contains('前') && !tail.contains(['底', '末']),
    })
}

/// Reads a whole text such as 2024年1月—12月, 2023.4-2023.12, 2024年2月至2024年11月.
pub fn parse_period(text: &str) -> Option<Period> {
    if !has_digit(text) {
        return None;
    }
    let compact: String = half_width(text).chars().filter(|c| !c.is_whitespace()).collect();
    let rest = compact.trim_start_matches('=');
    let (from, used) = read_date(rest)?;
    let rest = rest[used..].strip_prefix(['-', '—', '–', '~', '～', '至', '－', '到'])?;
    let rest = rest.trim_start_matches(['-', '—']);
    let (to, used) = read_date(rest).or_else(|| read_month_day(rest, from.year))?;
    matches!(&rest[used..], "" | "前" | "底" | "止").then_some(Period { from, to })
}

/// Is there any digit, half or full width?
pub(super) fn has_digit(text: &str) -> bool {
    // Full-width digits are EF BC 90 to EF BC 99.
    text.as_bytes().iter().any(|b| b.is_ascii_digit())
        || text.as_bytes().windows(3).any(|w| matches!(w, [0xEF, 0xBC, 0x90..=0x99]))
}

/// Full-width digits, letters and signs as half-width ones; every other character as it is.
pub(super) fn half_width(text: &str) -> String {
    text.chars().map(half_width_char).collect()
}

pub(super) fn half_width_char(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' | '\u{A0}' | '\u{2002}' | '\u{2003}' | '\u{2009}' => ' ',
        '−' | '﹣' | '\u{2010}' | '\u{2011}' => '-',
        _ => c,
    }
}

fn digits(text: &str, most: usize) -> Option<(u16, usize)> {
    let n = text.bytes().take(most).take_while(u8::is_ascii_digit).count();
    Some((text.get(..n)?.parse().ok()?, n))
}

/// A date at the start of `text` (half width, no spaces) and the bytes it takes.
pub(super) fn read_date(text: &str) -> Option<(Date, usize)> {
    let (year, mut used) = digits(text, 4)?;
    if used != 4 || !(1900..2100).contains(&year) {
        return None;
    }
    let separator = text[used..].chars().next()?;
    if !matches!(separator, '年' | '.' | '-' | '/') {
        return None;
    }
    let after_year = used + separator.len_utf8();
    if separator == '年' {
        used = after_year;
        return match read_month_day(&text[used..], year) {
            Some((date, n)) => Some((date, used + n)),
            None => Some((Date { year, month: None, day: None }, used)),
        };
    }
    let (month, n) = digits(&text[after_year..], 2)?;
    if !(1..=12).contains(&month) {
        return None;
    }
    used = after_year + n;
    if text[used..].starts_with('月') {
        used += '月'.len_utf8();
    }
    let mut date = Date { year, month: Some(month as u8), day: None };
    if let Some(rest) = text[used..].strip_prefix(separator)
        && let Some((day, n)) = digits(rest, 2)
        && (1..=31).contains(&day)
        && !rest[n..].starts_with(|c: char| c.is_ascii_digit() || c == separator)
    {
        date.day = Some(day as u8);
        used += separator.len_utf8() + n;
        if text[used..].starts_with('日') {
            used += '日'.len_utf8();
        }
    }
    Some((date, used))
}

/// 12月10日 or 12月 at the start of `text`.
pub(super) fn read_month_day(text: &str, year: u16) -> Option<(Date, usize)> {
    let (month, n) = digits(text, 2)?;
    let rest = text[n..].strip_prefix('月')?;
    if !(1..=12).contains(&month) {
        return None;
    }
    let used = n + '月'.len_utf8();
    if let Some((day, m)) = digits(rest, 2)
        && (1..=31).contains(&day)
        && rest[m..].starts_with('日')
    {
        return Some((
            Date { year, month: Some(month as u8), day: Some(day as u8) },
            used + m + '日'.len_utf8(),
        ));
    }
    Some((Date { year, month: Some(month as u8), day: None }, used))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deadlines() {
        let d = parse_deadline("2024年12月10日前").unwrap();
        assert_eq!(d.date.latest(), (2024, 12, 10));
        assert!(!d.ambiguous);
        assert_eq!(parse_deadline("2024年12月底前").unwrap().date.latest(), (2024, 12, 31));
        assert!(parse_deadline("2024年12月前").unwrap().ambiguous);
        assert_eq!(parse_deadline("=2024年8月31日前").unwrap().date.day, Some(31));
        assert!(parse_deadline("2024年1月-12月").is_none());
        assert!(parse_deadline("达到预期").is_none());
    }

    #[test]
    fn periods() {
        let p = parse_period("=2024年1月-12月").unwrap();
        assert_eq!((p.from.month, p.to.month, p.to.year), (Some(1), Some(12), 2024));
        let p = parse_period("2023.4-2023.12").unwrap();
        assert_eq!((p.from.month, p.to.month), (Some(4), Some(12)));
        assert_eq!(parse_period("2024年２月—11月").unwrap().to.month, Some(11));
        assert!(parse_period("2024年12月6日").is_none());
    }
}
