//! The list of findings: grouped by place or by rule, filtered, walked with the keyboard.

use super::block::{corrected, correction, seal, severity_class, short_title};
use super::case::{Case, FindingId};
use super::decisions::{self, Ruling};
use super::state::{Action, Desk, Filter, Selection, listed, section_of, sections};
use super::text::{Texts, use_texts};
use crate::ledger::Severity;
use crate::locale::Language;
use crate::order;
use crate::order::Map;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement, ScrollIntoViewOptions, ScrollLogicalPosition};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct FindingsProps {
    pub case: Rc<Case>,
}

/// The list of findings.
#[function_component]
pub fn FindingsPanel(props: &FindingsProps) -> Html {
    let desk = use_context::<Desk>();
    let texts = use_texts();
    let list = use_node_ref();
    let selected = desk.as_ref().and_then(|d| match d.selection {
        Some(Selection::Finding(id)) => Some(id),
        _ => None,
    });
    use_effect_with(selected, {
        let list = list.clone();
        move |selected: &Option<FindingId>| {
            let Some(list) = list.cast::<Element>() else { return };
            let Some(id) = selected else { return };
            if let Ok(Some(item)) = list.query_selector(&format!("[data-top=\"{}\"]", id.top)) {
                let options = ScrollIntoViewOptions::new();
                options.set_block(ScrollLogicalPosition::Nearest);
                item.scroll_into_view_with_scroll_into_view_options(&options);
            }
        }
    });
    let Some(desk) = desk else { return html! {} };
    let case = &props.case;
    let shown = listed(&desk, case);
    let groups = groups(&desk, case, &shown);
    let total = case.report().findings.len();
    html! {
        <section class="findings" aria-label={texts.get("findings.label")}>
            { counts(&desk, texts, case) }
            { filter_bar(&desk, texts, case, shown.len()) }
            { ignored(&desk, texts) }
            <div class="finding-list" ref={list} tabindex="-1">
                if total == 0 {
                    <p class="empty">{nothing_found(texts, case)}</p>
                } else if shown.is_empty() {
                    <p class="empty">{texts.get("findings.none_listed")}</p>
                }
                { for groups.into_iter().map(|(name, ids)| html! {
                    <section class="group" key={name.clone()}>
                        <h3 class="group-name">{ name }<span class="count">{ids.len()}</span></h3>
                        <ol>{ for ids.into_iter().map(|id| item(&desk, texts, case, id, selected)) }</ol>
                    </section>
                }) }
            </div>
        </section>
    }
}

/// The rules that were set aside for this document, each to be taken back: what is left out is always in sight.
fn ignored(desk: &Desk, texts: Texts) -> Html {
    let codes = desk.open_choices().ignored_rules;
    if codes.is_empty() {
        return html! {};
    }
    html! {
        <p class="ignored-rules">{texts.get("ignored.title")}
            { for codes.into_iter().map(|code| {
                let (again, label) = (desk.clone(), texts.with("ignored.again", &[("rule", &code)]));
                let key = code.clone();
                let onclick = Callback::from(move |_: MouseEvent| decisions::ignore_rule(&again, &code, false));
                html! { <button type="button" key={key.clone()} class="chip" aria-label={label.clone()} title={label} {onclick}><code>{key.clone()}</code>{" ×"}</button> }
            }) }
        </p>
    }
}

/// With nothing found, say what was checked, so that silence is not taken for a pass.
fn nothing_found(texts: Texts, case: &Case) -> String {
    let summary = &case.report().summary;
    let checks = summary.checks.holds + summary.checks.within_rounding;
    if checks == 0 {
        return texts.get("findings.nothing_checked");
    }
    texts.with(
        "findings.nothing_found",
        &[("checks", &super::text::grouped(checks)), ("unchecked", &super::text::grouped(summary.unchecked))],
    )
}

fn groups(desk: &Desk, case: &Case, shown: &[FindingId]) -> Vec<(String, Vec<FindingId>)> {
    let mut out: Vec<(String, Vec<FindingId>)> = Vec::new();
    for &id in shown {
        let Some(finding) = case.finding(id) else { continue };
        let name = if desk.filter.by_rule {
            let name =
                desk.book.rules.iter().find(|r| r.code == finding.rule).map(|r| match desk.language() {
                    Language::Chinese => r.name_zh.clone(),
                    Language::English => r.name_en.clone(),
                });
            format!("{} {}", finding.rule, name.unwrap_or_default())
        } else {
            let table = finding.place.row.as_ref().and(finding.place.table.as_deref());
            table.or_else(|| section_of(finding).rsplit(" / ").next()).unwrap_or("").to_string()
        };
        match out.last_mut() {
            Some((last, ids)) if *last == name => ids.push(id),
            _ => out.push((name, vec![id])),
        }
    }
    // Two places of one name (a form that is repeated) keep apart by their number.
    let mut seen: Map<String, usize> = Map::new();
    for (name, _) in &mut out {
        let times = seen.entry(name.clone()).or_default();
        *times += 1;
        if *times > 1 {
            *name = format!("{name} ({times})");
        }
    }
    out
}

