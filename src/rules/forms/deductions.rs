use crate::diagnosis::one_slip_mends;
use crate::document::Searched;
use crate::figure::FigureId;
use crate::ledger::{Context, Ledger, Severity};
use crate::number::Unit;
use crate::recognise::narrative::Passage;
use crate::recognise::self_evaluation::Indicator;
use crate::relation::{Expression, Relation, RelationKind};
use rust_decimal::Decimal;
use std::ops::Range;

rule! {
    /// # 扣分与得分 / Points taken off
    ///
    /// ## 检查什么
    /// “绩效目标合理性（4分）：……扣0.5分，得3.5分”：得分 = 分值 − 扣分。表中有“扣分”一栏的，或“扣分原因”一栏写明扣几分的，该行的得分同样核对；扣分的合计等于各行扣分之和。
    ///
    /// ## 依据
    /// 绩效评价报告逐项说明分值、扣分与得分。
    ///
    /// ## 示例
    /// 绩效目标明确性（4分）：扣1分，得3.5分：4 − 1 = 3，不符。
    ///
    /// ## 例外
    /// “每……扣1分”一类的评分标准不算；分值、扣分、得分没有挨着写的不算；报告中这样写的各处多数相符时才报。
    ///
    /// ## In English
    /// Where a weight, the points taken off and the score are told one after the other, the score is the weight less the points
    /// taken off.
    "GJ321", Warning, run,
    fires: [
        "四、绩效评价指标分析\n1.绩效目标合理性（4分）：目标设置不够量化，扣0.5分，得3.5分。\n2.绩效指标明确性（4分）：扣1分，得3分。\n3.预算编制科学性（5分）：依据不足，扣1分，得3分。",
        "项目支出绩效评价评分表\n一级指标\t二级指标\t三级指标\t分值\t扣分\t得分\n决策\t立项\t依据\t20\t0\t20\n过程\t资金\t到位\t30\t1.5\t28\n产出\t数量\t水尺\t50\t2\t48\n合计\t\t\t100\t4\t96\n",
        "项目支出绩效自评表\n一级指标\t二级指标\t三级指标\t分值\t得分\t扣分原因\n产出指标\t数量指标\t水尺\t60\t59\t个别点位迟装，扣2分\n效益指标\t社会效益\t受益\t40\t40\t\n总分\t\t\t100\t99\t\n",
        "某区项目绩效评价采用百分制评分，共扣5分，最终得分96分。",
    ],
    silent: [
        "某区项目绩效评价采用百分制评分，共扣5分，加1分，最终得分96分。",
        "四、绩效评价指标分析\n1.绩效目标合理性（4分）：目标设置不够量化，扣0.5分，得3.5分。\n2.绩效指标明确性（4分）：扣1分，得3分。\n3.决策（20分）：依据充分，得4分；目标不明确，扣1分，得3分。",
        "项目支出绩效自评表\n一级指标\t二级指标\t三级指标\t分值\t得分\t扣分原因\n产出指标\t数量指标\t水尺\t60\t58\t每迟装一处扣1分，扣2分\n效益指标\t社会效益\t受益\t40\t40\t\n总分\t\t\t100\t98\t\n",
    ],
}

/// What a number of points is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Points {
    Weight,
    Taken,
    Score,
    /// Part of a scoring rule, or unknown.
    Other,
}

fn run(context: &Context, ledger: &mut Ledger) {
    let mut found: Vec<(String, Relation)> = Vec::new();
    for passage in &context.recognised.narrative.passages {
        let told = read(context, passage);
        for (at, (weight, _, subject)) in told.iter().enumerate().filter(|(_, t)| t.1 == Points::Weight) {
            found
                .extend(chain(*weight, told.get(at + 1..).unwrap_or_default()).map(|r| (subject.clone(), r)));
        }
        of_a_hundred(context, ledger, passage, &told);
    }
    for form in &context.recognised.forms {
        for indicator in &form.indicators {
            found.extend(row(context, indicator).map(|r| (indicator.name.clone(), r)));
        }
    }
    column(context, ledger);
    let sound = found.iter().filter(|(_, r)| context.is_sound(r)).count();
    let alone = found.len() == 1 && !context.recognised.forms.is_empty();
    for (subject, relation) in found.iter().cloned() {
        if context.is_sound(&relation) || sound > 0 && sound * 2 >= found.len() || alone {
            ledger.check_as(context, &RULE, Severity::Warning, subject, relation, None);
        }
    }
}

