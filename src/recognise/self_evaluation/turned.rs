//! The budget part with the sources of money side by side: 资金情况 | 合计 | 中央资金 | 市县资金 | 分值 | 得分 above 全年预算数 | … and
//! 全年执行数 | …. Laid out as other forms have it, a source in each row.

use super::columns::{Role, heads_funds};
use super::form::FundKind;
use super::lines::{Line, Slot};
use super::reader::fund_kind;

/// Turns such parts.
pub(super) fn restore(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    let mut lines = lines.into_iter().peekable();
    while let Some(line) = lines.next() {
        let Some(sources) = sources(&line) else {
            out.push(line);
            continue;
        };
        let mut rows: Vec<Line> = Vec::new();
        while let Some(row) =
            lines.next_if(|next| next.block == line.block && next.tabular && amount(next).is_some())
        {
            rows.push(row);
        }
        match turned(&line, &sources, &rows) {
            Some(turned) => out.extend(turned),
            None => {
                out.push(line);
                out.append(&mut rows);
            }
        }
    }
    out
}

/// The slots that name sources of money, where nothing else but points and score is named beside them.
fn sources<'a>(line: &Line<'a>) -> Option<Vec<Slot<'a>>> {
    if !line.tabular || line.unclear {
        return None;
    }
    let mut filled = line.filled().filter(|s| !s.continued);
    let label = filled.next().filter(|s| s.words.contains("资金") || s.words.contains("预算"))?;
    let rest: Vec<&Slot> = filled.collect();
    let points = |s: &Slot| matches!(s.role(), Role::Weight | Role::Score);
    let sources: Vec<Slot> = rest.iter().filter(|s| !points(s)).map(|&s| s.clone()).collect();
    let kind = |s: &Slot| fund_kind(&s.words);
    let total = sources.iter().filter(|s| kind(s) == FundKind::Total).count() == 1;
    let known = sources
        .iter()
        .all(|s| s.quantity().is_none() && (kind(s) != FundKind::Unknown || s.bare().ends_with("资金")));
    (total && known && sources.len() > 1 && label.quantity().is_none()).then_some(sources)
}

/// 全年执行数 | 26196.31 | 9699.00: the slot that says what the amounts are.
fn amount<'l, 'a>(line: &'l Line<'a>) -> Option<&'l Slot<'a>> {
    line.filled().find(|s| !s.continued).filter(|s| s.role().is_of_funds() && s.quantity().is_none())
}

fn turned<'a>(head: &Line<'a>, sources: &[Slot<'a>], rows: &[Line<'a>]) -> Option<Vec<Line<'a>>> {
    let heads: Vec<Slot> = rows.iter().filter_map(amount).cloned().collect();
    if !heads_funds(&heads.iter().map(Slot::role).collect::<Vec<_>>()) {
        return None;
    }
    let points: Vec<&Slot> =
        head.filled().filter(|s| !s.continued && matches!(s.role(), Role::Weight | Role::Score)).collect();
    let under = |row: &Line<'a>, column: usize| {
        row.slots.iter().find(|s| s.column == column && !s.is_empty() && !s.continued).cloned()
    };
    let make = |slots: Vec<Option<Slot<'a>>>| {
        let laid = slots.into_iter().enumerate().filter_map(|(column, slot)| {
            let mut slot = slot?;
            (slot.column, slot.width) = (column, 1);
            Some(slot)
        });
        Line { block: head.block, slots: laid.collect(), tabular: true, unclear: false }
    };
    let label = head.filled().find(|s| !s.continued).cloned();
    let above = std::iter::once(label)
        .chain(heads.into_iter().map(Some))
        .chain(points.iter().map(|&p| Some(p.clone())));
    let mut out = vec![make(above.collect())];
    for source in sources {
        let mut slots = vec![Some(source.clone())];
        slots.extend(rows.iter().map(|row| under(row, source.column)));
        if fund_kind(&source.words) == FundKind::Total {
            slots.extend(points.iter().map(|p| rows.iter().find_map(|row| under(row, p.column))));
        }
        out.push(make(slots));
    }
    Some(out)
}
