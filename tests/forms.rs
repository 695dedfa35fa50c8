//! Self-evaluation forms: layouts of many provinces, planted errors, scoring rules inferred.

use gouji::Options;
use gouji::check::check_document;
use gouji::document::Outline;
use gouji::figure::{FigureId, Figures};
use gouji::import::{Format, text};
use gouji::ledger::Severity;
use gouji::recognise::recognise;
use gouji::recognise::self_evaluation::{Content, Form, FormKind, FundKind, Polarity};
use gouji::report::{Finding, Report};

fn report_with(source: &str, options: &Options) -> Report {
    check_document(&text::read_text(source), "form.txt", Format::Text, options)
}

fn report(source: &str) -> Report {
    report_with(source, &Options::default())
}

struct Read {
    figures: Figures,
    forms: Vec<Form>,
}

impl Read {
    fn of(source: &str) -> Self {
        let document = text::read_text(source);
        let outline = Outline::of(&document);
        let mut figures = Figures::of(&document);
        let forms = recognise(&document, &outline, &mut figures, &Options::default()).forms;
        Self { figures, forms }
    }

    fn number(&self, id: Option<FigureId>) -> String {
        id.map_or("—".to_string(), |id| {
            let q = &self.figures[id].quantity;
            format!("{}{}", q.value.normalize(), q.unit.symbol())
        })
    }

    /// label: initial full executed rate weight score
    fn funds(&self, form: usize) -> Vec<String> {
        self.forms[form]
            .funds
            .iter()
            .map(|f| {
                let numbers = [f.initial, f.full, f.executed, f.rate, f.weight, f.score];
                numbers.map(|id| self.number(id)).join(" ")
            })
            .collect()
    }

    /// weight target actual rate score
    fn indicators(&self, form: usize) -> Vec<String> {
        self.forms[form]
            .indicators
            .iter()
            .map(|i| {
                let value = |v: &Option<gouji::recognise::self_evaluation::Value>| match v {
                    Some(v) => v.figure().map_or_else(|| v.text.clone(), |id| self.number(Some(id))),
                    None => "—".to_string(),
                };
                format!(
                    "{}: {} {} {} {} {}",
                    i.name,
                    self.number(i.weight),
                    value(&i.target),
                    value(&i.actual),
                    self.number(i.rate),
                    self.number(i.score)
                )
            })
            .collect()
    }
}

fn errors(report: &Report) -> Vec<&Finding> {
    report.findings.iter().filter(|f| f.rule.starts_with("GJ3") && f.severity != Severity::Note).collect()
}

fn described(report: &Report) -> Vec<String> {
    errors(report).iter().map(|f| format!("{} {} {:?}", f.rule, f.title, f.stated)).collect()
}

fn seed() -> String {
    std::fs::read_to_string("tests/corpus/seed-report.txt").unwrap()
}

#[test]
fn the_published_report_has_twenty_forms() {
    let read = Read::of(&seed());
    assert_eq!(read.forms.len(), 20);
    assert_eq!(read.forms.iter().filter(|f| f.kind == FormKind::Overall).count(), 1);
    assert_eq!(read.forms.iter().map(|f| f.indicators.len()).sum::<usize>(), 166);
    assert!(read.forms.iter().all(|f| !f.unclear));
}

/// Every discrepancy of the published report that a reviewer finds by hand, and no other.
#[test]
fn the_published_report_is_judged_as_by_hand() {
    let report = report(&seed());
    let found: Vec<(String, String)> = report
        .findings
        .iter()
        .filter(|f| f.rule.starts_with("GJ3"))
        .map(|f| (f.rule.clone(), f.stated.clone().unwrap_or_default()))
        .collect();
    let expected = [
        ("GJ304", "105%"),
        ("GJ304", "90%"),
        ("GJ304", "120%"),
        ("GJ303", "10.00"),
        ("GJ304", "95%"),
        ("GJ313", "0处"),
        ("GJ304", "124%"),
        ("GJ304", "108.9%"),
        ("GJ304", "666%"),
    ];
    assert_eq!(found.len(), expected.len(), "{found:?}");
    for (rule, stated) in expected {
        assert!(found.contains(&(rule.to_string(), stated.to_string())), "{rule} {stated}");
    }
    assert!(report.forms.iter().all(|f| f.recomputed_total.is_some()));
    let scores = report.summary.scores;
    assert!(scores.recomputed * 100 >= scores.total * 95, "{scores:?}");
}

#[test]
fn scoring_rules_are_inferred_with_their_support() {
    let report = report(&seed());
    let has = |rule: &str, support: usize, rows: usize| {
        report
            .forms
            .iter()
            .flat_map(|f| &f.scoring)
            .any(|s| s.rule == rule && s.support == support && s.rows == rows)
    };
    // 执行率: two rows from 60%, one that nothing explains.
    assert!(has("R-exec60", 2, 3));
    // 超额按偏离扣分, under 按照完成比例赋分.
    assert!(
        report
            .forms
            .iter()
            .flat_map(|f| &f.scoring)
            .any(|s| s.rule == "R-over" && s.support >= 12 && s.support == s.rows)
    );
    // 满意度 and 按评判等级 neither add nor take away.
    assert!(report.forms.iter().flat_map(|f| &f.scoring).any(|s| s.rule == "R-sat" && s.support >= 10));
    assert!(has("R-cap", 2, 2));
}

