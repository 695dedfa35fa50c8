//! One screen that says what this report is, how it came out, and what was not read or not checked.

use super::block::{seal, severity_class};
use super::case::{Case, FindingId};
use super::compare::Compare;
use super::decisions;
use super::state::{Action, Desk, Selection, section_of};
use super::text::{Texts, grouped};
use crate::ledger::Severity;
use crate::locale::Language;
use crate::order;
use crate::order::Map;
use crate::report::{FormRecord, Recomputed, Status};
use rust_decimal::Decimal;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// The overview.
pub fn overview(desk: &Desk, texts: Texts, case: &Rc<Case>) -> Html {
    let report = case.report();
    let profile = &report.profile;
    let kind = texts.get(if profile.is_budget { "overview.budget" } else { "overview.accounts" });
    let year =
        profile.year.map(|y| texts.with("overview.year", &[("year", &y.to_string())])).unwrap_or_default();
    let title = profile.unit_name.clone().unwrap_or_else(|| report.file.clone());
    html! {
        <section class="overview">
            <h1>{title}<span class="overview-kind">{format!("{year}{kind}")}</span></h1>
            <p class="quiet">{texts.with("overview.file", &[("file", &report.file), ("version", &report.version)])}</p>
            { unread(desk, texts, case) }
            <div class="overview-grid">
                <section><h2>{texts.get("overview.coverage")}</h2>{ coverage(texts, case) }</section>
                <section><h2>{texts.get("overview.findings")}</h2>{ by_section(desk, texts, case) }</section>
            </div>
            if !report.forms.is_empty() {
                <section><h2>{texts.get("overview.scores")}</h2>{ scores(texts, &report.forms) }</section>
                <section><h2>{texts.get("overview.scoring")}</h2>{ scoring_table(desk, texts, &report.forms) }</section>
            }
            if !profile.tables.is_empty() {
                <section><h2>{texts.get("overview.tables")}</h2><ul class="plain-list">{ for profile.tables.iter().map(|t| html! { <li>{t}</li> }) }</ul></section>
            }
            <section><h2>{texts.get("compare.title")}</h2><Compare case={case.clone()} /></section>
            <section><h2>{texts.get("overview.unchecked")}</h2>{ unchecked(texts, case) }</section>
        </section>
    }
}

/// What the importer could not read comes first: a report that was not read must not look like one that passed.
fn unread(desk: &Desk, texts: Texts, case: &Case) -> Html {
    let notes = &case.report().notes;
    let failures = desk.open_file().map(|f| f.failures.clone()).unwrap_or_default();
    if notes.is_empty() && failures.is_empty() {
        return html! {};
    }
    html! {
        <ul class="import-notes">
            { for failures.iter().map(|f| html! { <li class="incomplete"><b>{&f.name}</b>{" "}{&f.message}</li> }) }
            { for notes.iter().map(|note| html! {
                <li class={note.incomplete.then_some("incomplete")}>
                    if note.incomplete { <b>{texts.get("overview.incomplete")}</b> }
                    {&note.text}
                </li>
            }) }
        </ul>
    }
}

fn coverage(texts: Texts, case: &Case) -> Html {
    let summary = &case.report().summary;
    let total = summary.numbers.max(1);
    let mut left = 0;
    let bars: Vec<Html> = [(Status::Verified, "v"), (Status::Contradicted, "c"), (Status::Unchecked, "u")]
        .into_iter()
        .map(|(status, class)| {
            let width = case.status_count(status) * 1000 / total;
            let x = left;
            left += width;
            html! { <rect class={class} x={x.to_string()} y="0" width={width.to_string()} height="26" /> }
        })
        .collect();
    let line = |key: &str, value: String, class: &'static str| {
        html! { <tr><th scope="row"><i class={classes!("swatch", class)}></i>{texts.get(key)}</th><td>{value}</td></tr> }
    };
    let share = |r: &Recomputed| match r.total {
        0 => "—".to_string(),
        total => format!("{} / {}", grouped(r.recomputed), grouped(total)),
    };
    let checks = &summary.checks;
    html! {
        <>
            <svg class="coverage-bar" viewBox="0 0 1000 26" preserveAspectRatio="none" role="img" aria-label={texts.get("overview.coverage")}>{ for bars }</svg>
            <table class="figures"><tbody>
                { line("status.verified", grouped(summary.verified), "v") }
                { line("status.contradicted", grouped(summary.contradicted), "c") }
                { line("status.unchecked", grouped(summary.unchecked), "u") }
                { line("overview.percentages", share(&summary.percentages), "") }
                { line("overview.scores_recomputed", share(&summary.scores), "") }
                { line("overview.amounts", share(&summary.amounts), "") }
                { line("overview.checks", texts.with("overview.checks_text", &[("holds", &grouped(checks.holds)),
                    ("rounding", &grouped(checks.within_rounding)), ("violated", &grouped(checks.violated)),
                    ("not", &grouped(checks.not_computable))]), "") }
            </tbody></table>
        </>
    }
}

