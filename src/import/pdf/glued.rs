//! A label that fills its column touches the number beside it: the column of the numbers tells where it ends.

use super::aligned::Segment;
use super::bands::Band;
use super::glyphs::Glyph;

/// Numbers that end at the same place and are followed by words there, on so many lines, are a column of numbers.
const FEWEST: usize = 4;

/// A few digits below a number with more of them: what was left of it at the end of its column.
pub(super) fn is_tail_of(tail: &Segment, above: &[Segment]) -> bool {
    let digits = tail.glyphs.len() <= 3 && tail.glyphs.iter().all(|g| g.char.is_ascii_digit());
    let under =
        |s: &Segment| tail.area.left > s.area.left - 0.5 * s.size && tail.area.right < s.area.right + 0.5;
    digits && above.iter().any(|s| s.figure && s.glyphs.len() >= 5 && under(s))
}

/// Rows with labels and numbers apart, if any row has them glued.
pub(super) fn apart(rows: &[&[Segment]], columns: &[Band], size: f32) -> Option<Vec<Vec<Segment>>> {
    let mut any = false;
    let amount = |s: &Segment| match before_words(s) {
        Some((_, amount, _)) => Some(amount.area.right),
        None => (s.figure && cents(&s.glyphs)).then_some(s.area.right),
    };
    let ends: Vec<f32> = rows.iter().copied().flatten().filter_map(amount).collect();
    let many = |right: f32| ends.iter().filter(|end| (**end - right).abs() < 0.15 * size).count() >= FEWEST;
    let rows = rows
        .iter()
        .map(|row| {
            let mut out = Vec::new();
            for segment in row.iter() {
                if let Some((label, amount, words)) =
                    before_words(segment).filter(|(_, a, _)| many(a.area.right))
                {
                    any = true;
                    out.extend(label);
                    out.extend([amount, words]);
                } else if let Some((label, amount)) = split(segment, row, columns, size) {
                    any = true;
                    out.extend([label, amount]);
                } else {
                    out.push(segment.clone());
                }
            }
            out
        })
        .collect();
    any.then_some(rows)
}

fn of_amount(c: char) -> bool {
    c.is_ascii_digit() || ".,-".contains(c)
}

/// Do characters end in a point and two digits?
fn cents(glyphs: &[Glyph]) -> bool {
    let decimals = glyphs.iter().rev().take_while(|g| g.char.is_ascii_digit()).count();
    decimals == 2 && glyphs.iter().rev().nth(decimals).is_some_and(|g| g.char == '.')
}

/// The words before an amount, if any, the amount, and the words behind it, which name no unit.
fn before_words(segment: &Segment) -> Option<(Option<Segment>, Segment, Segment)> {
    if segment.figure {
        return None;
    }
    let (size, glyphs) = (segment.size, &segment.glyphs);
    let start = glyphs.iter().position(|g| of_amount(g.char))?;
    let (label, rest) = glyphs.split_at_checked(start)?;
    let (amount, words) = rest.split_at_checked(rest.iter().take_while(|g| of_amount(g.char)).count())?;
    let next = words.first()?.char;
    let apart = label.last().is_none_or(|g| g.char.is_alphabetic());
    if !apart || !cents(amount) || !next.is_alphabetic() || "万元亿个分".contains(next) {
        return None;
    }
    let (amount, words) = (Segment::of(amount, size)?, Segment::of(words, size)?);
    amount.figure.then(|| (Segment::of(label, size), amount, words))
}

/// The label and the amount behind it: one with decimals that begins or ends where a column of numbers does, in which nothing
/// else of the row stands.
fn split(segment: &Segment, row: &[Segment], columns: &[Band], size: f32) -> Option<(Segment, Segment)> {
    if segment.figure {
        return None;
    }
    let tail = segment.glyphs.iter().rev().take_while(|g| of_amount(g.char)).count();
    let (label, amount) = segment.glyphs.split_at(segment.glyphs.len() - tail);
    if !cents(amount) || !label.last()?.char.is_alphabetic() {
        return None;
    }
    let (label, amount) = (Segment::of(label, segment.size)?, Segment::of(amount, segment.size)?);
    let level = |a: f32, b: f32| (a - b).abs() < 0.3 * size;
    let in_line = |c: &Band| level(c.right, amount.area.right) || level(c.left, amount.area.left);
    let column = columns.iter().find(|c| c.figures && in_line(c))?;
    let free = row.iter().all(|s| !s.figure || s.area.right <= column.left || s.area.left >= column.right);
    (free && amount.figure && label.area.left < column.left).then_some((label, amount))
}
