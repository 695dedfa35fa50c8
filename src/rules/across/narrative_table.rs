use super::support::{Key, TableFacts, anchor, is_doubtful, key, narrative_amounts, slipped};
use crate::figure::FigureId;
use crate::ledger::{Context, Ledger, Message, Severity};
use crate::order;
use crate::order::{Map, Set};
use crate::recognise::{Basis, Fund, lexicon};
use crate::relation::Relation;

rule! {
    /// # 情况说明与表不一致 / Narrative against tables
    ///
    /// ## 检查什么
    /// 情况说明中的金额与决算（预算）表中同一项目、同一资金口径、同一时点口径的金额应相同：收支总计、本年收入支出、基本支出与项目支出、
    /// 人员经费与公用经费、各功能科目、“三公”经费及其分项、机关运行经费。表以元、文字以万元列示的先换算，按较粗的精度比较。
    ///
    /// ## 依据
    /// 情况说明应依据公开表格编写；财政部《地方预决算公开操作规程》要求文表一致。
    ///
    /// ## 示例
    /// 一般公共预算财政拨款基本支出：文字写 5,377.64 万元，表六合计 5,364.75 万元——文字误用了含其他资金的全口径数。
    ///
    /// ## 例外
    /// 一份文件含有几个单位的整套表时不比较。文字的口径与表不完全相同（如全年预算、年初预算只有一列“预算数”）时降为提示。
    ///
    /// ## In English
    /// An amount of the narrative must equal the amount of the same subject, fund and basis in the tables.
    "GJ401", Error, run,
    fires: [
        "2024年度部门决算\n第二部分 部门决算表\n支出决算表\n单位：万元\n科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n208\t社会保障和就业支出\t243.58\t243.58\t0.00\n20805\t行政事业单位养老支出\t243.58\t243.58\t0.00\n210\t卫生健康支出\t71.31\t51.31\t20.00\n21011\t行政事业单位医疗\t71.31\t51.31\t20.00\n合计\t\t314.89\t294.89\t20.00\n\n三、支出决算情况说明\n本年支出合计341.89万元，其中：基本支出294.89万元，占93.65%；项目支出20.00万元，占6.35%。\n",
        "2024年度部门决算\n第二部分 部门决算表\n支出决算表\n单位：元\n科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n201\t一般公共服务支出\t7310400.00\t7310400.00\t0.00\n205\t教育支出\t1250300.00\t1250300.00\t0.00\n208\t社会保障和就业支出\t2435812.30\t2435812.30\t0.00\n210\t卫生健康支出\t713100.00\t713100.00\t0.00\n213\t农林水支出\t660200.00\t660200.00\t0.00\n221\t住房保障支出\t512700.00\t512700.00\t0.00\n合计\t\t12882512.30\t12882512.30\t0.00\n\n四、财政拨款支出决算情况说明\n财政拨款支出1288.25万元，主要用于以下方面：一般公共服务支出（类）支出731.04万元；教育支出（类）支出125.03万元；社会保障和就业支出（类）支出243.48万元；卫生健康支出（类）支出71.31万元；农林水支出（类）支出66.02万元；住房保障支出（类）支出51.27万元。\n",
    ],
    silent: [
        "2024年度部门决算\n第二部分 部门决算表\n支出决算表\n单位：元\n科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n208\t社会保障和就业支出\t2435812.30\t2435812.30\t0.00\n20805\t行政事业单位养老支出\t2435812.30\t2435812.30\t0.00\n210\t卫生健康支出\t713100.00\t513100.00\t200000.00\n21011\t行政事业单位医疗\t713100.00\t513100.00\t200000.00\n合计\t\t3148912.30\t2948912.30\t200000.00\n\n三、支出决算情况说明\n本年支出合计314.89万元，其中：基本支出294.89万元，占93.65%；项目支出20.00万元，占6.35%。\n",
        "2024年度部门决算\n第二部分 部门决算表\n支出决算表\n单位：元\n科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n201\t一般公共服务支出\t7310400.00\t7310400.00\t0.00\n205\t教育支出\t1250300.00\t1250300.00\t0.00\n208\t社会保障和就业支出\t2435812.30\t2435812.30\t0.00\n210\t卫生健康支出\t713100.00\t713100.00\t0.00\n213\t农林水支出\t660200.00\t660200.00\t0.00\n221\t住房保障支出\t512700.00\t512700.00\t0.00\n合计\t\t12882512.30\t12882512.30\t0.00\n\n四、财政拨款支出决算情况说明\n财政拨款支出1288.25万元，主要用于以下方面：一般公共服务支出（类）支出731.04万元；教育支出（类）支出125.03万元；社会保障和就业支出（类）支出243.58万元；卫生健康支出（类）支出71.31万元；农林水支出（类）支出66.02万元；住房保障支出（类）支出51.27万元。\n",
    ],
}

