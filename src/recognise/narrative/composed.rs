//! What the lexicon knows wholes to be made of, in the statements of a narrative.

use super::statement::Statement;
use crate::recognise::lexicon::{COMPOSITIONS, Composition, fund_named_in, plain};

/// Is this statement one of the parts of the composition, for a whole of this fund?
pub fn is_part(composition: &Composition, whole: &Statement, part: &Statement, listed: bool) -> bool {
    let (Some(w), Some(p)) = (&whole.subject, &part.subject) else { return false };
    // A part that names no fund has that of the whole it is listed under.
    let silent = listed && p.fund == part.fund && fund_named_in(&plain(&part.label)).is_none();
    composition
        .parts
        .iter()
        .any(|(name, fund)| *name == p.name && (fund.unwrap_or(w.fund) == p.fund || fund.is_none() && silent))
}

/// Is it a whole of this composition?
pub fn is_whole(composition: &Composition, statement: &Statement) -> bool {
    statement
        .subject
        .as_ref()
        .is_some_and(|s| s.name == composition.whole && composition.fund.is_none_or(|f| f == s.fund))
}

/// 基本支出X万元，人员经费Y万元，公用经费Z万元；项目支出…: a part of a part, without a 其中 of its own.
pub fn is_below(statements: &[Statement], parts: &[usize], part: &Statement) -> bool {
    let Some(own) = &part.subject else { return false };
    parts.iter().rev().take(2).filter_map(|&i| statements.get(i)?.subject.as_ref()).any(|whole| {
        whole.name == "基本支出"
            && COMPOSITIONS
                .iter()
                .any(|c| c.whole == whole.name && c.parts.iter().any(|(name, _)| *name == own.name))
    })
}

/// Are the parts told without which the composition is none?
pub fn has_required(composition: &Composition, statements: &[Statement], parts: &[usize]) -> bool {
    composition
        .required
        .iter()
        .all(|name| parts.iter().any(|&i| statements[i].subject.as_ref().is_some_and(|s| s.name == *name)))
}