#[test]
fn the_reader_can_choose_another_rule() {
    let source = form(
        "年度资金总额\t50.00\t50.00\t45.00\t10\t90.00%\t9.00\n",
        "产出指标\t数量指标\t培训人次\t90\t>=100人次\t=100人次\t100%\t90\t按照完成比例赋分\t\n",
        "总分\t100\t\t\t99.00分\n",
    );
    assert!(errors(&report(&source)).is_empty(), "{:?}", described(&report(&source)));
    let options = Options { scoring_rules: vec![(0, "R-exec60".to_string())], ..Options::default() };
    let chosen = report_with(&source, &options);
    assert!(errors(&chosen).iter().any(|f| f.mentions_rule("GJ303")), "{:?}", described(&chosen));
    assert_eq!(chosen.forms[0].recomputed_total.map(|t| t.to_string()).as_deref(), Some("97.5"));
}

fn form(funds: &str, rows: &str, total: &str) -> String {
    format!(
        "项目支出绩效自评表\n（2024年度）\n项目名称\t培训项目\n项目资金（万元）\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n{funds}一级指标\t二级指标\t三级指标\t权重\t目标值\t业绩值\t完成率\t指标得分\t赋分规则\t偏差原因分析及改进措施\n{rows}{total}"
    )
}

/// A sound form of Xinjiang's layout on which errors are planted.
fn sound() -> String {
    form(
        "年度资金总额\t30.00\t27.19\t26.40\t10\t97.09%\t9.27\n其中：当年财政拨款\t20.00\t18.00\t17.21\t—\t—\t—\n其他资金\t10.00\t9.19\t9.19\t—\t—\t—\n",
        "产出指标\t数量指标\t论证报告数量\t20\t>=20个\t=23个\t115%\t17\t按照完成比例赋分\t实际完成工作量超过预期目标3个\n\
         \t\t租车次数\t10\t>=10次\t=12次\t120%\t8\t按照完成比例赋分\t多租\n\
         \t\t保障人数\t12\t>=64人\t=59人\t92.19%\t9.66\t按照完成比例赋分\t退休\n\
         \t质量指标\t通过率\t8\t=100%\t=100%\t100%\t8\t按照完成比例赋分\t\n\
         \t时效指标\t完成时间\t5\t2024年12月10日前\t2024年12月6日\t100%\t5\t直接赋分\t\n\
         成本指标\t经济成本指标\t论证经费\t10\t<=19.9万元\t=19.5万元\t98%\t9.5\t按照完成比例赋分\t节约\n\
         \t\t监测经费\t5\t<=7.29万元\t=6.90万元\t94.65%\t4.33\t按照完成比例赋分\t节约\n\
         效益指标\t社会效益指标\t促进发展\t10\t促进\t达到预期指标\t100%\t10\t按评判等级赋分\t\n\
         满意度指标\t满意度指标\t部门满意度\t10\t>=90%\t=100%\t111%\t10\t满意度赋分\t好\n",
        "总分\t100\t\t\t90.76分\n",
    )
}

#[test]
fn a_sound_form_stays_silent() {
    let report = report(&sound());
    assert!(errors(&report).is_empty(), "{:?}", described(&report));
}

/// One number changed at a time: found, and nothing else fires but its consequences.
#[test]
fn planted_errors_are_found_and_named() {
    let plants = [
        ("\t30.00\t27.19", "\t31.00\t27.19", "30.00"),
        ("\t27.19\t26.40", "\t27.91\t26.40", "27.19"),
        ("\t26.40\t10", "\t26.04\t10", "26.40"),
        ("97.09%", "97.90%", "97.09%"),
        ("\t9.27\n", "\t9.72\n", "9.27"),
        ("\t18.00\t", "\t18.10\t", "18.00"),
        ("=23个", "=24个", "23个"),
        ("115%", "151%", "115%"),
        ("\t17\t按", "\t18\t按", "17"),
        ("=59人", "=95人", "59人"),
        ("92.19%", "92.91%", "92.19%"),
        ("9.66", "9.69", "9.66"),
        ("=100%\t=100%\t100%\t8", "=100%\t=100%\t100%\t7", "8"),
        ("完成时间\t5\t", "完成时间\t6\t", "5"),
        ("94.65%", "49.65%", "94.65%"),
        ("90.76分", "97.06分", "90.76"),
        ("总分\t100", "总分\t101", "100"),
        ("111%\t10", "111%\t11", "10"),
    ];
    for (from, to, right) in plants {
        let planted = sound().replacen(from, to, 1);
        assert_ne!(planted, sound(), "{from}");
        let report = report(&planted);
        let found = errors(&report);
        assert!(!found.is_empty(), "{from} → {to} was not found");
        assert!(found.len() <= 1, "{from} → {to}: {:?}", described(&report));
        let stated = found[0].stated.clone().unwrap_or_default();
        let suspect = found[0].suspect.as_ref().map(|s| s.text.clone()).unwrap_or_default();
        let bad = to.trim_matches(['\t', '\n', '按', '=']);
        let bad: Vec<&str> = bad.split(['\t', '=']).filter(|s| !s.is_empty()).collect();
        let named = bad.iter().any(|b| suspect.contains(b) || stated.contains(b));
        assert!(named, "{from} → {to} (right: {right}): stated {stated}, suspect {suspect}");
    }
}

