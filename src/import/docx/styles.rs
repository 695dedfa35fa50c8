//! Paragraph and character styles: outline level, numbering and hidden text, inherited through `basedOn`.

use super::super::numbering::NumberingReference;
use super::super::xml::{Events, Item, Visit, XmlError};
use crate::order::Map;

#[derive(Debug, Clone, Default)]
struct Style {
    based_on: Option<String>,
    name: String,
    outline: Option<u8>,
    numbering: NumberingReference,
    vanish: Option<bool>,
}

/// What a style says, all inheritance done.
#[derive(Debug, Clone, Default)]
pub struct Resolved {
    /// Heading level from 1.
    pub heading: Option<u8>,
    /// Automatic numbering.
    pub numbering: NumberingReference,
    /// Hidden text.
    pub vanish: bool,
    /// An entry of a table of contents.
    pub contents: bool,
}

/// All styles of a document.
#[derive(Debug, Clone, Default)]
pub struct Styles {
    resolved: Map<String, Resolved>,
    default: Resolved,
}

impl Styles {
    /// The style of this id, or the default.
    pub fn get(&self, id: Option<&str>) -> &Resolved {
        id.and_then(|id| self.resolved.get(id)).unwrap_or(&self.default)
    }

    /// Reads `styles.xml`.
    pub fn read(xml: &str) -> Result<Self, XmlError> {
        let mut styles: Map<String, Style> = Map::new();
        let mut default = None;
        let mut events = Events::new(xml);
        while let Some(item) = events.next()? {
            let Item::Start(element) = item else { continue };
            match element.local() {
                "style" => {
                    let id = element.attribute("styleId").unwrap_or_default().into_owned();
                    let is_paragraph = element.attribute("type").is_none_or(|t| t == "paragraph");
                    let is_default = element
                        .attribute("default")
                        .is_some_and(|v| matches!(v.as_ref(), "1" | "true" | "on"));
                    if is_paragraph && is_default {
                        default = Some(id.clone());
                    }
                    styles.insert(id, read_style(&mut events)?);
                }
                "latentStyles" | "docDefaults" => events.skip()?,
                _ => {}
            }
        }
        let resolved: Map<String, Resolved> =
            styles.keys().map(|id| (id.clone(), resolve(&styles, id))).collect();
        let default = default.and_then(|id| resolved.get(&id).cloned()).unwrap_or_default();
        Ok(Self { resolved, default })
    }
}

fn read_style(events: &mut Events<'_>) -> Result<Style, XmlError> {
    let mut style = Style::default();
    events.visit(|element| {
        let value = || element.attribute("val").map(std::borrow::Cow::into_owned);
        match element.local() {
            "name" => style.name = value().unwrap_or_default().to_ascii_lowercase(),
            "basedOn" => style.based_on = value(),
            "outlineLvl" => style.outline = element.number("val"),
            "numId" => style.numbering.list = element.number("val"),
            "ilvl" => style.numbering.level = element.number("val"),
            "vanish" => style.vanish = Some(element.is_on()),
            // What a table style says of its rows is not the style's own.
            "tblStylePr" | "pPrChange" | "rPrChange" => return Visit::Skip,
            _ => {}
        }
        Visit::Enter
    })?;
    Ok(style)
}

fn resolve(styles: &Map<String, Style>, id: &str) -> Resolved {
    let mut resolved = Resolved::default();
    let mut outline = None;
    let mut named = None;
    let mut vanish = None;
    let mut next = Some(id);
    // A chain longer than this goes in a circle.
    for _ in 0..32 {
        let Some(style) = next.and_then(|id| styles.get(id)) else { break };
        outline = outline.or(style.outline);
        named = named.or_else(|| heading_by_name(&style.name));
        resolved.numbering.list = resolved.numbering.list.or(style.numbering.list);
        resolved.numbering.level = resolved.numbering.level.or(style.numbering.level);
        vanish = vanish.or(style.vanish);
        resolved.contents |= is_contents(&style.name);
        next = style.based_on.as_deref();
    }
    resolved.heading = match outline {
        Some(level) => heading_of_outline(level),
        None => named,
    };
    resolved.vanish = vanish.unwrap_or(false);
    resolved
}

/// Outline levels count from 0; 9 is running text.
pub fn heading_of_outline(level: u8) -> Option<u8> {
    (level < 9).then_some(level + 1)
}

/// `heading 1`, `标题 1`: what the built-in headings are called.
fn heading_by_name(name: &str) -> Option<u8> {
    let number = name.strip_prefix("heading").or_else(|| name.strip_prefix("标题"))?;
    number.trim().parse().ok().filter(|n| (1..=9).contains(n))
}

/// `toc 1`, `目录 1`.
fn is_contents(name: &str) -> bool {
    ["toc ", "目录 ", "wpsoffice手动目录 "]
        .iter()
        .any(|prefix| name.strip_prefix(prefix).is_some_and(|n| n.trim().parse::<u8>().is_ok()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_inherits_outline_and_numbering() -> Result<(), XmlError> {
        let styles = Styles::read(
            r#"<w:styles><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
            <w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>
              <w:pPr><w:numPr><w:numId w:val="5"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
            <w:style w:type="paragraph" w:styleId="x"><w:name w:val="局标题"/><w:basedOn w:val="1"/></w:style>
            <w:style w:type="paragraph" w:styleId="b"><w:name w:val="标题 2"/></w:style>
            <w:style w:type="paragraph" w:styleId="t"><w:name w:val="toc 1"/></w:style>
            <w:style w:type="paragraph" w:styleId="loop"><w:name w:val="q"/><w:basedOn w:val="loop"/></w:style></w:styles>"#,
        )?;
        assert_eq!(styles.get(Some("x")).heading, Some(1));
        assert_eq!(styles.get(Some("x")).numbering.list, Some(5));
        assert_eq!(styles.get(Some("b")).heading, Some(2));
        assert!(styles.get(Some("t")).contents);
        assert_eq!(styles.get(Some("loop")).heading, None);
        assert_eq!(styles.get(None).heading, None);
        Ok(())
    }
}
