use crate::document::Span;
use crate::ledger::{Context, Ledger, Message, Remark};

rule! {
    /// # 占位符没有替换 / Placeholders left in
    ///
    /// ## 检查什么
    /// 正文中残留的 XX、XXX、×× 等占位符，如“XX局”“XXX万元”“占XX%”。
    ///
    /// ## 依据
    /// 公开格式模板以 XX 表示应填内容，正式公开时应全部替换。
    ///
    /// ## 示例
    /// “上海市XX局2024年度收入支出总计XXX万元”，应换成单位名称和金额。
    ///
    /// ## 例外
    /// 全文只报一次，其余各处列在相关位置中。
    ///
    /// ## In English
    /// XX and XXX of the template must be replaced before publication.
    "GJ502", Warning, run,
    fires: [
        "XX局2024年度收入支出总计9859.38万元。",
        "2024年度收入支出总计9859.38万元，比上年增加XXX万元，增长××%。",
    ],
    silent: [
        "2024年度收入支出总计9859.38万元。",
        "编号XXGK-2024-001的文件已公开。",
        "数量指标：★★★脱贫户饮水设施数量（≥**处）≥12处。",
    ],
}

fn run(context: &Context, ledger: &mut Ledger) {
    let mut spans: Vec<Span> = Vec::new();
    for passage in &context.recognised.narrative.passages {
        let text = passage.text.as_str();
        let mut at = 0;
        while let Some(c) = text.get(at..).and_then(|t| t.chars().next()) {
            let mark = |c: char| matches!(c, 'X' | 'x' | '×' | '╳' | '＊' | '*');
            let run: usize =
                text.get(at..).map_or(0, |t| t.chars().take_while(|&d| d == c).map(char::len_utf8).sum());
            if mark(c) && run >= 2 * c.len_utf8() && is_placeholder(text, at, at + run) {
                spans.push(passage.span(at..at + run));
            }
            at += run.max(c.len_utf8());
        }
    }
    let Some((&first, rest)) = spans.split_first() else { return };
    let message = Message::new("wording.placeholder", &[("count", &spans.len().to_string())]);
    ledger.remarks.push(Remark {
        rule: &RULE,
        severity: RULE.severity,
        span: first,
        message,
        related: rest.iter().take(20).copied().collect(),
        stated: Some(context.written.slice(&first).to_string()),
        expected: None,
    });
}

/// Not part of a code (XXGK-2024): Chinese, punctuation or a unit stands on both sides.
fn is_placeholder(text: &str, start: usize, end: usize) -> bool {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    let before = text.get(..start).and_then(|t| t.chars().next_back());
    let after = text.get(end..).and_then(|t| t.chars().next());
    // (≥**人次): the official name of an indicator says where the number of the target goes.
    let blank_of_name = text.get(start..end).is_some_and(|t| t.starts_with(['*', '＊']))
        && before.is_some_and(|c| matches!(c, '≥' | '≤' | '=' | '<' | '>' | '≧' | '≦' | '＞' | '＜' | '＝'));
    !latin(before) && !latin(after) && !blank_of_name
}
