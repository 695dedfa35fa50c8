//! What was planned and then adjusted, and what a budget is the budget of.

use super::super::clause::{Clause, Number};
use super::super::statement::{Slot, Statement};
use super::super::words::Base;
use super::Reader;
use crate::number::Unit;

impl Reader<'_> {
    /// 由X万元调整为Y万元: first what was planned, then what it is now; a change that follows is against the plan.
    pub(super) fn adjusted(&mut self, clause: &Clause, number: &Number, text: &str, unit: &Unit) -> bool {
        const TO: &[&str] = &[
            "调整后",
            "调整后为",
            "调整为",
            "调整预算为",
            "调整收入预算为",
            "调整支出预算为",
            "调整到",
            "调整至",
            "调增到",
            "调增为",
            "调减到",
            "调减为",
            "增加到",
            "增加至",
            "减少到",
            "减少至",
            "增至",
            "减至",
            "降至",
        ];
        // 根据实际收入情况调整为X万元: why is no part of the name.
        let why = ["根据", "按照", "依据"].iter().any(|w| text.starts_with(w));
        let because = |to: &&str| why && text.ends_with(*to);
        let to = TO.contains(&text.trim_start_matches(['拟', '应'])) || TO.iter().any(because);
        if !to || unit.is_percent() {
            return false;
        }
        let (from, base) = match self.base {
            Some(Base::LastYear) => (Slot::LastYear, Base::LastYear),
            _ => (Slot::InitialBudget, Base::InitialBudget),
        };
        let Some(s) = self.current.and_then(|i| self.out.statements.get_mut(i)) else { return false };
        if s.sentence != clause.sentence || s.passage != self.passage {
            return false;
        }
        match s.amounts.as_mut_slice() {
            // 支出增加X万元，调整为Y万元
            [] => {}
            [(slot @ Slot::Amount, _)] => *slot = from,
            [(Slot::InitialBudget, _)] => {}
            // 收入预算为X万元，调整为Y万元
            [(slot @ Slot::Budget, _)] => *slot = from,
            _ => return false,
        }
        s.amounts.push((Slot::Amount, number.figure));
        // 预算X万元，调增Y万元，调整后为Z万元: told before the outcome.
        if let Some(change) = s.changes.last_mut().filter(|c| c.base == Base::Unsaid) {
            change.base = base;
        }
        self.base = Some(base);
        true
    }

    /// The amount told last in the sentence.
    pub(super) fn told_last(&self, clause: &Clause) -> Option<usize> {
        let here = |s: &Statement| (s.passage, s.sentence) == (self.passage, clause.sentence);
        let last = self.out.statements.len().checked_sub(1)?;
        self.out.statements.get(last).filter(|s| here(s) && !s.amounts.is_empty()).map(|_| last)
    }

    /// 支出X万元，其中：…。资金结余Y万元，预算Z万元: nothing is budgeted to be left over; it is what was spent from it.
    pub(super) fn planned_for(&self, current: usize, clause: &Clause, slot: Slot) -> usize {
        let statements = &self.out.statements;
        let left = |s: &Statement| ["结余", "结转", "结转结余", "余额"].iter().any(|w| s.label.ends_with(w));
        if !slot.is_budget() || !statements.get(current).is_some_and(left) {
            return current;
        }
        let marker = self.out.markers.iter().rev().find(|m| m.passage == self.passage && m.first <= current);
        let whole = marker.and_then(|m| m.first.checked_sub(1));
        let before = || current.checked_sub(1);
        let of = |i: &usize| {
            statements.get(*i).is_some_and(|s| {
                s.passage == self.passage
                    && s.sentence + 1 >= clause.sentence
                    && !left(s)
                    && s.amount(Slot::Amount).is_some_and(|id| self.figures[id].quantity.unit.is_money())
            })
        };
        whole.or_else(before).filter(of).unwrap_or(current)
    }
}

/// 1)甲, 12)乙: the name without its number.
pub(super) fn enumerated(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - rest.len();
    rest.strip_prefix(')').filter(|name| (1..=2).contains(&digits) && !name.is_empty())
}
