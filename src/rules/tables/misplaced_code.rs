use crate::document::{Block, Span};
use crate::ledger::{Context, Ledger, Message};
use crate::recognise::accounts::Misplaced;

rule! {
    /// # 科目编码与上下级不衔接 / A code that does not fit its place
    ///
    /// ## 检查什么
    /// 按科目列示的表，某一行的编码与上级、下级的编码不相衔接，改动一位数字（或对调相邻两位）就衔接，并且各级合计随之相符：编码可能写错了。
    /// 此后的核对按改正后的编码进行，合计数不因此报错。
    ///
    /// ## 依据
    /// 《政府收支分类科目》的编码规则：款的前三位是所属的类，项的前五位是所属的款。
    ///
    /// ## 示例
    /// 20805 行政事业单位养老支出之下的一行写作 2380505：应为 2080505。
    ///
    /// ## 例外
    /// 按写出的编码各级合计已经相符的表，以及改动一位不能使合计相符的行，不作判断；最末两位（项自身的编号）写错不影响归类，也不判断。
    ///
    /// ## In English
    /// Where the code of a row does not fit the classes above or below it, a code one digit away does, and only with that one the
    /// sums of the classes come out, the code was mistyped. The sums are then taken with the code that was meant.
    "GJ213", Warning, run,
    fires: [
        "支出决算表\n单位：万元\n科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n合计\t\t418.89\t418.89\t0.00\n208\t社会保障和就业支出\t243.58\t243.58\t0.00\n20805\t行政事业单位养老支出\t243.58\t243.58\t0.00\n2080501\t行政单位离退休\t62.90\t62.90\t0.00\n2380505\t机关事业单位基本养老保险缴费支出\t180.68\t180.68\t0.00\n210\t卫生健康支出\t71.31\t71.31\t0.00\n21011\t行政事业单位医疗\t71.31\t71.31\t0.00\n2101101\t行政单位医疗\t71.31\t71.31\t0.00\n221\t住房保障支出\t104.00\t104.00\t0.00\n22102\t住房改革支出\t104.00\t104.00\t0.00\n2210201\t住房公积金\t104.00\t104.00\t0.00\n",
        "支出决算表\n单位：万元\n科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n合计\t\t418.89\t418.89\t0.00\n203\t社会保障和就业支出\t243.58\t243.58\t0.00\n20805\t行政事业单位养老支出\t243.58\t243.58\t0.00\n2080501\t行政单位离退休\t62.90\t62.90\t0.00\n2080505\t机关事业单位基本养老保险缴费支出\t180.68\t180.68\t0.00\n210\t卫生健康支出\t71.31\t71.31\t0.00\n21011\t行政事业单位医疗\t71.31\t71.31\t0.00\n2101101\t行政单位医疗\t71.31\t71.31\t0.00\n221\t住房保障支出\t104.00\t104.00\t0.00\n22102\t住房改革支出\t104.00\t104.00\t0.00\n2210201\t住房公积金\t104.00\t104.00\t0.00\n",
    ],
    silent: [
        "支出决算表\n单位：万元\n科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n合计\t\t418.89\t418.89\t0.00\n208\t社会保障和就业支出\t243.58\t243.58\t0.00\n20805\t行政事业单位养老支出\t243.58\t243.58\t0.00\n2080501\t行政单位离退休\t62.90\t62.90\t0.00\n2080505\t机关事业单位基本养老保险缴费支出\t180.68\t180.68\t0.00\n210\t卫生健康支出\t71.31\t71.31\t0.00\n21011\t行政事业单位医疗\t71.31\t71.31\t0.00\n2101101\t行政单位医疗\t71.31\t71.31\t0.00\n221\t住房保障支出\t104.00\t104.00\t0.00\n22102\t住房改革支出\t104.00\t104.00\t0.00\n2210201\t住房公积金\t104.00\t104.00\t0.00\n",
        "支出决算表\n单位：万元\n科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n合计\t\t172.31\t172.31\t0.00\n201\t一般公共服务支出\t62.90\t62.90\t0.00\n20103\t政府办公厅（室）及相关机构事务\t62.90\t62.90\t0.00\n2010301\t行政运行\t62.90\t62.90\t0.00\n21103\t污染防治\t109.41\t109.41\t0.00\n2110301\t大气\t109.41\t109.41\t0.00\n",
    ],
}

fn run(context: &Context, ledger: &mut Ledger) {
    for table in &context.recognised.accounts {
        for found in table.misplaced.iter().filter(|_| table.trusted) {
            let mut arguments = vec![
                ("table", table.title.as_str()),
                ("name", found.name.as_str()),
                ("written", found.written.0.as_str()),
                ("meant", found.meant.0.as_str()),
            ];
            let mut key = "accounts.misplaced_code";
            if let Some(or) = &found.or {
                key = "accounts.misplaced_code_or";
                arguments.extend([
                    ("other", or.name.as_str()),
                    ("other_written", or.written.0.as_str()),
                    ("other_meant", or.meant.0.as_str()),
                ]);
            }
            ledger.remark(&RULE, place(context, found), Message::new(key, &arguments));
        }
    }
}

/// The cell with the code, or with the part of it (类, 款, 项) that is wrong; else the first figure of the row.
fn place(context: &Context, found: &Misplaced) -> Span {
    let span = context.figures[found.figure].span;
    let (written, meant) = (&found.written.0, &found.meant.0);
    let apart = written.bytes().zip(meant.bytes()).position(|(a, b)| a != b).unwrap_or_default();
    let part =
        [0..3, 3..5, 5..7].into_iter().find(|part| part.contains(&apart)).and_then(|part| written.get(part));
    let (Some(Block::Table(table)), Some(cell)) = (context.document.blocks.get(span.block), span.cell) else {
        return span;
    };
    let row = table.cells.get(cell).map(|c| c.row);
    let in_row = || table.cells.iter().enumerate().take(cell).filter(|(_, c)| Some(c.row) == row);
    let whole = in_row().find(|(_, c)| c.text.trim().starts_with(written.as_str()));
    let of_part = || {
        let part = part?.trim_start_matches('0');
        in_row().find(|(_, c)| !part.is_empty() && c.text.trim().trim_start_matches('0') == part)
    };
    match whole.or_else(of_part) {
        Some((at, c)) => Span { block: span.block, cell: Some(at), start: 0, end: c.text.len() },
        None => span,
    }
}
