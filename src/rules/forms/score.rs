use crate::figure::FigureId;
use crate::ledger::{Context, Ledger, Message};
use crate::locale;
use crate::recognise::self_evaluation::{Form, Indicator};
use crate::relation::{Expression, Relation, RelationKind};
use crate::rules::Rule;
use crate::scoring::Judged;
use rust_decimal::Decimal;

rule! {
    /// # 指标得分 / Score of an indicator
    ///
    /// ## 检查什么
    /// 指标得分能否由分值（权重）和完成率按赋分规则推出。列有“单项得分、权重占比、折算得分”的表，折算得分等于前两者之积。
    ///
    /// ## 依据
    /// 赋分规则全国不统一。Gouji 把有出处的规则作为数据，让本文件里完成率不等于 100% 的行投票，按赋分规则的措辞、不足还是超额、执行率还是指标分别统计；不合群的行按多数规则判断。推断出来的规则不是法规，读者可以另选。
    ///
    /// ## 示例
    /// 分值 10、完成率 100%，得分写 9：应为 10。
    ///
    /// ## 例外
    /// 完成率本身写错的，在完成率处报告；得分按写出的和重算的完成率之一成立即可。任何已知规则都推不出的是错误，能用另一条已知规则推出的是提示，样本少于 3 行的只作说明。
    ///
    /// ## In English
    /// A score must follow from weight and completion rate. The document's own rows vote for the scoring rule; an outlier
    /// that a different known rule explains is a warning, one that nothing explains an error.
    "GJ305", Error, run,
    fires: [
        example!("年度资金总额\t20.00\t20.00\t20.00\t10\t100.00%\t10.00\n", "产出指标\t数量指标\t培训人次\t40\t>=100人次\t=100人次\t100%\t38\t按照完成比例赋分\t\n产出指标\t质量指标\t合格率\t50\t=100%\t=100%\t100%\t50\t按照完成比例赋分\t\n", "总分\t100\t\t\t98分\n"),
        "项目支出绩效自评表\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n产出指标\t数量指标\t渠道\t≥100米\t80米\t50\t45\n产出指标\t质量指标\t合格率\t100%\t100%\t50\t50\n总分\t\t\t\t\t100\t95\n",
    ],
    silent: [
        example!("年度资金总额\t20.00\t20.00\t20.00\t10\t100.00%\t10.00\n", "产出指标\t数量指标\t保障人数\t90\t>=64人\t=59人\t92.19%\t72.43\t按照完成比例赋分\t退休\n", "总分\t100\t\t\t82.43分\n"),
        "项目支出绩效自评表\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n产出指标\t数量指标\t渠道\t≥100米\t80米\t50\t40\n产出指标\t质量指标\t合格率\t≥95%\t100%\t50\t50\n总分\t\t\t\t\t100\t90\n",
    ],
}

fn run(context: &Context, ledger: &mut Ledger) {
    for judged in &context.recognised.scoring.judged {
        let Some(index) = judged.indicator else { continue };
        let own = context.recognised.forms.get(judged.form).and_then(|f| f.indicators.get(index));
        let Some(Indicator { name, converted, .. }) = own else { continue };
        // What is converted from points of a hundred was rounded on the way.
        if converted.is_some() && !context.is_sound(&judged.relation) {
            continue;
        }
        enter(context, ledger, &RULE, format!("{name} 得分"), judged);
    }
    full_marks(context, ledger);
    for form in context.recognised.forms.iter().filter(|form| !form.unclear) {
        converted(context, ledger, form);
        coefficients(context, ledger, form);
    }
}

/// 得分系数: the score is the points times it, where most rows of the form have it so.
fn coefficients(context: &Context, ledger: &mut Ledger, form: &Form) {
    let relation = |i: &Indicator| {
        let product = [i.weight?, i.coefficient?].map(Expression::Figure);
        Some((i.name.clone(), Relation::equal(RelationKind::Product, i.score?, Expression::product(product))))
    };
    let rows: Vec<(String, Relation)> = form.indicators.iter().filter_map(relation).collect();
    let sound = rows.iter().filter(|(_, r)| context.is_sound(r)).count();
    if sound > 1 && sound * 3 >= rows.len() * 2 {
        for (name, relation) in rows {
            ledger.check(context, &RULE, format!("{name} 得分"), relation);
        }
    }
}

/// 折算得分 = 单项得分 × 权重占比, where most rows of the form have it so.
fn converted(context: &Context, ledger: &mut Ledger, form: &Form) {
    let relation = |(result, points, share): (FigureId, FigureId, FigureId)| {
        let share = match context.figures[share].quantity.unit.is_percent() {
            true => Expression::Figure(share),
            false => Expression::quotient(share, Decimal::ONE_HUNDRED),
        };
        Relation::equal(
            RelationKind::Product,
            result,
            Expression::product([Expression::Figure(points), share]),
        )
    };
    let rows: Vec<(&str, Relation)> =
        form.indicators.iter().filter_map(|i| Some((i.name.as_str(), relation(i.converted?)))).collect();
    let sound = rows.iter().filter(|(_, r)| context.is_sound(r)).count();
    if sound > 1 && sound * 2 > rows.len() {
        for (name, relation) in rows {
            ledger.check(context, &RULE, format!("{name} 折算得分"), relation);
        }
    }
}

/// Full marks where nothing can be computed: it bears the score out when a total is in doubt.
fn full_marks(context: &Context, ledger: &mut Ledger) {
    let scoring = &context.recognised.scoring;
    for (f, form) in context.recognised.forms.iter().enumerate().filter(|(_, form)| !form.unclear) {
        for (i, indicator) in form.indicators.iter().enumerate() {
            if let (Some(weight), Some(score), None) =
                (indicator.weight, indicator.score, scoring.find(f, Some(i)))
            {
                let subject = format!("{} 得分", indicator.name);
                ledger.confirm(context, &RULE, subject, Relation::equality(score, weight));
            }
        }
    }
}

/// Enters a judged score with what the reader must know of the rule behind it.
pub(super) fn enter(
    context: &Context,
    ledger: &mut Ledger,
    rule: &'static Rule,
    subject: String,
    judged: &Judged,
) {
    let name = |r: &crate::scoring::ScoringRule| {
        locale::text(context.options.language, &format!("scoring.{}", r.key), [])
    };
    let (own, support) = (name(judged.rule), judged.support.to_string());
    let hint = match (judged.chosen, judged.instead) {
        _ if judged.by_hand => Message::new("forms.by_hand", &[]),
        (true, _) => Message::new("forms.chosen_rule", &[("rule", &own)]),
        (_, Some(instead)) if judged.support > 0 => Message::new(
            "forms.other_rule",
            &[("rule", &own), ("support", &support), ("other", &name(instead))],
        ),
        (_, Some(instead)) => Message::new("forms.explained_by", &[("other", &name(instead))]),
        (_, None) if judged.support > 0 => {
            Message::new("forms.follows", &[("rule", &own), ("support", &support)])
        }
        (_, None) => Message::new("forms.no_rule", &[]),
    };
    ledger.check_as(context, rule, judged.severity, subject, judged.relation.clone(), Some(hint));
}
