//! Whose the amounts are: units told one by one, the county proper beside the whole county.

use super::Reader;
use crate::document::Holds;
use crate::order::{Map, Set};
use crate::recognise::fact::Subject;
use crate::recognise::lexicon;
use crate::recognise::narrative::clause::Clause;
use crate::recognise::narrative::passage::Passage;
use crate::recognise::narrative::statement::{Slot, Statement};
use crate::recognise::narrative::words::{self, Base};

impl Reader<'_> {
    /// 1.机关本级本年收入…，本年支出…。2.信息中心本年收入…: what is told of several units one by one is said of each, not
    /// of the whole.
    pub(super) fn set_units_apart(&mut self) {
        let mut owners: Map<(&[String], Subject), Set<String>> = Map::new();
        let named: Vec<Option<String>> =
            self.out.statements.iter().map(|s| lexicon::owner(&s.label)).collect();
        for (s, owner) in self.out.statements.iter().zip(&named) {
            if let (Some(subject), Some(owner)) = (&s.subject, owner) {
                let section = self.passages[s.passage].section.as_slice();
                owners.entry((section, subject.clone())).or_default().insert(owner.clone());
            }
        }
        let mut told_of: Option<(usize, usize, String)> = None;
        for (s, owner) in self.out.statements.iter_mut().zip(named) {
            let Some(subject) = s.subject.clone() else { continue };
            let place = (s.passage, s.sentence);
            let section = self.passages[s.passage].section.as_slice();
            let several = owners.get(&(section, subject)).is_some_and(|o| o.len() > 2);
            match owner {
                Some(owner) if several => told_of = Some((place.0, place.1, owner)),
                Some(_) => continue,
                None => match &told_of {
                    Some((p, n, owner)) if (*p, *n) == place => s.label = format!("{owner}{}", s.label),
                    _ => continue,
                },
            }
            s.subject = None;
        }
    }

    /// 2021年“三公”经费合计…，其中：… in a report on 2022: told of another year, by the sentence or by its own heading.
    pub(super) fn other_year(&mut self, clause: &Clause) -> Option<u16> {
        let passage = self.passages.get(self.passage)?;
        let told = passage.text.get(..clause.range.end).unwrap_or("");
        let mut sentences = told.trim_end_matches('。').rsplit('。');
        let own = sentences.next().unwrap_or("");
        let here = words::year_told(own, usize::MAX);
        // 2021年支出X万元。其中：公务接待费Y万元: the parts are of the year of their whole.
        if here.is_none() && own.starts_with("其中") {
            let marker = self.out.markers.last().filter(|m| m.sentence == clause.sentence);
            let whole = marker.and_then(|m| self.out.statements.get(m.first.checked_sub(1)?));
            let before = |s: &&Statement| s.passage == self.passage && s.sentence + 1 == clause.sentence;
            if let Some(whole) = whole.filter(before) {
                return whole.year;
            }
        }
        let year = here
            .or_else(|| sentences.find_map(|s| words::year_told(s, "其中".len())))
            .or_else(|| passage.section.last().and_then(|h| words::year_told(h, usize::MAX)))?;
        // Where nothing says which year is reported on, it is the first that is spoken of.
        let own = self.setting.year.unwrap_or(*self.first_year.get_or_insert(year));
        (year != own).then_some(year)
    }

    /// 9月份，收入X亿元…。1-9月累计，收入比上年增长P%: what is told of other months is not told of these.
    pub(super) fn is_of_period(&self, statement: &Statement, clause: &Clause) -> bool {
        let told = |passage: usize, end: usize| {
            let text = self.passages.get(passage)?.text.get(..end)?;
            words::months_in(text.trim_end_matches('。').rsplit('。').next()?)
        };
        let here = told(self.passage, clause.range.end);
        here.is_none() || told(statement.passage, statement.at.end).is_none_or(|other| Some(other) == here)
    }

    /// 全县一般公共预算收入, 县本级一般公共预算收入, 市级…, 县（市、区）…: the one is a part of the other, not the same.
    pub(super) fn set_levels_apart(&mut self) {
        const WHOLE: &[&str] = &["全县", "全市", "全区", "全省", "全州", "全旗", "全盟"];
        const LEVELS: &[&str] = &[
            "省级",
            "市级",
            "州级",
            "县级",
            "区级",
            "旗级",
            "乡镇",
            "镇级",
            "城区",
            "中心城区",
            "县(",
            "市(",
            "区(",
        ];
        let part =
            |label: &str| label.contains("本级") || LEVELS.iter().any(|level| label.starts_with(level));
        let whole = |label: &str| label.holds_any(WHOLE);
        let told: Set<Subject> = self
            .out
            .statements
            .iter()
            .filter(|s| whole(&s.label))
            .filter_map(|s| s.subject.clone())
            .collect();
        for s in &mut self.out.statements {
            if part(&s.label) && s.subject.as_ref().is_some_and(|own| told.contains(own)) {
                s.subject = None;
            }
        }
    }

    /// 2021年度“三公”经费支出X万元，其中：公务接待费Y万元: in a report on 2022 both are of the year before.
    pub(super) fn set_years_apart(&mut self) {
        let Some(own) = self.setting.year else { return };
        let mut told_of: Option<(usize, usize, u16, bool)> = None;
        for s in &mut self.out.statements {
            let text = self.passages[s.passage].text.as_str();
            let before = text.get(..s.at.start).unwrap_or("");
            let clause = before.rsplit([',', ';', ':', '。', '(']).next().unwrap_or("");
            let only_last =
                s.amounts.iter().all(|(slot, _)| *slot == Slot::LastYear) && !s.amounts.is_empty();
            if let Some(year) = year_at_head(clause) {
                told_of = Some((s.passage, s.sentence, year, only_last));
            }
            // 。其中： lists what the sentence before tells of.
            let lists = before.rsplit('。').next().is_some_and(|own| own.starts_with("其中"));
            told_of = told_of.map(|(passage, sentence, year, last)| {
                let next = lists && passage == s.passage && sentence + 1 == s.sentence;
                (passage, if next { s.sentence } else { sentence }, year, last)
            });
            let Some((.., year, last)) = told_of.filter(|t| (t.0, t.1) == (s.passage, s.sentence)) else {
                continue;
            };
            if year == own {
                continue;
            }
            s.interim = true;
            if last && let [(slot @ Slot::Amount, _)] = s.amounts.as_mut_slice() {
                *slot = Slot::LastYear;
            }
        }
    }

    /// 去年全县收入X万元，同比增加Y万元，增长P%: what is compared with the year before last is no base of what it tells itself.
    pub(super) fn set_comparisons_apart(&mut self) {
        let elsewhere = |s: &Statement| {
            let section = &self.passages[s.passage].section;
            self.out.statements.iter().any(|o| {
                o.same_subject(s)
                    && o.amount(Slot::Amount).is_some()
                    && self.passages[o.passage].section == *section
            })
        };
        let compared = |s: &Statement| {
            s.changes.iter().any(|c| {
                c.base == Base::LastYear
                    && (c.amount.is_some() || c.rate.is_some())
                    && (c.passage, c.sentence) == (s.passage, s.sentence)
            })
        };
        // 较上年预算X万元增加Y万元: there the amount is the base.
        let base = |s: &Statement| {
            let before = self.passages[s.passage].text.get(..s.at.start).unwrap_or("");
            let clause = before.rsplit([',', ';', ':', '。', '(']).next().unwrap_or("");
            clause.contains(['较', '比', '与', '同'])
        };
        let alone = |s: &Statement| matches!(s.amounts.as_slice(), [(Slot::LastYear, _)]) && !base(s);
        let mut told: Vec<bool> =
            self.out.statements.iter().map(|s| alone(s) && compared(s) && !elsewhere(s)).collect();
        // 2024年“三公”经费支出X万元，比上年下降P%。其中：…: so are the parts that the next sentence lists.
        let lists = |s: &Statement| {
            let before = self.passages[s.passage].text.get(..s.at.start).unwrap_or("");
            before.rsplit('。').next().is_some_and(|own| own.starts_with("其中"))
        };
        for i in 0..told.len() {
            let Some(s) = self.out.statements.get(i).filter(|_| told[i]) else { continue };
            for (j, part) in self.out.statements.iter().enumerate().skip(i + 1) {
                if part.passage != s.passage || part.sentence != s.sentence + 1 || !lists(part) {
                    break;
                }
                told[j] |= alone(part);
            }
        }
        for (s, _) in self.out.statements.iter_mut().zip(told).filter(|(_, told)| *told) {
            if let [(slot, _)] = s.amounts.as_mut_slice() {
                *slot = Slot::Amount;
            }
            s.interim = true;
        }
    }

    /// 国（境）外接待费支出0元，共安排0批次，接待人次0人: guests from abroad are not the guests of the country.
    pub(super) fn set_foreign_guests_apart(&mut self) {
        let abroad = |label: &str| label.holds_any(&["境)外", "境）外", "国外", "境外", "外宾", "外事"]);
        let mut told_of: Option<(usize, usize, bool)> = None;
        for s in &mut self.out.statements {
            let named = s.subject.as_ref().is_some_and(|own| own.name.starts_with("国内公务接待"));
            let counted = s.subject.as_ref().is_some_and(|own| lexicon::is_count(&own.name));
            if abroad(&s.label) {
                told_of = Some((s.passage, s.sentence, s.depth > 0));
            } else if s.label.contains("国内") || !counted {
                told_of = None;
            } else if named && told_of == Some((s.passage, s.sentence, s.depth > 0)) {
                s.subject = None;
            }
        }
    }

    /// 基本支出X万元，主要包括：…公务接待费Y万元: what the basic expenditure bears of it is a part of what the whole
    /// section on it tells, and no more than that.
    pub(super) fn set_basic_items_apart(&mut self) {
        const ITEMS: &[&str] = &[
            "因公出国（境）费",
            "公务接待费",
            "公务用车运行维护费",
            "公务用车购置费",
            "公务用车购置及运行维护费",
        ];
        let item = |s: &Statement| s.subject.as_ref().is_some_and(|own| ITEMS.contains(&own.name.as_str()));
        let basic = |s: &Statement| self.passages[s.passage].section.iter().any(|h| h.contains("基本支出"));
        let spent = |s: &Statement| {
            let (_, figure) = s.amounts.iter().find(|(slot, _)| *slot == Slot::Amount)?;
            self.figures[*figure].quantity.rounded_interval()
        };
        let less = |s: &Statement| {
            let Some(own) = spent(s) else { return false };
            let mut others = self.out.statements.iter().filter(|o| o.subject == s.subject && !basic(o));
            let mut told = false;
            let more = others.all(|o| {
                spent(o).is_none_or(|whole| {
                    told = true;
                    whole.low > own.high
                })
            });
            told && more
        };
        let apart: Vec<bool> = self.out.statements.iter().map(|s| item(s) && basic(s) && less(s)).collect();
        for (s, _) in self.out.statements.iter_mut().zip(apart).filter(|(_, apart)| *apart) {
            s.subject = None;
        }
    }

    /// 总收入X万元，其中本年收入Y万元。较上年总收入增加Z万元: the total that the base names, where the passage states it.
    pub(super) fn total_of_base(&self, prefix: &str) -> Option<String> {
        let before = crate::recognise::narrative::words::change_before(prefix)?.range.start;
        let head = prefix.get(..before)?;
        let total =
            ["总收入", "总支出", "收入总计", "支出总计", "收支总计"].iter().find(|t| head.ends_with(**t))?;
        let here = self.out.statements.iter().rev().take_while(|s| s.passage == self.passage);
        here.map(|s| &s.label).find(|label| label.ends_with(*total)).cloned()
    }
}

/// 本年收入合计X万元，全部为财政拨款收入，占100%: all of it is what the clause before names, so that nothing is divided.
pub(super) fn is_all_of_it(passage: &Passage, clause: &Clause) -> bool {
    let before = passage.slice(0..clause.range.start).trim_end_matches([',', ';', '(']);
    let said = before.rsplit([',', ';', '。', ':']).next().unwrap_or("");
    ["全部为", "全部是", "全部系", "均为", "全为"].iter().any(|w| said.starts_with(w))
}

/// 2021年度…: the year of which a clause tells. 2021年末 and 2021年结转 are of the next year's accounts as well.
fn year_at_head(clause: &str) -> Option<u16> {
    let (digits, rest) = clause.split_once('年')?;
    let year = digits.parse::<u16>().ok().filter(|y| (2000..2100).contains(y))?;
    let rest = rest.strip_prefix('度').unwrap_or(rest);
    let other = rest.starts_with(['末', '底', '初', '至']) || rest.starts_with(|c: char| c.is_ascii_digit());
    let other = other || rest.holds_any(&["结转", "结余", "以来", "项目"]);
    (!other).then_some(year)
}
