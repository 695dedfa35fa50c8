//! What stands on pages without belonging to the report's text: page numbers, running heads, tables of contents.

use super::page::{Element, PageLine};
use crate::document::squeeze;
use crate::order::{Map, Set};

/// Takes page numbers, running heads and tables of contents out.
pub(super) fn set_aside(pages: &mut [Vec<Element>]) {
    page_numbers(pages);
    running_heads(pages);
    page_numbers(pages);
    contents(pages);
}

/// The number that a page number line shows, and whether marks about it show that it is one.
pub(super) fn page_number(text: &str) -> Option<(u32, bool)> {
    let text = squeeze(text);
    let core = text.trim_matches(['-', '—', '－', '–', '─', '·', '•', '~', '(', ')', '/', '[', ']', '|']);
    let marked = core.len() != text.len();
    if let Some(rest) = core.strip_prefix('第') {
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        let rest = &rest[digits.len()..];
        return (rest == "页" || rest.starts_with("页") && rest.contains("共"))
            .then(|| Some((digits.parse().ok()?, true)))
            .flatten();
    }
    if let Some((a, b)) = core.split_once('/') {
        let all = |s: &str| !s.is_empty() && s.len() <= 4 && s.bytes().all(|b| b.is_ascii_digit());
        return (all(a) && all(b)).then(|| Some((a.parse().ok()?, true))).flatten();
    }
    let plain = !core.is_empty() && core.len() <= 4 && core.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| Some((core.parse().ok()?, marked))).flatten()
}

/// Is the line in the outermost part of its page, where page numbers and running heads stand?
fn in_margin(line: &PageLine) -> bool {
    let (top, bottom, height) = (line.line.area.top, line.line.area.bottom, line.page_height);
    bottom < 0.13 * height || top > 0.87 * height
}

fn page_numbers(pages: &mut [Vec<Element>]) {
    // Offsets between page and number: a true page number has the same on most pages.
    let mut offsets: Map<i64, usize> = Map::new();
    let at_edge = |page: &[Element]| {
        let ends = [page.len().checked_sub(1), (!page.is_empty()).then_some(0)];
        ends.into_iter().flatten().find_map(|i| match page.get(i) {
            Some(Element::Line(l)) if in_margin(l) => {
                page_number(&l.text.text).map(|(n, marked)| (i, n, marked, l.page))
            }
            _ => None,
        })
    };
    for page in pages.iter() {
        if let Some((_, number, _, at)) = at_edge(page) {
            *offsets.entry(i64::from(at) - i64::from(number)).or_default() += 1;
        }
    }
    for page in pages.iter_mut() {
        if let Some((i, number, marked, at)) = at_edge(page) {
            let offset = i64::from(at) - i64::from(number);
            let several = offsets.get(&offset).is_some_and(|n| *n >= 2);
            if marked || several || offset == 0 {
                page.remove(i);
            }
        }
    }
}

/// Where a line stood that may be a running head: its text without digits, and its height.
type Head = (String, i32);

