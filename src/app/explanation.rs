//! Why: the formula with the document's numbers, the range that rounding leaves open, the likely slip, and the
//! reviewer's decision.

use super::block::{seal, short_title};
use super::case::{Case, FindingId};
use super::decisions::{self, Decision, Ruling};
use super::hover::{formula_line, verdict_class};
use super::state::{Action, Desk, Dialog, Selection};
use super::text::Texts;
use crate::document::Place;
use crate::locale::Language;
use crate::relation::{RelationKind, Verdict};
use crate::report::{Acceptable, CheckRecord, Finding, Operand, Status};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

/// The panel.
pub fn explanation(desk: &Desk, texts: Texts, case: &Rc<Case>) -> Html {
    let body = match desk.selection {
        None => guide(texts),
        Some(Selection::Finding(id)) => finding_body(desk, texts, case, id),
        Some(Selection::Number(n)) => number_body(desk, texts, case, n),
    };
    let close = {
        let desk = desk.clone();
        Callback::from(move |_: MouseEvent| desk.dispatch(Action::Select(None)))
    };
    html! {
        <aside class={classes!("explanation", desk.selection.is_some().then_some("open"))} aria-label={texts.get("explain.label")} aria-live="polite">
            if desk.selection.is_some() {
                <button type="button" class="close" onclick={close} aria-label={texts.get("close")}>{"×"}</button>
            }
            { body }
        </aside>
    }
}

fn guide(texts: Texts) -> Html {
    let line = |class: &'static str, sample: &'static str, key: &str| {
        html! { <li><span class={classes!("n", class)}>{sample}</span>{texts.get(key)}</li> }
    };
    html! {
        <div class="guide">
            <h2>{texts.get("guide.title")}</h2>
            <ul class="legend">
                <li><span class="n c error">{"105%"}</span>{texts.get("guide.contradicted")}</li>
                { line("v", "84.12%", "guide.verified") }
                { line("u", "103", "guide.unchecked") }
            </ul>
            <p>{texts.get("guide.how")}</p>
            <p class="quiet">{texts.get("guide.keys")}</p>
        </div>
    }
}

fn finding_body(desk: &Desk, texts: Texts, case: &Rc<Case>, id: FindingId) -> Html {
    let Some(finding) = case.finding(id) else { return html! {} };
    let check = finding.check.and_then(|c| case.check(c));
    html! {
        <>
            <h2 class="explain-title">{ seal(texts, finding.severity) }{short_title(finding)}</h2>
            <p class="explain-rule">{rule_link(desk, &finding.rule)}{ignore_rule(desk, texts, &finding.rule)}</p>
            <p class="explain-message">{&finding.message}</p>
            { sums(texts, finding, check) }
            if let Some(slip) = &finding.slip {
                <p class="slip"><b>{texts.get("explain.slip")}</b>{slip}</p>
            }
            if let (Some(value), Some(suspect)) = (&finding.reconciling, &finding.suspect) {
                <p class="slip"><b>{texts.get("explain.reconciling")}</b>
                    {texts.with("explain.reconciling_text", &[("stated", &suspect.text), ("value", value), ("what", &what(finding, suspect))])}</p>
            }
            { place(texts, &finding.place) }
            { operands(desk, texts, &finding.operands) }
            if !finding.consequences.is_empty() {
                <details class="follows" open=true>
                    <summary>{texts.count("explain.consequences", finding.consequences.len())}</summary>
                    <ol>{ for finding.consequences.iter().enumerate().map(|(i, c)| {
                        let child = FindingId { top: id.top, consequence: Some(i) };
                        let desk = desk.clone();
                        let go = Callback::from(move |_: MouseEvent| desk.dispatch(Action::Select(Some(Selection::Finding(child)))));
                        html! { <li key={i}><button type="button" class="link" onclick={go}>{&c.message}</button></li> }
                    }) }</ol>
                </details>
            }
            { decision_form(desk, texts, &finding.key) }
        </>
    }
}

/// What the suspect is called; where it has no name of its own, what the finding is about.
fn what(finding: &Finding, suspect: &Operand) -> String {
    if suspect.label.is_empty() { short_title(finding) } else { suspect.label.clone() }
}

