//! Reads clauses into statements: which subject each number speaks of, when it is named and when it is elided.

mod adjusted;
mod aside;
mod bracketed;
mod changes;
mod followers;
mod lists;
mod numbers;
mod openers;
mod owners;
mod units;
mod unnumbered;

use super::clause::{Clause, Number};
use super::passage::Passage;
use super::role::{self, Setting};
use super::statement::{Marker, Slot, Statement, Word};
use super::words::{self, Base};
use crate::document::{Holds, Span};
use crate::figure::{Figures, Unchecked};
use crate::number::Unit;
use crate::recognise::fact::Fund;
use crate::recognise::lexicon;
use std::ops::Range;

/// Something about the wording that a rule reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lapse {
    /// What.
    pub kind: LapseKind,
    /// Where.
    pub span: Span,
}

/// Kinds of lapses the reader notices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LapseKind {
    /// A rate without its %.
    MissingPercent,
}

/// Statements, markers and lapses of the whole narrative.
#[derive(Debug, Default)]
pub struct Read {
    /// Statements in reading order.
    pub statements: Vec<Statement>,
    /// Openers of listings.
    pub markers: Vec<Marker>,
    /// Lapses noticed.
    pub lapses: Vec<Lapse>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Free {
    /// Reasons: only a known subject after ; ends them before the sentence does.
    Reason,
    /// 主要包括: names, or after all parts with amounts.
    Names,
    /// 主要用于: after the uses the budget of the subject may follow.
    Uses,
}

#[derive(Debug, Clone)]
struct Topic {
    label: String,
    path: Option<Vec<String>>,
}

#[derive(Debug, Clone)]
enum List {
    Amounts {
        labels: Vec<String>,
        next: usize,
        slot: Slot,
    },
    Changes {
        targets: Vec<usize>,
        next: usize,
        word: Word,
        base: Base,
        rate: bool,
    },
    Shares {
        targets: Vec<usize>,
        next: usize,
        of: Option<String>,
    },
    /// Numbers of several whose names were not made out.
    Unnamed,
}

/// The reader's state.
pub struct Reader<'a> {
    figures: &'a mut Figures,
    passages: &'a [Passage],
    setting: Setting,
    out: Read,
    passage: usize,
    sentence: usize,
    current: Option<usize>,
    topic: Option<Topic>,
    base: Option<Base>,
    free: Option<Free>,
    /// Inside how many brackets the free text began.
    free_depth: usize,
    list: Option<List>,
    recent: Vec<usize>,
    /// How many numbers follow the one being read, each alone in its clause: the length of a list from here.
    following: usize,
    /// How many of them stand in the clauses after this one.
    after: usize,
    fund: Fund,
    /// The class named last in the section.
    class: Option<String>,
    first_year: Option<u16>,
    comparable: bool,
    /// 年初预算为：甲X万元，乙Y万元: the amounts of the sentence are what was planned.
    planned: bool,
    /// Whom the sentence spoke of when each open bracket began.
    brackets: Vec<Option<usize>>,
}

/// Sections in which numbers are not to be read: duties, explanations of terms.
fn is_free_section(section: &[String]) -> bool {
    section.iter().any(|h| {
        h.holds_any(&[
            "名词解释",
            "主要职能",
            "主要职责",
            "部门职责",
            "单位职责",
            "职能职责",
            "立项依据",
            "实施方案",
        ])
    })
}

/// The fund that the headings name, the nearest first.
fn fund_of(section: &[String]) -> Fund {
    section.iter().rev().find_map(|h| lexicon::fund_named_in(&lexicon::plain(h))).unwrap_or(Fund::All)
}

/// 2.政府性基金预算执行情况: an item that is no more than a heading tells the fund of what follows, or that it is none of the
/// three (社会保险基金收支情况).
fn fund_of_item(text: &str) -> Option<Option<Fund>> {
    let head = text.split(['。', ',', ':', ';']).next()?;
    let closes = ["情况", "预算", "预算收支", "决算", "情况说明"].iter().any(|w| head.ends_with(w));
    let told = head.chars().skip(3).any(|c| c.is_ascii_digit());
    (closes && !told).then(|| lexicon::fund_named_in(&lexicon::plain(head)))
}

/// The class that a path of one step names.
fn class_named(path: Vec<String>) -> Option<String> {
    let [class] = <[String; 1]>::try_from(path).ok()?;
    Some(class)
}

