//! Clauses without numbers: they set what the next numbers speak of, what they are measured against, or compare in words.

use super::super::clause::Clause;
use super::super::passage::Passage;
use super::super::role;
use super::super::statement::{Change, Comparison, Marker, Side, Slot, Word};
use super::super::words::{self, Base};
use super::{Reader, Topic};
use crate::document::{Holds, Span};
use crate::recognise::lexicon;
use crate::relation::Direction;

impl Reader<'_> {
    /// A clause without numbers: it sets the base, the topic, or compares in words.
    pub(super) fn words(&mut self, passage: &Passage, clause: &Clause, text: &str, last: bool) {
        if divides(text) {
            self.mark_listing(clause, false, false);
            if let Some(marker) = self.out.markers.last_mut() {
                marker.divides = true;
            }
        }
        // 基本支出按经济分类划分：
        if let Some(at) = text.rfind('按').filter(|&at| at > 0)
            && let (head, tail) = text.split_at(at)
            && divides(tail)
            && let Some(owner) = lexicon::canonical(&role::label(head), self.fund)
        {
            self.mark_listing(clause, false, false);
            if let Some(marker) = self.out.markers.last_mut() {
                (marker.divides, marker.owner) = (true, Some(owner));
            }
        }
        let mut start = clause.range.start;
        let mut text = text;
        if let Some(range) = words::listing_in(text)
            && (range.start == 0
                || range.end == text.len()
                || text.get(range.end..).is_some_and(|t| t.starts_with('(') && t.ends_with(')')))
        {
            let head = text.get(..range.start).unwrap_or("");
            if !head.is_empty() {
                self.set_topic(head);
            }
            // 收入包括：A；支出包括：B: the other side of the same whole, not parts of what stands last.
            let side = side(head);
            let paired = clause.before == ';' && side.is_some();
            self.mark_listing(clause, head.is_empty(), last);
            if let Some(marker) = self.out.markers.last_mut() {
                (marker.side, marker.paired) = (side, paired);
                marker.owner = lexicon::canonical(&role::label(head), self.fund);
            }
            start += range.end;
            text = text.get(range.end..).unwrap_or("");
            if text.is_empty() || text.starts_with('(') {
                return;
            }
        }
        self.mark_division(clause, text);
        if let Some(word) = words::budget_comparison(text) {
            let name = role::label(text.get(..word.start).unwrap_or(""));
            let elided = name == "支出" && self.current.is_some();
            let known = !elided && lexicon::canonical(&name, self.fund).is_some();
            let name = if known { name } else { String::new() };
            if let Some(target) = self.target_with_budget(&name) {
                let span = passage.span(start + word.word.start..start + word.word.end);
                self.out.statements[target].comparisons.push(Comparison {
                    span,
                    direction: word.direction,
                    budget: word.budget,
                    loosely: word.loosely,
                });
            }
            return;
        }
        if let Some((base, range)) = words::base_in(text, self.setting.year) {
            self.base = Some(base);
            let head = role::label(text.get(..range.start).unwrap_or(""));
            let known = self.is_known(&head);
            if let Some((word, loosely)) = words::flat_in(text) {
                if known || head.is_empty() {
                    let target = if known { self.target(&head, clause, start..start) } else { self.current };
                    if let Some(target) = target {
                        let span = passage.span(start + word.start..start + word.end);
                        self.flat(target, base, span, loosely);
                    }
                    // 运行维护费比预算无增减，比去年增加X万元: what follows is said of the same.
                    self.current = target;
                }
            } else if known {
                self.set_topic(&head);
            }
            return;
        }
        if let Some((word, loosely)) = words::flat_in(text)
            && let (Some(base), Some(target)) = (self.base, self.current)
        {
            let span = passage.span(start + word.start..start + word.end);
            self.flat(target, base, span, loosely);
            return;
        }
        self.planned |= clause.after == ':' && !self.setting.is_budget && text.ends_with("年初预算为");
        self.set_topic(text);
        // 1.行政运行：年初预算X万元, 2050803培训支出：支出X万元: the head of an item is what it speaks of, known or not.
        let head = role::label(text);
        if clause.after == ':'
            && clause.range.start == 0
            && self.topic.is_none()
            && self.current.is_none()
            && (words::starts_item(text) || words::starts_with_code(text))
            && (2..=40).contains(&head.chars().count())
        {
            let head = head.trim_start_matches(|c: char| c.is_ascii_digit()).to_string();
            self.topic = Some(Topic { label: head, path: None });
        }
    }

    /// X万元，按功能分类，其中：…；按项目类别，其中：…: each time the same is divided, what the sentence began with.
    fn divided_anew(&self, clause: &Clause) -> Option<usize> {
        let last = self.out.markers.last()?;
        let here = (last.passage, last.sentence) == (self.passage, clause.sentence);
        let statements = &self.out.statements;
        let first = statements.partition_point(|s| {
            s.passage < self.passage || s.passage == self.passage && s.sentence < clause.sentence
        });
        (here && last.divides && last.first == statements.len() && first < statements.len()).then_some(first)
    }

    /// 本年收入中，甲X万元，乙Y万元: what is named, and was told of in the section, is divided. 卫生技术人员中，…: so is what the paragraph
    /// told of by that name.
    fn mark_division(&mut self, clause: &Clause, text: &str) {
        let Some(name) = text.strip_suffix('中') else { return };
        let called = role::label(name);
        let told = self.out.statements.iter().rposition(|s| {
            s.passage == self.passage && s.label == called && s.amount(Slot::Amount).is_some()
        });
        if let Some(whole) = told.filter(|_| called.chars().count() > 3) {
            self.mark_listing(clause, false, false);
            if let Some(marker) = self.out.markers.last_mut() {
                marker.whole = Some(whole);
                marker.owner = lexicon::canonical(&called, self.fund);
            }
            return;
        }
        let Some(owner) = lexicon::canonical(&role::label(name), self.fund) else { return };
        let section = &self.passages[self.passage].section;
        let told = self.out.statements.iter().rev().any(|s| {
            s.subject.as_ref() == Some(&owner)
                && s.amount(Slot::Amount).is_some()
                && self.passages[s.passage].section == *section
        });
        if told {
            self.mark_listing(clause, false, false);
            if let Some(marker) = self.out.markers.last_mut() {
                marker.owner = Some(owner);
            }
        }
    }

    /// 财政拨款：X万元: an entry of a list, called by what stands before its colon and by nothing that was spoken of before.
    pub(super) fn entry(&mut self, clause: &Clause, text: &str, next: Option<&Clause>) {
        let head = role::label(text);
        let named = clause.range.start == 0
            && clause.after == ':'
            && next.is_some_and(Clause::opens_with_number)
            && (2..=20).contains(&head.chars().count())
            && words::listing_in(text).is_none()
            && !["如下", "情况"].iter().any(|w| text.ends_with(w));
        // 1.行政运行(2010301)。: an item that the paragraph below speaks of.
        let coded = clause.range.start == 0 && clause.after == '。' && next.is_none();
        if let Some(item) = text.strip_suffix(')').filter(|_| coded).and_then(|t| t.rsplit_once('(')) {
            let code = item.1.trim_end_matches(['类', '款', '项']);
            let digits = code.len() >= 5 && code.bytes().all(|b| b.is_ascii_digit());
            let label = role::label(item.0);
            if digits && (2..=30).contains(&label.chars().count()) {
                self.topic = Some(Topic { label, path: None });
                self.current = None;
            }
        }
        if named && self.topic.is_none() {
            self.topic = Some(Topic { label: head, path: None });
            self.current = None;
        }
    }

    pub(super) fn flat(&mut self, target: usize, base: Base, span: Span, loosely: bool) {
        let word = Word { span, direction: Some(Direction::Flat) };
        self.out.statements[target].changes.push(Change {
            base,
            amount: None,
            amount_word: None,
            rate: None,
            rate_word: None,
            flat: Some(word),
            loosely,
            comparable: self.comparable,
            passage: self.passage,
            sentence: self.sentence,
        });
    }

    pub(super) fn is_known(&self, label: &str) -> bool {
        !label.is_empty()
            && (lexicon::canonical(label, self.fund).is_some()
                || words::class_path(label).is_some()
                || self.out.statements.iter().rev().take(40).any(|s| s.label == label))
    }

    /// A clause names what the next numbers speak of.
    fn set_topic(&mut self, text: &str) {
        let text = text.trim_start_matches("其中");
        // 支出按用途划分: what is divided is the topic.
        let divided = text.rfind('按').filter(|&at| {
            ["划分", "分类", "用途", "构成", "性质"]
                .iter()
                .any(|w| text.get(at..).is_some_and(|t| t.contains(w)))
        });
        let text = divided.and_then(|at| text.get(..at)).unwrap_or(text);
        let label = role::label(text);
        if let Some(path) = words::class_path(text) {
            let path = self.under_class(path);
            if let [class] = path.as_slice() {
                self.class = Some(class.clone());
            }
            self.topic = Some(Topic { label: path.join("/"), path: Some(path) });
            self.current = None;
        } else if lexicon::canonical(&label, self.fund).is_some() {
            self.topic = Some(Topic { label, path: None });
            self.current = None;
        } else if text.holds_any(&["(类)", "(款)", "(项)"]) {
            // A class whose name was not made out: at any rate another than before.
            self.topic = None;
            self.current = None;
        } else if let Some(fund) = lexicon::fund_named_in(&lexicon::plain(text))
            && (text.contains("内容")
                || text.ends_with('中')
                || text.contains("以下")
                || text.contains("如下"))
        {
            self.fund = fund;
        }
    }

    pub(super) fn mark_listing(&mut self, clause: &Clause, alone: bool, closes: bool) {
        self.out.markers.push(Marker {
            first: self.out.statements.len(),
            passage: self.passage,
            sentence: clause.sentence,
            opens_sentence: alone && matches!(clause.before, '。' | ' '),
            depth: clause.depth,
            closes,
            divides: false,
            side: None,
            paired: false,
            owner: None,
            whole: self.divided_anew(clause),
        });
    }
}

/// 收入包括, 支出包括: which side of the whole is listed.
fn side(head: &str) -> Option<Side> {
    match head {
        "收入" | "收入总计" | "收入决算总计" => Some(Side::Income),
        "支出" | "支出总计" | "支出决算总计" => Some(Side::Expenditure),
        _ => None,
    }
}

/// 分级次看, 从层级看, 按性质分, 分部门情况是: what follows divides something that was told before.
fn divides(text: &str) -> bool {
    let text = lexicon::strip_enumerator(text);
    let text = text.strip_suffix(')').and_then(|t| t.split_once('(')).map_or(text, |(head, _)| head);
    let opened = ["分", "从", "按"].iter().any(|w| text.starts_with(w));
    let closed = ["看", "分", "分类", "类别", "科目", "性质", "来源", "划分", "情况是", "情况为", "情况如下"]
        .iter()
        .any(|w| text.ends_with(w));
    opened && closed && text.chars().count() <= 14
}