fn run(context: &Context, ledger: &mut Ledger) {
    let tables = TableFacts::of(context);
    if tables.sets != 1 {
        return;
    }
    let mut stated: Map<Key, Vec<FigureId>> = Map::new();
    let under = headed(context, &tables);
    for fact in narrative_amounts(context) {
        let own = key(context, fact);
        let own = match under.get(&fact.figure) {
            Some(&fund) => Key { fund, ..own },
            None => own,
        };
        // 收入支出总计 states both at once.
        let names: &[&str] = match own.name.as_str() {
            "收入支出总计" => &["收入总计", "支出总计"],
            name => &[name],
        };
        for name in names {
            stated.entry(Key { name: (*name).to_string(), ..own.clone() }).or_default().push(fact.figure);
        }
    }
    let agreed = agreed(context, &tables, &stated);
    for (own, figures) in stated {
        let found = find(context, &tables, &own, &figures)
            .filter(|f| !f.only_if_sound || agrees(context, &figures, f.figures));
        let Some(found) = found.or_else(|| as_the_others(&tables, &agreed, &own)) else { continue };
        let Some(table) = anchor(context, found.figures, &figures) else { continue };
        // One wrong amount is a slip; several different ones beside a right one are parts of the subject, read as the whole.
        let mut wrong: Vec<_> = figures
            .iter()
            .filter(|&&f| !context.is_sound(&Relation::equality(f, table)))
            .map(|&f| context.figures[f].value())
            .collect();
        let some_right = wrong.len() < figures.len();
        order::naturally(&mut wrong);
        wrong.dedup();
        let parts = some_right && wrong.len() > 1;
        for figure in figures {
            let relation = Relation::equality(figure, table);
            let sound = context.is_sound(&relation);
            let silent = found.only_if_sound && !(found.by_slip && slipped(context, figure, table));
            if !sound && (silent || parts || is_doubtful(context, &relation)) {
                continue;
            }
            let severity = if found.exact { RULE.severity } else { Severity::Warning };
            let hint = if sound { None } else { hint(context, &tables, &own, figure) };
            ledger.check_as(context, &RULE, severity, own.words(), relation, hint);
        }
    }
}

/// 一般公共预算财政拨款支出决算情况说明 财政拨款支出X万元: under a heading that names one of the budgets, 财政拨款 may be said for short of that one.
/// Where more of the amounts of a subject told so are its table's than that of all of 财政拨款, they are taken as its own.
fn headed(context: &Context, tables: &TableFacts) -> Map<FigureId, Fund> {
    let narrative = &context.recognised.narrative;
    let fund = Fund::GeneralPublic;
    let names_it = |heading: &String| lexicon::fund_named_in(&lexicon::plain(heading)) == Some(fund);
    let within =
        narrative.statements.iter().enumerate().filter(|(i, _)| narrative.section(*i).iter().any(names_it));
    let within = Set::from_iter(within.flat_map(|(_, s)| s.amounts.iter().map(|&(_, id)| id)));
    let mut told: Map<Key, Vec<FigureId>> = Map::new();
    for fact in narrative_amounts(context).filter(|f| within.contains(&f.figure)) {
        let own = key(context, fact);
        if own.fund == Fund::Fiscal {
            told.entry(own).or_default().push(fact.figure);
        }
    }
    let mut out = Map::new();
    for (own, figures) in told {
        let right = |fund: Fund| {
            let table = tables.get(0, &Key { fund, ..own.clone() });
            figures.iter().filter(|&&id| agrees(context, &[id], table)).count()
        };
        if right(fund) > right(own.fund) {
            out.extend(figures.iter().map(|&id| (id, fund)));
        }
    }
    out
}

