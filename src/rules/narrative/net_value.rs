use super::support::{name, narrative};
use crate::figure::FigureId;
use crate::ledger::{Context, Ledger};
use crate::recognise::narrative::{Slot, Statement};
use crate::relation::{Expression, Relation, RelationKind};

rule! {
    /// # 资产净值与原值、折旧不符 / Net value against original value and depreciation
    ///
    /// ## 检查什么
    /// 一句话里写明资产原值、累计折旧（摊销）和净值时，原值－累计折旧＝净值。
    ///
    /// ## 依据
    /// 《政府会计制度——行政事业单位会计科目和报表》（财会〔2017〕25号）资产负债表：固定资产净值＝固定资产原值－固定资产累计折旧。
    ///
    /// ## 示例
    /// “固定资产原值3,500.00万元，累计折旧1,500.00万元，净值2,000.00万元”，相符。
    ///
    /// ## 例外
    /// 三项没有各写一次的，不判断。
    ///
    /// ## In English
    /// The net value of an asset is its original value less accumulated depreciation, where one sentence tells all three.
    "GJ126", Warning, run,
    fires: [
        "2024年度部门决算\n截至2024年12月31日，固定资产原值3,500.00万元，累计折旧1,500.00万元，固定资产净值2,200.00万元。",
        "2024年度部门决算\n无形资产原值35.00万元，累计摊销15.00万元，净值21.00万元。",
    ],
    silent: [
        "2024年度部门决算\n截至2024年12月31日，固定资产原值3,500.00万元，累计折旧1,500.00万元，固定资产净值2,000.00万元。",
        "2024年度部门决算\n房屋原值3,000.00万元，累计折旧1,000.00万元；设备原值500.00万元，净值2,200.00万元。",
    ],
}

fn run(context: &Context, ledger: &mut Ledger) {
    let statements = &narrative(context).statements;
    for sentence in statements.chunk_by(|a, b| (a.passage, a.sentence) == (b.passage, b.sentence)) {
        let only = |ends: &[&str]| {
            let mut told = sentence.iter().filter_map(|s| amount(s, ends));
            told.next().filter(|_| told.next().is_none())
        };
        let (Some((original, _)), Some((worn, _)), Some((net, statement))) =
            (only(&["原值"]), only(&["累计折旧", "累计摊销"]), only(&["净值"]))
        else {
            continue;
        };
        let terms =
            vec![Expression::Figure(original), Expression::Negate(Box::new(Expression::Figure(worn)))];
        let relation = Relation::equal(RelationKind::Difference, net, Expression::Sum(terms));
        ledger.check(context, &RULE, name(statement), relation);
    }
}

/// The amount of a statement whose label ends so.
fn amount<'a>(statement: &'a Statement, ends: &[&str]) -> Option<(FigureId, &'a Statement)> {
    let named = ends.iter().any(|end| statement.label.ends_with(end));
    Some((statement.amount(Slot::Amount).filter(|_| named)?, statement))
}
