//! The frame of the page: state, queue, head and what stands below it.

use super::decisions;
use super::document_view::DocumentView;
use super::engine::{Engine, Kind};
use super::explanation::explanation;
use super::export::export_menu;
use super::files::FilesView;
use super::findings::FindingsPanel;
use super::help;
use super::intake;
use super::keyboard::use_keyboard;
use super::layout_switch::layout_switch;
use super::overview::overview;
use super::page_view::PageView;
use super::settings::{remember, remembered, settings};
use super::start::start;
use super::state::{Action, Desk, Dialog, Phase, Remembered, State, View};
use super::text::Texts;
use crate::locale::Language;
use crate::report::from_bytes;
use crate::wire::{Paste, RuleBook};
use js_sys::Array;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{ClipboardEvent, DragEvent, HtmlElement};
use yew::prelude::*;

async fn rule_book(engine: &Engine, kind: Kind) -> Option<RuleBook> {
    let answer = engine.call(kind, "rule_book", &Array::new(), 60_000).await.ok()?;
    from_bytes(&answer.bytes()).ok()
}

/// The page.
#[function_component]
pub fn App() -> Html {
    let desk = use_reducer(|| State::new(remembered()));
    let engine = use_memo((), |()| Engine::default());
    let texts = Texts(desk.language());

    use_effect_with((), {
        let (desk, engine) = (desk.clone(), (*engine).clone());
        move |()| {
            let reader = desk.clone();
            spawn_local(async move {
                if let Some(book) = rule_book(&engine, Kind::Light).await {
                    desk.dispatch(Action::Rules(book));
                    mark_root("engine", "ready");
                }
            });
            spawn_local(decisions::load(reader));
        }
    });
    use_effect_with(desk.remembered.clone(), |remembered: &Remembered| {
        remember(remembered);
        mark_root("theme", remembered.theme.tag());
    });
    use_effect_with(desk.language(), |language: &Language| {
        if let Some(root) = root() {
            let _ = root.set_attribute("lang", language.tag());
        }
    });
    use_effect({
        let (desk, engine) = (desk.clone(), (*engine).clone());
        move || {
            if let Some(job) = intake::next_job(&desk) {
                intake::work(desk, engine, job);
            }
        }
    });
    // The documentation of the rules comes with the large module, when a rule's page is first opened; so do the texts in English.
    let english = desk.remembered.options.language == Language::English;
    let wanted = (english || matches!(desk.dialog, Some(Dialog::Rule(_)))) && !desk.book.documented;
    use_effect_with(wanted, {
        let (desk, engine) = (desk.clone(), (*engine).clone());
        move |&wanted| {
            if wanted {
                spawn_local(async move {
                    if let Some(book) = rule_book(&engine, Kind::Full).await {
                        desk.dispatch(Action::Rules(book));
                    }
                });
            }
        }
    });
    use_paste(desk.clone());
    use_keyboard(desk.clone());

    let dragging = use_state(|| false);
    let ondragover = {
        let dragging = dragging.clone();
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            if !*dragging {
                dragging.set(true);
            }
        })
    };
    let ondragleave = {
        let dragging = dragging.clone();
        Callback::from(move |event: DragEvent| {
            if event.related_target().is_none() {
                dragging.set(false);
            }
        })
    };
    let ondrop = {
        let (desk, dragging) = (desk.clone(), dragging.clone());
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            dragging.set(false);
            if let Some(data) = event.data_transfer() {
                intake::take_drop(desk.clone(), &data);
            }
        })
    };
    let body = if desk.files.is_empty() { start(&desk, texts) } else { workbench(&desk, texts, &engine) };
    html! {
        <ContextProvider<Texts> context={texts}>
        <ContextProvider<Desk> context={desk.clone()}>
            <div class={classes!("page", dragging.then_some("dragging"))} {ondragover} {ondragleave} {ondrop}>
                <a class="skip" href="#main">{texts.get("head.skip")}</a>
                { head(&desk, texts, &engine) }
                { notice(&desk, texts) }
                { body }
                { dialog(&desk, texts) }
                <div class="drop-veil" aria-hidden="true"><p>{texts.get("start.drop_here")}</p></div>
            </div>
        </ContextProvider<Desk>>
        </ContextProvider<Texts>>
    }
}

