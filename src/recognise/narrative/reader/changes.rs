//! Changes: by how much what is spoken of grew or fell, and against what.

use super::super::clause::{Clause, Number};
use super::super::role;
use super::super::statement::{Change, Slot, Word};
use super::super::words::{Base, ChangeWord};
use super::{List, Reader};
use crate::document::{Holds, Span};
use crate::figure::{FigureId, Unchecked};
use crate::number::Unit;

/// A change as said before a number.
pub(super) struct ChangeSaid {
    pub(super) label: String,
    pub(super) word: ChangeWord,
    pub(super) span: Span,
    pub(super) base: Option<Base>,
    /// 2022年比2021年增加…: the year that is compared with another.
    pub(super) year: Option<u16>,
    /// 节约, 审减
    pub(super) saved: bool,
}

impl Reader<'_> {
    pub(super) fn change(&mut self, clause: &Clause, number: &Number, said: &ChangeSaid, several: bool) {
        let ChangeSaid { label, word, span, base, .. } = said;
        let (span, base) = (*span, *base);
        let unit = &self.figures[number.figure].quantity.unit;
        let percent = unit.is_percent() || unit.is_multiple();
        let spoken = Word { span, direction: word.direction };
        let plan = if base.is_none() && said.saved { self.plan_saved_of() } else { None };
        let base = base.or(plan).or(self.base);
        if base.is_some() {
            self.base = base;
        }
        let counted = self.recent.len() == self.following + 1;
        let each = word.each || label.is_empty() && percent && counted && self.goes_on(clause);
        if each && several {
            let mut targets = Vec::new();
            for name in role::split_label(label) {
                targets.extend(self.target(&name, clause, number.range.clone()));
            }
            if targets.is_empty() {
                targets = self.just_told(clause);
            }
            if targets.is_empty() {
                targets = self.recent.clone();
            }
            let base = base.unwrap_or(Base::Unsaid);
            self.current = targets.last().copied().or(self.current);
            self.recent.clone_from(&targets);
            self.list = Some(List::Changes { targets, next: 0, word: spoken, base, rate: percent });
            self.continue_list(clause, number);
            return;
        }
        let label =
            ["同口径", "可比口径", "自然口径"].iter().find_map(|w| label.strip_suffix(w)).unwrap_or(label);
        let label = label.strip_suffix('按').unwrap_or(label);
        let label = match self.year_total_of(label) {
            Some(total) => total,
            None if self.is_elided(label) => "",
            None => label,
        };
        if label.is_empty() && base.is_some() {
            self.change_of_whole(clause);
        }
        if let Some(year) = said.year.filter(|_| label.is_empty()) {
            // Where it is not known which year is reported on, what is spoken of may be of this one.
            let other = self.setting.year.is_some_and(|own| own != year);
            self.current = self.told_of_year(year).or(self.current.filter(|_| !other));
        }
        let money = self.figures[number.figure].quantity.unit.is_money();
        let spoken_of = if label.is_empty() && money { self.money_spoken_of() } else { None };
        let Some(target) = spoken_of.or_else(|| self.target(label, clause, number.range.clone())) else {
            self.figures[number.figure].unchecked = Unchecked::FreeText;
            return;
        };
        self.record_change(target, number.figure, spoken, base.unwrap_or(Base::Unsaid), percent);
        self.current = Some(target);
    }

    /// 采购预算X万元，节约Y万元: what was saved is saved of the plan, where nothing but that was told.
    fn plan_saved_of(&mut self) -> Option<Base> {
        let (passage, sentence) = (self.passage, self.sentence);
        let s = self.out.statements.get_mut(self.current?)?;
        let here = (s.passage, s.sentence) == (passage, sentence);
        match s.amounts.as_mut_slice() {
            [(Slot::InitialBudget, _)] if here => Some(Base::InitialBudget),
            [(Slot::FullBudget, _)] if here => Some(Base::FullBudget),
            [(Slot::Budget, _)] if here => Some(Base::Budget),
            // 送审金额X万元，审减Y万元: what was handed in is what was planned.
            [(slot @ Slot::Amount, _)] if here && s.label.holds_any(&["送审", "报审", "申报"]) => {
                *slot = Slot::Budget;
                Some(Base::Budget)
            }
            _ => None,
        }
    }

    /// 2021年、2022年收入分别为X万元、Y万元，2022年比2021年…: what the paragraph told of that year.
    fn told_of_year(&self, year: u16) -> Option<usize> {
        let named = format!("{year}年");
        let here =
            self.out.statements.iter().enumerate().rev().take_while(|(_, s)| s.passage == self.passage);
        let mut told = here.filter(|(_, s)| s.year == Some(year) || s.label.contains(&named));
        told.next().map(|(i, _)| i)
    }

    /// Enters a change, or completes the one that lacks this half.
    pub(super) fn record_change(
        &mut self,
        target: usize,
        figure: FigureId,
        word: Word,
        base: Base,
        rate: bool,
    ) {
        if self.figures[figure].quantity.unit == Unit::PercentagePoint {
            self.figures[figure].unchecked = Unchecked::BaseNotPublished;
            return;
        }
        let (passage, sentence, comparable) = (self.passage, self.sentence, self.comparable);
        let s = &mut self.out.statements[target];
        if let Some(last) = s.changes.last_mut()
            && (last.passage, last.sentence) == (passage, sentence)
            && last.flat.is_none()
            && last.comparable == comparable
            && (last.base == base || base == Base::Unsaid)
        {
            if rate && last.rate.is_none() {
                (last.rate, last.rate_word) = (Some(figure), Some(word));
                return;
            }
            if !rate && last.amount.is_none() {
                (last.amount, last.amount_word) = (Some(figure), Some(word));
                return;
            }
        }
        let mut change = Change {
            base,
            amount: None,
            amount_word: None,
            rate: None,
            rate_word: None,
            flat: None,
            loosely: false,
            comparable,
            passage,
            sentence,
        };
        if rate {
            (change.rate, change.rate_word) = (Some(figure), Some(word));
        } else {
            (change.amount, change.amount_word) = (Some(figure), Some(word));
        }
        s.changes.push(change);
    }
}
