use super::support::{name, narrative};
use crate::document::Holds;
use crate::figure::{FigureId, Figures};
use crate::ledger::{Context, Ledger};
use crate::number::Arithmetic as _;
use crate::number::Unit;
use crate::order::Map;
use crate::recognise::lexicon::{self, COMPOSITIONS};
use crate::recognise::narrative::role::label;
use crate::recognise::narrative::words::{self, Base};
use crate::recognise::narrative::{Change, Narrative, Slot, Statement, is_deed};
use crate::relation::Relation;

rule! {
    /// # 同一数前后不一致 / The same amount stated twice
    ///
    /// ## 检查什么
    /// 情况说明中多次出现的同一项目、同一口径的金额应相同：收支总计、本年收入支出、“三公”经费及其分项、各功能科目等；
    /// 金额相同的两处，较上年的增减额、增减率也应相同。
    ///
    /// ## 依据
    /// 同一项目只有一个决算数（预算数）。
    ///
    /// ## 示例
    /// 第九部分开头“公务接待费支出0.55万元”，后文“公务接待费0.55万元”，再后“决算数0.55万元”，三处相同。
    ///
    /// ## 例外
    /// 单位不同（元、万元）的先换算，精度不同的按较粗的精度比较；从属于其他项目的同名金额不比较。
    ///
    /// ## In English
    /// The same amount stated at several places of the narrative must be the same, and so must its change from the year
    /// before.
    "GJ113", Error, run,
    fires: [
        "财政拨款“三公”经费支出18.05万元，其中：因公出国（境）费支出0.00万元，公务用车购置及运行维护费支出17.50万元，公务接待费支出0.55万元。\n公务接待费5.50万元，用于接待调研。",
        "本年收入10,171.54万元。\n本年收入合计10,117.54万元，比上年增加100.00万元。",
        "收入、支出预算总计1,591.11万元，比上年增加10.00万元。其中：\n（一）收入预算总计1,591.16万元。\n（二）支出预算总计1,591.16万元。",
    ],
    silent: [
        "商务部“三公”经费支出6,083.70万元，比上年减少87.71万元。\n工商总局“三公”经费支出1,037.50万元，比预算减少65.90万元。",
        "2015年中央本级“三公”经费预算63.16亿元。\n据统计，21个部门“三公”经费总额约为13.04亿元，与2014年预算总额14.25亿元相比，降幅约8.5%。",
        "财政拨款“三公”经费支出18.05万元，其中：因公出国（境）费支出0.00万元，公务用车购置及运行维护费支出17.50万元，公务接待费支出0.55万元。\n公务接待费0.55万元，用于接待调研。",
        "本年收入10,171.54万元。\n本年收入合计10171.5万元，比上年增加100.00万元。",
        "收入、支出预算总计1,591.16万元，比上年增加10.00万元。其中：\n（一）收入预算总计1,591.16万元。\n（二）支出预算总计1,591.16万元。",
        "收支总计3,182.32万元，其中：收入总计1,591.16万元，支出总计1,591.16万元。",
        "项目支出500.00万元，其中：人员经费20.00万元，设备购置480.00万元。\n人员经费1,221.50万元。",
        "（一）职工基本医疗保险基金。本年收入300.00亿元，本年支出280.00亿元。\n（二）失业保险基金。本年收入20.00亿元，本年支出15.00亿元。",
        "一、职工基本医疗保险基金\n本年收入300.00亿元，本年支出280.00亿元。\n二、失业保险基金\n本年收入20.00亿元，本年支出15.00亿元。",
    ],
}

/// 绩效自评项目8个，涉及资金X万元: where that is all that was spent on projects or in all, it is told twice.
fn evaluated(context: &Context, ledger: &mut Ledger) {
    const TOTALS: [&str; 6] =
        ["项目支出", "本年支出合计", "支出总计", "收入总计", "收入支出总计", "本年收入合计"];
    let narrative = narrative(context);
    let exact = |id: FigureId| {
        let quantity = &context.figures[id].quantity;
        quantity.unit.is_money() && quantity.value.mantissa().unsigned_abs() >= 1000
    };
    let totals: Vec<FigureId> = narrative
        .statements
        .iter()
        .filter(|s| s.subject.as_ref().is_some_and(|own| TOTALS.contains(&own.name.as_str())))
        .flat_map(|s| s.amounts.iter().map(|&(_, id)| id))
        .collect();
    for statement in &narrative.statements {
        let text = narrative.passages.get(statement.passage).map_or("", |p| p.text.as_str());
        let Some(id) = statement.amount(Slot::Amount).filter(|&id| exact(id)) else { continue };
        if statement.subject.is_some() && !statement.label.contains("资金") || !text.contains("绩效") {
            continue;
        }
        let same = |&&other: &&FigureId| {
            other != id
                && context.figures[other].quantity.unit == context.figures[id].quantity.unit
                && context.figures[other].value() == context.figures[id].value()
        };
        if let Some(&other) = totals.iter().find(same) {
            ledger.confirm(context, &RULE, name(statement), Relation::equality(id, other));
        }
    }
}

