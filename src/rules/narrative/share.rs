use super::support::{carried_out, check_rate, in_tables, is_called, is_zero, name, narrative, stated_here};
use crate::diagnosis::{one_slip_mends, slips_of};
use crate::figure::FigureId;
use crate::ledger::{Context, Ledger, Message, Severity};
use crate::number::Arithmetic as _;
use crate::number::{Total as _, round_half_up};
use crate::order::Map;
use crate::recognise::lexicon::{self, COMPOSITIONS};
use crate::recognise::narrative::{Share, Slot, Statement};
use crate::recognise::{Basis, Fund, Subject};
use crate::relation::{Expression, Relation, RelationKind, Trial, decide};
use rust_decimal::Decimal;

rule! {
    /// # 占比与金额不符 / Share of a total
    ///
    /// ## 检查什么
    /// “X万元，占P%”中的 P 应等于 X ÷ 合计。写明“占某某的P%”的，以所写的合计为分母；没有写明的，以“其中”所属的合计为分母，
    /// 仍有歧义时，以同组各项多数一致的合计为分母。
    ///
    /// ## 依据
    /// 各级财政部门决算公开格式第二、三、五部分：收入（支出）各构成项目的金额及占比。
    ///
    /// ## 示例
    /// 本年支出9,182.32万元，其中：基本支出1,335.32万元，占14.54%：1,335.32 ÷ 9,182.32 = 14.54%，相符。
    ///
    /// ## 例外
    /// 合计为零时写 0.00% 或 100.00% 都可以。截断而没有四舍五入的，为使各项相加恰为 100% 而把其中一项的末位改了 1 的（倒挤），只作说明。
    ///
    /// ## In English
    /// A stated share must equal the amount divided by the total it names, or by the total whose parts are listed.
    "GJ101", Error, run,
    fires: [
        "三、支出决算情况说明\n本年支出9,182.32万元，其中：基本支出1,335.32万元，占15.54%；项目支出7,847.00万元，占85.46%。",
        "收入决算情况说明\n本年收入合计 581.44 万元，其中：财政拨款收入 382.17 万元，占 56.7%；经营收入 8.38 万元，占 1.4%；其他收入 190.89 万元，占 32.8%。",
        "2024年度政府采购支出总额7,664.35万元，其中：政府采购货物支出23.35万元、政府采购服务支出7,641.00万元。授予中小企业合同金额6,662.53万元，占政府采购支出总额的68.93%。",
        "自评项目8个，资金430.20万元。自评结果为优的项目7个，占12.5%，良的项目1个，占87.5%。",
    ],
    silent: [
        "自评项目8个，资金430.20万元。自评结果为优的项目7个，占87.5%，良的项目1个，占12.5%。",
        "收入总计2,322.92万元。\n本年收入合计2,286.03万元，全部为财政拨款收入，占100.00%，与去年相同。",
        "三、支出决算情况说明\n本年支出9,182.32万元，其中：基本支出1,335.32万元，占14.54%；项目支出7,847.00万元，占85.46%。",
        "收入决算情况说明\n本年收入合计 581.44 万元，其中：财政拨款收入 382.17 万元，占 65.7%；经营收入 8.38 万元，占 1.4%；其他收入 190.89 万元，占 32.8%。",
        "2025年项目支出828.90万元。2025年设置绩效目标的项目8个，涉及一般公共预算拨款750.00万元，占项目支出（一般公共预算）的100%。",
        "授予中小企业合同金额53.4万元，占政府采购支出总额的100%，其中：授予小微企业合同金额33.4万元，占授予中小企业合同金额的62.5%。政府采购支出总额53.4万元。",
    ],
}

/// A candidate for the total: its figure, and whether the text itself points to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Total {
    figure: FigureId,
    pointed: bool,
}

/// What siblings share: their whole, or the passage, or the list of classes they stand in.
type Siblings = (Option<usize>, Option<usize>, bool);