// --- layouts of other provinces -----------------------------------------------------------------------------------

/// Anhui, as a table: labels with their weights, a total of 0 above parts of 90.
#[test]
fn anhui_labels_carry_weights() {
    let source = "项目支出绩效自评表\n(2022年度)\n项目名称\t乡村公益事业\n项目资金(万元)\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n年度资金总额:\t0\t0\t0\t10\t0\t0\n其中:本年财政拨款\t90\t89.974\t89.974\t\t\t\n上年结转资金\t\t\t\t\t\t\n其他资金\t\t\t\t\t\t\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施\n产出指标(50分)\t数量指标\t修建公共设施\t≥50个\t50\t8\t8\t\n\t\t修建道路\t≥3公里\t3\t8\t8\t\n\t质量指标\t验收合格率\t≥100百分比\t100\t8\t8\t\n\t时效指标\t按时完成\t达成预期指标\t达成预期指标\t8\t8\t\n\t成本指标\t控制成本\t≤90万元\t89.974\t8\t8\t\n\t\t单位成本\t达成预期指标\t达成预期指标\t10\t10\t\n";
    let read = Read::of(source);
    assert_eq!(read.forms.len(), 1);
    assert_eq!(read.funds(0)[1], "90万元 89.974万元 89.974万元 — — —");
    assert_eq!(read.indicators(0)[0], "修建公共设施: 8分 50个 50个 — 8分");
    assert_eq!(read.indicators(0)[2], "验收合格率: 8分 100% 100% — 8分");
    let report = report(source);
    let found = described(&report);
    assert!(found.iter().any(|f| f.starts_with("GJ301")), "{found:?}");
    assert!(found.iter().all(|f| f.starts_with("GJ301")), "{found:?}");
    assert!(report.checks.iter().any(|c| c.rule == "GJ309" && c.subject.starts_with("产出指标")));
}

/// Anhui, Tianchang: execution rate left empty, placeholder rows, empty values.
#[test]
fn placeholders_are_left_out() {
    let source = "水旱灾害防御股项目支出绩效自评表\n项目资金（万元）\t年初预算数\t全年预算数(A)\t全年执行数(B)\t分值\t执行率(B/A)\t得分\n年度资金总额:\t880\t880\t880\t10\t\t10\n其中:财政拨款\t880\t880\t880\t/\t/\t/\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n产出指标\t数量指标\t指标1：维修水库\t3座\t3座\t50\t50\n\t\t指标2：\t\t\t\t\n\t\t……\t\t\t\t\n效益指标\t社会效益\t指标1：防洪能力\t/\t/\t30\t30\n满意度指标\t满意度\t指标1：群众满意度\t≥90%\t100%\t10\t10\n总分\t\t\t\t\t100\t100\n";
    let read = Read::of(source);
    assert_eq!(read.funds(0)[0], "880万元 880万元 880万元 — 10分 10分");
    let names: Vec<&str> = read.forms[0].indicators.iter().map(|i| i.name.as_str()).collect();
    assert_eq!(names, ["维修水库", "防洪能力", "群众满意度"]);
    assert!(errors(&report(source)).is_empty(), "{:?}", described(&report(source)));
}

/// Sichuan, Zhongjiang: weight before target, actuals with ≥, weights that make 110.
#[test]
fn weights_before_targets() {
    let source = "项目支出绩效自评表\n资金情况(万元)\t全年预算数(A)\t全年执行数(B)\t分值\t执行率(B/A)\t得分\n年度资金总额：\t20\t20\t10\t100.00%\t10\n一级指标\t二级指标\t三级指标\t分值\t指标值\t实际完成值\t得分\n产出(70分)\t数量\t安装坡面水标尺\t10\t≥266米\t≥266米\t10\n\t质量\t验收合格率\t60\t100%\t100%\t60\n效益(20分)\t社会效益\t受益户数\t20\t≥20户\t≥20户\t20\n满意度(10分)\t满意度\t群众满意度\t10\t≥95%\t≥95%\t10\n总分\t\t\t100\t\t\t100\n";
    let read = Read::of(source);
    assert_eq!(read.indicators(0)[0], "安装坡面水标尺: 10分 266米 266米 — 10分");
    let found = described(&report(source));
    assert!(found.iter().any(|f| f.starts_with("GJ307")), "{found:?}");
}

