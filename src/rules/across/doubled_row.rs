use crate::document::{Block, Span, Table, squeeze};
use crate::figure::FigureId;
use crate::ledger::{Context, Ledger, Message};
use crate::number::Total;
use crate::order::Set;
use crate::recognise::accounts::{AccountTable, TableKind};
use crate::recognise::self_evaluation::Indicator;
use crate::relation::RelationKind;
use rust_decimal::Decimal;

rule! {
    /// # 重复的行 / A row entered twice
    ///
    /// ## 检查什么
    /// 决算表、预算表和自评表中，相邻两行每一格都相同，科目（指标）和数字都一样：可能是同一行录入了两次。
    ///
    /// ## 依据
    /// 同一张表中每个科目、每个合计、每个指标各占一行。
    ///
    /// ## 示例
    /// “2080505 机关事业单位基本养老保险缴费支出 63.13”连写两行。
    ///
    /// ## 例外
    /// 合计已把两行都算在内的、没有数字或只有零的行、跨页重复的行、项目清单和采购清单等同名同价可以并列的表，不判断。
    ///
    /// ## In English
    /// Two neighbouring rows of an account table or a form with the same words and numbers in every cell: one may have been entered twice.
    "GJ416", Warning, run,
    fires: [
        "支出决算表\n单位：万元\n科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n\t合计\t150.00\t100.00\t50.00\n201\t一般公共服务支出\t110.00\t60.00\t50.00\n20103\t政府办公厅（室）及相关机构事务\t110.00\t60.00\t50.00\n20103\t政府办公厅（室）及相关机构事务\t110.00\t60.00\t50.00\n2010301\t行政运行\t110.00\t60.00\t50.00\n208\t社会保障和就业支出\t40.00\t40.00\t0.00\n20805\t行政事业单位养老支出\t40.00\t40.00\t0.00\n2080505\t机关事业单位基本养老保险缴费支出\t40.00\t40.00\t0.00\n",
        "项目支出绩效自评表\n一级指标\t二级指标\t三级指标\t分值\t年度指标值\t实际完成值\t得分\n产出指标\t数量指标\t安装水尺长度\t40\t≥266米\t270米\t40\n\t质量指标\t验收合格率\t20\t≥95%\t98%\t20\n\t质量指标\t验收合格率\t20\t≥95%\t98%\t20\n效益指标\t社会效益\t服务群众人数\t30\t≥500人\t520人\t30\n",
    ],
    silent: [
        "支出决算表\n单位：万元\n科目名称\t本年支出合计\t基本支出\t项目支出\n合计\t150.00\t100.00\t50.00\n一般公共服务支出\t110.00\t60.00\t50.00\n政府办公厅（室）及相关机构事务\t110.00\t60.00\t50.00\n行政运行\t110.00\t60.00\t50.00\n城乡社区支出\t40.00\t40.00\t0.00\n城乡社区环境卫生\t40.00\t40.00\t0.00\n城乡社区环境卫生\t40.00\t40.00\t0.00\n",
        "项目支出绩效自评表\n一级指标\t二级指标\t三级指标\t分值\t年度指标值\t实际完成值\t得分\n产出指标\t数量指标\t安装水尺长度\t40\t≥266米\t270米\t40\n\t质量指标\t验收合格率\t20\t≥95%\t98%\t20\n\t质量指标\t验收合格率\t20\t≥95%\t98%\t20\n效益指标\t社会效益\t服务群众人数\t20\t≥500人\t520人\t20\n总分\t\t\t100\t\t\t100\n",
        "支出决算表\n单位：万元\n科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n\t合计\t150.00\t100.00\t50.00\n201\t一般公共服务支出\t110.00\t60.00\t50.00\n20103\t政府办公厅（室）及相关机构事务\t110.00\t60.00\t50.00\n2010301\t行政运行\t110.00\t60.00\t50.00\n208\t社会保障和就业支出\t40.00\t40.00\t0.00\n20805\t行政事业单位养老支出\t40.00\t40.00\t0.00\n2080505\t机关事业单位基本养老保险缴费支出\t40.00\t40.00\t0.00\n",
        "政府采购明细表\n采购项目\t品目\t预算（万元）\t金额（万元）\n办公设备\t台式计算机\t6.25\t6.25\n办公设备\t台式计算机\t6.25\t6.25\n办公家具\t文件柜\t2.10\t2.10\n",
        "项目支出绩效自评表\n一级指标\t二级指标\t三级指标\t分值\t年度指标值\t实际完成值\t得分\n产出指标\t数量指标\t安装水尺长度\t40\t≥266米\t270米\t40\n\t质量指标\t指标1：\t\t\t\t\n\t质量指标\t指标1：\t\t\t\t\n效益指标\t社会效益\t服务群众人数\t20\t≥500人\t520人\t20\n",
    ],
}

fn run(context: &Context, ledger: &mut Ledger) {
    let listed = |t: &&AccountTable| t.kind.is_known() && t.kind != TableKind::Procurement;
    let known = context.recognised.accounts.iter().filter(listed);
    // 城乡社区环境卫生 may be the name of a 款 and of the only 项 below it: without codes nobody knows.
    let named_twice = |t: &AccountTable| {
        use TableKind::*;
        let by_class =
            matches!(t.kind, Income | Expenditure | GeneralPublicExpenditure | GovernmentFund | StateCapital);
        let coded =
            t.sides.iter().flat_map(|s| &s.lines).filter(|l| l.has_figures()).filter(|l| l.code.is_some());
        by_class && coded.count() < 2
    };
    let known = known.filter(|t| !named_twice(t));
    let mut blocks: Set<usize> = known.flat_map(|t| t.blocks.iter().copied()).collect();
    let indicators = context.recognised.forms.iter().flat_map(|f| &f.indicators);
    blocks.extend(indicators.filter_map(|i| i.span.map(|span| span.block)));
    for (block, content) in context.document.blocks.iter().enumerate() {
        let Block::Table(table) = content else { continue };
        if !table.aligned {
            neighbours(context, ledger, block, table, blocks.contains(&block));
        }
    }
}

