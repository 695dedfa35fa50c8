//! The few kinds of relation among figures, and how each is decided. No Chinese text, no documents.
//!
//! A relation compares a stated figure with an expression over other figures. It is **violated** only if no choice of
//! values inside the figures' intervals satisfies it. There are no tolerance constants.

mod decide;
mod expression;

pub use decide::{Misrounding, Outcome, Verdict, decide, shown_decimals};
pub use expression::{Expression, Readings, Trial};

use crate::document::Span;
use crate::figure::FigureId;
use serde::{Deserialize, Serialize};

/// What kind of relation it is: decides its wording, not its arithmetic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RelationKind {
    /// A total is the sum of its parts (合计).
    Sum,
    /// A share or a rate is a quotient (占比, 执行率, 完成率).
    Ratio,
    /// A growth rate from a change and what it changed from (增长率).
    Growth,
    /// A figure is the difference of two others.
    Difference,
    /// A score is a product (得分 = 分值 × 完成率).
    Product,
    /// The same amount stated twice.
    Equality,
    /// A word says which way two figures differ.
    Direction,
    /// A figure must not exceed (or fall below) another.
    Bound,
}

/// How the stated figure must compare with the expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Comparison {
    /// Equal.
    Equal,
    /// Equal; over a base of zero what is customary: 0% (or 100%) where nothing changed, 100% where all is new.
    Customary,
    /// Not more than the expression.
    AtMost,
    /// Not less than the expression.
    AtLeast,
}

/// Which way a word says two figures differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// 增加, 增长, 大于, 超过
    Up,
    /// 减少, 下降, 小于, 低于
    Down,
    /// 持平, 等于, 一致
    Flat,
}

/// What is being judged: a figure, or a word of direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stated {
    /// A figure of the document.
    Figure(FigureId),
    /// A word of direction, judged by the sign of the expression.
    Word {
        /// Where the word stands.
        span: Span,
        /// What it says.
        direction: Direction,
    },
}

/// A relation that a rule proposes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relation {
    /// Its kind.
    pub kind: RelationKind,
    /// What is judged.
    pub stated: Stated,
    /// How it must compare.
    pub comparison: Comparison,
    /// What it is judged by.
    pub expression: Expression,
}

impl Relation {
    /// `stated = expression`
    pub fn equal(kind: RelationKind, stated: FigureId, expression: Expression) -> Self {
        Self { kind, stated: Stated::Figure(stated), comparison: Comparison::Equal, expression }
    }

    /// `total = Σ parts`
    pub fn sum(total: FigureId, parts: impl IntoIterator<Item = FigureId>) -> Self {
        Self::equal(RelationKind::Sum, total, Expression::sum(parts))
    }

    /// `result = numerator ÷ denominator`
    pub fn ratio(
        result: FigureId,
        numerator: impl Into<Expression>,
        denominator: impl Into<Expression>,
    ) -> Self {
        Self::equal(RelationKind::Ratio, result, Expression::quotient(numerator, denominator))
    }

    /// `a = b`, in whatever units and precisions each is written.
    pub fn equality(a: FigureId, b: FigureId) -> Self {
        Self::equal(RelationKind::Equality, a, Expression::Figure(b))
    }

    /// `stated ≤ expression`
    pub fn at_most(stated: FigureId, expression: impl Into<Expression>) -> Self {
        Self {
            kind: RelationKind::Bound,
            stated: Stated::Figure(stated),
            comparison: Comparison::AtMost,
            expression: expression.into(),
        }
    }

    /// The word at `span` says which sign the expression has.
    pub fn direction(span: Span, direction: Direction, expression: Expression) -> Self {
        Self {
            kind: RelationKind::Direction,
            stated: Stated::Word { span, direction },
            comparison: Comparison::Equal,
            expression,
        }
    }

    /// The figure judged, if it is one.
    pub fn stated_figure(&self) -> Option<FigureId> {
        match self.stated {
            Stated::Figure(id) => Some(id),
            Stated::Word { .. } => None,
        }
    }

    /// Every figure involved, the stated one first.
    pub fn figures(&self) -> Vec<FigureId> {
        let mut out: Vec<FigureId> = self.stated_figure().into_iter().collect();
        for id in self.expression.figures() {
            if !out.contains(&id) {
                out.push(id);
            }
        }
        out
    }
}