const SICHUAN: &str = "项目支出绩效自评表\n预算执行情况(10分) | 年度预算数(万元) | 年初预算 | 调整后预算数 | 预算执行数 | 预算执行率 | 权重 | 得分 | 原因\n总额 | 0.00 | 3.36 | 3.36 | 100.00% | 10 | 10 | 1.预算执行率=预算执行数/调整后预算数\n其中:财政资金 | 0.00 | 3.36 | 3.36 | 100.00% | / | / |\n财政专户管理资金 | 0.00 | 0.00 | 0.00 | 0.00% | / | / |\n单位资金 | 0.00 | 0.00 | 0.00 | 0.00% | / | / |\n其他资金 | | | | | / | / |\n绩效指标(90分) | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 完成值 | 权重 | 得分 | 未完成原因分析\n产出指标 | 数量指标 | 办理案件 | ≥ | 30 | 件 | 30 | 60 | 60 |\n产出指标 | 经济成本指标 | 成本控制数 | ≤ | 30 | 万元 | 完成 | 30 | 30 |\n合计 | 100\n评价结论：自评100分\n项目负责人：张三\n";

/// Sichuan: lines with bars, a comparator, a value and a unit in three columns, labels that shift the head by one, forms
/// one after the other.
#[test]
fn sichuan_three_columns_for_a_target() {
    let twice = format!("{SICHUAN}{SICHUAN}");
    let read = Read::of(&twice);
    assert_eq!(read.forms.len(), 2);
    for form in 0..2 {
        assert_eq!(read.funds(form)[0], "0万元 3.36万元 3.36万元 100% 10分 10分");
        assert_eq!(read.indicators(form)[0], "办理案件: 60分 30件 30件 — 60分");
        assert_eq!(read.forms[form].indicators[0].polarity, Polarity::Positive);
        assert_eq!(read.forms[form].indicators[1].polarity, Polarity::Negative);
        assert_eq!(read.number(read.forms[form].total_score), "100分");
    }
    assert!(errors(&report(&twice)).is_empty(), "{:?}", described(&report(&twice)));
}

/// Sichuan, not filled in: the empty columns are said, not taken for zero.
#[test]
fn an_unfilled_form_is_no_pass() {
    let source = "项目支出绩效自评表\n预算执行情况(10分)\t年初预算\t调整后预算数\t预算执行数\t预算执行率\t权重\t得分\n总额\t238.93\t251.89\t251.89\t100%\t10\t\n一级指标\t二级指标\t三级指标\t指标性质\t指标值\t度量单位\t完成值\t权重\t得分\n产出指标\t数量指标\t会议\t≥\t12\t次\t\t60\t\n效益指标\t社会效益\t价格监测\t≥\t95\t%\t\t30\t\n合计\t\t\t\t\t\t\t100\t\n";
    let report = report(source);
    assert!(report.findings.iter().any(|f| f.rule == "GJ318"));
    assert!(errors(&report).is_empty(), "{:?}", described(&report));
    assert!(report.checks.iter().any(|c| c.rule == "GJ307"));
}

/// Sichuan, Daying: targets only, weights with a decimal, a formula with ≤ in the name.
#[test]
fn weights_with_decimals_and_formulas_in_names() {
    let source = "项目支出绩效目标表\n一级指标\t二级指标\t三级指标\t指标值\t权重\n产出指标\t质量指标\t足额保障率\t=100%\t22.5\n产出指标\t数量指标\t科目调整次数\t≤10次\t22.5\n效益指标\t经济效益\t结余率(计算方法为:结余数/预算数)\t≤5%\t22.5\n效益指标\t社会效益\t三公经费控制率\t≤100%\t22.5\n预算执行\t执行率\t执行率\t100%\t10\n合计\t\t\t\t100\n";
    let read = Read::of(source);
    assert_eq!(read.forms[0].kind, FormKind::Targets);
    assert_eq!(read.indicators(0)[2], "结余率(计算方法为:结余数/预算数): 22.5分 5% — — —");
    let report = report(source);
    assert!(report.checks.iter().any(|c| c.rule == "GJ307"));
    assert!(errors(&report).is_empty(), "{:?}", described(&report));
}

/// Hebei: scores in whole points, 86% written 9 of 10.
#[test]
fn whole_points_are_rounded() {
    let source = "项目支出绩效自评表\n2019年度)\n项目资金（万元）\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n年度资金总额\t43.2\t43.2\t37.24\t10\t86%\t9\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因\n产出指标\t数量指标\t指标1工程资金金额\t43.2\t37.24\t10\t9\t0\n\t\t指标2\t\t\t\t\t\n\t质量指标\t指标1合格率\t100\t100\t80\t80\t0\n总分\t\t\t\t\t100\t98\n";
    let read = Read::of(source);
    assert_eq!(read.funds(0)[0], "43.2万元 43.2万元 37.24万元 86% 10分 9分");
    assert_eq!(read.forms[0].indicators.len(), 2);
    assert!(errors(&report(source)).is_empty(), "{:?}", described(&report(source)));
}

