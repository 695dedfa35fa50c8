//! Numbers that are no part of what is listed.

use super::super::clause::Number;
use super::super::passage::Passage;
use super::super::words;
use crate::document::Holds;
use crate::number::Unit;

/// 完成年度目标400件的103%: the count is what was planned. 扣7.5分 was taken off. 年均增长10.7% is told of several years, not of the
/// last. None is a part of what is listed.
pub(super) fn is_no_part(passage: &Passage, text: &str, unit: &Unit, number: &Number) -> bool {
    let end = number.range.end;
    let rest = passage.slice(end..passage.text.len());
    if is_reckoned_with(passage.slice(0..number.range.start), rest) {
        return true;
    }
    let rated = || {
        let digits =
            rest.strip_prefix('的').map(|r| r.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.'));
        digits.is_some_and(|r| r.starts_with('%'))
    };
    let yearly = text.holds_any(&["年均", "年平均", "年复合", "平均每年"]);
    // 完成全年任务16,000万元的54.0%
    let task = unit.is_money()
        && !text.contains("预算")
        && ["任务", "目标", "任务数", "目标任务", "计划"].iter().any(|w| text.ends_with(w))
        && ["完成", "占", "为"].iter().any(|w| text.starts_with(w));
    match unit {
        _ if task => rated(),
        Unit::Counted(_) => rated(),
        _ if yearly && words::change_before(text).is_some() => true,
        Unit::Points => text.ends_with('扣') || text.ends_with("扣减") || text.ends_with("扣除"),
        _ => false,
    }
}

/// (12.5万元-15万元)÷15万元×100%: what is reckoned with is told elsewhere.
fn is_reckoned_with(before: &str, rest: &str) -> bool {
    let signs = ['÷', '×', '/', '*', '+'];
    let minus = rest.starts_with('-') || before.ends_with('-') && !before.ends_with("=-");
    rest.starts_with(signs)
        || before.ends_with(signs)
        || minus && (rest.contains('=') || before.contains('='))
}
