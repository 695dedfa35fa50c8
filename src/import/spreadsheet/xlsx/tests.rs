use super::*;
use crate::document::{Block, Table};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

/// A workbook of one sheet.
fn workbook(sheet: &str, formats: &str, strings: &str, state: &str) -> Document {
    let parts = [
        (
            "xl/workbook.xml",
            format!(
                r#"<workbook><sheets><sheet name="表一" sheetId="1" state="{state}" r:id="rId1"/></sheets></workbook>"#
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>
            <Relationship Id="rId2" Type="x/styles" Target="styles.xml"/>
            <Relationship Id="rId3" Type="x/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>"#
                .into(),
        ),
        ("xl/styles.xml", format!("<styleSheet>{formats}</styleSheet>")),
        ("xl/sharedStrings.xml", format!("<sst>{strings}</sst>")),
        ("xl/worksheets/sheet1.xml", format!("<worksheet>{sheet}</worksheet>")),
    ];
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name, SimpleFileOptions::default()).expect("a file");
        zip.write_all(text.as_bytes()).expect("written");
    }
    let bytes = zip.finish().expect("a package").into_inner();
    read(&bytes, &Limits::default()).expect("a document")
}

fn table(document: &Document) -> &Table {
    match document.blocks.first() {
        Some(Block::Table(table)) => table,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_display_is_the_text_and_the_stored_value_stays() {
    let document = workbook(
        r#"<sheetData><row r="2"><c r="B2" t="s"><v>0</v></c><c r="C2" s="1"><v>9.9531981000000003E-1</v></c></row>
           <row r="3" hidden="1"><c r="B3" t="inlineStr"><is><t>甲</t></is></c><c s="2"><f>SUM(C1:C2)</f><v>10171.54</v></c></row>
           <row><c r="B4" t="b"><v>1</v></c><c t="e"><v>#DIV/0!</v></c></row></sheetData>"#,
        r###"<numFmts><numFmt numFmtId="164" formatCode="#,##0.0,&quot;千元&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="164"/></cellXfs>"###,
        "<si><r><t>执行</t></r><r><rPr/><t>率</t></r><rPh><t>lv</t></rPh></si>",
        "visible",
    );
    let table = table(&document);
    let shown: Vec<_> = table
        .cells
        .iter()
        .map(|c| {
            (c.text.as_str(), c.stored.map(|d| d.to_string()), c.origin.cell.as_deref().unwrap_or_default())
        })
        .collect();
    assert_eq!(
        shown,
        [
            ("执行率", None, "B2"),
            ("99.53%", Some("0.99531981000000003".into()), "C2"),
            ("甲", None, "B3"),
            ("10.2千元", Some("10171.54".into()), "C3"),
            ("TRUE", None, "B4"),
            ("#DIV/0!", None, "C4"),
        ]
    );
    assert_eq!(table.cells[3].formula.as_deref(), Some("SUM(C1:C2)"));
    assert!(table.cells[3].origin.hidden);
    assert_eq!(table.origin.sheet.as_deref(), Some("表一"));
    assert_eq!(document.notes.iter().map(|n| n.key.as_str()).collect::<Vec<_>>(), ["hidden_cells"]);
}

#[test]
fn formulas_without_results_are_told() {
    let document = workbook(
        r#"<sheetData><row><c t="str"><v>合计</v></c><c><f>A1+A2</f><v></v></c></row></sheetData>"#,
        "",
        "",
        "hidden",
    );
    let keys: Vec<_> = document.notes.iter().map(|n| (n.key.as_str(), n.incomplete)).collect();
    assert_eq!(keys, [("hidden_sheets", false), ("uncalculated_formulas", true)]);
    assert_eq!(table(&document).cells.len(), 2);
    assert!(table(&document).origin.hidden);
}

#[test]
fn zeros_may_be_switched_off() {
    let document = workbook(
        r#"<sheetViews><sheetView showZeros="0"/></sheetViews><sheetData><row><c t="str"><v>甲</v></c><c><v>0</v></c><c><v>5</v></c></row></sheetData>"#,
        "",
        "",
        "visible",
    );
    let texts: Vec<_> = table(&document).cells.iter().map(|c| c.text.as_str()).collect();
    assert_eq!(texts, ["甲", "", "5"]);
}
