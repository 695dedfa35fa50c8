use super::support::{bare, row_name};
use crate::figure::FigureId;
use crate::ledger::{Context, Ledger, Severity};
use crate::number::Unit;
use crate::order::{Map, Set};
use crate::recognise::Fund;
use crate::recognise::accounts::is_total;
use crate::recognise::narrative::words::{Base, is_interim};
use crate::recognise::narrative::{Slot, Statement};
use crate::relation::{Direction, Expression, Relation, RelationKind};
use crate::rules::narrative::direction;
use rust_decimal::Decimal;

rule! {
    /// # 逐项复述的数与表不一致 / Rows told in the text
    ///
    /// ## 检查什么
    /// 文字逐项说出一张表的各行（或合计行的各列）时，同名项目的金额、完成率、增减率应与表中相同。哪一列与文字对应，由文字自己的多数项目认定：
    /// 至少三项同名，其中绝大多数相同，其余的才算不一致。
    ///
    /// ## 依据
    /// 文字说明应依据公开表格编写；财政部《地方预决算公开操作规程》要求文表一致。
    ///
    /// ## 示例
    /// 文字写增值税1,286万元、企业所得税342万元、契税251万元，表中决算数依次为1,286、342、215：契税两处不一致。
    ///
    /// ## 例外
    /// 名称不同、半年等不足一年的、同一数在别处有相同者的，不比较。
    ///
    /// ## In English
    /// Where the text tells the rows of a table one by one, amounts and rates of the same name must be the same. The text's own
    /// majority says which column it tells.
    "GJ413", Error, run,
    fires: [
        "2022年收入决算\n一、收入情况\n增值税1286万元；企业所得税342万元；房产税96万元；资源税18万元；契税251万元。\n\n收入情况表\n单位：万元\n项目\t决算数\n增值税\t1286\n企业所得税\t342\n房产税\t96\n资源税\t18\n契税\t215\n合计\t1957\n",
    ],
    silent: [
        "2022年收入决算\n一、收入情况\n增值税1286万元；企业所得税342万元；房产税96万元；资源税18万元；契税215万元。\n\n收入情况表\n单位：万元\n项目\t决算数\n增值税\t1286\n企业所得税\t342\n房产税\t96\n资源税\t18\n契税\t215\n合计\t1957\n",
        "2022年收入决算\n一、收入情况\n增值税1286万元；企业所得税342万元；房产税96万元。\n\n预算情况表\n单位：万元\n项目\t预算数\n增值税\t1200\n企业所得税\t300\n房产税\t100\n合计\t1600\n",
    ],
}

/// So many rows that agree for each that does not say that text and table account for the same money.
const SAME_MONEY: usize = 6;

/// What of an item is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Told {
    Amount,
    LastYear,
    Initial,
    Budget,
    Completion,
    Growth,
    Share,
    Change,
}

/// Where in a table the items of a text may stand: in rows of one column, in columns of one row, or each in both names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Way {
    Rows(usize),
    Columns(usize),
    Both,
}

/// A way of reading a side of a table, as one section tells it.
type Key<'a> = (&'a [String], Told, usize, usize, Way, bool);

/// A figure of the text, the cell of the same name and what must hold between them.
struct Pair {
    figure: FigureId,
    cell: FigureId,
    /// The cell says how much of last year's this is; the text, how much it grew.
    of_last: bool,
    subject: String,
    relation: Relation,
    /// The table may account for other money than the text: agreement confirms, difference says nothing.
    loosely: bool,
    /// The table accounts for more than one fund.
    all_money: bool,
    /// A budget that was spent just so is told twice: which column holds it does not show.
    echoes: bool,
}

