//! Lines of a text with their numbers and pages.

use std::borrow::Cow;

/// A line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line<'a> {
    /// Its text, without the marks that converters leave.
    pub text: Cow<'a, str>,
    /// Its number, from 1.
    pub number: u32,
    /// Its page, from 1, if the text has pages.
    pub page: Option<u32>,
}

impl Line<'_> {
    /// Nothing but white space?
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// Splits a text into lines; gives the number of pages, if there are form feeds.
pub fn split(text: &str) -> (Vec<Line<'_>>, Option<u32>) {
    let text = text.trim_start_matches('\u{FEFF}');
    // Old programs end lines with CR alone.
    let separator = if text.contains('\n') { '\n' } else { '\r' };
    let paged = text.contains('\u{C}');
    let mut page = 1u32;
    let mut lines: Vec<Line> = Vec::new();
    for (index, raw) in text.split(separator).enumerate() {
        let mut raw = raw.trim_end_matches('\r');
        while let Some(rest) = raw.strip_prefix('\u{C}') {
            drop_page_number(&mut lines);
            page += 1;
            raw = rest;
        }
        let ends_page = raw.ends_with('\u{C}');
        let text = clean(raw.trim_end_matches('\u{C}'));
        lines.push(Line { text, number: index as u32 + 1, page: paged.then_some(page) });
        if ends_page {
            drop_page_number(&mut lines);
            page += 1;
        }
    }
    if paged {
        drop_page_number(&mut lines);
    }
    let last = lines.iter().rev().find(|l| !l.is_blank()).and_then(|l| l.page);
    (lines, last)
}

/// The number at the foot of a page is no number of the report.
fn drop_page_number(lines: &mut [Line]) {
    let Some(line) = lines.iter_mut().rev().find(|l| !l.is_blank()) else { return };
    let text = line.text.trim();
    let core =
        text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '—' | '–' | '－' | '─' | '·'));
    let core = core.strip_prefix('第').and_then(|c| c.strip_suffix('页')).unwrap_or(core).trim();
    let number = |s: &str| (1..=4).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit());
    let of = core.split_once('/').is_some_and(|(a, b)| number(a.trim()) && number(b.trim()));
    if number(core) || of {
        line.text = Cow::Borrowed("");
    }
}

/// Takes out `[bookmark: _GoBack]` and its like.
fn clean(line: &str) -> Cow<'_, str> {
    const MARK: &str = "[bookmark:";
    if !line.contains(MARK) {
        return Cow::Borrowed(line);
    }
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find(MARK) {
        out.push_str(&rest[..at]);
        match rest[at..].find(']') {
            Some(end) => rest = &rest[at + end + 1..],
            None => {
                out.push_str(&rest[at..]);
                rest = "";
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}
