use crate::document::{Holds, Span};
use crate::ledger::{Context, Ledger, Message, Remark};

rule! {
    /// # 年度前后不一致 / Inconsistent years
    ///
    /// ## 检查什么
    /// 标题和情况说明中的“某某年度”应为报告年度；“与某年相比（持平）”的对比年度不应是报告年度本身或以后的年度；决算中的资产截止日应为报告年度12月31日。
    /// 各张自评表题下的“（某某年度）”应相同；年月中的年份应在可能的范围内。
    ///
    /// ## 依据
    /// 沿用上年文稿时常见漏改年份。
    ///
    /// ## 示例
    /// 2024年度部门决算中写“与2024年度相比，收入支出总计增加……”，应为2023年度。
    ///
    /// ## 例外
    /// 项目名称、文件名称中的年份不检查；与更早年份的对比（较2015年）是允许的。
    ///
    /// ## In English
    /// Headings and statements must speak of the year reported on, comparisons of an earlier one.
    "GJ501", Warning, run,
    fires: [
        "2024年度部门决算\n第二部分 2024年度部门决算情况说明\n2024年度收入支出总计100.00万元。与2024年度相比，收入支出总计增加10.00万元，增长11.11%。",
        "2024年度部门决算\n第二部分 2024年度部门决算情况说明\n2023年度收入总计100.00万元，支出总计100.00万元。",
        "2024年度部门决算\n一、2024年度部门决算情况说明\n截至2023年12月31日，共有车辆4辆。",
        "项目支出绩效自评表\n（2024年度）\n\n项目支出绩效自评表\n（2024年度）\n\n项目支出绩效自评表\n（2023年度）\n\n项目支出绩效自评表\n（2024年度）\n",
        "指标\t目标值\t实际完成值\n项目完成时间\t2024年12月前\t8024年12月\n",
    ],
    silent: [
        "项目支出绩效自评表\n（2024年度）\n\n项目支出绩效自评表\n（2024年度）\n\n2023年中央补助项目支出绩效自评表\n（2024年度）\n",
        "项目支出绩效自评表\n（2024年度）\n\n项目支出绩效自评表\n（2023年度）\n\n项目支出绩效自评表\n（2023年度）\n\n项目支出绩效自评表\n（2024年度）\n",
        "本县有3000年历史，设计使用5000年，累计服务9000年月。",
        "2024年度部门决算\n第二部分 2024年度部门决算情况说明\n2024年度收入支出总计100.00万元。与2023年度相比，收入支出总计增加10.00万元，增长11.11%。",
        "2024年度部门决算\n一、2024年度部门决算情况说明\n2025年公务接待费预算数比2024年决算数增长的主要原因是恢复培训。",
        "2024年度部门决算\n一、2024年度部门决算情况说明\n截至2024年12月31日，共有车辆4辆。2023年度灾后重建项目支出12.00万元。",
    ],
}

/// What may follow the year at the head of a statement about the report's own year.
const OWN: [&str; 14] = [
    "收入总计",
    "支出总计",
    "收入支出总计",
    "收支总计",
    "收、支总计",
    "财政拨款",
    "一般公共预算财政拨款",
    "本年收入",
    "本年支出",
    "机关运行经费",
    "政府采购支出",
    "\"三公\"经费",
    "部门决算",
    "单位决算",
];

fn run(context: &Context, ledger: &mut Ledger) {
    impossible(context, ledger);
    let Some(year) = context.recognised.profile.year else { return };
    captions(context, ledger, year);
    let is_budget = context.recognised.profile.is_budget;
    let narrative = &context.recognised.narrative;
    let plans = narrative.passages.iter().any(|p| tells_a_plan(&p.text, year));
    for passage in &narrative.passages {
        let text = passage.text.as_str();
        for (at, _) in text.match_indices('年') {
            let Some(named) = year_before(text, at) else { continue };
            let start = at - 4;
            let before = text.get(..start).unwrap_or("");
            let rest = text.get(at + "年".len()..).unwrap_or("");
            let rest = rest.strip_prefix('度').unwrap_or(rest);
            let wrong = if closes_comparison(before) {
                // 与2020年执行数相比: what was told of the same year before its accounts were closed.
                let planned = rest.starts_with("执行数") || rest.trim_start_matches("年初").contains("预算");
                named >= year && !is_budget && !planned && compares(rest) && !of_a_later_year(before, named)
            } else if before.ends_with("截至") || before.ends_with("截止") {
                let own = named == year && !is_budget || is_budget && named + 1 >= year;
                // In a budget other dates tell how far a project has come.
                let told = if is_budget { speaks_of_vehicles(rest) } else { rest.starts_with("12月31日") };
                told && !own
            } else {
                let own = OWN.iter().any(|w| rest.starts_with(w));
                let head = before.is_empty() || before.ends_with('。') || passage.heading;
                // 2022年“三公”经费预算安排, 2021年“三公”经费决算: what is planned beside what was spent.
                let beside = named + 1 == year && plans;
                !is_budget && own && head && named != year && !beside
            };
            if wrong {
                let last = closes_comparison(before) || is_budget;
                let expected = if last { year.saturating_sub(1) } else { year };
                enter(context, ledger, passage.span(start..at + "年".len()), named, expected);
            }
        }
    }
}

