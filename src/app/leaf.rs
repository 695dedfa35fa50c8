//! One page of a PDF as it looks: its picture, its text for selecting, the marks of its figures, the notes beside it.

use super::block::{note, severity_class};
use super::case::Case;
use super::lengths::{between, fixed, pixels, points};
use super::lit::Lit;
use super::margin::place_notes;
use super::painter::{Drawn, Job, Painter, Slot};
use super::places::{Area, Piece, Places};
use super::relation_lines::RelationLines;
use super::stack::Stack;
use super::text::{Texts, use_texts};
use crate::ledger::Severity;
use crate::report::Status;
use std::rc::Rc;
use web_sys::{Element, HtmlCanvasElement};
use yew::prelude::*;

/// Most pixels of the picture of a whole page; beyond it the part in view is drawn on top.
const WHOLE: f32 = 6e6;

#[derive(Properties, PartialEq)]
pub struct LeafProps {
    pub case: Rc<Case>,
    pub places: Rc<Places>,
    /// From 1.
    pub page: u32,
    pub stack: Rc<Stack>,
    pub lit: Rc<Lit>,
    /// In view or about to be.
    pub near: bool,
    pub painter: Painter,
    /// Counts what may have changed the part in view.
    pub moved: u32,
}

/// A page.
#[function_component]
pub fn LeafView(props: &LeafProps) -> Html {
    let texts = use_texts();
    let (leaf, picture, detail) = (use_node_ref(), use_node_ref(), use_node_ref());
    let failed = use_state(|| false);
    let ((width, height), zoom) = (props.stack.size(props.page), props.stack.zoom(props.page));
    let wanted = zoom * props.stack.ratio;
    let whole = wanted.min((WHOLE / (width * height).max(1.0)).sqrt());
    let deep = wanted > 1.02 * whole;

    use_effect_with((props.painter.clone(), props.near, whole), {
        let (page, picture, failed) = (props.page, picture.clone(), failed.clone());
        move |(painter, near, scale): &(Painter, bool, f32)| {
            if let (true, Some(canvas)) = (*near, picture.cast::<HtmlCanvasElement>()) {
                let window = [0, 0, (width * scale) as u32, (height * scale) as u32];
                let shown = canvas.clone();
                let job = Job { page, scale: *scale, window, canvas };
                painter.want(
                    Slot::Page(page),
                    job,
                    Callback::from(move |drawn| {
                        let _ = shown
                            .set_attribute("data-drawn", if drawn == Drawn::Done { "true" } else { "false" });
                        failed.set(drawn == Drawn::Failed);
                    }),
                );
            }
            let painter = painter.clone();
            move || painter.forget(Slot::Page(page))
        }
    });
    use_effect_with((props.painter.clone(), props.near && deep, wanted, props.moved), {
        let (page, detail, ratio) = (props.page, detail.clone(), props.stack.ratio);
        move |(painter, deep, scale, _): &(Painter, bool, f32, u32)| {
            if let (true, Some(canvas)) = (*deep, detail.cast::<HtmlCanvasElement>()) {
                if canvas.get_attribute("data-scale") != Some(fixed((*scale).into(), 6)) {
                    let _ = canvas.set_attribute("data-scale", "");
                }
                if let Some(window) = in_view(&canvas, ratio) {
                    let (shown, scale) = (canvas.clone(), *scale);
                    let job = Job { page, scale, window, canvas };
                    painter.want(
                        Slot::Detail(page),
                        job,
                        Callback::from(move |drawn| {
                            if drawn == Drawn::Done {
                                lay(&shown, window, ratio);
                                let _ = shown.set_attribute("data-scale", &fixed(scale.into(), 6));
                            }
                        }),
                    );
                }
            }
            let painter = painter.clone();
            move || painter.forget(Slot::Detail(page))
        }
    });
    use_effect_with((props.near, props.stack.clone(), props.case.clone()), {
        let leaf = leaf.clone();
        move |_| {
            if let Some(leaf) = leaf.cast::<Element>() {
                place_notes(&leaf);
            }
        }
    });

    let content = props.places.leaves.get(&props.page).filter(|_| props.near);
    let lit = &*props.lit;
    let aim = lit.target.filter(|t| t.page == props.page).map(|t| t.area);
    let ends_here =
        lit.lines.iter().any(|(_, to)| props.places.number(*to).is_some_and(|s| s.page == props.page));
    let scaled = |length: f32| points(length * zoom);
    html! {
        <div class={classes!("leaf", ends_here.then_some("leaf-lit"))} ref={leaf} data-page={props.page.to_string()}>
            <div class="leaf-paper">
                if props.near {
                    <canvas class="leaf-picture" ref={picture} aria-hidden="true" />
                    if deep { <canvas class="leaf-picture leaf-detail" data-scale="" ref={detail} aria-hidden="true" /> }
                }
                <svg class="leaf-layer" width={scaled(width)} height={scaled(height)} viewBox={format!("0 0 {} {}", points(width), points(height))}
                    role="group" aria-label={texts.with("pages.page", &[("page", &props.page.to_string())])}>
                    if let Some(area) = aim {
                        <rect class="aim" x={points(area.left)} y={points(area.top)} width={points(area.width())} height={points(area.height())} />
                    }
                    if let Some(content) = content {
                        { for content.remarks.iter().map(|(top, areas)| remark(props, *top, areas)) }
                        { for content.pieces.iter().map(|piece| draw_piece(props, texts, piece)) }
                    }
                    if ends_here {
                        <RelationLines places={props.places.clone()} lit={props.lit.clone()} page={props.page} stack={props.stack.clone()} />
                    }
                </svg>
                if *failed { <p class="leaf-failed">{texts.get("pages.failed")}</p> }
            </div>
            if let Some(content) = content.filter(|c| !c.notes.is_empty()) {
                <aside class="margin" aria-label={texts.get("sheet.margin")}>
                    { for content.notes.iter().filter_map(|(id, number)| {
                        note(&props.case, texts, *id, *number, lit.note == Some(id.top))
                    }) }
                </aside>
            }
        </div>
    }
}

