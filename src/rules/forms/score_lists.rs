use crate::diagnosis::one_slip_mends;
use crate::document::{Block, Table, squeeze};
use crate::figure::FigureId;
use crate::ledger::{Context, Ledger, Severity};
use crate::number::Total;
use crate::order::Set;
use crate::relation::{Expression, Relation, RelationKind};
use rust_decimal::Decimal;
use std::str::FromStr;

rule! {
    /// # 得分汇总表 / Lists of scores
    ///
    /// ## 检查什么
    /// 把各项目（单位）的得分列在一张表里的汇总表：总分等于同一行各部分得分之和，或按表头、说明中写明的百分比折算之和，或 100 分减去扣分、加上加分；“平均”一行（或以平均分作合计的一行）的得分等于各行得分的平均数，
    /// “加权平均”按资金或占比加权；
    /// 别的行都不超过 100 分的，没有一行超过。
    ///
    /// ## 依据
    /// 部门汇总各项目自评结果时，分预算执行、产出、效益、满意度列出得分，各部分的分值写在表头。
    ///
    /// ## 示例
    /// 预算执行（10分）9.8、产出（50分）48、效益（30分）29、满意度（10分）10，总分写 96.9：应为 96.8。
    ///
    /// ## 例外
    /// 表头各部分的分值相加不到 100 分、又没有写明按百分之几计入的，不核对；多数行不是各部分之和的，可能另有加减分，不报。
    ///
    /// ## In English
    /// In a list of the scores of several projects the total of a row is the sum of its parts, and a row of averages holds the
    /// average of the rows.
    "GJ325", Error, run,
    fires: [
        "2024年度项目绩效自评汇总表\n序号\t项目名称\t预算执行（10分）\t产出（50分）\t效益（40分）\t总分\n1\t水尺\t9.8\t48\t39\t96.8\n2\t渠道\t10\t50\t40\t100\n3\t泵站\t9\t45\t38\t93\n",
        "2024年度项目绩效自评汇总表\n序号\t项目名称\t自评得分\n1\t水尺\t96.8\n2\t渠道\t100\n3\t泵站\t92\n平均\t\t95.27\n",
        "2024年度项目绩效自评汇总表\n项目名称\t资金\t自评得分\n水尺\t30\t96\n渠道\t60\t90\n泵站\t10\t80\n加权平均\t100\t93.80\n",
        "2024年度项目绩效自评汇总表\n序号\t项目名称\t自评得分\n1\t水尺\t968\n2\t渠道\t100\n3\t泵站\t92\n",
        "2024年度项目绩效自评汇总表\n序号\t项目名称\t自评得分\n1\t水尺\t96.8\n2\t渠道\t100\n3\t泵站\t92\n合计\t\t92.67\n",
        "2024年度考核结果\n综合得分=日常得分×60%+年终得分×40%\n单位\t日常得分\t年终得分\t综合得分\n甲镇\t95\t90\t93\n乙镇\t90\t85\t88\n丙镇\t85\t90\t88\n",
        "2024年度考核得分表\n单位\t预算扣分\t加分\t得分\n甲镇\t2\t1\t99\n乙镇\t3.5\t0\t96.5\n丙镇\t1\t0\t98\n",
    ],
    silent: [
        "2024年度考核结果\n单位\t日常得分（权重60%）\t年终得分（权重40%）\t综合得分\n甲镇\t95\t90\t93\n乙镇\t90\t85\t88\n丙镇\t85\t90\t87\n",
        "2024年度项目绩效自评得分表\n一级指标\t分值\t得分\n决策\t20\t13.5\n过程\t20\t24.5\n产出\t30\t22.5\n效益\t30\t32.5\n合计\t100\t93\n",
        "2024年度项目绩效自评汇总表\n序号\t项目名称\t自评得分\n1\t水尺\t96.8\n2\t渠道\t100\n3\t泵站\t92\n合计\t\t96.27\n",
        "2024年度项目绩效自评汇总表\n序号\t项目名称\t预算执行（10分）\t产出（50分）\t效益（40分）\t总分\n1\t水尺\t9.8\t48\t39\t96.8\n2\t渠道\t10\t50\t40\t100\n3\t泵站\t9\t45\t38\t92\n平均\t\t9.6\t47.67\t39\t96.27\n",
        "2024年度项目绩效自评汇总表\n项目名称\t资金\t自评得分\n水尺\t30\t96\n渠道\t60\t90\n泵站\t10\t80\n加权平均\t100\t90.80\n",
        // Points beyond the parts.
        "2024年度项目绩效自评汇总表\n序号\t项目名称\t预算执行（10分）\t产出（50分）\t效益（40分）\t总分\n1\t水尺\t9.8\t48\t39\t97.8\n2\t渠道\t10\t50\t40\t101\n3\t泵站\t9\t45\t38\t91\n",
    ],
}

