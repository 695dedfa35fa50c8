//! From the tree of elements to blocks. The walk keeps its own stack: a page may be nested deeper than the program's.

use super::super::limits::Limits;
use super::super::numbering::numeral;
use super::super::text;
use super::HtmlError;
use super::table::{RawCell, RawTable};
use crate::document::{Block, Document, Holds, ImportNote, Origin, Paragraph};
use ego_tree::NodeId;
use ego_tree::iter::Edge;
use rust_decimal::Decimal;
use scraper::node::Element;
use scraper::{Html, Node};
use std::str::FromStr;

/// A heading longer than this is a paragraph that somebody made large.
const LONGEST_HEADING: usize = 60;

/// Reads a parsed page.
pub fn walk(page: &Html, limits: &Limits) -> Result<Document, HtmlError> {
    let mut walker = Walker { limits, sinks: vec![Vec::new()], ..Walker::new(limits) };
    for edge in page.tree.root().traverse() {
        match edge {
            Edge::Open(node) if walker.skipping.is_none() => match node.value() {
                Node::Text(text) => walker.text(text),
                Node::Element(element) => walker.open(node.id(), element),
                _ => {}
            },
            Edge::Close(node) => {
                if walker.skipping == Some(node.id()) {
                    walker.skipping = None;
                } else if walker.skipping.is_none()
                    && let Node::Element(element) = node.value()
                {
                    walker.close(element)?;
                }
            }
            Edge::Open(_) => {}
        }
    }
    walker.end_paragraph();
    let mut document = Document { blocks: walker.sinks.swap_remove(0), ..Document::default() };
    if walker.deletions > 0 {
        let count = walker.deletions.to_string();
        document.notes.push(ImportNote::information("deleted_text", &[("count", count)]));
    }
    Ok(document)
}

struct Walker<'a> {
    limits: &'a Limits,
    /// Where blocks go: the document, then the cells that are open.
    sinks: Vec<Vec<Block>>,
    tables: Vec<RawTable>,
    cells: Vec<RawCell>,
    line: String,
    /// White space since the last character, and whether a line ended in it.
    space: Option<bool>,
    heading: Option<u8>,
    /// Kept as written, while inside `pre`.
    verbatim: Option<String>,
    /// Next number of each list that is open, and how it looks; `None` for bullets.
    lists: Vec<Option<(u32, &'static str)>>,
    /// Number of a list, until the text comes that it stands before.
    marker: Option<String>,
    superscript: bool,
    skipping: Option<NodeId>,
    deletions: usize,
}

