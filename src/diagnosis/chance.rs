//! Is a difference one that a slip of the pen leaves, and hardly one that would be there anyway?

use super::slip::{self, Slip};
use crate::figure::{FigureId, Figures};
use crate::number::Arithmetic as _;
use crate::order::Set;
use rust_decimal::Decimal;

/// Most likely a slip where as few differences as one in so many of the same size could come of one.
const RARE: i64 = 100;

/// The same for two parts alone, which may well be only some of the whole.
const RARER: i64 = 1000;

/// So many times what is lacking is still less than the total.
const LITTLE: i64 = 500;

/// Does one slip in the total or in a part explain what the parts lack of the total, so that it is hardly chance? Parts that
/// are only some of the whole lack any amount; a slip of the pen leaves one of few.
pub fn slip_explains(figures: &Figures, total: FigureId, parts: &[FigureId]) -> bool {
    explained(figures, total, parts, &[], RARE) == Some(true)
}

/// The same, and with so much between them that even of a list of two it is hardly chance.
pub fn slip_surely_explains(figures: &Figures, total: FigureId, parts: &[FigureId]) -> bool {
    explained(figures, total, parts, &[], RARER) == Some(true)
}

/// The same; or they lack less of the total than any part left out would be.
pub fn slip_or_little_explains(figures: &Figures, total: FigureId, parts: &[FigureId]) -> bool {
    let value = |id: FigureId| figures[id].value();
    let lack = parts.iter().fold(value(total), |lack, &id| lack.bounded_difference(value(id)));
    let little = parts.len() > 2 && lack.abs().bounded_product(Decimal::from(LITTLE)) < value(total);
    slip_explains(figures, total, parts) || little && slip_may_explain(figures, total, parts)
}

/// The same where some parts are taken off.
pub fn slip_explains_difference(
    figures: &Figures,
    total: FigureId,
    parts: &[FigureId],
    less: &[FigureId],
) -> bool {
    explained(figures, total, parts, less, RARE) == Some(true)
}

/// Does one slip in the total or in a part explain it at all?
pub fn slip_may_explain(figures: &Figures, total: FigureId, parts: &[FigureId]) -> bool {
    explained(figures, total, parts, &[], RARE).is_some()
}

/// The same of a total that is no round number: of 100万元 and 80万元 a slip makes nearly everything.
pub fn slip_plainly_explains(figures: &Figures, total: FigureId, parts: &[FigureId]) -> bool {
    !is_round(figures, total) && slip_may_explain(figures, total, parts)
}

/// Has a number but one or two digits that are not zeros at its end?
pub fn is_round(figures: &Figures, id: FigureId) -> bool {
    figures[id].quantity.value.normalize().mantissa().unsigned_abs() < 100
        || figures[id].quantity.value.fract().is_zero()
            && figures[id].quantity.value % Decimal::from(100) == Decimal::ZERO
}

/// Is there such a slip, and is it hardly chance?
fn explained(
    figures: &Figures,
    total: FigureId,
    parts: &[FigureId],
    less: &[FigureId],
    rare: i64,
) -> Option<bool> {
    let sum = parts.iter().try_fold(Decimal::ZERO, |sum, &id| sum.plus(figures[id].value()))?;
    let off = less.iter().try_fold(Decimal::ZERO, |sum, &id| sum.plus(figures[id].value()))?;
    let lack = figures[total].value().minus(sum)?.plus(off)?;
    let all = || {
        let whole = std::iter::once(&total).chain(less).map(|&id| (id, true));
        whole.chain(parts.iter().map(|&id| (id, false)))
    };
    // The last place of the most exact of them, in base units.
    let step = all().filter_map(|(id, _)| {
        let quantity = &figures[id].quantity;
        Decimal::new(1, quantity.decimals.min(28)).times(quantity.unit.factor())
    });
    let step = step.min().filter(|s| !s.is_zero())?;
    let slack = step * Decimal::from(parts.len() + less.len() + 1) / Decimal::TWO;
    let (from, to) = (lack.abs() / Decimal::TWO, lack.abs() * Decimal::TWO);
    let mut near: Set<Decimal> = Set::new();
    let mut explained = false;
    for (id, whole) in all() {
        let figure = &figures[id];
        for (origin, slip) in slip::origins(figure) {
            let off =
                origin.minus(figure.quantity.value).and_then(|o| o.times(figure.quantity.unit.factor()));
            // 元 for 万元 where all others are told in 万元.
            let alone = || {
                let same = all().filter(|(id, _)| figures[*id].quantity.unit == figure.quantity.unit);
                same.take(2).count() == 1
            };
            let other_unit = slip == Slip::UnitConfused && parts.len() > 1 && alone();
            let likely = slip.plausibility() == 0 || slip == Slip::PointMoved || other_unit;
            let Some(off) = off.filter(|_| likely) else { continue };
            let off = if whole { -off } else { off };
            explained |= (lack - off).abs() <= slack;
            if from <= off.abs() && off.abs() <= to {
                near.insert(off.abs());
            }
        }
    }
    // Values of that size, against those that a slip reaches within what rounding leaves open: as many steps as numbers.
    let reached = Decimal::from(near.len() * (parts.len() + less.len() + 2));
    let rare = reached.times(Decimal::from(rare)).and_then(|all| all.times(step));
    explained.then_some(rare.is_some_and(|rare| rare <= to - from))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::text::read_text;

    fn explains(text: &str) -> bool {
        let figures = Figures::of(&read_text(text));
        let parts: Vec<FigureId> = figures.ids().skip(1).collect();
        slip_explains(&figures, FigureId(0), &parts)
    }

    #[test]
    fn a_large_difference_of_one_digit_is_hardly_chance() {
        assert!(explains("总额18,631.25万元，其中甲11,250.40万元、乙6,940.15万元、丙3,440.70万元"));
        assert!(!explains("总额18,631.25万元，其中甲11,250.40万元、乙2,940.15万元、丙340.70万元"));
    }

    #[test]
    fn another_unit_than_that_of_the_total() {
        assert!(explains("总额675.72万元，其中货物139.10万元、工程165.22万元、服务371.40元"));
        assert!(!explains("总额675.72万元，其中货物139.10万元、工程165.22万元、服务300.40元"));
        assert!(explains("总额6757200.00万元，其中货物1391000.00元、工程1652200.00元、服务3714000.00元"));
    }

    #[test]
    fn numbers_of_any_size_may_stand_together() {
        assert!(explains("总额999999999999999亿元，其中甲0.0000000000001元、乙899999999999999亿元"));
    }

    #[test]
    fn numbers_of_few_digits_are_explained_by_anything() {
        assert!(!explains("设备42台，其中甲6台、乙11台、丙1台、丁16台"));
    }
}
