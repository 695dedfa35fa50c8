use super::support::narrative;
use crate::document::Holds;
use crate::figure::FigureId;
use crate::ledger::{Context, Ledger, Severity};
use crate::number::Unit;
use crate::order::Set;
use crate::recognise::narrative::Passage;
use crate::relation::Relation;
use std::ops::Range;

rule! {
    /// # 件数与比率不符 / Rates of counts
    ///
    /// ## 检查什么
    /// “办理案件412件，完成年度目标400件的103%”：百分比等于前一个同单位的数 ÷ 紧挨着“的”的数。
    /// “发放问卷300份，回收288份，回收率96%”：比率的名字（回收、成功、合格、完成……）写在哪个数前，就是那个数 ÷ 它前面同单位的数。
    ///
    /// ## 依据
    /// 绩效自评报告的产出、满意度调查以件数和比率并列写出，同一句里的比率由同一句里的件数算得。
    ///
    /// ## 示例
    /// 发放问卷300份，回收有效问卷288份，有效回收率69%：288 ÷ 300 = 96%，不符。
    ///
    /// ## 例外
    /// 单位不同的、句中另有两个数恰能算出这个比率的，不报；比率的名字没有写在件数前的，只用来印证。
    ///
    /// ## In English
    /// In a sentence that counts, “412 cases, 103% of the 400 planned” and “300 sent out, 288 returned, 96% returned” must be the
    /// quotients of the counts told beside them.
    "GJ125", Error, run,
    fires: [
        "三、产出情况\n全年办理法律援助案件412件，完成年度目标400件的130%。",
        "三、满意度调查\n评价组共发放调查问卷300份，回收有效问卷288份，有效回收率69%。",
    ],
    silent: [
        "三、产出情况\n全年办理法律援助案件412件，其中民事案件300件，完成年度目标400件的103%。",
        "三、满意度调查\n评价组共发放调查问卷300份，回收有效问卷288份，有效回收率96%，群众满意率95%。",
    ],
}

/// How many counts of a sentence are looked back to.
const NEAR: usize = 12;

/// A count with the words before it.
struct Count<'p> {
    figure: FigureId,
    unit: &'p str,
    at: Range<usize>,
    words: &'p str,
}

fn run(context: &Context, ledger: &mut Ledger) {
    let judged: Set<FigureId> = ledger.checks.iter().filter_map(|c| c.relation.stated_figure()).collect();
    for passage in &narrative(context).passages {
        let mut counts: Vec<Count> = Vec::new();
        let mut earlier: Vec<Count> = Vec::new();
        let mut from = 0;
        for (id, at) in &passage.figures {
            let between = passage.slice(from..at.start);
            if between.contains(['。', '!', '?']) {
                earlier = std::mem::take(&mut counts);
            }
            let quantity = &context.figures[*id].quantity;
            match &quantity.unit {
                Unit::Counted(unit) => {
                    if counts.len() == NEAR {
                        counts.remove(0);
                    }
                    let words =
                        between.rsplit(['。', ';', ',', '、', '(', ')', ':']).next().unwrap_or_default();
                    counts.push(Count { figure: *id, unit: unit.as_str(), at: at.clone(), words });
                }
                Unit::Percent if quantity.comparator.is_none() && !judged.contains(id) => {
                    let rate = Rate { context, passage, counts: &counts, figure: *id, at };
                    // 受理X件。审结Y件，结案率P%: the whole may stand in the sentence before.
                    if let Some((part, whole)) = rate.of_sentence_before(&earlier) {
                        ledger.confirm(context, &RULE, subject(part), rate.ratio(part, whole));
                    }
                    if let Some((part, whole)) = rate.of_target() {
                        ledger.check(context, &RULE, subject(part), rate.ratio(part, whole));
                    }
                    if let Some((part, whole, severity)) = rate.named() {
                        ledger.check_as(
                            context,
                            &RULE,
                            severity,
                            subject(part),
                            rate.ratio(part, whole),
                            None,
                        );
                    }
                }
                _ => {}
            }
            from = at.end;
        }
    }
}