/// 共扣5分，最终得分95分: of a hundred points, where no other weight is told.
fn of_a_hundred(
    context: &Context,
    ledger: &mut Ledger,
    passage: &Passage,
    told: &[(FigureId, Points, String)],
) {
    let before = |id: FigureId| {
        let at = passage.figures.iter().find(|f| f.0 == id).map_or(0, |f| f.1.start);
        passage.slice(0..at)
    };
    let [(taken, Points::Taken, _), (score, Points::Score, _), ..] = *told else { return };
    let all = ["共扣", "合计扣", "累计扣", "总扣"];
    let (off, left) = (before(taken), before(score));
    let words = left.get(off.len()..).unwrap_or_default();
    let whole = ["最终", "综合", "总得分", "总分"].iter().any(|w| words.contains(w));
    if whole
        && !left.contains('加')
        && all.iter().any(|w| off.trim_end_matches(['减', '除', '分']).ends_with(w))
    {
        let parts = vec![
            Expression::Constant(Decimal::ONE_HUNDRED),
            Expression::Negate(Box::new(Expression::Displayed(taken))),
        ];
        let relation = Relation::equal(RelationKind::Difference, score, Expression::Sum(parts));
        if context.is_sound(&relation) || one_slip_mends(context.figures, &relation, &[taken, score]) {
            ledger.check_as(context, &RULE, Severity::Warning, "最终得分", relation, None);
        }
    }
}

/// A column of what is taken off: a row's score is its weight less that, where most rows of the form have it so, and the total
/// is the sum.
fn column(context: &Context, ledger: &mut Ledger) {
    for form in context.recognised.forms.iter().filter(|form| !form.unclear) {
        let rows: Vec<(&str, Relation)> = form
            .indicators
            .iter()
            .map(|i| (i.name.as_str(), i.weight, i.score, i.deducted))
            .chain(form.funds.iter().map(|f| (f.label.as_str(), f.weight, f.score, f.deducted)))
            .filter_map(|(name, weight, score, taken)| {
                Some((name, taken_off(context, score?, weight?, taken?)))
            })
            .collect();
        let sound = rows.iter().filter(|(_, r)| context.is_sound(r)).count();
        // Where nothing but what was taken off is told, no row says more.
        let unscored = !form.has_scores && form.total_score.is_none();
        if !unscored && (sound < 2 || sound * 3 < rows.len() * 2) {
            continue;
        }
        for (name, relation) in rows {
            ledger.check_as(context, &RULE, Severity::Error, format!("{name} 得分"), relation, None);
        }
        let taken: Vec<FigureId> = form
            .indicators
            .iter()
            .filter_map(|i| i.deducted)
            .chain(form.funds.iter().filter_map(|f| f.deducted))
            .collect();
        if let Some(total) = form.total_deducted {
            let sum = Expression::Sum(taken.into_iter().map(Expression::Displayed).collect());
            let relation = Relation::equal(RelationKind::Sum, total, sum);
            ledger.check_as(context, &RULE, Severity::Error, "扣分合计", relation, None);
        }
        if let (Some(total), Some(score), Some(weight)) =
            (form.total_deducted, form.total_score, form.total_weight)
        {
            let relation = taken_off(context, score, weight, total);
            ledger.check_as(context, &RULE, Severity::Error, "总分", relation, None);
        }
    }
}

/// What is taken off, written with its sign or without.
fn taken_off(context: &Context, score: FigureId, weight: FigureId, taken: FigureId) -> Relation {
    match context.figures[taken].value().is_sign_negative() {
        true => Relation::equal(
            RelationKind::Sum,
            score,
            Expression::Sum(vec![Expression::Displayed(weight), Expression::Displayed(taken)]),
        ),
        false => less(score, weight, std::iter::once(taken)),
    }
}

