use super::support::{Key, TableFacts};
use crate::document::Span;
use crate::figure::FigureId;
use crate::ledger::{Context, Ledger, Message, Remark};
use crate::order::Set;
use crate::recognise::narrative::{Slot, Statement};
use crate::recognise::{Basis, Fund};
use crate::relation::Relation;

rule! {
    /// # 科目名称与表不一致 / A class called otherwise in the table
    ///
    /// ## 检查什么
    /// 情况说明逐项写明的“某类（类）某款（款）某项（项）”，在同一资金口径的支出功能分类表中应有同名科目。表中没有这一科目，而恰有一个别处没有说明的
    /// 科目金额与之相同，提示核对名称。
    ///
    /// ## 依据
    /// 《政府收支分类科目》；文表一致。
    ///
    /// ## 示例
    /// 文中写“其他国土资源事务支出（项）45.00万元”，表中同一款下金额45.00万元的是“其他自然资源事务支出”。
    ///
    /// ## 例外
    /// 只是一个名称比另一个少写几个字的，不提示；金额相同的科目不止一个的，不提示。
    ///
    /// ## In English
    /// An item that the table does not know, whose amount is that of one item the narrative does not name, is called otherwise there.
    "GJ406", Warning, run,
    fires: [
        "2024年度部门决算\n一般公共预算财政拨款支出决算表\n单位：万元\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n220\t自然资源海洋气象等支出\t143.00\t98.00\t45.00\n22001\t自然资源事务\t143.00\t98.00\t45.00\n2200150\t事业运行\t98.00\t98.00\t0.00\n2200199\t其他自然资源事务支出\t45.00\t0.00\t45.00\n合计\t\t143.00\t98.00\t45.00\n\n五、一般公共预算财政拨款支出决算情况说明\n（三）具体情况\n1.自然资源海洋气象等支出（类）自然资源事务（款）事业运行（项）。年初预算为98.00万元，支出决算为98.00万元，完成年初预算的100.00%。\n2.自然资源海洋气象等支出（类）自然资源事务（款）其他国土资源事务支出（项）。年初预算为45.00万元，支出决算为45.00万元，完成年初预算的100.00%。\n",
    ],
    silent: [
        "2024年度部门决算\n一般公共预算财政拨款支出决算表\n单位：万元\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n220\t自然资源海洋气象等支出\t143.00\t98.00\t45.00\n22001\t自然资源事务\t143.00\t98.00\t45.00\n2200150\t事业运行\t98.00\t98.00\t0.00\n2200199\t其他自然资源事务支出\t45.00\t0.00\t45.00\n合计\t\t143.00\t98.00\t45.00\n\n五、一般公共预算财政拨款支出决算情况说明\n（三）具体情况\n1.自然资源海洋气象等支出（类）自然资源事务（款）事业运行（项）。年初预算为98.00万元，支出决算为98.00万元，完成年初预算的100.00%。\n2.自然资源海洋气象等支出（类）自然资源事务（款）其他自然资源事务（项）。年初预算为45.00万元，支出决算为45.00万元，完成年初预算的100.00%。\n",
    ],
}

fn run(context: &Context, ledger: &mut Ledger) {
    let tables = TableFacts::of(context);
    if tables.sets != 1 {
        return;
    }
    let statements = &context.recognised.narrative.statements;
    let stated = Set::from_iter(statements.iter().filter_map(item).map(|p| plain(&p.join("/"))));
    let basis = if context.recognised.profile.is_budget { Basis::Budget } else { Basis::Final };
    let mut told: Set<&Vec<String>> = Set::new();
    for statement in statements {
        let (Some(path), Some(amount)) = (item(statement), statement.amount(Slot::Amount)) else { continue };
        if context.figures[amount].value().is_zero() || !told.insert(path) {
            continue;
        }
        let own = plain(&path.join("/"));
        let items = || tables.sorted().into_iter().filter(|((_, key), _)| fits(key, basis));
        if items().any(|((_, key), _)| plain(&key.name) == own) {
            continue;
        }
        // The heading may leave open which money it is.
        let own_fund = items().any(|((_, key), _)| key.fund == statement.fund);
        let fund = if own_fund { statement.fund } else { Fund::GeneralPublic };
        let rows: Vec<(&str, FigureId)> = items()
            .filter(|((_, key), _)| key.fund == fund)
            .filter_map(|((_, key), figures)| Some((key.name.as_str(), *figures.first()?)))
            .collect();
        let same = |id: FigureId| context.is_sound(&Relation::equality(amount, id));
        let mut others = rows.iter().filter(|(name, id)| !stated.contains(&plain(name)) && same(*id));
        let (Some((name, figure)), None) = (others.next(), others.next()) else { continue };
        let Some((written, usual)) = difference(path, name) else { continue };
        let message = Message::new("accounts.item_name", &[("stated", written), ("item", name)]);
        ledger.remarks.push(Remark {
            rule: &RULE,
            severity: RULE.severity,
            span: place(context, statement, written).unwrap_or(context.figures[amount].span),
            message,
            related: vec![context.figures[*figure].span],
            stated: Some(written.to_string()),
            expected: Some(usual.to_string()),
        });
    }
}

/// 类, 款 and 项, all three named.
fn item(statement: &Statement) -> Option<&Vec<String>> {
    statement.path.as_ref().filter(|p| p.len() == 3 && p.iter().all(|n| !n.is_empty()))
}

fn fits(key: &Key, basis: Basis) -> bool {
    key.basis == basis && key.name.matches('/').count() == 2
}

/// Without brackets and marks, which are written in many ways.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric() || *c == '/').collect()
}

/// The one name of the path that differs. An abbreviation is not another name; two different names are another class.
fn difference<'a>(path: &'a [String], name: &'a str) -> Option<(&'a str, &'a str)> {
    let mut apart = path.iter().map(String::as_str).zip(name.split('/')).filter(|(a, b)| {
        let (a, b) = (plain(a), plain(b));
        !a.contains(&b) && !b.contains(&a)
    });
    match (apart.next(), apart.next()) {
        (Some(pair), None) => Some(pair),
        // The item is right, or the class above it is: still the same row, called otherwise throughout.
        (Some(_), Some(last)) => Some(last),
        _ => None,
    }
}

/// Where the name stands, in the passage of the amount or the one before it.
fn place(context: &Context, statement: &Statement, name: &str) -> Option<Span> {
    let passages = &context.recognised.narrative.passages;
    [Some(statement.passage), statement.passage.checked_sub(1)].into_iter().flatten().find_map(|i| {
        let passage = passages.get(i)?;
        let marked =
            ["(项)", "(款)", "(类)", ""].iter().find_map(|mark| passage.text.find(&format!("{name}{mark}")));
        marked.map(|at| passage.span(at..at + name.len()))
    })
}
