use super::said::{Role, Said, read};
use crate::document::Holds;
use crate::ledger::{Context, Ledger};
use crate::relation::{Expression, Relation, RelationKind};

rule! {
    /// # 年初预算、追加与全年预算不符 / The budget of the year, what was added, the budget adjusted
    ///
    /// ## 检查什么
    /// 一句话里先写年初预算，再写追加（调减），接着写全年预算（调整后预算）的，年初＋追加－调减应等于全年预算；先写预算总数，其中年初多少、追加多少的，也是这样。
    ///
    /// ## 依据
    /// 调整后的预算由年初预算和年中的追加、调减构成；自评表的全年预算数即调整后的预算。
    ///
    /// ## 示例
    /// “年初预算数800.00万元，年中追加200.00万元，全年预算数1,000.00万元”，相符。
    ///
    /// ## 例外
    /// 中间还有其他金额的，追加之后没有紧接着写全年预算的，不判断。
    ///
    /// ## In English
    /// What was budgeted at first, with what was added and taken away in the year, is the budget as adjusted.
    "GJ324", Warning, run,
    fires: [
        "二、项目资金情况\n该项目年初预算数800.00万元，年中追加200.00万元，全年预算数1,200.00万元。",
        "二、项目资金情况\n年初部门预算批复1200万元，年中追加预算300万元，调减预算50万元，调整后预算1540万元。",
        "二、项目资金情况\n年初批复预算1200万元（含年初结转60万元），年中追加300万元、调减50万元，调整后预算1540万元。",
        "二、收支情况\n2023年部门预算收入1,880.00万元，其中：年初部门预算1,520.00万元，追加预算340.00万元。",
    ],
    silent: [
        "二、项目资金情况\n该项目年初预算数800.00万元，年中追加200.00万元，全年预算数1,000.00万元。",
        "二、收支情况\n2023年部门预算收入1,860.00万元，其中：年初部门预算1,520.00万元，追加预算340.00万元。",
        "二、收支情况\n2023年部门预算收入1,880.00万元，其中：年初部门预算1,520.00万元，追加预算340.00万元，上年结转20.00万元。",
        "二、项目资金情况\n年初部门预算批复1200万元，年中追加预算300万元，调减预算50万元，调整后预算1450万元。",
        "二、项目资金情况\n年初预算安排2340万元，年中追加180万元，另有部分项目资金收回，调整后预算2487万元。",
        "二、项目资金情况\n甲项目年初预算数800.00万元，年中追加200.00万元；全部项目全年预算数5,000.00万元。",
        "二、项目资金情况\n年初预算数800.00万元，上年结转20.00万元，年中追加200.00万元，其中中央资金150.00万元，全年预算数1,050.00万元。",
    ],
}

fn run(context: &Context, ledger: &mut Ledger) {
    for passage in &context.recognised.narrative.passages {
        if !passage.text.contains("年初") && !passage.text.contains('原') {
            continue;
        }
        // 年初预算X万元(含上年结转Y万元): what stands in brackets is no step.
        let outside = |s: &Said| {
            let before = passage.slice(0..s.at.start);
            before.matches('(').count() <= before.matches(')').count()
        };
        let said: Vec<Said> = read(context, passage).into_iter().filter(outside).collect();
        for first in 0..said.len() {
            let told = adjusted(&said[first..]).or_else(|| divided(&said[first..]));
            let Some(relation) = told else { continue };
            // 年中追加X万元，另有部分资金收回，调整后预算Y万元: not all that changed it is told as an amount.
            let last = said.iter().find(|s| relation.stated_figure() == Some(s.figure));
            let between =
                said.get(first).zip(last).map(|(from, to)| (from.at.end.min(to.at.start), to.at.start));
            let text = between.map_or("", |(from, to)| passage.slice(from..to));
            if text.holds_any(&["另", "等", "部分", "其余", "其他"]) {
                ledger.confirm(context, &RULE, "全年预算数", relation);
            } else {
                ledger.check(context, &RULE, "全年预算数", relation);
            }
        }
    }
}

/// The adjusted budget from the budget that these begin with.
fn adjusted(said: &[Said]) -> Option<Relation> {
    let (first, rest) = said.split_first()?;
    let named = |s: &Said, words: &[&str]| s.words.holds_any(words);
    if first.role != Role::Budget || !named(first, &["年初", "原预算", "原批复"]) || first.listed {
        return None;
    }
    let changes = rest.iter().take_while(|s| matches!(s.role, Role::Raised | Role::Cut)).count();
    let last = rest.get(changes).filter(|_| changes > 0)?;
    let one = rest.iter().take(changes + 1).all(|s| s.segment == first.segment && !s.listed);
    // 上年结转 may be counted in either.
    let added = rest
        .iter()
        .take(changes)
        .all(|s| named(s, &["追加", "调增", "增加", "调减", "追减", "核减", "压减"]));
    let full = last.role == Role::Budget && named(last, &["全年预算", "调整后", "调整预算数", "预算调整为"]);
    let mut terms = vec![Expression::Figure(first.figure)];
    terms.extend(rest.iter().take(changes).map(|s| match s.role {
        Role::Cut => Expression::Negate(Box::new(Expression::Figure(s.figure))),
        _ => Expression::Figure(s.figure),
    }));
    (one && added && full).then(|| Relation::equal(RelationKind::Sum, last.figure, Expression::Sum(terms)))
}

/// 预算收入X万元，其中：年初预算Y万元，追加预算Z万元, and no more.
fn divided(said: &[Said]) -> Option<Relation> {
    let [whole, first, rest @ ..] = said else { return None };
    let planned = matches!(whole.role, Role::Budget | Role::Whole | Role::Unknown);
    let whole_budget =
        planned && whole.words.contains("预算") && !whole.words.contains("年初") && !whole.listed;
    if !whole_budget || !first.listed || first.role != Role::Budget || !first.words.contains("年初") {
        return None;
    }
    let here: Vec<&Said> = rest.iter().take_while(|s| s.segment == whole.segment).collect();
    let changed = |s: &&Said| {
        matches!(s.role, Role::Raised | Role::Cut)
            && s.listed
            && s.words.holds_any(&["追加", "调增", "调减", "追减", "核减", "压减"])
    };
    if here.is_empty() || first.segment != whole.segment || !here.iter().all(changed) {
        return None;
    }
    let mut terms = vec![Expression::Figure(first.figure)];
    terms.extend(here.into_iter().map(|s| match s.role {
        Role::Cut => Expression::Negate(Box::new(Expression::Figure(s.figure))),
        _ => Expression::Figure(s.figure),
    }));
    Some(Relation::equal(RelationKind::Sum, whole.figure, Expression::Sum(terms)))
}
