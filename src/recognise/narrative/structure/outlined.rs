//! Lists by their numbers: 1.甲X万元。 2.乙Y万元。 in paragraphs of their own, below what they divide.

use super::*;
use crate::diagnosis::{slip_may_explain, slip_or_little_explains};
use crate::recognise::narrative::Passage;
use crate::recognise::narrative::label::label;

/// How many paragraphs without a number may stand between two items.
const BETWEEN: usize = 3;

/// How many amounts of a paragraph the list below it may divide.
const MEANT: usize = 3;

/// The number of an item and how deep such numbers stand: 一、 （一） 1. （1）.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Item {
    depth: u8,
    number: usize,
}

/// The number at the head of a paragraph.
fn item(text: &str) -> Option<Item> {
    const NUMERALS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
    let (bracketed, rest) = match text.strip_prefix('(') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let chinese = rest.len() - rest.trim_start_matches(NUMERALS).len();
    let (used, number) = match (digits, chinese) {
        (1..=2, _) => (digits, rest.get(..digits)?.parse().ok()?),
        (_, 3) => (chinese, NUMERALS.iter().position(|&n| rest.starts_with(n))? + 1),
        _ => return None,
    };
    let after = rest.get(used..)?;
    let closed = if bracketed { after.starts_with(')') } else { after.starts_with(['、', '.']) };
    let depth = match (bracketed, digits > 0) {
        (false, false) => 0,
        (true, false) => 1,
        (false, true) => 2,
        (true, true) => 3,
    };
    closed.then_some(Item { depth, number })
}

