use super::free_lists;
use super::support::{carried_out, carries_over, is_balance, is_zero, name, narrative, shares_leave_some};
use crate::diagnosis::{
    one_slip_mends, slip_explains, slip_may_explain, slip_plainly_explains, slip_surely_explains,
};
use crate::document::Holds;
use crate::figure::FigureId;
use crate::ledger::{Context, Ledger, Severity};
use crate::number::Arithmetic as _;
use crate::number::{Total, Unit};
use crate::recognise::Subject;
use crate::recognise::lexicon::{self, COMPOSITIONS};
use crate::recognise::narrative::role::{self, is_per_unit};
use crate::recognise::narrative::words;
use crate::recognise::narrative::{Group, Narrative, Slot, Statement};
use crate::relation::{Comparison, Expression, Relation, RelationKind, Stated};
use rust_decimal::Decimal;

rule! {
    /// # 合计与分项之和不符 / A total and its parts
    ///
    /// ## 检查什么
    /// “合计X万元，其中：A…，B…”中分项全部列出时，合计应等于分项之和：收入总计、支出总计、本年收入、本年支出、基本支出、
    /// “三公”经费、公务用车、政府采购、实有人数、编制、车辆用途、自评等级等。
    ///
    /// ## 依据
    /// 部门决算报表：收入总计 = 本年收入合计 + 使用非财政拨款结余 + 年初结转和结余；支出总计 = 本年支出合计 + 结余分配 + 年末结转和结余；
    /// 基本支出 = 人员经费 + 公用经费；“三公”经费 = 出国 + 公车 + 接待；公车 = 购置 + 运行；政府采购 = 货物 + 工程 + 服务。
    ///
    /// ## 示例
    /// 基本支出1,335.32万元，其中：人员经费1,221.50万元，公用经费113.82万元：1,221.50 + 113.82 = 1,335.32，相符。
    ///
    /// ## 例外
    /// 各数都按四舍五入，n 项相加允许末位差；没有列出的项目视为零；只列出部分分项的，不判断是否相等，只判断分项之和不应超过合计；没有“等”“主要”的完整一句，所差之数恰是一处笔误所致而几乎不会是偶然的，作提示。
    ///
    /// ## In English
    /// A total whose parts are all listed must be their sum; parts that are only some of it must not exceed it.
    "GJ107", Error, run,
    fires: [
        "2024年度收入总计10,676.61万元，其中：本年收入合计10,171.54万元，使用非财政拨款结余（含专用结余）0.00万元，年初结转和结余550.07万元。",
        "一般公共预算财政拨款基本支出 5377.64 万元。其中：人员经费 4884.09 万元，主要包括：基本工资、津贴补贴；公用经费 480.66 万元，主要包括：办公费。",
        "2024年度政府采购支出总额7,664.35万元，其中：政府采购货物支出23.35万元、政府采购工程支出0.00万元、政府采购服务支出7,461.00万元。",
        "2024年度，实有人数42人，其中：在职人员19人，离休人员0人，退休人员13人。",
        "共有车辆8辆，其中：部级领导干部用车0辆、机要通信用车1辆、应急保障用车0辆、执法执勤用车2辆、其他用车6辆。",
        "项目总投资21,631.25万元，其中：征地费11,250.40万元、建安费2,940.15万元、设计费3,440.70万元。",
        "人员经费4,100.00万元，主要包括：基本工资1,512.36万元、绩效工资1,347.92万元、住房公积金561.20万元、其他378.52万元。",
        "2025年财政拨款收支总预算5,200.00万元。支出包括：教育支出4,020.00万元、社会保障和就业支出260.00万元、卫生健康支出220.00万元、住房保障支出400.00万元。",
        "年末实有在职人员45人，其中：行政人员16人，事业人员26人。",
        "公务用车运行维护费2024年预算数70万元，其中：公务用车加油34万元，公务用车维修25万元，公务用车保险12万元，其他支出2万元，比2023年预算数减少2万元。",
        "2020年“三公”经费财政拨款安排4.94万元，其中：\n因公出国（境）费7.79万元，比上年减少0.06万元，下降0.76%。\n公务接待费18.93万元，比上年减少4.57万元，下降19.45%。\n公务用车运行维护费22.67万元，比上年增加3.78万元，增长20.01%。\n公务用车购置费0.00万元，比上年无增减变化。",
        "某镇“三公”经费决算数共计53.50万元，其中：公务接待费15.50万元，公务用车运行维护费20.00万元。",
        "本项目综合得分为97.70分，自评等级为“优”。其中：预算执行率得分9.07分，产出指标得分48.00分，效益指标得分30.00分，满意度指标得分10.00分。",
        "收入决算总额为6754.31万元，其中财政拨款5277.62万元，年初结转3476.69万元。",
        "2022年末共有车辆6辆，其中：应急保障用车4辆、执法执勤用车1辆；单位价值50万元以上通用设备1台（套）。",
        "2021年末共有车辆2辆，其中：一般公务用车9辆；单价50万元以上通用设备0台（套）。",
        "“自评结果”：10个项目平均得分95.8分，各项目得分分别为：办公楼维修97.7分、信息化运维99.4分。困难职工帮扶等2个项目平均得分96.80分，其中：困难职工帮扶99.50分、职工活动97.70分。",
        "绩效自评的2024年度项目39个，平均得分99.33分（其中，绩效评级为“优”的项目36个；绩效评级为“良”的项目2个；绩效评级为“合格”的项目0个；绩效评级为“不合格”的项目0个）。",
    ],
    silent: [
        "2024年度收入总计10,676.61万元，其中：本年收入合计10,171.54万元，使用非财政拨款结余（含专用结余）0.00万元，年初结转和结余505.07万元。",
        "一般公共预算财政拨款基本支出 5364.75 万元。其中：人员经费 4884.09 万元，主要包括：基本工资、津贴补贴；公用经费 480.66 万元，主要包括：办公费。",
        "收入总计581.45万元，其中：本年收入382.17万元，使用非财政拨款结余8.38万元，年初结转和结余190.89万元。",
        "“三公”经费支出22.62万元，其中：公务用车运行维护费20.10万元，占88.86%；公务接待费2.52万元，占11.14%。",
        "项目总投资21,631.25万元，其中：征地费11,250.40万元、建安费2,940.15万元、设计费340.70万元。",
        "项目总投资21,631.25万元，其中主要有：征地费11,250.40万元、建安费2,940.15万元、设计费3,440.70万元。",
        "项目支出100.00万元，其中：设备购置项目60.00万元，其余为零星支出。",
        "全县教育经费总投入737.28万元，其中：国家财政性教育经费645.07万元，一般公共预算教育经费612.69万元。",
        "全市收入完成856.8亿元，其中：税收收入完成579.9亿元；全市支出完成1611.9亿元。",
        "2023年度支出总计14,092.9万元，其中：基本支出4,904.4万元，占34.80%；项目支出5,366.5万元，占38.08%。",
        "一共有19个教学班，在职教师32人（跟岗1人，交流1人），临聘人员47人（含保安5名）。",
        "本单位2021年度财政拨款收入总计465.74万元，其中：年初财政拨款结转和结余55.90万元；财政拨款支出总计465.74万元，其中：年末财政拨款结转和结余2.06万元。",
        "收入预算总额为910.87万元。其中：财政拨款收入889.65万元，占收入预算总额的97.7%，包括财政补助收入509.65万元、纳入预算管理的资金180.00万元、专项收入200.00万元；上年结余21.22万元，占收入预算总额的2.3%。",
        "人员经费4,100.00万元，主要包括：基本工资1,500.00万元、绩效工资1,300.00万元、住房公积金380.00万元。",
        "年末实有在职人员45人，其中：行政人员19人，事业人员26人。",
        "公务用车运行维护费2024年预算数70万元，其中：公务用车加油31万元，公务用车维修25万元，公务用车保险12万元，其他支出2万元，比2023年预算数减少2万元。",
        "公务接待费支出预算11.60万元（其中：一般公共预算支出10.60万元；政府性基金预算支出1.00万元），支出决算0.50万元，完成预算的4.31%。",
        "某镇“三公”经费决算数共计35.50万元，其中：公务接待费15.50万元，公务用车运行维护费20.00万元。",
        "收入决算总额为6754.31万元，其中财政拨款3277.62万元，其他收入411.20万元。",
        "2021年度收入合计2,952.38万元，其中：财政拨款收入2,952.38万元，占100%；年初结转和结余124.42万元。",
        "2022年末共有车辆6辆，其中：应急保障用车4辆、执法执勤用车2辆；单位价值50万元以上通用设备1台（套）。",
        "2021年末共有车辆12辆，其中主要是执法执勤用车9辆。",
        "2个项目平均得分98.60分，其中：困难职工帮扶99.50分、职工活动97.70分。",
        "年末在职人员45人，其中：行政人员19人，事业人员20人，其他为劳务派遣人员。",
        "2022年度财政拨款本年收入1,710.78万元，本年支出854.12万元。其中：一般公共预算财政拨款本年收入856.66万元，本年支出854.12万元。",
    ],
}

