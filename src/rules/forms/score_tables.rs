use crate::diagnosis::one_slip_mends;
use crate::document::{Block, Table, squeeze};
use crate::figure::FigureId;
use crate::ledger::{Context, Ledger};
use crate::number::{Total, Unit};
use crate::order::Set;
use crate::relation::{Expression, Relation, RelationKind};
use rust_decimal::Decimal;

rule! {
    /// # 得分情况表 / Tables of scores
    ///
    /// ## 检查什么
    /// 评价报告里“各类指标得分情况表”：得分率 = 得分 ÷ 分值；合计的分值、得分等于各类之和。横排、竖排都核对。
    /// 评分表里各行的得分率，几位专家、几个单位分列的得分及其合计、平均分，多数相符的同样核对。
    ///
    /// ## 依据
    /// 绩效评价报告以一张小表汇总各类指标的分值、得分、得分率。
    ///
    /// ## 示例
    /// 过程：分值20、得分17.2、得分率86%，相符；合计得分写95，各类之和为 90.5，不符。
    ///
    /// ## 例外
    /// 分值之和与得分之和都与合计不符的，可能列了两层指标，不报；自评表本身由其他规则核对。
    ///
    /// ## In English
    /// In the small tables that sum an evaluation up, the rate of each part is its score over its full marks, and the total is the
    /// sum of the parts.
    "GJ323", Error, run,
    fires: [
        "三、评价结论\n表1 各类指标得分情况表\n一级指标\t决策\t过程\t产出\t合计\n权重分值\t20\t30\t50\t100\n评价得分\t18.50\t27.00\t45.00\t90.50\n得分率\t92.50%\t80.00%\t90.00%\t90.50%\n",
        "三、评价结论\n表1 各类指标得分情况表\n一级指标\t分值\t得分\t得分率\n决策\t20\t18.5\t92.5%\n过程\t30\t27\t90%\n产出\t50\t45\t90%\n合计\t100\t95.5\t90.5%\n",
        "绩效评价评分表\n一级指标\t二级指标\t三级指标\t分值\t得分\t得分率\n决策\t立项\t依据\t20\t18\t90.00%\n过程\t资金\t到位\t30\t27\t90.00%\n产出\t数量\t水尺\t50\t46\t29.00%\n合计\t\t\t100\t91\t91.00%\n",
        "专家评审打分汇总表\n评价内容\t满分\t专家一\t专家二\t平均分\n立项\t20\t18\t19\t18.5\n过程\t30\t28\t27\t27.5\n产出\t50\t46\t47\t45.5\n合计\t100\t92\t93\t92.5\n",
        "绩效自评复核情况表\n序号\t项目名称\t自评得分\t复核得分\t分差\n1\t水尺\t98\t95\t3\n2\t渠道\t96\t91\t5\n3\t泵站\t97\t97\t9\n",
    ],
    silent: [
        "专家评审打分汇总表\n评价内容\t满分\t专家一\t专家二\t平均分\n立项\t20\t18\t19\t18.5\n过程\t30\t28\t27\t27.5\n产出\t50\t46\t47\t46.5\n合计\t100\t92\t93\t92.5\n",
        "绩效自评复核情况表\n序号\t项目名称\t自评得分\t复核得分\t分差\n1\t水尺\t98\t95\t3\n2\t渠道\t96\t91\t5\n3\t泵站\t97\t97\t0\n平均\t\t97\t94.33\t\n",
        "三、评价结论\n表1 各类指标得分情况表\n一级指标\t决策\t过程\t产出\t合计\n权重分值\t20\t30\t50\t100\n评价得分\t18.50\t27.00\t45.00\t90.50\n得分率\t92.50%\t90.00%\t90.00%\t90.50%\n",
        "三、评价结论\n表1 各类指标得分情况表\n一级指标\t权重\t得分\t得分率\n决策\t20%\t18.5\t92.5%\n过程\t30%\t27\t90%\n产出\t50%\t45\t90%\n合计\t100%\t90.5\t90.5%\n",
        "三、评价结论\n表1 各类指标得分情况表\n一级指标\t分值\t得分\t得分率\n决策\t20\t18.5\t92.5%\n项目立项\t20\t18.5\t92.5%\n产出\t80\t72\t90%\n产出数量\t80\t72\t90%\n合计\t100\t90.5\t90.5%\n",
    ],
}

