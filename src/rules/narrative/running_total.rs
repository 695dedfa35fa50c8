use super::support::{carried_out, narrative, without_brackets};
use crate::diagnosis::{slip_explains, slip_plainly_explains};
use crate::document::Holds;
use crate::figure::FigureId;
use crate::ledger::{Context, Ledger, Severity};
use crate::number::Arithmetic as _;
use crate::recognise::narrative::{Slot, Statement};
use crate::relation::{Expression, Relation, RelationKind};
use rust_decimal::Decimal;

rule! {
    /// # 逐项相加的总计 / Totals reached by adding on
    ///
    /// ## 检查什么
    /// “一般公共预算收入X万元，加上上级补助收入A万元、上年结余B万元，收入总计Y万元”：Y应等于X与所加各项之和；“支出X万元，上解支出A万元，支出总计Y万元”同。
    /// “收入X万元，支出Y万元，当年收支结余Z万元”：Z应等于X − Y。“甲X万元；乙Y万元；丙Z万元；丁V万元。共计W万元”：W应等于各项之和。
    ///
    /// ## 依据
    /// 预算、决算收支平衡的编报口径：总计为本级收支与转移性收支之和。
    ///
    /// ## 示例
    /// 收入1,000万元，加上上级补助收入500万元、上年结余60万元，收入总计1,650万元：应为1,560万元。
    ///
    /// ## 例外
    /// 所加各项没有全部列出（“等”）、找不到被加的一项时，只用来印证。
    ///
    /// ## In English
    /// A total to which a sentence adds item after item must be their sum; what is left over must be income less expenditure.
    "GJ122", Warning, run,
    fires: [
        "全镇收入1000万元，增长3%。加上上年结转收入500万元，收入总量为1600万元。",
        "全镇一般公共预算收入1000万元，加上级转移支付收入500万元、调入资金60万元，收入总计1650万元。",
        "社会保险基金收入650万元，支出580万元，当年收支结余60万元，年末滚存结余710万元。",
        "2023年下达慈善项目40万元；福利院运行经费25.5万元；养老设施补助20万元；公墓建设130万元。共计下达资金251.5万元。",
        "全市收入4.98亿元，增长9%，加上上级补助收入、上年结转92.69亿元，总收入为97.76亿元。",
        "全市支出1996万元，加上上解支出98万元、还本支出195万元，调出资金增加10万元，安排调节基金385万元，全市总支出2691万元。",
        "全县财政总收入1600万元，其中：上划中央收入600万元；县级一般公共预算收入1000万元。县级一般公共预算收入加上补助收入500万元、调入资金60万元，收入合计1650万元。",
        "基金支出83173万元（含上级补助等安排的支出），调出资金18300万元，还本支出31500万元，支出合计182973万元。",
    ],
    silent: [
        "2023年下达慈善项目40万元；福利院运行经费25.5万元；养老设施补助20万元；公墓建设130万元。共计下达资金215.5万元。",
        "2023年下达慈善项目40万元，其中市级30万元；福利院运行经费25.5万元；养老设施补助20万元。共计受益300万元。",
        "全市收入4.98亿元，增长9%，加上上级补助收入、上年结转92.69亿元，总收入为97.67亿元。",
        "全市支出1996万元，加上上解支出98万元、还本支出195万元，调出资金增加10万元，安排调节基金385万元，全市总支出2684万元。",
        "全镇收入1000万元。加上上级补助收入500万元和上年结余，收入总计1600万元。",
        "全县财政总收入1600万元，其中：上划中央收入600万元；县级一般公共预算收入1000万元。县级一般公共预算收入加上补助收入500万元、调入资金60万元，收入合计1560万元。",
        "全镇一般公共预算收入1000万元，加上级转移支付收入500万元、调入资金60万元，收入总计1560万元。",
        "全县收入1000万元，增长5%。\n加上上级补助收入500万元、上年结余60万元等，收入总计1800万元。",
        "社会保险基金收入650万元，支出580万元，当年收支结余70万元，年末滚存结余710万元。",
    ],
}

/// How many statements before a total are looked at.
const MOST: usize = 80;

/// So many times what is lacking is still less than the total.
const NEARLY: Decimal = Decimal::from_parts(200, 0, 0, false, 0);