fn by_section(desk: &Desk, texts: Texts, case: &Case) -> Html {
    let mut sections: Vec<(String, [usize; 3], usize)> = Vec::new();
    let mut order: Vec<usize> = (0..case.report().findings.len()).collect();
    order::by_key(&mut order, |&i| case.report().findings.get(i).and_then(|f| case.span_of(f)));
    for top in order {
        let Some(finding) = case.report().findings.get(top) else { continue };
        let section = section_of(finding).to_string();
        let slot = match finding.severity {
            Severity::Error => 0,
            Severity::Warning => 1,
            Severity::Note => 2,
        };
        match sections.iter_mut().find(|(name, ..)| *name == section) {
            Some((_, counts, _)) => counts[slot] += 1,
            None => {
                let mut counts = [0; 3];
                counts[slot] = 1;
                sections.push((section, counts, top));
            }
        }
    }
    if sections.is_empty() {
        return html! { <p class="quiet">{texts.get("overview.no_findings")}</p> };
    }
    let severities = [Severity::Error, Severity::Warning, Severity::Note];
    html! {
        <table class="figures by-section"><tbody>
            { for sections.into_iter().map(|(name, counts, first)| {
                let go = {
                    let desk = desk.clone();
                    let id = FindingId { top: first, consequence: None };
                    Callback::from(move |_: MouseEvent| desk.dispatch(Action::Select(Some(Selection::Finding(id)))))
                };
                let shown = name.rsplit(" / ").next().unwrap_or("").to_string();
                html! {
                    <tr><th scope="row"><button type="button" class="link" onclick={go} title={name}>{shown}</button></th>
                        <td class="seals">{ for severities.iter().zip(counts).filter(|(_, n)| *n > 0).map(|(s, n)| html! {
                            <span class={classes!("seal-count", severity_class(*s))}>{ seal(texts, *s) }{n}</span>
                        }) }</td></tr>
                }
            }) }
        </tbody></table>
    }
}

/// Position on a scale of 600 for a score out of 100.
fn position(score: Decimal) -> i64 {
    let scaled = (score * Decimal::from(6)).round();
    i64::try_from(scaled).unwrap_or(0).clamp(0, 660)
}

/// Stated against recomputed total of each form: a ring where it is stated, a stroke where it is recomputed.
fn scores(texts: Texts, forms: &[FormRecord]) -> Html {
    const ROW: usize = 26;
    let height = forms.len() * ROW + 30;
    let shorten = |name: &str| {
        let mut out: String = name.chars().take(22).collect();
        if name.chars().count() > 22 {
            out.push('…');
        }
        out
    };
    let written =
        |score: Option<Decimal>| score.map_or_else(|| "—".to_string(), |s| s.normalize().to_string());
    html! {
        <>
            <p class="quiet">{texts.get("overview.scores_legend")}</p>
            <svg class="score-chart" viewBox={format!("0 0 1180 {height}")} role="img" aria-label={texts.get("overview.scores")}>
                { for (0..=5).map(|i| {
                    let x = 380 + i * 120;
                    html! { <>
                        <line class="grid" x1={x.to_string()} x2={x.to_string()} y1="0" y2={(height - 24).to_string()} />
                        <text class="axis" x={x.to_string()} y={(height - 8).to_string()} text-anchor="middle">{(i * 20).to_string()}</text>
                    </> }
                }) }
                { for forms.iter().enumerate().map(|(i, form)| {
                    let y = i * ROW + 14;
                    let stated = form.stated_total.map(|s| 380 + position(s));
                    let recomputed = form.recomputed_total.map(|s| 380 + position(s));
                    let differs = form.stated_total.zip(form.recomputed_total).is_some_and(|(a, b)| a != b);
                    let class = if differs { "differs" } else { "agrees" };
                    let numbers = if differs {
                        format!("{} → {}", written(form.stated_total), written(form.recomputed_total))
                    } else {
                        written(form.stated_total.or(form.recomputed_total))
                    };
                    html! { <g class={class}>
                        <text class="form-name" x="366" y={(y + 5).to_string()} text-anchor="end">{shorten(&form.name)}<title>{&form.name}</title></text>
                        if let (Some(a), Some(b)) = (stated, recomputed) {
                            <line class="gap" x1={a.to_string()} x2={b.to_string()} y1={y.to_string()} y2={y.to_string()} />
                        }
                        if let Some(x) = recomputed {
                            <line class="recomputed" x1={x.to_string()} x2={x.to_string()} y1={(y - 9).to_string()} y2={(y + 9).to_string()} />
                        }
                        if let Some(x) = stated {
                            <circle class="stated" cx={x.to_string()} cy={y.to_string()} r="5" />
                        }
                        <text class="score-text" x="1170" y={(y + 5).to_string()} text-anchor="end">{numbers}</text>
                    </g> }
                }) }
            </svg>
        </>
    }
}