/// A part of a table of scores.
#[derive(Debug, Clone)]
pub(super) struct Scored {
    pub name: String,
    pub weight: FigureId,
    pub score: FigureId,
    rate: Option<FigureId>,
    /// The rates are written without their sign under a head with %.
    in_percent: bool,
    /// It is the sum of the others.
    total: bool,
}

fn run(context: &Context, ledger: &mut Ledger) {
    let mut known: Set<FigureId> = Set::new();
    for table in tables(context) {
        for part in &table {
            if let Some(rate) = part.rate {
                known.insert(rate);
                ledger.check(context, &RULE, format!("{} 得分率", part.name), ratio(context, part, rate));
            }
        }
        let parts: Vec<&Scored> = table.iter().filter(|p| !p.total).collect();
        let totals: Vec<&Scored> = table.iter().filter(|p| p.total).collect();
        let [total] = totals.as_slice() else { continue };
        let sum = |stated: FigureId, of: fn(&Scored) -> FigureId| {
            let all = parts.iter().map(|p| Expression::Displayed(of(p))).collect();
            Relation::equal(RelationKind::Sum, stated, Expression::Sum(all))
        };
        let (weights, scores) = (sum(total.weight, |p| p.weight), sum(total.score, |p| p.score));
        // Either of them says that the parts are all there is; so do parts that lack no more scores than points of a hundred.
        let lack = |stated: FigureId, of: fn(&Scored) -> FigureId| {
            let sum = parts.iter().map(|p| context.figures[of(p)].value()).total();
            context.figures[stated].value() - sum
        };
        let (points, own) = (lack(total.weight, |p| p.weight), lack(total.score, |p| p.score));
        let hundred = context.figures[total.weight].quantity.value == Decimal::ONE_HUNDRED;
        let row_missing =
            hundred && own > Decimal::ZERO && own <= points && points * Decimal::TWO < Decimal::ONE_HUNDRED;
        if parts.len() > 1 && (row_missing || context.is_sound(&weights) || context.is_sound(&scores)) {
            ledger.check(context, &RULE, format!("{} 分值", total.name), weights);
            ledger.check(context, &RULE, format!("{} 得分", total.name), scores);
        }
    }
    for (block, content) in context.document.blocks.iter().enumerate() {
        if let Block::Table(table) = content
            && !table.aligned
            && table
                .cells
                .iter()
                .any(|c| ["得分", "分值", "满分", "标准分"].iter().any(|w| c.text.contains(w)))
        {
            let grid = table.grid();
            let of_rows = |row: usize, column: usize| {
                let at = grid.at(row, column)?;
                let cell = table.cells.get(at).filter(|c| c.row == row)?;
                Some((squeeze(&cell.text), context.figures.only_in_cell(block, at)))
            };
            let rows: Vec<Vec<_>> =
                (0..table.rows).map(|r| (0..table.columns).map(|c| of_rows(r, c)).collect()).collect();
            rates(context, ledger, &rows, &known);
            marks(context, ledger, &rows);
            beside(context, ledger, &rows);
        }
    }
}

/// A cell that begins in its row, with the only number in it.
type Cell = Option<(String, Option<FigureId>)>;

fn words(row: &[Cell], column: usize) -> &str {
    row.get(column).and_then(Option::as_ref).map_or("", |cell| cell.0.as_str())
}

fn number(row: &[Cell], column: usize) -> Option<FigureId> {
    row.get(column)?.as_ref()?.1
}

