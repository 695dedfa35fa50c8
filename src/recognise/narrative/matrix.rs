//! 社会保险基金收入X万元，支出Y万元，收支结余Z万元。其中：甲基金收入…，支出…，收支结余…；乙基金收入…: several amounts of the whole, and as many of
//! each of its parts.

use super::Narrative;
use super::reader::kind;
use super::statement::{Group, Marker, Slot, Statement};
use crate::diagnosis::slip_plainly_explains;
use crate::figure::{FigureId, Figures};
use crate::relation::{Relation, decide};

/// What is told of each part, by how its name ends; the longer names first.
const SIDES: &[&str] = &[
    "年末滚存结余",
    "滚存结余",
    "收支结余",
    "年末结余",
    "结余",
    "收入",
    "支出",
    "净资产总额",
    "净资产",
    "权益总额",
    "资产总额",
    "负债总额",
    "负债",
    "资产",
];

/// How many amounts a listing may have.
const LONGEST: usize = 60;

fn side(label: &str) -> Option<&'static str> {
    SIDES.iter().find(|side| label.ends_with(**side)).copied()
}

/// Enters the parts of each side under the amount of the whole on that side, and says at which statements such listings begin.
pub fn pair(narrative: &mut Narrative, markers: &[Marker], figures: &Figures) -> Vec<usize> {
    let mut taken = Vec::new();
    for marker in markers.iter().filter(|m| !m.divides && !m.paired) {
        let found = groups(&narrative.statements, marker, figures)
            .or_else(|| repeated(&narrative.statements, marker, figures))
            .or_else(|| paragraphs(narrative, marker, figures));
        let Some(groups) = found else { continue };
        taken.push(marker.first);
        for group in groups {
            for &part in &group.parts {
                if let Some(part) = narrative.statements.get_mut(part) {
                    part.parent = Some(group.whole);
                }
            }
            narrative.groups.push(group);
        }
    }
    taken
}

fn groups(statements: &[Statement], marker: &Marker, figures: &Figures) -> Option<Vec<Group>> {
    let head = statements.get(marker.first).filter(|s| s.passage == marker.passage)?;
    let money = |s: &Statement| s.amount(Slot::Amount).filter(|&id| figures[id].quantity.unit.is_money());
    let told = |s: &Statement| Some((side(&s.label)?, money(s)?));
    let here = |s: &&Statement| {
        s.passage == head.passage
            && s.sentence == head.sentence
            && s.depth == head.depth
            && s.year == head.year
    };
    let listed: Vec<&Statement> =
        statements.iter().skip(marker.first).take_while(here).take(LONGEST).collect();
    let parts: Option<Vec<(&str, FigureId)>> = listed.iter().map(|s| told(s)).collect();
    let parts = parts?;
    let of = |side: &str| -> Vec<usize> { (0..parts.len()).filter(|&i| parts[i].0 == side).collect() };
    let sides: Vec<&str> = SIDES.iter().copied().filter(|side| of(side).len() > 1).collect();
    if sides.len() < 2 || parts.iter().any(|(side, _)| !sides.contains(side)) {
        return None;
    }
    // The wholes stand in the sentence right before it.
    let last = marker.first.checked_sub(1).and_then(|i| statements.get(i))?;
    let wholes = statements.iter().enumerate().take(marker.first).rev().take_while(|(_, s)| {
        s.passage == last.passage && s.sentence == last.sentence && s.passage == head.passage
    });
    let wholes: Vec<(usize, &str, FigureId)> = wholes
        .filter(|(_, s)| s.depth == head.depth && kind_of(s, figures) == kind_of(head, figures))
        .filter_map(|(i, s)| told(s).map(|(side, id)| (i, side, id)))
        .collect();
    let matched: Vec<(usize, FigureId, Vec<usize>)> = sides
        .iter()
        .filter_map(|side| {
            let &(whole, _, total) = wholes.iter().find(|(_, own, _)| own == side)?;
            Some((whole, total, of(side)))
        })
        .collect();
    let holds = |(_, total, own): &(usize, FigureId, Vec<usize>)| {
        decide(&Relation::sum(*total, own.iter().map(|&i| parts[i].1)), figures).is_sound()
    };
    // What one side shows to be listed in full, the others list in full as well.
    let complete = matched.iter().any(holds);
    let group = |(whole, _, own): (usize, FigureId, Vec<usize>)| Group {
        whole,
        parts: own.into_iter().map(|i| marker.first + i).collect(),
        complete,
        known: false,
    };
    let kept = matched.into_iter().filter(|_| complete).map(group).collect();
    (wholes.len() > 1).then_some(kept)
}

