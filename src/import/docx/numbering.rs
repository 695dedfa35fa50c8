//! Automatic numbering as `numbering.xml` has it.

use super::super::numbering::{LEVELS, Level, List, Numbering};
use super::super::xml::{Element, Events, Item, XmlError};
use crate::order::Map;

#[derive(Debug, Clone, Default)]
struct Abstract {
    levels: Vec<Level>,
    style_link: Option<String>,
    numbering_style: Option<String>,
}

/// Reads `numbering.xml`.
pub fn read(xml: &str) -> Result<Numbering, XmlError> {
    let mut numbering = Numbering::default();
    let mut definitions: Map<u32, Abstract> = Map::new();
    let mut events = Events::new(xml);
    while let Some(item) = events.next()? {
        let Item::Start(element) = item else { continue };
        match element.local() {
            "abstractNum" => {
                let id = element.number("abstractNumId").unwrap_or_default();
                let definition = read_abstract(&mut events)?;
                definitions.insert(id, definition);
            }
            "num" => {
                let id = element.number("numId").unwrap_or_default();
                let list = read_list(&mut events)?;
                numbering.lists.insert(id, list);
            }
            _ => {}
        }
    }
    link_styles(&mut definitions);
    numbering.definitions = definitions.into_iter().map(|(id, definition)| (id, definition.levels)).collect();
    Ok(numbering)
}

/// A definition may stand under a numbering style that another definition carries.
fn link_styles(definitions: &mut Map<u32, Abstract>) {
    let by_style: Map<String, Vec<Level>> = definitions
        .values()
        .filter_map(|d| d.numbering_style.clone().map(|s| (s, d.levels.clone())))
        .collect();
    for definition in definitions.values_mut() {
        if definition.levels.is_empty()
            && let Some(levels) = definition.style_link.as_ref().and_then(|s| by_style.get(s))
        {
            definition.levels = levels.clone();
        }
    }
}

fn read_abstract(events: &mut Events<'_>) -> Result<Abstract, XmlError> {
    let mut definition = Abstract::default();
    let mut depth = 1;
    while depth > 0 {
        match events.next()? {
            Some(Item::Start(element)) => {
                depth += 1;
                match element.local() {
                    "lvl" => {
                        let index = element.number("ilvl").unwrap_or(0usize).min(LEVELS - 1);
                        let level = read_level(events)?;
                        depth -= 1;
                        if definition.levels.len() <= index {
                            definition.levels.resize_with(index + 1, Level::default);
                        }
                        definition.levels[index] = level;
                    }
                    "numStyleLink" => definition.style_link = value(&element),
                    "styleLink" => definition.numbering_style = value(&element),
                    _ => {}
                }
            }
            Some(Item::End) => depth -= 1,
            Some(Item::Text(_)) => {}
            None => break,
        }
    }
    Ok(definition)
}

fn read_list(events: &mut Events<'_>) -> Result<List, XmlError> {
    let mut list = List::default();
    let mut index = 0;
    let mut depth = 1;
    while depth > 0 {
        match events.next()? {
            Some(Item::Start(element)) => {
                depth += 1;
                match element.local() {
                    "abstractNumId" => list.definition = element.number("val").unwrap_or_default(),
                    "lvlOverride" => index = element.number("ilvl").unwrap_or(0usize).min(LEVELS - 1),
                    "startOverride" => {
                        list.starts.insert(index, element.number("val").unwrap_or(1));
                    }
                    "lvl" => {
                        let level = read_level(events)?;
                        depth -= 1;
                        list.levels.insert(index, level);
                    }
                    _ => {}
                }
            }
            Some(Item::End) => depth -= 1,
            Some(Item::Text(_)) => {}
            None => break,
        }
    }
    Ok(list)
}

fn read_level(events: &mut Events<'_>) -> Result<Level, XmlError> {
    let mut level = Level::default();
    events.visit(|element| {
        match element.local() {
            "start" => level.start = element.number("val").unwrap_or(1),
            // Word writes newer formats as an alternative; the first one named is the one meant.
            "numFmt" => level.format = value(element).unwrap_or_default(),
            "lvlText" => level.text = value(element).unwrap_or_default(),
            "suff" => level.tight = value(element).is_some_and(|v| v == "nothing"),
            "isLgl" => level.legal = element.is_on(),
            "lvlRestart" => level.restart = element.number("val"),
            "pStyle" => level.style = value(element),
            "Fallback" => return super::super::xml::Visit::Skip,
            _ => {}
        }
        super::super::xml::Visit::Enter
    })?;
    Ok(level)
}

fn value(element: &Element<'_>) -> Option<String> {
    element.attribute("val").map(std::borrow::Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    const XML: &str = r#"<w:numbering><w:abstractNum w:abstractNumId="0">
        <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl>
        <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
        <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%3."/></w:lvl></w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
        <w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
        </w:numbering>"#;

    #[test]
    fn counts_as_word_does() -> Result<(), XmlError> {
        let mut numbering = read(XML)?;
        let mut seen = Vec::new();
        for (list, level) in [(1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (2, 0), (2, 0), (1, 0)] {
            seen.push(numbering.next(list, level).unwrap_or_default());
        }
        assert_eq!(seen, ["一、", "（一）", "（二）", "1.1. ", "二、", "（一）", "五、", "六、", "七、"]);
        assert_eq!(numbering.next(9, 0), None);
        Ok(())
    }
}
