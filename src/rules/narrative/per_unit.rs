use super::priced;
use super::support::{is_zero, name, narrative};
use crate::diagnosis::one_slip_mends;
use crate::document::Holds;
use crate::figure::FigureId;
use crate::ledger::{Context, Ledger};
use crate::number::Unit;
use crate::recognise::narrative::role::is_per_unit;
use crate::recognise::narrative::{Slot, Statement};
use crate::relation::Relation;

rule! {
    /// # 人均、车均与总额不符 / Per head, per vehicle
    ///
    /// ## 检查什么
    /// “人均X元”“车均X万元”应等于同一句（段）所写的金额除以人次（人数）或车辆数；写明单价（标准）、数量和金额的，金额应等于单价乘数量。
    ///
    /// ## 依据
    /// 决算公开说明中公务接待、公务用车等的人均、车均支出。
    ///
    /// ## 示例
    /// 国内公务接待支出0.96万元，接待12批次，96人次，人均100元：9,600 ÷ 96 = 100，相符。
    ///
    /// ## 例外
    /// 同一段里有几个可作分子的金额而都不相符时，不知道指哪一个，不作判断；数量为零时不作判断。
    ///
    /// ## In English
    /// An average must be the amount divided by the count, both stated in the same place; what is paid for is the price of each
    /// times how many there are.
    "GJ119", Warning, run,
    fires: [
        "国内公务接待支出0.96万元，接待12批次，96人次，人均120元。",
        "公务用车运行维护费支出8.00万元。公务用车保有量4辆，车均运行维护费3.00万元。",
        "“三公”经费支出88,000.00元，其中：公务用车运行维护费58,000.00元；公务接待费30,000.00元。全年国内公务接待60批次，480人次，人均65.5元。",
        "公务用车运行维护费支出39.26万元。\n公务用车保有量为10辆。\n车均维护费9.33万元。",
        "高龄津贴按每人每月100元标准发放，全年发放306人12个月，共计37.62万元。",
        "为79个村级站点各补助2万元，合计185万元。",
        "特困供养258人，人均0.36万元，支出92.88万元；临时救助191人，人均0.12万元，支出29.92万元。",
    ],
    silent: [
        "国内公务接待支出0.96万元，接待12批次，96人次，人均100元。",
        "公务用车运行维护费支出8.00万元。公务用车保有量4辆，车均运行维护费2.00万元。",
        "公务用车运行维护费支出39.26万元。\n公务用车保有量为10辆。\n车均维护费3.93万元。",
        "公务接待费支出36.45万元。\n国内公务接待59批次295人。\n人均接待费823.46元。",
        "高龄津贴按每人每月100元标准发放，全年发放306人12个月，共计36.72万元。",
        "高龄津贴按每人每月100元标准发放，惠及306人，共计35.62万元。",
        "种植补贴面积3.50万亩，每亩60元，发放210万元；改造厕所420户，每户0.2万元，投入84万元，其中省级50万元。",
        "发放补助202.3万元，其中：职业年金173人，人均补助0.5万元，共86.5万元；特困供养258人，人均0.36万元，支出92.88万元；临时救助191人，人均0.12万元，支出22.92万元。",
        "领取待遇32731人，发放养老金6400.18万元，月人均162.9元；缴费50000人，个人缴费2000万元，人均400元。",
        "公务接待费1.20万元，其中：外宾接待支出0.30万元，国内接待支出0.90万元，接待96人次，人均120元。",
    ],
}

/// How far before the average its amount and its count may stand.
const NEAR: usize = 12;

