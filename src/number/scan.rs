//! Finds every number in a text and says what it is: a figure, a date, an ordinal or a code.

use super::counted::{COUNTED, WORDS_APART};
use super::date::{half_width_char, has_digit, read_date, read_month_day};
use super::{Comparator, Date, Quantity, Unit};
use crate::document::Holds;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::ops::Range;

/// Digits before the point of the largest amount: the revenue of the whole country in 元 has fifteen. More belong to accounts
/// and identity numbers; and sums and products of what remains cannot leave the range of decimals.
const MOST_DIGITS: usize = 15;

/// A number in a text. Ranges are byte ranges of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Comparator, sign, digits and unit.
    pub range: Range<usize>,
    /// Digits with sign, separators and decimal point only.
    pub digits: Range<usize>,
    /// What it is.
    pub kind: TokenKind,
}

/// What a number in a text is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TokenKind {
    /// A figure that can be right or wrong.
    Figure(Quantity),
    /// A date, a year or a month (2024年度, 12月31日).
    Date(Date),
    /// 第3, （1）, 2. at the head of a paragraph.
    Ordinal,
    /// Part of a name or a number without value (S101, 〔2020〕10号, a telephone number).
    Code,
}

/// Every number of `text`, in order.
pub fn scan(text: &str) -> Vec<Token> {
    if !has_digit(text) {
        return Vec::new();
    }
    Scanner::new(text).run()
}

struct Scanner<'a> {
    text: &'a str,
    /// Byte position and half-width form of each character.
    chars: Vec<(usize, char)>,
    at: usize,
    tokens: Vec<Token>,
    /// The last number of an enumeration within the paragraph (1.…；2.…).
    enumerator: u32,
}

impl<'a> Scanner<'a> {
    fn new(text: &'a str) -> Self {
        let chars = text.char_indices().map(|(i, c)| (i, half_width_char(c))).collect();
        Self { text, chars, at: 0, tokens: Vec::new(), enumerator: 0 }
    }

    fn char(&self, i: usize) -> Option<char> {
        self.chars.get(i).map(|&(_, c)| c)
    }

    fn byte(&self, i: usize) -> usize {
        self.chars.get(i).map_or(self.text.len(), |&(b, _)| b)
    }

    fn is_digit(&self, i: usize) -> bool {
        self.char(i).is_some_and(|c| c.is_ascii_digit())
    }

    fn run(mut self) -> Vec<Token> {
        while self.at < self.chars.len() {
            if self.is_digit(self.at) {
                self.number();
            } else {
                self.at += 1;
            }
        }
        self.tokens
    }

    fn push(&mut self, from: usize, to: usize, kind: TokenKind) {
        let range = self.byte(from)..self.byte(to);
        self.tokens.push(Token { digits: range.clone(), range, kind });
        self.at = to;
    }

    /// The text from character `i`, half width, without spaces, and for each of its bytes the character index.
    fn compact(&self, i: usize, most: usize) -> (String, Vec<usize>) {
        let (mut out, mut map) = (String::new(), Vec::new());
        for (j, &(_, c)) in self.chars.iter().enumerate().skip(i).take(most) {
            if c != ' ' {
                map.extend(std::iter::repeat_n(j, c.len_utf8()));
                out.push(c);
            }
        }
        (out, map)
    }

