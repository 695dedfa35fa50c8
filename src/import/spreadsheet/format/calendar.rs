//! Dates and times as a section shows them. Days are counted from 1900 or 1904.

use super::{Section, Token};
use crate::import::numbering::numeral;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// A moment of the sheet's calendar.
struct Moment {
    year: i64,
    month: u32,
    day: u32,
    /// 0 is Sunday.
    weekday: usize,
    hour: i64,
    minute: i64,
    second: i64,
    /// Thousandths of a second.
    thousandths: i64,
    /// Milliseconds since day 0.
    elapsed: i64,
}

const DAY: i64 = 86_400_000;
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const XINGQI: [&str; 7] = ["日", "一", "二", "三", "四", "五", "六"];

fn moment(serial: Decimal, epoch_1904: bool, fine: bool) -> Option<Moment> {
    let step = Decimal::from(if fine { 1 } else { 1_000 });
    let elapsed =
        serial.checked_mul(Decimal::from(DAY))?.checked_div(step)?.round().checked_mul(step)?.to_i64()?;
    // Beyond the year 9999 there are no dates.
    if !(0..=2_958_465 * DAY + DAY - 1).contains(&elapsed) {
        return None;
    }
    let (days, rest) = (elapsed / DAY, elapsed % DAY);
    let (year, month, day) = if epoch_1904 {
        civil(days - EPOCH_1904)
    } else {
        match days {
            // The sheet's calendar has the 29 February 1900 that never was.
            0 => (1900, 1, 0),
            60 => (1900, 2, 29),
            1..=59 => civil(days - EPOCH_1900 + 1),
            _ => civil(days - EPOCH_1900),
        }
    };
    let weekday = usize::try_from((days + if epoch_1904 { 5 } else { 6 }).rem_euclid(7)).ok()?;
    Some(Moment {
        year,
        month,
        day,
        weekday,
        hour: rest / 3_600_000,
        minute: rest / 60_000 % 60,
        second: rest / 1_000 % 60,
        thousandths: rest % 1_000,
        elapsed,
    })
}

/// Days from 30 December 1899 to 1 January 1970.
const EPOCH_1900: i64 = 25_569;
/// Days from 1 January 1904 to 1 January 1970.
const EPOCH_1904: i64 = 24_107;

/// Year, month and day of a number of days since 1 January 1970.
fn civil(days: i64) -> (i64, u32, u32) {
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1_460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let day = u32::try_from(doy - (153 * mp + 2) / 5 + 1).unwrap_or(1);
    let month = u32::try_from(if mp < 10 { mp + 3 } else { mp - 9 }).unwrap_or(1);
    (yoe + era * 400 + i64::from(month <= 2), month, day)
}

/// The date or time of a serial number.
pub fn show(section: &Section, serial: Decimal, epoch_1904: bool) -> Option<String> {
    let tokens = &section.tokens;
    let fine = tokens.windows(2).any(|w| w[0] == Token::Point && matches!(w[1], Token::Digit(_)));
    let moment = moment(serial, epoch_1904, fine)?;
    let half_day = tokens.iter().any(|t| matches!(t, Token::Noon(_)));
    let mut out = String::new();
    let mut after_point = false;
    let mut place = 100;
    for (index, token) in tokens.iter().enumerate() {
        match token {
            Token::Literal(text) => out.push_str(text),
            Token::Slash => out.push('/'),
            Token::Comma => out.push(','),
            Token::Percent => out.push('%'),
            Token::Point => {
                after_point = true;
                out.push('.');
            }
            Token::Digit(_) if after_point && place > 0 => {
                out.push_str(&(moment.thousandths / place % 10).to_string());
                place /= 10;
            }
            Token::Noon(chinese) => out.push_str(match (chinese, moment.hour < 12) {
                (true, true) => "上午",
                (true, false) => "下午",
                (false, true) => "AM",
                (false, false) => "PM",
            }),
            Token::Elapsed(unit, width) => {
                let seconds = moment.elapsed / 1_000;
                let n = match unit {
                    'h' => seconds / 3_600,
                    'm' => seconds / 60,
                    _ => seconds,
                };
                out.push_str(&format!("{n:0width$}"));
            }
            Token::Date('m', width @ 1..=2) if is_minute(tokens, index) => {
                out.push_str(&padded(moment.minute, *width));
            }
            Token::Date(letter, width) => {
                out.push_str(&date_part(&moment, *letter, *width, half_day, section.chinese));
            }
            _ => {}
        }
    }
    Some(out)
}

fn padded(n: i64, width: usize) -> String {
    format!("{n:0width$}", width = width.min(2))
}

fn date_part(moment: &Moment, letter: char, width: usize, half_day: bool, chinese: bool) -> String {
    let small = |n: u32| {
        if chinese { numeral(n, "chineseCounting").unwrap_or_default() } else { padded(i64::from(n), width) }
    };
    let month = MONTHS.get(moment.month.saturating_sub(1) as usize).copied().unwrap_or_default();
    let weekday = WEEKDAYS.get(moment.weekday).copied().unwrap_or_default();
    match (letter, width) {
        ('y' | 'e', _) if chinese => {
            numeral(u32::try_from(moment.year).unwrap_or(0), "ideographDigital").unwrap_or_default()
        }
        ('y', 1..=2) => format!("{:02}", moment.year % 100),
        ('y' | 'e', _) => moment.year.to_string(),
        ('m', 1..=2) => small(moment.month),
        ('m', 3) => month.chars().take(3).collect(),
        ('m', 4) => month.to_string(),
        ('m', _) => month.chars().take(1).collect(),
        ('d', 1..=2) => small(moment.day),
        ('d', 3) => weekday.chars().take(3).collect(),
        ('d', _) => weekday.to_string(),
        ('a', 3) => XINGQI.get(moment.weekday).copied().unwrap_or_default().to_string(),
        ('a', 4) => format!("星期{}", XINGQI.get(moment.weekday).copied().unwrap_or_default()),
        ('h', _) if half_day => padded((moment.hour + 11) % 12 + 1, width),
        ('h', _) => padded(moment.hour, width),
        ('s', _) => padded(moment.second, width),
        _ => String::new(),
    }
}

/// `m` after hours or before seconds is minutes.
fn is_minute(tokens: &[Token], at: usize) -> bool {
    let near = |t: &&Token| matches!(t, Token::Date(..) | Token::Elapsed(..));
    let before = tokens[..at].iter().rev().find(near);
    let after = tokens[at + 1..].iter().find(near);
    matches!(before, Some(Token::Date('h', _) | Token::Elapsed('h', _)))
        || matches!(after, Some(Token::Date('s', _) | Token::Elapsed('s', _)))
}
