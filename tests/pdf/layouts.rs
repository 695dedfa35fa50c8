//! Layouts that the corpus lacks, set by a small writer.

use super::writer::{Page, write};
use super::{cell, read, rows, texts};
use gouji::document::{Block, Document};

fn layout(pages: &[Page]) -> Document {
    read(&write(pages)).expect("a sound file")
}

const XS: [f32; 4] = [60.0, 200.0, 320.0, 440.0];

/// A head and rows of a label and two numbers.
fn filled(mut page: Page, xs: &[f32], ys: &[f32], first: usize) -> Page {
    for (i, pair) in ys.windows(2).enumerate() {
        let y = pair[1] - 6.0;
        page = page
            .text(xs[0] + 4.0, y, 10.0, &format!("科目{}", first + i))
            .text_right(xs[2] - 4.0, y, 10.0, &format!("{}.25", first + i))
            .text_right(xs[3] - 4.0, y, 10.0, &format!("1,0{:02}.50", first + i));
    }
    page
}

fn steps(from: f32, count: usize) -> Vec<f32> {
    (0..=count).map(|i| from + 20.0 * i as f32).collect()
}

#[test]
fn a_ruled_table_on_a_turned_page() {
    let ys = steps(100.0, 5);
    let plain = layout(&[filled(Page::a4(), &XS, &ys, 1).grid(&XS, &ys)]);
    let expected = rows(&plain, 0);
    assert_eq!(expected.len(), 5);
    assert_eq!(expected[1], ["科目2", "2.25", "1,002.50"]);
    // The same page stored lying, and turned upright for the reader.
    let mut page = Page::new(842.0, 595.0).rotated(90);
    for (i, pair) in ys.windows(2).enumerate() {
        let y = pair[1] - 6.0;
        let at = |x: f32| [0.0, 10.0, -10.0, 0.0, y, x];
        page = page
            .text_in(at(64.0), 0, &format!("科目{}", i + 1))
            .text_in(at(290.0), 0, &format!("{}.25", i + 1))
            .text_in(at(400.0), 0, &format!("1,0{:02}.50", i + 1));
    }
    for y in &ys {
        page = page.raw(&format!("0.5 w {y} {} m {y} {} l S", XS[0], XS[3]));
    }
    for x in &XS {
        page = page.raw(&format!("0.5 w {} {x} m {} {x} l S", ys[0], ys[5]));
    }
    assert_eq!(rows(&layout(&[page]), 0), expected);
}

#[test]
fn text_that_runs_up_the_page_is_read_lying() {
    // A landscape table on a portrait page without /Rotate.
    let ys = steps(100.0, 4);
    let mut page = Page::a4();
    for (i, pair) in ys.windows(2).enumerate() {
        let y = pair[1] - 6.0;
        let at = |x: f32| [0.0, 10.0, -10.0, 0.0, y, x];
        page = page.text_in(at(64.0), 0, &format!("科目{}", i + 1)).text_in(
            at(290.0),
            0,
            &format!("{}.25", i + 1),
        );
    }
    for y in &ys {
        page = page.raw(&format!("0.5 w {y} 60 m {y} 320 l S"));
    }
    for x in [60.0, 200.0, 320.0] {
        page = page.raw(&format!("0.5 w {} {x} m {} {x} l S", ys[0], ys[4]));
    }
    let document = layout(&[page]);
    assert_eq!(rows(&document, 0)[2], ["科目3", "3.25"]);
    // Boxes lie on the page as it is shown.
    let Some(Block::Table(table)) = document.blocks.first() else { panic!("no table") };
    let text_box = cell(table, 2, 1).origin.boxes[0];
    assert!(text_box.bottom - text_box.top > text_box.right - text_box.left);
    assert!(text_box.right <= 59_500 && text_box.bottom <= 84_200);
}

#[test]
fn open_outer_borders() {
    let ys = steps(100.0, 4);
    let mut page = filled(Page::a4(), &XS, &ys, 1);
    for y in &ys {
        page = page.line(XS[0], *y, XS[3], *y);
    }
    for x in &XS[1..3] {
        page = page.line(*x, ys[0], *x, ys[4]);
    }
    let document = layout(&[page]);
    assert_eq!(rows(&document, 0)[3], ["科目4", "4.25", "1,004.50"]);
}

