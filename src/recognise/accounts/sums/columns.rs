//! 合计 = Σ of the columns beside it, read from the levels of the head.

use super::{Role, Score, TableRelation, exchanged, subject, sum};
use crate::diagnosis::one_slip_mends;
use crate::document::Holds;
use crate::figure::{FigureId, Figures};
use crate::recognise::accounts::unit::is_count;
use crate::recognise::accounts::{AccountTable, Column, Line, Side, basis_named, fund_named, is_total};
use crate::relation::{Expression, Relation, RelationKind, Verdict, decide};

/// A head and what stands under it.
#[derive(Debug, Clone)]
struct Node {
    label: String,
    column: Option<usize>,
    children: Vec<Node>,
}

pub(super) fn propose(table: &AccountTable, side: &Side, figures: &Figures, out: &mut Vec<TableRelation>) {
    compare(side, figures, out);
    carry_over(side, figures, out);
    if side.columns.len() < 2 {
        return;
    }
    let mut proposals = Vec::new();
    group(&tree(&side.columns), &mut proposals);
    for readings in proposals {
        let mut best: Option<(Score, Vec<TableRelation>)> = None;
        for (total, parts) in readings {
            let relations = relations(side, total, &parts);
            let score = Score::of(&relations, figures);
            let better = match &best {
                None => true,
                Some((b, _)) => score.sound > b.sound && score.violated < b.violated,
            };
            if better && !relations.is_empty() {
                best = Some((score, relations));
            }
        }
        let Some((score, relations)) = best else { continue };
        let few = score.decided() <= 3 && table.kind.is_known();
        if few || score.sound > score.violated {
            out.extend(relations);
        }
    }
}

/// What columns beside each other say of one another, whatever the rows are.
pub(super) fn compare(side: &Side, figures: &Figures, out: &mut Vec<TableRelation>) {
    comparisons(side, figures, out);
    rates(side, figures, out);
    prices(side, figures, out);
}

/// Is this head about another year or a comparison, not a part of a whole?
fn compares(label: &str) -> bool {
    label.holds_any(&["增减", "增长", "差额", "差异", "比上年", "较上年", "上年决算", "上年预算", "上年执行"])
        || is_year_column(label)
}

/// 2023年决算数 beside 2024年预算数.
fn is_year_column(label: &str) -> bool {
    label.starts_with("20") && label.contains('年') && basis_named(label).is_some()
}

fn tree(columns: &[Column]) -> Vec<Node> {
    let plain = |c: &&(usize, &Column)| {
        let c = c.1;
        !c.is_rate() && !is_count(&c.full()) && !c.path.iter().any(|p| compares(p))
    };
    let kept: Vec<(usize, &Column)> = columns.iter().enumerate().collect();
    let kept: Vec<&(usize, &Column)> = kept.iter().filter(plain).collect();
    // 合计 | 预算数 决算数 below: the basis is the same measure of different things, so it comes first.
    let basis_last = kept.len() > 2
        && kept
            .iter()
            .all(|(_, c)| c.path.len() > 1 && basis_named(c.name()).is_some() && !is_total(c.name()));
    let mut roots = Vec::new();
    for (index, column) in kept {
        let mut path = column.path.clone();
        if basis_last && let Some(basis) = path.pop() {
            path.insert(0, basis);
        }
        insert(&mut roots, &path, *index);
    }
    roots
}

fn insert(nodes: &mut Vec<Node>, path: &[String], column: usize) {
    let Some((label, rest)) = path.split_first() else {
        nodes.push(Node { label: String::new(), column: Some(column), children: Vec::new() });
        return;
    };
    if rest.is_empty() {
        nodes.push(Node { label: label.clone(), column: Some(column), children: Vec::new() });
        return;
    }
    if let Some(node) = nodes.iter_mut().find(|n| n.label == *label && n.column.is_none()) {
        insert(&mut node.children, rest, column);
        return;
    }
    let mut node = Node { label: label.clone(), column: None, children: Vec::new() };
    insert(&mut node.children, rest, column);
    nodes.push(node);
}

/// One total column with the columns that make it up: each part is a column, or several where a group has no total.
type Reading = (usize, Vec<Vec<usize>>);

