use super::said::{Role, Said, bare, read};
use crate::diagnosis::one_slip_mends;
use crate::document::{Block, Holds};
use crate::figure::FigureId;
use crate::ledger::{Context, Ledger, Severity};
use crate::order;
use crate::order::Set;
use crate::recognise::narrative::Passage;
use crate::relation::{Comparison, Expression, Relation, RelationKind};

rule! {
    /// # 句中的到位率、执行率 / Rates told in sentences
    ///
    /// ## 检查什么
    /// 自评报告的句子里：资金到位率 = 到位 ÷ 预算（安排、计划、下达）；执行率（支付率、使用率、支出率、支出进度）= 支出（支付、使用、执行）÷ 到位或预算；结余 = 到位（预算）− 支出，只差一处笔误的作提示。
    ///
    /// ## 依据
    /// 财预〔2020〕10号所附指标体系：资金到位率 = 实际到位资金 ÷ 预算资金；预算执行率 = 实际支出资金 ÷ 实际到位资金。各地也有以预算为分母的。
    ///
    /// ## 示例
    /// 年初预算数100万元，实际到位100万元，资金到位率100%；实际支出95万元，执行率59%：95 ÷ 100 = 95%，不符。
    ///
    /// ## 例外
    /// 到位与预算都可能是分母的，有一个相符就不报；分子、分母须在同一句或紧接的前一句里写明；几笔资金相加或附近另一笔资金能够解释的，不报；写明是上年、目标或“以上”的，不判断。
    ///
    /// ## In English
    /// In sentences, the rate of arrival is what arrived over what was budgeted, the rate of execution what was spent over what
    /// arrived or was budgeted: whichever fits. Both must be named in the same sentence or the one before it.
    "GJ320", Error, run,
    fires: [
        "项目绩效自评报告\n项目年初预算数100万元，实际到位100万元，资金到位率100%；实际支出95万元，执行率59%。",
        "项目绩效自评报告\n实际到位资金320.00万元，实际支出310.40万元，预算执行率97.00%，结余6.90万元。",
        "项目绩效自评报告\n2023年下达专项资金80万元，实际到位资金60万元，资金到位率57%。截至年底，已支付54万元，资金支付率90%。",
    ],
    silent: [
        "项目绩效自评报告\n项目年初预算数100万元，实际到位80万元，资金到位率80%；实际支出76万元，执行率95%。",
        "项目绩效自评报告\n实际到位资金320.00万元，实际支出310.40万元，预算执行率97.00%，结余9.60万元。",
        "项目绩效自评报告\n项目年初预算数100万元，追加20万元，实际支出114万元，执行率95%。",
        "项目绩效自评报告\n全年预算数5000万元，支出4800万元，其中：基本支出3000万元，执行率98%，项目支出1800万元，执行率92%。",
        "项目绩效自评报告\n基金支出1900万元（含列支140万元），完成预算的82.3%，增长43%，加上调出资金30万元，总支出1930万元。",
        "项目绩效自评报告\n项目年初预算数100万元，实际支出76万元，上年执行率95%，要求资金支付率达到90%以上。",
    ],
}

/// How many numbers away from a rate its amounts may stand.
const NEAR: usize = 40;

/// What the text before says, how many texts ago it was, and the heading above it.
#[derive(Default)]
struct Before {
    said: Vec<Said>,
    ago: usize,
    heading: String,
    /// The heading of the text itself goes on about the same money.
    same: bool,
}

