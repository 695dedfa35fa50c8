//! Automatic numbering (`numbering.xml`): the 一、 and （一） that stand in no text.

use super::super::xml::{Element, Events, Item, XmlError};
use super::numerals::numeral;
use std::collections::{HashMap, HashSet};

/// Levels of a list.
const LEVELS: usize = 9;

/// Which list and level a paragraph or a style belongs to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct NumberingReference {
    /// `w:numId`; 0 means none.
    pub list: Option<u32>,
    /// `w:ilvl`.
    pub level: Option<usize>,
}

#[derive(Debug, Clone)]
struct Level {
    start: u32,
    format: String,
    text: String,
    tight: bool,
    legal: bool,
    restart: Option<usize>,
    style: Option<String>,
}

impl Default for Level {
    fn default() -> Self {
        Self {
            start: 1,
            format: "decimal".into(),
            text: String::new(),
            tight: false,
            legal: false,
            restart: None,
            style: None,
        }
    }
}

#[derive(Debug, Clone, Default)]
struct Abstract {
    levels: Vec<Level>,
    style_link: Option<String>,
    numbering_style: Option<String>,
}

#[derive(Debug, Clone, Default)]
struct List {
    definition: u32,
    starts: HashMap<usize, u32>,
    levels: HashMap<usize, Level>,
}

/// The lists of a document and how far each has counted.
#[derive(Debug, Clone, Default)]
pub struct Numbering {
    definitions: HashMap<u32, Abstract>,
    lists: HashMap<u32, List>,
    counters: HashMap<u32, [Option<u32>; LEVELS]>,
    started: HashSet<(u32, usize)>,
}

impl Numbering {
    /// Reads `numbering.xml`.
    pub fn read(xml: &str) -> Result<Self, XmlError> {
        let mut numbering = Numbering::default();
        let mut events = Events::new(xml);
        while let Some(item) = events.next()? {
            let Item::Start(element) = item else { continue };
            match element.local() {
                "abstractNum" => {
                    let id = element.number("abstractNumId").unwrap_or_default();
                    let definition = read_abstract(&mut events)?;
                    numbering.definitions.insert(id, definition);
                }
                "num" => {
                    let id = element.number("numId").unwrap_or_default();
                    let list = read_list(&mut events)?;
                    numbering.lists.insert(id, list);
                }
                _ => {}
            }
        }
        numbering.link_styles();
        Ok(numbering)
    }

    /// A definition may stand under a numbering style that another definition carries.
    fn link_styles(&mut self) {
        let by_style: HashMap<String, Vec<Level>> = self
            .definitions
            .values()
            .filter_map(|d| d.numbering_style.clone().map(|s| (s, d.levels.clone())))
            .collect();
        for definition in self.definitions.values_mut() {
            if definition.levels.is_empty()
                && let Some(levels) = definition.style_link.as_ref().and_then(|s| by_style.get(s))
            {
                definition.levels = levels.clone();
            }
        }
    }

    /// The level that a list gives to a paragraph style.
    pub fn level_of_style(&self, list: u32, style: &str) -> Option<usize> {
        let definition = self.definitions.get(&self.lists.get(&list)?.definition)?;
        definition.levels.iter().position(|l| l.style.as_deref() == Some(style))
    }

    /// Counts one paragraph and gives the text of its number with what separates it from the paragraph; `None` for
    /// bullets and unknown lists.
    pub fn next(&mut self, list_id: u32, level: usize) -> Option<String> {
        let list = self.lists.get(&list_id)?;
        let definition = self.definitions.get(&list.definition)?;
        let level = level.min(LEVELS - 1);
        let at = |i: usize| list.levels.get(&i).or_else(|| definition.levels.get(i));
        let own = at(level)?;
        let counters = self.counters.entry(list.definition).or_default();
        let start = list.starts.get(&level).copied();
        let first = self.started.insert((list_id, level));
        counters[level] = Some(match (start, counters[level]) {
            (Some(start), _) if first => start,
            (_, None) => own.start,
            (_, Some(n)) => n.saturating_add(1),
        });
        for (deeper, counter) in counters.iter_mut().enumerate().skip(level + 1) {
            // 0 never restarts; n restarts after level n only.
            match at(deeper).and_then(|l| l.restart) {
                Some(0) => {}
                Some(after) if level >= after => {}
                _ => *counter = None,
            }
        }
        if own.format == "bullet" {
            return None;
        }
        let mut out = String::new();
        let mut chars = own.text.chars();
        while let Some(c) = chars.next() {
            let digit = (c == '%').then(|| chars.clone().next().and_then(|d| d.to_digit(10))).flatten();
            let Some(number) = digit.filter(|d| (1..=LEVELS as u32).contains(d)) else {
                out.push(c);
                continue;
            };
            chars.next();
            let index = number as usize - 1;
            let Some(shown) = at(index) else { continue };
            let n = *counters[index].get_or_insert(shown.start);
            let format = if own.legal && shown.format != "none" { "decimal" } else { &shown.format };
            out.extend(numeral(n, format));
        }
        if out.trim().is_empty() {
            return None;
        }
        if !own.tight && out.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '.') {
            // Keeps the number apart from digits that follow it: 1. 5万元 is not 1.5万元.
            out.push(' ');
        }
        Some(out)
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
        let mut numbering = Numbering::read(XML)?;
        let mut seen = Vec::new();
        for (list, level) in [(1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (2, 0), (2, 0), (1, 0)] {
            seen.push(numbering.next(list, level).unwrap_or_default());
        }
        assert_eq!(seen, ["一、", "（一）", "（二）", "1.1. ", "二、", "（一）", "五、", "六、", "七、"]);
        assert_eq!(numbering.next(9, 0), None);
        Ok(())
    }
}
