//! Rules that a form writes down beside its points (评分标准): so much off for each step that is missed (每低1个百分点扣0.5分), or a
//! share of the points for each band of rates (95%以上得满分，90%—95%得80%).
//!
//! Only what is written plainly is read. A custom that is written down and not understood is known as such, so that no
//! other rule is held against its row.

use crate::document::Holds;
use crate::number::Arithmetic as _;
use rust_decimal::Decimal;
use std::str::FromStr;

/// What a form writes down about the score of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Written {
    /// So much off for each step.
    Each(Each),
    /// So much given within each band.
    Bands(Vec<Band>),
    /// A custom of its own that was not understood.
    Own,
}

/// 每低1个百分点扣0.5分
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Each {
    /// One step: percentage points, or pieces.
    pub step: Decimal,
    /// Unit of the step as written; `None` for percentage points.
    pub unit: Option<String>,
    /// What each step costs.
    pub taken: Given,
    /// The percentage from which steps are counted, if it is written: 达到90%得满分.
    pub base: Option<Decimal>,
}

/// 90%（含）—95%得80%
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Band {
    /// From this rate.
    pub from: Decimal,
    /// To this rate. Which end belongs to the band is left open.
    pub to: Decimal,
    /// What is given; `None` if the words were not understood.
    pub given: Option<Given>,
}

/// Points, or a share of the full marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Given {
    Points(Decimal),
    Share(Decimal),
}

/// A rate of completion beyond all bounds.
const ENDLESS: Decimal = Decimal::ONE_THOUSAND;

/// Reads a rule, squeezed. `None` when the words lay down nothing of their own: 按完成比例赋分.
pub(super) fn read(words: &str, weight: Decimal) -> Option<Written> {
    if words.contains('每') && words.contains('扣') {
        return Some(each(words, weight).map_or(Written::Own, Written::Each));
    }
    match bands(words) {
        Some(bands) if bands.len() > 1 => return Some(Written::Bands(bands)),
        None => return Some(Written::Own),
        _ => {}
    }
    // 按程序立项得2分，材料齐全得1分; 酌情扣分
    let other_points = numbers(words).any(|n| n.after.starts_with('分') && n.value != weight);
    (other_points || words.holds_any(&["酌情", "分档", "视情"])).then_some(Written::Own)
}

/// A number of a text with what stands before and after it.
struct Number<'t> {
    value: Decimal,
    start: usize,
    before: &'t str,
    after: &'t str,
}

/// The numbers of a text from left to right, 一 and 两 among them where a measure follows.
fn numbers(text: &str) -> impl Iterator<Item = Number<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = text.get(at..)?;
            let start = at + rest.find(|c: char| c.is_ascii_digit() || numeral(c).is_some())?;
            let tail = text.get(start..)?;
            let digits = tail.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(tail.len());
            let first = tail.chars().next()?;
            let (value, length) = match digits {
                0 => (numeral(first), first.len_utf8()),
                n => (tail.get(..n).and_then(|t| Decimal::from_str(t.trim_end_matches('.')).ok()), n),
            };
            at = start + length;
            // 1.预算执行率, 2、, （3）: the first of a list.
            let (before, behind) = (text.get(..start)?, text.get(at..)?);
            let listed = tail.get(..length).is_some_and(|t| t.ends_with('.'))
                || behind.starts_with('、')
                || before.ends_with('(') && behind.starts_with(')');
            if listed {
                continue;
            }
            let after = text.get(at..)?;
            let measured =
                digits > 0 || ["个", "分", "项", "次", "处", "例", "起"].iter().any(|m| after.starts_with(m));
            if let (Some(value), true) = (value, measured) {
                return Some(Number { value, start, before: text.get(..start)?, after });
            }
        }
    })
}

fn numeral(c: char) -> Option<Decimal> {
    "零一二三四五六七八九十".chars().position(|n| n == c).or((c == '两').then_some(2)).map(Decimal::from)
}

