//! The characters, ruling lines and images of a page, with their positions: a device that listens to the page being drawn.

use super::cut::{self, Clipped};
use super::geometry::{Area, Turn};
use super::unicode;
use crate::order::Map;
use hayro_interpret::font::{Glyph as DrawnGlyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask,
};

/// More than any printed page holds; beyond it a file is not a report and the rest is not collected.
const MOST_GLYPHS: usize = 100_000;
const MOST_RULINGS: usize = 60_000;
/// A filled rectangle up to this thick is a ruling line.
const RULING_THICKNESS: f32 = 3.0;
/// Two equal characters nearer than this, in em, are one printed twice to look bold.
const FAKE_BOLD: f32 = 0.12;

/// A character on the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Glyph {
    pub(super) char: char,
    /// Where it stands on the page as read.
    pub(super) area: Area,
    pub(super) baseline: f32,
    /// Size of the type in points.
    pub(super) size: f32,
    /// Its own turn on a page whose other text stands upright.
    pub(super) turn: Turn,
    /// A space was drawn before it.
    pub(super) spaced: bool,
    /// Which string of the file it comes from.
    pub(super) run: u32,
    /// Cut off at the side, where a text is wider than its cell: the rest of its string is seen.
    pub(super) hidden: bool,
}

impl Glyph {
    pub(super) fn centre(&self) -> (f32, f32) {
        ((self.area.left + self.area.right) / 2.0, (self.area.top + self.area.bottom) / 2.0)
    }

    /// An upright character of ten points, for tests.
    #[cfg(test)]
    pub(super) fn upright(char: char, area: Area, baseline: f32) -> Self {
        Self { char, area, baseline, size: 10.0, turn: Turn::Upright, spaced: false, run: 0, hidden: false }
    }
}

/// A horizontal or vertical line, as drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ruling {
    pub(super) horizontal: bool,
    /// Its y if horizontal, else its x.
    pub(super) at: f32,
    pub(super) from: f32,
    pub(super) to: f32,
}

/// What stands on a page.
#[derive(Debug, Clone, Default)]
pub(super) struct PageContent {
    /// Number of the page, from 1.
    pub(super) number: u32,
    /// Size of the page as shown.
    pub(super) shown: (f32, f32),
    /// How the page was turned to read it.
    pub(super) turn: Turn,
    /// Size of the page as read.
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) glyphs: Vec<Glyph>,
    pub(super) rulings: Vec<Ruling>,
    pub(super) images: Vec<Area>,
    /// Characters that the file does not say the meaning of.
    pub(super) unmapped: usize,
    /// Filled shapes with curves: letters drawn as outlines, if there is no text.
    pub(super) outlines: usize,
}

impl PageContent {
    /// An area of the page as read, on the page as shown.
    pub(super) fn shown_area(&self, area: &Area) -> Area {
        self.turn.undo(area, self.shown.0, self.shown.1)
    }
}

#[derive(Clone, Copy)]
struct Drawn {
    char: char,
    origin: (f32, f32),
    direction: Turn,
    advance: f32,
    size: f32,
    spaced: bool,
    run: u32,
    hidden: bool,
}

impl Drawn {
    fn area(&self) -> Area {
        let ((x, y), w) = (self.origin, self.advance);
        let (up, down) = (0.86 * self.size, 0.14 * self.size);
        match self.direction {
            Turn::Upright => Area::new(x, y - up, x + w, y + down),
            Turn::Reversed => Area::new(x - w, y - down, x, y + up),
            Turn::Upwards => Area::new(x - up, y - w, x + down, y),
            Turn::Downwards => Area::new(x - down, y, x + up, y + w),
        }
    }
}

/// Listens to a page being drawn.
pub(super) struct Collector {
    page: Area,
    clips: Vec<Area>,
    drawn: Vec<Drawn>,
    clipped: Vec<Clipped>,
    /// Where the last character ends of a number that reaches out of the page.
    severed: Option<(f32, f32)>,
    rulings: Vec<Ruling>,
    images: Vec<Area>,
    unmapped: usize,
    outlines: usize,
    /// A space was drawn since the last character.
    spaced: bool,
    run: u32,
    /// First origin and length of the last filled run, to know its stroked double.
    filled_run: Option<(usize, (f32, f32))>,
}

impl Collector {
    pub(super) fn new(width: f32, height: f32) -> Self {
        Self {
            page: Area::new(0.0, 0.0, width, height),
            clips: Vec::new(),
            drawn: Vec::new(),
            clipped: Vec::new(),
            severed: None,
            rulings: Vec::new(),
            images: Vec::new(),
            unmapped: 0,
            outlines: 0,
            spaced: false,
            run: 0,
            filled_run: None,
        }
    }

