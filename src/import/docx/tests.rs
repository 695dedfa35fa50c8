use super::*;
use crate::document::Block;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

const W: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;

fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a file");
        zip.write_all(text.as_bytes()).expect("written");
    }
    zip.finish().expect("a package").into_inner()
}

fn document(body: &str) -> Document {
    let xml = format!("<w:document {W}><w:body>{body}</w:body></w:document>");
    read(&package(&[("word/document.xml", &xml)]), &Limits::default()).expect("a document")
}

fn texts(document: &Document) -> Vec<String> {
    let mut out = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(p) => out.push(p.text.clone()),
            Block::Table(t) => {
                out.push(t.cells.iter().map(|c| c.text.as_str()).collect::<Vec<_>>().join("|"));
            }
        }
    }
    out
}

#[test]
fn a_number_split_over_runs_is_one_number() {
    let d = document(
        "<w:p><w:r><w:t>收入10,1</w:t></w:r><w:proofErr/><w:r><w:rPr><w:b/></w:rPr><w:t>71.54万</w:t></w:r>\
         <w:hyperlink><w:r><w:t>元</w:t></w:r></w:hyperlink><w:smartTag><w:r><w:t>。</w:t></w:r></w:smartTag></w:p>",
    );
    assert_eq!(texts(&d), ["收入10,171.54万元。"]);
}

#[test]
fn tracked_changes_are_read_as_accepted() {
    let d = document(
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>增长</w:t></w:r></w:p>\
         <w:p><w:del><w:r><w:delText>5</w:delText></w:r></w:del><w:ins><w:r><w:t>6.2%</w:t></w:r></w:ins></w:p>\
         <w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr>\
         <w:tr><w:tc><w:p><w:r><w:t>y</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
    );
    assert_eq!(texts(&d), ["增长6.2%", "y"]);
    assert_eq!(d.notes.iter().map(|n| n.key.as_str()).collect::<Vec<_>>(), ["tracked_changes"]);
}

#[test]
fn a_text_box_is_read_once() {
    let d = document(
        r#"<w:p xmlns:mc="m"><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>
           <w:p><w:r><w:t>附件1</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice>
           <mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>附件1</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback>
           </mc:AlternateContent></w:r><w:r><w:t>正文</w:t></w:r></w:p>"#,
    );
    assert_eq!(texts(&d), ["正文", "附件1"]);
}

#[test]
fn page_numbers_and_hidden_text_are_left_out() {
    let d = document(
        r#"<w:p><w:r><w:t>第</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>
           <w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>
           <w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>9</w:t></w:r></w:fldSimple>
           <w:fldSimple w:instr=" =SUM(ABOVE) "><w:r><w:t>42</w:t></w:r></w:fldSimple>
           <w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r><w:r><w:t>页</w:t></w:r></w:p>
           <w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p><w:p><w:r><w:t>后文</w:t></w:r></w:p>"#,
    );
    assert_eq!(texts(&d), ["第42页", "后文"]);
    assert_eq!(d.notes.len(), 1);
}

#[test]
fn cells_span_columns_and_rows() {
    let cell =
        |p: &str, t: &str| format!("<w:tc><w:tcPr>{p}</w:tcPr><w:p><w:r><w:t>{t}</w:t></w:r></w:p></w:tc>");
    let d = document(&format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}{}</w:tr><w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>{}</w:tr></w:tbl>",
        cell("<w:vMerge w:val=\"restart\"/>", "项目"),
        cell("<w:gridSpan w:val=\"2\"/>", "金额"),
        cell("<w:vMerge/>", ""),
        cell("", "本年"),
        cell("", "上年"),
        cell("", "1"),
    ));
    let table = d.tables().next().map(|(_, t)| t.clone()).unwrap_or_default();
    let shape: Vec<_> =
        table.cells.iter().map(|c| (c.row, c.column, c.row_span, c.column_span, c.text.as_str())).collect();
    assert_eq!(
        shape,
        [
            (0, 0, 2, 1, "项目"),
            (0, 1, 1, 2, "金额"),
            (1, 1, 1, 1, "本年"),
            (1, 2, 1, 1, "上年"),
            (2, 1, 1, 1, "1")
        ]
    );
}

#[test]
fn automatic_numbers_and_footnotes_are_text() {
    let body = r#"<x:document xmlns:x="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><x:body>
        <x:p><x:pPr><x:pStyle x:val="1"/></x:pPr><x:r><x:t>收入情况</x:t></x:r><x:r><x:footnoteReference x:id="2"/></x:r></x:p>
        <x:p><x:pPr><x:numPr><x:ilvl x:val="1"/><x:numId x:val="1"/></x:numPr></x:pPr><x:r><x:t>说明</x:t></x:r></x:p>
        <x:p><x:pPr><x:pStyle x:val="1"/></x:pPr><x:r><x:t>支出情况</x:t></x:r></x:p></x:body></x:document>"#;
    let styles = format!(
        r#"<w:styles {W}><w:style w:type="paragraph" w:styleId="1"><w:name w:val="标题 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>"#
    );
    let numbering = format!(
        r#"<w:numbering {W}><w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:numFmt w:val="chineseCounting"/><w:pStyle w:val="1"/><w:lvlText w:val="%1、"/></w:lvl>
        <w:lvl w:ilvl="1"><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="3"/></w:num></w:numbering>"#
    );
    let notes = format!(
        r#"<w:footnotes {W}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>含结余5万元</w:t></w:r></w:p></w:footnote></w:footnotes>"#
    );
    let bytes = package(&[
        ("word/document.xml", body),
        ("word/styles.xml", &styles),
        ("word/numbering.xml", &numbering),
        ("word/footnotes.xml", &notes),
    ]);
    let d = read(&bytes, &Limits::default()).expect("a document");
    assert_eq!(texts(&d), ["一、收入情况", "（一）说明", "二、支出情况", "含结余5万元"]);
    assert_eq!(d.paragraphs().next().and_then(|(_, p)| p.heading), Some(1));
}

#[test]
fn what_is_cut_off_is_not_half_read() {
    let xml = format!("<w:document {W}><w:body><w:p><w:r><w:t>1</w:t></w:r></w:p>");
    let result = read(&package(&[("word/document.xml", &xml)]), &Limits::default());
    assert!(matches!(result, Err(DocxError::Package(PackageError::Part { .. }))));
    let result = read(&package(&[("word/other.xml", "<a/>")]), &Limits::default());
    assert!(matches!(result, Err(DocxError::Package(PackageError::Missing(_)))));
}
