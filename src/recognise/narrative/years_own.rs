//! 支出预算 of a budget that carries some of it over: the whole of the year, or of it and what is carried over.

use super::Narrative;
use super::statement::{Slot, Statement};
use crate::figure::{FigureId, Figures};
use crate::recognise::fact::{Fact, Year};
use crate::relation::{Relation, decide};

/// 收支总预算X万元。支出预算Y万元: where Y is the expenditure of the year as the tables tell it, or what is left of X when what is
/// carried over is taken off, it is the year's own.
pub fn set_apart(narrative: &mut Narrative, figures: &Figures, facts: &[Fact]) {
    let meant: Vec<usize> = (0..narrative.statements.len())
        .filter(|&i| {
            narrative.statements.get(i).is_some_and(|s| is_of_the_year(narrative, s, figures, facts))
        })
        .collect();
    for i in meant {
        if let Some(subject) = narrative.statements.get_mut(i).and_then(|s| s.subject.as_mut()) {
            subject.name = "本年支出合计".to_string();
        }
    }
}

fn is_of_the_year(narrative: &Narrative, own: &Statement, figures: &Figures, facts: &[Fact]) -> bool {
    let Some(subject) = own.subject.as_ref().filter(|s| s.name == "支出总计") else { return false };
    // 支出总预算, 支出总计 say what they are.
    let plain = own.label.ends_with("支出预算") || own.label.ends_with("支出预算数");
    let Some(amount) = own.amount(Slot::Amount).filter(|_| plain) else { return false };
    let equal = |id: FigureId| decide(&Relation::equality(amount, id), figures).is_sound();
    let tabled = |name: &'static str| {
        let of = move |f: &&Fact| f.subject.name == name && f.subject.fund == subject.fund;
        facts.iter().filter(of).filter(|f| f.year == Year::Report).map(|f| f.figure)
    };
    let told = |name: &'static str| {
        let of = move |s: &&Statement| {
            s.subject.as_ref().is_some_and(|o| o.name == name && o.fund == subject.fund)
                && s.year == own.year
                && s.interim == own.interim
        };
        narrative.statements.iter().filter(of).filter_map(|s| s.amount(Slot::Amount))
    };
    let totals: Vec<FigureId> =
        tabled("支出总计").chain(tabled("收入支出总计")).chain(told("收入支出总计")).collect();
    if totals.iter().any(|&total| equal(total)) {
        return false;
    }
    let mut carried = tabled("年末结转和结余").chain(told("年末结转和结余"));
    let left = |id: FigureId| {
        totals.iter().any(|&total| decide(&Relation::sum(total, [amount, id]), figures).is_sound())
    };
    tabled("本年支出合计").any(equal) || carried.any(left)
}
