//! Pages set in columns, of text and of tables.

use super::writer::{Page, write};
use super::{read, rows, texts};
use gouji::document::Document;

fn layout(pages: &[Page]) -> Document {
    read(&write(pages)).expect("a sound file")
}

const HEAD: [&str; 3] = ["项目", "预算数", "决算数"];
const LEFT: [f32; 4] = [50.0, 130.0, 200.0, 270.0];
const RIGHT: [f32; 4] = [310.0, 390.0, 460.0, 530.0];

/// A ruled table of a label and two numbers in every row, with `head` above them.
fn table(mut page: Page, xs: [f32; 4], top: f32, head: Option<[&str; 3]>, labels: &[&str]) -> Page {
    let count = labels.len() + usize::from(head.is_some());
    let ys: Vec<f32> = (0..=count).map(|i| top + 16.0 * i as f32).collect();
    page = page.grid(&xs, &ys);
    for (text, x) in head.into_iter().flatten().zip(xs) {
        page = page.text(x + 3.0, ys[1] - 4.0, 9.0, text);
    }
    for (i, (label, y)) in labels.iter().zip(ys.iter().skip(count + 1 - labels.len())).enumerate() {
        page = page
            .text(xs[0] + 3.0, y - 4.0, 9.0, label)
            .text_right(xs[2] - 3.0, y - 4.0, 9.0, &format!("{i}1.50"))
            .text_right(xs[3] - 3.0, y - 4.0, 9.0, &format!("{i}2.75"));
    }
    page
}

fn labels(document: &Document, index: usize) -> Vec<String> {
    rows(document, index).into_iter().map(|r| r[0].clone()).collect()
}

const FIRST: [&str; 5] = ["合计", "甲科目", "乙科目", "丙科目", "丁科目"];
const REST: [&str; 3] = ["戊科目", "己科目", "庚科目"];

#[test]
fn a_table_goes_on_in_the_next_column() {
    for head in [Some(HEAD), None] {
        let page = table(Page::a4(), LEFT, 100.0, Some(HEAD), &FIRST);
        let document = layout(&[table(page, RIGHT, 100.0, head, &REST)]);
        assert_eq!(document.tables().count(), 1, "{head:?}");
        let all: Vec<&str> = [HEAD[0]].into_iter().chain(FIRST).chain(REST).collect();
        assert_eq!(labels(&document, 0), all);
        assert_eq!(rows(&document, 0)[6], ["戊科目", "01.50", "02.75"]);
    }
}

#[test]
fn a_table_goes_on_from_the_last_column_to_the_first_of_the_next_page() {
    let page = table(Page::a4(), LEFT, 100.0, Some(HEAD), &["合计", "子", "丑", "寅", "卯"]);
    let page = table(page, RIGHT, 100.0, Some(HEAD), &FIRST[1..]).text(290.0, 800.0, 9.0, "— 1 —");
    let next = table(Page::a4(), LEFT, 100.0, None, &REST).text(290.0, 800.0, 9.0, "— 2 —");
    let document = layout(&[page, next]);
    assert_eq!(document.tables().count(), 1);
    assert_eq!(labels(&document, 0).len(), 1 + 5 + 4 + 3);
}

#[test]
fn tables_beside_each_other_are_several() {
    let beside = |head: [&str; 3], first: &[&str], rest: &[&str]| {
        let page = table(Page::a4(), LEFT, 100.0, Some(HEAD), first);
        layout(&[table(page, RIGHT, 100.0, Some(head), rest)]).tables().count()
    };
    // Another head, a total at the beginning again, a total at the end.
    assert_eq!(beside(["科目", "上年数", "本年数"], &FIRST, &REST), 2);
    assert_eq!(beside(HEAD, &FIRST, &["合计", "戊科目", "己科目"]), 2);
    assert_eq!(beside(HEAD, &["甲科目", "乙科目", "合计"], &REST), 2);
    // The left one ends long before the right one does.
    assert_eq!(beside(HEAD, &FIRST[..2], &["戊", "己", "庚", "辛", "壬", "癸", "子"]), 2);
}

/// Titles stand over their own tables, the text of the left column before that of the right one.
#[test]
fn every_column_is_read_to_its_end() {
    let mut page = Page::a4().text(200.0, 60.0, 14.0, "某县某局2024年度部门决算公开报告");
    page = page.text(120.0, 92.0, 10.0, "收入决算表").text(380.0, 92.0, 10.0, "支出决算表");
    page = table(page, LEFT, 100.0, Some(HEAD), &FIRST);
    page = table(page, RIGHT, 100.0, Some(HEAD), &FIRST);
    page = page.text(50.0, 215.0, 9.0, "注：左表的说明。").text(310.0, 215.0, 9.0, "注：右表的说明。");
    let document = layout(&[page]);
    assert_eq!(document.tables().count(), 2);
    let expected = [
        "某县某局2024年度部门决算公开报告",
        "收入决算表",
        "注：左表的说明。",
        "支出决算表",
        "注：右表的说明。",
    ];
    assert_eq!(texts(&document), expected);
}

/// A browser makes the columns anew on every page.
#[test]
fn a_repeated_head_over_columns_of_other_widths() {
    let page = table(Page::a4(), LEFT, 100.0, Some(HEAD), &FIRST);
    let other = table(Page::a4(), [50.0, 118.0, 190.0, 270.0], 60.0, Some(HEAD), &REST);
    let document = layout(&[page, other]);
    assert_eq!(document.tables().count(), 1);
    assert_eq!(rows(&document, 0)[8], ["庚科目", "21.50", "22.75"]);
}

#[test]
fn what_the_edge_of_the_page_cuts_off_is_no_number() {
    // Glyph by glyph, as browsers draw: the last two digits stand outside the page.
    let xs = [400.0, 480.0, 540.0, 594.0];
    let ys = [100.0, 116.0, 132.0];
    let mut page = Page::a4().grid(&xs, &ys).text(404.0, 112.0, 9.0, "合计").text(404.0, 128.0, 9.0, "其中");
    page = page.text_right(536.0, 112.0, 9.0, "31.50").text_right(536.0, 128.0, 9.0, "11.50");
    for (i, digit) in "9,966.85".chars().enumerate() {
        page = page.text(566.0 + 4.5 * i as f32, 112.0, 9.0, &digit.to_string());
    }
    let document = layout(&[page]);
    let row = &rows(&document, 0)[0];
    assert_eq!(row[..2], ["合计", "31.50"]);
    assert!(!row[2].is_empty() && row[2].chars().all(|c| c == '#'), "{row:?}");
}

/// Three columns of sentences under a title that is not wider than the middle one.
#[test]
fn a_title_stands_over_all_columns() {
    let mut page = Page::new(842.0, 595.0).text(330.0, 60.0, 14.0, "某县某局2024年度决算");
    for i in 0..8 {
        for (x, word) in [(40.0, "左"), (300.0, "中"), (560.0, "右")] {
            let sentence = format!("{word}边这一栏的文字，第{i}行写到一栏的尽头。");
            page = page.text(x, 100.0 + 16.0 * i as f32, 10.0, &sentence);
        }
    }
    let document = layout(&[page]);
    let all: String = texts(&document).concat();
    assert!(all.starts_with("某县某局2024年度决算左边"), "{all}");
    let last = |word: &str| all.rfind(word).expect("its words");
    assert!(last("左边") < last("中边") && last("左边") < all.find("中边").unwrap_or(0));
    assert!(last("中边") < all.find("右边").unwrap_or(0));
}
