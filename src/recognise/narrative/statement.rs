//! Statements: what the narrative says of one subject, with its amounts, shares, changes and budgets.

use super::words::{Base, Budget};
use crate::document::Span;
use crate::figure::FigureId;
use crate::recognise::fact::{Fund, Subject};
use crate::relation::Direction;
use std::ops::Range;

/// Which amount of a subject a figure states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Slot {
    /// The amount itself: final accounts, or in a budget the budget of the year.
    Amount,
    /// The same of the year before.
    LastYear,
    /// 年初预算数
    InitialBudget,
    /// 全年预算数, 调整预算数
    FullBudget,
    /// A budget without saying which.
    Budget,
}

impl Slot {
    /// All of them.
    pub const ALL: [Slot; 5] =
        [Slot::Amount, Slot::LastYear, Slot::InitialBudget, Slot::FullBudget, Slot::Budget];

    /// Is it a budget?
    pub fn is_budget(self) -> bool {
        matches!(self, Slot::InitialBudget | Slot::FullBudget | Slot::Budget)
    }
}

/// A share of a total (占).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// The percentage.
    pub figure: FigureId,
    /// The total it names, if it names one.
    pub of: Option<String>,
}

/// A word of direction at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// Where.
    pub span: Span,
    /// What it says; `None` where the template's alternatives are left in.
    pub direction: Option<Direction>,
}

/// A change against a base: the amount, the rate, or the word that nothing changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Against what.
    pub base: Base,
    /// By how much.
    pub amount: Option<FigureId>,
    /// The word before the amount.
    pub amount_word: Option<Word>,
    /// By which rate.
    pub rate: Option<FigureId>,
    /// The word before the rate.
    pub rate_word: Option<Word>,
    /// 持平, 不变
    pub flat: Option<Word>,
    /// 基本持平
    pub loosely: bool,
    /// On another footing than the amounts shown (同口径, 自然口径, 可比).
    pub comparable: bool,
    /// Index of the passage and number of the sentence, to keep the next sentence from completing it.
    pub passage: usize,
    /// See `passage`.
    pub sentence: usize,
}

/// How far a budget was carried out (完成年初预算的).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Completion {
    /// The percentage.
    pub figure: FigureId,
    /// Of which budget.
    pub budget: Budget,
}

/// A comparison of final accounts with a budget in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comparison {
    /// The word.
    pub span: Span,
    /// What it says.
    pub direction: Direction,
    /// With which budget.
    pub budget: Budget,
    /// 基本持平
    pub loosely: bool,
}

/// What is said of one subject in one place.
#[derive(Debug, Clone)]
pub struct Statement {
    /// Its name in the document's words.
    pub label: String,
    /// Its canonical subject, if the lexicon knows it.
    pub subject: Option<Subject>,
    /// Its path, if it is a functional class (类 / 款 / 项).
    pub path: Option<Vec<String>>,
    /// The fund of the section.
    pub fund: Fund,
    /// Index of the passage.
    pub passage: usize,
    /// Number of the sentence in the passage.
    pub sentence: usize,
    /// Where its first number stands in the passage.
    pub at: Range<usize>,
    /// Depth of brackets.
    pub depth: usize,
    /// The mark before its clause.
    pub before: char,
    /// The topic of the sentence (一般公共预算支出中，…).
    pub topic: Option<String>,
    /// The name was not written here but follows from what came before.
    pub inherited: bool,
    /// It speaks of a part of the year (1-6月, 上半年) only, or of another year than the one reported on.
    pub interim: bool,
    /// The year the sentence or its heading tells of, where that is not the year reported on.
    pub year: Option<u16>,
    /// Amounts by slot.
    pub amounts: Vec<(Slot, FigureId)>,
    /// Shares of totals.
    pub shares: Vec<Share>,
    /// Changes.
    pub changes: Vec<Change>,
    /// Completion rates.
    pub completions: Vec<Completion>,
    /// 预决算差异率, each with the budget it is measured against.
    pub differences: Vec<Completion>,
    /// Comparisons with a budget in words.
    pub comparisons: Vec<Comparison>,
    /// The statement under which it is listed (其中).
    pub parent: Option<usize>,
}

impl Statement {
    /// The figure of a slot.
    pub fn amount(&self, slot: Slot) -> Option<FigureId> {
        self.amounts.iter().find(|(s, _)| *s == slot).map(|&(_, id)| id)
    }

    /// Says another statement something of the same subject?
    pub fn same_subject(&self, other: &Statement) -> bool {
        if self.interim != other.interim || self.year != other.year {
            return false;
        }
        match (&self.path, &other.path) {
            // An item that was not named is the same as no other.
            (Some(a), Some(b)) => {
                return a == b && self.fund == other.fund && a.last().is_some_and(|n| !n.is_empty());
            }
            (None, None) => {}
            _ => return false,
        }
        match (&self.subject, &other.subject) {
            (Some(a), Some(b)) => a == b,
            (None, None) => !self.label.is_empty() && self.label == other.label,
            _ => false,
        }
    }
}

/// The opener of a listing (其中, 包括): the statements from `first` on may be the parts of one before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marker {
    /// Index of the first statement after it.
    pub first: usize,
    /// The passage in which it stands.
    pub passage: usize,
    /// The sentence in which it stands.
    pub sentence: usize,
    /// Does a sentence begin with it?
    pub opens_sentence: bool,
    /// Depth of brackets.
    pub depth: usize,
    /// Does its passage end with it? Then the parts are the list that follows.
    pub closes: bool,
    /// Does it only divide (分中央和地方看) what stands somewhere before?
    pub divides: bool,
    /// The side of the whole it lists (收入包括, 支出包括).
    pub side: Option<Side>,
    /// Does it stand after the other side, in the same sentence? Then it lists no parts of what stands last.
    pub paired: bool,
    /// The subject it says it divides (支出总计包括).
    pub owner: Option<Subject>,
    /// The statement it says it divides (卫生技术人员中，…; 按项目类别，其中：…).
    pub whole: Option<usize>,
}

/// Income or expenditure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// 收入
    Income,
    /// 支出
    Expenditure,
}

/// A whole and its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The whole.
    pub whole: usize,
    /// The parts, in order.
    pub parts: Vec<usize>,
    /// Must the parts add up to the whole? Otherwise they are merely some of it.
    pub complete: bool,
    /// The lexicon knows the whole to be made of these parts.
    pub known: bool,
}
