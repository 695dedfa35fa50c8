//! XML parts of office files, read event by event: no tree, no entities, no document type, nothing fetched.

use super::limits::DEPTH;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;
use std::io::BufRead;

/// A part that is not the XML it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum XmlError {
    /// Not well-formed, or cut off before its root element ends.
    #[error("not well-formed")]
    Malformed,
    /// Has a document type, which no office program writes.
    #[error("has a document type")]
    DocumentType,
    /// Elements nested deeper than any real file.
    #[error("nested too deep")]
    TooDeep,
}

/// An event that importers care for. An empty element gives a start and an end.
#[derive(Debug)]
pub enum Item<'a> {
    /// An element begins.
    Start(Element<'a>),
    /// The innermost element ends.
    End,
    /// Text, as far as the next tag or reference.
    Text(Cow<'a, str>),
}

/// The start of an element.
#[derive(Debug)]
pub struct Element<'a> {
    start: BytesStart<'a>,
}

impl Element<'_> {
    /// Name with its prefix.
    pub fn name(&self) -> &str {
        self.start.name().into_inner()
    }

    /// Name without its prefix.
    pub fn local(&self) -> &str {
        local(self.name())
    }

    /// Value of the attribute with this local name.
    pub fn attribute(&self, name: &str) -> Option<Cow<'_, str>> {
        let mut attributes = self.start.attributes();
        attributes.with_checks(false);
        attributes.flatten().find(|a| is_named(a.key.into_inner(), name)).map(|a| unescape(a.value))
    }

    /// A whole number in an attribute.
    pub fn number<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// All attributes with their names, prefix included.
    pub fn attributes(&self) -> impl Iterator<Item = (&str, Cow<'_, str>)> {
        let mut attributes = self.start.attributes();
        attributes.with_checks(false);
        attributes.flatten().map(|a| (a.key.into_inner(), unescape(a.value)))
    }

    /// An on/off property: present without a value means on.
    pub fn is_on(&self) -> bool {
        !self.attribute("val").is_some_and(|v| matches!(v.as_ref(), "0" | "false" | "off" | "none"))
    }
}

/// A name without its prefix.
pub fn local(name: &str) -> &str {
    // Names are short: looking at their bytes takes less than preparing a search.
    name.bytes().rposition(|b| b == b':').and_then(|at| name.get(at + 1..)).unwrap_or(name)
}

/// Is this the name, with or without a prefix?
fn is_named(full: &str, name: &str) -> bool {
    full.strip_suffix(name).is_some_and(|prefix| prefix.is_empty() || prefix.ends_with(':'))
}

fn unescape(value: Cow<'_, str>) -> Cow<'_, str> {
    if !value.contains('&') {
        return value;
    }
    let mut pieces = value.split('&');
    let mut out = String::with_capacity(value.len());
    out.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        match piece.bytes().position(|b| b == b';') {
            Some(end) => {
                out.extend(reference(piece.get(..end).unwrap_or_default()));
                out.push_str(piece.get(end + 1..).unwrap_or_default());
            }
            // An ampersand that begins no reference stands for itself.
            None => {
                out.push('&');
                out.push_str(piece);
            }
        }
    }
    Cow::Owned(out)
}

/// The character of a reference. Entities that a document type would have to declare say nothing.
fn reference(name: &str) -> Option<char> {
    let Some(code) = name.strip_prefix('#') else {
        return match name {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => None,
        };
    };
    let code = match code.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => code.parse().ok()?,
    };
    char::from_u32(code)
}

/// The text of a part: UTF-8, or UTF-16 with a byte order mark.
pub fn decode(bytes: Vec<u8>) -> Result<String, XmlError> {
    match bytes.get(..2) {
        Some([0xFF, 0xFE]) => Ok(super::encoding::utf16(&bytes[2..], false)),
        Some([0xFE, 0xFF]) => Ok(super::encoding::utf16(&bytes[2..], true)),
        _ => String::from_utf8(bytes).map_err(|_| XmlError::Malformed),
    }
}

/// The events of a part.
pub struct Events<'a> {
    text: &'a str,
    reader: Reader<&'a [u8]>,
    depth: usize,
    rooted: bool,
    began: usize,
}