fn run(context: &Context, ledger: &mut Ledger) {
    evaluated(context, ledger);
    let narrative = narrative(context);
    let mut last: Map<(String, String, Slot), FigureId> = Map::new();
    let mut stated_by: Map<FigureId, usize> = Map::new();
    let mut changed: Map<(String, String), (usize, usize)> = Map::new();
    let places = places(narrative);
    for (i, statement) in narrative.statements.iter().enumerate() {
        let Some(mut key) = key(narrative, i, statement, context.figures) else { continue };
        if let Some(place) = places.get(&statement.passage) {
            key.iter_mut().for_each(|(_, fund)| *fund = format!("{fund} {place}"));
        }
        for name_key in &key {
            changes(context, ledger, &mut changed, name_key, i);
        }
        for &(slot, id) in &statement.amounts {
            let unit = &context.figures[id].quantity.unit;
            if !(unit.is_money() || matches!(unit, Unit::Counted(_))) {
                continue;
            }
            stated_by.insert(id, i);
            for (name_key, fund) in &key {
                // 绩效评价项目2个，全年执行数30万元: how many there are is not what they cost.
                let fund = &match unit {
                    Unit::Counted(of) => format!("{fund}/{of}"),
                    _ => fund.clone(),
                };
                agreeing(context, ledger, &last, (name_key, fund, slot), id);
                if let Some(before) = last.insert((name_key.clone(), fund.clone(), slot), id) {
                    let earlier = stated_by.get(&before).copied();
                    if earlier.is_some_and(|j| are_told_side_by_side(narrative, j, i))
                        && !context.is_sound(&Relation::equality(id, before))
                    {
                        continue;
                    }
                    let other = earlier.and_then(|j| narrative.statements.get(j));
                    // 一般公共预算收入X万元，加上…，收入合计Y万元: two names in one sentence are two things.
                    if other.is_some_and(|o| are_set_apart(o, statement) || are_of_two(o, statement))
                        && !context.is_sound(&Relation::equality(id, before))
                    {
                        continue;
                    }
                    ledger.check(context, &RULE, name(statement), Relation::equality(id, before));
                }
            }
        }
    }
}

/// 收支总计200万元，其中：收入总计100万元，支出总计100万元: the two together.
fn is_twice(whole: &Statement, part: &Statement, figures: &Figures) -> bool {
    let value = |s: &Statement| s.amount(Slot::Amount).map(|id| figures[id].value());
    value(whole).zip(value(part)).is_some_and(|(whole, part)| whole == part.bounded_sum(part))
}

/// The same amount told in two places has changed by the same, against the same year.
fn changes(
    context: &Context,
    ledger: &mut Ledger,
    last: &mut Map<(String, String), (usize, usize)>,
    key: &(String, String),
    i: usize,
) {
    let statements = &narrative(context).statements;
    let told = |(i, c): (usize, usize)| Some((statements.get(i)?, statements.get(i)?.changes.get(c)?));
    let Some(statement) = statements.get(i) else { return };
    for (c, change) in statement.changes.iter().enumerate() {
        if change.base != Base::LastYear
            || change.comparable
            || change.amount.is_none() && change.rate.is_none()
        {
            continue;
        }
        let Some((before, other)) = last.insert(key.clone(), (i, c)).filter(|&(j, _)| j != i).and_then(told)
        else {
            continue;
        };
        let (Some(now), Some(then)) = (statement.amount(Slot::Amount), before.amount(Slot::Amount)) else {
            continue;
        };
        let way = |change: &Change| change.amount_word.or(change.rate_word).and_then(|word| word.direction);
        if context.figures[now].value() != context.figures[then].value() || way(change) != way(other) {
            continue;
        }
        for (one, two) in [(change.amount, other.amount), (change.rate, other.rate)] {
            if let (Some(one), Some(two)) = (one, two) {
                let subject = format!("{} 较上年增减", name(statement));
                ledger.check(context, &RULE, subject, Relation::equality(one, two));
            }
        }
    }
}

