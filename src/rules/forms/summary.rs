use super::goals::{alike, candidates, clause, in_common};
use crate::diagnosis::slips_of;
use crate::document::{Block, Holds, Searched, Span, squeeze};
use crate::figure::FigureId;
use crate::ledger::{Context, Ledger, Severity};
use crate::number::Unit;
use crate::recognise::self_evaluation::{Form, FormKind, names_budget_execution};
use crate::relation::Relation;
use rust_decimal::Decimal;

rule! {
    /// # 自评综述与自评表 / Summary against the form
    ///
    /// ## 检查什么
    /// 情况说明的“绩效自评综述”里写的自评得分、全年预算数、执行数、预算执行率，与同名项目的自评表一致；自评表尾部的评价结论里写的得分与总分一致。
    /// 只有一张评分表的报告里写的“项目得分”，与总分相等时记为相符，只差一处笔误时提示。
    ///
    /// ## 依据
    /// 部门决算公开格式：项目绩效自评综述由自评表而来，同一项目只有一个得分、一个执行数。
    ///
    /// ## 示例
    /// 综述写“培训项目绩效自评得分为98.5分”，该项目自评表总分为 95.8。
    ///
    /// ## 例外
    /// 没有点名项目、找不到同名自评表或有几张同名表的，不判断。
    ///
    /// ## In English
    /// Score, budget, spending and execution rate in the summary of a named project agree with its form; so does the score
    /// that a form's own conclusion repeats, and, but for a slip of the pen, the score that a report with one form tells.
    "GJ319", Error, run,
    fires: [
        concat!("绩效自评综述：“培训项目”自评得分为95.8分，全年预算数为20万元，执行数为20万元，完成预算的100%。\n\n",
            example!("年度资金总额\t20.00\t20.00\t20.00\t10\t100.00%\t10.00\n", "产出指标\t数量指标\t培训人次\t90\t>=100人次\t=100人次\t100%\t90\t\t\n", "总分\t100\t\t\t100分\n")),
        concat!("绩效自评综述：培训项目自评得分100分，全年预算数28万元，执行数20万元。\n\n",
            example!("年度资金总额\t20.00\t20.00\t20.00\t10\t100.00%\t10.00\n", "产出指标\t数量指标\t培训人次\t90\t>=100人次\t=100人次\t100%\t90\t\t\n", "总分\t100\t\t\t100分\n")),
        concat!("某局培训绩效自评情况。\n\n",
            example!("年度资金总额\t200.00\t218.34\t214.37\t10\t98.18%\t9.82\n", "产出指标\t数量指标\t培训人次\t90\t>=100人次\t=100人次\t100%\t90\t\t\n", "总分\t100\t\t\t99.82分\n"),
            "\n说明：全年执行241.37万元。\n"),
    ],
    silent: [
        concat!("绩效自评综述：“培训项目”自评得分为100分，全年预算数为20万元，执行数为20万元，完成预算的100%。\n\n",
            example!("年度资金总额\t20.00\t20.00\t20.00\t10\t100.00%\t10.00\n", "产出指标\t数量指标\t培训人次\t90\t>=100人次\t=100人次\t100%\t90\t\t\n", "总分\t100\t\t\t100分\n")),
        concat!("绩效自评综述：“会议项目”自评得分为90分，全年预算数为8万元，执行数为6万元。\n\n",
            example!("年度资金总额\t20.00\t20.00\t20.00\t10\t100.00%\t10.00\n", "产出指标\t数量指标\t培训人次\t90\t>=100人次\t=100人次\t100%\t90\t\t\n", "总分\t100\t\t\t100分\n")),
    ],
}

