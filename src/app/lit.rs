//! What is selected, in terms of what to light: the figure in question, the figures it follows from, the lines between.

use super::case::Case;
use super::hover::formula_line;
use super::places::{Places, Spot};
use super::state::Selection;
use crate::order::Set;

/// What to light.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Lit {
    /// The number in question.
    pub main: Option<usize>,
    /// The finding whose remark is in question.
    pub remark: Option<usize>,
    /// The finding whose note is lit.
    pub note: Option<usize>,
    /// Stated results.
    pub results: Set<usize>,
    /// What they follow from.
    pub operands: Set<usize>,
    /// Lines from operand to result.
    pub lines: Vec<(usize, usize)>,
    /// The relation in one line, shown at a number.
    pub formula: Option<(usize, String)>,
    /// Where to look.
    pub target: Option<Spot>,
}

impl Lit {
    /// What a selection lights; `look` is a number of the relation that the reader wants to see instead.
    pub fn of(case: &Case, places: &Places, selection: Option<Selection>, look: Option<usize>) -> Self {
        let mut lit = Self::default();
        match selection {
            Some(Selection::Finding(id)) => {
                let Some(finding) = case.finding(id) else { return lit };
                lit.main = case.number_of(finding);
                lit.note = Some(id.top);
                if lit.main.is_none() {
                    lit.remark = Some(id.top);
                }
                match finding.check {
                    Some(check) => lit.check(case, check),
                    None => lit.operands = case.operands_of(finding),
                }
            }
            Some(Selection::Number(number)) => {
                lit.main = Some(number);
                for &check in case.number(number).map_or(&[][..], |n| &n.checks) {
                    lit.check(case, check);
                }
            }
            None => {}
        }
        let own = lit.main.and_then(|n| places.number(n));
        lit.target =
            look.and_then(|n| places.number(n)).or(own).or(lit.remark.and_then(|top| places.remark(top)));
        lit
    }

    fn check(&mut self, case: &Case, check: usize) {
        let Some(record) = case.check(check) else { return };
        let operands: Vec<usize> = record.operands.iter().filter_map(|o| o.number).collect();
        if let Some(stated) = record.number {
            self.results.insert(stated);
            self.lines.extend(operands.iter().filter(|o| **o != stated).map(|o| (*o, stated)));
            if self.formula.is_none() {
                self.formula = Some((stated, formula_line(record)));
            }
        }
        self.operands.extend(operands);
    }
}
