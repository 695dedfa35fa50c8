//! Forms whose scores were given in ways of their own: in steps, by hand, twice, with what was taken off. All invented.

use gouji::Options;
use gouji::check::check_document;
use gouji::import::{Format, text};
use gouji::ledger::Severity;
use gouji::report::{Finding, Report};

fn report(source: &str) -> Report {
    check_document(&text::read_text(source), "form.txt", Format::Text, &Options::default())
}

fn errors(report: &Report) -> Vec<&Finding> {
    report.findings.iter().filter(|f| f.severity > Severity::Note).collect()
}

fn described(report: &Report) -> Vec<String> {
    report.findings.iter().map(|f| format!("{} {}", f.rule, f.message)).collect()
}

/// Sound as it is; each change is found, and the changed number is the one to look at first.
fn holds(sound: &str, changes: &[(&str, &str, &str)]) {
    assert!(errors(&report(sound)).is_empty(), "{:?}", described(&report(sound)));
    for (from, to, suspect) in changes {
        assert!(sound.contains(from), "{from}");
        let found = report(&sound.replacen(from, to, 1));
        let named = |f: &&Finding| f.suspect.as_ref().is_some_and(|s| s.text == *suspect);
        assert!(errors(&found).iter().any(named), "{from} → {to}: {:?}", described(&found));
    }
}

const HEAD: &str = "项目支出绩效自评表\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n";

/// 90% and more scores nine tenths, 80% and more eight tenths, less than 60% nothing: the total counts it so.
#[test]
fn scores_in_steps_are_a_custom() {
    let form = format!(
        "{HEAD}产出指标\t数量指标\t渠道\t≥100米\t92米\t20\t18\n\t质量指标\t合格率\t100%\t85%\t20\t16\n\t时效指标\t及时率\t100%\t50%\t10\t0\n效益指标\t社会效益\t受益户\t≥200户\t194户\t20\t20\n满意度指标\t满意度\t群众满意度\t≥90%\t95%\t30\t30\n总分\t\t\t\t\t100\t84\n"
    );
    holds(&form, &[("100\t84\n", "100\t87\n", "87"), ("20\t16\n", "20\t1.6\n", "1.6")]);
}

/// A rule that other rows follow to the last digit binds.
#[test]
fn a_rule_that_is_followed_binds() {
    let form = format!(
        "{HEAD}产出指标\t数量指标\t渠道\t≥120米\t97米\t20\t16.17\n\t质量指标\t合格率\t98%\t85%\t20\t17.35\n\t时效指标\t及时率\t100%\t91%\t10\t9.10\n效益指标\t社会效益\t受益户\t≥200户\t200户\t20\t20\n满意度指标\t满意度\t群众满意度\t≥90%\t95%\t30\t30\n总分\t\t\t\t\t100\t92.62\n"
    );
    holds(&form, &[("97米", "79米", "79米"), ("17.35", "17.53", "17.53"), ("\t91%", "\t97%", "97%")]);
}

/// Rounded to whole points though some weights are not whole.
#[test]
fn whole_points_beside_weights_with_halves() {
    let form = format!(
        "{HEAD}产出指标\t数量指标\t渠道\t≥120米\t97米\t20\t16\n\t质量指标\t合格率\t98%\t90%\t2\t2\n\t时效指标\t及时率\t100%\t100%\t28.5\t28.5\n效益指标\t社会效益\t受益户\t≥200户\t200户\t49.5\t49.5\n总分\t\t\t\t\t100\t96\n"
    );
    holds(&form, &[("100\t96\n", "100\t69\n", "69")]);
}

/// 99.6% is written as 100%.
#[test]
fn a_rate_rounded_to_a_hundred_leaves_its_score() {
    let form = "项目支出绩效自评表\n项目资金（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n\t年度资金总额\t1000.00\t1000.00\t996.00\t10\t100%\t9.96\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n产出指标\t数量指标\t渠道\t≥120米\t120米\t90\t90\n总分\t\t\t\t\t100\t99.96\n";
    holds(form, &[("9.96\n", "9.69\n", "9.69")]);
}

