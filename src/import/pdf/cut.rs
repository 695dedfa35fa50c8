//! Numbers of which a narrow cell shows only a part: some programs write no more of a text than its cell has room for, and
//! what is left of a number looks like another one.

use super::geometry::Area;

/// A text that ends nearer than this to the edge of what is seen of it, in em, may have been cut off there.
const TIGHT: f32 = 0.08;
/// A program that cuts texts off leaves about one character outside at most; one that writes whole texts may leave more.
const OUTSIDE: f32 = 1.5;
/// A text that leaves more room than this, in em, is whole.
const ROOM: f32 = 0.6;
/// What is seen of a text in a cell is narrower than this part of the page.
const NARROW: f32 = 0.5;

/// A text drawn where only a narrow part of the page is seen.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clipped {
    /// Its first and last character, the latter exclusive.
    pub(super) range: (usize, usize),
    /// How far it reaches out at its beginning and its end, in em: less than nothing where there is room.
    before: f32,
    after: f32,
}

impl Clipped {
    /// A text that fills what is seen of it, if that is narrow, or reaches out of it.
    pub(super) fn new(
        range: (usize, usize),
        text: &Area,
        seen: &Area,
        page: &Area,
        size: f32,
    ) -> Option<Self> {
        let before = (seen.left - text.left) / size;
        let after = (text.right - seen.right) / size;
        let narrow = seen.width() < NARROW * page.width() && before + after > -ROOM;
        // What reaches out of a larger part is cut off where that ends.
        let out = before.max(after) > 0.0 && before.max(after) <= OUTSIDE;
        (narrow || out).then_some(Self { range, before, after })
    }
}

/// Is it a part of a number that the number would miss?
pub(super) fn of_number(c: char) -> bool {
    c.is_ascii_digit() || ".,%".contains(c)
}

/// Puts `#` for the digits of the numbers that were cut off, as spreadsheets do themselves.
pub(super) fn hide_cut_numbers(clipped: &[Clipped], char_at: &mut [&mut char]) {
    if clipped.iter().any(|c| c.before > OUTSIDE || c.after > OUTSIDE) {
        return;
    }
    let mut hide = |at: usize| match char_at.get_mut(at) {
        Some(c) if of_number(**c) => {
            **c = '#';
            true
        }
        _ => false,
    };
    for text in clipped {
        let (start, end) = text.range;
        if text.before > -TIGHT {
            let _ = (start..end).take_while(|at| hide(*at)).count();
        }
        if text.after > -TIGHT {
            let _ = (start..end).rev().take_while(|at| hide(*at)).count();
        }
    }
}