/// For each total its readings, the likeliest first.
fn group(nodes: &[Node], out: &mut Vec<Vec<Reading>>) {
    for node in nodes {
        group(&node.children, out);
    }
    let of_which = |n: &Node| n.label.starts_with("其中");
    let mut taken = vec![false; nodes.len()];
    // 基本支出 with 人员经费 and 公用经费 as its neighbours, 财政拨款 with its three budgets.
    for (i, node) in nodes.iter().enumerate() {
        let Some(whole) = node.column else { continue };
        let below: Vec<usize> = nodes
            .iter()
            .enumerate()
            .skip(i + 1)
            .take_while(|(_, n)| belongs(&node.label, &n.label))
            .map(|(j, _)| j)
            .collect();
        if below.is_empty() || is_total(&node.label) {
            continue;
        }
        out.push(vec![(whole, below.iter().filter_map(|&j| nodes.get(j)).map(value).collect())]);
        below.iter().for_each(|&j| taken[j] = true);
    }
    let Some(at) = nodes.iter().position(|n| n.column.is_some() && is_total(&n.label)) else { return };
    let Some(total) = nodes.get(at).and_then(|n| n.column) else { return };
    let own = nodes.get(at).map_or("", |n| n.label.as_str());
    let usable = |j: usize, n: &Node| {
        j != at && !of_which(n) && !is_total(&n.label) && !taken[j] && !is_beside(own, &n.label)
    };
    let all: Vec<Vec<usize>> =
        nodes.iter().enumerate().filter(|(j, n)| usable(*j, n)).map(|(_, n)| value(n)).collect();
    let run = |range: std::ops::Range<usize>| -> Vec<Vec<usize>> {
        range
            .filter_map(|j| nodes.get(j).map(|n| (j, n)))
            .take_while(|(_, n)| !(n.column.is_some() && is_total(&n.label)))
            .filter(|(j, n)| usable(*j, n))
            .map(|(_, n)| value(n))
            .collect()
    };
    let after = run(at + 1..nodes.len());
    let before = run(0..at);
    let everything: Vec<Vec<usize>> = nodes
        .iter()
        .enumerate()
        .filter(|(j, n)| *j != at && !of_which(n) && !is_beside(own, &n.label))
        .map(|(_, n)| value(n))
        .collect();
    let readings = [all, after, before, everything];
    out.push(readings.into_iter().filter(|r| !r.is_empty()).map(|r| (total, r)).collect());
}

/// 本年支出小计 beside 年末结转和结余 and 本年收入: what was carried on was not spent, what was received neither.
fn is_beside(total: &str, other: &str) -> bool {
    let carried = |label: &str| label.holds_any(&["结转", "结余"]);
    let flow = ["支出", "收入"].into_iter().find(|w| total.contains(w));
    let opposite = |w: &str| if w == "支出" { "本年收入" } else { "本年支出" };
    !carried(total) && flow.is_some_and(|w| carried(other) || other.contains(opposite(w)))
}

fn belongs(whole: &str, part: &str) -> bool {
    let basic = whole.contains("基本支出")
        && part.holds_any(&["人员", "公用", "工资福利", "商品和服务", "对个人和家庭"]);
    let fiscal = whole.contains("财政拨款") && fund_named(whole).is_none() && fund_named(part).is_some();
    // 本年支出 | 基本支出 | 项目支出
    let year = matches!(whole, "本年支出" | "支出" | "支出数" | "支出决算")
        && ["基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"].contains(&part);
    basic || fiscal || year
}

/// The columns that stand for a head: its total, or all below it.
fn value(node: &Node) -> Vec<usize> {
    if let Some(column) = node.column {
        return vec![column];
    }
    match node.children.iter().find(|c| c.column.is_some() && is_total(&c.label)) {
        Some(total) => value(total),
        None => node.children.iter().filter(|c| !c.label.starts_with("其中")).flat_map(value).collect(),
    }
}

