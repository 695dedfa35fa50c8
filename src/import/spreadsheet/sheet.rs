//! A sheet as read from any format, and how it becomes tables and paragraphs.

use super::super::limits::{Exceeded, Limits};
use crate::document::{Block, Cell, Holds, Origin, Paragraph, Table, squeeze};
use crate::order;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Rows and columns of the largest sheet.
pub const ROWS: u32 = 1_048_576;
/// See [`ROWS`].
pub const COLUMNS: u32 = 16_384;

/// Empty rows or columns kept between what is filled; more say nothing and would make the table huge.
const GAP: u32 = 2;

/// Empty cells are spelled out in tables up to this size; larger ones leave them out.
const FILLED: usize = 50_000;

/// Merged ranges looked at.
const MERGES: usize = 100_000;

/// A cell that shows something.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Value {
    /// As displayed.
    pub text: String,
    /// As stored.
    pub stored: Option<Decimal>,
    /// As calculated.
    pub formula: Option<String>,
}

/// A range of cells, last row and column included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// First row.
    pub top: u32,
    /// First column.
    pub left: u32,
    /// Last row.
    pub bottom: u32,
    /// Last column.
    pub right: u32,
}

/// A sheet.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Hidden as a whole.
    pub hidden: bool,
    cells: BTreeMap<(u32, u32), Value>,
    merges: Vec<Range>,
    hidden_rows: BTreeSet<u32>,
    hidden_columns: Vec<(u32, u32)>,
}

impl Sheet {
    /// An empty sheet.
    pub fn new(name: &str, hidden: bool) -> Self {
        Self { name: name.to_string(), hidden, ..Self::default() }
    }

    /// Adds a cell. What shows nothing is not kept.
    pub fn set(&mut self, row: u32, column: u32, value: Value) {
        if row < ROWS && column < COLUMNS && !(value.text.trim().is_empty() && value.formula.is_none()) {
            self.cells.insert((row, column), value);
        }
    }

    /// Number of cells that show something.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Merges a range.
    pub fn merge(&mut self, range: Range) {
        let inside = range.bottom < ROWS && range.right < COLUMNS;
        if inside && range.top <= range.bottom && range.left <= range.right && self.merges.len() < MERGES {
            self.merges.push(range);
        }
    }

    /// Hides a row.
    pub fn hide_row(&mut self, row: u32) {
        self.hidden_rows.insert(row);
    }

    /// Hides columns, the last included.
    pub fn hide_columns(&mut self, first: u32, last: u32) {
        self.hidden_columns.push((first, last));
    }

    fn is_hidden(&self, row: u32, column: u32) -> bool {
        self.hidden
            || self.hidden_rows.contains(&row)
            || self.hidden_columns.iter().any(|&(first, last)| (first..=last).contains(&column))
    }

    /// Does anything that shows a value stand in a hidden row or column?
    pub fn has_hidden_cells(&self) -> bool {
        !self.hidden && self.cells.keys().any(|&(row, column)| self.is_hidden(row, column))
    }

    /// The tables and paragraphs of the sheet. `before` is the number of cells that the workbook has already given.
    pub fn blocks(mut self, limits: &Limits, before: usize) -> Result<Vec<Block>, Exceeded> {
        limits.check_cells(before + self.cells.len())?;
        self.leave_out_helpers();
        let spans = self.spans();
        let mut blocks = Vec::new();
        let sides = self.sides(&spans);
        let mut parts = Vec::new();
        for side in &sides {
            parts.extend(self.parts(side).into_iter().map(|part| (part, side)));
        }
        for ((first, last), side) in parts {
            let keys: Vec<(u32, u32)> = self
                .cells
                .range((first, 0)..=(last, u32::MAX))
                .map(|(k, _)| *k)
                .filter(|k| side.contains(&k.1))
                .collect();
            if !is_text(&keys) {
                blocks.push(Block::Table(self.table(&keys, &spans, limits)?));
                continue;
            }
            for (row, column) in keys {
                let text = self.cells.remove(&(row, column)).map(|v| v.text).unwrap_or_default();
                for line in text.lines().filter(|line| !line.trim().is_empty()) {
                    let origin = self.origin(row, column, true);
                    blocks.push(Block::Paragraph(Paragraph {
                        text: line.to_string(),
                        heading: None,
                        origin,
                    }));
                }
            }
        }
        Ok(blocks)
    }

