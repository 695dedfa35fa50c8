//! Number formats: what a sheet shows for a stored value. Everything is done on decimals; the formats are those of
//! ECMA-376 part 1, 18.8.31, as a Chinese Excel or WPS shows them.

mod builtin;
mod calendar;
mod number;

use rust_decimal::Decimal;

pub use number::general;

/// A number format, parsed once and applied to many cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Format {
    sections: Vec<Section>,
}

/// One of up to four parts: positive, negative, zero, text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Section {
    tokens: Vec<Token>,
    condition: Option<Condition>,
    /// Digits are written as 一二三 (`[DBNum1]`).
    chinese: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Condition {
    operator: &'static str,
    value: Decimal,
}

/// A piece of a format.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Literal(String),
    /// `0`, `#` or `?`.
    Digit(char),
    Point,
    Comma,
    Percent,
    /// `E+` or `E-`; the flag says whether a plus is written.
    Exponent(bool),
    Slash,
    General,
    Text,
    /// A letter of a date or time and how often it stands.
    Date(char, usize),
    /// `[h]`, `[m]`, `[s]`: time that runs on past a day.
    Elapsed(char, usize),
    /// AM/PM or 上午/下午.
    Noon(bool),
}

impl Condition {
    fn holds(&self, value: Decimal) -> bool {
        match self.operator {
            "<=" => value <= self.value,
            ">=" => value >= self.value,
            "<>" => value != self.value,
            "<" => value < self.value,
            ">" => value > self.value,
            _ => value == self.value,
        }
    }
}

impl Format {
    /// The format of a built-in id.
    pub fn builtin(id: u32) -> Self {
        Self::parse(builtin::code(id))
    }

    /// Parses a format code. What is not understood shows as it stands.
    pub fn parse(code: &str) -> Self {
        let mut sections = split(code).into_iter().map(|s| parse_section(&s)).collect::<Vec<_>>();
        sections.truncate(4);
        Self { sections }
    }

    /// What the sheet shows for a number. `epoch_1904` counts days from 1904 instead of 1900.
    pub fn show(&self, value: Decimal, epoch_1904: bool) -> String {
        let Some((section, negative)) = self.choose(value) else { return general(value) };
        if section.tokens.is_empty() {
            return String::new();
        }
        let magnitude = if negative { value.abs() } else { value };
        let shown = if section.is_date() {
            calendar::show(section, magnitude, epoch_1904)
        } else {
            Some(number::show(section, magnitude))
        };
        // A date before the calendar begins shows as ###: the number says more.
        shown.unwrap_or_else(|| general(value)).trim().to_string()
    }

    /// What the sheet shows for a text.
    pub fn show_text(&self, text: &str) -> String {
        let by_text = |s: &&Section| s.tokens.contains(&Token::Text);
        let section = self.sections.get(3).or_else(|| self.sections.iter().find(by_text));
        let Some(section) = section else { return text.to_string() };
        let mut out = String::new();
        for token in &section.tokens {
            match token {
                Token::Text => out.push_str(text),
                Token::Literal(literal) => out.push_str(literal),
                _ => {}
            }
        }
        if section.tokens == [Token::Text] { text.to_string() } else { out }
    }

    /// The section for a value, and whether the section stands for negative values, so that the sign is its own affair.
    fn choose(&self, value: Decimal) -> Option<(&Section, bool)> {
        // The text section shows no numbers, except where it is the only one.
        let count = self.sections.len();
        let numeric = match self.sections.last() {
            Some(last) if count == 4 || count > 1 && last.tokens.contains(&Token::Text) => {
                &self.sections[..count - 1]
            }
            _ => &self.sections[..],
        };
        if numeric.iter().any(|s| s.condition.is_some()) {
            let chosen = numeric
                .iter()
                .find(|s| s.condition.as_ref().is_some_and(|c| c.holds(value)))
                .or_else(|| numeric.iter().find(|s| s.condition.is_none()))?;
            let all_negative = chosen
                .condition
                .as_ref()
                .is_some_and(|c| c.operator.starts_with('<') && c.value <= Decimal::ZERO);
            return Some((chosen, all_negative));
        }
        match numeric {
            [] => None,
            [only] => Some((only, false)),
            [_, second, ..] if value.is_sign_negative() && !value.is_zero() => Some((second, true)),
            [_, _, third, ..] if value.is_zero() => Some((third, false)),
            [first, ..] => Some((first, false)),
        }
    }
}

impl Section {
    fn is_date(&self) -> bool {
        self.tokens.iter().any(|t| matches!(t, Token::Date(..) | Token::Elapsed(..) | Token::Noon(_)))
    }
}