fn run(context: &Context, ledger: &mut Ledger) {
    let narrative = narrative(context);
    for group in &narrative.groups {
        for slot in Slot::ALL {
            slot_sum(context, ledger, group, slot);
        }
    }
    by_topic(context, ledger);
    by_name(context, ledger);
    by_subject(context, ledger);
    free_lists::sums(context, ledger, &RULE);
}

/// “三公”经费X万元。具体情况：一、因公出国（境）费…。二、公务用车购置及运行维护费…。三、公务接待费…。: the parts stand in sections of their own.
/// Where the whole report tells but one amount of each, they are what the whole is made of.
fn by_subject(context: &Context, ledger: &mut Ledger) {
    const SPREAD: [&str; 2] = ["“三公”经费", "公务用车购置及运行维护费"];
    let narrative = narrative(context);
    let one = |name: &str| {
        let told = narrative.statements.iter().filter(|s| s.subject.as_ref().is_some_and(|o| o.name == name));
        let mut told = told.filter(|s| s.amount(Slot::Amount).is_some());
        let first = told.next()?;
        let id = first.amount(Slot::Amount)?;
        let plain = |s: &Statement| !s.interim && s.year.is_none();
        let same = |s: &Statement| {
            let other = s.amount(Slot::Amount).map(|id| context.figures[id].value());
            plain(s) && other == Some(context.figures[id].value())
        };
        (plain(first) && told.all(same)).then_some(id)
    };
    for name in SPREAD {
        let listed = narrative.groups.iter().any(|g| {
            let whole = narrative.statements.get(g.whole).and_then(|s| s.subject.as_ref());
            g.complete && whole.is_some_and(|s| s.name == name)
        });
        let Some(whole) = one(name).filter(|&id| !listed && !is_zero(context, id)) else { continue };
        for composition in COMPOSITIONS.iter().filter(|c| c.whole == name) {
            let parts: Option<Vec<FigureId>> = composition.parts.iter().map(|(part, _)| one(part)).collect();
            let Some(parts) = parts else { continue };
            let relation = Relation::sum(whole, parts.iter().copied());
            let told = parts.iter().filter(|id| !is_zero(context, **id)).count();
            if context.is_sound(&relation) || told >= 2 && slip_explains(context.figures, whole, &parts) {
                ledger.check_as(context, &RULE, Severity::Warning, name, relation, None);
                break;
            }
        }
    }
}