impl<'a> Reader<'a> {
    /// A reader for these passages.
    pub fn new(figures: &'a mut Figures, passages: &'a [Passage], setting: Setting) -> Self {
        Self {
            figures,
            passages,
            setting,
            out: Read::default(),
            passage: 0,
            sentence: 0,
            current: None,
            topic: None,
            base: None,
            free: None,
            free_depth: 0,
            list: None,
            recent: Vec::new(),
            following: 0,
            after: 0,
            fund: Fund::All,
            class: None,
            first_year: None,
            comparable: false,
            planned: false,
            brackets: Vec::new(),
        }
    }

    /// Reads everything.
    pub fn run(mut self) -> Read {
        let mut section: &[String] = &[];
        for (index, passage) in self.passages.iter().enumerate() {
            if passage.section != section || passage.heading {
                section = &passage.section;
                self.current = None;
                self.topic = None;
                self.recent.clear();
                self.fund = fund_of(section);
                self.class = section.iter().rev().find_map(|h| class_named(words::class_path(h)?));
            }
            self.passage = index;
            self.sentence = usize::MAX;
            self.brackets.clear();
            if words::starts_item(&passage.text) || words::starts_with_code(&passage.text) {
                self.current = None;
                self.topic = None;
                if let Some(fund) = fund_of_item(&passage.text) {
                    self.fund = fund.unwrap_or_else(|| fund_of(section));
                }
            }
            let clauses = super::clause::clauses(passage, self.figures);
            if is_free_section(section) {
                for clause in &clauses {
                    self.mark_free(&clause.numbers);
                    self.label_free(passage, clause);
                }
                continue;
            }
            for (i, clause) in clauses.iter().enumerate() {
                let rest = clauses.get(i + 1..).unwrap_or_default();
                self.after = rest.iter().take_while(|c| c.opens_with_number()).count();
                self.clause(passage, clause, rest.first());
            }
        }
        self.set_units_apart();
        self.set_levels_apart();
        self.set_years_apart();
        self.set_comparisons_apart();
        self.set_foreign_guests_apart();
        self.set_basic_items_apart();
        self.out
    }

    fn mark_free(&mut self, numbers: &[Number]) {
        for number in numbers {
            self.figures[number.figure].unchecked = Unchecked::FreeText;
        }
    }

    /// In free text a figure is called by the words before it.
    fn label_free(&mut self, passage: &Passage, clause: &Clause) {
        let mut from = clause.range.start;
        for number in &clause.numbers {
            let words = passage.slice(from..number.range.start);
            let words = words.trim_start_matches("其中").trim_end_matches(['为', '约', '共', '达']);
            let figure = &mut self.figures[number.figure];
            if figure.label.is_empty() && (2..=16).contains(&words.chars().count()) {
                figure.label = words.to_string();
            }
            from = number.range.end;
        }
    }

    fn begin_sentence(&mut self, clause: &Clause) {
        self.sentence = clause.sentence;
        self.free = None;
        self.base = None;
        self.list = None;
        self.comparable = false;
        self.planned = false;
    }

