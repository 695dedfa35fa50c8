//! PDF pages for the page view, in JavaScript. A module of its own, loaded when a PDF is shown as it looks.
//!
//! ```js
//! const drawing = new wasm_bindgen.Drawing(bytes, undefined);
//! const drawn = drawing.page(1, devicePixelRatio * 1.5);
//! const { width, height } = drawn;
//! const image = new ImageData(new Uint8ClampedArray(drawn.into_rgba().buffer), width, height);
//! ```

use crate::import::pdf::render::{self, Window};
use crate::import::{Failure, Limits, Reason};
use crate::locale::Language;
use wasm_bindgen::prelude::*;

/// A PDF that is open for drawing.
#[wasm_bindgen]
pub struct Drawing(render::Drawing);

/// A drawn page.
#[wasm_bindgen]
pub struct DrawnPage(render::RenderedPage);

#[wasm_bindgen]
impl Drawing {
    /// Opens a PDF; throws a message where it cannot be drawn.
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: &[u8], password: Option<String>) -> Result<Drawing, JsValue> {
        render::Drawing::open(bytes, &Limits::default(), password.as_deref()).map(Drawing).map_err(error)
    }

    /// Width and height of every page in points, one after the other.
    pub fn sizes(&self) -> Vec<f32> {
        self.0.sizes().into_iter().flat_map(|(width, height)| [width, height]).collect()
    }

    /// Draws a page, counted from 1, with `scale` pixels a point.
    pub fn page(&self, page: u32, scale: f32) -> Result<DrawnPage, JsValue> {
        self.0.page(page, scale).map(DrawnPage).map_err(error)
    }

    /// Draws a part of a page: a window in pixels of the page drawn with `scale` pixels a point.
    pub fn part(
        &self,
        page: u32,
        scale: f32,
        left: u32,
        top: u32,
        width: u32,
        height: u32,
    ) -> Result<DrawnPage, JsValue> {
        let window = Window { left, top, width, height };
        self.0.part(page, scale, window).map(DrawnPage).map_err(error)
    }
}

#[wasm_bindgen]
impl DrawnPage {
    /// Width in pixels.
    #[wasm_bindgen(getter)]
    pub fn width(&self) -> u32 {
        self.0.width
    }

    /// Height in pixels.
    #[wasm_bindgen(getter)]
    pub fn height(&self) -> u32 {
        self.0.height
    }

    /// Red, green, blue and alpha of every pixel; the page is used up.
    pub fn into_rgba(self) -> Vec<u8> {
        self.0.rgba
    }
}

fn error(error: crate::import::pdf::PdfError) -> JsValue {
    let failure = Failure::new("", Reason::from(error));
    js_sys::Error::new(&failure.message(Language::Chinese)).into()
}
