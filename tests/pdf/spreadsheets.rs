//! Spreadsheets printed: texts too wide or too high for their cells, heads of which a page shows a part, tables and words on
//! top of each other.

use super::writer::{Page, write};
use super::{read, rows, texts};
use gouji::document::Document;

fn layout(pages: &[Page]) -> Document {
    read(&write(pages)).expect("a sound file")
}

const XS: [f32; 4] = [60.0, 160.0, 205.0, 250.0];
const YS: [f32; 4] = [100.0, 112.0, 124.0, 136.0];

/// A text of which only what stands in its column is seen.
fn cut(page: Page, column: usize, x: f32, y: f32, text: &str) -> Page {
    let width = XS[column + 1] - XS[column];
    page.raw(&format!("q {} 400 {width} 400 re W n", XS[column])).text(x, y, 10.0, text).raw("Q")
}

#[test]
fn what_is_left_of_a_number_is_no_number() {
    let page = Page::a4()
        .grid(&XS, &YS)
        .text(62.0, 110.0, 10.0, "项目")
        .text(165.0, 110.0, 10.0, "预算数")
        .text(210.0, 110.0, 10.0, "决算数")
        .text(62.0, 122.0, 10.0, "基本支出")
        .text_right(203.0, 122.0, 10.0, "131.5")
        .text(62.0, 134.0, 10.0, "项目支出");
    // The program has left out 100 in front of 58.137997, and 1 in front of 31.207165.
    let page = cut(page, 2, 208.0, 122.0, "8.137997");
    let page = cut(page, 1, 157.0, 134.0, "31.207165");
    // A text of which the end is left out keeps what there is.
    let page = cut(page, 0, 60.9, 146.0, "政府性基金预算财政拨");
    let document = layout(&[page]);
    assert_eq!(rows(&document, 0)[1], ["基本支出", "131.5", "8.137997"]);
    assert_eq!(rows(&document, 0)[2], ["项目支出", "#########", ""]);
    assert_eq!(texts(&document), ["政府性基金预算财政拨"]);
}

#[test]
fn a_text_of_two_lines_in_a_cell_of_one_line_stands_in_it() {
    // The second line of each reaches into the row below, the first into the one above.
    let page = Page::a4()
        .grid(&XS, &YS)
        .text(165.0, 110.0, 10.0, "分值")
        .text(165.0, 122.0, 10.0, "50")
        .text(165.0, 134.0, 10.0, "30")
        .text(62.0, 116.0, 10.0, "产出指标")
        .text(62.0, 129.0, 10.0, "（50分）")
        .text(62.0, 128.0, 10.0, "效益指标")
        .text(62.0, 141.0, 10.0, "（30分）");
    let document = layout(&[page]);
    assert_eq!(rows(&document, 0)[0], ["", "分值", ""]);
    assert_eq!(rows(&document, 0)[1], ["产出指标（50分）", "50", ""]);
    assert_eq!(rows(&document, 0)[2], ["效益指标（30分）", "30", ""]);
    assert!(texts(&document).is_empty());
}

#[test]
fn a_table_goes_on_under_its_title_and_a_part_of_its_head() {
    let xs = [60.0, 160.0, 240.0, 320.0];
    let ys: Vec<f32> = (0..6).map(|i| 100.0 + 14.0 * i as f32).collect();
    let page = |first: usize, head: [&str; 3]| {
        let mut page = Page::a4().grid(&xs, &ys).text(200.0, 80.0, 14.0, "支出决算表");
        for (text, x) in head.iter().zip(xs) {
            page = page.text(x + 2.0, 111.0, 10.0, text);
        }
        for (i, y) in ys[2..].iter().enumerate() {
            let row = first + i;
            page = page
                .text(62.0, y - 3.0, 10.0, &format!("科目{row}"))
                .text_right(238.0, y - 3.0, 10.0, &format!("{row}.25"))
                .text_right(318.0, y - 3.0, 10.0, &format!("{row}.50"));
        }
        page
    };
    let head = ["项目", "本年支出合计", "上缴上级支出"];
    for rest in [["", "", ""], ["项目", "本年支出合", "上缴上级支"]] {
        let document = layout(&[page(1, head), page(5, rest)]);
        assert_eq!(document.tables().count(), 1, "{rest:?}");
        let table = rows(&document, 0);
        assert_eq!(table.len(), 9);
        assert_eq!(table[5], ["科目5", "5.25", "5.50"]);
    }
    // A table of another head is another one.
    let document = layout(&[page(1, head), page(5, ["科目", "本年收入合计", "财政拨款"])]);
    assert_eq!(document.tables().count(), 2);
}

