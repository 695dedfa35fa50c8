use crate::document::Holds;
use crate::figure::FigureId;
use crate::ledger::{Context, Ledger, Message, Remark};
use crate::number::Unit;
use crate::recognise::narrative::Passage;
use crate::recognise::narrative::words::change_before;
use std::ops::Range;

rule! {
    /// # 百分号误作百分点 / Percentage points where a percentage is meant
    ///
    /// ## 检查什么
    /// 金额的占比、增减率和完成预算的比率应写作“%”。“占12.50个百分点”“增加3.20万元，增长5.10个百分点”“完成预算的98.00个百分点”把比率写成了百分点。
    ///
    /// ## 依据
    /// 百分点是两个百分数之差；金额的增减以百分数表示。
    ///
    /// ## 示例
    /// “收入总计285.63万元，比上年增加12.30万元，增长4.50个百分点”应为“增长4.50%”。
    ///
    /// ## 例外
    /// 说的是比率、比重、增速变化的（“占比提高2.3个百分点”），本来就是百分点。
    ///
    /// ## In English
    /// A share, the growth of an amount and the rate at which a budget was carried out are percentages, not percentage points.
    "GJ507", Warning, run,
    fires: [
        "收入总计285.63万元，比上年增加12.30万元，增长4.50个百分点。",
        "本年收入285.63万元，其中：财政拨款收入200.00万元，占70.02个百分点。",
        "公务接待费支出8.69万元，比上年同期下降15个百分点。",
        "项目支出95.00万元，完成年初预算的95.00个百分点。",
        "税收收入712.00万元，增长12.40个百分点，占一般公共预算收入的57.65%。",
        "全年预算数100.00万元，执行数95.00万元，预算执行率为95.00个百分点。",
    ],
    silent: [
        "收入总计285.63万元，比上年增加12.30万元，增长4.50%。",
        "税收收入285.63万元，占一般公共预算收入的70.02%，占比提高2.30个百分点。",
        "税收收入285.63万元，比上年增加12.30万元，增速提高2.30个百分点。",
        "财政拨款收入200.00万元，占70.02%，较上年下降1.20个百分点。",
        "支出4111.20万元，占调整预算的98.00%，同比增长20.40个百分点。",
        "预算执行率95.00%，比上年提高3.00个百分点。",
        "支出95.00万元，预算执行率高于全县平均执行率3.00个百分点。",
    ],
}

/// Words of rates, which change by percentage points.
const RATES: [&str; 9] = ["率", "比重", "占比", "比例", "增速", "增幅", "降幅", "涨幅", "速度"];

fn run(context: &Context, ledger: &mut Ledger) {
    for passage in &context.recognised.narrative.passages {
        let mut before: Option<&(FigureId, Range<usize>)> = None;
        for told in &passage.figures {
            let unit = &context.figures[told.0].quantity.unit;
            if *unit == Unit::PercentagePoint && is_percentage(context, passage, before, told) {
                enter(context, ledger, told.0);
            }
            before = Some(told);
        }
    }
}

fn is_percentage(
    context: &Context,
    passage: &Passage,
    before: Option<&(FigureId, Range<usize>)>,
    (_, at): &(FigureId, Range<usize>),
) -> bool {
    let from = before.map_or(0, |(_, range)| range.end);
    let between = passage.slice(from..at.start);
    let clause = between.rsplit([',', '。', ';', ':', '(', ')', '、']).next().unwrap_or("");
    let plain = clause.trim_end_matches(['为', '达', '到', '是', '约']);
    // 预算执行率为95个百分点: the rate itself, not by how much it changed.
    let compares = clause.holds_any(&["高于", "低于", "超过", "快于", "慢于", "比", "较", "高", "低"]);
    let budget = clause.contains("完成") && plain.ends_with("预算的") || plain.ends_with("预算数的");
    if (["执行率", "支付率", "到位率"].iter().any(|w| plain.ends_with(w)) || budget) && !compares {
        return true;
    }
    // 占本年支出合计的70.02个百分点
    let share = clause.strip_prefix("占比").or(clause.strip_prefix('占'));
    if share.is_some_and(|of| change_before(of).is_none() && !of.holds_any(&["提高", "上升", "高", "低"]))
    {
        return true;
    }
    let Some((previous, range)) = before else { return false };
    let unit = &context.figures[*previous].quantity.unit;
    if !unit.is_money() || between.contains(['。', ';']) || between.holds_any(&RATES) {
        return false;
    }
    let ends = |words: &[&'static str]| {
        let ending = words.iter().filter(|w| clause.ends_with(**w)).max_by_key(|w| w.len());
        ending.and_then(|word| clause.strip_suffix(word))
    };
    // 增加12.30万元，上升4.50个百分点
    let changed = change_before(passage.slice(0..range.start)).is_some();
    if changed && ends(&["上升", "降低", "上升了", "降低了"]).is_some_and(str::is_empty) {
        return true;
    }
    // X万元，增长4.50个百分点; X万元，比上年同期下降15个百分点
    let Some(base) = ends(&["增长", "下降", "增加", "减少", "增长了", "下降了", "增加了", "减少了"])
    else {
        return false;
    };
    base.is_empty() || ["比", "较", "同比", "与"].iter().any(|w| base.starts_with(w))
}

fn enter(context: &Context, ledger: &mut Ledger, id: FigureId) {
    let digits = context.digits(id);
    let (stated, expected) = (context.text(id).to_string(), format!("{digits}%"));
    let arguments = [("stated", stated.as_str()), ("expected", expected.as_str())];
    ledger.remarks.push(Remark {
        rule: &RULE,
        severity: RULE.severity,
        span: context.figures[id].span,
        message: Message::new("wording.points_for_percent", &arguments),
        related: Vec::new(),
        stated: Some(stated),
        expected: Some(expected),
    });
}
