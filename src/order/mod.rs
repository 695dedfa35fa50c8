//! Sorting with one copy of the standard library's sort, and a map and a set with one copy of their search. Every type
//! and every comparison sorted by it directly is another 5 kB of the page; here only positions are sorted, and what
//! they stand for is put in place by swaps.

mod index;
mod map;
mod set;

use std::cmp::Ordering;

pub use map::Map;
pub use set::Set;

/// Sorts by a key; what has the same key keeps its order, as with `sort_by_key`.
pub fn by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    by(items, |a, b| key(a).cmp(&key(b)));
}

/// Sorts by the type's own order.
pub fn naturally<T: Ord>(items: &mut [T]) {
    by(items, T::cmp);
}

/// Sorts by a comparison; equals keep their order, as with `sort_by`.
pub fn by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let order = positions(items.len(), &|a, b| compare(&items[a], &items[b]));
    arrange(items, order);
}

/// Puts the items in their new order; `order[i]` is where the item of position i comes from.
fn arrange<T>(items: &mut [T], mut order: Vec<usize>) {
    // Each cycle of positions is closed by swaps.
    for start in 0..order.len() {
        let mut at = start;
        loop {
            let from = std::mem::replace(&mut order[at], at);
            if from == start || from == at {
                break;
            }
            items.swap(at, from);
            at = from;
        }
    }
}

/// The positions of the items in their new order.
#[inline(never)]
fn positions(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|&a, &b| compare(a, b));
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Sorted as the standard library sorts, what is equal in its old order.
        #[test]
        fn sorts_as_the_standard_library(items in prop::collection::vec((0u8..8, any::<u16>()), 0..80)) {
            let mut ours = items.clone();
            let mut theirs = items;
            by_key(&mut ours, |item| item.0);
            theirs.sort_by_key(|item| item.0);
            prop_assert_eq!(&ours, &theirs);
            naturally(&mut ours);
            theirs.sort();
            prop_assert_eq!(ours, theirs);
        }
    }
}