fn run(context: &Context, ledger: &mut Ledger) {
    priced::check(context, ledger, &RULE);
    let statements = &narrative(context).statements;
    for (i, statement) in statements.iter().enumerate() {
        let Some(average) = statement.amount(Slot::Amount) else { continue };
        // 月人均: over the months as well, which nobody counts.
        if statement.label.contains(['月', '日', '天']) {
            continue;
        }
        if !is_per_unit(&statement.label) || !context.figures[average].quantity.unit.is_money() {
            continue;
        }
        let here = || {
            let earlier = statements[..i].iter().rev().take(NEAR);
            earlier.take_while(|s| s.passage == statement.passage)
        };
        let item = of_item(context, i);
        if let Some(Some(relation)) = item {
            ledger.check(context, &RULE, name(statement), relation);
            continue;
        }
        let before: Vec<&Statement> = here().filter(|s| !is_per_unit(&s.label)).collect();
        let vehicles = statement.label.contains('车') || statement.label.contains('辆');
        // 国（境）外接待0批次0人。人均接待费X元: none of those the average is told of.
        let nobody = |id: FigureId, s: &Statement| is_zero(context, id) && s.label.holds_any(&ABROAD);
        let count_in = |s: &&Statement| counted(context, s, vehicles).filter(|&id| !nobody(id, s));
        let mut counts = here().take_while(|s| !is_per_unit(&s.label));
        // 门诊N人次，住院M人次，门诊次均费用X元: the count that is named so, or else the nearest.
        let called = here().find(|s| count_in(s).is_some() && shares_word(&s.label, &statement.label));
        let counted = called.or_else(|| counts.find(|s| count_in(s).is_some()));
        let counted = counted.and_then(|s| Some((s, count_in(&s)?)));
        let money: Vec<&Statement> = before
            .iter()
            .copied()
            .filter(|s| amount_of(context, s).is_some_and(|id| !is_zero(context, id)))
            .collect();
        // 低保对象N人，其中：城市A人，农村B人。发放低保金X元，人均Y元: of all of them, where that is what the average comes to.
        let borne_out = |s: &Statement| {
            let count = count_in(&s).filter(|&id| !is_zero(context, id))?;
            let ids = money.iter().filter_map(|m| m.amount(Slot::Amount));
            let bears = |id: FigureId| context.is_sound(&Relation::ratio(average, id, count));
            ids.into_iter().any(bears).then_some(count)
        };
        let others = || here().find_map(|s| Some((s, borne_out(s)?)));
        let counted = counted.filter(|(s, _)| borne_out(s).is_some()).or_else(others).or(counted);
        let Some((of, count)) = counted.filter(|_| !money.is_empty()) else {
            elsewhere(context, ledger, statement, average);
            continue;
        };
        if is_zero(context, count) {
            continue;
        }
        let relation = |total: FigureId| Relation::ratio(average, total, count);
        let ids = |money: &[&Statement]| -> Vec<FigureId> {
            money.iter().filter_map(|s| s.amount(Slot::Amount)).collect()
        };
        let sound = ids(&money).into_iter().find(|&id| context.is_sound(&relation(id)));
        let same = |a: FigureId, b: FigureId| context.is_sound(&Relation::equality(a, b));
        let alone = |money: &[&Statement]| {
            let ids = ids(money);
            ids.first().copied().filter(|&a| ids.iter().all(|&b| same(a, b)))
        };
        // 公务用车运行维护费8万元，公务接待费3万元。接待480人次，人均62.5元: the amount that is named so, if there is but one.
        let called = |word: &str| -> Vec<&Statement> {
            money.iter().copied().filter(|s| s.label.contains(word)).collect()
        };
        let named = || match MATTERS.iter().find(|w| of.label.contains(**w) || statement.label.contains(**w))
        {
            _ if vehicles => alone(&called("运行")),
            Some(word) => alone(&called(word)),
            None => None,
        };
        // 门诊收入A万元，住院收入B万元。门诊量N人次，次均费用X元
        let akin = || {
            let adjacent =
                i.checked_sub(1).and_then(|b| statements.get(b)).is_some_and(|s| std::ptr::eq(s, of));
            let shared = |s: &&&Statement| {
                shares_word(&s.label, &of.label) || adjacent && shares_word(&s.label, &statement.label)
            };
            let akin: Vec<&Statement> = money.iter().filter(shared).copied().collect();
            alone(&akin)
        };
        // Nor are guests at home alone those of all that was spent on guests.
        let abroad = statements.iter().filter(|s| s.passage == statement.passage).any(|s| {
            s.label.holds_any(&["境)外", "外宾"]) && s.amounts.iter().any(|(_, id)| !is_zero(context, *id))
        });
        let abroad = abroad && of.label.contains("国内");
        // What stands before another average was told of that one.
        let since: Vec<&Statement> = here().take_while(|s| !is_per_unit(&s.label)).collect();
        let near = || {
            // 人均工资 is no share of 财政拨款支出.
            let other = specific(&statement.label)
                && !money.iter().any(|s| shares_word(&s.label, &statement.label))
                && !shares_word(&of.label, &statement.label);
            if other {
                return None;
            }
            let near: Vec<&Statement> =
                money.iter().copied().filter(|s| since.iter().any(|n| std::ptr::eq(*n, *s))).collect();
            alone(&near)
        };
        let meant = || near().or_else(named).or_else(|| akin().filter(|_| !vehicles));
        match sound.or_else(|| meant().filter(|_| !abroad && item.is_none())) {
            Some(total) => ledger.check(context, &RULE, name(statement), relation(total)),
            None => elsewhere(context, ledger, statement, average),
        }
    }
}

