use crate::document::squeeze;
use crate::ledger::{Context, Ledger, Message};
use crate::order::Map;
use crate::recognise::self_evaluation::FormKind;

rule! {
    /// # 项目名称重复 / The same project twice
    ///
    /// ## 检查什么
    /// 同一文件里两张项目自评表的项目名称相同。
    ///
    /// ## 依据
    /// 一个项目一张自评表；名称相同多半是复制后忘了改，或同一张表附了两次。
    ///
    /// ## 示例
    /// 两张表的项目名称都是“培训项目”。
    ///
    /// ## 例外
    /// 资金不同的可能是分批项目，仍请核实。
    ///
    /// ## In English
    /// Two project forms of one report bear the same name.
    "GJ316", Note, run,
    fires: [
        concat!(
            example!("年度资金总额\t20.00\t20.00\t20.00\t10\t100.00%\t10.00\n", "产出指标\t数量指标\t培训人次\t90\t>=100人次\t=100人次\t100%\t90\t\t\n", "总分\t100\t\t\t100分\n\n"),
            example!("年度资金总额\t30.00\t30.00\t30.00\t10\t100.00%\t10.00\n", "产出指标\t数量指标\t培训人次\t90\t>=200人次\t=200人次\t100%\t90\t\t\n", "总分\t100\t\t\t100分\n")
        ),
    ],
    silent: [
        example!("年度资金总额\t20.00\t20.00\t20.00\t10\t100.00%\t10.00\n", "产出指标\t数量指标\t培训人次\t90\t>=100人次\t=100人次\t100%\t90\t\t\n", "总分\t100\t\t\t100分\n"),
    ],
}

fn run(context: &Context, ledger: &mut Ledger) {
    let mut seen = Map::new();
    for form in context.recognised.forms.iter().filter(|f| f.kind == FormKind::Project) {
        let Some(name) = &form.name else { continue };
        let key = squeeze(&name.text);
        if key.is_empty() || key.contains("XX") || key.contains("××") {
            continue;
        }
        // In a package the same form may stand in a document and in a workbook.
        let file = context.outline.place(context.document, &name.span).file;
        if let Some(first) = seen.insert((key, file), name.span) {
            ledger.remark(&RULE, name.span, Message::new("forms.name_twice", &[("name", &name.text)]));
            if let Some(remark) = ledger.remarks.last_mut() {
                remark.related.push(first);
            }
        }
    }
}
