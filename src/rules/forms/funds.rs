use crate::diagnosis::{slip_explains, slip_plainly_explains};
use crate::figure::FigureId;
use crate::ledger::{Context, Ledger, Severity};
use crate::number::Total;
use crate::recognise::self_evaluation::{Form, Fund, FundKind};
use crate::relation::{Expression, Relation, RelationKind};

rule! {
    /// # 资金各行相加 / Budget rows add up
    ///
    /// ## 检查什么
    /// 自评表的资金部分：年度资金总额（合计）等于财政拨款、上年结转、财政专户、单位资金、其他资金各行之和，年初预算、全年预算、到位、全年执行各列分别核对。既按来源又按用途（基本支出、项目支出）列出的，两种划分各自核对；“其中：基本支出：1322.18”一类写在一格里的数也核对。“年度主要任务”表的金额合计等于各任务之和；写有结余的，结余等于到位（或安排）减支出。
    ///
    /// ## 依据
    /// 财政部《项目支出绩效评价管理办法》（财预〔2020〕10号）所附自评表：年度资金总额由“其中”各行组成。
    ///
    /// ## 示例
    /// 年度资金总额 20.00，其中当年财政拨款 15.00、其他资金 4.00：相加为 19.00，不符。
    ///
    /// ## 例外
    /// 口径重叠的行（财政拨款与上级、本级资金并列）按能够成立的一种划分核对，都不成立时不报；只列一行“其中”而小于总额的不报，除非其余各列这一行都等于总额。
    ///
    /// ## In English
    /// In each of the three columns the total of the budget part equals the sum of the rows below it. Overlapping
    /// classifications are tried one by one and left alone if none fits. A split by source and one by use are checked each; so
    /// are the sums of the table of the year's tasks.
    "GJ301", Error, run,
    fires: [
        example!("年度资金总额\t20.00\t20.00\t20.00\t10\t100.00%\t10.00\n其中：当年财政拨款\t15.00\t15.00\t15.00\t—\t—\t—\n其他资金\t5.00\t4.00\t5.00\t—\t—\t—\n",
            "产出指标\t数量指标\t培训人次\t90\t>=100人次\t=100人次\t100%\t90\t按照完成比例赋分\t\n", "总分\t100\t\t\t100分\n"),
        "项目支出绩效自评表\n项目资金（万元）\t年初预算数\t全年预算数(A)\t全年执行数(B)\t分值\t执行率(B/A)\t得分\n年度资金总额：\t0\t0\t0\t10\t0\t0\n其中：本年财政拨款\t90\t89.974\t89.974\t\t\t\n上年结转资金\t\t\t\t\t\t\n其他资金\t\t\t\t\t\t\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n产出指标\t数量指标\t修建渠道\t≥50个\t50\t90\t90\n",
        "项目支出绩效目标表\n（2024年度）\n项目名称\t饮水安全\n项目资金（万元）\t年度资金总额：\t480.57\n\t其中：财政拨款\t223.28\n\t上级转移支付\t180.21\n\t其他资金\t68.08\n一级指标\t二级指标\t三级指标\t指标性质\t指标值\t计量单位\t权重\n产出指标\t数量指标\t管网\t≥\t30\t公里\t100\n",
    ],
    silent: [
        "项目支出绩效目标表\n（2024年度）\n项目名称\t饮水安全\n项目资金（万元）\t年度资金总额：\t300.36\n\t其中：财政拨款\t232.28\n\t上级转移支付\t180.21\n\t其他资金\t68.08\n一级指标\t二级指标\t三级指标\t指标性质\t指标值\t计量单位\t权重\n产出指标\t数量指标\t管网\t≥\t30\t公里\t100\n",
        example!("年度资金总额\t20.00\t20.01\t20.00\t10\t99.95%\t10.00\n其中：当年财政拨款\t15.00\t15.00\t15.00\t—\t—\t—\n其他资金\t5.00\t5.00\t5.00\t—\t—\t—\n",
            "产出指标\t数量指标\t培训人次\t90\t>=100人次\t=100人次\t100%\t90\t按照完成比例赋分\t\n", "总分\t100\t\t\t100分\n"),
        "项目支出绩效自评表\n项目资金（万元）\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n年度资金总额\t20\t20\t20\t10\t100%\t10\n其中：财政拨款\t20\t20\t20\t\t\t\n上级资金\t12\t12\t12\t\t\t\n本级资金\t8\t8\t8\t\t\t\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n产出指标\t数量指标\t修建渠道\t≥50个\t50\t90\t90\n",
    ],
}