#[test]
fn a_table_with_only_three_lines() {
    let ys = steps(120.0, 6);
    let page = filled(Page::a4(), &XS, &ys, 1)
        .text(60.0, 80.0, 10.0, "附表说明")
        .line(XS[0], 96.0, XS[3], 96.0)
        .text(64.0, 112.0, 10.0, "项目")
        .text_right(316.0, 112.0, 10.0, "预算数")
        .text_right(436.0, 112.0, 10.0, "决算数")
        .line(XS[0], 118.0, XS[3], 118.0)
        .line(XS[0], 242.0, XS[3], 242.0);
    let document = layout(&[page]);
    let table = rows(&document, 0);
    assert_eq!(table[0], ["项目", "预算数", "决算数"]);
    assert_eq!(table[6], ["科目6", "6.25", "1,006.50"]);
    assert_eq!(texts(&document), ["附表说明"]);
}

/// Words at the left of wide columns stand nearer to the numbers of the column before than to their own.
#[test]
fn heads_on_two_levels_at_the_left_of_wide_columns() {
    let mut page = Page::a4().text(60.0, 90.0, 8.0, "“三公”经费支出决算表");
    for (x, y, word) in [
        (69.0, 120.0, "合计"),
        (160.0, 120.0, "出国"),
        (251.0, 112.0, "公务用车购置及运行维护费"),
        (251.0, 128.0, "小计"),
        (302.0, 128.0, "购置费"),
        (380.0, 128.0, "运行费"),
        (470.0, 120.0, "接待费"),
    ] {
        page = page.text(x, y, 8.0, word);
    }
    let figures = ["5.43", "0.00", "4.85", "0.00", "4.85", "0.58"];
    for (x, figure) in [150.0, 242.0, 295.0, 372.0, 462.0, 540.0].into_iter().zip(figures) {
        page = page.text_right(x, 144.0, 8.0, figure);
    }
    let document = layout(&[page]);
    let table = rows(&document, 0);
    assert_eq!(table[0], ["合计", "出国", "公务用车购置及运行维护费", "接待费"]);
    assert_eq!(table[1], ["小计", "购置费", "运行费"]);
    assert_eq!(table[2], figures);
}

#[test]
fn a_table_without_lines() {
    let page = filled(Page::a4(), &XS, &steps(120.0, 6), 1);
    let document = layout(&[page]);
    assert_eq!(rows(&document, 0).len(), 6);
    assert_eq!(rows(&document, 0)[0], ["科目1", "1.25", "1,001.50"]);
}

#[test]
fn running_text_with_many_numbers_is_no_table() {
    let mut page = Page::a4();
    for i in 0..8 {
        page = page.text(
            60.0,
            100.0 + 20.0 * i as f32,
            10.0,
            "本年收入1,234.56万元，支出1,200.00万元，结余34.56万元。",
        );
    }
    assert_eq!(layout(&[page]).tables().count(), 0);
}

#[test]
fn fake_bold_and_text_off_the_page() {
    let page = Page::a4()
        .text_in([10.0, 0.0, 0.0, 10.0, 60.0, 700.0], 2, "2024年度")
        .text_in([10.0, 0.0, 0.0, 10.0, 60.0, 680.0], 0, "合计110.50")
        .text_in([10.0, 0.0, 0.0, 10.0, 60.4, 680.0], 0, "合计110.50")
        .text(700.0, 100.0, 10.0, "99.99")
        .text_in([10.0, 0.0, 0.0, 10.0, 60.0, 640.0], 3, "看不见88.88");
    assert_eq!(texts(&layout(&[page])), ["2024年度", "合计110.50"]);
}

#[test]
fn a_table_goes_on_under_a_repeated_head_and_title() {
    let head = |page: Page, top: f32| {
        page.text(220.0, top - 30.0, 14.0, "收入决算表")
            .text(380.0, top - 8.0, 10.0, "单位：万元")
            .text(64.0, top + 14.0, 10.0, "项目")
            .text(210.0, top + 14.0, 10.0, "预算数")
            .text(330.0, top + 14.0, 10.0, "决算数")
    };
    let (first, second) = (steps(100.0, 5), steps(100.0, 3));
    let pages = [
        filled(head(Page::a4(), 100.0), &XS, &first[1..], 1).grid(&XS, &first),
        filled(head(Page::a4(), 100.0), &XS, &second[1..], 5).grid(&XS, &second),
    ];
    let document = layout(&pages);
    assert_eq!(document.tables().count(), 1);
    let table = rows(&document, 0);
    assert_eq!(table.len(), 7);
    assert_eq!(table[6], ["科目6", "6.25", "1,006.50"]);
    assert_eq!(texts(&document), ["收入决算表", "单位：万元"]);
}

