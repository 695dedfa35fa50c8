//! Where the text of a document stands on its pages: from the boxes that the importer kept to pieces of text and areas of
//! figures, page by page.

use super::case::{Case, FindingId};
use crate::document::{Block, Origin};
use crate::order::Map;

/// A rectangle on a page, in points from its top left corner.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Area {
    pub left: f32,
    pub top: f32,
    pub right: f32,
    pub bottom: f32,
}

impl Area {
    pub fn width(&self) -> f32 {
        self.right - self.left
    }

    pub fn height(&self) -> f32 {
        self.bottom - self.top
    }

    pub fn centre(&self) -> (f32, f32) {
        ((self.left + self.right) / 2.0, (self.top + self.bottom) / 2.0)
    }

    fn with(self, other: Area) -> Area {
        Area {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// On the same line and hardly a gap between.
    fn continues(&self, next: &Area) -> bool {
        let size = self.height().max(1.0);
        (self.top - next.top).abs() < 0.2 * size
            && (self.bottom - next.bottom).abs() < 0.2 * size
            && next.left > self.left
            && (next.left - self.right).abs() < 0.6 * size
    }
}

/// A place on a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spot {
    /// From 1.
    pub page: u32,
    pub area: Area,
}

/// A piece of text in one line, as it can be selected on the page.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    pub text: String,
    pub area: Area,
    /// The number that it is, or is a part of.
    pub number: Option<usize>,
    /// A cell or paragraph ends with it.
    pub last: bool,
}

/// What stands on a page.
#[derive(Debug, Default, PartialEq)]
pub struct Leaf {
    /// In reading order.
    pub pieces: Vec<Piece>,
    /// Remarks that are not about a number: finding and areas.
    pub remarks: Vec<(usize, Vec<Area>)>,
    /// Findings whose note stands beside the page, with the number they stand at.
    pub notes: Vec<(FindingId, Option<usize>)>,
}

/// The places of a document.
#[derive(Debug, Default, PartialEq)]
pub struct Places {
    /// Pages that hold text, by their number from 1.
    pub leaves: Map<u32, Leaf>,
    numbers: Map<usize, Spot>,
    remarks: Map<usize, Spot>,
}

/// Character by character, what a text covers.
struct Placed {
    start: usize,
    end: usize,
    spot: Spot,
}

impl Places {
    /// Finds them.
    pub fn of(case: &Case) -> Self {
        let mut places = Self::default();
        for (index, block) in case.analysis.document.blocks.iter().enumerate() {
            match block {
                Block::Paragraph(p) => places.text(case, index, None, &p.text, &p.origin),
                Block::Table(t) => {
                    for (i, cell) in t.cells.iter().enumerate() {
                        places.text(case, index, Some(i), &cell.text, &cell.origin);
                    }
                }
            }
        }
        for block in 0..case.analysis.document.blocks.len() {
            for &(id, number) in case.notes(block) {
                let spot = number.and_then(|n| places.number(n)).or_else(|| places.remark(id.top));
                if let Some(spot) = spot {
                    places.leaves.entry(spot.page).or_default().notes.push((id, number));
                }
            }
        }
        places
    }

    /// Where a number stands: its first line.
    pub fn number(&self, number: usize) -> Option<Spot> {
        self.numbers.get(&number).copied()
    }

    /// Where the remark of a finding stands.
    pub fn remark(&self, top: usize) -> Option<Spot> {
        self.remarks.get(&top).copied()
    }

    fn text(&mut self, case: &Case, block: usize, cell: Option<usize>, text: &str, origin: &Origin) {
        let placed = placed(text, origin);
        if placed.is_empty() {
            return;
        }
        let marks = case.marks(block, cell);
        let mut at = 0;
        for &index in marks.map_or(&[][..], |m| &m.numbers) {
            let Some(number) = case.number(index) else { continue };
            self.pieces(text, &placed, at, number.span.start, None);
            self.pieces(text, &placed, number.span.start.max(at), number.span.end, Some(index));
            at = at.max(number.span.end);
        }
        self.pieces(text, &placed, at, text.len(), None);
        if let Some(last) = placed.last()
            && let Some(piece) = self.leaves.get_mut(&last.spot.page).and_then(|l| l.pieces.last_mut())
        {
            piece.last = true;
        }
        for &(start, end, top) in marks.map_or(&[][..], |m| &m.remarks) {
            for (spot, _) in lines(text, &placed, start, end) {
                self.remarks.entry(top).or_insert(spot);
                let remarks = &mut self.leaves.entry(spot.page).or_default().remarks;
                match remarks.iter_mut().find(|(t, _)| *t == top) {
                    Some((_, areas)) => areas.push(spot.area),
                    None => remarks.push((top, vec![spot.area])),
                }
            }
        }
    }

