//! What each column is, from the head above it and, where the head is silent, from what stands in it.

use super::codes::split_code;
use super::grid::{Row, is_numeric};
use super::label::is_total;
use super::pieces::Piece;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// 科目编码, or one of 类, 款, 项.
    Code,
    /// 项目, 科目名称.
    Name,
    /// 行次, 序号.
    Index,
    /// Amounts.
    Value,
    /// 备注 and other text.
    Text,
    /// Covered by its neighbours everywhere.
    Nothing,
}

/// The columns of a piece.
#[derive(Debug, Clone, Default)]
pub(super) struct Heads {
    /// Texts above each column, from top to bottom, without repetition.
    pub paths: Vec<Vec<String>>,
    pub roles: Vec<Role>,
}

impl Heads {
    pub fn of(piece: &Piece) -> Self {
        let columns = piece.head.iter().chain(&piece.body).map(|r| r.slots.len()).max().unwrap_or(0);
        let paths = paths(&spread(&piece.head, columns), columns);
        let mut heads = Heads { roles: Vec::with_capacity(columns), paths };
        for column in 0..columns {
            let role = heads.role(piece, column);
            heads.roles.push(role);
        }
        heads.mend_codes(piece);
        heads.mend_text();
        heads
    }

    fn role(&self, piece: &Piece, column: usize) -> Role {
        let begins = |rows: &[Row]| rows.iter().any(|r| r.slots.get(column).is_some_and(|s| s.begins));
        if !begins(&piece.head) && !begins(&piece.body) {
            return Role::Nothing;
        }
        let content = Content::of(&piece.body, column);
        let head = self.paths.get(column).and_then(|p| p.last()).map(String::as_str).unwrap_or("");
        match by_head(head) {
            Some(Role::Name) if content.words == 0 && content.numbers > 0 => content.role(),
            // 项目 over codes and names at once: the codes with 合计 above them are no names.
            Some(Role::Name) if content.numbers >= 3 && content.role() == Role::Code => Role::Code,
            Some(role) => role,
            None if head.is_empty() && content.words + content.numbers == 0 => Role::Nothing,
            None if content.words == 0 && content.counts_up && head.is_empty() => Role::Index,
            // 事业收入 over 2336096 alone, behind an amount: it only could be a code.
            None if content.words == 0 && content.numbers < 3 && self.roles.contains(&Role::Value) => {
                Role::Value
            }
            None => content.role(),
        }
    }

    /// Between a code column and the name column short numbers are 款 and 项.
    fn mend_codes(&mut self, piece: &Piece) {
        let Some(first) = self.roles.iter().position(|r| *r == Role::Code) else { return };
        let Some(name) = (first..self.roles.len()).find(|&c| self.roles[c] == Role::Name) else { return };
        for column in first + 1..name {
            let short = piece
                .body
                .iter()
                .map(|r| r.text(column))
                .all(|t| t.is_empty() || t.len() <= 7 && t.chars().all(|c| c.is_ascii_digit()));
            if short && self.roles[column] == Role::Value {
                self.roles[column] = Role::Code;
            }
        }
    }

    /// A column of words with amounts somewhere to its right names rows; without, it is text.
    fn mend_text(&mut self) {
        let last_value = self.roles.iter().rposition(|r| *r == Role::Value).unwrap_or(0);
        for column in 0..self.roles.len() {
            if self.roles[column] == Role::Text
                && column < last_value
                && !self.paths[column].last().is_some_and(|h| by_head(h) == Some(Role::Text))
            {
                self.roles[column] = Role::Name;
            }
        }
    }

    /// The same heads over the same columns?
    pub fn agrees(&self, other: &Heads) -> bool {
        self.paths == other.paths
    }
}

/// What a column holds according to its head.
fn by_head(head: &str) -> Option<Role> {
    let ends = |w: &str| head.ends_with(w);
    if head.contains("编码") || head.contains("代码") || ["类", "款", "项", "目", "科目编号"].contains(&head)
    {
        return Some(Role::Code);
    }
    if ["行次", "序号", "栏次", "编号"].contains(&head) {
        return Some(Role::Index);
    }
    if head.contains("备注") || head == "说明" {
        return Some(Role::Text);
    }
    let name = ["项目", "科目", "支出", "收入", "名称", "支出项目", "收入项目", "预算单位", "单位"];
    if (name.contains(&head) && !["支出", "收入"].contains(&head))
        || ends("名称")
        || ends("科目")
        || head.starts_with("项目(")
        || head.starts_with("支出功能分类")
        || head.starts_with("功能分类")
        || head.starts_with("经济分类")
    {
        return Some(Role::Name);
    }
    None
}

#[derive(Default)]
struct Content {
    words: usize,
    numbers: usize,
    codes: usize,
    counts_up: bool,
}

