//! What speaks for one candidate rather than another that explains as much.

use super::slip::{self, Slip};
use super::{Candidate, Search, kind};
use crate::figure::FigureId;
use crate::number::Unit;
use crate::relation::{Readings, RelationKind, Trial, Verdict, decide};
use rust_decimal::Decimal;

impl Search<'_> {
    /// How often the value is written elsewhere in the same block, and if it has many digits anywhere, against the value
    /// as written: a number that stands three times in a row is rarely the wrong one.
    pub(super) fn familiarity(&self, id: FigureId, value: Decimal) -> isize {
        let block = self.figures[id].span.block;
        let seen = |v: Decimal| {
            let v = v.normalize();
            let here = self.in_block.get(&(block, v)).copied().unwrap_or(0);
            let anywhere = self.in_document.get(&v).copied().unwrap_or(0);
            if v.mantissa().unsigned_abs() >= 1000 { here + anywhere } else { here }
        };
        let written = self.figures.written(id);
        let own = if written.mantissa().unsigned_abs() >= 1000 { 2 } else { 1 };
        seen(value) - (seen(written) - own)
    }

    /// Order of candidates: more repaired than broken, then more that is more than noted, then garbled (010%, or 13.920 among 9.60), then a plausible slip,
    /// then a value known from elsewhere, then less confirmed, then rounder than what is written, then stated.
    pub(super) fn rank(&self, c: &Candidate) -> impl Ord + use<> {
        let stated =
            c.repairs.iter().filter(|&&i| self.checks[i].relation.stated_figure() == Some(c.id)).count();
        let slip = c.slip.map_or(0, |s| self.strength(c, s));
        let garbled =
            (self.figures[c.id].padding > 0 && c.slip.is_some()) || self.misplaced(c) || self.odd_unit(c);
        let garbled = garbled || c.slip == Some(Slip::RowRepeated);
        let luck = std::cmp::Reverse(c.luck);
        let confirmed = std::cmp::Reverse(c.support);
        let rounder = self.roundness(c);
        (
            c.score(),
            self.severe(c),
            self.is_percentage_points(c) || garbled,
            (slip, self.is_beyond_all(c)),
            c.familiarity,
            self.is_total_of_many(c),
            c.exact,
            luck,
            confirmed,
            rounder,
            stated,
            std::cmp::Reverse(c.id),
        )
    }

    /// A total of points that several of its parts would explain as well: one of them is as likely as the next, the total is what
    /// the reader adds up.
    fn is_total_of_many(&self, c: &Candidate) -> bool {
        let [only] = c.repairs.as_slice() else { return false };
        let relation = &self.checks[*only].relation;
        let slipped = |c: &Candidate| c.slip.is_some_and(|s| s.plausibility() == 0);
        let total = relation.kind == RelationKind::Sum && relation.stated_figure() == Some(c.id);
        if !total || !slipped(c) || self.figures[c.id].quantity.unit != Unit::Points {
            return false;
        }
        let figures = relation.figures();
        let others = figures.iter().filter(|id| **id != c.id).filter_map(|id| self.candidate(*id));
        let rivals = others.filter(|o| slipped(o) && o.repairs == c.repairs);
        rivals.filter(|o| o.score() == c.score()).count() > 1
    }

    /// Percentage points are reckoned from the rates beside them, not the rates from the points.
    fn is_percentage_points(&self, c: &Candidate) -> bool {
        let stated = |i: &usize| self.checks[*i].relation.stated_figure() == Some(c.id);
        self.figures[c.id].quantity.unit == Unit::PercentagePoint
            && c.slip.is_some()
            && c.repairs.iter().all(stated)
    }

    /// 980% in a table, where a slip made it of 98%: hardly anything is ten times the whole.
    fn is_beyond_all(&self, c: &Candidate) -> bool {
        let figure = &self.figures[c.id];
        let written = figure.quantity.value;
        figure.span.cell.is_some()
            && figure.quantity.unit.is_percent()
            && written > Decimal::from(200)
            && c.value <= Decimal::ONE_HUNDRED
            && c.slip.is_some()
    }

    /// How much a slip says. Of a number of one digit nothing, unless it stands for nothing among others that are nothing; nor of
    /// a number that stands elsewhere as it is written.
    fn strength(&self, c: &Candidate, slip: Slip) -> u8 {
        let block = self.figures[c.id].span.block;
        let nothing = self.in_block.get(&(block, Decimal::ZERO)).is_some_and(|n| *n > 0);
        let weak = self.one_digit(c) && !(c.value.is_zero() && nothing) || c.familiarity < 0;
        if weak { 1 } else { 10 - slip.plausibility() }
    }

    /// Any digit may be a slip of any other: of a number of one digit that says nothing.
    pub(super) fn one_digit(&self, c: &Candidate) -> bool {
        self.figures[c.id].quantity.value.mantissa().unsigned_abs() < 10
    }

    /// How easily chance brings a slip about that leads to a value as good as this one: by the number of slips of this size, and
    /// by how much the relations leave open. In steps of doubling, from 0.
    pub(super) fn luck(&self, c: &Candidate) -> u32 {
        const STEPS: u32 = 10;
        let figure = &self.figures[c.id];
        let Some(slip) = c.slip else { return STEPS };
        let written = figure.quantity.value;
        let unit = Decimal::new(1, figure.quantity.decimals.min(28));
        let size = (c.value - written).abs();
        // Slips that would have changed it about as much.
        let alike = slip::origins(figure).into_iter().filter(|(value, other)| {
            let off = (*value - written).abs();
            other.plausibility() <= slip.plausibility()
                && off * Decimal::TWO >= size
                && off <= size * Decimal::TWO
        });
        let alike = alike.count() as u64;
        // How far the value may move before something is repaired no more.
        let good = |value: Decimal| {
            let (repairs, breaks) = self.try_out(&[(c.id, value)]);
            repairs.len() >= c.repairs.len() && breaks <= c.breaks
        };
        let mut width = unit;
        while width < size && good(c.value + width) && good(c.value - width) {
            width *= Decimal::TWO;
        }
        // Out of so many values between half the size and twice, on either side.
        let room = (size * Decimal::from(3)).max(unit);
        let expected = Decimal::from(alike) * width / room;
        let mut step = STEPS;
        let mut chance = Decimal::ONE;
        while step > 0 && chance > expected {
            chance /= Decimal::TWO;
            step -= 1;
        }
        step
    }

    /// Does the value make all that it repairs come out to the last digit?
    pub(super) fn exactly(&self, c: &Candidate) -> bool {
        let changes = [(c.id, c.value)];
        let trial = Trial { figures: self.figures, changes: &changes };
        c.repairs.iter().all(|&i| decide(&self.checks[i].relation, &trial).verdict == Verdict::Holds)
    }

    /// A point that moved leaves its trace: the number has other decimals than its neighbours, and with the point moved
    /// back it has theirs.
    fn misplaced(&self, candidate: &Candidate) -> bool {
        let figure = &self.figures[candidate.id];
        let (Some(Slip::PointMoved), decimals) = (candidate.slip, figure.quantity.decimals) else {
            return false;
        };
        let seen = |decimals: Option<u32>| {
            let of = |d| self.decimals.get(&(figure.span.block, kind(figure), d)).copied().unwrap_or(0);
            decimals.map_or(0, of)
        };
        let back = if candidate.value.abs() > figure.quantity.value.abs() {
            decimals.checked_sub(1)
        } else {
            decimals.checked_add(1)
        };
        seen(back) + 1 > seen(Some(decimals))
    }

    /// 元 among amounts in 万元, or 万元 among amounts in 元, where the unit of the others makes it right.
    fn odd_unit(&self, candidate: &Candidate) -> bool {
        let figure = &self.figures[candidate.id];
        let usual = match figure.quantity.unit {
            Unit::Yuan if candidate.value.abs() > figure.quantity.value.abs() => Unit::TenThousandYuan,
            Unit::TenThousandYuan if candidate.value.abs() < figure.quantity.value.abs() => Unit::Yuan,
            _ => return false,
        };
        let count = |unit: &Unit| self.told.get(unit).copied().unwrap_or(0);
        candidate.slip == Some(Slip::UnitConfused)
            && figure.span.cell.is_none()
            && count(&usual) >= 5 * count(&figure.quantity.unit)
    }

    /// How many more zeros the value ends in than the one written: a slip rarely makes a number rounder.
    fn roundness(&self, candidate: &Candidate) -> isize {
        let figure = &self.figures[candidate.id];
        let zeros = |mut value: Decimal| {
            value.rescale(figure.quantity.decimals);
            let mantissa = value.mantissa().unsigned_abs().to_string();
            (mantissa.len() - mantissa.trim_end_matches('0').len()) as isize
        };
        // One zero more may be chance.
        let more = zeros(candidate.value) - zeros(figure.quantity.value);
        if figure.quantity.unit.is_money() && more != 1 { more } else { 0 }
    }
}
