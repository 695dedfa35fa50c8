//! Amounts in a bracket after what they are.

use super::super::clause::{Clause, Number};
use super::super::passage::Passage;
use super::super::role;
use super::super::statement::Slot;
use super::super::words;
use super::Reader;

impl Reader<'_> {
    /// 占GDP(X亿元)的P%, 完成年初预算(X万元)的P%: the amount that the words before the bracket name.
    pub(super) fn bracketed(&mut self, passage: &Passage, clause: &Clause, number: &Number) -> bool {
        let rest = passage.slice(number.range.end..passage.text.len());
        let money = self.figures[number.figure].quantity.unit.is_money();
        if clause.before != '(' || ![")的", ")比例", ")比重"].iter().any(|w| rest.starts_with(w)) || !money
        {
            return false;
        }
        let told = format!("{})", passage.slice(0..number.range.end));
        let Some(said) = before_bracket(&told) else { return false };
        let Some(current) = self.current else { return false };
        let named = ["占", "完成", "为"].iter().find_map(|w| said.strip_prefix(w));
        let Some(named) = named.filter(|name| name.chars().count() > 1) else { return false };
        let slot = match words::budget_in(named) {
            Some(words::Budget::Initial) => Slot::InitialBudget,
            Some(words::Budget::Full) => Slot::FullBudget,
            Some(words::Budget::Plain) => Slot::Budget,
            None if said.starts_with('占') => {
                let label = role::label(named);
                let target = self.open(label, None, clause, number.range.clone(), false);
                self.out.statements[target].amounts.push((Slot::Amount, number.figure));
                return true;
            }
            None => return false,
        };
        let own = &mut self.out.statements[current].amounts;
        let free = own.iter().all(|(told, _)| *told != slot);
        if free {
            own.push((slot, number.figure));
        }
        free
    }
}

/// 占GDP of 收入X亿元，占GDP(Y亿元): the words before the bracket that a text ends with.
pub(super) fn before_bracket(text: &str) -> Option<&str> {
    let (head, _) = text.strip_suffix(')')?.rsplit_once('(')?;
    head.rsplit([',', ';', ':', '。', '(', ')', '、']).next()
}
