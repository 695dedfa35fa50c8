//! So many at so much each: 补助标准每人每月100元，306人12个月，共36.72万元.

use super::support::narrative;
use crate::diagnosis::{is_round, one_slip_mends};
use crate::document::Holds;
use crate::figure::FigureId;
use crate::ledger::{Context, Ledger, Severity};
use crate::number::Unit;
use crate::relation::{Expression, Relation, RelationKind};
use crate::rules::Rule;
use rust_decimal::Decimal;

/// A number of a segment with the words before and behind it.
struct Told<'a> {
    figure: FigureId,
    words: &'a str,
    after: &'a str,
}

/// Checks every segment that tells one price, what it is paid for and what it comes to.
pub fn check(context: &Context, ledger: &mut Ledger, rule: &'static Rule) {
    for passage in &narrative(context).passages {
        let mut segment: Vec<Told> = Vec::new();
        let mut from = 0;
        for (figure, at) in &passage.figures {
            let between = passage.slice(from..at.start);
            if between.contains(['。', ';']) {
                judge(context, ledger, rule, &segment);
                segment.clear();
            }
            from = at.end;
            let words = between.rsplit([',', '、', ':', '。', ';', '(']).next().unwrap_or(between);
            let after = passage.behind(at.end, &[',', '、', ':', '。', ';', ')']);
            segment.push(Told { figure: *figure, words, after });
        }
        judge(context, ledger, rule, &segment);
    }
}

/// 每人, 单价, 各补助, X元/人: so much is paid for each. 人均 is what a total comes to.
fn is_price(told: &Told) -> bool {
    const EACH: [&str; 5] = ["各补助", "各奖励", "各安排", "各给予", "各拨付"];
    let average = told.words.holds_any(&["人均", "户均", "平均", "不超过", "不低于", "最高", "原"])
        || ["以上", "以下", "以内", "左右", "(含"].iter().any(|w| told.after.starts_with(w));
    let priced = told.words.contains('每') || told.words.holds_any(&["单价", "标准"]);
    !average
        && (priced || told.after.starts_with(['/', '每']) || EACH.iter().any(|w| told.words.ends_with(w)))
}

fn judge(context: &Context, ledger: &mut Ledger, rule: &'static Rule, segment: &[Told]) {
    // A list of many numbers says nothing of one price.
    const MOST: usize = 16;
    if segment.len() > MOST {
        return;
    }
    const TIMES: [&str; 8] = ["个月", "天", "次", "场", "年", "期", "学期", "小时"];
    let unit = |told: &Told| &context.figures[told.figure].quantity.unit;
    let exact = |told: &Told| context.figures[told.figure].quantity.comparator.is_none();
    let mut prices =
        segment.iter().enumerate().filter(|(_, t)| unit(t).is_money() && is_price(t) && exact(t));
    let (Some((priced, price)), None) = (prices.next(), prices.next()) else { return };
    let counted = |told: &&Told| matches!(unit(told), Unit::Counted(_));
    let timed = |told: &&Told| matches!(unit(told), Unit::Counted(name) if TIMES.contains(&name.as_str()));
    let counts: Vec<&Told> = segment.iter().filter(counted).filter(|t| !timed(t)).collect();
    let times: Vec<&Told> = segment.iter().filter(timed).collect();
    let money = |told: &&Told| unit(told).is_money() && !is_price(told);
    let mut totals = segment.iter().skip(priced + 1).filter(money);
    let (Some(total), false) = (totals.next(), counts.is_empty()) else { return };
    let alone = totals.next().is_none() && !segment.iter().take(priced).any(|told| money(&told));
    let product = |factors: &[&Told], by: Option<u32>| {
        let mut terms = vec![Expression::Displayed(price.figure)];
        terms.extend(factors.iter().map(|told| Expression::Displayed(told.figure)));
        terms.extend(by.map(|by| Expression::Constant(Decimal::from(by))));
        Relation::equal(RelationKind::Product, total.figure, Expression::product(terms))
    };
    let monthly = [price.words, price.after].iter().any(|w| w.contains('月'));
    let mut readings: Vec<Relation> = Vec::new();
    for &count in &counts {
        readings.push(product(&[count], None));
        readings.extend(times.iter().map(|&time| product(&[count, time], None)));
        readings.extend(monthly.then(|| product(&[count], Some(12))));
    }
    if let Some(sound) = readings.into_iter().find(|r| context.is_sound(r)) {
        return ledger.check(context, rule, total.words, sound);
    }
    // One count, one price, one amount: a slip of the pen is all that can be wrong.
    let (&[count], [] | [_]) = (counts.as_slice(), times.as_slice()) else { return };
    let repeated = price.words.contains(['月', '天', '次', '年', '日']) || monthly;
    if !alone || repeated == times.is_empty() {
        return;
    }
    let mut factors = vec![count];
    factors.extend(times.iter().copied());
    let relation = product(&factors, None);
    let mut among: Vec<FigureId> = factors.iter().map(|t| t.figure).collect();
    among.extend([price.figure, total.figure]);
    // What is paid by others as well is not what the price comes to.
    let more = total.words.holds_any(&["投资", "投入", "自筹", "配套", "预算", "计划", "安排"]);
    if !more && !is_round(context.figures, total.figure) && one_slip_mends(context.figures, &relation, &among)
    {
        ledger.check_as(context, rule, Severity::Warning, total.words, relation, None);
    }
}
