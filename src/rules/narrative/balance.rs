use super::growth::is_borne_out;
use super::remainder::is_told_after;
use super::support::narrative;
use crate::document::Holds;
use crate::figure::FigureId;
use crate::ledger::{Context, Ledger, Severity};
use crate::recognise::Fund;
use crate::recognise::narrative::words;
use crate::recognise::narrative::{Slot, Statement};
use crate::relation::Relation;

rule! {
    /// # 收入总计与支出总计不等 / Income and expenditure totals
    ///
    /// ## 检查什么
    /// 同一口径的收入总计与支出总计应相等。
    ///
    /// ## 依据
    /// 收入支出决算总表、财政拨款收入支出决算总表左右两侧总计相等。
    ///
    /// ## 示例
    /// “2024年度收入总计10,676.61万元……支出总计10,676.61万元”，相符；“收、支总计各是4125.49,4143.91万元”，不等。
    ///
    /// ## 例外
    /// 只写“总收入”“总支出”的，或者所写的总计就是本年收入（支出）合计的，可能指本年收入和本年支出，不相等时只作提示。
    ///
    /// ## In English
    /// Total income and total expenditure of the same fund must be equal.
    "GJ108", Error, run,
    fires: [
        "全区收入53.24亿元，加上上级补助等，收入总量为159.98亿元。支出113.39亿元，加上结转下年，支出总量为159.89亿元。",
        "2022年收、支总计各是4125.49,4143.91万元。",
        "2024年度收入总计10,676.61万元。2024年度支出总计10,667.61万元。",
    ],
    silent: [
        "2022年收、支总计各是4125.49,4125.49万元。",
        "2024年度收入总计10,676.61万元。2024年度支出总计10,676.61万元。",
        "本年收入10,171.54万元。本年支出9,182.32万元。",
        "全区收入53.24亿元，加上上级补助等，收入总量为159.98亿元。支出113.39亿元，加上结转下年，支出总量为159.98亿元。",
        "全区收入总量3838.3亿元。支出总量3496.2亿元。收支总量相抵，结转342.1亿元，减少94.1亿元。",
        "2018年度决算总收入1,244.27万元，比2017年度决算总收入1,058.51万元增加185.76万元。2018年度总支出1,095.67万元，比2017年度总支出1,060.87万元增加34.80万元。2018年度年末结转和结余164.61万元。",
        "全国收入总量为1668.16亿元。支出总量为1886.16亿元。收支总量相抵，赤字218亿元，与预算持平。",
    ],
}

/// 收入总计X万元；支出总计Y万元。收支相抵，年终结余Z万元: what is left over stands outside the expenditure.
fn left_over(
    context: &Context,
    income: FigureId,
    expenditure: FigureId,
    statement: &Statement,
) -> Option<FigureId> {
    let narrative = narrative(context);
    if context.is_sound(&Relation::equality(expenditure, income)) {
        return None;
    }
    let text = &narrative.passages.get(statement.passage)?.text;
    let after = |s: &&Statement| s.passage == statement.passage && s.at.start > statement.at.start;
    let names = ["结余", "结转", "盈余"];
    let left = narrative
        .statements
        .iter()
        .filter(after)
        .find(|s| s.label.holds_any(&names) && !s.label.holds_any(&["上年", "年初"]))?;
    let id = left.amount(Slot::Amount)?;
    let between = text.get(statement.at.start..left.at.start)?;
    let said = between.holds_any(&["相抵", "相减", "年终结余", "年末结余", "滚存结余"]);
    (said || context.is_sound(&Relation::sum(income, [expenditure, id]))).then_some(id)
}

/// (一)收入总计X万元，包括：…。(二)支出总计Y万元，包括：…。(三)年末结转和结余Z万元: what is left over is a third item beside the two.
fn left_as_third(
    context: &Context,
    income: FigureId,
    (at, expenditure): (usize, FigureId),
) -> Option<FigureId> {
    let narrative = narrative(context);
    let section = narrative.section(at);
    let spent = narrative.statements.get(at)?;
    let item = |passage: usize, name: &str| {
        let text = narrative.passages.get(passage).map_or("", |p| p.text.as_str());
        words::starts_item(text) && text.get(..24).or(Some(text)).is_some_and(|head| head.contains(name))
    };
    let mut after = narrative.statements.iter().enumerate().skip(at + 1);
    let left = after.find(|(i, s)| {
        narrative.section(*i) == section
            && s.passage > spent.passage
            && s.subject.as_ref().is_some_and(|o| o.name == "年末结转和结余")
    })?;
    let id = left.1.amount(Slot::Amount).filter(|id| !context.figures[*id].value().is_zero())?;
    let third = item(spent.passage, "支出总计") && item(left.1.passage, "年末结转");
    let equal = context.is_sound(&Relation::equality(expenditure, income));
    (third && !equal).then_some(id)
}

