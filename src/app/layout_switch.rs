//! A PDF as it looks, or reflowed.

use super::state::{Action, Desk, View};
use super::text::Texts;
use yew::prelude::*;

/// The switch between both; only where a PDF is on the desk.
pub fn layout_switch(desk: &Desk, texts: Texts) -> Html {
    if desk.view != Some(View::Document) || desk.case().is_none() || desk.open_pdf().is_none() {
        return html! {};
    }
    let button = |reflowed: bool, key: &str| {
        let onclick = {
            let desk = desk.clone();
            Callback::from(move |_: MouseEvent| desk.dispatch(Action::Reflow(reflowed)))
        };
        html! {
            <button type="button" class="tab" data-layout={key.to_string()} aria-pressed={(desk.reflowed == reflowed).to_string()} {onclick}>
                {texts.get(&format!("pages.{key}"))}
            </button>
        }
    };
    html! {
        <div class="tabs layout-switch" role="group" aria-label={texts.get("pages.switch")}>
            { button(false, "pages") }
            { button(true, "reflowed") }
        </div>
    }
}
