use super::support::{bare, row_name};
use crate::figure::FigureId;
use crate::ledger::{Context, Ledger, Message};
use crate::recognise::accounts::Side;
use crate::recognise::narrative::{Slot, Statement};
use crate::relation::Relation;

rule! {
    /// # 文字列有、表中没有的行 / A row told in the text but not listed
    ///
    /// ## 检查什么
    /// 文字在一句中逐项说出一张表的各行，其余各项都与表中相同，唯独一项表中没有这一行，而表中的合计恰比所列各行之和多出这个数：可能漏掉了一行。
    ///
    /// ## 依据
    /// 文字说明应依据公开表格编写；合计等于各行之和。
    ///
    /// ## 示例
    /// 文字写增值税1,286万元、企业所得税342万元、房产税96万元、资源税18万元、契税251万元，表中没有契税，税收收入1,993万元，所列四行共1,742万元。
    ///
    /// ## 例外
    /// 相同的不足四项、差额与这一项不等、名称相近的，不作判断。
    ///
    /// ## In English
    /// Where the text tells the rows of a table one by one, all the same but one that the table does not list, and a total of the
    /// table is more than its rows by just that amount, a row may have been left out.
    "GJ414", Warning, run,
    fires: [
        "2022年收入决算\n一、收入情况\n增值税1286万元；企业所得税342万元；房产税96万元；资源税18万元；契税251万元。\n\n收入情况表\n单位：万元\n项目\t决算数\n增值税\t1286\n企业所得税\t342\n房产税\t96\n资源税\t18\n合计\t1993\n",
    ],
    silent: [
        "2022年收入决算\n一、收入情况\n增值税1286万元；企业所得税342万元；房产税96万元；资源税18万元；契税251万元。\n\n收入情况表\n单位：万元\n项目\t决算数\n增值税\t1286\n企业所得税\t342\n房产税\t96\n资源税\t18\n契税\t251\n合计\t1993\n",
        "2022年收入决算\n一、收入情况\n增值税1286万元；企业所得税342万元；房产税96万元；资源税18万元；滞纳金251万元。\n\n收入情况表\n单位：万元\n项目\t决算数\n增值税\t1286\n企业所得税\t342\n房产税\t96\n资源税\t18\n合计\t1742\n",
    ],
}

/// How many items must agree.
const FEWEST: usize = 4;
/// How many rows beyond those told a total may add up on either side.
const FARTHEST: usize = 12;

/// An item of the text.
struct Told {
    name: String,
    figure: FigureId,
}

fn run(context: &Context, ledger: &mut Ledger) {
    let statements = &context.recognised.narrative.statements;
    for sentence in statements.chunk_by(|a, b| (a.passage, a.sentence) == (b.passage, b.sentence)) {
        let told: Vec<Told> = sentence.iter().filter_map(|s| told(context, s)).collect();
        if told.len() <= FEWEST {
            continue;
        }
        for table in context.recognised.accounts.iter().filter(|t| !t.aligned) {
            for side in &table.sides {
                let found = (0..side.columns.len()).find_map(|c| absent(context, side, c, &told));
                let Some((item, total, head)) = found else { continue };
                let arguments = [
                    ("table", table.title.as_str()),
                    ("name", item.name.as_str()),
                    ("amount", context.text(item.figure)),
                    ("total", head),
                ];
                let message = Message::new("accounts.missing_told", &arguments);
                ledger.remark_about(
                    context,
                    &RULE,
                    context.figures[total].span,
                    message,
                    &[item.figure, total],
                );
            }
        }
    }
}

fn told(context: &Context, statement: &Statement) -> Option<Told> {
    let figure = statement.amount(Slot::Amount)?;
    let figure = Some(figure).filter(|&id| context.figures[id].quantity.unit.is_money())?;
    Some(Told { name: row_name(statement)?, figure })
}

/// The item that the side does not list while a total of the column is more than its rows by just that.
fn absent<'a>(
    context: &Context,
    side: &'a Side,
    column: usize,
    told: &'a [Told],
) -> Option<(&'a Told, FigureId, &'a str)> {
    let rows: Vec<(String, Option<FigureId>)> =
        side.lines.iter().map(|l| (bare(&l.label.name), l.cells.get(column).copied().flatten())).collect();
    let mut agreeing: Vec<usize> = Vec::new();
    let mut lacking: Vec<&Told> = Vec::new();
    for item in told {
        let near = |name: &str| name.contains(item.name.as_str()) || item.name.contains(name);
        match rows.iter().position(|(name, _)| *name == item.name) {
            Some(at) => {
                let cell = rows.get(at).and_then(|(_, cell)| *cell)?;
                if !context.is_sound(&Relation::equality(item.figure, cell)) {
                    return None;
                }
                agreeing.push(at);
            }
            None if rows.iter().any(|(name, _)| name.chars().count() > 1 && near(name)) => return None,
            None => lacking.push(item),
        }
    }
    let [item] = lacking.as_slice() else { return None };
    let digits = context.figures[item.figure].quantity.value.mantissa().unsigned_abs();
    let (first, last) = (*agreeing.iter().min()?, *agreeing.iter().max()?);
    if agreeing.len() < FEWEST || digits < 100 {
        return None;
    }
    let cell = |i: usize| rows.get(i).and_then(|(_, cell)| *cell);
    for from in first.saturating_sub(FARTHEST)..=first {
        for to in last..rows.len().min(last + FARTHEST) {
            let parts: Vec<FigureId> = (from..=to).filter_map(cell).collect();
            for total in from.checked_sub(1).into_iter().chain([to + 1]) {
                let Some(stated) = cell(total) else { continue };
                let with = Relation::sum(stated, parts.iter().copied().chain([item.figure]));
                if context.is_sound(&with) && !context.is_sound(&Relation::sum(stated, parts.iter().copied()))
                {
                    return Some((item, stated, side.lines.get(total)?.label.name.as_str()));
                }
            }
        }
    }
    None
}