fn run(context: &Context, ledger: &mut Ledger) {
    /// 二、资金执行情况 may stand two headings below the money it speaks of.
    const FAR: usize = 4;
    // Rates that another rule has recomputed.
    let judged: Set<FigureId> = ledger.checks.iter().filter_map(|c| c.relation.stated_figure()).collect();
    let mut before = Before::default();
    let (mut heading, mut section) = (String::new(), None);
    for passage in &context.recognised.narrative.passages {
        if let Some(own) = heading_of(passage) {
            heading = own;
        } else if passage.section.last() != section {
            heading = passage.section.last().cloned().unwrap_or_default();
        }
        section = passage.section.last();
        before.same = go_on(&before.heading, &heading);
        let said = text(context, ledger, passage, &before, &judged);
        if said.iter().any(|s| s.role.is_amount()) {
            let said = said.get(said.len().saturating_sub(NEAR)..).unwrap_or_default().to_vec();
            before = Before { said, ago: 0, heading: heading.clone(), same: false };
        } else if before.ago == FAR {
            before = Before::default();
        } else {
            before.ago += 1;
        }
    }
    for (block, content) in context.document.blocks.iter().enumerate() {
        let Block::Table(table) = content else { continue };
        for (cell, content) in table.cells.iter().enumerate() {
            if content.text.contains('率') && content.text.contains('元') {
                let passage = Passage::of_cell(block, cell, &content.text, context.figures);
                text(context, ledger, &passage, &Before::default(), &judged);
            }
        }
    }
}

/// The heading that a text is or begins with.
fn heading_of(passage: &Passage) -> Option<String> {
    const LONG: usize = 30;
    let own = passage.text.split(['。', ':']).next().unwrap_or_default();
    let free = passage.figures.iter().all(|(_, at)| at.end <= "(10)".len() || at.start > own.len());
    let short = own.chars().count() <= LONG && (own.len() < passage.text.len() || passage.figures.is_empty());
    (free && short).then(|| own.to_string())
}

/// 1.资金到位情况, 2.资金执行情况: two headings about the same money.
fn go_on(previous: &str, own: &str) -> bool {
    let any = |heading: &str, list: &[&str]| heading.holds_any(list);
    let money = ["资金", "预算", "经费"];
    previous != own
        && any(own, &money)
        && (any(previous, &money) && any(previous, &["到位", "安排", "投入", "下达", "计划", "概况"])
            || previous.ends_with("基本情况")
            || previous.ends_with("概况"))
        && any(own, &["执行", "使用", "支出", "支付"])
}

/// Checks the rates of a text; returns what it says, for the text that follows.
fn text(
    context: &Context,
    ledger: &mut Ledger,
    passage: &Passage,
    before: &Before,
    judged: &Set<FigureId>,
) -> Vec<Said> {
    let said = read(context, passage);
    left_over(context, ledger, &said);
    for (index, rate) in said.iter().enumerate().filter(|(_, s)| !s.role.is_amount()) {
        if !judged.contains(&rate.figure) {
            // A sentence may be as long as a file; what is meant stands near.
            let from = index.saturating_sub(NEAR);
            let near = said.get(from..said.len().min(index + NEAR)).unwrap_or_default();
            judge(context, ledger, near, index - from, before);
        }
    }
    said
}

/// 到位320万元，…实际支出310.40万元，…结余9.60万元: what is left of the one after the other, where a slip of the pen is all that speaks
/// against it.
fn left_over(context: &Context, ledger: &mut Ledger, said: &[Said]) {
    let mut rests = said.iter().filter(|s| s.role == Role::Rest && s.words.holds_any(&["结余", "剩余"]));
    let (Some(rest), None) = (rests.next(), rests.next()) else { return };
    let before = said.iter().filter(|s| s.at.start < rest.at.start);
    let one = |roles: &[Role]| {
        let mut told = before.clone().filter(|s| roles.contains(&s.role));
        told.next().filter(|_| told.next().is_none())
    };
    let whole = one(&[Role::Arrived]).or_else(|| one(&[Role::Budget]));
    let (Some(whole), Some(spent)) = (whole, one(&[Role::Spent])) else { return };
    if context.figures[whole.figure].value() <= context.figures[spent.figure].value() {
        return;
    }
    let left = Expression::difference(whole.figure, spent.figure);
    let relation = Relation::equal(RelationKind::Difference, rest.figure, left);
    let figures = [rest.figure];
    if context.is_sound(&relation) {
        ledger.confirm(context, &RULE, "结余", relation);
    } else if one_slip_mends(context.figures, &relation, &figures) {
        ledger.check_as(context, &RULE, Severity::Warning, "结余", relation, None);
    }
}