fn run(context: &Context, ledger: &mut Ledger) {
    let cells = cells(context);
    let mut groups: Map<Key, Vec<Pair>> = Map::new();
    let narrative = &context.recognised.narrative;
    for (i, statement) in narrative.statements.iter().enumerate() {
        let Some(name) = row_name(statement) else { continue };
        let Some(places) = cells.get(&name) else { continue };
        for (told, figure, down) in told(context, i, statement) {
            for place in places.iter().filter(|p| p.interim == statement.interim) {
                if let Some(pair) = pair(context, statement, (told, figure, down), place) {
                    let key = (narrative.section(i), told, place.table, place.side, place.way, pair.of_last);
                    groups.entry(key).or_default().push(pair);
                }
            }
        }
    }
    // What is compared by its meaning need not be compared by its name.
    let by_meaning = |code: &str| matches!(code, "GJ401" | "GJ405");
    let compared: Set<FigureId> = ledger
        .checks
        .iter()
        .filter(|c| by_meaning(c.rule.code))
        .filter_map(|c| c.relation.stated_figure())
        .collect();
    let sound: Vec<Vec<bool>> =
        groups.values().map(|g| g.iter().map(|p| context.is_sound(&p.relation)).collect()).collect();
    // What agrees somewhere is no contradiction elsewhere.
    let mut agreeing: Map<FigureId, Vec<(usize, bool)>> = Map::new();
    for ((key, group), sound) in groups.iter().zip(&sound) {
        // One of many that is the same as in another column (last year's number for this year's) agrees by its slip.
        let most = sound.iter().filter(|s| **s).count() * 3 > sound.len();
        for (pair, _) in group.iter().zip(sound).filter(|(_, s)| **s) {
            for id in [pair.figure, pair.cell] {
                agreeing.entry(id).or_default().push((key.2, most));
            }
        }
    }
    for ((key, group), sound) in groups.iter().zip(&sound) {
        let telling: Set<&str> = group
            .iter()
            .zip(sound)
            .filter(|(p, s)| **s && !p.echoes && says_much(context, p.figure))
            .map(|(p, _)| p.subject.as_str())
            .collect();
        let wrong = sound.iter().filter(|s| !**s).count();
        let many = telling.len() + wrong > 2 && telling.len() > 1 && wrong <= 1 || telling.len() > 4 * wrong;
        if telling.len() < 2 || !many {
            continue;
        }
        let severity = if telling.len() >= 4 { RULE.severity } else { Severity::Warning };
        for (pair, sound) in group.iter().zip(sound) {
            let elsewhere = [pair.figure, pair.cell]
                .iter()
                .filter_map(|id| agreeing.get(id))
                .any(|at| at.iter().any(|&(table, most)| table != key.2 || most));
            // Where nearly all is the same as in a table of one fund, it is the same money.
            let other = pair.loosely && (pair.all_money || telling.len() < SAME_MONEY * wrong);
            if compared.contains(&pair.figure) || !sound && (elsewhere || other) {
                continue;
            }
            ledger.check_as(context, &RULE, severity, pair.subject.as_str(), pair.relation.clone(), None);
        }
    }
}

/// Too few digits agree by chance.
fn says_much(context: &Context, id: FigureId) -> bool {
    let quantity = &context.figures[id].quantity;
    !quantity.value.is_zero() && context.digits(id).chars().filter(char::is_ascii_digit).count() > 1
}

/// Figures of a statement with what they tell, and whether a rate of change went down.
fn told(context: &Context, i: usize, statement: &Statement) -> Vec<(Told, FigureId, bool)> {
    let mut out = Vec::new();
    for &(slot, id) in &statement.amounts {
        let told = match slot {
            Slot::Amount => Told::Amount,
            Slot::LastYear => Told::LastYear,
            Slot::InitialBudget => Told::Initial,
            Slot::FullBudget | Slot::Budget => Told::Budget,
        };
        out.push((told, id, false));
    }
    out.extend(statement.completions.iter().map(|c| (Told::Completion, c.figure, false)));
    out.extend(statement.shares.iter().map(|s| (Told::Share, s.figure, false)));
    for change in &statement.changes {
        // Which way it went is told by the words, and by the numbers where these contradict each other.
        let Some(way) = direction(context, i, change) else { continue };
        out.extend(change.amount.map(|amount| (Told::Change, amount, way == Direction::Down)));
        if let (Some(rate), Base::LastYear | Base::Unsaid) = (change.rate, change.base) {
            out.push((Told::Growth, rate, way == Direction::Down));
        }
    }
    out.retain(|(_, id, _)| !context.figures[*id].dismissed);
    out
}

struct Place {
    table: usize,
    side: usize,
    way: Way,
    cell: FigureId,
    rate: bool,
    of_last: bool,
    /// Of a part of the year.
    interim: bool,
    /// Another row has this name too.
    twice: bool,
}

