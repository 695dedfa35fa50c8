//! The heads of a table copied as text, without the lines that said which head stands over which: 本年支出 | 年末结转 above 小计 |
//! 基本支出 | 项目支出. What fills all columns is tried, and what the words speak for is taken.

use crate::document::Holds;
/// One head: its first column, and how many columns and rows it covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub column: usize,
    pub columns: usize,
    pub rows: usize,
}

/// Most columns, and most steps of the search.
const WIDEST: usize = 40;
const MOST: usize = 200_000;
/// By how much the best way must be better than the next.
const MARGIN: i32 = 2;

/// Where the heads of each row stand, if one way to fill `width` columns, of which the first `labels` say what a row is, is
/// plainly better than all others.
pub fn places(rows: &[Vec<String>], labels: usize, width: usize) -> Option<Vec<Vec<Place>>> {
    if width > WIDEST || rows.len() < 2 || rows.len() > 4 || rows.iter().any(|r| r.is_empty()) {
        return None;
    }
    let mut search = Search { rows, labels, best: None, next: i32::MIN, steps: 0 };
    search.row(0, vec![Group { column: 0, columns: width, parent: None }], &mut Vec::new(), 0);
    let (score, places) = search.best?;
    (search.steps < MOST && score > 0 && score.saturating_sub(search.next) >= MARGIN).then_some(places)
}

/// Columns under one head of the row above.
#[derive(Debug, Clone, Copy)]
struct Group<'r> {
    column: usize,
    columns: usize,
    parent: Option<&'r str>,
}

struct Search<'r> {
    rows: &'r [Vec<String>],
    labels: usize,
    best: Option<(i32, Vec<Vec<Place>>)>,
    next: i32,
    steps: usize,
}

/// How far a row has been laid out.
#[derive(Debug, Clone)]
struct Laid<'r> {
    row: usize,
    /// The columns to fill, and which of them is being filled, with which head it began, and the next column.
    open: Vec<Group<'r>>,
    group: usize,
    first: usize,
    column: usize,
    places: Vec<Place>,
    below: Vec<Group<'r>>,
    score: i32,
}

impl<'r> Search<'r> {
    /// Lays a row out over the columns that the row above left open.
    fn row(&mut self, row: usize, open: Vec<Group<'r>>, above: &mut Vec<Vec<Place>>, score: i32) {
        if row == self.rows.len() {
            if open.is_empty() {
                self.take(score, above);
            }
            return;
        }
        let column = open.first().map_or(0, |g| g.column);
        let mut laid =
            Laid { row, open, group: 0, first: 0, column, places: Vec::new(), below: Vec::new(), score };
        self.heads(&mut laid, above);
    }

    fn take(&mut self, score: i32, places: &[Vec<Place>]) {
        match &mut self.best {
            Some((best, kept)) if score > *best => {
                self.next = *best;
                (*best, *kept) = (score, places.to_vec());
            }
            Some(_) => self.next = self.next.max(score),
            None => self.best = Some((score, places.to_vec())),
        }
    }

    /// Lays out the next head of a row in every way, and all that follows.
    fn heads(&mut self, laid: &mut Laid<'r>, above: &mut Vec<Vec<Place>>) {
        self.steps += 1;
        if self.steps >= MOST {
            return;
        }
        let rows = self.rows;
        let (heads, last) = (&rows[laid.row], laid.row + 1 == rows.len());
        let Some(group) = laid.open.get(laid.group).copied() else {
            if laid.places.len() == heads.len() {
                let score = laid.score + twins(heads, &laid.places, &laid.below, &rows[laid.row + 1..]);
                above.push(laid.places.clone());
                self.row(laid.row + 1, laid.below.clone(), above, score);
                above.pop();
            }
            return;
        };
        let Some(head) = heads.get(laid.places.len()) else { return };
        // Each column below holds a head of a row below.
        let heads_below: usize = rows[laid.row + 1..].iter().map(Vec::len).sum();
        let deep: usize = laid.below.iter().map(|g| g.columns).sum();
        let end = group.column + group.columns;
        for columns in 1..=end - laid.column {
            let reaches = laid.column < self.labels && laid.column + columns > self.labels;
            if columns > 1 && (last || reaches || deep + columns > heads_below) {
                // No head stands over what rows are and over amounts at once.
                break;
            }
            let (column, score, kept) = (laid.column, laid.score, (laid.group, laid.first));
            let rows = if columns > 1 { 1 } else { rows.len() - laid.row };
            laid.places.push(Place { column, columns, rows });
            if columns > 1 {
                laid.below.push(Group { column, columns, parent: Some(head) });
                laid.score -= lonely(head) + 2 * i32::from(is_earlier(head, heads));
            } else if !last {
                laid.score += lonely(head);
            }
            laid.column += columns;
            if laid.column == end {
                let own = heads.get(laid.first..laid.places.len()).unwrap_or_default();
                laid.score += group.parent.map_or(0, |parent| fitness(parent, own));
                laid.first = laid.places.len();
                laid.group += 1;
                laid.column = laid.open.get(laid.group).map_or(end, |g| g.column);
            }
            self.heads(laid, above);
            laid.places.pop();
            if columns > 1 {
                laid.below.pop();
            }
            (laid.column, laid.score, (laid.group, laid.first)) = (column, score, kept);
        }
    }
}

