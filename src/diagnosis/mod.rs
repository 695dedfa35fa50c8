//! Fault localisation: which single number explains the violated checks best.
//!
//! A number explains a violated check if some value of it makes the check sound. Candidate values come from solving the
//! violated checks for the number; what speaks for a candidate is how many violated checks it repairs, against it how
//! many sound ones it would break. Where candidates tie, a slip of the pen that leads from the right value to the
//! written one decides, then the number that less confirms. Violated checks that the chosen number repairs are folded
//! under it; the rest is explained in the same way.

mod candidates;
mod chance;
mod exchange;
mod missing;
mod rank;
mod repeat;
mod slip;
mod solve;

pub use chance::{
    is_round, slip_explains, slip_explains_difference, slip_may_explain, slip_or_little_explains,
    slip_plainly_explains, slip_surely_explains,
};
pub use slip::Slip;
pub use solve::{reconciling_value, solved_for};

use crate::figure::{Figure, FigureId, Figures};
use crate::ledger::{Check, Context, Ledger};
use crate::number::Unit;
use crate::order;
use crate::order::{Map, Set};
use crate::relation::{Comparison, Relation, RelationKind, Trial, decide};
use rust_decimal::Decimal;

/// May one slip of the pen have turned this value (in the figure's own unit) into the figure as written?
pub fn is_slip_of(figure: &Figure, value: Decimal) -> bool {
    let likely = |slip: Slip| slip.plausibility() == 0;
    slip::origins(figure).into_iter().any(|(origin, slip)| origin == value && likely(slip))
}

/// The values that one slip of the pen may have turned into the figure as written.
pub fn slips_of(figure: &Figure) -> Vec<Decimal> {
    slip::origins(figure).into_iter().filter(|(_, s)| s.plausibility() < 2).map(|(value, _)| value).collect()
}

/// Does one slip of the pen in one of these numbers, put right, make the relation sound?
pub fn one_slip_mends(figures: &Figures, relation: &Relation, among: &[FigureId]) -> bool {
    among.iter().any(|&id| {
        slips_of(&figures[id]).into_iter().any(|value| {
            let trial = Trial { figures, changes: &[(id, value)] };
            decide(relation, &trial).is_sound()
        })
    })
}

/// Violated checks that one number explains.
#[derive(Debug, Clone)]
pub struct Cause {
    /// Indices into [`Ledger::checks`]; the first is the one to show.
    pub checks: Vec<usize>,
    /// The number to look at first.
    pub suspect: Option<FigureId>,
    /// The first check, rewritten so that the suspect is what is judged, where it was not.
    pub restated: Option<Relation>,
    /// The value (in the suspect's own unit) that reconciles all of them, rounded to its decimals.
    pub reconciling: Option<Decimal>,
    /// The likely slip.
    pub slip: Option<Slip>,
    /// The number with which it was exchanged, or the part that was left out.
    pub partner: Option<FigureId>,
    /// Other numbers that explain them as well.
    pub alternatives: Vec<FigureId>,
}

/// Groups the violated checks by the number that explains them, in the order of the checks.
pub fn diagnose(context: &Context, ledger: &Ledger) -> Vec<Cause> {
    let mut search = Search::new(context.figures, &ledger.checks);
    let mut causes = Vec::new();
    while let Some(cause) = search.next() {
        causes.push(cause);
    }
    // Cut off instead of rounded, or rounded twice, says all there is to say.
    causes.extend(ledger.checks.iter().enumerate().filter(|(_, c)| is_misrounded(c)).map(|(i, check)| {
        Cause {
            checks: vec![i],
            suspect: check.relation.stated_figure(),
            restated: None,
            reconciling: None,
            slip: None,
            partner: None,
            alternatives: Vec::new(),
        }
    }));
    order::by_key(&mut causes, |c| c.checks.first().copied());
    causes
}

fn is_misrounded(check: &Check) -> bool {
    check.is_violated() && check.outcome.misrounded.is_some()
}

/// A value of a number, and what it would repair and break.
#[derive(Debug, Clone)]
struct Candidate {
    id: FigureId,
    value: Decimal,
    repairs: Vec<usize>,
    breaks: usize,
    /// Sound checks that the number takes part in.
    support: usize,
    /// How much better known the value is in this document than the one written.
    familiarity: isize,
    slip: Option<Slip>,
    /// The part that was left out, or counted twice.
    partner: Option<FigureId>,
    /// See [`Search::luck`].
    luck: u32,
    /// See [`Search::exactly`].
    exact: bool,
}

impl Candidate {
    fn score(&self) -> isize {
        self.repairs.len() as isize - 2 * self.breaks as isize
    }
}

/// Money, percentages and everything else are written with decimals of their own.
type Kind = (bool, bool);

