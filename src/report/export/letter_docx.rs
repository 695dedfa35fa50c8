//! The review letter as a Word document: the smallest set of parts that Word, WPS and LibreOffice open without a murmur.

use super::letter::Part;
use super::{ExportError, escape};
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const CONTENT_TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
<Default Extension=\"xml\" ContentType=\"application/xml\"/>\
<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
<Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>\
</Types>";
const PACKAGE_RELATIONS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>\
</Relationships>";
const DOCUMENT_RELATIONS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/>\
</Relationships>";
/// The namespace of WordprocessingML.
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// A4 with the margins of an official letter (公文), in twentieths of a point.
const PAGE: &str = "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
<w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1588\" w:header=\"851\" w:footer=\"992\" w:gutter=\"0\"/></w:sectPr>";

/// Writes the document.
pub fn document(letter: &[Part]) -> Result<Vec<u8>, ExportError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in [
        ("[Content_Types].xml", CONTENT_TYPES.to_string()),
        ("_rels/.rels", PACKAGE_RELATIONS.to_string()),
        ("word/document.xml", body(letter)),
        ("word/styles.xml", styles()),
        ("word/_rels/document.xml.rels", DOCUMENT_RELATIONS.to_string()),
    ] {
        zip.start_file(name, SimpleFileOptions::default())?;
        zip.write_all(HEAD.as_bytes())?;
        zip.write_all(content.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

/// 宋体 for the text, 黑体 for headings, 仿宋 where an official letter has it; sizes in half points.
fn styles() -> String {
    let style = |id: &str, name: &str, paragraph: &str, run: &str| {
        format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"Normal\"/>\
             <w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
        )
    };
    let heading_font = "<w:rFonts w:eastAsia=\"黑体\"/>";
    format!(
        "<w:styles xmlns:w=\"{WORD}\"><w:docDefaults><w:rPrDefault><w:rPr>\
         <w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"仿宋\" w:cs=\"Times New Roman\"/>\
         <w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/><w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:rPr></w:rPrDefault>\
         <w:pPrDefault><w:pPr><w:spacing w:line=\"360\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>{}{}{}{}{}</w:styles>",
        style(
            "Title",
            "Title",
            "<w:spacing w:before=\"240\" w:after=\"240\"/><w:jc w:val=\"center\"/>",
            &format!("{heading_font}<w:b/><w:sz w:val=\"40\"/>"),
        ),
        style(
            "Heading1",
            "heading 1",
            "<w:keepNext/><w:spacing w:before=\"240\" w:after=\"80\"/><w:outlineLvl w:val=\"0\"/>",
            &format!("{heading_font}<w:sz w:val=\"30\"/>"),
        ),
        style(
            "Item",
            "Item",
            "<w:keepNext/><w:spacing w:before=\"160\"/><w:outlineLvl w:val=\"1\"/>",
            "<w:b/>",
        ),
        style(
            "Detail",
            "Detail",
            "<w:ind w:left=\"420\"/><w:spacing w:line=\"300\" w:lineRule=\"auto\"/>",
            "<w:sz w:val=\"24\"/>"
        ),
        style(
            "Imprint",
            "Imprint",
            "<w:spacing w:line=\"260\" w:lineRule=\"auto\"/>",
            "<w:sz w:val=\"18\"/>"
        ),
    )
}

fn body(letter: &[Part]) -> String {
    let mut out = format!("<w:document xmlns:w=\"{WORD}\"><w:body>");
    for part in letter {
        match part {
            Part::Title(text) => paragraph(&mut out, "Title", &[run(text, "")]),
            Part::Heading(text) => paragraph(&mut out, "Heading1", &[run(text, "")]),
            Part::Text(text) => paragraph(&mut out, "Normal", &[run(text, "")]),
            Part::Item { title, severe, details } => {
                let ink = if *severe { "<w:color w:val=\"B32D1E\"/>" } else { "" };
                paragraph(&mut out, "Item", &[run(title, ink)]);
                named(&mut out, "Detail", details);
            }
            Part::Imprint(details) => named(&mut out, "Imprint", details),
        }
    }
    out.push_str(PAGE);
    out.push_str("</w:body></w:document>");
    out
}

fn named(out: &mut String, style: &str, details: &[(String, String)]) {
    for (name, value) in details {
        paragraph(out, style, &[run(&format!("{name}　"), "<w:color w:val=\"666666\"/>"), run(value, "")]);
    }
}

fn paragraph(out: &mut String, style: &str, runs: &[String]) {
    out.push_str(&format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{}</w:p>", runs.concat()));
}

fn run(text: &str, properties: &str) -> String {
    let properties =
        if properties.is_empty() { String::new() } else { format!("<w:rPr>{properties}</w:rPr>") };
    format!("<w:r>{properties}<w:t xml:space=\"preserve\">{}</w:t></w:r>", escape(text))
}
