//! How the cells of a table are set: numbers right and aligned at the decimal point, short labels centred, text left.

use crate::document::Table;
use crate::order::Map;

/// How a cell is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Setting {
    /// A number; the invisible rest that brings its decimal point in line with the column's.
    Number(String),
    /// A short label.
    Short,
    /// Running text.
    Text,
}

/// The setting of each cell.
pub fn settings(table: &Table) -> Vec<Setting> {
    let decimals: Vec<Option<usize>> = table.cells.iter().map(|c| number_decimals(&c.text)).collect();
    let mut most: Map<usize, usize> = Map::new();
    for (cell, decimals) in table.cells.iter().zip(&decimals) {
        if let (1, Some(decimals)) = (cell.column_span, decimals) {
            let entry = most.entry(cell.column).or_default();
            *entry = (*entry).max((*decimals).min(6));
        }
    }
    table
        .cells
        .iter()
        .zip(decimals)
        .map(|(cell, decimals)| match decimals {
            Some(own) if cell.column_span == 1 => {
                Setting::Number(rest(own, most.get(&cell.column).copied().unwrap_or(own)))
            }
            Some(_) => Setting::Short,
            None if cell.text.trim().chars().count() <= 12 => Setting::Short,
            None => Setting::Text,
        })
        .collect()
}

/// The decimals that are missing to the column's most, with the point where there is none.
fn rest(own: usize, most: usize) -> String {
    match (own, most) {
        (own, most) if own >= most => String::new(),
        (0, most) => format!(".{}", "0".repeat(most)),
        (own, most) => "0".repeat(most - own),
    }
}

/// The decimals of a text that is one number with at most a comparator before and a short unit behind it.
fn number_decimals(text: &str) -> Option<usize> {
    let text = text.trim();
    let body = text.trim_start_matches(['≥', '≤', '>', '<', '=', '＞', '＜', '＝', '-', '－', '−', '+', ' ']);
    let digits = body.chars().take_while(|c| c.is_ascii_digit() || matches!(c, ',' | '，')).count();
    if digits == 0 || !body.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mut rest = body.chars().skip(digits).peekable();
    let mut decimals = 0;
    if rest.peek() == Some(&'.') {
        rest.next();
        while rest.next_if(char::is_ascii_digit).is_some() {
            decimals += 1;
        }
    }
    let unit: Vec<char> = rest.collect();
    let plain = unit.len() <= 3 && !unit.iter().any(|c| c.is_ascii_digit() || "年月日、.".contains(*c));
    plain.then_some(decimals)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_from_text() {
        assert_eq!(number_decimals(" 1,234.50 "), Some(2));
        assert_eq!(number_decimals("=100%"), Some(0));
        assert_eq!(number_decimals("≥12.5万元"), Some(1));
        assert_eq!(number_decimals("2024年12月"), None);
        assert_eq!(number_decimals("2024年"), None);
        assert_eq!(number_decimals("项目资金"), None);
    }

    #[test]
    fn points_stand_in_line() {
        let table = Table::from_rows([vec!["1.25"], vec!["3"], vec!["4.5%"]]);
        let found = settings(&table);
        assert_eq!(found[1], Setting::Number(".00".to_string()));
        assert_eq!(found[2], Setting::Number("0".to_string()));
    }
}
