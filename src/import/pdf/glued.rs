//! A label that fills its column touches the number beside it: the column of the numbers tells where it ends.

use super::aligned::Segment;
use super::bands::Band;

/// Rows with labels and numbers apart, if any row has them glued.
pub(super) fn apart(rows: &[&[Segment]], columns: &[Band], size: f32) -> Option<Vec<Vec<Segment>>> {
    let mut any = false;
    let rows = rows
        .iter()
        .map(|row| {
            let mut out = Vec::new();
            for segment in row.iter() {
                match split(segment, row, columns, size) {
                    Some((label, amount)) => {
                        any = true;
                        out.extend([label, amount]);
                    }
                    None => out.push(segment.clone()),
                }
            }
            out
        })
        .collect();
    any.then_some(rows)
}

/// The label and the amount behind it: one with decimals that begins or ends where a column of numbers does, in which nothing
/// else of the row stands.
fn split(segment: &Segment, row: &[Segment], columns: &[Band], size: f32) -> Option<(Segment, Segment)> {
    if segment.figure {
        return None;
    }
    let of_amount = |c: char| c.is_ascii_digit() || ".,-".contains(c);
    let tail = segment.glyphs.iter().rev().take_while(|g| of_amount(g.char)).count();
    let (label, amount) = segment.glyphs.split_at(segment.glyphs.len() - tail);
    let decimals = amount.iter().rev().take_while(|g| g.char.is_ascii_digit()).count();
    let point = amount.len().checked_sub(decimals + 1).and_then(|i| amount.get(i))?;
    if point.char != '.' || decimals != 2 || !label.last()?.char.is_alphabetic() {
        return None;
    }
    let (label, amount) = (Segment::of(label, segment.size)?, Segment::of(amount, segment.size)?);
    let level = |a: f32, b: f32| (a - b).abs() < 0.3 * size;
    let in_line = |c: &Band| level(c.right, amount.area.right) || level(c.left, amount.area.left);
    let column = columns.iter().find(|c| c.figures && in_line(c))?;
    let free = row.iter().all(|s| !s.figure || s.area.right <= column.left || s.area.left >= column.right);
    (free && amount.figure && label.area.left < column.left).then_some((label, amount))
}
