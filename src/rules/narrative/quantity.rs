use super::support::{is_zero, narrative};
use crate::document::Holds;
use crate::figure::FigureId;
use crate::ledger::{Context, Ledger, Message, Remark};
use crate::number::Unit;
use crate::recognise::narrative::{Slot, Statement};
use crate::relation::{Comparison, Expression, Relation, RelationKind, Stated};

rule! {
    /// # 数量与金额矛盾 / Quantities against amounts
    ///
    /// ## 检查什么
    /// 出国团组、人次为零时出国费应为零，购置数为零时公务用车购置费应为零，公务用车保有量为零时运行维护费应为零，接待批次为零时接待费应为零；
    /// 购置了公务用车，购置费不应为零；
    /// 接待人次不应少于批次；固定资产车辆与公务用车保有量不等而写无差异，或者相等而写差异原因。
    ///
    /// ## 依据
    /// 没有事项就没有支出。
    ///
    /// ## 示例
    /// 公务接待费0.55万元，国内公务接待6批次，79人次，相符。
    ///
    /// ## 例外
    /// 支付以前年度欠款、租用车辆等情形可能有费用而无数量，因此只作提示。
    ///
    /// ## In English
    /// Where the quantity is zero the amount must be zero; a visit has at least one visitor.
    "GJ116", Warning, run,
    fires: [
        "公务用车购置及运行维护费17.50万元，其中：公务用车购置费17.50万元，公务用车运行维护费0.00万元。公务用车购置数0辆，公务用车保有量4辆。",
        "公务接待费0.55万元，用于调研接待。单位全年安排的国内公务接待16批次，9人次。",
        "因公出国（境）费支出2.00万元。全年安排因公出国（境）团组0个，因公出国（境）0人次。",
        "公务用车购置费0.00万元，公务用车运行维护费6.53万元。2023年度公务用车购置6辆，公务用车保有量6辆。",
    ],
    silent: [
        "因公出国（境）费支出2.00万元。全年安排因公出国（境）团组0个，因公出国（境）2人次。",
        "公务用车购置费0.00万元，公务用车运行维护费6.53万元。2023年度公务用车购置0辆，公务用车保有量6辆。",
        "公务用车购置及运行维护费17.50万元，其中：公务用车购置费0.00万元，公务用车运行维护费17.50万元。公务用车购置数0辆，公务用车保有量4辆。",
        "公务接待费0.55万元，用于调研接待。单位全年安排的国内公务接待6批次，79人次。",
    ],
}

const PAIRS: [(&str, &str); 6] = [
    ("因公出国（境）团组", "因公出国（境）费"),
    ("因公出国（境）人次", "因公出国（境）费"),
    ("公务用车购置数", "公务用车购置费"),
    ("公务用车保有量", "公务用车运行维护费"),
    ("国内公务接待批次", "公务接待费"),
    ("国内公务接待人次", "公务接待费"),
];

fn run(context: &Context, ledger: &mut Ledger) {
    let narrative = narrative(context);
    let amount = |name: &str| -> Option<FigureId> {
        narrative
            .statements
            .iter()
            .filter(|s| s.subject.as_ref().is_some_and(|x| x.name == name))
            .find_map(|s| s.amount(Slot::Amount))
    };
    for (count, expense) in PAIRS {
        let (Some(quantity), Some(money)) = (amount(count), amount(expense)) else { continue };
        // Where another place says zero as well, the amounts contradict each other, and that is reported already.
        let zero_elsewhere = narrative
            .statements
            .iter()
            .filter(|s| s.subject.as_ref().is_some_and(|x| x.name == expense))
            .filter_map(|s| s.amount(Slot::Amount))
            .any(|id| is_zero(context, id));
        // No group of its own, but people who went with that of others.
        let joined = count == "因公出国（境）团组"
            && amount("因公出国（境）人次").is_some_and(|people| !is_zero(context, people));
        if !is_zero(context, quantity) || is_zero(context, money) || zero_elsewhere || joined {
            continue;
        }
        let (stated, spent) = (context.text(quantity).to_string(), context.text(money).to_string());
        let message = Message::new(
            "narrative.quantity",
            &[("count", count), ("stated", &stated), ("expense", expense), ("amount", &spent)],
        );
        ledger.remarks.push(Remark {
            rule: &RULE,
            severity: RULE.severity,
            span: context.figures[quantity].span,
            message,
            related: vec![context.figures[money].span],
            stated: Some(stated),
            expected: None,
        });
    }
    bought(context, ledger);
    vehicles(context, ledger);
    if let (Some(visits), Some(visitors)) = (amount("国内公务接待批次"), amount("国内公务接待人次"))
    {
        let relation = Relation {
            kind: RelationKind::Bound,
            stated: Stated::Figure(visitors),
            comparison: Comparison::AtLeast,
            expression: Expression::Figure(visits),
        };
        // A bound that holds proves little; only one that is broken is worth a word.
        if !context.is_sound(&relation) {
            ledger.check(context, &RULE, "国内公务接待人次与批次", relation);
        }
    }
}

