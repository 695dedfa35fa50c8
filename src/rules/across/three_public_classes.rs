use super::support::{Key, TableFacts, is_doubtful};
use crate::ledger::{Context, Ledger};
use crate::recognise::Fund;
use crate::relation::Relation;

rule! {
    /// # 基本支出中的“三公”经费 / Three public expenses by economic class
    ///
    /// ## 检查什么
    /// 基本支出表中因公出国（境）费用（30212）、公务接待费（30217）、公务用车运行维护费（30231）、公务用车购置（31013），
    /// 不应大于“三公”经费表中的同名项目。
    ///
    /// ## 依据
    /// “三公”经费表反映财政拨款的全部“三公”经费，基本支出表只反映其中由基本支出列支的部分。
    ///
    /// ## 示例
    /// 公务接待费：基本支出表 0.39，“三公”经费表 0.39，相符；基本支出表 3.90 则超过。
    ///
    /// ## 例外
    /// 项目支出中也可以列支“三公”经费，所以小于是正常的。
    ///
    /// ## In English
    /// The three public expenses within basic expenditure do not exceed those of the table of three public expenses.
    "GJ408", Warning, run,
    fires: [
        "一般公共预算财政拨款基本支出决算表\n单位：万元\n人员经费\t\t\t公用经费\t\t\n科目编码\t科目名称\t决算数\t科目编码\t科目名称\t决算数\n301\t工资福利支出\t553.64\t302\t商品和服务支出\t99.06\n30101\t基本工资\t312.46\t30201\t办公费\t95.16\n30102\t津贴补贴\t241.18\t30217\t公务接待费\t3.90\n人员经费合计\t\t553.64\t公用经费合计\t\t99.06\n\n财政拨款“三公”经费支出决算表\n单位：万元\n项目\t预算数\t决算数\n合计\t2.85\t0.39\n1.因公出国（境）费\t0.00\t0.00\n2.公务用车购置及运行维护费\t0.00\t0.00\n3.公务接待费\t2.85\t0.39\n",
    ],
    silent: [
        "一般公共预算财政拨款基本支出决算表\n单位：万元\n人员经费\t\t\t公用经费\t\t\n科目编码\t科目名称\t决算数\t科目编码\t科目名称\t决算数\n301\t工资福利支出\t553.64\t302\t商品和服务支出\t99.06\n30101\t基本工资\t312.46\t30201\t办公费\t98.67\n30102\t津贴补贴\t241.18\t30217\t公务接待费\t0.39\n人员经费合计\t\t553.64\t公用经费合计\t\t99.06\n\n财政拨款“三公”经费支出决算表\n单位：万元\n项目\t预算数\t决算数\n合计\t2.85\t0.39\n1.因公出国（境）费\t0.00\t0.00\n2.公务用车购置及运行维护费\t0.00\t0.00\n3.公务接待费\t2.85\t0.39\n",
    ],
}

/// Names by economic class and in the table of three public expenses.
const PAIRS: &[(&str, &str)] = &[
    ("因公出国(境)费用", "因公出国（境）费"),
    ("因公出国(境)费", "因公出国（境）费"),
    ("公务接待费", "公务接待费"),
    ("公务用车运行维护费", "公务用车运行维护费"),
    ("公务用车购置", "公务用车购置费"),
];

fn run(context: &Context, ledger: &mut Ledger) {
    let tables = TableFacts::of(context);
    for ((set, key), figures) in tables.sorted() {
        let Some(class) = key.name.strip_prefix("经济分类/") else { continue };
        let Some((_, name)) = PAIRS.iter().find(|(c, _)| *c == class) else { continue };
        let whole = Key { name: (*name).to_string(), fund: Fund::Fiscal, basis: key.basis };
        if let (Some(&part), Some(&whole)) = (figures.first(), tables.get(*set, &whole).first()) {
            let relation = Relation::at_most(part, whole);
            if !is_doubtful(context, &relation) {
                ledger.check(context, &RULE, *name, relation);
            }
        }
    }
}
