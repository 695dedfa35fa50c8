//! A page drawn as it is, for the page view.

use super::PdfError;
use crate::import::Limits;
use hayro::kurbo::Affine;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::vello_cpu::{Pixmap, RasterizerSettings, RenderContext, Resources, TargetInit};
use hayro::{RenderCache, RenderSettings, render_into};
use hayro_interpret::InterpreterSettings;
use hayro_interpret::hayro_syntax::Pdf;

/// Most pixels of a drawn page; a larger scale is lowered to it.
const MOST_PIXELS: f32 = 24e6;
/// Longest side that the rasteriser takes.
const LONGEST_SIDE: f32 = 16_000.0;

/// A drawn page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenderedPage {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Red, green, blue and alpha of every pixel, row by row. The page is opaque.
    pub rgba: Vec<u8>,
}

/// A PDF that is open for drawing, so that turning its pages does not read it anew.
pub struct Drawing {
    pdf: Pdf,
}

impl Drawing {
    /// Opens a PDF.
    pub fn open(bytes: &[u8], limits: &Limits, password: Option<&str>) -> Result<Self, PdfError> {
        Ok(Self { pdf: super::open(bytes, limits, password)? })
    }

    /// Width and height of every page in points, turned as shown.
    pub fn sizes(&self) -> Vec<(f32, f32)> {
        self.pdf.pages().iter().map(|page| page.render_dimensions()).collect()
    }

    /// Draws a page, counted from 1, with `scale` pixels a point.
    pub fn page(&self, page: u32, scale: f32) -> Result<RenderedPage, PdfError> {
        let (width, height) = self.dimensions(page)?;
        let scale = bounded(scale, width, height);
        let window =
            Window { left: 0, top: 0, width: (width * scale) as u32, height: (height * scale) as u32 };
        self.part(page, scale, window)
    }

    /// Draws a part of a page, as it would look on the whole page with `scale` pixels a point: what is in view stays sharp
    /// at scales at which the whole page would take too much memory.
    pub fn part(&self, page: u32, scale: f32, window: Window) -> Result<RenderedPage, PdfError> {
        self.dimensions(page)?;
        let page = self.pdf.pages().get(page as usize - 1).ok_or(PdfError::Empty)?;
        let scale = if scale.is_finite() { scale.clamp(0.01, 64.0) } else { 1.0 };
        let (width, height) = window.bounded();
        let mut context = RenderContext::new(width, height);
        let transform = Affine::translate((-f64::from(window.left), -f64::from(window.top)))
            * Affine::scale(f64::from(scale))
            * Affine::new(page.initial_transform(true).as_coeffs());
        let cache = RenderCache::new();
        let interpreter = InterpreterSettings::default();
        render_into(page, &cache, &interpreter, &RenderSettings::default(), &mut context, transform);
        context.flush();
        let mut pixmap = Pixmap::new(width, height);
        let settings =
            RasterizerSettings { target_init: TargetInit::Clear(WHITE), ..RasterizerSettings::default() };
        context.render_with(&mut pixmap, &mut Resources::default(), settings);
        Ok(RenderedPage {
            width: u32::from(width),
            height: u32::from(height),
            rgba: pixmap.data_as_u8_slice().to_vec(),
        })
    }

    fn dimensions(&self, page: u32) -> Result<(f32, f32), PdfError> {
        let index = (page as usize).checked_sub(1).ok_or(PdfError::Empty)?;
        Ok(self.pdf.pages().get(index).ok_or(PdfError::Empty)?.render_dimensions())
    }
}

/// A part of a drawn page, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// Left edge.
    pub left: u32,
    /// Top edge.
    pub top: u32,
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
}

impl Window {
    /// A size that is neither empty nor asks for more than a page view may take.
    fn bounded(self) -> (u16, u16) {
        let side = |length: u32, most: f32| (length.max(1) as f32).min(most).min(LONGEST_SIDE) as u16;
        let width = side(self.width, LONGEST_SIDE);
        (width, side(self.height, MOST_PIXELS / f32::from(width)))
    }
}

/// A scale that neither vanishes nor asks for more memory than a page view may take.
fn bounded(scale: f32, width: f32, height: f32) -> f32 {
    let scale = if scale.is_finite() { scale.clamp(0.05, 16.0) } else { 1.0 };
    let area = (width * height).max(1.0);
    let side = width.max(height).max(1.0);
    scale.min((MOST_PIXELS / area).sqrt()).min(LONGEST_SIDE / side).max(1.0 / width.min(height).max(1.0))
}

/// Draws one page of a file.
pub fn render_page(
    bytes: &[u8],
    page: u32,
    scale: f32,
    password: Option<&str>,
) -> Result<RenderedPage, PdfError> {
    Drawing::open(bytes, &Limits::default(), password)?.page(page, scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_stays_within_bounds() {
        let window = |width, height| Window { left: 0, top: 0, width, height }.bounded();
        assert_eq!(window(0, 0), (1, 1));
        assert_eq!(window(800, 600), (800, 600));
        let (width, height) = window(u32::MAX, u32::MAX);
        assert!(f32::from(width) * f32::from(height) <= MOST_PIXELS);
    }

    #[test]
    fn a_scale_stays_within_bounds() {
        assert_eq!(bounded(2.0, 595.0, 842.0), 2.0);
        assert!(bounded(1e9, 595.0, 842.0) * 842.0 <= LONGEST_SIDE);
        assert!(bounded(f32::NAN, 595.0, 842.0) > 0.0);
        assert!(bounded(1.0, 1e6, 1e6) <= LONGEST_SIDE / 1e6);
    }
}
