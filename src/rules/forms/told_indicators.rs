use super::goals::{alike, clause};
use crate::diagnosis::{one_slip_mends, slips_of};
use crate::document::{Block, Holds, Span, squeeze};
use crate::figure::FigureId;
use crate::ledger::{Context, Ledger, Severity};
use crate::number::Arithmetic as _;
use crate::order::Set;
use crate::recognise::self_evaluation::{Form, Value};
use crate::relation::Relation;
use rust_decimal::Decimal;

rule! {
    /// # 正文所写的指标与自评表 / Indicators told in the text
    ///
    /// ## 检查什么
    /// 只有一张自评表的自评报告，正文写到表中某个指标、项目预算或支出的数时，应与自评表的目标值、实际完成值、预算数、执行数一致；
    /// 随后写明的完成率等于实际完成值 ÷ 目标值。不一致而只差一处笔误的，作提示。
    ///
    /// ## 依据
    /// 自评报告的正文由自评表而来，同一指标只有一个实际完成值。
    ///
    /// ## 示例
    /// 正文写“全年维修渠道15.2公里”，自评表“维修渠道”的实际完成值为 12.5 公里。
    ///
    /// ## 例外
    /// 有几张自评表的、说的是上年或比较的、差得不像笔误的、另有关系印证的，不判断。
    ///
    /// ## In English
    /// In a report with one form, what the text tells of an indicator, of the budget and of what was spent is what the form has; where it
    /// differs by a slip of the pen, one of the two is wrong.
    "GJ328", Warning, run,
    fires: [
        concat!("项目绩效自评报告\n全年培训人次101人次。\n\n",
            example!("年度资金总额\t20.00\t20.00\t18.50\t10\t92.50%\t9.25\n", "产出指标\t数量指标\t培训人次\t90\t>=100人次\t=110人次\t110%\t90\t\t\n", "总分\t100\t\t\t99.25分\n")),
        concat!("项目绩效自评报告\n截至年底，项目实际支出15.80万元。\n\n",
            example!("年度资金总额\t20.00\t20.00\t18.50\t10\t92.50%\t9.25\n", "产出指标\t数量指标\t培训人次\t90\t>=100人次\t=110人次\t110%\t90\t\t\n", "总分\t100\t\t\t99.25分\n")),
        concat!("项目绩效自评报告\n全年培训人次110人次，完成率101%。\n\n",
            example!("年度资金总额\t20.00\t20.00\t18.50\t10\t92.50%\t9.25\n", "产出指标\t数量指标\t培训人次\t90\t>=100人次\t=110人次\t110%\t90\t\t\n", "总分\t100\t\t\t99.25分\n")),
    ],
    silent: [
        concat!("项目绩效自评报告\n全年培训人次110人次，完成率110%。截至年底，项目实际支出18.50万元。\n\n",
            example!("年度资金总额\t20.00\t20.00\t18.50\t10\t92.50%\t9.25\n", "产出指标\t数量指标\t培训人次\t90\t>=100人次\t=110人次\t110%\t90\t\t\n", "总分\t100\t\t\t99.25分\n")),
        concat!("项目绩效自评报告\n上年培训人次101人次，今年计划培训人次100人次。其中春季支出12.30万元。\n\n",
            example!("年度资金总额\t20.00\t20.00\t18.50\t10\t92.50%\t9.25\n", "产出指标\t数量指标\t培训人次\t90\t>=100人次\t=110人次\t110%\t90\t\t\n", "总分\t100\t\t\t99.25分\n")),
    ],
}

/// What the form tells under one name.
struct Told {
    name: String,
    /// 实际完成值, or what was spent, or the budget.
    actual: FigureId,
    target: Option<FigureId>,
}

fn run(context: &Context, ledger: &mut Ledger) {
    let mut forms = context.recognised.forms.iter().filter(|f| !f.indicators.is_empty());
    let (Some(form), None) = (forms.next(), forms.next()) else { return };
    if form.unclear {
        return;
    }
    let told = indicators(form);
    let own: Set<usize> = form.indicators.iter().filter_map(|i| i.span).map(|span| span.block).collect();
    let borne_out: Set<FigureId> = ledger
        .checks
        .iter()
        .filter(|c| c.outcome.is_sound())
        .flat_map(|c| c.relation.stated_figure().into_iter().chain(c.relation.expression.figures()))
        .collect();
    for (block, content) in context.document.blocks.iter().enumerate() {
        let Block::Paragraph(paragraph) = content else { continue };
        if own.contains(&block) {
            continue;
        }
        let whole = Span { block, cell: None, start: 0, end: paragraph.text.len() };
        let mut last: Option<(FigureId, &Told)> = None;
        for id in context.figures.in_text(block, None) {
            let Clause { before, odd } = Clause::of(context, &whole, id);
            let previous = last.take();
            if odd {
                continue;
            }
            if let Some((actual, named)) = previous
                && let Some(target) = named.target
                && before.ends_with("完成率")
            {
                let relation = Relation::ratio(id, actual, target);
                agree(context, ledger, &format!("{} 完成率", named.name), relation, id, None);
                continue;
            }
            let Some(named) =
                told.iter().filter(|t| is_named(context, t, &before, id)).max_by_key(|t| t.name.len())
            else {
                if !borne_out.contains(&id) {
                    funds(context, ledger, form, &before, id);
                }
                continue;
            };
            let choices: Vec<FigureId> = std::iter::once(named.actual).chain(named.target).collect();
            let other = choices.iter().copied().find(|&o| context.is_sound(&Relation::equality(id, o)));
            match other {
                Some(other) => {
                    ledger.confirm(context, &RULE, named.name.clone(), Relation::equality(id, other));
                    last = (other == named.actual).then_some((id, named));
                }
                None if !borne_out.contains(&id) => {
                    let relation = Relation::equality(id, named.actual);
                    agree(context, ledger, &named.name, relation, id, Some(named.actual));
                }
                None => {}
            }
        }
    }
}

