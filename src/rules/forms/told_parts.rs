use crate::document::Holds;
use crate::figure::FigureId;
use crate::ledger::{Context, Ledger, Severity};
use crate::number::{Total, Unit};
use crate::recognise::narrative::Passage;
use crate::relation::{Expression, Relation, RelationKind};
use rust_decimal::Decimal;

rule! {
    /// # 正文各部分得分相加 / Scores told part by part
    ///
    /// ## 检查什么
    /// 评价报告正文逐项写明分值和得分：一句话里各部分的分值合计 100 分的，综合得分等于各部分得分之和；一个标题下逐条写出的指标，分值相加等于这一部分的分值的，得分相加也应等于这一部分的得分；得分相加相等而有扣分的，分值相加也应相等。
    ///
    /// ## 依据
    /// 综合得分由各部分得分相加而来。
    ///
    /// ## 示例
    /// “决策20分，得18分；过程20分，得19分；产出40分，得38分；效益20分，得19分。综合得分94.5分”：相加为 94 分。
    ///
    /// ## 例外
    /// 分值相加不等于 100 分或这一部分的分值的，可能没有列全，不核对；写有扣分办法的段落不看。
    ///
    /// ## In English
    /// Where a report tells full marks and scores part by part and the full marks are all there, the scores add up to that of the
    /// whole.
    "GJ326", Warning, run,
    fires: [
        "2024年度项目绩效评价报告\n三、评价结论\n决策20分，得18分；过程20分，得19分；产出40分，得38分；效益20分，得19分。综合得分94.5分，等级为优。",
        "2024年度项目绩效评价报告\n一、产出指标（60分）\n产出指标分值60分，自评得分58分。\n1.水尺（40分）：全部装好，自评得分40分。\n2.渠道（20分）：通水较晚，自评得分17分。",
    ],
    silent: [
        "2024年度项目绩效评价报告\n三、评价结论\n决策20分，得18分；过程20分，得19分；产出40分，得38分；效益20分，得19分。综合得分94分，等级为优。",
        "2024年度项目绩效评价报告\n三、评价结论\n决策20分，得18分；过程20分，得19分；产出40分，得38分。综合得分94.5分，等级为优。",
        "2024年度项目绩效评价报告\n一、产出指标（50分），得48分。\n二、效益指标（30分），得29分。\n三、满意度指标（20分），得20分。",
        "2024年度项目绩效评价报告\n一、产出指标（60分）\n产出指标分值60分，自评得分58分。\n1.水尺（40分）：全部装好，自评得分40分。\n2.渠道（10分）：通水较晚，自评得分9分。",
    ],
}

/// What a number of points is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Points {
    Weight,
    Score,
    Total,
    /// What stands for all of it: 满分100分.
    Hundred,
    /// What the parts of the sentence come to.
    Together,
    /// What is missing to full marks.
    Lost,
    Other,
}

/// Full marks and score of a part.
#[derive(Debug, Clone, Copy)]
struct Pair {
    weight: FigureId,
    score: FigureId,
}

/// The points of a passage.
struct Told {
    points: Vec<(FigureId, Points)>,
    /// How its paragraph is numbered: 一、 stands over （一）, that over 1.
    style: u8,
}

impl Told {
    fn pairs(&self) -> Vec<Pair> {
        let pair = |two: &[(FigureId, Points)]| match two {
            [(weight, Points::Weight), (score, Points::Score)] => {
                Some(Pair { weight: *weight, score: *score })
            }
            _ => None,
        };
        self.points.windows(2).filter_map(pair).collect()
    }

    fn count(&self, what: Points) -> usize {
        self.points.iter().filter(|p| p.1 == what).count()
    }

    fn only(&self, what: Points) -> Option<FigureId> {
        match self.points.as_slice() {
            [(id, own)] if *own == what => Some(*id),
            _ => None,
        }
    }

    fn only_pair(&self) -> Option<Pair> {
        self.pairs().first().copied().filter(|_| self.points.len() == 2)
    }
}

