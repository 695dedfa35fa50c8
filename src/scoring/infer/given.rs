//! Scores that were given in steps or by hand, so that no rule is to be held against them.

use super::*;
use crate::diagnosis::slips_of;
use crate::number::Arithmetic as _;
use crate::number::round_half_up;

impl Row<'_> {
    /// 12.20 for 15 × 40 ÷ 49: the scores of the form are written with more places than they were rounded to, all of them end in
    /// nothing there, and the score not rounded would not mend the total.
    pub(super) fn is_coarse(&self, rows: &[Row], figures: &Figures) -> bool {
        if self.key.case != Case::Short {
            return false;
        }
        let own = rows.iter().filter(|r| r.form == self.form);
        let places = own.map(|r| figures[r.score].quantity.value.normalize().scale()).max();
        let written = figures[self.score].quantity.decimals.min(Decimal::MAX_SCALE);
        let Some(coarse) = places.filter(|places| *places < written) else { return false };
        let (score, weight) = (figures[self.score].value(), figures[self.weight].value());
        let half = Decimal::new(5, coarse + 1);
        let mends = |due: Decimal| {
            let gap = self.gap.filter(|gap| !gap.is_zero());
            let off = gap.and_then(|gap| due.minus(score)?.minus(gap));
            off.is_some_and(|off| off.abs() <= half)
        };
        let rounded = |rate: Decimal| {
            rate < Decimal::ONE
                && weight.times(rate).is_some_and(|due| round_half_up(due, coarse) == score && !mends(due))
        };
        self.rates.iter().any(|(_, rate)| rounded(*rate))
    }

    /// No known rule gives this score, and little speaks for one: the total counts it as it stands, or the score of the rule would
    /// not mend the total, and the other rows that lost points hardly follow the rule. It was given in steps or by hand.
    pub(super) fn is_likely_given(
        &self,
        curve: Curve,
        rows: &[Row],
        fits: &[Vec<Curve>],
        figures: &Figures,
    ) -> bool {
        let (score, weight) = (figures[self.score].value(), figures[self.weight].value());
        let Some((_, outcome)) = self.best_relation(curve, figures) else { return false };
        let Some(due) = outcome.recomputed else { return false };
        let half = Decimal::new(5, figures[self.score].quantity.decimals.min(2) + 1);
        let mended = self.gap.is_some_and(|gap| !gap.is_zero() && (due - score - gap).abs() <= half);
        if mended {
            return false;
        }
        if self.is_slip_away(figures) {
            return false;
        }
        let rate = self.rates.first().map_or(Decimal::ONE, |r| r.1);
        let whole = |value: Decimal, steps: Decimal| (value * steps).fract().is_zero();
        if score >= weight && (self.key.case != Case::Short || self.indicator.is_none()) {
            return false;
        }
        // Nobody gives 8.74 by hand for what was spent.
        if self.execution && !whole(score, Decimal::TWO) {
            return false;
        }
        if self.indicator.is_none() {
            return whole(score, Decimal::ONE) && weight.times(rate).is_none_or(|due| score <= due);
        }
        let less = |case: Case| matches!(case, Case::Short | Case::Saving);
        // What was spent is reckoned everywhere: that says nothing of how the other indicators are marked.
        let like = |row: &Row| {
            row.indicator.is_some()
                && row.execution == self.execution
                && row.key.case != Case::Met
                && less(row.key.case) == less(self.key.case)
        };
        // Nine tenths and eight tenths of the points bear each other out as steps: they speak for no other rule.
        let step = |score: Decimal, weight: Decimal| {
            let tenths = score.over(weight).and_then(|part| part.times(Decimal::TEN));
            tenths.is_some_and(|tenths| tenths.fract().is_zero())
        };
        let own_step = step(score, weight);
        // A score that nobody gives by hand speaks for the rule that it follows.
        let (mut followed, mut odd, mut broken) = (0, 0, false);
        for (row, own) in rows.iter().zip(fits).filter(|(row, _)| like(row) && row.score != self.score) {
            let own_score = figures[row.score].value();
            // Full marks, and none at all, follow many rules.
            let telling = own_score < figures[row.weight].value() && !own_score.is_zero();
            match own.contains(&curve) {
                true if !telling && curve != Curve::AllOrNothing => {}
                true if own_step && telling && step(own_score, figures[row.weight].value()) => {}
                true => followed += if whole(own_score, Decimal::TWO) { 1 } else { 2 },
                false => odd += usize::from(own.is_empty()),
            }
            broken |= telling && !whole(own_score, Decimal::ONE);
        }
        let to_the_point = !broken && whole(score, Decimal::ONE) && (due - score).abs() <= Decimal::new(5, 1);
        // Where points are given in steps, what misses its target by a little may still score in full.
        let steps = score < weight || odd > 0 && rate >= Decimal::new(95, 2);
        to_the_point || steps && (followed < 2 || followed < 2 * odd)
    }

    /// A score to the second decimal that the rule gives exactly once target and actual change places, or once one slip is taken
    /// back in either.
    fn is_slip_away(&self, figures: &Figures) -> bool {
        let (Some(target), Some(actual)) = (self.target_figure, self.actual) else { return false };
        let (score, weight) = (figures[self.score].quantity.value, figures[self.weight].value());
        // Nine tenths, three tenths: steps.
        let step = score.over(weight).is_none_or(|part| (part * Decimal::from(20)).fract().is_zero());
        // To the first decimal only where the score is far from what target and actual give.
        let coarse = (score * Decimal::TEN).fract().is_zero();
        let rate = self.rates.first().map_or(Decimal::ONE, |r| r.1);
        let off = weight.times(rate).and_then(|due| due.minus(score));
        let far = off.is_none_or(|off| off.abs() > weight / Decimal::from(4));
        let even = (score * Decimal::TWO).fract().is_zero();
        if step || self.stated_rate || coarse && (even || !far) {
            return false;
        }
        let slack = if coarse { Decimal::new(5, 2) } else { Decimal::new(5, 3) };
        let given = |actual: Decimal, target: Decimal| {
            let rate = actual.over(target)?;
            let linear = weight.times(rate)?;
            let sixty = weight.times(rate - Decimal::new(6, 1))?.over(Decimal::new(4, 1))?;
            let near = |due: Decimal| (due - score).abs() <= slack;
            (rate < Decimal::ONE && (near(linear) || near(sixty))).then_some(())
        };
        let (t, a) = (figures[target].quantity.value, figures[actual].quantity.value);
        given(t, a).is_some()
            || slips_of(&figures[actual]).into_iter().any(|value| given(value, t).is_some())
            || slips_of(&figures[target]).into_iter().any(|value| given(a, value).is_some())
    }
}