fn has(text: &str, words: &[&str]) -> bool {
    text.holds_any(words)
}

fn is_total(text: &str) -> bool {
    matches!(text, "小计" | "合计" | "总计") || text.ends_with("小计")
}

fn is_key(text: &str) -> bool {
    has(text, &["编码", "代码", "名称"]) || matches!(text, "类" | "款" | "项")
}

/// How well heads stand under the one above them.
fn fitness(parent: &str, own: &[String]) -> i32 {
    let keys = own.iter().filter(|h| is_key(h)).count();
    let of_items = parent.ends_with("项目") || parent.ends_with("科目") || has(parent, &["编码", "分类"]);
    let mut score = match (keys, of_items) {
        (0, false) => 0,
        (n, true) if n == own.len() => 3,
        _ => -6,
    };
    // 财政拨款收入 under 本年收入, 均衡性转移支付 under 一般性转移支付.
    let kind: Option<&str> = parent.char_indices().rev().nth(1).and_then(|(at, _)| parent.get(at..));
    if kind.is_some_and(|kind| own.iter().any(|h| h.contains(kind))) {
        score += 2;
    }
    // A total begins what it is the total of.
    score += if own.first().is_some_and(|h| is_total(h)) { 3 } else { 0 };
    score -= 4 * own.iter().skip(1).filter(|h| is_total(h)).count() as i32;
    // Both sides of a table begin with what their rows are.
    score -= 4 * own.iter().skip(1).filter(|h| matches!(h.as_str(), "项目" | "科目")).count() as i32;
    if is_total(parent) || is_key(parent) && !of_items {
        score -= 4;
    }
    let cars =
        own.iter().filter(|h| has(h, &["购置费", "运行费", "运行维护费"]) && !has(h, &["及", "和"])).count();
    score += match (cars, parent.contains("用车")) {
        (0, false) => 0,
        (0, true) => -2,
        (_, true) => 4,
        (_, false) => -4,
    };
    if own.iter().any(|h| h.contains("教育收费")) {
        score += if parent.contains("事业收入") { 3 } else { -3 };
    }
    let compared = has(parent, &["增减", "变动", "比上年", "比较", "较上年", "同比", "相比", "比20", "较20"]);
    let changes = own
        .iter()
        .filter(|h| {
            !h.contains("完成") && (has(h, &["%", "比例", "幅度", "增减", "率"]) || h.as_str() == "金额")
        })
        .count();
    if changes > 0 {
        score += if compared && changes == own.len() { 3 } else { -1 };
    } else if compared {
        score -= 2;
    }
    let kinds = own.iter().filter(|h| has(h, &["基本支出", "项目支出"])).count();
    if kinds > 0 && kinds + usize::from(own.first().is_some_and(|h| is_total(h))) == own.len() {
        score += match parent {
            p if p.ends_with("支出") => 3,
            p if has(p, &["支出", "结转", "拨款", "预算", "决算", "本年", "收入"]) => 1,
            _ => -2,
        };
    }
    score
}

/// 2024年预算数 beside 2025年预算数: what was before is broken down less often than what is.
fn is_earlier(head: &str, row: &[String]) -> bool {
    let year = |text: &str| {
        let at = text.find("20")?;
        text.get(at..at + 4)?.parse::<u32>().ok()
    };
    let own = year(head);
    has(head, &["上年", "去年"]) || own.is_some() && row.iter().any(|other| year(other) > own)
}