fn judge(context: &Context, ledger: &mut Ledger, said: &[Said], index: usize, before: &Before) {
    let Some(rate) = said.get(index) else { return };
    let subject = match rate.role {
        Role::ArrivalRate => "资金到位率",
        _ => "资金执行率",
    };
    let ratio = |part: &Said, whole: &Said| Relation {
        comparison: Comparison::Customary,
        ..Relation::ratio(rate.figure, part.figure, whole.figure)
    };
    let parts = parts(said, index);
    let mut wholes = wholes(said, index);
    let told_before = wholes.is_empty();
    if told_before {
        wholes = before.said.iter().rev().filter(|s| s.role.may_be_whole(rate.role)).collect();
    }
    for part in &parts {
        for whole in &wholes {
            let relation = ratio(part, whole);
            if context.is_sound(&relation) {
                return ledger.check(context, &RULE, subject, relation);
            }
        }
    }
    let Some(part) = parts.first() else { return };
    // 县区资金支出 of what the counties were given.
    let name = bare(&part.words);
    order::by_key(&mut wholes, |whole| !name.is_empty() && !whole.words.contains(name));
    let Some(whole) = wholes.first() else { return };
    // 基本支出执行率 after amounts of something else.
    let named = |s: &Said| s.words.contains(&rate.words);
    let others = !rate.words.is_empty() && !named(part) && !named(whole);
    // 一般公共服务支出38688万元 after a sentence about the whole: another subject with a budget of its own.
    let apart = told_before || whole.segment != part.segment;
    let stranger = apart && !name.is_empty() && !whole.words.contains(name);
    // 一、基本情况 tells of much; only a budget named as one is meant.
    let vague = told_before
        && whole.role == Role::Whole
        && before.heading.ends_with("情况")
        && !before.heading.contains("资金");
    // 完成预算的82%，加上调出资金30万元: of a budget, called one.
    let no_budget = rate.of_budget && whole.role != Role::Budget;
    let elsewhere = told_before && !before.same
        || no_budget
        || vague
        || part.segment > rate.segment
        || apart && rate.of_budget
        || stranger;
    // 支出4800万元，其中人员经费3000万元，执行率98%: of the whole only where the list is all of it.
    let between: Vec<FigureId> = said
        .get(..index)
        .unwrap_or_default()
        .iter()
        .filter(|s| s.at.start > part.at.start && s.role.is_amount() && s.role != Role::Rest)
        .filter(|s| !s.role.may_be_whole(rate.role) || s.listed)
        .map(|s| s.figure)
        .collect();
    let rated = said
        .get(..index)
        .unwrap_or_default()
        .iter()
        .any(|s| s.at.start > part.at.start && s.role == rate.role);
    let unlike = rated || !between.is_empty() && !context.is_sound(&Relation::sum(part.figure, between));
    let nothing = context.figures[whole.figure].value().is_zero();
    if others
        || elsewhere
        || nothing
        || unlike
        || part.listed && part.at.start < rate.at.start
        || explained(context, said, index, &before.said)
    {
        return;
    }
    let doubtful = whole.role == Role::Whole || told_before;
    let severity = if doubtful { Severity::Warning } else { RULE.severity };
    ledger.check_as(context, &RULE, severity, subject, ratio(part, whole), None);
}

/// The amounts that the rate may be the rate of, the likeliest first: before it in its segment, then after it, then in the
/// segment before.
fn parts(said: &[Said], index: usize) -> Vec<&Said> {
    let Some(rate) = said.get(index) else { return Vec::new() };
    let own = |s: &&Said| s.segment == rate.segment && s.role.is_part(rate.role);
    let earlier = said.get(..index).unwrap_or_default();
    let mut found: Vec<&Said> = earlier.iter().rev().filter(own).collect();
    if found.is_empty() {
        let later = said.get(index + 1..).unwrap_or_default();
        found = later.iter().take_while(|s| s.role.is_amount()).filter(own).collect();
    }
    let alone = !earlier.iter().any(|s| s.segment == rate.segment && s.role.is_amount());
    if found.is_empty() && alone {
        let beside = |s: &&Said| s.segment.abs_diff(rate.segment) == 1 && s.role.is_part(rate.role);
        found = earlier.iter().rev().filter(beside).collect();
        if found.is_empty() {
            // 执行率98.5%。其中：预算200万元，支出197万元: what follows may bear it out.
            found = said.get(index + 1..).unwrap_or_default().iter().filter(beside).collect();
        }
    }
    // 支出95万元，其中人员50万元、公用45万元，执行率95%: the rate is that of the whole.
    order::by_key(&mut found, |s| s.listed);
    found
}

