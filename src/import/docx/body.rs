//! The running text of a Word document: one pass over the events of a part.

use super::super::rows::{self, DraftCell, DraftRow, Vertical};
use super::super::xml::{Element, Events, Item, Visit, XmlError};
use super::numbering::{Numbering, NumberingReference};
use super::styles::{Styles, heading_of_outline};
use super::symbols;
use super::trace::Trace;
use crate::document::{Block, Paragraph};
use std::collections::HashMap;

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

/// A picture that is larger than this in both directions (5 cm and 3 cm) may hold figures. In English Metric Units.
const PICTURE: (u64, u64) = (1_800_000, 1_080_000);

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
    pub notes: HashMap<String, Vec<Block>>,
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

/// A field: between begin and separate stand instructions, between separate and end the result.
#[derive(Debug, Default)]
struct Field {
    instruction: String,
    result: bool,
    dropped: bool,
}

impl Field {
    fn begin_result(&mut self) {
        self.result = true;
        let name = self.instruction.split_whitespace().next().unwrap_or_default().to_ascii_uppercase();
        self.dropped = matches!(
            name.as_str(),
            "PAGE" | "NUMPAGES" | "SECTIONPAGES" | "PAGEREF" | "SECTION" | "FILENAME"
        );
    }
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
            notes: HashMap::new(),
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
            "tcPr" => return self.cell_properties(events),
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

    /// Elements of a run that stand for a character, a field or a note.
    fn inline(&mut self, word: &str, element: &Element<'_>) {
        match word {
            "tab" | "ptab" => self.push("\t"),
            "br" | "cr" if element.attribute("type").is_none_or(|t| t == "textWrapping") => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            "sym" => {
                let font = element.attribute("font").unwrap_or_default();
                let code = element.attribute("char").and_then(|c| u32::from_str_radix(&c, 16).ok());
                if let Some(c) = code.and_then(|code| symbols::character(&font, code)) {
                    self.push(c.encode_utf8(&mut [0; 4]));
                }
            }
            "fldChar" => match element.attribute("fldCharType").as_deref() {
                Some("begin") => self.fields.push(Field::default()),
                Some("separate") => {
                    if let Some(field) = self.fields.last_mut() {
                        field.begin_result();
                    }
                }
                Some("end") => {
                    self.fields.pop();
                }
                _ => {}
            },
            "footnoteReference" | "endnoteReference" => {
                if let Some(id) = element.attribute("id") {
                    let end = word == "endnoteReference";
                    self.references.push(NoteReference { end, id: id.into_owned() });
                }
            }
            _ => {}
        }
    }

    fn start_foreign(&mut self, element: &Element<'_>, events: &mut Events<'_>) -> Result<(), XmlError> {
        let kind = match element.name() {
            // Formulas.
            "m:t" => Kind::Text,
            "mc:AlternateContent" => {
                self.alternatives.push(false);
                Kind::Alternative
            }
            // The same content twice, for newer and for older programs: one is read.
            "mc:Choice" | "mc:Fallback" => {
                if let Some(taken) = self.alternatives.last_mut()
                    && std::mem::replace(taken, true)
                {
                    return events.skip();
                }
                Kind::Plain
            }
            "wp:extent" => {
                let size = (element.number("cx").unwrap_or(0u64), element.number("cy").unwrap_or(0u64));
                self.large = size.0 > PICTURE.0 && size.1 > PICTURE.1;
                Kind::Plain
            }
            "pic:pic" => {
                self.noticed.pictures += usize::from(self.large);
                Kind::Plain
            }
            // A sheet or document of another program shows as a picture of itself.
            "o:OLEObject" => {
                let program = element.attribute("ProgID").unwrap_or_default().to_ascii_lowercase();
                let holds_figures =
                    ["excel", "word", "et.", "ket.", "wps."].iter().any(|p| program.starts_with(p));
                self.noticed.embedded += usize::from(holds_figures);
                Kind::Plain
            }
            _ => Kind::Plain,
        };
        self.elements.push(kind);
        Ok(())
    }

    fn paragraph_properties(&mut self, events: &mut Events<'_>) -> Result<(), XmlError> {
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

    fn run_properties(&mut self, events: &mut Events<'_>) -> Result<(), XmlError> {
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

    fn row_properties(&mut self, events: &mut Events<'_>) -> Result<(), XmlError> {
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

    fn cell_properties(&mut self, events: &mut Events<'_>) -> Result<(), XmlError> {
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

    fn end(&mut self) {
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

/// A heading longer than this is running text in a heading's clothes.
const HEADING: usize = 100;

/// Adds a paragraph. Outside cells a line break ends a paragraph, as it does for the eye.
fn emit(story: &mut Story, text: String, heading: Option<u8>, in_cell: bool) {
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
