//! 因公出国（境）费0万元 among amounts with two decimals is nothing at all, not anything up to half a 万元.

use crate::figure::{FigureId, Figures};
use crate::number::Unit;
use crate::order;

/// Gives each amount of zero the decimals that at least half of the other amounts of its unit in the text have.
pub(super) fn give_decimals(figures: &mut Figures) {
    let told = |id: &FigureId| figures[*id].span.cell.is_none() && figures[*id].quantity.unit.is_money();
    let (zeros, others): (Vec<FigureId>, Vec<FigureId>) =
        figures.ids().filter(told).partition(|&id| figures[id].quantity.value.is_zero());
    for unit in [Unit::Yuan, Unit::ThousandYuan, Unit::TenThousandYuan, Unit::HundredMillionYuan] {
        let decimals = others.iter().filter(|&&id| figures[id].quantity.unit == unit);
        let mut decimals: Vec<u32> = decimals.map(|&id| figures[id].quantity.decimals).collect();
        order::naturally(&mut decimals);
        // The smallest of the better half: half of them have as many or more.
        let Some(&usual) = decimals.get(decimals.len() / 2) else { continue };
        for &zero in &zeros {
            let quantity = &mut figures[zero].quantity;
            if quantity.unit == unit {
                quantity.decimals = quantity.decimals.max(usual);
            }
        }
    }
}
