//! Overviews in the text of a PDF: income on the left, expenditure on the right, a line for both. The columns are gone, but
//! each side begins with its own 一、.

use super::lines::Line;
use super::listed::{Builder, is_page_number, title, value, within_rounding};
use crate::document::Table;
use rust_decimal::Decimal;

/// Lines above the first row in which its heads stand.
const ABOVE: usize = 8;
/// Most lines between two rows.
const WIDEST_GAP: usize = 3;
/// Longest end of a name on a line of its own.
const LONGEST_END: usize = 8;

/// One side of a row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Entry {
    name: String,
    amounts: Vec<String>,
}

#[derive(Debug, Clone, Default)]
struct Row {
    left: Option<Entry>,
    right: Option<Entry>,
    at: usize,
}

/// Reads an overview that begins at line `first`; gives the number of lines it takes, and the table if it is one.
pub fn table(lines: &[Line], first: usize) -> Option<(Option<Table>, usize)> {
    let start = |e: &Entry| e.name.starts_with("一、");
    let opening = entries(&lines.get(first)?.text)?;
    if opening.len() != 2 || !opening.iter().all(start) {
        return None;
    }
    let (rows, used) = rows(lines, first);
    Some((table_of(lines, first, &rows), used))
}

fn rows(lines: &[Line], first: usize) -> (Vec<Row>, usize) {
    let mut rows: Vec<Row> = Vec::new();
    let (mut gap, mut used) = (0, 0);
    for (at, line) in lines.iter().enumerate().skip(first) {
        if let Some(entries) = entries(&line.text) {
            let mut entries = entries.into_iter();
            let row = match (entries.next(), entries.next()) {
                (Some(one), None) if one.name.ends_with("支出") || one.name.contains("年末") => {
                    Row { right: Some(one), at, ..Row::default() }
                }
                (left, right) => Row { left, right, at },
            };
            let last = row.left.as_ref().or(row.right.as_ref()).is_some_and(|e| e.name.contains("总计"));
            rows.push(row);
            (gap, used) = (0, at - first + 1);
            if last {
                break;
            }
        } else if let Some(entry) = rows.last_mut().and_then(|r| r.right.as_mut().or(r.left.as_mut()))
            && goes_on(entry, &line.text)
        {
            used = at - first + 1;
        } else if gap < WIDEST_GAP && (line.is_blank() || is_page_number(&line.text)) {
            gap += 1;
        } else {
            break;
        }
    }
    (rows, used.max(1))
}

/// 二十二、灾害防治及应急管理支, 98.23, 出: the amounts and the end of the name on lines of their own.
fn goes_on(entry: &mut Entry, text: &str) -> bool {
    let text = text.trim();
    let amounts = || text.split_whitespace();
    if entry.amounts.is_empty()
        && !is_page_number(text)
        && !text.is_empty()
        && amounts().all(|t| value(t).is_some())
    {
        entry.amounts.extend(amounts().map(str::to_string));
        return true;
    }
    let end = (1..=LONGEST_END).contains(&text.chars().count())
        && text.chars().all(|c| matches!(c, '\u{4E00}'..='\u{9FFF}'))
        && !text.ends_with('表');
    if end {
        entry.name.push_str(text);
    }
    end
}

fn table_of(lines: &[Line], first: usize, rows: &[Row]) -> Option<Table> {
    let sides = rows.iter().filter(|r| r.left.is_some() && r.right.is_some()).count();
    let totalled =
        rows.iter().filter_map(|r| r.left.as_ref()).any(|e| is_total(&e.name) && !e.amounts.is_empty());
    let lefts = || rows.iter().filter_map(|r| r.left.as_ref());
    let rights = || rows.iter().filter_map(|r| r.right.as_ref());
    if sides < 3 || !totalled || lefts().any(|e| e.amounts.len() > 1) {
        return None;
    }
    let widest = rights().map(|e| e.amounts.len()).max().unwrap_or(0);
    let full = rights().all(|e| e.amounts.is_empty() || e.amounts.len() == widest);
    // One wrong number among them does not undo what the others show.
    let differ = rights().filter(|e| !total_first(e)).count();
    if widest == 0 || !full && differ * 4 >= rights().filter(|e| e.amounts.len() > 1).count().max(1) {
        return None;
    }
    let shown = if full { widest } else { 1 };
    let mut out = Builder { table: Table { aligned: true, ..Table::default() }, lines };
    out.table.origin.line = lines.get(first).map(|l| l.number);
    out.table.origin.page = lines.get(first).and_then(|l| l.page);
    out.table.title = title(lines, first);
    if let Some((at, heads)) = heads(lines, first, widest) {
        out.row(at, heads.into_iter().take(3 + shown));
    }
    for row in rows {
        let left = row.left.clone().unwrap_or_default();
        let right = row.right.clone().unwrap_or_default();
        let amount = left.amounts.first().cloned().unwrap_or_default();
        let mut cells = vec![left.name, amount, right.name];
        cells.extend((0..shown).map(|i| right.amounts.get(i).cloned().unwrap_or_default()));
        // In which column the others stood is lost.
        let others = right.amounts.get(shown..).unwrap_or_default();
        cells.extend((!others.is_empty()).then(|| format!("… {}", others.join(" … "))));
        out.row(row.at, cells.into_iter());
    }
    Some(out.table)
}

fn total_first(entry: &Entry) -> bool {
    let mut amounts = entry.amounts.iter().map(|a| value(a));
    let Some(total) = amounts.next() else { return true };
    let rest = amounts.try_fold(Decimal::ZERO, |sum, a| sum.checked_add(a?));
    let near = |total, rest| within_rounding(total, rest, entry.amounts.len());
    entry.amounts.len() == 1 || matches!((total, rest), (Some(total), Some(rest)) if near(total, rest))
}