/// A statement with its share and its amount.
type Member = (usize, FigureId, FigureId);

fn run(context: &Context, ledger: &mut Ledger) {
    let narrative = narrative(context);
    let mut bare: Map<Siblings, Vec<Member>> = Map::new();
    for (i, statement) in narrative.statements.iter().enumerate() {
        let Some(amount) = stated_here(narrative, i) else { continue };
        for share in &statement.shares {
            match &share.of {
                Some(of) => named(context, ledger, i, share, of, amount),
                None => {
                    let listed = statement.path.is_some() && statement.parent.is_none();
                    let key = (statement.parent, (!listed).then_some(statement.passage), listed);
                    bare.entry(key).or_default().push((i, share.figure, amount));
                }
            }
        }
    }
    for members in bare.into_values() {
        judge(context, ledger, &members);
    }
}

/// A share of a total that it names.
fn named(context: &Context, ledger: &mut Ledger, i: usize, share: &Share, of: &str, amount: FigureId) {
    let narrative = narrative(context);
    let statement = &narrative.statements[i];
    let subject = format!("{} 占{of}", name(statement));
    let ratio = |whole: FigureId| Relation::ratio(share.figure, amount, whole);
    let sound = |whole: FigureId| context.is_sound(&ratio(whole));
    let warn = |ledger: &mut Ledger, relation: Relation| {
        check_rate(context, ledger, &RULE, Severity::Warning, subject.clone(), relation);
    };
    let totals = named_totals(context, i, of, amount);
    let totals = if totals.is_empty() { agreed_whole(context, i, of) } else { totals };
    let tabled = totals.is_empty();
    let holds = |total| sound(total) || others_agree(context, i, of, total);
    let mut totals = if tabled { tabled_totals(context, i, of, holds) } else { totals };
    if !totals.is_empty() && !totals.iter().any(|&total| sound(total)) {
        // Of all money where the narrative tells of one fund only: the table may have it. 占总支出的 may mean what was spent this year.
        let starts = |names: [&str; 2]| names.iter().any(|name| of.starts_with(name));
        let open = starts(["总支出", "支出总"]).then_some("本年支出合计");
        let open = open.or_else(|| starts(["总收入", "收入总"]).then_some("本年收入合计"));
        let names = [Some(of), open].into_iter().flatten();
        let other: Vec<FigureId> = names.flat_map(|name| tabled_totals(context, i, name, sound)).collect();
        let both = || of_both_kinds(context, i, share);
        if !other.is_empty() {
            totals = other;
        } else if let Some(relation) = both().filter(|r| open.is_some() || context.is_sound(r)) {
            return warn(ledger, relation);
        }
    }
    if let Some(&total) = totals.iter().find(|&&total| sound(total)).or(totals.first()) {
        let severity = if tabled { Severity::Warning } else { Severity::Error };
        check_rate(context, ledger, &RULE, severity, subject, ratio(total));
    } else if let Some(whole) = statement.parent.and_then(|p| narrative.figure(p, Slot::Amount)) {
        // The total stands nowhere under this name; the whole of the listing may be it.
        let parent = statement.parent.and_then(|p| narrative.statements.get(p));
        let called = parent.is_some_and(|p| is_called(&p.label, of));
        // 其中小微企业X万元，占政府采购支出总额的P%: known to be something else.
        let own = parent.and_then(|p| p.subject.as_ref());
        let meant = lexicon::canonical(of, statement.fund);
        let other = meant.is_some_and(|meant| own.is_none_or(|own| own.name != meant.name));
        let slipped = || !other && is_slipped(context, [share.figure, amount], &ratio(whole));
        if called || sibling_agrees(context, i, of, whole) || slipped() {
            warn(ledger, ratio(whole));
        } else {
            ledger.confirm(context, &RULE, subject, ratio(whole));
        }
    } else if let Some(whole) = borne_out(context, i, of) {
        warn(ledger, ratio(whole));
    } else if let Some(relation) = of_both_kinds(context, i, share) {
        warn(ledger, relation);
    } else if let Some(whole) = spoken_of(context, i, of).into_iter().find(|&whole| sound(whole)) {
        ledger.confirm(context, &RULE, subject, ratio(whole));
    } else if let Some(whole) = told_of_another_list(context, i, of)
        .filter(|&whole| sound(whole) || most_agree(context, i, of, whole))
        .or_else(|| alone_called(context, i, of))
    {
        warn(ledger, ratio(whole));
    }
}

