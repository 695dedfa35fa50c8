//! The document as the reader knows it, with every number marked. Blocks are drawn once, the first at once and the
//! rest in steps; what is selected is lit by changing classes, so that moving between findings costs nothing.

use super::block::BlockView;
use super::case::Case;
use super::hover::HoverCard;
use super::margin::place_notes;
use super::pick::use_picking;
use super::state::{Desk, Selection};
use super::text::use_texts;
use crate::order::Map;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Element, ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition};
use yew::prelude::*;

const FIRST: usize = 20;
const STEP: usize = 80;

#[derive(Properties, PartialEq)]
pub struct DocumentProps {
    pub case: Rc<Case>,
}

/// The document.
#[function_component]
pub fn DocumentView(props: &DocumentProps) -> Html {
    let desk = use_context::<Desk>();
    let texts = use_texts();
    let sheet = use_node_ref();
    let total = props.case.analysis.document.blocks.len();
    let limit = use_state(|| FIRST);
    let drawn = (*limit).min(total);

    use_effect_with((props.case.clone(), drawn), {
        let (limit, sheet) = (limit.clone(), sheet.clone());
        move |(_, drawn): &(Rc<Case>, usize)| {
            let drawn = *drawn;
            if let Some(sheet) = sheet.cast::<Element>() {
                place_notes(&sheet);
            }
            let timer = (drawn < total)
                .then(|| gloo_timers::callback::Timeout::new(16, move || limit.set(drawn + STEP)));
            move || drop(timer)
        }
    });
    use_resize(sheet.clone());
    let selection = desk.as_ref().and_then(|d| d.selection);
    let jump = desk.as_ref().map_or(0, |d| d.jump);
    let look = desk.as_ref().and_then(|d| d.look);
    let scrolled = use_mut_ref(|| 0_u32);
    use_effect_with((props.case.clone(), selection, jump, drawn), {
        let sheet = sheet.clone();
        move |(case, selection, jump, _): &(Rc<Case>, Option<Selection>, u32, usize)| {
            let Some(sheet) = sheet.cast::<Element>() else { return };
            let main = light(&sheet, case, *selection);
            let looked = look.and_then(|n| sheet.owner_document()?.get_element_by_id(&format!("n{n}")));
            let target = looked.or(main);
            let moved = *scrolled.borrow() != *jump;
            if let (Some(target), true) = (target, moved) {
                *scrolled.borrow_mut() = *jump;
                scroll_to(&target);
            }
        }
    });
    let headings: Map<usize, u8> =
        props.case.headings.iter().map(|(block, level, _)| (*block, *level)).collect();
    let (onclick, onkeydown) = use_picking(&props.case);
    html! {
        <div class="desk" id="document" tabindex="-1">
            <article class="sheet" ref={sheet.clone()} {onclick} {onkeydown} aria-label={texts.get("sheet.label")}>
                { for (0..drawn).map(|block| html! {
                    <BlockView key={block} case={props.case.clone()} {block} heading={headings.get(&block).copied()} />
                }) }
            </article>
            <HoverCard case={props.case.clone()} {sheet} />
        </div>
    }
}

/// Notes move when the window changes.
#[hook]
fn use_resize(sheet: NodeRef) {
    use_effect_with((), move |()| {
        let listener = Closure::<dyn Fn()>::new(move || {
            if let Some(sheet) = sheet.cast::<Element>() {
                place_notes(&sheet);
            }
        });
        let window = web_sys::window();
        if let Some(window) = &window {
            let _ = window.add_event_listener_with_callback("resize", listener.as_ref().unchecked_ref());
        }
        move || {
            if let Some(window) = window {
                let _ =
                    window.remove_event_listener_with_callback("resize", listener.as_ref().unchecked_ref());
            }
        }
    });
}

/// Lights what is selected: the figure in question, the figures it follows from, the note beside it.
fn light(sheet: &Element, case: &Case, selection: Option<Selection>) -> Option<Element> {
    const CLASSES: [&str; 4] = ["lit-main", "lit-operand", "lit-result", "lit-note"];
    let document = sheet.owner_document()?;
    if let Ok(lit) = sheet.query_selector_all(".lit-main, .lit-operand, .lit-result, .lit-note") {
        for i in 0..lit.length() {
            if let Some(element) = lit.get(i).and_then(|n| n.dyn_into::<Element>().ok()) {
                for class in CLASSES {
                    let _ = element.class_list().remove_1(class);
                }
            }
        }
    }
    let add = |id: String, class: &str| -> Option<Element> {
        let element = document.get_element_by_id(&id)?;
        let _ = element.class_list().add_1(class);
        Some(element)
    };
    match selection? {
        Selection::Finding(id) => {
            let finding = case.finding(id)?;
            for operand in case.operands_of(finding) {
                add(format!("n{operand}"), "lit-operand");
            }
            if let Some(stated) = case.stated_of(finding) {
                add(format!("n{stated}"), "lit-result");
            }
            add(format!("m{}", id.top), "lit-note");
            match case.number_of(finding) {
                Some(number) => add(format!("n{number}"), "lit-main"),
                None => add(format!("r{}", id.top), "lit-main").or_else(|| {
                    finding.place.span.and_then(|s| document.get_element_by_id(&format!("b{}", s.block)))
                }),
            }
        }
        Selection::Number(index) => {
            for check in case.number(index)?.checks.iter().filter_map(|&c| case.check(c)) {
                for operand in check.operands.iter().filter_map(|o| o.number) {
                    add(format!("n{operand}"), "lit-operand");
                }
                if let Some(stated) = check.number {
                    add(format!("n{stated}"), "lit-result");
                }
            }
            add(format!("n{index}"), "lit-main")
        }
    }
}

/// Brings an element into the middle of the view.
pub fn scroll_to(target: &Element) {
    let target = target.clone();
    let still = web_sys::window()
        .and_then(|w| w.match_media("(prefers-reduced-motion: reduce)").ok().flatten())
        .is_some_and(|m| m.matches());
    let go = move |target: &Element, smooth: bool| {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Center);
        options.set_inline(ScrollLogicalPosition::Nearest);
        options.set_behavior(if smooth && !still { ScrollBehavior::Smooth } else { ScrollBehavior::Instant });
        target.scroll_into_view_with_scroll_into_view_options(&options);
    };
    go(&target, false);
    // Blocks that come into view get their true height only now; aim once more.
    gloo_timers::callback::Timeout::new(60, move || go(&target, false)).forget();
}
