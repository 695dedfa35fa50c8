//! 收支总预算X万元。收入包括：…；支出包括：…: the two sides of one whole, each listed in full.

use super::Narrative;
use super::reader::kind;
use super::statement::{Group, Marker, Side, Slot, Statement};
use crate::figure::{FigureId, Figures};
use crate::relation::{Relation, decide};

/// How many amounts a side may list.
const LONGEST: usize = 40;

/// The statements a side lists, and whether in full.
type Listed = (Vec<usize>, bool);

/// Enters the two sides as parts of what stands before them, and says at which statements their listings begin.
pub fn pair(narrative: &mut Narrative, markers: &[Marker], figures: &Figures) -> Vec<usize> {
    let mut taken = Vec::new();
    for two in markers.windows(2) {
        let [one, other] = two else { continue };
        if (one.side, other.side) != (Some(Side::Income), Some(Side::Expenditure))
            || one.passage != other.passage
        {
            continue;
        }
        let Some((whole, sides)) = sides(&narrative.statements, one, other, figures) else { continue };
        let planned = narrative.statements.get(whole).is_some_and(|s| s.amount(Slot::Amount).is_none());
        for (parts, complete) in sides {
            for &part in &parts {
                let Some(part) = narrative.statements.get_mut(part) else { continue };
                part.parent = Some(whole);
                for (slot, _) in part.amounts.iter_mut().filter(|(slot, _)| planned && *slot == Slot::Amount)
                {
                    *slot = Slot::Budget;
                }
            }
            narrative.groups.push(Group { whole, parts, complete, known: false });
        }
        taken.extend([one.first, other.first]);
    }
    taken
}

fn sides(
    statements: &[Statement],
    one: &Marker,
    other: &Marker,
    figures: &Figures,
) -> Option<(usize, [Listed; 2])> {
    let amount = |s: &Statement| s.amount(Slot::Amount).or_else(|| s.amount(Slot::Budget));
    let first = statements.get(one.first)?;
    let (whole, total) = (0..one.first).rev().take(3).find_map(|i| {
        let s = statements.get(i)?;
        let both = s.label.contains("收支")
            || s.label.contains("收、支")
            || s.label.contains("收入") && s.label.contains("支出");
        let near = [s.passage, s.passage + 1].contains(&first.passage) && s.parent.is_none();
        amount(s).filter(|_| both && near).map(|id| (i, id))
    })?;
    let unit = |id: FigureId| kind(&figures[id].quantity.unit);
    let list = |from: usize, to: usize| -> Option<(Vec<usize>, Vec<FigureId>)> {
        let head = statements.get(from)?;
        let within = |&(i, s): &(usize, &Statement)| {
            i < to && s.passage == head.passage && s.sentence == head.sentence && s.depth == head.depth
        };
        let listed: Vec<(usize, &Statement)> =
            statements.iter().enumerate().skip(from).take_while(within).take(LONGEST).collect();
        let ids: Option<Vec<FigureId>> = listed
            .iter()
            .map(|(_, s)| amount(s).filter(|&id| unit(id) == unit(total) && s.year == head.year))
            .collect();
        Some((listed.iter().map(|&(i, _)| i).collect(), ids?))
    };
    let (income, earned) = list(one.first, other.first)?;
    let (expenditure, spent) = list(other.first, statements.len())?;
    let sum = |ids: &[FigureId]| ids.iter().map(|&id| figures[id].value()).sum::<rust_decimal::Decimal>();
    let holds = |ids: &[FigureId]| decide(&Relation::sum(total, ids.iter().copied()), figures).is_sound();
    let sides = [(income, holds(&earned)), (expenditure, holds(&spent))];
    // What one side of a budget shows to be listed in full, the other lists in full as well. Of what was spent, some may be
    // carried over unsaid.
    let owner = statements.get(whole)?;
    let planned = owner.label.contains("预算") || owner.amount(Slot::Amount).is_none();
    // 收入总计包括：本年收入…，年初结转…；支出总计包括：本年支出…，年末结转…
    let carried = |parts: &[usize]| {
        parts.iter().any(|&i| {
            statements.get(i).is_some_and(|s| s.label.contains("末结转") || s.label.contains("初结转"))
        })
    };
    let carried = sides.iter().all(|(parts, _)| carried(parts));
    let listed =
        (planned || carried) && (sides.iter().any(|(_, holds)| *holds) || sum(&earned) == sum(&spent));
    Some((whole, sides.map(|(parts, holds)| (parts, holds || listed))))
}
