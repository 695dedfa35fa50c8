//! PDF: characters and lines with their positions become paragraphs and tables.
//!
//! `glyphs` listens to the page being drawn, `rulings` and `grid` find ruled tables, `columns` those without lines,
//! `text` makes lines and cell texts, `furniture` sets page numbers and contents aside, `flow` and `continue_tables` join
//! the pages.

mod aligned;
mod bands;
mod centred_rows;
mod columns;
mod continue_columns;
mod continue_tables;
mod cut;
mod flow;
mod furniture;
mod geometry;
mod glued;
mod glyphs;
mod grid;
mod guard;
mod heads;
mod newspaper;
mod page;
mod printed_rows;
#[cfg(feature = "render")]
pub mod render;
mod rulings;
mod sideways;
mod spilled;
mod stacked;
mod text;
mod unicode;
mod watermark;

use super::limits::Exceeded;
use super::{Limits, Reason};
use crate::check::Options;
use crate::document::{Document, ImportNote};
use glyphs::{Collector, PageContent};
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, Rect};
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, RenderContent, interpret_page};

/// A PDF that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PdfError {
    /// Encrypted, and no password was given.
    #[error("password required")]
    PasswordRequired,
    /// Encrypted, and the password given is not the right one.
    #[error("wrong password")]
    WrongPassword,
    /// Not a PDF that can be opened.
    #[error("damaged")]
    Damaged,
    /// Every page is a picture.
    #[error("scanned")]
    Scanned,
    /// The text layer does not say which characters it shows.
    #[error("garbled")]
    Garbled,
    /// Nothing on any page.
    #[error("empty")]
    Empty,
    /// More pages or more data than a report has.
    #[error(transparent)]
    Exceeded(#[from] Exceeded),
}

impl From<PdfError> for Reason {
    fn from(error: PdfError) -> Self {
        Reason::new(match error {
            PdfError::PasswordRequired => "password_required",
            PdfError::WrongPassword => "password_wrong",
            PdfError::Damaged => "pdf_damaged",
            PdfError::Scanned => "scanned",
            PdfError::Garbled => "pdf_garbled",
            PdfError::Empty => "pdf_empty",
            PdfError::Exceeded(exceeded) => return exceeded.into(),
        })
    }
}

/// How a page could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Legibility {
    Text,
    Blank,
    /// A picture, or letters drawn as shapes.
    Scanned,
    Garbled,
}

/// Reads a PDF. An empty user password is tried first, then the one of the options.
pub fn read(bytes: &[u8], limits: &Limits, options: &Options) -> Result<Document, PdfError> {
    // The parser has been fuzzed, but a file must not take the program down.
    std::panic::catch_unwind(|| read_checked(bytes, limits, options.password.as_deref()))
        .unwrap_or(Err(PdfError::Damaged))
}

fn read_checked(bytes: &[u8], limits: &Limits, password: Option<&str>) -> Result<Document, PdfError> {
    let pdf = open(bytes, limits, password)?;
    let pages = pdf.pages();
    if pages.is_empty() {
        return Err(PdfError::Damaged);
    }
    let settings =
        InterpreterSettings { render_content: RenderContent::PAGE, ..InterpreterSettings::default() };
    let cache = InterpreterCache::new();
    let mut budget = guard::Budget::new(limits.inflated_bytes);
    let mut damaged = Vec::new();
    let mut contents = Vec::with_capacity(pages.len());
    let mut legibility = Vec::with_capacity(pages.len());
    let mut pictures = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        let number = index as u32 + 1;
        if !guard::page_is_whole(page) {
            damaged.push(number);
        }
        budget.spend(page.page_stream().map_or(0, <[u8]>::len))?;
        let content = collect(page, number, &pdf, &cache, &settings);
        let state = judge(&content);
        legibility.push(state);
        if state == Legibility::Text {
            if shows_picture(&content) {
                pictures.push(number);
            }
            contents.push(content);
        }
    }
    fail_if_unread(&legibility)?;
    watermark::remove(&mut contents);
    let mut laid_out: Vec<_> = contents.iter().map(page::lay_out).collect();
    furniture::set_aside(&mut laid_out);
    let right_parts = sideways::join(&mut laid_out);
    let mut document = Document { blocks: flow::join(laid_out), ..Document::default() };
    document.pages = Some(pages.len() as u32);
    let of = |wanted: Legibility| -> Vec<u32> {
        (1..).zip(&legibility).filter(|(_, l)| **l == wanted).map(|(n, _)| n).collect()
    };
    let mut note = |key: &str, pages: Vec<u32>| {
        if !pages.is_empty() {
            document.notes.push(ImportNote::incomplete(key, &[("pages", ranges(&pages))]));
        }
    };
    note("pdf_scanned_pages", of(Legibility::Scanned));
    note("pdf_garbled_pages", of(Legibility::Garbled));
    note("pdf_pictures", pictures);
    note("pdf_damaged_pages", damaged);
    note("pdf_right_parts", right_parts);
    let promised = guard::promised_pages(&pdf);
    if promised.is_some_and(|n| n > pages.len()) {
        let arguments = [("found", pages.len().to_string()), ("promised", promised.unwrap_or(0).to_string())];
        document.notes.push(ImportNote::incomplete("pdf_missing_pages", &arguments));
    } else if !guard::has_end(bytes) {
        document.notes.push(ImportNote::incomplete("pdf_cut_off", &[]));
    }
    Ok(document)
}

