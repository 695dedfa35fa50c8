//! The account tables: layouts of several provinces are read, a wrong digit in each kind of table is found, and nothing
//! else is reported.

use gouji::document::Document;
use gouji::import::{Format, text};
use gouji::report::{Report, Status};
use gouji::{Options, check_document};

fn check(document: &Document) -> Report {
    check_document(document, "report.txt", Format::Text, &Options::default())
}

fn read(report: &str) -> Document {
    text::read_text(report)
}

/// The codes of all findings that are not mere notes.
fn codes(report: &Report) -> Vec<String> {
    let mut codes: Vec<String> = report
        .all_findings()
        .into_iter()
        .filter(|f| f.severity > gouji::ledger::Severity::Note)
        .map(|f| f.rule.clone())
        .collect();
    codes.sort();
    codes.dedup();
    codes
}

/// Sound tables in the layouts of several provinces, each with one wrong digit and the rule that must find it.
const LAYOUTS: &[(&str, &str, &str, &str, &str)] = &[
    (
        "codes in three columns, not padded, total last, in 元",
        "部门支出预算总表\n编制部门：某某办公室 单位：元\n类\t款\t项\t功能分类科目名称\t合计\t基本支出\t项目支出\n201\t\t\t一般公共服务支出\t82096797.42\t15686797.42\t66410000.00\n201\t3\t\t政府办公厅（室）及相关机构事务\t82096797.42\t15686797.42\t66410000.00\n201\t3\t1\t行政运行\t12029501.84\t11919501.84\t110000.00\n201\t3\t2\t一般行政管理事务\t70067295.58\t3767295.58\t66300000.00\n208\t\t\t社会保障和就业支出\t4213779.28\t4213779.28\t\n208\t5\t\t行政事业单位养老支出\t4213779.28\t4213779.28\t\n208\t5\t1\t行政单位离退休\t4213779.28\t4213779.28\t\n\t\t\t合计\t86310576.70\t19900576.70\t66410000.00\n",
        "12029501.84",
        "12029507.84",
        "GJ201",
    ),
    (
        "codes in three columns, class and section only where they change",
        "支出决算表\n金额单位：万元\n科目编码\t\t\t科目名称\t本年支出合计\t基本支出\t项目支出\n类\t款\t项\t\t\t\t\n栏次\t\t\t\t1\t2\t3\n合计\t\t\t\t351.44\t341.44\t10.00\n201\t\t\t一般公共服务支出\t251.44\t241.44\t10.00\n\t03\t\t政府办公厅事务\t251.44\t241.44\t10.00\n\t\t01\t行政运行\t241.44\t241.44\t\n\t\t02\t一般行政管理事务\t10.00\t\t10.00\n208\t\t\t社会保障和就业支出\t100.00\t100.00\t\n\t05\t\t行政事业单位养老支出\t100.00\t100.00\t\n\t\t05\t基本养老保险缴费支出\t100.00\t100.00\t\n",
        "社会保障和就业支出\t100.00",
        "社会保障和就业支出\t700.00",
        "GJ202",
    ),
    (
        "income by source with groups in the head",
        "部门收入总表\n单位：万元\n科目编码\t科目名称\t合计\t本年收入\t\t\t\t上年结转\n\t\t\t小计\t一般公共预算\t政府性基金预算\t事业收入\t\n合计\t\t175.50\t170.50\t100.25\t50.25\t20.00\t5.00\n205\t教育支出\t120.25\t120.25\t100.25\t\t20.00\t\n20502\t普通教育\t120.25\t120.25\t100.25\t\t20.00\t\n212\t城乡社区支出\t55.25\t50.25\t\t50.25\t\t5.00\n21208\t国有土地使用权出让收入安排的支出\t55.25\t50.25\t\t50.25\t\t5.00\n",
        "20502\t普通教育\t120.25\t120.25\t100.25",
        "20502\t普通教育\t120.25\t120.25\t108.25",
        "GJ203",
    ),
    (
        "an overview with numbered parts and carry-over",
        "部门收支总表\n单位：万元\n收入\t\t支出\t\n项目\t预算数\t项目\t预算数\n一、一般公共预算拨款收入\t850.11\t一、一般公共服务支出\t700.11\n二、政府性基金预算拨款收入\t40.00\t二、社会保障和就业支出\t110.00\n三、事业收入\t9.89\t三、城乡社区支出\t60.00\n本年收入合计\t900.00\t本年支出合计\t870.11\n上年结转\t20.11\t结转下年\t50.00\n收入总计\t920.11\t支出总计\t920.11\n",
        "上年结转\t20.11",
        "上年结转\t29.11",
        "GJ205",
    ),
    (
        "income and carry-over each with its budgets",
        "财政拨款收支总表\n单位：万元\n收入\t\t支出\t\t\t\n项目\t预算数\t项目\t合计\t一般公共预算\t政府性基金预算\n一、本年收入\t100.00\t一、本年支出\t104.00\t89.00\t15.00\n（一）一般公共预算拨款\t85.00\t（一）一般公共服务支出\t60.00\t60.00\t\n（二）政府性基金预算拨款\t15.00\t（二）城乡社区支出\t44.00\t29.00\t15.00\n二、上年结转\t5.00\t二、结转下年\t1.00\t1.00\t\n（一）一般公共预算拨款\t5.00\t\t\t\t\n收入总计\t105.00\t支出总计\t105.00\t90.00\t15.00\n",
        "（二）政府性基金预算拨款\t15.00",
        "（二）政府性基金预算拨款\t51.00",
        "GJ206",
    ),
    (
        "two sides that balance",
        "收入支出决算总表\n单位：万元\n收入\t\t\t支出\t\t\n项目\t行次\t金额\t项目\t行次\t金额\n栏次\t\t1\t栏次\t\t2\n一、财政拨款收入\t1\t100.00\t一、一般公共服务支出\t31\t70.00\n二、其他收入\t2\t20.00\t二、教育支出\t32\t40.00\n本年收入合计\t25\t120.00\t本年支出合计\t55\t110.00\n年初结转和结余\t27\t5.00\t年末结转和结余\t57\t15.00\n总计\t28\t125.00\t总计\t58\t125.00\n",
        "总计\t58\t125.00",
        "总计\t58\t152.00",
        "GJ204",
    ),
    (
        "economic classes in three blocks",
        "一般公共预算财政拨款基本支出决算表\n单位：万元\n人员经费\t\t\t公用经费\t\t\t\t\t\n科目编码\t科目名称\t金额\t科目编码\t科目名称\t金额\t科目编码\t科目名称\t金额\n301\t工资福利支出\t553.64\t302\t商品和服务支出\t99.06\t307\t债务利息及费用支出\t0.00\n30101\t基本工资\t312.46\t30201\t办公费\t45.16\t310\t资本性支出\t2.18\n30102\t津贴补贴\t241.18\t30202\t印刷费\t50.00\t31002\t办公设备购置\t2.18\n303\t对个人和家庭的补助\t46.76\t30203\t咨询费\t3.90\t\t\t\n30302\t退休费\t46.76\t\t\t\t\t\t\n人员经费合计\t\t600.40\t公用经费合计\t\t\t\t\t101.24\n",
        "101.24",
        "110.24",
        "GJ208",
    ),
    (
        "the three public expenses in rows, reception first",
        "一般公共预算“三公”经费支出表\n单位：万元\n项目\t2024年预算数\t2025年预算数\n合计\t40.00\t37.91\n一、公务接待费\t1.44\t1.35\n二、公务用车购置及运行维护费\t38.56\t36.56\n其中：公务用车购置费\t17.00\t15.00\n公务用车运行维护费\t21.56\t21.56\n三、因公出国（境）费用\t\t\n",
        "36.56",
        "63.56",
        "GJ207",
    ),
    (
        "the three public expenses in columns, abroad, vehicles, reception",
        "“三公”经费公共预算财政拨款支出决算表\n单位：万元\n合计\t因公出国（境）费\t公务用车购置及运行费\t\t\t公务接待费\n\t\t小计\t公务用车购置费\t公务用车运行费\t\n18.05\t\t17.50\t\t17.50\t0.55\n",
        "\t17.50\t\t17.50",
        "\t17.50\t\t71.50",
        "GJ207",
    ),
    (
        "a government fund with carry-over",
        "政府性基金预算财政拨款收入支出决算表\n单位：万元\n科目编码\t科目名称\t年初结转和结余\t本年收入\t本年支出\t\t\t年末结转和结余\n\t\t\t\t小计\t基本支出\t项目支出\t\n合计\t\t5.00\t100.00\t90.00\t\t90.00\t15.00\n212\t城乡社区支出\t5.00\t100.00\t90.00\t\t90.00\t15.00\n21208\t国有土地使用权出让收入安排的支出\t5.00\t100.00\t90.00\t\t90.00\t15.00\n",
        "合计\t\t5.00\t100.00\t90.00\t\t90.00\t15.00",
        "合计\t\t5.00\t100.00\t90.00\t\t90.00\t51.00",
        "GJ210",
    ),
];

