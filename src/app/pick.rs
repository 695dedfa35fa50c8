//! What a click on the document picks.

use super::case::{Case, FindingId};
use super::state::Selection;
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget};

/// The number or finding of an element or of one around it.
pub fn picked(case: &Case, target: Option<EventTarget>) -> Option<Selection> {
    let element = target?.dyn_into::<Element>().ok()?;
    let number = |e: &Element, name: &str| e.get_attribute(name).and_then(|v| v.parse().ok());
    if let Ok(Some(mark)) = element.closest("[data-n]") {
        return number(&mark, "data-n")
            .map(|n: usize| case.finding_of_number(n).map_or(Selection::Number(n), Selection::Finding));
    }
    let mark = element.closest("[data-f]").ok().flatten()?;
    number(&mark, "data-f").map(|top| Selection::Finding(FindingId { top, consequence: None }))
}
