//! Parts without a word that says so: all that the lexicon knows a whole to be made of, one after the other.

use super::*;

impl Builder<'_> {
    /// Parts that stand one after the other without a 其中, all of them, with their whole before them.
    pub(super) fn unmarked(&mut self) {
        let mut i = 0;
        while i < self.statements().len() {
            if self.statements()[i].parent.is_none() && self.unmarked_at(i) {
                continue;
            }
            i += 1;
        }
    }

    fn unmarked_at(&mut self, first: usize) -> bool {
        let statements = self.statements();
        let Some(own) = statements[first].subject.clone() else { return false };
        let section = self.narrative.section(first).to_vec();
        let topic =
            statements[first].topic.as_deref().and_then(|t| lexicon::canonical(t, statements[first].fund));
        let names = |s: &Statement| topic.is_some() && s.subject == topic;
        // 财政拨款收入总计中：…: of what the sentence names, where its amount is told, and of nothing else.
        let told = statements[..first].iter().any(|s| names(s) && s.amount(Slot::Amount).is_some());
        let mut found: Vec<(&Composition, usize, usize)> = Vec::new();
        for composition in COMPOSITIONS {
            // 政府采购支出总额X万元：货物…、工程…、服务…: nothing is required, but all of it is told.
            let all = composition.required.is_empty() && composition.parts.len() == 3;
            if composition.required.len() < 2 && !all
                || !composition.parts.iter().any(|(name, _)| *name == own.name)
            {
                continue;
            }
            let spoken_of = self.wholes.get(composition.whole).map_or(&[][..], Vec::as_slice);
            let whole = spoken_of
                .iter()
                .copied()
                // 支出58万元 of a project in another section is not what these parts make up.
                .filter(|&i| {
                    !is_deed(&statements[i].label) || self.narrative.section(i) == section.as_slice()
                })
                // 2210202提租补贴X万元，其中：基本支出Y万元: that of an item is not what another paragraph divides.
                .filter(|&i| {
                    statements[i].passage == statements[first].passage
                        || !self.narrative.is_of_an_item(&statements[i])
                })
                .filter(|&i| {
                    (!told || names(&statements[i]))
                        && is_whole(composition, &statements[i])
                        && is_part(composition, &statements[i], &statements[first], names(&statements[i]))
                })
                .filter(|&i| !all || i + 1 == first && is_beside(&statements[i], &statements[first]))
                .filter(|&i| {
                    statements[i].amount(Slot::Amount).is_some()
                        == statements[first].amount(Slot::Amount).is_some()
                })
                .map(|i| {
                    let other = self.narrative.section(i);
                    let shared = section.iter().zip(other).take_while(|(a, b)| a == b).count();
                    (
                        !names(&statements[i]),
                        section.len() + other.len() - 2 * shared,
                        usize::from(i > first),
                        first.abs_diff(i),
                        i,
                    )
                })
                .min()
                .map(|(.., i)| i);
            let Some(whole) = whole else { continue };
            let end = (first..statements.len())
                .find(|&i| self.narrative.section(i) != section.as_slice() || i - first >= LONGEST)
                .unwrap_or(statements.len());
            found.push((composition, whole, end));
        }
        found.into_iter().any(|(composition, whole, end)| self.known_complete(composition, whole, first, end))
    }

    /// The run of parts from `first`, if it is complete.
    fn known_complete(&mut self, composition: &Composition, whole: usize, first: usize, end: usize) -> bool {
        let statements = self.statements();
        let mut parts: Vec<usize> = Vec::new();
        for i in first..end {
            let s = &statements[i];
            if s.parent.is_some() || i == whole {
                continue;
            }
            if is_part(composition, &statements[whole], s, true) {
                if parts.iter().any(|&p| statements[p].same_subject(s)) {
                    if s.inherited {
                        continue;
                    }
                    break;
                }
                parts.push(i);
            } else if is_whole(composition, s) {
                break;
            }
        }
        let all = !composition.required.is_empty() || parts.len() == composition.parts.len();
        if !has_required(composition, statements, &parts) || !all {
            return false;
        }
        // 收入总计：一般公共预算收入…，上年结余…，调入资金…: the list holds what the lexicon does not know of.
        let more = (first..end).any(|i| {
            let s = &statements[i];
            let beside = parts.iter().filter(|&&p| is_beside(&statements[p], s)).count() > 1;
            let own = parts.contains(&i) || i == whole || s.parent.is_some() || s.inherited;
            !own && beside && s.topic == statements[first].topic && self.unit_kind(i) == self.unit_kind(whole)
        });
        let beside = is_beside(&statements[whole], &statements[first]);
        if more && (statements[first].topic.is_some() || beside) && !self.adds_up(whole, &parts) {
            return false;
        }
        // 收入总计X万元. In another section: 财政拨款本年收入Y万元，…，年初结转Z万元: of other money than the whole.
        let fund = |i: usize| statements[i].subject.as_ref().map(|s| s.fund);
        let apart = self.narrative.section(whole) != self.narrative.section(first)
            || statements[whole].passage != statements[first].passage;
        let other =
            |&p: &usize| fund(p) != fund(whole) && fund_named_in(&plain(&statements[p].label)).is_none();
        if apart && parts.iter().any(other) && !self.adds_up(whole, &parts) {
            return false;
        }
        self.enter(whole, parts, true, true);
        true
    }
}

/// Do they stand in one sentence, on one level?
fn is_beside(one: &Statement, other: &Statement) -> bool {
    (one.passage, one.sentence, one.depth) == (other.passage, other.sentence, other.depth)
}
