//! Lists of classes in the text of a PDF: a row is a line of a code, a name and amounts, and the columns are gone. What is
//! left says which amount is the total of the row, and often no more.

use super::lines::Line;
use crate::document::{Cell, Table};
use crate::order::Set;
use rust_decimal::Decimal;

/// Fewer rows with a code are no list.
const FEWEST: usize = 4;
/// Most lines between two rows: the head again on the next page, names broken over several lines.
const WIDEST_GAP: usize = 8;
/// Lines above the first row in which its title and its heads stand.
const ABOVE: usize = 12;

/// A class with its amounts, or a total.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    /// The parts of its code without the spaces between them.
    code: String,
    name: String,
    amounts: Vec<String>,
}

impl Entry {
    fn total(&self) -> Option<Decimal> {
        self.amounts.first().and_then(|a| value(a))
    }

    fn rest(&self) -> Option<Decimal> {
        self.amounts.iter().skip(1).try_fold(Decimal::ZERO, |sum, a| sum.checked_add(value(a)?))
    }
}

/// A line of the list.
#[derive(Debug, Clone)]
struct Row {
    entries: Vec<Entry>,
    /// Index of its line.
    at: usize,
}

/// Reads a list that begins at line `first`; gives the number of lines it takes, and the table if they are one.
pub fn table(lines: &[Line], first: usize) -> Option<(Option<Table>, usize)> {
    let (rows, used) = rows(lines, first)?;
    Some((table_of(lines, first, &rows), used))
}

fn table_of(lines: &[Line], first: usize, rows: &[Row]) -> Option<Table> {
    let coded = rows.iter().flat_map(|r| &r.entries).filter(|e| !e.code.is_empty() && !e.amounts.is_empty());
    if coded.count() < FEWEST {
        return None;
    }
    let double = rows.iter().any(|r| r.entries.len() > 1);
    let widest = rows.iter().flat_map(|r| &r.entries).map(|e| e.amounts.len()).max().unwrap_or(0);
    if double && (widest > 1 || rows.iter().any(|r| r.entries.len() > 2)) || widest == 0 {
        return None;
    }
    let full =
        rows.iter().flat_map(|r| &r.entries).all(|e| e.amounts.is_empty() || e.amounts.len() == widest);
    if !full && !totals_first(rows) {
        return None;
    }
    let mut out = Builder { table: Table { aligned: true, ..Table::default() }, lines };
    out.table.origin.line = lines.get(first).map(|l| l.number);
    out.table.origin.page = lines.get(first).and_then(|l| l.page);
    out.table.title = title(lines, first);
    if full && let Some((at, heads)) = heads(lines, first, widest) {
        out.row(at, [String::new(), String::new()].into_iter().chain(heads));
    }
    for row in rows {
        let mut cells: Vec<String> = Vec::new();
        for entry in &row.entries {
            cells.extend([entry.code.clone(), entry.name.clone()]);
            if full {
                cells.extend((0..widest).map(|i| entry.amounts.get(i).cloned().unwrap_or_default()));
            } else {
                cells.extend(entry.amounts.first().cloned());
                // In which column the others stood is lost.
                let others = entry.amounts.get(1..).unwrap_or_default();
                cells.extend((!others.is_empty()).then(|| format!("… {}", others.join(" … "))));
            }
        }
        out.row(row.at, cells.into_iter());
    }
    Some(out.table)
}

/// A table in the making; its cells know their lines.
pub(super) struct Builder<'a> {
    pub(super) table: Table,
    pub(super) lines: &'a [Line<'a>],
}

impl Builder<'_> {
    pub(super) fn row(&mut self, at: usize, cells: impl Iterator<Item = String>) {
        let row = self.table.rows;
        for (column, text) in cells.enumerate() {
            let mut cell = Cell::new(row, column, text);
            cell.origin.line = self.lines.get(at).map(|l| l.number);
            cell.origin.page = self.lines.get(at).and_then(|l| l.page);
            self.table.cells.push(cell);
            self.table.columns = self.table.columns.max(column + 1);
        }
        self.table.rows += 1;
    }
}