/// 全县大口径财政收入X万元。…占收入的P%: the amounts before it in the section that are called so at the end, the nearest first.
fn spoken_of(context: &Context, i: usize, of: &str) -> Vec<FigureId> {
    const FARTHEST: usize = 60;
    let narrative = narrative(context);
    let statements = &narrative.statements;
    let here = |&j: &usize| narrative.section(j) == narrative.section(i);
    let called = |s: &&Statement| s.parent.is_none() && carried_out(&s.label).ends_with(of);
    let before = (0..i).rev().take(FARTHEST).take_while(here).filter_map(|j| statements.get(j));
    before.filter(called).filter_map(|s| s.amount(Slot::Amount)).collect()
}

/// 支出X万元：1.甲Y万元，占总支出的P%；…。按经济分类：1.乙Z万元，占总支出的Q%: what the shares of the same name before were shares of.
fn told_of_another_list(context: &Context, i: usize, of: &str) -> Option<FigureId> {
    const FARTHEST: usize = 60;
    let narrative = narrative(context);
    let here = |&j: &usize| narrative.section(j) == narrative.section(i);
    let before = (0..i).rev().take(FARTHEST).take_while(here).filter_map(|j| narrative.statements.get(j));
    let shared = before.filter(|s| s.shares.iter().any(|share| share.of.as_deref() == Some(of)));
    shared.filter_map(|s| s.parent).find_map(|p| narrative.statements.get(p)?.amount(Slot::Amount))
}

/// Are nearly all shares of this name among the next items of the list, on either side, shares of this?
fn most_agree(context: &Context, i: usize, of: &str, whole: FigureId) -> bool {
    const NEAR: usize = 6;
    let statements = &narrative(context).statements;
    let list = statements.get(i.saturating_sub(NEAR)..statements.len().min(i + NEAR + 1)).unwrap_or_default();
    let told = list.iter().filter_map(|s| {
        let share = s.shares.iter().find(|share| share.of.as_deref() == Some(of))?;
        Some(context.is_sound(&Relation::ratio(share.figure, s.amount(Slot::Amount)?, whole)))
    });
    let (sound, wrong): (Vec<bool>, Vec<bool>) = told.partition(|sound| *sound);
    sound.len() >= 3 && wrong.len() <= 1
}

/// 全省支出完成X亿元。…民生支出Y亿元，占支出的P%: the one amount of the section that is called so.
fn alone_called(context: &Context, i: usize, of: &str) -> Option<FigureId> {
    let narrative = narrative(context);
    let own = narrative.statements.get(i)?;
    let called = |s: &&Statement| {
        s.parent.is_none() && s.year == own.year && s.interim == own.interim && is_called(&s.label, of)
    };
    let here = |j: &usize| narrative.section(*j) == narrative.section(i);
    let section = (0..narrative.statements.len()).filter(here).filter_map(|j| narrative.statements.get(j));
    let mut told = section.filter(called).filter_map(|s| s.amount(Slot::Amount));
    let first = told.next()?;
    told.all(|other| context.figures[other].value() == context.figures[first].value()).then_some(first)
}

