//! Labels, reasons and facts: what is known of each figure of the narrative, in terms the rest of the house shares.

use super::Narrative;
use super::role::{DEBT_RATIO, Setting};
use super::statement::{Slot, Statement};
use super::words::{Base, Budget};
use crate::figure::{FigureId, Figures, Unchecked};
use crate::number::Unit;
use crate::recognise::fact::{Basis, Fact, Fund, Measure, Source, Subject, Year};
use crate::relation::Direction;

/// Labels the figures and writes the facts.
pub fn publish(narrative: &Narrative, figures: &mut Figures, setting: Setting, facts: &mut Vec<Fact>) {
    for statement in &narrative.statements {
        // What was spent by June is not what the tables say of the year.
        let subject = subject(narrative, statement)
            .or_else(|| economic_class(narrative, statement))
            .filter(|_| !statement.interim);
        let marks = statement.amounts.iter().all(|&(_, id)| figures[id].quantity.unit == Unit::Points)
            && !statement.amounts.is_empty();
        let fact = |figure: FigureId, measure: Measure, basis: Basis, year: Year, negative: bool| {
            subject.clone().map(|subject| Fact {
                figure,
                subject,
                measure,
                basis,
                year,
                negative,
                source: Source::Narrative,
            })
        };
        let name = &statement.label;
        for &(slot, id) in &statement.amounts {
            let suffix = match slot {
                Slot::Amount => "",
                Slot::LastYear => " 上年数",
                Slot::InitialBudget => " 年初预算数",
                Slot::FullBudget => " 全年预算数",
                Slot::Budget if marks => " 分值",
                Slot::Budget => " 预算数",
            };
            describe(figures, id, format!("{name}{suffix}"), Unchecked::NoSecondSource);
            let measure = match figures[id].quantity.unit {
                Unit::Counted(_) => Measure::Count,
                Unit::Points => Measure::Points,
                _ => Measure::Amount,
            };
            let year = if slot == Slot::LastYear { Year::Last } else { Year::Report };
            facts.extend(fact(id, measure, basis(slot, setting), year, false));
        }
        for share in &statement.shares {
            let of = share.of.as_deref().unwrap_or("");
            let told = if of == DEBT_RATIO { of.to_string() } else { format!("{name} 占{of}比") };
            describe(figures, share.figure, told, Unchecked::NoSecondSource);
        }
        for change in &statement.changes {
            let base = base_name(change.base);
            let down = |w: Option<super::Word>| w.is_some_and(|w| w.direction == Some(Direction::Down));
            if let Some(id) = change.amount {
                describe(figures, id, format!("{name} {base}增减额"), Unchecked::BaseNotPublished);
                if change.base == Base::LastYear {
                    facts.extend(fact(
                        id,
                        Measure::Change,
                        basis(Slot::Amount, setting),
                        Year::Report,
                        down(change.amount_word),
                    ));
                }
            }
            if let Some(id) = change.rate {
                describe(figures, id, format!("{name} {base}增减率"), Unchecked::BaseNotPublished);
                if change.base == Base::LastYear {
                    facts.extend(fact(
                        id,
                        Measure::GrowthRate,
                        basis(Slot::Amount, setting),
                        Year::Report,
                        down(change.rate_word),
                    ));
                }
            }
        }
        for completion in &statement.completions {
            let budget = if marks { "得分率" } else { budget_name(completion.budget) };
            let label = if marks { format!("{name} {budget}") } else { format!("{name} 完成{budget}") };
            describe(figures, completion.figure, label, Unchecked::BaseNotPublished);
        }
        for difference in &statement.differences {
            describe(figures, difference.figure, format!("{name} 预决算差异率"), Unchecked::BaseNotPublished);
        }
    }
}

fn describe(figures: &mut Figures, id: FigureId, label: String, reason: Unchecked) {
    figures[id].label = label;
    figures[id].unchecked = reason;
}

fn basis(slot: Slot, setting: Setting) -> Basis {
    match slot {
        Slot::Amount | Slot::LastYear if setting.is_budget => Basis::Budget,
        Slot::Amount | Slot::LastYear => Basis::Final,
        Slot::InitialBudget => Basis::InitialBudget,
        Slot::FullBudget => Basis::FullBudget,
        Slot::Budget => Basis::Budget,
    }
}

fn base_name(base: Base) -> &'static str {
    match base {
        Base::LastYear | Base::Year(_) => "较上年",
        Base::InitialBudget => "较年初预算",
        Base::FullBudget => "较全年预算",
        Base::Budget | Base::BudgetOf(_) => "较预算",
        Base::YearStart => "较年初",
        Base::Unsaid => "",
    }
}

fn budget_name(budget: Budget) -> &'static str {
    match budget {
        Budget::Initial => "年初预算",
        Budget::Full => "全年预算",
        Budget::Plain => "预算",
    }
}

/// 基本工资, 办公费 in the section on basic expenditure: an economic class, as the tables call it.
fn economic_class(narrative: &Narrative, statement: &Statement) -> Option<Subject> {
    let section = &narrative.passages.get(statement.passage)?.section;
    let named = statement.fund == Fund::GeneralPublic && section.iter().any(|h| h.contains("基本支出"));
    (named && !statement.label.is_empty()).then(|| Subject {
        name: format!("经济分类/{}", crate::document::squeeze(&statement.label)),
        fund: Fund::GeneralPublic,
    })
}

/// The subject that facts carry: canonical, or the path of a functional class.
fn subject(narrative: &Narrative, statement: &Statement) -> Option<Subject> {
    if statement.path.as_ref().is_some_and(|path| path.last().is_some_and(String::is_empty)) {
        return None;
    }
    if let Some(path) = &statement.path {
        let names: Vec<&str> = path.iter().map(String::as_str).filter(|n| !n.is_empty()).collect();
        let fund = match statement.fund {
            // Classes are mostly told of fiscal money, but for the section on income and expenditure as a whole.
            Fund::All if !speaks_of_all(narrative, statement) => Fund::Fiscal,
            fund => fund,
        };
        return Some(Subject { name: names.join("/"), fund });
    }
    // 项目支出X万元，其中：部门预算项目支出Y万元: not all of it.
    let some = |own: &Subject| {
        let whole = statement.parent.and_then(|parent| narrative.statements.get(parent));
        whole.is_some_and(|whole| whole.subject.as_ref() == Some(own) && whole.label != statement.label)
    };
    statement.subject.clone().filter(|own| !narrative.is_of_an_item(statement) && !some(own))
}

/// 一、收支预算总体情况说明, 三、支出决算情况说明: all money, whatever it comes from.
fn speaks_of_all(narrative: &Narrative, statement: &Statement) -> bool {
    let section = narrative.passages.get(statement.passage).map_or(&[][..], |p| p.section.as_slice());
    let whole =
        ["收支预算总体", "收支总体", "收入支出", "收支决算", "收支预算", "支出决算情况", "支出预算情况"];
    section.iter().any(|heading| whole.iter().any(|w| heading.contains(w)))
}