#[test]
fn another_table_on_the_next_page_is_another_table() {
    let ys = steps(100.0, 5);
    let pages = [
        filled(Page::a4(), &XS, &ys, 1).grid(&XS, &ys),
        filled(Page::a4().text(220.0, 80.0, 14.0, "支出决算表"), &XS, &ys, 1).grid(&XS, &ys),
    ];
    assert_eq!(layout(&pages).tables().count(), 2);
}

#[test]
fn numbers_in_one_ruled_row_are_rows() {
    let (mut page, ys) = (Page::a4(), [100.0, 130.0, 260.0]);
    page = page.grid(&XS, &ys).text(64.0, 120.0, 10.0, "项目").text(210.0, 120.0, 10.0, "预算数");
    let levels: Vec<f32> = (0..6).map(|i| 130.0 + 20.0 * i as f32).collect();
    page = filled(page, &XS, &levels, 1);
    let table = rows(&layout(&[page]), 0);
    assert_eq!(table.len(), 6);
    assert_eq!(table[1], ["科目1", "1.25", "1,001.50"]);
    assert_eq!(table[5], ["科目5", "5.25", "1,005.50"]);
}

#[test]
fn page_numbers_heads_and_contents_are_set_aside() {
    let page = |n: usize| {
        Page::a4()
            .text(200.0, 40.0, 9.0, "某局2024年度部门决算公开")
            .text(80.0, 200.0, 12.0, &format!("第{n}段共有{n}1.50万元。"))
            .text(290.0, 810.0, 9.0, &format!("- {n} -"))
    };
    let contents = Page::a4()
        .text(270.0, 100.0, 16.0, "目  录")
        .text(80.0, 140.0, 12.0, "一、收入决算表………………………… 5")
        .text(80.0, 170.0, 12.0, "二、支出决算表………………………… 6");
    let document = layout(&[contents, page(2), page(3), page(4)]);
    assert_eq!(
        texts(&document),
        ["某局2024年度部门决算公开", "第2段共有21.50万元。", "第3段共有31.50万元。", "第4段共有41.50万元。"]
    );
}

#[test]
fn two_tables_side_by_side_are_two() {
    let ys = steps(100.0, 4);
    let right: Vec<f32> = XS.iter().map(|x| x + 420.0).collect();
    let page = filled(Page::new(1000.0, 600.0), &XS, &ys, 1).grid(&XS, &ys);
    let page = filled(page, &right, &ys, 5).grid(&right, &ys);
    let document = layout(&[page]);
    assert_eq!(document.tables().count(), 2);
    assert_eq!(rows(&document, 1)[0], ["科目5", "5.25", "1,005.50"]);
}

#[test]
fn a_number_wider_than_its_column_is_whole() {
    let ys = steps(100.0, 3);
    let mut page = Page::a4().grid(&[60.0, 100.0, 150.0, 200.0], &ys);
    for (i, pair) in ys.windows(2).enumerate() {
        let y = pair[1] - 6.0;
        page = page
            .text(62.0, y, 10.0, "甲")
            .text_right(149.0, y, 10.0, &format!("{}1,016,775.35", i + 1))
            .text_right(199.0, y, 10.0, "200.00");
    }
    assert_eq!(rows(&layout(&[page]), 0)[1], ["甲", "21,016,775.35", "200.00"]);
}

