//! One table for many projects: 项目名称 | 全年预算数 | 全年执行数 | 执行率 | 一级指标 | … | 分值 | 得分. Each project is laid out as
//! a form of its own: its name, its money, its indicators.

use super::columns::{Role, heads_funds, heads_indicators};
use super::lines::{Line, Slot};

/// Which slots of the head are what.
struct Head<'a> {
    name: Slot<'a>,
    funds: Vec<Slot<'a>>,
    indicators: Vec<Slot<'a>>,
    /// Columns of the name and of the first indicator slot.
    name_at: usize,
    from: usize,
    slots: usize,
}

/// Replaces the rows of such tables.
pub(super) fn restore(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    let mut open: Option<(usize, Head)> = None;
    for line in lines {
        if open.as_ref().is_some_and(|(block, _)| *block != line.block) {
            open = None;
        }
        if open.is_none()
            && line.tabular
            && let Some(head) = head(&line)
        {
            open = Some((line.block, head));
            continue;
        }
        match &open {
            Some((_, head)) => lay_out(head, line, &mut out),
            None => out.push(line),
        }
    }
    out
}

/// The head of such a table: name and money before the levels, nothing of either behind them.
fn head<'a>(line: &Line<'a>) -> Option<Head<'a>> {
    let filled = || line.slots.iter().filter(|s| !s.is_empty());
    if filled().any(|s| s.quantity().is_some()) {
        return None;
    }
    let from = line
        .slots
        .iter()
        .find(|s| matches!(s.role(), Role::FirstLevel | Role::SecondLevel | Role::Name))
        .map(|s| s.column)?;
    let name = filled().find(|s| s.bare() == "项目名称" && s.column < from)?;
    let funds: Vec<Slot> = line.slots.iter().filter(|s| s.role().is_of_funds()).cloned().collect();
    let indicators: Vec<Slot> = line.slots.iter().filter(|s| s.column >= from).cloned().collect();
    let roles = |slots: &[Slot]| slots.iter().map(Slot::role).collect::<Vec<_>>();
    let before = funds.iter().all(|s| s.column < from);
    (before && heads_funds(&roles(&funds)) && heads_indicators(&roles(&indicators))).then(|| Head {
        name: name.clone(),
        name_at: name.column,
        from,
        slots: line.slots.len(),
        funds,
        indicators,
    })
}

/// A row as rows of a form.
fn lay_out<'a>(head: &Head<'a>, line: Line<'a>, out: &mut Vec<Line<'a>>) {
    let (block, unclear) = (line.block, line.unclear);
    let make = |slots: Vec<Slot<'a>>| Line { block, slots, tabular: true, unclear };
    // Without its first cells a row is one of indicators alone.
    let last = line.slots.last().map_or(0, |s| s.column + s.width);
    let whole = line.slots.len() == head.slots
        || head.indicators.last().is_some_and(|s| s.column < last)
            && line.slots.iter().any(|s| s.column >= head.from);
    if !whole {
        return out.push(line);
    }
    let own = |s: &&Slot| !s.is_empty() && !s.continued;
    if let Some(name) = line.slots.iter().find(|s| s.column == head.name_at).filter(own) {
        out.push(make(vec![head.name.clone(), name.clone()]));
        let under = |h: &Slot<'a>| line.slots.iter().find(|s| s.column == h.column);
        let money: Vec<(Slot, Slot)> =
            head.funds.iter().filter_map(|h| Some((h.clone(), under(h)?.clone()))).collect();
        let (heads, values): (Vec<Slot>, Vec<Slot>) = money.into_iter().unzip();
        out.push(make(heads));
        out.push(make(values));
        out.push(make(head.indicators.clone()));
    }
    out.push(make(line.slots.into_iter().filter(|s| s.column >= head.from).collect()));
}
