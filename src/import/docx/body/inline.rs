//! What stands inside a paragraph beside its text: breaks, symbols, fields, notes, pictures and objects.

use super::super::super::xml::{Element, Events, XmlError};
use super::super::symbols;
use super::{Kind, NoteReference, Walker};

/// A picture that is larger than this in both directions (5 cm and 3 cm) may hold figures. In English Metric Units.
const PICTURE: (u64, u64) = (1_800_000, 1_080_000);

/// A field: between begin and separate stand instructions, between separate and end the result.
#[derive(Debug, Default)]
pub(super) struct Field {
    pub(super) instruction: String,
    pub(super) result: bool,
    pub(super) dropped: bool,
}

impl Field {
    pub(super) fn begin_result(&mut self) {
        self.result = true;
        let name = self.instruction.split_whitespace().next().unwrap_or_default().to_ascii_uppercase();
        self.dropped = matches!(
            name.as_str(),
            "PAGE" | "NUMPAGES" | "SECTIONPAGES" | "PAGEREF" | "SECTION" | "FILENAME"
        );
    }
}

impl Walker<'_> {
    /// Elements of a run that stand for a character, a field or a note.
    pub(super) fn inline(&mut self, word: &str, element: &Element<'_>) {
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

    pub(super) fn start_foreign(
        &mut self,
        element: &Element<'_>,
        events: &mut Events<'_>,
    ) -> Result<(), XmlError> {
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
}
