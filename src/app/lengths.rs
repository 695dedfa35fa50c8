//! Lengths on the page, as attributes and styles. The browser writes them: the standard library's writer of numbers with
//! a floating point would be four kilobytes of the page. (No figure of a report is one.)

use js_sys::Number;

/// A number with so many decimals.
pub fn fixed(value: f64, decimals: u8) -> String {
    Number::from(value).to_fixed(decimals).map(Into::into).unwrap_or_default()
}

/// A length in points, as an attribute.
pub fn points(length: f32) -> String {
    fixed(length.into(), 2)
}

/// A length in pixels of the layout, as a style.
pub fn pixels(length: f64) -> String {
    fixed(length, 3) + "px"
}

/// A length no smaller and no larger than these. (The standard library's `clamp` writes what it is given when the bounds are
/// the wrong way round, and with it comes its writer.)
pub fn between(length: f32, least: f32, most: f32) -> f32 {
    length.max(least).min(most)
}
