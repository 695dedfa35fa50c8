//! Reads clauses into statements: which subject each number speaks of, when it is named and when it is elided.

use super::clause::{Clause, Number};
use super::passage::Passage;
use super::role::{self, Role, Setting};
use super::statement::{Change, Comparison, Completion, Marker, Share, Slot, Statement, Word};
use super::words::{self, Base, ChangeWord};
use crate::document::Span;
use crate::figure::{FigureId, Figures, Unchecked};
use crate::number::Unit;
use crate::recognise::fact::Fund;
use crate::recognise::lexicon;
use crate::relation::Direction;
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
}

#[derive(Debug, Clone)]
struct Topic {
    label: String,
    path: Option<Vec<String>>,
}

#[derive(Debug, Clone)]
enum List {
    Amounts { labels: Vec<String>, next: usize, slot: Slot },
    Changes { targets: Vec<usize>, next: usize, word: Word, base: Base, rate: bool },
    Shares { targets: Vec<usize>, next: usize, of: Option<String> },
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
    list: Option<List>,
    recent: Vec<usize>,
    fund: Fund,
    comparable: bool,
}

/// Sections in which numbers are not to be read: duties, explanations of terms.
fn is_free_section(section: &[String]) -> bool {
    section.iter().any(|h| {
        [
            "名词解释",
            "主要职能",
            "主要职责",
            "部门职责",
            "单位职责",
            "职能职责",
            "项目概述",
            "项目概况",
            "立项依据",
            "实施方案",
        ]
        .iter()
        .any(|w| h.contains(w))
    })
}

