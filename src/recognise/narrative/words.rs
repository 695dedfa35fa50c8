//! Words of the narrative: changes and their direction, what a change is measured against, reasons.

mod budget;

pub use budget::{Budget, BudgetWord, budget_comparison, budget_in};

use crate::document::Holds;
use crate::relation::Direction;
use std::ops::Range;

/// Words of change, longest first where one ends another.
static CHANGES: &[(&str, Direction)] = &[
    ("负增长", Direction::Down),
    ("同比增长", Direction::Up),
    ("增加", Direction::Up),
    ("增长", Direction::Up),
    ("增收", Direction::Up),
    ("增支", Direction::Up),
    ("上升", Direction::Up),
    ("提高", Direction::Up),
    ("提升", Direction::Up),
    ("上涨", Direction::Up),
    ("上调", Direction::Up),
    ("升高", Direction::Up),
    ("多增", Direction::Up),
    ("增多", Direction::Up),
    ("增幅", Direction::Up),
    ("减少", Direction::Down),
    ("下降", Direction::Down),
    ("降低", Direction::Down),
    ("减收", Direction::Down),
    ("减支", Direction::Down),
    ("少支出", Direction::Down),
    ("多支出", Direction::Up),
    ("下调", Direction::Down),
    ("压减", Direction::Down),
    ("压缩", Direction::Down),
    ("缩减", Direction::Down),
    ("回落", Direction::Down),
    ("下滑", Direction::Down),
    ("降幅", Direction::Down),
    ("核减", Direction::Down),
    ("节约", Direction::Down),
    ("调增", Direction::Up),
    ("调减", Direction::Down),
    ("减", Direction::Down),
    ("增", Direction::Up),
];

/// What may stand between a word of change and its number.
static AFTER_CHANGE: &[&str] = &[
    "幅度为",
    "比例为",
    "额度为",
    "百分比为",
    "幅度达",
    "数额为",
    "金额为",
    "额为",
    "率为",
    "率达",
    "了",
    "约",
    "近",
    "为",
    "是",
    "达到",
    "达",
    "共",
    "额",
    "率",
    "幅度",
    "比例",
    "幅",
    "各",
    "分别",
    "各为",
    ":",
    "的",
    "金额",
    "资金",
    "经费",
    "支出",
    "预算",
];

/// A word of change at the end of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeWord {
    /// Where it stands in the text.
    pub range: Range<usize>,
    /// Its direction; `None` where the template's alternatives are left in (增加（减少）).
    pub direction: Option<Direction>,
    /// Each of several (各, 分别).
    pub each: bool,
}

/// The word of change directly before a number, if the text ends with one.
pub fn change_before(text: &str) -> Option<ChangeWord> {
    let mut end = text.len();
    let mut each = false;
    // 各增加, 增加各, 分别增长: the word for "each" on either side.
    for _ in 0..3 {
        let rest = text.get(..end)?;
        if let Some(found) = change_ending(rest) {
            let head = rest.get(..found.0.start).unwrap_or("");
            each |= head.ends_with('各') || head.ends_with("分别") || head.ends_with("各自");
            return Some(ChangeWord { range: found.0, direction: found.1, each });
        }
        let filler = AFTER_CHANGE.iter().filter(|w| rest.ends_with(**w)).max_by_key(|w| w.len())?;
        each |= filler.contains('各') || *filler == "分别";
        end -= filler.len();
    }
    None
}

fn change_ending(text: &str) -> Option<(Range<usize>, Option<Direction>)> {
    // 下降(增长): both ways of the template are left in.
    if let Some(inner) = text.strip_suffix(')')
        && let Some(open) = inner.rfind('(')
        && let Some(bracketed) = inner.get(open + 1..)
        && let (Some(second), Some((first, _))) = (is_change(bracketed), plain_ending(&inner[..open]))
    {
        let (_, one) = plain_ending(&inner[..open])?;
        let direction = if one == second { Some(one) } else { None };
        return Some((first.start..text.len(), direction));
    }
    if let Some((range, direction)) = plain_ending(text) {
        return Some((range, Some(direction)));
    }
    None
}

fn plain_ending(text: &str) -> Option<(Range<usize>, Direction)> {
    CHANGES
        .iter()
        .find(|(word, _)| text.ends_with(word))
        .filter(|(word, _)| !not_a_change(text, word))
        .map(|(word, direction)| (text.len() - word.len()..text.len(), *direction))
}