    /// Merged ranges by their first cell. What a merged range covers does not show; ranges that overlap an earlier one are
    /// not merged.
    fn spans(&mut self) -> HashMap<(u32, u32), Range> {
        let mut spans: HashMap<(u32, u32), Range> = HashMap::new();
        let mut merges = std::mem::take(&mut self.merges);
        order::by_key(&mut merges, |m| (m.top, m.left));
        // For each row that a range reaches, the columns it takes; a range over a whole column is kept by its bounds.
        let mut kept: Vec<Range> = Vec::new();
        for merge in merges {
            if !self.cells.contains_key(&(merge.top, merge.left)) && merge.top == merge.bottom {
                // An empty merged row says nothing.
                let covered: Vec<_> = covered(&self.cells, &merge);
                if covered.is_empty() {
                    continue;
                }
            }
            let overlaps = kept.iter().rev().take(2_000).any(|k| {
                k.top <= merge.bottom
                    && merge.top <= k.bottom
                    && k.left <= merge.right
                    && merge.left <= k.right
            });
            if overlaps {
                continue;
            }
            for key in covered(&self.cells, &merge) {
                if key != (merge.top, merge.left) {
                    self.cells.remove(&key);
                }
            }
            kept.push(merge);
            spans.insert((merge.top, merge.left), merge);
        }
        spans
    }

    /// Hidden columns beside everything that shows, without a head or with one that says so, are helpers of who made the sheet, no
    /// part of the table.
    fn leave_out_helpers(&mut self) {
        const HELPERS: [&str; 6] = ["校验", "核对", "检查", "辅助", "差异", "备用"];
        if self.hidden || self.hidden_columns.is_empty() {
            return;
        }
        let seen = self.cells.keys().filter(|key| !self.is_hidden(key.0, key.1)).map(|key| key.1);
        let (left, right) = seen.fold((u32::MAX, 0), |(left, right), c| (left.min(c), right.max(c)));
        if left > right {
            return;
        }
        let headed = |v: &Value| v.text.chars().any(char::is_alphabetic) && !v.text.holds_any(&HELPERS);
        let headed: BTreeSet<u32> =
            self.cells.iter().filter(|(_, v)| headed(v)).map(|((_, column), _)| *column).collect();
        self.cells.retain(|(_, column), _| (left..=right).contains(column) || headed.contains(column));
    }

    /// Columns of tables side by side: each has a title of its own, and empty columns part them.
    fn sides(&self, spans: &HashMap<(u32, u32), Range>) -> Vec<std::ops::RangeInclusive<u32>> {
        let titled: BTreeSet<u32> =
            self.cells.iter().filter(|(_, v)| is_title(&v.text)).map(|((_, column), _)| *column).collect();
        let whole = || vec![0..=COLUMNS];
        if titled.len() < 2 {
            return whole();
        }
        let mut taken: Vec<(u32, u32)> =
            self.cells.keys().map(|key| (key.1, spans.get(key).map_or(key.1, |range| range.right))).collect();
        taken.sort_unstable();
        let mut sides: Vec<(u32, u32)> = Vec::new();
        for (left, right) in taken {
            match sides.last_mut().filter(|last| left <= last.1 + 1) {
                Some(last) => last.1 = last.1.max(right),
                None => sides.push((left, right)),
            }
        }
        if sides.iter().any(|side| titled.range(side.0..=side.1).next().is_none()) {
            return whole();
        }
        sides.into_iter().map(|(left, right)| left..=right).collect()
    }

    /// Rows of each table: a title below an empty row begins another.
    fn parts(&self, side: &std::ops::RangeInclusive<u32>) -> Vec<(u32, u32)> {
        let mut rows: Vec<(u32, usize, &str)> = Vec::new();
        for (&(row, _), value) in self.cells.iter().filter(|((_, column), _)| side.contains(column)) {
            match rows.last_mut() {
                Some(last) if last.0 == row => last.1 += 1,
                _ => rows.push((row, 1, &value.text)),
            }
        }
        let mut parts: Vec<(u32, u32)> = Vec::new();
        for &(row, count, text) in &rows {
            match parts.last_mut() {
                Some(part) if row <= part.1 + 1 || count > 1 || !is_title(text) => part.1 = row,
                _ => parts.push((row, row)),
            }
        }
        parts
    }

