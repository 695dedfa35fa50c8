//! A package of which some parts are written anew and the rest is copied as it is.

use super::AnnotateError;
use crate::import::limits::Limits;
use crate::import::opc::{Package, Relation};
use crate::import::xml::{Events, Item, XmlError, local};
use crate::order;
use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The package.
pub struct Rewrite<'a> {
    bytes: &'a [u8],
    package: Package<'a>,
    changed: BTreeMap<String, String>,
}

impl<'a> Rewrite<'a> {
    /// Opens it.
    pub fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, AnnotateError> {
        Ok(Self { bytes, package: Package::open(bytes, limits)?, changed: BTreeMap::new() })
    }

    /// Name of the main part.
    pub fn main(&mut self, usual: &str) -> Result<String, AnnotateError> {
        Ok(self.package.main(usual)?)
    }

    /// Relations of a part.
    pub fn relations(&mut self, part: &str) -> Result<Vec<Relation>, AnnotateError> {
        Ok(self.package.relations(part)?)
    }

    /// Text of a part as it stands now.
    pub fn part(&mut self, name: &str) -> Result<Option<String>, AnnotateError> {
        match self.changed.get(name) {
            Some(text) => Ok(Some(text.clone())),
            None => Ok(self.package.part(name)?),
        }
    }

    /// Writes a part anew.
    pub fn set(&mut self, name: &str, text: String) {
        self.changed.insert(name.to_string(), text);
    }

    /// A name of this form that no part has yet; the first number tried is given.
    pub fn unused(&mut self, before: &str, after: &str) -> Result<String, AnnotateError> {
        let mut n = 1u32;
        loop {
            let name = format!("{before}{n}{after}");
            if self.part(&name)?.is_none() {
                return Ok(name);
            }
            n += 1;
        }
    }

    /// Adds a relation from a part to another and gives its id.
    pub fn relate(&mut self, part: &str, kind: &str, target: &str) -> Result<String, AnnotateError> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let slash = if folder.is_empty() { "" } else { "/" };
        let name = format!("{folder}{slash}_rels/{file}.rels");
        let empty = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>";
        let text = self.part(&name)?.unwrap_or_else(|| format!("{HEAD}{empty}"));
        let mut n = 1u32;
        while text.contains(&format!("\"rIdGouji{n}\"")) {
            n += 1;
        }
        let id = format!("rIdGouji{n}");
        let prefix = root(&text)?.prefix;
        let entry = format!("<{prefix}Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"/{target}\"/>");
        let text = inside_root(&text, &entry)?;
        self.set(&name, text);
        Ok(id)
    }

    /// Declares what a part is; `default` is an extension instead of a name.
    pub fn declare(&mut self, part: &str, default: bool, kind: &str) -> Result<(), AnnotateError> {
        const NAME: &str = "[Content_Types].xml";
        let text = self.part(NAME)?.ok_or(XmlError::Malformed)?;
        let root = root(&text)?;
        let mut events = Events::new(&text);
        while let Some(item) = events.next()? {
            let Item::Start(element) = item else { continue };
            let named = if default { "Extension" } else { "PartName" };
            if element.attribute(named).is_some_and(|v| v.trim_start_matches('/').eq_ignore_ascii_case(part))
            {
                return Ok(());
            }
        }
        let entry = if default {
            format!("<{}Default Extension=\"{part}\" ContentType=\"{kind}\"/>", root.prefix)
        } else {
            format!("<{}Override PartName=\"/{part}\" ContentType=\"{kind}\"/>", root.prefix)
        };
        let text = inside_root(&text, &entry)?;
        self.set(NAME, text);
        Ok(())
    }

    /// The package with its changes.
    pub fn finish(self) -> Result<Vec<u8>, AnnotateError> {
        let mut zip = ZipArchive::new(Cursor::new(self.bytes))?;
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        let mut changed = self.changed;
        for index in 0..zip.len() {
            let member = zip.by_index_raw(index)?;
            let own = String::from_utf8_lossy(member.name_raw()).replace('\\', "/");
            let key = changed.keys().find(|name| name.eq_ignore_ascii_case(&own)).cloned();
            let Some(text) = key.and_then(|key| changed.remove(&key)) else {
                out.raw_copy_file(member)?;
                continue;
            };
            let raw = String::from_utf8_lossy(member.name_raw()).into_owned();
            drop(member);
            let mut start = Vec::new();
            std::io::Read::read_to_end(&mut std::io::Read::take(zip.by_index(index)?, 2), &mut start)?;
            out.start_file(raw, SimpleFileOptions::default())?;
            out.write_all(&encoded(&text, &start))?;
        }
        for (name, text) in changed {
            out.start_file(name, SimpleFileOptions::default())?;
            out.write_all(text.as_bytes())?;
        }
        Ok(out.finish()?.into_inner())
    }
}

