//! A passage cut into clauses: at punctuation, after amounts at 、 and 和, at brackets that hold figures.

use super::passage::Passage;
use crate::figure::{FigureId, Figures};
use crate::number::Unit;
use std::ops::Range;

/// A number in a clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// The figure.
    pub figure: FigureId,
    /// The part of the passage it covers.
    pub range: Range<usize>,
}

/// A clause: text with the numbers in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// The part of the passage.
    pub range: Range<usize>,
    /// Its numbers, in order.
    pub numbers: Vec<Number>,
    /// The mark before it; a space at the beginning of the passage.
    pub before: char,
    /// The mark after it.
    pub after: char,
    /// Number of the sentence within the passage.
    pub sentence: usize,
    /// Inside how many brackets.
    pub depth: usize,
}

impl Clause {
    /// Does a number stand at its head, without a word before it?
    pub fn opens_with_number(&self) -> bool {
        self.numbers.first().is_some_and(|n| n.range.start == self.range.start)
    }
}

/// Cuts a passage into clauses. Figures that turn out to be codes or thresholds are dismissed on the way.
pub fn clauses(passage: &Passage, figures: &mut Figures) -> Vec<Clause> {
    let numbers = numbers(passage, figures);
    let mut cutter = Cutter {
        text: &passage.text,
        numbers,
        out: Vec::new(),
        from: 0,
        before: ' ',
        sentence: 0,
        depth: 0,
        aside: None,
        told: None,
        next: 0,
    };
    cutter.run();
    cutter.out
}

/// The figures of the passage that can be right or wrong.
fn numbers(passage: &Passage, figures: &mut Figures) -> Vec<Number> {
    let mut out = Vec::new();
    for (id, range) in &passage.figures {
        let before = passage.text.get(..range.start).unwrap_or("");
        let after = passage.text.get(range.end..).unwrap_or("");
        if is_class_code(&figures[*id].quantity, before, after)
            || is_threshold(before, after)
            || figures[*id].quantity.unit == Unit::None && is_caption(before, after)
        {
            figures.dismiss(*id);
        } else {
            out.push(Number { figure: *id, range: range.clone() });
        }
    }
    out
}

/// 2080501行政单位离退休, (2080501), 201-一般公共服务支出: the code of a class, not a figure.
fn is_class_code(quantity: &crate::number::Quantity, before: &str, after: &str) -> bool {
    // (201类), (20103款), (2010301项)
    let level = matches!(&quantity.unit, Unit::Counted(name) if matches!(name.as_str(), "类" | "款" | "项"));
    if level && before.ends_with('(') && after.starts_with(')') && quantity.decimals == 0 {
        return matches!(quantity.value.to_string().len(), 3 | 5 | 7);
    }
    if quantity.unit != Unit::None || quantity.decimals > 0 {
        return false;
    }
    let digits = quantity.value.to_string();
    let coded = matches!(digits.len(), 3 | 5 | 7) && digits.starts_with(['1', '2', '3', '5']);
    let opened = before.is_empty() || before.ends_with(['(', ')', '。', ';', '、', '"', ':', ',', '.']);
    let followed = after.starts_with([')', '-', '—', '类', '款', '项'])
        || after
            .chars()
            .next()
            .is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c) && !"年月日个和与至到".contains(c));
    coded && opened && followed
}

/// 单价100万元(含)以上设备: part of a name.
fn is_threshold(before: &str, after: &str) -> bool {
    let named = ["单价", "单位价值", "单台价值", "原值", "单项", "单价在", "价值", "限额"]
        .iter()
        .any(|w| before.ends_with(w));
    let open = after.starts_with("(含)以上")
        || after.starts_with("以上")
        || after.starts_with("及以上")
        || after.starts_with("以下");
    named && open
        || after.starts_with("(含)以上")
        || (open && after.contains("设备") && after.find("设备").is_some_and(|i| i < 30))
}

