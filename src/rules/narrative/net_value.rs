use super::support::{name, narrative};
use crate::figure::FigureId;
use crate::ledger::{Context, Ledger};
use crate::recognise::narrative::role::DEBT_RATIO;
use crate::recognise::narrative::{Slot, Statement};
use crate::relation::{Expression, Relation, RelationKind};

rule! {
    /// # 资产净值、净资产不符 / Net value and net assets
    ///
    /// ## 检查什么
    /// 一句话里写明资产原值、累计折旧（摊销）和净值时，原值－累计折旧＝净值；接连写明资产（总额）、负债（总额）、净资产（总额）时，资产－负债＝净资产；写明资产负债率的，负债÷资产应等于它。
    ///
    /// ## 依据
    /// 《政府会计制度——行政事业单位会计科目和报表》（财会〔2017〕25号）资产负债表：固定资产净值＝固定资产原值－固定资产累计折旧，净资产＝资产－负债。
    ///
    /// ## 示例
    /// “固定资产原值3,500.00万元，累计折旧1,500.00万元，净值2,000.00万元”，相符。
    ///
    /// ## 例外
    /// 三项没有各写一次（净资产为没有接连写明）的，不判断。
    ///
    /// ## In English
    /// The net value of an asset is its original value less accumulated depreciation, net assets are assets less liabilities,
    /// where one sentence tells all three.
    "GJ126", Warning, run,
    fires: [
        "2024年度部门决算\n截至2024年12月31日，固定资产原值3,500.00万元，累计折旧1,500.00万元，固定资产净值2,200.00万元。",
        "2024年度部门决算\n截至2024年底，资产总额4347.5万元，同比增长6.2%；负债总额1143.8万元；净资产总额3230.7万元。",
        "2024年度部门决算\n无形资产原值35.00万元，累计摊销15.00万元，净值21.00万元。",
        "2024年度部门决算\n资产总额98,650.40万元，负债总额18,340.10万元，资产负债率19.58%。",
    ],
    silent: [
        "2024年度部门决算\n资产总额98,650.40万元，负债总额18,340.10万元，资产负债率18.59%。",
        "2024年度部门决算\n截至2024年12月31日，固定资产原值3,500.00万元，累计折旧1,500.00万元，固定资产净值2,000.00万元。",
        "2024年度部门决算\n截至2024年底，资产总额4347.5万元，同比增长6.2%；负债总额1143.8万元；净资产总额3203.7万元。",
        "2024年度部门决算\n企业资产总额264.3万元，负债总额237.8万元，形成国有资产17.2万元。",
        "2024年度部门决算\n房屋原值3,000.00万元，累计折旧1,000.00万元；设备原值500.00万元，净值2,200.00万元。",
    ],
}

fn run(context: &Context, ledger: &mut Ledger) {
    let statements = &narrative(context).statements;
    net_assets(context, ledger);
    debt_ratio(context, ledger);
    // 资产原值X元，其中：…。累计折旧Y元，资产净值Z元: the sentence before may tell what the assets cost.
    for here in statements.chunk_by(|a, b| a.passage == b.passage) {
        let of = |ends: &[&str]| {
            let mut told = here.iter().filter(|s| s.parent.is_none()).filter_map(|s| amount(s, ends));
            told.next().filter(|_| told.next().is_none())
        };
        let original = of(&["原值", "原值合计", "原值总额"]);
        if let (Some((original, first)), Some((worn, second)), Some((net, statement))) =
            (original, of(&["累计折旧", "累计摊销"]), of(&["净值"]))
            && first.sentence + 1 == second.sentence
        {
            let relation =
                Relation::equal(RelationKind::Difference, net, Expression::difference(original, worn));
            ledger.check(context, &RULE, name(statement), relation);
        }
    }
    for sentence in statements.chunk_by(|a, b| (a.passage, a.sentence) == (b.passage, b.sentence)) {
        let only = |ends: &[&str]| {
            let mut told = sentence.iter().filter_map(|s| amount(s, ends));
            told.next().filter(|_| told.next().is_none())
        };
        let (Some((original, owner)), Some((worn, _))) = (only(&["原值"]), only(&["累计折旧", "累计摊销"]))
        else {
            continue;
        };
        // 固定资产净值X万元。固定资产原值Y万元，累计折旧Z万元: the net value of the same may stand in another sentence.
        let elsewhere = || {
            let net = format!("{}净值", owner.label.strip_suffix("原值")?);
            let here =
                |s: &&Statement| s.passage == owner.passage && s.label == net && net.chars().count() > 2;
            let mut told = statements.iter().filter(here);
            let first = told.next().filter(|_| told.next().is_none())?;
            Some((first.amount(Slot::Amount)?, first))
        };
        let Some((net, statement)) = only(&["净值"]).or_else(elsewhere) else { continue };
        let terms =
            vec![Expression::Figure(original), Expression::Negate(Box::new(Expression::Figure(worn)))];
        let relation = Relation::equal(RelationKind::Difference, net, Expression::Sum(terms));
        ledger.check(context, &RULE, name(statement), relation);
    }
}

