//! Texts of several lines in a cell too low for them: a program that does not clip them lets them stand half above and half
//! below, over the lines of the table.

use super::geometry::{Area, Turn};
use super::glyphs::Glyph;
use super::grid::Grid;

/// A line crosses a text if it lies at least this deep in it, in heights of the text.
const DEEP: f32 = 0.18;
/// Lines of one text stand this far apart, in em.
const LEAST_STEP: f32 = 0.95;
const MOST_STEP: f32 = 1.7;

/// Characters of the file that make one line, one after the other.
struct Line {
    range: (usize, usize),
    area: Area,
    baseline: f32,
    size: f32,
}

/// Gives every such text to the cell that holds its middle.
pub(super) fn keep_texts_whole(
    glyphs: &[Glyph],
    homes: &mut [Option<(usize, usize)>],
    grids: &[Grid],
    at: impl Fn(f32, f32) -> Option<(usize, usize)>,
) {
    let lines = lines(glyphs);
    let mut start = 0;
    while start < lines.len() {
        let end = end_of_text(&lines, start);
        let text = lines.get(start..end).unwrap_or_default();
        if let Some(home) = spilled(text, grids, &at) {
            for line in text {
                homes.get_mut(line.range.0..line.range.1).unwrap_or_default().fill(Some(home));
            }
        }
        start = end;
    }
}

fn lines(glyphs: &[Glyph]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (i, glyph) in glyphs.iter().enumerate().filter(|(_, g)| g.turn == Turn::Upright) {
        let goes_on = |l: &Line| {
            let level = (glyph.baseline - l.baseline).abs() < 0.2 * l.size;
            let beside = (glyph.area.left - l.area.right).abs() < 0.6 * l.size;
            l.range.1 == i && level && beside
        };
        match lines.last_mut().filter(|l| goes_on(l)) {
            Some(line) => {
                line.range.1 = i + 1;
                line.area = line.area.union(&glyph.area);
            }
            None => lines.push(Line {
                range: (i, i + 1),
                area: glyph.area,
                baseline: glyph.baseline,
                size: glyph.size,
            }),
        }
    }
    lines
}

/// Where the lines end that follow each other in the file, one below the other at the same left or about the same middle.
fn end_of_text(lines: &[Line], start: usize) -> usize {
    let mut end = start + 1;
    let mut usual: Option<f32> = None;
    while let (Some(a), Some(b)) = (lines.get(end - 1), lines.get(end)) {
        let step = b.baseline - a.baseline;
        let flush = (a.area.left - b.area.left).abs() < 0.2 * a.size;
        let middle = |l: &Line| (l.area.left + l.area.right) / 2.0;
        let centred = (middle(a) - middle(b)).abs() < 0.2 * a.size;
        let even = usual.is_none_or(|u| (u - step).abs() < 0.1 * a.size);
        let close = (LEAST_STEP * a.size..MOST_STEP * a.size).contains(&step);
        if !(flush || centred) || !close || !even || a.range.1 != b.range.0 {
            break;
        }
        usual = Some(step);
        end += 1;
    }
    end
}

/// The cell of a text that is higher than it, if lines of the table cross the text.
fn spilled(
    text: &[Line],
    grids: &[Grid],
    at: impl Fn(f32, f32) -> Option<(usize, usize)>,
) -> Option<(usize, usize)> {
    let area = text.iter().map(|l| l.area).reduce(|a, b| a.union(&b)).filter(|_| text.len() > 1)?;
    let home = at((area.left + area.right) / 2.0, (area.top + area.bottom) / 2.0)?;
    let grid = grids.get(home.0)?;
    let cell = grid.cell_area(grid.cells.get(home.1)?);
    let size = text.first()?.size;
    let inside = cell.left - 0.2 * size < area.left && area.right < cell.right + 0.2 * size;
    let crossed = text.iter().any(|line| {
        let deep = DEEP * line.area.height();
        [cell.top, cell.bottom].iter().any(|y| line.area.top + deep < *y && *y < line.area.bottom - deep)
    });
    (inside && crossed && area.height() > cell.height()).then_some(home)
}