    /// The page, turned so that most of its text stands upright.
    pub(super) fn finish(mut self, number: u32) -> PageContent {
        let mut chars: Vec<&mut char> = self.drawn.iter_mut().map(|d| &mut d.char).collect();
        cut::hide_cut_numbers(&self.clipped, &mut chars);
        let (width, height) = (self.page.width(), self.page.height());
        let mut counts = [0usize; 4];
        for glyph in &self.drawn {
            counts[glyph.direction as usize] += 1;
        }
        let turn = [Turn::Upright, Turn::Upwards, Turn::Reversed, Turn::Downwards]
            .into_iter()
            .max_by_key(|t| (counts[*t as usize], *t == Turn::Upright))
            .unwrap_or_default();
        let sideways = matches!(turn, Turn::Upwards | Turn::Downwards);
        let mut content = PageContent {
            number,
            shown: (width, height),
            turn,
            width: if sideways { height } else { width },
            height: if sideways { width } else { height },
            unmapped: self.unmapped,
            outlines: self.outlines,
            ..PageContent::default()
        };
        content.glyphs = drop_doubles(&self.drawn)
            .map(|d| {
                let area = turn.apply(&d.area(), width, height);
                let baseline = area.bottom - 0.14 * d.size;
                Glyph {
                    char: d.char,
                    area,
                    baseline,
                    size: d.size,
                    turn: d.direction.relative_to(turn),
                    spaced: d.spaced,
                    run: d.run,
                    hidden: d.hidden,
                }
            })
            .collect();
        content.images = self.images.iter().map(|a| turn.apply(a, width, height)).collect();
        content.rulings = self
            .rulings
            .iter()
            .map(|r| {
                let line = if r.horizontal {
                    Area::new(r.from, r.at, r.to, r.at)
                } else {
                    Area::new(r.at, r.from, r.at, r.to)
                };
                let a = turn.apply(&line, width, height);
                if r.horizontal != sideways {
                    Ruling { horizontal: true, at: a.top, from: a.left, to: a.right }
                } else {
                    Ruling { horizontal: false, at: a.left, from: a.top, to: a.bottom }
                }
            })
            .collect();
        content
    }

    fn visible(&self) -> Area {
        self.clips.last().copied().unwrap_or(self.page)
    }

    fn push_clip(&mut self, rect: &Rect) {
        self.clips.push(self.visible().intersect(&area_of(rect)));
    }

    fn character(&mut self, text: &str, transform: Affine, advance: Option<f32>) {
        let origin = transform * Point::ZERO;
        let right = transform * Point::new(1000.0, 0.0) - origin;
        let up = transform * Point::new(0.0, 1000.0) - origin;
        let (horizontal, size) = (right.hypot() as f32, up.hypot() as f32);
        if !(size.is_finite() && horizontal.is_finite() && origin.is_finite()) || size < 0.5 {
            return;
        }
        let Some(direction) = Turn::of_direction(right.x as f32, right.y as f32) else { return };
        if text.chars().all(unicode::is_space) {
            self.spaced = true;
            return;
        }
        let advance = advance.filter(|a| *a > 0.0).unwrap_or(500.0).min(3000.0) / 1000.0 * horizontal;
        let count = text.chars().count().max(1) as f32;
        for (index, char) in text.chars().enumerate() {
            let step = advance / count;
            let along = step * index as f32;
            let (mut x, mut y) = (origin.x as f32, origin.y as f32);
            match direction {
                Turn::Upright => x += along,
                Turn::Reversed => x -= along,
                Turn::Upwards => y -= along,
                Turn::Downwards => y += along,
            }
            let mut drawn = Drawn {
                char,
                origin: (x, y),
                direction,
                advance: step,
                size,
                spaced: self.spaced,
                run: self.run,
                hidden: false,
            };
            self.spaced = false;
            let area = drawn.area();
            let centre = ((area.left + area.right) / 2.0, (area.top + area.bottom) / 2.0);
            let seen = self.visible();
            drawn.hidden = !seen.contains(centre.0, centre.1);
            let beside = direction == Turn::Upright
                && (seen.top..=seen.bottom).contains(&centre.1)
                && self.page.contains(centre.0, centre.1);
            if beside || !drawn.hidden {
                // What is left of a number that begins outside the page.
                let (x, y) = drawn.origin;
                let near =
                    |end: &(f32, f32)| (end.0 - x).abs() < 0.2 * size && (end.1 - y).abs() < 0.1 * size;
                self.severed = self.severed.filter(|end| cut::of_number(char) && near(end));
                if self.severed.is_some() {
                    drawn.char = '#';
                    self.severed = Some((x + step, y));
                }
                if self.drawn.len() < MOST_GLYPHS {
                    self.drawn.push(drawn);
                }
            } else if cut::of_number(char) && !self.page.contains(centre.0, centre.1) {
                self.sever(&drawn);
            }
        }
    }

