//! Which statements are the parts of which whole: told by 其中 and 包括, by what the lexicon knows wholes to be made of,
//! and, where punctuation leaves it open, by which parts add up.

mod beside;
mod brackets;
mod funds;
mod outlined;
mod unmarked;

use super::Narrative;
use super::composed::{has_required, is_below, is_part, is_whole};
use super::deed::is_deed;
use super::reader::kind;
use super::role::is_per_unit;
use super::statement::{Group, Marker, Side, Slot, Statement};
use crate::document::Holds;
use crate::figure::{FigureId, Figures};
use crate::order;
use crate::order::Map;
use crate::recognise::Fund;
use crate::recognise::lexicon::{self, COMPOSITIONS, Composition, HELD, fund_named_in, plain};
use crate::relation::{Relation, decide};

/// Most statements that one listing can have.
const LONGEST: usize = 80;

/// Finds the groups of a narrative.
pub fn group(narrative: &mut Narrative, markers: &[Marker], figures: &Figures) {
    let mut wholes: Map<&'static str, Vec<usize>> = Map::new();
    for (i, statement) in narrative.statements.iter().enumerate() {
        let subject = statement.subject.as_ref();
        let known = COMPOSITIONS.iter().find(|c| subject.is_some_and(|s| s.name == c.whole));
        if let Some(composition) = known {
            wholes.entry(composition.whole).or_default().push(i);
        }
    }
    let mut taken = super::sides::pair(narrative, markers, figures);
    taken.extend(super::matrix::pair(narrative, markers, figures));
    let divisions = markers.iter().filter(|m| m.divides).map(|m| (m.passage, m.first)).collect();
    let mut builder = Builder { narrative, markers, figures, wholes, divisions };
    taken.extend(builder.outlined());
    for marker in markers.iter().rev().filter(|m| !m.divides && !m.paired && !taken.contains(&m.first)) {
        builder.listing(marker);
    }
    builder.brackets();
    builder.unmarked();
    builder.beside();
    super::divided::plan_parts(builder.narrative, figures);
    super::divided::divide(builder.narrative, markers, figures);
    order::by_key(&mut builder.narrative.groups, |g| (g.whole, g.parts.first().copied()));
}

struct Builder<'a> {
    narrative: &'a mut Narrative,
    markers: &'a [Marker],
    figures: &'a Figures,
    /// Statements of each whole that the lexicon knows the parts of.
    wholes: Map<&'static str, Vec<usize>>,
    /// Where divisions without a 其中 begin: the passage, and the first statement.
    divisions: Vec<(usize, usize)>,
}