fn kind(figure: &Figure) -> Kind {
    (figure.quantity.unit.is_money(), figure.quantity.unit.is_percent())
}

struct Search<'a> {
    figures: &'a Figures,
    checks: &'a [Check],
    /// By figure: the checks that it takes part in.
    by_figure: Vec<Vec<usize>>,
    /// The violated checks that nothing explains yet, in order.
    open: Vec<usize>,
    /// What would be right for a number, with what it repairs; `None` where nothing would.
    candidates: Map<FigureId, Option<Candidate>>,
    /// How often a number of each kind is written with so many decimals, in each block.
    decimals: Map<(usize, Kind, u32), usize>,
    /// How often each value is written, in each block and in the whole document.
    in_block: Map<(usize, Decimal), isize>,
    in_document: Map<Decimal, isize>,
    /// How many amounts of the text are in each unit.
    told: Map<Unit, usize>,
    /// Blocks in which a number is below zero.
    signed: Set<usize>,
    /// The numbers of each value in each block.
    standing: Map<(usize, Decimal), Vec<FigureId>>,
}

impl<'a> Search<'a> {
    fn new(figures: &'a Figures, checks: &'a [Check]) -> Self {
        let mut by_figure = vec![Vec::new(); figures.len()];
        for (i, check) in checks.iter().enumerate() {
            for id in check.relation.figures() {
                by_figure[id.0 as usize].push(i);
            }
        }
        let violated = |i: &usize| checks[*i].is_violated() && !is_misrounded(&checks[*i]);
        let open: Vec<usize> = (0..checks.len()).filter(violated).collect();
        let (mut in_block, mut in_document) = (Map::new(), Map::new());
        let (mut decimals, mut told, mut signed) = (Map::new(), Map::new(), Set::new());
        let mut standing: Map<(usize, Decimal), Vec<FigureId>> = Map::new();
        if !open.is_empty() {
            for id in figures.ids() {
                let figure = &figures[id];
                let value = figure.quantity.value.normalize();
                standing.entry((figure.span.block, value)).or_default().push(id);
                *in_block.entry((figure.span.block, value)).or_default() += 1;
                *in_document.entry(value).or_default() += 1;
                if value.is_sign_negative() && !value.is_zero() {
                    signed.insert(figure.span.block);
                }
                if figure.span.cell.is_none() && figure.quantity.unit.is_money() {
                    *told.entry(figure.quantity.unit.clone()).or_default() += 1;
                }
                *decimals.entry((figure.span.block, kind(figure), figure.quantity.decimals)).or_default() +=
                    1;
            }
        }
        let candidates = Map::new();
        let mut search = Self {
            figures,
            checks,
            by_figure,
            open,
            candidates,
            decimals,
            in_block,
            in_document,
            told,
            signed,
            standing,
        };
        let suspects = Set::from_iter(search.open.iter().flat_map(|&i| checks[i].relation.figures()));
        for id in suspects {
            search.consider(id);
        }
        search
    }

    fn checks_of(&self, id: FigureId) -> &[usize] {
        self.by_figure.get(id.0 as usize).map_or(&[], Vec::as_slice)
    }

    fn candidates(&self) -> impl Iterator<Item = &Candidate> {
        self.candidates.values().flatten()
    }

    fn candidate(&self, id: FigureId) -> Option<&Candidate> {
        self.candidates.get(&id)?.as_ref()
    }

    fn is_open(&self, check: usize) -> bool {
        self.open.binary_search(&check).is_ok()
    }

    /// What changed values would repair and break among the checks that touch them.
    fn try_out(&self, changes: &[(FigureId, Decimal)]) -> (Vec<usize>, usize) {
        let trial = Trial { figures: self.figures, changes };
        let touched = Set::from_iter(changes.iter().flat_map(|(id, _)| self.checks_of(*id)).copied());
        let (mut repairs, mut breaks) = (Vec::new(), 0);
        for i in touched {
            let check = &self.checks[i];
            let open = self.is_open(i);
            if !open && !check.outcome.is_sound() {
                continue;
            }
            let sound = decide(&check.relation, &trial).is_sound();
            if open && sound {
                repairs.push(i);
            } else if !open && !sound {
                breaks += 1;
            }
        }
        (repairs, breaks)
    }