fn relations(side: &Side, total: usize, parts: &[Vec<usize>]) -> Vec<TableRelation> {
    let head = side.columns.get(total).map(Column::shown).unwrap_or_default();
    side.lines
        .iter()
        .filter_map(|line| {
            let stated = line.cells.get(total).copied().flatten()?;
            let parts: Vec<Expression> = parts
                .iter()
                .flatten()
                .filter_map(|&c| line.cells.get(c).copied().flatten())
                .map(Expression::Figure)
                .collect();
            sum(Role::Across, subject(&line.label.name, &head), stated, parts)
        })
        .collect()
}

/// 年末结转和结余 = 年初结转和结余 + 本年收入 − 本年支出, where a row has all of them.
fn carry_over(side: &Side, figures: &Figures, out: &mut Vec<TableRelation>) {
    let find = |words: &[&str]| {
        let hit = |c: &Column| {
            let first = c.path.iter().any(|p| p.holds_any(words));
            first && (c.path.len() == 1 || is_total(c.name()) || c.name().holds_any(words))
        };
        side.columns.iter().position(hit)
    };
    let (Some(opening), Some(income), Some(spent), Some(closing)) = (
        find(&["年初结转", "上年结转"]),
        find(&["本年收入"]),
        find(&["本年支出"]),
        find(&["年末结转", "结转下年"]),
    ) else {
        return;
    };
    let head = side.columns.get(closing).map(Column::shown).unwrap_or_default();
    let relations = |returned: Option<usize>| -> Vec<TableRelation> {
        let relation = |line: &Line| {
            let at = |c: usize| line.cells.get(c).copied().flatten();
            let (Some(closing), Some(_)) = (at(closing), at(spent).or(at(income))) else { return None };
            let mut parts: Vec<Expression> =
                [opening, income].iter().filter_map(|&c| at(c)).map(Into::into).collect();
            let less = [Some(spent), returned].into_iter().flatten().filter_map(at);
            parts.extend(less.map(|id| Expression::Negate(Box::new(Expression::Figure(id)))));
            sum(Role::CarryOver, subject(&line.label.name, &head), closing, parts)
        };
        side.lines.iter().filter_map(relation).collect()
    };
    // 缴回财政, 结余分配: what else is taken off, where the rows say so.
    let others = (0..side.columns.len()).filter(|c| {
        ![opening, income, spent, closing].contains(c)
            && side.columns.get(*c).is_some_and(|c| c.path.len() == 1 && !c.is_rate() && !is_count(&c.full()))
    });
    let mut best = relations(None);
    let mut score = Score::of(&best, figures);
    for other in others {
        if score.violated == 0 {
            break;
        }
        let found = relations(Some(other));
        let own = Score::of(&found, figures);
        if own.violated < score.violated && own.sound > score.sound {
            (best, score) = (found, own);
        }
    }
    if score.sound > score.violated || score.decided() <= 2 {
        out.extend(best);
    }
}

