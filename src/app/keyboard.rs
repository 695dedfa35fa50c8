//! The keyboard: j/k between findings, Enter to the place, Esc back, 1/2/3 to decide, / to search, ? for help.

use super::case::FindingId;
use super::decisions::{self, Ruling};
use super::state::{Action, Desk, Dialog, Selection, View, listed};
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, KeyboardEvent};
use yew::prelude::*;

/// Listens for keys on the whole page.
#[hook]
pub fn use_keyboard(desk: Desk) {
    use_effect(move || {
        let listener =
            Closure::<dyn Fn(KeyboardEvent)>::new(move |event: KeyboardEvent| handle(&desk, &event));
        let window = web_sys::window();
        if let Some(window) = &window {
            let _ = window.add_event_listener_with_callback("keydown", listener.as_ref().unchecked_ref());
        }
        move || {
            if let Some(window) = window {
                let _ =
                    window.remove_event_listener_with_callback("keydown", listener.as_ref().unchecked_ref());
            }
        }
    });
}

fn handle(desk: &Desk, event: &KeyboardEvent) {
    let target = event.target().and_then(|t| t.dyn_into::<HtmlElement>().ok());
    let in_field =
        target.as_ref().is_some_and(|e| matches!(e.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"));
    let key = event.key();
    if key == "Escape" {
        if desk.dialog.is_some() {
            desk.dispatch(Action::Dialog(None));
        } else if in_field {
            if let Some(target) = target {
                let _ = target.blur();
            }
        } else {
            desk.dispatch(Action::Select(None));
        }
        return;
    }
    if in_field || event.ctrl_key() || event.meta_key() || event.alt_key() || desk.dialog.is_some() {
        return;
    }
    let handled = match key.as_str() {
        "j" | "ArrowRight" if desk.view == Some(View::Document) => step(desk, 1),
        "k" | "ArrowLeft" if desk.view == Some(View::Document) => step(desk, -1),
        "Enter" => {
            match (desk.selection, target.is_none_or(|t| t.tag_name() == "BODY" || t.id() == "document")) {
                (Some(selection), true) => {
                    desk.dispatch(Action::Select(Some(selection)));
                    true
                }
                _ => false,
            }
        }
        "?" => {
            desk.dispatch(Action::Dialog(Some(Dialog::Help)));
            true
        }
        "/" => focus("filter"),
        "1" | "2" | "3" => decide(desk, &key),
        _ => false,
    };
    if handled {
        event.prevent_default();
    }
}

fn step(desk: &Desk, by: isize) -> bool {
    let Some(case) = desk.case() else { return false };
    let list = listed(desk, &case);
    let here = match desk.selection {
        Some(Selection::Finding(id)) => list.iter().position(|l| l.top == id.top),
        _ => None,
    };
    let next = match here {
        Some(i) => i.checked_add_signed(by),
        None if by > 0 => Some(0),
        None => list.len().checked_sub(1),
    };
    let Some(id) = next.and_then(|i| list.get(i)) else { return true };
    desk.dispatch(Action::Select(Some(Selection::Finding(FindingId { top: id.top, consequence: None }))));
    true
}

fn decide(desk: &Desk, key: &str) -> bool {
    let (Some(case), Some(case_key), Some(Selection::Finding(id))) =
        (desk.case(), desk.case_key(), desk.selection)
    else {
        return false;
    };
    let Some(finding) = case.finding(id) else { return false };
    let ruling = match key {
        "1" => Ruling::Confirmed,
        "2" => Ruling::Dismissed,
        _ => Ruling::Open,
    };
    let mut decision = desk.decisions.get(&case_key, &finding.key).cloned().unwrap_or_default();
    decision.ruling = (decision.ruling != Some(ruling)).then_some(ruling);
    decisions::save(desk, desk.decisions.with(&case_key, &finding.key, decision));
    true
}

fn focus(id: &str) -> bool {
    let element = web_sys::window()
        .and_then(|w| w.document())
        .and_then(|d| d.get_element_by_id(id))
        .and_then(|e| e.dyn_into::<HtmlElement>().ok());
    element.is_some_and(|e| e.focus().is_ok())
}