/// 自评得分 beside 复核得分, each with its total.
#[test]
fn two_scores_have_two_totals() {
    let form = "项目支出绩效自评表\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t自评得分\t复核得分\t偏差原因\n产出指标\t数量指标\t渠道\t≥120米\t120米\t40\t40\t38\t\n\t质量指标\t合格率\t100%\t100%\t30\t30\t30\t\n效益指标\t社会效益\t受益户\t≥200户\t200户\t30\t30\t27.5\t\n总分\t\t\t\t\t100\t100\t95.5\t\n";
    holds(
        form,
        &[("95.5", "59.5", "59.5"), ("100\t100\t95", "100\t98\t95", "98"), ("40\t38", "40\t83", "83")],
    );
}

/// 扣分 beside 得分.
#[test]
fn points_taken_off_have_their_column() {
    let form = "项目支出绩效评价评分表\n一级指标\t二级指标\t三级指标\t分值\t评分标准\t扣分\t得分\t扣分原因\n决策\t立项\t依据充分性\t20\t逐项打分\t0\t20\t\n过程\t资金\t使用合规性\t30\t逐项打分\t1.5\t28.5\t手续不全\n产出\t数量\t渠道\t50\t逐项打分\t2\t48\t个别未完工\n合计\t\t\t100\t\t3.5\t96.5\t\n";
    holds(
        form,
        &[("1.5\t28.5", "5.1\t28.5", "5.1"), ("3.5\t96.5", "3.5\t69.5", "69.5"), ("2\t48", "2\t84", "84")],
    );
}

/// 得分计算方法 beside 得分 tells how the points are given, and is no score.
#[test]
fn a_way_of_scoring_is_no_score() {
    let form = "项目支出绩效自评表\n项目资金（万元）\t\t年初预算数(A)\t全年执行数(B)\t分值(10分)\t执行率(B/A)\t得分\t得分计算方法\n\t年度资金总额\t320.00\t160.00\t10\t50%\t5\t执行率*该指标分值\n一级指标\t二级指标\t三级指标\t分值\t年度指标值(A)\t全年实际值(B)\t得分计算方法\t得分\t未完成原因分析\n产出指标\t数量指标\t养护道路\t40\t20条\t15条\t未达到指标值的，按B/A*该指标分值记分。\t30\t\n效益指标\t社会效益\t受益户\t50\t≥200户\t200户\t达到指标值的，记满分。\t50\t\n总分\t\t\t100\t\t\t\t85\t\n";
    holds(form, &[("5\t执行", "7\t执行", "7"), ("。\t30", "。\t36", "36"), ("\t85\t", "\t58\t", "58")]);
}

/// 得分系数 is no completion rate: what exceeds its target or what was given by hand has its share of the points.
#[test]
fn a_coefficient_is_the_share_of_the_points() {
    let form = "部门整体绩效自评表\n自评总分（分）\t97.5\n绩效指标\t指标名称\t计量单位\t指标性质\t年初指标值\t全年完成值\t得分系数（%）\t指标权重（分）\t指标得分（分）\n\t培训人数\t人\t≥\t200\t260\t100\t40\t40\n\t结转结余率\t%\t≤\t5\t1\t100\t30\t30\n\t政府采购执行率\t%\t=\t100\t88\t95\t20\t19\n\t群众反响\t\t定性\t好\t较好\t85\t10\t8.5\n";
    holds(form, &[("95\t20\t19", "95\t20\t91", "91"), ("85\t10", "58\t10", "58")]);
}

/// 权重 in per cent.
#[test]
fn weights_in_per_cent() {
    let form = "项目支出绩效自评表\n一级指标\t二级指标\t三级指标\t权重\t目标值\t实际完成值\t得分\n产出指标\t数量指标\t渠道\t40%\t≥120米\t90米\t30\n\t质量指标\t合格率\t30%\t100%\t100%\t30\n效益指标\t社会效益\t受益户\t30%\t≥200户\t200户\t30\n合计\t\t\t100%\t\t\t90\n";
    holds(form, &[("40%", "45%", "45%"), ("\t90\n", "\t91\n", "91")]);
}

