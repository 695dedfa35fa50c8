//! Lists of items with running totals: items, 本年收入合计, carry-over, 总计. Numbering, 其中 and indentation tell which item
//! stands under which.

use super::{Role, Score, TableRelation, is_numbered, subject, sum};
use crate::document::Holds;
use crate::figure::{FigureId, Figures};
use crate::number::Arithmetic as _;
use crate::order::Set;
use crate::recognise::accounts::sides::names_mean;
use crate::recognise::accounts::unit::is_points;
use crate::recognise::accounts::{AccountTable, Line, Marker, Side, fund_named};
use crate::relation::{Expression, Readings, Relation, decide};
use rust_decimal::Decimal;
use std::ops::Range;

pub(super) fn propose(table: &AccountTable, side: &Side, figures: &Figures, out: &mut Vec<TableRelation>) {
    if side.lines.len() < 2 || side.lines.iter().all(|l| l.label.name.is_empty()) {
        return;
    }
    List::of(table, side).propose(figures, out);
}

/// Only what numbering puts under items, where most of it adds up.
pub(super) fn propose_items(
    table: &AccountTable,
    side: &Side,
    figures: &Figures,
    out: &mut Vec<TableRelation>,
) {
    let mut found = Vec::new();
    List::of(table, side).items(figures, &mut found);
    let score = Score::of(&found, figures);
    found.retain(|r| score.sound > 2 * score.violated || decide(&r.relation, figures).is_sound());
    out.extend(found);
}

/// Which item stands under which.
pub(in crate::recognise::accounts) fn nest(lines: &[Line]) -> Vec<Option<usize>> {
    let mut parents: Vec<Option<usize>> = vec![None; lines.len()];
    // Numbered items that are still open, with the rank of their numbering.
    let mut open: Vec<(u8, usize)> = Vec::new();
    // The last item of each rank, open or not: after rows without numbers 二、 stands where 一、 stood.
    let mut last: [Option<usize>; 8] = [None; 8];
    let mut unnumbered: Option<usize> = None;
    for (i, line) in lines.iter().enumerate() {
        if is_total_line(lines, i) {
            open.clear();
            last = [None; 8];
            unnumbered = None;
            continue;
        }
        let rank = line.label.marker as u8;
        let previous = i.checked_sub(1).filter(|&p| !is_total_line(lines, p));
        parents[i] = if line.label.of_which {
            // Under the nearest item that is not itself a part.
            (0..i).rev().take_while(|&j| !is_total_line(lines, j)).find(|&j| !lines[j].label.of_which)
        } else if rank > 0 {
            let mut sibling = None;
            while let Some(&(r, j)) = open.last() {
                if r < rank {
                    break;
                }
                if r == rank {
                    sibling = Some(j);
                }
                open.pop();
            }
            let restarts = line.label.number.is_none_or(|n| n == 1);
            let goes_on = |&j: &usize| {
                line.label.number.is_some() && lines[j].label.number.map(|n| n + 1) == line.label.number
            };
            let before = last.get(usize::from(rank)).copied().flatten().filter(goes_on);
            let parent = match sibling.or(before.filter(|_| open.is_empty())) {
                Some(j) if !restarts || unnumbered.is_none_or(|u| u < j) => parents[j],
                _ => open.last().map(|&(_, j)| j).or(unnumbered.filter(|_| restarts)),
            };
            open.push((rank, i));
            if let Some(slot) = last.get_mut(usize::from(rank)) {
                *slot = Some(i);
            }
            parent
        } else {
            let by_name = named_parent(lines, &parents, i);
            // The nearest row that is set in no further: its sibling, or what it stands under.
            let by_indent = previous
                .and_then(|p| {
                    (0..=p)
                        .rev()
                        .take_while(|&j| !is_total_line(lines, j))
                        .find(|&j| lines[j].indent <= line.indent)
                })
                .filter(|&p| lines[p].label.marker as u8 == 0)
                .and_then(|p| if lines[p].indent < line.indent { Some(p) } else { parents[p] });
            let parent = by_name.or(by_indent.filter(|_| line.indent > 0));
            if parent.is_none() {
                open.clear();
                unnumbered = Some(i);
            }
            parent
        };
    }
    parents
}

/// Do the parts add up to less than the total?
fn lacks(relation: &Relation, figures: &Figures) -> bool {
    let sum = relation.expression.evaluate(&|id| figures.value(id)).and_then(|sum| sum.to_decimal());
    let total = relation.stated_figure().map(|id| figures[id].value());
    sum.zip(total).is_some_and(|(sum, total)| sum < total && sum * Decimal::TWO > total)
}