/// Tells relations of which two of three hold; of the others, those that a slip of the pen explains.
fn tell(context: &Context, ledger: &mut Ledger, found: Vec<(String, Relation)>) {
    let sound = found.iter().filter(|(_, r)| context.is_sound(r)).count();
    if sound > 1 && sound * 3 >= found.len() * 2 {
        for (subject, relation) in found {
            if context.is_sound(&relation) || one_slip_mends(context.figures, &relation, &relation.figures())
            {
                ledger.check(context, &RULE, subject, relation);
            }
        }
    }
}

/// 得分率 of each row of a form: of the points next before the score.
fn rates(context: &Context, ledger: &mut Ledger, rows: &[Vec<Cell>], known: &Set<FigureId>) {
    let heads = |r: &&Vec<Cell>| (0..r.len()).any(|c| holds(words(r, c)) == Some(Holds::Rate));
    let Some(head) = rows.iter().find(heads) else { return };
    let all = |what: Holds| (0..head.len()).filter(move |&c| holds(words(head, c)) == Some(what));
    let (Some(score), Some(rate)) = (all(Holds::Score).next(), all(Holds::Rate).next()) else { return };
    let Some(weight) = all(Holds::Weight).rfind(|&c| c < score) else { return };
    let found = rows.iter().filter_map(|row| {
        let name = (0..weight).rev().map(|c| words(row, c)).find(|t| !t.is_empty()).unwrap_or_default();
        let (weight, score) = (number(row, weight)?, number(row, score)?);
        let stated = number(row, rate).filter(|id| !known.contains(id))?;
        let part = Scored {
            name: name.to_string(),
            weight,
            score,
            rate: None,
            in_percent: words(head, rate).contains('%'),
            total: false,
        };
        Some((format!("{name} 得分率"), ratio(context, &part, stated)))
    });
    let found = found.collect();
    tell(context, ledger, found);
}

/// 自评得分 | 复核得分 | 分差, and what they are on average.
fn beside(context: &Context, ledger: &mut Ledger, rows: &[Vec<Cell>]) {
    let of = |r: &Vec<Cell>| -> Vec<usize> {
        (0..r.len()).filter(|&c| holds(words(r, c)) == Some(Holds::Score)).collect()
    };
    let Some((at, scores)) = rows.iter().map(of).enumerate().find(|(_, scores)| scores.len() == 2) else {
        return;
    };
    let (head, body) = (&rows[at], rows.get(at + 1..).unwrap_or_default());
    let apart = (0..head.len()).find(|&c| {
        let words = words(head, c);
        words.ends_with("分差") || words.ends_with("差值") || matches!(words, "增减" | "差异" | "差额")
    });
    let name = |row: &Vec<Cell>| {
        (0..scores[0]).rev().map(|c| words(row, c)).find(|t| !t.is_empty()).unwrap_or_default().to_string()
    };
    if let Some(apart) = apart {
        for [a, b] in [[0, 1], [1, 0]] {
            let found = body.iter().filter_map(|row| {
                let difference = [a, b].map(|n| number(row, scores[n]).map(Expression::Displayed));
                let [Some(a), Some(b)] = difference else { return None };
                let parts = vec![a, Expression::Negate(Box::new(b))];
                let stated = number(row, apart)?;
                Some((name(row), Relation::equal(RelationKind::Difference, stated, Expression::Sum(parts))))
            });
            let found: Vec<_> = found.collect();
            tell(context, ledger, found);
        }
    }
    // 权重（%） | 百分制得分 | 加权得分.
    if let Some(weight) = (0..scores[0]).find(|&c| holds(words(head, c)) == Some(Holds::Weight)) {
        let found = body.iter().filter_map(|row| {
            let percent = |id: FigureId| context.figures[id].quantity.unit.is_percent();
            let (weight, points) = (number(row, weight)?, number(row, scores[0])?);
            let mut parts = vec![Expression::Displayed(weight), Expression::Displayed(points)];
            parts.extend((!percent(weight)).then(|| Expression::Constant(Decimal::new(1, 2))));
            let stated = number(row, scores[1])?;
            Some((name(row), Relation::equal(RelationKind::Product, stated, Expression::product(parts))))
        });
        let found = found.collect();
        tell(context, ledger, found);
    }
    let Some((last, body)) = body.split_last().filter(|(last, _)| name(last).contains("平均")) else {
        return;
    };
    let mean = |&c: &usize| {
        let parts: Option<Vec<_>> = body.iter().map(|r| number(r, c).map(Expression::Displayed)).collect();
        let count = Expression::Constant(Decimal::from(body.len()));
        let mean = Expression::quotient(Expression::Sum(parts?), count);
        Some((words(head, c).to_string(), Relation::equal(RelationKind::Ratio, number(last, c)?, mean)))
    };
    let means = scores.iter().filter_map(mean).collect();
    tell(context, ledger, means);
}

