use super::score_tables::tables;
use crate::document::squeeze;
use crate::figure::FigureId;
use crate::ledger::{Context, Ledger};
use crate::number::Unit;
use crate::order::Map;
use crate::recognise::self_evaluation::{Form, Indicator};
use crate::relation::{Expression, Relation, RelationKind};

rule! {
    /// # 各部分得分与评分表 / Scores of the parts against the form
    ///
    /// ## 检查什么
    /// 报告正文写的“投入部分满分15分，得14分”“产出类指标得分32.8分”，与评分表中这一级指标各行的分值之和、得分之和一致。
    ///
    /// ## 依据
    /// 评价结论由评分表而来，同一部分只有一个得分。
    ///
    /// ## 示例
    /// 正文写过程指标得27.2分，评分表过程各行为 9.7、3、8、6.5，和为 27.2。
    ///
    /// ## 例外
    /// 几张表都有这个指标、这一组有的行没有得分、表没有读清的，不判断；正文所写多半与表不合的，说的不是这张表，不报。
    ///
    /// ## In English
    /// What the report tells of a part of the scoring form (its full marks, its score) is the sum of the form's rows of that
    /// part.
    "GJ322", Error, run,
    fires: [
        "自评得分94分。投入15分，得14分；产出85分，得8分。\n部门整体支出绩效评价指标评分表\n一级指标\t二级指标\t三级指标\t分值\t评分标准\t得分\n投入\t预算配置\t人员控制\t15\t\t14\n产出\t职责履行\t重点工作\t85\t\t80\n合计\t\t\t100\t\t94\n",
        "自评得分94分，其中投入指标得14分（满分15分），产出指标得70分。\n部门整体支出绩效评价指标评分表\n一级指标\t二级指标\t三级指标\t分值\t评分标准\t得分\n投入\t预算配置\t人员控制\t15\t\t14\n产出\t职责履行\t重点工作\t85\t\t80\n合计\t\t\t100\t\t94\n",
    ],
    silent: [
        "自评得分94分。投入15分，得14分；产出85分，得80分。\n部门整体支出绩效评价指标评分表\n一级指标\t二级指标\t三级指标\t分值\t评分标准\t得分\n投入\t预算配置\t人员控制\t15\t\t14\n产出\t职责履行\t重点工作\t85\t\t80\n合计\t\t\t100\t\t94\n",
        "自评得分94分，其中投入指标得14分（满分15分），产出指标得80分。\n部门整体支出绩效评价指标评分表\n一级指标\t二级指标\t三级指标\t分值\t评分标准\t得分\n投入\t预算配置\t人员控制\t15\t\t14\n产出\t职责履行\t重点工作\t85\t\t80\n合计\t\t\t100\t\t94\n",
        "自评得分94分，其中投入指标扣1分，质量指标得70分。\n部门整体支出绩效评价指标评分表\n一级指标\t二级指标\t三级指标\t分值\t评分标准\t得分\n投入\t预算配置\t人员控制\t15\t\t14\n产出\t职责履行\t重点工作\t85\t\t80\n合计\t\t\t100\t\t94\n",
    ],
}

const SCORE: &[&str] = &["实际得分", "自评得分", "评价得分", "得分", "实得", "自评得", "得"];
const WEIGHT: &[&str] = &["权重分值", "标准分值", "标准分", "权重分", "总分值", "分值", "满分", "权重"];

/// A part of a form: sums of its weights and of its scores.
struct Part {
    form: usize,
    weights: Vec<FigureId>,
    scores: Vec<FigureId>,
}