/// 8024年12月, 2924年度: a slip of the pen in a date.
fn impossible(context: &Context, ledger: &mut Ledger) {
    for (block, cell, text) in texts(context) {
        for (at, _) in text.match_indices('年') {
            let rest = text.get(at + "年".len()..).unwrap_or("");
            let month = rest.trim_start_matches(|c: char| c.is_ascii_digit());
            let digits = rest.len() - month.len();
            let dated = rest.starts_with('度') || month.starts_with('月') && (1..=2).contains(&digits);
            let Some(year) = digits_before(text, at).filter(|y| dated && !(1900..=2100).contains(y)) else {
                continue;
            };
            let span = Span { block, cell, start: at - 4, end: at + "年".len() };
            let stated = format!("{year:04}年");
            let message = Message::new("wording.year_impossible", &[("stated", &stated)]);
            remark(context, ledger, span, message, None);
        }
    }
}

/// （2023年度） under the title of one form, where all others have the year reported on.
fn captions(context: &Context, ledger: &mut Ledger, year: u16) {
    let captions: Vec<(Span, u16)> = texts(context)
        .filter_map(|(block, cell, text)| {
            let (start, end) = (text.find(|c: char| c.is_ascii_digit())?, text.find("年度")?);
            let rest = [text.get(..start)?, text.get(end + "年度".len()..)?].concat();
            let alone = rest.chars().all(|c| c.is_whitespace() || matches!(c, '(' | ')' | '（' | '）'));
            let named = text.get(start..end)?.parse().ok().filter(|y| (2000..2100).contains(y) && alone)?;
            Some((Span { block, cell, start, end: end + "年度".len() }, named))
        })
        .collect();
    let mut others = captions.iter().filter(|(_, named)| *named != year);
    if let (Some(&(span, named)), None) = (others.next(), others.next())
        && captions.len() >= 4
    {
        let (stated, expected) = (format!("{named}年度"), format!("{year}年度"));
        let message = Message::new("wording.year_of_form", &[("stated", &stated), ("expected", &expected)]);
        remark(context, ledger, span, message, Some(expected));
    }
}

/// Every paragraph and every cell, with its place.
fn texts<'a>(context: &'a Context) -> impl Iterator<Item = (usize, Option<usize>, &'a str)> {
    let paragraphs = context.document.paragraphs().map(|(block, p)| (block, None, p.text.as_str()));
    let cells = context.document.tables().flat_map(|(block, t)| {
        t.cells.iter().enumerate().map(move |(i, c)| (block, Some(i), c.text.as_str()))
    });
    paragraphs.chain(cells)
}

/// 2022年“三公”经费预算…: is a budget of the year told at the head of the passage?
fn tells_a_plan(text: &str, year: u16) -> bool {
    let head = crate::recognise::lexicon::strip_enumerator(text);
    let Some(rest) = head.strip_prefix(&format!("{year}年")) else { return false };
    let head: String = rest.chars().take_while(|c| !matches!(c, ',' | '。' | ':')).take(14).collect();
    head.contains("预算") && !head.holds_any(&["决算", "执行", "一般公共预算", "基金预算", "经营预算"])
}

fn year_before(text: &str, at: usize) -> Option<u16> {
    digits_before(text, at).filter(|y| (2000..2100).contains(y))
}

/// The four digits before a 年.
fn digits_before(text: &str, at: usize) -> Option<u16> {
    let digits = text.get(at.checked_sub(4)?..at)?;
    let longer =
        at.checked_sub(5).and_then(|i| text.get(i..i + 1)).is_some_and(|c| c.as_bytes()[0].is_ascii_digit());
    let plain = digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse::<u16>().ok().filter(|_| plain && !longer)
}

fn closes_comparison(before: &str) -> bool {
    before.ends_with(['与', '比', '较']) || before.ends_with("同比")
}

/// 2025年预算数比2024年决算数增长: what is compared names its own, later year.
fn of_a_later_year(before: &str, named: u16) -> bool {
    let clause = before.rsplit([',', '。', ';']).next().unwrap_or("");
    clause.match_indices('年').filter_map(|(at, _)| year_before(clause, at)).any(|own| own > named)
}

/// 8月31日，本部门共有车辆…: the assets that a budget tells of.
fn speaks_of_vehicles(rest: &str) -> bool {
    let sentence = rest.split('。').next().unwrap_or("");
    let head: String = sentence.chars().take(30).collect();
    rest.starts_with(|c: char| c.is_ascii_digit() || c == '底' || c == '末') && head.contains("车辆")
}

/// A comparison follows within the clause.
fn compares(rest: &str) -> bool {
    let clause = rest.split('。').next().unwrap_or("");
    let clause: String = clause.chars().take(24).collect();
    clause.holds_any(&["相比", "持平", "增加", "减少", "增长", "下降", "降低"])
}

fn enter(context: &Context, ledger: &mut Ledger, span: Span, named: u16, expected: u16) {
    let (stated, expected) = (format!("{named}年"), format!("{expected}年"));
    let message = Message::new("wording.year", &[("stated", &stated), ("expected", &expected)]);
    remark(context, ledger, span, message, Some(expected));
}

fn remark(context: &Context, ledger: &mut Ledger, span: Span, message: Message, expected: Option<String>) {
    ledger.remarks.push(Remark {
        rule: &RULE,
        severity: RULE.severity,
        span,
        message,
        related: Vec::new(),
        stated: Some(context.written.slice(&span).to_string()),
        expected,
    });
}
