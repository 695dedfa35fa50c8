use super::growth::direction;
use super::support::{is_zero, name, narrative};
use crate::document::Holds;
use crate::ledger::{Context, Ledger, Message, Remark};
use crate::recognise::narrative::{Change, Passage};
use crate::relation::Direction;
use std::ops::Range;

rule! {
    /// # 增减原因与增减方向相反 / A reason that points the other way
    ///
    /// ## 检查什么
    /// “比上年减少X万元，下降P%，主要原因是经费增加”：写明的唯一原因与增减的方向相反，请核实是原因写错，还是方向写错。
    ///
    /// ## 依据
    /// 各级财政部门决算公开格式要求说明增减变动的原因；审核时原因与数据应当一致。
    ///
    /// ## 示例
    /// “项目支出60.00万元，比上年减少10.00万元，下降14.29%，主要原因是项目经费增加”：减少不能由增加来解释。
    ///
    /// ## 例外
    /// 原因不止一项的，提到上年、结转、结余、收回等的，原因与增减不是同一种资金的，都不判断；本项只作说明，由审核人判断。
    ///
    /// ## In English
    /// Where the only reason given for a decrease is an increase of the same kind (or the reverse), one of the two is wrong.
    "GJ120", Note, run,
    fires: [
        "项目支出60.00万元，比上年减少10.00万元，下降14.29%，主要原因是项目经费增加。",
        "2024年度一般公共预算财政拨款支出120.00万元，与上年相比，增加20.00万元，增长20.00%。主要原因：公用经费支出减少。",
    ],
    silent: [
        "项目支出60.00万元，比上年减少10.00万元，下降14.29%，主要原因是项目经费减少。",
        "项目支出60.00万元，比上年减少10.00万元，下降14.29%，主要原因是上年一次性经费增加。",
        "项目支出60.00万元，比上年减少10.00万元，下降14.29%，主要原因是人员经费增加，项目经费减少。",
        "年末结转和结余60.00万元，比上年减少10.00万元，下降14.29%，主要原因是本年支出增加。",
    ],
}

const RISING: [&str; 5] = ["增加", "增长", "提高", "上升", "增多"];
const FALLING: [&str; 5] = ["减少", "下降", "降低", "压减", "缩减"];
/// What rises or falls together with the amount that it explains.
const NOUNS: [&str; 7] = ["经费", "支出", "收入", "拨款", "费用", "资金", "投入"];
/// With these the reason may be of another year or run the other way.
const HEDGES: [&str; 22] = [
    "上年", "去年", "上一", "同期", "结转", "结余", "收回", "退", "基数", "不", "未", "无", "没有", "冲",
    "划", "调", "非", "以前", "节约", "但", "抵", "其他",
];
/// Longer than this it is no single reason, in characters.
const LONGEST: usize = 24;

fn run(context: &Context, ledger: &mut Ledger) {
    let narrative = narrative(context);
    for (i, statement) in narrative.statements.iter().enumerate() {
        let Some(passage) = narrative.passages.get(statement.passage) else { continue };
        if statement.label.holds_any(&["结转", "结余"]) {
            continue;
        }
        for change in &statement.changes {
            let words = [change.amount_word, change.rate_word];
            let Some(fitting) = direction(context, i, change) else { continue };
            let said = words.iter().flatten().all(|w| w.direction == Some(fitting));
            let nothing = [change.amount, change.rate].into_iter().flatten().any(|id| is_zero(context, id));
            let Some(range) = reason(passage, change).filter(|_| said && !nothing) else { continue };
            if !points_away(&statement.label, passage.slice(range.clone()), fitting) {
                continue;
            }
            let Some(word) = words.into_iter().flatten().next() else { continue };
            let stated = context.document.slice(&word.span);
            let message = Message::new(
                "narrative.reason",
                &[
                    ("subject", &name(statement)),
                    ("stated", stated),
                    ("reason", passage.slice(range.clone())),
                ],
            );
            let figures = [change.amount, change.rate].into_iter().flatten();
            ledger.remarks.push(Remark {
                rule: &RULE,
                severity: RULE.severity,
                span: passage.span(range),
                message,
                related: figures.map(|id| context.figures[id].span).collect(),
                stated: None,
                expected: None,
            });
        }
    }
}

/// The words of the reason that follows a change, up to the end of its sentence.
fn reason(passage: &Passage, change: &Change) -> Option<Range<usize>> {
    let last = change.rate.or(change.amount)?;
    let at = passage.figures.iter().position(|(id, _)| *id == last)?;
    let from = passage.figures.get(at)?.1.end;
    let to = passage.figures.get(at + 1).map_or(passage.text.len(), |(_, next)| next.start);
    let rest = passage.text.get(from..to)?;
    let mark = rest.find("原因")?;
    if !["主要", "主要的", "变动", "其", ",", "。"].iter().any(|w| rest[..mark].ends_with(w))
        || rest[..mark].len() > 24
    {
        return None;
    }
    let after = mark + "原因".len();
    let words = rest.get(after..)?;
    let bare = words.trim_start_matches([':', '是', '为', ',']);
    let start = from + after + (words.len() - bare.len());
    let end = bare.find(['。', ';'])?;
    Some(start..start + end)
}

/// Is it one plain reason, of the same kind of money, that points the other way?
fn points_away(label: &str, reason: &str, direction: Direction) -> bool {
    let (own, other) = match direction {
        Direction::Down => (FALLING, RISING),
        Direction::Up => (RISING, FALLING),
        Direction::Flat => return false,
    };
    let Some(about) = other.iter().find_map(|word| reason.strip_suffix(word)) else { return false };
    let single = !reason.contains([',', '、', '(', '和', '及', '与']) && reason.chars().count() <= LONGEST;
    let plain = !reason.holds_any(&HEDGES) && !own.iter().any(|w| reason.contains(w));
    let same_side = !(about.ends_with("收入") && label.contains("支出")
        || about.ends_with("支出") && label.contains("收入"));
    single
        && plain
        && same_side
        && NOUNS.iter().any(|noun| about.ends_with(noun))
        && reason.matches(['增', '减', '降']).count() <= 1
}
