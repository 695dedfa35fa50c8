use crate::document::{Block, Holds};
use crate::figure::FigureId;
use crate::ledger::{Context, Ledger, Message};
use crate::number::Unit;
use crate::order::Map;
use crate::relation::Relation;
use rust_decimal::Decimal;

rule! {
    /// # 单位与别处不同的同一个数 / The same digits in another unit
    ///
    /// ## 检查什么
    /// 文字中几乎所有金额都以万元（或元）为单位，唯独个别金额写作元（或万元），而它的数字与别处（或同一段中）以通常单位写的一个金额完全相同：可能是单位写错。
    /// 写到厘以下的元，也可能是万元。
    ///
    /// ## 依据
    /// 部门决算、预算公开表格和说明的金额单位应一致。
    ///
    /// ## 示例
    /// 全文以万元为单位，表中公务接待费8.98，文字写“国内公务接待支出8.98元”：可能应为8.98万元。
    ///
    /// ## 例外
    /// 有效数字不足三位的、单价和人均数、以所写单位另有关系印证的、两种单位都常用的，不作判断。
    ///
    /// ## In English
    /// Where nearly all amounts of the text are in one unit and a single one in the other has the very digits of an amount told
    /// elsewhere in the usual unit, the unit may be wrong.
    "GJ415", Warning, run,
    fires: [
        "某局2024年度部门决算\n2024年度收入总计110.50万元，支出总计110.50万元。本年收入100.20万元，本年支出99.30万元。基本支出80.10万元，项目支出19.20万元。“三公”经费8.98万元，公务接待费8.98万元，预算10.00万元，上年9.50万元。接待餐费支出8.98元。",
        "项目预算安排资金236.50万元，截至年底，到账236.50元，全部下达。",
        "项目资金1400.00万元。实际执行1261.312元，主要用于设备购置。",
    ],
    silent: [
        "某局2024年度部门决算\n2024年度收入总计110.50万元，支出总计110.50万元。本年收入100.20万元，本年支出99.30万元。基本支出80.10万元，项目支出19.20万元。“三公”经费8.98万元，公务接待费8.98万元，预算10.00万元，上年9.50万元。接待餐费支出8.98万元。",
        "某局2024年度部门决算\n2024年度收入总计110.50万元，支出总计110.50万元。本年收入100.20万元，本年支出99.30万元。基本支出80.10万元，项目支出19.20万元。“三公”经费8.98万元，公务接待费8.98万元，预算10.00万元，上年9.50万元。人均接待费50元。",
        "项目预算安排资金236.50万元，惠及群众，电价为0.5283元，按236.50元/户发放补助。",
        "某局2024年度部门决算\n2024年度收入总计110.50万元，支出总计110.50万元。本年收入100.20万元，本年支出99.30万元。基本支出80.10万元，项目支出19.20万元。“三公”经费8.98万元，公务接待费8.98万元，预算10.00万元，上年9.50万元。补助标准每人80.1元，按110.5元/亩计算。",
    ],
}

/// At most so many amounts are in the unusual unit.
const FEW: usize = 3;
/// And for each of them so many are in the usual one.
const MANY: usize = 10;

fn run(context: &Context, ledger: &mut Ledger) {
    let figures = context.figures;
    let told = |unit: &Unit| -> Vec<FigureId> {
        figures
            .ids()
            .filter(|&id| {
                let f = &figures[id];
                f.span.cell.is_none() && !f.dismissed && f.quantity.unit == *unit && !f.value().is_zero()
            })
            .collect()
    };
    let (yuan, many) = (told(&Unit::Yuan), told(&Unit::TenThousandYuan));
    if !many.is_empty() && yuan.len() <= FEW.max(many.len()) {
        yuan.iter().for_each(|&id| finer_than_money(context, ledger, id));
    }
    let (odd, others, usual) = match yuan.len() <= many.len() {
        true => (yuan, many, Unit::TenThousandYuan),
        false => (many, yuan, Unit::Yuan),
    };
    if odd.is_empty() || odd.len() > FEW {
        return;
    }
    let rare = others.len() >= MANY * odd.len();
    let mut standing: Map<String, Vec<FigureId>> = Map::new();
    for id in figures.ids().filter(|&id| figures[id].quantity.unit == usual && !figures[id].dismissed) {
        standing.entry(digits(context, id)).or_default().push(id);
    }
    for id in odd {
        let own = digits(context, id);
        let significant = own.trim_matches(['0', '.']).chars().filter(char::is_ascii_digit).count();
        let borne_out =
            ledger.checks.iter().any(|c| c.outcome.is_sound() && c.relation.figures().contains(&id));
        if significant < 3 || borne_out || is_a_price(context, id) {
            continue;
        }
        let block = figures[id].span.block;
        let far = |other: &FigureId| figures[*other].span.block.abs_diff(block);
        let twin = standing.get(&own).and_then(|same| same.iter().min_by_key(|other| far(other)));
        // Where both units are in use, only what is told beside it.
        // What is contradicted already is said there.
        let violated = || ledger.checks.iter().any(|c| c.is_violated() && c.relation.figures().contains(&id));
        let beside = |twin: &FigureId| {
            let told = far(twin) == 0 && figures[*twin].span.cell.is_none();
            told && usual == Unit::TenThousandYuan && !is_a_price(context, *twin) && !violated()
        };
        let Some(&twin) = twin.filter(|twin| rare || beside(twin)) else { continue };
        let subject = figures[id].label.clone();
        ledger.check(context, &RULE, subject, Relation::equality(id, twin));
    }
}

/// 1261.312元: nobody pays less than a cent; ten thousands of yuan are meant.
fn finer_than_money(context: &Context, ledger: &mut Ledger, id: FigureId) {
    let figure = &context.figures[id];
    let fine = figure.quantity.decimals > 2;
    if fine && figure.quantity.value >= Decimal::TEN && !is_a_price(context, id) {
        let text = context.text(id).to_string();
        let message = Message::new("accounts.finer_than_money", &[("stated", &text)]);
        ledger.remark(&RULE, figure.span, message);
    }
}

/// 人均125元, 每亩300元, 补助标准150元/月: of one of something, for which another unit is usual.
fn is_a_price(context: &Context, id: FigureId) -> bool {
    let span = context.figures[id].span;
    let Some(Block::Paragraph(paragraph)) = context.document.blocks.get(span.block) else { return false };
    let before = paragraph.text.get(..span.start).unwrap_or("");
    let clause = before.rsplit(['，', ',', '。', '；', ';', '：', ':']).next().unwrap_or("");
    let after = paragraph.text.get(span.end..).unwrap_or("").trim_start();
    after.starts_with(['/', '／', '每']) || clause.holds_any(&["均", "每", "单价", "标准", "单位成本", "按"])
}

/// The number as written, without marks of thousands and zeros that say nothing.
fn digits(context: &Context, id: FigureId) -> String {
    context.figures[id].quantity.value.normalize().to_string()
}