struct Found<'a> {
    figures: &'a [FigureId],
    /// The same subject, fund and basis.
    exact: bool,
    /// The table may speak of something else: agreement confirms, difference says nothing.
    only_if_sound: bool,
    /// If not sound, then only where one slip of the pen makes one amount the other.
    by_slip: bool,
}

/// Is one of the amounts told one of the table's?
fn agrees(context: &Context, stated: &[FigureId], figures: &[FigureId]) -> bool {
    stated.iter().any(|&a| figures.iter().any(|&b| context.is_sound(&Relation::equality(a, b))))
}

/// Is it the amount of a class, whose money the section may leave open?
fn is_class(own: &Key) -> bool {
    own.name.split('/').next().is_some_and(lexicon::is_functional_class)
}

/// Of which money, and on which basis, the tables have the classes that the text tells without saying so: where nearly all of
/// them agree, so must the rest; and whether that is beyond doubt, so that any difference says something.
type Agreed = Map<Footing, (Footing, bool)>;

/// So many that agree for each that does not, and as many at least, leave no doubt of which money it is.
const BEYOND_DOUBT: usize = 6;

/// Which money, and on which basis.
type Footing = (Fund, Basis);

fn agreed(context: &Context, tables: &TableFacts, stated: &Map<Key, Vec<FigureId>>) -> Agreed {
    let mut counts: Map<Footing, Map<Footing, (usize, usize)>> = Map::new();
    for (own, figures) in stated.iter().filter(|(own, _)| is_class(own)) {
        for fund in [Fund::GeneralPublic, Fund::Fiscal, Fund::All] {
            for basis in [Basis::Final, Basis::Budget, Basis::FullBudget, Basis::InitialBudget] {
                let told = tables.get(0, &Key { fund, basis, ..own.clone() });
                let budget = (own.basis == Basis::Final) == (basis == Basis::Final);
                // Zeros and round numbers agree with anything.
                let telling = told
                    .iter()
                    .any(|&id| context.figures[id].quantity.value.mantissa().unsigned_abs() >= 100);
                if !telling || !budget {
                    continue;
                }
                let (right, wrong) =
                    counts.entry((own.fund, own.basis)).or_default().entry((fund, basis)).or_default();
                if agrees(context, figures, told) {
                    *right += 1;
                } else {
                    *wrong += 1;
                }
            }
        }
    }
    let clear = |(_, (right, wrong)): &(&Footing, &(usize, usize))| *right >= 3 && *right >= 3 * *wrong;
    counts
        .iter()
        .filter_map(|(own, by)| {
            let (footing, (right, wrong)) = by
                .iter()
                .filter(clear)
                .max_by_key(|(_, (right, wrong))| (*right, std::cmp::Reverse(*wrong)))?;
            // All money may hold more than what the section tells of.
            let certain = footing.0 != Fund::All || own.0 == Fund::All;
            let certain = certain && *right >= BEYOND_DOUBT && *right >= BEYOND_DOUBT * *wrong;
            Some((*own, (*footing, certain)))
        })
        .collect()
}

fn as_the_others<'a>(tables: &'a TableFacts, agreed: &Agreed, own: &Key) -> Option<Found<'a>> {
    let &((fund, basis), certain) = agreed.get(&(own.fund, own.basis)).filter(|_| is_class(own))?;
    let figures = tables.get(0, &Key { fund, basis, ..own.clone() });
    // 城乡社区支出 of 财政拨款 holds what the fund's own table has besides.
    let besides = tables.get(0, &Key { fund: Fund::GovernmentFund, basis, ..own.clone() });
    (!figures.is_empty() && besides.is_empty()).then_some(Found {
        figures,
        exact: false,
        only_if_sound: !certain,
        by_slip: true,
    })
}

