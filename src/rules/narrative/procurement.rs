use super::support::narrative;
use crate::figure::FigureId;
use crate::ledger::{Context, Ledger};
use crate::recognise::narrative::Slot;
use crate::relation::Relation;

rule! {
    /// # 中小企业采购金额超出总额 / Contracts for small firms beyond the total
    ///
    /// ## 检查什么
    /// 授予小微企业的合同金额不应大于授予中小企业的合同金额，后者不应大于政府采购支出总额。
    ///
    /// ## 依据
    /// 小微企业属于中小企业，授予中小企业的合同属于政府采购。
    ///
    /// ## 示例
    /// 政府采购支出总额7,664.35万元，中小企业6,662.53万元，小微企业3,031.31万元，依次不超过，相符。
    ///
    /// ## 例外
    /// 没有写明政府采购支出总额的，只比较后两项。
    ///
    /// ## In English
    /// Contracts for micro firms are part of those for small firms, which are part of procurement.
    "GJ115", Error, run,
    fires: [
        "政府采购支出总额7,664.35万元。授予中小企业合同金额6,662.53万元，其中：授予小微企业合同金额30,313.10万元。",
        "政府采购支出总额100.00万元，其中：货物支出100.00万元。授予中小企业合同金额101.00万元。",
    ],
    silent: [
        "政府采购支出总额7,664.35万元。授予中小企业合同金额6,662.53万元，其中：授予小微企业合同金额3,031.31万元。",
        "政府采购支出总额100.00万元，其中：货物支出100.00万元。授予中小企业合同金额100.00万元。",
    ],
}

fn run(context: &Context, ledger: &mut Ledger) {
    let narrative = narrative(context);
    let amount = |name: &str| -> Option<FigureId> {
        narrative
            .statements
            .iter()
            .filter(|s| s.subject.as_ref().is_some_and(|x| x.name == name))
            .find_map(|s| s.amount(Slot::Amount))
    };
    let (micro, small) = (amount("授予小微企业合同金额"), amount("授予中小企业合同金额"));
    let all = amount("政府采购支出");
    for (part, whole, subject) in
        [(micro, small.or(all), "授予小微企业合同金额"), (small, all, "授予中小企业合同金额")]
    {
        if let (Some(part), Some(whole)) = (part, whole) {
            // A bound that holds proves little; only one that is broken is worth a word.
            let relation = Relation::at_most(part, whole);
            if !context.is_sound(&relation) {
                ledger.check(context, &RULE, subject, relation);
            }
        }
    }
}