#[test]
fn labels_wrapped_about_their_row() {
    // No lines at all; labels of one to three lines, the numbers half a line off them.
    let labels: [&[&str]; 5] = [
        &["行政运行"],
        &["机关事业单位基本", "养老保险缴费支出"],
        &["事业运行"],
        &["甲一", "甲二", "甲三"],
        &["购房补贴"],
    ];
    let mut page = Page::a4();
    let mut y = 120.0;
    for (i, label) in labels.iter().enumerate() {
        for (k, line) in label.iter().enumerate() {
            page = page.text(64.0, y + 12.0 * k as f32, 10.0, line);
        }
        let middle = y + 6.0 * (label.len() - 1) as f32;
        page = page
            .text_right(316.0, middle, 10.0, &format!("{i}1.25"))
            .text_right(436.0, middle, 10.0, "100.50");
        y += 12.0 * label.len() as f32 + 6.0;
    }
    let table = rows(&layout(&[page]), 0);
    assert_eq!(table.len(), 5);
    assert_eq!(table[1], ["机关事业单位基本养老保险缴费支出", "11.25", "100.50"]);
    assert_eq!(table[3], ["甲一甲二甲三", "31.25", "100.50"]);
}

#[test]
fn numbers_wrapped_in_a_ruled_row_are_one_row() {
    let (xs, ys) = ([60.0, 130.0, 160.0, 190.0], [100.0, 120.0, 160.0, 180.0]);
    let mut page = Page::a4().grid(&xs, &ys).text(64.0, 114.0, 10.0, "项目").text(134.0, 114.0, 10.0, "甲");
    page = page.text(64.0, 143.0, 10.0, "本年收入合计");
    for (x, lines) in [(134.0, ["194", "1.7", "3"]), (164.0, ["195", "1.5", "2"])] {
        for (i, line) in lines.iter().enumerate() {
            page = page.text(x, 131.0 + 12.0 * i as f32, 10.0, line);
        }
    }
    page =
        page.text(64.0, 174.0, 10.0, "总计").text(136.0, 174.0, 10.0, "7.1").text(166.0, 174.0, 10.0, "7.2");
    let table = rows(&layout(&[page]), 0);
    assert_eq!(table.len(), 3);
    assert_eq!(table[1], ["本年收入合计", "1941.73", "1951.52"]);
}

#[test]
fn heads_over_several_columns_without_lines() {
    let xs = [60.0, 200.0, 280.0, 360.0, 440.0];
    let centred = |page: Page, from: usize, to: usize, y: f32, text: &str| {
        let width = 10.0 * text.chars().count() as f32;
        page.text((xs[from] + xs[to]) / 2.0 - width / 2.0, y, 10.0, text)
    };
    let mut page = centred(Page::a4(), 1, 4, 110.0, "公务用车购置及运行费");
    page = centred(page, 0, 1, 118.0, "单位名称");
    for (i, head) in ["小计", "购置费", "运行费"].iter().enumerate() {
        page = centred(page, i + 1, i + 2, 128.0, head);
    }
    for i in 0..5 {
        let y = 150.0 + 22.0 * i as f32;
        page = page.text(62.0, y, 10.0, &format!("单位{i}"));
        for (column, amount) in ["3.50", "1.25", "2.25"].iter().enumerate() {
            page = page.text_right(xs[column + 2] - 3.0, y, 10.0, &format!("{i}{amount}"));
        }
    }
    let document = layout(&[page]);
    let table = rows(&document, 0);
    assert_eq!(table[0], ["单位名称", "公务用车购置及运行费"]);
    assert_eq!(table[1], ["小计", "购置费", "运行费"]);
    assert_eq!(table[4], ["单位2", "23.50", "21.25", "22.25"]);
}

#[test]
fn a_label_that_touches_its_number() {
    let mut page = Page::a4().text(62.0, 100.0, 10.0, "项目").text(170.0, 100.0, 10.0, "合计");
    page = page.text(240.0, 100.0, 10.0, "基本支出");
    for (i, label) in ["甲", "乙的支出", "机关事业单位基本养老保险缴", "丙", "丁"].iter().enumerate()
    {
        let y = 120.0 + 20.0 * i as f32;
        page = page.text(62.0, y, 10.0, label).text_right(220.0, y, 10.0, &format!("{i}12.50"));
        page = page.text_right(290.0, y, 10.0, &format!("{i}11.25"));
    }
    let table = rows(&layout(&[page]), 0);
    assert_eq!(table[0], ["项目", "合计", "基本支出"]);
    assert_eq!(table[3], ["机关事业单位基本养老保险缴", "212.50", "211.25"]);
}