/// 每低1个百分点扣0.5分, and nothing else that decides.
fn each(words: &str, weight: Decimal) -> Option<Each> {
    let (before, after) = words.split_once('每')?;
    if after.contains('每') {
        return None;
    }
    let mut found = numbers(after);
    let step = found.next()?;
    // Time that is lost is told in days, which nothing of the row counts.
    let way = ["低", "少", "降", "减", "差", "缺", "高", "多", "超", "增", "偏"];
    if !step.before.holds_any(&way) || step.before.chars().count() > 8 || step.value.is_zero() {
        return None;
    }
    let (unit, taken) = step.after.split_once('扣')?;
    let unit = unit.trim_end_matches([',', '、', '的']);
    let percent = unit == "%" || unit.ends_with("百分点") || unit.ends_with("%");
    if unit.chars().count() > 5 || !percent && unit.is_empty() {
        return None;
    }
    let cost = found.next().filter(|n| n.start >= after.len() - taken.len())?;
    let named = taken.get(..cost.start + taken.len() - after.len())?;
    let filler = ["减", "除", "掉", "该项", "指标", "分值", "权重", "满分", "总分", "分", "的", "其", "本项"];
    let mut rest = named;
    while let Some(shorter) = filler.iter().find_map(|f| rest.strip_prefix(f)) {
        rest = shorter;
    }
    let given = match (cost.after.chars().next()?, rest.is_empty()) {
        ('分', true) => Given::Points(cost.value),
        ('%', true) => Given::Share(cost.value.over(Decimal::ONE_HUNDRED)?),
        _ => return None,
    };
    // 低于60%不得分, or another deduction: more decides than the steps.
    if numbers(cost.after).next().is_some() {
        return None;
    }
    let mut base = None;
    for number in numbers(before) {
        match number.after.chars().next() {
            Some('%') => {
                let share = number.value.over(Decimal::ONE_HUNDRED)?;
                if base.replace(share).is_some_and(|known| known != share) {
                    return None;
                }
            }
            Some('分') if number.value == weight => {}
            _ => return None,
        }
    }
    Some(Each { step: step.value, unit: (!percent).then(|| unit.to_string()), taken: given, base })
}

/// A result with the condition before it.
struct Clause<'t> {
    condition: &'t str,
    given: Option<Given>,
}

/// The bands of a rule, as many as are written; `None` when a condition was not understood.
fn bands(words: &str) -> Option<Vec<Band>> {
    let plain = without_asides(words);
    let mut out = Vec::new();
    for clause in clauses(&plain) {
        let found: Vec<Number> = numbers(clause.condition).collect();
        let percents: Vec<&Number> = found.iter().filter(|n| is_percent(n)).collect();
        let (from, to) = match percents.as_slice() {
            [] => continue,
            [one] => match bound(one)? {
                true => (one.value, ENDLESS),
                false => (Decimal::ZERO, one.value),
            },
            [a, b] => (a.value.min(b.value), a.value.max(b.value)),
            _ => return None,
        };
        let share = |v: Decimal| if v == ENDLESS { Some(v) } else { v.over(Decimal::ONE_HUNDRED) };
        out.push(Band { from: share(from)?, to: share(to)?, given: clause.given });
    }
    Some(out)
}

/// 90%, and the 90 of 90-95%.
fn is_percent(number: &Number) -> bool {
    number.after.starts_with('%')
        || ["-", "—", "–", "~", "至", "～"].iter().any(|dash| {
            number
                .after
                .strip_prefix(dash)
                .is_some_and(|t| numbers(t).next().is_some_and(|n| n.start == 0 && n.after.starts_with('%')))
        })
}

