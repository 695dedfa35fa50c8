//! The page. It computes nothing itself: the engine runs in a worker, the page shows what it says.

mod align;
mod block;
mod case;
mod compare;
mod decisions;
mod document_view;
mod engine;
mod explanation;
mod export;
mod files;
mod findings;
mod help;
mod hover;
mod intake;
mod json;
mod keyboard;
mod layout_switch;
mod leaf;
mod lengths;
mod lit;
mod margin;
mod markdown;
mod overview;
mod page_view;
mod painter;
mod pick;
mod places;
mod relation_lines;
mod settings;
mod shell;
mod stack;
mod start;
mod state;
mod text;

use wasm_bindgen::prelude::*;

/// Starts the page in the element `app`.
#[wasm_bindgen(js_name = start_page)]
pub fn start() {
    console_error_panic_hook::set_once();
    let Some(document) = web_sys::window().and_then(|w| w.document()) else { return };
    let Some(root) = document.get_element_by_id("app") else { return };
    root.set_inner_html("");
    let root: web_sys::Element = root.unchecked_into();
    yew::Renderer::<shell::App>::with_root(root).render();
}
