//! Sentences of many provinces: how many relations each holds, and that one changed figure is found and nothing else.

use gouji::import::{Format, text};
use gouji::report::Report;
use gouji::{Options, check_document};

fn check(text: &str) -> Report {
    check_document(&text::read_text(text), "例.txt", Format::Text, &Options::default())
}

fn decided(report: &Report) -> usize {
    report.checks.iter().filter(|c| c.rule.starts_with("GJ1")).count()
}

fn faults(report: &Report) -> Vec<String> {
    report.all_findings().iter().map(|f| format!("{} {}", f.rule, f.message)).collect()
}

/// Sound sentences, the least number of relations in each, and slips: what is written, what it is changed to.
type Case = (&'static str, usize, &'static [(&'static str, &'static str)]);

const CASES: &[Case] = &[
    (
        "2024年度收入总计10,676.61万元，其中：本年收入合计10,171.54万元，使用非财政拨款结余（含专用结余）0.00万元，年初结转和结余505.07万元。\n2024年度支出总计10,676.61万元，其中：本年支出合计9,182.32万元，结余分配0.00万元，年末结转和结余1,494.29万元。\n收入支出总体与上年相比，增加3,929.37万元，增长58.24%，主要原因是：本年新增项目2个。",
        4,
        &[("505.07", "550.07"), ("58.24%", "52.84%"), ("1,494.29", "1,449.29"), ("3,929.37", "3,292.37")],
    ),
    (
        "上海市普陀区规划和自然资源局 2024 年度收入支出总计\n9859.38 万元。与 2023 年度相比，收入支出总计增加 1062.85\n万元，增长 12.08%。主要原因：项目支出增加，较上一度增加\n1133.95 万元，主要由于办公大楼装修等。",
        1,
        &[("1062.85", "1026.85"), ("12.08%", "18.02%")],
    ),
    (
        "2022年收、支总计各是4125.49,4125.49万元。与2021年相比，收、支总计各减少1267.86,1267.86万元，各下降23.51%、23.51%。",
        3,
        &[("各是4125.49,4125.49", "各是4125.49,4152.49"), ("23.51%、23.51%", "23.51%、25.31%")],
    ),
    (
        "2022年收、支总计均为2,000.00万元。与2021年相比，收、支总计各减少500.00万元，下降20.00%。主要变动原因是项目减少。",
        1,
        &[("20.00%", "25.00%")],
    ),
    (
        "本年收入合计 581.44 万元，其中：财政拨款收入 382.17 万元，占 65.7 %；事业收入 8.38 万元，占 1.4%；其他收入 190.89 万元，占 32.8%。",
        5,
        &[("382.17", "328.17"), ("65.7 %", "56.7 %")],
    ),
    (
        "本年支出合计9759.38万元，其中：基本支出5377.64万元，占55.10%；项目支出4381.74万元，占44.90%。",
        4,
        &[("55.10%", "55.01%"), ("4381.74", "4318.74"), ("44.90%", "49.40%")],
    ),
    (
        "一般公共预算财政拨款支出 9746.50 万元，主要用于以下方面：社会保障和就业支出（类）754.75 万元，占 7.74%；卫生健康支出（类）236.63 万元，占 2.43%；城乡社区支出（类）3832.36 万元，占 39.32%；自然资源海洋气象等支出（类）4461.67 万元，占 45.78%；住房保障支出（类）461.08 万元，占 4.73%。",
        6,
        &[("754.75", "745.75"), ("39.32%", "32.39%"), ("461.08", "416.08")],
    ),
    (
        "一般公共服务支出（类）2,300.50万元，主要用于机关运转。较2020年度决算数减少149.50万元，下降6.10%，主要原因是压缩开支。2021年度部门决算。",
        1,
        &[("149.50", "194.50"), ("6.10%", "1.60%")],
    ),
    (
        "201-一般公共服务支出（类）23653万元，较2021年决算数增加2954万元，增长14.27%。",
        1,
        &[("2954", "2594"), ("14.27%", "12.47%")],
    ),
    (
        "3、社会保障和就业支出（类）行政事业单位养老支出（款）\n机关事业单位基本养老保险缴费支出（项）\n。主要用于：行政事\n业单位养老保险支出。年初预算为 452.40 万元，支出决算为\n446.11 万元，完成年初预算的 98.61%。决算数小于预算数的主\n要原因：机构改革人员变动。",
        2,
        &[("452.40", "425.40"), ("98.61%", "96.81%"), ("小于", "大于")],
    ),
    (
        "2024年度“三公”经费支出18.05万元，比上年增加3.33万元，增长22.62%，主要原因是：用车次数增加。其中：因公出国（境）费支出0.00万元，占0.00%，比上年增加0.00万元，增长0.00%，主要原因是：未安排。公务用车购置及运行维护费支出17.50万元，占96.95%，比上年增加3.50万元，增长25.00%，主要原因是：燃油费增加。公务接待费支出0.55万元，占3.05%，比上年减少0.17万元，下降23.61%，主要原因是：厉行节约。",
        9,
        &[
            ("18.05", "18.50"),
            ("3.50万元", "5.30万元"),
            ("96.95%", "95.96%"),
            ("减少0.17", "增加0.17"),
            ("增长22.62%", "下降22.62%"),
        ],
    ),
    (
        "三公经费支出21.80万元，其中：公务用车运行维护费11.80万元，占54.13%；公务接待费10.00万元，占45.87%。",
        4,
        &[("11.80", "18.10"), ("45.87%", "48.57%")],
    ),
    (
        "2025年“三公”经费预算数为37.91万元，比2024年预算减少10万元。其中：\n（一）因公出国（境）费0万元，比2024年预算持平。\n（二）公务用车购置及运行费36.56万元，比2024年预算减少10万元，主要原因是购置车型不同。其中：公务用车购置费15万元，比2024年预算减少10万元；公务用车运行费21.56万元，比2024年预算持平。\n（三）公务接待费1.35万元。比2024年预算持平。\n2025年部门预算",
        3,
        &[("37.91", "31.97"), ("21.56", "25.16"), ("1.35", "5.31")],
    ),
    (
        "与全年预算相比，财政拨款“三公”经费支出全年预算数18.05万元，决算数18.05万元，预决算差异率0.00%。其中：公务接待费全年预算数0.60万元，决算数0.50万元，预决算差异率-16.67%。",
        2,
        &[("-16.67%", "-67.16%")],
    ),
    (
        "2024年度政府采购支出总额7,664.35万元，其中：政府采购货物支出23.35万元、政府采购工程支出0.00万元、政府采购服务支出7,641.00万元。\n授予中小企业合同金额6,662.53万元，占政府采购支出总额的86.93%，其中：授予小微企业合同金额3,031.31万元，占政府采购支出总额的39.55%。",
        3,
        &[("23.35", "32.35"), ("86.93%", "83.96%"), ("3,031.31", "3,301.31")],
    ),
    (
        "一般公共预算财政拨款基本支出5364.75万元。其中：人员经费4884.09万元，主要包括：基本工资、津贴补贴；公用经费480.66万元，主要包括：办公费、手续费。",
        1,
        &[("4884.09", "4896.98"), ("480.66", "408.66")],
    ),
    (
        "昌吉州自然资源局2024年度，实有人数103人，其中：在职人员58人，减少7人；离休人员0人，增加0人；退休人员45人,增加5人。",
        1,
        &[("103人", "130人"), ("58人", "85人")],
    ),
    (
        "截至2024年12月31日，共有车辆8辆，其中：部级领导干部用车0辆、机要通信用车1辆、应急保障用车0辆、执法执勤用车2辆、其他用车5辆；单价100万元（含）以上设备（不含车辆）0台（套）。2024年度部门决算",
        1,
        &[("共有车辆8辆", "共有车辆9辆"), ("执法执勤用车2辆", "执法执勤用车3辆")],
    ),
    (
        "绩效自评的2024年度项目39个，涉及预算金额4415.48万元，平均得分99.33分（其中，绩效评级为“优”的项目36个；绩效评级为“良”的项目2个；绩效评级为“合格”的项目1个；绩效评级为“不合格”的项目0个）。",
        1,
        &[("“良”的项目2个", "“良”的项目3个")],
    ),
    (
        "本年收入合计2,647.95万元，包括财政拨款收入2,581.62万元（其中：一般公共预算2,581.62万元，政府性基金预算0.00万元，国有资本经营预算0.00万元），占收入合计97.5%；其他收入66.33万元，占收入合计2.5%。",
        3,
        &[("97.5%", "79.5%"), ("66.33", "63.63")],
    ),
    (
        "2023年度财政拨款“三公”经费支出决算3.58万元（其中：一般公共预算支出3.58万元；政府性基金预算支出0.00万元；国有资本经营预算支出0.00万元）。与上年相比，增加0.46万元，增长14.74%，变动原因：用车增加。",
        1,
        &[("14.74%", "17.44%"), ("增加0.46万元，增长", "减少0.46万元，下降")],
    ),
    (
        "2023年度财政拨款支出合计1,910.05万元，其中：一般公共预算财政拨款支出1,739.85万元，政府性基金预算财政拨款支出170.20万元。\n一般公共预算财政拨款支出按用途划分：基本支出1,192.77万元，占68.56%；项目支出547.08万元，占31.44%。",
        4,
        &[("547.08", "574.08"), ("68.56%", "65.86%")],
    ),
    (
        "2022年度一般公共预算财政拨款支出100.00万元，主要用于以下方面：一般公共服务支出（201类）60.50万元，占60.5%；卫生健康支出（210类）39.50万元，占39.5%。",
        4,
        &[("60.50", "65.00"), ("39.5%", "35.9%")],
    ),
    (
        "同比上年度收入增加。2021年度收入支出总计792.11万元，同比上年度增加189.25万元，增加31.39%。",
        1,
        &[("189.25", "198.25")],
    ),
    ("2024年度财政总收入25,000.00万元，较上年同期增长25.00%，增收5,000.00万元。", 1, &[("25.00%", "20.00%")]),
    (
        "1. “一般公共服务支出-政府办公厅（室）及相关机构事务-行政运行”科目1,202.95万元，主要用于行政单位的基本支出。",
        0,
        &[],
    ),
];

