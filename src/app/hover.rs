//! Pointing at a figure shows its checks.

use super::case::Case;
use super::lengths::pixels;
use super::text::{Texts, use_texts};
use crate::relation::Verdict;
use crate::report::{CheckRecord, Status, brief};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, MouseEvent};
use yew::prelude::*;

const MOST: usize = 4;

#[derive(Properties, PartialEq)]
pub struct HoverProps {
    pub case: Rc<Case>,
    pub sheet: NodeRef,
}

/// The card beside the figure under the pointer.
#[function_component]
pub fn HoverCard(props: &HoverProps) -> Html {
    let texts = use_texts();
    let shown = use_state(|| None::<usize>);
    let card = use_node_ref();
    use_effect_with(props.case.clone(), {
        let (sheet, shown) = (props.sheet.clone(), shown.setter());
        move |_| {
            let listener = Closure::<dyn Fn(MouseEvent)>::new(move |event: MouseEvent| {
                let mark = event
                    .target()
                    .and_then(|t| t.dyn_into::<Element>().ok())
                    .and_then(|e| e.closest("[data-n]").ok().flatten());
                shown.set(mark.and_then(|m| m.get_attribute("data-n")).and_then(|n| n.parse().ok()));
            });
            let sheet = sheet.cast::<Element>();
            for event in ["mouseover", "mouseleave"] {
                if let Some(sheet) = &sheet {
                    let _ = sheet.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
                }
            }
            move || {
                for event in ["mouseover", "mouseleave"] {
                    if let Some(sheet) = &sheet {
                        let _ = sheet
                            .remove_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
                    }
                }
            }
        }
    });
    use_effect_with(*shown, {
        let card = card.clone();
        move |shown: &Option<usize>| {
            if let (Some(index), Some(card)) = (shown, card.cast::<HtmlElement>()) {
                beside(*index, &card);
            }
        }
    });
    let Some((index, number)) = shown.and_then(|n| props.case.number(n).map(|number| (n, number))) else {
        return html! {};
    };
    let report = props.case.report();
    let status = match number.status {
        Status::Verified => "verified",
        Status::Contradicted => "contradicted",
        Status::Unchecked => "unchecked",
    };
    let checks: Vec<&CheckRecord> = number.checks.iter().filter_map(|&c| props.case.check(c)).collect();
    let reason = report.unchecked.iter().find(|u| u.number == index).map(|u| u.reason.clone());
    html! {
        <div class="hover-card" ref={card} role="tooltip">
            <p class="hover-head">
                <b>{&number.text}</b>
                if !number.label.is_empty() { <span>{&number.label}</span> }
                <i class={classes!("status", status)}>{texts.get(&format!("status.{status}"))}</i>
            </p>
            { for checks.iter().take(MOST).map(|check| check_line(texts, check)) }
            if checks.len() > MOST { <p class="quiet">{texts.count("hover.more", checks.len() - MOST)}</p> }
            if let (true, Some(reason)) = (number.status == Status::Unchecked, reason) {
                <p class="quiet">{reason}</p>
            }
        </div>
    }
}

/// A check in one line: verdict, formula, stated.
pub fn check_line(texts: Texts, check: &CheckRecord) -> Html {
    let verdict = verdict_class(check.verdict);
    html! {
        <p class={classes!("check-line", verdict)}>
            <i class={classes!("verdict", verdict)} role="img" aria-label={texts.get(&format!("verdict.{verdict}"))}></i>
            <span class="check-subject">{&check.subject}</span>
            <span class="check-formula">{brief(&formula_line(check)).into_owned()}</span>
        </p>
    }
}

/// The formula with what it gives and what is stated.
pub fn formula_line(check: &CheckRecord) -> String {
    let result = check.recomputed.as_deref().unwrap_or("—");
    match check.verdict {
        Verdict::NotComputable => check.formula.clone(),
        _ if check.formula.is_empty() => result.to_string(),
        _ => format!("{} = {result}", check.formula),
    }
}

/// The class of a verdict.
pub fn verdict_class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Holds => "holds",
        Verdict::WithinRounding => "within_rounding",
        Verdict::Violated => "violated",
        Verdict::NotComputable => "not_computable",
    }
}

fn beside(number: usize, card: &HtmlElement) {
    let Some(window) = web_sys::window() else { return };
    let Some(mark) = window.document().and_then(|d| d.get_element_by_id(&format!("n{number}"))) else {
        return;
    };
    let rect = mark.get_bounding_client_rect();
    let size = card.get_bounding_client_rect();
    let side = |value: Result<JsValue, JsValue>| value.ok().and_then(|v| v.as_f64()).unwrap_or(0.0);
    let (width, height) = (side(window.inner_width()), side(window.inner_height()));
    let left = rect.left().min(width - size.width() - 12.0).max(8.0);
    let below = rect.bottom() + 8.0;
    let top = if below + size.height() > height { rect.top() - size.height() - 8.0 } else { below };
    let _ = card.style().set_property("left", &pixels(left));
    let _ = card.style().set_property("top", &pixels(top));
}
