//! What the reasons and the uses list in passing (主要用于A X万元，B Y万元; 主要原因是A减少X万元，B增加Y万元): nobody says that it is all there
//! is, so that it bears out what stands before it where it adds up, and says nothing where it does not.

use super::support::narrative;
use crate::diagnosis::slip_explains;
use crate::figure::{FigureId, Unchecked};
use crate::ledger::{Context, Ledger, Severity};
use crate::recognise::narrative::words;
use crate::recognise::narrative::{Passage, Statement};
use crate::relation::{Direction, Expression, Relation, RelationKind};
use crate::rules::Rule;
use std::ops::Range;

/// Fewer add up by chance too easily.
const FEWEST: usize = 2;
/// How many amounts before the list it may divide.
const BEFORE: usize = 4;

/// A run of amounts in free text, within one sentence.
struct List<'a> {
    passage: &'a Passage,
    /// Where the first of them stands among the figures of the passage.
    first: usize,
    figures: Vec<FigureId>,
}

impl List<'_> {
    /// The words before a number of the list, from the mark or the number before it.
    fn words(&self, part: usize) -> &str {
        let at = self.first + part;
        let Some((_, own)) = self.passage.figures.get(at) else { return "" };
        let from = at.checked_sub(1).and_then(|i| self.passage.figures.get(i)).map_or(0, |(_, r)| r.end);
        let text = self.passage.slice(from..own.start);
        text.rsplit([',', ';', ':', '、', '。']).next().unwrap_or(text)
    }

    /// 主要用于A X元；B Y元, right after what it was spent on.
    fn is_of_uses(&self) -> bool {
        let Some((_, own)) = self.passage.figures.get(self.first) else { return false };
        let before = self.first.checked_sub(1).and_then(|i| self.passage.figures.get(i));
        let from = before.map_or(0, |(_, range)| range.end);
        self.passage.slice(from..own.start).contains("主要用于")
    }

    /// Which way each of the parts went, where each says so.
    fn directions(&self) -> Vec<Option<Direction>> {
        let said = |part: usize| words::change_before(self.words(part)).and_then(|word| word.direction);
        (0..self.figures.len()).map(said).collect()
    }
}

/// The lists of free text.
fn lists<'a>(context: &'a Context) -> Vec<List<'a>> {
    let mut out: Vec<List<'a>> = Vec::new();
    for passage in &narrative(context).passages {
        let mut open: Option<List<'a>> = None;
        let mut last: Range<usize> = 0..0;
        for (at, (id, range)) in passage.figures.iter().enumerate() {
            let figure = &context.figures[*id];
            let free = figure.unchecked == Unchecked::FreeText && figure.quantity.unit.is_money();
            let ended = passage.slice(last.end..range.start).contains('。');
            if (!free || ended)
                && let Some(list) = open.take()
            {
                out.push(list);
            }
            if free {
                let list = open.get_or_insert(List { passage, first: at, figures: Vec::new() });
                list.figures.push(*id);
            }
            last = range.clone();
        }
        out.extend(open);
    }
    out.retain(|list| list.figures.len() >= FEWEST);
    out
}

/// The statements that a list may speak of, by their figures before it.
fn before(list: &List) -> impl Iterator<Item = FigureId> {
    let told = list.passage.figures.get(..list.first).unwrap_or_default();
    told.iter().rev().take(BEFORE).map(|(id, _)| *id)
}

/// Amounts of which the uses add up.
pub fn sums(context: &Context, ledger: &mut Ledger, rule: &'static Rule) {
    let statements = &narrative(context).statements;
    let amount = |id: FigureId| statements.iter().find(|s| s.amounts.iter().any(|(_, own)| *own == id));
    for list in lists(context) {
        let plain = list.directions().iter().take_while(|d| d.is_none()).count();
        let mut held = false;
        for whole in before(&list).filter(|id| !context.figures[*id].value().is_zero()) {
            let Some(statement) = amount(whole) else { continue };
            let fits =
                |&n: &usize| context.is_sound(&Relation::sum(whole, list.figures.iter().take(n).copied()));
            if let Some(n) = (FEWEST..=plain).rev().find(fits) {
                let relation = Relation::sum(whole, list.figures.iter().take(n).copied());
                ledger.confirm(context, rule, statement.label.as_str(), relation);
                held = true;
                break;
            }
        }
        // 教育支出X元。主要用于小学教育支出Y元；初中教育支出Z元: the items of a class, of which a slip is all that is lacking.
        let class = before(&list).find_map(|id| Some((id, amount(id).filter(|s| s.path.is_some())?)));
        if let Some((whole, statement)) = class.filter(|_| !held && plain == list.figures.len())
            && list.is_of_uses()
            && slip_explains(context.figures, whole, &list.figures)
        {
            let relation = Relation::sum(whole, list.figures.iter().copied());
            let name = super::support::name(statement);
            ledger.check_as(context, rule, Severity::Warning, name, relation, None);
        }
    }
}

