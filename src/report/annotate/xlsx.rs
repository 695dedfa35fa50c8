//! Notes and fills in a workbook.

use super::package::{Rewrite, edited, inside_root, new_part, root, with_attribute};
use super::{AUTHOR, AnnotateError, Note};
use crate::import::limits::Limits;
use crate::import::spreadsheet::{self, parse_reference};
use crate::import::xml::{Events, Item, XmlError};
use crate::ledger::Severity;
use crate::report::export::escape;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// What a cell gets.
#[derive(Debug, Default)]
struct CellNote {
    severity: Option<Severity>,
    lines: Vec<String>,
}

/// Cells by row and column, then by what they get.
type Cells = BTreeMap<(u32, u32), CellNote>;

/// Annotates an xlsx.
pub fn annotate(bytes: &[u8], notes: &[Note]) -> Result<Vec<u8>, AnnotateError> {
    let limits = Limits::default();
    let read = |bytes: &[u8]| spreadsheet::xlsx::read(bytes, &limits);
    let before = read(bytes).map_err(|error| AnnotateError::Unreadable(error.to_string()))?;
    let mut package = Rewrite::open(bytes, &limits)?;
    let main = package.main("xl/workbook.xml")?;
    let relations = package.relations(&main)?;
    let text = package.part(&main)?.ok_or(XmlError::Malformed)?;
    let listed: Vec<(String, String)> = sheets(&text)?
        .into_iter()
        .filter_map(|(name, id)| {
            let relation = relations.iter().find(|r| r.id == id && r.kind == "worksheet")?;
            Some((name, relation.target.clone()))
        })
        .collect();
    let mut wanted: HashMap<usize, Cells> = HashMap::new();
    for note in notes {
        let (sheet, cell) = match &note.cell {
            Some((sheet, cell)) => (listed.iter().position(|(name, _)| name == sheet), parse_reference(cell)),
            None => (None, None),
        };
        let (sheet, cell) = (sheet.unwrap_or(0), cell.unwrap_or((0, 0)));
        let own = wanted.entry(sheet).or_default().entry(cell).or_default();
        own.severity = own.severity.max(note.severity);
        if !own.lines.is_empty() {
            own.lines.push("————".to_string());
        }
        own.lines.extend(note.lines.iter().cloned());
    }
    let styles = relations.iter().find(|r| r.kind == "styles").map(|r| r.target.clone());
    let mut palette = match &styles {
        Some(name) => package.part(name)?.map(Palette::new).transpose()?.flatten(),
        None => None,
    };
    for (index, (_, part)) in listed.iter().enumerate() {
        if let Some(cells) = wanted.get(&index) {
            annotate_sheet(&mut package, part, cells, palette.as_mut(), index)?;
        }
    }
    if let (Some(palette), Some(name)) = (palette, styles) {
        package.set(&name, palette.finish()?);
    }
    let out = package.finish()?;
    match read(&out) {
        Ok(after) if after.blocks == before.blocks => Ok(out),
        _ => Err(AnnotateError::Differs),
    }
}

fn sheets(text: &str) -> Result<Vec<(String, String)>, XmlError> {
    let mut out = Vec::new();
    let mut events = Events::new(text);
    while let Some(item) = events.next()? {
        if let Item::Start(element) = item
            && element.local() == "sheet"
        {
            let value = |name: &str| element.attribute(name).unwrap_or_default().into_owned();
            out.push((value("name"), value("id")));
        }
    }
    Ok(out)
}

/// What must stand after the drawing of the notes in a sheet.
const AFTER_DRAWING: [&str; 8] = [
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
];