/// 图1, 表2, 公开04表
fn is_caption(before: &str, after: &str) -> bool {
    ["公开", "预算", "决算", "附"].iter().any(|w| before.ends_with(w)) && after.starts_with('表')
        || before.ends_with(['图', '表'])
        || before.ends_with("附件")
        || before.ends_with("附表")
}

struct Cutter<'a> {
    text: &'a str,
    numbers: Vec<Number>,
    out: Vec<Clause>,
    from: usize,
    before: char,
    sentence: usize,
    depth: usize,
    /// Inside how many brackets an aside without brackets (，含…，…；) stands, if one does.
    aside: Option<usize>,
    /// Where a bracket without a number ends that stands right after one.
    told: Option<usize>,
    next: usize,
}

impl Cutter<'_> {
    fn run(&mut self) {
        let mut at = 0;
        let mut ends: Vec<usize> = Vec::new();
        while let Some(c) = self.text.get(at..).and_then(|t| t.chars().next()) {
            if let Some(number) = self.number_at(at) {
                at = number.end;
                continue;
            }
            let size = c.len_utf8();
            match c {
                ',' | ';' | ':' => {
                    self.cut(at, size, c);
                    if c == ';' || c == ',' && self.compares(at + size) {
                        self.end_aside();
                    }
                    if c == ',' && self.begins_aside(at + size) {
                        self.depth += 1;
                        self.aside = Some(self.depth);
                    }
                }
                '。' | '!' | '?' => {
                    self.cut(at, size, '。');
                    self.end_aside();
                    self.sentence += 1;
                }
                '、' | '/' if self.after_number(at) => self.cut(at, size, '、'),
                '和' | '及' | '与' if self.after_number(at) && self.joins_amounts(at + size) => {
                    self.cut(at, size, '、')
                }
                '(' => match self.closing(at) {
                    Some(close) if self.number_between(at, close) => {
                        self.cut(at, size, '(');
                        self.depth += 1;
                        ends.push(close);
                    }
                    // 特种专业技术用车9辆(救护车)、其他用车3辆: what a bracket adds to a number ends with it.
                    Some(close) => {
                        let told = self.after_number(at);
                        at = close;
                        self.told = told.then_some(close + 1).or(self.told);
                    }
                    None => {}
                },
                ')' if ends.last() == Some(&at) => {
                    ends.pop();
                    self.cut(at, size, ')');
                    self.end_aside();
                    self.depth = self.depth.saturating_sub(1);
                }
                _ => {}
            }
            at += size;
        }
        self.cut(self.text.len(), 0, '。');
    }

    /// 预算X万元，含甲Y万元，乙Z万元；比上年增加…: what is held is told aside, and what follows speaks of the whole.
    fn begins_aside(&self, at: usize) -> bool {
        let rest = self.text.get(at..).unwrap_or("");
        let named = rest.strip_prefix('含').is_some_and(|r| !r.starts_with(['税', '义', '量', '金', '有']));
        let end = rest.find([',', ';', '。', ':']).map_or(self.text.len(), |i| at + i);
        named && self.aside.is_none() && self.numbers_from(at).first().is_some_and(|n| n.range.end <= end)
    }

    fn compares(&self, at: usize) -> bool {
        let rest = self.text.get(at..).unwrap_or("");
        ["比", "较", "与", "同比"].iter().any(|w| rest.starts_with(w))
    }

    fn end_aside(&mut self) {
        if self.aside.is_some_and(|depth| depth == self.depth) {
            self.depth = self.depth.saturating_sub(1);
            self.aside = None;
        }
    }

    /// The numbers that begin at `at` or later: they stand in the order of the text.
    fn numbers_from(&self, at: usize) -> &[Number] {
        self.numbers.get(self.numbers.partition_point(|n| n.range.start < at)..).unwrap_or_default()
    }

    fn number_at(&self, at: usize) -> Option<Range<usize>> {
        self.numbers_from(at).first().map(|n| &n.range).filter(|r| r.start == at && r.end > at).cloned()
    }

    fn after_number(&self, at: usize) -> bool {
        if self.told == Some(at) {
            return true;
        }
        let next = self.numbers.partition_point(|n| n.range.end < at);
        self.numbers.get(next).is_some_and(|n| n.range.end == at)
    }

    fn number_between(&self, from: usize, to: usize) -> bool {
        self.numbers_from(from + 1).first().is_some_and(|n| n.range.end <= to)
    }

    /// 万元和其他收入: a label and its number follow before the next mark.
    fn joins_amounts(&self, at: usize) -> bool {
        let rest = self.text.get(at..).unwrap_or("");
        let end = rest.find([',', ';', '。', ':']).map_or(self.text.len(), |i| at + i);
        self.numbers_from(at).first().is_some_and(|n| n.range.start < end)
            && !rest.starts_with("上年")
            && !rest.starts_with("去年")
            && !rest.starts_with(|c: char| {
                c.is_ascii_digit() && rest.get(4..).is_some_and(|r| r.starts_with('年'))
            })
    }

    fn closing(&self, open: usize) -> Option<usize> {
        let mut depth = 0usize;
        for (i, c) in self.text.get(open..)?.char_indices() {
            match c {
                '(' => depth += 1,
                ')' => {
                    depth -= 1;
                    if depth == 0 {
                        return Some(open + i);
                    }
                }
                '。' if i > 600 => return None,
                _ => {}
            }
        }
        None
    }

    fn cut(&mut self, at: usize, size: usize, mark: char) {
        let range = self.from..at;
        let mut numbers = Vec::new();
        while let Some(number) = self.numbers.get(self.next) {
            if number.range.start >= at {
                break;
            }
            numbers.push(number.clone());
            self.next += 1;
        }
        if !range.is_empty() {
            self.out.push(Clause {
                range,
                numbers,
                before: self.before,
                after: mark,
                sentence: self.sentence,
                depth: self.depth,
            });
        }
        self.before = mark;
        self.from = at + size;
    }
}