/// 甲市一般公共预算收入X亿元，全市支出…。 乙市一般公共预算收入Y亿元，全市支出…。: paragraphs that begin with the names of several places,
/// and the place of each.
fn places(narrative: &Narrative) -> Map<usize, &str> {
    let mut found: Map<usize, &str> = Map::new();
    let mut named: Map<&str, &str> = Map::new();
    let mut several = false;
    for run in narrative.statements.chunk_by(|a, b| a.passage == b.passage) {
        let Some(first) = run.first() else { continue };
        let Some(name) = place_in(&first.label) else { continue };
        let rest = first.label.get(name.len()..).unwrap_or("");
        several |= named.insert(rest, name).is_some_and(|other| other != name);
        found.insert(first.passage, name);
    }
    if several { found } else { Map::new() }
}

/// 太原市, at the beginning of a label that goes on.
fn place_in(label: &str) -> Option<&str> {
    let (at, end) = label.char_indices().skip(1).take(6).find(|(_, c)| "市县区州盟旗镇乡".contains(*c))?;
    let whole = label.starts_with(['全', '我', '本', '该', '各', '城', '地', '社', '园', '辖']);
    let name = label.get(..at + end.len_utf8())?;
    (!whole && name.len() < label.len()).then_some(name)
}

/// A heading that is nothing but the name of a fund or of a unit whose own figures follow.
fn is_holder(heading: &str) -> bool {
    const ENDS: &[&str] = &[
        "保险基金",
        "保险",
        "基金",
        "局",
        "中心",
        "院",
        "学校",
        "中学",
        "小学",
        "研究所",
        "机关",
        "委员会",
        "站",
        "大队",
        "支队",
        "馆",
        "医院",
    ];
    const TOPICS: &[&str] = &[
        "收入", "支出", "收支", "预算", "决算", "经费", "情况", "说明", "财政", "拨款", "资金", "政府",
        "绩效", "采购", "结转", "概况", "运行",
    ];
    ENDS.iter().any(|end| heading.ends_with(end)) && !heading.holds_any(TOPICS)
}

/// The name that a numbered paragraph begins with, a sentence of its own.
fn item_name(text: &str) -> Option<String> {
    let (head, _) = text.split_once(['。', ':'])?;
    words::starts_item(text).then(|| label(head))
}

/// 各项基金中，最大的是养老保险基金。2023年收入…: the insurance that a clause before names.
fn insurance_named(before: &str) -> Option<String> {
    let named = |clause: &&str| clause.ends_with("保险基金") && is_holder(clause);
    before.rsplit(['。', ',', ';', ':']).find(named).map(str::to_string)
}

/// The level of government that a heading names.
fn level_in(heading: &str) -> Option<&'static str> {
    const WHOLE: [&str; 6] = ["全省", "全市", "全县", "全区", "全州", "全旗"];
    if heading.contains("本级") { Some("本级") } else { heading.holds_any(&WHOLE).then_some("全") }
}

/// 行政编制X人，实有人数Y人；事业编制Z人，实有人数W人: after a ; something else is spoken of, and of that the same is told.
fn are_told_side_by_side(narrative: &Narrative, one: usize, other: usize) -> bool {
    let (Some(first), Some(last)) = (narrative.statements.get(one), narrative.statements.get(other)) else {
        return false;
    };
    let between = narrative.statements.get(one + 1..other).unwrap_or_default();
    (first.passage, first.sentence, &first.label) == (last.passage, last.sentence, &last.label)
        && last.before != ';'
        && between.iter().any(|s| s.before == ';')
}

/// 商务部“三公”经费X万元。…工商总局“三公”经费Y万元: of two units, neither name of which ends as the other does.
fn are_of_two(one: &Statement, other: &Statement) -> bool {
    let bare = |label: &str| lexicon::owner(label.trim_end_matches(['支', '出', '决', '算', '数']));
    let owner = |s: &Statement| lexicon::owner(&s.label).or_else(|| bare(&s.label));
    let (Some(one), Some(other)) = (owner(one), owner(other)) else { return false };
    !one.ends_with(&other) && !other.ends_with(&one)
}