    fn next(&mut self) -> Option<Cause> {
        let &first_open = self.open.first()?;
        let best = self.candidates().max_by(|a, b| self.rank(a).cmp(&self.rank(b))).cloned();
        let exchange = self.missing_row().or_else(|| self.exchange(best.as_ref()));
        let cause = match (exchange, best) {
            (Some(exchange), _) => exchange,
            (None, Some(candidate)) if candidate.score() > 0 || candidate.slip.is_some() => {
                self.explained_by(candidate)
            }
            _ => Cause {
                checks: vec![first_open],
                // What exceeds its bound is itself in doubt.
                suspect: Some(&self.checks[first_open].relation)
                    .filter(|r| r.comparison == Comparison::AtMost)
                    .and_then(Relation::stated_figure),
                restated: None,
                reconciling: None,
                slip: None,
                partner: None,
                alternatives: Vec::new(),
            },
        };
        let mut affected = Set::new();
        let explained = Set::from_iter(cause.checks.iter().copied());
        self.open.retain(|i| !explained.contains(i));
        for i in &cause.checks {
            affected.extend(self.checks[*i].relation.figures());
        }
        for id in affected {
            self.consider(id);
        }
        Some(cause)
    }

    fn explained_by(&self, candidate: Candidate) -> Cause {
        let alternatives = self
            .candidates()
            .filter(|c| {
                c.id != candidate.id
                    && c.score() >= candidate.score()
                    && c.slip.is_some() >= candidate.slip.is_some()
                    && c.familiarity >= candidate.familiarity
                    && c.repairs.iter().any(|i| candidate.repairs.contains(i))
            })
            .map(|c| c.id)
            .collect();
        let checks = self.in_order(&candidate.repairs, candidate.id);
        let restated = checks
            .first()
            .map(|&i| &self.checks[i].relation)
            .filter(|r| r.stated_figure() != Some(candidate.id))
            .and_then(|r| solved_for(r, candidate.id));
        Cause {
            checks,
            suspect: Some(candidate.id),
            restated,
            reconciling: Some(candidate.value),
            slip: candidate.slip,
            partner: candidate.partner,
            alternatives,
        }
    }