fn run(context: &Context, ledger: &mut Ledger) {
    let statements = &narrative(context).statements;
    for (at, total) in statements.iter().enumerate() {
        let Some(stated) = money(context, total).filter(|_| total.parent.is_none()) else { continue };
        if counted_together(context, ledger, (at, stated)) {
            continue;
        }
        if total.label.ends_with("滚存结余") && !total.label.holds_any(&["上年", "历年"]) {
            rolled_over(context, ledger, (at, stated));
        } else if total.label.ends_with("收支结余") || is_left_over(&total.label) && is_insured(context, at)
        {
            left_over(context, ledger, (at, stated));
        } else if is_total(&total.label) || is_gross(context, total) {
            added_up(context, ledger, (at, stated));
        } else if ["共计", "合计", "总计"].iter().any(|w| total.label.starts_with(w)) {
            told_together(context, ledger, (at, stated));
        } else {
            added_on(context, ledger, (at, stated));
        }
    }
}

/// 甲X万元；乙Y万元。两项合计Z万元: so many of those told last, without what is paid for each.
fn counted_together(context: &Context, ledger: &mut Ledger, (at, stated): (usize, FigureId)) -> bool {
    let statements = &narrative(context).statements;
    let total = &statements[at];
    let number = "一二三四五六七八九十".chars().zip(1usize..);
    let told =
        total.label.split_once(['项', '类']).filter(|(_, rest)| rest.holds_any(&["合计", "共", "总计"]));
    let Some((head, _)) = told.filter(|(head, _)| head.chars().count() == 1) else { return false };
    let head = if head == "两" { "二" } else { head };
    let Some((_, n)) = number.into_iter().find(|(c, _)| head.starts_with(*c)).filter(|(_, n)| *n > 1) else {
        return false;
    };
    let near = |s: &&Statement| {
        s.depth == total.depth
            && s.parent.is_none()
            && !s.label.holds_any(&["每", "标准", "均", "单价"])
            && money(context, s).is_some()
    };
    let earlier = statements[..at].iter().rev().take_while(|s| s.passage == total.passage).filter(near);
    let mut items: Vec<FigureId> = earlier.filter_map(|s| money(context, s)).take(n).collect();
    items.reverse();
    let relation = Relation::sum(stated, items.iter().copied());
    let sound = context.is_sound(&relation);
    if items.len() == n && (sound || slip_plainly_explains(context.figures, stated, &items)) {
        ledger.check_as(context, &RULE, Severity::Warning, total.label.as_str(), relation, None);
    }
    sound
}

/// Is an insurance told of? A government's income and expenditure are not all that makes its balance.
fn is_insured(context: &Context, at: usize) -> bool {
    before(context, at).any(|(i, _)| narrative(context).statements[i].label.contains("保险"))
}

fn is_total(label: &str) -> bool {
    ["总计", "合计", "共计", "可用财力", "总量"].iter().any(|w| label.ends_with(w))
}

/// …，加上上级补助收入Y万元，全市总收入Z万元: a total where something was added.
fn is_gross(context: &Context, statement: &Statement) -> bool {
    let text =
        narrative(context).passages.get(statement.passage).and_then(|p| p.text.get(..statement.at.start));
    let sentence = text.and_then(|t| t.rsplit('。').next()).unwrap_or("");
    ["总收入", "总支出"].iter().any(|w| statement.label.ends_with(w)) && sentence.contains('加')
}

fn money(context: &Context, statement: &Statement) -> Option<FigureId> {
    statement.amount(Slot::Amount).filter(|&id| context.figures[id].quantity.unit.is_money())
}

/// Do the items lack less of the total than any item left out would be?
fn nearly(context: &Context, total: FigureId, items: impl Iterator<Item = FigureId>) -> bool {
    let value = |id: FigureId| context.figures[id].value();
    let lack = items.fold(value(total), |lack, id| lack.bounded_difference(value(id)));
    lack.abs().bounded_product(NEARLY) < value(total).abs()
}

/// Statements before one in its sentence, on its own level.
fn before<'a>(context: &'a Context, at: usize) -> impl Iterator<Item = (usize, FigureId)> + 'a {
    let statements = &narrative(context).statements;
    let own = &statements[at];
    let here = move |s: &Statement| s.passage == own.passage && s.sentence == own.sentence;
    let level = move |s: &Statement| s.parent.is_none() && s.depth == own.depth;
    let earlier = statements.iter().enumerate().take(at).rev().take_while(move |(_, s)| here(s));
    earlier.filter(move |(_, s)| level(s)).filter_map(|(i, s)| Some((i, money(context, s)?)))
}