/// 新增 is not measured against anything; 追加, 增加到 state amounts.
fn not_a_change(text: &str, word: &str) -> bool {
    matches!(word, "增" | "减") && text.strip_suffix(word).is_some_and(|t| t.ends_with(['新', '递']))
        || text.ends_with("新增")
        || text.ends_with("递增")
}

fn is_change(text: &str) -> Option<Direction> {
    CHANGES.iter().find(|(word, _)| *word == text).map(|&(_, d)| d)
}

/// Both ways of a template left in (增加（减少）, 大于（小于）) or the other way round: the first match.
pub fn template_remnant(text: &str) -> Option<Range<usize>> {
    static PAIRS: &[(&str, &str)] = &[
        ("增加", "减少"),
        ("增长", "下降"),
        ("增加", "下降"),
        ("增长", "减少"),
        ("增长", "降低"),
        ("大于", "小于"),
        ("增收", "减收"),
        ("高于", "低于"),
        ("上升", "下降"),
        ("提高", "降低"),
    ];
    let follows = |rest: &str, word: &str, after: &[&str]| {
        let tail = rest.strip_prefix(word)?;
        after.iter().find(|a| tail.starts_with(**a)).map(|a| word.len() + a.len())
    };
    text.match_indices(['(', '/', '或']).find_map(|(at, separator)| {
        let (before, rest) = (&text[..at], &text[at + separator.len()..]);
        let after: &[&str] = if separator == "(" { &[")", "/持平)"] } else { &[""] };
        PAIRS.iter().flat_map(|&(a, b)| [(a, b), (b, a)]).find_map(|(a, b)| {
            let start = at - before.ends_with(a).then_some(a.len())?;
            Some(start..at + separator.len() + follows(rest, b, after)?)
        })
    })
}

/// What a change is measured against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Base {
    /// 上年, 去年, 同期, 2023年度
    LastYear,
    /// Another year, named.
    Year(u16),
    /// 年初预算
    InitialBudget,
    /// 全年预算, 调整预算
    FullBudget,
    /// A budget without saying which.
    Budget,
    /// The budget of another year (2024年预算, 上年预算).
    BudgetOf(u16),
    /// The beginning of the year.
    YearStart,
    /// Not said.
    Unsaid,
}

impl Base {
    /// Is it a budget of the year reported on?
    pub fn is_own_budget(self) -> bool {
        matches!(self, Base::InitialBudget | Base::FullBudget | Base::Budget)
    }
}

/// A base named in a text: what it is and which part of the text names it.
pub fn base_in(text: &str, report_year: Option<u16>) -> Option<(Base, Range<usize>)> {
    let mut best: Option<(Base, Range<usize>)> = None;
    for opener in ["与", "比", "较", "同比", "同", "和", "对比", "相比", "相较", "环比"] {
        for (at, _) in text.match_indices(opener) {
            if best.as_ref().is_some_and(|(_, r)| r.start <= at) {
                continue;
            }
            let rest = &text[at + opener.len()..];
            if let Some((base, used)) = base_at(opener, rest, report_year) {
                let end = at + opener.len() + used;
                best = Some((base, at..end));
            }
        }
    }
    best
}

