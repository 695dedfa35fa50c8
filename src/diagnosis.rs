//! Fault localisation: which single number explains the violated checks best.

use crate::figure::FigureId;
use crate::ledger::{Context, Ledger};
use rust_decimal::Decimal;

/// Violated checks that one number explains.
#[derive(Debug, Clone)]
pub struct Cause {
    /// Indices into [`Ledger::checks`]; the first is the one to show.
    pub checks: Vec<usize>,
    /// The number to look at first.
    pub suspect: Option<FigureId>,
    /// The value (in the suspect's own unit) that reconciles all of them, rounded to its decimals.
    pub reconciling: Option<Decimal>,
    /// The likely slip: key under `slip.` in the locale files.
    pub slip: Option<&'static str>,
    /// Other numbers that explain them as well.
    pub alternatives: Vec<FigureId>,
}

/// Groups the violated checks by the number that explains them.
pub fn diagnose(_context: &Context, ledger: &Ledger) -> Vec<Cause> {
    ledger
        .checks
        .iter()
        .enumerate()
        .filter(|(_, c)| c.is_violated())
        .map(|(i, c)| Cause {
            checks: vec![i],
            suspect: c.relation.stated_figure(),
            reconciling: None,
            slip: None,
            alternatives: Vec::new(),
        })
        .collect()
}