/// Which scoring rule each form follows; another can be chosen, and everything is checked again.
fn scoring_table(desk: &Desk, texts: Texts, forms: &[FormRecord]) -> Html {
    let heads = ["form", "scope", "rule", "support", "choose"];
    let choose = |index: usize| {
        let choices = desk.open_choices();
        let chosen = choices.scoring_rules.iter().find(|(form, _)| *form == index).map(|(_, id)| id.clone());
        let language = desk.language();
        let book = desk.book.clone();
        let desk = desk.clone();
        let onchange = Callback::from(move |event: Event| {
            let Some(field) = event.target().and_then(|t| t.dyn_into::<HtmlSelectElement>().ok()) else {
                return;
            };
            let Some(hash) = desk.open_file().map(|f| f.hash.clone()) else { return };
            let mut choices = choices.clone();
            choices.scoring_rules.retain(|(form, _)| *form != index);
            if !field.value().is_empty() {
                choices.scoring_rules.push((index, field.value()));
            }
            decisions::save(&desk, desk.decisions.with_choices(&hash, choices));
        });
        html! {
            <select {onchange} aria-label={texts.get("overview.choose")}>
                <option value="" selected={chosen.is_none()}>{texts.get("overview.inferred")}</option>
                { for book.scoring.iter().map(|(id, zh, en)| html! {
                    <option value={id.clone()} selected={chosen.as_deref() == Some(id.as_str())}>
                        { match language { Language::Chinese => zh, Language::English => en } }
                    </option>
                }) }
            </select>
        }
    };
    html! {
        <div class="table-frame" tabindex="0"><table class="file-table scoring-table">
            <thead><tr>{ for heads.iter().map(|k| html! { <th scope="col">{texts.get(&format!("overview.{k}"))}</th> }) }</tr></thead>
            <tbody>{ for forms.iter().enumerate().flat_map(|(index, form)| {
                let rows = form.scoring.len().max(1);
                (0..rows).map(move |i| (index, form, i, rows))
            }).map(|(index, form, i, rows)| {
                let record = form.scoring.get(i);
                html! {
                    <tr>
                        if i == 0 { <th scope="row" rowspan={rows.to_string()}>{&form.name}</th> }
                        <td>{record.map(|r| r.scope.clone())}</td>
                        <td>{record.map(|r| r.name.clone())}</td>
                        <td class="num">{record.map(|r| format!("{} / {}", r.support, r.rows))}</td>
                        if i == 0 { <td rowspan={rows.to_string()}>{choose(index)}</td> }
                    </tr>
                }
            }) }</tbody>
        </table></div>
    }
}

fn unchecked(texts: Texts, case: &Case) -> Html {
    let mut reasons: Map<&str, Vec<&str>> = Map::new();
    for number in &case.report().unchecked {
        reasons.entry(&number.reason).or_default().push(&number.text);
    }
    let mut reasons: Vec<_> = reasons.into_iter().collect();
    order::by_key(&mut reasons, |(_, texts)| std::cmp::Reverse(texts.len()));
    if reasons.is_empty() {
        return html! { <p class="quiet">{texts.get("overview.all_checked")}</p> };
    }
    html! {
        <table class="figures unchecked"><tbody>{ for reasons.into_iter().map(|(reason, numbers)| {
            let mut some = numbers.iter().take(8).copied().collect::<Vec<_>>().join("，");
            if numbers.len() > 8 {
                some.push('…');
            }
            html! { <tr><th scope="row">{reason}<small>{some}</small></th><td>{grouped(numbers.len())}</td></tr> }
        }) }</tbody></table>
    }
}