/// The base that `rest` names after the opener, and how much of it.
fn base_at(opener: &str, rest: &str, report_year: Option<u16>) -> Option<(Base, usize)> {
    let trimmed = rest.trim_start_matches(['于', '上']);
    let skipped = rest.len() - trimmed.len();
    // 上年 keeps its 上.
    let (rest, skipped) = if rest.starts_with('上') { (rest, 0) } else { (trimmed, skipped) };
    if matches!(opener, "同比" | "环比") {
        let used = ["上年度", "上年同期", "上年", "去年同期", "去年"]
            .iter()
            .find(|w| rest.starts_with(**w))
            .map_or(0, |w| w.len());
        return Some((Base::LastYear, skipped + used));
    }
    let word = |words: &[&str]| words.iter().filter(|w| rest.starts_with(**w)).map(|w| w.len()).max();
    let mut used;
    let mut base;
    if let Some(n) = word(&[
        "上年度",
        "上年",
        "上一年度",
        "上一年",
        "上一度",
        "去年",
        "去年同期",
        "上年同期",
        "同期",
        "往年",
        "前一年度",
        "前一年",
    ]) {
        (base, used) = (Base::LastYear, n);
    } else if let Some(year) =
        rest.get(..4).and_then(|y| y.parse::<u16>().ok()).filter(|y| (1990..2100).contains(y))
        && rest.get(4..).is_some_and(|r| r.starts_with('年'))
    {
        used = 4 + "年".len();
        if rest.get(used..).is_some_and(|r| r.starts_with('度')) {
            used += "度".len();
        }
        base = if report_year.is_none_or(|r| r == year + 1) { Base::LastYear } else { Base::Year(year) };
    } else if let Some(n) = word(&[
        "年初预算",
        "年初部门预算",
        "年初批复预算",
        "年初人代会预算",
        "人代会预算",
        "本年年初预算",
        "当年年初预算",
    ]) {
        (base, used) = (Base::InitialBudget, n);
    } else if let Some(n) =
        word(&["全年预算", "调整预算", "调整后预算", "年度预算", "变动预算", "调整后的预算"])
    {
        (base, used) = (Base::FullBudget, n);
    } else if let Some(n) = word(&["预算", "部门预算", "本年预算", "当年预算", "采购预算", "采购计划"])
    {
        (base, used) = (Base::Budget, n);
    } else if let Some(n) = word(&["年初"]) {
        (base, used) = (Base::YearStart, n);
    } else {
        return None;
    }
    let tail = rest.get(used..).unwrap_or("");
    // The rest of the base's name: 决算数, 预算执行数, 实际完成数, 同期.
    let until = tail
        .char_indices()
        .find(|&(i, _)| {
            let t = &tail[i..];
            t.starts_with(['增', '减', '下', '上', '降', '提', '持', '相', '基', '有', '无', '略', '各', ','])
                || t.starts_with("分别")
                || t.starts_with("保持")
                || t.starts_with("一致")
        })
        .map_or(tail.len(), |(i, _)| i);
    let name = &tail[..until];
    if name.contains("预算") && !name.contains("一般公共预算") {
        base = match base {
            Base::LastYear => Base::BudgetOf(report_year.map_or(0, |y| y.saturating_sub(1))),
            // 2021年初预算数
            Base::Year(y) if Some(y) == report_year && (name.contains("年初") || name.starts_with('初')) => {
                Base::InitialBudget
            }
            Base::Year(y) if Some(y) == report_year => Base::Budget,
            Base::Year(y) => Base::BudgetOf(y),
            other => other,
        };
    }
    let short = [
        "决算",
        "预算",
        "初预算",
        "执行",
        "完成",
        "支出",
        "收入",
        "同期",
        "实际",
        "数",
        "总",
        "年",
        "财政",
        "度",
    ];
    if name.is_empty() || short.iter().any(|w| name.starts_with(w)) {
        used += name.len().min(tail.len());
    }
    if let Some(n) = ["相比较", "相比", "相较", "比较", "对比"]
        .iter()
        .find(|w| rest.get(used..).is_some_and(|r| r.starts_with(**w)))
    {
        used += n.len();
    }
    // 与, 同, 和 alone join words; they open a base only if 相比 or 持平 follows somewhere.
    let compares = ["相比", "比较", "持平", "一致", "相同", "相等", "不变", "变化", "对比", "相较"];
    if matches!(opener, "与" | "同" | "和") && !rest.holds_any(&compares) && !used_compares(rest, used) {
        return None;
    }
    Some((base, skipped + used))
}

fn used_compares(rest: &str, used: usize) -> bool {
    rest.get(..used).is_some_and(|r| r.ends_with('比'))
}

/// The year that a sentence or a heading tells of, with no more than so many bytes before it; not one it is compared with
/// (与2021年相比), nor a date (2021年末), nor a year among the reasons.
pub fn year_told(text: &str, at_most: usize) -> Option<u16> {
    let at = text.find('年')?;
    let (before, rest) = (text.get(..at)?, text.get(at + "年".len()..)?);
    let start = before.len().checked_sub(4)?;
    let (head, digits) = (before.get(..start)?, before.get(start..)?);
    let reason = head.holds_any(&["原因", "由于", "主要", "用于", "使用"]);
    if reason || head.len() > at_most {
        return None;
    }
    let compared = head.ends_with(|c: char| "与比较同于至止到自从和、".contains(c) || c.is_ascii_digit());
    let dated = rest.starts_with(|c: char| "初末底来间前后以至-—、和".contains(c) || c.is_ascii_digit());
    let year = digits.parse::<u16>().ok().filter(|y| (1990..2100).contains(y))?;
    (!compared && !dated).then_some(year)
}