    /// Checks in which the suspect is judged first, then the severe, then those that pin it down best.
    fn in_order(&self, checks: &[usize], suspect: FigureId) -> Vec<usize> {
        let mut checks = checks.to_vec();
        order::by_key(&mut checks, |&i| {
            let check = &self.checks[i];
            let judged = check.relation.stated_figure() == Some(suspect);
            let loose = match check.relation.kind {
                RelationKind::Sum | RelationKind::Difference => 0,
                RelationKind::Equality => 1,
                _ => 2,
            };
            (std::cmp::Reverse(check.severity), !judged, loose, i)
        });
        checks
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::text::read_text;
    use crate::ledger::Severity;
    use crate::relation::Expression;
    use crate::rules::Rule;

    static RULE: Rule = Rule {
        code: "GJ000",
        severity: Severity::Error,
        documentation: "",
        run: |_, _| {},
        fires: &[],
        silent: &[],
    };

    fn causes(text: &str, relations: impl Fn() -> Vec<Relation>) -> Vec<Cause> {
        let figures = Figures::of(&read_text(text));
        let checks: Vec<Check> = relations()
            .into_iter()
            .map(|relation| Check {
                rule: &RULE,
                severity: Severity::Error,
                outcome: decide(&relation, &figures),
                relation,
                subject: String::new(),
                hint: None,
            })
            .collect();
        let mut search = Search::new(&figures, &checks);
        std::iter::from_fn(|| search.next()).collect()
    }

    fn id(n: u32) -> FigureId {
        FigureId(n)
    }

    /// 0 total, 1 and 2 parts, 3 and 4 their shares.
    fn composition() -> Vec<Relation> {
        vec![
            Relation::sum(id(0), [id(1), id(2)]),
            Relation::ratio(id(3), id(1), id(0)),
            Relation::ratio(id(4), id(2), id(0)),
        ]
    }

    #[test]
    fn a_sound_composition_has_no_cause() {
        assert!(causes("10.00万元，4.00万元，6.00万元，40.00%，60.00%", composition).is_empty());
    }

    #[test]
    fn a_wrong_part_explains_its_sum_and_its_share() {
        let causes = causes("10.00万元，4.10万元，6.00万元，40.00%，60.00%", composition);
        assert_eq!(causes.len(), 1);
        assert_eq!(causes[0].suspect, Some(id(1)));
        assert_eq!(causes[0].reconciling, Some(Decimal::new(400, 2)));
        assert_eq!(causes[0].slip, Some(Slip::DigitChanged));
        assert_eq!(causes[0].checks.len(), 2);
        assert!(causes[0].restated.is_some());
    }

    #[test]
    fn a_point_that_moved_leaves_other_decimals_than_its_neighbours() {
        let text = "预算145.00万元，支出13.920万元，96.00%；上年120.00万元";
        let causes = causes(text, || vec![Relation::ratio(id(2), id(1), id(0))]);
        assert_eq!((causes.len(), causes[0].suspect), (1, Some(id(1))));
        assert_eq!(causes[0].reconciling, Some(Decimal::new(13920, 2)));
        assert_eq!(causes[0].slip, Some(Slip::PointMoved));
    }

    #[test]
    fn a_wrong_total_explains_all() {
        let causes = causes("11.00万元，4.00万元，6.00万元，40.00%，60.00%", composition);
        assert_eq!((causes.len(), causes[0].suspect), (1, Some(id(0))));
        assert_eq!(causes[0].checks.len(), 3);
    }

    #[test]
    fn a_wrong_share_is_the_share() {
        let causes = causes("10.00万元，4.00万元，6.00万元，40.00%，66.00%", composition);
        assert_eq!((causes.len(), causes[0].suspect), (1, Some(id(4))));
        assert_eq!(causes[0].reconciling, Some(Decimal::new(6000, 2)));
    }

    #[test]
    fn exchanged_numbers_are_one_slip() {
        let causes = causes("10.00万元，6.00万元，4.00万元，40.00%，60.00%", composition);
        assert_eq!(causes.len(), 1);
        assert_eq!(causes[0].slip, Some(Slip::Exchanged));
        assert_eq!(causes[0].checks.len(), 2);
    }

    #[test]
    fn numbers_exchanged_within_one_quotient() {
        let causes = causes("预算296.64万元，支出320.00万元，执行率92.70%", || {
            vec![Relation::ratio(id(2), id(1), id(0))]
        });
        assert_eq!(causes.len(), 1);
        assert_eq!(causes[0].slip, Some(Slip::Exchanged));
    }

    #[test]
    fn a_total_and_its_part_that_changed_places() {
        let text = "基本支出620.40万元，人员经费894.65万元，公用经费274.25万元";
        let causes = causes(text, || vec![Relation::sum(id(0), [id(1), id(2)])]);
        assert_eq!((causes.len(), causes[0].suspect, causes[0].partner), (1, Some(id(0)), Some(id(1))));
        assert_eq!(causes[0].slip, Some(Slip::Exchanged));
    }

    #[test]
    fn a_total_of_nothing_changed_places_with_its_part() {
        let text = "总额0.00万元，财政拨款1000.00万元，其他资金1000.00万元";
        let causes = causes(text, || vec![Relation::sum(id(0), [id(1), id(2)])]);
        assert_eq!((causes[0].suspect, causes[0].slip), (Some(id(0)), Some(Slip::Exchanged)));
    }

    #[test]
    fn a_total_to_which_a_part_was_not_added() {
        let text = "采购总额246.83万元，货物13.17万元，工程31.52万元，服务215.31万元";
        let causes = causes(text, || vec![Relation::sum(id(0), [id(1), id(2), id(3)])]);
        assert_eq!((causes[0].suspect, causes[0].slip), (Some(id(0)), Some(Slip::PartOmitted)));
        assert_eq!(causes[0].partner, Some(id(1)));
        assert_eq!(causes[0].reconciling, Some(Decimal::new(26000, 2)));
    }

    #[test]
    fn yuan_among_amounts_in_ten_thousand_yuan() {
        let text = "上年6.10万元，预算8.40万元，差旅费7.15万元，会议费2.20万元，接待费3.05万元，增加0.05元，增长1.67%";
        let causes = causes(text, || {
            let base = Expression::difference(id(4), id(5));
            vec![Relation::equal(RelationKind::Growth, id(6), Expression::quotient(id(5), base))]
        });
        assert_eq!((causes[0].suspect, causes[0].slip), (Some(id(5)), Some(Slip::UnitConfused)));
    }

    #[test]
    fn of_two_slips_the_one_that_comes_out_to_the_last_digit() {
        let text = "合计1187.67万元，391.93万元，249.41万元，142.52万元，178.51万元，83.14万元，47.51万元，95.01万元";
        let causes = causes(text, || vec![Relation::sum(id(0), (1..8).map(id))]);
        assert_eq!((causes[0].suspect, causes[0].reconciling), (Some(id(4)), Some(Decimal::new(17815, 2))));
    }

    #[test]
    fn a_row_filled_in_with_the_number_of_another() {
        let text = "项目\t决算数\n甲\t48.41\n乙\t88.21\n丙\t48.41\n丁\t15.26\n合计\t204.30\n";
        let causes = causes(text, || vec![Relation::sum(id(4), (0..4).map(id))]);
        assert_eq!((causes[0].suspect, causes[0].slip), (Some(id(0)), Some(Slip::RowRepeated)));
        assert_eq!(causes[0].reconciling, Some(Decimal::new(5242, 2)));
    }

    #[test]
    fn two_independent_slips_are_two_causes() {
        let text = "10.00万元，4.00万元，6.00万元，41.00%，60.00%；20.00万元，5.00万元，16.00万元";
        let causes = causes(text, || {
            let mut all = composition();
            all.push(Relation::sum(id(5), [id(6), id(7)]));
            all
        });
        assert_eq!(causes.len(), 2);
    }
}