/// A page with a ruled table of three columns, the middle one narrow, and the texts of its rows; a text is one line.
fn narrow(rows: &[[&str; 3]], bottom: f32) -> Page {
    let xs = [60.0, 96.0, 140.0, 300.0];
    let top = bottom - 20.0 * rows.len() as f32;
    let ys: Vec<f32> = (0..=rows.len()).map(|i| top + 20.0 * i as f32).collect();
    let mut page = Page::a4().grid(&xs, &ys);
    for (row, y) in rows.iter().zip(&ys) {
        for (text, x) in row.iter().zip(xs) {
            page = page.text(x + 5.4, y + 13.0, 10.0, text);
        }
    }
    page
}

#[test]
fn two_full_rows_are_not_one_row_cut_by_the_end_of_the_page() {
    let pages = [
        narrow(&[["科目", "金额", "说明"], ["城管", "71,600.00", "维护"]], 800.0),
        narrow(&[["城乡", "19,633,800", ""], ["农业", "1.00", ""]], 140.0),
    ];
    let table = rows(&layout(&pages), 0);
    assert_eq!(table[1], ["城管", "71,600.00", "维护"]);
    assert_eq!(table[2], ["城乡", "19,633,800", ""]);
}

#[test]
fn a_row_is_whole_again_whose_numbers_the_end_of_the_page_tore() {
    let pages = [
        narrow(&[["科目", "金额", "说明"], ["城管", "1,744,00", ""]], 800.0),
        narrow(&[["执法", "0.00", ""], ["农业", "1.00", ""]], 140.0),
    ];
    assert_eq!(rows(&layout(&pages), 0).len(), 4);
    let pages = [
        narrow(&[["科目", "金额", "说明"], ["城管", "11,744,000", ""]], 800.0),
        narrow(&[["执法", ".00", ""], ["农业", "1.00", ""]], 140.0),
    ];
    let table = rows(&layout(&pages), 0);
    assert_eq!(table.len(), 3);
    assert_eq!(table[1], ["城管执法", "11,744,000.00", ""]);
}

#[test]
fn tables_that_share_a_line_are_two() {
    let (first, second) = ([60.0, 200.0, 320.0, 440.0], [60.0, 150.0, 240.0, 340.0, 440.0]);
    let ys = steps(100.0, 5);
    let below: Vec<f32> = (0..=5).map(|i| 200.0 + 20.0 * i as f32).collect();
    let mut page = filled(Page::a4().grid(&first, &ys), &first, &ys, 1);
    for &y in &below {
        page = page.line(60.0, y, 440.0, y);
    }
    for &x in &second {
        page = page.line(x, if x == 60.0 || x == 440.0 { 200.0 } else { 220.0 }, x, 300.0);
    }
    page = page.text(200.0, 214.0, 10.0, "支出决算表");
    for i in 1..5 {
        for (k, x) in second[..4].iter().enumerate() {
            page = page.text(x + 4.0, 214.0 + 20.0 * i as f32, 10.0, &format!("{i}{k}.50"));
        }
    }
    let document = layout(&[page]);
    assert_eq!(document.tables().count(), 2);
    assert_eq!(rows(&document, 0)[4], ["科目5", "5.25", "1,005.50"]);
    assert_eq!(rows(&document, 1)[0], ["支出决算表"]);
    assert_eq!(rows(&document, 1)[4], ["40.50", "41.50", "42.50", "43.50"]);
}

#[test]
fn a_page_that_shows_one_side_of_a_table_without_lines() {
    let xs = [60.0, 200.0, 320.0, 440.0];
    let head = |mut page: Page| {
        for (x, word) in xs.iter().zip(["项目", "决算数", "项目", "决算数"]) {
            page = page.text(*x, 100.0, 10.0, word);
        }
        page
    };
    let (mut left, mut right) = (head(Page::a4()), head(Page::a4()));
    for i in 0..6 {
        let y = 120.0 + 20.0 * i as f32;
        left = left.text(60.0, y, 10.0, &format!("收入{i}")).text_right(236.0, y, 10.0, &format!("{i}1.25"));
        left = left.text(320.0, y, 10.0, &format!("支出{i}")).text_right(476.0, y, 10.0, &format!("{i}2.50"));
        right =
            right.text(320.0, y, 10.0, &format!("以后{i}")).text_right(476.0, y, 10.0, &format!("{i}3.75"));
    }
    let document = layout(&[left, right]);
    assert_eq!(document.tables().count(), 1);
    let table = rows(&document, 0);
    assert_eq!(table.len(), 13);
    assert_eq!(table[12], ["", "", "以后5", "53.75"]);
}