/// 2022年比2021年增加: the year that is compared with another.
pub fn year_compared(text: &str) -> Option<u16> {
    let year = text.get(..4)?.parse::<u16>().ok().filter(|y| (1990..2100).contains(y))?;
    let rest = text.get(4..)?.strip_prefix('年')?;
    let rest = rest.strip_prefix('度').unwrap_or(rest);
    rest.starts_with(['比', '较']).then_some(year)
}

/// Words that say nothing changed, and how loosely.
pub fn flat_in(text: &str) -> Option<(Range<usize>, bool)> {
    let word = ["持平", "无变化", "没有变化", "保持不变", "无增减", "未发生变化", "不变", "相同", "相等"]
        .iter()
        .find_map(|w| text.find(w).map(|at| at..at + w.len()))?;
    let loosely = text.get(..word.start).is_some_and(|t| t.ends_with("基本") || t.ends_with("大致"));
    Some((word, loosely))
}

/// Where free text begins in a clause: the reasons, the uses.
pub fn reason_in(text: &str) -> Option<usize> {
    [
        "主要原因",
        "原因是",
        "原因为",
        "原因",
        "主要是",
        "主要由于",
        "主要系",
        "主要为",
        "主要因",
        "由于",
        "是因为",
        "因为",
        "主要用于",
        "主要包括",
        "开支内容",
        "开展内容",
        "支出内容",
        "用于保障",
        "系因",
        "得益于",
        "受",
    ]
    .iter()
    .filter(|w| **w != "受")
    .filter_map(|w| text.match_indices(w).map(|(at, _)| at).find(|&at| !is_remarked(text, at)))
    .min()
}

/// 教育经费X万元(主要包括…),比上年…: what a bracket says is over where the bracket ends.
fn is_remarked(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at_checked(at).unwrap_or_default();
    let open = before.rfind('(').is_some_and(|open| before.rfind(')').is_none_or(|close| close < open));
    open && after.contains(')')
}

/// Openers of a listing of parts.
pub fn listing_in(text: &str) -> Option<Range<usize>> {
    ["其中", "包括", "以下方面", "按以下", "分别为", "具体为", "具体情况为", "情况如下", "由以下"]
        .iter()
        .filter_map(|w| text.find(w).map(|at| at..at + w.len()))
        .min_by_key(|r| r.start)
}

/// 2050803培训支出: the code of a class before its name.
pub fn starts_with_code(squeezed: &str) -> bool {
    let name = squeezed.trim_start_matches(|c: char| c.is_ascii_digit());
    matches!(squeezed.len() - name.len(), 3 | 5 | 7)
        && squeezed.starts_with('2')
        && name.starts_with(|c: char| c.is_alphabetic() && !"万亿元年个人".contains(c))
}

/// Does a line begin a heading or an item of a list (一、 （一） 1. 1、 （1） 第一部分)?
pub fn starts_item(squeezed: &str) -> bool {
    const NUMERALS: &str = "一二三四五六七八九十";
    let skip = |s: &str| {
        s.chars()
            .take_while(|c| NUMERALS.contains(*c) || c.is_ascii_digit())
            .map(char::len_utf8)
            .sum::<usize>()
    };
    if let Some(rest) = squeezed.strip_prefix('第') {
        let n = skip(rest);
        return n > 0 && rest[n..].starts_with("部分");
    }
    if let Some(rest) = squeezed.strip_prefix('(') {
        let n = skip(rest);
        return n > 0 && rest[n..].starts_with(')');
    }
    let n = skip(squeezed);
    n > 0
        && n <= 6
        && (squeezed[n..].starts_with('、')
            || squeezed[n..].starts_with('.')
                && (!squeezed[n + 1..].starts_with(|c: char| c.is_ascii_digit())
                    || opens_with_year(&squeezed[n + 1..])))
}

