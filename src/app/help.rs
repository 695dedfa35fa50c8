//! Windows over the page: keys, privacy, a rule's page.

use super::markdown::markdown;
use super::state::{Action, Desk};
use super::text::{Texts, use_texts};
use crate::locale::Language;
use web_sys::HtmlElement;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct WindowProps {
    pub title: String,
    pub children: Html,
}

/// A window over the page: Esc, the cross and a click beside it close it; the focus goes in and comes back.
#[function_component]
pub fn Window(props: &WindowProps) -> Html {
    let desk = use_context::<Desk>();
    let texts = use_texts();
    let window = use_node_ref();
    use_effect_with((), {
        let window = window.clone();
        move |()| {
            let before = web_sys::window()
                .and_then(|w| w.document())
                .and_then(|d| d.active_element())
                .and_then(|e| wasm_bindgen::JsCast::dyn_into::<HtmlElement>(e).ok());
            if let Some(window) = window.cast::<HtmlElement>() {
                let _ = window.focus();
            }
            move || {
                if let Some(before) = before {
                    let _ = before.focus();
                }
            }
        }
    });
    let close = Callback::from(move |_: MouseEvent| {
        if let Some(desk) = &desk {
            desk.dispatch(Action::Dialog(None));
        }
    });
    let stay = Callback::from(|event: MouseEvent| event.stop_propagation());
    html! {
        <div class="veil" onclick={close.clone()}>
            <div class="window" ref={window} role="dialog" aria-modal="true" aria-label={props.title.clone()} tabindex="-1" onclick={stay}>
                <header><h2>{&props.title}</h2><button type="button" class="close" onclick={close} aria-label={texts.get("close")}>{"×"}</button></header>
                <div class="window-body">{ props.children.clone() }</div>
            </div>
        </div>
    }
}

/// The keys.
pub fn help(texts: Texts) -> Html {
    let keys = [
        ("j / →", "next"),
        ("k / ←", "previous"),
        ("Enter", "go"),
        ("1 2 3", "decide"),
        ("/", "search"),
        ("Esc", "back"),
        ("Ctrl+V", "paste"),
        ("?", "help"),
    ];
    html! {
        <Window title={texts.get("help.title")}>
            <table class="keys"><tbody>
                { for keys.iter().map(|(key, text)| html! { <tr><th scope="row"><kbd>{*key}</kbd></th><td>{texts.get(&format!("help.{text}"))}</td></tr> }) }
            </tbody></table>
        </Window>
    }
}

/// Privacy, and how to verify it.
pub fn privacy(texts: Texts) -> Html {
    html! {
        <Window title={texts.get("privacy.title")}>
            <p>{texts.get("privacy.text")}</p>
            <ol>{ for (1..=3).map(|i| html! { <li>{texts.get(&format!("privacy.step{i}"))}</li> }) }</ol>
            <p class="quiet">{texts.get("privacy.kept")}</p>
        </Window>
    }
}

/// A rule's page.
pub fn rule(desk: &Desk, texts: Texts, code: &str) -> Html {
    let Some(rule) = desk.book.rules.iter().find(|r| r.code == code) else {
        return html! { <Window title={code.to_string()}><p>{texts.get("rule.unknown")}</p></Window> };
    };
    let name = match desk.language() {
        Language::Chinese => &rule.name_zh,
        Language::English => &rule.name_en,
    };
    html! {
        <Window title={format!("{} {name}", rule.code)}>{ markdown(&rule.documentation, desk.language()) }</Window>
    }
}