/// The same first or last line, at the same height, on three pages or more. Titles and units of tables are kept unless they
/// stand over most pages and over text too; so is the first showing of every head. A foot that counts pages says nothing.
fn running_heads(pages: &mut [Vec<Element>]) {
    for last in [false, true] {
        let end = |page: &[Element]| if last { page.len().checked_sub(1) } else { Some(0) };
        let head = |page: &[Element]| -> Option<(Head, String, bool)> {
            let Element::Line(l) = page.get(end(page)?)? else { return None };
            let whole = squeeze(&l.text.text);
            let text: String = whole.chars().filter(|c| !c.is_ascii_digit()).collect();
            let of_table = text.ends_with('表') || text.contains("单位") || text.contains("部门:");
            let height = (l.line.area.top / 4.0).round() as i32;
            (in_margin(l) && !text.is_empty()).then_some(((text, height), whole, of_table))
        };
        let mut counts: Map<Head, usize> = Map::new();
        let mut of_text: Set<Head> = Set::new();
        for page in pages.iter() {
            let Some((head, ..)) = head(page) else { continue };
            if !page.iter().any(|e| matches!(e, Element::Table(_))) {
                of_text.insert(head.clone());
            }
            *counts.entry(head).or_default() += 1;
        }
        // What stands over pages of several sizes is one head, shown once.
        let mut shown: Map<String, (usize, String)> = Map::new();
        let mut counted: Set<usize> = Set::new();
        let many = pages.len();
        for (at, page) in pages.iter_mut().enumerate() {
            let Some((head, whole, of_table)) = head(page) else { continue };
            let count = counts.get(&head).copied().unwrap_or_default();
            let over_text = of_text.contains(&head) && 2 * count > many;
            if count < 3 || of_table && !over_text {
                continue;
            }
            let Some(i) = end(page) else { continue };
            match shown.get(&head.0) {
                Some((first, other)) => {
                    if last && *other != whole {
                        counted.insert(*first);
                    }
                    page.remove(i);
                }
                None => {
                    shown.insert(head.0, (at, whole));
                }
            }
        }
        for first in counted {
            if let Some(page) = pages.get_mut(first)
                && matches!(page.last(), Some(Element::Line(l)) if in_margin(l))
            {
                page.pop();
            }
        }
    }
}

/// Dots that lead to a page number.
fn has_leader(text: &str) -> bool {
    let mut run = 0usize;
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        run = match c {
            '.' | '·' | '．' | '•' | '∙' | '⋯' | '-' | '_' => run + 1,
            '…' | '┈' | '┄' => run + 2,
            _ => 0,
        };
        if run >= 6 {
            return true;
        }
    }
    false
}

/// Tables of contents: lines with leaders, and the short lines under the word 目录.
fn contents(pages: &mut [Vec<Element>]) {
    let mut within = false;
    for page in pages.iter_mut() {
        // The list may go on over pages that hold nothing else; the first line of running text or a table ends it.
        let mut keep: Vec<bool> = Vec::with_capacity(page.len());
        let mut entries = 0usize;
        for element in page.iter() {
            let Element::Line(line) = element else {
                within = false;
                keep.push(true);
                continue;
            };
            let text = squeeze(&line.text.text);
            let title = text == "目录" || text == "目次";
            if title {
                within = true;
            } else if within && !is_entry(&text) {
                within = false;
            }
            let leader = has_leader(&text) && !text.contains('。');
            entries += usize::from(within || leader);
            keep.push(!(within || leader));
        }
        // A page of contents holds nothing but entries; where text follows on the same page, headings may have been
        // taken for entries, so that only lines with leaders are left out.
        let mixed = entries < page.len();
        let mut keep = keep.into_iter();
        page.retain(|element| {
            let kept = keep.next().unwrap_or(true);
            let leader = matches!(element, Element::Line(l) if has_leader(&l.text.text));
            kept || (mixed && !leader)
        });
        if mixed {
            within = false;
        }
    }
}

fn is_entry(text: &str) -> bool {
    let count = text.chars().count();
    count <= 60 && !text.ends_with(['。', '；', ';', '，']) && !text.contains('。')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_in_their_many_forms() {
        assert_eq!(page_number("- 12 -"), Some((12, true)));
        assert_eq!(page_number("— 3 —"), Some((3, true)));
        assert_eq!(page_number("第 4 页 共 30 页"), Some((4, true)));
        assert_eq!(page_number("5/30"), Some((5, true)));
        assert_eq!(page_number("7"), Some((7, false)));
        assert_eq!(page_number("12.5"), None);
        assert_eq!(page_number("2024年"), None);
    }

    #[test]
    fn leaders_are_seen() {
        assert!(has_leader("一、收入决算表……………… 5"));
        assert!(has_leader("一、收入决算表.......... 5"));
        assert!(!has_leader("1,234.56万元……"));
    }
}
