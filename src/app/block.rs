//! One paragraph or table with its marks and the notes beside it. Drawn once; what is selected is lit from outside.

use super::align::{Setting, settings};
use super::case::{Case, FindingId};
use super::text::{Texts, use_texts};
use crate::document::{Block, Paragraph, Table};
use crate::ledger::Severity;
use crate::report::{Finding, Number, Status};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct BlockProps {
    pub case: Rc<Case>,
    pub block: usize,
    /// Heading level, if it is a heading.
    pub heading: Option<u8>,
}

/// A table of so many columns needs the whole sheet: its notes stand below it.
const WIDE: usize = 8;

/// A paragraph or table.
#[function_component]
pub fn BlockView(props: &BlockProps) -> Html {
    let texts = use_texts();
    let case = &props.case;
    let Some(block) = case.analysis.document.blocks.get(props.block) else { return html! {} };
    let notes = case.notes(props.block);
    let (class, body) = match block {
        Block::Paragraph(p) => ("block paragraph", paragraph(case, texts, props, p)),
        Block::Table(t) if t.columns >= WIDE => ("block table wide", table(case, texts, props.block, t)),
        Block::Table(t) => ("block table", table(case, texts, props.block, t)),
    };
    html! {
        <section class={classes!(class, (!notes.is_empty()).then_some("noted"))} id={format!("b{}", props.block)}>
            <div class="block-body">{ body }</div>
            if !notes.is_empty() {
                <aside class="margin" aria-label={texts.get("sheet.margin")}>
                    { for notes.iter().filter_map(|(id, number)| note(case, texts, *id, *number, false)) }
                </aside>
            }
        </section>
    }
}

fn paragraph(case: &Case, texts: Texts, props: &BlockProps, p: &Paragraph) -> Html {
    let content = inline(case, texts, props.block, None, &p.text);
    match props.heading {
        Some(1) => html! { <h2 class="h1">{content}</h2> },
        Some(2) => html! { <h3 class="h2">{content}</h3> },
        Some(_) => html! { <h4 class="h3">{content}</h4> },
        None => html! { <p>{content}</p> },
    }
}

fn table(case: &Case, texts: Texts, block: usize, t: &Table) -> Html {
    let (settings, grid) = (settings(t), t.grid());
    let mut rows: Vec<Vec<usize>> = vec![Vec::new(); t.rows];
    for (index, cell) in t.cells.iter().enumerate() {
        if let Some(row) = rows.get_mut(cell.row) {
            row.push(index);
        }
    }
    let draw = |index: usize, cell_span: Option<usize>, title: bool| -> Html {
        let Some(cell) = t.cells.get(index) else { return html! {} };
        let columns = cell_span.unwrap_or(cell.column_span.max(1));
        let (class, rest) = match settings.get(index) {
            _ if title => ("title", None),
            Some(Setting::Number(rest)) => ("num", (!rest.is_empty()).then_some(rest.as_str())),
            Some(Setting::Short) => ("short", None),
            _ => ("text", None),
        };
        let hidden = cell.origin.hidden.then_some("hidden-cell");
        html! {
            <td class={classes!(class, hidden)} id={format!("c{block}-{index}")}
                colspan={(columns > 1).then(|| columns.to_string())}
                rowspan={(cell.row_span > 1).then(|| cell.row_span.to_string())}>
                { inline(case, texts, block, Some(index), &cell.text) }
                if let Some(rest) = rest {
                    <span class="rest" aria-hidden="true">{rest.to_string()}</span>
                }
            </td>
        }
    };
    let body = rows.iter().enumerate().map(|(row, cells)| {
        let last = cells.last().and_then(|&i| t.cells.get(i));
        let short = cells.len() == 1 && t.columns > 1 && row < 3;
        let title = short && last.is_some_and(|c| c.text.trim().chars().count() <= 40 && c.column == 0);
        // A row whose last cell ends early (the text of a converter keeps no spans) reaches to the edge, or to what reaches
        // down from above.
        let reach = last.filter(|c| c.row_span <= 1).map(|c| {
            let end = c.column + c.column_span.max(1);
            end - c.column + (end..t.columns).take_while(|&column| grid.at(row, column).is_none()).count()
        });
        html! {
            <tr key={row} class={title.then_some("title-row")}>
                { for cells.iter().enumerate().map(|(i, &index)| {
                    let span = (i + 1 == cells.len()).then_some(reach).flatten();
                    draw(index, span, title)
                }) }
            </tr>
        }
    });
    html! {
        <div class="table-frame" tabindex="0"><table>
            if let Some(title) = t.title.as_deref() { <caption>{title}</caption> }
            <tbody>{ for body }</tbody>
        </table></div>
    }
}