    fn origin(&self, row: u32, column: u32, with_sheet: bool) -> Origin {
        Origin {
            sheet: with_sheet.then(|| self.name.clone()),
            cell: Some(reference(row, column)),
            hidden: self.is_hidden(row, column),
            ..Origin::default()
        }
    }

    /// The table of these cells, long gaps closed.
    fn table(
        &mut self,
        keys: &[(u32, u32)],
        spans: &HashMap<(u32, u32), Range>,
        limits: &Limits,
    ) -> Result<Table, Exceeded> {
        let rows = Axis::of(keys.iter().map(|k| k.0));
        // A merged head may reach beyond the last filled column, as far as another merged cell of the table does.
        let columns = Axis::of(keys.iter().map(|k| k.1));
        limits.check_grid(rows.len(), columns.len())?;
        let mut table = Table { rows: rows.len(), columns: columns.len(), ..Table::default() };
        table.origin.sheet = Some(self.name.clone());
        table.origin.hidden = self.hidden;
        let full = rows.len() * columns.len() <= FILLED;
        let mut taken = vec![false; if full { rows.len() * columns.len() } else { 0 }];
        let mut place = |table: &mut Table, key: (u32, u32), value: Value, origin: Origin| {
            let (Some(row), Some(column)) = (rows.at(key.0), columns.at(key.1)) else { return };
            let mut cell = Cell::new(row, column, value.text);
            if let Some(range) = spans.get(&key) {
                cell.row_span = rows.upto(range.bottom).saturating_sub(row).max(1);
                cell.column_span = columns.upto(range.right).saturating_sub(column).max(1);
            }
            (cell.stored, cell.formula, cell.origin) = (value.stored, value.formula, origin);
            if full {
                for r in row..row + cell.row_span {
                    for c in column..column + cell.column_span {
                        if let Some(slot) = taken.get_mut(r * columns.len() + c) {
                            *slot = true;
                        }
                    }
                }
            }
            table.cells.push(cell);
        };
        // Whether a hidden column or the hidden rows below belong to the table or helped to make it, nothing says.
        let shown = keys.iter().filter(|k| !self.hidden_rows.contains(&k.0)).map(|k| k.0).max();
        let helper = |k: &(u32, u32)| {
            self.is_hidden(k.0, k.1) && (!self.hidden_rows.contains(&k.0) || Some(k.0) > shown)
        };
        let number = |v: &Value| v.stored.is_some_and(|stored| !stored.is_zero());
        table.aligned =
            !self.hidden && keys.iter().any(|k| helper(k) && self.cells.get(k).is_some_and(number));
        for &key in keys {
            let value = self.cells.remove(&key).unwrap_or_default();
            let origin = self.origin(key.0, key.1, false);
            place(&mut table, key, value, origin);
        }
        if full {
            self.fill(&mut table, &rows, &columns, spans, &mut taken);
        }
        let titled = table.cells.iter().filter(|c| c.row < 3).any(|c| is_title(&c.text));
        if !titled && !is_default_name(&self.name) {
            table.title = Some(self.name.clone());
        }
        Ok(table)
    }

    /// Spells out the empty cells, so that a reader can point at what is missing.
    fn fill(
        &self,
        table: &mut Table,
        rows: &Axis,
        columns: &Axis,
        spans: &HashMap<(u32, u32), Range>,
        taken: &mut [bool],
    ) {
        for (row, &sheet_row) in rows.kept.iter().enumerate() {
            for (column, &sheet_column) in columns.kept.iter().enumerate() {
                let width = columns.len();
                if taken.get(row * width + column).copied().unwrap_or(true) {
                    continue;
                }
                let mut cell = Cell::new(row, column, "");
                cell.origin = self.origin(sheet_row, sheet_column, false);
                if let Some(range) = spans.get(&(sheet_row, sheet_column)) {
                    cell.row_span = rows.upto(range.bottom).saturating_sub(row).max(1);
                    cell.column_span = columns.upto(range.right).saturating_sub(column).max(1);
                }
                for r in row..row + cell.row_span {
                    for c in column..column + cell.column_span {
                        if let Some(slot) = taken.get_mut(r * width + c) {
                            *slot = true;
                        }
                    }
                }
                table.cells.push(cell);
            }
        }
        order::by_key(&mut table.cells, |c| (c.row, c.column));
    }
}

/// Filled cells in a range.
fn covered(cells: &BTreeMap<(u32, u32), Value>, range: &Range) -> Vec<(u32, u32)> {
    cells
        .range((range.top, range.left)..=(range.bottom, range.right))
        .map(|(key, _)| *key)
        .filter(|key| (range.left..=range.right).contains(&key.1))
        .collect()
}

