//! Labels of rows: numbering, 其中, totals.

/// How a row label is numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Marker {
    /// Not at all.
    #[default]
    None,
    /// 一、
    Chinese,
    /// （一）
    BracketChinese,
    /// 1.
    Arabic,
    /// (1)
    BracketArabic,
}

/// A row label taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Label {
    /// Its numbering.
    pub marker: Marker,
    /// Which number it has.
    pub number: Option<u32>,
    /// It begins with 其中.
    pub of_which: bool,
    /// The name alone.
    pub name: String,
}

const NUMERALS: &str = "一二三四五六七八九十";

/// Takes a squeezed label apart.
pub fn read_label(text: &str) -> Label {
    let mut label = Label::default();
    let mut rest = text;
    loop {
        if let Some(tail) = rest.strip_prefix("其中") {
            label.of_which = true;
            rest = tail.trim_start_matches([':', '、', ',']);
            continue;
        }
        match numbered(rest) {
            Some((marker, number, tail)) if label.marker == Marker::None => {
                label.marker = marker;
                label.number = Some(number);
                rest = tail;
            }
            _ => break,
        }
    }
    label.name = rest.trim_end_matches([':', '。']).to_string();
    label
}

/// Marker, number and the rest of a numbered label.
fn numbered(text: &str) -> Option<(Marker, u32, &str)> {
    let numeral =
        |t: &str| t.chars().take_while(|c| NUMERALS.contains(*c)).map(char::len_utf8).sum::<usize>();
    let digits = |t: &str| t.chars().take_while(char::is_ascii_digit).count();
    let n = numeral(text);
    if n > 0 {
        let (number, rest) = text.split_at(n);
        let rest = rest.strip_prefix(['、', '.', ',', '．'])?;
        return Some((Marker::Chinese, value_of(number), rest));
    }
    if let Some(inner) = text.strip_prefix('(') {
        let (n, marker) = match numeral(inner) {
            0 => (digits(inner), Marker::BracketArabic),
            n => (n, Marker::BracketChinese),
        };
        if n == 0 || (marker == Marker::BracketArabic && n > 2) {
            return None;
        }
        let (number, rest) = inner.split_at(n);
        return rest.strip_prefix(')').map(|rest| (marker, value_of(number), rest));
    }
    let n = digits(text);
    if (1..=2).contains(&n) {
        let (number, rest) = text.split_at(n);
        let rest = rest.strip_prefix(['.', '、', ')'])?;
        let decimal = rest.chars().next().is_none_or(|c| c.is_ascii_digit());
        return (!decimal).then_some((Marker::Arabic, value_of(number), rest));
    }
    None
}

/// 12 of 十二 or 12.
fn value_of(numeral: &str) -> u32 {
    if let Ok(number) = numeral.parse() {
        return number;
    }
    let digit = |c: char| "一二三四五六七八九".chars().position(|d| d == c).map_or(0, |i| i as u32 + 1);
    match numeral.split_once('十') {
        Some((tens, ones)) => {
            let tens = tens.chars().next().map_or(1, digit);
            tens * 10 + ones.chars().next().map_or(0, digit)
        }
        None => numeral.chars().fold(0, |n, c| n * 10 + digit(c)),
    }
}

/// Is a row or a column with this name a total (合计, 总计, 收入总量, 小计, 本年收入合计, 收入总计)?
pub fn is_total(name: &str) -> bool {
    let name = name.split('(').next().unwrap_or(name);
    ["合计", "总计", "总量", "小计", "总额", "共计", "合计数"].iter().any(|w| name.ends_with(w))
        || name.starts_with("合计")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbering_and_of_which() {
        let of = |t: &str| {
            let l = read_label(t);
            (l.marker, l.of_which, l.name)
        };
        assert_eq!(read_label("二十四、其他支出").number, Some(24));
        assert_eq!(read_label("十、其他支出").number, Some(10));
        assert_eq!(read_label("3、其他支出").number, Some(3));
        assert_eq!(
            of("二十四、抗疫特别国债安排的支出"),
            (Marker::Chinese, false, "抗疫特别国债安排的支出".into())
        );
        assert_eq!(of("1.一般公共预算资金"), (Marker::Arabic, false, "一般公共预算资金".into()));
        assert_eq!(of("其中:1.公务用车购置费"), (Marker::Arabic, true, "公务用车购置费".into()));
        assert_eq!(of("(一)一般公共预算拨款"), (Marker::BracketChinese, false, "一般公共预算拨款".into()));
        assert_eq!(of("一般公共服务支出"), (Marker::None, false, "一般公共服务支出".into()));
        assert!(is_total("本年收入合计") && is_total("总计") && !is_total("年初结转和结余"));
    }
}