const BY_USE: [FundKind; 3] = [FundKind::Basic, FundKind::PartOfBasic, FundKind::Projects];

type Column = fn(&Fund) -> Option<FigureId>;

/// Which rows of money are parts of the total.
type Keep<'k> = &'k dyn Fn(&Fund, usize) -> bool;

fn run(context: &Context, ledger: &mut Ledger) {
    for form in &context.recognised.forms {
        for (name, column) in columns() {
            check(context, ledger, form, name, column);
        }
        for fund in &form.funds {
            left(context, ledger, fund);
        }
        tasks(context, ledger, form);
        shares(context, ledger, form);
    }
}

/// 结余 = 到位 − 支出, or what was planned less what was spent.
fn left(context: &Context, ledger: &mut Ledger, fund: &Fund) {
    let (Some(rest), Some(executed)) = (fund.rest, fund.executed) else { return };
    let relation = |whole: FigureId| {
        let difference = Expression::difference(whole, executed);
        Relation::equal(RelationKind::Difference, rest, difference)
    };
    let wholes: Vec<FigureId> = [fund.arrived, fund.full].into_iter().flatten().collect();
    let Some(&first) = wholes.first() else { return };
    let whole = wholes.iter().copied().find(|&whole| context.is_sound(&relation(whole))).unwrap_or(first);
    // More was spent than there was: nothing is left.
    let overspent = context.figures[executed].value() > context.figures[whole].value();
    let severity = if overspent { Severity::Warning } else { RULE.severity };
    ledger.check_as(context, &RULE, severity, format!("{} 结余", fund.label), relation(whole), None);
}