impl Content {
    fn of(body: &[Row], column: usize) -> Self {
        let mut content = Content::default();
        let mut previous: Option<u32> = None;
        let mut steps = 0usize;
        for row in body {
            let Some(slot) = row.slots.get(column).filter(|s| s.begins && !s.is_blank()) else { continue };
            if is_numeric(&slot.text) {
                content.numbers += 1;
                content.codes += usize::from(split_code(&slot.text).is_some());
                let number = slot.text.parse::<u32>().ok();
                steps += usize::from(number.zip(previous).is_some_and(|(n, p)| n == p + 1));
                previous = number;
            } else {
                content.words += 1;
                content.codes +=
                    usize::from(split_code(&slot.text).is_some_and(|(_, rest)| !rest.is_empty()));
            }
        }
        content.counts_up = content.numbers >= 3 && steps + 1 == content.numbers;
        content
    }

    fn role(&self) -> Role {
        let said = self.words + self.numbers;
        if said > 0 && self.numbers >= self.words && self.codes * 10 >= said * 8 {
            Role::Code
        } else if self.words > self.numbers {
            Role::Text
        } else {
            Role::Value
        }
    }
}

/// The texts above each column. A blank in a row of the head belongs to the text on its left if both stand under the same
/// text above and something stands below the blank; otherwise the text above reaches down.
fn paths(head: &[Row], columns: usize) -> Vec<Vec<String>> {
    let mut group: Vec<usize> = vec![0; columns];
    let mut paths: Vec<Vec<String>> = vec![Vec::new(); columns];
    for (depth, row) in head.iter().enumerate() {
        let mut here: Vec<(Option<usize>, String)> = Vec::with_capacity(columns);
        for column in 0..columns {
            let text = row.text(column);
            let below = head.iter().skip(depth + 1).any(|r| !r.text(column).is_empty());
            if !text.is_empty() {
                let same = column > 0
                    && row
                        .slots
                        .get(column)
                        .zip(row.slots.get(column - 1))
                        .is_some_and(|(a, b)| a.cell == b.cell);
                let start = if same { here.last().and_then(|(s, _)| *s).unwrap_or(column) } else { column };
                here.push((Some(start), text.to_string()));
            } else if column > 0 && below && group[column] == group[column - 1] && !is_label_head(&here) {
                let left = here.last().cloned().unwrap_or_default();
                here.push(left);
            } else {
                here.push((None, String::new()));
            }
        }
        for (column, (start, text)) in here.into_iter().enumerate() {
            if let Some(start) = start {
                group[column] = start + depth * columns + 1;
                let text = tidy(&text).replace("增、减", "增减");
                if !text.is_empty() && paths[column].last() != Some(&text) {
                    paths[column].push(text);
                }
            }
        }
    }
    paths
}

/// Heads whose merged cells were written once: 预算数 | 决算数 over 合计 | 出国 | 用车 | 接待 … over | | 小计 | 购置 | 运行 | …. A
/// cell stands over one column, or over the whole run of columns that the row below divides; so far as the counts leave no
/// choice.
fn spread(head: &[Row], columns: usize) -> Vec<Row> {
    let mut out: Vec<Row> = head.to_vec();
    let cells = |row: &Row| row.slots.iter().take_while(|s| s.cell.is_some()).count();
    // The group that each column belongs to in the row below.
    let mut groups: Option<Vec<usize>> = None;
    for row in out.iter_mut().rev() {
        let own = cells(row);
        let whole = row.slots.iter().all(|s| s.cell.is_some());
        let Some(below) = &groups else {
            if !whole || row.slots.len() != columns {
                return head.to_vec();
            }
            let mut next = Vec::with_capacity(columns);
            let mut last: Option<usize> = None;
            for (column, slot) in row.slots.iter().enumerate() {
                let divided = !slot.is_blank()
                    && column > 0
                    && row.slots.get(column - 1).is_some_and(|s| !s.is_blank());
                let group = last.map_or(0, |g: usize| if divided { g } else { g + 1 });
                next.push(group);
                last = Some(group);
            }
            groups = Some(next);
            continue;
        };
        let count = below.last().map_or(0, |g| g + 1);
        if whole || own == 0 || count == 0 || count % own != 0 {
            return head.to_vec();
        }
        // As many cells as groups: one each; fewer: the same heads repeat under each of them.
        let each = count / own;
        let slots: Vec<_> =
            below.iter().map(|g| row.slots.get(g / each).cloned().unwrap_or_default()).collect();
        let next: Vec<usize> = below.iter().map(|g| g / each).collect();
        row.slots = slots;
        groups = Some(next);
    }
    out
}

/// A name column does not reach over its right neighbour.
fn is_label_head(here: &[(Option<usize>, String)]) -> bool {
    here.last().is_some_and(|(_, t)| {
        by_head(t) == Some(Role::Index) || t.ends_with("名称") || is_total(t) && t.len() > 6
    })
}

/// A head without its unit: 预算数（万元） is 预算数.
fn tidy(text: &str) -> String {
    let mut out = text.to_string();
    for unit in ["(万元)", "(元)", "(千元)", "(亿元)", "(单位:万元)", "(单位:元)"] {
        out = out.replace(unit, "");
    }
    // 基本支出小计 | 人员经费 | 公用经费: what it sums up is said by its name.
    let kind = ["小计", "合计"].iter().find_map(|w| out.strip_suffix(w));
    match kind.filter(|k| matches!(*k, "基本支出" | "项目支出")) {
        Some(kind) => kind.to_string(),
        None => out,
    }
}