/// What the items from the first on may be added to: it stands in the sentence or the paragraph before.
fn heads(context: &Context, first: usize, total: &Statement) -> Vec<FigureId> {
    let narrative = narrative(context);
    let section = narrative.section(first);
    let side = if total.label.contains("支出") { "支出" } else { "收入" };
    // 其中：中央收入X万元，…。加上…: a part that opens the paragraph is what is added to.
    let passage = narrative.statements.get(first).map(|s| s.passage);
    let opens = |i: usize| {
        let before = i.checked_sub(1).and_then(|before| narrative.statements.get(before));
        narrative.statements.get(i).map(|s| s.passage) == passage && before.map(|s| s.passage) != passage
    };
    narrative
        .statements
        .iter()
        .enumerate()
        .take(first)
        .rev()
        .take(30)
        .take_while(|(i, _)| narrative.section(*i) == section)
        .filter(|(i, s)| {
            (s.parent.is_none() || opens(*i)) && s.depth == total.depth && s.label.contains(side)
        })
        .filter_map(|(_, s)| money(context, s))
        .collect()
}

/// …，其中：县级收入X万元，…。县级收入加上补助收入Y万元: what the sentence names without its amount, told before, part or not.
fn named_head(context: &Context, first: usize, name: &str) -> Option<FigureId> {
    let narrative = narrative(context);
    let section = narrative.section(first);
    let before = narrative.statements.iter().enumerate().take(first).rev().take(30);
    before
        .take_while(|(i, _)| narrative.section(*i) == section)
        .filter(|(_, s)| carried_out(&s.label) == carried_out(name))
        .find_map(|(_, s)| money(context, s))
}

/// 本级收入X万元，下降P%。加上转移支付收入Y万元，收入为Z万元: called no total, but borne out as one.
fn added_on(context: &Context, ledger: &mut Ledger, (at, stated): (usize, FigureId)) {
    let total = &narrative(context).statements[at];
    let mut items: Vec<(usize, FigureId)> = before(context, at).collect();
    items.reverse();
    let Some(&(first, _)) = items.first() else { return };
    let text = narrative(context).passages.get(total.passage).map_or("", |p| p.text.as_str());
    let lead = text.get(..narrative(context).statements[first].at.start).unwrap_or("");
    if !lead.rsplit(['。', ';']).next().unwrap_or("").starts_with('加') {
        // 收入X万元，加上上年结转Y万元，可用的收入Z万元
        let label = |i: usize| narrative(context).statements[i].label.as_str();
        if items.iter().skip(1).any(|(i, _)| label(*i).starts_with('加')) {
            let relation = Relation::sum(stated, items.iter().map(|(_, id)| *id));
            ledger.confirm(context, &RULE, total.label.as_str(), relation);
        }
        return;
    }
    for head in heads(context, first, total) {
        let relation = Relation::sum(stated, std::iter::once(head).chain(items.iter().map(|(_, id)| *id)));
        ledger.confirm(context, &RULE, total.label.as_str(), relation);
    }
}

/// 甲项目X万元；乙项目Y万元；丙项目Z万元。共计下达资金W万元: all that the paragraph told before, in the sentence or the one before it.
fn told_together(context: &Context, ledger: &mut Ledger, (at, stated): (usize, FigureId)) {
    let statements = &narrative(context).statements;
    let total = &statements[at];
    let near = |s: &Statement| {
        s.passage == total.passage
            && s.sentence <= total.sentence
            && s.sentence + 1 >= total.sentence
            && s.depth == total.depth
    };
    let earlier: Vec<&Statement> =
        statements.iter().take(at).rev().take(MOST).take_while(|s| s.passage == total.passage).collect();
    let mut items: Vec<FigureId> = Vec::new();
    let mut plain = true;
    for statement in earlier.into_iter().filter(|s| s.depth == total.depth) {
        let Some(id) = money(context, statement).filter(|_| near(statement)) else {
            plain &= statement.amounts.is_empty();
            continue;
        };
        plain &= statement.parent.is_none() && statement.amounts.len() == 1;
        plain &= statement.interim == total.interim;
        items.push(id);
    }
    items.reverse();
    let relation = |items: &[FigureId]| Relation::sum(stated, items.iter().copied());
    // The count may begin anywhere.
    let fits = (0..items.len().saturating_sub(1))
        .filter_map(|from| items.get(from..))
        .find(|i| context.is_sound(&relation(i)));
    match fits {
        Some(some) => ledger.check(context, &RULE, total.label.as_str(), relation(some)),
        None if plain && items.len() >= 4 => {
            ledger.check(context, &RULE, total.label.as_str(), relation(&items))
        }
        None => {}
    }
}