/// Is what all money lacks what the budgets beside it lack together? A row that is not there leaves that.
fn lack_one_row(relations: &[TableRelation], figures: &Figures) -> bool {
    let gap = |r: &TableRelation| {
        let sum = r.relation.expression.evaluate(&|id| figures.value(id))?.to_decimal()?;
        figures[r.relation.stated_figure()?].value().minus(sum)
    };
    let gaps: Option<Vec<Decimal>> = relations.iter().map(gap).collect();
    let Some([all, budgets @ ..]) = gaps.as_deref() else { return false };
    let lacked = budgets.iter().try_fold(Decimal::ZERO, |sum, gap| sum.plus(*gap));
    !budgets.is_empty() && lacked == Some(*all)
}

/// 本年收入合计, 总计; also a bare 本年收入 below its items.
fn is_total_line(lines: &[Line], i: usize) -> bool {
    let Some(line) = lines.get(i) else { return false };
    // （一）车辆数合计 over 1.机要通信用车: an item like others, with its own below it.
    let rank = line.label.marker as u8;
    if rank > 0 && lines.get(i + 1).is_some_and(|next| next.label.marker as u8 > rank) {
        return false;
    }
    let bare = ["本年收入", "本年支出"].contains(&line.label.name.as_str())
        && line.label.marker as u8 == 0
        && i > 0
        && lines[..i].iter().any(|l| l.label.marker as u8 > 0);
    line.is_total() || bare
}

/// The three budgets stand under 财政拨款, kinds of carry-over under the carry-over, 人员 and 公用 under 基本支出.
fn named_parent(lines: &[Line], parents: &[Option<usize>], i: usize) -> Option<usize> {
    let name = lines[i].label.name.as_str();
    let carry = |n: &str| n.contains("结转") || n.contains("结余");
    let fits = |whole: &str| {
        let fund = fund_named(name).is_some()
            && fund_named(whole).is_none()
            && (whole.contains("财政拨款") || carry(whole));
        let kind =
            carry(whole) && !carry_alone(name) && (name.contains("支出结转") || name.contains("经营结余"));
        let basic = whole == "基本支出" && name.holds_any(&["人员", "公用"]);
        fund || kind || basic
    };
    let previous = i.checked_sub(1)?;
    let whole = parents.get(previous).copied().flatten().unwrap_or(previous);
    lines.get(whole).filter(|l| fits(&l.label.name)).map(|_| whole)
}

fn carry_alone(name: &str) -> bool {
    ["年初结转和结余", "年末结转和结余", "上年结转", "结转下年"].contains(&name)
}

struct List<'a> {
    table: &'a AccountTable,
    side: &'a Side,
    parents: Vec<Option<usize>>,
}

impl<'a> List<'a> {
    fn of(table: &'a AccountTable, side: &'a Side) -> Self {
        Self { table, side, parents: nest(&side.lines) }
    }

    fn lines(&self) -> &[Line] {
        &self.side.lines
    }

    fn propose(&self, figures: &Figures, out: &mut Vec<TableRelation>) {
        self.items(figures, out);
        let parents = self.parents_by_sum(figures, out);
        let totals: Vec<usize> =
            (0..self.lines().len()).filter(|&i| is_total_line(self.lines(), i)).collect();
        let mut chosen: Vec<(usize, Vec<usize>)> = Vec::new();
        let mut found: Vec<(Score, Vec<TableRelation>)> = Vec::new();
        for (k, &total) in totals.iter().enumerate() {
            let before = k.checked_sub(1).and_then(|k| totals.get(k)).copied();
            let after = totals.get(k + 1).copied().unwrap_or(self.lines().len());
            let mut best: Option<(Score, Vec<usize>, Vec<TableRelation>)> = None;
            for parts in self.readings(total, before, after, &parents) {
                let relations = self.relations(total, &parts, &chosen);
                if relations.is_empty() {
                    continue;
                }
                let score = Score::of(&relations, figures);
                let better = match &best {
                    None => true,
                    Some((b, _, _)) => score.violated < b.violated && score.sound > b.sound,
                };
                if better {
                    best = Some((score, parts, relations));
                }
            }
            if let Some((score, parts, relations)) = best {
                // No column at all adds up: that is a list of other things, not one wrong number.
                // Unless the rows are numbered and every column lacks something: then a row is missing.
                let missing = (is_numbered(self.table)
                    || self.table.kind.is_known() && lack_one_row(&relations, figures))
                    && relations.iter().all(|r| lacks(&r.relation, figures));
                if score.sound == 0 && score.violated > 1 && !missing {
                    continue;
                }
                chosen.push((total, parts));
                found.push((score, relations));
            }
        }
        // 本年收入合计 / 上级补助收入 / 上年结转 / 收入总计: what adds up to the last together with the first is no part of the first.
        let added_on = |i: usize| {
            let (first, own) = &chosen[i];
            chosen.iter().any(|(total, parts)| {
                total != first && parts.contains(first) && own.iter().any(|part| parts.contains(part))
            })
        };
        let kept: Vec<bool> = (0..chosen.len()).map(|i| found[i].0.violated == 0 || !added_on(i)).collect();
        out.extend(found.into_iter().zip(kept).filter(|(_, kept)| *kept).flat_map(|((_, r), _)| r));
    }