/// Hubei: 20 points for execution, several blocks of goals, no column of weights; 19.6 of 20 at 98%.
#[test]
fn hubei_blocks_of_goals() {
    let source = "项目支出绩效自评表\n预算执行情况(万元)(20分)\t预算数(A)\t执行数(B)\t执行率(B/A)\t得分(20分*执行率)\n年度财政资金总额\t10\t10\t100%\t20\n年度绩效目标1(40分)\t一级指标\t二级指标\t三级指标\t年初目标值(A)\t实际完成值(B)\t得分\n\t产出指标\t数量指标\t监测点\t2个\t2个\t10\n\t\t质量指标\t水样\t12次\t12次\t10\n\t\t\t设备完好率\t98%\t98%\t19.6\n年度绩效目标2(40分)\t一级指标\t二级指标\t三级指标\t年初目标值(A)\t实际完成值(B)\t得分\n\t效益指标\t社会效益\t服务人口\t1万人\t1万人\t40\n总分\t99.6\n";
    let read = Read::of(source);
    assert_eq!(read.forms.len(), 1);
    assert_eq!(read.funds(0)[0], "— 10万元 10万元 100% — 20分");
    assert_eq!(read.forms[0].indicators.len(), 4);
    assert_eq!(read.number(read.forms[0].total_score), "99.6分");
    assert!(errors(&report(source)).is_empty(), "{:?}", described(&report(source)));
}

/// Hubei: amounts written 10万.
#[test]
fn amounts_may_carry_their_unit() {
    let source = "项目支出绩效自评表\n预算执行情况(20分)\t预算数(A)\t执行数(B)\t执行率(B/A)\t得分(20分*执行率)\n年度财政资金总额\t10万\t10万\t100%\t20\n一级指标\t二级指标\t三级指标\t年初目标值(A)\t实际完成值(B)\t得分\n产出指标\t数量指标\t整理档案\t500卷\t500卷\t80\n总分\t100\n";
    let read = Read::of(source);
    assert_eq!(read.funds(0)[0], "— 10万元 10万元 100% — 20分");
    assert!(errors(&report(source)).is_empty(), "{:?}", described(&report(source)));
}

/// Ministry's transfer form: no weights, words in the columns of values.
#[test]
fn central_transfers() {
    let source = "中央对地方转移支付区域（项目）绩效自评表\n转移支付(项目)名称\t车购税\n项目资金(万元)\t\t全年预算数(A)\t全年执行数(B)\t预算执行率(B/A)\n年度资金总额:\t\t4000\t4000\t100%\n其中:中央补助\t\t4000\t4000\t\n地方资金\t\t\t\t\n其他资金\t\t\t\t\n一级指标\t二级指标\t三级指标\t指标值\t全年实际完成值\t未完成原因和改进措施\n产出指标\t数量指标\t建设普通省道\t32.1公里\t32.1公里\t\n\t质量指标\t验收\t符合要求\t符合要求\t\n";
    let read = Read::of(source);
    assert_eq!(read.forms.len(), 1);
    assert_eq!(read.forms[0].name.as_ref().map(|n| n.text.as_str()), Some("车购税"));
    assert_eq!(read.forms[0].funds[1].kind, FundKind::Superior);
    assert_eq!(read.funds(0)[0], "— 4000万元 4000万元 100% — —");
    let report = report(source);
    assert!(report.checks.iter().any(|c| c.rule == "GJ302" && c.verdict == gouji::relation::Verdict::Holds));
    assert!(errors(&report).is_empty(), "{:?}", described(&report));
}

/// Ningxia: 考值 before the values, groups that are not 产出/效益/满意度.
#[test]
fn ningxia_groups() {
    let source = "项目支出绩效自评表\n项目资金(万元)\t年初预算数\t全年预算数\t全年执行数\t执行率\n年度资金总额\t64.8\t64.8\t64.8\t100%\n一级指标\t二级指标\t三级指标\t考值\t指标值\t实际完成值\t自评得分\n项目决策(10分)\t立项\t立项规范\t10\t规范\t规范\t10\n项目管理(25分)\t预算\t预算执行率\t10\t100%\t100%\t9\n\t制度\t制度健全\t15\t健全\t健全\t15\n项目产出(30分)\t成本\t办公费\t10\t15万元\t15万元\t10\n\t\t维修费\t10\t35万元\t35万元\t10\n\t\t绿化费\t10\t14.8万元\t14.8万元\t10\n项目效益(35分)\t社会效益\t师生满意度\t35\t≥95%\t98%\t35\n总分\t\t\t100\t\t\t99\n";
    let read = Read::of(source);
    assert_eq!(read.forms[0].groups.len(), 4);
    let report = report(source);
    let found = described(&report);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("GJ305"), "{found:?}");
    assert_eq!(report.checks.iter().filter(|c| c.rule == "GJ309").count(), 4);
}

/// Hunan: a form of targets with stars, the value's unit against the unit column.
#[test]
fn stars_in_heads() {
    let source = "项目绩效目标表\n一级指标\t二级指标\t三级指标\t指标值类型\t*指标值\t计量单位\t*指标解释\t*评(扣)分标准\n成本指标\t经济成本指标\t业务工作支出安排金额\t定量\t28.8万元\t%\t支出\t未达指标值酌情扣分\n成本指标\t社会成本指标\t社会成本\t定量\t100\t%\t社会\t未达指标值酌情扣分\n";
    let read = Read::of(source);
    assert_eq!(read.indicators(0)[1], "社会成本: — 100% — — —");
    assert!(described(&report(source)).iter().any(|f| f.starts_with("GJ315")));
}