/// 公务用车运行维护费中，加油…，维修…，保险…: what a sentence lists of its topic, where it adds up; where the lexicon knows
/// the topic to be made of just these parts, it must.
fn by_topic(context: &Context, ledger: &mut Ledger) {
    let narrative = narrative(context);
    let own = |s: &Statement| (s.passage, s.sentence, s.topic.clone());
    for run in narrative.statements.chunk_by(|a, b| own(a) == own(b)) {
        let Some(topic) = run.first().and_then(|s| lexicon::canonical(s.topic.as_deref()?, s.fund)) else {
            continue;
        };
        let parts: Option<Vec<FigureId>> = run.iter().map(|s| s.amount(Slot::Amount)).collect();
        let Some(parts) = parts.filter(|p| p.len() >= 2 && run.iter().all(|s| s.parent.is_none())) else {
            continue;
        };
        let wholes = narrative.index.subject(&topic).iter().filter_map(|&i| narrative.statements.get(i));
        let mut wholes = wholes
            .filter_map(|s| s.amount(Slot::Amount))
            .filter(|&id| !is_zero(context, id) && are_alike(context, id, &parts));
        if consists_of(&topic, run) {
            if let Some(whole) = wholes.next() {
                ledger.check(context, &RULE, topic.name.as_str(), Relation::sum(whole, parts));
            }
            continue;
        }
        // Zeros add up to anything.
        let told = parts.iter().filter(|id| !is_zero(context, **id)).count();
        if told < 2 {
            continue;
        }
        let wholes: Vec<FigureId> = wholes.collect();
        let relation = |whole: FigureId| Relation::sum(whole, parts.iter().copied());
        let sound = wholes.iter().any(|&whole| context.is_sound(&relation(whole)));
        for &whole in &wholes {
            ledger.confirm(context, &RULE, topic.name.as_str(), relation(whole));
        }
        // What a slip of the pen leaves, where all that is told of the whole is one amount.
        let slip = |whole: &&FigureId| slip_explains(context.figures, **whole, &parts);
        let [first, rest @ ..] = wholes.as_slice() else { continue };
        let one = rest.iter().all(|&id| context.figures[id].value() == context.figures[*first].value());
        if !sound
            && told >= 3
            && one
            && leaves_nothing_open(context, run)
            && let Some(&whole) = Some(first).filter(slip)
        {
            ledger.check_as(context, &RULE, Severity::Warning, topic.name.as_str(), relation(whole), None);
        }
    }
}