/// The second row of heads leaves the cells empty over which the first one reaches down.
#[test]
fn heads_above_empty_heads_hold() {
    let form = "2023年度项目支出绩效自评表\n绩效指标\t\t\t年度指标值\t\t\t实际完成值\t分值\t得分\t偏差原因分析\n一级指标\t二级指标\t三级指标\t指标性质\t指标值\t度量单位\t\t\t\t\n产出指标\t数量指标\t渠道\t≥\t120\t米\t90\t60\t45\t未完工\n效益指标\t社会效益\t受益户\t=\t200\t户\t200\t40\t40\t无\n总分\t\t\t\t\t\t\t100\t85\t良\n";
    holds(form, &[("100\t85", "100\t58", "58"), ("60\t45", "60\t54", "54")]);
}

/// A row that is not there leaves points and scores short of their totals: one finding, not two.
#[test]
fn a_missing_row_is_told_as_one() {
    let form = format!(
        "{HEAD}产出指标\t数量指标\t渠道\t≥120米\t120米\t40\t40\n\t质量指标\t合格率\t100%\t98%\t15\t14.7\n效益指标\t社会效益\t受益户\t≥200户\t200户\t30\t30\n满意度指标\t满意度\t群众满意度\t≥90%\t95%\t15\t15\n总分\t\t\t\t\t100\t99.7\n"
    );
    holds(&form, &[]);
    let found = report(&form.replacen("\t质量指标\t合格率\t100%\t98%\t15\t14.7\n", "", 1));
    let said = errors(&found);
    assert_eq!(said.len(), 1, "{:?}", described(&found));
    assert!(said[0].message.contains("少列了一行"), "{}", said[0].message);
    assert_eq!(said[0].suspect.as_ref().map(|s| s.text.as_str()), Some("99.7"));
}

/// A list that numbers its projects and adds them up.
#[test]
fn a_project_missing_from_a_numbered_list() {
    let list = "项目支出绩效自评结果汇总表\n序号\t项目名称\t全年预算数\t全年执行数\t执行率\n1\t渠道维护\t98.40\t98.40\t100%\n2\t设备购置\t45.15\t40.64\t90.01%\n3\t人员培训\t20.00\t15.00\t75%\n4\t宣传活动\t12.30\t12.30\t100%\n\t合计\t175.85\t166.34\t94.59%\n";
    holds(list, &[]);
    let found = report(&list.replacen("2\t设备购置\t45.15\t40.64\t90.01%\n", "", 1));
    assert!(!errors(&found).is_empty(), "{:?}", described(&found));
}

/// Target and actual that changed places, under a score that only the right order gives.
#[test]
fn target_and_actual_exchanged() {
    let form = format!(
        "{HEAD}产出指标\t数量指标\t渠道\t≥120米\t120米\t92\t92\n满意度指标\t满意度\t群众满意度\t≥90%\t68%\t8\t6.04\n总分\t\t\t\t\t100\t98.04\n"
    );
    holds(&form, &[("≥90%\t68%", "≥68%\t90%", "≥68%")]);
}

/// What was done is told in the words of the plan, though more was done.
#[test]
fn the_plan_repeated_is_no_contradiction() {
    let form = "项目支出绩效自评表\n年度总体目标\t预期目标\t实际完成情况\n\t新建围栏120米。\t完成围栏120米。\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n产出指标\t数量指标\t新建围栏\t≥120米\t121.5米\t100\t100\n总分\t\t\t\t\t100\t100\n";
    holds(form, &[]);
}

/// A converter kept the line break within the first cell of a row.
#[test]
fn rows_whose_first_cell_stands_alone() {
    let form = "项目支出绩效自评表 |\n项目名称 | 围栏建设 |\n项目资金 (万元) |\n| 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n年度资金总额 |\n| 32.4 | 31.69 | 10 | 97.81% | 9.78 |\n绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n产出指标 | 数量指标 | 围栏 | ≥120米 | 120米 | 50 | 50 |\n效益指标 | 社会效益指标 | 提供岗位 | ≥5个 | 5个 | 40 | 40 |\n总分 | 100 | 99.78 |\n";
    holds(form, &[("99.78", "98.77", "98.77"), ("97.81%", "91.87%", "91.87%")]);
}

