use crate::figure::FigureId;
use crate::ledger::{Context, Ledger};
use crate::recognise::self_evaluation::{Form, Indicator, Value};
use crate::relation::Relation;

rule! {
    /// # 成本指标之和 / Cost indicators add up to the budget
    ///
    /// ## 检查什么
    /// 以金额为单位的成本指标，目标值之和等于全年预算数，实际完成值之和等于全年执行数。
    ///
    /// ## 依据
    /// 通行的填法：成本指标把项目预算分解到各项支出。不是硬性规定，所以只在同一文件里至少 3 张表成立时，或者目标值之和恰等于全年预算数而实际值并非照抄目标时，才把不成立的作为提示。
    ///
    /// ## 示例
    /// 全年预算 27.19 万元，成本指标 19.9 万元、8.29 万元：相加为 28.19 万元，而其余各表都相符。
    ///
    /// ## 例外
    /// 成本指标是单价、比率，或只列一部分支出的，不判断。
    ///
    /// ## In English
    /// The cost indicators in money add up to the budget (targets) and to the amount spent (actuals). Reported only
    /// where at least three other forms of the document do it, or where the targets make exactly the budget and the actuals
    /// are no copy of the targets.
    "GJ311", Warning, run,
    fires: [
        concat!(
            example!("年度资金总额\t20.00\t20.00\t20.00\t10\t100.00%\t10.00\n", "成本指标\t经济成本指标\t场地费\t90\t<=20万元\t=20万元\t100%\t90\t\t\n", "总分\t100\t\t\t100分\n\n"),
            example!("年度资金总额\t30.00\t30.00\t30.00\t10\t100.00%\t10.00\n", "成本指标\t经济成本指标\t租车费\t90\t<=30万元\t=30万元\t100%\t90\t\t\n", "总分\t100\t\t\t100分\n\n"),
            example!("年度资金总额\t40.00\t40.00\t40.00\t10\t100.00%\t10.00\n", "成本指标\t经济成本指标\t资料费\t90\t<=40万元\t=40万元\t100%\t90\t\t\n", "总分\t100\t\t\t100分\n\n"),
            example!("年度资金总额\t50.00\t50.00\t50.00\t10\t100.00%\t10.00\n", "成本指标\t经济成本指标\t印刷费\t90\t<=51万元\t=51万元\t100%\t90\t\t\n", "总分\t100\t\t\t100分\n")
        ),
    ],
    silent: [
        example!("年度资金总额\t20.00\t20.00\t20.00\t10\t100.00%\t10.00\n", "成本指标\t经济成本指标\t培训单价\t90\t<=0.5万元\t=0.5万元\t100%\t90\t\t\n", "总分\t100\t\t\t100分\n"),
        example!("年度资金总额\t27.19\t27.19\t27.19\t10\t100.00%\t10.00\n", "成本指标\t经济成本指标\t论证费\t45\t<=19.9万元\t=19.9万元\t100%\t45\t\t\n成本指标\t经济成本指标\t监测费\t45\t<=7.29万元\t=7.29万元\t100%\t45\t\t\n", "总分\t100\t\t\t100分\n"),
    ],
}

fn run(context: &Context, ledger: &mut Ledger) {
    let targets = |i: &Indicator| i.target.as_ref().and_then(Value::figure);
    let actuals = |i: &Indicator| i.actual.as_ref().and_then(Value::figure);
    let forms = &context.recognised.forms;
    let pairs: Vec<(usize, [Option<Relation>; 2])> = forms
        .iter()
        .enumerate()
        .map(|(f, form)| {
            let total = form.total_fund();
            let planned =
                total.and_then(|t| t.full.or(t.initial)).and_then(|b| sum(context, form, b, &targets));
            let spent = total.and_then(|t| t.executed).and_then(|b| sum(context, form, b, &actuals));
            (f, [planned, spent])
        })
        .collect();
    let sound = |r: &Option<Relation>| r.as_ref().is_some_and(|r| context.is_sound(r));
    let supporters = pairs.iter().filter(|(_, r)| r.iter().all(sound)).count();
    let opponents =
        pairs.iter().filter(|(_, r)| r.iter().flatten().next().is_some() && !r.iter().any(sound)).count();
    for (f, [planned, spent]) in pairs {
        let subjects = ["成本指标目标值之和", "成本指标实际值之和"];
        if supporters < 3 && forms.len() <= 3 {
            // A limit that happens to be the budget proves nothing; what was spent is what the money part says, unless the
            // limit was written down once more.
            let bound = sound(&planned);
            let copied = forms.get(f).is_some_and(|form| copied(context, form));
            if let Some(planned) = planned.filter(|p| context.is_sound(p)) {
                ledger.confirm(context, &RULE, subjects[0], planned);
            }
            match spent {
                Some(spent) if bound && !copied => ledger.check(context, &RULE, subjects[1], spent),
                Some(spent) if context.is_sound(&spent) => ledger.confirm(context, &RULE, subjects[1], spent),
                _ => {}
            }
            continue;
        }
        let halfway = [&planned, &spent].into_iter().any(sound);
        for (relation, subject) in [planned, spent].into_iter().zip(subjects) {
            let Some(relation) = relation else { continue };
            // One column fits and the other does not: the form itself adds its costs up.
            if context.is_sound(&relation) || supporters >= 3 && (halfway || opponents * 3 <= supporters) {
                ledger.check(context, &RULE, subject, relation);
            }
        }
    }
}

/// The actual costs are the targets once more, or limits themselves: 不超过 50 万元.
fn copied(context: &Context, form: &Form) -> bool {
    form.indicators.iter().filter(|i| i.is_cost()).filter_map(Indicator::quantities).all(|(t, a)| {
        let actual = &context.figures[a];
        actual.value() == context.figures[t].value()
            || actual.quantity.comparator.is_some_and(|c| c.is_negative())
    })
}

fn sum(
    context: &Context,
    form: &Form,
    budget: FigureId,
    value: &dyn Fn(&Indicator) -> Option<FigureId>,
) -> Option<Relation> {
    let costs: Vec<&Indicator> = form.indicators.iter().filter(|i| i.is_cost()).collect();
    let ids: Vec<FigureId> = costs
        .iter()
        .filter_map(|i| value(i))
        .filter(|&id| context.figures[id].quantity.unit.is_money())
        .collect();
    (!ids.is_empty() && !form.unclear).then(|| Relation::sum(budget, ids))
}