#[test]
fn dashes_in_the_middle_of_a_column_of_numbers_stand_in_it() {
    let mut page = Page::a4();
    for (x, word) in [(64.0, "项目"), (200.0, "合计"), (300.0, "基本支出"), (400.0, "项目支出")] {
        page = page.text(x, 100.0, 10.0, word);
    }
    for i in 0..8 {
        let y = 120.0 + 20.0 * i as f32;
        page = page.text(64.0, y, 10.0, &format!("科目{i}"));
        let amount = |page: Page, x: f32, shown: bool| match shown {
            true => page.text_right(x + 40.0, y, 10.0, &format!("{i},167.50")),
            false => page.text(x, y, 10.0, "-"),
        };
        page = amount(page, 205.0, i % 4 != 3);
        page = amount(page, 312.0, i % 4 == 1);
        // Nothing but dashes in the last column.
        page = amount(page, 415.0, false);
    }
    let table = rows(&layout(&[page]), 0);
    assert_eq!(table[0], ["项目", "合计", "基本支出", "项目支出"]);
    assert_eq!(table[2], ["科目1", "1,167.50", "1,167.50", "-"]);
    assert_eq!(table[4], ["科目3", "-", "-", "-"]);
}

#[test]
fn texts_wrapped_in_a_ruled_row_are_one_row() {
    let (xs, ys) = ([60.0, 130.0, 152.0, 174.0, 196.0], [100.0, 120.0, 174.0, 194.0]);
    let mut page = Page::a4().grid(&xs, &ys).text(64.0, 114.0, 10.0, "指标").text(134.0, 114.0, 10.0, "甲");
    page = page.text(64.0, 150.0, 10.0, "合格率");
    for (x, lines) in [(134.0, ["=1", "00", "%"]), (156.0, ["=1", "00", "%"]), (178.0, ["10", "0", ""])] {
        for (i, line) in lines.iter().enumerate() {
            page = page.text(x, 134.0 + 14.0 * i as f32, 10.0, line);
        }
    }
    page = page.text(64.0, 188.0, 10.0, "总分").text(134.0, 188.0, 10.0, "9");
    let table = rows(&layout(&[page]), 0);
    assert_eq!(table.len(), 3);
    assert_eq!(table[1], ["合格率", "=100%", "=100%", "100"]);
}

#[test]
fn a_text_wider_than_its_cell_is_whole() {
    let ys = steps(100.0, 3);
    let page = Page::a4()
        .grid(&[60.0, 140.0, 200.0, 260.0, 330.0], &ys)
        .text(62.0, 114.0, 6.0, "项目")
        .text(164.0, 114.0, 6.0, "合计")
        // Centred: it reaches out on both sides.
        .text(185.0, 114.0, 8.0, "公务用车购置及运行维护费")
        // From the left, in three strings.
        .text(62.0, 134.0, 10.0, "办理事项")
        .text(102.0, 134.0, 10.0, "4623")
        .text(122.0, 134.0, 10.0, "件，开展专项整治行动6次。")
        .text(62.0, 154.0, 10.0, "合计")
        .text_right(258.0, 154.0, 10.0, "3.76")
        .text_right(328.0, 154.0, 10.0, "2.47");
    let table = rows(&layout(&[page]), 0);
    assert_eq!(table[0], ["项目", "合计", "公务用车购置及运行维护费", ""]);
    assert_eq!(table[1], ["办理事项4623件，开展专项整治行动6次。", "", "", ""]);
    assert_eq!(table[2], ["合计", "", "3.76", "2.47"]);
}

