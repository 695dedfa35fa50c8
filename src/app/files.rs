//! Several files: one line each.

use super::export::{now, save};
use super::state::{Action, CaseId, Desk, FileEntry, Phase, Source};
use super::text::{Texts, use_texts};
use crate::ledger::Severity;
use crate::order;
use crate::report::export::csv_table;
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// The table of files.
#[function_component]
pub fn FilesView() -> Html {
    let desk = use_context::<Desk>();
    let texts = use_texts();
    let order = use_state(|| (0_usize, false));
    let Some(desk) = desk else { return html! {} };
    let mut rows: Vec<Row> = desk.files.iter().flat_map(|file| rows_of(texts, file)).collect();
    let (column, descending) = *order;
    if column > 0 {
        order::by_key(&mut rows, |row| row.sort_key(column));
        if descending {
            rows.reverse();
        }
    }
    let onclick = {
        let desk = desk.clone();
        Callback::from(move |_: MouseEvent| {
            let name = format!("{}.csv", texts.get("files.export_name"));
            save(&name, "text/csv;charset=utf-8", &csv_table(exported(&desk, texts)));
        })
    };
    html! {
        <section class="files">
            <h1>{texts.get("files.title")}</h1>
            <button type="button" class="secondary" id="export-files" {onclick}>{texts.get("files.export")}</button>
            <div class="table-frame" tabindex="0"><table class="file-table">
                <thead><tr>
                    { for HEADS.iter().enumerate().map(|(i, head)| {
                        let sort = {
                            let order = order.clone();
                            Callback::from(move |_: MouseEvent| {
                                let (column, descending) = *order;
                                order.set((i + 1, if column == i + 1 { !descending } else { (3..=5).contains(&i) }));
                            })
                        };
                        let state = if column == i + 1 { if descending { "descending" } else { "ascending" } } else { "none" };
                        let class = (2..=7).contains(&i).then_some("num");
                        html! { <th scope="col" {class} aria-sort={state}><button type="button" onclick={sort}>{texts.get(&format!("files.{head}"))}</button></th> }
                    }) }
                    <th scope="col">{texts.get("files.last_year")}</th>
                    <th scope="col"><span class="sr">{texts.get("files.close")}</span></th>
                </tr></thead>
                <tbody>{ for rows.into_iter().map(|row| row.draw(&desk, texts)) }</tbody>
            </table></div>
        </section>
    }
}

const HEADS: [&str; 8] = ["file", "unit", "year", "errors", "warnings", "notes", "coverage", "time"];

/// The table as it leaves the page: with the hash of each file, and at its end when and with what it was checked.
fn exported(desk: &Desk, texts: Texts) -> Vec<Vec<String>> {
    let head = |key: &str| texts.get(&format!("files.{key}"));
    let mut out =
        vec![HEADS.iter().map(|key| head(key)).chain([head("message"), "SHA-256".to_string()]).collect()];
    for file in &desk.files {
        for row in rows_of(texts, file) {
            let count = |i: usize| row.counts.map(|c| c[i].to_string()).unwrap_or_default();
            let coverage = row.coverage.map(|share| format!("{share}%")).unwrap_or_default();
            let (counts, millis) = ([count(0), count(1), count(2)], format!("{} ms", row.millis));
            let mut cells = vec![row.name, row.unit, row.year];
            cells.extend(counts);
            cells.extend([coverage, millis, row.message.unwrap_or_default(), file.hash.clone()]);
            out.push(cells);
        }
    }
    let options = &desk.remembered.options;
    let applied = desk.book.rules.iter().filter(|r| !options.disabled_rules.contains(&r.code)).count();
    let rounding = if options.accept_truncation { "truncation_accepted" } else { "half_up" };
    let unit = options.unit.clone().unwrap_or_else(|| head("unit_by_report"));
    out.push(Vec::new());
    out.extend([
        vec![head("date"), now()],
        vec![head("version"), format!("勾稽 Gouji {}", env!("CARGO_PKG_VERSION"))],
        vec![head("rules"), applied.to_string(), options.disabled_rules.join(" ")],
        vec![head("rounding"), head(rounding)],
        vec![head("money_unit"), unit],
    ]);
    out
}

struct Row {
    id: CaseId,
    name: String,
    unit: String,
    year: String,
    counts: Option<[usize; 3]>,
    coverage: Option<usize>,
    millis: u32,
    message: Option<String>,
    /// Could not be read.
    failed: bool,
    opens: bool,
}