    /// The text from character `i`, half width, at most so many characters.
    fn half_width(&self, i: usize, most: usize) -> Cow<'a, str> {
        let end = (i + most).min(self.chars.len());
        let chars = self.chars.get(i..end).unwrap_or_default().iter().map(|&(_, c)| c);
        match self.text.get(self.byte(i)..self.byte(end)) {
            Some(as_written) if as_written.chars().eq(chars.clone()) => Cow::Borrowed(as_written),
            _ => Cow::Owned(chars.collect()),
        }
    }

    fn number(&mut self) {
        let start = self.at;
        let previous = start.checked_sub(1).and_then(|i| self.char(i));
        let mut digits_end = start;
        while self.is_digit(digits_end) {
            digits_end += 1;
        }
        let run = digits_end - start;

        if previous.is_some_and(|c| c.is_ascii_alphabetic() || c == '_')
            || self.follows_letter_dash(start)
            || self.is_bracketed_year(start, digits_end)
            || self.is_class_code(start, digits_end)
        {
            return self.code(start);
        }
        // What follows the digits tells most numbers from dates.
        let next = self
            .chars
            .get(digits_end..)
            .and_then(|rest| rest.iter().map(|&(_, c)| c).find(|&c| c != ' ' && !c.is_ascii_digit()));
        let dated = |c: char| matches!(c, '年' | '.' | '-' | '/' | '—' | '–' | '~' | '至');
        // 1.2020年收支情况: after the number of an item, as after nothing.
        let fresh =
            previous != Some('.')
                || self.tokens.last().is_some_and(|t| {
                    matches!(t.kind, TokenKind::Ordinal) && self.byte(start) == t.range.end + 1
                }) && next == Some('年');
        if run == 4 && fresh && next.is_some_and(dated) {
            let (compact, map) = self.compact(start, 24);
            if let Some((date, used)) = read_date(&compact) {
                let slashed = compact[4..].starts_with(['.', '-', '/']);
                let whole = !slashed
                    || date.day.is_some()
                    || compact[used..].starts_with(['-', '—', '月', '~', '至']);
                if whole {
                    let end = map[used - 1] + 1;
                    let end = if self.char(end) == Some('度') { end + 1 } else { end };
                    return self.push(start, end, TokenKind::Date(date));
                }
            }
            // 2021—2035年, 2023-2024年度
            let value: u32 = compact[..4].parse().unwrap_or(0);
            if (1900..2100).contains(&value)
                && compact[4..].starts_with(['-', '—', '–', '~', '至'])
                && let Some(rest) = compact[4..].strip_prefix(['-', '—', '–', '~', '至'])
                && read_date(rest.trim_start_matches(['—', '-'])).is_some()
            {
                let date = Date { year: value as u16, month: None, day: None };
                return self.push(start, digits_end, TokenKind::Date(date));
            }
        }
        let inside_number = matches!(previous, Some('.' | ',')) && start >= 2 && self.is_digit(start - 2);
        let monthly = |c: char| matches!(c, '月' | '-' | '—' | '–' | '~' | '至');
        if run <= 2 && !inside_number && next.is_some_and(monthly) {
            let (compact, map) = self.compact(start, 8);
            if let Some((date, used)) = read_month_day(&compact, 0) {
                let counted =
                    compact[used..].starts_with('份') && date.day.is_none() && previous == Some('个');
                if !counted {
                    return self.push(start, map[used - 1] + 1, TokenKind::Date(date));
                }
            }
            // 1—12月, 1-3季度
            let rest = compact.trim_start_matches(|c: char| c.is_ascii_digit());
            if let Some(rest) = rest.strip_prefix(['-', '—', '–', '~', '至']) {
                let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
                if after.len() < rest.len() && (after.starts_with(['月', '季'])) {
                    return self.push(start, digits_end, TokenKind::Ordinal);
                }
            }
        }
        if self.is_ordinal(start, digits_end) {
            return self.push(start, digits_end, TokenKind::Ordinal);
        }
        self.figure(start)
    }

    /// S-101, GB/T 1234: a letter, then a dash or a space after capitals, then digits.
    fn follows_letter_dash(&self, start: usize) -> bool {
        let Some(dash) = start.checked_sub(1) else { return false };
        if !matches!(self.char(dash), Some('-' | ' ' | '/')) {
            return false;
        }
        let Some(before) = dash.checked_sub(1).and_then(|i| self.char(i)) else { return false };
        before.is_ascii_uppercase()
    }

    /// `〔2020〕10号`, `[2020]10号`
    fn is_bracketed_year(&self, start: usize, end: usize) -> bool {
        let before = start.checked_sub(1).and_then(|i| self.char(i));
        let opened = matches!(before, Some('〔' | '[' | '【' | '﹝' | '（' | '('));
        let closed = matches!(self.char(end), Some('〕' | ']' | '】' | '﹞' | '）' | ')'));
        if opened && closed && end - start == 4 {
            return self.char(end + 1).is_some_and(|c| c.is_ascii_digit() || c == '第')
                || !matches!(before, Some('（' | '('));
        }
        matches!(before, Some('〕' | ']' | '﹞')) && self.char(end) == Some('号')
    }

    /// 一般公共服务支出（201类）…（03款）行政运行（01项）: the code of a class beside its name.
    fn is_class_code(&self, start: usize, end: usize) -> bool {
        let opened = start.checked_sub(1).and_then(|i| self.char(i)) == Some('(');
        let size = end - start;
        let after_code = self.tokens.last().is_some_and(|t| t.kind == TokenKind::Code);
        let marked = match self.char(end) {
            Some('类') => size == 3,
            Some('款') => size == 5 || size == 2 && after_code,
            Some('项') => size == 7 || size == 2 && after_code,
            _ => false,
        };
        opened && marked && self.char(end + 1) == Some(')')
    }

    fn code(&mut self, start: usize) {
        let mut end = start;
        while self
            .char(end)
            .is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-') && self.is_digit(end + 1))
        {
            end += 1;
        }
        self.push(start, end.max(start + 1), TokenKind::Code)
    }

    fn is_ordinal(&mut self, start: usize, end: usize) -> bool {
        let before = self.chars[..start].iter().rev().map(|&(_, c)| c).find(|&c| c != ' ');
        let after = self.char(end);
        if before == Some('第') || before == Some('之') && after != Some('%') && self.chars.len() > end {
            return before == Some('第') || matches!(after, Some('、' | '）' | ')'));
        }
        if after == Some('季') {
            return true;
        }
        if after == Some('号') && self.char(end + 1) != Some('线') {
            return true;
        }
        let short = end - start <= 2;
        let bracketed = matches!(before, Some('(')) && after == Some(')') && short;
        if bracketed {
            // （1）职责 is an ordinal, 面积（1） is not a case worth telling apart.
            return true;
        }
        let value: u32 = self.text[self.byte(start)..self.byte(end)].chars().fold(0, |n, c| {
            n.saturating_mul(10).saturating_add(half_width_char(c).to_digit(10).unwrap_or(0))
        });
        let head =
            matches!(before, None | Some('。' | ';' | ':' | '；' | '：' | '，' | ',' | '、' | '\n' | '\t'));
        let dotted = match after {
            Some('、' | ')') => true,
            Some('.') => {
                let next = self.char(end + 1);
                !next.is_some_and(|c| c.is_ascii_digit())
                    || self.enumerator > 0 && value == self.enumerator + 1
                    || before.is_none() && (self.is_year_at(end + 1) || self.is_code_at(end + 1))
            }
            _ => false,
        };
        if short && head && dotted && self.char(end + 1).is_some() {
            self.enumerator = value;
            return true;
        }
        false
    }

    /// A comma, a space and three digits with cents or money after them.
    fn is_spaced_group(&self, at: usize) -> bool {
        let ends = match self.char(at + 5) {
            Some('.') => self.is_digit(at + 6),
            Some(c) => matches!(c, '万' | '亿' | '元'),
            None => false,
        };
        let comma = self.char(at) == Some(',') && !self.text[self.byte(at)..].starts_with('，');
        comma && self.char(at + 1) == Some(' ') && (2..=4).all(|k| self.is_digit(at + k)) && ends
    }

    fn is_year_at(&self, i: usize) -> bool {
        (0..4).all(|k| self.is_digit(i + k)) && self.char(i + 4) == Some('年')
    }

    /// 1.2080505机关事业单位基本养老保险缴费支出: the code of an item behind its number.
    fn is_code_at(&self, i: usize) -> bool {
        let named = self.char(i + 7).is_some_and(|c| c.is_alphabetic());
        self.char(i) == Some('2') && (0..7).all(|k| self.is_digit(i + k)) && named
    }

    fn figure(&mut self, first: usize) {
        let mut end = first;
        let mut value_text = String::with_capacity(24);
        let mut decimals = 0u32;
        while self.is_digit(end) {
            value_text.push(self.chars[end].1);
            end += 1;
        }
        // Thousands separators: groups of three digits.
        let mut grouped = end - first <= 3;
        while grouped
            && self.char(end).is_some_and(|c| c == ',')
            && (1..=3).all(|k| self.is_digit(end + k))
            && !self.is_digit(end + 4)
        {
            let full_width = self.text[self.byte(end)..].starts_with('，');
            if full_width && !matches!(self.char(end + 4), Some('.' | ',')) {
                break;
            }
            for k in 1..=3 {
                value_text.push(self.chars[end + k].1);
            }
            end += 4;
            grouped = true;
        }
        // 1, 537.4万元: a space after the separator.
        if end - first <= 3 && self.is_spaced_group(end) {
            for k in 2..=4 {
                value_text.push(self.chars[end + k].1);
            }
            end += 5;
        }
        if self.char(end) == Some('.') && self.is_digit(end + 1) {
            value_text.push('.');
            end += 1;
            while self.is_digit(end) {
                value_text.push(self.chars[end].1);
                decimals += 1;
                end += 1;
            }
        }
        // Section numbers such as 3.1.2 and addresses have a second point.
        if self.char(end) == Some('.') && self.is_digit(end + 1) {
            return self.code(first);
        }
        let plain_digits = value_text.len();
        let whole_digits = plain_digits - if decimals > 0 { decimals as usize + 1 } else { 0 };
        if whole_digits > MOST_DIGITS {
            return self.push(first, end, TokenKind::Code);
        }
        let (sign_at, negative) = self.sign(first);
        let digits = self.byte(sign_at)..self.byte(end);
        let (unit, unit_end) = self.unit(end);
        let money_or_rate = unit.is_money() || unit.is_percent();
        let long_integer =
            decimals == 0 && plain_digits >= 11 && end - first == plain_digits && !money_or_rate;
        let telephone = decimals == 0
            && end - first == plain_digits
            && plain_digits >= 7
            && unit == Unit::None
            && self.looks_like_telephone(first, end);
        let area_code = plain_digits <= 4
            && value_text.starts_with('0')
            && decimals == 0
            && self.char(end) == Some('-')
            && (1..=7).all(|k| self.is_digit(end + k));
        let letters = self.char(end).is_some_and(|c| c.is_ascii_alphabetic()) && unit == Unit::None;
        if long_integer || telephone || letters || area_code {
            return self.code(first);
        }
        let Ok(mut value) = value_text.parse::<Decimal>() else {
            return self.push(first, end, TokenKind::Code);
        };
        if negative {
            value.set_sign_negative(true);
        }
        let (from, comparator) = self.comparator(sign_at);
        let quantity = Quantity { value, decimals, unit, comparator };
        self.tokens.push(Token {
            range: self.byte(from)..self.byte(unit_end),
            digits,
            kind: TokenKind::Figure(quantity),
        });
        self.at = unit_end.max(end);
    }

    fn looks_like_telephone(&self, first: usize, end: usize) -> bool {
        let before: String = self.chars[first.saturating_sub(14)..first].iter().map(|&(_, c)| c).collect();
        let area_code =
            before.ends_with('-') && before.trim_end_matches('-').ends_with(|c: char| c.is_ascii_digit());
        before.holds_any(&["电话", "手机", "传真", "邮编", "联系", "索引", "账号", "编号", "代码", "QQ"])
            || area_code
            || end - first == 11
    }

    /// Where the number begins with its sign, and whether that sign is a minus.
    fn sign(&self, first: usize) -> (usize, bool) {
        let Some(mut i) = first.checked_sub(1) else { return (first, false) };
        // -¥1,234.50: the currency stands between.
        if matches!(self.char(i), Some('¥' | '￥')) && i > 0 && self.char(i - 1) == Some('-') {
            i -= 1;
        }
        let before = i.checked_sub(1).and_then(|j| self.char(j));
        match self.char(i) {
            Some('-') => {
                let joined = before.is_some_and(|c| {
                    c.is_ascii_alphanumeric()
                        || matches!(c, '%' | '年' | '月' | '日' | '号' | '-' | '—' | ')' | '元' | '份' | '.')
                });
                if joined { (first, false) } else { (i, true) }
            }
            Some('负' | '△' | '▲') => (i, true),
            Some('+') if !before.is_some_and(|c| c.is_ascii_alphanumeric()) => (i, false),
            _ => (first, false),
        }
    }

    fn comparator(&self, first: usize) -> (usize, Option<Comparator>) {
        let mut i = first;
        while i > 0 && self.char(i - 1) == Some(' ') {
            i -= 1;
        }
        let at = |k: usize| i.checked_sub(k).and_then(|j| self.char(j));
        match (at(2), at(1)) {
            (Some('>'), Some('=')) => (i - 2, Some(Comparator::AtLeast)),
            (Some('<'), Some('=')) => (i - 2, Some(Comparator::AtMost)),
            (_, Some('≥' | '≧' | '⩾')) => (i - 1, Some(Comparator::AtLeast)),
            (_, Some('≤' | '≦' | '⩽')) => (i - 1, Some(Comparator::AtMost)),
            (_, Some('>' | '﹥')) => (i - 1, Some(Comparator::MoreThan)),
            (_, Some('<' | '﹤')) => (i - 1, Some(Comparator::LessThan)),
            (_, Some('=' | '﹦' | '═')) => (i - 1, Some(Comparator::Equal)),
            _ => (first, None),
        }
    }

    /// Where a word that stands at `i`, with blanks between its characters or none (万 元), ends.
    fn spaced(&self, i: usize, word: &str) -> Option<usize> {
        let mut at = i;
        for c in word.chars() {
            while at > i && self.char(at) == Some(' ') {
                at += 1;
            }
            if self.char(at) != Some(c) {
                return None;
            }
            at += 1;
        }
        Some(at)
    }

    /// The unit after the digits, and where it ends.
    fn unit(&self, end: usize) -> (Unit, usize) {
        let mut i = end;
        while self.char(i) == Some(' ') {
            i += 1;
        }
        let Some(first) = self.char(i) else { return (Unit::None, end) };
        let rest = self.half_width(i, 8);
        let rest = rest.as_ref();
        let fixed = [
            ("个百分点", Unit::PercentagePoint),
            ("百分点", Unit::PercentagePoint),
            ("万亿元", Unit::TrillionYuan),
            ("亿元", Unit::HundredMillionYuan),
            ("万元", Unit::TenThousandYuan),
            ("千元", Unit::ThousandYuan),
            ("%", Unit::Percent),
            ("﹪", Unit::Percent),
            ("‰", Unit::Permille),
        ]
        .into_iter()
        .filter(|(name, _)| initial(name) == Some(first))
        .find_map(|(name, unit)| Some((unit, self.spaced(i, name)?)));
        if let Some(hit) = fixed {
            return hit;
        }
        if rest.starts_with('元') && !rest.starts_with("元/") {
            return (Unit::Yuan, i + 1);
        }
        if rest.starts_with('分')
            && !["分钟", "分之", "分别", "分公司", "分局", "分为", "分成", "分类", "分配"]
                .iter()
                .any(|w| rest.starts_with(w))
        {
            return (Unit::Points, i + 1);
        }
        let counted = counted_at(rest);
        // 9.2 部分工作受影响: after a blank the words of the next cell.
        let apart = i > end && WORDS_APART.iter().any(|word| rest.starts_with(word));
        if let Some(name) = counted
            && name != "亿"
            && !apart
        {
            return (Unit::Counted(name.to_string()), i + name.chars().count());
        }
        // 1.21万亿
        if let Some(tail) = rest.strip_prefix("万亿")
            && counted_at(tail).is_none()
        {
            return (Unit::TrillionYuan, i + 2);
        }
        // 万 and 亿 without 元, 10万, 18.96亿: money unless a counted unit follows.
        for (head, unit) in [('万', Unit::TenThousandYuan), ('亿', Unit::HundredMillionYuan)] {
            if let Some(tail) = rest.strip_prefix(head) {
                return match counted_at(tail) {
                    Some(name) => (Unit::Counted(format!("{head}{name}")), i + 1 + name.chars().count()),
                    None => (unit, i + 1),
                };
            }
        }
        (Unit::None, end)
    }
}

