//! Settings: remembered, and everything is checked again at once.

use super::help::Window;
use super::state::{Action, Desk, Remembered, Theme};
use super::text::use_texts;
use crate::locale::Language;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

const KEY: &str = "gouji-settings";

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

/// What was set on an earlier visit. A password is never kept.
pub fn remembered() -> Remembered {
    storage()
        .and_then(|s| s.get_item(KEY).ok().flatten())
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default()
}

/// Keeps the settings.
pub fn remember(settings: &Remembered) {
    let mut kept = settings.clone();
    kept.options.password = None;
    if let (Some(storage), Ok(text)) = (storage(), serde_json::to_string(&kept)) {
        let _ = storage.set_item(KEY, &text);
    }
}

/// The window.
#[function_component]
pub fn SettingsDialog() -> Html {
    let desk = use_context::<Desk>();
    let texts = use_texts();
    let Some(desk) = desk else { return html! {} };
    let options = desk.remembered.options.clone();
    let truncation = {
        let (desk, options) = (desk.clone(), options.clone());
        Callback::from(move |event: Event| {
            if let Some(field) = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok()) {
                let mut options = options.clone();
                options.accept_truncation = field.checked();
                desk.dispatch(Action::Recheck(options));
            }
        })
    };
    let choice = |apply: fn(&Desk, String)| {
        let desk = desk.clone();
        Callback::from(move |event: Event| {
            if let Some(field) = event.target().and_then(|t| t.dyn_into::<HtmlSelectElement>().ok()) {
                apply(&desk, field.value());
            }
        })
    };
    let unit = choice(|desk, value| {
        let mut options = desk.remembered.options.clone();
        options.unit = (!value.is_empty()).then_some(value);
        desk.dispatch(Action::Recheck(options));
    });
    let theme = choice(|desk, value| {
        desk.dispatch(Action::Theme(match value.as_str() {
            "light" => Theme::Light,
            "dark" => Theme::Dark,
            _ => Theme::System,
        }));
    });
    let rule = |code: String| {
        let desk = desk.clone();
        Callback::from(move |event: Event| {
            if let Some(field) = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok()) {
                let mut options = desk.remembered.options.clone();
                options.disabled_rules.retain(|c| *c != code);
                if !field.checked() {
                    options.disabled_rules.push(code.clone());
                }
                desk.dispatch(Action::Recheck(options));
            }
        })
    };
    let unit_is = |value: &str| options.unit.as_deref().unwrap_or("") == value;
    let chosen = desk.remembered.theme;
    html! {
        <Window title={texts.get("settings.title")}>
            <p class="quiet">{texts.get("settings.lead")}</p>
            <label class="setting"><input type="checkbox" checked={options.accept_truncation} onchange={truncation} />
                <span>{texts.get("settings.truncation")}<small>{texts.get("settings.truncation_hint")}</small></span></label>
            <label class="setting"><span>{texts.get("settings.unit")}<small>{texts.get("settings.unit_hint")}</small></span>
                <select onchange={unit}>
                    <option value="" selected={unit_is("")}>{texts.get("settings.unit_auto")}</option>
                    <option value="万元" selected={unit_is("万元")}>{"万元"}</option>
                    <option value="元" selected={unit_is("元")}>{"元"}</option>
                </select></label>
            <label class="setting"><span>{texts.get("settings.theme")}</span>
                <select onchange={theme}>
                    <option value="system" selected={chosen == Theme::System}>{texts.get("settings.theme_system")}</option>
                    <option value="light" selected={chosen == Theme::Light}>{texts.get("settings.theme_light")}</option>
                    <option value="dark" selected={chosen == Theme::Dark}>{texts.get("settings.theme_dark")}</option>
                </select></label>
            <fieldset class="rules"><legend>{texts.get("settings.rules")}</legend>
                { for desk.rules.iter().map(|r| {
                    let name = match desk.language() { Language::Chinese => &r.name_zh, Language::English => &r.name_en };
                    let on = !options.disabled_rules.contains(&r.code);
                    html! {
                        <label key={r.code.clone()}><input type="checkbox" checked={on} onchange={rule(r.code.clone())} /><code>{&r.code}</code>{name}</label>
                    }
                }) }
            </fieldset>
        </Window>
    }
}