/// Bars between the cells and none before the first: a row that begins with one has an empty first cell.
#[test]
fn a_bar_before_an_empty_first_cell() {
    let form = "项目支出绩效评价评分表\n一级指标 | 二级指标 | 三级指标 | 分值 | 得分 |\n过程（40分） | 资金管理（40分） | 资金到位率 | 20 | 20 |\n | | 使用合规性 | 20 | 19 |\n产出（60分） | 产出数量（30分） | 渠道 | 30 | 28 |\n | 产出质量（30分） | 合格率 | 15 | 15 |\n | | 完好率 | 15 | 12 |\n合计 | | | 100 | 94 |\n";
    holds(form, &[("| 94", "| 49", "49")]);
}

/// Points printed as 20.00 beside scores that were rounded to one decimal and filled up with a nought.
#[test]
fn scores_filled_up_with_noughts() {
    let form = "项目支出绩效自评表\n项目资金（万元）\t全年预算数\t全年执行数\t分值\t执行率\t得分\n年度资金总额\t969.00\t430.67\t10.00\t44.44%\t4.40\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n产出指标\t数量指标\t渠道\t≥120米\t97米\t30.00\t24.30\n\t质量指标\t合格率\t98%\t96.04%\t30.00\t29.40\n效益指标\t社会效益\t受益户\t≥200户\t200户\t30.00\t30.00\n总分\t\t\t\t\t100.00\t88.10\n";
    holds(form, &[("24.30", "23.40", "23.40"), ("4.40\n", "4.04\n", "4.04"), ("44.44%", "48.44%", "48.44%")]);
}

/// A table without merged cells writes the label of a level, and its points, in each of its rows.
#[test]
fn a_group_named_in_each_of_its_rows() {
    let form = format!(
        "{HEAD}产出指标（60分）\t数量指标\t渠道\t≥120米\t120米\t20\t20\n产出指标（60分）\t数量指标\t水闸\t≥12座\t12座\t15\t15\n产出指标（60分）\t质量指标\t合格率\t100%\t100%\t25\t25\n效益指标（40分）\t社会效益指标\t受益户\t≥200户\t200户\t30\t30\n效益指标（40分）\t社会效益指标\t岗位\t≥8个\t8个\t10\t10\n总分\t\t\t\t\t100\t100\n"
    );
    holds(&form, &[("25\t25", "52\t25", "52")]);
    let own = format!(
        "{HEAD}产出指标\t数量指标（30分）\t渠道\t≥120米\t120米\t30\t30\n产出指标\t数量指标（30分）\t水闸\t≥12座\t12座\t30\t30\n效益指标\t社会效益（40分）\t受益户\t≥200户\t200户\t40\t40\n总分\t\t\t\t\t100\t100\n"
    );
    holds(&own, &[]);
}

/// What was spent is divided before it is written down; its points follow from the amounts.
#[test]
fn a_spending_rate_among_the_indicators_is_rounded() {
    let form = format!(
        "{HEAD}过程\t预算执行\t资金支出率\t100%\t87%\t10\t8.74\n产出指标\t数量指标\t渠道\t≥120米\t90米\t50\t37.5\n效益指标\t社会效益\t受益户\t≥200户\t200户\t40\t40\n总分\t\t\t\t\t100\t86.24\n"
    );
    holds(&form, &[("8.74", "7.84", "7.84"), ("87%", "78%", "78%")]);
}

/// A bare 小计 below the rows that it adds up.
#[test]
fn sub_totals_below_their_rows() {
    let form = format!(
        "{HEAD}产出指标\t数量指标\t渠道\t≥120米\t90米\t20\t15\n\t质量指标\t合格率\t100%\t100%\t40\t40\n小计\t\t\t\t\t60\t55\n效益指标\t社会效益\t受益户\t≥200户\t200户\t40\t40\n小计\t\t\t\t\t40\t40\n总计\t\t\t\t\t100\t95\n"
    );
    holds(&form, &[("60\t55", "60\t65", "65"), ("60\t55", "80\t55", "80")]);
}

/// The names of the levels stand under a head of their own, which text does not draw out over them.
#[test]
fn levels_below_their_head() {
    let form = "绩效自评指标评分表\n评价指标\t\t\t权重（%）\t评分标准\t目标值\t完成情况\t自评得分\n一级指标\t二级指标\t三级指标\t\t\t\t\t\n过程管理\t目标设置\t完整性\t5\t完整得满分\t完整\t完整\t5\n\t\t合理性\t5\t合理得满分\t合理\t合理\t5\n产出指标\t数量指标\t渠道\t50\t按比例计分\t≥120米\t90米\t37.5\n效益指标\t社会效益\t受益户\t40\t按比例计分\t≥200户\t200户\t40\n合计\t\t\t100\t\t\t\t87.5\n";
    holds(form, &[("87.5", "78.5", "78.5"), ("37.5", "35.7", "35.7")]);
}

