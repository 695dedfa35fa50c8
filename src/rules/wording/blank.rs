use crate::document::Span;
use crate::ledger::{Context, Ledger, Message, Remark};
use crate::recognise::narrative::LapseKind;

rule! {
    /// # 漏写数字或百分号 / Missing numbers and percent signs
    ///
    /// ## 检查什么
    /// “增长13.95。”漏写百分号；“占 %”“增加 万元”“下降 %”漏填数字。
    ///
    /// ## 依据
    /// 占比和增减率都以百分数表示；空着的数字使读者无从核对。
    ///
    /// ## 示例
    /// “增加1193.20万元，增长13.95。”应为“增长13.95%”，漏写的百分号补上后照常核算。
    ///
    /// ## 例外
    /// 没有填写任何数字的空白模板不检查。
    ///
    /// ## In English
    /// A rate needs its percent sign, a sentence its number.
    "GJ504", Warning, run,
    fires: [
        "一般公共预算财政拨款支出9746.50万元。与上年相比，一般公共预算财政拨款支出增加1193.20万元，增长13.95。",
        "基本支出35.00万元，占 %，比上年减少 万元。",
    ],
    silent: [
        "一般公共预算财政拨款支出9746.50万元。与上年相比，一般公共预算财政拨款支出增加1193.20万元，增长13.95%。",
        "基本支出35.00万元，占100.00%，比上年减少1.00万元。",
    ],
}

const GAPS: [&str; 12] = [
    "占%",
    "的%",
    "增长%",
    "下降%",
    "增加%",
    "减少%",
    "增加万元",
    "减少万元",
    "决算为万元",
    "预算为万元",
    "决算数万元",
    "支出万元",
];

fn run(context: &Context, ledger: &mut Ledger) {
    let narrative = &context.recognised.narrative;
    for lapse in &narrative.lapses {
        match lapse.kind {
            LapseKind::MissingPercent => enter(context, ledger, lapse.span, "wording.percent"),
        }
    }
    if narrative.statements.is_empty() {
        return;
    }
    for passage in &narrative.passages {
        for gap in GAPS {
            for (at, _) in passage.text.match_indices(gap) {
                enter(context, ledger, passage.span(at..at + gap.len()), "wording.blank");
            }
        }
    }
}

fn enter(context: &Context, ledger: &mut Ledger, span: Span, key: &str) {
    let stated = context.written.slice(&span).to_string();
    ledger.remarks.push(Remark {
        rule: &RULE,
        severity: RULE.severity,
        span,
        message: Message::new(key, &[("stated", &stated)]),
        related: Vec::new(),
        expected: (key == "wording.percent").then(|| format!("{stated}%")),
        stated: Some(stated),
    });
}