/// A text with its numbers and remarks marked.
fn inline(case: &Case, texts: Texts, block: usize, cell: Option<usize>, text: &str) -> Html {
    let Some(marks) = case.marks(block, cell) else { return html! { {text} } };
    let numbers: Vec<(usize, &Number)> =
        marks.numbers.iter().filter_map(|&i| case.number(i).map(|n| (i, n))).collect();
    let mut out: Vec<Html> = Vec::new();
    let mut at = 0;
    for &(start, end, top) in &marks.remarks {
        let (mut start, mut end) = (start.max(at), end);
        for (_, number) in &numbers {
            if number.span.start < start && start < number.span.end {
                start = number.span.start.max(at);
            }
            if number.span.start < end && end < number.span.end {
                end = number.span.end;
            }
        }
        if start >= end {
            continue;
        }
        out.push(plain(case, texts, text, at, start, &numbers));
        let severity = case.report().findings.get(top).map_or("note", |f| severity_class(f.severity));
        out.push(html! {
            <mark class={classes!("remark", severity)} id={format!("r{top}")} data-f={top.to_string()} tabindex="0" role="button">
                { plain(case, texts, text, start, end, &numbers) }
            </mark>
        });
        at = end;
    }
    out.push(plain(case, texts, text, at, text.len(), &numbers));
    html! { <>{ for out }</> }
}

fn plain(
    case: &Case,
    texts: Texts,
    text: &str,
    from: usize,
    to: usize,
    numbers: &[(usize, &Number)],
) -> Html {
    let mut out: Vec<Html> = Vec::new();
    let mut at = from;
    let slice = |a: usize, b: usize| text.get(a..b).unwrap_or("").to_string();
    for (index, number) in numbers.iter().filter(|(_, n)| n.span.start >= from && n.span.end <= to) {
        if number.span.start < at {
            continue;
        }
        out.push(html! { {slice(at, number.span.start)} });
        out.push(figure(case, texts, *index, number, slice(number.span.start, number.span.end)));
        at = number.span.end;
    }
    out.push(html! { {slice(at, to)} });
    html! { <>{ for out }</> }
}

fn figure(case: &Case, texts: Texts, index: usize, number: &Number, text: String) -> Html {
    let id = format!("n{index}");
    let finding = case.finding_of_number(index).and_then(|id| case.finding(id));
    match (number.status, finding) {
        (Status::Contradicted, finding) => {
            let severity = finding.map_or("error", |f| severity_class(f.severity));
            let label = texts.with("sheet.contradicted_label", &[("text", &text)]);
            html! {
                <span class={classes!("n", "c", severity)} {id} data-n={index.to_string()} tabindex="0" role="button" aria-label={label}>{text}</span>
            }
        }
        (status, Some(finding)) if finding.severity == Severity::Note => {
            let class = if status == Status::Verified { "v" } else { "u" };
            html! { <span class={classes!("n", class, "k")} {id} data-n={index.to_string()} tabindex="0" role="button">{text}</span> }
        }
        (Status::Verified, _) => html! { <span class="n v" {id} data-n={index.to_string()}>{text}</span> },
        (Status::Unchecked, _) => html! { <span class="n u" {id} data-n={index.to_string()}>{text}</span> },
    }
}

/// The note in the margin: what the figure should be, and in one line why.
pub fn note(case: &Case, texts: Texts, id: FindingId, number: Option<usize>, lit: bool) -> Option<Html> {
    let finding = case.finding(id)?;
    let at = match (number, finding.place.span) {
        (Some(number), _) => format!("n{number}"),
        (None, Some(_)) => format!("r{}", id.top),
        (None, None) => String::new(),
    };
    let more = finding.consequences.len();
    Some(html! {
        <button type="button" key={id.top} class={classes!("mnote", severity_class(finding.severity), lit.then_some("lit-note"))} id={format!("m{}", id.top)}
            data-at={at} data-f={id.top.to_string()}>
            { seal(texts, finding.severity) }
            <span class="mnote-main">{ correction(texts, finding) }</span>
            <span class="mnote-why">{ short_title(finding) }</span>
            if more > 0 {
                <span class="mnote-more">{ texts.count("sheet.more", more) }</span>
            }
        </button>
    })
}

/// What the correction replaces: the number in doubt, else the one that was judged.
pub fn corrected(finding: &Finding) -> Option<&str> {
    let suspect = finding.suspect.as_ref().filter(|_| finding.reconciling.is_some());
    suspect.map(|s| s.text.as_str()).or(finding.stated.as_deref())
}

/// What the examiner writes beside the figure.
pub fn correction(texts: Texts, finding: &Finding) -> String {
    if let Some(value) = finding.reconciling.as_deref() {
        return texts.with("sheet.should_be", &[("value", value)]);
    }
    match (finding.kind, finding.recomputed.as_deref()) {
        (Some(_), Some(value)) if finding.check.is_some() => {
            texts.with("sheet.computed", &[("value", value)])
        }
        (_, Some(value)) => texts.with("sheet.should_be", &[("value", value)]),
        _ => finding.message.clone(),
    }
}

/// The part of the title that says what it is about.
pub fn short_title(finding: &Finding) -> String {
    finding.title.split_once('：').map_or(finding.title.as_str(), |(_, about)| about).to_string()
}

/// The class of a severity.
pub fn severity_class(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// The seal of a severity: one character, its shape differs too.
pub fn seal(texts: Texts, severity: Severity) -> Html {
    let class = severity_class(severity);
    html! {
        <span class={classes!("seal", class)} role="img" aria-label={texts.get(&format!("severity.{class}"))}>
            {texts.get(&format!("seal.{class}"))}
        </span>
    }
}