/// 满分 | 专家一 | 专家二 | 平均分: the last row has what each of them gave.
fn marks(context: &Context, ledger: &mut Ledger, rows: &[Vec<Cell>]) {
    let full = |r: &Vec<Cell>| {
        let mut found = (0..r.len()).filter(|&c| holds(words(r, c)) == Some(Holds::Weight));
        found.next().filter(|_| found.next().is_none())
    };
    let Some((at, weight)) = rows.iter().enumerate().find_map(|(at, r)| Some((at, full(r)?))) else { return };
    let (head, rest) = (&rows[at], rows.get(at + 1..).unwrap_or_default());
    let is_total =
        |r: &Vec<Cell>| (0..weight).any(|c| ["合计", "总计", "总分", "得分合计"].contains(&words(r, c)));
    let Some(last) = rest.iter().position(is_total) else { return };
    let (body, total) = (rest.get(..last).unwrap_or_default(), &rest[last]);
    let value = |id: FigureId| context.figures[id].value();
    let within = |c: &usize| {
        !["率", "系数", "比", "扣"].iter().any(|w| words(head, *c).contains(w))
            && body.iter().all(|row| match (number(row, weight), number(row, *c)) {
                (Some(full), Some(own)) => value(own) <= value(full) && value(own) >= Decimal::ZERO,
                _ => false,
            })
    };
    let columns: Vec<usize> = (weight + 1..head.len()).filter(within).collect();
    let (means, given): (Vec<usize>, Vec<usize>) =
        columns.into_iter().partition(|&c| words(head, c).contains("平均"));
    if body.len() < 3 || given.len() < 2 {
        return;
    }
    let sum = |c: usize| {
        let parts = body.iter().filter_map(|row| number(row, c)).map(Expression::Displayed).collect();
        let relation = Relation::equal(RelationKind::Sum, number(total, c)?, Expression::Sum(parts));
        Some((format!("合计 {}", words(head, c)), relation))
    };
    let sums = given.iter().chain([&weight]).filter_map(|&c| sum(c)).collect();
    tell(context, ledger, sums);
    let mean = |row: &Vec<Cell>, stated: usize| {
        let parts: Option<Vec<Expression>> =
            given.iter().map(|&c| Some(Expression::Displayed(number(row, c)?))).collect();
        let count = Expression::Constant(Decimal::from(given.len()));
        let mean = Expression::quotient(Expression::Sum(parts?), count);
        let name = (0..weight).rev().map(|c| words(row, c)).find(|t| !t.is_empty()).unwrap_or_default();
        Some((format!("{name} 平均分"), Relation::equal(RelationKind::Ratio, number(row, stated)?, mean)))
    };
    for stated in means {
        let found = rest.iter().filter_map(|row| mean(row, stated)).collect();
        tell(context, ledger, found);
    }
}

fn ratio(context: &Context, part: &Scored, rate: FigureId) -> Relation {
    // Points are as they are written.
    let mut quotient =
        Expression::quotient(Expression::Displayed(part.score), Expression::Displayed(part.weight));
    // 权重 20%: of a hundred points.
    let percent = |id: FigureId| context.figures[id].quantity.unit.is_percent();
    if percent(part.weight) && !percent(part.score) {
        let hundredth = Expression::Constant(Decimal::new(1, 2));
        quotient = Expression::product([hundredth, quotient]);
    }
    if part.in_percent && context.figures[rate].quantity.unit == Unit::None {
        let hundred = Expression::Constant(Decimal::ONE_HUNDRED);
        return Relation::equal(RelationKind::Ratio, rate, Expression::product([hundred, quotient]));
    }
    Relation::equal(RelationKind::Ratio, rate, quotient)
}