impl<'a> Walker<'a> {
    fn new(limits: &'a Limits) -> Self {
        Self {
            limits,
            sinks: Vec::new(),
            tables: Vec::new(),
            cells: Vec::new(),
            line: String::new(),
            space: None,
            heading: None,
            verbatim: None,
            lists: Vec::new(),
            marker: None,
            superscript: false,
            skipping: None,
            deletions: 0,
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(verbatim) = &mut self.verbatim {
            verbatim.push_str(text);
            return;
        }
        for c in text.chars() {
            if c.is_ascii_whitespace() {
                self.space = Some(self.space.unwrap_or(false) || c == '\n');
                continue;
            }
            if let Some(line_end) = self.space.take()
                && let Some(last) = self.line.chars().next_back()
            {
                // Editors break the lines of their source inside a sentence; Chinese has no space there.
                if !(line_end && (is_wide(last) || is_wide(c))) {
                    self.line.push(' ');
                }
            }
            // The mark of a footnote must not become the last digit of the number before it.
            if std::mem::take(&mut self.superscript)
                && c.is_ascii_digit()
                && self.line.ends_with(|l: char| l.is_ascii_digit())
            {
                self.line.push(' ');
            }
            self.line.push(if c == '\u{A0}' { ' ' } else { c });
        }
    }

    fn end_paragraph(&mut self) {
        self.space = None;
        let line = std::mem::take(&mut self.line);
        let in_cell = !self.cells.is_empty();
        // The indent of a cell can tell the level of its label.
        let text = if in_cell { line.trim_end() } else { line.trim() };
        if text.trim().is_empty() {
            return;
        }
        let heading = self.heading.filter(|_| text.chars().count() <= LONGEST_HEADING);
        let text = self.marker.take().unwrap_or_default() + text;
        let paragraph = Paragraph { text, heading, origin: Origin::default() };
        self.push(Block::Paragraph(paragraph));
    }

    fn push(&mut self, block: Block) {
        if let Some(sink) = self.sinks.last_mut() {
            sink.push(block);
        }
    }

    fn open(&mut self, id: NodeId, element: &Element) {
        let name = element.name();
        if is_unseen(name) || is_hidden(element) || is_margin(element) || is_note_mark(element) {
            self.skipping = Some(id);
            self.deletions += usize::from(name == "del");
            if is_block(name) {
                self.end_paragraph();
            }
            return;
        }
        match name {
            "br" => match (&mut self.verbatim, self.heading) {
                (Some(verbatim), _) => verbatim.push('\n'),
                (None, Some(_)) => self.space = Some(true),
                (None, None) => self.end_paragraph(),
            },
            "sup" => self.superscript = true,
            "table" => {
                self.end_paragraph();
                self.tables.push(RawTable::default());
            }
            "tr" => {
                self.end_paragraph();
                if let Some(table) = self.tables.last_mut() {
                    table.rows.push(Vec::new());
                }
            }
            "td" | "th" | "caption" => {
                self.end_paragraph();
                self.sinks.push(Vec::new());
                self.cells.push(RawCell {
                    blocks: Vec::new(),
                    row_span: span(element, "rowspan"),
                    column_span: span(element, "colspan"),
                    stored: element.attr("x:num").and_then(number),
                });
            }
            "pre" => {
                self.end_paragraph();
                self.verbatim = Some(String::new());
            }
            "ol" => {
                self.end_paragraph();
                let start = element.attr("start").and_then(|s| s.parse().ok()).unwrap_or(1);
                self.lists.push(list_format(element).map(|format| (start, format)));
            }
            "ul" => {
                self.end_paragraph();
                self.lists.push(None);
            }
            "li" => {
                self.end_paragraph();
                let unmarked = style(element).contains("list-style:none");
                if let Some(Some((next, format))) = self.lists.last_mut() {
                    *next = element.attr("value").and_then(|v| v.trim().parse().ok()).unwrap_or(*next);
                    let after = if *format == "chineseCounting" { "、" } else { ". " };
                    self.marker = numeral(*next, format).filter(|_| !unmarked).map(|number| number + after);
                    *next = next.saturating_add(1);
                }
            }
            _ if is_block(name) => {
                self.end_paragraph();
                self.heading = heading(name).or(self.heading);
            }
            _ => {}
        }
    }

    fn close(&mut self, element: &Element) -> Result<(), HtmlError> {
        let name = element.name();
        match name {
            "sup" => self.superscript = false,
            "td" | "th" => {
                self.end_paragraph();
                let blocks = self.sinks.pop().unwrap_or_default();
                if let (Some(cell), Some(table)) = (self.cells.pop(), self.tables.last_mut())
                    && let Some(row) = table.rows.last_mut()
                {
                    row.push(RawCell { blocks, ..cell });
                }
            }
            "caption" => {
                self.end_paragraph();
                self.cells.pop();
                let blocks = self.sinks.pop().unwrap_or_default();
                let text = blocks.iter().find_map(|b| match b {
                    Block::Paragraph(p) => Some(p.text.trim().to_string()),
                    Block::Table(_) => None,
                });
                if let Some(table) = self.tables.last_mut() {
                    table.title = text;
                }
            }
            "table" => {
                self.end_paragraph();
                if let Some(table) = self.tables.pop() {
                    let blocks = table.finish(self.limits)?;
                    blocks.into_iter().for_each(|b| self.push(b));
                }
            }
            "pre" => {
                let verbatim = self.verbatim.take().unwrap_or_default();
                for mut block in text::read_text(&verbatim).blocks {
                    text::forget_lines(&mut block);
                    self.push(block);
                }
            }
            "ol" | "ul" => {
                self.end_paragraph();
                self.lists.pop();
            }
            "li" => {
                self.end_paragraph();
                self.marker = None;
            }
            _ if is_block(name) => {
                self.end_paragraph();
                if heading(name).is_some() {
                    self.heading = None;
                }
            }
            _ => {}
        }
        Ok(())
    }
}

/// How the numbers of an ordered list look, by the names that Word gives to the formats; `None` if they do not show.
fn list_format(list: &Element) -> Option<&'static str> {
    let style = style(list);
    if style.contains("list-style:none") || style.contains("list-style-type:none") {
        return None;
    }
    let chinese = ["cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal", "cjk-decimal"];
    if chinese.iter().any(|name| style.contains(name)) {
        return Some("chineseCounting");
    }
    Some(match list.attr("type").unwrap_or("1") {
        "A" => "upperLetter",
        "a" => "lowerLetter",
        "I" => "upperRoman",
        "i" => "lowerRoman",
        _ => "decimal",
    })
}