/// A column as it is told: its own name, the one above a 小计, all of them together.
struct Head {
    head: String,
    above: String,
    full: String,
    rate: bool,
}

/// The cells of all tables by the names under which a text may tell them.
fn cells(context: &Context) -> Map<String, Vec<Place>> {
    let mut out: Map<String, Vec<Place>> = Map::new();
    for (t, table) in context.recognised.accounts.iter().enumerate().filter(|(_, t)| !t.aligned || t.trusted)
    {
        for (s, side) in table.sides.iter().enumerate() {
            let mut add = |name: String, way: Way, cell: FigureId, head: &str, rate: bool| {
                let places = out.entry(name).or_default();
                // Two rows of one name: none is meant for certain.
                let same = |p: &&mut Place| (p.table, p.side, p.way) == (t, s, way);
                let twice = places.iter_mut().filter(same).map(|p| p.twice = true).count() > 0;
                let of_last = rate && head.contains("上年") && !head.contains('比');
                let interim = is_interim(&table.title) || is_interim(head);
                places.push(Place { table: t, side: s, way, cell, rate, of_last, interim, twice });
            };
            let heads = side.columns.iter().map(|column| {
                let head = bare(column.name());
                // 信息中心 | 本年收入 小计 is told as 信息中心本年收入.
                let above = column.path.iter().rev().find(|p| !is_total(p)).map(|p| bare(p));
                Head {
                    above: above.unwrap_or_else(|| head.clone()),
                    head,
                    full: column.full(),
                    rate: column.is_rate(),
                }
            });
            let heads: Vec<Head> = heads.collect();
            for (l, line) in side.lines.iter().enumerate() {
                let row = bare(&line.label.name);
                for (c, (column, cell)) in heads.iter().zip(&line.cells).enumerate() {
                    let Some(cell) = *cell else { continue };
                    add(row.clone(), Way::Rows(c), cell, &column.full, column.rate);
                    if line.is_total() {
                        add(column.head.clone(), Way::Columns(l), cell, "", column.rate);
                    } else if !column.above.is_empty() {
                        add(format!("{}{row}", column.above), Way::Both, cell, "", column.rate);
                        add(format!("{row}{}", column.above), Way::Both, cell, "", column.rate);
                    }
                }
            }
        }
    }
    out
}

fn pair(
    context: &Context,
    statement: &Statement,
    (told, figure, down): (Told, FigureId, bool),
    place: &Place,
) -> Option<Pair> {
    let percent = matches!(told, Told::Completion | Told::Growth | Told::Share);
    let (own, other) = (&context.figures[figure].quantity.unit, &context.figures[place.cell].quantity.unit);
    let alike = own.is_money() == other.is_money() && own.is_percent() == other.is_percent();
    let counts = !matches!(own, Unit::Counted(_)) || matches!(other, Unit::Counted(_) | Unit::None);
    if percent != place.rate
        || !(alike || *other == Unit::None)
        || !counts
        || place.of_last && told != Told::Growth
    {
        return None;
    }
    let cell = Expression::Figure(place.cell);
    let expression = match (told, place.of_last, down) {
        (Told::Growth, true, false) => less_one(cell),
        (Told::Growth, true, true) => Expression::Negate(Box::new(less_one(cell))),
        (Told::Growth | Told::Change, false, true) => Expression::Negate(Box::new(cell)),
        _ => cell,
    };
    let table = context.recognised.accounts.get(place.table)?;
    let relation = Relation::equal(RelationKind::Equality, figure, expression);
    if place.twice && !context.is_sound(&relation) {
        return None;
    }
    Some(Pair {
        figure,
        cell: place.cell,
        of_last: place.of_last,
        subject: statement.label.clone(),
        relation,
        loosely: !percent
            && (statement.subject.is_some() || statement.path.is_some())
            && table.kind.is_known(),
        all_money: matches!(table.kind.fund(), Fund::All | Fund::Fiscal),
        echoes: matches!(told, Told::Initial | Told::Budget)
            && statement
                .amount(Slot::Amount)
                .is_some_and(|id| context.figures[id].value() == context.figures[figure].value()),
    })
}

/// 98.5% of last year's is 1.5% less.
fn less_one(cell: Expression) -> Expression {
    Expression::Sum(vec![cell, Expression::Constant(-Decimal::ONE)])
}