/// 收入X万元，支出Y万元，当年收支结余Z万元
fn left_over(context: &Context, ledger: &mut Ledger, (at, stated): (usize, FigureId)) {
    let statements = &narrative(context).statements;
    let find = |end: &str| {
        let named = |i: usize| carried_out(&statements[i].label).ends_with(end);
        before(context, at).find(|(i, _)| named(*i)).map(|(_, id)| id)
    };
    let (Some(income), Some(spent)) = (find("收入"), find("支出")) else { return };
    let difference = Expression::difference(income, spent);
    let relation = Relation::equal(RelationKind::Difference, stated, difference);
    ledger.check(context, &RULE, statements[at].label.as_str(), relation);
}

/// 当年结余X万元，滚存结余Y万元，其中上年滚存结余Z万元: what was left before and what is left of the year are all that is left.
fn rolled_over(context: &Context, ledger: &mut Ledger, (at, stated): (usize, FigureId)) {
    let statements = &narrative(context).statements;
    let own = &statements[at];
    let sentence = || {
        statements
            .iter()
            .filter(|s| s.passage == own.passage && s.sentence == own.sentence && s.depth == own.depth)
    };
    let only = |named: &dyn Fn(&str) -> bool| {
        let mut told = sentence().filter(|s| named(&s.label)).filter_map(|s| money(context, s));
        told.next().filter(|_| told.next().is_none())
    };
    let year = only(&|label| is_left_over(label) && !label.contains("滚存"));
    let last = only(&|label| label.contains("结余") && label.holds_any(&["上年", "历年", "以前年度"]));
    let last = own.amount(Slot::LastYear).or(last);
    if let (Some(year), Some(last)) = (year, last) {
        ledger.check(context, &RULE, own.label.as_str(), Relation::sum(stated, [year, last]));
    }
}

/// 当年收支结余, 本年结余 of an insurance: what came in and was not spent.
fn is_left_over(label: &str) -> bool {
    label.ends_with("收支结余") || ["当年结余", "本年结余", "当期结余"].iter().any(|w| label.ends_with(w))
}