    /// 税收收入 / 增值税 / 契税 / 非税收入 without numbers or indents: a row stands over those below it that add up to it
    /// in most columns.
    fn parents_by_sum(&self, figures: &Figures, out: &mut Vec<TableRelation>) -> Vec<Option<usize>> {
        let lines = self.lines();
        let mut parents: Vec<Option<usize>> = vec![None; lines.len()];
        let plain: Vec<bool> = (0..lines.len())
            .map(|i| {
                !is_total_line(lines, i)
                    && self.parents[i].is_none()
                    && lines[i].label.marker == Marker::None
                    && !lines[i].label.of_which
            })
            .collect();
        // Scores of several: where the total adds up all rows alike, none of them stands over others.
        let flat = |total: usize| {
            let parts: Vec<usize> = (0..total).collect();
            let score = Score::of(&self.relations_as(Role::Running, total, &parts, &[]), figures);
            parts.iter().all(|&i| plain[i]) && score.telling > 1 && score.sound > 2 * score.violated
        };
        let total = (0..lines.len()).find(|&i| is_total_line(lines, i));
        if total.is_some_and(|total| total > 2 && total + 1 == lines.len() && flat(total)) {
            return parents;
        }
        // The plain rows right behind each row end here.
        let mut ends = vec![lines.len(); lines.len()];
        for i in (1..lines.len()).rev() {
            ends[i - 1] = if plain[i] { ends[i] } else { i };
        }
        let run_after = |i: usize| i + 1..ends[i];
        // Numbered heads over runs without numbers, all of them together: one wrong number does not hide the structure.
        let heads: Vec<(usize, Vec<usize>)> = (0..lines.len())
            .filter(|&i| lines[i].label.marker != Marker::None && !is_total_line(lines, i))
            .map(|i| (i, run_after(i).collect::<Vec<_>>()))
            .filter(|(_, run)| run.len() > 1)
            .collect();
        let relations: Vec<TableRelation> =
            heads.iter().flat_map(|(head, run)| self.relations_as(Role::Item, *head, run, &[])).collect();
        let score = Score::of(&relations, figures);
        if score.telling > 0 && score.sound > score.violated {
            for (head, run) in heads {
                run.into_iter().for_each(|i| parents[i] = Some(head));
            }
            out.extend(relations);
            return parents;
        }
        let mut stands_over = vec![false; lines.len()];
        self.parents.iter().flatten().for_each(|&parent| stands_over[parent] = true);
        let mut at = 0;
        while at < lines.len() {
            let run = run_after(at);
            // 一、税收收入 over taxes without numbers: what has a number may be the head of such a run as well.
            let head = plain[at] || lines[at].label.marker != Marker::None && !is_total_line(lines, at);
            // 每发现1处扣2分，扣完为止: a sentence names nothing that has parts.
            let sentence = lines[at].label.name.holds_any(&["，", ",", "；", ";", "。"]);
            if !head || sentence || stands_over[at] || run.len() < 2 {
                at += 1;
                continue;
            }
            let found = self.near_sums(at, run, figures).into_iter().find_map(|end| {
                let parts: Vec<usize> = (at + 1..end).collect();
                let relations = self.relations_as(Role::Item, at, &parts, &[]);
                // Small counts fall in with each other by chance: beside money they do not say what adds up.
                let of_money = |r: &&TableRelation| {
                    r.relation.stated_figure().is_some_and(|id| figures[id].quantity.unit.is_money())
                };
                let score = match relations.iter().any(|r| of_money(&r)) {
                    true => Score::of(relations.iter().filter(of_money), figures),
                    false => Score::of(&relations, figures),
                };
                (score.telling > 0 && score.sound > score.violated).then_some((parts, relations))
            });
            let Some((parts, relations)) = found else {
                at += 1;
                continue;
            };
            parts.iter().for_each(|&i| parents[i] = Some(at));
            at += parts.len() + 1;
            out.extend(relations);
        }
        parents
    }