/// 2.2022年支出…, 2.2080505机关事业单位…: the second item, told of a year or of a class with its code.
fn opens_with_year(text: &str) -> bool {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let year = text.get(..4).and_then(|y| y.parse::<u16>().ok()).filter(|y| (1990..2100).contains(y));
    let rest = text.get(digits..).unwrap_or("");
    digits == 4 && year.is_some() && rest.starts_with('年')
        || digits == 7 && rest.starts_with(|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

pub use super::path::class_path;

/// 1-6月, 上半年, 前三季度: a part of the year.
pub fn is_interim(text: &str) -> bool {
    // Nearly every label and sentence: of no part of a year.
    if !text.holds_any(&["月", "季度", "半年"]) {
        return false;
    }
    let months = |mark: &str| {
        text.match_indices(mark).any(|(at, _)| {
            let before = text.get(..at).is_some_and(|t| t.ends_with('1') && !t.ends_with("11"));
            let after = text.get(at + mark.len()..).unwrap_or("");
            let digits = after.chars().take_while(char::is_ascii_digit).count();
            let month = after.get(..digits).and_then(|d| d.parse::<u8>().ok());
            before
                && after.get(digits..).is_some_and(|t| t.starts_with('月'))
                && month.is_some_and(|m| m < 12)
        })
    };
    // 截至2023年6月底
    let until = ["截至", "截止"].iter().any(|w| {
        text.match_indices(w).any(|(at, _)| {
            let date = text.get(at + w.len()..).and_then(|t| t.split_once('月')).map_or("", |(date, _)| date);
            let month = date.rsplit('年').next().unwrap_or_default();
            date.len() <= "到2023年11".len()
                && month.trim_start_matches('到').parse::<u8>().is_ok_and(|m| m < 12)
        })
    });
    until
        || text.holds_any(&["上半年", "前三季度", "一季度"])
        || ["-", "—", "至", "~"].iter().any(|m| months(m))
}

/// The months that a sentence begins with: 9月份, 1-9月累计.
pub fn months_in(sentence: &str) -> Option<&str> {
    let head = sentence.trim_start();
    let head = match head.split_once('年') {
        Some((year, rest)) if year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()) => rest,
        _ => head,
    };
    let (months, rest) = head.split_once('月')?;
    let told = |c: char| c.is_ascii_digit() || matches!(c, '-' | '—' | '至' | '~' | '、');
    let day = rest.starts_with(|c: char| c.is_ascii_digit());
    (!months.is_empty() && !day && months.len() <= "10至12".len() && months.chars().all(told))
        .then_some(months)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_change() {
        let found = |t: &str| change_before(t).map(|c| (t[c.range].to_string(), c.direction, c.each));
        assert_eq!(found("比上年决算增加"), Some(("增加".into(), Some(Direction::Up), false)));
        assert_eq!(found("收、支总计各减少"), Some(("减少".into(), Some(Direction::Down), true)));
        assert_eq!(found("下降(增长)"), Some(("下降(增长)".into(), None, false)));
        assert_eq!(found("同比减少约"), Some(("减少".into(), Some(Direction::Down), false)));
        assert_eq!(found("增长率为"), Some(("增长".into(), Some(Direction::Up), false)));
        assert_eq!(found("增加到"), None);
        assert_eq!(found("本年新增"), None);
    }

    #[test]
    fn bases() {
        let base = |t: &str| base_in(t, Some(2024)).map(|(b, r)| (b, t[r].to_string()));
        assert_eq!(base("比上年决算增加"), Some((Base::LastYear, "比上年决算".into())));
        assert_eq!(base("与2023年度相比"), Some((Base::LastYear, "与2023年度相比".into())));
        assert_eq!(base("较2022年度决算数减少"), Some((Base::Year(2022), "较2022年度决算数".into())));
        assert_eq!(base("同比上年度增加"), Some((Base::LastYear, "同比上年度".into())));
        assert_eq!(base("比2023年预算执行数增加"), Some((Base::BudgetOf(2023), "比2023年预算执行数".into())));
        assert_eq!(base("与年初预算相比"), Some((Base::InitialBudget, "与年初预算相比".into())));
        assert_eq!(base("与上一年度持平").map(|b| b.0), Some(Base::LastYear));
        assert_eq!(base("收入支出总体与上年相比"), Some((Base::LastYear, "与上年相比".into())));
        assert_eq!(base("城乡社区规划与管理"), None);
        assert_eq!(base("比较2021年下降").map(|b| b.0), Some(Base::Year(2021)));
    }
}
