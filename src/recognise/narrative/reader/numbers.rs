//! Numbers one by one: their role, their subject, lists of them.

use super::super::clause::{Clause, Number};
use super::super::passage::Passage;
use super::super::role::{self, Role};
use super::super::statement::{Completion, Share, Slot, Statement, Word};
use super::super::words::{self, Base};
use super::adjusted::enumerated;
use super::aside::is_no_part;
use super::bracketed::before_bracket;
use super::changes::ChangeSaid;
use super::owners::is_all_of_it;
use super::{List, Reader, joins_numbers, kind};
use crate::document::Holds;
use crate::figure::{Rounding, Unchecked};
use crate::number::Unit;
use crate::recognise::lexicon;
use rust_decimal::Decimal;
use std::ops::Range;

impl Reader<'_> {
    pub(super) fn number(
        &mut self,
        passage: &Passage,
        clause: &Clause,
        prefix: Range<usize>,
        number: &Number,
        next: Option<&Clause>,
        several: bool,
    ) {
        let text = passage.slice(prefix.clone());
        let mut start = prefix.start;
        self.unit_of_list(passage, number);
        if joins_numbers(text) && self.continue_list(clause, number) {
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
        // 支出X万元，用于:1)甲Y万元;2)乙Z万元: a list, whatever word opens it.
        if let Some(rest) = enumerated(text) {
            if text.starts_with("1)") && matches!(clause.before, ':' | ',') {
                let whole = self.told_last(clause);
                self.mark_listing(clause, false, false);
                if let Some(marker) = self.out.markers.last_mut() {
                    marker.whole = whole;
                }
            }
            start += text.len() - rest.len();
            text = rest;
        }
        // 总预算X万元，由甲Y万元、乙Z万元构成
        let rest =
            passage.slice(number.range.end..passage.text.len()).split(['。', ';']).next().unwrap_or("");
        if text.starts_with('由') && ["构成", "组成"].iter().any(|w| rest.contains(w)) {
            self.mark_listing(clause, false, false);
            start += "由".len();
            text = &text["由".len()..];
        }
        let based = role::stated_base(text, self.setting);
        // 比上年(X万元)增加…: the bracket says what the words before it compare with.
        if based.is_none()
            && text.is_empty()
            && clause.before == '('
            && number.range.end == clause.range.end
            && let Some(told) = passage.slice(0..clause.range.start).strip_suffix('(')
            && let Some(said) = told.rsplit([',', ';', ':', '。', '(', ')']).next()
            && let Some((_, slot)) =
                role::stated_base(if said == "同比" { "比上年" } else { said }, self.setting)
            && let Some(current) = self.current
            && self.out.statements[current].amount(slot).is_none()
            && slot != Slot::Amount
        {
            self.out.statements[current].amounts.push((slot, number.figure));
            return;
        }
        if text.is_empty() && self.bracketed(passage, clause, number) {
            return;
        }
        if based.is_some_and(|(_, slot)| slot == Slot::LastYear) && self.is_of_another(passage, clause) {
            self.current = None;
            self.figures[number.figure].unchecked = Unchecked::FreeText;
            return;
        }
        if let Some((used, slot)) = based {
            self.back_to_side(text);
            if clause.before != ';' || self.is_nearer_whole(clause, number) {
                self.change_of_whole(clause);
            }
            start += used;
            text = text[used..].trim_end_matches('的');
            self.base = match slot {
                Slot::LastYear => Some(Base::LastYear),
                Slot::InitialBudget => Some(Base::InitialBudget),
                Slot::FullBudget => Some(Base::FullBudget),
                Slot::Budget => Some(Base::Budget),
                Slot::Amount => self.base,
            };
        }
        // 财政拨款支出较年初预算数X万元增加Y万元: the subject stands before what it is compared with.
        let told = role::subject_and_base(text, self.setting);
        if let Some((_, base)) = &told {
            self.base = Some(*base);
        }
        let text = told.as_ref().map_or(text, |(amount, _)| amount.as_str());
        self.supply_unit(passage, text, number);
        let unit = self.figures[number.figure].quantity.unit.clone();
        if unit == Unit::None {
            return;
        }
        if is_no_part(passage, text, &unit, number) {
            self.figures[number.figure].unchecked = Unchecked::FreeText;
            return;
        }
        if self.adjusted(clause, number, text, &unit) || self.gap(passage, clause, number, text, start) {
            return;
        }
        // 由X万元调整为Y万元: 由 is no part of the name.
        let text = text.strip_suffix(['由', '从']).unwrap_or(text);
        // 收入X万元，加上上年结转Y万元，共Z万元: all that was told, not once more the last of it.
        let together = matches!(text, "共" | "一共" | "总共") && unit.is_money() && self.has_listed(clause);
        let text = if together { "合计" } else { text };
        // 占全市X亿元的P%: what it is a share of, told with its amount, is not what is spoken of.
        let rest = passage.slice(number.range.end..passage.text.len());
        let rated = rest.strip_prefix('的').is_some_and(|t| t.starts_with(|c: char| c.is_ascii_digit()));
        if let Some(of) = text.strip_prefix('占').filter(|_| unit.is_money() && rated)
            && words::budget_in(of).is_none()
            && self.current.is_some()
        {
            let current = self.current;
            let target = self.open(role::label(text), None, clause, number.range.clone(), false);
            self.out.statements[target].amounts.push((Slot::Amount, number.figure));
            self.current = current;
            return;
        }
        let before = passage.slice(clause.range.start..prefix.start);
        if text == "的" && unit.is_percent() && before.starts_with('占') && before.ends_with('元') {
            self.figures[number.figure].unchecked = Unchecked::FreeText;
            return;
        }
        // 占GDP(X亿元)的P%
        let said = text.trim_start_matches('的');
        if matches!(said, "" | "比例为" | "比重为" | "比例" | "比重" | "比例达" | "比重达")
            && !text.is_empty()
            && unit.is_percent()
            && let Some(of) =
                before_bracket(passage.slice(0..prefix.start)).and_then(|t| t.strip_prefix('占'))
            && let Some(current) = self.current
        {
            self.out.statements[current]
                .shares
                .push(Share { figure: number.figure, of: Some(role::label(of)) });
            return;
        }
        // 货物X万元、工程Y万元，比重依次为P%、Q%
        let proportions = ["比重", "比例", "占比"]
            .iter()
            .find_map(|w| text.strip_prefix(w))
            .is_some_and(|t| matches!(t, "为" | "是" | "分别为" | "分别是" | "依次为" | "依次是"));
        if several && proportions && unit.is_percent() {
            let targets = self.shared_out("", clause, number);
            self.list = Some(List::Shares { targets, next: 0, of: None });
            self.continue_list(clause, number);
            return;
        }
        match role::role(text, &unit, self.setting) {
            Role::Amount { mut label, mut slot, each, both } => {
                // 较2024年的X万元: an amount of what is spoken of, in the year compared with.
                if let Some((_, of_base)) = based.filter(|_| {
                    matches!(
                        label.as_str(),
                        "" | "的" | "预算" | "决算" | "年初" | "年初数" | "期初" | "期初数"
                    )
                }) {
                    slot = of_base;
                    label.clear();
                }
                // 21个部门“三公”经费总额X亿元: of so many, not of all.
                let counted = passage.slice(clause.range.start..prefix.start);
                if ["部门", "单位", "预算单位"].iter().any(|w| label.starts_with(w))
                    && counted.ends_with(['个', '家'])
                    && counted.trim_end_matches(['个', '家']).ends_with(|c: char| c.is_ascii_digit())
                {
                    label = format!("{counted}{label}");
                }
                if self.planned && slot == Slot::Amount && unit.is_money() {
                    slot = Slot::InitialBudget;
                }
                if label.is_empty() && slot == Slot::Amount && self.current.is_none() && self.topic.is_none()
                {
                    label = role::year_total(text).unwrap_or_default().to_string();
                } else if let Some(total) = role::year_total(text)
                    && label.is_empty()
                    && clause.before == ' '
                    && (text.contains("决算") || self.speaks_of_total())
                {
                    // 2021年决算支出X万元 opens a paragraph: not of what the paragraph before spoke of.
                    label = total.to_string();
                }
                if label.is_empty()
                    && let Some(side) = self.side_named(text)
                {
                    label = side.to_string();
                }
                if label.is_empty() && slot == Slot::Amount && text.contains("决算") {
                    self.back_to_planned(clause);
                }
                // 2050803培训支出:支出X万元: of the item that the paragraph begins with.
                if label == "支出" && clause.before == ':' && self.current.is_none() && self.topic.is_some()
                {
                    label.clear();
                }
                let spoken_of = self.current;
                if role::is_per_unit(text) {
                    label = role::label(text);
                    // A quotient is rounded, in 元 as in anything else.
                    if unit.is_money() {
                        self.figures[number.figure].rounding = Rounding::Rounded;
                    }
                }
                self.amount(clause, number, &label, slot, each && several, both);
                // 年初预算X万元，年中追加Y万元，调整预算Z万元: what is raised is told of on.
                let to = next.map(|n| passage.slice(n.range.clone())).unwrap_or("");
                let raised = words::budget_in(to) == Some(words::Budget::Full)
                    && self.is_raised(&label, clause, spoken_of);
                if (role::is_per_unit(text) || raised) && spoken_of.is_some() {
                    self.current = spoken_of;
                }
            }
            Role::Change { mut label, word, base } => {
                if label.is_empty() {
                    label = self.total_of_base(text).unwrap_or_default();
                }
                let range = role::word_range(&word, start);
                let span = passage.span(range);
                let year = words::year_compared(text);
                let saved = text.get(word.range.clone()) == Some("节约")
                    || text.get(..word.range.end).is_some_and(|t| t.ends_with("审减"));
                let said = ChangeSaid { label, word, span, base, year, saved };
                self.change(clause, number, &said, several);
            }
            Role::Share { label, of, each } => {
                let hundred = self.figures[number.figure].value() == Decimal::ONE;
                if hundred && label.is_empty() && of.is_none() && is_all_of_it(passage, clause) {
                    self.figures[number.figure].unchecked = Unchecked::FreeText;
                    return;
                }
                // A、B分别为X万元和Y万元，占…的P%和Q%: the list goes on without a word for "each".
                if several && (each || label.is_empty() && self.goes_on(clause)) {
                    let targets = self.shared_out(&label, clause, number);
                    self.list = Some(List::Shares { targets, next: 0, of });
                    self.continue_list(clause, number);
                    return;
                }
                let target = match self.is_own_name(text, &label) {
                    true => Some(self.open(label, None, clause, number.range.clone(), false)),
                    false => self.target(&label, clause, number.range.clone()),
                };
                if let Some(target) = target {
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
            Role::Other => match self.carried_out(clause).filter(|_| text == "完成") {
                Some(target) => {
                    let budget = words::Budget::Plain;
                    self.out.statements[target]
                        .completions
                        .push(Completion { figure: number.figure, budget });
                }
                None if self.is_rate_of_change(text) => self.rate_of_change(number),
                None => self.figures[number.figure].unchecked = Unchecked::FreeText,
            },
        }
    }

    /// 教育支出年初预算X万元，支出决算Y万元，完成P%: a known subject, of which the sentence tells both.
    fn carried_out(&self, clause: &Clause) -> Option<usize> {
        let current = self.current?;
        let s = self.out.statements.get(current)?;
        let here = (s.passage, s.sentence) == (self.passage, clause.sentence);
        let known = s.subject.is_some() || s.path.is_some() || lexicon::is_functional_class(&s.label);
        let planned = s.amounts.iter().filter(|(slot, _)| slot.is_budget()).count() == 1;
        let spent = s.amount(Slot::Amount).map(|id| self.figures[id].quantity.unit.is_money());
        (here && planned && spent.is_some_and(|money| money || known)).then_some(current)
    }

    /// 决算数为X万元，年初预算为Y万元，差值为Z万元: how far the two lie apart, not a subject of its own.
    fn gap(&mut self, passage: &Passage, clause: &Clause, number: &Number, text: &str, start: usize) -> bool {
        let word = text.trim_end_matches(['为', '是', ':', '有']);
        let names_it = ["差值", "差额", "差异额", "差异", "相差", "差数"].contains(&word);
        // 收支总量相抵，差额X亿元: what was spent beyond the income.
        let names_it = names_it && !passage.slice(0..clause.range.start).ends_with("相抵,");
        if !names_it || !self.figures[number.figure].quantity.unit.is_money() {
            return false;
        }
        let here = self.current.and_then(|i| Some((i, self.out.statements.get(i)?)));
        let here = here.filter(|(_, s)| s.passage == self.passage && s.sentence == clause.sentence);
        let planned = here.filter(|(_, s)| s.amount(Slot::Amount).is_some()).and_then(|(i, s)| {
            let bases = [
                (Slot::InitialBudget, Base::InitialBudget),
                (Slot::FullBudget, Base::FullBudget),
                (Slot::Budget, Base::Budget),
            ];
            let mut told = bases.into_iter().filter(|(slot, _)| s.amount(*slot).is_some());
            let (_, base) = told.next()?;
            told.next().is_none().then_some((i, base))
        });
        match planned {
            Some((target, base)) => {
                let spoken = Word { span: passage.span(start..start + word.len()), direction: None };
                self.record_change(target, number.figure, spoken, base, false);
            }
            None => self.figures[number.figure].unchecked = Unchecked::FreeText,
        }
        true
    }

    /// 。乙校的经费增长可观，相比2021年的X亿元: the sentence names, without a number, somebody else than was spoken of before.
    fn is_of_another(&self, passage: &Passage, clause: &Clause) -> bool {
        let before = passage.slice(0..clause.range.start);
        let said = before.rsplit('。').next().unwrap_or("");
        let here = |i: usize| {
            let s = self.out.statements.get(i);
            s.is_some_and(|s| s.passage == self.passage && s.sentence == clause.sentence)
        };
        clause.before == ','
            && !said.chars().any(|c| c.is_ascii_digit())
            && said.chars().count() > 8
            && words::base_in(said, self.setting.year).is_none()
            && !self.current.is_some_and(here)
            && self.topic.is_none()
    }

    fn amount(&mut self, clause: &Clause, number: &Number, label: &str, slot: Slot, each: bool, both: bool) {
        // A number that opens a paragraph without a word before it goes on with nothing that is known here.
        if label.is_empty()
            && slot == Slot::Amount
            && clause.before == ' '
            && clause.range.start == number.range.start
        {
            self.figures[number.figure].unchecked = Unchecked::FreeText;
            return;
        }
        if self.figures[number.figure].quantity.unit == Unit::Points && self.mark(clause, number, label) {
            return;
        }
        if each {
            let mut labels = role::split_label(label);
            // 教育、社会保障和就业、农林水支出分别为: 和 may be part of a name.
            let marked: Vec<String> = label.split('、').map(role::label).collect();
            if labels.len() != self.following + 1 && marked.len() == self.following + 1 {
                labels = marked;
            }
            self.recent.clear();
            self.list = Some(List::Amounts { labels, next: 0, slot });
            self.continue_list(clause, number);
            return;
        }
        // 均 says the same of several: the label as it stands is their common name.
        let _ = both;
        let money = self.figures[number.figure].quantity.unit.is_money();
        let summed = money && label != "累计" && self.has_listed(clause);
        let running = matches!(label, "累计" | "共计" | "合计" | "总计") && self.current.is_some() && !summed;
        let label = if running || money && self.is_spent_of_it(clause, label) { "" } else { label };
        let spent = self.spent_on_counted(clause, label).filter(|_| money);
        let label = spent.as_deref().unwrap_or(label);
        let bracketed = self.named_in_bracket(label);
        let label = bracketed.as_deref().unwrap_or(label);
        let owned = self.other_side(clause, label);
        let label = owned.as_deref().unwrap_or(label);
        if label.is_empty() && slot == Slot::Amount && clause.before == '。' {
            self.back_to_whole(clause);
        }
        let unit = self.figures[number.figure].quantity.unit.clone();
        let target = if label.is_empty() {
            self.heir(clause, number, slot, &unit)
        } else {
            let path = words::class_path(label).map(|path| self.under_class(path));
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
            if slot == Slot::LastYear {
                statement.year = None;
            }
            if counted && statement.subject.as_ref().is_some_and(|s| !lexicon::is_count(&s.name)) {
                statement.subject = None;
            }
            if self.out.statements[target].at.is_empty() {
                self.out.statements[target].at = number.range.clone();
            }
            self.current = Some(target);
        }
    }

    /// 公务接待费预算X万元，支出Y万元; 购置0辆，支出0万元: spent on what is spoken of, not in all.
    fn is_spent_of_it(&self, clause: &Clause, label: &str) -> bool {
        let spent = [
            "支出",
            "实际支出",
            "决算支出",
            "实际采购",
            "实际执行",
            "实际使用",
            "列支",
            "执行",
            "支付",
            "已支付",
            "累计支付",
        ];
        let Some(s) = self.current.and_then(|i| self.out.statements.get(i)) else { return false };
        let other = s.label.holds_any(&["收入", "收支", "结转", "结余"]);
        let told = s.amount(Slot::Amount).is_some_and(|id| self.figures[id].quantity.unit.is_money());
        spent.contains(&label)
            && clause.before == ','
            && s.passage == self.passage
            && s.sentence == clause.sentence
            && !s.amounts.is_empty()
            && !other
            && !told
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
        let current = self.planned_for(current, clause, slot);
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

    /// 支出决算较上年…, 决算数较预算数…, 公务接待费X万元。费用支出较上年…: what is spoken of, unless that is income.
    pub(super) fn is_elided(&self, label: &str) -> bool {
        const AGAIN: [&str; 8] =
            ["费用支出", "费用", "经费支出", "经费", "该项支出", "该项费用", "该项经费", "此项支出"];
        (role::is_basis(label) || AGAIN.contains(&label))
            && self.current.is_some_and(|i| !self.out.statements[i].label.contains("收入"))
    }

    /// Is income or expenditure as a whole spoken of?
    fn speaks_of_total(&self) -> bool {
        let subject = self.current.and_then(|i| self.out.statements.get(i)?.subject.as_ref());
        subject.is_some_and(|s| {
            ["收入支出总计", "收入总计", "支出总计", "本年收入合计"].contains(&s.name.as_str())
        })
    }

    /// 决算支出 in a paragraph that opened with the year's 决算支出 is that.
    pub(super) fn year_total_of(&self, label: &str) -> Option<&'static str> {
        let total = match label {
            "决算收入" => "本年收入合计",
            "决算支出" => "本年支出合计",
            _ => return None,
        };
        let here = self.out.statements.iter().rev().take_while(|s| s.passage == self.passage);
        here.into_iter().any(|s| s.label == total).then_some(total)
    }

    /// Money changes by money: where counts were spoken of last, the amount before them is meant.
    pub(super) fn money_spoken_of(&self) -> Option<usize> {
        let counts = |s: &Statement| {
            !s.amounts.is_empty()
                && s.amounts.iter().all(|&(_, id)| kind(&self.figures[id].quantity.unit).is_some())
        };
        let current = self.current?;
        let mut before = self.out.statements.get(..=current)?.iter().rev();
        if !before.next().is_some_and(counts) {
            return None;
        }
        let skipped = before
            .take_while(|s| s.passage == self.passage)
            .position(|s| !counts(s) && !role::is_per_unit(&s.label))?;
        current.checked_sub(skipped + 1)
    }
}