#[test]
fn columns_on_a_page_of_their_own_are_joined_or_told() {
    let ys = steps(100.0, 8);
    let left = filled(Page::a4(), &XS, &ys, 1).grid(&XS, &ys);
    let mut right = Page::a4().grid(&XS[..3], &ys);
    for (i, pair) in ys.windows(2).enumerate() {
        for x in &XS[1..3] {
            right = right.text_right(x - 4.0, pair[1] - 6.0, 10.0, &format!("{i}.50"));
        }
    }
    let other = filled(Page::a4().text(220.0, 80.0, 14.0, "支出决算表"), &XS, &ys, 1).grid(&XS, &ys);
    let cut = layout(&[left.clone(), right.clone(), other.clone()]);
    assert_eq!(cut.tables().map(|(_, t)| t.aligned).collect::<Vec<_>>(), [true, false]);
    assert_eq!(rows(&cut, 0)[2], ["科目3", "3.25", "1,003.50", "2.50", "2.50"]);
    assert!(cut.notes.is_empty());
    // Both of the pages before could be the left one of both.
    let cut = layout(&[left.clone(), left, right.clone(), right, other.clone()]);
    let right_parts = cut.notes.iter().find(|n| n.key == "pdf_right_parts").expect("a note");
    assert_eq!(right_parts.arguments[0].1, "3–4");
    assert!(cut.tables().take(2).all(|(_, t)| t.aligned) && cut.tables().all(|(_, t)| t.columns < 5));
    // Two tables of the same rows, each with its labels, are whole.
    let plain = layout(&[filled(Page::a4(), &XS, &ys, 1).grid(&XS, &ys), other]);
    assert!(plain.notes.is_empty() && plain.tables().all(|(_, t)| !t.aligned));
}

#[test]
fn what_a_narrow_cell_cuts_off_is_still_its_text() {
    let ys = steps(100.0, 2);
    let xs = [60.0, 130.0, 170.0, 230.0];
    // The page is 842 high; every text is cut off at the edges of its cell.
    let cell = |page: Page, column: usize, row: usize| {
        let (x, y) = (xs[column], 842.0 - ys[row + 1]);
        page.raw(&format!("q {x} {y} {} 20 re W n", xs[column + 1] - x))
    };
    let mut page = Page::a4().grid(&xs, &ys);
    page = cell(page, 0, 0).text(62.0, 114.0, 10.0, "项目").raw("Q");
    page = cell(page, 1, 0).text(125.0, 114.0, 10.0, "运行维护费").raw("Q");
    page = cell(page, 2, 0).text(180.0, 114.0, 10.0, "决算数").raw("Q");
    page = cell(page, 0, 1).text(62.0, 134.0, 10.0, "基本养老保险缴费支出").raw("Q");
    page = cell(page, 1, 1).text_right(168.0, 134.0, 10.0, "10058.137997").raw("Q");
    page = cell(page, 2, 1).text_right(228.0, 134.0, 10.0, "1.50").raw("Q");
    // Nothing of this is seen.
    page = page.raw("q 60 700 50 20 re W n").text(300.0, 130.0, 10.0, "99.99").raw("Q");
    let document = layout(&[page]);
    assert_eq!(rows(&document, 0)[0], ["项目", "运行维护费", "决算数"]);
    assert_eq!(rows(&document, 0)[1], ["基本养老保险缴费支出", "10058.137997", "1.50"]);
    assert!(texts(&document).is_empty());
}

#[test]
fn what_a_browser_prints_about_its_pages_does_not_part_a_table() {
    let (first, second) = (steps(100.0, 12), steps(60.0, 6));
    let about = |page: Page, number: u32, foot: f32| {
        page.text(60.0, 30.0, 8.0, "2026/11/30 10:00 部门决算公开").text(
            60.0,
            foot,
            8.0,
            &format!("https://example.cn/a.html {number}/6"),
        )
    };
    // Pages of two sizes: the head and the foot stand at two heights.
    let mut pages: Vec<Page> =
        (1..=3).map(|n| about(Page::a4().text(60.0, 400.0, 10.0, "说明。"), n, 820.0)).collect();
    let lying = || Page::new(842.0, 595.0);
    pages.push(about(filled(lying(), &XS, &first, 1).grid(&XS, &first), 4, 575.0));
    pages.push(about(filled(lying(), &XS, &second, 13).grid(&XS, &second), 5, 575.0));
    pages.push(about(lying().text(60.0, 200.0, 10.0, "说明。"), 6, 575.0));
    let document = layout(&pages);
    assert_eq!(document.tables().count(), 1);
    assert_eq!(rows(&document, 0).len(), 18);
    let about = |t: &String| t.contains("example") || t.contains("公开");
    assert_eq!(texts(&document).iter().filter(|t| about(t)).count(), 1, "{:?}", texts(&document));
}
