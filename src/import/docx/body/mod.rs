//! The running text of a Word document: one pass over the events of a part.

mod close;
mod inline;
mod properties;

use super::super::numbering::{Numbering, NumberingReference};
use super::super::rows::{DraftRow, Vertical};
use super::super::xml::{Element, Events, Item, XmlError};
use super::styles::Styles;
use super::trace::Trace;
use crate::document::Block;
use crate::order::Map;
use close::emit;
use inline::Field;

/// What the reader of the report must know beside the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Noticed {
    /// Insertions or deletions not yet accepted.
    pub tracked: bool,
    /// Hidden text that was left out.
    pub hidden: bool,
    /// Pictures large enough to hold a table.
    pub pictures: usize,
    /// Embedded documents and sheets that were not read.
    pub embedded: usize,
    /// A table larger than any real one.
    pub oversized: bool,
}

/// A footnote or an endnote that the text refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteReference {
    /// An endnote, not a footnote.
    pub end: bool,
    /// Its id.
    pub id: String,
}

/// Reads parts of one document; numbering goes on from part to part.
pub struct Walker<'s> {
    styles: &'s Styles,
    numbering: Numbering,
    /// Prefix of the main namespace with its colon.
    prefix: String,
    elements: Vec<Kind>,
    stories: Vec<Story>,
    paragraphs: Vec<Open>,
    tables: Vec<Vec<DraftRow>>,
    /// For each open row whether it is deleted.
    deleted_rows: Vec<bool>,
    large: bool,
    fields: Vec<Field>,
    vanish: Vec<bool>,
    alternatives: Vec<bool>,
    /// Notes referred to, in order.
    pub references: Vec<NoteReference>,
    /// Notes read, by id.
    pub notes: Map<String, Vec<Block>>,
    /// What else there is to tell.
    pub noticed: Noticed,
    /// Where in the XML the text comes from, if someone asked.
    pub trace: Option<Trace>,
}

/// What an element that is open stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Plain,
    Paragraph,
    Run,
    Text,
    Table,
    Row,
    Cell,
    TextBox,
    Alternative,
    Field,
    Note,
}

/// Blocks that belong together: the body, a cell, a text box, a note.
#[derive(Debug, Default)]
struct Story {
    blocks: Vec<Block>,
    /// Text of a paragraph whose mark is deleted: it runs on into the next.
    carried: Option<String>,
    span: usize,
    vertical: Vertical,
    id: String,
}

/// A paragraph being read.
#[derive(Debug, Default)]
struct Open {
    text: String,
    style: Option<String>,
    numbering: NumberingReference,
    outline: Option<u8>,
    mark_deleted: bool,
    had_deletion: bool,
    /// Text boxes anchored in it.
    after: Vec<Block>,
    fields: usize,
}

impl<'s> Walker<'s> {
    /// A walker over parts with these styles and lists.
    pub fn new(styles: &'s Styles, numbering: Numbering) -> Self {
        Self {
            styles,
            numbering,
            prefix: "w:".into(),
            elements: Vec::new(),
            stories: Vec::new(),
            paragraphs: Vec::new(),
            tables: Vec::new(),
            deleted_rows: Vec::new(),
            large: false,
            fields: Vec::new(),
            vanish: Vec::new(),
            alternatives: Vec::new(),
            references: Vec::new(),
            notes: Map::new(),
            noticed: Noticed::default(),
            trace: None,
        }
    }

    /// Prefix of the main namespace with its colon.
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// Reads a part and gives its blocks.
    pub fn read(&mut self, xml: &str) -> Result<Vec<Block>, XmlError> {
        self.elements.clear();
        self.paragraphs.clear();
        self.tables.clear();
        self.fields.clear();
        self.stories = vec![Story::default()];
        let mut events = Events::new(xml);
        let mut first = true;
        while let Some(item) = events.next()? {
            match item {
                Item::Start(element) => {
                    if std::mem::take(&mut first) {
                        self.learn_prefix(&element);
                    }
                    self.start(&element, &mut events)?;
                }
                Item::Text(text) => {
                    if self.elements.last() == Some(&Kind::Text) {
                        let in_run = self.elements.iter().rev().nth(1) == Some(&Kind::Run);
                        if let Some(trace) = &mut self.trace {
                            trace.text(events.began()..events.position(), text.len(), in_run);
                        }
                        self.push(&text);
                    }
                }
                Item::End => {
                    if let (Some(trace), Some(kind)) = (&mut self.trace, self.elements.last()) {
                        match kind {
                            Kind::Run => trace.end_run(events.position()),
                            Kind::Paragraph => trace.end_paragraph(events.began()),
                            Kind::Note => trace.note = None,
                            _ => {}
                        }
                    }
                    self.end();
                }
            }
        }
        let mut story = self.stories.drain(..).next().unwrap_or_default();
        if let Some(text) = story.carried.take() {
            emit(&mut story, text, None, false);
        }
        Ok(story.blocks)
    }

