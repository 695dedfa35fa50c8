//! Forms whose cells a converter ran together. Where the numbers could be told apart, the rows are restored: money, total,
//! and those indicators whose marks (≥) or repeated points leave no choice. The rest stays text.

use super::lines::{Line, Slot, slot};
use crate::document::Span;
use crate::figure::{FigureId, Figures};
use crate::number::Unit;
use rust_decimal::Decimal;

/// Replaces paragraphs by rows.
pub(super) fn restore<'a>(lines: Vec<Line<'a>>, figures: &Figures) -> Vec<Line<'a>> {
    let glued = |line: &Line| money(line, figures).is_some();
    if !lines.iter().any(glued) {
        return lines;
    }
    let mut out = Vec::with_capacity(lines.len());
    let mut heads = String::new();
    let mut open = false;
    for line in lines {
        let text = line.slots.first().map_or("", |s| s.text);
        if line.tabular || text.contains("自评表") {
            open = false;
            heads.clear();
        }
        heads.push_str(text);
        if let Some(run) = money(&line, figures) {
            open = true;
            rows_of_money(&line, &run, &heads, figures, &mut out);
            scored_rows(&line, &run, figures, &mut out);
        } else if let Some(row) = open.then(|| weighted(&line, figures)).flatten() {
            if !out.last().is_some_and(|l| l.tabular && l.slots.len() == row.slots.len()) {
                out.push(head(&line, &["三级指标", "分值", "得分"]));
            }
            out.push(row);
        } else {
            out.push(line);
        }
    }
    out
}

/// Figures with nothing between them, from this one on.
fn adjacent(all: &[FigureId], from: usize, figures: &Figures) -> Vec<FigureId> {
    let mut out: Vec<FigureId> = Vec::new();
    for &id in all.get(from..).unwrap_or(&[]) {
        if out.last().is_some_and(|&last| figures[last].span.end != figures[id].span.start) {
            break;
        }
        out.push(id);
    }
    out
}

fn own(line: &Line, figures: &Figures) -> Vec<FigureId> {
    figures.in_text(line.block, None).collect()
}

/// The numbers of the row of money, if they could be told apart.
fn money(line: &Line, figures: &Figures) -> Option<Vec<FigureId>> {
    let [whole] = line.slots.as_slice() else { return None };
    if line.tabular {
        return None;
    }
    let label = whole.text.find("资金总额")? + "资金总额".len();
    let start = whole.span.start + label;
    let all = own(line, figures);
    let first = all.iter().position(|&id| figures[id].span.start >= start)?;
    let mark = figures[*all.get(first)?].span.start.checked_sub(start)?;
    let run = adjacent(&all, first, figures);
    (mark <= '：'.len_utf8() && (3..=6).contains(&run.len())).then_some(run)
}