/// What stands before a number in its clause, and whether it speaks of another time or compares.
struct Clause {
    before: String,
    odd: bool,
}

impl Clause {
    fn of(context: &Context, span: &Span, id: FigureId) -> Self {
        const ODD: [&str; 12] =
            ["上年", "去年", "比", "较", "每", "均", "其中", "低于", "高于", "不足", "超", "以前"];
        let text = context.document.text_of(span);
        let own = context.figures[id].span;
        let stops = ['，', '。', '；', ';', ',', '、', '：', ':', '（', '('];
        let head = text.get(..own.start).unwrap_or_default();
        let before = squeeze(head.rsplit(stops).next().unwrap_or_default());
        let before = before.trim_end_matches(['了', '共', '约', '为', '达', '到', '是']).to_string();
        let odd =
            before.holds_any(&ODD) || clause(context, span, id).whole.holds_any(&["以上", "以下", "左右"]);
        Self { before, odd }
    }
}

/// The indicators whose name is theirs alone.
fn indicators(form: &Form) -> Vec<Told> {
    let value = |v: &Option<Value>| v.as_ref().and_then(Value::figure);
    let told: Vec<Told> = form
        .indicators
        .iter()
        .filter_map(|i| {
            let name = squeeze(&i.name);
            let name = name.split('(').next().unwrap_or_default();
            let name = ["完成", "开展", "实施"].iter().find_map(|v| name.strip_prefix(v)).unwrap_or(name);
            Some(Told { name: name.to_string(), actual: value(&i.actual)?, target: value(&i.target) })
        })
        .collect();
    let alone =
        |t: &Told| told.iter().filter(|o| o.name.contains(&t.name) || t.name.contains(&o.name)).count() == 1;
    let alone: Vec<bool> = told.iter().map(alone).collect();
    told.into_iter().zip(alone).filter_map(|(t, alone)| alone.then_some(t)).collect()
}

/// 全年维修渠道12.5公里, 管护公厕46座 of 管护公厕数量: the clause ends with the name of the indicator, and the units are alike.
fn is_named(context: &Context, told: &Told, before: &str, id: FigureId) -> bool {
    const COUNTS: [&str; 7] = ["数量", "次数", "人数", "个数", "户数", "面积", "长度"];
    let unit = |id: FigureId| &context.figures[id].quantity.unit;
    let short = COUNTS.iter().find_map(|w| told.name.strip_suffix(w)).unwrap_or(&told.name);
    let named = |name: &str| name.chars().count() >= 4 && before.ends_with(name);
    alike(unit(id), unit(told.actual)) && (named(&told.name) || named(short))
}

/// 项目预算安排资金320.00万元, 实际支出310.40万元: the money of the whole project.
fn funds(context: &Context, ledger: &mut Ledger, form: &Form, before: &str, id: FigureId) {
    if !context.figures[id].quantity.unit.is_money() {
        return;
    }
    const SPENT: [&str; 6] = ["实际支出", "实际支付", "实际使用", "执行数", "资金支出", "项目支出"];
    const BUDGET: [&str; 6] =
        ["预算资金", "预算安排资金", "项目总预算", "全年预算", "全年预算数", "项目预算"];
    let Some(total) = form.total_fund() else { return };
    let ends = |words: &[&str]| words.iter().any(|w| before.ends_with(w));
    let own = match () {
        () if ends(&SPENT) => total.executed,
        () if ends(&BUDGET) => total.full,
        () => None,
    };
    if let Some(own) = own {
        let subject = format!("{} 资金", form.caption());
        agree(context, ledger, &subject, Relation::equality(id, own), id, Some(own));
    }
}

/// Enters what holds, and what a slip of the pen in the number told (or in that of the form) explains.
fn agree(
    context: &Context,
    ledger: &mut Ledger,
    subject: &str,
    relation: Relation,
    id: FigureId,
    own: Option<FigureId>,
) {
    if context.is_sound(&relation) {
        ledger.confirm(context, &RULE, subject, relation);
        return;
    }
    let many = |id: FigureId| {
        let digits = context.digits(id).chars().filter(char::is_ascii_digit).count();
        digits >= 2
    };
    let worth = |id: FigureId, value: Decimal| value.times(context.figures[id].quantity.unit.factor());
    let slipped = match own {
        Some(own) => slips_of(&context.figures[id])
            .into_iter()
            .any(|v| worth(id, v).is_some_and(|v| v == context.figures[own].value())),
        None => one_slip_mends(context.figures, &relation, &[id]),
    };
    if slipped && many(id) {
        ledger.check_as(context, &RULE, Severity::Warning, subject, relation, None);
    }
}