/// Sichuan 2020: progress in words, 已完成100%.
#[test]
fn progress_in_words() {
    let source = "项目支出绩效自评表\n一级指标\t二级指标\t三级指标\t指标值\t实施进度\n产出指标\t数量指标\t抽检批次\t100%\t已完成100%\n产出指标\t质量指标\t合格率\t≥95%\t已完成98%\n";
    let read = Read::of(source);
    assert_eq!(read.indicators(0)[0], "抽检批次: — 100% 100% — —");
    assert!(errors(&report(source)).is_empty());
}

/// Amounts in 元, as Yunnan writes them.
#[test]
fn amounts_in_yuan_are_exact() {
    let source = "项目支出绩效自评表\n监督索引号53000000000111\n项目资金（元）\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n年度资金总额\t9850000.00\t8614600.00\t8614600.00\t10\t100.00%\t10\n其中：财政拨款\t9850000.00\t8614600.00\t8614600.01\t\t\t\n上年结转\t0\t0\t0\t\t\t\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n产出指标\t数量指标\t机柜\t≥10台\t10台\t90\t90\n总分\t\t\t\t\t100\t100\n";
    let read = Read::of(source);
    assert_eq!(read.funds(0)[0], "9850000元 8614600元 8614600元 100% 10分 10分");
    assert!(described(&report(source)).iter().any(|f| f.starts_with("GJ301")));
}

/// Converters drop the empty cell of the merged left label, or the empty cells of merged levels.
#[test]
fn rows_that_lost_cells_are_laid_by_what_they_say() {
    let source = "\t项目支出绩效自评表\n\n\n\n\t一级指标\n\t二级指标\n\t三级指标\n\t权重\n\t目标值\n\t业绩值\n\t完成率\n\t指标得分\n\n\t年度绩效指标完成情况\n\t产出指标\n\t数量指标\n\t检查次数\n\t60\n\t>=12次\n\t=12次\n\t100%\n\t60\n\n\t质量指标\n\t合格率\n\t40\n\t=100%\n\t=100%\n\t100%\n\t40\n\n\t总分\n\t100\n\t100.00分\n";
    let read = Read::of(source);
    assert_eq!(
        read.indicators(0),
        ["检查次数: 60分 12次 12次 100% 60分", "合格率: 40分 100% 100% 100% 40分"]
    );
    assert_eq!(read.number(read.forms[0].total_score), "100分");
    assert!(errors(&report(source)).is_empty(), "{:?}", described(&report(source)));
}

/// Rates as plain ratios, dates without a year, periods.
#[test]
fn ratios_dates_and_periods() {
    let source = "项目支出绩效自评表\n（2024年度）\n项目资金（万元）\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n年度资金总额\t25.64\t25.64\t25.52\t10\t0.9953\t9.95\n一级指标\t二级指标\t三级指标\t权重\t目标值\t业绩值\t完成率\t指标得分\n产出指标\t时效指标\t完成时间\t40\t12月底前\t2024年12月20日\t1\t40\n产出指标\t时效指标\t工期\t50\t2024年1月—12月\t2024年4月—11月\t1\t50\n总分\t100\t\t\t99.95\n";
    let read = Read::of(source);
    assert_eq!(read.funds(0)[0], "25.64万元 25.64万元 25.52万元 0.9953 10分 9.95分");
    assert!(matches!(
        read.forms[0].indicators[0].target.as_ref().map(|t| &t.content),
        Some(Content::Deadline(_))
    ));
    let report = report(source);
    assert!(errors(&report).is_empty(), "{:?}", described(&report));
    assert_eq!(report.checks.iter().filter(|c| c.rule == "GJ304").count(), 2);
}

/// A sentence or an account table is no form.
#[test]
fn what_is_no_form() {
    let read = Read::of(
        "部门决算\n三公经费\t年初预算\t决算数\n公务接待费\t1.00\t0.80\n项目支出绩效自评表和评价报告见附件。\n",
    );
    assert!(read.forms.is_empty());
}

/// One cell a line, as a web page copied out leaves it.
#[test]
fn one_cell_a_line() {
    let source = "项目支出绩效自评表\n\n项目名称\n\n实训室建设\n\n年初\n\n预算数\n\n全年\n\n预算数\n\n全年\n\n执行数\n\n分值\n\n执行率\n\n得分\n\n年度资金总额\n\n43.2\n\n43.2\n\n37.24\n\n10\n\n86%\n\n9\n\n一级指标\n\n二级指标\n\n三级指标\n\n年度指标值\n\n实际完成值\n\n分值\n\n得分\n\n产出指标\n\n数量指标\n\n设备数量\n\n10台\n\n10台\n\n50\n\n50\n\n效益指标\n\n社会效益指标\n\n就业率\n\n≥95%\n\n96%\n\n40\n\n40\n\n总分\n\n100\n\n99\n";
    let read = Read::of(source);
    assert_eq!(read.forms.len(), 1);
    assert_eq!(read.funds(0), ["43.2万元 43.2万元 37.24万元 86% 10分 9分"]);
    assert_eq!(read.indicators(0), ["设备数量: 50分 10台 10台 — 50分", "就业率: 40分 95% 96% — 40分"]);
    assert_eq!(read.number(read.forms[0].total_score), "99分");
    assert!(errors(&report(source)).is_empty(), "{:?}", described(&report(source)));
}