fn open(bytes: &[u8], limits: &Limits, password: Option<&str>) -> Result<Pdf, PdfError> {
    guard::check_streams(bytes, limits.member_bytes)?;
    let locked = |e: &LoadPdfError| matches!(e, LoadPdfError::Decryption(DecryptionError::PasswordProtected));
    let open = |password: &str| Pdf::new_with_password(bytes.to_vec(), password);
    let pdf = match (open(""), password) {
        (Err(e), None) if locked(&e) => return Err(PdfError::PasswordRequired),
        (Err(e), Some(password)) if locked(&e) => match open(password) {
            Err(e) if locked(&e) => return Err(PdfError::WrongPassword),
            result => result,
        },
        (result, _) => result,
    };
    let pdf = pdf.map_err(|_| PdfError::Damaged)?;
    limits.check_pages(pdf.pages().len())?;
    Ok(pdf)
}

fn collect<'a>(
    page: &Page<'a>,
    number: u32,
    pdf: &'a Pdf,
    cache: &InterpreterCache<'a>,
    settings: &InterpreterSettings,
) -> PageContent {
    let (width, height) = page.render_dimensions();
    let transform = Affine::new(page.initial_transform(true).as_coeffs());
    let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let mut context = Context::new(transform, bounds, cache, pdf.xref(), settings.clone());
    let mut collector = Collector::new(width, height);
    interpret_page(page, &mut context, &mut collector);
    collector.finish(number)
}

fn judge(content: &PageContent) -> Legibility {
    let count = content.glyphs.len();
    let page = content.width * content.height;
    let pictured: f32 = content.images.iter().map(geometry::Area::size).sum();
    if count < 40 && pictured > 0.4 * page || count < 10 && content.outlines > 150 {
        return Legibility::Scanned;
    }
    if count == 0 && content.unmapped == 0 {
        return Legibility::Blank;
    }
    // Now and then a bullet has no meaning; more than that, and figures may be among what is lost.
    if content.unmapped * 8 > count + content.unmapped { Legibility::Garbled } else { Legibility::Text }
}

/// A large picture with hardly any text on it: a table may have been pasted as an image.
fn shows_picture(content: &PageContent) -> bool {
    let page = content.width * content.height;
    content.images.iter().any(|image| {
        let inside = content.glyphs.iter().filter(|g| image.contains(g.centre().0, g.centre().1)).count();
        image.size() > 0.2 * page && inside < 8
    })
}

/// A document of which nothing was read has failed.
fn fail_if_unread(pages: &[Legibility]) -> Result<(), PdfError> {
    let count = |wanted| pages.iter().filter(|l| **l == wanted).count();
    if count(Legibility::Text) > 0 {
        return Ok(());
    }
    Err(match (count(Legibility::Scanned), count(Legibility::Garbled)) {
        (0, 0) => PdfError::Empty,
        (scanned, garbled) if scanned >= garbled => PdfError::Scanned,
        _ => PdfError::Garbled,
    })
}

/// 3–5、8 for 3, 4, 5, 8.
fn ranges(pages: &[u32]) -> String {
    let mut parts: Vec<(u32, u32)> = Vec::new();
    for &page in pages {
        match parts.last_mut() {
            Some((_, last)) if *last + 1 == page => *last = page,
            _ => parts.push((page, page)),
        }
    }
    let shown = parts.iter().map(|(a, b)| if a == b { a.to_string() } else { format!("{a}–{b}") });
    shown.collect::<Vec<_>>().join("、")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_told_in_ranges() {
        assert_eq!(ranges(&[3, 4, 5, 8]), "3–5、8");
    }

    #[test]
    fn garbage_is_damaged() {
        let read = |bytes: &[u8]| read(bytes, &Limits::default(), &Options::default());
        assert_eq!(read(b"not a pdf"), Err(PdfError::Damaged));
        assert_eq!(read(b""), Err(PdfError::Damaged));
    }
}