/// How many statements back the total may stand whose parts another paragraph lists.
const FARTHEST: usize = 40;

/// 上级补助收入X万元，其中：返还性收入Y万元，…。返还性收入中，甲A万元，乙B万元，丙C万元: the total stands in a paragraph before, under the name
/// that the list divides.
fn by_name(context: &Context, ledger: &mut Ledger) {
    let narrative = narrative(context);
    let statements = &narrative.statements;
    let mut from = 0;
    for run in statements.chunk_by(|a, b| (a.passage, a.sentence) == (b.passage, b.sentence)) {
        let first = from;
        from += run.len();
        let Some(head) = run.first().filter(|s| s.topic.is_none() && run.len() >= 2) else { continue };
        let text = narrative.passages.get(head.passage).and_then(|p| p.text.get(..head.at.start));
        let sentence = text.and_then(|t| t.rsplit('。').next()).unwrap_or("");
        let Some(name) = sentence.split(',').find_map(|clause| role::divided_by_name(clause)) else {
            continue;
        };
        let plain = |s: &Statement| s.parent.is_none() && s.depth == head.depth && s.amounts.len() == 1;
        let parts: Option<Vec<FigureId>> =
            run.iter().map(|s| s.amount(Slot::Amount).filter(|_| plain(s))).collect();
        let Some(parts) = parts else { continue };
        let before = statements.iter().take(first).rev().take(FARTHEST);
        let whole = before.filter(|s| s.label == name).find_map(|s| s.amount(Slot::Amount));
        let Some(whole) = whole.filter(|&id| !is_zero(context, id)) else { continue };
        let relation = Relation::sum(whole, parts.iter().copied());
        let slip = parts.len() >= 3
            && leaves_nothing_open(context, run)
            && slip_explains(context.figures, whole, &parts);
        if context.is_sound(&relation) || slip {
            ledger.check_as(context, &RULE, Severity::Warning, name, relation, None);
        }
    }
}

/// Money is not made up of points, nor of things.
fn are_alike(context: &Context, whole: FigureId, parts: &[FigureId]) -> bool {
    let is_money = |id: FigureId| context.figures[id].quantity.unit.is_money();
    parts.iter().all(|&part| is_money(part) == is_money(whole))
}

/// Are these, one by one, all the parts of a whole that is always made of them?
fn consists_of(whole: &Subject, parts: &[Statement]) -> bool {
    COMPOSITIONS.iter().any(|composition| {
        let known = |s: &Statement| {
            let own = s.subject.as_ref();
            own.is_some_and(|own| composition.parts.contains(&(own.name.as_str(), Some(own.fund))))
        };
        composition.whole == whole.name
            && composition.fund == Some(whole.fund)
            && composition.parts.len() == parts.len()
            && parts.iter().all(known)
    })
}

/// The amount of the whole right before the bracket of its parts, where the one meant otherwise stands behind them.
fn before_bracket(context: &Context, group: &Group, parts: &[FigureId], told: FigureId) -> Option<FigureId> {
    let statements = &narrative(context).statements;
    let (whole, first) = (statements.get(group.whole)?, statements.get(*group.parts.first()?)?);
    let opening = context.figures[*parts.first()?].span;
    let before = |id: FigureId| {
        let span = context.figures[id].span;
        (span.block, span.cell) == (opening.block, opening.cell) && span.start < opening.start
    };
    let inside = first.depth > whole.depth && !before(told);
    whole.amounts.iter().rev().map(|&(_, id)| id).find(|&id| before(id)).filter(|_| inside)
}