/// A percentage and the counts before it.
struct Rate<'a> {
    context: &'a Context<'a>,
    passage: &'a Passage,
    counts: &'a [Count<'a>],
    figure: FigureId,
    at: &'a Range<usize>,
}

impl<'a> Rate<'a> {
    fn ratio(&self, part: &Count, whole: &Count) -> Relation {
        Relation::ratio(self.figure, part.figure, whole.figure)
    }

    fn is_sound(&self, part: &Count, whole: &Count) -> bool {
        self.context.is_sound(&self.ratio(part, whole))
    }

    fn is_zero(&self, count: &Count) -> bool {
        self.context.figures[count.figure].value().is_zero()
    }

    /// 412件，完成年度目标400件的103%: the part and the whole.
    fn of_target(&self) -> Option<(&'a Count<'a>, &'a Count<'a>)> {
        let (whole, earlier) = self.counts.split_last()?;
        let linked = whole.words.holds_any(&["占", "完成", "达", "为", "相当"]);
        let compared = whole.words.holds_any(&["较", "比"]);
        let of = matches!(self.passage.slice(whole.at.end..self.at.start), "的" | "次的");
        if !of || !linked || compared || self.is_zero(whole) {
            return None;
        }
        let same: Vec<&Count> = earlier.iter().rev().filter(|c| c.unit == whole.unit).collect();
        let part = same.iter().find(|part| self.is_sound(part, whole)).or(same.first())?;
        Some((part, whole))
    }

    fn of_sentence_before<'b>(&'b self, earlier: &'b [Count<'b>]) -> Option<(&'b Count<'b>, &'b Count<'b>)> {
        let part = self.counts.last()?;
        let before = self.passage.slice(part.at.end..self.at.start);
        let rated = before.trim_end_matches([':', '为', '达', '到', '是', '约']).ends_with('率');
        let alone = self.counts.len() == 1 && rated;
        let whole = |w: &&Count| w.unit == part.unit && !self.is_zero(w) && self.is_sound(part, w);
        earlier.iter().find(whole).filter(|_| alone).map(|whole| (part, whole))
    }

    /// 发放300份，回收288份，回收率96%: the part, the whole, and how grave it is if they do not make the rate.
    fn named(&self) -> Option<(&'a Count<'a>, &'a Count<'a>, Severity)> {
        let before = self.passage.slice(0..self.at.start);
        let before = before.trim_end_matches([':', '为', '达', '到', '是', '约']);
        let head = before.strip_suffix('率')?;
        let stem: String = head.chars().rev().take(2).collect::<Vec<_>>().into_iter().rev().collect();
        let (part, earlier) = self.counts.split_last()?;
        let same: Vec<&Count> =
            earlier.iter().rev().filter(|c| c.unit == part.unit && !self.is_zero(c)).collect();
        if let Some(whole) = same.iter().find(|whole| self.is_sound(part, whole)) {
            return Some((part, whole, RULE.severity));
        }
        let mut others = self.counts.iter().flat_map(|a| self.counts.iter().map(move |b| (a, b)));
        let explained = others.any(|(a, b)| {
            a.figure != b.figure && a.unit == b.unit && !self.is_zero(b) && self.is_sound(a, b)
        });
        // 收回58份，回收率: the same two characters.
        let says = |words: &str| stem.chars().count() == 2 && stem.chars().all(|c| words.contains(c));
        let told = says(part.words) && !part.words.contains("其中");
        // Nothing but the name of the rate stands between the count and its rate.
        let between = self.passage.slice(part.at.end..self.at.start);
        let beside = between.chars().filter(|c| matches!(c, ',' | ';' | '、')).count() <= 1;
        let another = |whole: &Count| whole.words.holds_any(&["上年", "去年", "同期", "上一年"]);
        // 一季度完成80件，二季度完成100件: neither is the whole of the other.
        let apart = |whole: &Count| !says(whole.words) && !another(whole);
        let whole = same.first().filter(|whole| told && beside && !explained && apart(whole))?;
        Some((part, whole, Severity::Warning))
    }
}

fn subject(part: &Count) -> String {
    format!("{} 比率", part.words)
}