/// The bytes of a part in the encoding that it had.
fn encoded(text: &str, start: &[u8]) -> Vec<u8> {
    let wide = |order: fn(u16) -> [u8; 2]| {
        std::iter::once(0xFEFF)
            .chain(text.trim_start_matches('\u{FEFF}').encode_utf16())
            .flat_map(order)
            .collect()
    };
    match start {
        [0xFF, 0xFE] => wide(u16::to_le_bytes),
        [0xFE, 0xFF] => wide(u16::to_be_bytes),
        _ => text.as_bytes().to_vec(),
    }
}

/// A new part.
pub fn new_part(xml: &str) -> String {
    format!("{HEAD}{xml}")
}

/// The root element of a part.
pub struct Root {
    /// Its prefix with its colon.
    pub prefix: String,
    /// The namespace of that prefix.
    pub namespace: String,
}

/// What the root element of a part is.
pub fn root(text: &str) -> Result<Root, XmlError> {
    let mut events = Events::new(text);
    while let Some(item) = events.next()? {
        let Item::Start(element) = item else { continue };
        let name = element.name();
        let prefix = name.strip_suffix(local(name)).unwrap_or_default().to_string();
        let wanted = match prefix.strip_suffix(':') {
            Some(prefix) => format!("xmlns:{prefix}"),
            None => "xmlns".to_string(),
        };
        let namespace = element.attributes().find(|(n, _)| *n == wanted).map(|(_, v)| v.into_owned());
        return Ok(Root { prefix, namespace: namespace.unwrap_or_default() });
    }
    Err(XmlError::Malformed)
}

/// Puts a text at the end of what the root element holds.
pub fn inside_root(text: &str, addition: &str) -> Result<String, XmlError> {
    let trimmed = text.trim_end();
    let end = trimmed.rfind("</").or_else(|| trimmed.rfind("/>")).ok_or(XmlError::Malformed)?;
    let (before, after) = text.split_at_checked(end).ok_or(XmlError::Malformed)?;
    if after.starts_with("</") && !after.trim_end().ends_with("-->") {
        return Ok(format!("{before}{addition}{after}"));
    }
    // An empty root element.
    let open = before.rfind('<').ok_or(XmlError::Malformed)?;
    let name: String = before.chars().skip(before.get(..=open).map_or(0, |b| b.chars().count())).collect();
    let name = name.split_whitespace().next().unwrap_or_default();
    Ok(format!("{before}>{addition}</{name}>"))
}

/// A start tag with an attribute set.
pub fn with_attribute(tag: &str, name: &str, value: &str) -> String {
    let wanted = format!("{name}=");
    let mut from = 0;
    while let Some(found) = tag.get(from..).and_then(|rest| rest.find(&wanted)) {
        let at = from + found;
        from = at + wanted.len();
        let (Some(before), Some(rest)) = (tag.get(..at), tag.get(from..)) else { break };
        let quote = rest.chars().next().filter(|q| matches!(q, '"' | '\''));
        if let Some(quote) = quote
            && before.ends_with(char::is_whitespace)
            && let Some(close) = rest.get(1..).and_then(|r| r.find(quote))
        {
            let after = rest.get(close + 2..).unwrap_or_default();
            return format!("{before}{name}=\"{value}\"{after}");
        }
    }
    let end = if tag.ends_with("/>") { tag.len() - 2 } else { tag.len().saturating_sub(1) };
    let (before, after) = tag.split_at_checked(end).unwrap_or((tag, ""));
    format!("{} {name}=\"{value}\"{after}", before.trim_end())
}

/// A text with pieces put in and replaced: each edit is a range of bytes and what comes there. Edits do not overlap.
pub fn edited(text: &str, mut edits: Vec<(std::ops::Range<usize>, String)>) -> Result<String, XmlError> {
    order::by_key(&mut edits, |(range, _)| (range.start, range.end));
    let mut out = String::with_capacity(text.len() + edits.iter().map(|(_, t)| t.len()).sum::<usize>());
    let mut at = 0;
    for (range, addition) in edits {
        out.push_str(text.get(at..range.start).ok_or(XmlError::Malformed)?);
        out.push_str(&addition);
        at = range.end;
    }
    out.push_str(text.get(at..).ok_or(XmlError::Malformed)?);
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_set_or_added() {
        assert_eq!(with_attribute("<c r=\"B2\" s=\"4\" t=\"s\">", "s", "9"), "<c r=\"B2\" s=\"9\" t=\"s\">");
        assert_eq!(with_attribute("<c r='B2'/>", "s", "9"), "<c r='B2' s=\"9\"/>");
        assert_eq!(
            with_attribute("<xf fills='1' fillId='0' >", "fillId", "2"),
            "<xf fills='1' fillId=\"2\" >"
        );
    }

    #[test]
    fn what_is_added_stands_inside_the_root() {
        assert_eq!(inside_root("<a><b/></a>\n", "<c/>").as_deref(), Ok("<a><b/><c/></a>\n"));
        assert_eq!(inside_root("<r xmlns='n'/>", "<c/>").as_deref(), Ok("<r xmlns='n'><c/></r>"));
    }
}