/// 公务用车购置费0万元, …公务用车购置6辆: vehicles that cost nothing.
fn bought(context: &Context, ledger: &mut Ledger) {
    let statements = || narrative(context).statements.iter().filter(|s| !s.interim && s.year.is_none());
    let counted = |s: &&Statement| {
        let unit = s.amount(Slot::Amount).map(|id| &context.figures[id].quantity.unit);
        let vehicles = matches!(unit, Some(Unit::Counted(unit)) if unit == "辆");
        vehicles && s.label.contains("购置") && s.label.contains("公务用车") && !s.label.contains("保有")
    };
    let number = statements().filter(counted).find_map(|s| s.amount(Slot::Amount));
    let mut spent = statements()
        .filter(|s| s.subject.as_ref().is_some_and(|x| x.name == "公务用车购置费"))
        .filter_map(|s| s.amount(Slot::Amount))
        .filter(|&id| context.figures[id].quantity.unit.is_money());
    let (Some(number), Some(first)) = (number, spent.next()) else { return };
    if is_zero(context, number) || !is_zero(context, first) || !spent.all(|id| is_zero(context, id)) {
        return;
    }
    let (stated, amount) = (context.text(number).to_string(), context.text(first).to_string());
    let message = Message::new("narrative.bought_for_nothing", &[("stated", &stated), ("amount", &amount)]);
    ledger.remark_about(context, &RULE, context.figures[number].span, message, &[first]);
    if let Some(remark) = ledger.remarks.last_mut() {
        remark.stated = Some(stated);
    }
}

/// 固定资产车辆4辆，与公务用车保有量差异原因是：…: a reason where there is a difference, none where there is not.
fn vehicles(context: &Context, ledger: &mut Ledger) {
    let narrative = narrative(context);
    let kept = |s: &&Statement| s.subject.as_ref().is_some_and(|x| x.name == "公务用车保有量");
    let kept = narrative.statements.iter().find(kept).and_then(|s| s.amount(Slot::Amount));
    for statement in narrative.statements.iter().filter(|s| s.label.ends_with("固定资产车辆")) {
        let (Some(kept), Some(owned)) = (kept, statement.amount(Slot::Amount)) else { continue };
        let Some(passage) = narrative.passages.get(statement.passage) else { continue };
        let rest = passage.text.get(statement.at.end..).unwrap_or("");
        let sentence = rest.split('。').next().unwrap_or("");
        if !(sentence.contains("保有量") && sentence.contains("差异")) {
            continue;
        }
        let none = ["无差异", "没有差异", "不存在差异", "一致", "相同", "原因是:无", "原因:无"];
        let said_same = sentence.holds_any(&none);
        if said_same == (context.figures[kept].value() == context.figures[owned].value()) {
            continue;
        }
        let key = if said_same { "narrative.vehicles_differ" } else { "narrative.vehicles_agree" };
        let (stated, other) = (context.text(owned).to_string(), context.text(kept).to_string());
        let message = Message::new(key, &[("owned", &stated), ("kept", &other)]);
        ledger.remark_about(context, &RULE, context.figures[owned].span, message, &[kept]);
        if let Some(remark) = ledger.remarks.last_mut() {
            remark.stated = Some(stated);
        }
    }
}