/// 资产总额X万元，负债总额Y万元，资产负债率P%: the last amount of either kind that the paragraph told before the rate.
fn debt_ratio(context: &Context, ledger: &mut Ledger) {
    let statements = &narrative(context).statements;
    for (i, own) in statements.iter().enumerate() {
        let Some(share) = own.shares.iter().find(|s| s.of.as_deref() == Some(DEBT_RATIO)) else { continue };
        let here = || statements[..=i].iter().rev().take_while(|s| s.passage == own.passage);
        let last =
            |ends: &[&str]| here().find_map(|s| amount(s, ends).filter(|_| !s.label.contains("净资产")));
        // 流动资产, 无形资产 are some of the assets.
        let plain =
            || here().filter(|s| s.parent.is_none()).find_map(|s| amount(s, &["企业资产", "单位资产"]));
        let bare = || here().filter(|s| s.label == "资产").find_map(|s| amount(s, &["资产"]));
        let assets = last(&TOTALS[..3]).or_else(bare).or_else(plain);
        let debts = last(&DEBTS);
        let (Some((assets, owner)), Some((debts, debtor))) = (assets, debts) else { continue };
        // 单位资产总额X万元；下属企业负债总额Y万元: of two.
        let whose = |label: &str, word: &str| label.split(word).next().unwrap_or("").to_string();
        let of = whose(&debtor.label, "负债");
        if !of.is_empty() && of != whose(&owner.label, "资产") {
            continue;
        }
        ledger.check(context, &RULE, DEBT_RATIO, Relation::ratio(share.figure, debts, assets));
    }
}

const TOTALS: [&str; 4] = ["资产总额", "资产总计", "资产合计", "资产"];
const DEBTS: [&str; 4] = ["负债总额", "负债总计", "负债合计", "负债"];

/// 资产总额X万元，负债总额Y万元，净资产Z万元, one after the other.
fn net_assets(context: &Context, ledger: &mut Ledger) {
    for three in narrative(context).statements.windows(3) {
        let [assets, debts, net] = three else { continue };
        let here = |s: &Statement| (s.passage, s.sentence, s.depth) == (net.passage, net.sentence, net.depth);
        let told = (
            amount(assets, &TOTALS),
            amount(debts, &DEBTS),
            amount(net, &["净资产总额", "净资产合计", "净资产"]),
        );
        let (Some((assets_id, _)), Some((debts_id, _)), Some((net_id, _))) = told else { continue };
        if here(assets) && here(debts) && !assets.label.contains("净资产") {
            let relation = Relation::equal(
                RelationKind::Difference,
                net_id,
                Expression::difference(assets_id, debts_id),
            );
            ledger.check(context, &RULE, name(net), relation);
        }
    }
}

/// The amount of a statement whose label ends so.
fn amount<'a>(statement: &'a Statement, ends: &[&str]) -> Option<(FigureId, &'a Statement)> {
    let named = ends.iter().any(|end| statement.label.ends_with(end));
    Some((statement.amount(Slot::Amount).filter(|_| named)?, statement))
}
