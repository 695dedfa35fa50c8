//! Exports: made by the engine in its worker, saved through the browser.

use super::engine::{Engine, Kind};
use super::intake::explain;
use super::state::{Action, Desk, Source, State};
use super::text::Texts;
use crate::order::Map;
use crate::report::export::{ExportFormat, Opinion};
use crate::report::to_bytes;
use crate::wire::ExportRequest;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};
use yew::prelude::*;

/// Hands bytes to the reader as a file.
pub fn save(name: &str, media_type: &str, bytes: &[u8]) -> Option<()> {
    let document = web_sys::window()?.document()?;
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = Array::of1(&Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
    let url = Url::create_object_url_with_blob(&blob).ok()?;
    let anchor: HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
    anchor.set_href(&url);
    anchor.set_download(name);
    anchor.click();
    gloo_timers::callback::Timeout::new(60_000, move || {
        let _ = Url::revoke_object_url(&url);
    })
    .forget();
    Some(())
}

/// The time by the reader's clock, as 2025-09-30 14:05.
pub fn now() -> String {
    let date = js_sys::Date::new_0();
    format!(
        "{}-{:02}-{:02} {:02}:{:02}",
        date.get_full_year(),
        date.get_month() + 1,
        date.get_date(),
        date.get_hours(),
        date.get_minutes()
    )
}

fn request(state: &State, texts: Texts, format: ExportFormat) -> Option<(String, ExportRequest)> {
    let (case, key, file) = (state.case()?, state.case_key()?, state.open_file()?);
    let mut opinions = Map::new();
    for finding in case.report().all_findings() {
        let Some(decision) = state.decisions.get(&key, &finding.key) else { continue };
        let ruling = decision.ruling.map(|r| texts.get(&format!("ruling.{}", r.key()))).unwrap_or_default();
        let opinion = Opinion {
            dismissed: state.decisions.is_dismissed(&key, &finding.key),
            decision: ruling,
            note: decision.note.clone(),
        };
        opinions.insert(finding.key.clone(), opinion);
    }
    let stem = case.report().file.rsplit(['/', '\\']).next().unwrap_or("report").to_string();
    let stem = stem.rsplit_once('.').map_or(stem.as_str(), |(stem, _)| stem).to_string();
    let request = ExportRequest {
        format,
        report: case.report().clone(),
        sha256: file.hash.clone(),
        date: now(),
        options: state.options_of(file),
        opinions,
    };
    let key = plain_key(format);
    Some((format!("{stem}-{}.{}", texts.get(&format!("export.name.{key}")), format.extension()), request))
}

/// The menu of exports.
pub fn export_menu(desk: &Desk, texts: Texts, engine: &Engine) -> Html {
    if desk.case().is_none() {
        return html! {};
    }
    // The original can be annotated if it is a file by itself, not one of a package or a paste.
    let annotated = desk.case().and_then(|case| ExportFormat::annotated(case.report().format));
    let alone = desk
        .open_file()
        .zip(desk.case())
        .is_some_and(|(f, case)| matches!(f.source, Source::File(_)) && f.name == case.report().file);
    let annotated = annotated.filter(|_| alone);
    let button = |format: ExportFormat| {
        let (desk, engine) = (desk.clone(), engine.clone());
        let onclick = Callback::from(move |event: MouseEvent| {
            close_menu(&event);
            let Some((name, request)) = request(&desk, texts, format) else { return };
            let original = desk.open_file().and_then(|file| match &file.source {
                Source::File(bytes) if format.needs_original() => Some(bytes.clone()),
                _ => None,
            });
            let (desk, engine) = (desk.clone(), engine.clone());
            spawn_local(async move {
                let request = to_bytes(&request).unwrap_or_default();
                let values = Array::of2(
                    &Uint8Array::from(request.as_slice()),
                    &original.map_or(JsValue::UNDEFINED, Into::into),
                );
                match engine.call(Kind::Full, "export_report", &values, 60_000).await {
                    Ok(answer) => {
                        save(&name, format.media_type(), &answer.bytes());
                    }
                    Err(error) => desk.dispatch(Action::Notice(Some(explain(texts, &error)))),
                }
            });
        });
        let key = plain_key(format);
        html! { <button type="button" data-export={key} {onclick}>{texts.get(&format!("export.{key}"))}</button> }
    };
    let print = Callback::from(|event: MouseEvent| {
        close_menu(&event);
        if let Some(window) = web_sys::window() {
            let _ = window.print();
        }
    });
    html! {
        <details class="menu">
            <summary class="tool">{texts.get("export.title")}</summary>
            <div class="menu-items">
                if annotated.is_none() { <p class="menu-hint">{texts.get("export.not_annotated")}</p> }
                { for annotated.into_iter().chain(ExportFormat::ALL).map(button) }
                <button type="button" onclick={print}>{texts.get("export.print")}</button>
            </div>
        </details>
    }
}

fn close_menu(event: &MouseEvent) {
    let menu = event
        .target()
        .and_then(|t| t.dyn_into::<web_sys::Element>().ok())
        .and_then(|e| e.closest("details").ok().flatten());
    if let Some(menu) = menu {
        let _ = menu.remove_attribute("open");
    }
}

/// The key under which an export's texts stand.
fn plain_key(format: ExportFormat) -> &'static str {
    match format {
        ExportFormat::Xlsx => "xlsx",
        ExportFormat::LetterDocx => "letter_docx",
        ExportFormat::LetterHtml => "letter_html",
        ExportFormat::Json => "json",
        ExportFormat::Csv => "csv",
        ExportFormat::AnnotatedDocx | ExportFormat::AnnotatedXlsx => "annotated",
    }
}
