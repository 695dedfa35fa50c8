//! The narrative: tokens → clauses → statements → facts.
//!
//! [`passage`] joins the lines of a page and takes the white space out; [`clause`] cuts at punctuation; [`role`] tells
//! from the words before a number what it states; [`reader`] keeps track of whom the sentence speaks of; [`structure`]
//! finds the parts of each whole; [`publish`] labels the figures and writes the facts.

pub mod clause;
mod compared;
mod composed;
mod deed;
mod divided;
mod footing;
mod halves;
mod index;
mod label;
mod matrix;
pub mod passage;
mod path;
mod publish;
pub mod reader;
pub mod role;
mod sides;
mod statement;
mod structure;
pub mod words;
mod years_own;
mod zeros;

pub use deed::is_deed;
pub use index::Index;
pub use passage::Passage;
pub use reader::{Lapse, LapseKind};
pub use statement::{Change, Comparison, Completion, Group, Share, Slot, Statement, Word};

use super::Recognised;
use crate::document::{Document, Outline};
use crate::figure::{FigureId, Figures};
use crate::order;
use role::Setting;

/// What the narrative says.
#[derive(Debug, Clone, Default)]
pub struct Narrative {
    /// The running text.
    pub passages: Vec<Passage>,
    /// What it states, in reading order.
    pub statements: Vec<Statement>,
    /// Wholes with their parts.
    pub groups: Vec<Group>,
    /// Lapses of wording noticed on the way.
    pub lapses: Vec<Lapse>,
    /// Where each subject is spoken of.
    pub index: Index,
}

/// Reads the narrative.
pub fn recognise(document: &Document, outline: &Outline, figures: &mut Figures, out: &mut Recognised) {
    let passages = passage::passages(document, outline, figures);
    zeros::give_decimals(figures);
    let setting = Setting { year: out.profile.year, is_budget: out.profile.is_budget };
    let read = reader::Reader::new(figures, &passages, setting).run();
    let mut narrative =
        Narrative { passages, statements: read.statements, lapses: read.lapses, ..Narrative::default() };
    structure::group(&mut narrative, &read.markers, figures);
    years_own::set_apart(&mut narrative, figures, &out.facts);
    narrative.index = Index::of(&narrative.statements);
    publish::publish(&narrative, figures, setting, &mut out.facts);
    out.narrative = narrative;
}

impl Narrative {
    /// The headings above a statement.
    pub fn section(&self, statement: usize) -> &[String] {
        self.statements
            .get(statement)
            .and_then(|s| self.passages.get(s.passage))
            .map_or(&[], |p| p.section.as_slice())
    }

    /// 2050803培训支出X万元，其中：基本支出Y万元: what an item is made of is not the unit's.
    pub fn is_of_an_item(&self, statement: &Statement) -> bool {
        let whole = statement.parent.and_then(|parent| self.statements.get(parent));
        whole.is_some_and(|whole| whole.path.is_some() || whole.subject.is_none())
    }

    /// Statements of the same subject as this one, nearest first: before it, then after it, within ever wider sections.
    pub fn of_same_subject(&self, statement: usize) -> Vec<usize> {
        let Some(own) = self.statements.get(statement) else { return Vec::new() };
        let section = self.section(statement);
        let like = self.index.like(own).into_iter();
        let same = |s: &Statement| s.same_subject(own) || is_either_side(own, s);
        let mut found: Vec<(usize, usize, usize)> = like
            .filter(|&i| i != statement && self.statements.get(i).is_some_and(same))
            .map(|i| {
                let other = self.section(i);
                let shared = section.iter().zip(other).take_while(|(a, b)| a == b).count();
                let apart = section.len() - shared + (other.len() - shared);
                (apart, statement.abs_diff(i) * 2 + usize::from(i > statement), i)
            })
            .collect();
        order::naturally(&mut found);
        found.into_iter().map(|(_, _, i)| i).collect()
    }

    /// The figure of a slot: the statement's own, or that of the nearest statement of the same subject.
    pub fn figure(&self, statement: usize, slot: Slot) -> Option<FigureId> {
        let own = self.statements.get(statement)?;
        own.amount(slot).or_else(|| {
            self.of_same_subject(statement).into_iter().find_map(|i| self.statements[i].amount(slot))
        })
    }

    /// The figure of a slot among statements of the same subject in the same section only.
    pub fn figure_here(&self, statement: usize, slot: Slot) -> Option<FigureId> {
        let own = self.statements.get(statement)?;
        own.amount(slot).or_else(|| {
            let section = self.section(statement);
            self.of_same_subject(statement)
                .into_iter()
                .filter(|&i| self.section(i) == section)
                .find_map(|i| self.statements[i].amount(slot))
        })
    }
}

/// 收入支出总计 is 收入总计 and 支出总计 in one.
fn is_either_side(one: &Statement, other: &Statement) -> bool {
    match (&one.subject, &other.subject) {
        (Some(a), Some(b)) => {
            a.fund == b.fund && a.name == "收入支出总计" && matches!(b.name.as_str(), "收入总计" | "支出总计")
        }
        _ => false,
    }
}
