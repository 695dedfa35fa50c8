//! Wholes and parts beyond the listings: parts of a budget, what a sentence divides without a 其中.

use super::Narrative;
use super::halves::{are_halves, are_kinds};
use super::reader::kind;
use super::statement::{Group, Marker, Slot, Statement};
use crate::diagnosis::{slip_plainly_explains, slip_surely_explains};
use crate::figure::{FigureId, Figures};
use crate::order;
use crate::relation::{Relation, decide};

/// How many amounts back the whole of a division may stand, and how many parts it may have.
const FARTHEST: usize = 12;
/// How many statements back it may stand, with the parts of other divisions between.
const MOST: usize = 60;

/// “三公”经费预算X万元，其中：公务接待费Y万元: parts of a budget are planned as well, where they add up to it or where what was
/// spent on them is told elsewhere.
pub fn plan_parts(narrative: &mut Narrative, figures: &Figures) {
    // The parts of a part come after it.
    let mut groups: Vec<usize> = (0..narrative.groups.len()).collect();
    order::by_key(&mut groups, |&i| narrative.groups.get(i).map(|g| g.whole));
    for group in groups {
        let Some(group) = narrative.groups.get(group) else { continue };
        let statements = &narrative.statements;
        let Some(whole) = statements.get(group.whole) else { continue };
        let &[(slot, total)] = whole.amounts.as_slice() else { continue };
        if !slot.is_budget() {
            continue;
        }
        let own = |&i: &usize| {
            let part = statements.get(i)?;
            let here = part.passage == whole.passage && part.sentence == whole.sentence;
            match part.amounts.as_slice() {
                [(Slot::Amount, id)] if here => Some(*id),
                _ => None,
            }
        };
        let Some(ids) = group.parts.iter().map(own).collect::<Option<Vec<FigureId>>>() else { continue };
        let told_again = |&i: &usize| {
            let same = |own: &Statement, (j, other): (usize, &Statement)| {
                j != i && other.parent != Some(group.whole) && other.same_subject(own)
            };
            statements.get(i).is_some_and(|own| statements.iter().enumerate().any(|other| same(own, other)))
        };
        let planned = decide(&Relation::sum(total, ids), figures).is_sound()
            || group.known && group.parts.iter().all(told_again);
        if !planned {
            continue;
        }
        for &part in &group.parts {
            if let Some((part, _)) = narrative.statements.get_mut(part).and_then(|s| s.amounts.first_mut()) {
                *part = slot;
            }
        }
    }
}

/// 其中：甲A万元、乙B万元、丙C万元、丁D万元: the list that these parts begin, as far as the same mark and money go on.
pub fn run_on(statements: &[Statement], parts: &[usize]) -> Vec<usize> {
    let Some(last) = parts.last().and_then(|&i| statements.get(i)) else { return Vec::new() };
    let end = parts.last().map_or(0, |&i| i + 1);
    let goes_on = |s: &&Statement| {
        s.passage == last.passage
            && s.sentence == last.sentence
            && s.depth == last.depth
            && s.before == last.before
            && s.year == last.year
            && s.parent.is_none()
            && !s.inherited
            && s.amount(Slot::Amount).is_some()
    };
    let more = statements.iter().skip(end).take_while(goes_on).count();
    parts.iter().copied().chain(end..end + more).collect()
}

/// 全国收入X亿元。…分中央和地方看，中央收入Y亿元；地方收入Z亿元: what is divided stands before, as far as the parts add up to it.
pub fn divide(narrative: &mut Narrative, markers: &[Marker], figures: &Figures) {
    for marker in markers.iter().filter(|m| m.divides) {
        let Some((whole, parts)) = divided(narrative, marker, figures) else { continue };
        for &part in &parts {
            if let Some(part) = narrative.statements.get_mut(part) {
                part.parent = Some(whole);
            }
        }
        narrative.groups.push(Group { whole, parts, complete: true, known: false });
    }
}

