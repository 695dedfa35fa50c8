use super::support::narrative;
use crate::figure::FigureId;
use crate::ledger::{Context, Ledger};
use crate::recognise::Fund;
use crate::recognise::narrative::{Slot, Statement};
use crate::relation::Relation;

rule! {
    /// # 机关运行经费与公用经费不符 / Operating expenses and the public part of basic expenditure
    ///
    /// ## 检查什么
    /// 全部由行政单位和参照公务员法管理的事业单位组成的部门，机关运行经费应等于一般公共预算财政拨款基本支出中的公用经费。
    ///
    /// ## 依据
    /// 机关运行经费是指行政单位和参公事业单位使用一般公共预算财政拨款安排的基本支出中的日常公用经费支出。
    ///
    /// ## 示例
    /// 机关运行经费支出113.82万元，公用经费113.82万元，相符。
    ///
    /// ## 例外
    /// 部门中有其他事业单位时，公用经费大于机关运行经费是正常的，不作提示。
    ///
    /// ## In English
    /// In a purely administrative unit the operating expenses equal the public part of basic expenditure.
    "GJ114", Warning, run,
    fires: [
        "六、一般公共预算财政拨款基本支出决算情况说明\n基本支出1,335.32万元，其中：人员经费1,221.50万元，公用经费113.82万元。\n十、其他重要事项的情况说明\n机关运行经费支出118.32万元，比上年减少4.03万元。",
        "六、一般公共预算财政拨款基本支出情况\n基本支出200万元，其中：人员经费150万元，公用经费50万元。\n七、其他事项\n2023年度机关运行经费55万元。",
    ],
    silent: [
        "六、一般公共预算财政拨款基本支出决算情况说明\n基本支出1,335.32万元，其中：人员经费1,221.50万元，公用经费113.82万元。\n十、其他重要事项的情况说明\n机关运行经费支出113.82万元，比上年减少4.03万元。",
        "二、单位构成\n下属事业单位3家。\n六、一般公共预算财政拨款基本支出情况\n基本支出200万元，其中：人员经费150万元，公用经费50万元。\n七、其他事项\n2023年度机关运行经费25万元。",
    ],
}

const NUMERALS: &str = "一二两三四五六七八九十";

fn run(context: &Context, ledger: &mut Ledger) {
    let narrative = narrative(context);
    let amount = |name: &str, funds: &[Fund]| -> Option<FigureId> {
        narrative
            .statements
            .iter()
            .filter(|s| s.subject.as_ref().is_some_and(|x| x.name == name && funds.contains(&x.fund)))
            .find_map(|s| s.amount(Slot::Amount))
    };
    let public = amount("公用经费", &[Fund::GeneralPublic]);
    let (Some(operating), Some(public)) = (amount("机关运行经费", &[Fund::All]), public) else {
        return;
    };
    let relation = Relation::equality(operating, public);
    if has_institutions(context) {
        ledger.confirm(context, &RULE, "机关运行经费与公用经费", relation);
    } else {
        ledger.check(context, &RULE, "机关运行经费与公用经费", relation);
    }
}

/// Are there institutions besides the administration?
fn has_institutions(context: &Context) -> bool {
    let narrative = narrative(context);
    let item = narrative.statements.iter().filter_map(|s| s.path.as_ref()).any(|p| {
        p.last()
            .is_some_and(|n| n.contains("事业运行") || n.starts_with("事业单位") || n.contains("机关服务"))
    });
    let named = narrative.passages.iter().any(|p| {
        p.text
            .replace("参照公务员法管理的事业单位", "")
            .replace("参照公务员法管理事业单位", "")
            .replace("参公事业单位", "")
            .replace("行政事业单位", "")
            .replace("机关事业单位", "")
            .split('。')
            .any(|s| {
                s.contains("事业单位") && !s.contains('指') && !s.contains("养老") && !s.contains("医疗")
            })
    });
    item || named
        || earns(context)
        || pays_performance(context)
        || narrative.passages.iter().any(|p| names_units(&p.text))
}

/// 事业收入, 经营收入: what institutions earn.
fn earns(context: &Context) -> bool {
    narrative(context).statements.iter().any(|s| {
        let subject = s.subject.as_ref().is_some_and(|x| matches!(x.name.as_str(), "事业收入" | "经营收入"));
        subject && s.amount(Slot::Amount).is_some_and(|id| !context.figures[id].value().is_zero())
    })
}

/// 人员经费X万元，包括：…绩效工资Y万元: what institutions pay, and the administration does not.
fn pays_performance(context: &Context) -> bool {
    let paid = |s: &Statement| {
        let amount = s.amount(Slot::Amount);
        s.label.ends_with("绩效工资") && amount.is_some_and(|id| !context.figures[id].value().is_zero())
    };
    narrative(context).statements.iter().any(paid)
}

/// 本级及下属4家单位: units below the administration, of which nobody says that they belong to it.
fn names_units(text: &str) -> bool {
    ["下属", "所属", "二级"].iter().any(|word| {
        text.match_indices(word).any(|(at, _)| {
            let rest = text.get(at + word.len()..).unwrap_or("");
            let digits = rest.trim_start_matches(['的', '共', '有', '单', '位', '预', '算']);
            let after = digits.trim_start_matches(|c: char| c.is_ascii_digit() || NUMERALS.contains(c));
            let count = digits.get(..digits.len() - after.len()).unwrap_or("");
            !matches!(count, "" | "0" | "零") && after.starts_with(['家', '个'])
        })
    })
}
