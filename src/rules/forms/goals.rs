use crate::document::{Searched, Span, squeeze};
use crate::figure::FigureId;
use crate::ledger::{Context, Ledger};
use crate::number::Unit;
use crate::recognise::self_evaluation::{Form, Goal, Indicator, Value};
use crate::relation::Relation;

rule! {
    /// # 目标文字与指标 / Goals in words against the indicators
    ///
    /// ## 检查什么
    /// “年度总体目标”里的数与指标表、资金表一致：预期目标对目标值、全年预算数，实际完成情况对实际完成值、全年执行数、执行率。
    ///
    /// ## 依据
    /// 同一张表里同一件事只有一个数。
    ///
    /// ## 示例
    /// 实际完成情况写“全年执行数9182.32万元”，资金表为 9,128.32 万元。
    ///
    /// ## 例外
    /// 只在文字里写出指标的全名、数紧跟其后且单位相同时才判断不一致；其余只用来印证。
    ///
    /// ## In English
    /// Numbers in the goals agree with targets and actuals. Only a number that follows the full name of an indicator, in
    /// its unit, is contradicted; others only confirm.
    "GJ312", Warning, run,
    fires: [
        "项目支出绩效自评表\n项目名称\t培训项目\n项目资金（万元）\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n年度资金总额\t20.00\t20.00\t18.00\t10\t90.00%\t9.00\n年度总体目标\t预期目标\t实际完成情况\n\t计划培训人次100人次\t全年执行数18.00万元，培训人次110人次。\n一级指标\t二级指标\t三级指标\t权重\t目标值\t业绩值\t完成率\t指标得分\n产出指标\t数量指标\t培训人次\t90\t>=100人次\t=100人次\t100%\t90\n总分\t100\t\t\t99分\n",
    ],
    silent: [
        "项目支出绩效自评表\n项目名称\t培训项目\n项目资金（万元）\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n年度资金总额\t20.00\t20.00\t18.00\t10\t90.00%\t9.00\n年度总体目标\t预期目标\t实际完成情况\n\t计划培训人次100人次\t全年执行数18.00万元，执行率90%，培训人次100人次，其中下乡培训60人次。\n一级指标\t二级指标\t三级指标\t权重\t目标值\t业绩值\t完成率\t指标得分\n产出指标\t数量指标\t培训人次\t90\t>=100人次\t=100人次\t100%\t90\n总分\t100\t\t\t99分\n",
        example!("年度资金总额\t20.00\t20.00\t20.00\t10\t100.00%\t10.00\n", "产出指标\t数量指标\t培训人次\t90\t>=100人次\t=100人次\t100%\t90\t\t\n", "总分\t100\t\t\t100分\n"),
    ],
}

fn run(context: &Context, ledger: &mut Ledger) {
    for form in &context.recognised.forms {
        for goal in &form.goals {
            check(context, ledger, form, goal);
        }
        for indicator in &form.indicators {
            reason(context, ledger, indicator);
        }
    }
}

/// Numbers in the reason of a deviation that repeat the row's own actual, target or rate.
fn reason(context: &Context, ledger: &mut Ledger, indicator: &Indicator) {
    let Some(reason) = &indicator.reason else { return };
    let value = |v: &Option<Value>| v.as_ref().and_then(Value::figure);
    let own = [value(&indicator.actual), value(&indicator.target), indicator.rate];
    for id in within(context, &reason.span) {
        let figure = &context.figures[id];
        let target = value(&indicator.target);
        let planned = Searched::new(&clause(context, &reason.span, id).whole).holds_any(&[
            "目标",
            "计划",
            "指标值",
            "预期",
            "年初",
        ]);
        let repeated = own.into_iter().flatten().find(|&other| {
            // A number is the target's where the words say so.
            if Some(other) == target && !planned {
                return false;
            }
            let other = &context.figures[other];
            alike(&figure.quantity.unit, &other.quantity.unit)
                && figure.quantity.unit != Unit::None
                && figure.value() == other.value()
        });
        if let Some(repeated) = repeated {
            let subject = format!("{} 偏差原因", indicator.name);
            ledger.confirm(context, &RULE, subject, Relation::equality(id, repeated));
        }
    }
}

fn within(context: &Context, span: &Span) -> Vec<FigureId> {
    context
        .figures
        .in_text(span.block, span.cell)
        .filter(|&id| {
            let own = context.figures[id].span;
            span.start <= own.start && own.end <= span.end
        })
        .collect()
}

pub(super) struct Candidate {
    pub name: String,
    pub figure: FigureId,
    /// The text must agree where it names this in full.
    binding: bool,
}

