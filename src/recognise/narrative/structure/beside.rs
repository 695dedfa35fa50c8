//! 项目12个，资金X万元，其中：甲类5个，Y万元，乙类7个，Z万元: two amounts of the whole side by side, and of each part as well.

use super::*;

impl Builder<'_> {
    /// Where one of the two amounts of every part shows the list to leave nothing out, the other must add up as well.
    pub(super) fn beside(&mut self) {
        let listed: Vec<(usize, Group)> = self.narrative.groups.iter().cloned().enumerate().collect();
        for (at, group) in listed {
            let Some((whole, parts)) = self.second(&group) else { continue };
            let (first, second) = (self.adds_up(group.whole, &group.parts), self.adds_up(whole, &parts));
            if let Some(group) = self.narrative.groups.get_mut(at).filter(|_| second) {
                group.complete = true;
            }
            if first || second {
                self.enter(whole, parts, true, true);
            }
        }
    }

    /// The amounts that stand right behind those of a group: one behind the whole, one behind each part, all of one kind.
    fn second(&self, group: &Group) -> Option<(usize, Vec<usize>)> {
        let statements = self.statements();
        let behind = |i: usize| {
            let (own, next) = (statements.get(i)?, statements.get(i + 1)?);
            let here = (own.passage, own.sentence, own.depth) == (next.passage, next.sentence, next.depth);
            let plain = next.parent.is_none()
                && matches!(next.amounts.as_slice(), [(slot, _)] if *slot != Slot::LastYear);
            (here && plain && self.unit_kind(i) != self.unit_kind(i + 1)).then_some(i + 1)
        };
        let whole = behind(group.whole)?;
        let parts = group.parts.iter().map(|&i| behind(i)).collect::<Option<Vec<usize>>>()?;
        let follow = group.parts.windows(2).all(|pair| matches!(pair, [a, b] if a + 2 == *b));
        let alike = parts.iter().all(|&i| self.unit_kind(i) == self.unit_kind(whole));
        let after = group.parts.first() == Some(&(whole + 1));
        (group.parts.len() > 1 && follow && alike && after).then_some((whole, parts))
    }
}