/// 收入总计1614.63万元 where the year's own income is that: called a total, without what was carried over.
fn is_of_the_year(context: &Context, fund: Fund, name: &str, total: FigureId) -> bool {
    let statements = &narrative(context).statements;
    let of = |fund: Fund| {
        statements
            .iter()
            .filter(move |s| s.subject.as_ref().is_some_and(|o| o.name == name && o.fund == fund))
            .filter_map(|s| s.amount(Slot::Amount))
    };
    let equal = |id: FigureId| context.is_sound(&Relation::equality(total, id));
    let both = |public: FigureId| {
        of(Fund::GovernmentFund).any(|other| context.is_sound(&Relation::sum(total, [public, other])))
    };
    of(fund).any(equal) || fund == Fund::Fiscal && of(Fund::GeneralPublic).any(|id| equal(id) || both(id))
}

/// 总收入X万元。总支出Y万元，…年末结转和结余Z万元: what is left at the end of the year stands beside what was spent, which is the
/// year's own.
fn carries_over(context: &Context, expenditure: &Statement) -> bool {
    narrative(context).statements.iter().any(|s| {
        s.passage == expenditure.passage
            && s.at.start > expenditure.at.start
            && s.parent.is_none()
            && s.subject.as_ref().is_some_and(|o| o.name == "年末结转和结余")
            && s.amount(Slot::Amount).is_some_and(|id| !context.figures[id].value().is_zero())
    })
}

/// Is it listed in full what it is made of?
fn is_listed(context: &Context, whole: usize) -> bool {
    narrative(context).groups.iter().any(|g| g.whole == whole && g.complete && g.parts.len() > 1)
}

/// 收入总量为X亿元。…支出总量为X亿元: with all that each side counts on, they are equal.
fn volumes(context: &Context, ledger: &mut Ledger) {
    let statements = &narrative(context).statements;
    for (i, income) in statements.iter().enumerate().filter(|(_, s)| s.label.ends_with("收入总量")) {
        let mut after = statements.iter().skip(i + 1).take_while(|s| s.passage == income.passage);
        let next = after.find(|s| ["收入总量", "支出总量"].iter().any(|w| s.label.ends_with(w)));
        let spent = next.filter(|s| s.label.ends_with("支出总量") && s.interim == income.interim);
        let Some((own, spent, expenditure)) =
            spent.and_then(|s| Some((income.amount(Slot::Amount)?, s, s.amount(Slot::Amount)?)))
        else {
            continue;
        };
        // 收支总量相抵，赤字X亿元: what was spent beyond the income.
        let mut beyond =
            statements.iter().filter(|s| s.passage == spent.passage && s.at.start > spent.at.start);
        let deficit = beyond.find(|s| s.label.ends_with("赤字") || s.label == "差额");
        let deficit = deficit.and_then(|s| s.amount(Slot::Amount));
        let relation = match (deficit, left_over(context, own, expenditure, spent)) {
            (Some(deficit), _) => Relation::sum(expenditure, [own, deficit]),
            (None, Some(left)) => Relation::sum(own, [expenditure, left]),
            (None, None) => Relation::equality(expenditure, own),
        };
        ledger.check_as(context, &RULE, Severity::Warning, "收入总量与支出总量", relation, None);
    }
}

fn run(context: &Context, ledger: &mut Ledger) {
    volumes(context, ledger);
    let narrative = narrative(context);
    for (i, income) in narrative.statements.iter().enumerate() {
        let Some(subject) = income.subject.as_ref().filter(|s| s.name == "收入总计") else { continue };
        for slot in Slot::ALL {
            let Some(own) = income.amount(slot) else { continue };
            let other = narrative
                .statements
                .iter()
                .enumerate()
                .filter(|(j, s)| {
                    narrative.section(*j) == narrative.section(i)
                        && s.subject.as_ref().is_some_and(|o| o.name == "支出总计" && o.fund == subject.fund)
                })
                .filter_map(|(j, s)| s.amount(slot).map(|id| (i.abs_diff(j), id, j, s)))
                .min_by_key(|(distance, ..)| *distance);
            let Some((_, expenditure, at, other)) = other else { continue };
            let left = left_over(context, own, expenditure, other)
                .or_else(|| left_as_third(context, own, (at, expenditure)));
            if let Some(left) = left {
                let parts = [expenditure, left];
                ledger.check(context, &RULE, "收入总计与支出总计", Relation::sum(own, parts));
                continue;
            }
            if is_told_after(context, at.max(i)) {
                continue;
            }
            let called_totals = income.label.contains("总计") && other.label.contains("总计");
            if !called_totals && carries_over(context, other) {
                continue;
            }
            let of_year = [
                is_of_the_year(context, subject.fund, "本年收入合计", own),
                is_of_the_year(context, subject.fund, "本年支出合计", expenditure),
            ];
            // Both are the year's own; or one of them is, and what is said of its change bears the other out.
            let year = of_year == [true, true]
                || of_year.contains(&true) && is_borne_out(context, i) && is_borne_out(context, at);
            // 收入预算 and 支出预算, each of them listed in full: what is carried over was not told.
            let named = income.label.contains('总') && other.label.contains('总');
            if !named && [i, at].iter().all(|&w| is_listed(context, w)) {
                continue;
            }
            let exact = called_totals && !year;
            let severity = match (exact, of_year) {
                (true, _) => Severity::Error,
                (false, [true, true]) => Severity::Note,
                (false, _) => Severity::Warning,
            };
            let relation = Relation::equality(expenditure, own);
            ledger.check_as(context, &RULE, severity, "收入总计与支出总计", relation, None);
        }
    }
}