/// In a table of another kind only a total, or a row with a number of its own, cannot stand there twice.
fn neighbours(context: &Context, ledger: &mut Ledger, block: usize, table: &Table, listed: bool) {
    let mut above: Option<Row> = None;
    for row in 0..table.rows {
        let own = Row::of(table, row);
        if let (Some(above), Some(own)) = (&above, &own)
            && above.cells == own.cells
            && above.page == own.page
            && is_told(context, block, table, own.name)
        {
            let name = squeeze(&table.cells[own.name].text);
            let named = listed || ["合计", "总计"].contains(&name.as_str()) || is_numbered(table, row);
            let counted =
                counts_both(context, ledger, block, table, row) || weighs_both(context, block, table, row);
            if !named || counted {
                continue;
            }
            let span = Span { block, cell: Some(own.name), start: 0, end: table.cells[own.name].text.len() };
            ledger.remark(&RULE, span, Message::new("accounts.doubled_row", &[("name", &name)]));
        }
        above = own;
    }
}

/// Are the rows numbered (序号), so that no two have the same number?
fn is_numbered(table: &Table, row: usize) -> bool {
    let Some(first) = table.cells.get(table.row(row)).and_then(|cells| cells.first()) else { return false };
    let number = !first.text.trim().is_empty() && first.text.trim().bytes().all(|b| b.is_ascii_digit());
    let heads = table.cells.iter().take_while(|c| c.row < row).filter(|c| c.column == first.column);
    number && heads.map(|c| squeeze(&c.text)).any(|head| ["序号", "编号"].contains(&head.as_str()))
}

/// Is the row an indicator of a form whose points come to a hundred with both, or are not told?
fn weighs_both(context: &Context, block: usize, table: &Table, row: usize) -> bool {
    let here = |i: &Indicator| {
        let cell = i.span.filter(|span| span.block == block).and_then(|span| span.cell);
        cell.and_then(|cell| table.cells.get(cell)).is_some_and(|cell| cell.row == row)
    };
    let Some(form) = context.recognised.forms.iter().find(|f| f.indicators.iter().any(here)) else {
        return false;
    };
    let value = |id: FigureId| context.figures[id].quantity.value;
    let points: Vec<Decimal> = form.indicators.iter().filter_map(|i| i.weight).map(value).collect();
    // The execution rate has ten or twenty of them, where it has any.
    let sum = points.iter().copied().total();
    points.is_empty() || [100, 90, 80].iter().any(|&full| sum == Decimal::from(full))
}

/// Does a sum hold that has both rows among its parts?
fn counts_both(context: &Context, ledger: &Ledger, block: usize, table: &Table, row: usize) -> bool {
    let figures = |row: usize| -> Vec<FigureId> {
        let told = table.row(row).flat_map(|cell| context.figures.in_text(block, Some(cell)));
        told.filter(|&id| !context.figures[id].value().is_zero()).collect()
    };
    let (above, own) = (figures(row.saturating_sub(1)), figures(row));
    let sums = ledger.checks.iter().filter(|c| c.relation.kind == RelationKind::Sum && c.outcome.is_sound());
    sums.map(|c| c.relation.expression.figures())
        .any(|parts| above.iter().any(|id| parts.contains(id)) && own.iter().any(|id| parts.contains(id)))
}

/// What a row says, cell by cell.
struct Row {
    cells: Vec<(usize, usize, String)>,
    /// The cell with its name.
    name: usize,
    page: Option<u32>,
}

impl Row {
    /// A row of its own, without cells that reach over several rows, and with a name.
    fn of(table: &Table, row: usize) -> Option<Self> {
        let range = table.row(row);
        let cells = table.cells.get(range.clone())?;
        let reaches = cells.iter().any(|c| c.row_span > 1);
        let told: Vec<(usize, usize, String)> =
            cells.iter().map(|c| (c.column, c.column_span, squeeze(&c.text))).collect();
        let long = |text: &str| text.chars().filter(|c| !c.is_ascii()).count();
        let (at, ..) =
            told.iter().enumerate().filter(|(_, c)| long(&c.2) >= 2).max_by_key(|(_, c)| long(&c.2))?;
        let page = cells.first().and_then(|c| c.origin.page);
        (!reaches).then_some(Self { cells: told, name: range.start + at, page })
    }
}

/// Does the row tell an amount, a target or points, other than codes and numbers of rows?
fn is_told(context: &Context, block: usize, table: &Table, name: usize) -> bool {
    let told = |cell: usize| {
        context.figures.in_text(block, Some(cell)).any(|id| {
            let text = context.digits(id);
            // 指标1： is no number of the row.
            let leads =
                table.cells[cell].text.get(..context.figures[id].span.start).unwrap_or("").trim().is_empty();
            leads && !context.figures[id].value().is_zero() && !text.starts_with('0')
        })
    };
    let code = |cell: usize| {
        let text = squeeze(&table.cells[cell].text);
        matches!(text.len(), 1..=3 | 5 | 7) && text.bytes().all(|b| b.is_ascii_digit())
    };
    table.row(table.cells[name].row).any(|cell| cell != name && !code(cell) && told(cell))
}
