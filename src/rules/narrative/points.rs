use super::support::narrative;
use crate::figure::FigureId;
use crate::ledger::{Context, Ledger};
use crate::number::Unit;
use crate::recognise::narrative::Passage;
use crate::recognise::narrative::role::label;
use crate::recognise::narrative::words;
use crate::relation::{Direction, Expression, Relation, RelationKind};
use std::ops::Range;

rule! {
    /// # 百分点与两个比率之差不符 / Percentage points against the two rates
    ///
    /// ## 检查什么
    /// “执行率95.32%，较上年93.10%提高2.22个百分点”“由93.10%提高到95.32%，提高2.22个百分点”中，百分点数应等于前后两个比率之差，方向词应与两者的大小一致。
    ///
    /// ## 依据
    /// 百分点是以百分数表示的两个比率之差，统计上的通行用法。
    ///
    /// ## 示例
    /// 执行率95.32%，较上年93.10%提高2.22个百分点：95.32 − 93.10 = 2.22，相符。
    ///
    /// ## 例外
    /// 对比的比率没有写明的，不核对；两个比率一升一降（由下降转为增长）的，按两者之和也相符时不算错。
    ///
    /// ## In English
    /// A change told in percentage points must be the difference of the two rates told beside it.
    "GJ129", Error, run,
    fires: [
        "2024年预算执行率95.32%，较上年93.10%提高2.32个百分点。",
        "2024年预算执行率95.32%，较上年的97.10%提高1.78个百分点。",
        "资金结转率由8.20%下降到5.10%，下降3.20个百分点。",
        "一般公共预算收入增长5.2%，高于全省平均水平（3.1%）1.2个百分点。",
    ],
    silent: [
        "2024年预算执行率95.32%，较上年93.10%提高2.22个百分点。",
        "2024年预算执行率95.3%，比上年（93.13%）提高2.2个百分点。",
        "资金结转率由8.20%下降到5.10%，下降3.10个百分点。",
        "一般公共预算收入增长5.2%，高于全省平均水平（3.1%）2.1个百分点。",
        "公用经费下降5.2%，比上年3.1%回落8.3个百分点。",
        "基本支出占比62.5%，项目支出占比37.5%，比上年提高2.4个百分点。",
    ],
}

fn run(context: &Context, ledger: &mut Ledger) {
    for passage in &narrative(context).passages {
        for three in passage.figures.windows(3) {
            let [first, second, points] = three else { continue };
            let unit = |figure: &(FigureId, Range<usize>)| &context.figures[figure.0].quantity.unit;
            let rates = *unit(first) == Unit::Percent && *unit(second) == Unit::Percent;
            if !rates || *unit(points) != Unit::PercentagePoint {
                continue;
            }
            let Some(said) = said(passage, &first.1, &second.1, &points.1) else { continue };
            let (now, before) = if said.onwards { (second.0, first.0) } else { (first.0, second.0) };
            enter(context, ledger, passage, &first.1, &said, [now, before, points.0]);
        }
    }
}

/// What stands between two rates and their difference.
struct Said {
    /// From the first rate to the second, not the first against the second.
    onwards: bool,
    /// The word and where it stands in the passage.
    direction: Direction,
    word: Range<usize>,
}

fn said(
    passage: &Passage,
    first: &Range<usize>,
    second: &Range<usize>,
    points: &Range<usize>,
) -> Option<Said> {
    let between = passage.slice(first.end..second.start);
    let last = passage.slice(second.end..points.start);
    if let Some(said) = beside(between, last, first) {
        return Some(said);
    }
    // (93.10%)提高, 相比提高了: nothing else stands between the second rate and the word.
    let marks = last.len() - last.trim_start_matches([')', ',', '相', '比']).len();
    let word = words::change_before(last).filter(|word| word.range.start <= marks)?;
    let direction = word.direction?;
    let word = second.end + word.range.start..second.end + word.range.end;
    let opened = between.trim_start_matches([',', '(', ')']);
    let against = ["较", "比", "与", "同比", "相比", "相较"].iter().any(|w| opened.starts_with(w));
    // 下降5.2%，比上年增长3.1%: two rates of change, each with a direction of its own.
    if against && !between.contains(['。', ';', '占']) && words::change_before(between).is_none() {
        return Some(Said { onwards: false, direction, word });
    }
    let clause = clause(passage, first);
    let from = clause.contains(['由', '从']) && words::change_before(clause).is_none();
    let to = ["到", "至", "为"].iter().any(|w| between.ends_with(w)) && !between.contains(['。', ';']);
    (from && to && between.chars().count() <= 8).then_some(Said { onwards: true, direction, word })
}

/// The words of its clause before a rate.
fn clause<'a>(passage: &'a Passage, rate: &Range<usize>) -> &'a str {
    passage.slice(0..rate.start).rsplit([',', '。', ';', ':']).next().unwrap_or("")
}

/// 增长5.2%，高于全省平均水平（3.1%）2.1个百分点: the word stands before the second rate.
fn beside(between: &str, last: &str, first: &Range<usize>) -> Option<Said> {
    const WORDS: [(&str, Direction); 4] = [
        ("高于", Direction::Up),
        ("快于", Direction::Up),
        ("低于", Direction::Down),
        ("慢于", Direction::Down),
    ];
    let (at, word, direction) =
        WORDS.iter().find_map(|&(word, direction)| Some((between.find(word)?, word, direction)))?;
    let opened = between.get(..at)?.trim_start_matches([',', '(']);
    let named = between.get(at + word.len()..)?;
    let plain = !named.contains([',', '。', ';']) && words::change_before(named).is_none();
    let start = first.end + at;
    let own = matches!(opened, "" | "增速" | "增幅" | "分别" | "比重" | "占比");
    (own && plain && last.trim_matches([')', ',']).is_empty()).then_some(Said {
        onwards: false,
        direction,
        word: start..start + word.len(),
    })
}

fn enter(
    context: &Context,
    ledger: &mut Ledger,
    passage: &Passage,
    first: &Range<usize>,
    said: &Said,
    [now, before, points]: [FigureId; 3],
) {
    let up = said.direction == Direction::Up;
    let relation = |up: bool| {
        let rise = if up { Expression::difference(now, before) } else { Expression::difference(before, now) };
        Relation::equal(RelationKind::Difference, points, rise)
    };
    let named = label(clause(passage, first).trim_end_matches(['由', '从', '为', '达', '到', '是']));
    let subject = format!("{named} 百分点");
    let own = relation(up);
    // From a fall to a rise, or back: both are written without a sign.
    let turned = Relation::equal(RelationKind::Sum, points, Expression::sum([now, before]));
    if !context.is_sound(&own) && context.is_sound(&turned) {
        return;
    }
    if !context.is_sound(&own) && context.is_sound(&relation(!up)) {
        let word = Relation::direction(
            passage.span(said.word.clone()),
            said.direction,
            Expression::difference(now, before),
        );
        ledger.check(context, &RULE, subject, word);
        return;
    }
    ledger.check(context, &RULE, subject, own);
}