fn root() -> Option<web_sys::Element> {
    web_sys::window()?.document()?.document_element()
}

fn mark_root(name: &str, value: &str) {
    if let Some(root) = root() {
        let _ = root.set_attribute(&format!("data-{name}"), value);
    }
}

/// Listens for pastes anywhere but in a field.
#[hook]
fn use_paste(desk: Desk) {
    use_effect(move || {
        let listener = Closure::<dyn Fn(ClipboardEvent)>::new(move |event: ClipboardEvent| {
            let in_field = event
                .target()
                .and_then(|t| t.dyn_into::<HtmlElement>().ok())
                .is_some_and(|e| matches!(e.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"));
            let Some(data) = event.clipboard_data().filter(|_| !in_field) else { return };
            event.prevent_default();
            if data.files().is_some_and(|files| files.length() > 0)
                && data.get_data("text/plain").unwrap_or_default().is_empty()
            {
                return intake::take_list(desk.clone(), data.files());
            }
            let flavour = |kind: &str| data.get_data(kind).ok().filter(|text| !text.trim().is_empty());
            intake::take_paste(&desk, Paste { html: flavour("text/html"), text: flavour("text/plain") });
        });
        let window = web_sys::window();
        if let Some(window) = &window {
            let _ = window.add_event_listener_with_callback("paste", listener.as_ref().unchecked_ref());
        }
        move || {
            if let Some(window) = window {
                let _ =
                    window.remove_event_listener_with_callback("paste", listener.as_ref().unchecked_ref());
            }
        }
    });
}

fn head(desk: &Desk, texts: Texts, engine: &Engine) -> Html {
    let open_dialog = |dialog: Dialog| {
        let desk = desk.clone();
        Callback::from(move |_: MouseEvent| desk.dispatch(Action::Dialog(Some(dialog.clone()))))
    };
    let language = {
        let desk = desk.clone();
        Callback::from(move |_: MouseEvent| {
            let mut options = desk.remembered.options.clone();
            options.language = match options.language {
                Language::Chinese => Language::English,
                Language::English => Language::Chinese,
            };
            desk.dispatch(Action::Recheck(options));
        })
    };
    let view_button = |view: View, key: &str| {
        let current = desk.view == Some(view);
        let onclick = {
            let desk = desk.clone();
            Callback::from(move |_: MouseEvent| desk.dispatch(Action::View(view)))
        };
        html! {
            <button type="button" class="tab" aria-pressed={current.to_string()} {onclick}>{texts.get(key)}</button>
        }
    };
    html! {
        <header class="head">
            <div class="brand"><span class="brand-name">{"勾稽"}</span><span class="brand-sub">{texts.get("head.subtitle")}</span></div>
            if !desk.files.is_empty() {
                <nav class="tabs" aria-label={texts.get("head.views")}>
                    if desk.case().is_some() {
                        { view_button(View::Document, "head.document") }
                        { view_button(View::Overview, "head.overview") }
                    }
                    if desk.files.len() > 1 || desk.case().is_none() {
                        { view_button(View::Files, "head.files") }
                    }
                </nav>
                { layout_switch(desk, texts) }
            }
            { progress(desk, texts, engine) }
            <div class="head-tools">
                if !desk.files.is_empty() {
                    { export_menu(desk, texts, engine) }
                    <PickFiles label={texts.get("head.add")} class="tool" />
                }
                <button type="button" class="tool" onclick={open_dialog(Dialog::Settings)}>{texts.get("head.settings")}</button>
                <button type="button" class="tool" onclick={open_dialog(Dialog::Privacy)}>{texts.get("head.privacy")}</button>
                <button type="button" class="tool" onclick={open_dialog(Dialog::Help)} aria-keyshortcuts="?">{texts.get("head.help")}</button>
                <button type="button" class="tool" onclick={language} lang={texts.get("head.other_language_tag")}>{texts.get("head.other_language")}</button>
            </div>
        </header>
    }
}

#[derive(Properties, PartialEq)]
pub struct PickProps {
    pub label: String,
    #[prop_or_default]
    pub class: Classes,
    #[prop_or_default]
    pub folder: bool,
}

/// A button that opens the file chooser.
#[function_component]
pub fn PickFiles(props: &PickProps) -> Html {
    let desk = use_context::<Desk>();
    let input = use_node_ref();
    use_effect_with(props.folder, {
        let input = input.clone();
        move |folder: &bool| {
            if let (true, Some(input)) = (*folder, input.cast::<web_sys::Element>()) {
                let _ = input.set_attribute("webkitdirectory", "");
            }
        }
    });
    let onchange = {
        let input = input.clone();
        Callback::from(move |_: Event| {
            let Some(field) = input.cast::<web_sys::HtmlInputElement>() else { return };
            if let Some(desk) = &desk {
                // The list empties with the field, so it is copied first.
                intake::take_list(desk.clone(), field.files());
            }
        })
    };
    let onclick = {
        let input = input.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(field) = input.cast::<web_sys::HtmlInputElement>() {
                field.set_value("");
                field.click();
            }
        })
    };
    html! {
        <>
            <button type="button" class={props.class.clone()} {onclick}>{&props.label}</button>
            <input ref={input} class="hidden-file" type="file" multiple=true tabindex="-1" aria-hidden="true" {onchange} />
        </>
    }
}

