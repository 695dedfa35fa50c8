//! “三公”经费: 合计 = 因公出国（境）费 + 公务用车购置及运行维护费 + 公务接待费, 小计 = 购置 + 运行. Items stand in columns or in rows,
//! in any order; budgets and accounts each add up for themselves.

use super::{Role, TableRelation, subject, sum};
use crate::document::Holds;
use crate::figure::{FigureId, Figures};
use crate::recognise::accounts::sides::{Side, names_mean, names_rate};
use crate::recognise::accounts::unit::is_count;
use crate::recognise::accounts::{AccountTable, Column, Line, basis_named, is_total};
use crate::relation::{Expression, decide};

/// What a figure of the table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Item {
    /// 合计
    Total,
    /// 因公出国（境）费
    Abroad,
    /// 公务用车购置及运行维护费
    Vehicles,
    /// 公务用车购置费
    VehiclePurchase,
    /// 公务用车运行维护费
    VehicleUpkeep,
    /// 公务接待费
    Reception,
    /// 机关运行经费
    Operation,
    /// 会议费
    Meetings,
    /// 培训费
    Training,
}

/// What the head path and the row label together say. The most specific text decides.
pub(in crate::recognise::accounts) fn item_of(path: &[String], label: &str) -> Option<Item> {
    let mut found = None;
    let mut vehicles = false;
    // 政府采购支出合计, 车辆数合计: totals of other things in the same list.
    if names_another_total(label) || path.iter().any(|text| names_mean(text)) {
        return None;
    }
    for text in std::iter::once(label).chain(path.iter().map(String::as_str)) {
        let has = |w: &str| text.contains(w);
        let item = if has("机关运行经费") || has("机构运行") {
            Some(Item::Operation)
        } else if has("出国") || has("出境") {
            Some(Item::Abroad)
        } else if ["国内", "外事", "国(境)外", "境外"].iter().any(|w| has(w)) {
            // Kinds of receptions are parts of them.
            None
        } else if has("接待") {
            Some(Item::Reception)
        } else if has("购置") && has("运行") {
            vehicles = true;
            Some(Item::Vehicles)
        } else if has("购置") {
            Some(Item::VehiclePurchase)
        } else if has("运行") {
            Some(Item::VehicleUpkeep)
        } else if has("公务用车") {
            vehicles = true;
            Some(Item::Vehicles)
        } else if has("会议") {
            Some(Item::Meetings)
        } else if has("培训") {
            Some(Item::Training)
        } else if text.ends_with("小计") && vehicles {
            Some(Item::Vehicles)
        } else if (is_total(text) || has("三公")) && found.is_none() {
            Some(Item::Total)
        } else {
            None
        };
        if item.is_some() {
            found = item;
        }
    }
    found
}

/// A row whose total is not that of “三公”经费.
fn names_another_total(label: &str) -> bool {
    is_total(label) && label.holds_any(&["采购", "车辆", "资产", "设备", "人员", "合同"])
}

/// Figures that belong together: of one basis, of one row where rows are units.
struct Group {
    key: (usize, String),
    figures: Vec<(Item, FigureId)>,
    /// The total named after the three, and one of everything.
    totals: [Vec<FigureId>; 2],
}

/// Does a head or a label say that its total is that of the three?
pub(in crate::recognise::accounts) fn names_the_three(path: &[String], label: &str) -> bool {
    label.contains("三公") || path.iter().any(|text| text.contains("三公"))
}