/// One source of the money, the others left empty.
#[test]
fn the_only_source_of_the_money() {
    let form = "部门整体支出绩效自评表\n年度预算申请（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n\t年度资金总额\t303.00\t303.00\t303.00\t10\t100%\t10\n\t按收入性质分：\t\t\t按支出性质分：\n\t其中：一般公共预算：303.00\t\t\t其中：基本支出：69.69\n\t政府性基金拨款：\t\t\t项目支出：233.31\n绩效指标\t一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n\t产出指标\t数量指标\t渠道\t≥120米\t120米\t50\t50\n\t效益指标\t社会效益\t受益户\t≥200户\t200户\t40\t40\n总分\t\t\t\t\t\t100\t100\n";
    holds(form, &[("一般公共预算：303.00", "一般公共预算：313.00", "313.00")]);
}

/// A list of projects of which most spent all: which column is divided by which, the few others tell. Rates add up to nothing.
#[test]
fn rates_of_a_list_of_projects() {
    let list = "项目支出绩效自评情况汇总表\n序号\t项目名称\t预算数（万元）\t执行数（万元）\t执行率\t自评得分\n1\t渠道维护\t98.40\t98.40\t100.00%\t100\n2\t设备购置\t45.15\t45.15\t100.00%\t99\n3\t人员培训\t20.00\t20.00\t100.00%\t98.5\n4\t宣传活动\t109.09\t105.82\t97.00%\t96\n\t合计\t272.64\t269.37\t98.80%\t\n";
    holds(list, &[("97.00%", "79.00%", "79.00%"), ("105.82", "105.28", "105.28")]);
}

/// 其中 rows without points of their own do not keep the points from being added up.
#[test]
fn points_beside_rows_of_parts() {
    let form = "绩效目标自评表\n资金情况（万元）\t\t全年预算数\t全年执行数\t分值\t执行率\t得分\n\t年度资金总额\t94.80\t94.80\t10\t100%\t10\n绩效指标\t一级指标\t二级指标\t三级指标\t分值\t年度指标值\t全年实际值\t得分\n\t产出指标\t数量指标\t★种植面积\t50\t29.5亩\t29.5亩\t50\n\t\t\t其中：甲村\t\t9.5亩\t9.5亩\t\n\t\t\t其中：乙村\t\t20亩\t20亩\t\n\t效益指标\t社会效益指标\t受益户\t40\t≥200户\t200户\t40\n总分\t\t\t\t100\t\t\t100\n";
    holds(form, &[("总分\t\t\t\t100", "总分\t\t\t\t600", "600"), ("50\t29.5亩", "30\t29.5亩", "30")]);
}

/// What was planned, what arrived, what was spent, with the rate of each.
#[test]
fn money_that_was_planned_arrived_and_was_spent() {
    let form = "专项资金绩效自评表\n资金情况（万元）\t\t计划安排（A）\t到位资金（B）\t到位率（B/A）\t实际支出（C）\t支出率（C/B）\t分值\t得分\n\t合计\t800.00\t720.00\t90.00%\t612.00\t85.00%\t10\t8.5\n\t中央财政资金\t500.00\t450.00\t90.00%\t400.00\t88.89%\t\t\n\t市县财政资金\t300.00\t270.00\t90.00%\t212.00\t78.52%\t\t\n一级指标\t二级指标\t三级指标\t预期值\t实际值\t分值\t得分\n产出指标\t数量指标\t渠道\t≥120米\t120米\t50\t50\n效益指标\t社会效益指标\t受益户\t≥200户\t200户\t40\t40\n总得分\t\t\t\t\t100\t98.5\n";
    holds(
        form,
        &[
            ("90.00%\t612.00", "80.00%\t612.00", "80.00%"),
            ("85.00%", "58.00%", "58.00%"),
            ("88.89%", "89.88%", "89.88%"),
            ("500.00\t450.00\t90.00%\t400.00", "500.00\t450.00\t90.00%\t410.00", "410.00"),
            ("98.5", "89.5", "89.5"),
        ],
    );
}

