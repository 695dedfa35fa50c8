//! The little Markdown in which rules are documented: headings, paragraphs, lists, tables, code. Drawn as elements, never
//! as HTML text.

use crate::locale::Language;
use yew::prelude::*;

/// Draws a documentation: in Chinese what stands before 「In English」, in English that section.
pub fn markdown(text: &str, language: Language) -> Html {
    const ENGLISH: &str = "## In English";
    let (chinese, english) = text.split_once(ENGLISH).unwrap_or((text, text));
    let text = if language == Language::English { english } else { chinese };
    let mut out: Vec<Html> = Vec::new();
    let mut lines = text.lines().map(|l| l.strip_prefix(' ').unwrap_or(l)).peekable();
    while let Some(line) = lines.next() {
        let trimmed = line.trim();
        if trimmed.is_empty() || trimmed.starts_with("# ") {
            continue;
        }
        if let Some(heading) = trimmed.strip_prefix("## ") {
            out.push(html! { <h3>{inline(heading)}</h3> });
        } else if trimmed.starts_with("```") {
            let mut code = String::new();
            while let Some(line) = lines.next().filter(|l| !l.trim().starts_with("```")) {
                code.push_str(line);
                code.push('\n');
            }
            out.push(html! { <pre>{code}</pre> });
        } else if let Some(first) = bullet(trimmed) {
            let mut items = vec![first.to_string()];
            while let Some(next) = lines.next_if(|l| !l.trim().is_empty() && !l.trim().starts_with('#')) {
                match (bullet(next.trim()), items.last_mut()) {
                    (Some(item), _) => items.push(item.to_string()),
                    (None, Some(last)) => last.push_str(next.trim()),
                    (None, None) => {}
                }
            }
            out.push(html! { <ul>{ for items.iter().map(|i| html! { <li>{inline(i)}</li> }) }</ul> });
        } else if trimmed.starts_with('|') {
            let mut rows = vec![trimmed.to_string()];
            while let Some(next) = lines.next_if(|l| l.trim().starts_with('|')) {
                rows.push(next.trim().to_string());
            }
            out.push(table(&rows));
        } else {
            let mut paragraph = trimmed.to_string();
            while let Some(next) = lines.next_if(|l| {
                let l = l.trim();
                !l.is_empty() && !l.starts_with(['#', '|', '`']) && bullet(l).is_none()
            }) {
                let ascii = |c: Option<char>| c.is_some_and(|c| c.is_ascii());
                if ascii(paragraph.chars().last()) && ascii(next.trim().chars().next()) {
                    paragraph.push(' ');
                }
                paragraph.push_str(next.trim());
            }
            out.push(html! { <p>{inline(&paragraph)}</p> });
        }
    }
    html! { <div class="prose">{ for out }</div> }
}

fn bullet(line: &str) -> Option<&str> {
    line.strip_prefix("- ").or_else(|| line.strip_prefix("* "))
}

fn table(rows: &[String]) -> Html {
    let rows = rows.iter().filter(|r| !r.chars().all(|c| "|-: ".contains(c)));
    html! {
        <table><tbody>{ for rows.map(|row| html! {
            <tr>{ for row.trim_matches('|').split('|').map(|cell| html! { <td>{inline(cell.trim())}</td> }) }</tr>
        }) }</tbody></table>
    }
}

fn inline(text: &str) -> Html {
    let pieces = text.split('`').enumerate().map(|(i, piece)| {
        if i % 2 == 1 {
            return html! { <code>{piece.to_string()}</code> };
        }
        let bold = piece.split("**").enumerate().map(|(j, part)| {
            if j % 2 == 1 {
                html! { <b>{part.to_string()}</b> }
            } else {
                html! { {part.to_string()} }
            }
        });
        html! { <>{ for bold }</> }
    });
    html! { <>{ for pieces }</> }
}