#[cfg(test)]
mod tests {
    use super::super::passage::passages;
    use super::*;
    use crate::document::Outline;
    use crate::import::text::read_text;

    fn cut(text: &str) -> Vec<String> {
        let document = read_text(text);
        let mut figures = Figures::of(&document);
        let passages = passages(&document, &Outline::of(&document), &mut figures);
        let passage = &passages[0];
        clauses(passage, &mut figures)
            .into_iter()
            .map(|c| format!("{}|{}", passage.slice(c.range), c.numbers.len()))
            .collect()
    }

    #[test]
    fn punctuation_cuts_but_not_inside_numbers_and_labels() {
        assert_eq!(
            cut("收、支总计均为10,676.61万元，其中：因公出国（境）费0.00万元、接待费1.20万元和会议费3万元。"),
            [
                "收、支总计均为10,676.61万元|1",
                "其中|0",
                "因公出国(境)费0.00万元|1",
                "接待费1.20万元|1",
                "会议费3万元|1"
            ]
        );
        assert_eq!(
            cut("各是4125.49,4143.91万元，各下降23.51%、38.28%"),
            ["各是4125.49|1", "4143.91万元|1", "各下降23.51%|1", "38.28%|1"]
        );
    }

    #[test]
    fn what_is_held_is_told_aside() {
        let document =
            read_text("总预算471.22万元，含管理处经费250万元，幼儿园经费53.31万元；比上年增加75.18万元。");
        let mut figures = Figures::of(&document);
        let passages = passages(&document, &Outline::of(&document), &mut figures);
        let depths: Vec<usize> = clauses(&passages[0], &mut figures).iter().map(|c| c.depth).collect();
        assert_eq!(depths, [0, 1, 1, 0]);
    }

    #[test]
    fn brackets_with_figures_are_clauses_of_their_own() {
        assert_eq!(
            cut(
                "国内公务接待支出0.39万（含外宾接待支出0.00万元）。单价100万元（含）以上设备（不含车辆）0台（套）。"
            ),
            [
                "国内公务接待支出0.39万|1",
                "含外宾接待支出0.00万元|1",
                "单价100万元(含)以上设备(不含车辆)0台(套)|1"
            ]
        );
    }
}