/// All in one paragraph with spaces, as some converters write it.
#[test]
fn cells_with_spaces_between() {
    let source = "项目支出绩效自评表 (2022年度) 项目名称 公益事业 项目资金(万元) 年初预算数 全年预算数 全年执行数 分值 执行率 得分 年度资金总额: 0 0 0 10 0 0 其中:本年财政拨款 90 89.974 89.974 上年结转资金 其他资金 一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 产出指标(16分) 数量指标 公共设施数 ≥50个 50 8 8 质量指标 验收合格率 ≥100百分比 100 8 8 效益指标 社会效益指标 群众受益 达成预期指标 8 8\n";
    let read = Read::of(source);
    assert_eq!(read.forms.len(), 1, "{:?}", read.forms);
    assert_eq!(read.funds(0), ["0万元 0万元 0万元 0 10分 0分", "90万元 89.974万元 89.974万元 — — —"]);
    assert_eq!(read.indicators(0)[0], "公共设施数: 8分 50个 50个 — 8分");
    let found = described(&report(source));
    assert!(found.iter().all(|f| f.starts_with("GJ301")) && !found.is_empty(), "{found:?}");
}

/// Cells glued together are never guessed at.
#[test]
fn glued_cells_give_no_findings() {
    for source in [
        "项目支出绩效自评表资金情况(万元)全年预算数(A)全年执行数(B)分值执行率(B/A)得分年度资金总额：202010100.00%10安装坡面水标尺10≥266米≥266米10总分100100\n",
        "项目支出绩效自评表\n年度资金总额194.9194.9100%\n市民满意度调查290%100%\n",
        "项目支出绩效自评表\n年度资金总额:40004000100%\n建设普通省道二级公路32.1公里2020\n",
        "项目支出绩效自评表\n总分：分 得分(分*执行率)\n",
    ] {
        assert!(errors(&report(source)).is_empty(), "{:?}", described(&report(source)));
    }
}

// --- errors planted into layouts of other provinces -----------------------------------------------------------------

fn dump(name: &str) -> String {
    std::fs::read_to_string(format!("tests/provinces/forms/{name}")).unwrap()
}

/// One number changed at a time in a layout nobody tuned for: found, and the finding is about that number.
#[test]
fn errors_in_other_layouts_are_found() {
    let plants = [
        // A summary in the report's body against its form.
        ("beijing.txt", "自评得分为94.59分", "自评得分为99.54分", "GJ319"),
        // Shares by income and by expenditure in one cell each.
        ("hunan.txt", "基本支出：1322.18", "基本支出：1332.18", "GJ301"),
        // Tasks of the year and their sums.
        ("shaanxi.txt", "金额合计\n\t418.60", "金额合计\n\t418.06", "GJ301"),
        // Head of the totals above their values.
        ("yunnan.txt", "\t98.87", "\t98.78", "GJ308"),
        // Points in the labels of two levels.
        ("guangdong.txt", "项目立项\n(12分)", "项目立项\n(13分)", "GJ309"),
        ("heilongjiang.txt", "数量指标（20分）", "数量指标（25分）", "GJ309"),
        // Points of the second form on the page.
        ("jiangxi.txt", "152人\n\t25\n\t23.75", "152人\n\t25\n\t24.75", "GJ305"),
        // Values in a second row of heads.
        ("hebei.txt", "12360册\n\t20", "12360册\n\t18", "GJ305"),
        // The total beside the name.
        ("hainan.txt", "自评得分\n\t99.22", "自评得分\n\t92.92", "GJ308"),
        // A target within the name.
        ("shanxi.txt", "组织应急演练≥8次", "组织应急演练≥9次", "GJ305"),
        // Indicators without a column of completion rates.
        ("gansu.txt", "846人\n\t20\n\t18.8", "846人\n\t20\n\t19.8", "GJ305"),
        // Rates of transfers by level.
        ("transfer.txt", "\t95.23%", "\t92.53%", "GJ302"),
    ];
    for (file, from, to, rule) in plants {
        let sound = dump(file);
        let planted = sound.replacen(from, to, 1);
        assert_ne!(planted, sound, "{file}: {from}");
        let report = report(&planted);
        let found = described(&report);
        assert_eq!(found.len(), 1, "{file}: {from} → {to}: {found:?}");
        assert!(report.findings.iter().any(|f| f.mentions_rule(rule)), "{file}: {from} → {to}: {found:?}");
    }
}