/// The rows from `first` on, with the number of lines they take.
fn rows(lines: &[Line], first: usize) -> Option<(Vec<Row>, usize)> {
    let mut rows: Vec<Row> = vec![Row { entries: entries(&lines.get(first)?.text)?, at: first }];
    let mut seen: Set<Vec<Entry>> = rows.iter().map(|r| r.entries.clone()).collect();
    let total = |entries: &[Entry]| entries.iter().all(|e| e.code.is_empty());
    let (mut gap, mut used) = (0, 1);
    for (at, line) in lines.iter().enumerate().skip(first + 1) {
        match entries(&line.text).or_else(|| lone_code(lines, at)) {
            // After the total at the end another list begins.
            Some(_) if rows.len() > 1 && rows.last().is_some_and(|r| total(&r.entries)) => break,
            Some(entries) => {
                // The last row of a page again at the head of the next.
                if seen.insert(entries.clone()) {
                    rows.push(Row { entries, at });
                }
                (gap, used) = (0, at - first + 1);
            }
            None if continues(lines, &mut rows, at) => (gap, used) = (0, at - first + 1),
            None if gap < WIDEST_GAP
                && (is_words(&line.text) || line.is_blank() || is_page_number(&line.text)) =>
            {
                gap += 1;
            }
            None => break,
        }
    }
    used += usize::from(complete(lines, &mut rows, first + used));
    Some((rows, used))
}

/// 2080505 机关事业单位基本养老保险, 缴费支出, 446.11 446.11: the amounts on a line of their own below the name.
fn continues(lines: &[Line], rows: &mut [Row], at: usize) -> bool {
    const LONGEST: usize = 3;
    let Some(Row { entries, at: head }) = rows.last_mut() else { return false };
    let [entry] = entries.as_mut_slice() else { return false };
    let text = lines.get(at).map_or("", |l| l.text.trim());
    let between = lines.get(*head + 1..at).unwrap_or_default();
    if entry.code.is_empty()
        || entry.name.is_empty()
        || !entry.amounts.is_empty()
        || between.len() > LONGEST
        || text.is_empty()
        || text.contains('\t')
        || is_page_number(text)
        || !text.split_whitespace().all(|t| value(t).is_some())
        || !between.iter().all(|l| is_words(&l.text) && !l.text.trim().contains(char::is_whitespace))
    {
        return false;
    }
    entry.name.extend(between.iter().map(|l| l.text.trim()));
    entry.amounts = text.split_whitespace().map(str::to_string).collect();
    true
}

/// Names broken over several lines: the amounts stand beside the middle of the name, so that the line above them begins it
/// and the line below ends it. Is the line at `end` the rest of the last name?
fn complete(lines: &[Line], rows: &mut [Row], end: usize) -> bool {
    let piece = |at: Option<usize>| {
        let text = lines.get(at?)?.text.trim().to_string();
        (is_words(&text) && !text.contains(char::is_whitespace)).then_some(text)
    };
    let nameless = |row: &Row| row.entries.iter().any(|e| e.name.is_empty());
    let wanting: Vec<(usize, bool)> = rows.iter().map(|r| (r.at, nameless(r))).collect();
    let mut ended = false;
    for (k, row) in rows.iter_mut().enumerate() {
        let Some(entry) = row.entries.iter_mut().find(|e| e.name.is_empty()) else { continue };
        entry.name = piece(row.at.checked_sub(1)).unwrap_or_default();
        let next = wanting.get(k + 1);
        // One line alone between two such rows begins the name of the second.
        let taken = next.is_some_and(|(at, nameless)| *nameless && row.at + 2 == *at);
        if let Some(rest) = piece(Some(row.at + 1)).filter(|_| !taken) {
            entry.name.push_str(&rest);
            ended = next.is_none() && row.at + 1 == end;
        }
    }
    ended
}

/// The heads of as many columns of amounts, in a line above the first row.
fn heads(lines: &[Line], first: usize, columns: usize) -> Option<(usize, Vec<String>)> {
    (first.saturating_sub(ABOVE)..first).rev().find_map(|at| {
        let tokens: Vec<&str> = lines.get(at)?.text.split_whitespace().collect();
        let from = tokens.len().checked_sub(columns)?;
        let heads = tokens.get(from..)?;
        let total = heads.first().is_some_and(|h| h.ends_with("合计") || *h == "小计");
        let named = from > 0 || columns > 2;
        (total && named).then(|| (at, heads.iter().map(|h| (*h).to_string()).collect()))
    })
}

/// The title above the first row.
pub(super) fn title(lines: &[Line], first: usize) -> Option<String> {
    let above = (first.saturating_sub(ABOVE)..first).rev();
    let is_title =
        |t: &&str| t.ends_with('表') && (5..=60).contains(&t.chars().count()) && !t.contains(['。', '，']);
    above.filter_map(|at| lines.get(at)).map(|l| l.text.trim()).find(is_title).map(str::to_string)
}

