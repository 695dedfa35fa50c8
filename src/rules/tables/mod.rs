//! GJ2xx: account tables.

use super::Rule;
use crate::figure::FigureId;
use crate::ledger::{Context, Ledger, Message, Severity};
use crate::recognise::accounts::{AccountTable, Code, Line, Role, TableRelation};
use crate::relation::Expression;

registry! {
    hierarchy, total, across, balance, running, item, three_public, basic_kinds, fund, carry_over, comparison, missing_row, misplaced_code,
}

/// Enters the relations that the structure of the tables gives. In a table of an unknown kind a violation is a warning.
fn enter(context: &Context, ledger: &mut Ledger, rule: &'static Rule, roles: &[Role]) {
    for table in &context.recognised.accounts {
        let severity = if table.kind.is_known() { rule.severity } else { Severity::Warning };
        for found in table.relations.iter().filter(|r| roles.contains(&r.role)) {
            let hint = absent_row(context, table, found);
            ledger.check_as(context, rule, severity, found.subject.clone(), found.relation.clone(), hint);
        }
    }
}

/// What a list of classes lacks of its total may be a class that another table of the report lists and this one does not.
fn absent_row(context: &Context, table: &AccountTable, found: &TableRelation) -> Option<Message> {
    let by_class = matches!(found.role, Role::Hierarchy | Role::Total);
    let stated = found.relation.stated_figure().filter(|_| by_class && !context.is_sound(&found.relation))?;
    let own: Vec<&Line> = table.sides.iter().flat_map(|s| &s.lines).collect();
    let total = own.iter().find(|l| l.cells.contains(&Some(stated)))?;
    let below = |code: &Code| match &total.code {
        Some(above) => above.contains(code),
        None => true,
    };
    let fills = |id: FigureId| {
        let mut trial = found.relation.clone();
        if let Expression::Sum(parts) = &mut trial.expression {
            parts.push(Expression::Figure(id));
        }
        !context.figures[id].value().is_zero() && context.is_sound(&trial)
    };
    let others = context.recognised.accounts.iter().filter(|other| other.set == table.set && other.trusted);
    for other in others {
        for line in other.sides.iter().flat_map(|s| &s.lines) {
            let Some(code) = line.code.as_ref().filter(|c| below(c)) else { continue };
            let listed = own.iter().any(|l| {
                l.code
                    .as_ref()
                    .is_some_and(|c| c == code || code.contains(c) && Some(c) != total.code.as_ref())
            });
            if !listed && line.cells.iter().flatten().any(|&id| fills(id)) {
                let arguments = [
                    ("code", code.0.as_str()),
                    ("name", line.label.name.as_str()),
                    ("table", other.title.as_str()),
                ];
                return Some(Message::new("accounts.missing_row", &arguments));
            }
        }
    }
    None
}
