//! Facts that several parts of the report state, brought together.

use crate::diagnosis::one_slip_mends;
use crate::document::Block;
use crate::figure::FigureId;
use crate::ledger::Context;
use crate::order;
use crate::order::Map;
use crate::recognise::accounts::is_total;
use crate::recognise::lexicon;
use crate::recognise::narrative::Statement;
use crate::recognise::{Basis, Fact, Fund, Measure, Source, Year};
use crate::relation::Relation;

/// What must be the same wherever it is stated.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// Canonical name or path of classes.
    pub name: String,
    /// Which money.
    pub fund: Fund,
    /// On which basis; a budget report has only one.
    pub basis: Basis,
}

impl Key {
    /// In words, for the subject of a check.
    pub fn words(&self) -> String {
        let fund = match self.fund {
            Fund::GeneralPublic => "一般公共预算财政拨款",
            Fund::GovernmentFund => "政府性基金预算财政拨款",
            Fund::StateCapital => "国有资本经营预算财政拨款",
            Fund::Fiscal if !self.name.contains("费") => "财政拨款",
            _ => "",
        };
        format!("{fund}{}", self.name.replace("经济分类/", "").replace('/', "—"))
    }
}

/// Facts of the tables, by what they state. Where a document holds the tables of several units, of each set by itself.
pub struct TableFacts {
    by_key: Map<(usize, Key), Vec<FigureId>>,
    /// 财政拨款 is 一般公共预算财政拨款 alone, as the tables themselves show.
    pub fiscal_is_public: bool,
    /// All money is 财政拨款, as the tables themselves show.
    pub all_is_fiscal: bool,
    /// Number of sets of tables.
    pub sets: usize,
}

impl TableFacts {
    /// Collects them.
    pub fn of(context: &Context) -> Self {
        let mut by_key: Map<(usize, Key), Vec<FigureId>> = Map::new();
        let tables = &context.recognised.accounts;
        for fact in &context.recognised.facts {
            let Source::Account(index) = fact.source else { continue };
            let Some(table) = tables.get(index) else { continue };
            let entry = by_key.entry((table.set, key(context, fact))).or_default();
            if !entry.contains(&fact.figure) {
                entry.push(fact.figure);
            }
        }
        by_key.values_mut().for_each(|figures| leave_out_ambiguous(context, figures));
        let sets = tables.iter().filter(|t| t.kind.is_known()).map(|t| t.set + 1).max().unwrap_or(0);
        let mut facts = Self { by_key, fiscal_is_public: false, all_is_fiscal: false, sets };
        facts.fiscal_is_public = facts.same(context, Fund::Fiscal, Fund::GeneralPublic);
        facts.all_is_fiscal = facts.same(context, Fund::All, Fund::Fiscal);
        facts
    }

    /// Do the tables show the same expenditure for both funds?
    fn same(&self, context: &Context, a: Fund, b: Fund) -> bool {
        let spent = |fund: Fund| {
            let basis = if context.recognised.profile.is_budget { Basis::Budget } else { Basis::Final };
            let key = Key { name: "本年支出合计".to_string(), fund, basis };
            self.get(0, &key).first().copied()
        };
        match (spent(a), spent(b)) {
            (Some(a), Some(b)) => context.is_sound(&Relation::equality(a, b)),
            _ => false,
        }
    }

    /// The figures that state this in a set of tables.
    pub fn get(&self, set: usize, key: &Key) -> &[FigureId] {
        self.by_key.get(&(set, key.clone())).map_or(&[], Vec::as_slice)
    }

    /// Everything, in an order that does not change.
    pub fn sorted(&self) -> Vec<(&(usize, Key), &Vec<FigureId>)> {
        let mut out: Vec<_> = self.by_key.iter().collect();
        order::naturally(&mut out);
        out
    }
}

/// 全县 | 县本级 | 乡镇级 beside each other in a row: where a row states one thing twice and not alike, its heads say more than was
/// understood, and neither number is compared with anything.
fn leave_out_ambiguous(context: &Context, figures: &mut Vec<FigureId>) {
    let row = |id: FigureId| {
        let span = context.figures[id].span;
        match context.document.blocks.get(span.block) {
            Some(Block::Table(table)) => Some((span.block, table.cells.get(span.cell?)?.row)),
            _ => None,
        }
    };
    let value = |id: FigureId| context.figures[id].value();
    let contradicted = |&id: &FigureId| {
        row(id).is_some() && figures.iter().any(|&o| o != id && row(o) == row(id) && value(o) != value(id))
    };
    let ambiguous: Vec<FigureId> = figures.iter().copied().filter(|id| contradicted(id)).collect();
    figures.retain(|id| !ambiguous.contains(id));
}

/// The key of a fact. A budget report speaks of its budget only, whatever it calls it.
pub fn key(context: &Context, fact: &Fact) -> Key {
    let basis = if context.recognised.profile.is_budget { Basis::Budget } else { fact.basis };
    Key { name: fact.subject.name.clone(), fund: fact.subject.fund, basis }
}

/// Amounts of the year reported on that the narrative states.
pub fn narrative_amounts<'a>(context: &'a Context) -> impl Iterator<Item = &'a Fact> + 'a {
    context
        .recognised
        .facts
        .iter()
        .filter(|f| f.source == Source::Narrative && f.measure == Measure::Amount && f.year == Year::Report)
        .filter(|f| context.figures[f.figure].quantity.unit.is_money())
}

/// The figure with which most of the others agree: the one to compare the rest with.
pub fn anchor(context: &Context, candidates: &[FigureId], witnesses: &[FigureId]) -> Option<FigureId> {
    let agreeing = |id: FigureId| {
        let others = candidates.iter().chain(witnesses).filter(|&&other| other != id);
        others.filter(|&&other| context.is_sound(&Relation::equality(other, id))).count()
    };
    candidates.iter().copied().max_by_key(|&id| (agreeing(id), std::cmp::Reverse(id)))
}

/// The name of what a statement speaks of: its label, or its class where that is all its path says.
pub fn row_name(statement: &Statement) -> Option<String> {
    let name = match statement.path.as_deref() {
        Some([class]) => class.clone(),
        Some(_) => return None,
        None => bare(&statement.label),
    };
    (name.chars().count() > 1 && !is_total(&name)).then_some(name)
}

/// A name without what numbers it.
pub fn bare(label: &str) -> String {
    let plain = lexicon::plain(label);
    lexicon::strip_enumerator(&plain).trim_start_matches(['-', '—', '－', '(', ')']).to_string()
}

/// Does a slip of the pen lead from one of the two to the other?
pub fn slipped(context: &Context, a: FigureId, b: FigureId) -> bool {
    one_slip_mends(context.figures, &Relation::equality(a, b), &[a])
        || one_slip_mends(context.figures, &Relation::equality(b, a), &[b])
}

/// Does this not hold of a table whose columns no lines part, and no slip of the pen explains it? Then a number was told
/// elsewhere than where it stands.
pub fn is_doubtful(context: &Context, relation: &Relation) -> bool {
    let aligned = |fact: &Fact| match fact.source {
        Source::Account(i) => context.recognised.accounts.get(i).is_some_and(|t| t.aligned),
        _ => false,
    };
    let figures = relation.figures();
    !context.is_sound(relation)
        && context.recognised.facts.iter().any(|f| figures.contains(&f.figure) && aligned(f))
        && !matches!(figures[..], [a, b] if slipped(context, a, b))
}