/// Is the first amount of each row the total of those beside it?
fn totals_first(rows: &[Row]) -> bool {
    let (mut agree, mut differ) = (0usize, 0usize);
    for entry in rows.iter().flat_map(|r| &r.entries).filter(|e| e.amounts.len() > 1) {
        match (entry.total(), entry.rest()) {
            (Some(total), Some(rest)) if within_rounding(total, rest, entry.amounts.len()) => agree += 1,
            _ => differ += 1,
        }
    }
    agree > 0 && agree > 4 * differ
}

/// As near as the rounding of a total and its parts leaves open.
pub(super) fn within_rounding(total: Decimal, sum: Decimal, numbers: usize) -> bool {
    let half = Decimal::new(5, total.scale().max(sum.scale()).min(27) + 1);
    (total - sum).abs() <= half * Decimal::from(numbers)
}

/// The classes of a line: 208 05 01 行政单位离退休 261.47 261.47; 30101 基本工资 768.18 30201 办公费 649.22; 合计 4,838.27.
fn entries(text: &str) -> Option<Vec<Entry>> {
    if text.contains('\t') {
        return None;
    }
    let tokens: Vec<&str> = text.split_whitespace().collect();
    let mut out: Vec<Entry> = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let mut entry = Entry::default();
        let next = tokens.get(at + 1).copied().unwrap_or("");
        if is_code(token) && (out.is_empty() && !next.is_empty() || is_name(next)) {
            entry.code.push_str(token);
            at += 1;
            while token.len() == 3
                && entry.code.len() < 7
                && let Some(part) = tokens.get(at).filter(|t| is_part(t))
            {
                entry.code.push_str(part);
                at += 1;
            }
        }
        while let Some(name) = tokens.get(at).filter(|t| is_name(t)) {
            entry.name.push_str(name);
            at += 1;
        }
        while let Some(amount) = tokens.get(at).filter(|t| value(t).is_some()) {
            if is_code(amount) && tokens.get(at + 1).is_some_and(|t| is_name(t)) {
                break;
            }
            entry.amounts.push((*amount).to_string());
            at += 1;
        }
        let total = entry.code.is_empty()
            && !entry.amounts.is_empty()
            && (entry.name.ends_with("合计") || entry.name.ends_with("总计"));
        let class = !entry.code.is_empty() && (!entry.name.is_empty() || !entry.amounts.is_empty());
        if !(total || class) {
            return None;
        }
        out.push(entry);
    }
    (!out.is_empty()).then_some(out)
}

/// 31007 between the two lines of its name, with nothing spent.
fn lone_code(lines: &[Line], at: usize) -> Option<Vec<Entry>> {
    let text = lines.get(at)?.text.trim();
    let words = |i: Option<usize>| i.and_then(|i| lines.get(i)).is_some_and(|l| is_words(&l.text));
    let between = words(at.checked_sub(1)) && words(Some(at + 1));
    (is_code(text) && between).then(|| vec![Entry { code: text.to_string(), ..Entry::default() }])
}

fn is_code(token: &str) -> bool {
    matches!(token.len(), 3 | 5 | 7)
        && token.starts_with(['2', '3', '5'])
        && token.bytes().all(|b| b.is_ascii_digit())
}

fn is_part(token: &str) -> bool {
    token.len() == 2 && token.bytes().all(|b| b.is_ascii_digit())
}

/// A word of a name, without digits or the marks of a sentence.
fn is_name(token: &str) -> bool {
    let wide = |c: char| matches!(c, '\u{4E00}'..='\u{9FFF}');
    token.contains(wide)
        && !token.contains(|c: char| c.is_ascii_digit() || "，。；：:;%％".contains(c))
        && token.chars().count() <= 40
}

/// An amount written in full: 1,234.50, 1234.5, 0, -3.00.
pub(super) fn value(token: &str) -> Option<Decimal> {
    let digits = token.strip_prefix('-').unwrap_or(token);
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let grouped = whole.split(',').enumerate().all(|(i, g)| {
        g.bytes().all(|b| b.is_ascii_digit()) && if i == 0 { !g.is_empty() } else { g.len() == 3 }
    });
    let plain = decimals.bytes().all(|b| b.is_ascii_digit()) && (decimals.is_empty() != digits.contains('.'));
    if !(grouped && plain) || token.len() > 24 {
        return None;
    }
    token.replace(',', "").parse().ok()
}