    /// Where a run of rows ends that comes near to adding up to the row before it in some column. To look closely at every
    /// end would take minutes in a list of a thousand rows.
    fn near_sums(&self, head: usize, run: Range<usize>, figures: &Figures) -> Set<usize> {
        const MOST: usize = 8;
        let mut near = Set::new();
        for c in 0..self.side.columns.len() {
            let Some(stated) = self.figure(head, c).map(|id| figures.interval(id)) else { continue };
            // Nothing is the sum of any number of nothings, which says nothing. And below zero sums need not grow.
            if stated.low <= Decimal::ZERO {
                continue;
            }
            let (mut low, mut high, mut found) = (Decimal::ZERO, Decimal::ZERO, 0);
            for i in run.clone() {
                let own = self.figure(i, c).map(|id| figures.interval(id));
                if let Some(own) = own {
                    let (Some(l), Some(h)) = (low.plus(own.low), high.plus(own.high)) else {
                        break;
                    };
                    (low, high) = (l, h);
                }
                if low > stated.high || found == MOST {
                    break;
                }
                if high >= stated.low && i > head + 1 {
                    near.insert(i + 1);
                    found += 1;
                }
            }
        }
        near
    }

    /// What a total may add up, the likeliest first.
    fn readings(
        &self,
        total: usize,
        before: Option<usize>,
        after: usize,
        by_sum: &[Option<usize>],
    ) -> Vec<Vec<usize>> {
        let is_item = |i: &usize| !is_total_line(self.lines(), *i);
        let top = |i: &usize| is_item(i) && self.parents[*i].is_none();
        // All items on one level, whatever the numbering says, but for those named with 其中.
        let flat = |i: &usize| is_item(i) && !self.lines()[*i].label.of_which;
        let leaf =
            |i: &usize| is_item(i) && !self.parents.contains(&Some(*i)) && !self.lines()[*i].label.of_which;
        let from = before.map_or(0, |b| b + 1);
        let since: Vec<usize> = (from..total).filter(top).collect();
        let chain = |parts: Vec<usize>| before.into_iter().chain(parts).collect::<Vec<_>>();
        let mut readings = Vec::new();
        if total == 0 || (since.is_empty() && before.is_none()) {
            readings.push((total + 1..after).filter(top).collect());
            readings.push((total + 1..self.lines().len()).filter(top).collect());
            readings.push((total + 1..after).filter(flat).collect());
            readings.push((total + 1..after).filter(|i| top(i) && by_sum[*i].is_none()).collect());
        } else {
            readings.push(chain(since.clone()));
            readings.push((0..total).filter(top).collect());
            readings.push(since);
            readings.push(chain((from..total).filter(flat).collect()));
            readings.push(chain((from..total).filter(leaf).collect()));
            readings.push((0..total).filter(flat).collect());
            // 一、税收收入 / 增值税 / 二、非税收入: what has no number stands under what has one.
            let numbered = |i: &usize| is_item(i) && self.lines()[*i].label.marker == Marker::Chinese;
            readings.push(chain((from..total).filter(numbered).collect()));
            readings.push((0..total).filter(numbered).collect());
            readings.push(chain((from..total).filter(|i| top(i) && by_sum[*i].is_none()).collect()));
            // A row without a name divides the one above it.
            readings.push(chain(
                (from..total).filter(|i| top(i) && !self.lines()[*i].label.name.is_empty()).collect(),
            ));
        }
        readings.retain(|r| !r.is_empty());
        readings
    }

    fn relations(&self, total: usize, parts: &[usize], chosen: &[(usize, Vec<usize>)]) -> Vec<TableRelation> {
        self.relations_as(Role::Running, total, parts, chosen)
    }

    fn relations_as(
        &self,
        role: Role,
        total: usize,
        parts: &[usize],
        chosen: &[(usize, Vec<usize>)],
    ) -> Vec<TableRelation> {
        let mut out = Vec::new();
        for (c, column) in self.side.columns.iter().enumerate() {
            let stated = self.lines().get(total).and_then(|l| l.cells.get(c).copied().flatten());
            let (Some(stated), false) = (stated, column.is_rate()) else { continue };
            let values: Vec<Expression> = parts.iter().filter_map(|&i| self.value(i, c, chosen, 0)).collect();
            let name = &self.lines()[total].label.name;
            let shown = self.shown(c);
            if names_mean(column.name())
                || column.name().holds_any(&["名次", "年限", "标准"])
                || is_points(&column.full())
            {
                continue;
            }
            out.extend(sum(role, subject(name, &shown), stated, values));
        }
        out
    }