impl<'a> Events<'a> {
    /// Reads a text.
    pub fn new(text: &'a str) -> Self {
        let text = text.trim_start_matches('\u{FEFF}');
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Self { text, reader, depth: 0, rooted: false, began: 0 }
    }

    /// The next event; `None` after the root element has ended.
    #[allow(clippy::should_implement_trait)]
    pub fn next(&mut self) -> Result<Option<Item<'a>>, XmlError> {
        loop {
            self.began = self.position();
            return Ok(Some(match self.reader.read_event().map_err(|_| XmlError::Malformed)? {
                Event::Start(start) => {
                    self.rooted = true;
                    self.depth += 1;
                    if self.depth > DEPTH {
                        return Err(XmlError::TooDeep);
                    }
                    Item::Start(Element { start })
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    Item::End
                }
                Event::Text(text) => Item::Text(text.into_inner()),
                Event::CData(text) => Item::Text(text.into_inner()),
                Event::GeneralRef(name) => match reference(&name) {
                    Some(c) => Item::Text(Cow::Owned(c.to_string())),
                    None => continue,
                },
                Event::DocType(_) => return Err(XmlError::DocumentType),
                Event::Eof if self.depth > 0 || !self.rooted => return Err(XmlError::Malformed),
                Event::Eof => return Ok(None),
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
            }));
        }
    }

    /// Byte at which the last event began, not counting a byte order mark before the text.
    pub fn began(&self) -> usize {
        self.began
    }

    /// Byte after the last event.
    pub fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    /// Passes over the rest of the element whose start was just given.
    pub fn skip(&mut self) -> Result<(), XmlError> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if self.next()?.is_none() {
                break;
            }
        }
        Ok(())
    }

    /// Passes over the rest of the element with this name, whose start was just given, if it holds none of these words;
    /// says whether it did. Office programs write borders and widths into every cell: looking for a few words is much
    /// faster than reading them as events.
    pub fn skip_unless(&mut self, name: &str, words: &[&str]) -> Result<bool, XmlError> {
        let Some((read, rest)) = self.text.split_at_checked(self.position()) else { return Ok(false) };
        if read.ends_with("/>") {
            return Ok(false);
        }
        let mut end = None;
        for (at, _) in rest.match_indices('<') {
            let tag = rest.get(at + 1..).unwrap_or_default();
            if tag.strip_prefix('/').is_some_and(|ended| ended.starts_with(name)) {
                end = Some(at);
                break;
            }
            // An element within one of its own name ends first, a comment may hold what looks like the end.
            if tag.starts_with('!') || tag.starts_with(name) {
                return Ok(false);
            }
        }
        let Some(end) = end else { return Ok(false) };
        if rest.get(..end).is_none_or(|held| words.iter().any(|word| held.contains(word))) {
            return Ok(false);
        }
        self.reader.stream().consume(end);
        self.skip()?;
        Ok(true)
    }

    /// All text of the element whose start was just given.
    pub fn text(&mut self) -> Result<String, XmlError> {
        let outside = self.depth.saturating_sub(1);
        let mut out = self.text_before_end().unwrap_or_default();
        while self.depth > outside {
            match self.next()? {
                Some(Item::Text(text)) => out.push_str(&text),
                Some(_) => {}
                None => break,
            }
        }
        Ok(out)
    }

    /// The text of an element whose start was just given and that holds nothing else, taken at once: some programs write
    /// every Chinese character as a reference, each of which would be an event.
    fn text_before_end(&mut self) -> Option<String> {
        let (read, rest) = self.text.split_at_checked(self.position())?;
        let end = rest.find('<')?;
        if read.ends_with("/>") || !rest.get(end..)?.starts_with("</") {
            return None;
        }
        self.reader.stream().consume(end);
        Some(unescape(Cow::Borrowed(&rest[..end])).into_owned())
    }

    /// Visits the elements inside the element whose start was just given. The visitor says whether to go into each.
    pub fn visit(&mut self, mut visitor: impl FnMut(&Element<'a>) -> Visit) -> Result<(), XmlError> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            match self.next()? {
                Some(Item::Start(element)) => {
                    if visitor(&element) == Visit::Skip {
                        self.skip()?;
                    }
                }
                Some(_) => {}
                None => break,
            }
        }
        Ok(())
    }
}

