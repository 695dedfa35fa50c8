//! What must add up in a table, read from its structure. Where the layout leaves several readings open, the one on which
//! the table's own arithmetic agrees is taken; where no reading is confirmed, nothing is proposed.

mod balance;
mod columns;
mod derived;
mod formulas;
mod hierarchy;
mod list;
mod mend;
mod shares;
mod three_public;

pub(super) use list::nest;
pub use mend::Misplaced;
pub(super) use three_public::{Item, item_of, names_the_three};

use super::aligned::{evenly_headed, labelled};
use super::kind::{basis_named, fund_named};
use super::label::is_total;
use super::{AccountTable, Code, Column, Line, TableKind};
use crate::diagnosis::{one_slip_mends, slip_may_explain};
use crate::figure::{FigureId, Figures};
use crate::order;
use crate::order::{Map, Set};
use crate::recognise::Basis;
use crate::relation::{Expression, Relation, RelationKind, Trial, Verdict, decide};

/// Which structure of a table a relation comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// 类 = Σ款, 款 = Σ项.
    Hierarchy,
    /// The 合计 row of a list of classes.
    Total,
    /// 合计 = Σ of the columns beside it.
    Across,
    /// 本年收入合计, 总计 and their items.
    Running,
    /// A numbered item and the items under it.
    Item,
    /// 收入总计 = 支出总计.
    Balance,
    /// Income and carry-over of one fund = its expenditure and carry-over.
    Fund,
    /// 年末结转和结余 = 年初 + 收入 − 支出.
    CarryOver,
    /// “三公”经费 and its parts.
    ThreePublic,
    /// 人员经费合计, 公用经费合计 by economic class.
    BasicKinds,
    /// A part named with 其中 is not more than its whole.
    OfWhich,
    /// 增减额 and 增减% between two columns.
    Comparison,
}

/// A relation that the structure of a table gives.
#[derive(Debug, Clone)]
pub struct TableRelation {
    /// Where it comes from.
    pub role: Role,
    /// What it is about: row and column.
    pub subject: String,
    /// The relation.
    pub relation: Relation,
}

/// Proposes the relations of a table and decides whether its arithmetic confirms the structure. `known` are the codes of all tables
/// of the report.
pub(super) fn propose(table: &mut AccountTable, figures: &Figures, is_budget: bool, known: &Set<Code>) {
    table.fund = Some(table.kind.fund());
    // 一般公共预算支出表 names a fund by that word, not the basis of its amounts.
    let named = basis_named(&table.title);
    table.basis = Some(match named {
        _ if is_budget => Basis::Budget,
        Some(named) if named != Basis::Final => Basis::Budget,
        _ => Basis::Final,
    });
    let mut out = Vec::new();
    if table.kind == TableKind::ThreePublic {
        three_public::propose(table, figures, &mut out);
        for side in &table.sides {
            // 合计 | 一般公共预算 | 政府性基金: as in the tables of classes.
            let of_funds = |c: &Column| c.path.iter().any(|p| fund_named(p).is_some() || is_total(p));
            if side.funds().len() > 1 && side.columns.iter().all(of_funds) {
                columns::propose(table, side, figures, &mut out);
            } else {
                columns::compare(side, figures, &mut out);
            }
            list::propose_items(table, side, figures, &mut out);
        }
    } else {
        mend::mend(table, figures, known);
        hierarchy::propose(table, figures, &mut out);
        for side in &table.sides {
            columns::propose(table, side, figures, &mut out);
            shares::propose(side, figures, &mut out);
            derived::propose(side, figures, &mut out);
            if !is_coded(&side.lines) {
                list::propose(table, side, figures, &mut out);
            }
        }
        balance::propose(table, figures, &mut out);
    }
    leave_out_hidden(table, &mut out, figures);
    // Shares may add up to 100%; other percentages add up to nothing, whatever stands above them.
    out.retain(|r| {
        let rate = |id: &FigureId| figures[*id].quantity.unit.is_percent();
        r.role == Role::Comparison
            || !r.relation.figures().iter().all(rate)
            || decide(&r.relation, figures).is_sound()
    });
    if !table.kind.is_known() {
        // Rates that hold say nothing about what adds up, nor the other way round.
        for compared in [true, false] {
            let of_kind = |r: &&TableRelation| (r.role == Role::Comparison) == compared;
            let score = Score::of(out.iter().filter(of_kind), figures);
            let numbered = !compared && is_numbered(table);
            out.retain(|r| numbered || score.violated <= score.sound || !of_kind(&r));
        }
    }
    table.trusted = (is_confirmed(&out, figures, table.kind) || !out.is_empty() && is_numbered(table))
        && (!table.aligned || labelled(table) && evenly_headed(table) && bears_out(&out, figures));
    (table.relations, table.doubted) = if table.trusted { (out, Vec::new()) } else { (Vec::new(), out) };
    if !table.aligned {
        stated(table, figures);
    }
}

