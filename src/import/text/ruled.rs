//! Tables drawn with `|`: Markdown's, and those with box-drawing characters.

use super::lines::Line;
use crate::document::Table;

const RULES: &[char] = &['|', '｜', '│', '┃', '║'];

/// Reads a ruled table that begins at the first line; gives the number of lines it takes.
pub fn table(lines: &[Line]) -> Option<(Table, usize)> {
    let first = lines.first()?;
    if !is_row(&first.text) && !is_border(&first.text) {
        return None;
    }
    let used = lines.iter().take_while(|l| is_row(&l.text) || is_border(&l.text)).count();
    let part = &lines[..used];
    let borders = part.iter().filter(|l| is_border(&l.text)).count();
    let framed = part.iter().filter(|l| l.text.trim().starts_with(RULES)).count();
    // A single bar in prose draws no table: there must be a border, bars on the outside, or several bars line by line.
    let barred = part.iter().take(2).all(|l| l.text.matches(RULES).count() >= 3);
    if used < 2 || borders == 0 && framed < used && !barred || borders == used {
        return None;
    }
    let rows: Vec<Vec<(String, u32)>> =
        part.iter().filter(|l| !is_border(&l.text)).map(|l| cells(&l.text, l.number)).collect();
    Some((super::table_of(rows), used))
}

fn is_row(text: &str) -> bool {
    text.contains(RULES) && !text.contains('\t')
}

fn is_border(text: &str) -> bool {
    let text = text.trim();
    let drawn =
        |c: char| matches!(c, '-' | '=' | '+' | ':' | ' ' | '\u{2500}'..='\u{257F}') || RULES.contains(&c);
    text.chars().count() >= 3
        && text.chars().all(drawn)
        && text.chars().any(|c| matches!(c, '-' | '=' | '─' | '━' | '═'))
        && text.chars().any(|c| {
            RULES.contains(&c) || matches!(c, '+' | '\u{250C}'..='\u{254B}' | '\u{2552}'..='\u{256C}')
        })
}

fn cells(text: &str, line: u32) -> Vec<(String, u32)> {
    let text = text.trim();
    let text = text.strip_prefix(RULES).unwrap_or(text);
    let text = text.strip_suffix(RULES).unwrap_or(text);
    text.split(RULES).map(|c| (c.trim().to_string(), line)).collect()
}