/// 预期目标 beside 实际完成 and points is what is to be reached.
#[test]
fn targets_called_aims() {
    let form = "项目绩效自评及复核表\n一级指标\t二级指标\t三级指标\t预期目标\t实际完成\t评分标准\t分值\t自评得分\t复核得分\n产出指标\t数量指标\t渠道\t≥120米\t97米\t按比例计分\t50\t40.42\t40.42\n\t质量指标\t合格率\t≥98%\t93.1%\t按比例计分\t10\t9.5\t9\n效益指标\t社会效益指标\t受益户\t≥200户\t200户\t按比例计分\t40\t40\t40\n合计\t\t\t\t\t\t100\t89.92\t89.42\n";
    holds(form, &[("97米", "79米", "79米"), ("40.42\t40.42", "42.40\t40.42", "42.40")]);
}

/// Budget, spending and rate each beside its name.
#[test]
fn money_beside_its_names() {
    let form = "财政支出项目绩效自评表\n项目名称\t渠道维护\n预算金额（万元）\t779.90\t实际支出（万元）\t424.58\t预算执行率\t54.44%\n一级指标\t二级指标\t绩效指标\t目标值\t完成值\t权重分值\t自评分\n产出指标\t数量指标\t渠道\t≥120米\t120米\t60\t60\n效益指标\t社会效益指标\t受益户\t≥200户\t200户\t40\t40\n自评总分\t\t\t\t\t100\t100\n";
    holds(form, &[("54.44%", "45.44%", "45.44%")]);
}

/// 合计 stands under 序号 where cells are not merged.
#[test]
fn a_total_under_the_numbers_of_the_rows() {
    let list = "项目绩效自评汇总表\n序号\t项目名称\t资金情况（万元）\t\t\t\t自评得分\n\t\t年初预算\t全年预算\t执行数\t执行率（%）\t\n1\t渠道维护\t409.53\t409.53\t389.42\t95.09\t98.4\n2\t人员培训\t681.94\t717.83\t717.83\t100.00\t99.2\n3\t设备购置\t470.74\t457.03\t260.05\t56.90\t86.6\n4\t宣传活动\t64.30\t64.30\t62.63\t97.40\t91.7\n合计\t\t1626.51\t1648.69\t1429.93\t86.73\t\n";
    holds(list, &[("1626.51", "1662.51", "1662.51")]);
}

/// The report of one project tells the score of its form.
#[test]
fn the_score_told_of_the_only_form() {
    let report = format!(
        "渠道维护项目绩效评价报告\n经综合评价，项目得分87.5分，等级为“良”。其中，质量指标得分37.5分。\n{HEAD}产出指标\t数量指标\t渠道\t≥120米\t90米\t50\t37.5\n效益指标\t社会效益\t受益户\t≥200户\t200户\t50\t50\n总分\t\t\t\t\t100\t87.5\n"
    );
    holds(&report, &[("得分87.5分", "得分78.5分", "78.5分"), ("得分87.5分", "得分97.5分", "97.5分")]);
    let other = report.replace("项目得分87.5分", "上年项目得分92分");
    holds(&other, &[]);
}

/// The indicators lack ten points: the part with the money is not there, or has heads that nobody knows.
#[test]
fn ten_points_for_money_that_is_not_shown() {
    let form = format!(
        "{HEAD}产出指标\t数量指标\t渠道\t≥120米\t90米\t50\t37.5\n效益指标\t社会效益\t受益户\t≥200户\t200户\t40\t40\n总分\t\t\t\t\t100\t86.9\n"
    );
    holds(&form, &[("50\t37.5", "50\t57.5", "57.5")]);
}

/// 17.3% and nearly full marks: not given by hand, but a digit of 87.3% mistyped.
#[test]
fn a_score_far_from_its_actual() {
    let form = format!(
        "{HEAD}产出指标\t数量指标\t渠道\t≥120米\t120米\t50\t50\n\t质量指标\t合格率\t≥90%\t87.3%\t8\t7.8\t部分未按期\n效益指标\t社会效益\t受益户\t≥200户\t200户\t42\t42\n总分\t\t\t\t\t100\t99.8\n"
    );
    holds(&form, &[("87.3%", "17.3%", "17.3%")]);
}