fn annotate_sheet(
    package: &mut Rewrite,
    part: &str,
    cells: &Cells,
    mut palette: Option<&mut Palette>,
    index: usize,
) -> Result<(), AnnotateError> {
    let text = package.part(part)?.ok_or(XmlError::Malformed)?;
    let text = text.trim_start_matches('\u{FEFF}').to_string();
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    let mut drawing: Option<String> = None;
    let mut place = None;
    let (mut row, mut column, mut depth) = (0u32, 0u32, 0usize);
    let (mut next_row, mut end) = (0u32, 0);
    let mut events = Events::new(&text);
    while let Some(item) = events.next()? {
        let element = match item {
            Item::Start(element) => element,
            Item::End => {
                depth = depth.saturating_sub(1);
                end = events.began();
                continue;
            }
            Item::Text(_) => continue,
        };
        depth += 1;
        match element.local() {
            "row" => {
                row = element.number::<u32>("r").and_then(|r| r.checked_sub(1)).unwrap_or(next_row);
                next_row = row.saturating_add(1);
                column = 0;
            }
            "c" if depth == 4 => {
                let own = element.attribute("r").and_then(|r| parse_reference(&r));
                let (own_row, own_column) = own.unwrap_or((row, column));
                column = own_column.saturating_add(1);
                let severity = cells.get(&(own_row, own_column)).and_then(|c| c.severity);
                if let (Some(severity), Some(palette)) = (severity, palette.as_deref_mut()) {
                    let style = palette.marked(element.number("s").unwrap_or(0), severity);
                    let range = events.began()..events.position();
                    let tag = text.get(range.clone()).unwrap_or_default();
                    if let Some(style) = style {
                        edits.push((range, with_attribute(tag, "s", &style.to_string())));
                    }
                }
            }
            "legacyDrawing" if depth == 2 => drawing = element.attribute("id").map(|id| id.into_owned()),
            name if depth == 2 && place.is_none() && AFTER_DRAWING.contains(&name) => {
                place = Some(events.began())
            }
            _ => {}
        }
    }
    let relations = package.relations(part)?;
    let vml =
        drawing.as_ref().and_then(|id| relations.iter().find(|r| r.id == *id)).map(|r| r.target.clone());
    let folder = folder_of(part);
    match vml {
        Some(name) => {
            let old = package.part(&name)?.ok_or(XmlError::Malformed)?;
            let shapes = shapes(cells, first_free_shape(&old));
            let shape_type = if old.contains("\"_x0000_t202\"") { "" } else { SHAPE_TYPE };
            let text = inside_root(&old, &format!("{shape_type}{shapes}"))?;
            package.set(&name, text);
        }
        None => {
            let name = package.unused(&format!("{folder}drawings/vmlDrawing"), ".vml")?;
            let first = (index + 1) * 1024 + 1;
            let map = index + 1;
            let shapes = shapes(cells, first);
            package.set(
                &name,
                format!(
                    "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" \
                     xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><o:shapelayout v:ext=\"edit\">\
                     <o:idmap v:ext=\"edit\" data=\"{map}\"/></o:shapelayout>{SHAPE_TYPE}{shapes}</xml>"
                ),
            );
            package.declare("vml", true, "application/vnd.openxmlformats-officedocument.vmlDrawing")?;
            let id = package.relate(part, &format!("{RELATIONS}/vmlDrawing"), &name)?;
            let prefix = root(&text)?.prefix;
            let entry = format!("<{prefix}legacyDrawing xmlns:r=\"{RELATIONS}\" r:id=\"{id}\"/>");
            let at = place.unwrap_or(end);
            edits.push((at..at, entry));
        }
    }
    let comments = relations.iter().find(|r| r.kind == "comments").map(|r| r.target.clone());
    let known = match &comments {
        Some(name) => package.part(name)?.map(|text| (name.clone(), text)),
        None => None,
    };
    match known {
        Some((name, old)) => package.set(&name, with_notes(&old, cells)?),
        None => {
            let name = package.unused(&format!("{folder}comments"), ".xml")?;
            let namespace = escape(&root(&text)?.namespace);
            let empty = format!(
                "<comments xmlns=\"{namespace}\"><authors></authors><commentList></commentList></comments>"
            );
            package.set(&name, new_part(&with_notes(&empty, cells)?));
            let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";
            package.declare(&name, false, kind)?;
            package.relate(part, &format!("{RELATIONS}/comments"), &name)?;
        }
    }
    let text = edited(&text, edits)?;
    package.set(part, text);
    Ok(())
}

/// The folder of the workbook, with its slash: sheets stand one deeper.
fn folder_of(sheet: &str) -> String {
    let own = sheet.rsplit_once('/').map_or("", |(folder, _)| folder);
    own.rsplit_once('/').map_or(own, |(folder, _)| folder).to_string() + "/"
}