/// A head that should have others below it and has none.
fn lonely(head: &str) -> i32 {
    let cars = head.contains("用车") && has(head, &["及", "和", "小计"]);
    let year = head.starts_with("20") && head.ends_with('年');
    -i32::from(cars) - 2 * i32::from(year)
}

/// Neighbours of one row that have the same heads below: 预算数 and 决算数, each with 合计, 因公出国（境）费 and the rest.
fn twins(heads: &[String], places: &[Place], below: &[Group], rows: &[Vec<String>]) -> i32 {
    let Some(next) = rows.first().filter(|_| heads.len() == places.len()) else { return 0 };
    // Only where the next row is laid out one head a column is it known now what stands below.
    let total: usize = below.iter().map(|g| g.columns).sum();
    if total != next.len() {
        let even = below.len() > 1 && below.len() == heads.len();
        return if even && below.windows(2).all(|w| w[0].columns == w[1].columns) { 2 } else { 0 };
    }
    let mut at = 0;
    let own: Vec<&[String]> = below
        .iter()
        .map(|g| {
            let from = at;
            at += g.columns;
            next.get(from..at).unwrap_or_default()
        })
        .collect();
    2 * own.windows(2).filter(|w| w[0] == w[1]).count() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(text: &str, labels: usize, width: usize) -> Option<Vec<Vec<usize>>> {
        let rows: Vec<Vec<String>> =
            text.lines().map(|l| l.split('|').map(|c| c.trim().to_string()).collect()).collect();
        let places = places(&rows, labels, width)?;
        Some(places.iter().map(|row| row.iter().map(|p| p.columns).collect()).collect())
    }

    #[test]
    fn heads_stand_over_what_the_words_say() {
        for (text, labels, width, expected) in [
            (
                "项目|本年收入合计|财政拨款收入|上级补助收入|事业收入\n功能分类科目编码|科目名称",
                2,
                6,
                vec![vec![2, 1, 1, 1, 1], vec![1, 1]],
            ),
            (
                "项目|年初结转和结余|本年收入|本年支出|年末结转和结余\n功能分类科目编码|科目名称|小计|基本支出|项目支出",
                2,
                8,
                vec![vec![2, 1, 1, 3, 1], vec![1; 5]],
            ),
            (
                "预算数|决算数\n合计|因公出国（境）费|公务用车购置及运行费|公务接待费|合计|因公出国（境）费|公务用车购置及运行费|公务接待费\n\
                 小计|公务用车购置费|公务用车运行费|小计|公务用车购置费|公务用车运行费",
                0,
                12,
                vec![vec![6, 6], vec![1, 1, 3, 1, 1, 1, 3, 1], vec![1; 6]],
            ),
            (
                "功能分类科目|2024年预算数|2025年预算数|增减变化情况\n科目编码|科目名称|合计|基本支出|项目支出|增减额|增减幅度",
                2,
                8,
                vec![vec![2, 1, 3, 2], vec![1; 7]],
            ),
            (
                "单位名称|年初结转|本年收入|本年支出|年末结转\n小计|财政拨款收入|其他收入|小计|基本支出|项目支出",
                1,
                9,
                vec![vec![1, 1, 3, 3, 1], vec![1; 6]],
            ),
            (
                "项目|2022年决算数|2023年|比上年增减%\n调整预算数|执行数|完成预算%",
                1,
                6,
                vec![vec![1, 1, 3, 1], vec![1; 3]],
            ),
            (
                "功能分类科目|2023年执行数|2024年预算数|2024年预算数比2023年执行数\n科目编码|科目名称|小计|基本支出|项目支出|增减额|增减%",
                2,
                8,
                vec![vec![2, 1, 3, 2], vec![1; 7]],
            ),
            (
                "预算科目|上年决算数|2022年|比上年增减\n调整预算数|决算数|完成%|金额|%",
                1,
                7,
                vec![vec![1, 1, 3, 2], vec![1; 5]],
            ),
        ] {
            assert_eq!(spans(text, labels, width), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_the_words_leave_open_is_left_open() {
        assert_eq!(spans("甲|乙|丙\n丁|戊|己", 1, 4), None);
        assert_eq!(spans("甲|乙\n丁|戊", 1, 9), None);
    }
}
