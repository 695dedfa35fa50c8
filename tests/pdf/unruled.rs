//! What is said of tables without lines: what no slip of the pen explains was read wrongly, and nothing is said of it.

use super::writer::{Page, write};
use gouji::Options;

/// The rules that find something in a report with this table of expenditure, and how many numbers were verified.
fn found(pages: &[Page]) -> (Vec<String>, usize) {
    let analyses = gouji::check_file(&write(pages), "report.pdf", &Options::default());
    let report = analyses.into_iter().next().expect("a result").expect("a report").report;
    (report.findings.iter().map(|f| f.rule.to_string()).collect(), report.summary.verified)
}

/// 支出决算表 of a department, with this as 基本支出 of the first class.
fn expenditure(basic: &str) -> Page {
    let rows = [
        ["", "合计", "1,258.46", "905.13", "353.33"],
        ["201", "一般公共服务支出", "1,012.20", basic, "318.77"],
        ["20103", "政府办公厅及相关机构事务", "1,012.20", "693.43", "318.77"],
        ["2010301", "行政运行", "693.43", "693.43", ""],
        ["2010302", "一般行政管理事务", "318.77", "", "318.77"],
        ["208", "社会保障和就业支出", "158.12", "158.12", ""],
        ["20805", "行政事业单位养老支出", "158.12", "158.12", ""],
        ["2080505", "机关事业单位基本养老保险缴费支出", "158.12", "158.12", ""],
        ["221", "住房保障支出", "88.14", "53.58", "34.56"],
        ["22102", "住房改革支出", "88.14", "53.58", "34.56"],
        ["2210201", "住房公积金", "88.14", "53.58", "34.56"],
    ];
    let mut page = Page::a4()
        .text(60.0, 60.0, 14.0, "某县某局2024年度部门决算")
        .text(240.0, 90.0, 14.0, "支出决算表")
        .text(460.0, 108.0, 9.0, "单位：万元");
    for (x, head) in [
        (62.0, "科目编码"),
        (150.0, "科目名称"),
        (325.0, "本年支出合计"),
        (425.0, "基本支出"),
        (505.0, "项目支出"),
    ] {
        page = page.text(x, 126.0, 9.0, head);
    }
    for (i, [code, name, total, own, project]) in rows.into_iter().enumerate() {
        let y = 144.0 + 16.0 * i as f32;
        page = page.text(62.0, y, 9.0, code).text(120.0, y, 9.0, name);
        for (x, amount) in [(378.0, total), (460.0, own), (540.0, project)] {
            page = page.text_right(x, y, 9.0, amount);
        }
    }
    page
}

#[test]
fn only_what_a_slip_of_the_pen_explains_is_told() {
    let (rules, verified) = found(&[expenditure("693.43")]);
    assert!(rules.is_empty(), "{rules:?}");
    assert!(verified > 20);
    // Two digits changed places.
    let (rules, _) = found(&[expenditure("639.43")]);
    assert!(rules.iter().any(|r| r == "GJ201"), "{rules:?}");
    // A number of another row.
    let (rules, _) = found(&[expenditure("158.12")]);
    assert!(rules.is_empty(), "{rules:?}");
}

#[test]
fn words_behind_an_amount_and_its_last_cent_have_their_own_cells() {
    let rows = [
        ("一、财政拨款收入", "18,161.15", "一、教育支出", "9,000.00"),
        ("二、事业收入", "30.00", "二、卫生健康支出", "9,200.15"),
        ("三、经营收入", "0.00", "三、农林水支出", "0.00"),
        ("四、其他收入", "9.00", "四、住房保障支出", "0.00"),
        ("本年收入合计", "18,200.15", "本年支出合计", "18,200.15"),
    ];
    let mut page =
        Page::a4().text(240.0, 90.0, 14.0, "收入支出决算总表").text(460.0, 108.0, 9.0, "单位：万元");
    for (x, head) in [(70.0, "项目"), (210.0, "决算数"), (280.0, "项目"), (420.0, "决算数")] {
        page = page.text(x, 126.0, 9.0, head);
    }
    for (i, (left, income, right, spent)) in rows.into_iter().enumerate() {
        let y = 144.0 + 20.0 * i as f32;
        // The columns touch: the words stand 3 points behind most amounts.
        let apart = if i == 4 { 12.0 } else { 3.0 };
        page = page.text(60.0, y, 9.0, left).text_right(240.0, y, 9.0, income).text(
            240.0 + apart,
            y,
            9.0,
            right,
        );
        page = match spent.strip_suffix("15").filter(|_| i == 4) {
            // Wrapped: 18,200.1 above the line of the row, 5 below it.
            Some(most) => {
                page.text_right(450.0, y - 5.0, 9.0, &format!("{most}1")).text_right(450.0, y + 6.0, 9.0, "5")
            }
            None => page.text_right(450.0, y, 9.0, spent),
        };
    }
    let document = super::read(&write(&[page])).expect("a sound file");
    let table = super::rows(&document, 0);
    assert_eq!(table[1], ["一、财政拨款收入", "18,161.15", "一、教育支出", "9,000.00"]);
    assert_eq!(table[5], ["本年收入合计", "18,200.15", "本年支出合计", "18,200.15"]);
}