fn progress(desk: &Desk, texts: Texts, engine: &Engine) -> Html {
    let pending = desk.pending();
    if pending == 0 {
        return html! { <div class="progress" role="status"></div> };
    }
    let total = desk.files.len();
    let name =
        desk.files.iter().find(|f| f.phase == Phase::Running).map(|f| f.name.clone()).unwrap_or_default();
    let done = (total - pending).to_string();
    let text =
        texts.with("progress.text", &[("done", &done), ("total", &total.to_string()), ("name", &name)]);
    let cancel = {
        let (desk, engine) = (desk.clone(), engine.clone());
        Callback::from(move |_: MouseEvent| {
            for file in desk.files.iter().filter(|f| f.phase == Phase::Waiting) {
                desk.dispatch(Action::Fail(file.id, texts.get("failure.cancelled")));
            }
            engine.cancel();
        })
    };
    html! {
        <div class="progress" role="status">
            <progress max={total.to_string()} value={(total > 1).then_some(done)} aria-label={text.clone()}></progress>
            <span class="progress-text">{text}</span>
            <button type="button" class="tool" onclick={cancel}>{texts.get("progress.cancel")}</button>
        </div>
    }
}

fn notice(desk: &Desk, texts: Texts) -> Html {
    let close = {
        let desk = desk.clone();
        Callback::from(move |_: MouseEvent| desk.dispatch(Action::Notice(None)))
    };
    html! {
        <div class="notice-place" role="alert">
            if let Some(notice) = &desk.notice {
                <p class="notice">{notice}<button type="button" class="tool" onclick={close}>{texts.get("close")}</button></p>
            }
        </div>
    }
}

fn workbench(desk: &Desk, texts: Texts, engine: &Engine) -> Html {
    let case = desk.case();
    match (desk.view, case) {
        (Some(View::Document), Some(case)) => html! {
            <main id="main" class="bench">
                <FindingsPanel case={case.clone()} />
                if let (false, Some((file, bytes))) = (desk.reflowed, desk.open_pdf()) {
                    <PageView key={file.clone()} case={case.clone()} engine={engine.clone()} file={file.clone()} {bytes} />
                } else {
                    <DocumentView case={case.clone()} />
                }
                { explanation(desk, texts, &case) }
            </main>
        },
        (Some(View::Overview), Some(case)) => html! {
            <main id="main" class="single">{ overview(desk, texts, &case) }</main>
        },
        _ => html! { <main id="main" class="single"><FilesView /></main> },
    }
}

fn dialog(desk: &Desk, texts: Texts) -> Html {
    match &desk.dialog {
        None => html! {},
        Some(Dialog::Settings) => settings(desk, texts),
        Some(Dialog::Help) => help::help(texts),
        Some(Dialog::Privacy) => help::privacy(texts),
        Some(Dialog::Rule(code)) => help::rule(desk, texts, code),
    }
}