/// What was due in a year was done in it, though the report is of another.
#[test]
fn a_day_without_a_year_is_of_the_year_it_was_due() {
    let form = format!(
        "2023年度{HEAD}产出指标\t数量指标\t渠道\t≥120米\t90米\t50\t37.5\n\t时效指标\t完成时间\t2022年10月底前\t9月23日完成\t10\t10\n效益指标\t社会效益\t受益户\t≥200户\t200户\t40\t40\n总分\t\t\t\t\t100\t87.5\n"
    );
    holds(&form, &[("37.5", "35.7", "35.7")]);
}

/// 计划完成值 is what was planned; rates in a column that says % bear none.
#[test]
fn planned_values_beside_actual_ones() {
    let form = "项目绩效自评表\n一级指标\t二级指标\t三级指标\t分值\t计划完成值\t单位\t实际完成值\t完成率（%）\t得分\n产出指标\t数量指标\t渠道\t50\t≥120\t米\t90\t75.00\t37.5\n效益指标\t社会效益指标\t受益户\t50\t≥200\t户\t230\t115.00\t50\n总分\t\t\t100\t\t\t\t\t87.5\n";
    holds(form, &[("75.00", "57.00", "57.00"), ("115.00", "151.00", "151.00"), ("\t90\t", "\t99\t", "99")]);
}

/// Some rows typed as whole numbers beside others that are filled up with noughts.
#[test]
fn whole_points_beside_points_with_noughts() {
    let form = "项目支出绩效自评表\n项目总预算\t1500.70万元\t实际支出\t1332.04万元\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n过程\t预算执行\t预算执行率\t100%\t88.76%\t10\t8.90\n产出指标\t数量指标\t渠道\t≥120米\t97米\t30.00\t24.30\n\t质量指标\t合格率\t98%\t96.04%\t20.00\t19.60\n效益指标\t社会效益\t受益户\t≥200户\t200户\t40.00\t40.00\n总分\t\t\t\t\t100\t92.80\n";
    holds(form, &[("24.30", "23.40", "23.40"), ("8.90", "9.80", "9.80"), ("88.76%", "58.76%", "58.76%")]);
}

/// A price of each is a number to compare; what it is for stands behind it.
#[test]
fn prices_of_each() {
    let form = format!(
        "{HEAD}产出指标\t数量指标\t渠道\t≥120米\t90米\t40\t30\n\t成本指标\t单位造价\t≤1602元/米\t1600元/米\t10\t10\n\t成本指标\t培训标准\t≤138.5元/人·天\t138.5元/人·天\t10\t10\n效益指标\t社会效益\t受益户\t≥200户\t200户\t40\t40\n总分\t\t\t\t\t100\t90\n"
    );
    holds(&form, &[("\t1600元/米", "\t6100元/米", "6100")]);
}

/// A mark in an empty cell of the levels does not end what a sub-total adds up.
#[test]
fn sub_totals_over_marks() {
    let form = format!(
        "{HEAD}产出指标\t数量指标\t渠道\t≥120米\t90米\t20\t15\n/\t质量指标\t合格率\t100%\t100%\t40\t40\n小计\t\t\t\t\t60\t55\n效益指标\t社会效益\t受益户\t≥200户\t200户\t40\t40\n小计\t\t\t\t\t40\t40\n总计\t\t\t\t\t100\t95\n"
    );
    holds(&form, &[("60\t55", "60\t65", "65")]);
}

/// 20 of 25 is eight tenths by any rule: it says nothing against nine tenths beside it.
#[test]
fn steps_bear_each_other_out() {
    let form = format!(
        "{HEAD}产出指标\t数量指标\t渠道\t25公里\t20公里\t6\t4.8\n\t质量指标\t合格率\t100%\t100%\t49\t49\n效益指标\t社会效益\t受益户\t≥200户\t200户\t40\t40\n满意度指标\t满意度\t群众满意度\t≥90%\t84%\t5\t4.5\n总分\t\t\t\t\t100\t98.3\n"
    );
    holds(&form, &[("98.3", "93.8", "93.8")]);
}