    fn clause(&mut self, passage: &Passage, clause: &Clause, next: Option<&Clause>) {
        if clause.sentence != self.sentence {
            self.begin_sentence(clause);
        }
        // After a bracket the sentence speaks of the same as before it.
        while self.brackets.len() < clause.depth {
            self.brackets.push(self.current);
        }
        while self.brackets.len() > clause.depth {
            self.current = self.brackets.pop().flatten();
        }
        // 项目 预算数 决算数 合计 65.00 64.87 接待费…: a table in one line.
        let bare = |n: &Number| self.figures[n.figure].quantity.unit == Unit::None;
        let tabular = |pair: &[Number]| match pair {
            [a, b] => a.range.end == b.range.start && bare(a) && bare(b),
            _ => false,
        };
        if clause.numbers.windows(2).any(tabular) {
            self.mark_free(&clause.numbers);
            return;
        }
        if self.attributed(passage, clause) {
            return;
        }
        let text = passage.slice(clause.range.clone());
        // (主要原因是…): a reason in brackets ends with them.
        self.free = self.free.filter(|_| clause.depth >= self.free_depth);
        if let Some(free) = self.free {
            let may_end = clause.before == ';' || free == Free::Names || text.starts_with("其中");
            // 与年初预算相比…，原因…；与上年决算相比…: the second of two comparisons of the same.
            let compares = clause.before == ';'
                && words::base_in(text, self.setting.year).is_some_and(|(base, at)| {
                    // 决算数较预算数…，主要原因是…；决算数较上年…
                    let head = text.get(..at.start).unwrap_or("");
                    (head.is_empty() || role::is_basis(head)) && self.base.is_some_and(|b| b != base)
                });
            let compares = compares || free == Free::Reason && self.compares_anew(passage, clause);
            let resumes = free == Free::Uses && self.resumes(passage, clause);
            // 主要用于：教育支出X万元，占P%；…
            let lists = free == Free::Uses && clause.before == ':' && self.opens_class(passage, clause);
            let counts = free == Free::Uses && self.opens_count(passage, clause)
                || clause.after == ':' && matches!(text, "具体包括" | "具体为" | "具体是" | "分别为");
            let plans = free == Free::Reason && self.opens_plan(passage, clause);
            if !(may_end && self.opens(passage, clause) || compares || resumes || lists || counts || plans) {
                if free == Free::Names && self.is_economic_item(passage, clause) {
                    self.economic_item(passage, clause);
                    return;
                }
                self.mark_free(&clause.numbers);
                return;
            }
            self.free = None;
        }
        self.comparable |= super::footing::on_another_footing(text);
        let mut stop = text.len();
        if let Some(at) = words::reason_in(text) {
            let rest = &text[at..];
            if !(rest.contains("以下") || rest.contains("如下")) {
                stop = at;
                self.free_depth = clause.depth;
                self.free = Some(match rest {
                    _ if rest.starts_with("主要包括") => Free::Names,
                    _ if rest.starts_with("主要用于") => Free::Uses,
                    _ => Free::Reason,
                });
            }
        }
        let stop_at = clause.range.start + stop;
        let (readable, rest): (Vec<Number>, Vec<Number>) =
            clause.numbers.iter().cloned().partition(|n| n.range.end <= stop_at);
        self.mark_free(&rest);
        // 人员经费用途主要包括基本工资X万元，津贴补贴Y万元
        if self.free == Some(Free::Names) && rest.len() == 1 {
            let names = stop_at + "主要包括".len();
            let first =
                Clause { range: names..clause.range.end, numbers: rest, before: ':', ..clause.clone() };
            if readable.is_empty() && self.is_economic_item(passage, &first) {
                self.economic_item(passage, &first);
                return;
            }
        }
        if readable.is_empty() {
            let head = text.get(..stop).unwrap_or("");
            self.words(passage, clause, head, next.is_none());
            self.entry(clause, head, next);
            return;
        }
        let mut from = clause.range.start;
        for (i, number) in readable.iter().enumerate() {
            let after = readable.get(i + 1);
            let follows = after.is_none().then_some(next).flatten();
            let first = after.or_else(|| follows.and_then(|n| n.numbers.first()));
            let between = first.map(|n| passage.slice(number.range.end..n.range.start));
            let several = between.is_some_and(|t| joins_numbers(t.trim_start_matches([',', '、'])));
            let joined = readable.get(i..).unwrap_or_default().windows(2).take_while(|pair| match pair {
                [a, b] => joins_numbers(passage.slice(a.range.end..b.range.start)),
                _ => false,
            });
            let joined = joined.count();
            self.following = if i + joined + 1 == readable.len() { joined + self.after } else { joined };
            self.number(passage, clause, from..number.range.start, number, follows, several);
            from = number.range.end;
        }
        let tail = passage.slice(from..stop_at.max(from)).to_string();
        // 预算X亿元中，甲Y亿元，乙Z亿元
        // 8个项目中，7个为优，1个为良
        let among = matches!(tail.as_str(), "中" | "项目中");
        if tail.trim_start_matches('(').starts_with("其中") || among {
            self.mark_listing(clause, false, false);
        }
        // 实有人数X人：在职Y人，离退休Z人; 新增债券X万元，用于3个项目：甲Y万元、乙Z万元
        let counts = ["项目", "方面", "部分", "类"].contains(&passage.slice(from..clause.range.end));
        if clause.after == ':'
            && (from == clause.range.end || counts)
            && next.is_some_and(|n| n.numbers.len() == 1)
        {
            self.mark_listing(clause, false, false);
            let whole = self.out.statements.len().checked_sub(1).filter(|_| !counts);
            if let Some(marker) = self.out.markers.last_mut() {
                marker.whole = whole;
            }
        }
        // 由甲X万元、乙Y万元组成，较上年…: what is made of them is spoken of again.
        if matches!(tail.as_str(), "组成" | "构成")
            && let Some(marker) = self.out.markers.last()
            && (marker.passage, marker.sentence) == (self.passage, clause.sentence)
        {
            self.current = marker.first.checked_sub(1).or(self.current);
        }
        // 与上年持平 may follow the last number in the same clause.
        if let Some((word, loosely)) = words::flat_in(&tail)
            && let Some((base, _)) = words::base_in(&tail, self.setting.year)
            && let Some(target) = self.current
        {
            let span = passage.span(from + word.start..from + word.end);
            self.flat(target, base, span, loosely);
        }
    }