/// The table's figures for a key: exactly, or for the funds and bases that may be the same.
fn find<'a>(context: &Context, tables: &'a TableFacts, own: &Key, stated: &[FigureId]) -> Option<Found<'a>> {
    let figures = tables.get(0, own);
    let agree = |figures: &[FigureId]| {
        stated.iter().all(|&a| figures.iter().any(|&b| context.is_sound(&Relation::equality(a, b))))
    };
    let class = own.name.split('/').next().is_some_and(lexicon::is_functional_class);
    if class && matches!(own.fund, Fund::All | Fund::Fiscal) && !figures.is_empty() && !agree(figures) {
        // No heading said of which money the classes are told: any that all of it agrees with.
        let others = [Fund::GeneralPublic, Fund::Fiscal, Fund::All].into_iter();
        let other = others
            .map(|fund| tables.get(0, &Key { fund, ..own.clone() }))
            .find(|figures| !figures.is_empty() && agree(figures));
        if let Some(figures) = other {
            return Some(Found { figures, exact: false, only_if_sound: true, by_slip: false });
        }
    }
    if !figures.is_empty() {
        // 财政拨款收入总计 may be meant as the year's own income, without what was carried over.
        let year = match own.name.as_str() {
            "收入总计" => "本年收入合计",
            "支出总计" => "本年支出合计",
            _ => return Some(Found { figures, exact: true, only_if_sound: false, by_slip: false }),
        };
        let of_year = tables.get(0, &Key { name: year.to_string(), ..own.clone() });
        let loosely = !agree(figures) && !of_year.is_empty() && agree(of_year);
        let figures = if loosely { of_year } else { figures };
        return Some(Found { figures, exact: !loosely, only_if_sound: loosely, by_slip: false });
    }
    let with_fund = |fund: Fund| Key { fund, ..own.clone() };
    let same: &[Fund] = match own.fund {
        Fund::Fiscal if tables.fiscal_is_public => &[Fund::GeneralPublic],
        Fund::GeneralPublic if tables.fiscal_is_public => &[Fund::Fiscal],
        _ => &[],
    };
    for fund in same {
        let figures = tables.get(0, &with_fund(*fund));
        if !figures.is_empty() {
            return Some(Found { figures, exact: true, only_if_sound: false, by_slip: false });
        }
    }
    // A column 预算数 does not say which budget; the narrative may not say it either.
    if own.basis != Basis::Final && !context.recognised.profile.is_budget {
        for basis in [Basis::Budget, Basis::FullBudget, Basis::InitialBudget] {
            let figures = tables.get(0, &Key { basis, ..own.clone() });
            if !figures.is_empty() && (basis == Basis::Budget || own.basis == Basis::Budget) {
                return Some(Found { figures, exact: false, only_if_sound: true, by_slip: false });
            }
        }
        return None;
    }
    // What the section leaves open: agreement with any fund confirms it.
    let agrees = |figures: &[FigureId]| {
        stated.iter().any(|&a| figures.iter().any(|&b| context.is_sound(&Relation::equality(a, b))))
    };
    [Fund::GeneralPublic, Fund::Fiscal, Fund::All]
        .into_iter()
        .map(|fund| tables.get(0, &with_fund(fund)))
        .find(|figures| agrees(figures))
        .map(|figures| Found { figures, exact: false, only_if_sound: true, by_slip: false })
}

/// The same subject on another footing has exactly this amount; or the unit is off.
fn hint(context: &Context, tables: &TableFacts, own: &Key, figure: FigureId) -> Option<Message> {
    let others = [Fund::All, Fund::Fiscal, Fund::GeneralPublic].into_iter().filter(|f| *f != own.fund);
    for fund in others {
        let other = Key { fund, ..own.clone() };
        let same = |id: &FigureId| context.is_sound(&Relation::equality(figure, *id));
        if tables.get(0, &other).iter().any(same) && !context.figures[figure].value().is_zero() {
            let name = match fund {
                Fund::All => "全部资金",
                Fund::Fiscal => "财政拨款",
                _ => "一般公共预算财政拨款",
            };
            return Some(Message::new("accounts.other_footing", &[("footing", name)]));
        }
    }
    None
}