/// The comments of a sheet with the notes: a cell has one comment, so a note is added to what the cell has.
fn with_notes(text: &str, cells: &Cells) -> Result<String, XmlError> {
    let text = text.trim_start_matches('\u{FEFF}');
    let p = root(text)?.prefix;
    let mut authors = 0usize;
    let mut ends: HashMap<&str, usize> = HashMap::new();
    let mut own: HashMap<(u32, u32), usize> = HashMap::new();
    let mut open: Vec<String> = Vec::new();
    let mut current = None;
    let mut events = Events::new(text);
    while let Some(item) = events.next()? {
        match item {
            Item::Start(element) => {
                match element.local() {
                    "author" => authors += 1,
                    "comment" => current = element.attribute("ref").and_then(|r| parse_reference(&r)),
                    _ => {}
                }
                open.push(element.local().to_string());
            }
            Item::End => match open.pop().as_deref() {
                Some("authors") => drop(ends.insert("authors", events.began())),
                Some("commentList") => drop(ends.insert("commentList", events.began())),
                Some("text") if text.get(events.began()..).is_some_and(|rest| rest.starts_with("</")) => {
                    if let Some(cell) = current {
                        own.insert(cell, events.began());
                    }
                }
                _ => {}
            },
            Item::Text(_) => {}
        }
    }
    let at = |name: &str| ends.get(name).copied().ok_or(XmlError::Malformed);
    let (authors_end, list_end) = (at("authors")?, at("commentList")?);
    let mut edits = vec![(authors_end..authors_end, format!("<{p}author>{AUTHOR}</{p}author>"))];
    let mut fresh = String::new();
    for (cell, note) in cells {
        let said = escape(&note.lines.join("\n"));
        match own.get(cell) {
            Some(&end) => {
                edits.push((end..end, format!("<{p}r><{p}t xml:space=\"preserve\">\n{AUTHOR}：\n{said}</{p}t></{p}r>")));
            }
            None => fresh.push_str(&format!(
                "<{p}comment ref=\"{}\" authorId=\"{authors}\"><{p}text><{p}r><{p}t xml:space=\"preserve\">{said}</{p}t></{p}r></{p}text></{p}comment>",
                reference(*cell)
            )),
        }
    }
    edits.push((list_end..list_end, fresh));
    edited(text, edits)
}

const SHAPE_TYPE: &str = "<v:shapetype xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" \
id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/>\
<v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>";

/// The boxes in which notes show.
fn shapes(cells: &Cells, first: usize) -> String {
    let mut out = String::new();
    for (i, ((row, column), note)) in cells.iter().enumerate() {
        let tall = note.lines.iter().map(|l| 1 + l.chars().count() / 24).sum::<usize>().clamp(4, 24);
        out.push_str(&format!(
            "<v:shape xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" \
             xmlns:x=\"urn:schemas-microsoft-com:office:excel\" id=\"_x0000_s{}\" type=\"#_x0000_t202\" \
             style=\"position:absolute;margin-left:60pt;margin-top:2pt;width:280pt;height:{}pt;z-index:1;visibility:hidden\" \
             fillcolor=\"#ffffe1\" o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/><v:shadow color=\"black\" obscured=\"t\"/>\
             <v:path o:connecttype=\"none\"/><v:textbox style=\"mso-direction-alt:auto\"><div style=\"text-align:left\"></div></v:textbox>\
             <x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/>\
             <x:Anchor>{}, 15, {}, 2, {}, 15, {}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>\
             <x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>",
            first + i,
            tall * 15,
            column + 1,
            row,
            column + 6,
            *row as usize + tall,
        ));
    }
    out
}

/// A number that no shape has yet.
fn first_free_shape(vml: &str) -> usize {
    let number = |rest: &str| {
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        digits.parse::<usize>().ok()
    };
    vml.split("_x0000_s").skip(1).filter_map(number).max().map_or(1025, |n| n.saturating_add(1))
}

/// B12 for row 11, column 1.
fn reference((row, column): (u32, u32)) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.iter().rev().collect::<String>() + &(row + 1).to_string()
}

/// The styles of the workbook, and those added to it.
struct Palette {
    text: String,
    prefix: String,
    fills: Fills,
    /// Each cell style as it is written.
    styles: Vec<String>,
    styles_tag: Range<usize>,
    styles_end: usize,
    added: Vec<String>,
    known: HashMap<(usize, Severity), usize>,
}

struct Fills {
    count: usize,
    tag: Range<usize>,
    end: usize,
}