/// 增减额 = this − that, 增减% = 增减额 ÷ that: kept only where most rows confirm it.
fn comparisons(side: &Side, figures: &Figures, out: &mut Vec<TableRelation>) {
    let amount = |c: &Column| !c.is_rate() && !is_count(&c.full());
    let change = side.columns.iter().position(|c| {
        amount(c)
            && (["增减额", "增减", "差额", "增减数", "增加(减少)", "增减金额"].contains(&c.name())
                || c.full().contains("增减额"))
    });
    let rate = side
        .columns
        .iter()
        .position(|c| c.is_rate() && c.full().holds_any(&["增减", "增长", "增幅", "±", "变动"]));
    let others: Vec<usize> = (0..side.columns.len())
        .filter(|&i| Some(i) != change && side.columns.get(i).is_some_and(amount))
        .collect();
    // Of the pairs that the rows confirm, the one that fewest of them contradict.
    let mut best: [Option<(usize, Vec<TableRelation>)>; 2] = [None, None];
    let keep = |best: &mut Option<(usize, Vec<TableRelation>)>, found: Vec<TableRelation>| {
        let score = Score::of(&found, figures);
        let better = best.as_ref().is_none_or(|(violated, _)| score.violated < *violated);
        if better && is_confirmed_by_rows(&found, score, figures) {
            *best = Some((score.violated, found));
        }
    };
    for &now in &others {
        for &then in others.iter().filter(|&&o| o != now) {
            let mut changes = Vec::new();
            let mut rates = Vec::new();
            for line in &side.lines {
                let at = |c: Option<usize>| c.and_then(|c| line.cells.get(c).copied().flatten());
                let (Some(now), Some(then)) = (at(Some(now)), at(Some(then))) else { continue };
                let difference = Expression::difference(now, then);
                if let Some(change) = at(change) {
                    let relation = Relation::equal(RelationKind::Difference, change, difference.clone());
                    let subject = subject(&line.label.name, "增减额");
                    changes.push(TableRelation { role: Role::Comparison, subject, relation });
                }
                if let Some(rate) = at(rate)
                    && !figures[then].value().is_zero()
                {
                    let mut relation = Relation::equal(
                        RelationKind::Growth,
                        rate,
                        Expression::quotient(difference.clone(), then),
                    );
                    // The rate may be that of the change as it is shown.
                    let sound = |r: &Relation| decide(r, figures).is_sound();
                    if let Some(change) = at(change).filter(|_| !sound(&relation)) {
                        let by_change = Expression::quotient(change, then);
                        let by_change = Relation::equal(RelationKind::Growth, rate, by_change);
                        let shown = Relation::equal(RelationKind::Difference, change, difference);
                        if sound(&by_change) && sound(&shown) {
                            relation = by_change;
                        }
                    }
                    let subject = subject(&line.label.name, "增减%");
                    rates.push(TableRelation { role: Role::Comparison, subject, relation });
                }
            }
            let [change, rate] = &mut best;
            keep(change, changes);
            keep(rate, rates);
        }
    }
    out.extend(best.into_iter().flatten().flat_map(|(_, found)| found));
}

/// Do most rows confirm a reading of the columns, or all of them once two numbers are put back in each other's place or one slip
/// of the pen is mended?
fn is_confirmed_by_rows(found: &[TableRelation], score: Score, figures: &Figures) -> bool {
    if score.telling.max(score.sound) >= 2 && score.sound > 2 * score.violated {
        return true;
    }
    let violated: Vec<&TableRelation> =
        found.iter().filter(|r| decide(&r.relation, figures).verdict == Verdict::Violated).collect();
    score.telling >= 2
        && match violated.as_slice() {
            [one] => one_slip_mends(figures, &one.relation, &one.relation.figures()),
            [_, _] => {
                let involved: Vec<Vec<FigureId>> = violated.iter().map(|r| r.relation.figures()).collect();
                exchanged(found, &involved, figures)
            }
            [..] => false,
        }
}

/// 数量 × 单价 = 金额: kept only where most rows confirm it.
fn prices(side: &Side, figures: &Figures, out: &mut Vec<TableRelation>) {
    let find = |words: &[&str]| side.columns.iter().position(|c| c.name().holds_any(words));
    let named = |c: usize, words: &[&str]| side.columns.get(c).is_some_and(|c| c.name().holds_any(words));
    let prices: Vec<usize> = (0..side.columns.len()).filter(|&c| named(c, &["单价", "标准"])).collect();
    for &price in &prices {
        // 计划数量 | 计划单价 | 计划成本 | 实际数量 | 实际单价 | 实际成本.
        let several = prices.len() > 1;
        let number = match several {
            true => (0..price).rev().find(|&c| named(c, &["数量"])),
            false => find(&["数量"]).or_else(|| {
                price.checked_sub(1).filter(|&c| side.columns.get(c).is_some_and(|c| is_count(&c.full())))
            }),
        };
        let total = match several {
            true => Some(price + 1).filter(|&c| c < side.columns.len()),
            false => find(&["金额", "总价", "预算", "合计", "小计", "测算"]),
        };
        let (Some(number), Some(total)) = (number, total.filter(|t| Some(*t) != number && *t != price))
        else {
            continue;
        };
        let found: Vec<TableRelation> = side
            .lines
            .iter()
            .filter_map(|line| {
                let cell = |c: usize| line.cells.get(c).copied().flatten();
                let product = Expression::product(
                    [number, price]
                        .iter()
                        .map(|&c| cell(c).map(Expression::Figure))
                        .collect::<Option<Vec<_>>>()?,
                );
                let relation = Relation::equal(RelationKind::Product, cell(total)?, product);
                let subject = subject(&line.label.name, side.columns.get(total)?.name());
                Some(TableRelation { role: Role::Comparison, subject, relation })
            })
            .collect();
        let score = Score::of(&found, figures);
        if score.sound >= 2 && score.sound > 2 * score.violated {
            out.extend(found);
        }
    }
}