/// The first character: rules out nearly every name before its text is compared.
fn initial(text: &str) -> Option<char> {
    text.chars().next()
}

/// The longest counted unit that a text begins with.
fn counted_at(text: &str) -> Option<&'static str> {
    let begins = |name: &&str| initial(name) == initial(text) && text.starts_with(*name);
    COUNTED.iter().copied().filter(begins).max_by_key(|name| name.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(text: &str) -> Vec<String> {
        scan(text)
            .into_iter()
            .filter_map(|t| match t.kind {
                TokenKind::Figure(q) => Some(format!("{}{}", q.value, q.unit.symbol())),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn no_report_has_such_an_amount() {
        assert_eq!(
            figures("占7922816251426433759354395033%，收入1234567890123456.78万元"),
            Vec::<String>::new()
        );
        assert_eq!(figures("全国收入219702000000000.00元"), ["219702000000000.00元"]);
    }

    #[test]
    fn codes_of_classes() {
        assert_eq!(figures("教育支出（205类）普通教育（02款）高等教育（05项）支出1.20万元").len(), 1);
        assert_eq!(figures("制度文件（12项）").len(), 1);
    }

    #[test]
    fn money_percent_and_counts() {
        assert_eq!(
            figures("2024年度收入总计10,676.61万元，占 3.8 %，车辆4辆，单价100万元（含）以上设备0台（套）"),
            ["10676.61万元", "3.8%", "4辆", "100万元", "0台(套)"]
        );
        assert_eq!(figures("运行维护费1, 537.4万元、购置2辆, 200人"), ["1537.4万元", "2辆", "200人"]);
        assert_eq!(figures("1.2020年财政拨款收支总体情况。2.2022年度三公经费3.20万元"), ["3.20万元"]);
        assert_eq!(figures("增加０．００万元，增长10，676.61％"), ["0.00万元", "10676.61%"]);
        assert_eq!(figures("19.8亿元=18.96亿+8428万"), ["19.8亿元", "18.96亿元", "8428万元"]);
    }

    #[test]
    fn what_is_not_a_figure() {
        assert_eq!(
            figures("财预〔2020〕10号，S101公路，第34个全国土地日，2021—2035年，1-3季度"),
            Vec::<String>::new()
        );
        assert_eq!(figures("1.社会保障支出243.58万元"), ["243.58万元"]);
        assert_eq!(
            figures("工作：1.违法2.14亩；2.100%完成2024年度任务；3.对8家单位"),
            ["2.14亩", "100%", "8家"]
        );
        assert_eq!(
            figures("截至2024年12月31日，2024年1月-12月，监督索引号53010000123456789"),
            Vec::<String>::new()
        );
        assert_eq!(figures("联系电话：0994-2345678"), Vec::<String>::new());
    }

    #[test]
    fn signs() {
        assert_eq!(figures("预决算差异率-12.3%"), ["-12.3%"]);
        assert_eq!(figures("负12.30万元"), ["-12.30万元"]);
        assert_eq!(figures("3-5次"), ["3", "5次"]);
    }

    #[test]
    fn ranges_point_into_the_text() {
        let text = "占 >=３.８％。";
        let token = &scan(text)[0];
        assert_eq!(&text[token.range.clone()], ">=３.８％");
        assert_eq!(&text[token.digits.clone()], "３.８");
    }
}
