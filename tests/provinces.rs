//! Sound reports in the wordings of many provinces: nothing to object to, most of it checked.

use gouji::report::Report;
use gouji::{Options, check_file};

fn sound(name: &str) {
    sound_file(&format!("{name}-0.txt"));
}

fn sound_file(file: &str) {
    let bytes = std::fs::read(format!("tests/provinces/{file}")).unwrap();
    let mut results = check_file(&bytes, file, &Options::default());
    let report = results.remove(0).unwrap().report;
    let objections: Vec<&str> = report.findings.iter().map(|f| f.message.as_str()).collect();
    assert!(objections.is_empty(), "{objections:#?}");
    let s = &report.summary;
    assert!(s.verified * 100 >= s.numbers * 85, "{} of {} verified", s.verified, s.numbers);
}

#[test]
fn sichuan() {
    sound("sichuan");
}

#[test]
fn guangxi() {
    sound("guangxi");
}

#[test]
fn chongqing() {
    sound("chongqing");
}

#[test]
fn jiangsu() {
    sound("jiangsu");
}

#[test]
fn zhejiang() {
    sound("zhejiang");
}

#[test]
fn hunan() {
    sound("hunan");
}

#[test]
fn guangdong() {
    sound("guangdong");
}

/// At least so many per cent of its numbers were checked.
fn checked(name: &str, report: &Report, least: u64) {
    let s = &report.summary;
    assert!(s.verified as u64 * 100 >= s.numbers as u64 * least, "{name}: {} of {}", s.verified, s.numbers);
}

/// The bound a file has of its own.
fn least_of(own: &[(&str, u64)], name: &str) -> Option<u64> {
    own.iter().find(|(file, _)| *file == name).map(|(_, least)| *least)
}

/// What the files of a folder give, each without an objection.
fn unobjectionable(folder: &str, fewest: usize) -> Vec<(String, Report)> {
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= fewest);
    let read = |path: std::path::PathBuf| {
        let name = path.file_name().unwrap().to_str().unwrap().to_string();
        let mut results = check_file(&std::fs::read(&path).unwrap(), &name, &Options::default());
        let report = results.remove(0).unwrap().report;
        let objections: Vec<&str> = report.findings.iter().map(|f| f.message.as_str()).collect();
        assert!(objections.is_empty(), "{name}: {objections:#?}");
        (name, report)
    };
    files.into_iter().map(read).collect()
}