/// The tables of scores that are no forms.
pub(super) fn tables(context: &Context) -> Vec<Vec<Scored>> {
    let forms = context.recognised.forms.iter();
    let known: Set<FigureId> =
        forms.flat_map(|f| f.indicators.iter().flat_map(|i| i.weight.into_iter().chain(i.score))).collect();
    let mut out = Vec::new();
    for (block, content) in context.document.blocks.iter().enumerate() {
        let Block::Table(table) = content else { continue };
        // Without lines it may be the rest of a form of which the head was not read.
        if table.aligned || !table.cells.iter().any(|c| c.text.contains("得分")) {
            continue;
        }
        let read = read(context, block, table);
        if read.len() > 2 && !read.iter().any(|p| known.contains(&p.score) || known.contains(&p.weight)) {
            out.push(read);
        }
    }
    out
}

/// What a head says that its row or column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    Weight,
    Score,
    Rate,
}

fn holds(head: &str) -> Option<Holds> {
    let words = squeeze(head);
    let bare = words.split('(').next().unwrap_or_default();
    match () {
        _ if bare.ends_with("得分率") => Some(Holds::Rate),
        _ if bare.ends_with("得分") => Some(Holds::Score),
        _ if ["分值", "权重", "标准分", "满分", "权重分"].iter().any(|w| bare.ends_with(w)) => {
            Some(Holds::Weight)
        }
        _ => None,
    }
}

fn read(context: &Context, block: usize, table: &Table) -> Vec<Scored> {
    let grid = table.grid();
    let text = |row: usize, column: usize| {
        grid.at(row, column).and_then(|i| table.cells.get(i)).map_or("", |c| c.text.as_str())
    };
    let figure = |row: usize, column: usize| context.figures.only_in_cell(block, grid.at(row, column)?);
    let across: Vec<Option<Holds>> = (0..table.columns).map(|c| holds(text(0, c))).collect();
    let down: Vec<Option<Holds>> = (0..table.rows).map(|r| holds(text(r, 0))).collect();
    let find = |heads: &[Option<Holds>], what: Holds| {
        let mut found = (0..heads.len()).filter(|&i| heads.get(i) == Some(&Some(what)));
        found.next().filter(|_| found.next().is_none())
    };
    let line = |heads: &[Option<Holds>]| {
        Some((find(heads, Holds::Weight)?, find(heads, Holds::Score)?, find(heads, Holds::Rate)))
    };
    let mut out = Vec::new();
    let mut enter = |name: &str,
                     weight: Option<FigureId>,
                     score: Option<FigureId>,
                     rate: Option<FigureId>,
                     head: &str| {
        if let (Some(weight), Some(score)) = (weight, score)
            && !name.trim().is_empty()
        {
            let name = squeeze(name);
            let total = ["合计", "总计", "总分", "总得分"].contains(&name.as_str());
            let in_percent = head.contains(['%', '％']);
            out.push(Scored { name, weight, score, rate, in_percent, total });
        }
    };
    if let Some((weight, score, rate)) = line(&across) {
        // The name stands left of the numbers, in the last column that has words.
        let names = weight.min(score);
        for row in 1..table.rows {
            let name =
                (0..names).rev().map(|c| text(row, c)).find(|t| !t.trim().is_empty()).unwrap_or_default();
            let head = rate.map_or("", |c| text(0, c));
            enter(name, figure(row, weight), figure(row, score), rate.and_then(|c| figure(row, c)), head);
        }
    } else if let Some((weight, score, rate)) = line(&down) {
        for column in 1..table.columns {
            let head = rate.map_or("", |r| text(r, 0));
            let rate = rate.and_then(|r| figure(r, column));
            enter(text(0, column), figure(weight, column), figure(score, column), rate, head);
        }
    }
    out
}
