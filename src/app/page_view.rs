//! A PDF as it looks, with every figure marked. Pages are drawn in a worker of their own, those in view first.

use super::case::Case;
use super::document_view::scroll_to;
use super::engine::Engine;
use super::hover::HoverCard;
use super::leaf::LeafView;
use super::lengths::fixed;
use super::lit::Lit;
use super::painter::Painter;
use super::pick::use_picking;
use super::places::Places;
use super::stack::Stack;
use super::state::{Action, Desk};
use super::text::use_texts;
use crate::order::Set;
use js_sys::Uint8Array;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{
    Element, HtmlElement, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit,
};
use yew::prelude::*;

/// Pixels of the layout a point, at 100 %.
const FULL: f32 = 96.0 / 72.0;
const STEPS: [f32; 10] = [0.33, 0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0, 5.0];

#[derive(Properties)]
pub struct PageViewProps {
    pub case: Rc<Case>,
    pub engine: Engine,
    /// The file's hash.
    pub file: String,
    pub bytes: Uint8Array,
}

impl PartialEq for PageViewProps {
    fn eq(&self, other: &Self) -> bool {
        self.case == other.case && self.file == other.file && self.engine == other.engine
    }
}

/// Pages in view or about to be.
#[derive(Default, PartialEq)]
struct Near(Set<u32>);

impl Reducible for Near {
    type Action = Vec<(u32, bool)>;

    fn reduce(self: Rc<Self>, changes: Self::Action) -> Rc<Self> {
        let mut near = self.0.clone();
        for (page, shown) in changes {
            if shown {
                near.insert(page);
            } else {
                near.remove(&page);
            }
        }
        Rc::new(Self(near))
    }
}

/// The pages.
#[function_component]
pub fn PageView(props: &PageViewProps) -> Html {
    let desk = use_context::<Desk>();
    let texts = use_texts();
    let (frame, leaves) = (use_node_ref(), use_node_ref());
    let password = desk.as_ref().and_then(|d| d.remembered.options.password.clone());
    let painter = use_memo((props.file.clone(), password), |(file, password)| {
        Painter::new(props.engine.clone(), file.clone(), props.bytes.clone(), password.clone())
    });
    let places = use_memo(props.case.clone(), |case| Places::of(case));
    let sizes = use_state(|| None::<Vec<(f32, f32)>>);
    let near = use_reducer(Near::default);
    let chosen = use_state(|| None::<f32>);
    let moved = use_state(|| 0_u32);
    let room = use_room(frame.clone());

    use_effect_with((*painter).clone(), {
        let (sizes, desk) = (sizes.setter(), desk.clone());
        move |painter: &Painter| {
            let painter = painter.clone();
            spawn_local(async move {
                match painter.open().await {
                    Ok(found) if !found.is_empty() => sizes.set(Some(found)),
                    _ => {
                        if let Some(desk) = desk {
                            desk.dispatch(Action::Reflow(true));
                            desk.dispatch(Action::Notice(Some(texts.get("pages.not_drawn"))));
                        }
                    }
                }
            });
        }
    });
    use_effect_with(sizes.is_some(), {
        let (frame, leaves, near) = (frame.clone(), leaves.clone(), near.dispatcher());
        move |ready: &bool| {
            let watch = ready.then(|| watch(&frame, &leaves, near)).flatten();
            move || {
                if let Some((observer, _)) = &watch {
                    observer.disconnect();
                }
            }
        }
    });
    let stack = use_memo((sizes.clone(), *chosen, room), |(sizes, chosen, room)| {
        let sizes = sizes.as_deref().unwrap_or_default();
        match chosen {
            Some(factor) => Stack::scaled(sizes, factor * FULL, room.ratio),
            None => Stack::fitting(sizes, room.width, room.ratio),
        }
    });
    use_kept_middle(frame.clone(), leaves.clone(), stack.clone());

    let selection = desk.as_ref().and_then(|d| d.selection);
    let look = desk.as_ref().and_then(|d| d.look);
    let jump = desk.as_ref().map_or(0, |d| d.jump);
    let lit = use_memo((props.case.clone(), selection, look), |(case, selection, look)| {
        Lit::of(case, &places, *selection, *look)
    });
    let scrolled = use_mut_ref(|| 0_u32);
    use_effect_with((jump, sizes.is_some(), lit.clone()), {
        let frame = frame.clone();
        move |(jump, ready, _): &(u32, bool, Rc<Lit>)| {
            let aim = frame.cast::<Element>().and_then(|f| f.query_selector(".aim").ok().flatten());
            let moved = *scrolled.borrow() != *jump;
            if let (true, true, Some(aim)) = (*ready, moved, aim) {
                *scrolled.borrow_mut() = *jump;
                scroll_to(&aim);
            }
        }
    });

    let (onclick, onkeydown) = use_picking(&props.case);
    let onscroll = {
        let (moved, timer) = (moved.clone(), use_mut_ref(|| None::<gloo_timers::callback::Timeout>));
        Callback::from(move |_: Event| {
            let moved = moved.clone();
            *timer.borrow_mut() =
                Some(gloo_timers::callback::Timeout::new(140, move || moved.set(*moved + 1)));
        })
    };
    let zoom_by = |up: bool| {
        let (chosen, now) = (chosen.clone(), stack.usual_zoom() / FULL);
        Callback::from(move |_: MouseEvent| {
            let next = if up {
                STEPS.into_iter().find(|s| *s > 1.03 * now)
            } else {
                STEPS.into_iter().rev().find(|s| *s < 0.97 * now)
            };
            if next.is_some() {
                chosen.set(next);
            }
        })
    };
    let fit = {
        let chosen = chosen.clone();
        Callback::from(move |_: MouseEvent| chosen.set(None))
    };
    let percent = fixed(f64::from(100.0 * stack.usual_zoom() / FULL), 0) + "%";
    html! {
        <div class="page-frame">
            <div class="page-tools" role="toolbar" aria-label={texts.get("pages.zoom")}>
                <button type="button" class="tool" onclick={zoom_by(false)} aria-label={texts.get("pages.smaller")}>{"−"}</button>
                <span class="page-zoom">{percent}</span>
                <button type="button" class="tool" onclick={zoom_by(true)} aria-label={texts.get("pages.larger")}>{"+"}</button>
                <button type="button" class="tool" onclick={fit} aria-pressed={chosen.is_none().to_string()}>{texts.get("pages.fit")}</button>
            </div>
            <div class="desk pages" id="document" tabindex="-1" ref={frame} {onscroll}>
                if sizes.is_some() {
                    <div class="leaves" ref={leaves.clone()} {onclick} {onkeydown}>
                        { for (1..=stack.pages()).map(|page| html! {
                            <LeafView key={page} {page} case={props.case.clone()} places={places.clone()} stack={stack.clone()}
                                lit={lit.clone()} near={near.0.contains(&page)} painter={(*painter).clone()} moved={*moved} />
                        }) }
                    </div>
                    <HoverCard case={props.case.clone()} sheet={leaves} />
                } else {
                    <p class="loading" role="status">{texts.get("pages.opening")}</p>
                }
            </div>
        </div>
    }
}