/// 单位预算支出X万元。…按功能分类：教育A万元，占总支出的P%；…: the amount before in the paragraph of which nearly all shares of this
/// name are.
fn borne_out(context: &Context, i: usize, of: &str) -> Option<FigureId> {
    let statements = &narrative(context).statements;
    let own = statements.get(i)?;
    let before = statements.iter().take(i).rev().take_while(|s| s.passage == own.passage).take(20);
    let mut wholes = before.filter_map(|s| s.amount(Slot::Amount));
    wholes.find(|&whole| others_agree(context, i, of, whole))
}

/// 基本支出X万元，占总支出的P%。…项目支出Y万元，占总支出的Q%, where no total is told: both together, if one of the shares or both
/// bear that out.
fn of_both_kinds(context: &Context, i: usize, share: &Share) -> Option<Relation> {
    let narrative = narrative(context);
    let own = narrative.statements.get(i)?;
    let other_name = match own.subject.as_ref()?.name.as_str() {
        "基本支出" => "项目支出",
        "项目支出" => "基本支出",
        _ => return None,
    };
    let other =
        |s: &&Statement| s.subject.as_ref().is_some_and(|x| x.name == other_name) && s.fund == own.fund;
    let named = |s: &Statement| s.shares.iter().find(|x| x.of == share.of).map(|x| x.figure);
    let mut others = narrative.statements.iter().filter(other).filter_map(|s| Some((s, named(s)?)));
    let (other, theirs) = others.next().filter(|_| others.next().is_none())?;
    let (mine, yours) = (own.amount(Slot::Amount)?, other.amount(Slot::Amount)?);
    let relation = |share: FigureId, part: FigureId| {
        let rated = Expression::quotient(part, Expression::sum([mine, yours]));
        Relation::equal(RelationKind::Ratio, share, rated)
    };
    let told = relation(share.figure, mine);
    (context.is_sound(&told) || context.is_sound(&relation(theirs, yours))).then_some(told)
}

/// Judges siblings by the total that most of them agree on.
fn judge(context: &Context, ledger: &mut Ledger, members: &[Member]) {
    let narrative = narrative(context);
    let Some(&(first, ..)) = members.first() else { return };
    let own: Vec<FigureId> = members.iter().map(|m| m.2).collect();
    let mut totals = candidates(context, first);
    totals.retain(|t| members.len() < 2 || !own.contains(&t.figure));
    let telling: Vec<_> =
        members.iter().filter(|m| !is_zero(context, m.2) || !is_zero(context, m.1)).collect();
    let support = |total: &Total| {
        telling.iter().filter(|m| context.is_sound(&Relation::ratio(m.1, m.2, total.figure))).count()
    };
    let mut best: Option<(usize, Total)> = None;
    for total in totals {
        let agreeing = support(&total);
        if best.is_none_or(|(most, _)| agreeing > most) {
            best = Some((agreeing, total));
        }
    }
    let Some((agreeing, mut total)) = best else { return };
    // 财政拨款收入X万元，占P%；其余Y万元，占Q%: of both together, whatever total is told elsewhere.
    if agreeing == 0 && members.len() > 1 {
        let together = Expression::sum(members.iter().map(|m| m.2));
        let of_all = |m: &Member| Relation::ratio(m.1, m.2, together.clone());
        if members.iter().all(|m| context.is_sound(&of_all(m))) {
            for m in members {
                let subject = format!("{} 占比", name(&narrative.statements[m.0]));
                ledger.confirm(context, &RULE, subject, of_all(m));
            }
            return;
        }
    }
    let pointed = candidates(context, first).into_iter().find(|t| t.pointed && !own.contains(&t.figure));
    if agreeing * 2 <= telling.len() {
        let told: Vec<Member> = telling.iter().map(|m| **m).collect();
        let meant = |t: &Total| exchanged(context, &told, t.figure) || miswritten(context, &told, t.figure);
        let found = candidates(context, first).into_iter().find(|t| !own.contains(&t.figure) && meant(t));
        // Where one of two agrees with a total, the other is wrong, and not the total.
        let half = agreeing > 0 && pointed.as_ref().is_none_or(|t| support(t) == 0);
        match found.or(pointed.filter(|_| !half)) {
            Some(structural) => total = structural,
            None if agreeing == 0 && !telling.is_empty() => return,
            None => {}
        }
    }
    let total = total.figure;
    let fitted = fitted(context, members, total);
    for &(i, share, amount) in members {
        let subject = format!("{} 占比", name(&narrative.statements[i]));
        let relation = Relation::ratio(share, amount, total);
        if fitted == Some(share) {
            let hint = Message::new("narrative.fitted_share", &[]);
            ledger.check_as(context, &RULE, Severity::Note, subject, relation, Some(hint));
            continue;
        }
        check_rate(context, ledger, &RULE, Severity::Error, subject, relation);
    }
}