#[test]
fn sound_sentences_are_understood_and_nothing_is_reported() {
    let mut wrong = Vec::new();
    for (text, least, _) in CASES {
        let report = check(text);
        if decided(&report) < *least || !report.findings.is_empty() {
            wrong.push(format!(
                "{} of {least} relations, {:#?}\n{text}\n",
                decided(&report),
                faults(&report)
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn one_changed_figure_is_found_and_nothing_else() {
    let mut wrong = Vec::new();
    for (text, _, slips) in CASES {
        for (written, changed) in *slips {
            assert!(text.contains(written), "{written} is not in {text}");
            let report = check(&text.replacen(written, changed, 1));
            if report.findings.is_empty() || report.findings.len() > 2 {
                wrong.push(format!("{written} -> {changed}: {:#?}\n{text}\n", faults(&report)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn free_text_is_not_judged() {
    for text in [
        "主要原因是：人员经费增加20万元，其中新增人员3人，增长15%，办公费减少2万元。",
        "公务用车购置及运行维护费17.50万元，比上年增加3.50万元，增长25.00%，主要原因是：新增车辆2辆，油价上涨10%，维修费5万元，其中：大修3万元，小修4万元。",
        "二、名词解释\n基本支出：指占全部支出90%的经费，其中：人员经费100万元，公用经费900万元，合计300万元。",
        "本单位2024年完成以下工作：1.违法占用耕地2.14亩；2.100%完成征订任务；3.对8家单位开展抽查。",
    ] {
        let report = check(text);
        assert!(report.findings.is_empty(), "{:#?}\n{text}", faults(&report));
    }
}

#[test]
fn the_seed_report_is_recomputed_without_a_false_alarm() {
    let text = std::fs::read_to_string("tests/corpus/seed-report.txt").unwrap();
    let report = check(&text);
    assert!(decided(&report) >= 90, "{}", decided(&report));
    let own: Vec<_> = report
        .all_findings()
        .into_iter()
        .filter(|f| f.rule.starts_with("GJ1") || f.rule.starts_with("GJ5"))
        .collect();
    assert!(own.is_empty(), "{own:#?}");
    let narrative: Vec<_> =
        report.unchecked.iter().filter(|u| u.place.table.is_none() && u.text.ends_with('%')).collect();
    assert!(narrative.is_empty(), "{narrative:#?}");
}

/// Findings as people read them, without their places.
fn told(report: &Report) -> Vec<String> {
    let mut all: Vec<String> = report.findings.iter().map(|f| format!("{} {}", f.rule, f.message)).collect();
    all.sort();
    all
}

#[test]
fn several_reports_in_one_text_are_read_each_by_itself() {
    let read = |name: &str| std::fs::read_to_string(format!("tests/{name}")).unwrap().trim_end().to_string();
    let seed = "corpus/seed-report.txt";
    let province = |name: &str| format!("provinces/{name}-0.txt");
    let mut mixtures: Vec<Vec<String>> = vec![vec![seed.into(); 2], vec![seed.into(); 3]];
    for name in ["anhui", "guangxi", "hebei", "henan", "jiangxi", "ningxia", "yunnan"] {
        mixtures.push(vec![seed.into(), province(name), seed.into()]);
    }
    for (a, b) in
        [("guangdong", "guangxi"), ("yunnan", "zhejiang"), ("ningxia", "sichuan"), ("hunan", "henan")]
    {
        mixtures.push(vec![province(a), province(b), province(a)]);
    }
    for mixture in mixtures {
        let texts: Vec<String> = mixture.iter().map(|name| read(name)).collect();
        let together = check(&texts.join("\n\n\n\n"));
        let mut alone: Vec<String> = texts.iter().flat_map(|text| told(&check(text))).collect();
        alone.sort();
        assert_eq!(told(&together), alone, "{mixture:?}");
        for (i, number) in together.numbers.iter().enumerate() {
            for &check in &number.checks {
                let record = &together.checks[check];
                let takes_part =
                    record.number == Some(i) || record.operands.iter().any(|o| o.number == Some(i));
                assert!(takes_part, "{mixture:?}: {number:?} {record:?}");
            }
        }
    }
}

#[test]
fn the_place_of_a_finding_in_the_second_report() {
    let first = "某局2024年度部门决算\n一、收入支出决算总体情况说明\n收入总计100.00万元，支出总计100.00万元。\n\
                 本年收入合计90.00万元，占收入总计的90.00%。\n本年支出合计80.00万元，占支出总计的80.00%。\n";
    let text = format!("{first}{}", first.replace("某局", "某市图书馆").replace("80.00%", "85.00%"));
    let report = check(&text);
    let [finding] = report.findings.as_slice() else { panic!("{:#?}", faults(&report)) };
    assert_eq!(finding.place.line, Some(10), "{finding:#?}");
    assert_eq!(finding.place.span.map(|s| s.block), Some(9));
}

/// Codes of the findings of a text.
fn codes(text: &str) -> Vec<String> {
    check(text).findings.iter().map(|f| f.rule.clone()).collect()
}

#[test]
fn relations_that_a_reader_must_judge() {
    let economic = |post: &str| {
        format!(
            "2024年度一般公共预算财政拨款基本支出 12.00 万元。其中：人员经费 10.00 万元，主要包括：基本工资、奖金；公用经费 2.00 万元，\
             主要包括：办公费、印刷费、邮电费。\n\n表6 一般公共预算财政拨款基本支出决算表\n单位：万元\n科目编码\t科目名称\t决算数\n\
             301\t工资福利支出\t10.00\n30101\t基本工资\t10.00\n302\t商品和服务支出\t2.00\n30201\t办公费\t{}\n30207\t邮电费\t{post}\n",
            if post == "0.00" { "2.00" } else { "1.40" }
        )
    };
    let cases: Vec<(String, Option<&str>)> = vec![
        // A reason against the direction.
        ("2025年项目支出预算60.00万元，比2024年预算减少10.00万元，下降14.29%，主要原因为日常经费增加。".into(), Some("GJ120")),
        ("2025年项目支出预算60.00万元，比2024年预算减少10.00万元，下降14.29%，主要原因为日常经费压减。".into(), None),
        ("公务接待费支出1.00万元，比上年减少0.50万元，下降33.33%，主要原因是厉行节约，接待批次增加。".into(), None),
        ("本年支出100.00万元，比上年减少25.00万元，下降20.00%，主要原因是退休人员增加。".into(), None),
        // A share whose last digit was fitted to 100%.
        (
            "本年支出30,000.00万元，其中：基本支出10,000.00万元，占33.34%；项目支出10,000.00万元，占33.33%；经营支出10,000.00万元，占33.33%。".into(),
            Some("GJ101"),
        ),
        (
            "本年收入60,000.00万元，其中：财政拨款收入20,000.00万元，占33.33%；事业收入20,000.00万元，占33.33%；其他收入20,000.00万元，占33.34%。".into(),
            Some("GJ101"),
        ),
        (
            "本年支出30,000.00万元，其中：基本支出10,000.00万元，占33.33%；项目支出10,000.00万元，占33.33%；经营支出10,000.00万元，占33.33%。".into(),
            None,
        ),
        // Classes that are listed and zero.
        (economic("0.00"), Some("GJ411")),
        (economic("0.60"), None),
    ];
    for (text, expected) in cases {
        let report = check(&text);
        let own: Vec<&str> = report.findings.iter().map(|f| f.rule.as_str()).collect();
        assert_eq!(own, expected.into_iter().collect::<Vec<_>>(), "{:#?}\n{text}", faults(&report));
        assert!(
            report.findings.iter().all(|f| f.severity == gouji::ledger::Severity::Note),
            "{:#?}\n{text}",
            faults(&report)
        );
    }
}

#[test]
fn what_is_carried_over_follows_from_the_changes() {
    let text = |opening: &str, income: &str| {
        format!(
            "2023年度收入总计500.00万元、支出总计500.00万元。收入支出总体与上年相比，减少100.00万元，下降16.67%。\n\
             2023年度收入总计500.00万元，其中：本年收入合计{income}万元，年初结转和结余{opening}万元。\n\
             本年支出450.00万元。与上年相比，减少110.00万元，下降19.64%。"
        )
    };
    // Last year: 600 − 560.
    assert_eq!(codes(&text("40.00", "460.00")), Vec::<String>::new());
    assert_eq!(codes(&text("41.00", "459.00")), ["GJ121"]);
    assert_eq!(codes(&text("73.50", "426.50")), Vec::<String>::new());
}

#[test]
fn rates_whose_base_stands_elsewhere_are_borne_out() {
    for (text, unchecked) in [
        (
            "“三公”经费财政拨款支出年初预算为2.85万元，支出决算为0.39万元，完成预算的13.68%，其中：因公出国（境）费决算为0.00万元，\
             完成预算的0.00%；公务接待费支出决算为0.39万元，完成预算的13.68%。",
            0,
        ),
        (
            "2023年度一般公共预算财政拨款支出2,637.52万元。与上年相比，财政拨款支出减少1,186.88万元，下降31.03%，主要原因是任务减少。",
            0,
        ),
        (
            "2023年度政府性基金预算财政拨款支出375.01万元，主要用于以下方面：城乡社区支出375.01万元，占本年财政拨款支出100.00%。",
            0,
        ),
    ] {
        let report = check(text);
        assert!(report.findings.is_empty(), "{:#?}", faults(&report));
        let open = report.unchecked.iter().filter(|u| u.text.ends_with('%')).count();
        assert_eq!(open, unchecked, "{text}");
    }
}