    /// What a row adds: its figure, or what stands under it where it has none.
    fn value(&self, i: usize, c: usize, chosen: &[(usize, Vec<usize>)], depth: usize) -> Option<Expression> {
        if let Some(id) = self.figure(i, c) {
            return Some(Expression::Figure(id));
        }
        if depth > 6 {
            return None;
        }
        let below: Vec<usize> = match chosen.iter().find(|(t, _)| *t == i) {
            Some((_, parts)) => parts.clone(),
            None => (0..self.parents.len()).filter(|&j| self.parents[j] == Some(i)).collect(),
        };
        let values: Vec<Expression> =
            below.into_iter().filter_map(|j| self.value(j, c, chosen, depth + 1)).collect();
        (!values.is_empty()).then_some(Expression::Sum(values))
    }

    fn figure(&self, i: usize, c: usize) -> Option<FigureId> {
        self.lines().get(i)?.cells.get(c).copied().flatten()
    }

    fn shown(&self, c: usize) -> String {
        self.side.columns.get(c).map(super::super::Column::shown).unwrap_or_default()
    }

    /// An item and the items under it.
    fn items(&self, figures: &Figures, out: &mut Vec<TableRelation>) {
        for (i, line) in self.lines().iter().enumerate() {
            let below: Vec<usize> = (0..self.parents.len()).filter(|&j| self.parents[j] == Some(i)).collect();
            if below.is_empty() || is_total_line(self.lines(), i) {
                continue;
            }
            let partial = below.iter().any(|&j| self.lines()[j].label.of_which);
            let of_column = |c: usize| {
                let column = self.side.columns.get(c).filter(|column| !column.is_rate())?;
                let values: Vec<Expression> =
                    below.iter().filter_map(|&j| self.value(j, c, &[], 0)).collect();
                sum(Role::Item, subject(&line.label.name, &column.shown()), self.figure(i, c)?, values)
            };
            let sums: Vec<(usize, TableRelation)> =
                (0..self.side.columns.len()).filter_map(|c| Some((c, of_column(c)?))).collect();
            // In a table of whatever kind the other columns say what an item adds up.
            let score = Score::of(sums.iter().map(|(_, r)| r), figures);
            let told = self.table.kind.is_known() || score.telling > 1 && score.sound > 2 * score.violated;
            for (c, relation) in sums {
                let Some(whole) = self.figure(i, c) else { continue };
                let sound = decide(&relation.relation, figures).is_sound();
                if !partial && (told || sound) || partial && below.len() > 1 && sound {
                    out.push(relation);
                    continue;
                }
                for &j in below.iter().filter(|_| partial) {
                    let Some(part) = self.figure(j, c) else { continue };
                    out.push(TableRelation {
                        role: Role::OfWhich,
                        subject: subject(&self.lines()[j].label.name, &self.shown(c)),
                        relation: Relation::at_most(part, whole),
                    });
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognise::accounts::read_label;

    fn parents(labels: &[&str]) -> Vec<Option<usize>> {
        let lines: Vec<Line> =
            labels.iter().map(|l| Line { label: read_label(l), ..Line::default() }).collect();
        nest(&lines)
    }

    #[test]
    fn numbering_nests() {
        assert_eq!(
            parents(&["一、财政拨款收入", "1.一般公共预算资金", "2.政府性基金", "二、事业收入", "收入总计"]),
            [None, Some(0), Some(0), None, None]
        );
        assert_eq!(
            parents(&[
                "本年收入合计",
                "年初财政拨款结转和结余",
                "一、一般公共预算财政拨款",
                "二、政府性基金预算财政拨款",
                "总计"
            ]),
            [None, None, Some(1), Some(1), None]
        );
        assert_eq!(
            parents(&[
                "一、本年收入",
                "(一)一般公共预算拨款",
                "(二)政府性基金预算拨款",
                "二、上年结转",
                "(一)一般公共预算拨款",
                "收入总计"
            ]),
            [None, Some(0), Some(0), None, Some(3), None]
        );
        assert_eq!(
            parents(&[
                "一、财政拨款收入",
                "其中:政府性基金预算财政拨款",
                "二、上级补助收入",
                "本年收入合计",
                "用事业基金弥补收支差额",
                "上年结转"
            ]),
            [None, Some(0), None, None, None, None]
        );
        assert_eq!(
            parents(&["四、其他收入", "上年结转", "五、上年结余", "收入总计"]),
            [None, None, None, None]
        );
        assert_eq!(
            parents(&["财政拨款收入", "一般公共预算", "政府性基金", "事业收入"]),
            [None, Some(0), Some(0), None]
        );
    }
}
