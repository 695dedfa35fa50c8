//! What is done where an element ends: its text becomes a paragraph, a cell, a table, a note.

use super::super::super::rows::{self, DraftCell};
use super::super::styles::heading_of_outline;
use super::{Kind, Story, Walker};
use crate::document::{Block, Paragraph};

impl Walker<'_> {
    pub(super) fn end(&mut self) {
        match self.elements.pop() {
            Some(Kind::Paragraph) => self.end_paragraph(),
            Some(Kind::Run) => {
                self.vanish.pop();
            }
            Some(Kind::Field) => {
                self.fields.pop();
            }
            Some(Kind::Alternative) => {
                self.alternatives.pop();
            }
            Some(Kind::Cell) => {
                let story = self.end_story();
                if let Some(row) = self.tables.last_mut().and_then(|t| t.last_mut()) {
                    row.cells.push(DraftCell {
                        span: story.span,
                        vertical: story.vertical,
                        blocks: story.blocks,
                        hidden: false,
                    });
                }
            }
            Some(Kind::Row) => {
                if self.deleted_rows.pop() == Some(true)
                    && let Some(table) = self.tables.last_mut()
                {
                    table.pop();
                }
            }
            Some(Kind::Table) => {
                let rows = self.tables.pop().unwrap_or_default();
                match rows::build(rows) {
                    Some(mut blocks) => {
                        if let Some(story) = self.stories.last_mut() {
                            story.blocks.append(&mut blocks);
                        }
                    }
                    None => self.noticed.oversized = true,
                }
            }
            Some(Kind::TextBox) => {
                let mut story = self.end_story();
                match (self.paragraphs.last_mut(), self.stories.last_mut()) {
                    (Some(paragraph), _) => paragraph.after.append(&mut story.blocks),
                    (None, Some(around)) => around.blocks.append(&mut story.blocks),
                    (None, None) => {}
                }
            }
            Some(Kind::Note) => {
                let story = self.end_story();
                self.notes.insert(story.id, story.blocks);
            }
            Some(Kind::Plain | Kind::Text) | None => {}
        }
    }

    /// Takes the innermost story; the part's own stays.
    fn end_story(&mut self) -> Story {
        let mut story = if self.stories.len() > 1 { self.stories.pop() } else { None }.unwrap_or_default();
        if let Some(text) = story.carried.take() {
            emit(&mut story, text, None, true);
        }
        story
    }

    fn end_paragraph(&mut self) {
        let Some(mut open) = self.paragraphs.pop() else { return };
        self.fields.truncate(open.fields);
        let in_cell = matches!(
            self.elements.iter().rev().find(|k| matches!(k, Kind::Cell | Kind::TextBox | Kind::Note)),
            Some(Kind::Cell)
        );
        let Some(story) = self.stories.last_mut() else { return };
        let style = self.styles.get(open.style.as_deref());
        let text = match story.carried.take() {
            Some(mut before) => {
                before.push_str(&open.text);
                before
            }
            None => open.text,
        };
        if open.mark_deleted {
            story.carried = Some(text);
            story.blocks.append(&mut open.after);
            return;
        }
        let vanished = open.had_deletion && text.trim().is_empty();
        let list = open.numbering.list.or(style.numbering.list).filter(|&list| list > 0 && !vanished);
        let number = list.and_then(|list| {
            let level = open.numbering.level.or(style.numbering.level).or_else(|| {
                open.style.as_deref().and_then(|style| self.numbering.level_of_style(list, style))
            });
            self.numbering.next(list, level.unwrap_or(0))
        });
        if in_cell || !(style.contents || text.trim().is_empty()) {
            let heading = match open.outline {
                Some(level) => heading_of_outline(level),
                None => style.heading,
            };
            emit(story, number.unwrap_or_default() + &text, heading, in_cell);
        }
        story.blocks.append(&mut open.after);
    }
}

/// A heading longer than this is running text in a heading's clothes.
const HEADING: usize = 100;

/// Adds a paragraph. Outside cells a line break ends a paragraph, as it does for the eye.
pub(super) fn emit(story: &mut Story, text: String, heading: Option<u8>, in_cell: bool) {
    let mut add = |text: String| {
        let heading = heading.filter(|_| !in_cell && text.chars().count() <= HEADING);
        story.blocks.push(Block::Paragraph(Paragraph { text, heading, ..Paragraph::default() }));
    };
    if in_cell || !text.contains('\n') {
        add(text);
    } else {
        text.split('\n').filter(|line| !line.trim().is_empty()).map(str::to_string).for_each(add);
    }
}