fn slot_sum(context: &Context, ledger: &mut Ledger, group: &Group, slot: Slot) {
    let narrative = narrative(context);
    let whole = &narrative.statements[group.whole];
    let parts: Option<Vec<FigureId>> =
        group.parts.iter().map(|&i| narrative.statements[i].amount(slot)).collect();
    // 收入包括：A；支出包括：B、C: a side of the whole may be one amount.
    let side = || narrative.groups.iter().filter(|g| g.whole == group.whole && g.complete).count() == 2;
    // 收入预算X万元，其中：一般公共预算拨款X万元: the one part there is may be all of it.
    if let Some([part]) = parts.as_deref()
        && !side()
        && !is_fleet(context, group)
        && let Some(total) = whole.amount(slot).filter(|&id| !is_zero(context, id))
        && narrative.statements[group.parts[0]].label != whole.label
    {
        let relation = Relation::equality(*part, total);
        // 公务接待费X万元，其中：国内接待费Y万元: no part is more than its whole.
        let of = &narrative.statements[group.parts[0]];
        let more = context.figures[*part].value() > context.figures[total].value();
        let here = (of.passage, of.sentence) == (whole.passage, whole.sentence)
            || of.passage == whole.passage && of.sentence == whole.sentence + 1;
        if more && here && is_known_part(whole, of) && slip_may_explain(context.figures, total, &[*part]) {
            ledger.check_as(context, &RULE, Severity::Warning, name(whole), relation, None);
        } else {
            ledger.confirm(context, &RULE, name(whole), relation);
        }
        return;
    }
    // 车辆7辆，其中应急保障用车2辆: some of them.
    let one = |parts: &[FigureId]| {
        let told = whole.amount(slot).map(|id| context.figures[id].value());
        matches!(parts, [part] if told.is_some_and(|told| context.figures[*part].value() < told))
    };
    let alone = group.complete || is_fleet(context, group) && !parts.as_deref().is_some_and(one);
    let Some(parts) = parts.filter(|p| p.len() >= 2 || alone && p.len() == 1) else {
        return;
    };
    let bears = |id: &FigureId| context.is_sound(&Relation::sum(*id, parts.iter().copied()));
    let budget = || whole.amount(Slot::Budget).filter(|_| slot == Slot::Amount).filter(bears);
    let told = whole.amount(slot).or_else(|| planned(narrative, group, slot)).or_else(budget);
    // 一般公共预算采购X万元：货物采购预算Y万元，工程采购预算Z万元
    let amount = || whole.amount(Slot::Amount).filter(|_| slot.is_budget()).filter(bears);
    let told = told.or_else(amount).or_else(|| narrative.figure_here(group.whole, slot));
    // 预算X万元(其中：甲Y万元；乙Z万元)，支出决算W万元: a bracket divides what stands before it.
    let told = told.map(|told| before_bracket(context, group, &parts, told).unwrap_or(told));
    // 预算数70万元，其中：加油31万元，维修25万元，其他14万元: nothing but the budget is told of the whole, and the parts do not say of what.
    let only_planned = told.is_none();
    let Some(total) = told.or_else(|| budget_alone(narrative, group, slot)) else { return };
    let subject = name(whole);
    if is_per_unit(&whole.label) {
        mean(context, ledger, subject, total, parts);
        return;
    }
    if !are_alike(context, total, &parts) {
        return;
    }
    let relation = Relation::sum(total, parts.iter().copied());
    // 支出总计X万元，其中：基本支出Y万元，占P%；项目支出Z万元，占Q%: shares that hold of a whole they do not fill leave some of it unsaid.
    let listed_in_full = group.complete
        && !only_planned
        && !carries_over(context, group, total, &parts)
        && !shares_leave_some(context, &group.parts, total)
        && !tells_of_some(context, group, total, &parts);
    if context.is_sound(&relation) || listed_in_full || !only_planned && shares_claim_all(context, group) {
        ledger.check(context, &RULE, subject, relation);
        return;
    }
    // A list that leaves nothing open, and what is lacking is just what a slip leaves.
    let told_out =
        || is_staff(context, group) || is_fleet(context, group) || ends_with_the_rest(context, group);
    // 人员经费X万元，主要包括：基本工资Y万元、…: what the list lacks is hardly chance where one slip is all of it.
    let items = parts.len() >= 4 && is_economic(whole) && slip_explains(context.figures, total, &parts);
    // A list lacks less of the whole than any item left out would be.
    // Of points no part of the score is as small as that.
    let points = context.figures[total].quantity.unit == Unit::Points;
    let nearly_all = if points { NEARLY_OF_POINTS } else { NEARLY };
    let nearly = || {
        let value = |id: FigureId| context.figures[id].value();
        let lack = value(total).bounded_difference(parts.iter().map(|&id| value(id)).total()).abs();
        parts.len() > 2
            && lack.bounded_product(nearly_all) < value(total)
            && slip_may_explain(context.figures, total, &parts)
    };
    let slip = || match parts.as_slice() {
        [_, _] if !is_staff(context, group) && !is_fleet(context, group) => {
            slip_surely_explains(context.figures, total, &parts)
                || is_three_public(context, group) && slip_may_explain(context.figures, total, &parts)
        }
        _ => {
            slip_explains(context.figures, total, &parts)
                || (is_three_public(context, group) || is_balance(context, group))
                    && slip_plainly_explains(context.figures, total, &parts)
        }
    };
    if items || closed(context, group) && (slip() || told_out() || nearly()) {
        ledger.check_as(context, &RULE, Severity::Warning, subject, relation, None);
        return;
    }
    if only_planned {
        return;
    }
    // Some of the whole: together they cannot be more than it.
    let bound = Relation {
        kind: RelationKind::Bound,
        stated: Stated::Figure(total),
        comparison: Comparison::AtLeast,
        expression: Expression::sum(parts.iter().copied()),
    };
    let listed = parts;
    let beside = !carries_over(context, group, total, &listed)
        && group.parts.iter().all(|&i| {
            let part = &narrative.statements[i];
            // What a score could have been is no part of the score.
            part.passage == whole.passage
                && !part.inherited
                && !part.label.ends_with("分值")
                && !other_side(&whole.label, &part.label)
        });
    let numbered = !beside
        && is_numbered(context, group)
        && slip_may_explain(context.figures, total, &listed)
        && !context.is_sound(&bound);
    if numbered && !shares_overlap(context, group) {
        ledger.check_as(context, &RULE, Severity::Warning, subject, relation, None);
        return;
    }
    if beside
        && !context.is_sound(&bound)
        && !shares_overlap(context, group)
        && !halves_overlap(context, total, &listed)
    {
        // Where a slip makes them the whole, that is the likelier reading.
        let meant = if slip_may_explain(context.figures, total, &listed) { relation } else { bound };
        ledger.check_as(context, &RULE, Severity::Warning, subject, meant, None);
    }
}