impl Builder<'_> {
    /// Lists of numbered paragraphs whose first amounts add up to what stands before them, or would but for a slip. Says at which
    /// statements they begin.
    pub(super) fn outlined(&mut self) -> Vec<usize> {
        let items: Vec<Option<Item>> = self.narrative.passages.iter().map(|p| item(&p.text)).collect();
        let mut taken = Vec::new();
        for (at, own) in items.iter().enumerate() {
            if own.is_none_or(|own| own.number != 1) {
                continue;
            }
            let Some((whole, parts)) = self.outline(&items, at) else { continue };
            taken.extend(parts.first());
            let known = self.is_composed(whole, &parts);
            self.enter(whole, parts, true, known);
        }
        taken
    }

    /// 资金X万元用于以下3个项目：as many items as follow.
    fn announces(&self, lead: Option<&Passage>, items: usize) -> bool {
        let Some((passage, (id, at))) = lead.and_then(|p| Some((p, p.figures.last()?))) else { return false };
        let quantity = &self.figures[*id].quantity;
        let after = passage.slice(at.end..passage.text.len()).trim_start_matches(['项', '目', '方', '面']);
        let counted = kind(&quantity.unit).is_some() && quantity.value == rust_decimal::Decimal::from(items);
        counted && after == ":"
    }

    /// The list whose first item is this paragraph.
    fn outline(&self, items: &[Option<Item>], at: usize) -> Option<(usize, Vec<usize>)> {
        let passages = &self.narrative.passages;
        let own = (*items.get(at)?)?;
        let lead = at.checked_sub(1)?;
        let section = &passages.get(at)?.section;
        let mut parts = vec![self.opener(at)?];
        let mut between = 0;
        for (i, passage) in passages.iter().enumerate().skip(at + 1) {
            match items.get(i).copied().flatten() {
                Some(next) if next.depth == own.depth && next.number == parts.len() + 1 => {
                    parts.push(self.opener(i)?);
                    between = 0;
                }
                Some(next) if next.depth > own.depth => between = 0,
                Some(_) => break,
                None => between += 1,
            }
            if between > BETWEEN || passage.section != *section || parts.len() > LONGEST {
                break;
            }
        }
        let statements = self.statements();
        let of_paths = parts.iter().all(|&i| statements[i].path.as_ref().is_some_and(|p| p.len() > 1));
        if parts.len() < 2 || of_paths || parts.iter().any(|&i| statements[i].parent.is_some()) {
            return None;
        }
        let opens = items.get(lead).copied().flatten().is_none_or(|i| i.depth < own.depth);
        let wholes = if opens { self.leads(passages, lead, parts.first().copied()?) } else { Vec::new() };
        let slipped = |whole: usize| {
            let ids = parts.iter().map(|&i| statements[i].amount(Slot::Amount)).collect::<Option<Vec<_>>>();
            let total = statements[whole].amount(Slot::Amount);
            parts.len() > 2
                && total.zip(ids).is_some_and(|(total, ids)| {
                    slip_or_little_explains(self.figures, total, &ids)
                        || self.announces(passages.get(lead), ids.len())
                            && slip_may_explain(self.figures, total, &ids)
                })
        };
        // 4、甲X万元，乙Y万元: an item may tell of two.
        let items: Vec<usize> = parts.iter().map(|&i| statements[i].passage).collect();
        let last = statements.partition_point(|s| items.last().is_some_and(|p| s.passage <= *p));
        let own = |&i: &usize| {
            let s = &statements[i];
            items.contains(&s.passage) && s.depth == 0 && s.parent.is_none() && !s.inherited
        };
        let all: Vec<usize> = (parts.first().copied()?..last).filter(own).collect();
        let money = |i: &usize| self.unit_kind(*i) == Some(None);
        if all.len() > parts.len() && all.len() <= LONGEST && all.iter().all(money) {
            let whole = wholes.iter().copied().find(|&w| self.adds_up(w, &all));
            if let Some(whole) = whole.filter(|&w| !self.adds_up(w, &parts)) {
                return Some((whole, all));
            }
        }
        let whole = wholes.iter().copied().find(|&w| self.adds_up(w, &parts)).or_else(|| {
            let composed = |&w: &usize| self.is_composed(w, &parts);
            wholes.iter().copied().take(MEANT).find(|w| composed(w) || slipped(*w))
        })?;
        Some((whole, parts))
    }

    /// The statement that a numbered paragraph begins with: an amount of money of the year.
    fn opener(&self, passage: usize) -> Option<usize> {
        let first = self.statements().partition_point(|s| s.passage < passage);
        let s = self.statements().get(first).filter(|s| s.passage == passage && s.depth == 0)?;
        let id = s.amount(Slot::Amount)?;
        (self.figures[id].quantity.unit.is_money() && s.year.is_none() && !s.interim).then_some(first)
    }

    /// What the list below a paragraph may divide: an amount of the paragraph, or what its heading speaks of.
    fn leads(&self, passages: &[Passage], lead: usize, first: usize) -> Vec<usize> {
        let statements = self.statements();
        let from = statements.partition_point(|s| s.passage < lead);
        let told = |i: &usize| {
            let s = &statements[*i];
            let id = s.amount(Slot::Amount);
            s.depth == 0 && id.is_some_and(|id| self.figures[id].quantity.unit.is_money())
        };
        let here: Vec<usize> =
            (from..first).filter(|&i| statements[i].passage == lead).filter(told).collect();
        let heading = passages.get(lead).filter(|p| here.is_empty() && !p.text.contains(['。', ';']));
        let Some(heading) = heading else { return here };
        // 财政拨款支出按功能科目分类情况
        let name = heading.text.split('按').next().unwrap_or("");
        let topic = lexicon::canonical(&label(name), statements[first].fund);
        let named = |i: &usize| topic.is_some() && statements[*i].subject == topic;
        (0..first).rev().filter(named).find(told).into_iter().collect()
    }

    /// Does the lexicon know the whole to be made of just these parts?
    fn is_composed(&self, whole: usize, parts: &[usize]) -> bool {
        let statements = self.statements();
        COMPOSITIONS.iter().any(|composition| {
            is_whole(composition, &statements[whole])
                && has_required(composition, statements, parts)
                && parts.len() > composition.required.len().min(2)
                && parts.iter().all(|&i| is_part(composition, &statements[whole], &statements[i], true))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_items() {
        let read = |text: &str| item(text).map(|i| (i.depth, i.number));
        assert_eq!(read("一、收入"), Some((0, 1)));
        assert_eq!(read("(二)支出"), Some((1, 2)));
        assert_eq!(read("3.2022年收入"), Some((2, 3)));
        assert_eq!(read("(12)其他收入"), Some((3, 12)));
        assert_eq!(read("2080505机关"), None);
        assert_eq!(read("1.2080505机关"), Some((2, 1)));
        assert_eq!(read("2022年收入"), None);
        assert_eq!(read("(一般公共预算)"), None);
    }
}
