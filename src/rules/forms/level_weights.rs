use crate::figure::FigureId;
use crate::ledger::{Context, Ledger};
use crate::number::Total;
use crate::recognise::self_evaluation::{Form, Group, Indicator, Subtotal};
use crate::relation::Relation;
use rust_decimal::Decimal;

rule! {
    /// # 一级指标分值 / Weights of a group
    ///
    /// ## 检查什么
    /// 标题里写明分值的一级（二级）指标，如“产出指标（50分）”，它下面各指标的分值（没有分值列时为得分的上限）相加等于这个数；“小计”行的分值等于其上各指标之和。
    ///
    /// ## 依据
    /// 财预〔2020〕10号：产出 50、效益 30、满意度 10、预算执行率 10，分值在三级指标上分配。
    ///
    /// ## 示例
    /// “产出指标（50分）”下三个指标分值为 20、20、20：相加为 60。
    ///
    /// ## 例外
    /// 组内有指标没有分值的、各组内都按 100 分配的不核对；没有总分行、最后一组又不足的，表可能没有完，不核对。
    ///
    /// ## In English
    /// Where a label states the weight of its group, the weights of the group's indicators add up to it; so
    /// does the weight of a sub-total.
    "GJ309", Error, run,
    fires: [
        "项目支出绩效自评表\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n产出指标（50分）\t数量指标\t渠道\t≥100米\t100米\t30\t30\n\t质量指标\t合格率\t100%\t100%\t30\t30\n效益指标（40分）\t社会效益\t受益户\t≥20户\t20户\t40\t40\n",
        "项目支出绩效自评表\n一级指标\t二级指标\t三级指标\t分值\t指标值\t完成值\t得分\n产出(70分)\t数量\t水尺\t40\t≥266米\t≥266米\t40\n\t质量\t合格率\t10\t100%\t100%\t10\n效益(20分)\t社会效益\t受益户\t20\t≥20户\t20户\t20\n",
    ],
    silent: [
        "项目支出绩效自评表\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n产出指标（60分）\t数量指标\t渠道\t≥100米\t100米\t30\t30\n\t质量指标\t合格率\t100%\t100%\t30\t30\n效益指标（40分）\t社会效益\t受益户\t≥20户\t20户\t40\t40\n",
        "项目支出绩效自评表\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n产出指标\t数量指标\t渠道\t≥100米\t100米\t50\t50\n效益指标\t社会效益\t受益户\t≥20户\t20户\t50\t50\n",
    ],
}

fn run(context: &Context, ledger: &mut Ledger) {
    for form in context.recognised.forms.iter().filter(|f| !f.unclear) {
        let relative = are_relative(context, form);
        for (place, group) in form.groups.iter().enumerate().filter(|_| !relative) {
            let to = match stretch(context, form, place) {
                Stretch::Repeats(first) => {
                    let subject = format!("{} 分值", group.label);
                    ledger.check(context, &RULE, subject, Relation::equality(group.weight, first.weight));
                    continue;
                }
                Stretch::To(to) => to,
            };
            let Some(members) = form.indicators.get(group.from..to) else { continue };
            let weights: Vec<FigureId> = members.iter().filter_map(|i| i.weight).collect();
            let scored = members.iter().filter(|i| !is_part(i)).count();
            // A form that breaks off within its last group does not show all of it.
            let sum = weights.iter().map(|&id| context.figures[id].value()).total();
            let open = form.total_score.is_none()
                && form.total_weight.is_none()
                && group.to == form.indicators.len()
                && sum < context.figures[group.weight].value();
            if weights.len() == scored && !weights.is_empty() && !open {
                let subject = format!("{} 分值", group.label);
                ledger.check(context, &RULE, subject, Relation::sum(group.weight, weights));
            }
        }
        for (subtotal, parts) in subtotals(context, form, |s| s.weight, |i| i.weight) {
            ledger.check(context, &RULE, format!("{} 分值", subtotal.label), parts);
        }
        for &again in &form.repeated_weights {
            if let Some(label) = form.execution_weight
                && context.figures[again].quantity.decimals == context.figures[label].quantity.decimals
            {
                ledger.check(context, &RULE, "预算执行情况 分值", Relation::equality(again, label));
            }
        }
        // 预算执行情况（10分） beside a column of weights.
        if let Some(label) = form.execution_weight
            && let Some(own) = form.funds.iter().find_map(|f| f.weight)
        {
            ledger.check(context, &RULE, "预算执行情况 分值", Relation::equality(own, label));
        }
    }
}

/// 决策 20% | 立项 50% | 目标 50%: what weighs within a group is told of a hundred, group by group.
pub(super) fn are_relative(context: &Context, form: &Form) -> bool {
    let hundred = |group: &Group| {
        let members =
            form.indicators.get(group.from..group.to.min(form.indicators.len())).unwrap_or_default();
        let sum =
            members.iter().filter_map(|i| i.weight).map(|id| context.figures[id].quantity.value).total();
        members.len() > 1 && sum == Decimal::ONE_HUNDRED
    };
    form.groups.len() > 1 && form.groups.iter().all(hundred)
}

/// What a group's label is the sum of.
enum Stretch<'f> {
    /// The indicators up to here.
    To(usize),
    /// Nothing of its own: it writes this group's label again in a further row, as tables without merged cells do.
    Repeats(&'f Group),
}

/// Labels that each state the points of their own row alone are groups of their own.
fn stretch<'f>(context: &Context, form: &'f Form, place: usize) -> Stretch<'f> {
    let Some(group) = form.groups.get(place) else { return Stretch::To(0) };
    let same: Vec<&Group> =
        form.groups.iter().filter(|g| g.label == group.label && g.to == group.to).collect();
    let alone = |g: &&Group| {
        let own = form.indicators.get(g.from).and_then(|i| i.weight);
        own.is_some_and(|own| context.is_sound(&Relation::equality(g.weight, own)))
    };
    match same.first() {
        Some(_) if same.len() > 1 && same.iter().all(alone) => Stretch::To(group.from + 1),
        Some(first) if first.from < group.from => Stretch::Repeats(first),
        _ => Stretch::To(group.to),
    }
}

/// 其中：梨树面积, without points: it details the row above.
pub(super) fn is_part(indicator: &Indicator) -> bool {
    let name = indicator.name.trim_start_matches(['★', '☆', '*', ' ']);
    name.starts_with("其中") && indicator.weight.is_none() && indicator.score.is_none()
}

/// The relation of each sub-total: of the stretches that it may sum up, the first whose sum is right, else the likeliest.
pub(super) fn subtotals<'f>(
    context: &Context,
    form: &'f Form,
    stated: fn(&Subtotal) -> Option<FigureId>,
    part: fn(&Indicator) -> Option<FigureId>,
) -> Vec<(&'f Subtotal, Relation)> {
    form.subtotals
        .iter()
        .filter_map(|subtotal| {
            let stated = stated(subtotal)?;
            let relations: Vec<Relation> = subtotal
                .from
                .iter()
                .filter_map(|&from| {
                    let members = form.indicators.get(from..subtotal.to)?;
                    let parts: Vec<FigureId> = members.iter().filter_map(part).collect();
                    (!parts.is_empty()).then(|| Relation::sum(stated, parts))
                })
                .collect();
            let sound = relations.iter().position(|r| context.is_sound(r)).unwrap_or(0);
            Some((subtotal, relations.into_iter().nth(sound)?))
        })
        .collect()
}