fn run(context: &Context, ledger: &mut Ledger) {
    let mut parts = parts(&context.recognised.forms);
    // A small table that sums the evaluation up tells the same.
    for scored in tables(context).into_iter().flatten() {
        let part = Part { form: usize::MAX, weights: vec![scored.weight], scores: vec![scored.score] };
        parts.entry(core(&scored.name)).or_insert(part);
    }
    if parts.is_empty() {
        return;
    }
    // What a word before the number calls points, and what only stands beside the name of a part.
    let mut found: [Vec<(String, Relation)>; 2] = [Vec::new(), Vec::new()];
    for passage in &context.recognised.narrative.passages {
        let mut spoken: Option<&str> = None;
        let mut from = 0;
        for (index, (id, at)) in passage.figures.iter().enumerate() {
            let between = passage.slice(from..at.start);
            from = at.end;
            if between.contains(['。', ';']) {
                spoken = None;
            }
            if context.figures[*id].quantity.unit != Unit::Points {
                continue;
            }
            let words = between.rsplit(['。', ';', ',', '、', '(', ')', ':']).next().unwrap_or_default();
            let words = words.trim_end_matches(['为', '是', '共', '计']);
            let ending = |list: &[&str]| list.iter().find_map(|w| words.strip_suffix(w));
            let called = ending(SCORE).or_else(|| ending(WEIGHT)).is_some();
            let (label, scored) = match (ending(SCORE), ending(WEIGHT)) {
                (Some(label), _) => (label, true),
                (_, Some(label)) => (label, false),
                // 投入15分，得14分; 产出50分、效益30分: a part of that name and nothing else.
                _ if parts.contains_key(&core(words)) => {
                    let next =
                        passage.figures.get(index + 1).map(|(_, next)| passage.slice(at.end..next.start));
                    let given = next.is_some_and(|between| {
                        let between = between.trim_start_matches([',', '(', '、']);
                        SCORE.contains(&between)
                    });
                    (words, !given)
                }
                _ => {
                    spoken = None;
                    continue;
                }
            };
            let label = core(label);
            if !label.is_empty() {
                spoken = parts.get_key_value(&label).map(|(key, _)| key.as_str());
            }
            let Some((key, part)) = spoken.and_then(|key| parts.get_key_value(key)) else { continue };
            let ids = if scored { &part.scores } else { &part.weights };
            let sum = Expression::Sum(ids.iter().map(|&id| Expression::Displayed(id)).collect());
            let what = if scored { "得分" } else { "分值" };
            let caption = context.recognised.forms.get(part.form).map(Form::caption).unwrap_or_default();
            let relation = Relation::equal(RelationKind::Sum, *id, sum);
            let [plain, beside] = &mut found;
            let list = if called { plain } else { beside };
            list.push((format!("{caption} {key} {what}"), relation));
        }
    }
    // The words are about this form only if most of what they tell is there.
    for told in found {
        let sound = told.iter().filter(|(_, r)| context.is_sound(r)).count();
        let most = sound > 0 && sound * 2 >= told.len();
        for (subject, relation) in told {
            if context.is_sound(&relation) || most {
                ledger.check(context, &RULE, subject, relation);
            }
        }
    }
}

/// The parts of the forms by name, where only one form has a part of that name and every row of it has weight and score.
fn parts(forms: &[Form]) -> Map<String, Part> {
    let mut out: Map<String, Option<Part>> = Map::new();
    for (index, form) in forms.iter().enumerate() {
        let levels: [fn(&Indicator) -> &str; 2] = [|i| &i.first_level, |i| &i.second_level];
        for level in levels {
            let mut own: Map<String, Part> = Map::new();
            let mut whole: Map<String, bool> = Map::new();
            for indicator in &form.indicators {
                let name = core(level(indicator));
                let part = own.entry(name.clone()).or_insert_with(|| Part {
                    form: index,
                    weights: Vec::new(),
                    scores: Vec::new(),
                });
                part.weights.extend(indicator.weight);
                part.scores.extend(indicator.score);
                let complete = indicator.weight.is_some() && indicator.score.is_some() && !form.unclear;
                *whole.entry(name).or_insert(true) &= complete;
            }
            for (name, part) in own {
                let complete = whole.get(&name) == Some(&true) && !name.is_empty();
                // A name that is there already stands for two parts: for none.
                let known = out.contains_key(&name);
                out.insert(name, Some(part).filter(|_| complete && !known));
            }
        }
    }
    Map::from_iter(out.into_iter().filter_map(|(name, part)| Some((name, part?))))
}

/// 其中过程类指标, 过程（30分）, 过程部分 are 过程.
fn core(label: &str) -> String {
    let squeezed = squeeze(label);
    let mut name = squeezed.split('(').next().unwrap_or_default();
    name = name.trim_matches(|c: char| c.is_ascii_digit() || matches!(c, '"' | '.' | '、'));
    loop {
        let before = name;
        for opener in ["其中", "一是", "二是", "三是", "四是"] {
            name = name.strip_prefix(opener).unwrap_or(name);
        }
        for ending in
            ["一级指标", "二级指标", "指标", "部分", "方面", "情况", "类", "项", "实际", "自评", "评价"]
        {
            name = name.strip_suffix(ending).unwrap_or(name);
        }
        if name == before {
            return name.to_string();
        }
    }
}