/// Two tables without room between them, the empty cells beside their titles ruled like the others.
#[test]
fn a_title_beside_ruled_empty_cells_begins_another_table() {
    let ys: Vec<f32> = (0..9).map(|i| 100.0 + 14.0 * i as f32).collect();
    let (upper, lower) = ([60.0, 160.0, 260.0], [60.0, 120.0, 190.0, 260.0]);
    let mut page = Page::a4().grid(&upper, &ys[..5]).grid(&lower, &ys[4..]);
    page = page.text(62.0, 111.0, 10.0, "收入决算表").text(62.0, 167.0, 10.0, "支出决算表");
    for row in [1, 2, 3] {
        let y = ys[row] + 11.0;
        page = page.text(62.0, y, 10.0, "收入").text_right(258.0, y, 10.0, "1.50");
        let y = ys[row + 4] + 11.0;
        page = page.text(62.0, y, 10.0, "支出").text_right(188.0, y, 10.0, "2.50");
        page = page.text_right(258.0, y, 10.0, "3.50");
    }
    let document = layout(&[page]);
    assert_eq!(document.tables().count(), 2);
    assert_eq!(rows(&document, 0)[3], ["收入", "1.50"]);
    assert_eq!(rows(&document, 1)[0], ["支出决算表", "", ""]);
    assert_eq!(rows(&document, 1)[3], ["支出", "2.50", "3.50"]);
}

#[test]
fn words_printed_over_the_text_are_no_part_of_it() {
    let row = |page: Page, i: usize| {
        let y = 300.0 + 14.0 * i as f32;
        page.text(62.0, y, 10.0, "科目").text_right(240.0, y, 10.0, "1.50").text_right(320.0, y, 10.0, "2.50")
    };
    let ys: Vec<f32> = (0..7).map(|i| 289.0 + 14.0 * i as f32).collect();
    let marked = |page: Page| page.text(100.0, 340.0, 40.0, "内部资料2024");
    let full = (0..6).fold(marked(Page::a4().grid(&[60.0, 160.0, 242.0, 322.0], &ys)), row);
    // On the next page nothing stands below the words.
    let other = marked(Page::a4()).text(60.0, 600.0, 10.0, "支出合计9.00万元。");
    let title = Page::a4().text(100.0, 200.0, 40.0, "部门决算").text(60.0, 600.0, 10.0, "二〇二四年八月");
    let document = layout(&[title, full, other]);
    assert_eq!(texts(&document), ["部门决算", "二〇二四年八月", "支出合计9.00万元。"]);
    assert!(rows(&document, 0).iter().all(|r| *r == ["科目", "1.50", "2.50"]));
}

#[test]
fn digits_written_one_by_one_are_one_number() {
    // The line of the table lies one digit too far left.
    let mut page = Page::a4().grid(&[60.0, 160.0, 196.0, 260.0], &YS).text(62.0, 110.0, 10.0, "基本支出");
    for (i, digit) in "226.89".chars().enumerate() {
        page = page.text(168.0 + 5.0 * i as f32, 110.0, 10.0, &digit.to_string());
    }
    page = page.text_right(258.0, 110.0, 10.0, "0.00").text(62.0, 122.0, 10.0, "项目支出");
    assert_eq!(rows(&layout(&[page]), 0)[0], ["基本支出", "226.89", "0.00"]);
}

#[test]
fn a_number_in_the_midst_of_a_text_stands_with_it() {
    let page = Page::a4()
        .grid(&[60.0, 160.0, 260.0], &YS)
        .text(62.0, 110.0, 10.0, "纳入专户管理的收入：")
        .text(162.0, 110.0, 10.0, "0")
        .text(92.0, 122.0, 10.0, "专项整治行动")
        .text(152.0, 122.0, 10.0, "16")
        .text(162.0, 122.0, 10.0, "次。");
    let document = layout(&[page]);
    assert_eq!(rows(&document, 0)[0], ["纳入专户管理的收入：0", ""]);
    assert_eq!(rows(&document, 0)[1], ["专项整治行动16次。", ""]);
}