fn run(context: &Context, ledger: &mut Ledger) {
    let forms = &context.recognised.forms;
    if forms.is_empty() {
        return;
    }
    for form in forms {
        for remark in &form.remarks {
            text(context, ledger, &remark.span, &|_| Some(form));
        }
    }
    let names: Vec<(usize, String)> = forms
        .iter()
        .enumerate()
        .filter_map(|(i, f)| Some((i, squeeze(&f.name.as_ref()?.text))))
        .filter(|(_, name)| name.chars().count() >= 4)
        .collect();
    let mut scored = forms.iter().filter(|f| f.total_score.is_some() && !f.unclear);
    let only = scored.next().filter(|_| scored.next().is_none());
    let mut heading: Option<usize> = None;
    for (block, content) in context.document.blocks.iter().enumerate() {
        let Block::Paragraph(paragraph) = content else {
            heading = None;
            continue;
        };
        let words = squeeze(&paragraph.text);
        let searched = Searched::new(&words);
        let spoken_of: Vec<(usize, String)> =
            names.iter().filter(|(_, name)| searched.holds(name)).cloned().collect();
        if !spoken_of.is_empty() || heading.is_some() || searched.holds("整体") || searched.holds_any(OWN) {
            let whole = Span { block, cell: None, start: 0, end: paragraph.text.len() };
            text(context, ledger, &whole, &|before| {
                let spoken = named(before, &spoken_of).or(heading).or_else(|| overall(before, forms));
                spoken.and_then(|index| forms.get(index))
            });
        }
        if let ([form], true) = (forms.as_slice(), spoken_of.is_empty() && heading.is_none()) {
            told_spending(context, ledger, block, &paragraph.text, form);
        }
        if let Some(only) = only.filter(|_| spoken_of.is_empty() && heading.is_none()) {
            told(context, ledger, block, &paragraph.text, only);
            told_rate(context, ledger, block, &paragraph.text, only);
        }
        // A short heading names the project of the paragraph below.
        let short = paragraph.text.chars().count() <= 40;
        heading = short.then(|| named(&words, &spoken_of)).flatten();
    }
}

/// 经综合评价，项目得分87.5分, in a report with one form of scores: told where it agrees, and where a slip of the pen explains that
/// it does not. It may be the score of something else.
fn told(context: &Context, ledger: &mut Ledger, block: usize, words: &str, form: &Form) {
    // A list of what lost points does not tell the score of it all.
    let partial = |id: FigureId| context.figures[id].quantity.value != Decimal::ONE_HUNDRED;
    if form.total_weight.is_some_and(partial) {
        return;
    }
    let Some(total) = form.total_score else { return };
    for id in context.figures.in_text(block, None) {
        let figure = &context.figures[id];
        if figure.quantity.unit != Unit::Points {
            continue;
        }
        let label = label_before(words, figure.span.start, &['为', '是', '共', ':']);
        let whole = ["自评", "评价", "综合", "项目", "最终", "绩效", "总"].iter().any(|w| {
            ["得分", "评分", "总分"]
                .iter()
                .find_map(|s| label.strip_suffix(s))
                .is_some_and(|l| l.ends_with(w))
        });
        if !whole
            || label.chars().count() > 28
            || label.holds_any(&["平均", "个项目", "上年", "指标", "部分"])
        {
            continue;
        }
        agree_but_for_a_slip(context, ledger, id, total, format!("{} 得分", form.caption()));
    }
}

/// 全年执行650万元, in a report with one form.
fn told_spending(context: &Context, ledger: &mut Ledger, block: usize, words: &str, form: &Form) {
    let Some(spent) = form.total_fund().and_then(|f| f.executed) else { return };
    for id in context.figures.in_text(block, None) {
        let label = label_before(words, context.figures[id].span.start, &['为', '共', '数', ':']);
        let label = label.rsplit(':').next().unwrap_or_default();
        if context.figures[id].quantity.unit.is_money()
            && matches!(label, "全年执行" | "全年支出" | "实际执行" | "实际支出" | "全年实际支出")
        {
            agree_but_for_a_slip(context, ledger, id, spent, format!("{} 全年执行数", form.caption()));
        }
    }
}

