//! 因公出国（境）费0万元 among amounts with two decimals is nothing at all, not anything up to half a 万元.

use crate::figure::{FigureId, Figures};
use crate::number::Unit;

/// Gives each amount of zero the decimals that at least half of the other amounts of its unit in the text have.
pub(super) fn give_decimals(figures: &mut Figures) {
    let amounts: Vec<FigureId> = figures
        .ids()
        .filter(|&id| figures[id].span.cell.is_none() && figures[id].quantity.unit.is_money())
        .collect();
    let (zeros, others): (Vec<FigureId>, Vec<FigureId>) =
        amounts.into_iter().partition(|&id| figures[id].quantity.value.is_zero());
    for zero in zeros {
        let unit = figures[zero].quantity.unit.clone();
        let usual = usual_decimals(&others, &unit, figures);
        let decimals = &mut figures[zero].quantity.decimals;
        *decimals = usual.max(*decimals);
    }
}

fn usual_decimals(amounts: &[FigureId], unit: &Unit, figures: &Figures) -> u32 {
    let mut decimals: Vec<u32> = amounts
        .iter()
        .filter(|&&id| figures[id].quantity.unit == *unit)
        .map(|&id| figures[id].quantity.decimals)
        .collect();
    crate::order::naturally(&mut decimals);
    // The smallest of the better half: half of them have as many or more.
    decimals.get(decimals.len() / 2).copied().unwrap_or(0)
}