#[test]
fn two_rows_at_the_end_of_a_page_are_two() {
    let page = Page::a4()
        .text(250.0, 80.0, 14.0, "收入决算表")
        .text(440.0, 100.0, 10.0, "单位：元")
        .text(62.0, 120.0, 6.0, "科目名称")
        .text(231.0, 120.0, 6.0, "本年收入合计")
        .text(330.0, 120.0, 6.0, "财政拨款收入")
        .text(430.0, 120.0, 6.0, "其他收入");
    let row = |page: Page, y: f32, label: &str, amount: &str| {
        let page = page.text(62.0, y, 6.0, label).text_right(270.0, y, 6.0, amount);
        page.text_right(370.0, y, 6.0, amount).text_right(455.0, y, 6.0, "0.00")
    };
    let page = row(page, 131.0, "合计", "155,300,519.24");
    let document = layout(&[row(page, 142.0, "一般公共服务支出", "22,069,200.00")]);
    let table = rows(&document, 0);
    assert_eq!(table[1], ["合计", "155,300,519.24", "155,300,519.24", "0.00"]);
    assert_eq!(table[2], ["一般公共服务支出", "22,069,200.00", "22,069,200.00", "0.00"]);
}

/// A sheet of 2 × 2 pages: the rows of the left columns first, then those at their right, at last one column alone.
#[test]
fn columns_that_count_on_are_beside_those_before() {
    let sheet = |xs: &[f32], head: &[&str], numbers: &[&str], rows: &[Vec<String>]| {
        let ys: Vec<f32> = (0..rows.len() + 3).map(|i| 100.0 + 14.0 * i as f32).collect();
        let mut page = Page::a4().grid(xs, &ys);
        let cells = |texts: &[&str]| texts.iter().map(|t| t.to_string()).collect::<Vec<_>>();
        let all = [cells(head), cells(numbers)].into_iter().chain(rows.iter().cloned());
        for (row, y) in all.zip(&ys[1..]) {
            for (text, x) in row.iter().zip(&xs[1..]) {
                page = page.text_right(x - 2.0, y - 3.0, 9.0, text);
            }
        }
        page
    };
    let rows_of = |from: usize, to: usize, columns: &[&str]| -> Vec<Vec<String>> {
        let cell =
            |i: usize, c: &&str| if c.is_empty() { format!("科目{i}") } else { format!("{i}{c}.50") };
        (from..to).map(|i| columns.iter().map(|c| cell(i, c)).collect()).collect()
    };
    let xs = [60.0, 160.0, 260.0];
    let right = [60.0, 160.0, 260.0, 360.0];
    let pages: Vec<Page> = [(1, 7), (7, 9)]
        .into_iter()
        .map(|(a, b)| sheet(&xs, &["项目", "合计"], &["栏次", "1"], &rows_of(a, b, &["", "0"])))
        .chain([(1, 7), (7, 9)].into_iter().map(|(a, b)| {
            let rows = rows_of(a, b, &["1", "2", "3"]);
            sheet(&right, &["基本支出", "项目支出", "经营支出"], &["2", "3", "4"], &rows)
        }))
        .chain(
            [(1, 7), (7, 9)]
                .into_iter()
                .map(|(a, b)| sheet(&xs[..2], &["其他支出"], &["5"], &rows_of(a, b, &["4"]))),
        )
        .collect();
    let document = layout(&pages);
    assert_eq!(document.tables().count(), 1);
    assert!(document.notes.is_empty() && texts(&document).is_empty());
    let table = rows(&document, 0);
    assert_eq!(table[0], ["项目", "合计", "基本支出", "项目支出", "经营支出", "其他支出"]);
    assert_eq!(table[1], ["栏次", "1", "2", "3", "4", "5"]);
    assert_eq!(table[2], ["科目1", "10.50", "11.50", "12.50", "13.50", "14.50"]);
    assert_eq!(table[9], ["科目8", "80.50", "81.50", "82.50", "83.50", "84.50"]);
    assert!(document.tables().all(|(_, t)| !t.aligned));
}