/// Would one slip of the pen in the share or in its amount account for it, where it is not sound?
fn is_slipped(context: &Context, told: [FigureId; 2], relation: &Relation) -> bool {
    let exact = context.figures[told[0]].quantity.decimals > 1;
    exact && !context.is_sound(relation) && one_slip_mends(context.figures, relation, &told)
}

/// Would two of the shares, put in each other's place, all be shares of this total?
fn exchanged(context: &Context, members: &[Member], total: FigureId) -> bool {
    let sound = |share: FigureId, amount: FigureId| context.is_sound(&Relation::ratio(share, amount, total));
    let wrong: Vec<&Member> = members.iter().filter(|m| !sound(m.1, m.2)).collect();
    let own = members.iter().any(|m| m.2 == total);
    match wrong.as_slice() {
        [a, b] => !own && sound(a.1, b.2) && sound(b.1, a.2) && !sound(a.1, a.2),
        _ => false,
    }
}

/// Would one slip of the pen in the total make it the total of all?
fn miswritten(context: &Context, members: &[Member], total: FigureId) -> bool {
    members.len() >= 2
        && slips_of(&context.figures[total]).into_iter().any(|value| {
            let trial = Trial { figures: context.figures, changes: &[(total, value)] };
            members.iter().all(|m| decide(&Relation::ratio(m.1, m.2, total), &trial).is_sound())
        })
}

/// The one share that was fitted (倒挤) so that all of them add up to exactly 100%: off by one in its last digit, while every
/// other is right.
fn fitted(context: &Context, members: &[Member], total: FigureId) -> Option<FigureId> {
    let decided = |m: &Member| decide(&Relation::ratio(m.1, m.2, total), context.figures);
    let mut wrong = members.iter().filter(|m| !decided(m).is_sound());
    let (Some(member), None) = (wrong.next(), wrong.next()) else { return None };
    let quantity = &context.figures[member.1].quantity;
    let step = Decimal::new(1, quantity.decimals.min(28));
    let recomputed = decided(member).recomputed?.times(Decimal::ONE_HUNDRED)?;
    let off = (round_half_up(recomputed, quantity.decimals) - quantity.value).abs();
    let sum = members.iter().map(|m| context.figures[m.1].quantity.value).total();
    (members.len() >= 3 && off == step && sum == Decimal::ONE_HUNDRED && quantity.unit.is_percent())
        .then_some(member.1)
}

