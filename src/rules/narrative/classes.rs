use super::support::narrative;
use crate::diagnosis::slip_explains;
use crate::figure::FigureId;
use crate::ledger::{Context, Ledger, Severity};
use crate::number::Total;
use crate::order;
use crate::order::Map;
use crate::recognise::Fund;
use crate::recognise::narrative::{Narrative, Slot};
use crate::relation::Relation;

rule! {
    /// # 各类、款、项支出之和不符 / Functional classes and their totals
    ///
    /// ## 检查什么
    /// 各段分别说明的类级支出之和应等于该项支出总额；同一类下各项级支出之和应等于该类支出；全部列出时各项级支出（决算、年初预算）之和应等于总额。
    ///
    /// ## 依据
    /// 支出功能分类科目：类 = Σ款 = Σ项。
    ///
    /// ## 示例
    /// 社会保障和就业支出（类）243.58万元，项级26.90 + 124.69 + 72.12 + 19.86 = 243.57，末位差在四舍五入之内，相符。
    ///
    /// ## 例外
    /// 公开格式允许“预决算持平的不用说明”，项级可能没有列全：只有多数类都列全时，才判断个别类少列；决算数列全而年初预算之和少于总额的，
    /// 可能有未支出的项目没有列出，只有所差之数恰是一处笔误所致时才作提示。
    ///
    /// ## In English
    /// Classes must add up to the expenditure, items to their class, unless items were left out.
    "GJ112", Error, run,
    fires: [
        "五、一般公共预算财政拨款支出决算情况说明\n（一）总体情况\n一般公共预算财政拨款支出100.00万元。\n（二）结构情况\n1.教育支出(类)60.00万元,占60.00%。\n2.卫生健康支出(类)41.00万元,占41.00%。",
        "五、一般公共预算财政拨款支出决算情况说明\n（一）总体情况\n一般公共预算财政拨款支出100.00万元。\n（二）结构情况\n1.教育支出(类)60.00万元,占60.00%。\n2.卫生健康支出(类)40.00万元,占40.00%。\n（三）具体情况\n1.教育支出(类)普通教育(款)初中教育(项):支出决算数为35.00万元。\n2.教育支出(类)普通教育(款)高中教育(项):支出决算数为25.00万元。\n3.卫生健康支出(类)行政事业单位医疗(款)行政单位医疗(项):支出决算数为14.00万元。\n4.卫生健康支出(类)行政事业单位医疗(款)事业单位医疗(项):支出决算数为27.00万元。",
    ],
    silent: [
        "五、一般公共预算财政拨款支出决算情况说明\n（一）总体情况\n一般公共预算财政拨款支出100.00万元。\n（二）结构情况\n1.教育支出(类)60.00万元,占60.00%。\n2.卫生健康支出(类)40.00万元,占40.00%。",
        "五、一般公共预算财政拨款支出决算情况说明\n（一）总体情况\n一般公共预算财政拨款支出100.00万元。\n（三）具体情况\n1.教育支出(类)普通教育(款)初中教育(项):支出决算数为35.00万元。\n2.教育支出(类)普通教育(款)高中教育(项):支出决算数为25.00万元。",
    ],
}

/// A whole with the items that belong to it.
struct Sum {
    total: FigureId,
    parts: Vec<FigureId>,
    subject: String,
}

fn run(context: &Context, ledger: &mut Ledger) {
    let narrative = narrative(context);
    let mut funds: Vec<Fund> =
        narrative.statements.iter().filter(|s| s.path.is_some()).map(|s| s.fund).collect();
    order::naturally(&mut funds);
    funds.dedup();
    for fund in funds {
        for slot in Slot::ALL {
            level(context, ledger, fund, slot);
        }
    }
}

/// Paths of one depth, the first time each is stated.
fn at_depth(narrative: &Narrative, fund: Fund, slot: Slot, depth: usize) -> Map<Vec<String>, FigureId> {
    let mut out = Map::new();
    for s in narrative.statements.iter().filter(|s| s.fund == fund) {
        if let (Some(path), Some(id)) = (&s.path, s.amount(slot))
            && path.len() == depth
        {
            out.entry(path.clone()).or_insert(id);
        }
    }
    out
}

