//! GJ2xx: account tables.

use super::Rule;
use crate::ledger::{Context, Ledger, Severity};
use crate::recognise::accounts::Role;

registry! {
    hierarchy, total, across, balance, running, item, three_public, basic_kinds, fund, carry_over, comparison,
}

/// Enters the relations that the structure of the tables gives. In a table of an unknown kind a violation is a warning.
fn enter(context: &Context, ledger: &mut Ledger, rule: &'static Rule, roles: &[Role]) {
    for table in &context.recognised.accounts {
        let severity = if table.kind.is_known() { rule.severity } else { Severity::Warning };
        for found in table.relations.iter().filter(|r| roles.contains(&r.role)) {
            ledger.check_as(context, rule, severity, found.subject.clone(), found.relation.clone(), None);
        }
    }
}