/// What the share of a statement may be a share of, the likeliest first.
fn candidates(context: &Context, i: usize) -> Vec<Total> {
    let narrative = narrative(context);
    let statement = &narrative.statements[i];
    let mut out: Vec<Total> = Vec::new();
    let mut push = |figure: Option<FigureId>, pointed: bool| {
        if let Some(figure) = figure
            && !out.iter().any(|t| t.figure == figure)
        {
            out.push(Total { figure, pointed });
        }
    };
    if let Some(parent) = statement.parent {
        push(narrative.figure(parent, Slot::Amount), true);
    }
    if let Some(topic) = statement.topic.as_deref().and_then(|t| lexicon::canonical(t, statement.fund)) {
        push(nearest(context, i, &topic), true);
    }
    if let Some(own) = &statement.subject {
        for composition in COMPOSITIONS {
            let funds = [own.fund, Fund::All, Fund::Fiscal];
            for fund in funds {
                let is_part =
                    composition.parts.iter().any(|(n, f)| *n == own.name && f.unwrap_or(fund) == own.fund);
                if is_part && composition.fund.is_none_or(|f| f == fund) {
                    let whole = Subject { name: composition.whole.to_string(), fund };
                    push(nearest(context, i, &whole), true);
                    // Where the nearest is miswritten, another place may tell it right.
                    for &j in narrative.index.subject(&whole) {
                        push(narrative.statements.get(j).and_then(|s| s.amount(Slot::Amount)), false);
                    }
                }
            }
        }
        if own.name == "授予小微企业合同金额" || own.name == "授予中小企业合同金额" {
            for whole in ["政府采购支出", "授予中小企业合同金额"] {
                push(nearest(context, i, &Subject { name: whole.to_string(), fund: Fund::All }), true);
            }
        }
    }
    if statement.path.is_some() || lexicon::is_functional_class(&statement.label) {
        for fund in [statement.fund, Fund::GeneralPublic, Fund::Fiscal, Fund::All] {
            for whole in ["本年支出合计", "支出总计"] {
                // Another fund than the section's is only a guess.
                push(nearest(context, i, &Subject { name: whole.to_string(), fund }), fund == statement.fund);
            }
        }
        // 一般公共预算当年拨款: what was granted is what is divided.
        for granted in ["本年收入合计", "收入总计"] {
            let whole = Subject { name: granted.to_string(), fund: statement.fund };
            push(nearest(context, i, &whole), false);
        }
    }
    for (j, s) in narrative.statements.iter().enumerate().take(i).rev().take(12) {
        if narrative.section(j) == narrative.section(i) && s.depth <= statement.depth {
            push(s.amount(Slot::Amount), false);
        }
    }
    out
}

/// The amount of the nearest statement with this subject.
fn nearest(context: &Context, i: usize, subject: &Subject) -> Option<FigureId> {
    let narrative = narrative(context);
    let section = narrative.section(i);
    let spoken_of = narrative.index.subject(subject).iter().copied();
    spoken_of
        .filter(|&j| j != i)
        .filter_map(|j| Some((j, narrative.statements.get(j)?)))
        .filter(|(_, s)| !narrative.is_of_an_item(s))
        .filter_map(|(j, s)| s.amount(Slot::Amount).map(|id| (j, id)))
        .min_by_key(|(j, _)| {
            let shared = section.iter().zip(narrative.section(*j)).take_while(|(a, b)| a == b).count();
            (usize::MAX - shared, usize::from(*j > i), j.abs_diff(i))
        })
        .map(|(_, id)| id)
}

/// A total that is stated nowhere under its name: the whole of the listing, if most of those that name it bear that out.
fn agreed_whole(context: &Context, i: usize, of: &str) -> Vec<FigureId> {
    let narrative = narrative(context);
    let Some(parent) = narrative.statements[i].parent else { return Vec::new() };
    let Some(whole) = narrative.figure(parent, Slot::Amount) else { return Vec::new() };
    let (mut agreeing, mut all) = (0usize, 0usize);
    let near = narrative.statements.iter().enumerate().skip(parent + 1).take(40);
    for (j, s) in near.filter(|(_, s)| s.parent == Some(parent)) {
        let Some(share) = s.shares.iter().find(|x| x.of.as_deref() == Some(of)) else { continue };
        let Some(amount) = narrative.figure_here(j, Slot::Amount) else { continue };
        all += 1;
        agreeing += usize::from(context.is_sound(&Relation::ratio(share.figure, amount, whole)));
    }
    if agreeing >= 2 && agreeing * 2 > all { vec![whole] } else { Vec::new() }
}

/// How many statements away another share of the same total may stand.
const NEAR: usize = 60;