fn item(desk: &Desk, texts: Texts, case: &Rc<Case>, id: FindingId, selected: Option<FindingId>) -> Html {
    let Some(finding) = case.finding(id) else { return html! {} };
    let current = selected.is_some_and(|s| s.top == id.top);
    let select = |id: FindingId| {
        let desk = desk.clone();
        Callback::from(move |_: MouseEvent| desk.dispatch(Action::Select(Some(Selection::Finding(id)))))
    };
    let decision = desk.case_key().and_then(|key| desk.decisions.get(&key, &finding.key).cloned());
    let ruling = decision.as_ref().and_then(|d| d.ruling);
    let fold = current && !finding.consequences.is_empty();
    html! {
        <li key={id.top} data-top={id.top.to_string()} class={classes!("finding", severity_class(finding.severity),
            current.then_some("current"), (ruling == Some(Ruling::Dismissed)).then_some("dismissed"))}>
            <button type="button" class="finding-main" onclick={select(id)} aria-current={current.then_some("true")}>
                { seal(texts, finding.severity) }
                <span class="finding-title">{short_title(finding)}</span>
                <span class="finding-values">
                    if let (Some(written), true) = (corrected(finding), finding.check.is_some()) {
                        <s>{written}</s>
                        <b>{correction(texts, finding)}</b>
                    } else {
                        <span>{&finding.message}</span>
                    }
                </span>
                <span class="finding-rule">{&finding.rule}
                    if !finding.consequences.is_empty() {
                        <em>{texts.count("sheet.more", finding.consequences.len())}</em>
                    }
                    if let Some(ruling) = ruling {
                        <em class={classes!("ruling", ruling.key())}>{texts.get(&format!("ruling.{}", ruling.key()))}</em>
                    }
                </span>
            </button>
            if fold {
                <ol class="consequences">
                    { for finding.consequences.iter().enumerate().map(|(i, consequence)| {
                        let child = FindingId { top: id.top, consequence: Some(i) };
                        html! {
                            <li key={i}><button type="button" class={(selected == Some(child)).then_some("current")} onclick={select(child)}>
                                {short_title(consequence)}
                            </button></li>
                        }
                    }) }
                </ol>
            }
        </li>
    }
}

fn counts(desk: &Desk, texts: Texts, case: &Case) -> Html {
    let toggle = |severity: Severity| {
        let desk = desk.clone();
        Callback::from(move |_: MouseEvent| {
            let mut filter = desk.filter.clone();
            if filter.severities.contains(&severity) {
                filter.severities.retain(|s| *s != severity);
            } else {
                filter.severities.push(severity);
            }
            desk.dispatch(Action::Filter(filter));
        })
    };
    let coverage = case.coverage().map_or_else(|| "—".to_string(), |c| format!("{c}%"));
    html! {
        <div class="counts">
            { for [Severity::Error, Severity::Warning, Severity::Note].into_iter().map(|severity| {
                let on = desk.filter.severities.contains(&severity);
                html! {
                    <button type="button" class={classes!("count-button", severity_class(severity), (case.count(severity) == 0).then_some("none"))} aria-pressed={on.to_string()} onclick={toggle(severity)}>
                        { seal(texts, severity) }
                        <b>{case.count(severity)}</b>
                    </button>
                }
            }) }
            <span class="coverage" title={texts.get("findings.coverage_hint")}>{texts.with("findings.coverage", &[("share", &coverage)])}</span>
        </div>
    }
}

fn filter_bar(desk: &Desk, texts: Texts, case: &Case, shown: usize) -> Html {
    let change = |edit: fn(&mut Filter, String)| {
        let desk = desk.clone();
        move |value: String| {
            let mut filter = desk.filter.clone();
            edit(&mut filter, value);
            desk.dispatch(Action::Filter(filter));
        }
    };
    let on_words = {
        let change = change(|filter, value| filter.words = value);
        Callback::from(move |event: InputEvent| {
            if let Some(field) = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok()) {
                change(field.value());
            }
        })
    };
    let on_select = |edit: fn(&mut Filter, String)| {
        let change = change(edit);
        Callback::from(move |event: Event| {
            if let Some(field) = event.target().and_then(|t| t.dyn_into::<HtmlSelectElement>().ok()) {
                change(field.value());
            }
        })
    };
    let mut rules: Vec<String> = case.report().findings.iter().map(|f| f.rule.clone()).collect();
    order::naturally(&mut rules);
    rules.dedup();
    let sections = sections(case);
    html! {
        <div class="filters">
            <input type="search" id="filter" placeholder={texts.get("findings.search")} aria-label={texts.get("findings.search")}
                value={desk.filter.words.clone()} oninput={on_words} />
            <select aria-label={texts.get("findings.group")} onchange={on_select(|f, v| f.by_rule = v == "rule")}>
                <option value="place" selected={!desk.filter.by_rule}>{texts.get("findings.by_place")}</option>
                <option value="rule" selected={desk.filter.by_rule}>{texts.get("findings.by_rule")}</option>
            </select>
            <select aria-label={texts.get("findings.rule")} onchange={on_select(|f, v| f.rule = (!v.is_empty()).then_some(v))}>
                <option value="" selected={desk.filter.rule.is_none()}>{texts.get("findings.all_rules")}</option>
                { for rules.into_iter().map(|code| html! {
                    <option value={code.clone()} selected={desk.filter.rule.as_ref() == Some(&code)}>{code.clone()}</option>
                }) }
            </select>
            <select aria-label={texts.get("findings.section")} onchange={on_select(|f, v| f.section = (!v.is_empty()).then_some(v))}>
                <option value="" selected={desk.filter.section.is_none()}>{texts.get("findings.all_sections")}</option>
                { for sections.into_iter().map(|section| html! {
                    <option value={section.clone()} selected={desk.filter.section.as_ref() == Some(&section)}>{section.clone()}</option>
                }) }
            </select>
            <span class="shown" role="status">{texts.with("findings.shown", &[
                ("shown", &shown.to_string()), ("total", &case.report().findings.len().to_string())])}</span>
        </div>
    }
}