/// A file of a lot, what stands in it once, what is planted instead, and the rules of which one reports it.
type Planted = (&'static str, &'static str, &'static str, &'static [&'static str]);

/// Each change is reported by a rule that may.
fn planted(lot: &str, changes: &[Planted]) {
    for &(file, sound, planted, rules) in changes {
        let text = std::fs::read_to_string(format!("tests/provinces/{lot}/{file}")).unwrap();
        assert_eq!(text.matches(sound).count(), 1, "{file}: {sound}");
        let bytes = text.replace(sound, planted).into_bytes();
        let report = check_file(&bytes, file, &Options::default()).remove(0).unwrap().report;
        let found: Vec<String> =
            report.findings.iter().map(|f| format!("{} {}", f.rule, f.message)).collect();
        let reported = |rule: &&str| found.iter().any(|f| f.starts_with(*rule));
        assert!(rules.iter().any(reported), "{file}: {planted}: {found:#?}");
    }
}

/// Self-evaluation forms as thirty provinces and ministries lay them out: nothing to object to, every score and weight checked.
#[test]
fn forms_of_every_layout() {
    for (name, report) in unobjectionable("tests/provinces/forms", 25) {
        assert!(!report.forms.is_empty(), "{name}: no form");
        let s = &report.summary;
        assert_eq!(s.scores.recomputed, s.scores.total, "{name}: scores");
        assert!(s.amounts.recomputed * 100 >= s.amounts.total * 75, "{name}: amounts {:?}", s.amounts);
        // A form without scores leaves its targets and actuals with nothing to compare.
        if s.scores.total > 0 {
            assert!(s.verified * 100 >= s.numbers * 85, "{name}: {} of {}", s.verified, s.numbers);
            assert!(report.forms.iter().all(|f| f.recomputed_total.is_some()), "{name}: total");
        }
    }
}

#[test]
fn saved_pages() {
    for name in ["shaanxi", "fujian"] {
        sound_file(&format!("{name}-0.html"));
    }
}

#[test]
fn further_provinces() {
    for name in ["beijing", "hubei", "yunnan", "jiangxi", "liaoning", "neimenggu"] {
        sound(name);
    }
}

#[test]
fn budgets_and_copied_text() {
    for name in ["ningxia", "hebei", "henan", "guizhou"] {
        sound(name);
    }
}

#[test]
fn a_careless_report_raises_no_objection() {
    let bytes = std::fs::read("tests/provinces/anhui-0.txt").unwrap();
    let report = check_file(&bytes, "anhui-0.txt", &Options::default()).remove(0).unwrap().report;
    assert!(report.findings.is_empty(), "{:#?}", report.findings);
}

/// Reports, forms and documents of other kinds that were written after the engine had been fitted to the rest:
/// nothing to object to in any, most of a report checked.
#[test]
fn written_later() {
    for (name, report) in unobjectionable("tests/provinces/later", 30) {
        let s = &report.summary;
        // A township's accounts of the whole budget leave most of their bases unpublished.
        if name.starts_with("report-") && !name.contains("town") {
            assert!(s.verified * 100 >= s.numbers * 90, "{name}: {} of {}", s.verified, s.numbers);
            assert!(s.amounts.recomputed * 100 >= s.amounts.total * 95, "{name}: amounts {:?}", s.amounts);
        }
    }
}

/// A third lot, written after the engine had been fitted to the first two: final accounts,
/// budgets, the accounts of whole counties and townships, evaluations in prose. Per file: the least share that is checked.
#[test]
fn written_third() {
    const LEAST: &[(&str, u64)] = &[
        ("form-costs.tsv", 90),
        ("form-department.html", 70),
        ("form-projects.tsv", 65),
        ("form-special.docx", 45),
        ("again-street.html", 80),
        ("last-adjusted.tsv", 90),
        ("last-assets.docx", 85),
        ("last-stages.txt", 70),
        ("last-survey.docx", 38),
        ("report-corrected.html", 89),
        ("report-court.html", 87),
        ("report-police.tsv", 92),
        ("report-academy.xlsx", 95),
        ("report-vocational.pdf.txt", 38),
        ("whole-county.tsv", 90),
        ("whole-debt.tsv", 82),
        ("whole-district.docx", 86),
        ("whole-insurance.txt", 95),
    ];
    for (name, report) in unobjectionable("tests/provinces/third", 36) {
        checked(&name, &report, least_of(LEAST, &name).unwrap_or(90));
    }
}

/// A fourth lot: ordinary published final accounts of twelve bureaus, each with its nine tables and its evaluation forms.
/// Text copied out of a printed report loses its columns, so that little of it is checked.
#[test]
fn written_fourth() {
    const LEAST: &[(&str, u64)] = &[("culture.pdf.txt", 15), ("nature.pdf.txt", 12), ("land.tsv", 94)];
    for (name, report) in unobjectionable("tests/provinces/fourth", 12) {
        checked(&name, &report, least_of(LEAST, &name).unwrap_or(95));
    }
}

/// A fifth lot: ordinary published final accounts of ten more units, three of them as workbooks.
#[test]
fn written_fifth() {
    for (name, report) in unobjectionable("tests/provinces/fifth", 10) {
        checked(&name, &report, 90);
    }
}

/// A sixth lot: the narrative of four units, into which errors were planted number by number while it was written.
#[test]
fn written_sixth() {
    for (name, report) in unobjectionable("tests/provinces/sixth", 4) {
        checked(&name, &report, 90);
    }
}

/// A seventh lot: narratives as many provinces, a ministry, hospitals, schools, courts and counties word them.
#[test]
fn written_seventh() {
    for (name, report) in unobjectionable("tests/provinces/seventh", 11) {
        checked(&name, &report, 74);
    }
}

/// An eighth lot: reports of as many provinces, towns, courts and schools, half of them with their tables, and an evaluation in prose.
/// Per file: the least share that is checked.
#[test]
fn written_eighth() {
    const LEAST: &[(&str, u64)] = &[
        ("centre-budget.txt", 65),
        ("discipline.txt", 75),
        ("project-evaluation.txt", 75),
        ("self-evaluation.txt", 80),
        ("city-report.txt", 85),
        ("school-accounts.txt", 85),
    ];
    for (name, report) in unobjectionable("tests/provinces/eighth", 18) {
        checked(&name, &report, least_of(LEAST, &name).unwrap_or(92));
    }
}

/// A ninth lot: tables of many layouts by themselves, accounts as well as forms and lists of scores. Per file: the least share that
/// is checked.
#[test]
fn written_ninth() {
    const LEAST: &[(&str, u64)] = &[
        ("coarse.html", 45),
        ("each-case.html", 45),
        ("empty-then-not.xlsx", 80),
        ("quarters.txt", 85),
        ("relative.html", 30),
        ("reviewed.txt", 65),
        ("scored-tasks.txt", 55),
        ("survey.html", 80),
        ("three-public.txt", 60),
        ("three-scores.txt", 70),
        ("two-lists.html", 85),
        ("two-lists.txt", 85),
        ("two-projects.html", 30),
        ("unit-scores.txt", 40),
        ("weighted.docx", 60),
    ];
    for (name, report) in unobjectionable("tests/provinces/ninth", 40) {
        checked(&name, &report, least_of(LEAST, &name).unwrap_or(90));
    }
}

/// A tenth lot: funds, debts, grants by the head, evaluations told in sentences, several years side by side. Per file: the least
/// share that is checked.
#[test]
fn written_tenth() {
    const LEAST: &[(&str, u64)] = &[
        ("school-years.txt", 40),
        ("training-evaluation.txt", 65),
        ("livelihood.txt", 70),
        ("subsidies.txt", 80),
        ("court-evaluation.txt", 80),
        ("districts.txt", 40),
        ("education.txt", 70),
        ("pension.txt", 75),
    ];
    for (name, report) in unobjectionable("tests/provinces/tenth", 25) {
        // What is told loosely, round and in part, is not to be objected to, nor can much of it be checked.
        let usual = if name.starts_with("loose-") { 0 } else { 85 };
        checked(&name, &report, least_of(LEAST, &name).unwrap_or(usual));
    }
}

/// One number of the tenth lot changed: the rule that reports it, and at which number.
#[test]
fn planted_in_the_tenth() {
    const PLANTED: &[Planted] = &[
        ("insurance.txt", "本年收入46543万元", "本年收入46443万元", &["GJ127", "GJ107"]),
        ("subsidies.txt", "合计158万元", "合计185万元", &["GJ119"]),
        ("subsidies.txt", "发放资金485.1万元", "发放资金458.1万元", &["GJ119", "GJ122"]),
        ("county-funds.txt", "还本付息合计8.13亿元", "还本付息合计8.31亿元", &["GJ122"]),
        ("county-funds.txt", "尚有74.11万元", "尚有47.11万元", &["GJ127"]),
        ("unit-accounts.txt", "办公费24.12万元", "办公费24.82万元", &["GJ107"]),
        ("unit-accounts.txt", "节约率5.87%", "节约率8.57%", &["GJ103"]),
        ("assets.txt", "在建工程31.33亿元", "在建工程34.33亿元", &["GJ101", "GJ107"]),
        ("school-years.txt", "下降2.85%", "下降2.58%", &["GJ103"]),
        ("training-evaluation.txt", "得34.5分", "得35.4分", &["GJ326"]),
    ];
    planted("tenth", PLANTED);
}

/// An eleventh lot: forms of projects and units, lists of projects with scores, tables that tell only what was taken off. Per
/// file: the least share that is checked.
#[test]
fn written_eleventh() {
    const LEAST: &[(&str, u64)] = &[
        ("bands.txt", 65),
        ("by-source.txt", 75),
        ("experts.txt", 50),
        ("reviewed-twice.html", 75),
        ("self-and-review.txt", 65),
        ("targets.txt", 65),
        ("weighted.txt", 65),
    ];
    for (name, report) in unobjectionable("tests/provinces/eleventh", 18) {
        checked(&name, &report, least_of(LEAST, &name).unwrap_or(80));
    }
}

/// One number of the eleventh lot changed: the rule that reports it.
#[test]
fn planted_in_the_eleventh() {
    const PLANTED: &[Planted] = &[
        ("bands.txt", "812.47", "821.47", &["GJ205"]),
        ("beside.txt", "执行率\t91.00%", "执行率\t90.10%", &["GJ302"]),
        ("by-source.txt", "基本支出\t183.94", "基本支出\t189.34", &["GJ301"]),
        ("deducted.txt", "1\t1.5\t0\t97.5", "1\t1.5\t0\t95.7", &["GJ325"]),
        ("hundred-points.txt", "15%\t99\t14.85", "15%\t99\t14.58", &["GJ305"]),
        ("self-and-review.txt", "87.06", "87.60", &["GJ325"]),
        ("two-levels.txt", "23.5\t1.5\t94.00%\n　", "25.3\t1.5\t94.00%\n　", &["GJ308"]),
        ("only-deductions.txt", "最终得分95分", "最终得分96分", &["GJ321"]),
        ("targets.txt", "232.28", "223.28", &["GJ301"]),
        ("weighted.txt", "90.62", "90.26", &["GJ325"]),
    ];
    planted("eleventh", PLANTED);
}

/// A twelfth lot: budgets adjusted, debts and the tables that balance them, several measures side by side, lists by classes, items
/// announced by their number. Per file: the least share that is checked.
#[test]
fn written_twelfth() {
    const LEAST: &[(&str, u64)] = &[
        ("announced.txt", 35),
        ("classes.txt", 80),
        ("debt-balance.txt", 65),
        ("raised.txt", 75),
        ("respectively.txt", 80),
    ];
    for (name, report) in unobjectionable("tests/provinces/twelfth", 20) {
        let usual = if name.starts_with("loose-") { 0 } else { 85 };
        checked(&name, &report, least_of(LEAST, &name).unwrap_or(usual));
    }
}

/// One number or word of the twelfth lot changed: the rule that reports it, and another that may.
#[test]
fn planted_in_the_twelfth() {
    const PLANTED: &[Planted] = &[
        ("adjusted.txt", "调整为32917万元", "调整为32197万元", &["GJ105"]),
        ("adjusted.txt", "本次调增16982", "本次调减16982", &["GJ105"]),
        ("county-income.txt", "收入合计104297", "收入合计104927", &["GJ122"]),
        ("two-lists.txt", "占总支出的22.19%", "占总支出的21.29%", &["GJ101"]),
        ("court.txt", "减少247件", "减少274件", &["GJ105", "GJ103"]),
        ("debt-balance.txt", "支出\t8.53\t8.53", "支出\t8.53\t8.35", &["GJ210"]),
        ("formula-row.txt", "96.05", "96.50", &["GJ203"]),
        ("in-line.txt", "执行率99.63%", "执行率96.93%", &["GJ110"]),
        ("insurance-kinds.txt", "年末滚存结余310.58", "年末滚存结余301.58", &["GJ107"]),
        ("scores.txt", "平均得分88.42分", "平均得分84.82分", &["GJ327"]),
        ("procurement.txt", "工程类采购项目137个", "工程类采购项目173个", &["GJ107"]),
        ("procurement.txt", "节约资金918.36", "节约资金981.36", &["GJ103", "GJ105"]),
        ("raised.txt", "调减56.19", "调减65.19", &["GJ324"]),
        ("announced.txt", "南山公路工程671万元", "南山公路工程617万元", &["GJ107"]),
        ("classes.txt", "项目支出26.51", "项目支出25.61", &["GJ107"]),
    ];
    planted("twelfth", PLANTED);
}

/// A thirteenth lot: tables of performance: forms of several years and quarters, summaries by department and grade, points that
/// several gave, money by factors, lists of costs. Per file: the least share that is checked.
#[test]
fn written_thirteenth() {
    const LEAST: &[(&str, u64)] = &[
        ("factors.txt", 65),
        ("key-tasks.txt", 75),
        ("last-year.tsv", 60),
        ("quarters.txt", 25),
        ("several-units.html", 75),
        ("targets.tsv", 60),
        ("three-years.tsv", 35),
        ("transfer.txt", 50),
    ];
    for (name, report) in unobjectionable("tests/provinces/thirteenth", 27) {
        checked(&name, &report, least_of(LEAST, &name).unwrap_or(85));
    }
}

/// One number of the thirteenth lot changed: the rule that reports it.
#[test]
fn planted_in_the_thirteenth() {
    const PLANTED: &[Planted] = &[
        ("basic-and-projects.tsv", "695.79", "695.97", &["GJ302"]),
        ("by-department.html", "84.62%", "48.62%", &["GJ211"]),
        ("by-money.txt", "556.11", "565.11", &["GJ211"]),
        ("costs.tsv", "18178", "18718", &["GJ211"]),
        ("experts.tsv", "8.25", "8.52", &["GJ323"]),
        ("factors.txt", "63.66", "36.66", &["GJ325"]),
        ("grades.tsv", "54.5%", "45.5%", &["GJ211"]),
        ("hospital.html", "7944.35", "9744.35", &["GJ211"]),
        ("indicators-counted.txt", "91.67%", "91.76%", &["GJ211"]),
        ("key-tasks.txt", "95.40%", "94.50%", &["GJ211"]),
        ("last-year.tsv", "11.34", "11.43", &["GJ323"]),
        ("weighted.tsv", "30.38", "30.83", &["GJ323"]),
        ("places.txt", "80.75", "80.57", &["GJ205"]),
        ("quarters.txt", "814.04", "814.40", &["GJ301"]),
        ("reviewed.html", "93.4", "39.4", &["GJ323"]),
        ("score-rates.html", "85.71%", "85.17%", &["GJ323"]),
        ("several-units.html", "96.5", "69.5", &["GJ323"]),
        ("targets.tsv", "327.55", "372.55", &["GJ301"]),
        ("tasks.html", "91.15%", "19.15%", &["GJ211"]),
        ("three-levels.txt", "80.00%", "80.07%", &["GJ323"]),
        ("three-years.tsv", "678.48", "687.48", &["GJ301"]),
        ("transfer.txt", "1256.19", "1526.19", &["GJ301"]),
    ];
    planted("thirteenth", PLANTED);
}

/// A fourteenth lot: whole reports of units. Lists whose unit stands after the last number, what was carried over of one fund, shares told
/// before their whole, codes behind the numbers of items, brackets among what is listed.
#[test]
fn written_fourteenth() {
    const LEAST: &[(&str, u64)] = &[("shares-first.txt", 90), ("together.txt", 80), ("vehicles.txt", 85)];
    for (name, report) in unobjectionable("tests/provinces/fourteenth", 8) {
        checked(&name, &report, least_of(LEAST, &name).unwrap_or(100));
    }
}

/// One number or word of the fourteenth lot changed: the rule that reports it, and another that may.
#[test]
fn planted_in_the_fourteenth() {
    const PLANTED: &[Planted] = &[
        ("respectively.txt", "213.23、", "231.23、", &["GJ107", "GJ101"]),
        ("respectively.txt", "占比分别为21.2%", "占比分别为22.1%", &["GJ101"]),
        ("respectively.txt", "同比（972.41", "同比（927.41", &["GJ103", "GJ105"]),
        ("carried-over.txt", "年初结转31.30", "年初结转33.10", &["GJ124", "GJ107"]),
        ("carried-over.txt", "本年支出合计786.40", "本年支出合计768.40", &["GJ107"]),
        ("shares-first.txt", "以上收入合计63.34", "以上收入合计64.33", &["GJ101", "GJ107"]),
        ("shares-each.txt", "占4.26%", "占4.62%", &["GJ101"]),
        ("shares-each.txt", "合计5,434.42", "合计5,344.42", &["GJ101", "GJ107"]),
        ("codes.txt", "完成72.92%", "完成79.22%", &["GJ110"]),
        ("codes.txt", "下降16.21%", "下降12.61%", &["GJ103"]),
        ("codes.txt", "增加103.33", "减少103.33", &["GJ104", "GJ105"]),
        ("together.txt", "合计458.21", "合计485.21", &["GJ122", "GJ107"]),
        ("together.txt", "公务接待费1.35", "公务接待费1.53", &["GJ107"]),
        ("of-the-table.txt", "年初结转和结余\t64.1", "年初结转和结余\t61.4", &["GJ205"]),
    ];
    planted("fourteenth", PLANTED);
}

/// A fifteenth lot: whole reports after eight templates. Items with parts of their own, differences that are no budgets, brackets
/// behind budgets, 总支出 as what was spent, shares of all money, rates of changes as they are shown.
#[test]
fn written_fifteenth() {
    const LEAST: &[(&str, u64)] = &[("bases.txt", 80), ("compared.txt", 80)];
    for (name, report) in unobjectionable("tests/provinces/fifteenth", 11) {
        checked(&name, &report, least_of(LEAST, &name).unwrap_or(85));
    }
}