/// What the table says of itself needs no other sum to confirm it, unless most of it does not hold.
fn stated(table: &mut AccountTable, figures: &Figures) {
    let mut told: Vec<TableRelation> =
        table.sides.iter().flat_map(|side| formulas::propose(side, figures)).collect();
    let of = |r: &TableRelation| (r.relation.stated_figure(), r.relation.figures());
    let known: Vec<_> = table.relations.iter().map(of).collect();
    told.retain(|r| !known.contains(&of(r)));
    let violated = |r: &&TableRelation| decide(&r.relation, figures).verdict == Verdict::Violated;
    let slipped = |r: &TableRelation| one_slip_mends(figures, &r.relation, &r.relation.figures());
    let wrong: Vec<&TableRelation> = told.iter().filter(violated).collect();
    // What the balance of a debt leaves is a slip of the pen already.
    let doubtful = wrong.iter().filter(|r| r.role != Role::CarryOver).count();
    if doubtful * 2 > told.len() || told.len() < 3 && !wrong.iter().all(|r| slipped(r)) {
        return;
    }
    let telling =
        |r: &TableRelation| r.relation.stated_figure().is_some_and(|id| !figures[id].value().is_zero());
    table.trusted |= told.iter().any(telling);
    table.relations.append(&mut told);
}

/// Where a number of a row or a column cannot be read, what the others come to is no objection.
fn leave_out_hidden(table: &AccountTable, relations: &mut Vec<TableRelation>, figures: &Figures) {
    let mut beside: Set<FigureId> = Set::new();
    for side in table.sides.iter().filter(|s| s.lines.iter().any(|l| !l.hidden.is_empty())) {
        let columns: Set<usize> = side.lines.iter().flat_map(|l| l.hidden.iter().copied()).collect();
        for line in &side.lines {
            let near = |column: usize| !line.hidden.is_empty() || columns.contains(&column);
            beside.extend(line.cells.iter().enumerate().filter(|(c, _)| near(*c)).filter_map(|(_, id)| *id));
        }
    }
    relations.retain(|r| {
        !r.relation.figures().iter().any(|id| beside.contains(id))
            || decide(&r.relation, figures).verdict != Verdict::Violated
    });
}

/// Are the rows of a side classes with codes?
fn is_coded(lines: &[Line]) -> bool {
    let coded = lines.iter().filter(|l| l.code.is_some()).count();
    coded > 0 && coded * 2 >= lines.len()
}

/// `total = Σ parts`, if there is anything to add.
fn sum(role: Role, subject: String, total: FigureId, parts: Vec<Expression>) -> Option<TableRelation> {
    if parts.is_empty() {
        return None;
    }
    let relation = Relation::equal(RelationKind::Sum, total, Expression::Sum(parts));
    Some(TableRelation { role, subject, relation })
}

fn subject(line: &str, column: &str) -> String {
    [line, column].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" ")
}

/// How a reading came out: relations that are sound, and those that are violated.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Score {
    sound: usize,
    violated: usize,
    /// Sound by adding up at least two parts: more than a copy.
    telling: usize,
}

impl Score {
    fn of<'a>(relations: impl IntoIterator<Item = &'a TableRelation>, figures: &Figures) -> Self {
        let mut score = Score::default();
        for r in relations {
            match decide(&r.relation, figures).verdict {
                Verdict::Holds | Verdict::WithinRounding => {
                    score.sound += 1;
                    let stated = r.relation.stated_figure();
                    let apart = stated.is_none_or(|id| !figures[id].value().is_zero());
                    let parts = r.relation.expression.figures();
                    let several = parts.iter().filter(|&&id| !figures[id].value().is_zero()).count() > 1;
                    score.telling += usize::from(apart && several);
                }
                Verdict::Violated => score.violated += 1,
                Verdict::NotComputable => {}
            }
        }
        score
    }

    fn decided(self) -> usize {
        self.sound + self.violated
    }
}