fn run(context: &Context, ledger: &mut Ledger) {
    let forms = context.recognised.forms.iter();
    let known: Set<FigureId> =
        forms.flat_map(|f| f.indicators.iter().flat_map(|i| i.weight.into_iter().chain(i.score))).collect();
    // Below another head the columns of a form may hold anything.
    let forms: Set<usize> = known.iter().map(|id| context.figures[*id].span.block).collect();
    for (block, content) in context.document.blocks.iter().enumerate() {
        let Block::Table(table) = content else { continue };
        // Which column a number stands in must be certain.
        if table.aligned || !table.cells.iter().any(|c| c.text.contains('分')) {
            continue;
        }
        let list = List::of(context, block, table);
        let of_a_form = list.rows.iter().any(|r| r.total.is_some_and(|id| known.contains(&id)));
        if list.rows.len() < 3 || of_a_form || forms.contains(&block) {
            continue;
        }
        list.sums(context, ledger);
        list.average(context, ledger);
        list.bounds(context, ledger);
    }
}

/// A row of the list.
struct Row {
    name: String,
    total: Option<FigureId>,
    /// What the total is made of, with how much of it counts.
    parts: Option<Vec<(FigureId, Decimal)>>,
    /// What there is before any part.
    base: Option<Decimal>,
    average: bool,
    /// It is an average in which rows weigh differently.
    weighted: bool,
    /// What stands in the other columns.
    beside: Vec<Option<FigureId>>,
}

struct List {
    rows: Vec<Row>,
}

impl List {
    fn of(context: &Context, block: usize, table: &Table) -> Self {
        let grid = table.grid();
        let cell = |row: usize, column: usize| grid.at(row, column).and_then(|i| table.cells.get(i));
        let text = |row: usize, column: usize| cell(row, column).map_or("", |c| c.text.as_str());
        let figure = |row: usize, column: usize| {
            let own = cell(row, column).filter(|c| c.row == row && is_number(&c.text));
            own.and_then(|_| context.figures.only_in_cell(block, grid.at(row, column)?))
        };
        let figure_in =
            |row: usize, column: usize| context.figures.only_in_cell(block, grid.at(row, column)?);
        let body = (0..table.rows)
            .find(|&row| (0..table.columns).filter(|&c| figure(row, c).is_some()).count() > 1)
            .unwrap_or(table.rows);
        // The lowest head of a column.
        let head = |column: usize| -> String {
            let lowest = (0..body).rev().map(|row| squeeze(text(row, column))).find(|t| !t.is_empty());
            lowest.unwrap_or_default()
        };
        let heads: Vec<String> = (0..table.columns).map(head).collect();
        // 自评得分 over 预算执行（10分） | … | 合计.
        let under_scores = |column: usize| {
            matches!(heads.get(column).map(String::as_str), Some("合计" | "小计" | "总计"))
                && (0..body).any(|row| is_total(&squeeze(text(row, column))))
        };
        let mut totals: Vec<usize> = (0..heads.len())
            .filter(|&c| heads.get(c).is_some_and(|h| is_total(h) && !h.ends_with("%)")) || under_scores(c))
            .collect();
        // 自评分 | 专家平均分 | 综合得分: what is made of the others.
        if totals.len() > 1 {
            totals.retain(|&c| heads.get(c).is_some_and(|h| h.starts_with("综合") || h.starts_with('总')));
        }
        let [total] = totals.as_slice() else { return Self { rows: Vec::new() } };
        let (base, parts) = made_of(context, &heads, *total);
        let first_number = (0..table.columns).find(|&c| figure(body, c).is_some_and(|_| c > 0)).unwrap_or(0);
        let rows = (body..table.rows)
            .map(|row| {
                let labels: Vec<String> = (0..first_number).map(|c| squeeze(text(row, c))).collect();
                let name = labels.iter().rev().find(|t| !t.is_empty()).cloned().unwrap_or_default();
                Row {
                    average: labels.iter().any(|t| t.contains("平均")),
                    weighted: labels.iter().any(|t| t.contains("加权")),
                    beside: (first_number..table.columns)
                        .filter(|c| c != total)
                        .map(|c| cell(row, c).filter(|c| c.row == row).and_then(|_| figure_in(row, c)))
                        .collect(),
                    name,
                    total: figure(row, *total),
                    base,
                    parts: parts
                        .iter()
                        .map(|(c, factor)| Some((figure(row, *c)?, *factor)))
                        .collect::<Option<Vec<_>>>()
                        .filter(|parts| !parts.is_empty()),
                }
            })
            .filter(|row: &Row| row.total.is_some())
            .collect();
        Self { rows }
    }

