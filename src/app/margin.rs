//! Puts the notes of the margin beside their figures, one below the other where they would collide.

use super::lengths::pixels;
use crate::order;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Places all notes within an element.
pub fn place_notes(within: &Element) {
    let Some(document) = within.owner_document() else { return };
    let Ok(margins) = within.query_selector_all(".margin") else { return };
    for i in 0..margins.length() {
        let Some(margin) = margins.get(i).and_then(|n| n.dyn_into::<HtmlElement>().ok()) else { continue };
        let Some(block) = margin.parent_element().and_then(|e| e.dyn_into::<HtmlElement>().ok()) else {
            continue;
        };
        let top = block.get_bounding_client_rect().top();
        let Ok(notes) = margin.query_selector_all(".mnote") else { continue };
        let mut placed: Vec<(HtmlElement, f64, f64)> = Vec::new();
        for j in 0..notes.length() {
            let Some(note) = notes.get(j).and_then(|n| n.dyn_into::<HtmlElement>().ok()) else { continue };
            let anchor = note.get_attribute("data-at").and_then(|id| document.get_element_by_id(&id));
            let wanted = anchor.map_or(0.0, |a| a.get_bounding_client_rect().top() - top);
            placed.push((note.clone(), wanted, f64::from(note.offset_height())));
        }
        order::by(&mut placed, |a, b| a.1.total_cmp(&b.1));
        let mut below = 0.0_f64;
        for (note, wanted, height) in placed {
            let at = wanted.max(below);
            let _ = note.style().set_property("top", &pixels(at));
            below = at + height + 6.0;
        }
        let _ = block.style().set_property("--notes", &pixels(below));
    }
}