fn are_set_apart(one: &Statement, other: &Statement) -> bool {
    one.passage == other.passage && one.sentence == other.sentence && one.label != other.label
}

/// Totals of different funds that are the same confirm each other; where they differ nothing follows.
fn agreeing(
    context: &Context,
    ledger: &mut Ledger,
    last: &Map<(String, String, Slot), FigureId>,
    (name, fund, slot): (&str, &str, Slot),
    id: FigureId,
) {
    if !matches!(name, "基本支出" | "本年支出合计" | "收入总计" | "支出总计" | "本年收入合计")
    {
        return;
    }
    for other in ["All", "Fiscal", "GeneralPublic"].into_iter().filter(|f| *f != fund) {
        if let Some(&before) = last.get(&(name.to_string(), other.to_string(), slot))
            && context.figures[before].value() == context.figures[id].value()
            && !context.figures[id].value().is_zero()
        {
            ledger.check(context, &RULE, name, Relation::equality(id, before));
        }
    }
}

/// Under which names a statement's amounts are compared. 收入支出总计 is both totals.
fn key(
    narrative: &Narrative,
    i: usize,
    statement: &Statement,
    figures: &Figures,
) -> Option<Vec<(String, String)>> {
    if statement.interim || is_deed(&statement.label) {
        return None;
    }
    let fund = format!("{:?}", statement.subject.as_ref().map_or(statement.fund, |s| s.fund));
    // 2022年预算…，2021年决算…: what is told of two years is told of two things.
    let fund = statement.year.map_or(fund.clone(), |year| format!("{fund} {year}"));
    // 一、养老保险基金 本年收入…。二、医疗保险基金 本年收入…: what is told under the names of two holders is told of two.
    // (二)失业保险基金。本年收入…: so is what an item tells that begins with the name.
    let text = narrative.passages.get(statement.passage).map_or("", |p| p.text.as_str());
    let item = item_name(text).or_else(|| insurance_named(text.get(..statement.at.start)?));
    let above = || narrative.section(i).iter().rev().find(|h| is_holder(h)).cloned();
    let fund = match item.filter(|h| is_holder(h)).or_else(above) {
        Some(holder) => format!("{fund} {holder}"),
        None => fund,
    };
    // (一)全市一般公共预算 结转…。(二)市本级一般公共预算 结转…: what is told of two levels is told of two.
    let fund = match narrative.section(i).iter().rev().find_map(|h| level_in(h)) {
        Some(level) => format!("{fund} {level}"),
        None => fund,
    };
    if let Some(path) = &statement.path {
        if path.iter().any(String::is_empty) {
            return None;
        }
        return Some(vec![(path.join("/"), fund)]);
    }
    let subject = statement.subject.as_ref()?;
    if let Some(parent) = statement.parent {
        let whole = narrative.statements.get(parent)?;
        let proper = whole.subject.as_ref().is_some_and(|w| {
            let both = w.name == "收入支出总计" && matches!(subject.name.as_str(), "收入总计" | "支出总计");
            if both {
                return !is_twice(whole, statement, figures);
            }
            COMPOSITIONS
                .iter()
                .any(|c| c.whole == w.name && c.parts.iter().any(|(part, _)| *part == subject.name))
        });
        if !proper {
            return None;
        }
    }
    // (二)项目支出情况 tells of the unit's own expenditure on projects, no other heading that names projects does.
    let whole = |h: &str| h.contains("项目支出情况") || h.contains("项目支出决算情况");
    let of_projects = |h: &str| h.contains("绩效") || h.contains("项目") && !whole(h);
    let odd_place = narrative.section(i).iter().any(|h| of_projects(h));
    if odd_place || matches!(subject.name.as_str(), "会议费" | "培训费" | "车辆") {
        return None;
    }
    // 基本支出中的… speaks of a part of something else.
    if statement.topic.is_some() && statement.parent.is_none() && statement.inherited {
        return None;
    }
    Some(match subject.name.as_str() {
        "收入支出总计" => vec![("收入总计".to_string(), fund.clone()), ("支出总计".to_string(), fund)],
        other => vec![(other.to_string(), fund)],
    })
}
