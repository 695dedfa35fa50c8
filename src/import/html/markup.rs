//! From text to a tree of elements, within the limits.

use super::super::limits::{Exceeded, Limits};
use scraper::{Html, HtmlTreeSink};
use std::borrow::Cow;

/// Elements that are read at a time before the size of the tree is looked at: a few bytes can make many nodes.
const STEP: usize = 4096;

/// A tag longer than this has its attributes counted.
const LONG_TAG: usize = 8_000;
/// Attributes of one tag, as far as blanks tell.
const ATTRIBUTES: usize = 2_000;

/// Charset named in the first part of a page.
pub fn charset(bytes: &[u8]) -> Option<String> {
    let head: String = bytes.iter().take(4096).map(|&b| (b as char).to_ascii_lowercase()).collect();
    let at = head.find("charset=").map(|i| i + 8).or_else(|| {
        // <?xml version="1.0" encoding="gb2312"?>
        head.starts_with("<?xml").then(|| head.find("encoding=").map(|i| i + 9)).flatten()
    })?;
    let label: String = head[at..]
        .trim_start_matches(['"', '\''])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    (!label.is_empty()).then_some(label)
}

/// The page without the header that the Windows clipboard puts before it, rows and cells put back into a table.
pub fn fragment(text: &str) -> Cow<'_, str> {
    let text = text.trim_start_matches('\u{FEFF}');
    let mut out = Cow::Borrowed(text);
    if text.starts_with("Version:")
        && let Some(at) = text.find('<')
    {
        out = Cow::Borrowed(&text[at..]);
    }
    if !contains(&out, "<table") {
        if contains(&out, "<tr") {
            out = Cow::Owned(format!("<table>{out}</table>"));
        } else if contains(&out, "<td") {
            out = Cow::Owned(format!("<table><tr>{out}</tr></table>"));
        }
    }
    out
}

fn contains(text: &str, tag: &str) -> bool {
    text.as_bytes().windows(tag.len()).any(|w| w.eq_ignore_ascii_case(tag.as_bytes()))
}

/// Counts how deep elements stand in one another before a tree is made of them: every tag that opens looks at all that are
/// open, so a deep page costs the square of its depth.
pub fn check_nesting(text: &str, limits: &Limits) -> Result<(), Exceeded> {
    const NEVER_DEEP: &[&str] = &[
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
        "p", "li", "dt", "dd", "option", "td", "th", "tr", "tbody", "thead", "tfoot", "colgroup",
    ];
    let (mut depth, mut rest) = (0usize, text);
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        let (closing, name_from) = match rest.strip_prefix('/') {
            Some(after) => (true, after),
            None => (false, rest),
        };
        let length = name_from.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b':').count();
        if length == 0 || !name_from.as_bytes()[0].is_ascii_alphabetic() {
            continue;
        }
        let name = name_from[..length].to_ascii_lowercase();
        rest = &name_from[length..];
        if !closing && matches!(name.as_str(), "script" | "style" | "xml") {
            let end = format!("</{name}");
            let found =
                rest.as_bytes().windows(end.len()).position(|w| w.eq_ignore_ascii_case(end.as_bytes()));
            match found {
                Some(at) => rest = &rest[at + end.len()..],
                None => break,
            }
            continue;
        }
        let tag_end = rest.find('>').unwrap_or(rest.len());
        // Each attribute is compared with all before it.
        if tag_end > LONG_TAG
            && rest.as_bytes()[..tag_end].iter().filter(|b| b.is_ascii_whitespace()).count() > ATTRIBUTES
        {
            return Err(Exceeded::Elements { limit: limits.elements });
        }
        if NEVER_DEEP.contains(&name.as_str()) || rest[..tag_end].ends_with('/') {
            continue;
        }
        depth = if closing { depth.saturating_sub(1) } else { depth + 1 };
        limits.check_depth(depth)?;
    }
    Ok(())
}

/// Parses the page.
pub fn parse(text: &str, limits: &Limits) -> Result<Html, Exceeded> {
    use html5ever::tendril::TendrilSink;
    let sink = HtmlTreeSink::new(Html::new_document());
    let mut parser = html5ever::driver::parse_document(sink, html5ever::ParseOpts::default());
    let mut rest = text;
    while !rest.is_empty() {
        let mut end = rest.len().min(STEP);
        while !rest.is_char_boundary(end) {
            end -= 1;
        }
        let (now, later) = rest.split_at(end);
        parser.process(now.into());
        rest = later;
        let page = parser.tokenizer.sink.sink.0.borrow_mut();
        if page.tree.nodes().len() > limits.elements {
            return Err(Exceeded::Elements { limit: limits.elements });
        }
    }
    Ok(parser.finish())
}
