//! Styles of an OpenDocument text: numbers of headings and lists, hidden text.

use super::super::numbering::{LEVELS, Level};
use super::super::xml::{Element, Events, Item, Visit, XmlError};
use std::collections::{HashMap, HashSet};

/// What a paragraph style says.
#[derive(Debug, Clone, Default)]
struct ParagraphStyle {
    parent: Option<String>,
    /// The list that its paragraphs belong to; empty for none.
    list: Option<String>,
    hidden: Option<bool>,
}

/// The styles of a document, those of its content included.
#[derive(Debug, Clone, Default)]
pub struct Styles {
    paragraphs: HashMap<String, ParagraphStyle>,
    hidden: HashSet<String>,
    /// Levels of the headings.
    pub outline: Vec<Level>,
    /// Levels of each list style.
    pub lists: HashMap<String, Vec<Level>>,
}

impl Styles {
    /// Reads the styles of a part up to its text.
    pub fn read(&mut self, xml: &str) -> Result<(), XmlError> {
        let mut events = Events::new(xml);
        while let Some(item) = events.next()? {
            let Item::Start(element) = item else { continue };
            let name = || element.attribute("name").unwrap_or_default().into_owned();
            match element.name() {
                "style:style" => self.read_style(&element, &mut events)?,
                "text:outline-style" => self.outline = read_levels(&mut events)?,
                "text:list-style" => {
                    let name = name();
                    let levels = read_levels(&mut events)?;
                    self.lists.insert(name, levels);
                }
                // The text of the document, or styles of headers and footers.
                "office:body" | "office:master-styles" => return Ok(()),
                _ => {}
            }
        }
        Ok(())
    }

    fn read_style(&mut self, element: &Element<'_>, events: &mut Events<'_>) -> Result<(), XmlError> {
        let text = |name: &str| element.attribute(name).map(std::borrow::Cow::into_owned);
        let name = text("name").unwrap_or_default();
        let family = text("family");
        let mut style =
            ParagraphStyle { parent: text("parent-style-name"), list: text("list-style-name"), hidden: None };
        events.visit(|element| {
            if element.name() == "style:text-properties"
                && let Some(display) = element.attribute("display")
            {
                style.hidden = Some(display == "none");
            }
            Visit::Enter
        })?;
        match family.as_deref() {
            Some("paragraph") => {
                self.paragraphs.insert(name, style);
            }
            Some("text") if style.hidden == Some(true) => {
                self.hidden.insert(name);
            }
            _ => {}
        }
        Ok(())
    }

    fn inherited<T>(&self, name: &str, of: impl Fn(&ParagraphStyle) -> Option<T>) -> Option<T> {
        let mut next = self.paragraphs.get(name);
        // A chain longer than this goes in a circle.
        for _ in 0..32 {
            let style = next?;
            if let Some(value) = of(style) {
                return Some(value);
            }
            next = style.parent.as_ref().and_then(|parent| self.paragraphs.get(parent));
        }
        None
    }

    /// The list that paragraphs of this style belong to: empty for none, `None` if the style does not say.
    pub fn list_of(&self, paragraph: &str) -> Option<String> {
        self.inherited(paragraph, |style| style.list.clone())
    }

    /// Are paragraphs of this style hidden?
    pub fn hides_paragraph(&self, paragraph: &str) -> bool {
        self.inherited(paragraph, |style| style.hidden).unwrap_or(false)
    }

    /// Is text of this character style hidden?
    pub fn hides(&self, text: &str) -> bool {
        self.hidden.contains(text)
    }
}

fn read_levels(events: &mut Events<'_>) -> Result<Vec<Level>, XmlError> {
    let mut levels: Vec<Level> = Vec::new();
    let mut current = None;
    events.visit(|element| {
        match element.name() {
            "text:list-level-style-number"
            | "text:list-level-style-bullet"
            | "text:list-level-style-image"
            | "text:outline-level-style" => {
                let index = element.number("level").unwrap_or(1usize).saturating_sub(1);
                current = Some(index).filter(|&index| index < LEVELS);
                if let Some(index) = current {
                    if levels.len() <= index {
                        levels.resize_with(index + 1, Level::default);
                    }
                    levels[index] = level(element, index + 1);
                }
            }
            "style:list-level-label-alignment" => {
                if let Some(level) = current.and_then(|index| levels.get_mut(index)) {
                    level.tight = element.attribute("label-followed-by").is_some_and(|f| f == "nothing");
                }
            }
            _ => {}
        }
        Visit::Enter
    })?;
    Ok(levels)
}

fn level(element: &Element<'_>, number: usize) -> Level {
    let text = |name: &str| element.attribute(name).unwrap_or_default().into_owned();
    let bullet = matches!(element.name(), "text:list-level-style-bullet" | "text:list-level-style-image");
    let format = text("num-format");
    let pattern = match element.attribute("num-list-format") {
        // `%1%`, where Word has `%1`.
        Some(pattern) => (1..=LEVELS).fold(pattern.into_owned(), |pattern, level| {
            pattern.replace(&format!("%{level}%"), &format!("%{level}"))
        }),
        None if format.is_empty() => String::new(),
        None => {
            let shown = element.number("display-levels").unwrap_or(1usize).clamp(1, number);
            let numbers: Vec<String> =
                (number + 1 - shown..=number).map(|level| format!("%{level}")).collect();
            format!("{}{}{}", text("num-prefix"), numbers.join("."), text("num-suffix"))
        }
    };
    Level {
        start: element.number("start-value").unwrap_or(1),
        format: if bullet { "bullet" } else { format_name(&format) }.to_string(),
        text: pattern,
        ..Level::default()
    }
}

/// The names that Word gives to the formats. OpenDocument shows the first numbers of a format instead of a name.
fn format_name(example: &str) -> &'static str {
    match example.chars().next() {
        None => "none",
        Some('I') => "upperRoman",
        Some('i') => "lowerRoman",
        Some('A') => "upperLetter",
        Some('a') => "lowerLetter",
        Some('一') => "chineseCountingThousand",
        Some('〇') => "ideographDigital",
        Some('壹' | '壱') => "chineseLegalSimplified",
        Some('①') => "decimalEnclosedCircle",
        Some('甲') => "ideographTraditional",
        Some('子') => "ideographZodiac",
        Some('１') => "decimalFullWidth",
        Some(_) => "decimal",
    }
}