/// 甲N人，人均X万元，共Y万元；乙…: an average is told of its own item, with the amount that is told right after it or before it in the item.
/// Nothing where there are no items; no relation where the item tells no amount.
fn of_item(context: &Context, at: usize) -> Option<Option<Relation>> {
    let statements = &narrative(context).statements;
    let own = &statements[at];
    let average = own.amount(Slot::Amount)?;
    let here = |s: &&Statement| (s.passage, s.sentence, s.depth) == (own.passage, own.sentence, own.depth);
    let vehicles = own.label.contains(['车', '辆']);
    let earlier: Vec<&Statement> = statements[..at].iter().rev().take_while(here).collect();
    let opened = earlier.iter().position(|s| matches!(s.before, ';' | ':'));
    let item = &earlier[..opened.map_or(0, |last| last + 1)];
    let counts = |s: &&Statement| counted(context, s, vehicles).filter(|&id| !is_zero(context, id));
    let next = statements.get(at + 1).filter(here).filter(|s| s.before == ',' && !is_per_unit(&s.label));
    let passage = narrative(context).passages.get(own.passage)?;
    let together = |s: &&Statement| {
        let words = passage.text.get(own.at.end..s.at.start).unwrap_or("").trim_start_matches(',');
        let opens = ["共", "合计", "总计", "支出", "发放", "补助资金"].iter().any(|w| words.starts_with(w));
        opens && words.chars().count() <= 6 && amount_of(context, s).is_some()
    };
    let next = next.filter(together).and_then(|s| amount_of(context, s));
    if let (Some(total), Some(count)) = (next, earlier.first().and_then(counts)) {
        return Some(Some(Relation::ratio(average, total, count)));
    }
    let count = item.iter().find_map(counts)?;
    let mut money = item.iter().filter(|s| !is_per_unit(&s.label)).filter_map(|s| amount_of(context, s));
    match (money.next(), money.next()) {
        (Some(total), None) => Some(Some(Relation::ratio(average, total, count))),
        (None, _) => Some(None),
        _ => None,
    }
}

/// Guests from abroad, or at it.
const ABROAD: [&str; 2] = ["外", "境"];

/// What persons are counted for.
const MATTERS: [&str; 3] = ["接待", "出国", "培训"];

fn amount_of(context: &Context, statement: &Statement) -> Option<FigureId> {
    statement.amount(Slot::Amount).filter(|&id| context.figures[id].quantity.unit.is_money())
}

/// Does the name of an average say more than that it is one?
fn specific(label: &str) -> bool {
    const GENERAL: [&str; 16] = [
        "人均", "车均", "次均", "户均", "辆均", "平均", "每人", "每辆", "每车", "单位", "费用", "支出",
        "经费", "费", "为", "约",
    ];
    !GENERAL.iter().fold(label.to_string(), |label, word| label.replace(word, "")).is_empty()
}

/// Do two names have a word of two characters in common that says what they are about?
fn shares_word(one: &str, other: &str) -> bool {
    const GENERAL: [&str; 13] = [
        "费用", "支出", "收入", "经费", "人次", "人数", "全年", "单位", "资金", "人均", "公务", "国内",
        "累计",
    ];
    let chars: Vec<char> = one.chars().collect();
    chars.windows(2).any(|pair| {
        let word: String = pair.iter().collect();
        !GENERAL.contains(&word.as_str()) && other.contains(&word)
    })
}

/// 公务车保有量10辆；国内公务接待59批次295人。 人均接待费X元，车均维护费Y万元: amount and count have paragraphs of their own.
fn elsewhere(context: &Context, ledger: &mut Ledger, statement: &Statement, average: FigureId) {
    let label = statement.label.as_str();
    let (subject, words, units): (_, &[&str], &[&str]) = if label.contains("购置") {
        ("公务用车购置费", &["购置"], &["辆"])
    } else if label.contains('车') {
        ("公务用车运行维护费", &["保有"], &["辆"])
    } else if label.contains("接待") {
        ("公务接待费", &["接待"], &["人次", "人"])
    } else {
        return;
    };
    let statements = || narrative(context).statements.iter().filter(|s| !s.interim && s.year.is_none());
    let total = statements()
        .filter(|s| s.subject.as_ref().is_some_and(|own| own.name == subject) && !is_per_unit(&s.label))
        .find_map(|s| s.amount(Slot::Amount));
    let count = statements()
        .filter(|s| s.label.holds_any(words) && !s.label.holds_any(&ABROAD))
        .filter_map(|s| s.amount(Slot::Amount))
        .find(|&id| {
            matches!(&context.figures[id].quantity.unit, Unit::Counted(unit) if units.contains(&unit.as_str()))
        });
    let (Some(total), Some(count)) = (total, count) else { return };
    if is_zero(context, count) || !context.figures[total].quantity.unit.is_money() {
        return;
    }
    // Which guests and which vehicles are counted is not said: only what holds, or what one slip made wrong.
    let relation = Relation::ratio(average, total, count);
    let slipped = || one_slip_mends(context.figures, &relation, &[average, count]);
    if context.is_sound(&relation) || slipped() {
        ledger.check(context, &RULE, name(statement), relation);
    }
}

/// The count of persons or of vehicles that a statement states.
fn counted(context: &Context, statement: &Statement, vehicles: bool) -> Option<FigureId> {
    let id = statement.amount(Slot::Amount)?;
    let Unit::Counted(unit) = &context.figures[id].quantity.unit else { return None };
    let fits = if vehicles {
        matches!(unit.as_str(), "辆" | "台") && !statement.label.contains("购置")
    } else {
        matches!(unit.as_str(), "人次" | "人" | "名")
    };
    fits.then_some(id)
}
