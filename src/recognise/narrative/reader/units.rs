//! Numbers without a unit: the one that their words or their neighbours require.

use super::super::clause::Number;
use super::super::passage::Passage;
use super::super::role::{self, Role};
use super::super::words;
use super::{Lapse, LapseKind, Reader};
use crate::number::Unit;

/// The most numbers of a list before the one with the unit.
const LONGEST: usize = 24;

impl Reader<'_> {
    /// 4125.49、4143.91万元: the unit stands after the last.
    pub(super) fn unit_of_list(&mut self, passage: &Passage, number: &Number) {
        if self.figures[number.figure].quantity.unit != Unit::None {
            return;
        }
        let from = passage.figures.partition_point(|(_, at)| at.start < number.range.end);
        let mut after = passage.figures.iter().skip(from).take(LONGEST);
        let united = after.find(|(id, _)| self.figures[*id].quantity.unit != Unit::None);
        let joined = |at: usize| {
            let between = passage.slice(number.range.end..at);
            !between.is_empty() && between.chars().all(|c| c.is_ascii_digit() || ",.、和".contains(c))
        };
        if let Some((id, _)) = united.filter(|(_, at)| joined(at.start)) {
            let unit = self.figures[*id].quantity.unit.clone();
            self.figures.set_unit(number.figure, unit);
        }
    }

    /// A number without a unit takes the one that its words require.
    pub(super) fn supply_unit(&mut self, passage: &Passage, prefix: &str, number: &Number) {
        if self.figures[number.figure].quantity.unit != Unit::None {
            return;
        }
        let word = words::change_before(prefix);
        let has_amount = self
            .current
            .and_then(|i| self.out.statements[i].changes.last())
            .is_some_and(|c| c.amount.is_some() && c.rate.is_none() && c.sentence == self.sentence);
        let rate_word = word.as_ref().is_some_and(|w| {
            let t = &prefix[w.range.clone()];
            t.starts_with("增长") || t.starts_with("下降") || t.starts_with("降低") || t.starts_with("上升")
        });
        let decimals = self.figures[number.figure].quantity.decimals;
        if word.is_some() && has_amount && rate_word || prefix.ends_with('占') || prefix.ends_with("预算的")
        {
            self.figures.set_unit(number.figure, Unit::Percent);
            self.out
                .lapses
                .push(Lapse { kind: LapseKind::MissingPercent, span: passage.span(number.range.clone()) });
        } else if decimals > 0
            // A row of a table whose columns were lost is no sentence: its unit stands elsewhere.
            && is_sentence(&passage.text)
            && (word.is_some()
                || matches!(role::role(prefix, &Unit::TenThousandYuan, self.setting), Role::Amount { label, .. } if self.is_known(&label)))
        {
            let unit = self.last_money_unit();
            self.figures.set_unit(number.figure, unit);
        }
    }

    fn last_money_unit(&self) -> Unit {
        self.out
            .statements
            .iter()
            .rev()
            .flat_map(|s| s.amounts.iter())
            .map(|&(_, id)| self.figures[id].quantity.unit.clone())
            .find(Unit::is_money)
            .unwrap_or(Unit::TenThousandYuan)
    }
}

/// Marks of a clause stand in it, not only the separators of thousands.
fn is_sentence(squeezed: &str) -> bool {
    let comma = |(at, _): (usize, &str)| !squeezed[at + 1..].starts_with(|c: char| c.is_ascii_digit());
    squeezed.contains(['。', ';']) || squeezed.match_indices(',').any(comma)
}