/// 人员经费, 公用经费: made of economic classes, which are told one by one.
fn is_economic(whole: &Statement) -> bool {
    whole.subject.as_ref().is_some_and(|s| matches!(s.name.as_str(), "人员经费" | "公用经费"))
}

/// Does the lexicon know the one to be a part of the other?
fn is_known_part(whole: &Statement, part: &Statement) -> bool {
    let (Some(whole), Some(part)) = (&whole.subject, &part.subject) else { return false };
    let among = |(name, _): &(&str, _)| *name == part.name;
    whole.name != part.name && COMPOSITIONS.iter().any(|c| c.whole == whole.name && c.parts.iter().any(among))
}

/// A list that lacks less than one part in so many of its whole leaves nothing out.
const NEARLY: Decimal = Decimal::from_parts(500, 0, 0, false, 0);
/// The same of scores.
const NEARLY_OF_POINTS: Decimal = Decimal::from_parts(20, 0, 0, false, 0);

/// X万元，包括： 1.甲Y万元。 2.乙Z万元。…: numbered paragraphs, the first amount of each.
fn is_numbered(context: &Context, group: &Group) -> bool {
    let narrative = narrative(context);
    let statements = &narrative.statements;
    let Some(whole) = statements.get(group.whole) else { return false };
    let opens = |i: usize| {
        let first = i.checked_sub(1).and_then(|before| statements.get(before));
        let text = |p: usize| narrative.passages.get(p).map_or("", |p| p.text.as_str());
        statements.get(i).is_some_and(|s| {
            s.passage > whole.passage
                && first.is_none_or(|before| before.passage < s.passage)
                && words::starts_item(text(s.passage))
        })
    };
    group.parts.len() >= 3 && group.parts.iter().all(|&i| opens(i))
}

/// Words that leave something out of a list.
const OPEN: [&str; 11] =
    ["等", "主要", "重点", "其余", "部分", "较大", "含", "如", "分别", "以及其他", "用于"];

/// Does a text leave something out? 自评等级为“优”, 高等教育 do not.
fn is_open(text: &str) -> bool {
    const NAMES: [&str; 7] = ["等级", "等次", "中等", "高等", "初等", "平等", "特等"];
    let plain = NAMES.iter().fold(text.to_string(), |text, name| text.replace(name, ""));
    plain.holds_any(&OPEN)
}

/// Is it listed without a word that leaves something out?
fn leaves_nothing_open(context: &Context, run: &[Statement]) -> bool {
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return false };
    let passage = narrative(context).passages.get(first.passage);
    let text = passage.and_then(|p| p.text.get(first.at.start..last.at.end));
    text.is_some_and(|text| !is_open(text))
}

/// A list in one sentence, that of the whole or another one of its paragraph, without a word that leaves
/// something out; or one that ends with what else there is (…、其他X万元).
fn closed(context: &Context, group: &Group) -> bool {
    let narrative = narrative(context);
    let (Some(whole), Some(last)) = (
        narrative.statements.get(group.whole),
        group.parts.last().and_then(|&i| narrative.statements.get(i)),
    ) else {
        return false;
    };
    let parts = || group.parts.iter().filter_map(|&i| narrative.statements.get(i));
    let together = parts().all(|p| {
        p.passage == whole.passage
            && p.sentence == last.sentence
            && !p.inherited
            && !other_side(&whole.label, &p.label)
    });
    let text = narrative.passages.get(whole.passage).and_then(|p| p.text.get(whole.at.start..last.at.end));
    let rest = matches!(last.label.as_str(), "其他" | "其余" | "其他支出" | "其他费用" | "其他项目")
        || last.label.starts_with("其余")
        || last.label.starts_with("其他") && group.parts.len() > 3;
    (group.parts.len() >= 2 || is_fleet(context, group))
        && together
        && text.is_some_and(|text| rest || !is_open(text))
}

