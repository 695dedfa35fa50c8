use crate::document::Block;
use crate::figure::{Figure, FigureId, Figures, Rounding};
use crate::ledger::{Check, Context, Ledger, Message};
use crate::number::{Interval, Unit};
use crate::relation::{Readings, RelationKind, Verdict, decide};

rule! {
    /// # 省略了末位的零 / A trailing zero left out
    ///
    /// ## 检查什么
    /// 全文金额几乎都写两位小数时，少写小数位的金额（11.8万元）当是省略了末位的零（11.80万元）。只有把它当作四舍五入到一位小数才成立的关系，列出来请核实。
    ///
    /// ## 依据
    /// 电子表格导出时常省去末位的零；把 11.8 当作 11.75 到 11.85 之间的数，会放过真正的差错。
    ///
    /// ## 示例
    /// 预算6.25万元，决算6.2万元，完成预算的99.80%：6.20 ÷ 6.25 = 99.20%，只有决算为 6.24 万元才是 99.80%。
    ///
    /// ## 例外
    /// 不足五个两位小数的金额，或者其中少于八成写两位小数的，不作此论；“约”“近”之后的数，同一金额两处精度不同的，不检查。
    ///
    /// ## In English
    /// Where almost every amount has two decimals, 11.8 stands for 11.80. Relations that hold only if it was rounded to one
    /// decimal are worth a look.
    "GJ506", Note, run,
    fires: [
        "2024年度部门决算\n公务用车运行维护费年初预算为6.25万元，支出决算为6.2万元，完成预算的99.80%。公务接待费年初预算为2.85万元，支出决算为0.39万元，完成预算的13.68%。会议费年初预算为1.20万元，支出决算为1.10万元，完成预算的91.67%。",
    ],
    silent: [
        "2024年度部门决算\n公务用车运行维护费年初预算为6.25万元，支出决算为6.2万元，完成预算的99.20%。公务接待费年初预算为2.85万元，支出决算为0.39万元，完成预算的13.68%。会议费年初预算为1.20万元，支出决算为1.10万元，完成预算的91.67%。",
        "2024年度部门决算\n公务用车运行维护费年初预算为6.3万元，支出决算为6.2万元，完成预算的99.00%。公务接待费年初预算为2.9万元，支出决算为0.4万元，完成预算的13.79%。",
    ],
}

/// Decimals that amounts in 万元 are published with.
const CUSTOMARY: u32 = 2;

fn run(context: &Context, ledger: &mut Ledger) {
    let amounts: Vec<FigureId> = context
        .figures
        .ids()
        .filter(|&id| {
            let figure = &context.figures[id];
            figure.span.cell.is_none() && figure.quantity.unit == Unit::TenThousandYuan
        })
        .collect();
    let decimals = |id: FigureId| context.figures[id].quantity.decimals;
    let customary = amounts.iter().filter(|&&id| decimals(id) == CUSTOMARY).count();
    if customary < 5 || customary * 5 < amounts.len() * 4 {
        return;
    }
    let short = |&id: &FigureId| {
        decimals(id) < CUSTOMARY
            && context.figures[id].rounding == Rounding::Rounded
            && !is_approximate(context, id)
    };
    let short: Vec<FigureId> = amounts.into_iter().filter(short).collect();
    if short.is_empty() {
        return;
    }
    let finer = Finer { figures: context.figures, short: &short };
    let doubtful = ledger.checks.iter().filter_map(|check| {
        let own = check.relation.figures().into_iter().find(|id| short.contains(id))?;
        (is_computed(check) && decide(&check.relation, &finer).verdict == Verdict::Violated)
            .then(|| message(context, check, own))
    });
    let found: Vec<(FigureId, Message, Vec<FigureId>)> = doubtful.collect();
    for (short, message, figures) in found {
        ledger.remark_about(context, &RULE, context.figures[short].span, message, &figures);
    }
}

/// A relation that holds and is more than the same amount told twice.
fn is_computed(check: &Check) -> bool {
    let kinds = [RelationKind::Sum, RelationKind::Ratio, RelationKind::Growth, RelationKind::Difference];
    check.outcome.is_sound() && kinds.contains(&check.relation.kind)
}

/// 约500万元, 近500万元
fn is_approximate(context: &Context, id: FigureId) -> bool {
    let span = context.figures[id].span;
    let text = match context.document.blocks.get(span.block) {
        Some(Block::Paragraph(paragraph)) => paragraph.text.as_str(),
        _ => "",
    };
    let before = text.get(..span.start).unwrap_or("").trim_end();
    let after = text.get(span.end..).unwrap_or("");
    before.ends_with(['约', '近', '超', '逾', '过']) || after.starts_with(['左', '余', '多'])
}

fn message(context: &Context, check: &Check, short: FigureId) -> (FigureId, Message, Vec<FigureId>) {
    let digits = context.digits(short);
    let zeros = CUSTOMARY.saturating_sub(context.figures[short].quantity.decimals) as usize;
    let point = if digits.contains('.') { "" } else { "." };
    let full = format!("{digits}{point}{}", "0".repeat(zeros));
    let arguments = [("subject", check.subject.as_str()), ("stated", digits), ("full", full.as_str())];
    let others = check.relation.figures().into_iter().filter(|&id| id != short).collect();
    (short, Message::new("wording.trailing_zero", &arguments), others)
}

/// The document's figures, the short ones with the zeros that were left out.
struct Finer<'a> {
    figures: &'a Figures,
    short: &'a [FigureId],
}

impl Readings for Finer<'_> {
    fn figure(&self, id: FigureId) -> &Figure {
        &self.figures[id]
    }

    fn interval(&self, id: FigureId) -> Interval {
        let own = self.figures.interval(id);
        if !self.short.contains(&id) {
            return own;
        }
        let factor = self.figures[id].quantity.unit.factor();
        Interval::rounded(self.written(id), CUSTOMARY).scaled(factor).unwrap_or(own)
    }
}
