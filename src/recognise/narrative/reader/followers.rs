//! Amounts that name no subject of their own: whose they are follows from what was said before them.

use super::super::clause::{Clause, Number};
use super::super::role;
use super::super::statement::{Marker, Slot, Statement, Word};
use super::Reader;
use crate::figure::FigureId;
use crate::number::Arithmetic as _;
use crate::number::Unit;
use crate::recognise::lexicon;
use rust_decimal::Decimal;

impl Reader<'_> {
    /// 决策类指标分值20分，得分18.5分; 决策20分，得19分: what could be had, and what was.
    pub(super) fn mark(&mut self, clause: &Clause, number: &Number, label: &str) -> bool {
        if let Some(stem) = role::full_mark(label).filter(|stem| !stem.is_empty()) {
            let target = self.open(stem.to_string(), None, clause, number.range.clone(), false);
            self.out.statements[target].amounts.push((Slot::Budget, number.figure));
            self.current = Some(target);
            return true;
        }
        if !role::is_mark(label) {
            return false;
        }
        let Some(current) = self.current else { return false };
        let figures = &*self.figures;
        let s = &mut self.out.statements[current];
        let here = s.passage == self.passage && s.sentence == clause.sentence;
        let points = |id: FigureId| figures[id].quantity.unit == Unit::Points;
        match s.amounts.as_mut_slice() {
            [(slot, id)] if here && points(*id) && matches!(slot, Slot::Amount | Slot::Budget) => {
                *slot = Slot::Budget;
            }
            _ => return false,
        }
        s.amounts.push((Slot::Amount, number.figure));
        true
    }

    /// 接待费、购置费、运行费(“三公”经费)总额: the bracket sums up the whole list, not its last member.
    pub(super) fn named_in_bracket(&self, label: &str) -> Option<String> {
        let (head, tail) = label.rsplit_once(')')?;
        let (_, inside) = head.rsplit_once('(')?;
        let totals = ["总额", "决算总额", "预算总额", "支出总额", "合计", "支出合计", "决算合计", "总计"];
        (totals.contains(&tail) && lexicon::canonical(inside, self.fund).is_some())
            .then(|| inside.to_string())
    }

    /// 养老保险基金收入X万元，支出Y万元，年末结余Z万元: all of the same fund, not of the whole.
    pub(super) fn other_side(&self, clause: &Clause, label: &str) -> Option<String> {
        const SIDES: &[&str] = &[
            "本年收入",
            "本年支出",
            "收入",
            "支出",
            "本年收支结余",
            "当年收支结余",
            "收支结余",
            "年末滚存结余",
            "滚存结余",
            "年末结余",
        ];
        if clause.before != ',' {
            return None;
        }
        let s = self.current.and_then(|i| self.out.statements.get(i))?;
        let here = s.passage == self.passage && s.sentence == clause.sentence;
        // 财政拨款收入总计X万元，支出总计Y万元: both of the same fund.
        let totals = [("支出总计", "收入总计"), ("支出合计", "收入合计"), ("本年支出合计", "本年收入合计")];
        if let Some((own, other)) = totals.iter().find(|(own, _)| *own == label) {
            let fund = s.label.strip_suffix(other).filter(|f| here && !f.is_empty())?;
            return Some(format!("{fund}{own}"));
        }
        if !SIDES.contains(&label) {
            return None;
        }
        let owner = SIDES.iter().find_map(|side| s.label.strip_suffix(side)).filter(|o| !o.is_empty())?;
        (here && s.subject.is_none()).then(|| format!("{owner}{label}"))
    }

    /// 收入预算X万元, 支出预算Y万元: the side that is named, where what was spoken of last is the other, or stands in another paragraph.
    pub(super) fn side_named(&self, text: &str) -> Option<&'static str> {
        // 2023年收入X亿元
        let text = text.trim_start_matches(|c: char| c.is_ascii_digit());
        let text = text.strip_prefix('年').map_or(text, |t| t.strip_prefix('度').unwrap_or(t));
        let side = ["收入", "支出"].into_iter().find(|side| text.starts_with(*side))?;
        let last = self.current.and_then(|i| self.out.statements.get(i))?;
        let income = last.label.contains("收入") && !last.label.contains("支出");
        let other = match side {
            "支出" => income,
            _ => !income && last.passage != self.passage,
        };
        other.then_some(side)
    }

    /// X万元，其中：A…，B…。比上年增长P%: a new sentence that names nobody tells of the change of the whole.
    pub(super) fn change_of_whole(&mut self, clause: &Clause) {
        let last = self.out.markers.iter().rev().find(|m| m.passage == self.passage);
        let Some((marker, current)) = last.zip(self.current) else { return };
        let here = |i: usize| {
            self.out.statements.get(i).is_some_and(|s| {
                s.passage == self.passage && s.sentence <= marker.sentence && s.depth == clause.depth
            })
        };
        let whole = marker.first.checked_sub(1).filter(|&i| current > marker.first && here(i));
        let new_sentence = clause.before == '。' && marker.sentence + 1 == clause.sentence;
        // …。人员经费比上年X万元增加…: the new sentence names whom it speaks of.
        let named = self
            .out
            .statements
            .get(current)
            .is_some_and(|s| (s.passage, s.sentence) == (self.passage, clause.sentence) && !s.inherited);
        if new_sentence && named {
            return;
        }
        if !new_sentence && !self.ends_list(clause, marker, current) {
            return;
        }
        let told_by = |i: &usize| match &marker.owner {
            _ if marker.whole.is_some() => marker.whole == Some(*i),
            // X万元，其中：A…，B…。A中，甲…，乙…。比上年增长P%: what the paragraph began with.
            Some(owner) => self.out.statements.get(*i).is_some_and(|s| s.subject.as_ref() == Some(owner)),
            None => true,
        };
        let same = |i: &usize| self.out.statements.get(*i).is_some_and(|s| s.sentence == marker.sentence);
        let opener = || {
            let first = self.out.statements.partition_point(|s| s.passage < self.passage);
            (first < marker.first && here(first)).then_some(first)
        };
        let whole = match whole {
            Some(i) if told_by(&i) => Some(i).filter(same),
            Some(_) => opener(),
            None => None,
        };
        if whole.is_some() {
            self.current = whole;
        }
    }

    /// 决算支出X万元，…，年末结转Y万元。与2021年决算支出Z万元相比: the base names what is compared with it, where that is not what was
    /// spoken of last.
    pub(super) fn back_to_side(&mut self, base: &str) {
        let Some(side) =
            ["支出", "收入"].into_iter().find(|side| base.trim_end_matches('的').ends_with(side))
        else {
            return;
        };
        let statements = &self.out.statements;
        let last = self.current.and_then(|i| statements.get(i));
        let carried = last.is_some_and(|s| s.label.contains("结转") || s.label.contains("结余"));
        let here = |s: &Statement| s.passage == self.passage;
        // 年初预算X万元，…，决算支出Y万元: what was planned and spent may have no other name.
        let planned = |s: &Statement| side == "支出" && s.amounts.iter().any(|(slot, _)| slot.is_budget());
        let told = |s: &Statement| {
            let named = s.label.ends_with(side) || planned(s);
            here(s) && named && s.amount(Slot::Amount).is_some() && s.parent.is_none()
        };
        if carried {
            self.current = statements.iter().rposition(told);
            return;
        }
        // 支出总计X万元，其中：…。 In a paragraph of its own: 与上年支出Y万元相比
        let Some(last) = last.filter(|s| s.passage + 1 == self.passage) else { return };
        let opener = statements.partition_point(|s| s.passage < last.passage);
        let bare = |label: &str| {
            ["总计", "合计"]
                .iter()
                .any(|w| label.strip_suffix(w).is_some_and(|l| l.trim_start_matches("本年") == side))
        };
        if statements.get(opener).is_some_and(|s| bare(&s.label) && s.amount(Slot::Amount).is_some()) {
            self.current = Some(opener);
        }
    }

    /// …；较上年Z万元增加…: is what is compared with more like the whole than like the last part?
    pub(super) fn is_nearer_whole(&self, clause: &Clause, number: &Number) -> bool {
        let marker = self
            .out
            .markers
            .iter()
            .rev()
            .find(|m| (m.passage, m.sentence, m.depth) == (self.passage, clause.sentence, clause.depth));
        let whole = marker.and_then(|m| self.out.statements.get(m.first.checked_sub(1)?));
        let last = self.current.and_then(|i| self.out.statements.get(i));
        let told = |s: &Statement| s.amount(Slot::Amount).map(|id| self.figures[id].value());
        let base = self.figures[number.figure].value();
        let (Some(whole), Some(last)) = (whole.and_then(told), last.and_then(told)) else { return true };
        // |whole − base| ÷ whole against |last − base| ÷ last, without a quotient.
        let far =
            |value: Decimal, other: Decimal| value.bounded_difference(base).abs().times(other.max(base));
        far(whole, last) <= far(last, whole)
    }

    /// X万元，其中：A…，占P%；B…，占Q%；比上年增长R%: where ; parts the items, and none of them tells of a change, what comes after
    /// the last ; without a name is no more said of it.
    fn ends_list(&self, clause: &Clause, marker: &Marker, current: usize) -> bool {
        let items = self.out.statements.get(marker.first..=current).unwrap_or_default();
        let parted = items.iter().skip(1).all(|s| s.before == ';');
        clause.before == ';'
            && (marker.passage, marker.sentence) == (self.passage, clause.sentence)
            && marker.depth == clause.depth
            && items.len() > 1
            && parted
            && items.iter().all(|s| s.depth == clause.depth && s.changes.is_empty())
    }

    /// Is a budget of the sentence raised or cut by this amount?
    pub(super) fn is_raised(&self, label: &str, clause: &Clause, of: Option<usize>) -> bool {
        let words = ["追加", "调增", "调减", "追减", "核减"];
        let bare = label.trim_start_matches("年中").trim_start_matches("当年").trim_start_matches("中途");
        let planned = of.and_then(|i| self.out.statements.get(i)).is_some_and(|s| {
            let here = (s.passage, s.sentence) == (self.passage, clause.sentence);
            here && s.amounts.iter().any(|(slot, _)| slot.is_budget())
        });
        words.contains(&bare) && planned
    }

    /// 国内公务接待41批次，325人次，共计支出X万元: spent on those who were counted.
    pub(super) fn spent_on_counted(&self, clause: &Clause, label: &str) -> Option<String> {
        if !["共计支出", "支出共计", "共支出", "合计支出"].contains(&label) {
            return None;
        }
        let s = self.current.and_then(|i| self.out.statements.get(i))?;
        let here = (s.passage, s.sentence) == (self.passage, clause.sentence);
        let ends = ["人次", "批次", "人", "批"];
        let stem = ends.iter().find_map(|w| s.label.strip_suffix(w)).unwrap_or(&s.label);
        let counted = s.amounts.iter().all(|&(_, id)| !self.figures[id].quantity.unit.is_money());
        let named = format!("{stem}支出");
        (here && counted && lexicon::canonical(&named, self.fund).is_some()).then_some(named)
    }

    /// 支出年初预算X万元，调整预算Y万元，加上上年结转Z万元；支出决算W万元: what was planned was spent, not what was added to it.
    pub(super) fn back_to_planned(&mut self, clause: &Clause) {
        let statements = &self.out.statements;
        let here =
            |s: &Statement| (s.passage, s.sentence, s.depth) == (self.passage, clause.sentence, clause.depth);
        let planned = |s: &Statement| {
            s.amount(Slot::Amount).is_none() && s.amounts.iter().any(|(slot, _)| slot.is_budget())
        };
        let told = self.current.and_then(|i| statements.get(i));
        if clause.before != ';' || !told.is_some_and(|s| here(s) && !planned(s) && s.subject.is_none()) {
            return;
        }
        let first = statements.iter().rposition(|s| !here(s)).map_or(0, |i| i + 1);
        if statements.get(first).is_some_and(planned) {
            self.current = Some(first);
        }
    }

    /// X万元，其中：A…，B…。实际支出Y万元: a new sentence without a name speaks of the whole, not of the last part.
    pub(super) fn back_to_whole(&mut self, clause: &Clause) {
        let last = self.out.markers.iter().rev().find(|m| m.passage == self.passage);
        let Some((marker, current)) = last.zip(self.current) else { return };
        if marker.sentence + 1 == clause.sentence
            && current > marker.first
            && let Some(whole) = marker.first.checked_sub(1).and_then(|i| self.out.statements.get(i))
            && whole.passage == self.passage
        {
            // Spoken of anew, so that parts that follow are found to be its own.
            let again = Statement {
                sentence: clause.sentence,
                inherited: true,
                before: clause.before,
                ..whole.clone()
            };
            self.out.statements.push(again);
            self.current = self.out.statements.len().checked_sub(1);
        }
    }

    /// 增加X万元，变动率P%: the rate of the change just stated, without a word of direction.
    pub(super) fn is_rate_of_change(&self, text: &str) -> bool {
        let last = self.current.and_then(|i| self.out.statements[i].changes.last());
        ["变动率", "增减率", "变动幅度", "增减幅度"]
            .iter()
            .any(|w| text.trim_end_matches(['为', '是']).ends_with(w))
            && last.is_some_and(|c| c.amount.is_some() && c.rate.is_none() && c.sentence == self.sentence)
    }

    pub(super) fn rate_of_change(&mut self, number: &Number) {
        let change = self.current.and_then(|i| self.out.statements[i].changes.last_mut());
        if let Some(change) = change {
            change.rate = Some(number.figure);
            change.rate_word = change.amount_word;
            // 减少X万元，变动率-P%: the sign says which way, as no word does.
            if self.figures[number.figure].quantity.value.is_sign_negative() {
                change.rate_word = change.amount_word.map(|word| Word { direction: None, ..word });
            }
        }
    }
}