/// Rows or columns of a sheet that a table keeps: the filled ones and short gaps between them.
struct Axis {
    kept: Vec<u32>,
}

impl Axis {
    fn of(filled: impl Iterator<Item = u32>) -> Self {
        let filled = order::Set::from_iter(filled);
        let mut kept: Vec<u32> = Vec::with_capacity(filled.len());
        for index in filled {
            if let Some(&last) = kept.last() {
                let gap = index - last - 1;
                kept.extend(last + 1..=last + gap.min(GAP));
            }
            kept.push(index);
        }
        Self { kept }
    }

    fn len(&self) -> usize {
        self.kept.len()
    }

    fn at(&self, index: u32) -> Option<usize> {
        self.kept.binary_search(&index).ok()
    }

    /// How many are kept up to and with this one.
    fn upto(&self, index: u32) -> usize {
        self.kept.partition_point(|&k| k <= index)
    }
}

/// One cell a row, all long or all in the first column: text written into a sheet, not a table.
fn is_text(keys: &[(u32, u32)]) -> bool {
    keys.windows(2).all(|w| w[0].1 == w[1].1)
}

fn is_title(text: &str) -> bool {
    let text = squeeze(text);
    let bare = text.split_once('(').map_or(text.as_str(), |(bare, _)| bare);
    bare.ends_with('表') && text.chars().count() <= 45
}

/// `Sheet1`, `工作表1`: says nothing.
fn is_default_name(name: &str) -> bool {
    let lower = name.trim().to_ascii_lowercase();
    ["sheet", "工作表"]
        .iter()
        .any(|p| lower.strip_prefix(p).is_some_and(|n| n.chars().all(|c| c.is_ascii_digit())))
}

/// The name of a cell: B12.
pub fn reference(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        let digit = (left - 1) % 26;
        letters.push(char::from(b'A' + u8::try_from(digit).unwrap_or(0)));
        left = (left - 1) / 26;
    }
    let mut out: String = letters.iter().rev().collect();
    out.push_str(&(row + 1).to_string());
    out
}