/// Do the sums bear out columns that no line parts? Whatever one wrong number does not explain says that they were told
/// wrongly, and so does a number that no slip of the pen makes of what it should be: a part was told elsewhere.
fn bears_out(relations: &[TableRelation], figures: &Figures) -> bool {
    let violated: Vec<&TableRelation> =
        relations.iter().filter(|r| decide(&r.relation, figures).verdict == Verdict::Violated).collect();
    let involved: Vec<Vec<FigureId>> = violated.iter().map(|r| r.relation.figures()).collect();
    let shared = |id: &FigureId| involved.iter().all(|f| f.contains(id));
    let sound = Score::of(relations, figures);
    sound.telling > 0
        && sound.sound > sound.violated
        && (involved.first().is_none_or(|f| f.iter().any(shared))
            && violated.iter().all(|r| is_slip(r, figures))
            || exchanged(relations, &involved, figures))
}

/// May a slip of the pen explain that this does not hold?
fn is_slip(relation: &TableRelation, figures: &Figures) -> bool {
    let relation = &relation.relation;
    match (relation.kind, relation.stated_figure()) {
        (RelationKind::Sum, Some(total)) => slip_may_explain(figures, total, &relation.expression.figures()),
        _ => true,
    }
}

/// Do two numbers of one unit that changed places explain all that is violated?
fn exchanged(relations: &[TableRelation], violated: &[Vec<FigureId>], figures: &Figures) -> bool {
    const MOST: usize = 60;
    let mut involved: Vec<FigureId> = violated.iter().flatten().copied().collect();
    order::naturally(&mut involved);
    involved.dedup();
    if involved.len() > MOST {
        return false;
    }
    involved.iter().enumerate().any(|(n, &a)| {
        involved[n + 1..].iter().any(|&b| {
            let (of_a, of_b) = (&figures[a].quantity, &figures[b].quantity);
            if of_a.unit != of_b.unit || of_a.value == of_b.value {
                return false;
            }
            let changes = [(a, of_b.value), (b, of_a.value)];
            let trial = Trial { figures, changes: &changes };
            violated.iter().all(|f| f.contains(&a) || f.contains(&b))
                && relations.iter().all(|r| decide(&r.relation, &trial).verdict != Verdict::Violated)
        })
    })
}

/// Rows numbered from one on with their 合计 at the end: what the last row says needs no other sum to confirm it.
fn is_numbered(table: &AccountTable) -> bool {
    let [side] = table.sides.as_slice() else { return false };
    let Some((last, items)) = side.lines.split_last() else { return false };
    let plain = |l: &Line| !l.is_total() && l.code.is_none() && l.has_figures() && !l.label.name.is_empty();
    !table.kind.is_known() && side.numbered && last.is_total() && items.len() >= 3 && items.iter().all(plain)
}

/// Is the structure confirmed? One wrong number may violate every relation that it takes part in; beyond what the one or
/// two worst numbers explain, most relations must hold.
fn is_confirmed(relations: &[TableRelation], figures: &Figures, kind: TableKind) -> bool {
    let judged: Vec<(bool, Vec<FigureId>)> = relations
        .iter()
        .filter_map(|r| match decide(&r.relation, figures).verdict {
            Verdict::NotComputable => None,
            verdict => Some((verdict == Verdict::Violated, r.relation.figures())),
        })
        .collect();
    if !kind.is_known() {
        let score = Score::of(relations, figures);
        return score.telling >= 2 && score.violated * 2 <= score.sound;
    }
    let mut violated: Vec<&Vec<FigureId>> = judged.iter().filter(|(v, _)| *v).map(|(_, f)| f).collect();
    let sound = judged.len() - violated.len();
    for _ in 0..2 {
        let mut involved: Map<FigureId, usize> = Map::new();
        for id in violated.iter().flat_map(|f| f.iter()) {
            *involved.entry(*id).or_default() += 1;
        }
        let Some(worst) = involved.into_iter().max_by_key(|&(id, n)| (n, std::cmp::Reverse(id))) else {
            break;
        };
        violated.retain(|f| !f.contains(&worst.0));
    }
    violated.len() * 2 <= sound
}
