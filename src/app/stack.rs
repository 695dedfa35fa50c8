//! The pages one below the other: how large each is shown, and where it begins.

use super::lengths::between;

/// Space between pages in pixels of the layout; the style sheet has the same.
const GAP: f32 = 18.0;

/// All pages with their scale.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Stack {
    sizes: Vec<(f32, f32)>,
    zooms: Vec<f32>,
    /// Pixels of the screen a pixel of the layout.
    pub ratio: f32,
}

impl Stack {
    /// All pages at one scale, in pixels of the layout a point.
    pub fn scaled(sizes: &[(f32, f32)], zoom: f32, ratio: f32) -> Self {
        Self { sizes: sizes.to_vec(), zooms: vec![zoom; sizes.len()], ratio }
    }

    /// Most pages as wide as there is room; what is wider (a landscape page) is made to fit as well.
    pub fn fitting(sizes: &[(f32, f32)], room: f32, ratio: f32) -> Self {
        let zoom = between(room / usual_width(sizes), 0.3, 2.0);
        let zooms = sizes.iter().map(|(width, _)| zoom.min(room / width.max(1.0)).max(0.1)).collect();
        Self { sizes: sizes.to_vec(), zooms, ratio }
    }

    /// Number of pages.
    pub fn pages(&self) -> u32 {
        self.sizes.len() as u32
    }

    /// Width and height of a page in points.
    pub fn size(&self, page: u32) -> (f32, f32) {
        self.sizes.get((page as usize).saturating_sub(1)).copied().unwrap_or((1.0, 1.0))
    }

    /// Pixels of the layout a point of a page.
    pub fn zoom(&self, page: u32) -> f32 {
        self.zooms.get((page as usize).saturating_sub(1)).copied().unwrap_or(1.0)
    }

    /// The scale of most pages.
    pub fn usual_zoom(&self) -> f32 {
        let usual = usual_width(&self.sizes);
        let page = self.sizes.iter().position(|(width, _)| *width == usual).unwrap_or(0);
        self.zoom(page as u32 + 1)
    }

    /// Where a page begins, in pixels of the layout from the first one.
    fn top(&self, page: u32) -> f32 {
        (1..page).map(|p| self.size(p).1 * self.zoom(p) + GAP).sum()
    }

    /// A point of another page in the coordinates of a page; pages stand centred one below the other.
    pub fn seen_from(&self, page: u32, other: u32, (x, y): (f32, f32)) -> (f32, f32) {
        let width = |p: u32| self.size(p).0 * self.zoom(p);
        let right = x * self.zoom(other) + (width(page) - width(other)) / 2.0;
        let down = y * self.zoom(other) + self.top(other) - self.top(page);
        (right / self.zoom(page).max(0.01), down / self.zoom(page).max(0.01))
    }

    /// Where a height of the stack comes to lie when the stack is shown otherwise.
    pub fn moved(&self, height: f32, otherwise: &Stack) -> f32 {
        let page = (1..=self.pages()).rev().find(|p| self.top(*p) <= height).unwrap_or(1);
        let inside = (height - self.top(page)) / self.zoom(page).max(0.01);
        otherwise.top(page) + inside * otherwise.zoom(page)
    }
}

/// The width that most pages have.
fn usual_width(sizes: &[(f32, f32)]) -> f32 {
    let like = |width: f32| sizes.iter().filter(|(w, _)| (w - width).abs() < 1.0).count();
    let usual = sizes.iter().map(|(w, _)| *w).max_by_key(|w| like(*w));
    usual.unwrap_or(1.0).max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZES: [(f32, f32); 3] = [(600.0, 800.0), (800.0, 600.0), (600.0, 800.0)];

    #[test]
    fn a_wide_page_fits_as_well() {
        let stack = Stack::fitting(&SIZES, 600.0, 1.0);
        assert_eq!((stack.zoom(1), stack.zoom(2)), (1.0, 0.75));
        assert_eq!(stack.usual_zoom(), 1.0);
    }

    #[test]
    fn points_of_other_pages() {
        let stack = Stack::scaled(&SIZES, 2.0, 1.0);
        assert_eq!(stack.seen_from(1, 1, (5.0, 7.0)), (5.0, 7.0));
        assert_eq!(stack.seen_from(1, 2, (100.0, 0.0)), (0.0, 809.0));
    }

    #[test]
    fn the_same_line_stays_in_the_middle() {
        let (small, large) = (Stack::scaled(&SIZES, 1.0, 1.0), Stack::scaled(&SIZES, 2.0, 1.0));
        assert_eq!(small.moved(818.0 + 10.0, &large), 1618.0 + 20.0);
    }
}