/// Stated against recomputed, as in a ledger.
fn sums(texts: Texts, finding: &Finding, check: Option<&CheckRecord>) -> Html {
    let line = |key: &str, value: Option<String>, class: &'static str| match value {
        Some(value) => html! { <tr class={class}><th scope="row">{texts.get(key)}</th><td>{value}</td></tr> },
        None => html! {},
    };
    if finding.formula.is_none() && finding.recomputed.is_none() {
        return html! {};
    }
    let range = finding
        .acceptable_range()
        .map(|(min, max)| texts.with("explain.range_text", &[("min", &min), ("max", &max)]));
    let formula = check
        .filter(|c| c.kind != RelationKind::Equality)
        .map(formula_line)
        .or_else(|| finding.formula.clone().filter(|_| check.is_none()));
    // Words and numbers that should agree are not computed anew.
    let computed = finding.kind.is_some_and(|kind| kind != RelationKind::Equality);
    let right = if computed { "explain.recomputed" } else { "explain.should_be" };
    html! {
        <>
        <table class="sums"><tbody>
            { line("explain.stated", finding.stated.clone(), "stated") }
            { line(right, finding.recomputed.clone(), "recomputed") }
            { line("explain.formula", formula.filter(|f| !f.is_empty()), "formula") }
            { line("explain.range", range, "range") }
        </tbody></table>
        { intervals(texts, &finding.operands, finding.range.as_ref()) }
        </>
    }
}

/// Operands named one by one; of more, only what they leave open is said.
const NAMED: usize = 4;

/// Why rounding leaves a range: what each operand may have been, hence what the result may be.
fn intervals(texts: Texts, operands: &[Operand], range: Option<&Acceptable>) -> Html {
    // Of a single number the sentence would only say the same range twice.
    let Some(range) = range.filter(|r| r.min != r.max && operands.len() > 1) else { return html! {} };
    let limits = |range: &Acceptable| [("min", range.min.to_string()), ("max", range.max.to_string())];
    let sentence = |key: &str, text: &str, range: &Acceptable| {
        let [(low, min), (high, max)] = limits(range);
        texts.with(key, &[("text", text), (low, &min), (high, &max)])
    };
    let rounded: Vec<String> = operands
        .iter()
        .filter_map(|o| o.interval.as_ref().map(|i| sentence("explain.interval", &o.text, i)))
        .collect();
    let each = match rounded.len() {
        0 => return html! {},
        1..=NAMED => rounded.join(&texts.get("explain.interval_separator")),
        _ => texts.get("explain.intervals_all"),
    };
    html! { <p class="quiet intervals">{each}{sentence("explain.interval_result", "", range)}</p> }
}

fn number_body(desk: &Desk, texts: Texts, case: &Rc<Case>, index: usize) -> Html {
    let Some(number) = case.number(index) else { return html! {} };
    let status = match number.status {
        Status::Verified => "verified",
        Status::Contradicted => "contradicted",
        Status::Unchecked => "unchecked",
    };
    let unchecked = case.report().unchecked.iter().find(|u| u.number == index);
    let checks: Vec<&CheckRecord> = number.checks.iter().filter_map(|&c| case.check(c)).collect();
    html! {
        <>
            <h2 class="explain-title">{&number.text}</h2>
            <p class="explain-rule"><i class={classes!("status", status)}>{texts.get(&format!("status.{status}"))}</i>
                if !number.label.is_empty() { <span>{&number.label}</span> }
            </p>
            if let Some(unchecked) = unchecked {
                <p class="explain-message">{&unchecked.reason}</p>
                { place(texts, &unchecked.place) }
            }
            { for checks.into_iter().enumerate().map(|(i, check)| html! {
                <section class="check" key={i}>
                    <h3><i class={classes!("verdict", verdict_class(check.verdict))}></i>{&check.subject}</h3>
                    <p class="check-verdict">{texts.get(&format!("verdict.{}", verdict_class(check.verdict)))}{" · "}{rule_link(desk, &check.rule)}</p>
                    <p class="check-formula">{formula_line(check)}</p>
                    <p class="check-stated">{texts.with("explain.stated_as", &[("stated", &check.stated)])}</p>
                    if check.verdict == Verdict::WithinRounding {
                        { intervals(texts, &check.operands, check.range.as_ref()) }
                        if let Some(range) = check.acceptable.as_ref().filter(|_| check.range.is_none()) {
                            <p class="quiet">{texts.with("explain.rounding", &[("min", &range.min.to_string()), ("max", &range.max.to_string())])}</p>
                        }
                    }
                    { operands(desk, texts, &check.operands) }
                </section>
            }) }
        </>
    }
}

fn operands(desk: &Desk, texts: Texts, operands: &[Operand]) -> Html {
    if operands.is_empty() {
        return html! {};
    }
    html! {
        <details class="operands" open={operands.len() <= 12}>
            <summary>{texts.count("explain.operands", operands.len())}</summary>
            <ul>{ for operands.iter().enumerate().map(|(i, operand)| {
                let go = operand.number.map(|n| {
                    let desk = desk.clone();
                    Callback::from(move |_: MouseEvent| desk.dispatch(Action::Look(n)))
                });
                let label = if operand.label.is_empty() { short_place(&operand.place) } else { operand.label.clone() };
                let label = match &operand.place.document {
                    Some(file) => texts.with("explain.in_last_year", &[("file", file), ("label", &label)]),
                    None => label,
                };
                html! {
                    <li key={i}><button type="button" class="operand" onclick={go}>
                        <span class="operand-label">{label}</span><b>{&operand.text}</b>
                    </button></li>
                }
            }) }</ul>
        </details>
    }
}

