//! From columns and rows to sides: each side has its own row labels and its own columns of amounts. A table of income and
//! expenditure has two, a list of classes one, economic classes in three blocks three.

use super::codes::{Code, join_code, split_code};
use super::grid::Row;
use super::head::{Heads, Role};
use super::kind::fund_named;
use super::label::{Label, is_total, read_label};
use crate::document::Holds;
use crate::figure::{FigureId, Figures};
use crate::recognise::Fund;

/// One side of a table.
#[derive(Debug, Clone, Default)]
pub struct Side {
    /// What stands above the whole side (收入, 支出), if anything.
    pub heading: String,
    /// Columns of amounts.
    pub columns: Vec<Column>,
    /// Rows.
    pub lines: Vec<Line>,
    /// A column numbers the rows (序号).
    pub numbered: bool,
}

impl Side {
    /// The budgets that the heads of its columns name.
    pub(super) fn funds(&self) -> Vec<Fund> {
        let mut funds: Vec<Fund> = Vec::new();
        for fund in self.columns.iter().filter_map(|c| c.path.iter().find_map(|p| fund_named(p))) {
            if !funds.contains(&fund) {
                funds.push(fund);
            }
        }
        funds
    }
}

/// A column of amounts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Column {
    /// Texts of the head from top to bottom.
    pub path: Vec<String>,
}

impl Column {
    /// The head nearest to the amounts.
    pub fn name(&self) -> &str {
        self.path.last().map_or("", String::as_str)
    }

    /// All of the head.
    pub fn full(&self) -> String {
        self.path.join(" ")
    }

    /// The column head to show: the last text, with the one above it where the last alone says little.
    pub fn shown(&self) -> String {
        let name = self.name();
        let little =
            is_total(name) || name.chars().count() <= 3 || name.contains("决算数") || name.contains("预算数");
        match self.path.len().checked_sub(2).and_then(|i| self.path.get(i)) {
            Some(above) if little => format!("{above} {name}"),
            _ => name.to_string(),
        }
    }

    /// A rate (占比, 增减%), not an amount.
    pub fn is_rate(&self) -> bool {
        names_rate(self.name())
    }
}

/// 占比, 增减%
pub fn names_rate(name: &str) -> bool {
    // 自评得分(40%): how much the points count for.
    let share = name.split_once('(').is_some_and(|(bare, _)| bare.ends_with('分'));
    name.contains('%') && !share
        || ["率", "占比", "比例", "比重", "幅度", "进度"].iter().any(|w| name.ends_with(w))
}

/// 人均接待费, 单价: what comes to one of many, which adds up to nothing.
pub fn names_mean(name: &str) -> bool {
    name.holds_any(&["单价", "平均", "人均", "户均", "车均", "生均", "次均"])
}

/// A row of a side.
#[derive(Debug, Clone, Default)]
pub struct Line {
    /// 科目编码, if the row has one.
    pub code: Option<Code>,
    /// The label taken apart.
    pub label: Label,
    /// White space before the label.
    pub indent: usize,
    /// Which row of the body it is.
    pub row: usize,
    /// The figure in each column; `None` where nothing stands, which is not zero.
    pub cells: Vec<Option<FigureId>>,
    /// Columns in which a number stands that cannot be read.
    pub hidden: Vec<usize>,
}

impl Line {
    /// Is it a total by its name?
    pub fn is_total(&self) -> bool {
        self.code.is_none() && is_total(&self.label.name)
    }

    /// Does any figure stand in it?
    pub fn has_figures(&self) -> bool {
        self.cells.iter().any(Option::is_some)
    }
}

/// Which columns make up each side.
#[derive(Debug, Clone, Default)]
pub(super) struct Layout {
    pub indices: Vec<usize>,
    pub codes: Vec<usize>,
    pub names: Vec<usize>,
    pub values: Vec<usize>,
}

/// Label columns after amounts begin a new side.
pub(super) fn layouts(heads: &Heads) -> Vec<Layout> {
    let mut out = Vec::new();
    let mut current = Layout::default();
    for (column, role) in heads.roles.iter().enumerate() {
        match role {
            Role::Code | Role::Name if !current.values.is_empty() => {
                out.push(std::mem::take(&mut current));
            }
            _ => {}
        }
        match role {
            Role::Index if current.values.is_empty() => current.indices.push(column),
            Role::Code => current.codes.push(column),
            Role::Name => current.names.push(column),
            Role::Value => current.values.push(column),
            _ => {}
        }
    }
    if !current.values.is_empty() {
        out.push(current);
    }
    out.retain(|l| !l.values.is_empty());
    out
}