    /// Most programs bind the main namespace to `w`; some do not.
    fn learn_prefix(&mut self, root: &Element<'_>) {
        let is_main = |uri: &str| {
            uri.ends_with("/wordprocessingml/main") || uri.ends_with("/wordprocessingml/2006/main")
        };
        let bound = root.attributes().find(|(_, uri)| is_main(uri)).map(|(name, _)| {
            name.strip_prefix("xmlns:").map_or_else(String::new, |prefix| format!("{prefix}:"))
        });
        if let Some(prefix) = bound {
            self.prefix = prefix;
        }
    }

    fn start(&mut self, element: &Element<'_>, events: &mut Events<'_>) -> Result<(), XmlError> {
        let name = element.name();
        let Some(word) = name.strip_prefix(self.prefix.as_str()) else {
            return self.start_foreign(element, events);
        };
        let kind = match word {
            "t" => {
                if let Some(trace) = &mut self.trace {
                    trace.tag = Some(events.began()..events.position());
                }
                Kind::Text
            }
            "r" => {
                self.vanish.push(false);
                if let Some(trace) = &mut self.trace {
                    trace.begin_run(events.began()..events.position());
                }
                Kind::Run
            }
            "p" => {
                if let Some(trace) = &mut self.trace {
                    trace.begin_paragraph(events.position());
                }
                self.paragraphs.push(Open { fields: self.fields.len(), ..Open::default() });
                Kind::Paragraph
            }
            "tbl" => {
                self.tables.push(Vec::new());
                Kind::Table
            }
            "tr" if self.elements.contains(&Kind::Table) => {
                if let Some(table) = self.tables.last_mut() {
                    table.push(DraftRow::default());
                }
                self.deleted_rows.push(false);
                Kind::Row
            }
            "tc" if self.elements.contains(&Kind::Row) => {
                self.stories.push(Story { span: 1, ..Story::default() });
                Kind::Cell
            }
            "txbxContent" => {
                self.stories.push(Story::default());
                Kind::TextBox
            }
            "footnote" | "endnote" => {
                let id = element.attribute("id").unwrap_or_default().into_owned();
                // Separators have a type; notes have none.
                if element.attribute("type").is_some_and(|t| t != "normal") {
                    return events.skip();
                }
                if let Some(trace) = &mut self.trace {
                    trace.note = Some(NoteReference { end: word == "endnote", id: id.clone() });
                }
                self.stories.push(Story { id, ..Story::default() });
                Kind::Note
            }
            "fldSimple" => {
                let instruction = element.attribute("instr").unwrap_or_default().into_owned();
                let mut field = Field { instruction, ..Field::default() };
                field.begin_result();
                self.fields.push(field);
                Kind::Field
            }
            "pPr" => {
                self.paragraph_properties(events)?;
                if let Some(trace) = &mut self.trace {
                    trace.paragraph_properties(events.position());
                }
                return Ok(());
            }
            "rPr" => {
                let began = events.began();
                self.run_properties(events)?;
                if let (Some(trace), Some(Kind::Run)) = (&mut self.trace, self.elements.last()) {
                    trace.run_properties(began..events.position());
                }
                return Ok(());
            }
            "trPr" => return self.row_properties(events),
            "tcPr" => return self.cell_properties(name, events),
            "instrText" => {
                let text = events.text()?;
                if let Some(field) = self.fields.last_mut().filter(|f| !f.result) {
                    field.instruction.push_str(&text);
                }
                return Ok(());
            }
            "del" | "moveFrom" => {
                self.noticed.tracked = true;
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.had_deletion = true;
                }
                return events.skip();
            }
            "ins" | "moveTo" => {
                self.noticed.tracked = true;
                Kind::Plain
            }
            "tblPr" | "tblGrid" | "sectPr" | "sdtPr" | "sdtEndPr" | "delText" | "delInstrText" | "rt"
            | "tblPrEx" => return events.skip(),
            "altChunk" => {
                self.noticed.embedded += 1;
                Kind::Plain
            }
            _ => {
                if let Some(trace) = &mut self.trace {
                    trace.tag = None;
                    let in_run = self.elements.last() == Some(&Kind::Run);
                    trace.text(events.began()..events.position(), usize::MAX, in_run);
                    if matches!(word, "footnoteReference" | "endnoteReference") {
                        trace.refer();
                    }
                }
                self.inline(word, element);
                Kind::Plain
            }
        };
        self.elements.push(kind);
        Ok(())
    }

    fn push(&mut self, text: &str) {
        if self.fields.iter().any(|f| !f.result || f.dropped) {
            return;
        }
        if self.vanish.last() == Some(&true) {
            self.noticed.hidden |= !text.trim().is_empty();
            return;
        }
        if let Some(paragraph) = self.paragraphs.last_mut() {
            match &mut self.trace {
                Some(trace) => trace.mark(text, &mut paragraph.text),
                None => paragraph.text.push_str(text),
            }
        }
    }
}
