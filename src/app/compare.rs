//! A corrected version against the one before: what is resolved, what remains, what is new. Findings are matched by their
//! key, which holds rule and labels but no numbers.

use super::block::{seal, short_title};
use super::case::{Case, FindingId};
use super::state::{Action, CaseId, Desk, Selection};
use super::text::use_texts;
use crate::order;
use crate::order::Map;
use crate::report::Finding;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// Findings of two versions.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// In the earlier version only (indices there).
    pub resolved: Vec<usize>,
    /// In both (indices in the later version).
    pub remaining: Vec<usize>,
    /// In the later version only.
    pub new: Vec<usize>,
}

/// Compares the findings of two versions.
pub fn compare(earlier: &[Finding], later: &[Finding]) -> Difference {
    let mut open: Map<&str, Vec<usize>> = Map::new();
    for (i, finding) in earlier.iter().enumerate().rev() {
        open.entry(finding.key.as_str()).or_default().push(i);
    }
    let mut out = Difference::default();
    for (i, finding) in later.iter().enumerate() {
        match open.get_mut(finding.key.as_str()).and_then(Vec::pop) {
            Some(_) => out.remaining.push(i),
            None => out.new.push(i),
        }
    }
    out.resolved = open.into_values().flatten().collect();
    order::naturally(&mut out.resolved);
    out
}

#[derive(Properties, PartialEq)]
pub struct CompareProps {
    pub case: Rc<Case>,
}

/// The comparison with another open file.
#[function_component]
pub fn Compare(props: &CompareProps) -> Html {
    let desk = use_context::<Desk>();
    let texts = use_texts();
    let chosen = use_state(|| None::<CaseId>);
    let Some(desk) = desk else { return html! {} };
    let others: Vec<(CaseId, Rc<Case>)> = desk
        .files
        .iter()
        .flat_map(|f| f.cases.iter().enumerate().map(|(index, c)| (CaseId { file: f.id, index }, c.clone())))
        .filter(|(_, case)| !Rc::ptr_eq(case, &props.case))
        .collect();
    if others.is_empty() {
        return html! { <p class="quiet">{texts.get("compare.how")}</p> };
    }
    let onchange = {
        let (chosen, ids) = (chosen.clone(), others.iter().map(|(id, _)| *id).collect::<Vec<_>>());
        Callback::from(move |event: Event| {
            let field = event.target().and_then(|t| t.dyn_into::<HtmlSelectElement>().ok());
            chosen.set(field.and_then(|f| f.value().parse::<usize>().ok()).and_then(|i| ids.get(i).copied()));
        })
    };
    let other = others.iter().find(|(id, _)| Some(*id) == *chosen).map(|(_, case)| case);
    let list = |key: &str, case: &Rc<Case>, indices: &[usize], go: bool| {
        let item = |&top: &usize| {
            let finding = case.report().findings.get(top)?;
            let onclick = go.then(|| {
                let desk = desk.clone();
                let id = FindingId { top, consequence: None };
                Callback::from(move |_: MouseEvent| {
                    desk.dispatch(Action::Select(Some(Selection::Finding(id))))
                })
            });
            Some(
                html! { <li>{ seal(texts, finding.severity) }<button type="button" class="link" {onclick}>{short_title(finding)}</button></li> },
            )
        };
        html! {
            <div class="compare-part"><h3>{texts.count(key, indices.len())}</h3>
                <ul>{ for indices.iter().filter_map(item) }</ul></div>
        }
    };
    html! {
        <>
            <label class="setting"><span>{texts.get("compare.with")}</span>
                <select id="compare" {onchange}>
                    <option value="" selected={chosen.is_none()}>{"—"}</option>
                    { for others.iter().enumerate().map(|(i, (id, case))| html! {
                        <option value={i.to_string()} selected={*chosen == Some(*id)}>{case.report().file.clone()}</option>
                    }) }
                </select></label>
            if let Some(other) = other {
                { {
                    let difference = compare(&other.report().findings, &props.case.report().findings);
                    html! { <div class="compare">
                        { list("compare.resolved", other, &difference.resolved, false) }
                        { list("compare.remaining", &props.case, &difference.remaining, true) }
                        { list("compare.new", &props.case, &difference.new, true) }
                    </div> }
                } }
            }
        </>
    }
}