/// 预算执行率92.3%, in a report with one form that has this rate among its indicators only.
fn told_rate(context: &Context, ledger: &mut Ledger, block: usize, words: &str, form: &Form) {
    if form.funds.iter().any(|f| f.rate.is_some() || f.executed.is_some()) {
        return;
    }
    let mut rates = form.indicators.iter().filter(|i| names_budget_execution(&i.name));
    let (Some(own), None) = (rates.next(), rates.next()) else { return };
    let Some(rate) = own.actual.as_ref().and_then(|a| a.figure()) else { return };
    for id in context.figures.in_text(block, None) {
        let figure = &context.figures[id];
        if !figure.quantity.unit.is_percent() || !context.figures[rate].quantity.unit.is_percent() {
            continue;
        }
        let label = label_before(words, figure.span.start, &['为', '是', '达', ':']);
        if !names_budget_execution(&label) || !label.ends_with('率') || label.chars().count() > 8 {
            continue;
        }
        agree_but_for_a_slip(context, ledger, id, rate, format!("{} 预算执行率", form.caption()));
    }
}

/// What a clause says before a number, without what leads on to it: 经综合评价，项目得分为 is 项目得分.
fn label_before(words: &str, at: usize, copulas: &[char]) -> String {
    let before = squeeze(words.get(..at).unwrap_or_default());
    let clause = before.rsplit(['。', '；', ';', '，', ',', '、']).next().unwrap_or_default();
    clause.trim_end_matches(copulas).to_string()
}

/// Holds what is told against the form: where it agrees, and where a slip of the pen explains that it does not.
fn agree_but_for_a_slip(
    context: &Context,
    ledger: &mut Ledger,
    told: FigureId,
    own: FigureId,
    subject: String,
) {
    let relation = Relation::equality(told, own);
    let slipped = || slips_of(&context.figures[told]).contains(&context.figures[own].quantity.value);
    if context.is_sound(&relation) || slipped() {
        ledger.check_as(context, &RULE, Severity::Warning, subject, relation, None);
    }
}

/// The form whose name was spoken last; none where several forms bear it.
fn named(before: &str, names: &[(usize, String)]) -> Option<usize> {
    let last = names
        .iter()
        .filter_map(|(index, name)| {
            before.rfind(name.as_str()).map(|at| (at + name.len(), name.len(), *index))
        })
        .max()?;
    let name = names.iter().find(|(index, _)| *index == last.2).map(|(_, name)| name)?;
    if !still_about(before.get(last.0..).unwrap_or_default()) {
        return None;
    }
    (names.iter().filter(|(_, other)| other == name).count() == 1).then_some(last.2)
}

/// Is what follows a name still about it? Not where another project is named or all of them are summed up.
fn still_about(rest: &str) -> bool {
    let quoted = rest
        .split(['“', '《', '「'])
        .skip(1)
        .any(|q| q.chars().take_while(|c| !"”》」".contains(*c)).count() >= 4);
    let several = rest.match_indices("个项目").any(|(at, _)| {
        let number = rest.get(..at).unwrap_or_default();
        let digits = number.len() - number.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        number.get(number.len() - digits..) != Some("1")
    });
    let openers =
        ["项目", "该项目", "全年", "预算", "年度", "自评", "绩效", "根据", "截至", "资金", "从评价"];
    // A项目得97.7分；B项目得99分: another project, even one whose form was not recognised.
    let next = rest.rsplit_once(['；', ';']).is_some_and(|(_, part)| {
        let named = part.find("项目").or_else(|| part.find("得分")).or_else(|| part.find("自评"));
        named.is_some_and(|at| at > 0) && !openers.iter().any(|w| part.starts_with(w))
    });
    let own = match rest.rsplit_once('。') {
        Some((_, sentence)) => sentence.is_empty() || openers.iter().any(|w| sentence.starts_with(w)),
        None => true,
    };
    !quoted && !several && !next && own && !rest.contains("评价项目") && !rest.contains("项目共")
}