pub(super) fn candidates(form: &Form, achieved: bool) -> Vec<Candidate> {
    let mut out = Vec::new();
    for indicator in &form.indicators {
        let value = if achieved { &indicator.actual } else { &indicator.target };
        if let Some(figure) = value.as_ref().and_then(Value::figure) {
            out.push(Candidate { name: core(&indicator.name), figure, binding: true });
        }
    }
    if let Some(total) = form.total_fund() {
        for (name, figure) in [
            ("全年预算数", total.full),
            ("全年执行数", total.executed),
            ("预算执行率", total.rate),
            ("执行率", total.rate),
        ] {
            out.extend(figure.map(|figure| Candidate { name: name.to_string(), figure, binding: true }));
        }
        for (name, figure) in [
            ("项目资金", total.executed),
            ("总费用", total.full),
            ("预算", total.full),
            ("支付", total.executed),
        ] {
            out.extend(figure.map(|figure| Candidate { name: name.to_string(), figure, binding: false }));
        }
    }
    out
}

/// The name without brackets and without the verb in front of it.
fn core(name: &str) -> String {
    let squeezed = squeeze(name);
    let plain = squeezed.split('(').next().unwrap_or_default();
    let plain = ["完成", "开展", "实施"].iter().find_map(|v| plain.strip_prefix(v)).unwrap_or(plain);
    plain.to_string()
}

fn check(context: &Context, ledger: &mut Ledger, form: &Form, goal: &Goal) {
    let span = goal.text.span;
    let candidates = candidates(form, goal.achieved);
    for id in within(context, &span) {
        let clause = clause(context, &span, id);
        let same_kind = |c: &&Candidate| {
            alike(&context.figures[id].quantity.unit, &context.figures[c.figure].quantity.unit)
        };
        let named = candidates
            .iter()
            .filter(|c| c.binding && c.name.chars().count() >= 3 && clause.before.ends_with(&c.name))
            .filter(same_kind)
            .max_by_key(|c| c.name.len());
        if let Some(named) = named {
            let repeated = candidates.iter().filter(|c| c.name == named.name).count() > 1;
            let relation = Relation::equality(id, named.figure);
            // What was done is told in the words of the plan: 围栏120米 where 121.5米 were built.
            let planned = goal.achieved && repeats_target(context, form, named.figure, id);
            if context.is_sound(&relation) || !repeated && !planned {
                let subject = if goal.achieved { "实际完成情况" } else { "预期目标" };
                ledger.check(context, &RULE, format!("{subject} {}", named.name), relation);
            }
            continue;
        }
        // Only confirms: the same value, the same unit, words in common.
        let confirming = candidates
            .iter()
            .filter(same_kind)
            .filter(|c| context.figures[c.figure].value() == context.figures[id].value())
            .filter(|c| in_common(&c.name, &clause.whole))
            .max_by_key(|c| common(&c.name, &clause.whole));
        if let Some(confirming) = confirming {
            let relation = Relation::equality(id, confirming.figure);
            ledger.confirm(context, &RULE, format!("总体目标 {}", confirming.name), relation);
        }
    }
}

/// Is the number that of the indicator's target, which its actual goes beyond?
fn repeats_target(context: &Context, form: &Form, actual: FigureId, told: FigureId) -> bool {
    let value = |v: &Option<Value>| v.as_ref().and_then(Value::figure);
    let target =
        form.indicators.iter().find(|i| value(&i.actual) == Some(actual)).and_then(|i| value(&i.target));
    let worth = |id: FigureId| context.figures[id].value();
    target.is_some_and(|target| worth(target) == worth(told) && worth(actual) >= worth(target))
}

pub(super) fn alike(a: &Unit, b: &Unit) -> bool {
    a == b || a.is_money() && b.is_money() || a.is_percent() && b.is_percent()
}

pub(super) struct Clause {
    /// What stands before the number, without link words.
    before: String,
    pub whole: String,
}

pub(super) fn clause(context: &Context, span: &Span, id: FigureId) -> Clause {
    let text = context.document.text_of(span);
    let own = context.figures[id].span;
    let stops = ['，', '。', '；', ';', ',', '、', '\n', '：'];
    let start = text
        .get(..own.start)
        .and_then(|t| t.rfind(stops))
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let end = text.get(own.end..).and_then(|t| t.find(stops)).map_or(text.len(), |at| own.end + at);
    let mut before = squeeze(text.get(start..own.start).unwrap_or_default());
    for link in
        ["不超过", "不低于", "不少于", "达到了", "达到", "至少", "大于", "均", "为", "了", "共", "约", "达"]
    {
        if let Some(shorter) = before.strip_suffix(link) {
            before = shorter.to_string();
            break;
        }
    }
    Clause { before, whole: squeeze(text.get(start..end).unwrap_or_default()) }
}

/// Pairs of characters that a name shares with a clause.
fn common(name: &str, clause: &str) -> usize {
    let chars: Vec<char> = name.chars().collect();
    chars.windows(2).filter(|pair| clause.contains(&pair.iter().collect::<String>())).count()
}

pub(super) fn in_common(name: &str, clause: &str) -> bool {
    common(name, clause) > 0
}