fn columns() -> [(&'static str, Column); 5] {
    [
        ("年初预算数", |f| f.initial),
        ("全年预算数", |f| f.full),
        ("到位数", |f| f.arrived),
        ("全年执行数", |f| f.executed),
        ("结余", |f| f.rest),
    ]
}

fn check(context: &Context, ledger: &mut Ledger, form: &Form, name: &str, column: Column) {
    let Some(total) = form.funds.iter().find(|f| f.kind == FundKind::Total) else { return };
    let Some(stated) = column(total) else { return };
    let parts: Vec<&Fund> = form.funds.iter().filter(|f| f.kind != FundKind::Total).collect();
    let relation = |keep: &dyn Fn(&Fund, usize) -> bool| {
        let ids: Vec<FigureId> =
            parts.iter().enumerate().filter(|(i, f)| keep(f, *i)).filter_map(|(_, f)| column(f)).collect();
        (!ids.is_empty()).then(|| Relation::sum(stated, ids))
    };
    let has = |kinds: &[FundKind]| parts.iter().any(|f| kinds.contains(&f.kind) && column(f).is_some());
    let levels = [FundKind::Superior, FundKind::Local];
    let nested: Vec<usize> =
        parts.iter().enumerate().filter(|(_, f)| f.of_which).map(|(i, _)| i).skip(1).collect();
    let by_level = has(&[FundKind::Fiscal]) && has(&levels);
    let by_use = has(&[FundKind::Basic]) && has(&[FundKind::PartOfBasic]);
    let unknown = has(&[FundKind::Unknown]);
    let subject = format!("{} {name}", total.label);
    let Some(all) = relation(&|_, _| true) else { return };
    // By source and by use the same money is split twice.
    let (source, used) =
        (relation(&|f, _| !BY_USE.contains(&f.kind)), relation(&|f, _| BY_USE.contains(&f.kind)));
    if has(&BY_USE)
        && !by_use
        && !by_level
        && !unknown
        && parts.iter().any(|f| !BY_USE.contains(&f.kind) && f.kind != FundKind::Other)
        && !context.is_sound(&all)
        && let (Some(source), Some(used)) = (source, used)
        && (context.is_sound(&source) || context.is_sound(&used))
    {
        ledger.check(context, &RULE, subject.clone(), source);
        return ledger.check(context, &RULE, subject, used);
    }
    if !by_level && !by_use && nested.is_empty() && !unknown {
        let filled = parts.iter().filter(|f| column(f).is_some()).count();
        let exceeds = parts
            .first()
            .and_then(|f| column(f))
            .is_some_and(|part| context.figures[part].value() > context.figures[stated].value());
        // A part alone need not be all, unless it is in every other column.
        let alone = parts.len() == 1
            && columns().iter().filter(|(other, _)| *other != name).all(|(_, other)| {
                match (other(total), parts.first().and_then(|f| other(f))) {
                    (Some(whole), Some(part)) => context.is_sound(&Relation::equality(whole, part)),
                    _ => true,
                }
            });
        let compared = columns().iter().filter(|(_, c)| c(total).is_some()).count();
        if alone && compared > 1 && !context.is_sound(&all) {
            ledger.check_as(context, &RULE, Severity::Warning, subject, all, None);
        } else if parts.len() > 1 || exceeds || context.is_sound(&all) {
            // A row left empty can hide the difference.
            let severity =
                if filled < parts.len() && filled > 1 { Severity::Warning } else { Severity::Error };
            ledger.check_as(context, &RULE, severity, subject, all, None);
        }
        return;
    }
    let from = nested.first().copied().unwrap_or(usize::MAX);
    let trials: [Keep; 7] = [
        &|_, _| true,
        &|f, _| !levels.contains(&f.kind),
        &|f, _| f.kind != FundKind::Fiscal,
        &|f, _| f.kind != FundKind::PartOfBasic,
        &|_, i| i < from,
        &|f, i| i < from && f.kind != FundKind::Unknown,
        &|f, _| f.kind != FundKind::Unknown,
    ];
    if let Some(sound) = trials.iter().filter_map(|keep| relation(keep)).find(|r| context.is_sound(r)) {
        return ledger.check(context, &RULE, subject, sound);
    }
    // No way of adding up holds: the one that holds in another column, with parts in the same rows, was meant here too.
    let elsewhere = |keep: Keep| {
        let kept: Vec<&Fund> =
            parts.iter().enumerate().filter(|(i, f)| keep(f, *i)).map(|(_, f)| *f).collect();
        columns().iter().filter(|(other, _)| *other != name).any(|(_, other)| {
            let rows = |c: &Column| kept.iter().map(|f| c(f).is_some()).collect::<Vec<bool>>();
            let ids: Vec<FigureId> = kept.iter().filter_map(|f| other(f)).collect();
            let adds = ids.len() > 1 && rows(other) == rows(&column);
            adds && other(total).is_some_and(|whole| context.is_sound(&Relation::sum(whole, ids)))
        })
    };
    let meant = trials.iter().filter(|keep| elsewhere(keep)).find_map(|keep| relation(keep));
    let slipped = |r: &Relation| slip_plainly_explains(context.figures, stated, &r.expression.figures());
    let meant = meant.or_else(|| Some(all).filter(|all| parts.len() > 2 && slipped(all)));
    if let Some(meant) = meant {
        ledger.check_as(context, &RULE, Severity::Warning, subject, meant, None);
    }
}

/// The table of the year's tasks: each of its columns adds up.
fn tasks(context: &Context, ledger: &mut Ledger, form: &Form) {
    let Some(total) = form.tasks.iter().find(|t| t.total) else { return };
    let rows: Vec<_> = form.tasks.iter().filter(|t| !t.total).collect();
    // Counted from the right: what stands before the amounts may be left out or merged.
    let at = |amounts: &[Option<FigureId>], n: usize| amounts.iter().rev().nth(n).copied().flatten();
    let relation = |n: usize| {
        let parts: Vec<FigureId> = rows.iter().filter_map(|t| at(&t.amounts, n)).collect();
        // 执行率 behind the amounts adds up to nothing.
        let stated = at(&total.amounts, n).filter(|&id| !context.figures[id].quantity.unit.is_percent())?;
        Some(Relation::sum(stated, parts)).filter(|_| !rows.is_empty())
    };
    let relations: Vec<Relation> = (0..total.amounts.len()).rev().filter_map(relation).collect();
    // Where cells are empty, one of the columns must bear out that they stand where they seem to.
    let whole = rows
        .iter()
        .chain([&total])
        .all(|t| t.amounts.len() == total.amounts.len() && t.amounts.iter().all(Option::is_some));
    let sound = relations.iter().filter(|r| context.is_sound(r)).count();
    let first = form.tasks.first().is_some_and(|t| t.total);
    if !whole && sound == 0 || first && sound * 2 < relations.len() {
        return;
    }
    for relation in relations {
        ledger.check(context, &RULE, "年度主要任务 金额合计", relation);
    }
    // 2024年 | 2025年 | 2026年 | 合计, or the whole before its parts: where all rows but one have it so.
    let across = |first: bool| -> Vec<Relation> {
        let rows = form.tasks.iter().filter_map(|t| t.amounts.iter().copied().collect::<Option<Vec<_>>>());
        rows.filter(|ids| ids.len() > 2)
            .filter_map(|ids| match first {
                true => ids.split_first().map(|(&sum, parts)| Relation::sum(sum, parts.to_vec())),
                false => ids.split_last().map(|(&sum, parts)| Relation::sum(sum, parts.to_vec())),
            })
            .collect()
    };
    for found in [across(true), across(false)] {
        let sound = found.iter().filter(|r| context.is_sound(r)).count();
        if sound > 1 && sound + 1 >= found.len() {
            for relation in found {
                ledger.check(context, &RULE, "年度主要任务 金额", relation);
            }
        }
    }
    // The sums repeat the money of the budget part.
    let Some(fund) = form.total_fund() else { return };
    for (stated, &sum) in [fund.full.or(fund.initial), fund.executed]
        .into_iter()
        .flatten()
        .flat_map(|id| total.amounts.iter().flatten().map(move |s| (id, s)))
    {
        ledger.confirm(context, &RULE, format!("{} 与任务金额", fund.label), Relation::equality(stated, sum));
    }
}

/// Amounts of which only the label says what they are, by source and by use: each set makes one of the totals.
fn shares(context: &Context, ledger: &mut Ledger, form: &Form) {
    let Some(total) = form.total_fund() else { return };
    let totals: Vec<FigureId> = [total.executed, total.full, total.initial].into_iter().flatten().collect();
    let set = |used: bool| -> Vec<FigureId> {
        form.shares.iter().filter(|s| BY_USE.contains(&s.kind) == used).map(|s| s.figure).collect()
    };
    let sets: Vec<Vec<FigureId>> = [set(false), set(true)].into_iter().filter(|s| s.len() > 1).collect();
    let fits =
        |stated: FigureId, parts: &Vec<FigureId>| context.is_sound(&Relation::sum(stated, parts.clone()));
    let Some(&stated) = totals.iter().find(|&&t| sets.iter().any(|parts| fits(t, parts))) else {
        // None of the totals: the nearest is meant.
        for parts in &sets {
            let sum = parts.iter().map(|&id| context.figures[id].value()).total();
            // Where the rate contradicts what was spent, that is in doubt anyhow.
            let doubted = total
                .rate
                .zip(total.executed)
                .zip(total.full.or(total.initial))
                .and_then(|((r, e), b)| (!context.is_sound(&Relation::ratio(r, e, b))).then_some(e));
            let near = totals.iter().min_by_key(|&&t| (context.figures[t].value() - sum).abs());
            if let Some(nearest) = doubted.or(near.copied()) {
                let relation = Relation::sum(nearest, parts.clone());
                let subject = format!("{} 按收入、支出性质分", total.label);
                ledger.check_as(context, &RULE, Severity::Warning, subject, relation, None);
            }
        }
        return;
    };
    let subject = format!("{} 按收入、支出性质分", total.label);
    for parts in &sets {
        ledger.check(context, &RULE, subject.clone(), Relation::sum(stated, parts.clone()));
    }
    // One source alone need not be all of it: only a slip of the pen is told.
    for used in [false, true] {
        let [only] = set(used)[..] else { continue };
        let relation = Relation::sum(stated, [only]);
        if context.is_sound(&relation) || slip_explains(context.figures, stated, &[only]) {
            ledger.check_as(context, &RULE, Severity::Warning, subject.clone(), relation, None);
        }
    }
}
