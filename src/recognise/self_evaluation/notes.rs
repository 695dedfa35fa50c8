//! What is written around a form of how the execution rate is scored: 注：预算执行率每低1个百分点扣0.2分.

use super::columns::names_budget_execution;
use super::form::Form;
use crate::document::{Block, Document, Holds, squeeze};

/// Sentences of more than this are no rule.
const LONGEST: usize = 200;

/// Gives each form the sentences about it between its first block and the next form.
pub(super) fn read(document: &Document, forms: &mut [Form]) {
    let starts: Vec<usize> = forms.iter().map(|f| f.block).collect();
    for (at, form) in forms.iter_mut().enumerate() {
        let end = starts.iter().skip(at + 1).find(|s| **s > form.block).copied();
        let own = document.blocks.get(form.block..end.unwrap_or(document.blocks.len())).unwrap_or_default();
        for text in own.iter().flat_map(texts) {
            form.execution_criteria.extend(sentences(text));
        }
    }
}

fn texts(block: &Block) -> Vec<&str> {
    match block {
        Block::Paragraph(paragraph) => vec![paragraph.text.as_str()],
        Block::Table(table) => table.cells.iter().map(|c| c.text.as_str()).collect(),
    }
}

/// The sentences that speak of the execution rate and of points.
fn sentences(text: &str) -> Vec<String> {
    if !text.contains("执行") || !text.contains('扣') && !text.contains('得') {
        return Vec::new();
    }
    let about = |t: &String| {
        let rate = names_budget_execution(t) || t.holds_any(&["资金执行", "预算执行", "执行率"]);
        rate && t.chars().count() <= LONGEST && t.holds_any(&["扣", "得满分", "不得分"])
    };
    text.split(['。', '\n']).map(squeeze).filter(about).collect()
}