/// Splits at semicolons outside quotes and brackets.
fn split(code: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut chars = code.chars();
    let mut quoted = false;
    while let Some(c) = chars.next() {
        let Some(section) = out.last_mut() else { break };
        match c {
            '"' => {
                quoted = !quoted;
                section.push(c);
            }
            '\\' | '!' | '_' | '*' if !quoted => {
                section.push(c);
                section.extend(chars.next());
            }
            ';' if !quoted => out.push(String::new()),
            _ => section.push(c),
        }
    }
    out
}

fn parse_section(code: &str) -> Section {
    let mut section = Section::default();
    let chars: Vec<char> = code.chars().collect();
    let mut at = 0;
    let literal = |section: &mut Section, text: &str| match section.tokens.last_mut() {
        Some(Token::Literal(last)) => last.push_str(text),
        _ => section.tokens.push(Token::Literal(text.to_string())),
    };
    while let Some(&c) = chars.get(at) {
        let rest: String = chars[at..].iter().take(16).collect();
        at += 1;
        match c {
            '"' => {
                let text: String = chars[at..].iter().take_while(|&&c| c != '"').collect();
                at += text.chars().count() + 1;
                literal(&mut section, &text);
            }
            '\\' | '!' => {
                if let Some(c) = chars.get(at) {
                    literal(&mut section, c.encode_utf8(&mut [0; 4]));
                    at += 1;
                }
            }
            // The width of a character, or a character repeated to fill the cell: space to the eye.
            '_' => {
                literal(&mut section, " ");
                at += 1;
            }
            '*' => at += 1,
            '[' => {
                let inside: String = chars[at..].iter().take_while(|&&c| c != ']').collect();
                at += inside.chars().count() + 1;
                bracket(&mut section, &inside);
            }
            '0' | '#' | '?' => section.tokens.push(Token::Digit(c)),
            '.' => section.tokens.push(Token::Point),
            ',' => section.tokens.push(Token::Comma),
            '%' => section.tokens.push(Token::Percent),
            '@' => section.tokens.push(Token::Text),
            'E' | 'e' if matches!(chars.get(at), Some('+' | '-')) && section.has_digits() => {
                section.tokens.push(Token::Exponent(chars.get(at) == Some(&'+')));
                at += 1;
            }
            '/' if section.has_digits() => section.tokens.push(Token::Slash),
            _ if starts_with(&rest, "General") => {
                section.tokens.push(Token::General);
                at += "General".len() - 1;
            }
            _ if rest.starts_with("G/通用格式") => {
                section.tokens.push(Token::General);
                at += "G/通用格式".chars().count() - 1;
            }
            _ if starts_with(&rest, "AM/PM") => {
                section.tokens.push(Token::Noon(false));
                at += "AM/PM".len() - 1;
            }
            _ if starts_with(&rest, "A/P") => {
                section.tokens.push(Token::Noon(false));
                at += "A/P".len() - 1;
            }
            _ if rest.starts_with("上午/下午") => {
                section.tokens.push(Token::Noon(true));
                at += "上午/下午".chars().count() - 1;
            }
            'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' | 'a' | 'A' | 'e' | 'E' | 'b' | 'B'
            | 'g' | 'G' => {
                let same = chars[at..].iter().take_while(|n| n.eq_ignore_ascii_case(&c)).count();
                at += same;
                section.tokens.push(Token::Date(c.to_ascii_lowercase(), same + 1));
            }
            _ => literal(&mut section, c.encode_utf8(&mut [0; 4])),
        }
    }
    section
}

impl Section {
    fn has_digits(&self) -> bool {
        self.tokens.iter().any(|t| matches!(t, Token::Digit(_)))
    }
}

fn starts_with(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

/// A bracket: a condition, a currency, elapsed time, or a colour or locale, which show nothing.
fn bracket(section: &mut Section, inside: &str) {
    if let Some(currency) = inside.strip_prefix('$') {
        let sign = currency.split('-').next().unwrap_or_default();
        if !sign.is_empty() {
            section.tokens.push(Token::Literal(sign.to_string()));
        }
        return;
    }
    for operator in ["<=", ">=", "<>", "<", ">", "="] {
        if let Some(value) = inside.strip_prefix(operator) {
            let value = value.trim().parse().unwrap_or_default();
            section.condition = Some(Condition { operator, value });
            return;
        }
    }
    if inside.eq_ignore_ascii_case("DBNum1") {
        section.chinese = true;
        return;
    }
    let lower = inside.to_ascii_lowercase();
    if let Some(c) = lower.chars().next()
        && matches!(c, 'h' | 'm' | 's')
        && lower.chars().all(|other| other == c)
    {
        section.tokens.push(Token::Elapsed(c, lower.len()));
    }
}

#[cfg(test)]
mod tests;