/// Whether to go into an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visit {
    /// Go into it.
    Enter,
    /// Pass over what it holds.
    Skip,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(xml: &str) -> Result<String, XmlError> {
        let mut events = Events::new(xml);
        let mut out = String::new();
        while let Some(item) = events.next()? {
            if let Item::Text(text) = item {
                out.push_str(&text);
            }
        }
        Ok(out)
    }

    #[test]
    fn references_are_characters_and_entities_say_nothing() {
        assert_eq!(texts("<a>&#39033;&amp;&#x76EE;&lol;</a>").as_deref(), Ok("项&目"));
        assert_eq!(unescape("a&lt;&#65;&none;".into()), "a<A");
        assert_eq!(unescape("收入&支出 &#x4E00;".into()), "收入&支出 一");
        assert_eq!(
            texts("<a>收入&amp;支出 R&D<b>&lt;</b>&#x4E00;&lt;</a>").as_deref(),
            Ok("收入&支出 R&D<一<")
        );
    }

    #[test]
    fn what_is_cut_off_or_declares_a_type_is_refused() {
        assert_eq!(texts("<a><b>1</b>"), Err(XmlError::Malformed));
        assert_eq!(texts("<a>1</b>"), Err(XmlError::Malformed));
        assert_eq!(texts(""), Err(XmlError::Malformed));
        assert_eq!(texts("<!DOCTYPE a><a/>"), Err(XmlError::DocumentType));
        assert_eq!(texts(&"<a>".repeat(100_000)), Err(XmlError::TooDeep));
    }

    #[test]
    fn the_text_of_an_element_is_the_same_in_one_piece_and_in_many() {
        let text = |xml: &str| {
            let mut events = Events::new(xml);
            let _ = events.next();
            (events.text(), events.next().map(|item| item.is_none()))
        };
        let seen = |text: &str| (Ok(text.to_string()), Ok(true));
        assert_eq!(text("<t>&#39033;目&amp;</t>"), seen("项目&"));
        assert_eq!(text("<t>&#39033;<!-- --><b>目</b>&amp;</t>"), seen("项目&"));
        assert_eq!(text("<t><![CDATA[<项>]]></t>"), seen("<项>"));
        assert_eq!(text("<t/>"), seen(""));
        assert_eq!(text("<t></t>"), seen(""));
        assert_eq!(text("<t>项").0, Err(XmlError::Malformed));
        assert_eq!(text("<t>项</s>").0, Err(XmlError::Malformed));
    }

    #[test]
    fn what_holds_no_word_that_matters_is_passed_over_at_once() {
        let rest = |xml: &str| {
            let mut events = Events::new(xml);
            while let Ok(Some(item)) = events.next() {
                if matches!(item, Item::Start(e) if e.name() == "p") {
                    let skipped = events.skip_unless("p", &["span", "merge"]);
                    return (skipped, events.text());
                }
            }
            (Err(XmlError::Malformed), Ok(String::new()))
        };
        let seen = |skipped: bool, text: &str| (Ok(skipped), Ok(text.to_string()));
        assert_eq!(rest("<a><p><w/>1</p>2</a>"), seen(true, "2"));
        assert_eq!(rest("<a><p><span/>1</p>2</a>"), seen(false, "1"));
        assert_eq!(rest("<a><p/>2</a>"), seen(false, ""));
        // Within itself, behind a comment, never ended.
        assert_eq!(rest("<a><p><p>1</p>3</p>2</a>"), seen(false, "13"));
        assert_eq!(rest("<a><p><!-- </p> -->1</p>2</a>"), seen(false, "1"));
        assert_eq!(rest("<a><p>1").0, Ok(false));
    }

    #[test]
    fn skip_passes_over_one_element() {
        let mut events = Events::new("<a><b><c>1</c></b>2</a>");
        assert!(matches!(events.next(), Ok(Some(Item::Start(_)))));
        assert!(matches!(events.next(), Ok(Some(Item::Start(_)))));
        assert_eq!(events.skip(), Ok(()));
        assert!(matches!(events.next(), Ok(Some(Item::Text(t))) if t == "2"));
    }
}