    /// The total of a row is what its parts give.
    fn sums(&self, context: &Context, ledger: &mut Ledger) {
        let relation = |row: &Row| {
            // Points that were given are as they are written, averages are rounded.
            let rounded = self.is_finer(context, row);
            let part = |id: FigureId| match rounded {
                true => Expression::Figure(id),
                false => Expression::Displayed(id),
            };
            let counted = |&(id, factor): &(FigureId, Decimal)| match () {
                () if factor == Decimal::ONE => part(id),
                () if factor == Decimal::NEGATIVE_ONE => Expression::Negate(Box::new(part(id))),
                () => Expression::product([part(id), Expression::Constant(factor)]),
            };
            let parts = row.base.map(Expression::Constant).into_iter();
            let parts = parts.chain(row.parts.as_ref()?.iter().map(counted)).collect();
            Some((row.name.clone(), Relation::equal(RelationKind::Sum, row.total?, Expression::Sum(parts))))
        };
        let rows: Vec<(String, Relation)> =
            self.rows.iter().filter(|r| !r.average).filter_map(relation).collect();
        let sound = rows.iter().filter(|(_, r)| context.is_sound(r)).count();
        if sound < 2 || sound * 3 < rows.len() * 2 {
            return;
        }
        for (name, relation) in rows {
            ledger.check(context, &RULE, format!("{name} 总分"), relation);
        }
    }

    /// The last row, with more decimals than those above: averages, whatever they are called.
    fn is_finer(&self, context: &Context, row: &Row) -> bool {
        let decimals = |row: &Row| {
            let parts = row.parts.iter().flatten().map(|part| part.0).chain(row.total);
            parts.map(|id| context.figures[id].quantity.decimals).max()
        };
        let Some((last, above)) = self.rows.split_last() else { return false };
        last.total == row.total && above.iter().all(|other| decimals(other) < decimals(row))
    }