/// A line of nothing but words: heads, or a piece of a name.
fn is_words(text: &str) -> bool {
    let text = text.trim();
    let title = text.ends_with('表') && text.chars().count() > 4;
    let marked = |c: char| c == '\t' || c.is_ascii_digit() || "，。；：:;".contains(c);
    (1..=40).contains(&text.chars().count()) && !text.contains(marked) && !text.starts_with('注') && !title
}

pub(super) fn is_page_number(text: &str) -> bool {
    let text = text.trim().trim_matches(['-', '—', ' ']);
    (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::super::read_text;

    fn rows(text: &str) -> Vec<String> {
        let document = read_text(text);
        let Some((_, table)) = document.tables().next() else { return Vec::new() };
        assert!(table.aligned);
        (0..table.rows)
            .map(|row| {
                let cells: Vec<&str> = table.row(row).map(|i| table.cells[i].text.as_str()).collect();
                cells.join("|")
            })
            .collect()
    }

    #[test]
    fn the_first_amount_is_the_total_where_columns_are_lost() {
        let text = "支出预算总表\n单位：元\n科目名称 合计 基本支出 项目支出\n208 社会保障和就业支出 9,000 7,000 2,000\n208 05 行政事业单位养老支出 7,000 7,000\n208 05 05 基本养老保险缴费支出 7,000 7,000\n208 08 抚恤 2,000 2,000\n合计 9,000 7,000 2,000\n";
        assert_eq!(
            rows(text),
            [
                "208|社会保障和就业支出|9,000|… 7,000 … 2,000",
                "20805|行政事业单位养老支出|7,000|… 7,000",
                "2080505|基本养老保险缴费支出|7,000|… 7,000",
                "20808|抚恤|2,000|… 2,000",
                "合计|9,000|… 7,000 … 2,000",
            ]
            .map(|r| if r.starts_with("合计") { format!("|{r}") } else { r.to_string() })
        );
    }

    #[test]
    fn where_no_amount_is_left_out_the_heads_are_those_above() {
        let text = "科目名称 合计 基本支出 项目支出\n205 教育支出 9.00 7.00 2.00\n20502 普通教育 7.00 7.00 0.00\n\n- 3 -\n科目名称 合计 基本支出 项目支出\n20599 其他教育支出 2.00 0.00 2.00\n2059999 其他教育支出 2.00 0.00 2.00\n合计 9.00 7.00 2.00\n";
        assert_eq!(rows(text)[0], "||合计|基本支出|项目支出");
        assert_eq!(rows(text).len(), 6);
    }

    #[test]
    fn names_of_several_lines() {
        let text = "合计 30.00 30.00\n208 社会保障和就业支出 30.00 30.00\n机关事业单位基本养老保险\n2080505 12.50 12.50\n缴费支出\n2080506 机关事业单位职业年\n金缴费支出\n10.00 10.00\n其他行政事业\n2080599 7.50 7.50\n单位养老支出\n注：本表反映收入。\n";
        let rows = rows(text);
        assert_eq!(rows[2], "2080505|机关事业单位基本养老保险缴费支出|12.50|12.50");
        assert_eq!(rows[3], "2080506|机关事业单位职业年金缴费支出|10.00|10.00");
        assert_eq!(rows[4], "2080599|其他行政事业单位养老支出|7.50|7.50");
    }

    #[test]
    fn economic_classes_stand_side_by_side() {
        let text = "301 工资福利支出 20.00 302 商品和服务支出 5.00\n30101 基本工资 20.00 30201 办公费 3.00\n30103 奖金 30202 印刷费\n303 对个人和家庭的补助 30207 邮电费 2.00\n人员经费合计 20.00 公用经费合计 5.00\n";
        let rows = rows(text);
        assert_eq!(rows[2], "30103|奖金||30202|印刷费|");
        assert_eq!(rows[4], "|人员经费合计|20.00||公用经费合计|5.00");
    }

    #[test]
    fn sentences_and_few_rows_are_no_list() {
        for text in [
            "201 一般公共服务支出 754.75 万元，占 5%。\n202 外交支出 3.00 万元。\n203 国防支出 3 万元。\n204 其他 3 万元。\n",
            "208 社会保障和就业支出 30.00\n210 卫生健康支出 2.00\n合计 32.00\n",
        ] {
            assert!(rows(text).is_empty(), "{text}");
        }
    }
}
