//! Lists: several names told at once, then their numbers one by one.

use super::super::clause::{Clause, Number};
use super::super::passage::Passage;
use super::super::role;
use super::super::statement::{Share, Slot, Statement};
use super::super::words;
use super::{List, Reader};
use crate::document::Holds;
use crate::figure::{FigureId, Unchecked};
use crate::recognise::lexicon;
use crate::relation::{Relation, decide};

impl Reader<'_> {
    /// 2023年度用于保障…正常运转而发生的基本支出X元: what it was used for is told before its name, which may be that of the heading
    /// (项目支出情况 …用于专项业务工作的经费支出Y元).
    pub(super) fn attributed(&mut self, passage: &Passage, clause: &Clause) -> bool {
        let [number] = clause.numbers.as_slice() else { return false };
        let told = passage.slice(0..number.range.start);
        let sentence = told.rsplit('。').next().unwrap_or("");
        let used = sentence.trim_start_matches(|c: char| c.is_ascii_digit() || "年度".contains(c));
        let alone = !used.chars().any(|c| c.is_ascii_digit()) && number.range.end == clause.range.end;
        let unit = &self.figures[number.figure].quantity.unit;
        if !used.starts_with("用于") || !alone || !unit.is_money() {
            return false;
        }
        let Some((_, name)) = used.rsplit_once('的') else { return false };
        let known = |name: &str| lexicon::canonical(name, self.fund).is_some();
        let from = if known(name) {
            number.range.start - name.len()
        } else {
            let heading = passage
                .section
                .last()
                .map(|h| role::label(lexicon::strip_enumerator(h).trim_end_matches("情况")));
            let Some(heading) = heading.filter(|h| name.ends_with("支出") && known(h)) else {
                return false;
            };
            self.current = None;
            self.topic = Some(super::Topic { label: heading, path: None });
            number.range.start
        };
        self.free = None;
        self.number(passage, clause, from..number.range.start, number, None, false);
        true
    }

    /// 甲、乙、丙分别为A、B、C，占…比例为a、b、c: was a list told in this sentence, and nothing else since?
    pub(super) fn goes_on(&self, clause: &Clause) -> bool {
        let here = |&i: &usize| {
            self.out
                .statements
                .get(i)
                .is_some_and(|s| s.passage == self.passage && s.sentence == clause.sentence)
        };
        self.recent.len() > 1 && self.recent.last().copied() == self.current && self.recent.iter().all(here)
    }

    /// Whose the numbers of a list are that names nobody: of a list like it, or of the amounts just told in the sentence. None where
    /// there are not as many.
    pub(super) fn just_told(&self, clause: &Clause) -> Vec<usize> {
        let statements = &self.out.statements;
        let of_sentence = |i: usize| {
            let s = statements.get(i);
            s.is_some_and(|s| (s.passage, s.sentence) == (self.passage, clause.sentence))
        };
        let enough = self.recent.len() == self.following + 1;
        if enough && self.recent.iter().all(|&i| of_sentence(i)) {
            return self.recent.clone();
        }
        let marker = self.out.markers.iter().rev().find(|m| m.passage == self.passage);
        let from = marker.filter(|m| m.sentence == clause.sentence).map_or(0, |m| m.first);
        let listed = |i: &usize| {
            statements.get(*i).is_some_and(|s| {
                (s.passage, s.sentence, s.depth) == (self.passage, clause.sentence, clause.depth)
            })
        };
        let mut told: Vec<usize> = (from..statements.len()).rev().take_while(listed).collect();
        told.reverse();
        let alike = |&i: &usize| {
            let s = &statements[i];
            let first = told.first().and_then(|&i| statements[i].amounts.first());
            let unit = |id: FigureId| &self.figures[id].quantity.unit;
            matches!((s.amounts.as_slice(), first), ([(_, id)], Some((_, first)))
                if unit(*id).is_money() && unit(*first).is_money() || unit(*id) == unit(*first))
                && !s.inherited
        };
        // 新增债券X亿元，一般债券Y亿元、专项债券Z亿元各占P%和Q%: the whole of the last of them stands before these.
        let parts = told.len().checked_sub(self.following + 1).filter(|from| *from > 0);
        let joined = |parts: &[usize]| parts.iter().skip(1).all(|&i| statements[i].before == '、');
        if let Some(parts) = parts.and_then(|from| told.get(from..)).filter(|parts| parts.len() > 1)
            && (self.made_of(parts).is_some()
                || joined(parts) && parts.first().is_some_and(|&i| statements[i].before == ','))
        {
            return parts.to_vec();
        }
        if told.len() == self.following + 1 && told.len() > 1 && told.iter().all(alike) {
            return told;
        }
        if enough { self.recent.clone() } else { Vec::new() }
    }

    /// 总预算X万元，由甲Y万元、乙Z万元构成，分别占P%、Q%: after the shares of all parts the whole before them is spoken of again.
    fn made_of(&self, parts: &[usize]) -> Option<usize> {
        let statements = &self.out.statements;
        let first = statements.get(*parts.first()?)?;
        let whole = parts.first()?.checked_sub(1)?;
        let s = statements.get(whole)?;
        let here = (s.passage, s.sentence, s.depth) == (first.passage, first.sentence, first.depth);
        let ids: Option<Vec<_>> = parts.iter().map(|&i| statements.get(i)?.amount(Slot::Amount)).collect();
        let (total, ids) = s.amount(Slot::Amount).filter(|_| here).zip(ids)?;
        decide(&Relation::sum(total, ids), &*self.figures).is_sound().then_some(whole)
    }

    /// Whose the shares of a list are: of the names before it, or else of the list just told. None where there are not as many.
    pub(super) fn shared_out(&mut self, label: &str, clause: &Clause, number: &Number) -> Vec<usize> {
        if label.is_empty() {
            return self.just_told(clause);
        }
        let names = role::split_label(label);
        if names.len() != self.following + 1 {
            return Vec::new();
        }
        let mut targets = Vec::new();
        for name in &names {
            let short = name.chars().count() <= 2 && lexicon::canonical(name, self.fund).is_none();
            targets.push(match self.target(name, clause, number.range.clone()).filter(|_| !short) {
                Some(target) => target,
                None => self.open(name.clone(), None, clause, number.range.clone(), false),
            });
        }
        targets
    }

    /// 甲X万元、乙Y万元，合计Z万元: were several amounts of different names told in this sentence, none of them part of another?
    pub(super) fn has_listed(&self, clause: &Clause) -> bool {
        // 基本支出X万元（人员经费…），项目支出Y万元，合计Z万元: what a bracket tells is passed over.
        let told = self.out.statements.iter().rev();
        let here = told
            .take_while(|s| {
                s.passage == self.passage && s.sentence == clause.sentence && s.depth >= clause.depth
            })
            .filter(|s| s.depth == clause.depth);
        let money = |s: &&Statement| {
            s.amount(Slot::Amount).is_some_and(|id| self.figures[id].quantity.unit.is_money())
        };
        let listed = self.out.markers.iter().any(|m| {
            let here = (m.passage, m.sentence, m.depth) == (self.passage, clause.sentence, clause.depth);
            // 。其中：甲X万元，乙Y万元，合计Z万元: what is divided stands in another sentence.
            here && !m.opens_sentence
        });
        !listed && here.filter(money).filter(|s| !s.inherited).count() > 1
    }

    /// 税收占比为P%: whose share it is is said in so short a word, how much that is elsewhere.
    pub(super) fn is_own_name(&self, text: &str, label: &str) -> bool {
        let said = text.contains("占比") && !text.holds_any(&["占比例", "占比重"]);
        // 药占比 is one of a hospital's; 其占比 and 各占比 are told of what was named before.
        let word = ["分别", "合计", "共计", "总共", "其中", "其", "均", "各", "共", "约", "总", "所", "仅"];
        let name = matches!(label.chars().count(), 1 | 2) && !word.contains(&label);
        said && name && lexicon::canonical(label, self.fund).is_none()
    }

    /// A number alone in its clause goes on with the list begun before it. Says whether it did.
    pub(super) fn continue_list(&mut self, clause: &Clause, number: &Number) -> bool {
        let Some(mut list) = self.list.take() else { return false };
        match &mut list {
            List::Amounts { labels, next, slot } => {
                let Some(label) = labels.get(*next).cloned() else { return self.unnamed(number) };
                *next += 1;
                let path = words::class_path(&label);
                let slot = *slot;
                let target = self.open(label, path, clause, number.range.clone(), false);
                self.out.statements[target].amounts.push((slot, number.figure));
                self.recent.push(target);
                self.current = Some(target);
            }
            List::Changes { targets, next, word, base, rate } => {
                let Some(&target) = targets.get(*next) else { return self.unnamed(number) };
                *next += 1;
                self.record_change(target, number.figure, *word, *base, *rate);
            }
            List::Shares { targets, next, of } => {
                let Some(&target) = targets.get(*next) else { return self.unnamed(number) };
                *next += 1;
                self.out.statements[target].shares.push(Share { figure: number.figure, of: of.clone() });
                if *next == targets.len() && targets.len() > 1 {
                    let whole = self.made_of(targets);
                    self.current = whole.or(self.current);
                }
            }
            List::Unnamed => return self.unnamed(number),
        }
        self.list = Some(list);
        true
    }

    /// 分别减少X万元、Y万元: of whom was not made out, so that it is said of none of them.
    fn unnamed(&mut self, number: &Number) -> bool {
        self.figures[number.figure].unchecked = Unchecked::FreeText;
        self.list = Some(List::Unnamed);
        true
    }
}