/// 决算收入X万元，其中：甲A万元，占收入的P%；乙B万元，占收入的Q%: does the share beside this one show what is meant?
fn sibling_agrees(context: &Context, i: usize, of: &str, whole: FigureId) -> bool {
    let narrative = narrative(context);
    let Some(parent) = narrative.statements.get(i).and_then(|s| s.parent) else { return false };
    let near = narrative.statements.iter().enumerate().skip(parent + 1).take(NEAR);
    let mut beside = near.filter(|(j, s)| *j != i && s.parent == Some(parent));
    beside.any(|(j, s)| {
        let share = s.shares.iter().find(|x| x.of.as_deref() == Some(of));
        let told = share.zip(narrative.figure_here(j, Slot::Amount));
        told.is_some_and(|(share, amount)| {
            let relation = Relation::ratio(share.figure, amount, whole);
            !is_zero(context, amount) && context.is_sound(&relation)
        })
    })
}

/// Are nearly all shares of this name in the paragraph, or in the paragraphs of the section, shares of that total?
fn others_agree(context: &Context, i: usize, of: &str, total: FigureId) -> bool {
    let narrative = narrative(context);
    let (section, fund) = (narrative.section(i), narrative.statements[i].fund);
    let mut told = Vec::new();
    let beside = |j: usize, s: &Statement| s.fund == fund && narrative.section(j) == section;
    let near = narrative.statements.iter().enumerate().skip(i.saturating_sub(NEAR)).take(2 * NEAR);
    for (j, s) in near.filter(|(j, s)| beside(*j, s)) {
        let amount = narrative.figure_here(j, Slot::Amount);
        let shares = s.shares.iter().filter(|x| x.of.as_deref() == Some(of));
        told.extend(
            shares.filter_map(|x| Some(context.is_sound(&Relation::ratio(x.figure, amount?, total)))),
        );
    }
    let sound = told.iter().filter(|sound| **sound).count();
    sound >= 2 && told.len() - sound <= 2 && sound * 2 > told.len()
}

/// A total that only the tables state. Which expenditure is meant depends on the section, which basic or project expenditure
/// does not.
fn tabled_totals(context: &Context, i: usize, of: &str, holds: impl Fn(FigureId) -> bool) -> Vec<FigureId> {
    let fund = narrative(context).statements[i].fund;
    let basis = if context.recognised.profile.is_budget { Basis::Budget } else { Basis::Final };
    // In the section on one budget too 本年支出合计 is mostly all that was spent.
    let subjects = [fund, Fund::All].map(|fund| lexicon::canonical(of, fund));
    let found = subjects.into_iter().flatten().filter_map(|subject| {
        let plain = matches!(subject.name.as_str(), "基本支出" | "项目支出");
        in_tables(context, &subject, &[basis]).filter(|&total| plain || holds(total))
    });
    found.collect()
}

/// 财政拨款支出X万元，占本年支出合计的P%: of all money, not of some that is called so too.
fn may_hold(total: &Subject, own: &Subject) -> bool {
    total.name != own.name || own.fund == Fund::All || total.fund == Fund::All
}