/// …，其余各项支出X万元; …，其他支出Y万元: what was not told before, so that all is told.
fn ends_with_the_rest(context: &Context, group: &Group) -> bool {
    const REST: [&str; 5] = ["其他", "其他支出", "其他费用", "其他项目", "其他资金"];
    let statements = &narrative(context).statements;
    let parts = || group.parts.iter().filter_map(|&i| statements.get(i));
    let last = parts().next_back();
    let named = last.is_some_and(|s| s.label.starts_with("其余") || REST.contains(&s.label.as_str()));
    let (Some(whole), Some(last)) = (statements.get(group.whole), last.filter(|_| named)) else {
        return false;
    };
    let text = narrative(context).passages.get(last.passage);
    let told = text.and_then(|p| p.text.get(whole.at.start..last.at.start)).unwrap_or("");
    let some = ["等", "主要", "重点", "部分", "较大"];
    let told = told.replace("主要包括", "");
    group.parts.len() >= 3 && parts().all(|s| s.amounts.len() == 1) && !told.holds_any(&some)
}

/// 在职人员45人，其中：行政人员19人，事业人员26人: posts and the people on them are of the administration or of institutions.
fn is_staff(context: &Context, group: &Group) -> bool {
    let narrative = narrative(context);
    let label = |i: usize| narrative.statements.get(i).map_or("", |s| s.label.as_str());
    let named = |word: &str| group.parts.iter().any(|&i| label(i).contains(word));
    let whole = label(group.whole);
    let last = group.parts.last().and_then(|&i| narrative.statements.get(i));
    let after = last.and_then(|s| narrative.passages.get(s.passage)?.text.get(s.at.end..));
    let goes_on = after.is_none_or(|text| {
        let sentence = text.split(['。', ';']).next().unwrap_or(text);
        sentence.holds_any(&["其他", "其余", "另", "聘", "工勤", "派遣"])
    });
    let people = whole.holds_any(&["在职", "在编", "编制", "在岗"]) && !whole.holds_any(&["编外", "退休"]);
    people && !goes_on && (named("行政") && named("事业") || named("全额") && named("差额"))
}

/// “三公”经费35.50万元，其中：公务接待费15.50万元，公务用车运行维护费20.00万元: what is not listed is nothing.
fn is_three_public(context: &Context, group: &Group) -> bool {
    let statements = &narrative(context).statements;
    let named = |i: usize| statements.get(i).and_then(|s| s.subject.as_ref()).map(|s| s.name.as_str());
    const WHOLE: &str = "“三公”经费";
    let known = |name: &str| {
        COMPOSITIONS.iter().any(|c| c.whole == WHOLE && c.parts.iter().any(|(part, _)| *part == name))
    };
    named(group.whole) == Some(WHOLE) && group.parts.iter().all(|&i| named(i).is_some_and(known))
}

/// 共有车辆6辆，其中：应急保障用车4辆、执法执勤用车2辆: vehicles are listed by use, all of them.
fn is_fleet(context: &Context, group: &Group) -> bool {
    let statements = &narrative(context).statements;
    let whole = statements.get(group.whole);
    let named = |s: &Statement| ["用车", "车", "车辆"].iter().any(|w| s.label.ends_with(w));
    let counted = |s: &Statement| {
        let unit = s.amount(Slot::Amount).map(|id| &context.figures[id].quantity.unit);
        matches!(unit, Some(Unit::Counted(_)))
    };
    whole.is_some_and(|s| s.label.holds_any(&["车辆", "公务用车", "保有量"]) && counted(s))
        && group.parts.iter().filter_map(|&i| statements.get(i)).all(|s| named(s) && counted(s))
}

/// “三公”经费预算总额X万元，其中：公务接待费Y万元: where nothing but a budget is stated of the whole, its known parts are
/// parts of that.
fn planned(narrative: &Narrative, group: &Group, slot: Slot) -> Option<FigureId> {
    let whole = narrative.statements.get(group.whole)?;
    let beside =
        group.parts.iter().filter_map(|&i| narrative.statements.get(i)).all(|part| {
            part.passage == whole.passage && !part.amounts.iter().any(|(slot, _)| slot.is_budget())
        });
    let only = slot == Slot::Amount && whole.amount(Slot::Amount).is_none() && group.known && beside;
    let slots = [Slot::Budget, Slot::InitialBudget, Slot::FullBudget];
    slots.into_iter().find_map(|slot| whole.amount(slot)).filter(|_| only)
}