/// Changes that the reasons explain to the last cent.
pub fn changes(context: &Context, ledger: &mut Ledger, rule: &'static Rule) {
    let statements = &narrative(context).statements;
    let changed = |id: FigureId| -> Option<(&Statement, Direction)> {
        statements.iter().find_map(|s| {
            let change = s.changes.iter().find(|c| c.amount == Some(id))?;
            Some((s, change.amount_word?.direction?))
        })
    };
    for list in lists(context) {
        let terms = |whole: Option<Direction>| -> Vec<Expression> {
            let told = list.directions().into_iter().zip(&list.figures);
            told.map_while(|(direction, &id)| {
                let term = Expression::Figure(id);
                let direction = direction.or(whole)?;
                Some(if direction == Direction::Down { Expression::Negate(Box::new(term)) } else { term })
            })
            .collect()
        };
        // 增加X万元，主要是新增甲Y万元、乙Z万元: what says of none which way it went.
        let silent = list.directions().iter().all(Option::is_none);
        let named = |word: &str| (0..FEWEST).filter(|&part| list.words(part).contains(word)).count() == 1;
        let all = terms(None).len() == FEWEST && named("基本支出") && named("项目支出");
        for whole in before(&list) {
            let Some((statement, direction)) = changed(whole) else { continue };
            let terms = terms(Some(direction).filter(|_| silent));
            let relation = |n: usize| {
                let sum = Expression::Sum(terms.iter().take(n).cloned().collect());
                let sum = if direction == Direction::Down { Expression::Negate(Box::new(sum)) } else { sum };
                Relation::equal(RelationKind::Sum, whole, sum)
            };
            if let Some(n) = (FEWEST..=terms.len()).rev().find(|&n| context.is_sound(&relation(n))) {
                ledger.confirm(context, rule, format!("{} 增减额", statement.label), relation(n));
                break;
            }
            // 增加X万元，原因是基本支出增加Y万元，项目支出减少Z万元: the two are all there is.
            let exact = |id: FigureId| context.figures[id].quantity.decimals;
            if all && list.figures.iter().take(FEWEST).all(|&id| exact(id) == exact(whole)) {
                let subject = format!("{} 增减额", statement.label);
                ledger.check_as(context, rule, Severity::Warning, subject, relation(FEWEST), None);
                break;
            }
        }
    }
}

/// 较上年减少X万元，其中：甲减少Y万元，…；乙增加Z万元: only the changes are told, of the whole and of its parts.
pub fn listed_changes(context: &Context, ledger: &mut Ledger, rule: &'static Rule) {
    for passage in &narrative(context).passages {
        let mut sentence: Vec<(FigureId, Direction, &str)> = Vec::new();
        let mut from = 0;
        for (id, range) in &passage.figures {
            let between = passage.slice(from..range.start);
            from = range.end;
            let lists = between.rsplit('。').next().is_some_and(|own| own.starts_with("其中"));
            if between.contains('。') {
                check_listed(context, ledger, rule, &sentence);
                // 调增X万元。其中，甲调增Y万元: what the sentence before began with may be what is divided.
                sentence.truncate(usize::from(lists));
            }
            let own = between.rsplit([',', ';', ':', '。']).next().unwrap_or(between);
            let direction = words::change_before(own).and_then(|word| word.direction);
            if let Some(direction) = direction.filter(|_| context.figures[*id].quantity.unit.is_money()) {
                sentence.push((*id, direction, between));
            }
        }
        check_listed(context, ledger, rule, &sentence);
    }
}

fn check_listed(
    context: &Context,
    ledger: &mut Ledger,
    rule: &'static Rule,
    told: &[(FigureId, Direction, &str)],
) {
    let Some(((whole, direction, _), parts)) = told.split_first() else { return };
    let opened = parts.first().is_some_and(|(_, _, between)| between.contains("其中"));
    if !opened {
        return;
    }
    let signed = |(id, direction, _): &(FigureId, Direction, &str)| {
        let term = Expression::Figure(*id);
        if *direction == Direction::Down { Expression::Negate(Box::new(term)) } else { term }
    };
    let sum = Expression::Sum(parts.iter().map(signed).collect());
    let sum = if *direction == Direction::Down { Expression::Negate(Box::new(sum)) } else { sum };
    let relation = Relation::equal(RelationKind::Sum, *whole, sum);
    let named = |word: &str| parts.iter().filter(|(_, _, between)| between.contains(word)).count() == 1;
    // …，其中因公出国(境)费与上年持平；公务用车购置及运行费减少Y万元；公务接待费减少Z万元
    let abroad =
        parts.iter().any(|(_, _, between)| between.contains("出国") && words::flat_in(between).is_some());
    let public = abroad && named("公务用车") && named("接待");
    let here = parts.iter().all(|(_, _, between)| !between.contains('。'));
    if here && parts.len() == 2 && (public || named("基本支出") && named("项目支出")) {
        ledger.check_as(context, rule, Severity::Warning, "增减额", relation, None);
    } else {
        ledger.confirm(context, rule, "增减额", relation);
    }
}