fn draw_piece(props: &LeafProps, texts: Texts, piece: &Piece) -> Html {
    let Some(index) = piece.number else { return selectable(piece) };
    let case = &props.case;
    let Some(number) = case.number(index) else { return selectable(piece) };
    let finding = case.finding_of_number(index).and_then(|id| case.finding(id));
    let kind = match (number.status, finding) {
        (Status::Contradicted, Some(f)) if f.severity == Severity::Note => "k",
        (Status::Contradicted, _) => "c",
        (_, Some(f)) if f.severity == Severity::Note => "k",
        (Status::Verified, _) => "v",
        (Status::Unchecked, _) => "u",
    };
    let severity = finding.filter(|_| kind == "c").map(|f| severity_class(f.severity));
    let lit = &*props.lit;
    let light = if lit.main == Some(index) {
        Some("lit-main")
    } else if lit.results.contains(&index) {
        Some("lit-result")
    } else {
        lit.operands.contains(&index).then_some("lit-operand")
    };
    // A number over two lines is one number: the first piece carries its name.
    let first = props.places.number(index).is_some_and(|s| s.page == props.page && s.area == piece.area);
    let pressable = matches!(kind, "c" | "k");
    let label = (kind == "c").then(|| texts.with("sheet.contradicted_label", &[("text", &number.text)]));
    html! {
        <g class={classes!("fig", kind, severity, light)} id={first.then(|| format!("n{index}"))} data-n={index.to_string()}
            tabindex={pressable.then_some("0")} role={pressable.then_some("button")} aria-label={label}>
            { shape(kind, &piece.area, light.is_some()) }
            { selectable(piece) }
        </g>
    }
}