/// The columns of a side, and what stands above all of them and their labels.
pub(super) fn side_of(layout: &Layout, heads: &Heads) -> Side {
    let path = |c: &usize| heads.paths.get(*c).cloned().unwrap_or_default();
    let all: Vec<Vec<String>> = layout.names.iter().chain(&layout.values).map(path).collect();
    let heading = all
        .first()
        .and_then(|p| p.first())
        .filter(|first| all.len() > 1 && all.iter().all(|p| p.len() > 1 && p.first() == Some(first)))
        .cloned()
        .unwrap_or_default();
    let columns = layout.values.iter().map(|c| Column { path: path(c) }).collect();
    let numbered = heads.roles.contains(&Role::Index);
    Side { heading, columns, lines: Vec::new(), numbered }
}

/// Reads the rows of a body into the sides, and dismisses the figures of code columns.
pub(super) fn read_lines(layouts: &[Layout], rows: &[Row], figures: &mut Figures, sides: &mut [Side]) {
    let first = sides.iter().filter_map(|s| s.lines.last()).map(|l| l.row + 1).max().unwrap_or(0);
    for (layout, side) in layouts.iter().zip(sides.iter_mut()) {
        let mut above: Option<Code> = None;
        for (number, row) in rows.iter().enumerate() {
            let mut line = read_line(layout, row, figures, above.as_ref());
            line.row = first + number;
            if let Some(code) = &line.code {
                above = Some(code.clone());
            }
            let named = line.code.is_some() || !line.label.name.is_empty();
            if named || line.has_figures() {
                side.lines.push(line);
            }
        }
    }
    spread_totals(sides);
}

/// The label of a total may stand in one block and its amount in the next, with merged cells between.
fn spread_totals(sides: &mut [Side]) {
    for k in 1..sides.len() {
        let (before, rest) = sides.split_at_mut(k);
        let (Some(left), Some(right)) = (before.last(), rest.first_mut()) else { continue };
        for line in &mut right.lines {
            let nameless = line.code.is_none() && line.label.name.is_empty() && line.has_figures();
            let total = left.lines.iter().find(|l| l.row == line.row && l.is_total() && !l.has_figures());
            if let Some(total) = total.filter(|_| nameless) {
                line.label = total.label.clone();
            }
        }
    }
}

fn read_line(layout: &Layout, row: &Row, figures: &mut Figures, above: Option<&Code>) -> Line {
    let mut line = Line::default();
    // Distinct cells only: a label that covers several columns stands once.
    let mut cells: Vec<Option<usize>> = Vec::new();
    let mut parts: Vec<&str> = Vec::new();
    for &column in &layout.codes {
        let Some(slot) = row.slots.get(column) else { continue };
        if slot.cell.is_some() && cells.contains(&slot.cell) {
            continue;
        }
        cells.push(slot.cell);
        parts.push(&slot.text);
    }
    let mut glued = String::new();
    line.code = match parts.as_slice() {
        [] => None,
        [one] => split_code(one).map(|(code, rest)| {
            glued = rest.to_string();
            code
        }),
        many => join_code(many, above),
    };
    let mut name = String::new();
    for &column in &layout.names {
        let Some(slot) = row.slots.get(column).filter(|s| !s.is_blank()) else { continue };
        if cells.contains(&slot.cell) && line.code.is_some() {
            continue;
        }
        name = slot.text.clone();
        line.indent = slot.indent;
        if line.code.is_none()
            && layout.codes.is_empty()
            && let Some((code, rest)) = split_code(&slot.text)
            && !rest.is_empty()
        {
            line.code = Some(code);
            name = rest.to_string();
            dismiss_head(row, column, figures);
        }
    }
    if name.is_empty() {
        // A total stands in the code columns, a name may be glued to its code.
        name = if glued.is_empty() && line.code.is_none() { parts.concat() } else { glued };
    }
    if name.is_empty() && line.code.is_none() {
        // Where cells are not merged it stands under 序号.
        let total = layout.indices.iter().filter_map(|&c| row.slots.get(c)).find(|s| is_total(&s.text));
        name = total.map(|s| s.text.clone()).unwrap_or_default();
    }
    if line.code.is_some() {
        for &column in &layout.codes {
            dismiss_head(row, column, figures);
        }
    }
    line.label = read_label(&name);
    line.cells = layout.values.iter().map(|&c| row.figure(c, figures)).collect();
    let hidden = |(_, c): &(usize, &usize)| row.slots.get(**c).is_some_and(|s| s.hidden && s.begins);
    line.hidden = layout.values.iter().enumerate().filter(hidden).map(|(at, _)| at).collect();
    line
}

/// The code at the head of a cell is not a figure.
fn dismiss_head(row: &Row, column: usize, figures: &mut Figures) {
    if let Some(slot) = row.slots.get(column)
        && let Some(cell) = slot.cell
        && let Some(first) = figures.in_text(row.block, Some(cell)).next()
        && figures[first].quantity.decimals == 0
    {
        figures.dismiss(first);
    }
}