/// The totals that a name may mean, the likeliest first.
fn named_totals(context: &Context, i: usize, of: &str, amount: FigureId) -> Vec<FigureId> {
    let narrative = narrative(context);
    let fund = narrative.statements[i].fund;
    let mut out: Vec<FigureId> = Vec::new();
    // 占总收入的, 占总支出决算的: the whole that the sentence divides.
    let open = of.starts_with('总') || matches!(of, "收入总额" | "支出总额");
    if open && let Some(parent) = narrative.statements[i].parent {
        out.extend(narrative.figure(parent, Slot::Amount));
    }
    let own = narrative.statements[i].subject.as_ref();
    // 占项目支出（一般公共预算）的: of that fund only.
    let told = lexicon::fund_named_in(of);
    for fund in [Fund::All, fund, Fund::Fiscal, Fund::GeneralPublic] {
        if let Some(mut subject) = lexicon::canonical(of, fund) {
            if lexicon::has_own_fund(&subject.name) {
                subject.fund = told.unwrap_or(subject.fund);
            }
            if told.is_none() && own.is_some_and(|own| !may_hold(&subject, own)) {
                continue;
            }
            let sides: &[&str] = match subject.name.as_str() {
                "收入总计" if open => &["收入总计", "收入支出总计", "本年收入合计"],
                "收入总计" => &["收入总计", "收入支出总计"],
                "支出总计" => &["支出总计", "收入支出总计", "本年支出合计"],
                "收入支出总计" => &["收入支出总计", "收入总计", "支出总计"],
                _ => &[],
            };
            // 财政拨款收入X万元，占本年收入合计的P%: not of itself, told elsewhere.
            if sides.is_empty() && own != Some(&subject) {
                out.extend(nearest(context, i, &subject));
            }
            // 占财政拨款支出总额的: of what was spent or of that with what is left over. Where the one is not told the other may not be meant.
            let year =
                if subject.name == "收入总计" { "本年收入合计" } else { "本年支出合计" };
            let year = Subject { name: year.to_string(), fund: subject.fund };
            if of.ends_with("总额") && !open && !sides.is_empty() && nearest(context, i, &year).is_none() {
                continue;
            }
            for side in sides {
                let subject = Subject { name: (*side).to_string(), fund: subject.fund };
                // 本年收入X万元，占总收入的: not of itself.
                if own != Some(&subject) {
                    out.extend(nearest(context, i, &subject));
                }
            }
        }
    }
    // 占本年财政拨款支出的, in the section on one of its budgets: of that one, if that is how it comes out.
    if told == Some(Fund::Fiscal)
        && fund != Fund::All
        && let Some(subject) = lexicon::canonical(of, fund)
    {
        out.extend(nearest(context, i, &Subject { fund, ..subject }));
    }
    let labelled = narrative.index.label(of).iter();
    out.extend(labelled.filter_map(|&j| narrative.statements.get(j)?.amount(Slot::Amount)));
    // 占政府采购预算的: in final accounts that tell of the budget too.
    if let Some(planned_label) = of.strip_suffix("预算") {
        let planned =
            narrative.index.label(planned_label).iter().filter_map(|&j| narrative.statements.get(j));
        // 2.项目支出X万元，…占项目支出预算的: the paragraphs of a budget do not always say that it is one.
        let told =
            |s: &Statement| s.amount(Slot::Budget).or(s.amount(Slot::Amount).filter(|_| s.parent.is_none()));
        let parent = narrative.statements[i].parent.and_then(|p| narrative.statements.get(p));
        out.extend(parent.filter(|s| s.label == planned_label).and_then(told));
        out.extend(planned.filter_map(told));
    }
    // 一般公共预算收入完成X万元，其中：税收收入Y万元，占一般公共预算收入的P%.
    let parent = narrative.statements[i].parent.and_then(|p| narrative.statements.get(p));
    let same = |s: &&Statement| s.label != of && carried_out(&s.label) == of;
    out.extend(parent.filter(same).and_then(|s| s.amount(Slot::Amount)));
    // 一般公共预算收入实际完成X万元，…，税收收入Y万元，占一般公共预算收入的P%, without a 其中: nearer than any other of that name.
    let statements = &narrative.statements;
    let before = statements.iter().take(i).rev().take_while(|s| s.passage == statements[i].passage);
    let called = |s: &&Statement| s.label != of && is_called(&s.label, of);
    if let Some(here) = before.filter(called).find_map(|s| s.amount(Slot::Amount)) {
        out.insert(0, here);
    }
    let mut distinct = Vec::new();
    for id in out {
        if id != amount && !distinct.contains(&id) {
            distinct.push(id);
        }
    }
    distinct
}
