//! Amounts that name no subject of their own: whose they are follows from what was said before them.

use super::super::clause::{Clause, Number};
use super::super::role;
use super::super::statement::{Slot, Statement};
use super::Reader;
use crate::figure::FigureId;
use crate::number::Unit;

impl Reader<'_> {
    /// 决策类指标分值20分，得分18.5分; 决策20分，得19分: what could be had, and what was.
    pub(super) fn mark(&mut self, clause: &Clause, number: &Number, label: &str) -> bool {
        if let Some(stem) = role::full_mark(label).filter(|stem| !stem.is_empty()) {
            let target = self.open(stem.to_string(), None, clause, number.range.clone(), false);
            self.out.statements[target].amounts.push((Slot::Budget, number.figure));
            self.current = Some(target);
            return true;
        }
        if !role::is_mark(label) {
            return false;
        }
        let Some(current) = self.current else { return false };
        let figures = &*self.figures;
        let s = &mut self.out.statements[current];
        let here = s.passage == self.passage && s.sentence == clause.sentence;
        let points = |id: FigureId| figures[id].quantity.unit == Unit::Points;
        match s.amounts.as_mut_slice() {
            [(slot, id)] if here && points(*id) && matches!(slot, Slot::Amount | Slot::Budget) => {
                *slot = Slot::Budget;
            }
            _ => return false,
        }
        s.amounts.push((Slot::Amount, number.figure));
        true
    }

    /// 养老保险基金收入X万元，支出Y万元，年末结余Z万元: all of the same fund, not of the whole.
    pub(super) fn other_side(&self, clause: &Clause, label: &str) -> Option<String> {
        const SIDES: &[&str] = &[
            "本年收入",
            "本年支出",
            "收入",
            "支出",
            "本年收支结余",
            "当年收支结余",
            "收支结余",
            "年末滚存结余",
            "滚存结余",
            "年末结余",
        ];
        if !SIDES.contains(&label) || clause.before != ',' {
            return None;
        }
        let s = self.current.and_then(|i| self.out.statements.get(i))?;
        let here = s.passage == self.passage && s.sentence == clause.sentence;
        let owner = SIDES.iter().find_map(|side| s.label.strip_suffix(side)).filter(|o| !o.is_empty())?;
        (here && s.subject.is_none()).then(|| format!("{owner}{label}"))
    }

    /// X万元，其中：A…，B…。实际支出Y万元: a new sentence without a name speaks of the whole, not of the last part.
    pub(super) fn back_to_whole(&mut self, clause: &Clause) {
        let last = self.out.markers.iter().rev().find(|m| m.passage == self.passage);
        let Some((marker, current)) = last.zip(self.current) else { return };
        if marker.sentence + 1 == clause.sentence
            && current > marker.first
            && let Some(whole) = marker.first.checked_sub(1).and_then(|i| self.out.statements.get(i))
            && whole.passage == self.passage
        {
            // Spoken of anew, so that parts that follow are found to be its own.
            let again = Statement {
                sentence: clause.sentence,
                inherited: true,
                before: clause.before,
                ..whole.clone()
            };
            self.out.statements.push(again);
            self.current = self.out.statements.len().checked_sub(1);
        }
    }
}
