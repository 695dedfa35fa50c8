//! Groups whose label states their weight: 产出指标（50分）.

use super::*;
use crate::number::Arithmetic as _;
use crate::number::Total;

impl Reader<'_> {
    /// 年度目标1（40分） | …: a label with points that stands above the head of its indicators.
    pub(super) fn block(&mut self, line: &Line) -> bool {
        let mut filled = line.filled().filter(|s| !s.continued);
        let Some(first) = filled.next().filter(|s| s.words.contains("目标") && s.words.ends_with("分)"))
        else {
            return false;
        };
        if filled.count() > 1 {
            return false;
        }
        let ids = figures_in(self.figures, first);
        let Some((&id, ordinals)) = ids.split_last() else { return false };
        if self.figures[id].quantity.unit != Unit::Points {
            return false;
        }
        let (label, ordinals) = (first.bare().to_string(), ordinals.to_vec());
        let Some(draft) = self.current.as_mut() else { return false };
        draft.columns.extend(ordinals.into_iter().map(|id| (id, Column::Ordinal)));
        draft.columns.push((id, Column::Weight));
        draft.block = Some((label, id));
        self.aside(line);
        true
    }
}

/// 产出指标50分, and without its unit 产出 50, 产出指标（50）: the number ends the label and is no ordinal.
fn is_weight(figures: &Figures, id: FigureId, slot: &Slot) -> bool {
    let figure = &figures[id];
    let least = Decimal::from(5u32);
    let ends = slot.text.get(figure.span.end.saturating_sub(slot.span.start)..);
    let ends = ends.is_some_and(|rest| matches!(rest.trim(), "" | ")" | "）"));
    let named = !slot.bare().trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').is_empty();
    match figure.quantity.unit {
        Unit::Points => true,
        Unit::None => {
            let value = figure.quantity.value;
            ends && named
                && figure.quantity.comparator.is_none()
                && value >= least
                && value <= Decimal::ONE_HUNDRED
        }
        _ => false,
    }
}

/// 产出指标（50分） in a level column.
pub(super) fn group_labels(figures: &Figures, draft: &mut Draft, row: &Aligned) {
    let at = draft.form.indicators.len();
    for role in [Role::FirstLevel, Role::SecondLevel, Role::Other] {
        let Some(slot) = row.filled(role) else { continue };
        let stated = figures_in(figures, slot);
        let [id] = stated.as_slice() else { continue };
        if !is_weight(figures, *id, slot) || draft.form.groups.iter().any(|g| g.weight == *id) {
            continue;
        }
        draft.columns.retain(|(known, _)| known != id);
        draft.columns.push((*id, Column::Weight));
        // A group of a level ends where the next of the same level begins.
        draft.form.groups.push(Group {
            label: slot.bare().to_string(),
            weight: *id,
            from: at,
            to: usize::MAX,
        });
    }
    // 分值 in a column of its own beside the level.
    for (level, role) in [(Role::FirstLevel, Role::FirstWeight), (Role::SecondLevel, Role::SecondWeight)] {
        let Some(id) = row.filled(role).filter(|s| !s.continued).and_then(|s| only_figure(figures, s)) else {
            continue;
        };
        let Some(label) = row.filled(level) else { continue };
        if !draft.form.groups.iter().any(|g| g.weight == id) {
            draft.columns.push((id, Column::Weight));
            draft.form.groups.push(Group {
                label: label.bare().to_string(),
                weight: id,
                from: at,
                to: usize::MAX,
            });
        }
    }
}

/// Sets where each group ends: where its level changes.
pub(super) fn close_groups(form: &mut Form) {
    let count = form.indicators.len();
    for group in &mut form.groups {
        let of_level = |i: &Indicator| i.first_level == group.label || i.second_level == group.label;
        let Some(first) = form.indicators.get(group.from) else {
            group.to = group.from;
            continue;
        };
        group.to = match of_level(first) {
            true => form.indicators[group.from..]
                .iter()
                .position(|i| !of_level(i))
                .map_or(count, |n| group.from + n),
            false => count,
        };
    }
    // Blocks with a head of their own end where the next such head begins.
    let starts: Vec<usize> = form.groups.iter().map(|g| g.from).collect();
    let labels: Vec<bool> = form
        .groups
        .iter()
        .map(|g| {
            form.indicators.get(g.from).is_some_and(|i| i.first_level == g.label || i.second_level == g.label)
        })
        .collect();
    for (k, group) in form.groups.iter_mut().enumerate() {
        if !labels[k]
            && let Some(next) =
                (0..starts.len()).filter(|&j| !labels[j] && starts[j] > group.from).map(|j| starts[j]).min()
        {
            group.to = group.to.min(next);
        }
    }
}