    /// Hides the number of which a part stands outside the page, or of what is seen of it.
    fn sever(&mut self, outside: &Drawn) {
        let mut right = outside.origin.0;
        if outside.direction == Turn::Upright {
            for d in self.drawn.iter_mut().rev() {
                let level =
                    d.direction == Turn::Upright && (d.origin.1 - outside.origin.1).abs() < 0.1 * d.size;
                let touches = (d.origin.0 + d.advance - right).abs() < 0.2 * d.size;
                if !level || !touches || !(cut::of_number(d.char) || d.char == '#') {
                    break;
                }
                right = d.origin.0;
                d.char = '#';
            }
        }
        self.severed = Some((outside.origin.0 + outside.advance, outside.origin.1));
    }

    fn ruling(&mut self, a: Point, b: Point) {
        let (dx, dy) = ((b.x - a.x).abs() as f32, (b.y - a.y).abs() as f32);
        let horizontal = dy <= 0.6 && dx > dy;
        if !(horizontal || dx <= 0.6 && dy > dx) {
            return;
        }
        let seen = self.visible();
        let (at, from, to, low, high, start, end) = if horizontal {
            ((a.y + b.y) / 2.0, a.x.min(b.x), a.x.max(b.x), seen.top, seen.bottom, seen.left, seen.right)
        } else {
            ((a.x + b.x) / 2.0, a.y.min(b.y), a.y.max(b.y), seen.left, seen.right, seen.top, seen.bottom)
        };
        let (at, from, to) = (at as f32, (from as f32).max(start - 1.0), (to as f32).min(end + 1.0));
        let inside = at >= low - 2.0 && at <= high + 2.0;
        if inside && from < to && self.rulings.len() < MOST_RULINGS {
            self.rulings.push(Ruling { horizontal, at, from, to });
        }
    }

    fn filled_box(&mut self, area: &Area) {
        let (left, top, right, bottom) =
            (f64::from(area.left), f64::from(area.top), f64::from(area.right), f64::from(area.bottom));
        let (x, y) = ((left + right) / 2.0, (top + bottom) / 2.0);
        if area.height() <= RULING_THICKNESS && area.width() > area.height() {
            self.ruling(Point::new(left, y), Point::new(right, y));
        } else if area.width() <= RULING_THICKNESS && area.height() > area.width() {
            self.ruling(Point::new(x, top), Point::new(x, bottom));
        }
    }
}

fn area_of(rect: &Rect) -> Area {
    Area::new(rect.x0 as f32, rect.y0 as f32, rect.x1 as f32, rect.y1 as f32)
}

/// White or fully transparent: nobody sees it.
fn unseen(paint: &Paint<'_>) -> bool {
    let Paint::Color(color) = paint else { return false };
    let [r, g, b, a] = color.to_rgba().components();
    a < 0.02 || (r > 0.97 && g > 0.97 && b > 0.97)
}

fn transparent(paint: &Paint<'_>) -> bool {
    matches!(paint, Paint::Color(color) if color.to_rgba().components()[3] < 0.02)
}

/// Leaves out characters that repeat an equal one at almost the same place.
fn drop_doubles(drawn: &[Drawn]) -> impl Iterator<Item = Drawn> {
    let mut seen: Map<(char, i32, i32), Vec<(f32, f32)>> = Map::new();
    drawn.iter().copied().filter(move |d| {
        let near = FAKE_BOLD * d.size;
        let (x, y) = d.origin;
        let slot = |v: f32| (v / 4.0).floor() as i32;
        let reach = |v: f32| slot(v - near)..=slot(v + near);
        let double = reach(x).any(|i| {
            reach(y).any(|j| {
                seen.get(&(d.char, i, j)).is_some_and(|places| {
                    places.iter().any(|p| (p.0 - x).abs() < near && (p.1 - y).abs() < near)
                })
            })
        });
        if !double {
            seen.entry((d.char, slot(x), slot(y))).or_default().push((x, y));
        }
        !double
    })
}

