use crate::ledger::{Context, Ledger, Message};
use rust_decimal::Decimal;

rule! {
    /// # 自评等级 / Grade
    ///
    /// ## 检查什么
    /// 自评等级（优、良、中、差）与总分相称。
    ///
    /// ## 依据
    /// 财政部口径：优 90—100，良 80—90，中 60—80，差 60 以下；部分系统优为 80 分以上、良为 70—80。
    ///
    /// ## 示例
    /// 总分 72 分而等级写“优”：任何口径下都不是优。
    ///
    /// ## 例外
    /// 按两种口径之一说得通的不报。
    ///
    /// ## In English
    /// The grade must fit the total score under at least one of the scales in use.
    "GJ310", Warning, run,
    fires: [
        "项目支出绩效自评表\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n产出指标\t数量指标\t渠道\t≥100米\t72米\t100\t72\n总分\t\t\t\t\t100\t72\n自评等级\t优\n",
        "项目支出绩效自评表\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n产出指标\t数量指标\t渠道\t≥100米\t100米\t100\t100\n总分\t\t\t\t\t100\t100\n自评等级\t良\n",
    ],
    silent: [
        "项目支出绩效自评表\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n产出指标\t数量指标\t渠道\t≥100米\t85米\t100\t85\n总分\t\t\t\t\t100\t85\n自评等级\t优\n",
        "项目支出绩效自评表\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n产出指标\t数量指标\t渠道\t≥100米\t85米\t100\t85\n总分\t\t\t\t\t100\t85\n自评等级\t良\n",
    ],
}

fn run(context: &Context, ledger: &mut Ledger) {
    for form in &context.recognised.forms {
        let (Some(grade), Some(total)) = (&form.grade, form.total_score) else { continue };
        let score = context.figures[total].value();
        // From the widest reading of each grade.
        let (low, high) = match grade.text.trim() {
            "优" | "优秀" => (80, 101),
            "良" | "良好" => (70, 90),
            "中" | "一般" => (60, 80),
            "合格" => (60, 101),
            "差" | "较差" | "不合格" => (0, 60),
            _ => continue,
        };
        if score >= Decimal::from(low) && score <= Decimal::from(high) {
            continue;
        }
        let message = Message::new("forms.grade", &[("grade", &grade.text), ("score", context.text(total))]);
        ledger.remark_about(context, &RULE, grade.span, message, &[total]);
    }
}
