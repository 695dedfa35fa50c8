use crate::document::{Holds, Span};
use crate::ledger::{Context, Ledger, Message, Severity};
use crate::recognise::accounts::TableKind;

rule! {
    /// # 空表说明与表不符 / A table said to be empty
    ///
    /// ## 检查什么
    /// 表下注明“本表为空表”“本表无数据”的，表中不应有金额；政府性基金、国有资本经营预算的表全部空白的，表下或情况说明中应当写明没有。
    ///
    /// ## 依据
    /// 《地方预决算公开操作规程》：没有数据的表应当列出空表并说明。
    ///
    /// ## 示例
    /// 表中列有支出 15.00 万元，表下却注“故本表为空表”。
    ///
    /// ## 例外
    /// 只有 0 的表视为空表。模板中整份文件都没有数字的，不作提示。
    ///
    /// ## In English
    /// A table with a note that it is empty must not hold amounts; an empty table needs a note or a sentence that says so.
    "GJ405", Error, run,
    fires: [
        "政府性基金预算财政拨款支出决算表\n单位：万元\n科目编码\t科目名称\t本年支出\t基本支出\t项目支出\n212\t城乡社区支出\t15.00\t\t15.00\n合计\t\t15.00\t\t15.00\n\n说明：本单位没有政府性基金预算财政拨款支出，故本表无数据。\n",
    ],
    silent: [
        "政府性基金预算财政拨款支出决算表\n单位：万元\n科目编码\t科目名称\t本年支出\t基本支出\t项目支出\n合计\t\t\t\t\n\n说明：本单位没有政府性基金预算财政拨款支出，故本表无数据。\n",
    ],
}

fn run(context: &Context, ledger: &mut Ledger) {
    let any_amount = context.recognised.accounts.iter().any(|t| t.figures().next().is_some());
    for table in context.recognised.accounts.iter().filter(|t| t.kind.is_known()) {
        let amount = table.figures().find(|&id| {
            let figure = &context.figures[id];
            !figure.dismissed && !figure.value().is_zero()
        });
        // Without lines, the numbers that count its columns may have been taken for amounts.
        if table.aligned && !table.trusted && amount.is_some() {
            continue;
        }
        match (table.empty_statement, amount) {
            (Some(statement), Some(_)) if speaks_of_another(context, table.kind, statement) => {}
            (Some(statement), Some(amount)) => {
                let text = context.text(amount).to_string();
                let message =
                    Message::new("accounts.said_to_be_empty", &[("table", &table.title), ("amount", &text)]);
                ledger.remark(&RULE, statement, message);
                if let Some(remark) = ledger.remarks.last_mut() {
                    remark.related.push(context.figures[amount].span);
                }
            }
            (None, None) if any_amount && table.figures().next().is_none() => {
                let optional = matches!(table.kind, TableKind::GovernmentFund | TableKind::StateCapital);
                let fund = if table.kind == TableKind::GovernmentFund {
                    "政府性基金"
                } else {
                    "国有资本经营"
                };
                let Some(&block) = table.blocks.first() else { continue };
                if !optional || says_none(context, fund) {
                    continue;
                }
                let Some(span) = first_text(context, block) else { continue };
                let message = Message::new("accounts.empty_without_note", &[("table", &table.title)]);
                ledger.remark(&RULE, span, message);
                if let Some(remark) = ledger.remarks.last_mut() {
                    remark.severity = Severity::Note;
                }
            }
            _ => {}
        }
    }
}

/// Does the note name one of the budgets that may be empty, and not that of this table? It stands below the table before.
fn speaks_of_another(context: &Context, kind: TableKind, statement: Span) -> bool {
    let (own, other) = match kind {
        TableKind::GovernmentFund => ("政府性基金", "国有资本经营"),
        TableKind::StateCapital => ("国有资本经营", "政府性基金"),
        _ => return false,
    };
    let text = context.document.text_of(&statement);
    text.contains(other) && !text.contains(own)
}

/// Does the report say anywhere that there is none?
fn says_none(context: &Context, fund: &str) -> bool {
    let none = ["无", "没有", "未发生", "不涉及", "空表", "不存在"];
    let says = |text: &str| text.contains(fund) && text.holds_any(&none);
    context.document.paragraphs().any(|(_, p)| says(&crate::document::squeeze(&p.text)))
        || context
            .document
            .tables()
            .any(|(_, t)| t.cells.iter().any(|c| says(&crate::document::squeeze(&c.text))))
}

fn first_text(context: &Context, block: usize) -> Option<crate::document::Span> {
    let (_, table) = context.document.tables().find(|(i, _)| *i == block)?;
    let cell = table.cells.iter().position(|c| !c.text.trim().is_empty())?;
    let end = table.cells.get(cell)?.text.len();
    Some(crate::document::Span { block, cell: Some(cell), start: 0, end })
}
