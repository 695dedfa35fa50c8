//! The account tables (决算九表, 预算九表): recognised by what their titles and heads mean.
//!
//! A block becomes rows of slots ([`grid`]), the rows become head and body ([`pieces`]), the head gives each column its
//! role ([`head`]), columns and rows become sides ([`sides`]); pieces that continue on the next page are joined
//! ([`assemble`]); what must add up is read from the structure ([`sums`]) and, where the layout leaves several readings
//! open, from the reading on which the table's own arithmetic agrees.

mod aligned;
mod assemble;
mod codes;
mod facts;
mod grid;
mod head;
mod kind;
mod label;
mod pieces;
mod sides;
mod sums;
mod unit;

pub use codes::Code;
pub use kind::{TableKind, basis_named, fund_named, kind_of_title};
pub use label::{Label, Marker, is_total, read_label};
pub use sides::{Column, Line, Side};
pub use sums::{Misplaced, Role, TableRelation};

use super::{Basis, Fund, Recognised};
use crate::check::Options;
use crate::document::{Block, Document, Outline, Span, Table};
use crate::figure::{FigureId, Figures};
use crate::number::{Unit, is_overflow_mark};
use crate::order::Set;

/// An account table, put together from all its pieces.
#[derive(Debug, Clone, Default)]
pub struct AccountTable {
    /// Which table it is.
    pub kind: TableKind,
    /// Its title as written, without white space.
    pub title: String,
    /// Blocks of the document in which it stands.
    pub blocks: Vec<usize>,
    /// Which of several sets of tables in one document it belongs to (a department's and its units'), from 0.
    pub set: usize,
    /// Which money it accounts for.
    pub fund: Option<Fund>,
    /// On which basis its amounts stand where no head says otherwise.
    pub basis: Option<Basis>,
    /// The unit of its amounts.
    pub unit: Unit,
    /// Its sides.
    pub sides: Vec<Side>,
    /// What must add up.
    pub relations: Vec<TableRelation>,
    /// What would have to add up if it were as read; for want of trust nothing is said of it.
    pub doubted: Vec<TableRelation>,
    /// Rows with a code that belongs elsewhere. Their lines have the code that was meant.
    pub misplaced: Vec<Misplaced>,
    /// Are its columns told by where the text stands, without lines, or some of its numbers hidden?
    pub aligned: bool,
    /// Does the arithmetic confirm the structure as read? If not, nothing is said about it.
    pub trusted: bool,
    /// The statement that the table is empty, if there is one.
    pub empty_statement: Option<Span>,
}

impl AccountTable {
    /// Every figure of the table.
    pub fn figures(&self) -> impl Iterator<Item = FigureId> + '_ {
        self.sides.iter().flat_map(|s| &s.lines).flat_map(|l| l.cells.iter().flatten().copied())
    }

    /// Relations of a role.
    pub fn relations_of(&self, role: Role) -> impl Iterator<Item = &TableRelation> + '_ {
        self.relations.iter().filter(move |r| r.role == role)
    }
}

/// Finds the account tables.
pub fn recognise(
    document: &Document,
    outline: &Outline,
    figures: &mut Figures,
    options: &Options,
    out: &mut Recognised,
) {
    let mut tables = assemble::assemble(document, outline, figures);
    unit::give_units(&mut tables, figures, options);
    for table in tables.iter_mut().map(|t| &mut t.table) {
        // What a narrow column hides may be a code or a part of a sum.
        let hidden = |t: &Table| t.cells.iter().any(|c| is_overflow_mark(&c.text));
        let aligned =
            |b: &usize| matches!(document.blocks.get(*b), Some(Block::Table(t)) if t.aligned || hidden(t));
        table.aligned = table.blocks.iter().any(aligned);
    }
    let is_budget = out.profile.is_budget;
    let lines = tables.iter().flat_map(|t| &t.table.sides).flat_map(|s| &s.lines);
    let known: Set<Code> = lines.filter_map(|l| l.code.clone()).collect();
    tables.iter_mut().for_each(|t| sums::propose(&mut t.table, figures, is_budget, &known));
    if unit::whole_yuan_are_rounded(&tables, figures) {
        tables.iter_mut().for_each(|t| sums::propose(&mut t.table, figures, is_budget, &known));
    }
    for (index, table) in tables.iter_mut().enumerate() {
        let table = &mut table.table;
        label_figures(table, figures);
        let before = out.facts.len();
        facts::collect(table, index, (is_budget, out.profile.year), &mut out.facts);
        if table.aligned {
            aligned::leave_out_doubtful(table, figures, &mut out.facts, before);
        }
    }
    out.accounts = tables.into_iter().map(|t| t.table).collect();
}

/// Tells every figure what it is.
fn label_figures(table: &AccountTable, figures: &mut Figures) {
    use crate::figure::Unchecked;
    for side in &table.sides {
        for line in &side.lines {
            for (column, cell) in side.columns.iter().zip(&line.cells) {
                let Some(id) = cell else { continue };
                let figure = &mut figures[*id];
                let head = column.shown();
                let name = &line.label.name;
                figure.label = [name.as_str(), head.as_str()].join(" ").trim().to_string();
                figure.row = (!name.is_empty()).then(|| name.clone());
                figure.column = (!head.is_empty()).then_some(head);
                figure.table = (!table.title.is_empty()).then(|| table.title.clone());
                figure.unchecked = match (table.kind.is_known(), table.trusted) {
                    (true, true) => Unchecked::NoSecondSource,
                    (true, false) => Unchecked::LayoutUnclear,
                    (false, _) => Unchecked::UnknownTable,
                };
            }
        }
    }
}
