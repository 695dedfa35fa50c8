use super::support::narrative;
use crate::diagnosis::one_slip_mends;
use crate::document::Holds;
use crate::figure::FigureId;
use crate::ledger::{Context, Ledger, Severity};
use crate::number::Unit;
use crate::order::Set;
use crate::recognise::narrative::Passage;
use crate::relation::Relation;
use std::ops::Range;

rule! {
    /// # 与所写另一金额的比不符 / A ratio to an amount written beside it
    ///
    /// ## 检查什么
    /// “X万元，占…Y万元的P%”“X万元，是…Y万元的N倍”：作为分母的金额就写在比率之前，比率应等于 X ÷ Y。
    ///
    /// ## 依据
    /// 算术：比率的两个数都写明了。
    ///
    /// ## 示例
    /// 五年收入80,966万元，是前五年43,200万元的1.87倍：80,966 ÷ 43,200 = 1.874，相符。
    ///
    /// ## 例外
    /// 句中在前的金额不止一个、都不相符的，说的是哪一个没有把握，不判断；增长几倍的，是增减率，不在此项。
    ///
    /// ## In English
    /// Where both amounts of a ratio are written out (X, Y万元的P%), the ratio must be X over Y.
    "GJ131", Error, run,
    fires: [
        "“十三五”时期地方收入累计完成80966万元，是“十二五”时期43200万元的1.78倍。",
        "全年慈善救助支出4643.36万元，占上年总收入6145.07万元的57.56%。",
        "全市直达资金总量75.20亿元，支出45.76亿元，支付率为68.0%。",
        "税收收入3511万元，占年初预算8465万元的41.5%，同比下降5.2%；非税收入837万元，占年初预算1600万元的55.3%。",
    ],
    silent: [
        "税收收入3511万元，占年初预算8465万元的41.5%，同比下降5.2%；非税收入837万元，占年初预算1600万元的52.3%。",
        "全市直达资金总量75.20亿元，支出45.76亿元，支付率为60.8%。",
        "全市直达资金总量75.20亿元，已分配70.00亿元，支出45.76亿元，支付率为65.4%。",
        "“十三五”时期地方收入累计完成80966万元，是“十二五”时期43200万元的1.87倍，年均增长10.95%。",
        "全年慈善救助支出4643.36万元，占上年总收入6145.07万元的75.56%。",
        "全年救助支出500万元、管理费30万元，占上年总收入6145.07万元的57.56%。",
    ],
}

/// How many amounts before a rate it may be of.
const NEAR: usize = 8;

/// 到位资金X万元，资金到位率P%; 年末结转X万元，结转率P%: the rate is called after the amount before it, and some amount of the paragraph
/// before that is what it is of.
fn named(context: &Context, ledger: &mut Ledger, passage: &Passage, judged: &Set<FigureId>) {
    let mut money: Vec<(FigureId, &str)> = Vec::new();
    let (mut from, mut sentence) = (0, 0);
    for (id, at) in &passage.figures {
        let between = passage.slice(from..at.start);
        from = at.end;
        if between.contains(['。', ';']) {
            sentence = money.len();
        }
        let quantity = &context.figures[*id].quantity;
        let words = between.rsplit(['。', ';', ',', '、', '(', ')', ':']).next().unwrap_or_default();
        if quantity.unit.is_money() {
            money.push((*id, words));
            continue;
        }
        let words_of = words.trim_end_matches([':', '为', '达', '到', '是', '约']);
        let head = words_of.strip_suffix('率').or_else(|| words_of.strip_suffix("进度"));
        let told = quantity.unit == Unit::Percent && !judged.contains(id);
        let Some(head) = head.filter(|_| told) else { continue };
        let stem: Vec<char> = head.chars().rev().take(2).collect();
        // 已分配X万元，未分配Y万元，分配率P%: not of what was not. 已支出X万元，支付进度P%
        let spent = |text: &str| text.holds_any(&["支付", "支出", "拨付"]);
        let called = |named: &str| {
            stem.iter().all(|c| named.contains(*c)) && !named.contains('未') || spent(head) && spent(named)
        };
        let near = money.iter().rposition(|(_, named)| stem.len() == 2 && called(named));
        let Some(((part, _), earlier)) = near.and_then(|at| money.get(..=at)?.split_last()) else {
            continue;
        };
        let relation = |whole: FigureId| Relation::ratio(*id, *part, whole);
        let mut near = earlier.iter().rev().take(NEAR).map(|(id, _)| *id);
        let fits = |whole: &FigureId| {
            !context.figures[*whole].value().is_zero() && context.is_sound(&relation(*whole))
        };
        if let Some(whole) = near.find(fits) {
            ledger.confirm(context, &RULE, words, relation(whole));
        } else if let [(whole, of), (own, _)] = money.get(sentence..).unwrap_or_default()
            && own == part
            // What was planned or came in is a matter of its own.
            && !of.holds_any(&["预算", "安排", "下达", "到位", "计划", "投资"])
            && one_slip_mends(context.figures, &relation(*whole), &[*id, *part, *whole])
        {
            // 总量X亿元，支出Y亿元，支付率P%: the sentence tells of nothing else.
            ledger.check_as(context, &RULE, Severity::Warning, words, relation(*whole), None);
        }
    }
}

