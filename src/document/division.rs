//! Several reports one after the other in one file: where each begins.
//!
//! A department publishes the reports of its subordinate units behind its own, and several are pasted together. A number of
//! one says nothing of a number of another, so each is read by itself. A beginning is told by the title of another unit, by
//! the numbering of the parts that starts again, or by the opening section that comes a second time; and only where the
//! narrative of a report lies on both sides, so that contents, covers and annexes divide nothing.

use super::Holds;
use super::{Block, Document, squeeze, title};
use std::ops::Range;

/// Paragraphs with money that make a narrative.
const NARRATIVE: usize = 3;

/// Paragraphs between the title of a report and the heading that its contents begin with.
const FRONT_MATTER: usize = 60;

/// The blocks of each report of a document, in order; one range that holds all where there is but one report.
pub fn reports(document: &Document) -> Vec<Range<usize>> {
    let whole = || std::iter::once(0..document.blocks.len()).collect();
    // The files of a package were put together because they are of one report.
    let file = |block: &Block| match block {
        Block::Paragraph(p) => p.origin.file.clone(),
        Block::Table(t) => t.origin.file.clone(),
    };
    let first = document.blocks.first().and_then(file);
    if first.is_some() && document.blocks.iter().any(|b| file(b) != first) {
        return whole();
    }
    let marks: Vec<Mark> = document.blocks.iter().map(Mark::of).collect();
    let mut starts = vec![0];
    let mut current = Current::default();
    for (at, mark) in marks.iter().enumerate() {
        if current.narrative >= NARRATIVE
            && let Some(start) = current.ends_at(&marks, at)
        {
            let length = marks.get(start..).map_or(0, |rest| rest.iter().filter(|m| m.money).count());
            if length >= NARRATIVE {
                starts.push(start);
                current = Current::default();
                marks.get(start..at).unwrap_or_default().iter().for_each(|m| current.take(m));
            }
        }
        current.take(mark);
    }
    starts.push(document.blocks.len());
    let mut out: Vec<Range<usize>> = Vec::new();
    for pair in starts.windows(2) {
        let range = pair[0]..pair[1];
        let narrative = marks.get(range.clone()).map_or(0, |m| m.iter().filter(|m| m.money).count());
        match out.last_mut() {
            // An annex of tables alone belongs to the report before it.
            Some(last) if narrative < NARRATIVE => last.end = range.end,
            _ => out.push(range),
        }
    }
    if out.len() < 2 { whole() } else { out }
}

/// Whose report a title announces.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Title {
    unit: String,
    budget: bool,
}

/// What a block can tell.
#[derive(Debug, Clone, Default)]
struct Mark {
    /// A sentence with an amount of money.
    money: bool,
    /// A table.
    table: bool,
    /// The title of a report.
    title: Option<Title>,
    /// 第二部分
    part: Option<u32>,
    /// 二、
    section: Option<u32>,
    /// The heading of the section with which the narrative of every report opens.
    opening: Option<String>,
}

impl Mark {
    fn of(block: &Block) -> Self {
        let Block::Paragraph(paragraph) = block else { return Self { table: true, ..Self::default() } };
        let text = squeeze(&paragraph.text);
        let length = text.chars().count();
        let money = text.contains('元') && text.bytes().any(|b| b.is_ascii_digit()) && length >= 12;
        let heading = length <= 45 && !text.ends_with(['。', ';', ',', '，', '；', '、', ':']);
        if !heading
            || text.ends_with(|c: char| c.is_ascii_digit())
            || text.contains("..")
            || text.contains('…')
        {
            return Self { money, ..Self::default() };
        }
        Self {
            money,
            table: false,
            title: report_title(&text),
            part: part(&text),
            section: section(&text),
            opening: opening(&text),
        }
    }
}

/// `某局2024年度部门决算`, with nothing beside the unit, the year, the kind and words such as 公开 and 说明.
fn report_title(text: &str) -> Option<Title> {
    let (at, _) = title::year(text)?;
    let unit = title::unit(text)?;
    let mut rest = text.replacen(&unit, "", 1).replacen(text.get(at..at + 4)?, "", 1);
    for word in [
        "年度", "年", "(本级)", "本级", "部门", "单位", "关于", "信息", "公开", "情况", "说明", "报告", "的",
        "报",
    ] {
        rest = rest.replace(word, "");
    }
    matches!(rest.as_str(), "决算" | "预算").then(|| Title { unit, budget: rest == "预算" })
}

/// 第二部分 2024年度部门决算情况说明
fn part(text: &str) -> Option<u32> {
    let numeral = text.strip_prefix('第')?.split_once("部分")?.0;
    chinese(numeral).or_else(|| numeral.parse().ok())
}

/// 二、收入决算情况说明
fn section(text: &str) -> Option<u32> {
    chinese(text.split_once('、')?.0)
}

fn chinese(numeral: &str) -> Option<u32> {
    const NUMERALS: [&str; 12] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];
    NUMERALS.iter().position(|n| *n == numeral).and_then(|at| u32::try_from(at + 1).ok())
}

/// 一、收入支出决算总体情况说明
fn opening(text: &str) -> Option<String> {
    let bare = text.trim_start_matches(|c: char| "一二三四五六七八九十0123456789().、（）".contains(c));
    let bare = bare.trim_start_matches("关于").trim_start_matches("年度").trim_start_matches('年');
    let special = bare.holds_any(&["财政拨款", "一般公共", "基金", "国有", "三公"]);
    let both = bare.contains("收入支出") || bare.contains("收支");
    (both && bare.contains("总体") && bare.len() < text.len() && !special).then(|| bare.to_string())
}

