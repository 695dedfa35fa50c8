//! Numbers of automatic numbering as Word writes them (`w:numFmt`).

const DIGITS: [&str; 10] = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
const LEGAL: [&str; 10] = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"];
const STEMS: [&str; 10] = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"];
const BRANCHES: [&str; 12] = ["子", "丑", "寅", "卯", "辰", "巳", "午", "未", "申", "酉", "戌", "亥"];

/// The number `n` in a format; `None` for bullets and formats without a number.
pub fn numeral(n: u32, format: &str) -> Option<String> {
    Some(match format {
        "bullet" | "none" => return None,
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "koreanCounting" => counting(n, &DIGITS, ["十", "百", "千"], true),
        "chineseLegalSimplified" | "ideographLegalTraditional" | "japaneseLegal" => {
            counting(n, &LEGAL, ["拾", "佰", "仟"], false)
        }
        "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" | "koreanDigital" => {
            n.to_string().bytes().map(|b| DIGITS[usize::from(b - b'0')]).collect()
        }
        "decimalZero" => format!("{n:02}"),
        "numberInDash" => format!("-{n}-"),
        "decimalFullWidth" | "decimalFullWidth2" => {
            n.to_string().bytes().filter_map(|b| char::from_u32(0xFF10 + u32::from(b - b'0'))).collect()
        }
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => {
            enclosed(n, 0x2460, 20).unwrap_or_else(|| n.to_string())
        }
        "decimalEnclosedParen" => enclosed(n, 0x2474, 20).unwrap_or_else(|| format!("({n})")),
        "decimalEnclosedFullstop" => enclosed(n, 0x2488, 20).unwrap_or_else(|| format!("{n}.")),
        "ideographEnclosedCircle" => enclosed(n, 0x3280, 10).unwrap_or_else(|| n.to_string()),
        "ideographTraditional" => cyclic(n, &STEMS),
        "ideographZodiac" => cyclic(n, &BRANCHES),
        "upperLetter" => letters(n, 'A'),
        "lowerLetter" => letters(n, 'a'),
        "upperRoman" => roman(n),
        "lowerRoman" => roman(n).to_ascii_lowercase(),
        _ => n.to_string(),
    })
}

/// 一百零五, 十二: as counted aloud. `short_ten` leaves out the 一 of 一十二.
fn counting(n: u32, digits: &[&str; 10], tens: [&str; 3], short_ten: bool) -> String {
    if n == 0 || n > 9_999 {
        return n.to_string().bytes().map(|b| digits[usize::from(b - b'0')]).collect();
    }
    let mut out = String::new();
    let mut zero = false;
    for (power, name) in [(1000, tens[2]), (100, tens[1]), (10, tens[0]), (1, "")] {
        let digit = (n / power % 10) as usize;
        if digit == 0 {
            zero = !out.is_empty();
            continue;
        }
        if zero {
            out.push('零');
            zero = false;
        }
        if !(short_ten && power == 10 && digit == 1 && out.is_empty()) {
            out.push_str(digits[digit]);
        }
        out.push_str(name);
    }
    out
}

fn enclosed(n: u32, first: u32, count: u32) -> Option<String> {
    (1..=count).contains(&n).then(|| char::from_u32(first + n - 1)).flatten().map(String::from)
}

fn cyclic(n: u32, names: &[&str]) -> String {
    names.get(n.saturating_sub(1) as usize % names.len()).map_or_else(String::new, ToString::to_string)
}

/// A … Z, AA, BB: Word repeats the letter.
fn letters(n: u32, first: char) -> String {
    let Some(at) = n.checked_sub(1) else { return String::new() };
    let letter = char::from_u32(first as u32 + at % 26).unwrap_or(first);
    std::iter::repeat_n(letter, (at / 26 + 1).min(32) as usize).collect()
}

fn roman(n: u32) -> String {
    const PARTS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut left = n.min(9_999);
    let mut out = String::new();
    for (value, sign) in PARTS {
        while left >= value {
            out.push_str(sign);
            left -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::numeral;

    #[test]
    fn numbers_are_written_as_word_writes_them() {
        let cases = [
            (1, "chineseCounting", "一"),
            (10, "chineseCountingThousand", "十"),
            (11, "japaneseCounting", "十一"),
            (20, "chineseCounting", "二十"),
            (105, "chineseCounting", "一百零五"),
            (110, "chineseCounting", "一百一十"),
            (12, "chineseLegalSimplified", "壹拾贰"),
            (12, "ideographDigital", "一二"),
            (3, "decimalEnclosedCircle", "③"),
            (2, "ideographTraditional", "乙"),
            (28, "upperLetter", "BB"),
            (14, "lowerRoman", "xiv"),
            (7, "decimal", "7"),
            (7, "decimalFullWidth", "７"),
        ];
        for (n, format, text) in cases {
            assert_eq!(numeral(n, format).as_deref(), Some(text), "{n} {format}");
        }
        assert_eq!(numeral(1, "bullet"), None);
    }
}