/// Written without spaces: Chinese and its marks.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
        || matches!(c, '“' | '”' | '‘' | '’' | '—' | '…')
}

fn heading(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}

fn is_block(name: &str) -> bool {
    heading(name).is_some()
        || matches!(
            name,
            "p" | "div"
                | "li"
                | "ul"
                | "ol"
                | "dl"
                | "dt"
                | "dd"
                | "blockquote"
                | "section"
                | "article"
                | "main"
                | "header"
                | "center"
                | "address"
                | "pre"
                | "hr"
                | "table"
                | "tr"
                | "td"
                | "th"
                | "caption"
                | "form"
                | "fieldset"
                | "legend"
                | "figure"
                | "figcaption"
                | "details"
                | "summary"
                | "body"
                | "html"
        )
}

/// Elements without text of the report.
fn is_unseen(name: &str) -> bool {
    matches!(
        name,
        "head"
            | "script"
            | "style"
            | "noscript"
            | "template"
            | "svg"
            | "math"
            | "object"
            | "iframe"
            | "select"
            | "button"
            | "textarea"
            | "nav"
            | "footer"
            | "aside"
            | "xml"
            | "rt"
            | "rp"
            | "del"
            | "comment"
            | "colgroup"
            | "title"
    )
}

fn style(element: &Element) -> String {
    let style = element.attr("style").unwrap_or("");
    style.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_lowercase()).collect()
}

fn is_hidden(element: &Element) -> bool {
    if element.attr("hidden").is_some() {
        return true;
    }
    // The row that keeps the widths of columns which Word could not align.
    if element.name() == "tr" && element.attr("height").is_some_and(|h| h.trim() == "0") {
        return true;
    }
    let style = style(element);
    style.holds_any(&["display:none", "mso-hide:all", "visibility:hidden"])
}

/// Headers and footers of printed pages, comments of reviewers.
fn is_margin(element: &Element) -> bool {
    if element.name() != "div" {
        return false;
    }
    let style = style(element);
    matches!(element.attr("title"), Some("header" | "footer"))
        || ["header", "footer", "comment-list"].iter().any(|e| style.contains(&format!("mso-element:{e}")))
}

fn is_note_mark(element: &Element) -> bool {
    const TARGETS: &[&str] = &["#_ftn", "#_edn", "#_msocom", "#sdfootnote", "#sdendnote"];
    element.name() == "a" && element.attr("href").is_some_and(|h| TARGETS.iter().any(|t| h.starts_with(t)))
}

fn span(element: &Element, attribute: &str) -> usize {
    element.attr(attribute).map_or(1, |s| s.trim().parse().unwrap_or(1))
}

fn number(text: &str) -> Option<Decimal> {
    let text = text.trim();
    Decimal::from_str(text).or_else(|_| Decimal::from_scientific(text)).ok()
}