/// The budget of a whole of which nothing else is told, with parts of the same sentence of which only amounts are.
fn budget_alone(narrative: &Narrative, group: &Group, slot: Slot) -> Option<FigureId> {
    let whole = narrative.statements.get(group.whole)?;
    let parts = || group.parts.iter().filter_map(|&i| narrative.statements.get(i));
    let plain = parts().all(|p| {
        (p.passage, p.sentence) == (whole.passage, whole.sentence)
            && matches!(p.amounts.as_slice(), [(Slot::Amount, _)])
    });
    match whole.amounts.as_slice() {
        [(told, id)] if slot == Slot::Amount && told.is_budget() && plain => Some(*id),
        _ => None,
    }
}

/// 本年收入…，本年支出…。其中：一般公共预算本年收入…，本年支出…: income is no part of expenditure.
fn other_side(whole: &str, part: &str) -> bool {
    let side = |label: &str| {
        let label = carried_out(label);
        let label = ["总计", "合计", "总额"].iter().find_map(|w| label.strip_suffix(w)).unwrap_or(label);
        (label.ends_with("收入"), label.ends_with("支出"))
    };
    matches!((side(whole), side(part)), ((true, _), (_, true)) | ((_, true), (true, _)))
}

/// 在职教师32人（跟岗1人，交流1人）: a bracket may tell of some of those it counts. That few, and no slip of the pen: it does.
fn tells_of_some(context: &Context, group: &Group, total: FigureId, parts: &[FigureId]) -> bool {
    let statements = &narrative(context).statements;
    let depth = statements.get(group.whole).map(|s| s.depth);
    let bracketed = || group.parts.iter().all(|&i| statements.get(i).map(|s| s.depth) > depth);
    let value = |id: FigureId| context.figures[id].value();
    let told = parts.iter().map(|&id| value(id)).total();
    let few = told * Decimal::from(4) < value(total);
    let counted = matches!(context.figures[total].quantity.unit, Unit::Counted(_));
    counted
        && !group.known
        && bracketed()
        && told < value(total)
        && (few || !slip_may_explain(context.figures, total, parts))
}

/// 平均得分X分，各项目得分分别为…: the mean of what is listed, if everything is.
fn mean(context: &Context, ledger: &mut Ledger, subject: String, stated: FigureId, parts: Vec<FigureId>) {
    let count = Expression::Constant(Decimal::from(parts.len()));
    let quotient = Expression::Quotient(Box::new(Expression::sum(parts)), Box::new(count));
    let relation = Relation::equal(RelationKind::Ratio, stated, quotient);
    // Not everything may be listed; a slip of the pen in the mean itself shows that it is.
    let slip = || one_slip_mends(context.figures, &relation, &[stated]);
    if context.is_sound(&relation) {
        ledger.check(context, &RULE, subject, relation);
    } else if context.figures[stated].quantity.decimals > 0 && slip() {
        ledger.check_as(context, &RULE, Severity::Warning, subject, relation, None);
    }
}

/// Shares of more than 100% in all say that the parts overlap: 完成自评15个，占100%；自评为“优”的12个，占80%.
fn shares_overlap(context: &Context, group: &Group) -> bool {
    let narrative = narrative(context);
    let shares: Option<Vec<Decimal>> = group
        .parts
        .iter()
        .map(|&i| narrative.statements[i].shares.first().map(|s| context.figures[s.figure].value()))
        .collect();
    shares.is_some_and(|s| s.iter().copied().total() > Decimal::new(101, 2))
}

/// 总投入737万元，其中：财政性经费645万元，一般公共预算经费644万元: two parts that are each more than half of the whole are no parts side
/// by side, but one within the other.
fn halves_overlap(context: &Context, total: FigureId, parts: &[FigureId]) -> bool {
    let whole = context.figures[total].value();
    let more = parts.iter().filter(|&&id| {
        let part = context.figures[id].value();
        part + part > whole && part <= whole
    });
    more.count() >= 2
}

/// Shares that add up to 100% say that nothing is left out.
fn shares_claim_all(context: &Context, group: &Group) -> bool {
    let narrative = narrative(context);
    let mut sum = Decimal::ZERO;
    let of = |i: usize| narrative.statements[i].shares.first().and_then(|s| s.of.as_deref());
    for &i in &group.parts {
        let Some(share) = narrative.statements[i].shares.first() else { return false };
        if group.parts.first().is_some_and(|&first| of(first) != of(i)) {
            return false;
        }
        sum += context.figures[share.figure].value();
    }
    (sum - Decimal::ONE).abs() < Decimal::new(1, 3)
}