/// The colours of findings, by severity.
const COLOURS: [(Severity, &str); 3] =
    [(Severity::Error, "FFF4C7C3"), (Severity::Warning, "FFFCE8B2"), (Severity::Note, "FFDCE6F2")];

impl Palette {
    /// Reads the styles; `None` where there is nothing to add to.
    fn new(text: String) -> Result<Option<Self>, XmlError> {
        let text = text.trim_start_matches('\u{FEFF}').to_string();
        let (mut fills, mut tag, mut end) = (None, None, None);
        let mut styles = Vec::new();
        let mut open: Vec<(String, usize, usize)> = Vec::new();
        let mut count = 0;
        let mut events = Events::new(&text);
        while let Some(item) = events.next()? {
            match item {
                Item::Start(element) => {
                    let inside = open.last().map(|(name, ..)| name.as_str());
                    if element.local() == "fill" && inside == Some("fills") {
                        count += 1;
                    }
                    open.push((element.local().to_string(), events.began(), events.position()));
                }
                Item::End => {
                    let Some((name, began, opened)) = open.pop() else { continue };
                    let closes = text.get(events.began()..).is_some_and(|rest| rest.starts_with("</"));
                    let inside = open.last().map(|(name, ..)| name.as_str());
                    match name.as_str() {
                        "fills" if closes => {
                            fills = Some(Fills { count, tag: began..opened, end: events.began() })
                        }
                        "xf" if inside == Some("cellXfs") => {
                            styles.push(text.get(began..events.position()).unwrap_or_default().to_string());
                        }
                        "cellXfs" if closes => {
                            tag = Some(began..opened);
                            end = Some(events.began());
                        }
                        _ => {}
                    }
                }
                Item::Text(_) => {}
            }
        }
        let (Some(fills), Some(styles_tag), Some(styles_end)) = (fills, tag, end) else { return Ok(None) };
        let prefix = root(&text)?.prefix;
        let (added, known) = (Vec::new(), HashMap::new());
        Ok(Some(Self { text, prefix, fills, styles, styles_tag, styles_end, added, known }))
    }

    /// The style like this one, in the colour of the severity.
    fn marked(&mut self, style: usize, severity: Severity) -> Option<usize> {
        if let Some(&known) = self.known.get(&(style, severity)) {
            return Some(known);
        }
        let own = self.styles.get(style)?;
        let colour = COLOURS.iter().position(|(s, _)| *s == severity)?;
        let tag = own.get(..=own.find('>')?)?;
        let rest = own.get(tag.len()..)?;
        let tag = with_attribute(tag, "fillId", &(self.fills.count + colour).to_string());
        let tag = with_attribute(&tag, "applyFill", "1");
        let index = self.styles.len() + self.added.len();
        self.added.push(tag + rest);
        self.known.insert((style, severity), index);
        Some(index)
    }

    fn finish(self) -> Result<String, XmlError> {
        if self.added.is_empty() {
            return Ok(self.text);
        }
        let p = &self.prefix;
        let fills: String = COLOURS
            .iter()
            .map(|(_, colour)| {
                format!(
                    "<{p}fill><{p}patternFill patternType=\"solid\"><{p}fgColor rgb=\"{colour}\"/><{p}bgColor indexed=\"64\"/></{p}patternFill></{p}fill>"
                )
            })
            .collect();
        let counted = |tag: &Range<usize>, count: usize| {
            let own = self.text.get(tag.clone()).unwrap_or_default();
            (tag.clone(), with_attribute(own, "count", &count.to_string()))
        };
        let edits = vec![
            counted(&self.fills.tag, self.fills.count + COLOURS.len()),
            (self.fills.end..self.fills.end, fills),
            counted(&self.styles_tag, self.styles.len() + self.added.len()),
            (self.styles_end..self.styles_end, self.added.concat()),
        ];
        edited(&self.text, edits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_name_their_cell() {
        for (name, cell) in
            [("A1", (0, 0)), ("Z3", (2, 25)), ("AA10", (9, 26)), ("XFD1048576", (1_048_575, 16_383))]
        {
            assert_eq!(reference(cell), name);
            assert_eq!(parse_reference(name), Some(cell));
        }
        assert_eq!(folder_of("xl/worksheets/sheet1.xml"), "xl/");
    }
}