fn is_total(name: &str) -> bool {
    name.ends_with("总计") || name.ends_with("合计")
}

/// 项目 预算数 项目 合计 一般公共预算 …: the heads of both sides, in a line above the first row.
fn heads(lines: &[Line], first: usize, columns: usize) -> Option<(usize, Vec<String>)> {
    (first.saturating_sub(ABOVE)..first).rev().find_map(|at| {
        let tokens: Vec<&str> = lines.get(at)?.text.split_whitespace().collect();
        let two = tokens.first() == Some(&"项目") && tokens.get(2) == Some(&"项目");
        (two && tokens.len() == 3 + columns).then(|| (at, tokens.iter().map(|t| (*t).to_string()).collect()))
    })
}

/// 一、财政拨款收入 910 一、教育支出 800: one side or two, each a name with its amounts.
fn entries(text: &str) -> Option<Vec<Entry>> {
    if text.contains('\t') || text.contains(['。', '，', '；', '：', ':']) {
        return None;
    }
    let mut apart = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    for c in text.chars() {
        // 47,483,458一、社会保障: an amount that runs into the name beside it.
        if before.is_ascii_digit() && matches!(c, '\u{4E00}'..='\u{9FFF}') {
            apart.push(' ');
        }
        apart.push(c);
        before = c;
    }
    let mut out: Vec<Entry> = Vec::new();
    for token in apart.split_whitespace() {
        let bare = |name: &str| name.ends_with(['.', '．', '、']);
        match out.last_mut() {
            Some(entry) if value(token).is_some() && !bare(&entry.name) => {
                entry.amounts.push(token.to_string())
            }
            Some(entry) if bare(&entry.name) && is_name(token) => entry.name.push_str(token),
            _ if is_name(token) || is_item_number(token) => {
                out.push(Entry { name: token.to_string(), amounts: Vec::new() });
            }
            _ => return None,
        }
    }
    let known = |e: &Entry| {
        marked(&e.name) || is_total(&e.name) || e.name.contains("结转") || e.name.contains("结余")
    };
    ((1..=2).contains(&out.len()) && out.iter().all(known)).then_some(out)
}

fn is_name(token: &str) -> bool {
    let digits = token.chars().skip_while(char::is_ascii_digit).any(|c| c.is_ascii_digit());
    token.contains(|c| matches!(c, '\u{4E00}'..='\u{9FFF}')) && !digits && token.chars().count() <= 30
}

/// 1. with its name behind a space.
fn is_item_number(token: &str) -> bool {
    let digits = token.trim_end_matches(['.', '．', '、']);
    digits.len() < token.len()
        && (1..=2).contains(&digits.len())
        && digits.bytes().all(|b| b.is_ascii_digit())
}

/// 一、, （一）, 1.: does a number head this name?
fn marked(name: &str) -> bool {
    let name = name.trim_start_matches(['(', '（']);
    let rest = name.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    rest.len() < name.len() && rest.starts_with(['、', '.', '．', ')', '）'])
}

#[cfg(test)]
mod tests {
    use super::super::read_text;

    fn rows(text: &str) -> Vec<String> {
        let document = read_text(text);
        let Some((_, table)) = document.tables().next() else { return Vec::new() };
        (0..table.rows)
            .map(|row| {
                let cells: Vec<&str> = table.row(row).map(|i| table.cells[i].text.as_str()).collect();
                cells.join("|")
            })
            .collect()
    }

    #[test]
    fn both_sides_of_a_line() {
        let text = "收支预算总表\n单位：元\n本年收入 本年支出\n项目 预算数 项目 预算数\n一、财政拨款收入 9,300一、教育支出 8,000\n1. 一般公共预算 9,300 二、卫生健康支出 1,000\n2. 政府性基金预算 三、灾害防治及应急管理支\n300.00\n出\n四、其他支出\n收入总计 9,300 支出总计 9,300\n后文 1 2\n";
        assert_eq!(
            rows(text),
            [
                "项目|预算数|项目|预算数",
                "一、财政拨款收入|9,300|一、教育支出|8,000",
                "1.一般公共预算|9,300|二、卫生健康支出|1,000",
                "2.政府性基金预算||三、灾害防治及应急管理支出|300.00",
                "||四、其他支出|",
                "收入总计|9,300|支出总计|9,300",
            ]
        );
    }

    #[test]
    fn the_total_of_the_right_side_comes_first() {
        let text = "项目 预算数 项目 合计 一般公共预算 政府性基金预算\n一、一般公共预算 900 一、教育支出 800 800\n二、政府性基金预算 50 二、城乡社区支出 150 100 50\n三、国有资本经营预算 三、其他支出\n收入总计 950 支出总计 950 900 50\n";
        assert_eq!(rows(text)[0], "项目|预算数|项目|合计");
        assert_eq!(rows(text)[2], "二、政府性基金预算|50|二、城乡社区支出|150|… 100 … 50");
    }

    #[test]
    fn lists_of_other_things_are_no_overview() {
        for text in [
            "一、总体情况 一、具体情况\n二、收入情况 二、支出情况\n三、其他 三、其他\n",
            "一、收入 5 6 一、支出 4 4\n二、甲 3 二、乙 2\n三、丙 3 三、丁 2\n收入总计 5 支出总计 4\n",
        ] {
            assert!(rows(text).is_empty(), "{text}");
        }
    }
}