/// Row and column of a cell's name.
pub fn parse_reference(name: &str) -> Option<(u32, u32)> {
    let name = name.trim();
    let digits = name.find(|c: char| c.is_ascii_digit())?;
    let mut column = 0u32;
    for c in name[..digits].chars().filter(|c| *c != '$') {
        let digit = c.to_ascii_uppercase() as u32;
        if !(65..=90).contains(&digit) {
            return None;
        }
        column = column.checked_mul(26)?.checked_add(digit - 64)?;
    }
    let row: u32 = name[digits..].trim_start_matches('$').parse().ok()?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

/// A range by its name: A1:N1.
pub fn parse_range(name: &str) -> Option<Range> {
    let (first, last) = name.split_once(':').unwrap_or((name, name));
    let ((top, left), (bottom, right)) = (parse_reference(first)?, parse_reference(last)?);
    Some(Range { top, left, bottom, right })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Value {
        Value { text: text.into(), ..Value::default() }
    }

    #[test]
    fn names_of_cells() {
        for (name, place) in
            [("A1", (0, 0)), ("B12", (11, 1)), ("AA3", (2, 26)), ("XFD1048576", (1_048_575, 16_383))]
        {
            assert_eq!(parse_reference(name), Some(place));
            assert_eq!(reference(place.0, place.1), name);
        }
        assert_eq!(parse_reference("A0"), None);
        assert_eq!(parse_reference("ZZZZZZZZZZ1"), None);
        assert_eq!(parse_range("$A$1:C3").map(|r| (r.bottom, r.right)), Some((2, 2)));
    }

    #[test]
    fn far_cells_do_not_make_a_large_table() {
        let mut sheet = Sheet::new("Sheet1", false);
        sheet.set(0, 0, value("甲"));
        sheet.set(0, 1, value("乙"));
        sheet.set(1_048_575, 16_383, value("远"));
        let blocks = sheet.blocks(&Limits::default(), 0).unwrap_or_default();
        let Some(Block::Table(table)) = blocks.first() else { panic!("a table") };
        assert_eq!((table.rows, table.columns), (4, 5));
        assert_eq!(table.cells.last().and_then(|c| c.origin.cell.as_deref()), Some("XFD1048576"));
        assert_eq!(table.title, None);
    }

    #[test]
    fn merged_ranges_span_and_hide_what_they_cover() {
        let mut sheet = Sheet::new("支出", false);
        sheet.set(0, 0, value("项目"));
        sheet.set(0, 1, value("covered"));
        sheet.set(1, 0, value("1"));
        sheet.set(1, 2, value("3"));
        sheet.merge(Range { top: 0, left: 0, bottom: 0, right: 2 });
        sheet.merge(Range { top: 0, left: 1, bottom: 1, right: 1 });
        sheet.hide_row(1);
        let blocks = sheet.blocks(&Limits::default(), 0).unwrap_or_default();
        let Some(Block::Table(table)) = blocks.first() else { panic!("a table") };
        let shape: Vec<_> =
            table.cells.iter().map(|c| (c.row, c.column, c.column_span, c.text.as_str())).collect();
        assert_eq!(shape, [(0, 0, 3, "项目"), (1, 0, 1, "1"), (1, 1, 1, ""), (1, 2, 1, "3")]);
        assert!(table.cells[1].origin.hidden && !table.cells[0].origin.hidden);
        assert_eq!(table.title.as_deref(), Some("支出"));
    }

    #[test]
    fn hidden_helpers_are_left_out_or_doubted() {
        let filled = |head: &'static str, hidden: u32| {
            let mut sheet = Sheet::new("支出", false);
            for (row, texts) in
                [["项目", "基本", "项目", head], ["教育支出", "5.00", "6.00", "7.00"]].into_iter().enumerate()
            {
                for (column, text) in texts.into_iter().enumerate() {
                    let stored = text.parse().ok();
                    sheet.set(row as u32, column as u32, Value { stored, ..value(text) });
                }
            }
            sheet.hide_columns(hidden, hidden);
            let Some(Block::Table(table)) = sheet.blocks(&Limits::default(), 0).unwrap_or_default().pop()
            else {
                panic!("a table")
            };
            (table.columns, table.aligned)
        };
        assert_eq!(["校验", "", "结转"].map(|head| filled(head, 3)), [(3, false), (3, false), (4, true)]);
        assert_eq!([filled("校验", 2), filled("校验", 9)], [(4, true), (4, false)]);
    }

    #[test]
    fn tables_side_by_side_have_titles_of_their_own() {
        let mut sheet = Sheet::new("Sheet1", false);
        for (row, texts) in
            [["收入表", "", "", "支出表", ""], ["甲", "1", "", "乙", "2"], ["丙", "3", "", "丁", "4"]]
                .into_iter()
                .enumerate()
        {
            for (column, text) in texts.into_iter().enumerate() {
                sheet.set(row as u32, column as u32, value(text));
            }
        }
        let shapes = |sheet: Sheet| -> Vec<(usize, usize)> {
            let blocks = sheet.blocks(&Limits::default(), 0).unwrap_or_default();
            let table = |b: &Block| if let Block::Table(t) = b { Some((t.rows, t.columns)) } else { None };
            blocks.iter().filter_map(table).collect()
        };
        let mut merged = sheet.clone();
        assert_eq!(shapes(sheet), [(3, 2), (3, 2)]);
        // A title above both makes them one.
        merged.merge(Range { top: 0, left: 0, bottom: 0, right: 2 });
        assert_eq!(shapes(merged), [(3, 5)]);
    }

    #[test]
    fn tables_under_one_another_and_text_are_told_apart() {
        let mut sheet = Sheet::new("Sheet1", false);
        for (row, texts) in
            [(0, vec!["收入表"]), (1, vec!["甲", "1"]), (4, vec!["支出表"]), (5, vec!["乙", "2"])]
        {
            for (column, text) in texts.into_iter().enumerate() {
                sheet.set(row, column as u32, value(text));
            }
        }
        assert_eq!(sheet.blocks(&Limits::default(), 0).map(|b| b.len()), Ok(2));
        let mut sheet = Sheet::new("说明", false);
        sheet.set(0, 0, value("一、收入\n二、支出"));
        sheet.set(1, 0, value("增长5%"));
        let blocks = sheet.blocks(&Limits::default(), 0).unwrap_or_default();
        assert!(
            matches!(blocks.as_slice(), [Block::Paragraph(_), Block::Paragraph(_), Block::Paragraph(p)] if p.origin.cell.as_deref() == Some("A2"))
        );
    }
}
