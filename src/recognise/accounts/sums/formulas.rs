//! What a table says of itself: A=B+C under the head of a column; and the balance of a debt, opening + raised − repaid.

use super::{Role, TableRelation, subject};
use crate::diagnosis::one_slip_mends;
use crate::document::Holds;
use crate::figure::{FigureId, Figures};
use crate::recognise::accounts::{Column, Line, Side};
use crate::relation::{Expression, Relation, RelationKind, decide};

/// Most columns of a formula.
const MOST: usize = 10;

/// The relations that the table states itself, or that its names leave no doubt of.
pub(super) fn propose(side: &Side, figures: &Figures) -> Vec<TableRelation> {
    let mut out = Vec::new();
    columns(side, &mut out);
    debt(side, figures, &mut out);
    out
}

/// What stands for a column in the formulas of its table, and of which other columns it is the sum: A=B+C, 3=1-2.
#[derive(Debug, PartialEq, Eq)]
struct Formula<'a> {
    own: &'a str,
    terms: Vec<(bool, &'a str)>,
}

fn is_symbol(text: &str) -> bool {
    let letter = text.len() == 1 && text.bytes().all(|b| b.is_ascii_alphabetic());
    let number = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let circled = text.chars().count() == 1 && text.chars().all(|c| ('①'..='⑳').contains(&c));
    letter || number || circled
}

fn formula(head: &str) -> Option<Formula<'_>> {
    // 合计(1=2+3)
    let head = head.strip_suffix(')').and_then(|h| h.rsplit_once('(')).map_or(head, |(_, inside)| inside);
    let (own, sum) = match head.split_once('=') {
        Some((own, sum)) => (own, Some(sum)),
        None => (head, None),
    };
    let mut terms = Vec::new();
    let mut rest = sum.unwrap_or("");
    let mut added = true;
    while !rest.is_empty() {
        let end = rest.find(['+', '-']).unwrap_or(rest.len());
        let (term, after) = rest.split_at(end);
        terms.push((added, term));
        added = !after.starts_with('-');
        rest = after.get(1..).unwrap_or("");
    }
    let told = is_symbol(own) && terms.iter().all(|(_, t)| is_symbol(t)) && terms.len() <= MOST;
    (told && (sum.is_none() || terms.len() > 1)).then_some(Formula { own, terms })
}

fn columns(side: &Side, out: &mut Vec<TableRelation>) {
    let formulas: Vec<Option<Formula>> =
        side.columns.iter().map(|c| c.path.iter().rev().find_map(|head| formula(head))).collect();
    let find = |symbol: &str| {
        let mut named =
            (0..formulas.len()).filter(|&c| formulas[c].as_ref().is_some_and(|f| f.own == symbol));
        named.next().filter(|_| named.next().is_none())
    };
    for (total, told) in formulas.iter().enumerate() {
        let Some(told) = told.as_ref().filter(|f| !f.terms.is_empty()) else { continue };
        let terms: Option<Vec<(bool, usize)>> =
            told.terms.iter().map(|(added, symbol)| Some((*added, find(symbol)?))).collect();
        let Some(terms) = terms else { continue };
        let shown = side.columns.get(total).map(Column::shown).unwrap_or_default();
        for line in &side.lines {
            let cell = |c: usize| line.cells.get(c).copied().flatten();
            let hidden = |c: &usize| line.hidden.contains(c);
            if hidden(&total) || terms.iter().any(|(_, c)| hidden(c)) {
                continue;
            }
            let parts: Vec<Expression> =
                terms.iter().filter_map(|&(added, c)| Some(signed(added, cell(c)?))).collect();
            out.extend(super::sum(
                Role::Across,
                subject(&line.label.name, &shown),
                match cell(total) {
                    Some(stated) => stated,
                    None => continue,
                },
                parts,
            ));
        }
    }
}

fn signed(added: bool, id: FigureId) -> Expression {
    let term = Expression::Figure(id);
    if added { term } else { Expression::Negate(Box::new(term)) }
}

/// 上年末债务余额, 本年发行额, 本年还本额, 年末债务余额: one above the other.
fn debt(side: &Side, figures: &Figures, out: &mut Vec<TableRelation>) {
    let named = |words: &'static [&'static str]| {
        move |l: &&Line| !l.label.of_which && l.label.name.holds_any(words) && l.has_figures()
    };
    let balance = |l: &&Line| {
        let name = &l.label.name;
        !l.label.of_which && name.contains("债务余额") && !name.contains("限额") && l.has_figures()
    };
    let mut balances = side.lines.iter().enumerate().filter(|(_, l)| balance(l));
    let (Some((from, opening)), Some((to, closing)), None) =
        (balances.next(), balances.next(), balances.next())
    else {
        return;
    };
    let between = || side.lines.iter().take(to).skip(from);
    let raised = between().find(named(&["发行额", "举借额", "转贷额", "新增额"]));
    let repaid = between().find(named(&["还本"]));
    let (Some(raised), Some(repaid)) = (raised, repaid) else { return };
    for (c, column) in side.columns.iter().enumerate() {
        let cell = |l: &Line| l.cells.get(c).copied().flatten();
        let (Some(stated), Some(opening), Some(raised), Some(repaid)) =
            (cell(closing), cell(opening), cell(raised), cell(repaid))
        else {
            continue;
        };
        let parts = vec![signed(true, opening), signed(true, raised), signed(false, repaid)];
        let relation = Relation::equal(RelationKind::Sum, stated, Expression::Sum(parts));
        // What else a balance may lose (核销, 汇率) is not told here.
        if decide(&relation, figures).is_sound() || one_slip_mends(figures, &relation, &relation.figures()) {
            let subject = subject(&closing.label.name, &column.shown());
            out.push(TableRelation { role: Role::CarryOver, subject, relation });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_of_heads() {
        let told = |head| formula(head).map(|f| (f.own.to_string(), f.terms.len()));
        assert_eq!(told("A=B+C"), Some(("A".to_string(), 2)));
        assert_eq!(told("B"), Some(("B".to_string(), 0)));
        assert_eq!(told("合计(1=2+3-4)"), Some(("1".to_string(), 3)));
        assert_eq!(told("③=①-②"), Some(("③".to_string(), 2)));
        assert_eq!(told("5=4/3"), None);
        assert_eq!(told("2023年"), None);
        assert_eq!(told("一般债务"), None);
    }
}