/// 产出指标小计 above the rows of 产出指标: it sums up those below it.
pub(super) fn turn_subtotals(form: &mut Form) {
    for subtotal in &mut form.subtotals {
        let label = bare(&subtotal.label);
        let Some(stem) = label.strip_suffix("小计").filter(|stem| !stem.is_empty()) else { continue };
        let of_level = |i: &Indicator| i.first_level == stem || i.second_level == stem;
        let from = subtotal.to;
        let above = from.checked_sub(1).and_then(|at| form.indicators.get(at)).is_some_and(of_level);
        let below =
            form.indicators.get(from..).unwrap_or_default().iter().take_while(|i| of_level(i)).count();
        if !above && below > 0 {
            (subtotal.from, subtotal.to) = (vec![from], from + below);
        }
    }
}

/// 一、部门决策 | 20 | 18, then 目标设定 | 10 | 9 and 预算配置 | 10 | 9: a numbered row over rows without numbers sums them up, where it does
/// so for all of them but one; rows without any number do where they come to the total, and all rows to twice as much.
pub(super) fn fold_heads(form: &mut Form, figures: &Figures) {
    let numbered = |name: &str| {
        name.trim_start().split_once('、').is_some_and(|(n, _)| {
            n.chars().count() <= 2 && n.chars().all(|c| "一二三四五六七八九十".contains(c))
        })
    };
    let mut at: Vec<usize> =
        (0..form.indicators.len()).filter(|&i| numbered(&form.indicators[i].name)).collect();
    if at.is_empty() {
        at = sums_of_those_below(form, figures);
    }
    if at.len() < 2 || at.first() != Some(&0) || !form.groups.is_empty() || !form.subtotals.is_empty() {
        return;
    }
    let ends: Vec<usize> = at.iter().skip(1).copied().chain([form.indicators.len()]).collect();
    let points = |i: &Indicator| i.weight.map(|id| figures[id].quantity.value);
    let sums_up = |(&head, &end): (&usize, &usize)| {
        let parts = form.indicators[head + 1..end].iter().filter_map(points).total();
        head + 1 < end && points(&form.indicators[head]) == Some(parts)
    };
    let sound = at.iter().zip(&ends).filter(|&pair| sums_up(pair)).count();
    let empty = at.iter().zip(&ends).any(|(head, end)| head + 1 == *end);
    if empty || sound < 2 || sound + 1 < at.len() {
        return;
    }
    for (n, (&head, &end)) in at.iter().zip(&ends).enumerate() {
        // So many heads were taken out before.
        let (head, end) = (head - n, end - n - 1);
        let row = form.indicators.remove(head);
        form.subtotals.push(Subtotal {
            label: row.name,
            weight: row.weight,
            score: row.score,
            from: vec![head],
            to: end,
        });
    }
}

/// The rows that are worth as much as the rows behind each of them, up to the next such row, where they make up the total.
fn sums_of_those_below(form: &Form, figures: &Figures) -> Vec<usize> {
    let column = |of: fn(&Indicator) -> Option<FigureId>| -> Option<Vec<Decimal>> {
        form.indicators.iter().map(|i| of(i).map(|id| figures[id].quantity.value)).collect()
    };
    let (Some(weights), Some(total)) = (column(|i| i.weight), form.total_weight) else { return Vec::new() };
    let total = figures[total].quantity.value;
    if total.plus(total) != Some(weights.iter().copied().total()) {
        return Vec::new();
    }
    let mut heads = Vec::new();
    let mut left = Decimal::ZERO;
    for (i, &weight) in weights.iter().enumerate() {
        if left.is_zero() {
            heads.push(i);
            left = weight;
        } else {
            left = left.bounded_difference(weight);
        }
        if left.is_sign_negative() {
            return Vec::new();
        }
    }
    heads
}