#[test]
fn layouts_are_read_and_a_wrong_digit_is_found() {
    for (name, sound, right, wrong, rule) in LAYOUTS {
        let report = check(&read(sound));
        assert_eq!(codes(&report), Vec::<String>::new(), "{name}: {:?}", report.findings);
        let unchecked = report.numbers.iter().filter(|n| n.status == Status::Unchecked).count();
        assert!(unchecked * 20 <= report.numbers.len(), "{name}: {unchecked} of {}", report.numbers.len());
        assert!(sound.contains(right), "{name}");
        let planted = check(&read(&sound.replacen(right, wrong, 1)));
        assert!(codes(&planted).iter().any(|c| c == rule), "{name}: {:?}", planted.findings);
        assert_eq!(planted.findings.len(), 1, "{name}: {:#?}", planted.findings);
    }
}

#[test]
fn continued_on_the_next_page_with_and_without_heads() {
    let head = "科目编码\t科目名称\t合计\t基本支出\t项目支出\n";
    let first = "201\t一般公共服务支出\t30.00\t20.00\t10.00\n20103\t政府办公厅事务\t30.00\t20.00\t10.00\n";
    let second = "2010301\t行政运行\t20.00\t20.00\t\n2010302\t一般行政管理事务\t10.00\t\t10.00\n合计\t\t30.00\t20.00\t10.00\n";
    for again in [head, ""] {
        let sound = format!("支出决算表\n单位：万元\n{head}{first}\n- 12 -\n\n{again}{second}");
        let report = check(&read(&sound));
        assert_eq!(codes(&report), Vec::<String>::new(), "{:?}", report.findings);
        let wrong = check(&read(&sound.replace("行政运行\t20.00\t20.00", "行政运行\t26.00\t26.00")));
        assert_eq!(codes(&wrong), ["GJ201"], "{again:?} {:?}", wrong.findings);
    }
}