/// Room for a page.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Room {
    /// Width in pixels of the layout.
    width: f32,
    /// Pixels of the screen a pixel of the layout.
    ratio: f32,
}

#[hook]
fn use_room(frame: NodeRef) -> Room {
    let room = use_state(|| Room { width: 800.0, ratio: 1.0 });
    use_effect_with((), {
        let room = room.setter();
        move |()| {
            let measure = move || {
                let Some(window) = web_sys::window() else { return };
                let ratio = window.device_pixel_ratio() as f32;
                let Some(frame) = frame.cast::<HtmlElement>() else { return };
                // The margin's column and the padding; on a narrow screen the notes stand below.
                let wide = frame.client_width() as f32;
                let beside = if wide > 620.0 { 200.0 } else { 16.0 };
                room.set(Room { width: (wide - beside).max(120.0), ratio });
            };
            measure();
            let listener = Closure::<dyn Fn()>::new(measure);
            let window = web_sys::window();
            if let Some(window) = &window {
                let _ = window.add_event_listener_with_callback("resize", listener.as_ref().unchecked_ref());
            }
            move || {
                if let Some(window) = window {
                    let _ = window
                        .remove_event_listener_with_callback("resize", listener.as_ref().unchecked_ref());
                }
            }
        }
    });
    *room
}

/// What is in the middle of the view stays there when the scale changes.
#[hook]
fn use_kept_middle(frame: NodeRef, leaves: NodeRef, stack: Rc<Stack>) {
    let before = use_mut_ref(|| stack.clone());
    let wide = use_mut_ref(|| 0);
    use_effect_with(stack, move |stack: &Rc<Stack>| {
        let was = before.replace(stack.clone());
        let (Some(frame), Some(leaves)) = (frame.cast::<HtmlElement>(), leaves.cast::<HtmlElement>()) else {
            return;
        };
        if was.pages() != stack.pages() || was == *stack {
            return;
        }
        let above = frame.client_height() / 2 - leaves.offset_top();
        let middle = was.moved((frame.scroll_top() + above) as f32, stack);
        let beside = frame.client_width() / 2;
        let before = (*wide.borrow()).max(frame.client_width());
        let across = f64::from(frame.scroll_left() + beside) / f64::from(before.max(1));
        // The pages take their new size in the same turn, but after this.
        let wide = wide.clone();
        gloo_timers::callback::Timeout::new(0, move || {
            frame.set_scroll_top(middle as i32 - above);
            frame.set_scroll_left((across * f64::from(frame.scroll_width())) as i32 - beside);
            wide.replace(frame.scroll_width());
        })
        .forget();
    });
}

type OnSight = Closure<dyn FnMut(js_sys::Array)>;

/// Watches which pages come near the view.
fn watch(
    frame: &NodeRef,
    leaves: &NodeRef,
    near: UseReducerDispatcher<Near>,
) -> Option<(IntersectionObserver, OnSight)> {
    let (frame, leaves) = (frame.cast::<HtmlElement>()?, leaves.cast::<Element>()?);
    let on_sight = OnSight::new(move |entries: js_sys::Array| {
        let changes = entries.iter().filter_map(|entry| {
            let entry = entry.dyn_into::<IntersectionObserverEntry>().ok()?;
            let page = entry.target().get_attribute("data-page")?.parse().ok()?;
            Some((page, entry.is_intersecting()))
        });
        near.dispatch(changes.collect());
    });
    let options = IntersectionObserverInit::new();
    // On a small screen the whole window scrolls.
    if frame.scroll_height() > frame.client_height() + 1 {
        options.set_root(Some(&frame));
    }
    options.set_root_margin("60% 100%");
    let observer =
        IntersectionObserver::new_with_options(on_sight.as_ref().unchecked_ref(), &options).ok()?;
    let leaves = leaves.query_selector_all(".leaf").ok()?;
    for i in 0..leaves.length() {
        if let Some(leaf) = leaves.get(i).and_then(|n| n.dyn_into::<Element>().ok()) {
            observer.observe(&leaf);
        }
    }
    Some((observer, on_sight))
}