/// 执行率, 完成率, 占比: one column divided by another, kept only where most rows confirm which two. Where two columns are
/// mostly alike either way round will do for most rows: the way that fewest rows contradict is taken.
fn rates(side: &Side, figures: &Figures, out: &mut Vec<TableRelation>) {
    // 满意 | 人数 | 占比: where nothing but counts stands beside it, a share is one of them.
    let plain = |c: &Column| !c.is_rate() && !is_count(&c.full());
    let money = side.columns.iter().any(plain) && !side.columns.iter().any(|c| c.name().ends_with("个数"));
    let amounts: Vec<usize> = (0..side.columns.len())
        .filter(|&i| side.columns.get(i).is_some_and(|c| plain(c) || !money && !c.is_rate()))
        .collect();
    for (at, column) in side.columns.iter().enumerate() {
        // 为上年决算数的% is no rate of change.
        let of_last =
            column.full().contains("上年") && column.full().contains('为') && !column.full().contains('比');
        let compared = column.path.iter().any(|text| compares(text));
        if !column.is_rate() || compared && !of_last || column.full().contains('±') {
            continue;
        }
        let pairs =
            amounts.iter().flat_map(|&a| amounts.iter().map(move |&b| (a, b))).filter(|(a, b)| a != b);
        let mut best: Option<(Score, Vec<TableRelation>)> = None;
        for (part, whole) in pairs {
            let found: Vec<TableRelation> = side
                .lines
                .iter()
                .filter_map(|line| {
                    let cell = |c: usize| line.cells.get(c).copied().flatten();
                    let (rate, part, whole) = (cell(at)?, cell(part)?, cell(whole)?);
                    let relation = Relation::ratio(rate, part, whole);
                    let subject = subject(&line.label.name, column.name());
                    (!figures[whole].value().is_zero()).then_some(TableRelation {
                        role: Role::Comparison,
                        subject,
                        relation,
                    })
                })
                .collect();
            let score = Score::of(&found, figures);
            let better = best.as_ref().is_none_or(|(b, _)| score.violated < b.violated);
            let confirmed = score.telling >= 2 && is_confirmed_by_rows(&found, score, figures);
            if confirmed && better {
                best = Some((score, found));
            }
        }
        // 非常满意 | 满意 | 一般 | 不满意 | 合计 | 满意率: two that stand side by side, of a third.
        let pairs = (1..at).flat_map(|c| (0..side.columns.len()).map(move |whole| ([c - 1, c], whole)));
        for (pair, whole) in pairs.filter(|(pair, whole)| !pair.contains(whole)) {
            let wide = side.columns.len() > 12;
            if wide
                || best.is_some()
                || pair.iter().chain([&whole]).any(|&c| side.columns.get(c).is_none_or(Column::is_rate))
            {
                continue;
            }
            let relation = |line: &Line| {
                let cell = |c: usize| line.cells.get(c).copied().flatten();
                let parts =
                    pair.iter().map(|&c| cell(c).map(Expression::Displayed)).collect::<Option<_>>()?;
                let quotient =
                    Expression::quotient(Expression::Sum(parts), Expression::Displayed(cell(whole)?));
                let relation = Relation::equal(RelationKind::Ratio, cell(at)?, quotient);
                Some(TableRelation {
                    role: Role::Comparison,
                    subject: subject(&line.label.name, column.name()),
                    relation,
                })
            };
            let found: Vec<TableRelation> = side.lines.iter().filter_map(relation).collect();
            let score = Score::of(&found, figures);
            if score.telling >= 3 && score.violated <= 1 && is_confirmed_by_rows(&found, score, figures) {
                best = Some((score, found));
            }
        }
        out.extend(best.into_iter().flat_map(|(_, found)| found));
    }
}