/// The amounts that may be the whole, the nearest first.
fn wholes(said: &[Said], index: usize) -> Vec<&Said> {
    let Some(rate) = said.get(index) else { return Vec::new() };
    let nearest = |s: &&Said| (s.at.start.abs_diff(rate.at.start), s.at.start);
    // 执行率为92.5%，其中年初预算80万元: where nothing stands before the rate, the list tells of it.
    let first =
        !said.iter().any(|s| s.segment == rate.segment && s.role.is_amount() && s.at.start < rate.at.start);
    let within = |segment: usize| {
        let mut found: Vec<&Said> =
            said.iter().filter(|s| s.segment == segment && s.role.may_be_whole(rate.role)).collect();
        // 到位468万元，到位率97.5%，其中：中央资金300万元: what is listed after the rate of the whole is no whole.
        found.retain(|s| rate.listed || !s.listed || s.at.start < rate.at.start || first);
        order::by_key(&mut found, nearest);
        order::by_key(&mut found, |s| (s.role == Role::Whole, s.listed));
        found
    };
    let own = within(rate.segment);
    match rate.segment.checked_sub(1) {
        _ if !own.is_empty() => own,
        Some(previous) if !within(previous).is_empty() => within(previous),
        _ => within(rate.segment + 1),
    }
}

/// Does some other reading of the amounts about it explain the rate: several of them together, one further up, one whose words
/// say nothing?
fn explained(context: &Context, said: &[Said], index: usize, before: &[Said]) -> bool {
    const MOST: usize = 7;
    let Some(rate) = said.get(index) else { return true };
    let near = |s: &&Said| s.segment <= rate.segment && s.segment + 2 > rate.segment && s.role.is_amount();
    let (mut parts, mut wholes): (Vec<Expression>, Vec<Expression>) = (Vec::new(), Vec::new());
    for amount in said.iter().filter(near) {
        let own = Expression::Figure(amount.figure);
        match amount.role {
            Role::Unknown => {
                parts.push(own.clone());
                wholes.push(own);
            }
            Role::Cut => wholes.push(Expression::Negate(Box::new(own))),
            role if role.is_part(rate.role) => parts.push(own),
            // 2022年结转20万元，2023年预算80万元: the rest of one year is there for the next.
            Role::Rest if amount.words.contains('结') && amount.at.start < rate.at.start => wholes.push(own),
            // Spent is no whole of what arrived, nor the rest of anything.
            Role::Rest | Role::Spent => {}
            _ => wholes.push(own),
        }
    }
    let far = said.iter().filter(|s| !near(s)).chain(before);
    let far: Vec<Expression> = far
        .filter(|s| s.role.is_amount() && !matches!(s.role, Role::Spent | Role::Rest))
        .map(|s| Expression::Figure(s.figure))
        .collect();
    if parts.len() > MOST || wholes.len() > MOST {
        return true;
    }
    let fits = |part: &Expression, whole: &Expression| {
        let quotient = Expression::quotient(part.clone(), whole.clone());
        context.is_sound(&Relation::equal(RelationKind::Ratio, rate.figure, quotient))
    };
    let (parts, mut sums) = (together(&parts), together(&wholes));
    sums.extend(if far.len() > MOST { far } else { together(&far) });
    parts.iter().any(|part| sums.iter().any(|whole| fits(part, whole)))
}

/// Every sum of some of the amounts.
fn together(amounts: &[Expression]) -> Vec<Expression> {
    (1..1usize << amounts.len())
        .map(|chosen| {
            let some = amounts.iter().enumerate().filter(|(i, _)| chosen >> i & 1 == 1);
            Expression::Sum(some.map(|(_, amount)| amount.clone()).collect())
        })
        .collect()
}
