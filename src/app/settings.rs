//! Settings: remembered, and everything is checked again at once.

use super::decisions::{self, Decisions};
use super::export::save;
use super::help::Window;
use super::json::{self, Json};
use super::state::{Action, Desk, Remembered, Theme};
use super::text::{Texts, use_texts};
use crate::check::Options;
use crate::locale::Language;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

const KEY: &str = "gouji-settings";

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

impl Json for Remembered {
    fn to_json(&self) -> JsValue {
        let options = &self.options;
        let options = json::object(&[
            ("language", options.language.tag().into()),
            ("accept_truncation", options.accept_truncation.into()),
            ("disabled_rules", options.disabled_rules.to_json()),
            ("scoring_rules", options.scoring_rules.to_json()),
            ("unit", options.unit.as_deref().map_or(JsValue::NULL, JsValue::from)),
        ]);
        json::object(&[("options", options), ("theme", self.theme.tag().into())])
    }

    fn from_json(value: &JsValue) -> Self {
        let options = json::field(value, "options");
        let option = |name| json::field(&options, name);
        let (language, theme) = (option("language").as_string(), json::field(value, "theme").as_string());
        let mut out = Self::default();
        if language.as_deref() == Some(Language::English.tag()) {
            out.options.language = Language::English;
        }
        out.options.accept_truncation = option("accept_truncation").is_truthy();
        out.options.disabled_rules = Json::from_json(&option("disabled_rules"));
        out.options.scoring_rules = Json::from_json(&option("scoring_rules"));
        out.options.unit = option("unit").as_string();
        out.theme = Theme::ALL.into_iter().find(|t| theme.as_deref() == Some(t.tag())).unwrap_or_default();
        out
    }
}

/// What was set on an earlier visit. A password is never kept.
pub fn remembered() -> Remembered {
    storage()
        .and_then(|s| s.get_item(KEY).ok().flatten())
        .and_then(|text| json::read(&text))
        .unwrap_or_default()
}

/// Keeps the settings; not the password.
pub fn remember(settings: &Remembered) {
    if let (Some(storage), Some(text)) = (storage(), json::write(settings)) {
        let _ = storage.set_item(KEY, &text);
    }
}

/// The window.
pub fn settings(desk: &Desk, texts: Texts) -> Html {
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
        let theme = Theme::ALL.into_iter().find(|t| t.tag() == value);
        desk.dispatch(Action::Theme(theme.unwrap_or_default()));
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
                    { for Theme::ALL.into_iter().map(|theme| html! {
                        <option value={theme.tag()} selected={chosen == theme}>{texts.get(&format!("settings.theme_{}", theme.tag()))}</option>
                    }) }
                </select></label>
            <fieldset class="rules"><legend>{texts.get("settings.rules")}</legend>
                { for desk.book.rules.iter().map(|r| {
                    let name = match desk.language() { Language::Chinese => &r.name_zh, Language::English => &r.name_en };
                    let on = !options.disabled_rules.contains(&r.code);
                    html! {
                        <label key={r.code.clone()}><input type="checkbox" checked={on} onchange={rule(r.code.clone())} /><code>{&r.code}</code>{name}</label>
                    }
                }) }
            </fieldset>
            <DecisionStore />
        </Window>
    }
}

/// What is kept in this browser: exported, imported, wiped.
#[function_component]
fn DecisionStore() -> Html {
    let desk = use_context::<Desk>();
    let texts = use_texts();
    let input = use_node_ref();
    let Some(desk) = desk else { return html! {} };
    let export = {
        let desk = desk.clone();
        Callback::from(move |_: MouseEvent| {
            let text = json::write_indented(&*desk.decisions).unwrap_or_default();
            save(&format!("{}.json", texts.get("store.file")), "application/json", text.as_bytes());
        })
    };
    let choose = {
        let input = input.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(field) = input.cast::<HtmlInputElement>() {
                field.set_value("");
                field.click();
            }
        })
    };
    let import = {
        let (desk, input) = (desk.clone(), input.clone());
        Callback::from(move |_: Event| {
            let file = input.cast::<HtmlInputElement>().and_then(|f| f.files()).and_then(|l| l.get(0));
            let (Some(file), desk) = (file, desk.clone()) else { return };
            wasm_bindgen_futures::spawn_local(async move {
                let text =
                    wasm_bindgen_futures::JsFuture::from(file.text()).await.ok().and_then(|t| t.as_string());
                let read = text.and_then(|t| json::read::<Decisions>(&t));
                let notice = match read {
                    Some(read) => {
                        let merged = desk.decisions.merged(&read);
                        let notice = texts.count("store.imported", merged.len());
                        decisions::save(&desk, merged);
                        notice
                    }
                    None => texts.get("store.bad"),
                };
                desk.dispatch(Action::Notice(Some(notice)));
            });
        })
    };
    let wipe = {
        let desk = desk.clone();
        Callback::from(move |_: MouseEvent| {
            decisions::save(&desk, Decisions::default());
            let language = desk.remembered.options.language;
            desk.dispatch(Action::Theme(Theme::System));
            desk.dispatch(Action::Recheck(Options { language, ..Options::default() }));
            if let Some(storage) = storage() {
                let _ = storage.remove_item(KEY);
            }
            desk.dispatch(Action::Notice(Some(texts.get("store.wiped"))));
        })
    };
    html! {
        <fieldset class="rules"><legend>{texts.get("store.title")}</legend>
            <p>{texts.count("store.count", desk.decisions.len())}</p>
            <div class="drop-buttons">
                <button type="button" class="secondary" onclick={export}>{texts.get("store.export")}</button>
                <button type="button" class="secondary" onclick={choose}>{texts.get("store.import")}</button>
                <button type="button" class="secondary" id="wipe" onclick={wipe}>{texts.get("store.wipe")}</button>
            </div>
            <input ref={input} class="hidden-file" type="file" accept=".json" tabindex="-1" aria-hidden="true" onchange={import} />
        </fieldset>
    }
}