impl Builder<'_> {
    fn statements(&self) -> &[Statement] {
        &self.narrative.statements
    }

    fn unit_kind(&self, statement: usize) -> Option<Option<&str>> {
        let id = self.statements()[statement].amounts.first()?.1;
        Some(kind(&self.figures[id].quantity.unit))
    }

    fn listing(&mut self, marker: &Marker) {
        let first = marker.first;
        let Some(head) = self.statements().get(first) else { return };
        let spills = head.passage != marker.passage;
        if spills
            && (!marker.closes
                || head.passage > marker.passage + 1
                || !self.same_section(head.passage, marker.passage))
        {
            return;
        }
        let mut wholes = self.wholes(marker);
        if let Some(named) = self.named(marker) {
            wholes.retain(|&whole| whole != named);
            wholes.insert(0, named);
            // X万元：甲Y万元，…: of what stands right before it, and of nothing else.
            if marker.whole == Some(named) && named + 1 == first {
                wholes.truncate(1);
            }
        }
        let end = self.end(marker, first, spills);
        // 其中：地方收入Y万元；加上级补助收入Z万元: what is added is no part.
        let added = (first + 1..end).find(|&i| self.statements()[i].label.starts_with('加'));
        let end = added.unwrap_or(end);
        // 其中：甲X万元，上年结转Y万元，收入合计Z万元: a total that is more than the whole is no part, it counts both together.
        let value = |i: usize| self.statements()[i].amounts.first().map(|&(_, id)| self.figures[id].value());
        let beyond = |i: &usize| {
            let label = self.statements()[*i].label.as_str();
            // 甲X万元，乙Y万元，合计Z万元: what counts the parts is none of them.
            if ["合计", "共计", "总计"].contains(&label) {
                return true;
            }
            ["合计", "总计", "总量"].iter().any(|w| label.ends_with(w))
                && wholes.first().is_some_and(|&whole| value(*i) > value(whole))
        };
        let end = (first + 1..end).find(beyond).unwrap_or(end);
        // 其中：县本级X万元，分项目看：甲Y万元，乙Z万元: what is divided anew is the part.
        let reaches = |passage: usize| passage == marker.passage || spills && passage > marker.passage;
        let anew = self.divisions.iter().filter(|(passage, at)| reaches(*passage) && *at > first);
        let end = anew.map(|&(_, at)| at).min().map_or(end, |at| at.min(end));
        for &whole in &wholes {
            if self.known(whole, first, end, true) {
                return;
            }
        }
        // 人员经费…。 and 公用经费… may stand in paragraphs of their own.
        let far = self.end_of_section(first);
        for &whole in &wholes {
            if !spills && self.known(whole, first, far, false) {
                return;
            }
        }
        let Some(&nearest) = wholes.first() else { return };
        if self.are_siblings(nearest, first, &wholes) || self.by_fund(nearest, first, end) {
            return;
        }
        // Vehicles by use, posts by kind, projects by grade are listed in full, whatever some of them add up to.
        if self.by_punctuation(nearest, first, end, spills, true) {
            return;
        }
        for &whole in &wholes {
            if self.adding_up(whole, first, end) {
                return;
            }
        }
        // 收入X万元。按类型分为甲、乙两种。其中：甲…: it divides what the sentence between speaks of, of which no amount is told.
        let owner = &self.statements()[nearest];
        let here = owner.passage == marker.passage;
        let before = if here { owner.sentence + 1 } else { 0 };
        // 基本支出X万元。主要是…。其中：甲Y万元，占基本支出的P%: the share names what is divided.
        let of = self.statements().get(first).and_then(|s| s.shares.first()?.of.clone());
        let named = of.is_some_and(|of| {
            of == owner.label
                || owner.subject.is_some() && lexicon::canonical(&of, owner.fund) == owner.subject
        });
        if marker.opens_sentence && before < marker.sentence && !named {
            return;
        }
        let end = self.end_of_item(marker, first, end);
        // 。其中： may go back to what the sentence before last spoke of.
        let fits = |&&whole: &&usize| marker.opens_sentence && self.holds(whole, first, end, spills);
        let whole = wholes.iter().find(fits).copied().unwrap_or(nearest);
        let groups = self.narrative.groups.len();
        self.by_punctuation(whole, first, end, spills, false);
        // 共N家：甲A家、乙B家、丙C家: counted up, nothing is left out.
        if marker.whole == Some(whole)
            && whole + 1 == first
            && self.counts_up(whole)
            && let Some(group) = self.narrative.groups.get_mut(groups)
        {
            group.complete |= group.parts.len() > 1;
        }
    }

    /// Is the number of a statement introduced as what a list comes to, and is the list not cut short?
    fn counts_up(&self, whole: usize) -> bool {
        let s = &self.statements()[whole];
        let Some(passage) = self.narrative.passages.get(s.passage) else { return false };
        let before = passage.slice(0..s.at.start);
        let after = passage.slice(s.at.end..passage.text.len()).split('。').next().unwrap_or("");
        ["共", "共有", "共计", "合计", "总计"].iter().any(|w| before.ends_with(w))
            && !after.holds_any(&["等", "主要", "另有", "此外"])
    }

    /// 人员经费…，包括：基本工资、奖金；公用经费…: names were listed, and the next number is that of a sibling.
    fn are_siblings(&self, one: usize, other: usize, wholes: &[usize]) -> bool {
        let statements = self.statements();
        // 财政拨款收入X万元，包括财政补助收入Y万元、…: another name of the same is a part of it, not beside it.
        if statements[one].same_subject(&statements[other]) {
            return false;
        }
        COMPOSITIONS.iter().any(|composition| {
            wholes.iter().any(|&w| {
                is_whole(composition, &statements[w])
                    && [one, other]
                        .iter()
                        .all(|&i| i != w && is_part(composition, &statements[w], &statements[i], true))
            })
        })
    }

    /// A；B，其中：b；C: an item of a list ends at the ; and so do its parts.
    fn end_of_item(&self, marker: &Marker, first: usize, end: usize) -> usize {
        let statements = self.statements();
        let item = first.checked_sub(1).and_then(|i| statements.get(i)).is_some_and(|owner| {
            owner.passage == marker.passage
                && owner.sentence == marker.sentence
                && owner.depth == marker.depth
                && matches!(owner.before, ';' | ':')
        });
        if marker.opens_sentence || !item {
            return end;
        }
        (first + 1..end).find(|&i| statements[i].before == ';').unwrap_or(end)
    }

    /// Are the amounts that follow in the sentence, or those that lead the paragraphs that follow, together no more than this one?
    fn holds(&self, whole: usize, first: usize, end: usize, spills: bool) -> bool {
        let statements = self.statements();
        let Some(total) = statements[whole].amount(Slot::Amount) else { return false };
        let mut leads = statements[first].passage;
        let mut leads = |s: &Statement| {
            let next = s.passage == leads;
            leads += usize::from(next);
            spills && next
        };
        let sum: rust_decimal::Decimal = (first..end)
            .map(|i| &statements[i])
            .filter(|s| {
                s.passage == statements[first].passage && s.sentence == statements[first].sentence || leads(s)
            })
            .filter_map(|s| s.amount(Slot::Amount))
            .map(|id| self.figures[id].value())
            .sum();
        sum <= self.figures[total].value()
    }

    fn same_section(&self, a: usize, b: usize) -> bool {
        let passages = &self.narrative.passages;
        matches!((passages.get(a), passages.get(b)), (Some(a), Some(b)) if a.section == b.section)
    }

    /// What the parts after a marker may be parts of, the likeliest first.
    /// 支出总计包括：…: what the marker names, told last before it in the section.
    fn named(&self, marker: &Marker) -> Option<usize> {
        if marker.whole.is_some() {
            return marker.whole;
        }
        let owner = marker.owner.as_ref()?;
        let statements = self.statements();
        let told = |i: &usize| {
            let s = &statements[*i];
            s.subject.as_ref() == Some(owner)
                && s.amount(Slot::Amount).is_some()
                && self.same_section(s.passage, marker.passage)
        };
        (0..marker.first).rev().find(told)
    }

    fn wholes(&self, marker: &Marker) -> Vec<usize> {
        let unit = self.unit_kind(marker.first);
        let mut out = Vec::new();
        for i in (0..marker.first).rev() {
            let s = &self.statements()[i];
            let near = s.passage == marker.passage
                || out.is_empty()
                    && s.passage + 1 == marker.passage
                    && self.same_section(s.passage, marker.passage);
            if !near || out.len() >= 6 {
                break;
            }
            let fits = unit.is_none() || self.unit_kind(i).is_none_or(|u| Some(u) == unit);
            // 收支总预算X万元。收入为…拨款X万元。支出包括：…: what is spent is no part of what comes in.
            let other = match marker.side {
                Some(Side::Expenditure) => s.label.contains("收入") && !s.label.contains('支'),
                Some(Side::Income) => s.label.contains("支出") && !s.label.contains('收'),
                None => false,
            };
            if fits && !other && s.depth <= marker.depth {
                out.push(i);
                // 收入X万元，包括本年收入Y万元，上年结转Z万元。 其中：… in the next paragraph may go back to the whole.
                if s.passage != marker.passage {
                    out.extend(self.whole_before(i, marker.depth));
                }
            }
        }
        out
    }

    /// The whole of the list that this statement is in.
    fn whole_before(&self, part: usize, depth: usize) -> Option<usize> {
        let statements = self.statements();
        let own = statements.get(part)?;
        let of = |m: &&Marker| (m.passage, m.sentence) == (own.passage, own.sentence) && m.first <= part;
        let whole = self.markers.iter().rev().filter(|m| !m.divides).find(of)?.first.checked_sub(1)?;
        let s = statements.get(whole)?;
        (s.passage == own.passage && s.depth <= depth && self.unit_kind(whole) == self.unit_kind(part))
            .then_some(whole)
    }

    /// One past the last statement that the listing can reach.
    fn end(&self, marker: &Marker, first: usize, spills: bool) -> usize {
        let statements = self.statements();
        let mut end = first;
        while let Some(s) = statements.get(end) {
            let inside = if spills {
                self.same_section(s.passage, marker.passage)
            } else {
                s.passage == marker.passage && s.depth >= marker.depth
            };
            if !inside || end - first >= LONGEST {
                break;
            }
            end += 1;
        }
        end
    }

    fn end_of_section(&self, first: usize) -> usize {
        let section = self.narrative.section(first);
        (first..self.statements().len().min(first + LONGEST))
            .find(|&i| self.narrative.section(i) != section)
            .unwrap_or(self.statements().len().min(first + LONGEST))
    }

    /// Parts that the lexicon knows the whole to be made of.
    fn known(&mut self, whole: usize, first: usize, end: usize, marked: bool) -> bool {
        let statements = self.statements();
        for composition in COMPOSITIONS {
            if !is_whole(composition, &statements[whole]) {
                continue;
            }
            let mut parts: Vec<usize> = Vec::new();
            let mut cut_short = false;
            for i in first..end {
                let s = &statements[i];
                if s.parent.is_some() || s.depth != statements[first].depth {
                    continue;
                }
                // 2022年预算…，其中：…。2021年决算…: what is told of another year is another list.
                if s.year != statements[whole].year && !parts.is_empty() {
                    break;
                }
                if is_part(composition, &statements[whole], s, true) {
                    if parts.iter().any(|&p| statements[p].same_subject(s)) {
                        if marked && s.inherited {
                            continue;
                        }
                        break;
                    }
                    parts.push(i);
                } else if is_below(statements, &parts, s) || is_per_unit(&s.label) {
                    continue;
                } else if parts.is_empty() || self.unit_kind(i) == self.unit_kind(whole) && !s.inherited {
                    // The list goes on with something the lexicon does not know: not all of it was read.
                    let last = parts.last().and_then(|&p| statements.get(p));
                    cut_short = last.is_some_and(|p| (p.passage, p.sentence) == (s.passage, s.sentence));
                    break;
                }
            }
            // “三公”经费X万元，其中：…，会议费Y万元，培训费Z万元: the whole may count what the list goes on with.
            let open = || composition.required.is_empty() || self.extent(whole, first, end).is_some();
            if cut_short && !self.adds_up(whole, &parts) && open() {
                continue;
            }
            let run = super::divided::run_on(statements, &parts);
            if cut_short && !self.adds_up(whole, &parts) && run.len() > parts.len() && !parts.is_empty() {
                let alike = run.iter().all(|&i| self.unit_kind(i) == self.unit_kind(whole));
                if alike && has_required(composition, statements, &parts) {
                    self.enter(whole, run, true, false);
                    return true;
                }
            }
            let complete = has_required(composition, statements, &parts);
            if parts.len() >= 2 && (complete || marked && composition.required.is_empty()) {
                self.enter(whole, parts, complete, true);
                return true;
            }
        }
        false
    }

    fn adds_up(&self, whole: usize, parts: &[usize]) -> bool {
        let statements = self.statements();
        let Some(&(slot, total)) = statements[whole].amounts.first() else { return false };
        let ids: Option<Vec<FigureId>> = parts.iter().map(|&i| statements[i].amount(slot)).collect();
        ids.is_some_and(|ids| decide(&Relation::sum(total, ids), self.figures).is_sound())
    }

    /// 公务接待费X万元，其中：国内接待费X万元，外事接待费Y万元: where the part that may hold another is the whole alone, it does.
    fn without_the_held(&self, whole: usize, parts: Vec<usize>) -> Vec<usize> {
        let named = |name: &str| {
            let is = |&p: &usize| self.statements()[p].subject.as_ref().is_some_and(|s| s.name == name);
            parts.iter().copied().find(is)
        };
        let both = HELD.iter().find_map(|(held, holder)| named(held).and(named(holder)));
        match both {
            Some(holder) if self.adds_up(whole, &[holder]) && !self.adds_up(whole, &parts) => vec![holder],
            _ => parts,
        }
    }

    /// Parts that add up, as far as they do.
    fn adding_up(&mut self, whole: usize, first: usize, end: usize) -> bool {
        let Some(parts) = self.extent(whole, first, end) else { return false };
        self.enter(whole, parts, true, false);
        true
    }

    /// The extent for which the parts add up.
    fn extent(&self, whole: usize, first: usize, end: usize) -> Option<Vec<usize>> {
        let &(slot, total) = self.statements()[whole].amounts.first()?;
        if self.figures[total].quantity.value.is_zero() {
            return None;
        }
        let mut parts = Vec::new();
        let mut ids: Vec<FigureId> = Vec::new();
        let mut found: Option<Vec<usize>> = None;
        for i in first..end {
            let s = &self.statements()[i];
            let level = self.statements()[first].depth;
            if s.parent.is_some() || s.depth != level || self.unit_kind(i) != self.unit_kind(whole) {
                continue;
            }
            let Some(id) = s.amount(slot) else { continue };
            if is_below(self.statements(), &parts, s) || is_per_unit(&s.label) {
                continue;
            }
            if parts.iter().any(|&p: &usize| self.statements()[p].same_subject(s)) {
                continue;
            }
            parts.push(i);
            ids.push(id);
            if parts.len() >= 2 && decide(&Relation::sum(total, ids.iter().copied()), self.figures).is_sound()
            {
                found = Some(parts.clone());
                // Zeros that follow in the same sentence belong to it as well.
                if self.statements().get(i + 1).is_none_or(|n| n.sentence != s.sentence) {
                    break;
                }
            }
        }
        found
    }

    /// The rest of the sentence, or of the list; with `full`, only if such a listing leaves nothing out.
    fn by_punctuation(&mut self, whole: usize, first: usize, end: usize, spills: bool, full: bool) -> bool {
        let statements = self.statements();
        let (passage, sentence) = (statements[first].passage, statements[first].sentence);
        let mut parts: Vec<usize> = Vec::new();
        let mut mixed = false;
        for i in first..end {
            let s = &statements[i];
            let leads = spills && !parts.iter().any(|&p| statements[p].passage == s.passage);
            let near = s.passage == passage && s.sentence == sentence;
            if s.parent.is_some()
                || s.depth != statements[first].depth
                || !(near || leads)
                || is_below(statements, &parts, s)
                || is_per_unit(&s.label)
                || self.unit_kind(i) != self.unit_kind(whole)
            {
                continue;
            }
            // 其中：基本支出预算900万元，实际支出890万元: of the part before it, no part itself.
            // 其中：甲X万元，乙Y万元；丙Z万元: where commas part the items, ; ends them.
            let comma = |&p: &usize| matches!(statements[p].before, ',' | '、');
            if near && s.before == ';' && parts.len() > 1 && parts.iter().skip(1).all(comma) {
                break;
            }
            let deed = is_deed(&s.label) && !parts.is_empty();
            let again = |&p: &usize| statements[p].label == s.label && !s.label.is_empty() && !s.inherited;
            mixed |= near && parts.iter().any(again);
            if !deed && !self.is_planned(whole, i) && !parts.iter().any(|&p| statements[p].same_subject(s)) {
                parts.push(i);
            }
        }
        // 其中：甲受理X件，审结Y件；乙受理Z件，审结W件: of several things, of which the whole is but one.
        if parts.is_empty() || mixed || spills && self.told_anew(whole, &parts) {
            return false;
        }
        let counts = matches!(self.unit_kind(whole), Some(Some(_)));
        // 编制X人，其中甲Y人，乙Z人，实有W人: who is on the posts is no part of them, nor are the pupils of the teachers.
        let own =
            parts.iter().take_while(|&&i| !counts_others(&statements[whole].label, &statements[i].label));
        let own = own.count();
        if counts && own < parts.len() && !self.adds_up(whole, &parts) {
            parts.truncate(own);
        }
        if parts.is_empty() {
            return false;
        }
        let name = statements[whole].subject.as_ref().map(|s| s.name.as_str());
        // Vehicles are always listed by use, posts by kind, graded projects by grade.
        let graded = parts.len() >= 3
            && parts.iter().filter(|&&i| lexicon::grade(&statements[i].label).is_some()).count() >= 3;
        let halves = match parts.as_slice() {
            [one, other] => {
                super::halves::are_halves(&statements[whole], &statements[*one], &statements[*other])
            }
            [..] => {
                super::halves::are_transfers(&statements[whole], &parts, statements)
                    || super::halves::are_kinds(&statements[whole], &parts, statements)
                    || super::halves::are_dimensions(&parts, statements)
            }
        };
        // …、其他用车X辆: what was not told before.
        let rest = ["其他", "其他用车", "其他车辆", "其他人员", "其余"];
        let rest = parts.last().is_some_and(|&last| {
            let label = statements[last].label.as_str();
            rest.contains(&label) && (parts.len() > 2 || parts.len() == 2 && label == "其他用车")
        });
        let listed = counts
            && (rest
                || matches!(name, Some("车辆")) && parts.len() >= 4
                || parts.len() >= 3 && parts.iter().all(|&i| statements[i].label.ends_with("用车"))
                || matches!(name, Some("编制人数" | "实有人数")) && parts.len() >= 2
                || graded);
        if full && !listed {
            return false;
        }
        self.enter(whole, parts, listed || halves, listed);
        true
    }

    /// 甲X万元，乙Y万元。其中： 1.甲X万元，…: what the paragraph before listed is told of one by one, and none is a part of the last.
    fn told_anew(&self, whole: usize, parts: &[usize]) -> bool {
        let statements = self.statements();
        let passage = statements[whole].passage;
        let before = (0..=whole).rev().take_while(|&i| statements[i].passage == passage);
        let mut listed = before.filter(|&i| !parts.contains(&i));
        listed.any(|i| parts.iter().any(|&p| statements[p].same_subject(&statements[i])))
    }

    /// Is only the budget of this part told, and of the whole what was spent?
    fn is_planned(&self, whole: usize, part: usize) -> bool {
        let planned = |i: usize| {
            let amounts = &self.statements()[i].amounts;
            !amounts.is_empty() && amounts.iter().all(|(slot, _)| slot.is_budget())
        };
        let spent = self.statements()[whole].amounts.iter().all(|(slot, _)| *slot == Slot::Amount);
        spent && planned(part)
    }

    fn enter(&mut self, whole: usize, parts: Vec<usize>, complete: bool, known: bool) {
        let parts = self.without_the_held(whole, parts);
        let owner = self.statements()[whole].subject.clone();
        let named = |name: &str| {
            parts.iter().any(|&i| self.statements()[i].subject.as_ref().is_some_and(|s| s.name == name))
        };
        // 卫生健康支出X万元，其中：基本支出…: of the class, not of the unit.
        let class = self.statements()[whole].path.is_some()
            || owner.is_none() && lexicon::is_functional_class(&self.statements()[whole].label);
        // A class is spent on basic needs and on projects, as the unit's expenditure is.
        let complete = complete || class && parts.len() == 2 && named("基本支出") && named("项目支出");
        for &part in &parts {
            let statement = &mut self.narrative.statements[part];
            statement.parent = Some(whole);
            if class && statement.subject.as_ref().is_some_and(|s| lexicon::has_own_fund(&s.name)) {
                statement.subject = None;
                continue;
            }
            let (Some(owner), Some(subject)) = (&owner, &mut statement.subject) else { continue };
            if !lexicon::has_own_fund(&subject.name) {
                continue;
            }
            let proper = COMPOSITIONS
                .iter()
                .any(|c| c.whole == owner.name && c.parts.iter().any(|(name, _)| *name == subject.name));
            let same = owner.name == subject.name || owner.name == "收入支出总计";
            if known && fund_named_in(&plain(&statement.label)).is_none() {
                subject.fund = owner.fund;
            } else if !proper && !same && !lexicon::has_own_fund(&owner.name) {
                // 一般公共预算支出 under 三公经费 is not the expenditure of the fund.
                statement.subject = None;
            }
        }
        self.narrative.groups.push(Group { whole, parts, complete, known });
    }
}

/// Posts, those who are on them and those who are taught: each is counted on its own.
fn counts_others(whole: &str, part: &str) -> bool {
    let posts = |label: &str| label.contains("编制");
    let taught = |label: &str| label.holds_any(&["学生", "在校", "幼儿"]);
    let people = part.holds_any(&["实有", "在职", "在岗", "退休", "离休"]);
    let staff = posts(whole) || whole.holds_any(&["实有", "在职", "在岗"]);
    posts(whole) && !posts(part) && people || staff && !taught(whole) && taught(part)
}
