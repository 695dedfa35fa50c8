use super::support::narrative;
use crate::figure::FigureId;
use crate::ledger::{Context, Ledger};
use crate::number::Unit;
use crate::recognise::narrative::Passage;
use crate::relation::{Expression, Relation, RelationKind};
use rust_decimal::Decimal;

rule! {
    /// # 机构个数与所列名称不符 / Number of offices against their names
    ///
    /// ## 检查什么
    /// “下设N个科室，分别是：……”“下属单位N个，包括：……”中，N 应等于所列名称的个数。
    ///
    /// ## 依据
    /// 单位概况中的机构设置。
    ///
    /// ## 示例
    /// 下设12个科室，分别是：办公室、组织人事科……，共列12个名称，相符。
    ///
    /// ## 例外
    /// 名称中含有“和”“及”的，按顿号计数；以“等”结尾的不是全部名称，不检查。
    ///
    /// ## In English
    /// The stated number of offices must be the number of names that follow.
    "GJ117", Warning, run,
    fires: [
        "本单位下设4个科室，分别是：办公室、人事科、财务科。",
        "部门下属单位3家，分别为：土地发展中心、确权登记事务中心、执法大队、管理事务中心。",
    ],
    silent: [
        "本单位下设3个科室，分别是：办公室、人事科、财务科。",
        "部门下属单位4家，分别为：土地发展中心、确权登记事务中心、执法大队、管理事务中心。",
        "本单位下设12个科室，包括：办公室、人事科、财务科等。",
    ],
}

fn run(context: &Context, ledger: &mut Ledger) {
    for passage in &narrative(context).passages {
        for (id, range) in &passage.figures {
            if let Some(names) = names_after(context, passage, *id, range.start, range.end) {
                let relation =
                    Relation::equal(RelationKind::Equality, *id, Expression::Constant(Decimal::from(names)));
                ledger.check(context, &RULE, "机构个数", relation);
            }
        }
    }
}

/// How many names follow a count of offices, if it is one and they are all there.
fn names_after(
    context: &Context,
    passage: &Passage,
    id: FigureId,
    start: usize,
    end: usize,
) -> Option<usize> {
    let Unit::Counted(unit) = &context.figures[id].quantity.unit else { return None };
    if !matches!(unit.as_str(), "个" | "家") {
        return None;
    }
    let before = passage.text.get(..start)?;
    let rest = passage.text.get(end..)?;
    let sentence = rest.split('。').next()?;
    let (head, list) = sentence.split_once(':').or_else(|| {
        let at = sentence.find("分别是").or_else(|| sentence.find("分别为"))?;
        Some((sentence.get(..at + "分别是".len())?, sentence.get(at + "分别是".len()..)?))
    })?;
    let announced = head.ends_with("分别是")
        || head.ends_with("分别为")
        || head.ends_with("包括")
        || head.ends_with("即");
    let offices = ["科室", "处室", "股室", "内设机构", "下属单位", "部门", "二级单位", "机构", "预算单位"];
    let told = offices.iter().any(|w| head.starts_with(w) || before.ends_with(w));
    let incomplete =
        list.contains('等') || list.contains([';', ':', ',']) || list.chars().any(|c| c.is_ascii_digit());
    if !announced || !told || incomplete || head.chars().count() > 20 {
        return None;
    }
    let mut depth = 0usize;
    let mut names = 1usize;
    for c in list.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '、' if depth == 0 => names += 1,
            _ => {}
        }
    }
    (!list.is_empty()).then_some(names)
}