/// Words for the unit that evaluates itself.
const OWN: &[&str] = &["本单位", "本部门", "我单位", "我部门", "我局", "本局"];

/// The only form of the unit as a whole, where the sentence speaks of it.
fn overall(before: &str, forms: &[Form]) -> Option<usize> {
    let sentence = before.rsplit(['。', '；', ';']).next().unwrap_or(before);
    let spoken = sentence.holds_any(&["整体支出绩效自评", "部门整体绩效自评", "整体绩效自评"])
        || sentence.holds_any(OWN) && !sentence.contains("项目");
    let mut whole = forms.iter().enumerate().filter(|(_, f)| f.kind == FormKind::Overall).map(|(i, _)| i);
    match (spoken, whole.next(), whole.next()) {
        (true, Some(only), None) => Some(only),
        _ => None,
    }
}

fn text<'f>(context: &Context, ledger: &mut Ledger, span: &Span, spoken: &dyn Fn(&str) -> Option<&'f Form>) {
    let whole = context.document.text_of(span);
    let figures: Vec<FigureId> = context
        .figures
        .in_text(span.block, span.cell)
        .filter(|&id| {
            let own = context.figures[id].span;
            span.start <= own.start && own.end <= span.end
        })
        .collect();
    for id in figures {
        let start = context.figures[id].span.start;
        let Some(before) = whole.get(span.start..start).map(squeeze) else { continue };
        let Some(form) = spoken(&before) else { continue };
        let caption = form.name.as_ref().map_or(form.title.as_str(), |n| n.text.as_str());
        if let Some((what, own)) = counterpart(&before, &context.figures[id].quantity.unit, form) {
            if own != id {
                ledger.check(context, &RULE, format!("{caption} {what}"), Relation::equality(id, own));
            }
            continue;
        }
        let clause = clause(context, span, id);
        let confirming = candidates(form, true).into_iter().find(|c| {
            let (a, b) = (&context.figures[id], &context.figures[c.figure]);
            alike(&a.quantity.unit, &b.quantity.unit)
                && a.value() == b.value()
                && in_common(&c.name, &clause.whole)
        });
        if let Some(confirming) = confirming
            && confirming.figure != id
        {
            let subject = format!("{caption} {}", confirming.name);
            ledger.confirm(context, &RULE, subject, Relation::equality(id, confirming.figure));
        }
    }
}

/// The figure of the form that the words before a number name.
fn counterpart(before: &str, unit: &Unit, form: &Form) -> Option<(&'static str, FigureId)> {
    let mut words = before;
    for link in ["约为", "达到", "均为", "为", "是", "共", "约", "达", ":", "：", "的"] {
        if let Some(shorter) = words.strip_suffix(link) {
            words = shorter;
            break;
        }
    }
    let ends = |list: &[&str]| list.iter().any(|w| words.ends_with(w));
    let total = form.total_fund();
    match unit {
        Unit::Points
            if ends(&[
                "自评得分",
                "自评总分",
                "自评总得分",
                "综合得分",
                "绩效得分",
                "评价得分",
                "自评分数",
            ]) =>
        {
            Some(("自评得分", form.total_score?))
        }
        unit if unit.is_money() && ends(&["全年预算数", "全年预算总额", "调整预算数", "调整后预算数"]) => {
            Some(("全年预算数", total?.full?))
        }
        unit if unit.is_money()
            && ends(&["执行数", "全年执行金额", "执行总额"])
            && !ends(&["预算执行数占"]) =>
        {
            Some(("全年执行数", total?.executed?))
        }
        unit if unit.is_percent() && ends(&["预算执行率", "完成预算"]) => {
            Some(("执行率", total?.rate?))
        }
        _ => None,
    }
}
