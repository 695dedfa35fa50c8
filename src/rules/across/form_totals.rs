use super::support::{Key, TableFacts};
use crate::document::squeeze;
use crate::figure::FigureId;
use crate::ledger::{Context, Ledger, Severity};
use crate::recognise::self_evaluation::FormKind;
use crate::recognise::{Basis, Fact, Fund, Measure, Source, Year};
use crate::relation::{Expression, Relation, RelationKind};
use rust_decimal::Decimal;

rule! {
    /// # 绩效情况说明与自评表 / Narrative and accounts against the self-evaluation forms
    ///
    /// ## 检查什么
    /// 情况说明中绩效评价的项目个数与所附项目支出绩效自评表的张数；全年预算数、全年执行数与各张表“年度资金总额”之和；
    /// 整体支出绩效自评表的全年预算数、全年执行数与收入总计、本年支出合计。
    ///
    /// ## 依据
    /// 情况说明中的绩效数据由自评表汇总；整体支出自评反映部门全部支出。
    ///
    /// ## 示例
    /// 说明写“预算绩效评价项目19个，全年预算数8,157.53万元”，19 张表的年度资金总额相加为 8,157.53：相符。
    ///
    /// ## 例外
    /// 所附自评表不全时，个数不同只作提示，合计不再比较；所写个数是张数的两倍以上的，只公开了其中几个项目，不提示。整体表的口径与总表都不相同时不比较。
    ///
    /// ## In English
    /// The number of projects and their money in the narrative against the forms attached; the form of the unit as a whole
    /// against the accounts.
    "GJ403", Error, run,
    fires: [
        "2024年度部门决算\n预算绩效评价项目2个，全年预算数30.50万元，全年执行数30.00万元。\n\n项目支出绩效自评表\n项目名称\t培训\n项目资金（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n\t年度资金总额\t10.00\t10.00\t10.00\t10\t100.00%\t10\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n产出指标\t数量指标\t培训场次\t=5场\t5场\t90\t90\n总分\t\t\t\t\t100\t100\n\n\n项目支出绩效自评表\n项目名称\t普查\n项目资金（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n\t年度资金总额\t25.50\t25.50\t20.00\t10\t78.43%\t7.84\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n产出指标\t数量指标\t普查次数\t=5次\t5次\t90\t90\n总分\t\t\t\t\t100\t97.84\n",
    ],
    silent: [
        "2024年度部门决算\n预算绩效评价项目2个，全年预算数35.50万元，全年执行数30.00万元。\n\n项目支出绩效自评表\n项目名称\t培训\n项目资金（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n\t年度资金总额\t10.00\t10.00\t10.00\t10\t100.00%\t10\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n产出指标\t数量指标\t培训场次\t=5场\t5场\t90\t90\n总分\t\t\t\t\t100\t100\n\n\n项目支出绩效自评表\n项目名称\t普查\n项目资金（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n\t年度资金总额\t25.50\t25.50\t20.00\t10\t78.43%\t7.84\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n产出指标\t数量指标\t普查次数\t=5次\t5次\t90\t90\n总分\t\t\t\t\t100\t97.84\n",
    ],
}

fn run(context: &Context, ledger: &mut Ledger) {
    projects(context, ledger);
    whole(context, ledger);
}

fn said<'a>(context: &'a Context, name: &'a str, measure: Measure) -> impl Iterator<Item = &'a Fact> + 'a {
    context.recognised.facts.iter().filter(move |f| {
        f.source == Source::Narrative
            && f.subject.name == name
            && f.measure == measure
            && f.year == Year::Report
    })
}

/// The forms of a kind, each once: in a package the same form may stand in a document and in a workbook.
fn distinct(context: &Context, kind: FormKind) -> Vec<usize> {
    let mut seen = crate::order::Set::new();
    let forms = context.recognised.forms.iter().enumerate().filter(|(_, form)| form.kind == kind);
    let once = forms.filter(|(_, form)| {
        let file =
            form.name.as_ref().and_then(|name| context.outline.place(context.document, &name.span).file);
        match (&form.name, file) {
            (Some(name), Some(_)) => seen.insert(squeeze(&name.text)),
            _ => true,
        }
    });
    once.map(|(index, _)| index).collect()
}

/// The amount of each form of a kind on a basis.
fn amounts(context: &Context, kind: FormKind, basis: Basis) -> Vec<FigureId> {
    let of_kind = |index: usize| context.recognised.forms.get(index).is_some_and(|f| f.kind == kind);
    let counted = distinct(context, kind);
    context
        .recognised
        .facts
        .iter()
        .filter(|f| matches!(f.source, Source::Form(index) if of_kind(index) && counted.contains(&index)))
        .filter(|f| f.measure == Measure::Amount && f.basis == basis)
        .map(|f| f.figure)
        .collect()
}

fn projects(context: &Context, ledger: &mut Ledger) {
    let forms = distinct(context, FormKind::Project).len();
    if forms == 0 {
        return;
    }
    let mut complete = true;
    for fact in said(context, "绩效评价项目", Measure::Count) {
        let count = Expression::Constant(Decimal::from(forms));
        let relation = Relation::equal(RelationKind::Equality, fact.figure, count);
        complete &= context.is_sound(&relation);
        // Many units publish the forms of a few of their projects only.
        let stated = context.figures[fact.figure].quantity.value;
        let attached = Decimal::from(forms);
        let about = "绩效评价项目个数与自评表张数";
        if stated >= attached + attached {
            ledger.confirm(context, &RULE, about, relation);
            continue;
        }
        ledger.check_as(context, &RULE, Severity::Warning, about, relation, None);
    }
    if !complete {
        return;
    }
    for fact in said(context, "绩效评价项目", Measure::Amount) {
        let parts = amounts(context, FormKind::Project, fact.basis);
        if parts.len() == forms {
            let about = "绩效评价项目资金与各自评表年度资金总额之和";
            ledger.check(context, &RULE, about, Relation::sum(fact.figure, parts));
        }
    }
}

/// The form of the unit as a whole follows the accounts in both amounts or speaks of something else.
fn whole(context: &Context, ledger: &mut Ledger) {
    let tables = TableFacts::of(context);
    let stated = |name: &str| {
        let key = Key { name: name.to_string(), fund: Fund::All, basis: Basis::Final };
        let table = (tables.sets == 1).then(|| tables.get(0, &key).first().copied()).flatten();
        table.or_else(|| {
            said(context, name, Measure::Amount).find(|f| f.subject.fund == Fund::All).map(|f| f.figure)
        })
    };
    let pairs: Vec<Relation> = [(Basis::FullBudget, "收入总计"), (Basis::Final, "本年支出合计")]
        .into_iter()
        .filter_map(|(basis, name)| match amounts(context, FormKind::Overall, basis).as_slice() {
            &[form] => Some(Relation::equality(form, stated(name)?)),
            _ => None,
        })
        .collect();
    if !pairs.iter().any(|r| context.is_sound(r)) {
        return;
    }
    for relation in pairs {
        ledger.check_as(context, &RULE, Severity::Warning, "整体支出自评表与决算总表", relation, None);
    }
}
