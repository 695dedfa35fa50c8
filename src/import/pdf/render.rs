//! A page drawn as it is, for the page view.

use super::PdfError;
use crate::import::Limits;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
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
        let index = (page as usize).checked_sub(1).ok_or(PdfError::Empty)?;
        let page = self.pdf.pages().get(index).ok_or(PdfError::Empty)?;
        let (width, height) = page.render_dimensions();
        let scale = bounded(scale, width, height);
        let cache = RenderCache::new();
        let settings = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
        let interpreter = InterpreterSettings::default();
        let pixmap = render(page, &cache, &interpreter, &RenderSettings::default(), &settings);
        Ok(RenderedPage {
            width: u32::from(pixmap.width()),
            height: u32::from(pixmap.height()),
            rgba: pixmap.data_as_u8_slice().to_vec(),
        })
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
    fn a_scale_stays_within_bounds() {
        assert_eq!(bounded(2.0, 595.0, 842.0), 2.0);
        assert!(bounded(1e9, 595.0, 842.0) * 842.0 <= LONGEST_SIDE);
        assert!(bounded(f32::NAN, 595.0, 842.0) > 0.0);
        assert!(bounded(1.0, 1e6, 1e6) <= LONGEST_SIDE / 1e6);
    }
}
