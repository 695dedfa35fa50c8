//! Comments in a Word document.

use super::package::{Rewrite, edited, inside_root, new_part, root};
use super::{AUTHOR, AnnotateError, Note};
use crate::import::docx::{self, At, Piece, Run, Traced};
use crate::import::limits::Limits;
use crate::import::xml::{Events, Item, XmlError};
use crate::report::export::escape;
use std::collections::BTreeMap;
use std::ops::Range;

/// What happens at a byte of the main part.
#[derive(Debug, Default)]
struct Cut {
    /// What ends a run here and begins it again.
    split: Option<(String, String)>,
    /// Comments whose range ends here.
    ends: Vec<usize>,
    /// Comments whose range begins here.
    starts: Vec<usize>,
}

/// Where a comment's range begins or ends.
struct Edge {
    at: usize,
    split: Option<(String, String)>,
}

/// Annotates a docx.
pub fn annotate(bytes: &[u8], notes: &[Note], date: &str) -> Result<Vec<u8>, AnnotateError> {
    let limits = Limits::default();
    let unreadable = |error: docx::DocxError| AnnotateError::Unreadable(error.to_string());
    let before = docx::read(bytes, &limits).map_err(unreadable)?;
    let mut traced = docx::trace(bytes, &limits).map_err(unreadable)?;
    traced.document.in_reading_order();
    let mut package = Rewrite::open(bytes, &limits)?;
    let main = traced.parts.first().ok_or(XmlError::Malformed)?;
    let first_id = first_free_id(&mut package, main.name.as_str(), &main.xml)?;

    let mut cuts: BTreeMap<usize, Cut> = BTreeMap::new();
    let mut tags: BTreeMap<usize, Range<usize>> = BTreeMap::new();
    let mut comments: Vec<(usize, &Note)> = Vec::new();
    for (i, note) in notes.iter().enumerate() {
        let Some((start, end)) = edges(&traced, note, &mut tags) else { continue };
        let id = first_id + i;
        for (edge, begins) in [(start, true), (end, false)] {
            let cut = cuts.entry(edge.at).or_default();
            cut.split = cut.split.take().or(edge.split);
            if begins { cut.starts.push(id) } else { cut.ends.push(id) }
        }
        comments.push((id, note));
    }
    let prefix = &traced.prefix;
    let mut edits: Vec<(Range<usize>, String)> =
        cuts.into_iter().map(|(at, cut)| (at..at, written(&cut, prefix))).collect();
    for tag in tags.into_values() {
        let own = main.xml.get(tag.clone()).unwrap_or_default();
        if !own.contains("xml:space") {
            edits.push((tag, super::package::with_attribute(own, "xml:space", "preserve")));
        }
    }
    let annotated = edited(&main.xml, edits)?;
    package.set(&main.name, annotated);
    add_comments(&mut package, &main.name, &main.xml, &comments, date)?;

    let out = package.finish()?;
    match docx::read(&out, &limits) {
        Ok(after) if after.blocks == before.blocks => Ok(out),
        _ => Err(AnnotateError::Differs),
    }
}

/// The range of the main part at which a note stands: its number if that can be found, else the run or the paragraph.
fn edges(traced: &Traced, note: &Note, tags: &mut BTreeMap<usize, Range<usize>>) -> Option<(Edge, Edge)> {
    let located = note.span.as_ref().filter(|span| {
        let text = traced.text_of(span);
        let own = text.get(span.start..span.end);
        own.is_some() && note.text.as_deref().is_none_or(|expected| own == Some(expected))
    });
    if let Some((start, end)) = located.and_then(|span| traced.locate(span)) {
        let piece = |at: &At| traced.trace.pieces.get(at.piece);
        let (a, b) = (piece(&start)?, piece(&end)?);
        if a.part == 0 && b.part == 0 && a.divisible && b.divisible {
            let exact = (edge(traced, a, start.offset, tags), edge(traced, b, end.offset, tags));
            if let (Some(start), Some(end)) = exact
                && start.at <= end.at
            {
                return Some((start, end));
            }
        }
        return around(traced, a);
    }
    around(traced, traced.trace.pieces.get(traced.first_piece(note.span.as_ref())?)?)
}

/// A place inside a run.
fn edge(
    traced: &Traced,
    piece: &Piece,
    offset: usize,
    tags: &mut BTreeMap<usize, Range<usize>>,
) -> Option<Edge> {
    let xml = &traced.parts.first()?.xml;
    let run = piece.run.and_then(|i| traced.trace.runs.get(i))?;
    let at = match (piece.verbatim, offset) {
        (true, offset) => (piece.raw.start + offset).min(piece.raw.end),
        (false, 0) => piece.raw.start,
        (false, _) if piece.tag.is_none() => end_of_element(xml, &piece.raw)?,
        (false, _) => piece.raw.end,
    };
    let prefix = &traced.prefix;
    let (opening, closing) = (opening(xml, run), format!("</{prefix}r>"));
    let split = match &piece.tag {
        Some(tag) => {
            tags.insert(tag.start, tag.clone());
            let opening = format!("{opening}<{prefix}t xml:space=\"preserve\">");
            (format!("</{prefix}t>{closing}"), opening)
        }
        None => (closing, opening),
    };
    Some(Edge { at, split: Some(split) })
}

/// An element that stands for a character ends with its own tag, or with the next one.
fn end_of_element(xml: &str, tag: &Range<usize>) -> Option<usize> {
    if xml.get(tag.clone())?.ends_with("/>") {
        return Some(tag.end);
    }
    let rest = xml.get(tag.end..)?;
    rest.starts_with("</").then(|| rest.find('>')).flatten().map(|close| tag.end + close + 1)
}