/// The weight, then what is taken off, then the score, and nothing between; or the score before what is taken off.
fn chain(weight: FigureId, after: &[(FigureId, Points, String)]) -> Option<Relation> {
    let own: Vec<&(FigureId, Points, String)> = after.iter().take_while(|t| t.1 != Points::Weight).collect();
    let kinds: Vec<Points> = own.iter().map(|t| t.1).collect();
    let taken = kinds.iter().filter(|k| **k == Points::Taken).count();
    let plain = kinds.iter().all(|k| matches!(k, Points::Taken | Points::Score)) && taken > 0;
    let scores: Vec<usize> = (0..kinds.len()).filter(|&i| kinds.get(i) == Some(&Points::Score)).collect();
    let [score] = *scores.as_slice() else { return None };
    if !plain || score != 0 && score + 1 != kinds.len() {
        return None;
    }
    let taken = own.iter().filter(|t| t.1 == Points::Taken).map(|t| t.0);
    Some(less(own.get(score)?.0, weight, taken))
}

/// `score = weight − Σ taken`
fn less(score: FigureId, weight: FigureId, taken: impl Iterator<Item = FigureId>) -> Relation {
    let mut parts = vec![Expression::Displayed(weight)];
    parts.extend(taken.map(|id| Expression::Negate(Box::new(Expression::Displayed(id)))));
    Relation::equal(RelationKind::Difference, score, Expression::Sum(parts))
}

/// A row of a form whose reason says how many points were taken off.
fn row(context: &Context, indicator: &Indicator) -> Option<Relation> {
    let (weight, score, reason) = (indicator.weight?, indicator.score?, indicator.reason.as_ref()?);
    let cell = reason.span.cell?;
    let passage = Passage::of_cell(reason.span.block, cell, &reason.text, context.figures);
    let told = read(context, &passage);
    let taken: Vec<FigureId> = told.iter().filter(|t| t.1 == Points::Taken).map(|t| t.0).collect();
    (taken.len() == 1 && told.len() == 1).then(|| less(score, weight, taken.into_iter()))
}

/// The points of a text in their order, with the words before the weight.
fn read(context: &Context, passage: &Passage) -> Vec<(FigureId, Points, String)> {
    let mut from = 0;
    let mut out = Vec::new();
    for (id, at) in &passage.figures {
        let quantity = &context.figures[*id].quantity;
        if quantity.unit == Unit::Points && quantity.comparator.is_none() {
            let (kind, subject) = kind(passage, from, at);
            out.push((*id, kind, subject));
        }
        from = at.end;
    }
    out
}

fn kind(passage: &Passage, from: usize, at: &Range<usize>) -> (Points, String) {
    let before = passage.slice(from..at.start);
    let clause = before.rsplit(['。', ';', ',', '、', ':']).next().unwrap_or_default();
    let after = passage.slice(at.end..passage.text.len());
    let sentence = Searched::new(before.rsplit(['。', ';']).next().unwrap_or_default());
    let name = |words: &str| {
        let start =
            words.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '(' | ')' | '、'));
        if start.is_empty() { "得分".to_string() } else { start.to_string() }
    };
    if sentence.holds_any(&["每", "否则", "最多", "以上", "以下", "扣完", "不得", "按"]) {
        return (Points::Other, String::new());
    }
    if let Some(named) = clause.strip_suffix('(')
        && after.starts_with(')')
        && !named.is_empty()
    {
        return (Points::Weight, name(named));
    }
    let words = clause.trim_end_matches(['为', '了', '是', '共', '计', '(']);
    let ends = |list: &[&str]| list.iter().any(|w| words.ends_with(w));
    let named = ["分值", "满分", "标准分", "权重分", "权重"].iter().find_map(|w| words.strip_suffix(w));
    match named {
        Some(named) => (Points::Weight, name(named)),
        _ if ends(&["扣", "扣减", "扣除", "扣去", "扣分"]) => (Points::Taken, String::new()),
        _ if ends(&["得", "得分", "自评分", "评分"]) => (Points::Score, String::new()),
        _ => (Points::Other, String::new()),
    }
}
