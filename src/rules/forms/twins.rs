use crate::document::squeeze;
use crate::figure::FigureId;
use crate::ledger::{Context, Ledger};
use crate::recognise::self_evaluation::{Form, FormKind, Indicator};
use crate::relation::Relation;

rule! {
    /// # 整体表与项目表的同名指标 / The same indicator in two forms
    ///
    /// ## 检查什么
    /// 整体支出自评表里的指标，若恰好在一张项目表里也有同名、同目标值的指标，两处的实际完成值应一致。
    ///
    /// ## 依据
    /// 整体表的指标来自项目，同一件事只有一个完成数。
    ///
    /// ## 示例
    /// 整体表“地质灾害综合治理（处）”完成 0 处，项目表同名指标完成 1 处。
    ///
    /// ## 例外
    /// 名称在多张项目表出现的（合格率、满意度等），目标值不同的，不判断。
    ///
    /// ## In English
    /// An indicator of the overall form that exactly one project form repeats with the same target has the same actual there.
    "GJ313", Warning, run,
    fires: [
        "单位整体支出绩效自评表\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n履职效能\t数量指标\t地灾治理（处）\t=1处\t0处\t100\t0\n总分\t\t\t\t\t100\t0\n\n项目支出绩效自评表\n项目名称\t地灾防治\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n产出指标\t数量指标\t地灾治理（处）\t=1处\t1处\t100\t100\n总分\t\t\t\t\t100\t100\n",
    ],
    silent: [
        "单位整体支出绩效自评表\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n履职效能\t数量指标\t地灾治理（处）\t=1处\t1处\t100\t100\n总分\t\t\t\t\t100\t100\n\n项目支出绩效自评表\n项目名称\t地灾防治\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n产出指标\t数量指标\t地灾治理（处）\t=1处\t1处\t100\t100\n总分\t\t\t\t\t100\t100\n",
        "单位整体支出绩效自评表\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n履职效能\t数量指标\t培训场次\t=5场\t4场\t100\t80\n总分\t\t\t\t\t100\t80\n\n项目支出绩效自评表\n项目名称\t培训\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n产出指标\t数量指标\t培训场次\t=1场\t1场\t100\t100\n总分\t\t\t\t\t100\t100\n",
    ],
}

fn run(context: &Context, ledger: &mut Ledger) {
    let forms = &context.recognised.forms;
    let (overall, projects): (Vec<&Form>, Vec<&Form>) =
        forms.iter().partition(|f| f.kind == FormKind::Overall);
    let [overall] = overall.as_slice() else { return };
    for indicator in &overall.indicators {
        let Some((target, actual)) = indicator.quantities() else { continue };
        let name = squeeze(&indicator.name);
        if name.chars().count() < 4 {
            continue;
        }
        let twins: Vec<(FigureId, FigureId)> = projects
            .iter()
            .flat_map(|f| &f.indicators)
            .filter(|i| squeeze(&i.name) == name)
            .filter_map(Indicator::quantities)
            .collect();
        let [(their_target, their_actual)] = twins.as_slice() else { continue };
        let (a, b) = (&context.figures[target], &context.figures[*their_target]);
        if a.value() == b.value() && a.quantity.unit == b.quantity.unit {
            let subject = format!("{} 实际完成值", indicator.name);
            ledger.check(context, &RULE, subject, Relation::equality(actual, *their_actual));
        }
    }
}