/// The start of a run like this one.
fn opening(xml: &str, run: &Run) -> String {
    let part = |range: &Range<usize>| xml.get(range.clone()).unwrap_or_default();
    format!("{}{}", part(&run.tag), run.properties.as_ref().map(part).unwrap_or_default())
}

/// The whole run around a piece, the reference to its note, or else what its paragraph holds.
fn around(traced: &Traced, piece: &Piece) -> Option<(Edge, Edge)> {
    let whole = |at: usize| Edge { at, split: None };
    let trace = &traced.trace;
    let run = match (&piece.note, piece.part) {
        (None, 0) => piece.run,
        (Some(note), _) => {
            let reference = traced.references.iter().position(|r| r == note)?;
            trace.referring.get(reference).copied().flatten()
        }
        _ => None,
    };
    if let Some(run) = run.and_then(|i| trace.runs.get(i)) {
        return Some((whole(run.tag.start), whole(run.end)));
    }
    let paragraph = piece.paragraph.filter(|_| piece.part == 0).and_then(|i| trace.paragraphs.get(i))?;
    Some((whole(paragraph.start), whole(paragraph.end)))
}

fn written(cut: &Cut, prefix: &str) -> String {
    let (close, open) = cut.split.clone().unwrap_or_default();
    let mut out = close;
    for id in &cut.ends {
        out.push_str(&format!(
            "<{prefix}commentRangeEnd {prefix}id=\"{id}\"/><{prefix}r><{prefix}commentReference {prefix}id=\"{id}\"/></{prefix}r>"
        ));
    }
    for id in &cut.starts {
        out.push_str(&format!("<{prefix}commentRangeStart {prefix}id=\"{id}\"/>"));
    }
    out + &open
}

/// Name of the part that holds the comments.
fn comments_part(package: &mut Rewrite, main: &str) -> Result<(String, bool), AnnotateError> {
    let known = package.relations(main)?.into_iter().find(|r| r.kind == "comments");
    if let Some(known) = known
        && package.part(&known.target)?.is_some()
    {
        return Ok((known.target, true));
    }
    let folder = main.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let usual = format!("{folder}comments.xml");
    let taken = package.part(&usual)?.is_some();
    Ok((if taken { package.unused(&format!("{folder}comments"), ".xml")? } else { usual }, false))
}

/// An id that neither the text nor the comments use.
fn first_free_id(package: &mut Rewrite, main: &str, xml: &str) -> Result<usize, AnnotateError> {
    let (name, there) = comments_part(package, main)?;
    let existing = if there { package.part(&name)?.unwrap_or_default() } else { String::new() };
    let mut next = 0;
    for text in [xml, existing.as_str()].into_iter().filter(|t| !t.is_empty()) {
        let mut events = Events::new(text);
        while let Some(item) = events.next()? {
            if let Item::Start(element) = item
                && matches!(element.local(), "comment" | "commentRangeStart" | "commentReference")
            {
                next = next.max(element.number::<usize>("id").map_or(0, |id| id.saturating_add(1)));
            }
        }
    }
    Ok(next)
}

fn add_comments(
    package: &mut Rewrite,
    main: &str,
    xml: &str,
    comments: &[(usize, &Note)],
    date: &str,
) -> Result<(), AnnotateError> {
    let (name, there) = comments_part(package, main)?;
    // A document without a namespace of its own is read, but no other program would read a comment in it.
    let own = root(xml)?;
    let text = if there {
        package.part(&name)?.unwrap_or_default()
    } else {
        let strict = own.namespace.contains("purl.oclc.org");
        let kind = if strict {
            "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
        } else {
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
        };
        package.relate(main, kind, &name)?;
        let kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
        package.declare(&name, false, kind)?;
        new_part(&format!("<w:comments xmlns:w=\"{}\"></w:comments>", escape(&own.namespace)))
    };
    let w = root(&text)?.prefix;
    let mut addition = String::new();
    for (id, note) in comments {
        let when = moment(date).map(|d| format!(" {w}date=\"{d}\"")).unwrap_or_default();
        addition.push_str(&format!(
            "<{w}comment {w}id=\"{id}\" {w}author=\"{AUTHOR}\"{when} {w}initials=\"勾\">"
        ));
        for (i, line) in note.lines.iter().enumerate() {
            let mark = if i == 0 { format!("<{w}r><{w}annotationRef/></{w}r>") } else { String::new() };
            let text = escape(line);
            addition.push_str(&format!(
                "<{w}p>{mark}<{w}r><{w}t xml:space=\"preserve\">{text}</{w}t></{w}r></{w}p>"
            ));
        }
        addition.push_str(&format!("</{w}comment>"));
    }
    let text = inside_root(&text, &addition)?;
    package.set(&name, text);
    Ok(())
}

/// 2025-09-30 14:05 as an office program writes it.
fn moment(date: &str) -> Option<String> {
    let (day, time) = date.split_once(' ').unwrap_or((date, "00:00"));
    let digits = |text: &str, mark: char, lengths: &[usize]| {
        let parts: Vec<&str> = text.split(mark).collect();
        parts.len() == lengths.len()
            && parts.iter().zip(lengths).all(|(p, &n)| p.len() == n && p.bytes().all(|b| b.is_ascii_digit()))
    };
    (digits(day, '-', &[4, 2, 2]) && digits(time, ':', &[2, 2])).then(|| format!("{day}T{time}:00"))
}