pub(super) fn propose(table: &AccountTable, figures: &Figures, out: &mut Vec<TableRelation>) {
    let mut groups: Vec<Group> = Vec::new();
    for side in &table.sides {
        let in_rows = side.lines.iter().filter(|l| item_of(&[], &l.label.name).is_some()).count() > 1;
        for (row, line) in side.lines.iter().enumerate().filter(|(_, line)| !names_rate(&line.label.name)) {
            for (column, cell) in side.columns.iter().zip(&line.cells) {
                let Some(id) = *cell else { continue };
                if column.is_rate() || is_count(&column.full()) || is_count(&line.label.name) {
                    continue;
                }
                let label = if in_rows { line.label.name.as_str() } else { "" };
                let Some(item) = item_of(&column.path, label) else { continue };
                let key = (if in_rows { 0 } else { row }, basis_key(&column.path, in_rows));
                let at = groups.iter().position(|g| g.key == key).unwrap_or_else(|| {
                    groups.push(Group { key, figures: Vec::new(), totals: Default::default() });
                    groups.len() - 1
                });
                if let Some(group) = groups.get_mut(at) {
                    group.figures.push((item, id));
                    if item == Item::Total {
                        let named = names_the_three(&column.path, label);
                        group.totals[usize::from(!named)].push(id);
                    }
                }
            }
        }
        rows_of_units(side, figures, out);
    }
    for group in &mut groups {
        // 合计 | “三公”经费 小计 | … | 会议费 | 培训费: the first is the total of them all.
        let whole = match &group.totals {
            [three, all] if three.len() == 1 && all.len() == 1 => all.first().copied(),
            _ => None,
        };
        group.figures.retain(|(_, id)| Some(*id) != whole);
        let group = &*group;
        let one = |wanted: Item| {
            let mut hits = group.figures.iter().filter(|(i, _)| *i == wanted);
            match (hits.next(), hits.next()) {
                (Some((_, id)), None) => Some(*id),
                _ => None,
            }
        };
        let twice = |wanted: Item| group.figures.iter().filter(|(i, _)| *i == wanted).count() > 1;
        if [Item::Total, Item::Abroad, Item::Vehicles, Item::Reception].into_iter().any(twice) {
            continue;
        }
        let value = |wanted: Item| one(wanted).map(Expression::Figure);
        let kinds: Vec<Expression> =
            [Item::VehiclePurchase, Item::VehicleUpkeep].into_iter().filter_map(value).collect();
        let vehicles = value(Item::Vehicles).or((!kinds.is_empty()).then(|| Expression::Sum(kinds.clone())));
        if let Some(id) = one(Item::Vehicles) {
            out.extend(sum(Role::ThreePublic, subject("公务用车购置及运行维护费", &group.key.1), id, kinds));
        }
        if let Some(whole) = whole {
            let parts = [Item::Total, Item::Meetings, Item::Training, Item::Operation];
            out.extend(sum(
                Role::ThreePublic,
                subject("合计", &group.key.1),
                whole,
                parts.into_iter().filter_map(value).collect(),
            ));
        }
        if let Some(id) = one(Item::Total) {
            let parts = [value(Item::Abroad), vehicles, value(Item::Reception)];
            let mut parts: Vec<Expression> = parts.into_iter().flatten().collect();
            let three = sum(Role::ThreePublic, subject("“三公”经费合计", &group.key.1), id, parts.clone());
            // Some forms put 会议费 and 培训费 into the same total.
            let more: Vec<Expression> =
                [Item::Meetings, Item::Training].into_iter().filter_map(value).collect();
            parts.extend(more.iter().cloned());
            let five = sum(Role::ThreePublic, subject("合计", &group.key.1), id, parts);
            let sound = |r: &TableRelation| crate::relation::decide(&r.relation, figures).is_sound();
            match (three, five) {
                (Some(three), Some(five)) if !more.is_empty() && sound(&five) && !sound(&three) => {
                    out.push(five)
                }
                (Some(three), _) => out.push(three),
                _ => {}
            }
        }
    }
}

/// The texts of a head that are neither items nor totals: the basis and the year.
fn basis_key(path: &[String], in_rows: bool) -> String {
    let keep = |t: &&String| {
        in_rows || basis_named(t).is_some() && item_of(&[(*t).clone()], "").is_none_or(|i| i == Item::Total)
    };
    path.iter()
        .filter(keep)
        .map(|t| t.replace("\"三公\"经费", "").replace("财政拨款", ""))
        .filter(|t| !t.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// 合计 of several units in rows.
fn rows_of_units(side: &Side, figures: &Figures, out: &mut Vec<TableRelation>) {
    let lines = side.lines.as_slice();
    let units: Vec<&Line> =
        lines.iter().filter(|l| !l.is_total() && item_of(&[], &l.label.name).is_none()).collect();
    let Some(total) = lines.iter().find(|l| l.is_total()) else { return };
    if units.len() < 2 || lines.len() != units.len() + 1 {
        return;
    }
    for (c, cell) in total.cells.iter().enumerate() {
        let Some(id) = *cell else { continue };
        let parts: Vec<Expression> =
            units.iter().filter_map(|l| l.cells.get(c).copied().flatten()).map(Into::into).collect();
        // What stands under no head may be a mean as well.
        let head = side.columns.get(c).map(Column::full).unwrap_or_default();
        let open = head.is_empty() || names_mean(&head);
        let found = sum(Role::Total, "合计".to_string(), id, parts);
        out.extend(found.filter(|r| !open || decide(&r.relation, figures).is_sound()));
    }
}
