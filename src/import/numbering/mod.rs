//! Automatic numbering: the 一、 and （一） that stand in no text. Each format brings its definitions; counting is the same.

mod numerals;

use crate::order::{Map, Set};
pub use numerals::numeral;

/// Levels of a list.
pub const LEVELS: usize = 9;

/// Which list and level a paragraph or a style belongs to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct NumberingReference {
    /// The list; 0 means none.
    pub list: Option<u32>,
    /// The level, from 0.
    pub level: Option<usize>,
}

/// How the numbers of one level look and count.
#[derive(Debug, Clone)]
pub struct Level {
    /// First number.
    pub start: u32,
    /// Name of the format of the number, as `w:numFmt` has it.
    pub format: String,
    /// Text around the numbers: `%1` is that of the first level.
    pub text: String,
    /// Nothing stands between the number and the paragraph.
    pub tight: bool,
    /// All numbers are decimal.
    pub legal: bool,
    /// The level after which this one begins anew; 0 for never.
    pub restart: Option<usize>,
    /// The paragraph style that belongs to this level.
    pub style: Option<String>,
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

/// A list of a document: a definition, and what this list changes of it.
#[derive(Debug, Clone, Default)]
pub struct List {
    /// The definition.
    pub definition: u32,
    /// First numbers of its own.
    pub starts: Map<usize, u32>,
    /// Levels of its own.
    pub levels: Map<usize, Level>,
}

/// The lists of a document and how far each has counted.
#[derive(Debug, Clone, Default)]
pub struct Numbering {
    /// The levels of each definition.
    pub definitions: Map<u32, Vec<Level>>,
    /// The lists.
    pub lists: Map<u32, List>,
    counters: Map<u32, [Option<u32>; LEVELS]>,
    started: Set<(u32, usize)>,
}

impl Numbering {
    /// The level that a list gives to a paragraph style.
    pub fn level_of_style(&self, list: u32, style: &str) -> Option<usize> {
        let definition = self.definitions.get(&self.lists.get(&list)?.definition)?;
        definition.iter().position(|l| l.style.as_deref() == Some(style))
    }

    /// A list begins anew.
    #[cfg(feature = "formats")]
    pub fn restart(&mut self, list_id: u32) {
        if let Some(list) = self.lists.get(&list_id) {
            self.counters.insert(list.definition, Default::default());
        }
    }

    /// The next paragraph of this level has this number.
    #[cfg(feature = "formats")]
    pub fn start_at(&mut self, list_id: u32, level: usize, start: u32) {
        if let Some(list) = self.lists.get(&list_id)
            && let Some(counter) = self.counters.entry(list.definition).or_default().get_mut(level)
        {
            *counter = Some(start.saturating_sub(1));
        }
    }

    /// Counts one paragraph and gives the text of its number with what separates it from the paragraph; `None` for
    /// bullets and unknown lists.
    pub fn next(&mut self, list_id: u32, level: usize) -> Option<String> {
        let list = self.lists.get(&list_id)?;
        let definition = self.definitions.get(&list.definition)?;
        let level = level.min(LEVELS - 1);
        let at = |i: usize| list.levels.get(&i).or_else(|| definition.get(i));
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
