use super::support::Key;
use super::support::TableFacts;
use crate::ledger::{Context, Ledger, Message, Severity};
use crate::recognise::narrative::Slot;
use crate::recognise::{Basis, Fund};
use crate::relation::Relation;

rule! {
    /// # 绩效目标涉及的资金与项目支出预算 / Money with objectives against the project budget
    ///
    /// ## 检查什么
    /// 部门预算写“编报绩效目标的项目N个，涉及项目预算资金X万元”的，与支出预算表的项目支出合计对照。
    ///
    /// ## 依据
    /// 预算绩效管理要求项目支出全部编报绩效目标，两数应当相等。
    ///
    /// ## 示例
    /// 编报绩效目标的项目11个，涉及项目预算资金6626万元，支出预算表项目支出6641万元：相差15万元，请核对是否有项目未编报绩效目标。
    ///
    /// ## 例外
    /// 经批准不编报绩效目标的项目、转移支付等会使两数不同，因此只作说明。
    ///
    /// ## In English
    /// The money of projects with objectives is the project expenditure of the budget, if all projects have objectives.
    "GJ407", Note, run,
    fires: [
        "2025年部门预算\n支出预算总表\n单位：元\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n208\t社会保障和就业支出\t2435812.30\t2435812.30\t0.00\n20805\t行政事业单位养老支出\t2435812.30\t2435812.30\t0.00\n210\t卫生健康支出\t713100.00\t513100.00\t200000.00\n21011\t行政事业单位医疗\t713100.00\t513100.00\t200000.00\n合计\t\t3148912.30\t2948912.30\t200000.00\n\n四、绩效目标设置情况\n2025年部门预算编报绩效目标的项目2个，涉及项目预算资金18万元。\n",
    ],
    silent: [
        "2025年部门预算\n支出预算总表\n单位：元\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n208\t社会保障和就业支出\t2435812.30\t2435812.30\t0.00\n20805\t行政事业单位养老支出\t2435812.30\t2435812.30\t0.00\n210\t卫生健康支出\t713100.00\t513100.00\t200000.00\n21011\t行政事业单位医疗\t713100.00\t513100.00\t200000.00\n合计\t\t3148912.30\t2948912.30\t200000.00\n\n四、绩效目标设置情况\n2025年部门预算编报绩效目标的项目2个，涉及项目预算资金20万元。\n",
    ],
}

fn run(context: &Context, ledger: &mut Ledger) {
    if !context.recognised.profile.is_budget {
        return;
    }
    let tables = TableFacts::of(context);
    let key = Key { name: "项目支出".to_string(), fund: Fund::All, basis: Basis::Budget };
    let Some(&projects) = tables.get(0, &key).first().filter(|_| tables.sets == 1) else { return };
    let narrative = &context.recognised.narrative;
    for statement in &narrative.statements {
        let Some(amount) = statement.amount(Slot::Amount) else { continue };
        let passage = narrative.passages.get(statement.passage).map_or("", |p| p.text.as_str());
        let money = context.figures[amount].quantity.unit.is_money();
        let named = statement.label.contains("涉及")
            && ["预算资金", "预算金额"].iter().any(|w| statement.label.ends_with(w));
        if !money || !named || !passage.contains("绩效目标的项目") {
            continue;
        }
        let hint = Message::new("accounts.objectives", &[]);
        let relation = Relation::equality(amount, projects);
        ledger.check_as(context, &RULE, Severity::Note, "绩效目标涉及的项目预算资金", relation, Some(hint));
    }
}
