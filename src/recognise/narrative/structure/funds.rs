//! The three budgets that make up a whole.

use super::*;

impl Builder<'_> {
    /// 其中：一般公共预算…，政府性基金预算…，国有资本经营预算…: the three budgets are the whole.
    pub(super) fn by_fund(&mut self, whole: usize, first: usize, end: usize) -> bool {
        let statements = self.statements();
        let Some(head) = statements.get(first) else { return false };
        let mut parts: Vec<usize> = Vec::new();
        let mut funds: Vec<Fund> = Vec::new();
        for (i, s) in statements.iter().enumerate().take(end).skip(first) {
            let near = s.passage == head.passage && s.sentence == head.sentence && s.depth == head.depth;
            let Some(fund) = lexicon::fund_alone(&s.label).filter(|fund| !funds.contains(fund)) else {
                break;
            };
            if !near || s.parent.is_some() || self.unit_kind(i) != self.unit_kind(whole) {
                break;
            }
            funds.push(fund);
            parts.push(i);
        }
        let all = [Fund::GeneralPublic, Fund::GovernmentFund, Fund::StateCapital];
        if !all.iter().all(|fund| funds.contains(fund)) && !self.are_both_funds(whole, &funds) {
            return false;
        }
        // …；社会保险基金预算…: a fourth may follow; with anything else the list goes on.
        let next = parts.last().map_or(first, |last| last + 1);
        let goes_on = |i: usize| {
            statements.get(i).is_some_and(|s| {
                i < end
                    && (s.passage, s.sentence, s.depth) == (head.passage, head.sentence, head.depth)
                    && s.parent.is_none()
                    && self.unit_kind(i) == self.unit_kind(whole)
            })
        };
        let fourth = goes_on(next) && statements[next].label.contains("社会保险基金");
        if fourth && !self.adds_up(whole, &parts) {
            parts.push(next);
        }
        let complete = fourth || !goes_on(next) || self.adds_up(whole, &parts);
        // …，事业收入X万元，上年结转Y万元: the budgets are but the first of a longer list.
        if !complete && statements[whole].depth == head.depth && self.goes_on_beyond(next, end, whole) {
            return false;
        }
        self.enter(whole, parts, complete, true);
        true
    }

    /// Does the sentence tell, from here on, of what fills the whole, by one mark throughout?
    fn goes_on_beyond(&self, next: usize, end: usize, whole: usize) -> bool {
        let statements = self.statements();
        let Some(first) = statements.get(next) else { return false };
        let rest = statements.get(next..end).unwrap_or_default();
        let mut rest = rest.iter().take_while(|s| (s.passage, s.sentence) == (first.passage, first.sentence));
        statements[whole].passage == first.passage
            && rest.all(|s| s.before == first.before && s.depth == first.depth && s.amounts.len() == 1)
    }

    /// 财政拨款收支总计X万元，其中：一般公共预算…，政府性基金预算…: the third budget is not told of where there is nothing of it.
    fn are_both_funds(&self, whole: usize, funds: &[Fund]) -> bool {
        let statements = self.statements();
        let fiscal = statements[whole].subject.as_ref().is_some_and(|s| s.fund == Fund::Fiscal);
        let third = statements.iter().any(|s| {
            let fund = s.subject.as_ref().map_or(s.fund, |subject| subject.fund);
            let amounts = s.amounts.iter().any(|(_, id)| !self.figures[*id].quantity.value.is_zero());
            (fund == Fund::StateCapital || s.label.contains("国有资本")) && amounts
        });
        fiscal && funds == [Fund::GeneralPublic, Fund::GovernmentFund] && !third
    }
}
