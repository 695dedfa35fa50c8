//! The annotated original: each comment at its number, everything else as it was.

use gouji::order::Map;
use gouji::report::export::{Export, ExportFormat, Opinion, export, sha256};
use gouji::{Options, check_file};
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

fn pack(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn unpack(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for i in 0..zip.len() {
        let mut part = zip.by_index(i).unwrap();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        parts.insert(part.name().unwrap().to_string(), content);
    }
    parts
}

fn text(parts: &BTreeMap<String, Vec<u8>>, name: &str) -> String {
    String::from_utf8(parts[name].clone()).unwrap()
}

fn annotate(bytes: &[u8], name: &str, opinions: &Map<String, Opinion>) -> Vec<u8> {
    let options = Options::default();
    let report = check_file(bytes, name, &options).pop().unwrap().unwrap().report;
    let format = ExportFormat::annotated(report.format).unwrap();
    let hash = sha256(bytes);
    let made_of = Export {
        report: &report,
        sha256: &hash,
        date: "2025-09-30 14:05",
        options: &options,
        opinions,
        original: Some(bytes),
    };
    export(format, &made_of).unwrap()
}

/// A document with this body, a picture that must not change, and a comment of someone else's if asked for.
fn docx(body: &str, commented: bool) -> Vec<u8> {
    let document = format!("<w:document xmlns:w=\"{WORD}\"><w:body>{body}<w:sectPr/></w:body></w:document>");
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relations = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
    let own = if commented {
        format!(
            "{relations}<Relationship Id=\"rId7\" Type=\"{kind}/comments\" Target=\"comments.xml\"/></Relationships>"
        )
    } else {
        format!("{relations}</Relationships>")
    };
    let package = format!(
        "{relations}<Relationship Id=\"rId1\" Type=\"{kind}/officeDocument\" Target=\"word/document.xml\"/></Relationships>"
    );
    let comments = format!(
        "<w:comments xmlns:w=\"{WORD}\"><w:comment w:id=\"4\" w:author=\"张三\"><w:p><w:r><w:t>请核</w:t></w:r></w:p></w:comment></w:comments>"
    );
    let base = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let types = format!(
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/word/document.xml\" ContentType=\"{base}.document.main+xml\"/>\
         <Override PartName=\"/word/comments.xml\" ContentType=\"{base}.comments+xml\"/></Types>"
    );
    let mut parts = vec![
        ("[Content_Types].xml", types.as_str()),
        ("_rels/.rels", &package),
        ("word/document.xml", &document),
        ("word/_rels/document.xml.rels", &own),
        ("word/media/image1.bin", "not to be touched"),
    ];
    if commented {
        parts.push(("word/comments.xml", &comments));
    }
    pack(&parts)
}

/// The text inside each comment's range, and what the comment says.
fn comments(parts: &BTreeMap<String, Vec<u8>>) -> Vec<(String, String, String)> {
    let (document, comments) = (text(parts, "word/document.xml"), text(parts, "word/comments.xml"));
    let words = |xml: &str| {
        let mut out = String::new();
        for piece in xml.split("<w:t").skip(1) {
            if let Some(rest) = piece.strip_prefix(['>', ' ']) {
                let start = if piece.starts_with('>') { 0 } else { rest.find('>').unwrap() + 1 };
                out.push_str(&rest[start..rest.find("</w:t>").unwrap()]);
            }
        }
        out
    };
    let mut out = Vec::new();
    for piece in comments.split("<w:comment ").skip(1) {
        let id = piece.split("w:id=\"").nth(1).unwrap().split('"').next().unwrap();
        let author = piece.split("w:author=\"").nth(1).unwrap().split('"').next().unwrap();
        let (start, end) =
            (format!("<w:commentRangeStart w:id=\"{id}\"/>"), format!("<w:commentRangeEnd w:id=\"{id}\"/>"));
        let covered = document.split(&start).nth(1).and_then(|rest| rest.split(&end).next()).map(words);
        out.push((author.to_string(), covered.unwrap_or_default(), words(piece)));
        if author == "勾稽" {
            assert!(document.contains(&format!("<w:commentReference w:id=\"{id}\"/>")));
        }
    }
    out
}

fn at_numbers(parts: &BTreeMap<String, Vec<u8>>, rule: &str) -> Vec<String> {
    let all = comments(parts).into_iter().filter(|(_, _, said)| said.contains(rule));
    all.map(|(_, covered, _)| covered).collect()
}

const SENTENCE: &str = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>2024年度财政拨款“三公”经费支出18.05万元，比上年增加3.33万元，增长2</w:t></w:r>\
<w:proofErr w:type=\"spellStart\"/><w:r><w:t>6.2</w:t></w:r><w:del w:id=\"1\" w:author=\"甲\"><w:r><w:delText>9</w:delText></w:r></w:del>\
<w:ins w:id=\"2\" w:author=\"甲\"><w:r w:rsidR=\"00AB\"><w:t>2%</w:t></w:r></w:ins><w:r><w:t>。收入&lt;一&gt; </w:t></w:r></w:p>";

#[test]
fn a_comment_stands_at_a_number_of_several_runs() {
    let original = docx(SENTENCE, false);
    let parts = unpack(&annotate(&original, "报告.docx", &Map::new()));
    assert_eq!(at_numbers(&parts, "GJ103"), ["26.22%"]);
    let document = text(&parts, "word/document.xml");
    assert!(document.contains("<w:delText>9</w:delText>") && document.contains("<w:r w:rsidR=\"00AB\">"));
    assert!(
        document.contains("<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">2</w:t></w:r>"),
        "{document}"
    );
    assert!(text(&parts, "[Content_Types].xml").contains("/word/comments.xml"));
    assert!(text(&parts, "word/_rels/document.xml.rels").contains("Target=\"/word/comments.xml\""));
    let (_, _, said) = &comments(&parts)[1];
    assert!(said.contains("22.62%") && said.contains("3.33 ÷ (18.05 − 3.33)"), "{said}");
    for (name, content) in unpack(&original) {
        let may_change = ["[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels"];
        assert!(may_change.contains(&name.as_str()) || parts[&name] == content, "{name} changed");
    }
}

#[test]
fn comments_of_others_stay() {
    let parts = unpack(&annotate(&docx(SENTENCE, true), "报告.docx", &Map::new()));
    let all = comments(&parts);
    assert_eq!((all[0].0.as_str(), all[0].2.as_str()), ("张三", "请核"));
    assert_eq!(at_numbers(&parts, "GJ103"), ["26.22%"]);
    assert_eq!(text(&parts, "word/comments.xml").matches("w:id=\"4\"").count(), 1);
    assert_eq!(text(&parts, "word/_rels/document.xml.rels").matches("/comments\"").count(), 1);
}

#[test]
fn a_comment_stands_at_a_number_in_a_nested_table() {
    let paragraph = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let cell = |inner: &str| format!("<w:tc><w:tcPr/>{inner}</w:tc>");
    let rows = [
        ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"],
        ["208", "社会保障和就业支出", "243.58", "243.58", "0.00"],
        ["210", "卫生健康支出", "8</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>1.31", "51.31", "20.00"],
        ["合计", "", "314.89", "294.89", "20.00"],
    ];
    let row = |cells: &[&str]| {
        format!("<w:tr>{}</w:tr>", cells.iter().map(|c| cell(&paragraph(c))).collect::<String>())
    };
    let inner = format!("<w:tbl>{}</w:tbl><w:p/>", rows.iter().map(|r| row(r)).collect::<String>());
    let beside = cell(&paragraph("附表"));
    let table = format!(
        "{}<w:tbl><w:tr>{beside}{}</w:tr><w:tr>{beside}{beside}</w:tr></w:tbl>",
        paragraph("支出决算表"),
        cell(&inner)
    );
    let parts = unpack(&annotate(&docx(&table, false), "报告.docx", &Map::new()));
    assert!(at_numbers(&parts, "71.31").contains(&"81.31".to_string()), "{:?}", comments(&parts));
}

#[test]
fn every_real_report_keeps_its_text_and_marks_its_numbers() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures");
    for name in ["report.docx", "report-word-saved.docx", "tables.xlsx"] {
        let bytes = std::fs::read(format!("{folder}/{name}")).unwrap();
        // That the text stays is made sure of inside: an export that differs is refused.
        let parts = unpack(&annotate(&bytes, name, &Map::new()));
        if name.ends_with(".docx") {
            assert!(!comments(&parts).is_empty());
        } else {
            assert!(parts.keys().any(|name| name.contains("comments")));
        }
    }
}

const SHEET: &str = "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>\
<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>支出决算表</t></is></c></row>\
<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>科目编码</t></is></c><c r=\"B2\" t=\"inlineStr\"><is><t>科目名称</t></is></c><c r=\"C2\" t=\"inlineStr\"><is><t>本年支出合计</t></is></c><c r=\"D2\" t=\"inlineStr\"><is><t>基本支出</t></is></c><c r=\"E2\" t=\"inlineStr\"><is><t>项目支出</t></is></c></row>\
<row r=\"3\"><c r=\"A3\"><v>208</v></c><c r=\"B3\" t=\"inlineStr\"><is><t>社会保障和就业支出</t></is></c><c r=\"C3\" s=\"1\"><v>243.58</v></c><c r=\"D3\" s=\"1\"><v>243.58</v></c><c r=\"E3\" s=\"1\"><v>0</v></c></row>\
<row r=\"4\"><c r=\"A4\"><v>210</v></c><c r=\"B4\" t=\"inlineStr\"><is><t>卫生健康支出</t></is></c><c r=\"C4\" s=\"1\"><v>81.31</v></c><c r=\"D4\" s=\"1\"><v>51.31</v></c><c r=\"E4\" s=\"1\"><v>20</v></c></row>\
<row r=\"5\"><c r=\"A5\" t=\"inlineStr\"><is><t>合计</t></is></c><c r=\"C5\" s=\"1\"><v>314.89</v></c><c r=\"D5\" s=\"1\"><v>294.89</v></c><c r=\"E5\" s=\"1\"><v>20</v></c></row>\
</sheetData><mergeCells count=\"1\"><mergeCell ref=\"A1:E1\"/></mergeCells><pageMargins left=\"1\" right=\"1\" top=\"1\" bottom=\"1\" header=\"0\" footer=\"0\"/></worksheet>";

/// A workbook with a wrong sum in C4; its sheet already has a note there if asked for.
fn xlsx(commented: bool) -> Vec<u8> {
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relations = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
    let package = format!(
        "{relations}<Relationship Id=\"rId1\" Type=\"{kind}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    );
    let book = format!(
        "{relations}<Relationship Id=\"rId1\" Type=\"{kind}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"{kind}/styles\" Target=\"styles.xml\"/></Relationships>"
    );
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let workbook = format!(
        "<workbook xmlns=\"{main}\" xmlns:r=\"{kind}\"><sheets><sheet name=\"支出决算表\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
    );
    let styles = format!(
        "<styleSheet xmlns=\"{main}\"><fonts count=\"1\"><font/></fonts><fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills>\
         <borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"2\"><xf numFmtId=\"0\" fillId=\"0\"/><xf numFmtId=\"2\" fontId=\"0\" fillId=\"0\" borderId=\"0\" applyNumberFormat=\"1\"><alignment horizontal=\"right\"/></xf></cellXfs></styleSheet>"
    );
    let base = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    let types = format!(
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"{base}.sheet.main+xml\"/>\
         <Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"{base}.worksheet+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"{base}.styles+xml\"/>{}</Types>",
        if commented {
            format!(
                "<Default Extension=\"vml\" ContentType=\"application/vnd.openxmlformats-officedocument.vmlDrawing\"/><Override PartName=\"/xl/comments1.xml\" ContentType=\"{base}.comments+xml\"/>"
            )
        } else {
            String::new()
        }
    );
    let comments = format!(
        "<comments xmlns=\"{main}\"><authors><author>张三</author></authors><commentList><comment ref=\"C5\" authorId=\"0\"><text><t>原有批注</t></text></comment></commentList></comments>"
    );
    let sheet_relations = format!(
        "{relations}<Relationship Id=\"rId1\" Type=\"{kind}/vmlDrawing\" Target=\"../drawings/vmlDrawing1.vml\"/><Relationship Id=\"rId2\" Type=\"{kind}/comments\" Target=\"../comments1.xml\"/></Relationships>"
    );
    let vml =
        "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\"><v:shape id=\"_x0000_s1025\"><br></v:shape></xml>";
    let sheet = if commented {
        SHEET.replace(
            "</worksheet>",
            &format!("<legacyDrawing xmlns:r=\"{kind}\" r:id=\"rId1\"/></worksheet>"),
        )
    } else {
        SHEET.to_string()
    };
    let mut parts = vec![
        ("[Content_Types].xml", types.as_str()),
        ("_rels/.rels", &package),
        ("xl/workbook.xml", &workbook),
        ("xl/_rels/workbook.xml.rels", &book),
        ("xl/worksheets/sheet1.xml", &sheet),
        ("xl/styles.xml", &styles),
    ];
    if commented {
        parts.extend([
            ("xl/comments1.xml", comments.as_str()),
            ("xl/worksheets/_rels/sheet1.xml.rels", &sheet_relations),
            ("xl/drawings/vmlDrawing1.vml", vml),
        ]);
    }
    pack(&parts)
}

#[test]
fn a_note_and_a_fill_stand_at_the_cell() {
    let original = xlsx(false);
    let parts = unpack(&annotate(&original, "表.xlsx", &Map::new()));
    let comments = text(&parts, "xl/comments1.xml");
    assert!(comments.contains("<comment ref=\"C4\"") && comments.contains("71.31"), "{comments}");
    let sheet = text(&parts, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("<c r=\"C4\" s=\"2\"><v>81.31</v>"), "{sheet}");
    assert!(sheet.contains("<legacyDrawing ") && sheet.contains("<mergeCell ref=\"A1:E1\"/>"));
    let styles = text(&parts, "xl/styles.xml");
    assert!(styles.contains("<fills count=\"5\">") && styles.contains("<cellXfs count=\"3\">"), "{styles}");
    assert!(
        styles.contains("<alignment horizontal=\"right\"/></xf></cellXfs>"),
        "the number format and alignment stay: {styles}"
    );
    assert!(text(&parts, "xl/drawings/vmlDrawing1.vml").contains("<x:Row>3</x:Row><x:Column>2</x:Column>"));
    assert_eq!(parts["xl/workbook.xml"], unpack(&original)["xl/workbook.xml"]);
}

#[test]
fn notes_of_others_stay() {
    let parts = unpack(&annotate(&xlsx(true), "表.xlsx", &Map::new()));
    let comments = text(&parts, "xl/comments1.xml");
    assert!(
        comments.contains("原有批注") && comments.contains("<comment ref=\"C4\" authorId=\"1\">"),
        "{comments}"
    );
    let vml = text(&parts, "xl/drawings/vmlDrawing1.vml");
    assert!(vml.contains("_x0000_s1025") && vml.contains("_x0000_s1026"), "{vml}");
    assert_eq!(text(&parts, "xl/worksheets/sheet1.xml").matches("<legacyDrawing ").count(), 1);
}

/// Writes what other programs are to open: see `scripts/annotated.sh`.
#[test]
fn samples_for_other_programs() {
    let Some(folder) = std::env::var_os("GOUJI_ANNOTATED") else { return };
    let folder = std::path::PathBuf::from(folder);
    for (name, bytes) in [
        ("one.docx", docx(SENTENCE, false)),
        ("commented.docx", docx(SENTENCE, true)),
        ("one.xlsx", xlsx(false)),
        ("commented.xlsx", xlsx(true)),
    ] {
        std::fs::write(folder.join(name), annotate(&bytes, name, &Map::new())).unwrap();
    }
}