fn run(context: &Context, ledger: &mut Ledger) {
    let told: Vec<Told> = context.recognised.narrative.passages.iter().map(|p| read(context, p)).collect();
    for passage in &told {
        sentence(context, ledger, passage);
    }
    let parts = parts(context, &told);
    for (at, (style, whole)) in parts.iter().enumerate() {
        let below: Vec<(u8, Pair)> =
            parts.iter().skip(at + 1).take_while(|(own, _)| own > style).copied().collect();
        let Some(first) = below.first().map(|p| p.0).filter(|_| *style > 0) else { continue };
        let items: Vec<Pair> = below.iter().filter(|p| p.0 == first).map(|p| p.1).collect();
        if items.len() < 2 {
            continue;
        }
        let (weights, given) = (weights(whole.weight, &items), scores(whole.score, &items));
        // Scores that lost points and still add up say that the items are all there, as well as the full marks do.
        let value = |id: FigureId| context.figures[id].quantity.value;
        let lost = items.iter().any(|item| value(item.score) < value(item.weight));
        if context.is_sound(&weights) || lost && context.is_sound(&given) {
            ledger.check_as(context, &RULE, Severity::Warning, "分值", weights, None);
            ledger.check_as(context, &RULE, Severity::Warning, "得分", given, None);
        }
    }
    // The uppermost parts make up the score of it all.
    let Some(top) = parts.iter().map(|p| p.0).filter(|s| *s > 0).min() else { return };
    let uppermost: Vec<Pair> = parts.iter().filter(|p| p.0 == top).map(|p| p.1).collect();
    let mut totals = told.iter().flat_map(|t| &t.points).filter(|p| p.1 == Points::Total).map(|p| p.0);
    if let (Some(total), None) = (totals.next(), totals.next())
        && uppermost.len() > 1
        && sum(context, &uppermost) == Decimal::ONE_HUNDRED
    {
        ledger.check_as(context, &RULE, Severity::Warning, "综合得分", scores(total, &uppermost), None);
    }
}

/// One passage that tells all parts and the total.
fn sentence(context: &Context, ledger: &mut Ledger, told: &Told) {
    let pairs = told.pairs();
    let whole = |p: &&(FigureId, Points)| matches!(p.1, Points::Total | Points::Together);
    let total = told.points.iter().find(whole).map(|p| p.0);
    let others = [Points::Total, Points::Together, Points::Hundred, Points::Lost];
    let rest = told.points.len() - pairs.len() * 2 - others.into_iter().map(|p| told.count(p)).sum::<usize>();
    let value = |id: FigureId| context.figures[id].quantity.value;
    let one = told.points.iter().filter(whole).all(|p| total.map(value) == Some(value(p.0)));
    if let Some(total) = total.filter(|_| one && rest == 0 && pairs.len() > 1)
        && sum(context, &pairs) == Decimal::ONE_HUNDRED
    {
        ledger.check_as(context, &RULE, Severity::Warning, "综合得分", scores(total, &pairs), None);
    }
}

fn sum(context: &Context, pairs: &[Pair]) -> Decimal {
    pairs.iter().map(|p| context.figures[p.weight].quantity.value).total()
}

fn weights(whole: FigureId, pairs: &[Pair]) -> Relation {
    let parts = pairs.iter().map(|p| Expression::Displayed(p.weight)).collect();
    Relation::equal(RelationKind::Sum, whole, Expression::Sum(parts))
}

fn scores(whole: FigureId, pairs: &[Pair]) -> Relation {
    let parts = pairs.iter().map(|p| Expression::Displayed(p.score)).collect();
    Relation::equal(RelationKind::Sum, whole, Expression::Sum(parts))
}