fn level(context: &Context, ledger: &mut Ledger, fund: Fund, slot: Slot) {
    let narrative = narrative(context);
    let classes = at_depth(narrative, fund, slot, 1);
    let items = at_depth(narrative, fund, slot, 3);
    let total = total(narrative, fund, slot);
    let label = |name: &str| format!("{name}{}", if slot.is_budget() { " 预算数" } else { "" });
    let mut sums: Vec<Sum> = Vec::new();
    for (path, &class) in &classes {
        let parts: Vec<FigureId> = items.iter().filter(|(p, _)| p[0] == path[0]).map(|(_, &id)| id).collect();
        if !parts.is_empty() {
            sums.push(Sum { total: class, parts, subject: label(&path[0]) });
        }
    }
    let sound = |s: &Sum| context.is_sound(&Relation::sum(s.total, s.parts.iter().copied()));
    let listed = sums.iter().filter(|s| sound(s)).count();
    let complete = listed >= 2 || sums.len() == 1 && listed == 1;
    if let Some((name, total)) = total {
        for parts in [&classes, &items] {
            if parts.len() < 2 {
                continue;
            }
            let all = Sum { total, parts: parts.values().copied().collect(), subject: label(&name) };
            let over = exceeds(context, &all);
            let claims =
                std::ptr::eq(parts, &classes) && shares_claim_all(narrative, context, fund, &classes);
            // A class of which no item is told shows that not all items are.
            let untold = classes.iter().filter(|(_, id)| !context.figures[**id].value().is_zero());
            let each_told = untold.filter(|(class, _)| !items.keys().any(|i| i[0] == class[0])).count() == 0;
            let listed_out = complete && each_told && listed * 2 > sums.len() && items.len() >= 2;
            if sound(&all)
                || over
                || claims
                || (!std::ptr::eq(parts, &classes) && listed_out && listed + 1 >= sums.len())
            {
                ledger.check(context, &RULE, all.subject, Relation::sum(all.total, all.parts));
            } else if slot.is_budget() && parts.len() >= 3 && spent_in_full(context, fund, parts)
                || slot == Slot::Amount && classes.is_empty() && parts.len() > 3
            {
                // An item of which nothing was spent may have been left out: only what a slip of the pen leaves is told.
                let (subject, relation) = (all.subject, Relation::sum(all.total, all.parts.iter().copied()));
                if slip_explains(context.figures, all.total, &all.parts) {
                    ledger.check_as(context, &RULE, Severity::Warning, subject, relation, None);
                }
            }
        }
    }
    for sum in sums {
        if sound(&sum) || exceeds(context, &sum) || listed >= 2 && listed * 2 > sums_len(&classes, &items) {
            ledger.check(context, &RULE, sum.subject, Relation::sum(sum.total, sum.parts));
        }
    }
}

fn sums_len(classes: &Map<Vec<String>, FigureId>, items: &Map<Vec<String>, FigureId>) -> usize {
    classes.keys().filter(|c| items.keys().any(|i| i[0] == c[0])).count()
}

/// Is all that was spent told of just these?
fn spent_in_full(context: &Context, fund: Fund, parts: &Map<Vec<String>, FigureId>) -> bool {
    let narrative = narrative(context);
    let Some(depth) = parts.keys().next().map(Vec::len) else { return false };
    let spent = at_depth(narrative, fund, Slot::Amount, depth);
    let Some((_, total)) = total(narrative, fund, Slot::Amount) else { return false };
    spent.keys().eq(parts.keys()) && context.is_sound(&Relation::sum(total, spent.into_values()))
}

/// The parts together are more than the whole: nothing left out can explain that.
fn exceeds(context: &Context, sum: &Sum) -> bool {
    let parts = sum.parts.iter().map(|&id| context.figures[id].value()).total();
    parts > context.figures[sum.total].value()
}

/// The shares of the classes that have an amount add up to 100%.
fn shares_claim_all(
    narrative: &Narrative,
    context: &Context,
    fund: Fund,
    classes: &Map<Vec<String>, FigureId>,
) -> bool {
    let mut sum = rust_decimal::Decimal::ZERO;
    let mut shares = 0;
    let mut seen = crate::order::Set::new();
    for s in narrative.statements.iter().filter(|s| s.fund == fund) {
        if let Some(path) = s.path.as_ref().filter(|p| classes.contains_key(*p))
            && seen.insert(path.clone())
            && let Some(share) = s.shares.first()
        {
            sum += context.figures[share.figure].value();
            shares += 1;
        }
    }
    shares >= 2 && (sum - rust_decimal::Decimal::ONE).abs() < rust_decimal::Decimal::new(1, 3)
}

/// The expenditure of the fund, in the section that lists the classes or near it.
fn total(narrative: &Narrative, fund: Fund, slot: Slot) -> Option<(String, FigureId)> {
    let first = narrative.statements.iter().position(|s| s.fund == fund && s.path.is_some())?;
    let section = narrative.section(first);
    narrative
        .statements
        .iter()
        .enumerate()
        .filter(|(j, s)| {
            // Where no heading names a fund, the total stated last in the section of the classes is theirs.
            let unnamed = fund == Fund::All && *j < first && narrative.section(*j) == section;
            s.subject.as_ref().is_some_and(|x| {
                (x.fund == fund || unnamed)
                    && matches!(x.name.as_str(), "本年支出合计" | "支出总计" | "收入支出总计")
            })
        })
        .filter_map(|(j, s)| s.amount(slot).map(|id| (j, s, id)))
        .min_by_key(|(j, s, _)| {
            let shared = section.iter().zip(narrative.section(*j)).take_while(|(a, b)| a == b).count();
            let plain = s.subject.as_ref().is_some_and(|x| x.name == "本年支出合计");
            (!plain, usize::MAX - shared, first.abs_diff(*j))
        })
        .map(|(_, s, id)| (s.label.clone(), id))
}