fn short_place(place: &Place) -> String {
    [place.row.as_deref(), place.column.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn place(texts: Texts, place: &Place) -> Html {
    let page = place.page.map(|p| texts.with("explain.page", &[("n", &p.to_string())]));
    let line = place.line.map(|l| texts.with("explain.line", &[("n", &l.to_string())]));
    let cell = place.cell.as_ref().map(|c| format!("{} {c}", place.sheet.as_deref().unwrap_or("")));
    let path: Vec<String> = [
        place.section.as_deref().map(str::to_string),
        place.table.as_deref().map(str::to_string),
        place.row.as_deref().map(str::to_string),
        place.column.as_deref().map(str::to_string),
        page,
        cell,
        line,
    ]
    .into_iter()
    .flatten()
    .filter(|s| !s.trim().is_empty())
    .collect();
    html! {
        <div class="where">
            <p class="where-path">{path.join(" › ")}</p>
            if !place.quote.is_empty() { <blockquote tabindex="0">{&*place.quote}</blockquote> }
        </div>
    }
}

/// A button that lets a rule not apply to this document.
fn ignore_rule(desk: &Desk, texts: Texts, code: &str) -> Html {
    let ignore = {
        let (desk, code) = (desk.clone(), code.to_string());
        Callback::from(move |_: MouseEvent| decisions::ignore_rule(&desk, &code, true))
    };
    let title = texts.with("ignored.hint", &[("rule", code)]);
    html! { <button type="button" class="link ignore-rule" {title} onclick={ignore}>{texts.get("ignored.ignore")}</button> }
}

/// A button that opens the page of a rule.
pub fn rule_link(desk: &Desk, code: &str) -> Html {
    let name = desk.book.rules.iter().find(|r| r.code == code).map(|r| match desk.language() {
        Language::Chinese => r.name_zh.clone(),
        Language::English => r.name_en.clone(),
    });
    let open = {
        let (desk, code) = (desk.clone(), code.to_string());
        Callback::from(move |_: MouseEvent| desk.dispatch(Action::Dialog(Some(Dialog::Rule(code.clone())))))
    };
    html! { <button type="button" class="link" onclick={open}>{format!("{code} {}", name.unwrap_or_default())}</button> }
}

fn decision_form(desk: &Desk, texts: Texts, finding: &str) -> Html {
    let Some(key) = desk.case_key() else { return html! {} };
    let current = desk.decisions.get(&key, finding).cloned().unwrap_or_default();
    let decide = |edit: Rc<dyn Fn(&mut Decision)>| {
        let (desk, key, finding, current) = (desk.clone(), key.clone(), finding.to_string(), current.clone());
        move || {
            let mut decision = current.clone();
            edit(&mut decision);
            decisions::save(&desk, desk.decisions.with(&key, &finding, decision));
        }
    };
    let note = {
        let (desk, key, finding, current) = (desk.clone(), key.clone(), finding.to_string(), current.clone());
        Callback::from(move |event: Event| {
            let Some(field) = event.target().and_then(|t| t.dyn_into::<HtmlTextAreaElement>().ok()) else {
                return;
            };
            let decision = Decision { note: field.value(), ..current.clone() };
            decisions::save(&desk, desk.decisions.with(&key, &finding, decision));
        })
    };
    html! {
        <fieldset class="decision" key={finding.to_string()}>
            <legend>{texts.get("ruling.legend")}</legend>
            <div class="rulings">
                { for Ruling::ALL.into_iter().enumerate().map(|(i, ruling)| {
                    let on = current.ruling == Some(ruling);
                    let set = decide(Rc::new(move |d: &mut Decision| d.ruling = (!on).then_some(ruling)));
                    html! {
                        <button type="button" class={classes!("ruling", ruling.key())} aria-pressed={on.to_string()}
                            aria-keyshortcuts={(i + 1).to_string()} onclick={Callback::from(move |_: MouseEvent| set())}>
                            {texts.get(&format!("ruling.{}", ruling.key()))}
                        </button>
                    }
                }) }
            </div>
            <textarea rows="2" placeholder={texts.get("ruling.note")} aria-label={texts.get("ruling.note")} value={current.note.clone()} onchange={note} />
        </fieldset>
    }
}