/// The paragraphs that tell one part each; a heading with the full marks is told with the score in the paragraph below it.
fn parts(context: &Context, told: &[Told]) -> Vec<(u8, Pair)> {
    let mut out = Vec::new();
    let mut passages = told.iter().peekable();
    while let Some(passage) = passages.next() {
        if let Some(weight) = passage.only(Points::Weight)
            && let Some(below) = passages.peek()
        {
            let value = |id: FigureId| context.figures[id].quantity.value;
            let again = below.only_pair().filter(|pair| value(pair.weight) == value(weight));
            if let Some(score) = below.only(Points::Score).or(again.map(|pair| pair.score)) {
                out.push((passage.style, Pair { weight, score }));
                passages.next();
                continue;
            }
        }
        out.extend(passage.only_pair().map(|pair| (passage.style, pair)));
    }
    out
}

fn read(context: &Context, passage: &Passage) -> Told {
    let mut points = Vec::new();
    let mut from = 0;
    // 每低1个百分点扣1分: how points are given.
    let rule = passage.text.as_str().holds_any(&["每", "否则", "扣完", "酌情", "以上得", "以下得"]);
    for (id, at) in passage.figures.iter().filter(|_| !rule) {
        let quantity = &context.figures[*id].quantity;
        if quantity.unit == Unit::Points && quantity.comparator.is_none() {
            points.push((*id, kind(passage, from..at.start, at.end, quantity.value)));
        }
        from = at.end;
    }
    // 产出指标50分，得48分: full marks are what a score follows.
    for at in 0..points.len() {
        let followed = points.get(at + 1).is_some_and(|next| next.1 == Points::Score);
        if let Some(own) = points.get_mut(at).filter(|p| p.1 == Points::Other && followed) {
            own.1 = Points::Weight;
        }
    }
    Told { points, style: style(&passage.text) }
}

fn kind(passage: &Passage, before: std::ops::Range<usize>, end: usize, value: Decimal) -> Points {
    let words = passage.slice(before);
    let after = passage.slice(end..passage.text.len());
    let clause = words.rsplit(['。', ';', ',', '、', ':']).next().unwrap_or_default();
    if let Some(named) = clause.strip_suffix('(') {
        return match after.starts_with(')') && !named.is_empty() {
            true => Points::Weight,
            false => Points::Other,
        };
    }
    let label = clause.trim_end_matches(['为', '是', '共', '计']);
    let ends = |list: &[&str]| list.iter().any(|w| label.ends_with(w));
    if ends(&["扣", "扣减", "扣除", "扣分"]) {
        return Points::Other;
    }
    if ends(&["综合得分", "总得分", "总分", "最终得分", "评价总分", "综合评分", "总评分"])
    {
        return Points::Total;
    }
    // 合计94分: of what the sentence told.
    if ["合计", "合计得", "合计得分", "评价得分"].iter().any(|w| clause.trim_end_matches('为').ends_with(w))
    {
        return Points::Together;
    }
    if ends(&["失分", "扣分合计"]) {
        return Points::Lost;
    }
    if ends(&["得", "得分", "实得"]) {
        return Points::Score;
    }
    if value == Decimal::ONE_HUNDRED && ends(&["满分", "总分值", "分值", "总权重"]) {
        return Points::Hundred;
    }
    if ends(&["分值", "满分", "标准分", "权重", "权重分"]) {
        return Points::Weight;
    }
    Points::Other
}

/// How a paragraph is numbered, the uppermost first; 0 where it is not.
fn style(text: &str) -> u8 {
    let numeral = |c: char| "一二三四五六七八九十".contains(c);
    let after = |t: &str| {
        let digits = t.trim_start_matches(|c: char| c.is_ascii_digit());
        (digits.len() < t.len()).then(|| digits.chars().next()).flatten()
    };
    let numerals = text.trim_start_matches(numeral);
    match text.strip_prefix('(') {
        Some(inner) if inner.starts_with(numeral) => 2,
        Some(inner) if after(inner) == Some(')') => 4,
        Some(_) => 0,
        None if numerals.len() < text.len() && numerals.starts_with('、') => 1,
        None if matches!(after(text), Some('.' | '、')) => 3,
        None if text.starts_with(|c| ('①'..='⑳').contains(&c)) => 5,
        None => 0,
    }
}