/// The fund that the headings name, the nearest first.
fn fund_of(section: &[String]) -> Fund {
    section.iter().rev().find_map(|h| lexicon::fund_named_in(&lexicon::plain(h))).unwrap_or(Fund::All)
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
            list: None,
            recent: Vec::new(),
            fund: Fund::All,
            comparable: false,
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
            }
            self.passage = index;
            self.sentence = usize::MAX;
            if words::starts_item(&passage.text) {
                self.current = None;
                self.topic = None;
            }
            let clauses = super::clause::clauses(passage, self.figures);
            if is_free_section(section) {
                for clause in &clauses {
                    self.mark_free(&clause.numbers);
                }
                continue;
            }
            for (i, clause) in clauses.iter().enumerate() {
                self.clause(passage, clause, clauses.get(i + 1));
            }
        }
        self.out
    }

    fn mark_free(&mut self, numbers: &[Number]) {
        for number in numbers {
            self.figures[number.figure].unchecked = Unchecked::FreeText;
        }
    }

    fn begin_sentence(&mut self, clause: &Clause) {
        self.sentence = clause.sentence;
        self.free = None;
        self.base = None;
        self.list = None;
        self.comparable = false;
    }

    fn clause(&mut self, passage: &Passage, clause: &Clause, next: Option<&Clause>) {
        if clause.sentence != self.sentence {
            self.begin_sentence(clause);
        }
        let text = passage.slice(clause.range.clone());
        if let Some(free) = self.free {
            let may_end = clause.before == ';' || free == Free::Names || text.starts_with("其中");
            if !(may_end && self.opens(passage, clause)) {
                self.mark_free(&clause.numbers);
                return;
            }
            self.free = None;
        }
        self.comparable |= text.contains("口径") || text.contains("可比");
        let mut stop = text.len();
        if let Some(at) = words::reason_in(text) {
            let rest = &text[at..];
            if !(rest.contains("以下") || rest.contains("如下")) {
                stop = at;
                self.free = Some(if rest.starts_with("主要包括") { Free::Names } else { Free::Reason });
            }
        }
        let stop_at = clause.range.start + stop;
        let (readable, rest): (Vec<Number>, Vec<Number>) =
            clause.numbers.iter().cloned().partition(|n| n.range.end <= stop_at);
        self.mark_free(&rest);
        if readable.is_empty() {
            let head = text.get(..stop).unwrap_or("");
            self.words(passage, clause, head, next.is_none());
            return;
        }
        let mut from = clause.range.start;
        for (i, number) in readable.iter().enumerate() {
            let follows = readable.get(i + 1).is_none().then_some(next).flatten();
            self.number(passage, clause, from..number.range.start, number, follows);
            from = number.range.end;
        }
        let tail = passage.slice(from..stop_at.max(from)).to_string();
        if tail.trim_start_matches('(').starts_with("其中") {
            self.mark_listing(clause, false, false);
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

    /// Does a clause name a subject the lexicon knows, with a number?
    fn opens(&self, passage: &Passage, clause: &Clause) -> bool {
        let Some(first) = clause.numbers.first() else {
            return passage.slice(clause.range.clone()).starts_with("其中");
        };
        match role::role(
            passage.slice(clause.range.start..first.range.start),
            &self.figures[first.figure].quantity.unit,
            self.setting,
        ) {
            Role::Amount { label, .. } => {
                lexicon::canonical(&label, self.fund).is_some() || words::class_path(&label).is_some()
            }
            _ => false,
        }
    }

    /// A clause without numbers: it sets the base, the topic, or compares in words.
    fn words(&mut self, passage: &Passage, clause: &Clause, text: &str, last: bool) {
        let mut start = clause.range.start;
        let mut text = text;
        if let Some(range) = words::listing_in(text)
            && (range.start == 0 || range.end == text.len())
        {
            let head = text.get(..range.start).unwrap_or("");
            if !head.is_empty() {
                self.set_topic(head);
            }
            self.mark_listing(clause, head.is_empty(), last);
            start += range.end;
            text = text.get(range.end..).unwrap_or("");
            if text.is_empty() {
                return;
            }
        }
        if let Some(word) = words::budget_comparison(text) {
            let name = role::label(text.get(..word.start).unwrap_or(""));
            let name = if lexicon::canonical(&name, self.fund).is_some() { name } else { String::new() };
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
        self.set_topic(text);
    }

    fn flat(&mut self, target: usize, base: Base, span: Span, loosely: bool) {
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
            sentence: self.sentence,
        });
    }

    fn is_known(&self, label: &str) -> bool {
        !label.is_empty()
            && (lexicon::canonical(label, self.fund).is_some()
                || words::class_path(label).is_some()
                || self.out.statements.iter().rev().take(40).any(|s| s.label == label))
    }

    /// A clause names what the next numbers speak of.
    fn set_topic(&mut self, text: &str) {
        let text = text.trim_start_matches("其中");
        let label = role::label(text);
        if let Some(path) = words::class_path(text) {
            self.topic = Some(Topic { label: path.join("/"), path: Some(path) });
            self.current = None;
        } else if lexicon::canonical(&label, self.fund).is_some() {
            self.topic = Some(Topic { label, path: None });
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

    fn mark_listing(&mut self, clause: &Clause, alone: bool, closes: bool) {
        self.out.markers.push(Marker {
            first: self.out.statements.len(),
            passage: self.passage,
            sentence: clause.sentence,
            opens_sentence: alone && matches!(clause.before, '。' | ' '),
            depth: clause.depth,
            closes,
        });
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
        let path = words::class_path(label);
        let subject = lexicon::canonical(label, self.fund);
        if path.is_none() && subject.is_none() && label.chars().count() <= 2 {
            return self.current;
        }
        let section = &self.passages[self.passage].section;
        let found = self.out.statements.iter().rposition(|s| {
            self.passages[s.passage].section == *section
                && match (&path, &subject) {
                    (Some(path), _) => s.path.as_ref() == Some(path),
                    (None, Some(subject)) => s.subject.as_ref() == Some(subject),
                    (None, None) => s.label == label,
                }
        });
        if let Some(found) = found {
            return Some(found);
        }
        Some(self.open(label.to_string(), path, clause, at, false))
    }

    /// The statement that a comparison in words speaks of: one that has a budget.
    fn target_with_budget(&mut self, label: &str) -> Option<usize> {
        let subject = if label.is_empty() { None } else { lexicon::canonical(label, self.fund) };
        let has_budget = |s: &Statement| s.amounts.iter().any(|(slot, _)| slot.is_budget());
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
        let topic = self.topic.as_ref().map(|t| t.label.clone()).filter(|t| *t != label);
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

    fn number(
        &mut self,
        passage: &Passage,
        clause: &Clause,
        prefix: Range<usize>,
        number: &Number,
        next: Option<&Clause>,
    ) {
        let text = passage.slice(prefix.clone());
        let mut start = prefix.start;
        if text.is_empty() && self.continue_list(clause, number) {
            return;
        }
        self.list = None;
        let mut text = text;
        if text.starts_with("其中") || text.starts_with("包括") {
            self.mark_listing(clause, true, false);
            let used = "其中".len();
            start += used;
            text = &text[used..];
        }
        self.supply_unit(passage, text, number, next);
        let unit = self.figures[number.figure].quantity.unit.clone();
        if unit == Unit::None {
            return;
        }
        let several = next.is_some_and(|n| n.numbers.first().is_some_and(|f| f.range.start == n.range.start));
        match role::role(text, &unit, self.setting) {
            Role::Amount { label, slot, each, both } => {
                self.amount(clause, number, &label, slot, each && several, both);
            }
            Role::Change { label, word, base } => {
                let range = role::word_range(&word, start);
                let span = passage.span(range);
                self.change(clause, number, &label, &word, span, base, several);
            }
            Role::Share { label, of, each } => {
                if each && several {
                    let targets = self.recent.clone();
                    self.list = Some(List::Shares { targets, next: 0, of });
                    self.continue_list(clause, number);
                    return;
                }
                if let Some(target) = self.target(&label, clause, number.range.clone()) {
                    self.out.statements[target].shares.push(Share { figure: number.figure, of });
                    self.current = Some(target);
                }
            }
            Role::Completion { label, budget } => {
                if let Some(target) = self.target(&label, clause, number.range.clone()) {
                    self.out.statements[target]
                        .completions
                        .push(Completion { figure: number.figure, budget });
                    self.current = Some(target);
                }
            }
            Role::Difference { label, budget } => {
                if let Some(target) = self.target(&label, clause, number.range.clone()) {
                    self.out.statements[target]
                        .differences
                        .push(Completion { figure: number.figure, budget });
                    self.current = Some(target);
                }
            }
            Role::Other => self.figures[number.figure].unchecked = Unchecked::FreeText,
        }
    }

    /// A number without a unit takes the one that its words or its neighbours require.
    fn supply_unit(&mut self, passage: &Passage, prefix: &str, number: &Number, next: Option<&Clause>) {
        if self.figures[number.figure].quantity.unit != Unit::None {
            return;
        }
        // 4125.49,4143.91万元: the unit stands after the last.
        if let Some(neighbour) =
            next.and_then(|n| n.numbers.first().filter(|f| f.range.start == n.range.start))
        {
            let unit = self.figures[neighbour.figure].quantity.unit.clone();
            if unit != Unit::None {
                self.figures.set_unit(number.figure, unit);
                return;
            }
        }
        let word = words::change_before(prefix);
        let has_amount = self
            .current
            .and_then(|i| self.out.statements[i].changes.last())
            .is_some_and(|c| c.amount.is_some() && c.rate.is_none() && c.sentence == self.sentence);
        let rate_word = word.as_ref().is_some_and(|w| {
            let t = &prefix[w.range.clone()];
            t.starts_with("增长") || t.starts_with("下降") || t.starts_with("降低") || t.starts_with("上升")
        });
        let decimals = self.figures[number.figure].quantity.decimals;
        if word.is_some() && has_amount && rate_word || prefix.ends_with('占') || prefix.ends_with("预算的")
        {
            self.figures.set_unit(number.figure, Unit::Percent);
            self.out
                .lapses
                .push(Lapse { kind: LapseKind::MissingPercent, span: passage.span(number.range.clone()) });
        } else if decimals > 0
            && (word.is_some()
                || matches!(role::role(prefix, &Unit::TenThousandYuan, self.setting), Role::Amount { label, .. } if self.is_known(&label)))
        {
            let unit = self.last_money_unit();
            self.figures.set_unit(number.figure, unit);
        }
    }

    fn last_money_unit(&self) -> Unit {
        self.out
            .statements
            .iter()
            .rev()
            .flat_map(|s| s.amounts.iter())
            .map(|&(_, id)| self.figures[id].quantity.unit.clone())
            .find(Unit::is_money)
            .unwrap_or(Unit::TenThousandYuan)
    }

    fn amount(&mut self, clause: &Clause, number: &Number, label: &str, slot: Slot, each: bool, both: bool) {
        if each {
            let labels = role::split_label(label);
            self.recent.clear();
            self.list = Some(List::Amounts { labels, next: 0, slot });
            self.continue_list(clause, number);
            return;
        }
        // 均 says the same of several: the label as it stands is their common name.
        let _ = both;
        let label = if matches!(label, "累计" | "共计" | "合计" | "总计") && self.current.is_some() {
            ""
        } else {
            label
        };
        let unit = self.figures[number.figure].quantity.unit.clone();
        let target = if label.is_empty() {
            self.heir(clause, number, slot, &unit)
        } else {
            let path = words::class_path(label);
            let label = match &path {
                Some(path) => path.join("/"),
                None => label.to_string(),
            };
            // A second amount of the same subject in the same sentence (年初预算…, 支出决算…) stays with it.
            let same = self.current.filter(|&i| {
                let s = &self.out.statements[i];
                slot != Slot::Amount
                    && s.sentence == clause.sentence
                    && s.passage == self.passage
                    && s.amount(slot).is_none()
                    && (s.label == label
                        || s.subject.is_some() && s.subject == lexicon::canonical(&label, self.fund))
            });
            same.or_else(|| {
                let label = self.counted_label(&label, &unit);
                Some(self.open(label, path, clause, number.range.clone(), false))
            })
        };
        if let Some(target) = target {
            let counted = matches!(unit, Unit::Counted(_));
            let statement = &mut self.out.statements[target];
            statement.amounts.push((slot, number.figure));
            if counted && statement.subject.as_ref().is_some_and(|s| !lexicon::is_count(&s.name)) {
                statement.subject = None;
            }
            if self.out.statements[target].at.is_empty() {
                self.out.statements[target].at = number.range.clone();
            }
            self.current = Some(target);
        }
    }

    /// 因公出国（境） + 人次: a count may be named by its unit.
    fn counted_label(&self, label: &str, unit: &Unit) -> String {
        if let Unit::Counted(name) = unit {
            let with_unit = format!("{label}{name}");
            if lexicon::canonical(&with_unit, self.fund).is_some_and(|s| lexicon::is_count(&s.name)) {
                return with_unit;
            }
        }
        label.to_string()
    }

    /// The statement for an amount whose subject is elided.
    fn heir(&mut self, clause: &Clause, number: &Number, slot: Slot, unit: &Unit) -> Option<usize> {
        let Some(current) = self.current else {
            let topic = self.topic.clone()?;
            return Some(self.open(topic.label, topic.path, clause, number.range.clone(), true));
        };
        let s = &self.out.statements[current];
        let same_unit = s.amounts.iter().all(|&(_, id)| kind(&self.figures[id].quantity.unit) == kind(unit));
        let same_place = s.sentence == clause.sentence && s.passage == self.passage;
        let free = s.amount(slot).is_none();
        // An amount of the year reported on that was stated in another sentence is stated anew here.
        let stated_before = s.amount(Slot::Amount).is_some() && !same_place && slot.is_budget();
        if same_unit
            && free
            && !stated_before
            && (slot != Slot::Amount || !s.amounts.is_empty() || s.inherited || s.amounts.is_empty())
        {
            return Some(current);
        }
        let (label, path) = (s.label.clone(), s.path.clone());
        let label = if same_unit { label } else { self.relabel(&label, unit)? };
        Some(self.open(label, path, clause, number.range.clone(), true))
    }

    /// 6批次，79人次: the next count of the same thing, named by its unit.
    fn relabel(&self, label: &str, unit: &Unit) -> Option<String> {
        let Unit::Counted(name) = unit else { return Some(label.to_string()) };
        let stem =
            ["批次", "团组", "人次", "个", "人"].iter().find_map(|w| label.strip_suffix(w)).unwrap_or(label);
        Some(format!("{stem}{name}"))
    }

    fn change(
        &mut self,
        clause: &Clause,
        number: &Number,
        label: &str,
        word: &ChangeWord,
        span: Span,
        base: Option<Base>,
        several: bool,
    ) {
        let percent = self.figures[number.figure].quantity.unit.is_percent();
        let spoken = Word { span, direction: word.direction };
        let base = base.or(self.base);
        if base.is_some() {
            self.base = base;
        }
        if word.each && several {
            let mut targets = Vec::new();
            for name in role::split_label(label) {
                targets.extend(self.target(&name, clause, number.range.clone()));
            }
            if targets.is_empty() {
                targets = self.recent.clone();
            }
            let base = base.unwrap_or(Base::Unsaid);
            self.recent.clone_from(&targets);
            self.list = Some(List::Changes { targets, next: 0, word: spoken, base, rate: percent });
            self.continue_list(clause, number);
            return;
        }
        let Some(target) = self.target(label, clause, number.range.clone()) else {
            self.figures[number.figure].unchecked = Unchecked::FreeText;
            return;
        };
        self.record_change(target, number.figure, spoken, base.unwrap_or(Base::Unsaid), percent);
        self.current = Some(target);
    }

    /// Enters a change, or completes the one that lacks this half.
    fn record_change(&mut self, target: usize, figure: FigureId, word: Word, base: Base, rate: bool) {
        if self.figures[figure].quantity.unit == Unit::PercentagePoint {
            self.figures[figure].unchecked = Unchecked::BaseNotPublished;
            return;
        }
        let (sentence, comparable) = (self.sentence, self.comparable);
        let s = &mut self.out.statements[target];
        if let Some(last) = s.changes.last_mut()
            && last.sentence == sentence
            && last.flat.is_none()
            && (last.base == base || base == Base::Unsaid)
        {
            if rate && last.rate.is_none() {
                (last.rate, last.rate_word) = (Some(figure), Some(word));
                return;
            }
            if !rate && last.amount.is_none() {
                (last.amount, last.amount_word) = (Some(figure), Some(word));
                return;
            }
        }
        let mut change = Change {
            base,
            amount: None,
            amount_word: None,
            rate: None,
            rate_word: None,
            flat: None,
            loosely: false,
            comparable,
            sentence,
        };
        if rate {
            (change.rate, change.rate_word) = (Some(figure), Some(word));
        } else {
            (change.amount, change.amount_word) = (Some(figure), Some(word));
        }
        s.changes.push(change);
    }

    /// A number alone in its clause goes on with the list begun before it. Says whether it did.
    fn continue_list(&mut self, clause: &Clause, number: &Number) -> bool {
        let Some(mut list) = self.list.take() else { return false };
        match &mut list {
            List::Amounts { labels, next, slot } => {
                let Some(label) = labels.get(*next).cloned() else { return false };
                *next += 1;
                let path = words::class_path(&label);
                let slot = *slot;
                let target = self.open(label, path, clause, number.range.clone(), false);
                self.out.statements[target].amounts.push((slot, number.figure));
                self.recent.push(target);
                self.current = Some(target);
            }
            List::Changes { targets, next, word, base, rate } => {
                let Some(&target) = targets.get(*next) else { return false };
                *next += 1;
                self.record_change(target, number.figure, *word, *base, *rate);
            }
            List::Shares { targets, next, of } => {
                let Some(&target) = targets.get(*next) else { return false };
                *next += 1;
                self.out.statements[target].shares.push(Share { figure: number.figure, of: of.clone() });
            }
        }
        self.list = Some(list);
        true
    }
}

/// Money or counts in one unit: amounts of different kinds are not amounts of one subject.
pub fn kind(unit: &Unit) -> Option<&str> {
    match unit {
        Unit::Counted(name) => Some(name),
        _ => None,
    }
}