    /// The statement a number belongs to: of the named subject, or of the current one.
    fn target(&mut self, label: &str, clause: &Clause, at: Range<usize>) -> Option<usize> {
        if label.is_empty() {
            if let Some(current) = self.current {
                return Some(current);
            }
            let topic = self.topic.clone()?;
            return Some(self.open(topic.label, topic.path, clause, at, true));
        }
        let path = words::class_path(label).map(|path| self.under_class(path));
        let subject = lexicon::canonical(label, self.fund);
        if path.is_none() && subject.is_none() && label.chars().count() <= 2 {
            return self.current;
        }
        let year = self.other_year(clause);
        let section = &self.passages[self.passage].section;
        let found = self.out.statements.iter().rposition(|s| {
            self.passages[s.passage].section == *section
                && self.is_of_period(s, clause)
                && (s.year == year || s.passage == self.passage && s.sentence == clause.sentence)
                && match (&path, &subject) {
                    (Some(path), _) => s.path.as_ref() == Some(path),
                    (None, Some(subject)) => s.subject.as_ref() == Some(subject),
                    // 税收收入完成X万元，…，税收收入占…
                    (None, None) => s.label == label || s.label.strip_suffix("完成") == Some(label),
                }
        });
        if let Some(found) = found {
            return Some(found);
        }
        Some(self.open(label.to_string(), path, clause, at, false))
    }

    /// A group or an item without its class stands under the class named last in the section, with an amount or alone.
    pub(super) fn under_class(&self, mut path: Vec<String>) -> Vec<String> {
        if let Some(own) = path.first_mut().filter(|class| class.is_empty())
            && let Some(class) = &self.class
        {
            own.clone_from(class);
        }
        path
    }

    /// The statement that a comparison in words speaks of: one that has a budget, or a rate that says how far it was carried out.
    fn target_with_budget(&mut self, label: &str) -> Option<usize> {
        let subject = if label.is_empty() { None } else { lexicon::canonical(label, self.fund) };
        let has_budget =
            |s: &Statement| s.amounts.iter().any(|(slot, _)| slot.is_budget()) || !s.completions.is_empty();
        if let Some(subject) = subject {
            let section = &self.passages[self.passage].section;
            return self.out.statements.iter().rposition(|s| {
                self.passages[s.passage].section == *section
                    && s.subject.as_ref() == Some(&subject)
                    && has_budget(s)
            });
        }
        self.current.filter(|&i| has_budget(&self.out.statements[i]))
    }

    fn open(
        &mut self,
        label: String,
        path: Option<Vec<String>>,
        clause: &Clause,
        at: Range<usize>,
        inherited: bool,
    ) -> usize {
        let subject = if path.is_some() { None } else { lexicon::canonical(&label, self.fund) };
        if let Some([class]) = path.as_deref() {
            // Classes told one after the other are a list, under none of which the items that follow need to stand.
            let section = &self.passages[self.passage].section;
            let mut before = self.out.statements.iter().rev().filter(|s| s.path.is_some());
            let alone = !before.next().is_some_and(|s| {
                s.path.as_ref().is_some_and(|p| p.len() == 1) && self.passages[s.passage].section == *section
            });
            self.class = Some(class.clone()).filter(|_| alone);
        }
        let topic = self.topic.as_ref().map(|t| t.label.clone()).filter(|t| *t != label);
        let year = self.other_year(clause);
        let passage = &self.passages[self.passage];
        let interim = words::is_interim(passage.slice(0..clause.range.end))
            || passage.section.last().is_some_and(|h| words::is_interim(h));
        self.out.statements.push(Statement {
            label,
            subject,
            path,
            fund: self.fund,
            passage: self.passage,
            sentence: clause.sentence,
            at,
            depth: clause.depth,
            before: clause.before,
            topic,
            inherited,
            interim,
            year,
            amounts: Vec::new(),
            shares: Vec::new(),
            changes: Vec::new(),
            completions: Vec::new(),
            differences: Vec::new(),
            comparisons: Vec::new(),
            parent: None,
        });
        self.out.statements.len() - 1
    }
}

/// X万元、Y万元和Z万元: what may stand between numbers that are told one after the other.
fn joins_numbers(text: &str) -> bool {
    matches!(text, "" | "和" | "与" | "及" | "以及")
}

/// Money or counts in one unit: amounts of different kinds are not amounts of one subject.
pub fn kind(unit: &Unit) -> Option<&str> {
    match unit {
        Unit::Counted(name) => Some(name),
        _ => None,
    }
}