/// The report that is being read.
#[derive(Debug, Clone, Default)]
struct Current {
    narrative: usize,
    title: Option<Title>,
    first_part: Option<u32>,
    last_part: Option<u32>,
    last_section: Option<u32>,
    opening: Option<String>,
}

impl Current {
    fn take(&mut self, mark: &Mark) {
        self.narrative += usize::from(mark.money);
        if self.title.is_none() {
            self.title.clone_from(&mark.title);
        }
        if mark.part.is_some() {
            self.first_part = self.first_part.or(mark.part);
            self.last_part = mark.part;
        }
        self.last_section = mark.section.or(self.last_section);
        // In the contents it stands as well.
        if self.opening.is_none() {
            self.opening.clone_from(&mark.opening);
        }
    }

    /// Where another report begins, if the block `at` shows that one does.
    fn ends_at(&self, marks: &[Mark], at: usize) -> Option<usize> {
        let mark = marks.get(at)?;
        if let Some(title) = &mark.title
            && self.title.as_ref().is_none_or(|own| !own.same_unit(title))
            && (self.starts_again(marks, at) || self.is_another(title, marks, at))
        {
            return Some(at);
        }
        let title = || self.title_before(marks, at);
        if let Some(part) = mark.part
            && self.last_part.map_or(part == 1, |last| part < last)
        {
            return title().or((part == 1 || self.first_part == Some(part)).then_some(at));
        }
        let again = mark.opening.is_some() && mark.opening == self.opening;
        again.then(|| title().unwrap_or(at))
    }

    /// Another unit beyond doubt, or a title that is not on the head of every page. The same office may be named in full and
    /// in short.
    fn is_another(&self, title: &Title, marks: &[Mark], at: usize) -> bool {
        match &self.title {
            Some(own) => {
                let ending = own.unit.chars().rev().zip(title.unit.chars().rev());
                ending.take_while(|(a, b)| a == b).count() < 3
            }
            None => {
                !marks.iter().skip(at + 1).take(4 * FRONT_MATTER).any(|m| m.title.as_ref() == Some(title))
            }
        }
    }

    /// Does the numbering of parts or sections start again behind a title? On the head of a page it goes on.
    fn starts_again(&self, marks: &[Mark], at: usize) -> bool {
        let behind = || marks.iter().skip(at).take(FRONT_MATTER).take_while(|m| !m.table);
        let goes_back =
            |now: Option<u32>, last: Option<u32>| now.is_some_and(|n| last.is_none_or(|last| n <= last));
        goes_back(behind().find_map(|m| m.part), self.last_part)
            || goes_back(behind().find_map(|m| m.section), self.last_section)
    }

    /// The title above a heading, with nothing but short lines between.
    fn title_before(&self, marks: &[Mark], at: usize) -> Option<usize> {
        let above = marks.get(at.saturating_sub(FRONT_MATTER)..at)?;
        let front = above.iter().rev().take_while(|m| !m.money && !m.table).count();
        let from = at - front;
        (from..at).find(|&i| marks[i].title.is_some())
    }
}

impl Title {
    fn same_unit(&self, other: &Title) -> bool {
        self.unit.ends_with(&other.unit) || other.unit.ends_with(&self.unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::text::read_text;

    const BODY: &str = "一、收入支出决算总体情况说明\n收入总计100.00万元，支出总计100.00万元。\n二、收入决算情况说明\n\
                        本年收入合计90.00万元，均为财政拨款收入。\n三、支出决算情况说明\n本年支出合计80.00万元，均为基本支出。\n";

    fn count(text: &str) -> usize {
        reports(&read_text(text)).len()
    }

    #[test]
    fn one_report_is_one() {
        let contents =
            "某局2024年度部门决算\n目录\n第一部分 概况\n第二部分 情况说明\n一、收入支出决算总体情况说明\n";
        let whole =
            format!("{contents}第一部分 概况\n主要职能。\n第二部分 情况说明\n{BODY}第三部分 名词解释\n");
        assert_eq!(count(BODY), 1);
        assert_eq!(count(&whole), 1);
        let tables = "某局2024年度部门决算\n收入支出决算总表\n项目\t金额\n收入\t1.00\n";
        assert_eq!(count(&format!("{whole}{tables}")), 1);
        assert_eq!(
            count(&format!("{whole}第二部分 情况说明\n本年收入合计90.00万元，其中财政拨款90.00万元。\n")),
            1
        );
    }

    #[test]
    fn another_title_begins_another() {
        let (a, b) = ("某局2024年度部门决算\n", "某中心2024年度单位决算公开\n");
        assert_eq!(count(&format!("{a}{BODY}{b}{BODY}")), 2);
        assert_eq!(count(&format!("{BODY}{b}{BODY}")), 2);
    }

    #[test]
    fn the_same_once_more() {
        let part = format!("第一部分 概况\n主要职能。\n第二部分 情况说明\n{BODY}第三部分 名词解释\n");
        assert_eq!(count(&part.repeat(3)), 3);
        assert_eq!(count(&BODY.repeat(3)), 3);
        let titled = format!("某局2024年度部门决算\n目录\n第一部分 概况\n第二部分 情况说明\n{part}");
        let divided = reports(&read_text(&titled.repeat(2)));
        assert_eq!(divided.len(), 2);
        assert_eq!(divided[0].len(), divided[1].len());
    }
}
