//! Large words printed over or under the text of the pages: nobody reads them as part of it. Those that run aslant were left
//! out already.

use super::geometry::{Area, Turn};
use super::glyphs::{Glyph, PageContent};

/// How much larger than the text of the page its letters are.
const LARGER: f32 = 2.0;
/// So many characters of the text stand in the middle of its letters.
const COVERED: usize = 3;

/// Large words on one line of a page.
#[derive(Debug)]
struct Large {
    text: String,
    area: Area,
    glyphs: Vec<usize>,
}

/// Takes the large words out in which other text stands, and the same words on the other pages.
pub(super) fn remove(pages: &mut [PageContent]) {
    let found: Vec<Vec<Large>> = pages.iter().map(large_words).collect();
    let mut marks: Vec<String> = Vec::new();
    for (page, words) in pages.iter().zip(&found) {
        marks.extend(words.iter().filter(|w| covers_text(w, page)).map(|w| w.text.clone()));
    }
    for (page, words) in pages.iter_mut().zip(&found) {
        let mut gone: Vec<usize> =
            words.iter().filter(|w| marks.contains(&w.text)).flat_map(|w| w.glyphs.iter().copied()).collect();
        gone.sort_unstable();
        let mut index = 0;
        page.glyphs.retain(|_| {
            index += 1;
            gone.binary_search(&(index - 1)).is_err()
        });
    }
}

fn large_words(page: &PageContent) -> Vec<Large> {
    let mut sizes: Vec<f32> = page.glyphs.iter().map(|g| g.size).collect();
    sizes.sort_by(f32::total_cmp);
    let Some(usual) = sizes.get(sizes.len() / 2) else { return Vec::new() };
    let mut words: Vec<Large> = Vec::new();
    let large = |g: &Glyph| g.size >= LARGER * usual && g.turn == Turn::Upright;
    for (index, glyph) in page.glyphs.iter().enumerate().filter(|(_, g)| large(g)) {
        let level = |w: &Large| (w.area.bottom - glyph.area.bottom).abs() < 0.1 * glyph.size;
        match words.iter_mut().find(|w| level(w)) {
            Some(word) => {
                word.text.push(glyph.char);
                word.area = word.area.union(&glyph.area);
                word.glyphs.push(index);
            }
            None => words.push(Large { text: glyph.char.to_string(), area: glyph.area, glyphs: vec![index] }),
        }
    }
    words
}

fn covers_text(word: &Large, page: &PageContent) -> bool {
    let height = word.area.height();
    let text = page.glyphs.iter().filter(|g| g.area.height() * LARGER <= height * 1.2);
    text.filter(|g| word.area.contains(g.centre().0, g.centre().1)).count() >= COVERED
}
