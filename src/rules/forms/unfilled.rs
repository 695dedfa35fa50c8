use crate::ledger::{Context, Ledger, Message};
use crate::recognise::self_evaluation::{Content, FormKind};

rule! {
    /// # 自评表没有填完 / A form left unfilled
    ///
    /// ## 检查什么
    /// 有得分一栏而全部指标都没有得分，或有实际完成值一栏而全部空白。
    ///
    /// ## 依据
    /// 公开的自评表应是填完的表；缺数不等于 0，也不等于相符。
    ///
    /// ## 示例
    /// 得分一栏整列为空。
    ///
    /// ## 例外
    /// 绩效目标表本来没有实际完成值和得分，不报。
    ///
    /// ## In English
    /// The form has a column for scores (or actuals) and not one of them is filled in. A missing number is neither zero
    /// nor right.
    "GJ318", Note, run,
    fires: [
        "项目支出绩效自评表\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n产出指标\t数量指标\t渠道\t≥100米\t\t60\t\n产出指标\t质量指标\t合格率\t100%\t\t40\t\n",
    ],
    silent: [
        "项目支出绩效自评表\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n产出指标\t数量指标\t渠道\t≥100米\t100米\t60\t60\n产出指标\t质量指标\t合格率\t100%\t100%\t40\t40\n",
    ],
}

fn run(context: &Context, ledger: &mut Ledger) {
    for form in context.recognised.forms.iter().filter(|f| f.kind != FormKind::Targets) {
        let Some(span) = form.indicators.iter().find_map(|i| i.span) else { continue };
        let no_scores = form.has_scores && form.indicators.iter().all(|i| i.score.is_none());
        let columns = form.indicators.iter().filter_map(|i| i.actual.as_ref()).collect::<Vec<_>>();
        let no_actuals = !columns.is_empty() && columns.iter().all(|a| a.content == Content::Blank);
        if (no_scores || no_actuals) && !form.unclear {
            let key = if no_scores { "forms.no_scores" } else { "forms.no_actuals" };
            ledger.remark(&RULE, span, Message::new(key, &[("form", &form.caption())]));
        }
    }
}
