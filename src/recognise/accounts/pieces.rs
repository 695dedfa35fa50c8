//! A table block taken apart: lines above the head (title, unit), head, body, notes. A block can hold several tables one
//! under the other.

use super::codes::split_code;
use super::grid::{Row, is_numeric, numbers_columns};
use super::kind::{kind_of_title, may_be_title};
use super::label::{Marker, is_total, read_label};
use crate::document::Holds;

/// One table within a block, or the part of a table that stands on one page.
#[derive(Debug, Clone, Default)]
pub(super) struct Piece {
    pub block: usize,
    /// Texts above the head: title, unit line, 编制单位.
    pub above: Vec<String>,
    /// Rows above the head that hold the number of the form.
    pub captions: Vec<Row>,
    pub head: Vec<Row>,
    /// Rows that number the columns.
    pub numbering: Vec<Row>,
    pub body: Vec<Row>,
    /// Texts of note rows.
    pub notes: Vec<String>,
}

/// Splits the rows of a block.
pub(super) fn pieces_of(rows: Vec<Row>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    let mut current = Piece::default();
    for (index, row) in rows.iter().enumerate() {
        current.block = row.block;
        if row.said().next().is_none() {
            continue;
        }
        let begun = !current.body.is_empty();
        if is_note(row) {
            current.notes.extend(row.said().map(|(_, s)| s.text.clone()));
            continue;
        }
        let heads_all = !begun && current.head.is_empty() && is_lone_title(row);
        if is_above(row) || heads_all {
            let titled = row.said().any(|(_, s)| kind_of_title(&s.text).is_some() && may_be_title(&s.text));
            if begun && (titled || !current.notes.is_empty()) {
                out.push(std::mem::take(&mut current));
                current.block = row.block;
            }
            if row.said().any(|(_, s)| is_form_number(&s.text)) {
                current.captions.push(row.clone());
            }
            if current.body.is_empty() {
                // What stood alone above the unit line was a title, no head.
                let titles = current.head.extract_if(.., |r| r.said().count() == 1);
                current
                    .above
                    .extend(titles.flat_map(|r| r.said().map(|(_, s)| s.text.clone()).collect::<Vec<_>>()));
                current.above.extend(row.said().map(|(_, s)| s.text.clone()));
            }
            continue;
        }
        if numbers_columns(row) {
            current.numbering.push(row.clone());
            continue;
        }
        if begun {
            if !current.head.iter().any(|h| h.same_texts(row)) {
                current.body.push(row.clone());
            }
        } else if is_body(row, rows.get(index + 1), current.head.is_empty()) || current.head.len() >= 7 {
            current.body.push(row.clone());
        } else {
            current.head.push(row.clone());
        }
    }
    out.push(current);
    out.retain(|p| !p.head.is_empty() || !p.body.is_empty());
    out
}

/// Title, unit line, name of the unit, number of the form: each cell of the row is one of them.
fn is_above(row: &Row) -> bool {
    let mut any = false;
    for (_, slot) in row.said() {
        any = true;
        if !stands_above(&slot.text) {
            return false;
        }
    }
    any && row.said().count() <= 5
}

/// Nothing but a title, of whatever table.
fn is_lone_title(row: &Row) -> bool {
    row.said().count() == 1 && row.said().all(|(column, s)| column == 0 && may_be_title(&s.text))
}

fn stands_above(text: &str) -> bool {
    let unit = text.holds_any(&[
        "单位:",
        "部门:",
        "单位名称",
        "部门名称",
        "编制单位",
        "填报单位",
        "预算代码",
        "附件",
    ]);
    let number = is_form_number(text) || text.starts_with("续表") || text == "续";
    let year = text.trim_matches(['(', ')']).trim_end_matches(['度', '年']);
    let year = year.len() == 4 && year.chars().all(|c| c.is_ascii_digit()) && text.contains('年');
    let title = may_be_title(text)
        && (kind_of_title(text).is_some() || text.ends_with("决算表") || text.ends_with("预算表"));
    unit || number || year || title
}

/// 公开01表, 预算03表, 部门公开表7, 附表2-1, 表1: the number of a form, not a figure.
pub(super) fn is_form_number(text: &str) -> bool {
    let words: String =
        text.chars().filter(|c| !c.is_ascii_digit() && !matches!(c, '-' | '(' | ')')).collect();
    let Some(name) = words.strip_suffix('表') else { return false };
    let mut rest = name;
    while let Some(shorter) = ["公开", "部门", "单位", "预算", "决算", "财决", "批复", "附"]
        .iter()
        .find_map(|w| rest.strip_suffix(w))
    {
        rest = shorter;
    }
    rest.is_empty() && (text.starts_with("公开") || text.chars().any(|c| c.is_ascii_digit()))
}

fn is_note(row: &Row) -> bool {
    let Some((_, first)) = row.said().next() else { return false };
    let marked = ["注:", "注.", "说明:", "备注:", "注1", "注、"].iter().any(|w| first.text.starts_with(w));
    let alone = row.said().count() == 1;
    marked || alone && (first.text.chars().count() > 40 || says_empty(&first.text))
}

/// 本表为空表, 此表无数据: a table is said to hold nothing.
pub(super) fn says_empty(text: &str) -> bool {
    text.holds_any(&["空表", "为空", "无数据", "无内容"])
        || (text.contains("无") || text.contains("没有")) && text.contains("本表") && text.contains("故")
}

/// A row of the body: it has an amount, a code, a numbered label or a lone total.
fn is_body(row: &Row, next: Option<&Row>, no_head: bool) -> bool {
    if row.said().any(|(_, s)| is_numeric(&s.text)) {
        return true;
    }
    let Some((_, first)) = row.said().next() else { return false };
    if split_code(&first.text).is_some() {
        return true;
    }
    let label = read_label(&first.text);
    if label.marker != Marker::None && !label.name.is_empty() {
        return true;
    }
    let lone_total = row.said().all(|(_, s)| is_total(&s.text));
    let headish = |r: &Row| {
        r.said().filter(|(_, s)| !is_numeric(&s.text) && !is_total(&s.text)).count() >= 2
            && !r.said().any(|(_, s)| is_numeric(&s.text))
            && r.said().next().is_some_and(|(_, s)| read_label(&s.text).marker == Marker::None)
    };
    !no_head && lone_total && !next.is_some_and(headish)
}
