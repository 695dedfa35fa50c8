//! 社会保险基金收入X万元，支出Y万元，收支结余Z万元。其中：甲基金收入…，支出…，收支结余…；乙基金收入…: several amounts of the whole, and as many of
//! each of its parts.

use super::Narrative;
use super::reader::kind;
use super::statement::{Group, Marker, Slot, Statement};
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
        let Some(groups) = groups(&narrative.statements, marker, figures) else { continue };
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

fn kind_of<'a>(s: &Statement, figures: &'a Figures) -> Option<&'a str> {
    s.amounts.first().and_then(|(_, id)| kind(&figures[*id].quantity.unit))
}