/// 采购项目X个，计划金额Y万元，实际金额Z万元，其中货物类采购项目…个，计划金额…，实际金额…；工程类…: the names of the whole told once more of each part.
fn repeated(statements: &[Statement], marker: &Marker, figures: &Figures) -> Option<Vec<Group>> {
    let head = statements.get(marker.first).filter(|s| s.passage == marker.passage)?;
    let here = |s: &Statement| {
        (s.passage, s.depth, s.year) == (head.passage, head.depth, head.year) && !s.label.is_empty()
    };
    let last = marker.first.checked_sub(1).and_then(|i| statements.get(i))?.sentence;
    let wholes = statements.iter().enumerate().take(marker.first).rev().take(SIDES.len());
    let wholes = wholes.take_while(|(_, s)| here(s) && s.sentence == last);
    let listed = || {
        let parts = statements.iter().enumerate().skip(marker.first).take(LONGEST);
        parts.take_while(|(_, s)| here(s) && s.sentence <= head.sentence + 1)
    };
    let of = |whole: &Statement, slot: Slot| -> Vec<usize> {
        let alike = |s: &Statement| {
            s.label.ends_with(whole.label.trim_start_matches('共'))
                && s.amount(slot).is_some()
                && kind_of(s, figures) == kind_of(whole, figures)
        };
        listed().filter(|(_, s)| alike(s)).map(|(i, _)| i).collect()
    };
    let found = wholes.filter_map(|(i, s)| {
        let &(slot, total) = s.amounts.first()?;
        Some((i, slot, total, of(s, slot))).filter(|(.., parts)| parts.len() > 1)
    });
    let mut found: Vec<(usize, Slot, FigureId, Vec<usize>)> = found.collect();
    // As many parts of each, and each part of one whole only.
    let most = found.iter().map(|(.., parts)| parts.len()).max()?;
    found.retain(|(.., parts)| parts.len() == most);
    found.sort_by_key(|(i, ..)| *i);
    let distinct = found.windows(2).all(|pair| match pair {
        [(.., a), (.., b)] => a.iter().all(|i| !b.contains(i)),
        _ => true,
    });
    let holds = |(_, slot, total, parts): &(usize, Slot, FigureId, Vec<usize>)| {
        let ids = parts.iter().filter_map(|&i| statements.get(i)?.amount(*slot));
        decide(&Relation::sum(*total, ids), figures).is_sound()
    };
    if found.len() < 2 || !distinct || !found.iter().any(holds) {
        return None;
    }
    let group = |(whole, _, _, parts)| Group { whole, parts, complete: true, known: false };
    Some(found.into_iter().map(group).collect())
}

/// 社会保险基金收入合计X万元，支出合计Y万元，…。分险种情况如下： and a paragraph on each.
fn paragraphs(narrative: &Narrative, marker: &Marker, figures: &Figures) -> Option<Vec<Group>> {
    const MOST: usize = 15;
    let statements = &narrative.statements;
    let head = statements.get(marker.first).filter(|s| marker.closes && s.passage == marker.passage + 1)?;
    let money = |s: &Statement| s.amount(Slot::Amount).filter(|&id| figures[id].quantity.unit.is_money());
    let bare = |label: &str| -> Option<&'static str> {
        let label = ["合计", "总计", "总额"].iter().find_map(|w| label.strip_suffix(w)).unwrap_or(label);
        side(label)
    };
    let section = narrative.section(marker.first);
    let listed = statements.iter().enumerate().skip(marker.first).take(LONGEST * 2);
    let mut listed =
        listed.take_while(|(i, s)| narrative.section(*i) == section && s.passage < marker.passage + MOST);
    let mut parts: Vec<(usize, &'static str, usize)> = Vec::new();
    for (i, s) in listed.by_ref().filter(|(_, s)| s.depth == head.depth && s.parent.is_none()) {
        let Some(side) = bare(&s.label).filter(|_| money(s).is_some()) else { continue };
        // The first of its side in a paragraph is what the paragraph is about.
        if !parts.iter().any(|(passage, own, _)| (*passage, *own) == (s.passage, side)) {
            parts.push((s.passage, side, i));
        }
    }
    let wholes = statements.iter().enumerate().take(marker.first).rev();
    let wholes = wholes.take_while(|(_, s)| s.passage == marker.passage);
    let mut found: Vec<(usize, FigureId, Vec<usize>)> = Vec::new();
    let mut told: Vec<&'static str> = Vec::new();
    for (i, s) in wholes.filter(|(_, s)| s.depth == head.depth && s.parent.is_none()) {
        let (Some(side), Some(total)) = (bare(&s.label), money(s)) else { continue };
        let own: Vec<usize> = parts.iter().filter(|(_, x, _)| *x == side).map(|(.., i)| *i).collect();
        if own.len() > 1 && !told.contains(&side) {
            told.push(side);
            found.push((i, total, own));
        }
    }
    let holds = |(_, total, own): &(usize, FigureId, Vec<usize>)| {
        let ids = own.iter().filter_map(|&i| money(statements.get(i)?));
        decide(&Relation::sum(*total, ids), figures).is_sound()
    };
    // What one of them shows to be listed in full, the others list in full as well, but for a slip.
    let sound = found.iter().filter(|f| holds(f)).count();
    let told = found.len();
    found.retain(|f| {
        let ids: Vec<FigureId> = f.2.iter().filter_map(|&i| money(statements.get(i)?)).collect();
        holds(f) || slip_plainly_explains(figures, f.1, &ids)
    });
    let group = |(whole, _, parts)| Group { whole, parts, complete: true, known: false };
    (told > 1 && sound * 2 >= told).then(|| found.into_iter().map(group).collect())
}

fn kind_of<'a>(s: &Statement, figures: &'a Figures) -> Option<&'a str> {
    s.amounts.first().and_then(|(_, id)| kind(&figures[*id].quantity.unit))
}
