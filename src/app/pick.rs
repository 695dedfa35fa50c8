//! What a click on the document picks.

use super::case::{Case, FindingId};
use super::state::{Action, Desk, Selection};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, KeyboardEvent, MouseEvent};
use yew::prelude::*;

/// The number or finding of an element or of one around it.
fn picked(case: &Case, target: Option<EventTarget>) -> Option<Selection> {
    let element = target?.dyn_into::<Element>().ok()?;
    let number = |e: &Element, name: &str| e.get_attribute(name).and_then(|v| v.parse().ok());
    if let Ok(Some(mark)) = element.closest("[data-n]") {
        return number(&mark, "data-n")
            .map(|n: usize| case.finding_of_number(n).map_or(Selection::Number(n), Selection::Finding));
    }
    let mark = element.closest("[data-f]").ok().flatten()?;
    number(&mark, "data-f").map(|top| Selection::Finding(FindingId { top, consequence: None }))
}

/// How the reader picks a mark of a view: by a click, unless it ends the selecting of text, and by Enter.
#[hook]
pub fn use_picking(case: &Rc<Case>) -> (Callback<MouseEvent>, Callback<KeyboardEvent>) {
    let desk = use_context::<Desk>();
    let pick = {
        let case = case.clone();
        move |target: Option<EventTarget>| -> bool {
            let picked = picked(&case, target);
            if let (Some(desk), Some(selection)) = (&desk, picked) {
                desk.dispatch(Action::Mark(selection));
            }
            picked.is_some()
        }
    };
    let onclick = {
        let pick = pick.clone();
        Callback::from(move |event: MouseEvent| {
            let selection = web_sys::window().and_then(|w| w.get_selection().ok().flatten());
            if selection.is_none_or(|s| s.is_collapsed()) {
                pick(event.target());
            }
        })
    };
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Enter" && pick(event.target()) {
            event.prevent_default();
            event.stop_propagation();
        }
    });
    (onclick, onkeydown)
}