fn rows_of_money<'a>(
    line: &Line<'a>,
    run: &[FigureId],
    heads: &str,
    figures: &Figures,
    out: &mut Vec<Line<'a>>,
) {
    let Some(whole) = line.slots.first() else { return };
    if let Some(at) = whole.text.find("自评表") {
        let end = at + "自评表".len();
        let span = Span { end: whole.span.start + end, ..whole.span };
        let title = whole.text.get(..end).unwrap_or("");
        out.push(Line { block: line.block, slots: vec![slot(title, span)], tabular: false, unclear: false });
    }
    let columns: &[&'static str] = match run.len() {
        3 => &["全年预算数", "全年执行数", "执行率"],
        4 => &["年初预算数", "全年预算数", "全年执行数", "执行率"],
        5 => &["全年预算数", "全年执行数", "分值", "执行率", "得分"],
        _ => &["年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
    };
    let unit = match heads {
        h if h.contains("(万元)") || h.contains("（万元）") => "项目资金(万元)",
        h if h.contains("(元)") || h.contains("（元）") => "项目资金(元)",
        _ => "项目资金",
    };
    let named: Vec<&'static str> = std::iter::once(unit).chain(columns.iter().copied()).collect();
    out.push(head(line, &named));
    out.push(row(line, "年度资金总额", run, figures));
}

/// 水标尺60≥266米≥266米60: points, target, actual and score, told apart by their marks; and the total at the end. Unless all
/// numbers find their place and the points add up, none does.
fn scored_rows<'a>(line: &Line<'a>, run: &[FigureId], figures: &Figures, out: &mut Vec<Line<'a>>) {
    let Some(whole) = line.slots.first() else { return };
    let all = own(line, figures);
    let within = |at: usize| at.saturating_sub(whole.span.start);
    let marked = |id: FigureId| figures[id].span.start < figures[id].digits.start;
    let value = |id: FigureId| figures[id].quantity.value;
    let mut end = run.last().map_or(0, |&id| figures[id].span.end);
    let first = all.iter().position(|&id| figures[id].span.start >= end).unwrap_or(all.len());
    let mut at = first;
    let mut points = Decimal::ZERO;
    let mut rows: Vec<Line<'a>> = Vec::new();
    let mut placed = true;
    while let Some(&id) = all.get(at) {
        let cells = adjacent(&all, at, figures);
        let before = whole.text.get(within(end)..within(figures[id].span.start)).unwrap_or("");
        match *cells.as_slice() {
            [weight, target, actual, score]
                if marked(target) && marked(actual) && !marked(weight) && !marked(score) =>
            {
                points += value(weight);
                let name = before.rsplit("指标").next().unwrap_or(before);
                rows.push(row(line, name, &cells, figures));
            }
            [_, _] if before.ends_with("总分") => rows.push(row(line, "总分", &cells, figures)),
            // 产出指标(70分): what the group has in all.
            [group] if figures[group].quantity.unit == Unit::Points && before.ends_with(['(', '（']) => {}
            _ => placed = false,
        }
        at += cells.len();
        end = cells.last().map_or(end, |&id| figures[id].span.end);
    }
    let execution = run
        .get(run.len().saturating_sub(3))
        .filter(|_| run.len() >= 5)
        .map_or(Decimal::ZERO, |&id| value(id));
    let whole_points = [points, points + execution].contains(&Decimal::ONE_HUNDRED);
    if placed && whole_points {
        out.push(head(line, &["三级指标", "分值", "指标值", "实际完成值", "得分"]));
        out.extend(rows);
    } else if let Some(rest) = all.get(first..).filter(|rest| !rest.is_empty()) {
        out.push(Line { unclear: true, ..row(line, "", rest, figures) });
    }
}

/// 建设符合要求2020: a name, its points and its score.
fn weighted<'a>(line: &Line<'a>, figures: &Figures) -> Option<Line<'a>> {
    let [whole] = line.slots.as_slice() else { return None };
    let all = own(line, figures);
    let pair = all.get(all.len().checked_sub(2)?..)?;
    let [weight, score] = *pair else { return None };
    let (first, last) = (&figures[weight].span, &figures[score].span);
    let name = whole.text.get(..first.start.checked_sub(whole.span.start)?)?;
    let twice = first.end == last.start && last.end == whole.span.end;
    (twice && !line.tabular && figures[weight].quantity.value == figures[score].quantity.value)
        .then(|| row(line, name, pair, figures))
}

/// A head that the glued one stands for.
fn head<'a>(line: &Line<'a>, names: &[&'static str]) -> Line<'a> {
    let span =
        line.slots.first().map_or(Span { block: line.block, cell: None, start: 0, end: 0 }, |s| s.span);
    let nowhere = Span { end: span.start, ..span };
    let slots = names.iter().enumerate().map(|(column, name)| at_column(slot(name, nowhere), column));
    Line { block: line.block, slots: slots.collect(), tabular: true, unclear: false }
}

fn row<'a>(line: &Line<'a>, name: &'a str, cells: &[FigureId], figures: &Figures) -> Line<'a> {
    let Some(whole) = line.slots.first() else {
        return Line { block: line.block, slots: Vec::new(), tabular: true, unclear: false };
    };
    let from = cells.first().map_or(whole.span.start, |&id| figures[id].span.start);
    let cut = |start: usize, end: usize| {
        let text =
            whole.text.get(start.saturating_sub(whole.span.start)..end.saturating_sub(whole.span.start));
        slot(text.unwrap_or(""), Span { start, end, ..whole.span })
    };
    let before = whole.text.get(..from.saturating_sub(whole.span.start)).unwrap_or("");
    let start = whole.span.start + before.rfind(name).unwrap_or(before.len());
    let label = slot(name, Span { start, end: from, ..whole.span });
    let values = cells.iter().map(|&id| cut(figures[id].span.start, figures[id].span.end));
    let slots = std::iter::once(label).chain(values).enumerate().map(|(column, s)| at_column(s, column));
    Line { block: line.block, slots: slots.collect(), tabular: true, unclear: false }
}

fn at_column(mut slot: Slot, column: usize) -> Slot {
    slot.column = column;
    slot.width = 1;
    slot
}
