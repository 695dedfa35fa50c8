//! Numbers of headings and lists. The elements say which list an item is in, the styles say how its number looks.

use super::super::numbering::{List, Numbering};
use super::super::opendocument::repeated;
use super::super::xml::Element;
use super::styles::Styles;
use std::collections::HashMap;

/// The list of the headings.
const OUTLINE: u32 = 1;

/// A list that is open.
#[derive(Debug, Clone, Copy)]
struct Open {
    /// Its number; `None` if its style is not known.
    list: Option<u32>,
    /// The item that is open has no number yet.
    awaits: bool,
}

/// All lists of a document and those that are open.
#[derive(Debug, Default)]
pub struct Lists {
    numbering: Numbering,
    by_style: HashMap<String, u32>,
    open: Vec<Open>,
}

impl Lists {
    /// The lists that the styles define.
    pub fn new(styles: &Styles) -> Self {
        let mut lists = Self::default();
        lists.numbering.definitions.insert(OUTLINE, styles.outline.clone());
        lists.numbering.lists.insert(OUTLINE, List { definition: OUTLINE, ..List::default() });
        for (id, (name, levels)) in (OUTLINE + 1..).zip(&styles.lists) {
            lists.numbering.definitions.insert(id, levels.clone());
            lists.numbering.lists.insert(id, List { definition: id, ..List::default() });
            lists.by_style.insert(name.clone(), id);
        }
        lists
    }

    /// A list begins.
    pub fn begin(&mut self, element: &Element<'_>) {
        let named =
            element.attribute("style-name").and_then(|name| self.by_style.get(name.as_ref()).copied());
        let list = named.or_else(|| self.open.last().and_then(|around| around.list));
        let continues = element.attribute("continue-numbering").is_some_and(|v| v == "true")
            || element.attribute("continue-list").is_some();
        if let Some(list) = list
            && self.open.is_empty()
            && !continues
        {
            self.numbering.restart(list);
        }
        self.open.push(Open { list, awaits: false });
    }

    /// The innermost list ends.
    pub fn end(&mut self) {
        self.open.pop();
    }

    /// An item of the innermost list begins. A header of a list has no number.
    pub fn item(&mut self, element: &Element<'_>) {
        let level = self.open.len().saturating_sub(1);
        let Some(open) = self.open.last_mut() else { return };
        open.awaits = element.name() == "text:list-item";
        if let (Some(list), Some(start)) = (open.list, element.number("start-value")) {
            self.numbering.start_at(list, level, start);
        }
    }

    /// The number before a paragraph or a heading.
    pub fn number(&mut self, element: &Element<'_>, styles: &Styles) -> Option<String> {
        let style = element.attribute("style-name").unwrap_or_default();
        if let Some(level) = self.open.len().checked_sub(1) {
            let open = self.open.last_mut()?;
            if !std::mem::take(&mut open.awaits) {
                return None;
            }
            let list = match open.list {
                Some(list) => list,
                None => *self.by_style.get(&styles.list_of(&style)?)?,
            };
            return self.numbering.next(list, level);
        }
        if element.name() != "text:h"
            || element.attribute("is-list-header").is_some_and(|v| v == "true")
            || styles.list_of(&style).is_some_and(|list| list.is_empty())
        {
            return None;
        }
        let level = repeated(element, "outline-level") as usize - 1;
        if let Some(start) = element.number("start-value") {
            self.numbering.start_at(OUTLINE, level, start);
        }
        self.numbering.next(OUTLINE, level)
    }
}
