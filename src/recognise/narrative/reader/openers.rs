//! What a clause begins anew in the midst of uses and reasons: another subject, a count, a class, a plan.

use super::super::clause::Clause;
use super::super::passage::Passage;
use super::super::role::{self, Role};
use super::super::statement::Slot;
use super::super::words::{self, Base};
use super::Reader;
use crate::number::Unit;
use crate::recognise::lexicon;

impl Reader<'_> {
    /// Does a clause name a subject the lexicon knows, with a number?
    pub(super) fn opens(&self, passage: &Passage, clause: &Clause) -> bool {
        let Some(first) = clause.numbers.first() else {
            return passage.slice(clause.range.clone()).starts_with("其中");
        };
        match role::role(
            passage.slice(clause.range.start..first.range.start),
            &self.figures[first.figure].quantity.unit,
            self.setting,
        ) {
            Role::Amount { label, .. } => {
                lexicon::canonical(&label, self.fund).is_some() || words::class_path(&label).is_some()
            }
            _ => false,
        }
    }

    /// 完成预算的P%，决算数小于预算数的主要原因是…，与上年相比减少X万元: what was compared with its budget is now compared with the
    /// year before, which it was not yet.
    pub(super) fn compares_anew(&self, passage: &Passage, clause: &Clause) -> bool {
        let text = passage.slice(clause.range.clone());
        let Some(first) = clause.numbers.first() else { return false };
        let head = passage.slice(clause.range.start..first.range.start);
        let unit = &self.figures[first.figure].quantity.unit;
        let Some((Base::LastYear, at)) = words::base_in(text, self.setting.year) else { return false };
        let named =
            at.start == 0 && text.get(at.clone()).is_some_and(|t| t.starts_with('与') && t.ends_with("相比"));
        let changes = words::change_before(head).is_some_and(|word| word.range.start == at.end);
        let spoken_of = self.current.and_then(|i| self.out.statements.get(i)).is_some_and(|s| {
            let here = (s.passage, s.sentence) == (self.passage, clause.sentence);
            here && !s.completions.is_empty() && s.changes.iter().all(|c| c.base != Base::LastYear)
        });
        named && changes && spoken_of && unit.is_money()
    }

    /// 主要用于…支出，年末公务用车保有量X辆: what is counted is no use.
    pub(super) fn opens_count(&self, passage: &Passage, clause: &Clause) -> bool {
        let Some(first) = clause.numbers.first() else { return false };
        let Unit::Counted(unit) = &self.figures[first.figure].quantity.unit else { return false };
        let name = passage.slice(clause.range.start..first.range.start);
        let named =
            |label: &str| lexicon::canonical(label, self.fund).is_some_and(|s| lexicon::is_count(&s.name));
        let name = role::label(name);
        !name.is_empty() && (named(&name) || named(&format!("{name}{unit}")))
    }

    /// Does a clause name a functional class, with an amount?
    pub(super) fn opens_class(&self, passage: &Passage, clause: &Clause) -> bool {
        let Some(first) = clause.numbers.first() else { return false };
        let name = passage.slice(clause.range.start..first.range.start);
        self.figures[first.figure].quantity.unit.is_money() && lexicon::is_functional_class(name)
    }

    /// 主要包括：基本工资X万元、…: an economic class with its amount, in the section on basic expenditure or after what is spent on
    /// staff and on running.
    pub(super) fn is_economic_item(&self, passage: &Passage, clause: &Clause) -> bool {
        let [number] = clause.numbers.as_slice() else { return false };
        let unit = &self.figures[number.figure].quantity.unit;
        unit.is_money()
            && number.range.end == clause.range.end
            && (passage.section.iter().any(|h| h.contains("基本支出")) || self.speaks_of_basic_needs())
            && match role::role(passage.slice(clause.range.start..number.range.start), unit, self.setting) {
                Role::Amount { label, slot: Slot::Amount, each: false, both: false } => {
                    (2..=20).contains(&label.chars().count())
                }
                _ => false,
            }
    }

    pub(super) fn speaks_of_basic_needs(&self) -> bool {
        let current = self.current.and_then(|i| self.out.statements.get(i)).and_then(|s| s.subject.as_ref());
        current.is_some_and(|s| matches!(s.name.as_str(), "人员经费" | "公用经费"))
    }

    /// It stands one level below the sentence, as in a bracket.
    pub(super) fn economic_item(&mut self, passage: &Passage, clause: &Clause) {
        let owner = self.current;
        let deeper = Clause { depth: clause.depth + 1, ..clause.clone() };
        if clause.before == ':' {
            self.mark_listing(&deeper, true, false);
        }
        if let Some(number) = deeper.numbers.first() {
            self.number(passage, &deeper, deeper.range.start..number.range.start, number, None, false);
        }
        self.current = owner;
    }

    /// 主要是：(1)教育支出年初预算X万元，支出决算Y万元，完成P%；(2)…: what each item was planned with, no reason.
    pub(super) fn opens_plan(&self, passage: &Passage, clause: &Clause) -> bool {
        let [first] = clause.numbers.as_slice() else { return false };
        let prefix = passage.slice(clause.range.start..first.range.start);
        let planned = match role::role(prefix, &self.figures[first.figure].quantity.unit, self.setting) {
            Role::Amount { label, slot, .. } => {
                slot.is_budget()
                    && (lexicon::canonical(&label, self.fund).is_some()
                        || lexicon::is_functional_class(&label))
            }
            _ => false,
        };
        let rest = passage.text.get(clause.range.end..).unwrap_or("").trim_start_matches([',', '、']);
        planned
            && matches!(clause.before, ':' | ';')
            && (rest.starts_with("支出决算") || rest.starts_with("决算"))
    }

    /// Does a clause state the budget of what is spoken of, or how far it was carried out?
    pub(super) fn resumes(&self, passage: &Passage, clause: &Clause) -> bool {
        let Some(first) = clause.numbers.first() else { return false };
        let prefix = passage.slice(clause.range.start..first.range.start);
        match role::role(prefix, &self.figures[first.figure].quantity.unit, self.setting) {
            Role::Amount { label, slot, .. } => label.is_empty() && slot.is_budget(),
            Role::Completion { label, .. } => label.is_empty(),
            _ => false,
        }
    }
}