    /// Full marks are a hundred where no other row has more; a few points beyond may be given for something special.
    fn bounds(&self, context: &Context, ledger: &mut Ledger) {
        let value = |row: &Row| row.total.map(|id| context.figures[id].quantity.value);
        let (half, most) = (Decimal::from(50), Decimal::from(110));
        let above = |row: &&Row| value(row).is_some_and(|v| v > Decimal::ONE_HUNDRED);
        let graded = self.rows.iter().filter(|r| value(r).is_some_and(|v| v >= half)).count();
        let mut beyond = self.rows.iter().filter(above);
        if let (Some(row), None) = (beyond.next(), beyond.next())
            && graded * 3 >= self.rows.len() * 2
            && !row.name.ends_with('计')
            && value(row).is_some_and(|v| v > most)
            && let Some(id) = row.total
        {
            let full = Expression::Constant(Decimal::ONE_HUNDRED);
            ledger.check_as(
                context,
                &RULE,
                Severity::Warning,
                format!("{} 得分", row.name),
                Relation::at_most(id, full),
                None,
            );
        }
    }

    /// 加权平均: rows weigh as much as the amounts or shares of the column for which it comes out, or would but for a slip of the
    /// pen.
    fn weighted(&self, rows: &[Row], stated: FigureId) -> Vec<Relation> {
        let columns = rows.first().map_or(0, |r| r.beside.len());
        let relation = |column: usize| {
            let pairs: Option<Vec<[FigureId; 2]>> =
                rows.iter().map(|r| Some([r.total?, r.beside.get(column).copied().flatten()?])).collect();
            let pairs = pairs?;
            let products =
                pairs.iter().map(|pair| Expression::product(pair.map(Expression::Displayed))).collect();
            let weights = pairs.iter().map(|[_, weight]| Expression::Displayed(*weight)).collect();
            let mean = Expression::quotient(Expression::Sum(products), Expression::Sum(weights));
            Some(Relation::equal(RelationKind::Ratio, stated, mean))
        };
        (0..columns).filter_map(relation).collect()
    }

    /// 平均: the average of the rows above.
    fn average(&self, context: &Context, ledger: &mut Ledger) {
        let [rows @ .., last] = self.rows.as_slice() else { return };
        let scores: Option<Vec<FigureId>> = rows.iter().map(|r| r.total).collect();
        let (Some(scores), Some(stated)) = (scores, last.total) else { return };
        // 小计 and its kind are not counted among the rows.
        if rows.iter().any(|r| r.average || r.name.ends_with('计')) {
            return;
        }
        if last.weighted {
            let found = self.weighted(rows, stated);
            let slipped = |r: &&Relation| one_slip_mends(context.figures, r, &r.figures());
            let relation = found.iter().find(|r| context.is_sound(r)).or_else(|| found.iter().find(slipped));
            if let Some(relation) = relation {
                ledger.check_as(context, &RULE, Severity::Warning, "加权平均得分", relation.clone(), None);
            }
            return;
        }
        let count = Decimal::from(scores.len());
        let sum = Expression::Sum(scores.iter().map(|&id| Expression::Displayed(id)).collect());
        let relation = Relation::equal(RelationKind::Ratio, stated, Expression::quotient(sum, count));
        // 合计: the mean, if a slip of the pen is all that it lacks of that.
        let all: Vec<FigureId> = scores.iter().copied().chain(std::iter::once(stated)).collect();
        let slipped = || one_slip_mends(context.figures, &relation, &all);
        // Scores of a hundred each, not points that come to a hundred together.
        let graded = |id: &FigureId| {
            let value = context.figures[*id].quantity.value;
            value >= Decimal::from(50) && value <= Decimal::ONE_HUNDRED
        };
        let mostly = scores.iter().filter(|id| graded(id)).count() + 1 >= scores.len() && graded(&stated);
        let total = last.name.ends_with('计') && mostly && (context.is_sound(&relation) || slipped());
        if !last.average && !total {
            return;
        }
        ledger.check_as(context, &RULE, Severity::Warning, "平均得分", relation, None);
        if last.average {
            self.other_means(context, ledger, rows, last);
        }
    }

