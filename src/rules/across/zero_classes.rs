use super::support::TableFacts;
use crate::document::squeeze;
use crate::ledger::{Context, Ledger, Message};
use crate::order::Map;
use crate::recognise::Fund;
use crate::recognise::narrative::Slot;

rule! {
    /// # 列举了表中为零的经济科目 / Economic classes listed though they are zero
    ///
    /// ## 检查什么
    /// “公用经费X万元，主要包括：办公费、印刷费、邮电费……”所列举的科目，在一般公共预算财政拨款基本支出表中应当有数；表中写明为 0.00 的，请核实。
    ///
    /// ## 依据
    /// 部门决算公开格式：基本支出的说明按经济分类列举实际发生的科目。
    ///
    /// ## 示例
    /// 说明列举了“邮电费”，表中邮电费为 0.00。
    ///
    /// ## 例外
    /// 表中没有这一行或没有填数的，不判断；名词解释不检查。只作说明。
    ///
    /// ## In English
    /// An economic class that the narrative lists should not be zero in the table of basic expenditure.
    "GJ411", Note, run,
    fires: [
        "一般公共预算财政拨款基本支出12.00万元，其中：人员经费10.00万元，主要包括：基本工资；公用经费2.00万元，主要包括：办公费、邮电费。\n\n一般公共预算财政拨款基本支出决算表\n单位：万元\n科目编码\t科目名称\t决算数\n301\t工资福利支出\t10.00\n30101\t基本工资\t10.00\n302\t商品和服务支出\t2.00\n30201\t办公费\t2.00\n30207\t邮电费\t0.00\n",
        "一般公共预算财政拨款基本支出10.00万元，其中：人员经费10.00万元，主要包括：基本工资、其他对个人和家庭的补助支出。\n\n一般公共预算财政拨款基本支出决算表\n单位：万元\n科目编码\t科目名称\t决算数\n301\t工资福利支出\t10.00\n30101\t基本工资\t10.00\n303\t对个人和家庭的补助\t0.00\n30399\t其他对个人和家庭的补助\t0.00\n",
    ],
    silent: [
        "一般公共预算财政拨款基本支出12.00万元，其中：人员经费10.00万元，主要包括：基本工资；公用经费2.00万元，主要包括：办公费、邮电费。\n\n一般公共预算财政拨款基本支出决算表\n单位：万元\n科目编码\t科目名称\t决算数\n301\t工资福利支出\t10.00\n30101\t基本工资\t10.00\n302\t商品和服务支出\t2.00\n30201\t办公费\t1.50\n30207\t邮电费\t0.50\n",
        "一般公共预算财政拨款基本支出12.00万元，其中：人员经费10.00万元；公用经费2.00万元，主要包括：办公费。\n公用经费包括办公费、邮电费等。\n\n一般公共预算财政拨款基本支出决算表\n单位：万元\n科目编码\t科目名称\t决算数\n301\t工资福利支出\t10.00\n30101\t基本工资\t10.00\n302\t商品和服务支出\t2.00\n30201\t办公费\t2.00\n30207\t邮电费\t0.00\n",
    ],
}

fn run(context: &Context, ledger: &mut Ledger) {
    let tables = TableFacts::of(context);
    if tables.sets != 1 {
        return;
    }
    // Zero wherever the table states the class.
    let mut zero: Map<String, bool> = Map::new();
    for ((_, key), figures) in tables.sorted() {
        let Some(class) = key.name.strip_prefix("经济分类/").filter(|_| key.fund == Fund::GeneralPublic)
        else {
            continue;
        };
        let none = figures.iter().all(|&id| context.figures[id].value().is_zero());
        *zero.entry(squeeze(class)).or_insert(true) &= none;
    }
    if !zero.values().any(|none| *none) || zero.values().all(|none| *none) {
        return;
    }
    let narrative = &context.recognised.narrative;
    let mut told = None;
    for statement in &narrative.statements {
        let basic = |name: &str| matches!(name, "基本支出" | "人员经费" | "公用经费");
        let stated = statement.subject.as_ref().is_some_and(|s| basic(&s.name))
            && statement.amount(Slot::Amount).is_some();
        if !stated || told == Some(statement.passage) {
            continue;
        }
        let Some(passage) = narrative.passages.get(statement.passage) else { continue };
        told = Some(statement.passage);
        let mut listed: Vec<(usize, &str)> = Vec::new();
        for (at, mark) in passage.text.match_indices("包括") {
            let from = at + mark.len();
            let rest = passage.text.get(from..).unwrap_or("");
            let list = rest.get(..rest.find(['。', ';']).unwrap_or(rest.len())).unwrap_or("");
            let mut offset = from;
            for item in list.split_inclusive(['、', ',', ':']) {
                let name = item.trim_end_matches(['、', ',', ':']);
                let bare = name.strip_suffix("支出").filter(|_| !zero.contains_key(name)).unwrap_or(name);
                if zero.get(bare) == Some(&true) && !listed.iter().any(|(_, n)| *n == name) {
                    listed.push((offset, name));
                }
                offset += item.len();
            }
        }
        let Some(&(at, first)) = listed.first() else { continue };
        let names: Vec<&str> = listed.iter().map(|(_, name)| *name).collect();
        let message = Message::new("accounts.zero_classes", &[("names", &names.join("、"))]);
        ledger.remark(&RULE, passage.span(at..at + first.len()), message);
    }
}