/// 从收入结构看，全县收入中，税收收入: the name before 中, in the sentence that ends here.
fn what_is_divided(text: &str) -> Option<&str> {
    let sentence = text.rsplit(['。', ';']).next()?;
    let name = sentence.rsplit(',').find_map(|clause| clause.strip_suffix('中'))?;
    let name = name.trim_start_matches('在');
    (name.chars().count() >= 4).then_some(name)
}

fn divided(narrative: &Narrative, marker: &Marker, figures: &Figures) -> Option<(usize, Vec<usize>)> {
    let statements = &narrative.statements;
    let first = statements.get(marker.first).filter(|s| s.passage == marker.passage)?;
    let amount = |s: &Statement| s.amount(Slot::Amount).filter(|&id| !figures[id].quantity.value.is_zero());
    let unit = |id: FigureId| kind(&figures[id].quantity.unit);
    let own = unit(amount(first)?);
    let free = |s: &Statement| s.parent.is_none() && s.depth == first.depth && !s.inherited;
    let said =
        narrative.passages.get(first.passage).and_then(|p| what_is_divided(p.text.get(..first.at.start)?));
    let before = (0..marker.first).rev().take(MOST).filter_map(|i| Some((i, statements.get(i)?)));
    let wholes = before.filter(|(_, s)| free(s)).take(FARTHEST).filter_map(|(i, s)| {
        let near = narrative.section(i) == narrative.section(marker.first);
        // 从结构看，全县收入中，甲…，乙…: the sentence says itself what it divides.
        let near = near && said.is_none_or(|said| s.label.contains(said));
        let near = near && marker.owner.as_ref().is_none_or(|owner| s.subject.as_ref() == Some(owner));
        amount(s).filter(|&id| near && unit(id) == own).map(|id| (i, id))
    });
    let wholes: Vec<(usize, FigureId)> = wholes.collect();
    let mut halves = None;
    for &(whole, total) in &wholes {
        let (mut parts, mut ids) = (Vec::new(), Vec::new());
        for (i, s) in statements.iter().enumerate().skip(marker.first) {
            if s.passage != marker.passage || parts.len() >= FARTHEST {
                break;
            }
            let Some(id) = amount(s).filter(|&id| free(s) && unit(id) == own) else { continue };
            parts.push(i);
            ids.push(id);
            if parts.len() > 1 && decide(&Relation::sum(total, ids.iter().copied()), figures).is_sound() {
                return Some((whole, parts));
            }
        }
        // 全国…, 中央…, 地方…: all of it, if they add up or not.
        if let [one, other] = parts.as_slice()
            && halves.is_none()
            && are_halves(&statements[whole], &statements[*one], &statements[*other])
        {
            halves = Some((whole, parts));
        } else if halves.is_none() && are_kinds(&statements[whole], &parts, statements) {
            // 基本支出按经济分类划分：工资福利支出…，商品和服务支出…，对个人和家庭的补助…
            halves = Some((whole, parts));
        }
    }
    // 按采购方式分，公开招标…，竞争性磋商…，其他方式…: nothing is left out, so that a slip is what keeps it from adding up; without a
    // word for the rest, where that is hardly chance.
    halves.or_else(|| {
        let told = |(_, s): &(usize, &Statement)| (s.passage, s.sentence) == (first.passage, first.sentence);
        let listed = statements.iter().enumerate().skip(marker.first).take_while(told);
        let listed = listed.filter(|(_, s)| free(s)).filter_map(|(i, s)| Some((i, amount(s)?)));
        let (parts, ids): (Vec<usize>, Vec<FigureId>) = listed.take(FARTHEST).unzip();
        let rest = statements.get(*parts.last()?)?;
        let all = parts.len() > 2 && ["其他", "其余"].iter().any(|w| rest.label.starts_with(w));
        let slipped = |&&(_, total): &&(usize, FigureId)| slip_plainly_explains(figures, total, &ids);
        let surely =
            |&&(_, total): &&(usize, FigureId)| parts.len() > 2 && slip_surely_explains(figures, total, &ids);
        let whole = wholes.iter().filter(|_| all).find(slipped).or_else(|| wholes.iter().find(surely))?.0;
        Some((whole, parts))
    })
}
