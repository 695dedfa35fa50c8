use crate::document::Span;
use crate::ledger::{Context, Ledger, Message, Remark, Severity};
use crate::recognise::narrative::words::template_remnant;

rule! {
    /// # 模板选项没有删改 / Alternatives of the template left in
    ///
    /// ## 检查什么
    /// “增加（减少）”“增长（下降）”“大于（小于）”等模板选项，以及“如持平作持平表述”“不涉及的不列”等填写说明残留在正文中。
    ///
    /// ## 依据
    /// 公开格式模板要求按实际情况选用一种表述。
    ///
    /// ## 示例
    /// “减少0.15万元，下降（增长）27.78%”，应为“下降27.78%”。
    ///
    /// ## 例外
    /// 方向不明时，增减率按金额的方向核算。全文没有数字的（空白模板）只报一次。
    ///
    /// ## In English
    /// Alternatives and instructions of the template must not stay in the published text.
    "GJ503", Warning, run,
    fires: [
        "2024年度“三公”经费支出决算数比2023年度减少0.15万元，下降（增长）27.78%。",
        "公务接待费支出0.39万元，比上年增加（减少）0.15万元。（如持平作持平表述）",
    ],
    silent: [
        "2024年度“三公”经费支出决算数比2023年度减少0.15万元，下降27.78%。",
        "公务用车购置及运行维护费0.00万元，因公出国（境）费0.00万元。",
    ],
}

const INSTRUCTIONS: [&str; 6] = [
    "如持平作持平表述",
    "不涉及的不列",
    "按上述格式依次说明",
    "的部门,作下述说明",
    "仍保留该表格式",
    "请根据实际情况",
];

fn run(context: &Context, ledger: &mut Ledger) {
    let mut spans: Vec<Span> = Vec::new();
    for passage in &context.recognised.narrative.passages {
        let mut from = 0;
        while let Some(found) = passage.text.get(from..).and_then(template_remnant) {
            spans.push(passage.span(from + found.start..from + found.end));
            from += found.end;
        }
        for words in INSTRUCTIONS {
            if let Some(at) = passage.text.find(words) {
                spans.push(passage.span(at..at + words.len()));
            }
        }
    }
    let blank = context.recognised.narrative.statements.is_empty();
    if blank {
        spans.truncate(1);
    }
    for span in spans {
        let stated = context.written.slice(&span).to_string();
        ledger.remarks.push(Remark {
            rule: &RULE,
            severity: if blank { Severity::Note } else { RULE.severity },
            span,
            message: Message::new("wording.template", &[("stated", &stated)]),
            related: Vec::new(),
            stated: Some(stated),
            expected: None,
        });
    }
}
