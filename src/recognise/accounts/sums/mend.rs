//! A code with a slip of the pen puts its row elsewhere, and every sum of classes above it would seem wrong. Where another code,
//! one slip away and fitting the rows around, makes the sums come out, that is the code that was meant.

use super::{TableRelation, hierarchy};
use crate::figure::{FigureId, Figures};
use crate::order;
use crate::order::Set;
use crate::recognise::accounts::{AccountTable, Code, Line};
use crate::relation::{Verdict, decide};

/// So many slips of one table are looked for.
const MOST: usize = 3;

/// A row whose code does not belong where the row stands.
#[derive(Debug, Clone)]
pub struct Misplaced {
    /// A figure of the row.
    pub figure: FigureId,
    /// The code as written.
    pub written: Code,
    /// The code that was meant.
    pub meant: Code,
    /// The name of the row.
    pub name: String,
    /// Of a class and the only one below it either code may be the wrong one: the other.
    pub or: Option<Box<Misplaced>>,
}

impl Misplaced {
    fn of(table: &AccountTable, candidate: &Candidate) -> Option<Self> {
        let line = table.sides.get(candidate.line.0)?.lines.get(candidate.line.1)?;
        let figure = *line.cells.iter().flatten().next()?;
        let (written, meant) = (candidate.written.clone(), candidate.meant.clone());
        Some(Self { figure, written, meant, name: line.label.name.clone(), or: None })
    }
}

/// Puts the codes that were meant in place of those that were written, and keeps what was written. `known` are the codes of all
/// tables of the report.
pub(super) fn mend(table: &mut AccountTable, figures: &Figures, known: &Set<Code>) {
    while table.misplaced.len() < MOST {
        let before = Outcome::of(table, figures);
        if before.violated.is_empty() {
            return;
        }
        let mut better = candidates(table, known).into_iter().filter(|c| {
            let Some(written) = put(table, c.line, c.meant.clone()) else { return false };
            let repairs = Outcome::of(table, figures).repairs(&before, figures);
            put(table, c.line, written);
            repairs
        });
        let Some(first) = better.next() else { return };
        let second = better.next().filter(|c| !first.agreed && c.known == first.known);
        drop(better);
        let Some(mut misplaced) = Misplaced::of(table, &first) else { return };
        misplaced.or = second.and_then(|c| Misplaced::of(table, &c)).map(Box::new);
        put(table, first.line, first.meant);
        table.misplaced.push(misplaced);
    }
}

/// How the sums of classes come out: the totals that do not hold, and how many do.
struct Outcome {
    violated: Vec<FigureId>,
    sound: usize,
}

impl Outcome {
    fn of(table: &AccountTable, figures: &Figures) -> Self {
        let mut out: Vec<TableRelation> = Vec::new();
        hierarchy::propose(table, figures, &mut out);
        let of = |violated: bool| {
            let decided = out.iter().filter(move |r| match decide(&r.relation, figures).verdict {
                Verdict::Violated => violated,
                Verdict::Holds | Verdict::WithinRounding => !violated,
                Verdict::NotComputable => false,
            });
            decided.filter_map(|r| r.relation.stated_figure()).collect::<Vec<_>>()
        };
        Self { violated: of(true), sound: of(false).len() }
    }

    /// Does more hold than before, nothing less, and is it more than a few small digits that agree?
    fn repairs(&self, before: &Outcome, figures: &Figures) -> bool {
        let telling = |id: &&FigureId| {
            figures[**id].quantity.value.normalize().mantissa().unsigned_abs() >= 100
                && !self.violated.contains(id)
        };
        self.sound > before.sound
            && self.violated.iter().all(|id| before.violated.contains(id))
            && before.violated.iter().any(|id| telling(&id))
    }
}

/// A line of a table: which side, which of its lines.
type Place = (usize, usize);

struct Candidate {
    line: Place,
    written: Code,
    meant: Code,
    /// Several rows below agree on it.
    agreed: bool,
    /// The report has this code elsewhere.
    known: bool,
}

/// Gives a line another code; the one that it had.
fn put(table: &mut AccountTable, (side, line): Place, code: Code) -> Option<Code> {
    table.sides.get_mut(side)?.lines.get_mut(line)?.code.replace(code)
}

/// Codes that do not belong to the class above them, or to all the classes below, with the code one slip away that does. Of a class
/// and a single one below it either may be wrong: codes that the report has elsewhere come first, then what several rows agree on.
fn candidates(table: &AccountTable, known: &Set<Code>) -> Vec<Candidate> {
    let lines: Vec<(Place, &Line)> = table
        .sides
        .iter()
        .enumerate()
        .flat_map(|(s, side)| side.lines.iter().enumerate().map(move |(l, line)| ((s, l), line)))
        .collect();
    let coded: Vec<(Place, &Code)> =
        lines.iter().filter_map(|(place, line)| Some((*place, line.code.as_ref()?))).collect();
    let mut out = Vec::new();
    for (at, (line, code)) in coded.iter().enumerate() {
        let mut add = |agreed: bool, meant: String| {
            if is_slip(&code.0, &meant) {
                let meant = Code(meant);
                let known = known.contains(&meant);
                out.push(Candidate { line: *line, written: (*code).clone(), meant, agreed, known });
            }
        };
        let below: Vec<&str> = coded
            .get(at + 1..)
            .unwrap_or_default()
            .iter()
            .take_while(|(_, c)| c.0.len() > code.0.len())
            .filter_map(|(_, c)| c.0.get(..code.0.len()))
            .collect();
        if let Some(first) = below.first().filter(|first| below.iter().all(|b| b == *first)) {
            add(below.len() > 1, (*first).to_string());
        }
        let above = coded.get(..at).unwrap_or_default().iter().rev().find(|(_, c)| c.0.len() < code.0.len());
        if let Some((_, above)) = above
            && let Some(own) = code.0.get(above.0.len()..)
        {
            add(false, format!("{}{own}", above.0));
        }
    }
    order::by_key(&mut out, |c| (!c.known, !c.agreed));
    out
}

/// One digit is another, or two beside each other changed places.
fn is_slip(written: &str, meant: &str) -> bool {
    if written.len() != meant.len() {
        return false;
    }
    let apart: Vec<usize> =
        written.bytes().zip(meant.bytes()).enumerate().filter(|(_, (a, b))| a != b).map(|(i, _)| i).collect();
    let at = |text: &str, i: usize| text.as_bytes().get(i).copied();
    match apart.as_slice() {
        [_] => true,
        &[i, j] => j == i + 1 && at(written, i) == at(meant, j) && at(written, j) == at(meant, i),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_slip;

    #[test]
    fn one_digit_or_two_exchanged() {
        assert!(is_slip("2210201", "2220201"));
        assert!(is_slip("20805", "20850"));
        assert!(!is_slip("20805", "20805"));
        assert!(!is_slip("20805", "21011"));
        assert!(!is_slip("20805", "2080501"));
    }
}