#[test]
fn templates_and_unclear_tables_are_not_blamed() {
    let template = "收入决算表\n单位：万元\n科目编码\t科目名称\t本年收入合计\t财政拨款收入\t其他收入\n合计\t\t\t\t\n205\t教育支出\t\t\t\n20502\t普通教育\t\t\t\n…\t…\t\t\t\n";
    assert_eq!(codes(&check(&read(template))), Vec::<String>::new());
    // Nothing adds up: the layout was not understood, so nothing is said about it.
    let scrambled = "支出决算表\n单位：万元\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n201\t一般公共服务支出\t30.01\t99.00\t10.00\n20103\t政府办公厅事务\t11.07\t28.00\t70.00\n2010301\t行政运行\t25.02\t20.40\t33.30\n205\t教育支出\t80.21\t3.00\t1.00\n20502\t普通教育\t7.77\t60.06\t10.00\n合计\t\t300.50\t2.22\t8.10\n";
    let report = check(&read(scrambled));
    assert_eq!(codes(&report), Vec::<String>::new(), "{:?}", report.findings);
    assert!(report.unchecked.iter().all(|u| u.reason.contains("版面不清")), "{:?}", report.unchecked.first());
}

#[test]
fn published_reports_hold_no_false_errors() {
    let read = |path: &str| {
        let bytes = std::fs::read(format!("{}/tests/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap();
        gouji::check_file(&bytes, path, &Options::default()).remove(0).unwrap().report
    };
    let table_codes = |report: &Report| -> Vec<String> {
        codes(report).into_iter().filter(|c| c.starts_with("GJ2") || c.starts_with("GJ4")).collect()
    };
    // The subdistrict's narrative names one class otherwise than its table does.
    for (path, found) in [
        ("corpus/budget-2025-office.pdf", &[][..]),
        ("corpus/budget-2025-subdistrict.pdf", &["GJ406"]),
        ("fixtures/tables.xlsx", &[]),
    ] {
        assert_eq!(table_codes(&read(path)), found, "{path}");
    }
    // The narrative takes 基本支出 and 人员经费 of all money for those of the general public budget, and names classes as
    // they were called before.
    let planning = read("corpus/final-accounts-2024-planning.pdf");
    assert_eq!(table_codes(&planning), ["GJ401", "GJ406"]);
    let stated: Vec<_> = planning.all_findings().iter().filter_map(|f| f.stated.clone()).collect();
    for wrong in ["5377.64万元", "4896.98万元"] {
        assert!(stated.iter().any(|s| s.replace(' ', "") == wrong), "{wrong}: {stated:?}");
    }
    let amounts = planning.summary.amounts;
    assert!(amounts.recomputed * 100 >= amounts.total * 85, "{amounts:?}");
}

/// A sound list of classes; the row of a class and the line that numbers the columns can be put otherwise.
fn classes(counted: &str, upkeep: &str) -> String {
    format!(
        "支出决算表\n单位：万元\n科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\t上缴上级支出\n{counted}\n合计\t\t314.89\t294.89\t20.00\t\n\
         208\t社会保障和就业支出\t243.58\t243.58\t0.00\t\n20805\t行政事业单位养老支出\t243.58\t243.58\t0.00\t\n\
         2080501\t行政单位离退休\t43.58\t43.58\t0.00\t\n2080505\t基本养老保险缴费支出\t{upkeep}\t{upkeep}\t0.00\t\n\
         210\t卫生健康支出\t71.31\t51.31\t20.00\t\n21011\t行政事业单位医疗\t71.31\t51.31\t20.00\t\n2101101\t行政单位医疗\t71.31\t51.31\t20.00\t\n"
    )
}

#[test]
fn numbers_hidden_by_narrow_columns_are_told_and_not_missed() {
    let of = |text: &str| {
        gouji::check_file(text.as_bytes(), "a.txt", &Options::default()).remove(0).unwrap().report
    };
    let sound = of(&classes("栏次\t\t1\t2\t3\t4", "200.00"));
    assert_eq!((sound.findings.len(), sound.notes.len()), (0, 0), "{:?}", sound.findings);
    let hidden = of(&classes("栏次\t\t1\t2\t3\t4", "######"));
    assert_eq!(hidden.findings, []);
    assert!(hidden.notes.iter().any(|n| n.incomplete && n.text.contains("2 格")), "{:?}", hidden.notes);
    // What does not pass through the hidden ones is still judged.
    let wrong = of(&classes("栏次\t\t1\t2\t3\t4", "######").replacen("20.00", "21.00", 1));
    assert_eq!(codes(&wrong), ["GJ202"]);
}

#[test]
fn numbers_of_columns_behind_words_that_reached_down_are_no_amounts() {
    for counted in ["栏次\t\t1\t2\t3\t出4", "类款\t栏次\t1\t2\t3\t4", "类合计\t栏次\t1\t2\t3\t4"]
    {
        let report = check(&read(&classes(counted, "200.00")));
        assert_eq!(report.findings, [], "{counted}");
        assert!(report.numbers.iter().all(|n| n.text.len() > 1), "{counted}");
    }
}

#[test]
fn rows_without_a_name_are_not_the_same_row() {
    let report = "支出决算表\n单位：万元\n科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n合计\t\t314.89\t294.89\t20.00\n208\t\t243.58\t243.58\t0.00\n20805\t\t243.58\t243.58\t0.00\n2080501\t\t43.58\t43.58\t0.00\n2080505\t\t200.00\t200.00\t0.00\n210\t\t71.31\t51.31\t20.00\n21011\t\t71.31\t51.31\t20.00\n2101101\t\t71.31\t51.31\t20.00\n";
    assert_eq!(check(&read(report)).findings, []);
}

#[test]
fn amounts_below_nothing_in_the_ways_of_books_and_office_programs() {
    for minus in ["(1,020.50)", "（1,020.50）", "–1,020.50", "- 1,020.50", "-¥1,020.50", "(¥1,020.50)"]
    {
        let table = |total: &str| {
            format!(
                "项目支出明细表\n单位：万元\n项目名称\t年初预算数\t预算调整数\t调整后预算数\n合计\t3,500.00\t{total}\t2,529.50\n河道疏浚\t1,500.00\t{minus}\t479.50\n堤防维护\t1,200.00\t50.00\t1,250.00\n水文监测\t800.00\t0.00\t800.00\n"
            )
        };
        assert_eq!(codes(&check(&read(&table("-970.50")))), [""; 0], "{minus}");
        assert_eq!(codes(&check(&read(&table("-979.50")))), ["GJ205"], "{minus}");
    }
}

#[test]
fn units_behind_amounts_and_one_head_over_codes_and_names() {
    let table = |education: &str| {
        format!(
            "支出决算表\n单位：万元\n项目\t\t本年支出合计\t基本支出\t项目支出\n合计\t\t351.44万元\t341.44万元\t10.00万元\n205\t教育支出\t{education}万元\t241.44万元\t10.00万元\n20502\t普通教育\t251.44万元\t241.44万元\t10.00万元\n2050202\t小学教育\t251.44万元\t241.44万元\t10.00万元\n208\t社会保障和就业支出\t100.00万元\t100.00万元\t0.00万元\n20805\t行政事业单位养老支出\t100.00万元\t100.00万元\t0.00万元\n"
        )
    };
    assert_eq!(codes(&check(&read(&table("251.44")))), [""; 0]);
    assert_eq!(codes(&check(&read(&table("257.44")))), ["GJ201", "GJ202", "GJ203"]);
}
