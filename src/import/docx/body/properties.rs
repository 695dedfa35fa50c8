//! Properties of paragraphs, runs, rows and cells.

use super::super::super::rows::{DraftRow, Vertical};
use super::super::super::xml::{Events, Visit, XmlError};
use super::{Open, Story, Walker};

impl Walker<'_> {
    pub(super) fn paragraph_properties(&mut self, events: &mut Events<'_>) -> Result<(), XmlError> {
        let mut scratch = Open::default();
        let paragraph = self.paragraphs.last_mut().unwrap_or(&mut scratch);
        let tracked = &mut self.noticed.tracked;
        events.visit(|element| {
            match element.local() {
                "pStyle" => paragraph.style = element.attribute("val").map(std::borrow::Cow::into_owned),
                "numId" => paragraph.numbering.list = element.number("val"),
                "ilvl" => paragraph.numbering.level = element.number("val"),
                "outlineLvl" => paragraph.outline = element.number("val"),
                "del" | "moveFrom" => {
                    *tracked = true;
                    paragraph.mark_deleted = true;
                }
                "ins" | "moveTo" => *tracked = true,
                "pPrChange" | "rPrChange" | "sectPr" | "pBdr" | "tabs" => return Visit::Skip,
                _ => {}
            }
            Visit::Enter
        })
    }

    pub(super) fn run_properties(&mut self, events: &mut Events<'_>) -> Result<(), XmlError> {
        let styles = self.styles;
        let mut vanish = None;
        let mut by_style = false;
        events.visit(|element| {
            match element.local() {
                "vanish" => vanish = Some(element.is_on()),
                "rStyle" => by_style = styles.get(element.attribute("val").as_deref()).vanish,
                "rPrChange" => return Visit::Skip,
                _ => {}
            }
            Visit::Enter
        })?;
        if let Some(state) = self.vanish.last_mut() {
            *state = vanish.unwrap_or(by_style);
        }
        Ok(())
    }

    pub(super) fn row_properties(&mut self, events: &mut Events<'_>) -> Result<(), XmlError> {
        let row = self.tables.last_mut().and_then(|t| t.last_mut());
        let mut scratch = DraftRow::default();
        let row = row.unwrap_or(&mut scratch);
        let mut ignored = false;
        let tracked = &mut self.noticed.tracked;
        let deleted = self.deleted_rows.last_mut().unwrap_or(&mut ignored);
        events.visit(|element| {
            match element.local() {
                "gridBefore" => row.before = element.number("val").unwrap_or(0),
                "del" => {
                    *tracked = true;
                    *deleted = true;
                }
                "ins" => *tracked = true,
                "trPrChange" => return Visit::Skip,
                _ => {}
            }
            Visit::Enter
        })
    }

    pub(super) fn cell_properties(&mut self, name: &str, events: &mut Events<'_>) -> Result<(), XmlError> {
        if events.skip_unless(name, &["gridSpan", "Merge", "cell"])? {
            return Ok(());
        }
        let mut scratch = Story::default();
        let story = self.stories.last_mut().unwrap_or(&mut scratch);
        let tracked = &mut self.noticed.tracked;
        events.visit(|element| {
            match element.local() {
                "gridSpan" => story.span = element.number("val").unwrap_or(1),
                "vMerge" => {
                    let restarts = element.attribute("val").is_some_and(|v| v == "restart");
                    story.vertical = if restarts { Vertical::Own } else { Vertical::Continues };
                }
                "cellIns" | "cellDel" | "cellMerge" => *tracked = true,
                "tcPrChange" | "tcBorders" | "tcMar" => return Visit::Skip,
                _ => {}
            }
            Visit::Enter
        })
    }
}