/// Sub-totals of each first-level indicator.
#[test]
fn subtotals_add_up() {
    let sound = "项目支出绩效自评表\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n产出指标\t数量指标\t渠道\t≥100米\t80米\t30\t24\n\t质量指标\t合格率\t100%\t100%\t30\t30\n\t小计\t\t\t\t60\t54\n效益指标\t社会效益\t受益户\t≥20户\t20户\t40\t40\n\t小计\t\t\t\t40\t40\n总分\t\t\t\t\t100\t94\n";
    assert!(errors(&report(sound)).is_empty(), "{:?}", described(&report(sound)));
    for (from, to, rule) in [("60\t54", "60\t45", "GJ308"), ("60\t54", "50\t54", "GJ309")] {
        let found = report(&sound.replacen(from, to, 1));
        assert!(
            errors(&found).iter().any(|f| f.mentions_rule(rule)),
            "{from} → {to}: {:?}",
            described(&found)
        );
    }
}

/// Steps of three per cent excuse nothing unless the form itself loses points by them.
#[test]
fn a_small_shortfall_with_full_marks_is_found() {
    let source = "项目支出绩效自评表\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n产出指标\t数量指标\t渠道\t≥100米\t98米\t50\t50\n产出指标\t质量指标\t合格率\t100%\t100%\t50\t50\n总分\t\t\t\t\t100\t100\n";
    assert!(errors(&report(source)).iter().any(|f| f.rule == "GJ305"), "{:?}", described(&report(source)));
    let stepped = source
        .replace("98米\t50\t50\n", "98米\t25\t25\n产出指标\t数量指标\t桥梁\t≥100米\t93米\t25\t23\n")
        .replace("100\t100\n", "100\t98\n");
    assert!(errors(&report(&stepped)).is_empty(), "{:?}", described(&report(&stepped)));
}

/// Nothing beyond a target of zero scores.
#[test]
fn targets_of_zero() {
    let source = "项目支出绩效自评表\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n产出指标\t质量指标\t安全事故\t=0起\t0起\t50\t50\n产出指标\t质量指标\t“三公”经费变动率\t≤0%\t-12.4%\t50\t50\n总分\t\t\t\t\t100\t100\n";
    assert!(errors(&report(source)).is_empty(), "{:?}", described(&report(source)));
    for (from, to) in [("=0起\t0起", "=0起\t2起"), ("-12.4%", "12.4%")] {
        let found = report(&source.replace(from, to));
        assert!(errors(&found).iter().any(|f| f.rule == "GJ305"), "{from}: {:?}", described(&found));
    }
}

/// Sheets have their title in their first row.
#[test]
fn titles_inside_the_table_hide_nothing() {
    let check = |text: &str| {
        gouji::check_file(text.as_bytes(), "a.tsv", &Options::default()).remove(0).unwrap().report
    };
    let list = "序号\t项目名称\t预算数（万元）\t执行数（万元）\t执行率\t自评得分\t自评等级\n1\t办公楼维修\t120.00\t116.40\t97.00%\t97.7\t优\n2\t信息化运维\t86.50\t86.50\t100.00%\t100\t优\n3\t三农宣传\t30.00\t24.60\t82.00%\t88.2\t良\n4\t植保防控\t450.00\t431.25\t95.83%\t95.58\t优\n\t合计\t686.50\t658.75\t95.96%\t\t\n";
    let titled = format!(
        "2023年度项目支出绩效自评情况汇总表\t\t\t\t\t\t\n填报单位：永丰县农业农村局\t\t\t\t\t\t\n{list}"
    );
    let (bare, titled) = (check(list), check(&titled));
    assert!(bare.summary.verified > 10, "{:?}", bare.summary);
    assert_eq!((titled.findings.len(), titled.summary.verified), (0, bare.summary.verified));
}

/// The unit of the money of one sheet is not that of the targets of the next.
#[test]
fn targets_do_not_take_the_unit_of_the_table_before() {
    let page = "<table><tr><td colspan=4>资金使用明细表</td></tr><tr><td colspan=4>单位：万元</td></tr>\
        <tr><td>资金用途</td><td>预算金额</td><td>支出金额</td><td>支出进度</td></tr><tr><td>健身路径</td><td>34.50</td><td>33.12</td><td>96.00%</td></tr>\
        <tr><td>场地划线</td><td>5.50</td><td>5.40</td><td>98.18%</td></tr><tr><td>合计</td><td>40.00</td><td>38.52</td><td>96.30%</td></tr></table>\
        <table><tr><td colspan=8>项目绩效指标完成情况表</td></tr><tr><td>指标类型</td><td>指标名称</td><td>性质</td><td>目标值</td><td>计量单位</td><td>完成值</td><td>分值</td><td>得分</td></tr>\
        <tr><td>成本指标</td><td>经济成本</td><td>≤</td><td>58.00</td><td>万元</td><td>56.40</td><td>10</td><td>10</td></tr>\
        <tr><td>数量指标</td><td>新建健身路径</td><td>≥</td><td>24</td><td>条</td><td>23</td><td>10</td><td>9.58</td></tr>\
        <tr><td>质量指标</td><td>器材合格率</td><td>＝</td><td>100</td><td>%</td><td>100</td><td>80</td><td>80</td></tr>\
        <tr><td>合计得分</td><td></td><td></td><td></td><td></td><td></td><td>100</td><td>99.58</td></tr></table>";
    let report = gouji::check_file(page.as_bytes(), "a.html", &Options::default()).remove(0).unwrap().report;
    assert_eq!(report.findings, []);
}