/// The mark: verified, a hairline below; unchecked, dots below; contradicted, a ring; a note, two lines below.
fn shape(kind: &str, area: &Area, lit: bool) -> Html {
    let size = area.height();
    let line = |down: f32| {
        let y = points(area.bottom + down);
        html! { <line class="under" x1={points(area.left)} x2={points(area.right)} y1={y.clone()} y2={y} /> }
    };
    let (x, y) = area.centre();
    html! {
        <>
            if lit {
                <rect class="lamp" x={points(area.left - 1.5)} y={points(area.top - 1.0)} rx="1.5"
                    width={points(area.width() + 3.0)} height={points(size + 2.0)} />
            }
            { match kind {
                "c" => html! {
                    <ellipse class="ring" cx={points(x)} cy={points(y)} rx={points(area.width() / 2.0 + 0.45 * size)} ry={points(0.72 * size)} />
                },
                "k" => html! { <>{ line(0.6) }{ line(2.0) }</> },
                _ => line(0.6),
            } }
        </>
    }
}

/// The text itself, invisible over its picture, so that it can be selected and copied.
fn selectable(piece: &Piece) -> Html {
    let Area { left, bottom, .. } = piece.area;
    let (width, size) = (piece.area.width(), piece.area.height());
    let upright = width >= 0.4 * size || piece.text.chars().count() < 2;
    html! {
        <text x={points(left)} y={points(bottom - 0.14 * size)} font-size={points(size)}
            textLength={(upright && width > 0.0).then(|| points(width))} lengthAdjust="spacingAndGlyphs">{&piece.text}</text>
    }
}

fn remark(props: &LeafProps, top: usize, areas: &[Area]) -> Html {
    let finding = props.case.report().findings.get(top);
    let severity = finding.map_or("note", |f| severity_class(f.severity));
    let title = finding.map(|f| f.title.clone());
    let light = (props.lit.remark == Some(top)).then_some("lit-main");
    html! {
        <g class={classes!("fig", "remark", severity, light)} id={format!("r{top}")} data-f={top.to_string()}
            tabindex="0" role="button" aria-label={title}>
            { for areas.iter().map(|area| html! {
                <>
                    <rect class="lamp" x={points(area.left)} y={points(area.top)} width={points(area.width())} height={points(area.height())} />
                    <path class="under" d={wave(area)} />
                </>
            }) }
        </g>
    }
}

/// A wavy line below an area.
fn wave(area: &Area) -> String {
    let y = area.bottom + 1.0;
    let mut d = format!("M{} {}", points(area.left), points(y));
    let steps = between(area.width() / 2.0, 1.0, 400.0) as usize;
    for i in 0..steps {
        d.push_str(if i % 2 == 0 { "q1 -1.6 2 0" } else { "q1 1.6 2 0" });
    }
    d
}

/// The part of a page that can be seen, in pixels of the screen from the page's corner.
fn in_view(canvas: &HtmlCanvasElement, ratio: f32) -> Option<[u32; 4]> {
    let paper = canvas.parent_element()?.get_bounding_client_rect();
    let desk = canvas.closest(".desk").ok()??.get_bounding_client_rect();
    let window = web_sys::window()?;
    let side = |value: Result<wasm_bindgen::JsValue, _>| value.ok().and_then(|v| v.as_f64()).unwrap_or(0.0);
    let (wide, high) = (side(window.inner_width()), side(window.inner_height()));
    let left = paper.left().max(desk.left()).max(0.0);
    let top = paper.top().max(desk.top()).max(0.0);
    let right = paper.right().min(desk.right()).min(wide);
    let bottom = paper.bottom().min(desk.bottom()).min(high);
    if right - left < 1.0 || bottom - top < 1.0 {
        return None;
    }
    let pixels = |length: f64| (length * f64::from(ratio)).round() as u32;
    Some([pixels(left - paper.left()), pixels(top - paper.top()), pixels(right - left), pixels(bottom - top)])
}

/// Lays a canvas over the part of the page that it shows.
fn lay(canvas: &HtmlCanvasElement, window: [u32; 4], ratio: f32) {
    for (name, length) in ["left", "top", "width", "height"].into_iter().zip(window) {
        let _ = canvas.style().set_property(name, &pixels((length as f32 / ratio).into()));
    }
}
