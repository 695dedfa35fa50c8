//! Tables drawn with `|`: Markdown's, and those with box-drawing characters.

use super::lines::Line;
use crate::document::Block;

const RULES: &[char] = &['|', '｜', '│', '┃', '║'];

/// Reads a ruled table that begins at the first line; gives the number of lines it takes.
pub fn table(lines: &[Line]) -> Option<(Vec<Block>, usize)> {
    let first = lines.first()?;
    if !is_row(&first.text) && !is_border(&first.text) {
        return None;
    }
    let used = lines.iter().take_while(|l| is_row(&l.text) || is_border(&l.text)).count();
    let part = &lines[..used];
    if let Some(rows) = broken_rows(part) {
        return Some((vec![Block::Table(super::table_of(rows))], used));
    }
    let borders = part.iter().filter(|l| is_border(&l.text)).count();
    let framed = part.iter().filter(|l| l.text.trim().starts_with(RULES)).count();
    // A single bar in prose draws no table: there must be a border, bars on the outside, or several bars line by line.
    let barred = part.iter().take(2).all(|l| l.text.matches(RULES).count() >= 3);
    if used < 2 || borders == 0 && framed < used && !barred || borders == used {
        return None;
    }
    let mut drawn = part.iter().filter(|l| !is_border(&l.text)).peekable();
    // Where the first row begins without a bar, one at the beginning of another closes an empty cell.
    let frame = drawn.peek().is_some_and(|l| l.text.trim().starts_with(RULES));
    let mut rows: Vec<Vec<(String, u32)>> = drawn.map(|l| cells(&l.text, l.number, frame)).collect();
    let blocks = match drop_padding(&mut rows) {
        true => super::blocks_of(rows),
        false => vec![Block::Table(super::table_of(rows))],
    };
    Some((blocks, used))
}

/// 项目 | 预算数 | 决算数 | | | | above 合计 | 一般公共预算 | …: a converter that writes merged heads once and pads each row at its end. Empty
/// cells between the heads or before them would stand for the columns and rows they cover.
fn drop_padding(rows: &mut [Vec<(String, u32)>]) -> bool {
    let told = |(text, _): &(String, u32)| {
        !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || ",.-%".contains(c))
    };
    // A head may reach down beside an amount, but no row of amounts has only one.
    let heads = rows.iter().take_while(|row| row.iter().filter(|c| told(c)).count() < 2).count();
    let length =
        |row: &[(String, u32)]| row.iter().rposition(|(t, _)| !t.is_empty()).map_or(0, |last| last + 1);
    let Some(heads) = rows.get_mut(..heads).filter(|heads| heads.len() > 1) else { return false };
    let filled = |row: &[(String, u32)]| {
        let length = length(row);
        length > 1 && row.iter().take(length).all(|(text, _)| !text.is_empty())
    };
    if !heads.iter().all(|row| filled(row)) || heads.iter().all(|row| length(row) == row.len()) {
        return false;
    }
    for row in rows {
        if row.iter().any(|(text, _)| !text.is_empty()) {
            row.truncate(length(row));
        }
    }
    true
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

/// Rows that a converter broke at the line ends within cells: 项目资金 | at the end of one line, the other cells in the next. It pads
/// each row at its end, so that all have the same number of bars: there must be a number by which every line falls into a
/// row, and by which some rows are made of several lines.
fn broken_rows(part: &[Line]) -> Option<Vec<Vec<(String, u32)>>> {
    const LONGEST: usize = 600;
    const WIDEST: usize = 40;
    let bars: Vec<usize> = part.iter().take(LONGEST + 1).map(|l| l.text.matches(RULES).count()).collect();
    let padded = |n: &&usize| **n > 3;
    let most = bars.iter().copied().max()?;
    if bars.len() < 6 || bars.len() > LONGEST || bars.iter().take(12).find(padded).is_none() {
        return None;
    }
    // Two rows at a time fit twice the number: the least is meant.
    let ends = (most.max(4)..=WIDEST.min(most * 2)).find_map(|width| row_ends(&bars, width))?;
    if ends.len() < 4 || ends.len() == bars.len() || part.iter().any(|l| is_border(&l.text)) {
        return None;
    }
    let mut rows = Vec::with_capacity(ends.len());
    let mut from = 0;
    for end in ends {
        let mut row = Vec::new();
        for (n, line) in part.get(from..end)?.iter().enumerate() {
            let text = line.text.trim();
            let text = if n == 0 { text.strip_prefix(RULES).unwrap_or(text) } else { text };
            let text = text.strip_suffix(RULES).unwrap_or(text);
            row.extend(text.split(RULES).map(|c| (c.trim().to_string(), line.number)));
        }
        rows.push(row);
        from = end;
    }
    Some(rows)
}

/// Where each row of this many bars ends; the last may be cut off. `None` where a line would lie in two rows.
fn row_ends(bars: &[usize], width: usize) -> Option<Vec<usize>> {
    let mut ends = Vec::new();
    let mut sum = 0;
    for (i, &n) in bars.iter().enumerate() {
        sum += n;
        if sum > width {
            return None;
        }
        if sum == width {
            ends.push(i + 1);
            sum = 0;
        }
    }
    if sum > 0 {
        ends.push(bars.len());
    }
    Some(ends)
}

fn cells(text: &str, line: u32, frame: bool) -> Vec<(String, u32)> {
    let text = text.trim();
    let text = text.strip_prefix(RULES).filter(|_| frame).unwrap_or(text);
    let text = text.strip_suffix(RULES).unwrap_or(text);
    text.split(RULES).map(|c| (c.trim().to_string(), line)).collect()
}