impl<'a> Device<'a> for Collector {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, draw_mode: &DrawMode) {
        if unseen(&props.paint) || path.elements().len() > 200_000 {
            return;
        }
        let path = props.transform * path.clone();
        match draw_mode {
            DrawMode::Stroke(_) => {
                let (mut first, mut last) = (Point::ZERO, Point::ZERO);
                for element in path.elements() {
                    match *element {
                        PathEl::MoveTo(p) => (first, last) = (p, p),
                        PathEl::LineTo(p) => {
                            self.ruling(last, p);
                            last = p;
                        }
                        PathEl::QuadTo(_, p) | PathEl::CurveTo(_, _, p) => last = p,
                        PathEl::ClosePath => {
                            self.ruling(last, first);
                            last = first;
                        }
                    }
                }
            }
            DrawMode::Fill(_) | DrawMode::FillAndStroke(..) => {
                let mut curved = false;
                let mut part: Option<Area> = None;
                for element in path.elements() {
                    let point = match *element {
                        PathEl::MoveTo(p) => {
                            if let Some(area) = part.take().filter(|_| !curved) {
                                self.filled_box(&area);
                            }
                            p
                        }
                        PathEl::LineTo(p) => p,
                        PathEl::QuadTo(_, p) | PathEl::CurveTo(_, _, p) => {
                            curved = true;
                            p
                        }
                        PathEl::ClosePath => continue,
                    };
                    let (x, y) = (point.x as f32, point.y as f32);
                    let dot = Area::new(x, y, x, y);
                    part = Some(part.map_or(dot, |a| a.union(&dot)));
                }
                if let Some(area) = part.filter(|_| !curved) {
                    self.filled_box(&area);
                }
                self.outlines += usize::from(curved);
            }
            DrawMode::Invisible => {}
        }
    }

    fn push_clip_path(&mut self, clip_path: &ClipPath) {
        self.push_clip(&clip_path.path.bounding_box());
    }

    fn push_clip_rect(&mut self, rect: &Rect) {
        self.push_clip(rect);
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, draw_mode: &DrawMode) {
        // Invisible text lies under scans; it was guessed by a machine and nobody sees it.
        if matches!(draw_mode, DrawMode::Invisible) || transparent(&props.paint) {
            return;
        }
        let first = run.glyphs().first().map(|g| {
            let origin = props.transform * g.transform() * Point::ZERO;
            (run.glyphs().len(), (origin.x as f32, origin.y as f32))
        });
        if matches!(draw_mode, DrawMode::Stroke(_)) && first.is_some() && first == self.filled_run {
            self.filled_run = None;
            return;
        }
        self.filled_run = first;
        self.run += 1;
        let start = self.drawn.len();
        for glyph in run.glyphs() {
            let advance = match &**glyph {
                DrawnGlyph::Outline(g) => g.advance_width(),
                DrawnGlyph::Type3(g) => g.advance_width(),
            };
            let transform = props.transform * glyph.transform();
            match glyph.as_unicode() {
                Some(BfString::Char(c)) => match unicode::normal(c) {
                    Some(c) => {
                        self.unmapped += usize::from(c == char::REPLACEMENT_CHARACTER);
                        self.character(c.encode_utf8(&mut [0; 4]), transform, advance);
                    }
                    None => self.unmapped += usize::from(c != '\0'),
                },
                Some(BfString::String(s)) => {
                    let text: String = s.chars().filter_map(unicode::normal).collect();
                    if !text.is_empty() {
                        self.character(&text, transform, advance);
                    }
                }
                None => {
                    self.unmapped += 1;
                    self.character("\u{FFFD}", transform, advance);
                }
            }
        }
        let own = self.drawn.get(start..).unwrap_or_default();
        if own.iter().all(|d| d.hidden) {
            let number = own.first().filter(|d| cut::of_number(d.char)).copied();
            self.drawn.truncate(start);
            if let Some(number) = number {
                self.sever(&number);
            }
        } else if let (Some(first), Some(last)) = (own.first(), own.last()) {
            let text = first.area().union(&last.area());
            let range = (start, self.drawn.len());
            if first.direction == Turn::Upright {
                self.clipped.extend(Clipped::new(range, &text, &self.visible(), &self.page, first.size));
            }
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let pixels = Rect::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
        let area = area_of(&props.transform.transform_rect_bbox(pixels)).intersect(&self.visible());
        if area.width() > 1.0 && area.height() > 1.0 && self.images.len() < MOST_RULINGS {
            self.images.push(area);
        }
    }

    fn pop_clip(&mut self) {
        self.clips.pop();
    }

    fn pop_transparency_group(&mut self) {}
}