/// Does the only number of a condition bound it from below?
fn bound(number: &Number) -> Option<bool> {
    let after = number.after.trim_start_matches('%');
    let ends = |list: &[&str]| list.iter().any(|w| number.before.ends_with(w));
    let begins = |list: &[&str]| list.iter().any(|w| after.starts_with(w));
    let below = begins(&["以下", "及以下", "以内"])
        || ends(&["<", "≤", "低于", "小于", "不足", "不到", "未达到", "未达", "少于"])
            && !ends(&["不低于", "不小于", "不少于"]);
    let above = begins(&["以上", "及以上", "≤", "<"])
        || ends(&[
            ">",
            "≥",
            ">=",
            "不低于",
            "不小于",
            "不少于",
            "大于",
            "高于",
            "超过",
            "达到",
            "大于等于",
            "大于或等于",
        ]) && !ends(&["未达到"]);
    // 达到95%及以上: both say the same.
    match (above, below) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

/// Without （含） and （不含95%）.
fn without_asides(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some((before, aside)) = rest.split_once('(') {
        let Some((inner, after)) = aside.split_once(')') else { break };
        out.push_str(before);
        if !inner.contains('含') {
            out.push('(');
            out.push_str(inner);
            out.push(')');
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Cuts a rule into conditions and results: 得满分, 得80%的分值, 得8分, 不得分.
fn clauses(words: &str) -> Vec<Clause<'_>> {
    let mut out = Vec::new();
    let mut from = 0;
    let mut at = 0;
    while let Some(offset) = words.get(at..).and_then(|rest| rest.find(['得', '计', '给'])) {
        let verb = at + offset;
        let (before, after) = words.split_at(verb);
        let after = after.get('得'.len_utf8()..).unwrap_or_default();
        at = verb + '得'.len_utf8();
        let Some((given, length)) = result(before, after) else { continue };
        out.push(Clause { condition: words.get(from..verb).unwrap_or_default(), given });
        from = at + length;
        at = from;
    }
    out
}

/// What follows 得: what is given, and how long the words are. `None` when it is no result.
fn result(before: &str, after: &str) -> Option<(Option<Given>, usize)> {
    if before.ends_with('不') {
        return after.starts_with('分').then_some((Some(Given::Share(Decimal::ZERO)), '分'.len_utf8()));
    }
    for full in ["满分", "全分", "该项满分", "该指标满分", "指标满分"] {
        if after.starts_with(full) {
            return Some((Some(Given::Share(Decimal::ONE)), full.len()));
        }
    }
    let number = numbers(after).next().filter(|n| n.start <= "该项指标权重分值的".len())?;
    let mut rest = number.before;
    while let Some(shorter) = ["该", "项", "指标", "分值", "权重", "满分", "总分", "分数", "分", "的", "标准"]
        .iter()
        .find_map(|f| rest.strip_prefix(f))
    {
        rest = shorter;
    }
    let length = after.len() - number.after.len();
    match (number.after.chars().next(), rest.is_empty()) {
        (Some('分'), true) => {
            // 得6-8分: anything between.
            Some((Some(Given::Points(number.value)), length + '分'.len_utf8()))
        }
        (Some('%'), true) => {
            let tail = number.after.get(1..).unwrap_or_default();
            let range = ["-", "—", "–", "~", "至"].iter().any(|dash| tail.starts_with(dash));
            let share = number.value.over(Decimal::ONE_HUNDRED)?;
            // What the share is of: 80%的分值.
            let mut tail_rest = tail;
            while let Some(shorter) = ["该", "项", "指标", "分值", "权重", "满分", "分数", "分", "的", "标准"]
                .iter()
                .find_map(|f| tail_rest.strip_prefix(f))
            {
                tail_rest = shorter;
            }
            let length = length + 1 + tail.len() - tail_rest.len();
            Some(((!range).then_some(Given::Share(share)), length))
        }
        (Some('-' | '—' | '–' | '~' | '至'), true) => {
            let second = numbers(number.after).next()?;
            Some((None, after.len() - second.after.len()))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::squeeze;

    fn of(words: &str, weight: i64) -> Option<Written> {
        read(&squeeze(words), Decimal::from(weight))
    }

    fn percent(n: i64) -> Decimal {
        Decimal::new(n, 2)
    }

    #[test]
    fn steps_are_read() {
        let half = Given::Points(Decimal::new(5, 1));
        let expected = |base: Option<Decimal>, unit: Option<&str>| {
            let unit = unit.map(str::to_string);
            Some(Written::Each(Each { step: Decimal::ONE, unit, taken: half, base }))
        };
        assert_eq!(of("达到目标值得满分，每低1个百分点扣0.5分，扣完为止", 5), expected(None, None));
        assert_eq!(of("达到90%得5分，每降低一个百分点扣0.5分", 5), expected(Some(percent(90)), None));
        assert_eq!(of("每低于目标值1%扣减0.5分", 5), expected(None, None));
        assert_eq!(of("完成得满分；每少完成1套，扣0.5分", 5), expected(None, Some("套")));
        let whole = Some(percent(100));
        assert_eq!(
            of("以100%为标准。控制率≤100%，计5分；每超过一个百分点扣0.5分，扣完为止。", 5),
            expected(whole, None)
        );
        let share = of("每降低1个百分点扣该项分值的5%，扣完为止。", 5);
        let taken = Given::Share(percent(5));
        assert_eq!(share, Some(Written::Each(Each { step: Decimal::ONE, unit: None, taken, base: None })));
    }

    #[test]
    fn what_else_decides_is_a_custom_of_its_own() {
        for words in [
            "每低1个百分点扣0.5分，低于60%不得分",
            "每低1个百分点扣0.5分，每出现一起事故扣1分",
            "得3分；每低1个百分点扣0.5分",
            "每延迟1天扣0.5分",
            "效果明显得满分，不明显酌情扣分",
            "制度健全得2分，执行有效得3分",
        ] {
            assert_eq!(of(words, 5), Some(Written::Own), "{words}");
        }
    }

    #[test]
    fn bands_are_read() {
        let band = |from: i64, to: i64, share: i64| Band {
            from: percent(from),
            to: if to == 0 { ENDLESS } else { percent(to) },
            given: Some(Given::Share(percent(share))),
        };
        let expected =
            Some(Written::Bands(vec![band(95, 0, 100), band(90, 95, 80), band(80, 90, 60), band(0, 80, 0)]));
        for words in [
            "完成率95%（含）以上得满分，90%（含）-95%得80%分值，80%（含）-90%得60%分值，低于80%不得分",
            "①完成率≥95%，得满分；②90%≤完成率＜95%，得80%的分值；③80%≤完成率＜90%，得60%的分值；④完成率＜80%，不得分",
            "完成率在95%以上的得满分，90%-95%（不含95%）的得分值的80%，80%-90%（不含90%）的得分值的60%，80%以下不得分",
        ] {
            assert_eq!(of(words, 5), expected, "{words}");
        }
        let points = of("执行率95%（含）以上得10分，80%—95%得8分，80%以下得0分", 10);
        let given = |bands: &Written| match bands {
            Written::Bands(bands) => bands.iter().map(|b| b.given).collect(),
            _ => Vec::new(),
        };
        let ten = [10, 8, 0].map(|n| Some(Given::Points(Decimal::from(n))));
        assert_eq!(points.as_ref().map(given), Some(ten.to_vec()));
        let rates = of("控制率=0，计满分；0-10%（含），计8分；10-20%（含），计5分；20%以上不得分", 10);
        let ends = |bands: &Written| match bands {
            Written::Bands(bands) => bands.iter().map(|b| (b.from, b.to)).collect(),
            _ => Vec::new(),
        };
        let expected = vec![(percent(0), percent(10)), (percent(10), percent(20)), (percent(20), ENDLESS)];
        assert_eq!(rates.as_ref().map(ends), Some(expected));
        let open = of("90%以上得8-10分，90%以下得0-7分", 10);
        assert_eq!(open.as_ref().map(given), Some(vec![None, None]));
    }

    #[test]
    fn what_every_form_does_is_nothing_of_its_own() {
        for words in [
            "",
            "按照完成比例赋分",
            "完成目标值得满分，未完成的按完成比例得分",
            "得分=实际完成值÷目标值×分值",
            "达到目标得10分",
            "直接赋分",
        ] {
            assert_eq!(of(words, 10), None, "{words}");
        }
    }
}