    /// What else the row of averages holds, where most of it is the average of its column.
    fn other_means(&self, context: &Context, ledger: &mut Ledger, rows: &[Row], last: &Row) {
        let mean = |column: usize| {
            let own = |row: &Row| row.beside.get(column).copied().flatten();
            let parts: Option<Vec<Expression>> =
                rows.iter().map(|row| own(row).map(Expression::Displayed)).collect();
            let count = Decimal::from(rows.len());
            let mean = Expression::quotient(Expression::Sum(parts?), count);
            Some(Relation::equal(RelationKind::Ratio, own(last)?, mean))
        };
        let found: Vec<Relation> = (0..last.beside.len()).filter_map(mean).collect();
        let sound = found.iter().filter(|r| context.is_sound(r)).count();
        if sound > 1 && sound * 3 >= found.len() * 2 {
            for relation in found {
                ledger.check_as(context, &RULE, Severity::Warning, "平均得分", relation, None);
            }
        }
    }
}

/// What the total of a row is made of: parts worth a hundred points together, parts that count by so many per cent, or a hundred
/// less what was taken off and with what was added. Columns with how much of each counts, and what there is before them.
fn made_of(context: &Context, heads: &[String], total: usize) -> (Option<Decimal>, Vec<(usize, Decimal)>) {
    let each = |read: &dyn Fn(&str) -> Option<Decimal>| -> Vec<(usize, Decimal)> {
        let others = heads.iter().enumerate().filter(|(c, _)| *c != total);
        others.filter_map(|(c, head)| Some((c, read(head)?))).collect()
    };
    let whole = |parts: &[(usize, Decimal)]| {
        parts.len() > 1 && parts.iter().map(|p| p.1).total() == Decimal::ONE_HUNDRED
    };
    let of_points = each(&points);
    if whole(&of_points) {
        return (None, of_points.into_iter().map(|(c, _)| (c, Decimal::ONE)).collect());
    }
    let name = heads.get(total).map_or("", |h| h.split('(').next().unwrap_or_default());
    let formulas: Vec<String> = context.document.paragraphs().map(|(_, p)| squeeze(&p.text)).collect();
    let formula = formulas.iter().find_map(|t| Some(t.split_once(&format!("{name}="))?.1));
    let by_formula = |head: &str| percent(formula?.split_once(head)?.1.trim_start_matches(['×', '*']));
    let in_head =
        |head: &str| percent(head.split_once('(')?.1.trim_start_matches('占').trim_start_matches("权重"));
    for shares in [each(&in_head), each(&by_formula)] {
        if whole(&shares) {
            return (None, shares.into_iter().map(|(c, n)| (c, n / Decimal::ONE_HUNDRED)).collect());
        }
    }
    let signed = each(&|head: &str| match head.split('(').next()? {
        head if head.ends_with("扣分") => Some(Decimal::NEGATIVE_ONE),
        head if head.ends_with("加分") || matches!(head, "基础分" | "基准分") => Some(Decimal::ONE),
        _ => None,
    });
    let off = signed.iter().any(|(_, sign)| sign.is_sign_negative());
    let based = heads.iter().any(|h| matches!(h.as_str(), "基础分" | "基准分"));
    match off {
        true => (Some(Decimal::ONE_HUNDRED).filter(|_| !based), signed),
        false => (None, Vec::new()),
    }
}

/// 60%, at the beginning of a text.
fn percent(text: &str) -> Option<Decimal> {
    let digits = text.split('%').next().filter(|t| t.len() < text.len())?;
    Decimal::from_str(digits).ok()
}

fn is_total(head: &str) -> bool {
    let bare = head.split('(').next().unwrap_or_default();
    [
        "总分",
        "得分",
        "自评得分",
        "自评总分",
        "自评分",
        "综合得分",
        "总得分",
        "得分合计",
        "合计得分",
        "评价得分",
    ]
    .contains(&bare)
}

/// 产出（50分）: the points of a part of the score.
fn points(head: &str) -> Option<Decimal> {
    let (name, tail) = head.split_once('(')?;
    let number = tail.strip_suffix("分)")?;
    (!name.is_empty() && !is_total(head)).then(|| Decimal::from_str(number).ok()).flatten()
}

fn is_number(text: &str) -> bool {
    let text = squeeze(text);
    let digits = text.trim_end_matches('分');
    !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
}