fn rows_of(texts: Texts, file: &FileEntry) -> Vec<Row> {
    let empty = |index: usize, name: &str, failed: bool, message: String| Row {
        id: CaseId { file: file.id, index },
        name: name.to_string(),
        unit: String::new(),
        year: String::new(),
        counts: None,
        coverage: None,
        millis: file.millis,
        message: Some(message),
        failed,
        opens: false,
    };
    match &file.phase {
        Phase::Waiting => return vec![empty(0, &file.name, false, texts.get("files.waiting"))],
        Phase::Running => return vec![empty(0, &file.name, false, texts.get("files.running"))],
        Phase::Failed(message) if file.failures.len() <= 1 => {
            return vec![empty(0, &file.name, true, message.clone())];
        }
        _ => {}
    }
    let mut rows: Vec<Row> = file
        .cases
        .iter()
        .enumerate()
        .map(|(index, case)| {
            let report = case.report();
            Row {
                id: CaseId { file: file.id, index },
                name: report.file.clone(),
                unit: report.profile.unit_name.clone().unwrap_or_default(),
                year: report.profile.year.map(|y| y.to_string()).unwrap_or_default(),
                counts: Some([Severity::Error, Severity::Warning, Severity::Note].map(|s| case.count(s))),
                coverage: case.coverage(),
                millis: file.millis,
                message: None,
                failed: false,
                opens: true,
            }
        })
        .collect();
    rows.extend(
        file.failures
            .iter()
            .enumerate()
            .map(|(i, failure)| empty(file.cases.len() + i, &failure.name, true, failure.message.clone())),
    );
    rows
}

/// Which of the other files is last year's report: chosen by the reader, one suggested if it looks like it.
fn last_year(desk: &Desk, texts: Texts, id: u32) -> Html {
    let Some(file) = desk.file(id).filter(|f| matches!(f.source, Source::File(_)) && f.cases.len() == 1)
    else {
        return html! {};
    };
    let others: Vec<(u32, String)> = desk
        .files
        .iter()
        .filter(|f| f.id != id && !f.cases.is_empty())
        .map(|f| (f.id, f.name.clone()))
        .collect();
    if others.is_empty() {
        return html! {};
    }
    let onchange = {
        let desk = desk.clone();
        Callback::from(move |event: Event| {
            let field = event.target().and_then(|t| t.dyn_into::<HtmlSelectElement>().ok());
            let chosen = field.and_then(|f| f.value().parse::<u32>().ok());
            desk.dispatch(Action::LastYear(id, chosen));
        })
    };
    let suggested = desk.suggested_last_year(file).filter(|_| file.last_year.is_none()).map(|f| {
        let (desk, last) = (desk.clone(), f.id);
        let take = Callback::from(move |_: MouseEvent| desk.dispatch(Action::LastYear(id, Some(last))));
        html! { <button type="button" class="link take-last-year" onclick={take}>{texts.with("files.suggested_last_year", &[("name", &f.name)])}</button> }
    });
    html! {
        <>
        <select class="last-year" aria-label={texts.with("files.last_year_of", &[("name", &file.name)])} {onchange}>
            <option value="" selected={file.last_year.is_none()}>{"—"}</option>
            { for others.into_iter().map(|(other, name)| html! {
                <option value={other.to_string()} selected={file.last_year == Some(other)}>{name}</option>
            }) }
        </select>
        { for suggested }
        </>
    }
}

impl Row {
    fn sort_key(&self, column: usize) -> (Option<usize>, String) {
        let count = |i: usize| self.counts.and_then(|c| c.get(i).copied());
        match column {
            1 => (None, self.name.clone()),
            2 => (None, self.unit.clone()),
            3 => (None, self.year.clone()),
            4..=6 => (count(column - 4), String::new()),
            7 => (self.coverage, String::new()),
            _ => (Some(self.millis as usize), String::new()),
        }
    }

    fn draw(self, desk: &Desk, texts: Texts) -> Html {
        let (id, file) = (self.id, self.id.file);
        let open = {
            let desk = desk.clone();
            Callback::from(move |_: MouseEvent| desk.dispatch(Action::Open(id)))
        };
        let close = {
            let desk = desk.clone();
            Callback::from(move |_: MouseEvent| desk.dispatch(Action::Close(file)))
        };
        let count = |i: usize| self.counts.map_or_else(|| "—".to_string(), |c| c[i].to_string());
        let name = if self.opens {
            html! { <button type="button" class="link" onclick={open}>{&self.name}</button> }
        } else {
            html! { <span>{&self.name}</span> }
        };
        html! {
            <tr key={format!("{}-{}", id.file, id.index)} class={self.message.is_some().then_some("unread")}>
                <th scope="row">{name}</th>
                if let Some(message) = &self.message {
                    <td colspan="8" class="file-message">
                        if self.failed { <strong class="not-read">{texts.get("files.not_read")}</strong> }
                        {message}
                    </td>
                } else {
                    <>
                    <td>{&self.unit}</td><td class="num">{&self.year}</td>
                    <td class="num error">{count(0)}</td><td class="num">{count(1)}</td><td class="num">{count(2)}</td>
                    <td class="num">{self.coverage.map_or_else(|| "—".to_string(), |c| format!("{c}%"))}</td>
                    <td class="num">{format!("{} ms", self.millis)}</td>
                    <td>{last_year(desk, texts, file)}</td>
                    </>
                }
                <td><button type="button" class="close-file" onclick={close} aria-label={texts.with("files.close_one", &[("name", &self.name)])}>{"×"}</button></td>
            </tr>
        }
    }
}