/// A percentage or a multiple with the amount that it is of, and the amounts of the sentence before that.
struct Ratio<'a> {
    figure: FigureId,
    whole: FigureId,
    parts: Vec<FigureId>,
    words: &'a str,
    /// The last of the amounts before stands right before it, and is none of a list: 非税收入X万元，占年初预算Y万元的P%.
    beside: bool,
}

/// The ratios of a passage.
fn ratios<'a>(context: &Context, passage: &'a Passage) -> Vec<Ratio<'a>> {
    let mut out = Vec::new();
    let mut money: Vec<(FigureId, Range<usize>)> = Vec::new();
    let mut from = 0;
    for (id, at) in &passage.figures {
        let between = passage.slice(from..at.start);
        if between.contains(['。', '!', '?']) {
            money.clear();
        }
        let quantity = &context.figures[*id].quantity;
        if quantity.unit.is_money() {
            money.push((*id, at.clone()));
        } else if (quantity.unit == Unit::Percent || quantity.unit.is_multiple())
            && quantity.comparator.is_none()
            && let Some(((whole, own), parts)) = money.split_last()
            && passage.slice(own.end..at.start) == "的"
        {
            let start = parts.last().map_or(0, |(_, range)| range.end);
            let all = passage.slice(start..own.start);
            let words = all.rsplit(['。', ';', ',', '(', ')', ':']).next().unwrap_or_default();
            let last = |at: usize| parts.len().checked_sub(at).and_then(|i| parts.get(i));
            let before = last(2).map_or(0, |(_, range)| range.end);
            let listed = last(1).is_none_or(|(_, range)| {
                let between = passage.slice(before..range.start);
                between.trim_start_matches('(').starts_with(['、', '和', '及', '与'])
                    || !between.contains([';', ',', ':', '。'])
            });
            let beside = all.strip_prefix(',') == Some(words) && !listed;
            let parts = parts.iter().map(|(id, _)| *id).collect();
            out.push(Ratio { figure: *id, whole: *whole, parts, words, beside });
        }
        from = at.end;
    }
    out
}

fn run(context: &Context, ledger: &mut Ledger) {
    let judged: Set<FigureId> = ledger.checks.iter().filter_map(|c| c.relation.stated_figure()).collect();
    for passage in &narrative(context).passages {
        named(context, ledger, passage, &judged);
        for ratio in ratios(context, passage) {
            let linked = ["占", "是", "为", "相当于", "完成"].iter().any(|w| ratio.words.starts_with(w));
            let compared = ratio.words.holds_any(&["较", "比", "增", "减"]);
            if judged.contains(&ratio.figure)
                || !linked
                || compared
                || context.figures[ratio.whole].value().is_zero()
            {
                continue;
            }
            let relation = |part: FigureId| Relation::ratio(ratio.figure, part, ratio.whole);
            let fits = ratio.parts.iter().rev().find(|&&part| context.is_sound(&relation(part)));
            match (fits, ratio.parts.as_slice()) {
                (Some(&part), _) => ledger.check(context, &RULE, ratio.words, relation(part)),
                (None, &[part]) => {
                    ledger.check_as(context, &RULE, Severity::Error, ratio.words, relation(part), None);
                }
                (None, &[.., part])
                    if ratio.beside
                        && one_slip_mends(
                            context.figures,
                            &relation(part),
                            &[ratio.figure, part, ratio.whole],
                        ) =>
                {
                    ledger.check_as(context, &RULE, Severity::Warning, ratio.words, relation(part), None);
                }
                _ => {}
            }
        }
    }
}