fn added_up(context: &Context, ledger: &mut Ledger, (at, stated): (usize, FigureId)) {
    let statements = &narrative(context).statements;
    let total = &statements[at];
    let mut items: Vec<(usize, FigureId)> = before(context, at).collect();
    items.reverse();
    // A total before this one begins the count anew.
    if let Some(last) = items.iter().rposition(|(i, _)| is_total(&statements[*i].label))
        && (items.len() > last + 2 || statements[at].label.chars().count() > 2)
    {
        items.drain(..=last);
    }
    let text = narrative(context).passages.get(total.passage).map_or("", |p| p.text.as_str());
    // 总收入X万元，其中地方收入Y万元；加…: what is counted on may be the part.
    if let Some(((whole, _), added)) = items.split_first() {
        let parts = statements.iter().filter(|s| s.parent == Some(*whole)).filter_map(|s| money(context, s));
        let without = Relation::sum(stated, added.iter().map(|(_, id)| *id));
        let with = |part: FigureId| {
            Relation::sum(stated, std::iter::once(part).chain(added.iter().map(|(_, id)| *id)))
        };
        if let Some(relation) =
            parts.map(with).chain(std::iter::once(without)).find(|r| added.len() > 1 && context.is_sound(r))
        {
            return ledger.check(context, &RULE, total.label.as_str(), relation);
        }
    }
    let Some(&(first, _)) = items.first() else { return };
    let ids = || items.iter().map(|(_, id)| *id);
    let lead = text.get(..statements[first].at.start).unwrap_or("");
    let sentence = lead.rsplit(['。', ';']).next().unwrap_or("");
    let told = text.get(statements[first].at.start..total.at.start).unwrap_or("");
    // 加上A万元，调出资金增加B万元: not all that is added is told as an amount.
    let unlike = |s: &&Statement| {
        s.passage == total.passage && s.at.start >= statements[first].at.start && s.at.start < total.at.start
    };
    let changes: Vec<FigureId> = statements
        .iter()
        .filter(unlike)
        .filter(|s| s.parent.is_none() && s.depth == total.depth && s.amounts.is_empty())
        .flat_map(|s| s.changes.iter().filter_map(|c| c.amount))
        .collect();
    let listed = without_brackets(told);
    let open = listed.contains('等') || !changes.is_empty();
    let adds = sentence.starts_with('加')
        || sentence.trim_start_matches(|c: char| !"加".contains(c)).starts_with("加上");
    let within = Relation::sum(stated, ids());
    if items.len() > 1 && context.is_sound(&within) {
        return ledger.check(context, &RULE, total.label.as_str(), within);
    }
    let all = Relation::sum(stated, ids().chain(changes.iter().copied()));
    if items.len() > 1 && !changes.is_empty() && context.is_sound(&all) {
        return ledger.check(context, &RULE, total.label.as_str(), all);
    }
    // What is added to stands in the sentence or the paragraph before; 县级收入加上…: it may be named anew.
    let named = sentence.split_once('加').map(|(name, _)| name).filter(|name| adds && !name.is_empty());
    let heads = match named.filter(|name| !name.contains([',', ':', '(']) && !name.ends_with(['增', '追']))
    {
        Some(name) => named_head(context, first, name).into_iter().collect(),
        None => heads(context, first, total),
    };
    let with = |head: FigureId| Relation::sum(stated, std::iter::once(head).chain(ids()));
    if let Some(relation) = heads.iter().map(|&h| with(h)).find(|r| context.is_sound(r)) {
        return ledger.check(context, &RULE, total.label.as_str(), relation);
    }
    // 收入X万元，加上…Y万元，总收入Z万元: nothing is named after what was added last.
    let bare = items.last().is_some_and(|(i, _)| {
        let between = text.get(statements[*i].at.end..total.at.start).unwrap_or("");
        let named =
            between.strip_prefix([',', ';']).filter(|t| !t.contains([',', '、', '和', '及', '与', '(']));
        statements[*i].label.starts_with('加') && named.is_some()
    });
    let slipped = |items: Vec<FigureId>| slip_explains(context.figures, stated, &items);
    // 收入总计：甲X万元，乙Y万元，…，收入总计Z万元: the sentence says at its head that it counts up to the total.
    let headed = items.iter().all(|(i, _)| statements[*i].topic.as_deref() == Some(total.label.as_str()));
    // 甲X万元、乙Y万元，合计Z万元
    // 还本X亿元、付息Y亿元，还本付息合计Z亿元
    let joined = items.iter().all(|(i, _)| {
        let label = statements[*i].label.trim_start_matches(['当', '本', '全']).trim_start_matches('年');
        label.chars().count() > 1 && total.label.contains(label)
    });
    let two = items.len() == 2 && (joined || ["合计", "共计", "总计"].contains(&total.label.as_str()));
    let inside = told.contains("加") && (items.len() > 2 || items.len() == 2 && bare);
    match heads.first() {
        Some(&head) if adds && !open && (items.len() > 1 || !told.contains(['、', '和', '及', '与'])) => {
            ledger.check_as(context, &RULE, Severity::Warning, total.label.as_str(), with(head), None);
        }
        _ if (inside || headed && items.len() > 2) && !open => {
            ledger.check_as(context, &RULE, Severity::Warning, total.label.as_str(), within, None)
        }
        // 支出X万元，调出资金Y万元，还本支出Z万元，支出合计W万元: nothing is said of adding, but a slip makes it the sum.
        _ if !open && (two || items.len() > 2 && slipped(ids().collect())) => {
            ledger.check_as(context, &RULE, Severity::Warning, total.label.as_str(), within, None)
        }
        _ if !listed.contains('等')
            && items.len() > 2
            && !changes.is_empty()
            && (told.contains("加上") && nearly(context, stated, ids().chain(changes.iter().copied()))
                || slipped(ids().chain(changes.iter().copied()).collect())) =>
        {
            ledger.check_as(context, &RULE, Severity::Warning, total.label.as_str(), all, None);
        }
        _ => {}
    }
}