    fn pieces(&mut self, text: &str, placed: &[Placed], from: usize, to: usize, number: Option<usize>) {
        for (spot, text) in lines(text, placed, from, to) {
            if let Some(number) = number {
                self.numbers.entry(number).or_insert(spot);
            }
            let piece = Piece { text, area: spot.area, number, last: false };
            self.leaves.entry(spot.page).or_default().pieces.push(piece);
        }
    }
}

/// The boxes of a text cut into characters; within a box the characters share its width, a Chinese one taking twice as much.
fn placed(text: &str, origin: &Origin) -> Vec<Placed> {
    let mut out = Vec::new();
    let mut at = 0_usize;
    for text_box in &origin.boxes {
        let end = at.saturating_add(text_box.length as usize);
        let Some(covered) = text.get(at..end) else { break };
        let points = |hundredths: i32| hundredths as f32 / 100.0;
        let (left, right) = (points(text_box.left), points(text_box.right));
        let shown = covered.trim_end();
        let weight = |c: char| if c.is_ascii() { 1.0_f32 } else { 2.0 };
        let whole: f32 = shown.chars().map(weight).sum::<f32>().max(1.0);
        let mut before = 0.0;
        for (offset, c) in shown.char_indices() {
            let share = |part: f32| left + (right - left) * part / whole;
            let area = Area {
                left: share(before),
                right: share(before + weight(c)),
                top: points(text_box.top),
                bottom: points(text_box.bottom),
            };
            before += weight(c);
            let start = at + offset;
            out.push(Placed { start, end: start + c.len_utf8(), spot: Spot { page: text_box.page, area } });
        }
        at = end;
    }
    out
}

/// A range of a text, line by line: where each line stands and what it says.
fn lines(text: &str, placed: &[Placed], from: usize, to: usize) -> Vec<(Spot, String)> {
    let first = placed.partition_point(|p| p.start < from);
    let mut out: Vec<(Spot, String)> = Vec::new();
    let mut last = from;
    for p in placed.get(first..).unwrap_or_default().iter().take_while(|p| p.end <= to) {
        let shown = text.get(p.start..p.end).unwrap_or("");
        match out.last_mut() {
            Some((spot, line)) if spot.page == p.spot.page && spot.area.continues(&p.spot.area) => {
                // A space that is in the text but not on the page.
                line.push_str(text.get(last..p.start).unwrap_or(""));
                spot.area = spot.area.with(p.spot.area);
                line.push_str(shown);
            }
            _ => out.push((p.spot, shown.to_string())),
        }
        last = p.end;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::TextBox;

    #[test]
    fn a_figure_is_found_within_its_line() {
        let text = "收入12.50万元 支出";
        let text_box =
            |length, left, right| TextBox { length, page: 2, left, right, top: 1000, bottom: 2000 };
        let origin = Origin {
            boxes: vec![
                text_box(6, 0, 2000),
                text_box(5, 2000, 4500),
                text_box(7, 4500, 6500),
                text_box(6, 9000, 11000),
            ],
            ..Origin::default()
        };
        let placed = placed(text, &origin);
        let found = lines(text, &placed, 6, 17);
        assert_eq!(found.len(), 1);
        let (spot, shown) = &found[0];
        assert_eq!((spot.page, shown.as_str()), (2, "12.50万元"));
        assert_eq!((spot.area.left, spot.area.right, spot.area.top), (20.0, 65.0, 10.0));
        // A wide gap begins a piece of its own.
        assert_eq!(lines(text, &placed, 0, text.len()).len(), 2);
    }
}
