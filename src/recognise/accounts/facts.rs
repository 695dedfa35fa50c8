//! What the figures of the account tables say, in terms shared with the narrative.

use super::kind::{basis_named, fund_named};
use super::label::is_total;
use super::sums::{Item, item_of, names_the_three, nest};
use super::unit::{is_amount, is_count};
use super::{AccountTable, Column, Line, Side, TableKind};
use crate::document::Holds;
use crate::figure::FigureId;
use crate::order;
use crate::order::Set;
use crate::recognise::lexicon;
use crate::recognise::{Basis, Fact, Fund, Measure, Source, Subject, Year};

/// Collects the facts of a table whose structure is confirmed.
pub(super) fn collect(
    table: &AccountTable,
    index: usize,
    (is_budget, year): (bool, Option<u16>),
    out: &mut Vec<Fact>,
) {
    if !table.trusted || !table.kind.is_known() {
        return;
    }
    let mut collector = Collector { table, index, is_budget, year, out };
    let count = table.sides.len();
    for (number, side) in table.sides.iter().enumerate() {
        // Several columns without a head: nobody knows what is told in them.
        if side.columns.iter().filter(|c| c.full().is_empty()).count() > 1 {
            continue;
        }
        match table.kind {
            // Units with what each received and spent.
            TableKind::Overview if count == 1 && has_both_flows(side) => collector.fund(side),
            // Classes with what each carried in, received, spent and carried on.
            TableKind::FiscalOverview if count == 1 && side.lines.iter().any(|l| l.code.is_some()) => {
                collector.fund(side)
            }
            TableKind::Overview | TableKind::FiscalOverview => {
                let income = side.heading.contains("收入")
                    || (!side.heading.contains("支出") && number == 0 && count > 1);
                collector.overview(side, income);
            }
            TableKind::ThreePublic => collector.three_public(side),
            TableKind::BasicExpenditure => collector.basic(side),
            TableKind::Income => collector.income(side),
            TableKind::Expenditure | TableKind::GeneralPublicExpenditure => collector.expenditure(side),
            TableKind::GovernmentFund | TableKind::StateCapital => collector.fund(side),
            TableKind::Procurement | TableKind::Other => {}
        }
    }
}

struct Collector<'a> {
    table: &'a AccountTable,
    index: usize,
    is_budget: bool,
    year: Option<u16>,
    out: &'a mut Vec<Fact>,
}

impl Collector<'_> {
    fn fact(&mut self, figure: FigureId, name: &str, fund: Fund, basis: Basis) {
        // A row whose name was not read is not known by the others of its kind.
        if name.is_empty() || name.split('/').any(str::is_empty) {
            return;
        }
        self.out.push(Fact {
            figure,
            subject: Subject { name: name.to_string(), fund },
            measure: Measure::Amount,
            basis,
            year: Year::Report,
            negative: false,
            source: Source::Account(self.index),
        });
    }

    /// A label that the lexicon may know by another name.
    fn named(&mut self, figure: FigureId, label: &str, fund: Fund, basis: Basis) {
        // 国有资本经营预算支出 is a class of its own here, not the expenditure of that budget.
        let known = lexicon::canonical(label, fund)
            .filter(|s| !["本年收入合计", "本年支出合计", "收入总计", "支出总计"].contains(&s.name.as_str()));
        let subject = known.unwrap_or(Subject { name: label.to_string(), fund });
        self.fact(figure, &subject.name, subject.fund, basis);
    }

    /// The basis of a column; `None` for another year or a comparison.
    fn basis(&self, column: &Column) -> Option<Basis> {
        let full = column.full();
        if full.holds_any(&["上年", "增减", "比20", "较20"]) || column.is_rate() || is_count(&full) {
            return None;
        }
        // 执行数 beside 决算数: what was told before the accounts were closed.
        let closed = || self.table.sides.iter().flat_map(|s| &s.columns).any(|c| c.name().contains("决算"));
        if full.contains("执行数") && !full.contains("决算") && closed() {
            return None;
        }
        let own = if self.is_budget { Basis::Budget } else { self.table.basis.unwrap_or(Basis::Final) };
        let years: Vec<&str> =
            column.path.iter().map(String::as_str).filter(|p| p.starts_with("20")).collect();
        let own_year = self.year.map(|y| format!("{y}年"));
        let reported = own_year.is_some_and(|own| years.iter().any(|p| p.starts_with(&own)));
        if !years.is_empty()
            && !reported
            && self
                .table
                .sides
                .iter()
                .flat_map(|s| &s.columns)
                .any(|c| c.path.iter().any(|p| p.starts_with("20") && !years.contains(&p.as_str())))
        {
            return None;
        }
        if self.is_budget {
            return Some(own);
        }
        Some(column.path.iter().rev().find_map(|p| basis_named(p)).unwrap_or(own))
    }

    fn fund_of(&self, column: &Column) -> Fund {
        column.path.iter().rev().find_map(|p| fund_named(p)).unwrap_or(self.table.kind.fund())
    }

    fn overview(&mut self, side: &Side, income: bool) {
        let parents = nest(&side.lines);
        let parted = side.columns.iter().any(|c| is_total(c.name()));
        let totals: Vec<usize> = (0..side.lines.len()).filter(|&i| side.lines[i].is_total()).collect();
        let carry = side
            .lines
            .iter()
            .any(|l| l.has_figures() && (l.label.name.contains("结转") || l.label.name.contains("结余")));
        for (i, line) in side.lines.iter().enumerate() {
            let name = line.label.name.as_str();
            let parent = parents.get(i).copied().flatten().and_then(|p| side.lines.get(p));
            for (column, cell) in side.columns.iter().zip(&line.cells) {
                let (Some(id), Some(basis)) = (*cell, self.basis(column)) else { continue };
                // By place or by kind of insurance: a part of what the row names.
                if parted && is_part(column) {
                    continue;
                }
                let fund = self.fund_of(column);
                // A list of both kinds: the row says which it is.
                let income = match (name.contains("收入"), name.contains("支出")) {
                    (true, false) => true,
                    (false, true) => false,
                    _ => income,
                };
                if line.is_total() || name == "本年收入" || name == "本年支出" {
                    let (total, year) = if income {
                        ("收入总计", "本年收入合计")
                    } else {
                        ("支出总计", "本年支出合计")
                    };
                    let grand = name.contains("总计") || (totals.len() == 1 && name == "合计");
                    if grand {
                        self.fact(id, total, fund, basis);
                    }
                    if !grand || (totals.len() == 1 && !carry) {
                        self.fact(id, year, fund, basis);
                    }
                    continue;
                }
                let carried = |n: &str| {
                    let n = n.replace("财政拨款", "");
                    let words =
                        [("年初结转", true), ("上年结转", true), ("年末结转", false), ("结转下年", false)];
                    words
                        .into_iter()
                        .find(|(w, _)| n.contains(w))
                        .map(|(_, opening)| if opening { "年初结转和结余" } else { "年末结转和结余" })
                };
                if let Some(carried) = carried(name).or(parent.and_then(|p| carried(&p.label.name))) {
                    let own =
                        if fund_named(name).is_some() { fund_named(name).unwrap_or(fund) } else { fund };
                    if carried_whole(name) {
                        self.fact(id, carried, own, basis);
                    }
                } else if income {
                    self.income_item(id, name, fund, basis);
                } else {
                    self.named(id, name, fund, basis);
                }
            }
        }
    }

    fn income_item(&mut self, id: FigureId, name: &str, fund: Fund, basis: Basis) {
        // 从政府性基金预算调入 is no income of that fund.
        if name.holds_any(&["调入", "调出", "转移"]) {
            return;
        }
        match fund_named(name) {
            Some(named) => self.fact(id, "本年收入合计", named, basis),
            None if name.starts_with("财政拨款") => self.fact(id, "本年收入合计", Fund::Fiscal, basis),
            None => self.named(id, name, fund, basis),
        }
    }

    fn income(&mut self, side: &Side) {
        let carry = side.columns.iter().any(|c| c.full().contains("结转"));
        for line in side.lines.iter().filter(|l| l.is_total()) {
            for (column, cell) in side.columns.iter().zip(&line.cells) {
                let (Some(id), Some(basis)) = (*cell, self.basis(column)) else { continue };
                let (name, top) = (column.name(), column.path.len());
                // 事业收入 above 小计 and 其中：教育收费 is what the 小计 is of.
                let kind = column.path.iter().rev().skip(1).find(|p| {
                    !is_total(p)
                        && !p.contains("本年收入")
                        && basis_named(p).is_none()
                        && !p.starts_with("20")
                });
                if let Some(kind) = kind.filter(|k| is_total(name) && k.ends_with("收入")) {
                    if !column.full().contains("结转") {
                        self.income_item(id, kind, Fund::All, basis);
                    }
                } else if is_total(name) && (top <= 2 || column.path.iter().all(|p| !p.contains("结转"))) {
                    let own = top <= 1 || !column.full().holds_any(&["结转", "财政拨款"]);
                    if own && (!carry || column.full().contains("本年收入")) {
                        self.fact(id, "本年收入合计", Fund::All, basis);
                    }
                    if own && self.is_budget && !column.full().contains("本年收入") {
                        self.fact(id, "收入总计", Fund::All, basis);
                    }
                } else if !name.is_empty() && !column.full().contains("结转") {
                    self.income_item(id, name, Fund::All, basis);
                }
            }
        }
    }

    fn expenditure(&mut self, side: &Side) {
        let fund = self.table.kind.fund();
        let parted = side.columns.iter().any(|c| c.path.len() == 1 && is_total(c.name()));
        // Classes under each of several units: none is the class of them all.
        let mut seen = Set::new();
        let again = side.lines.iter().filter_map(|l| l.code.as_ref()).any(|code| !seen.insert(code));
        for (i, line) in side.lines.iter().enumerate() {
            for (column, cell) in side.columns.iter().zip(&line.cells) {
                let (Some(id), Some(basis)) = (*cell, self.basis(column)) else { continue };
                let name = column.name();
                // 工资福利支出 小计 beside 合计: of one kind only.
                let of_kind = parted
                    && column.path.first().is_some_and(|kind| {
                        column.path.len() > 1
                            && !is_total(kind)
                            && fund_named(kind).is_none()
                            && basis_named(kind).is_none()
                            && !kind.contains("本年")
                    });
                let whole = is_total(name) && !of_kind || (side.columns.len() == 1);
                match flow_of(column) {
                    Flow::Carried => continue,
                    Flow::Income => {
                        if line.is_total() && (is_total(name) || column.path.len() == 1) {
                            self.fact(id, "本年收入合计", fund, basis);
                        }
                        continue;
                    }
                    Flow::Spent => {}
                }
                let deep = column
                    .path
                    .iter()
                    .filter(|p| !is_total(p))
                    .any(|p| p.contains("基本支出") || p.contains("项目支出"));
                if line.is_total() {
                    if whole && !deep {
                        self.fact(id, "本年支出合计", fund, basis);
                        if self.is_budget && fund == Fund::All {
                            self.fact(id, "支出总计", fund, basis);
                        }
                    } else if ["基本支出", "项目支出"].contains(&name) || (is_total(name) && deep) {
                        let which = if column.full().contains("基本支出") {
                            "基本支出"
                        } else {
                            "项目支出"
                        };
                        self.fact(id, which, fund, basis);
                    } else if ["上缴上级支出", "经营支出", "对附属单位补助支出"].contains(&name)
                        || ["人员经费", "公用经费"].contains(&name) && deep
                    {
                        self.fact(id, name, fund, basis);
                    }
                } else if whole && !deep && !again && line.code.is_some() {
                    self.fact(id, &path_of(&side.lines, i), fund, basis);
                }
            }
        }
    }

    fn basic(&mut self, side: &Side) {
        let fund = Fund::GeneralPublic;
        for line in &side.lines {
            for (column, cell) in side.columns.iter().zip(&line.cells) {
                let (Some(id), Some(basis)) = (*cell, self.basis(column)) else { continue };
                let (row, head) = (line.label.name.as_str(), column.name());
                let kind = |t: &str| {
                    if t.contains("人员") {
                        Some("人员经费")
                    } else if t.contains("公用") {
                        Some("公用经费")
                    } else {
                        None
                    }
                };
                if line.is_total() {
                    let name = kind(row).or(kind(head)).unwrap_or("基本支出");
                    self.fact(id, name, fund, basis);
                } else if line.code.is_some() && (side.columns.len() == 1 || is_total(head)) {
                    self.fact(id, &format!("经济分类/{row}"), fund, basis);
                }
            }
        }
    }

    fn three_public(&mut self, side: &Side) {
        let in_rows = side.lines.iter().filter(|l| item_of(&[], &l.label.name).is_some()).count() > 1;
        let single = side.lines.iter().filter(|l| l.has_figures()).count() == 1;
        let funds = side.funds();
        let label_of = |line: &Line| if in_rows { line.label.name.clone() } else { String::new() };
        let three_named = side.lines.iter().any(|line| {
            let label = label_of(line);
            let total = |c: &Column| item_of(&c.path, &label) == Some(Item::Total);
            side.columns.iter().any(|c| total(c) && names_the_three(&c.path, &label))
        });
        for line in &side.lines {
            // 预算数 | 10.00 | 2.00, 决算数 | 9.00 | 1.50: the rows are the budget and the accounts.
            let row = basis_of_row(&line.label.name).filter(|_| !in_rows && !self.is_budget);
            if !in_rows && !single && row.is_none() && !line.is_total() {
                continue;
            }
            for (column, cell) in side.columns.iter().zip(&line.cells) {
                let (Some(id), Some(basis)) = (*cell, self.basis(column)) else { continue };
                let basis = row.unwrap_or(basis);
                // 合计 | 一般公共预算 | 政府性基金: what the budgets bear is a part of it.
                let part = funds.len() > 1 && column.path.iter().any(|p| fund_named(p).is_some());
                if part || !is_amount(line, column) {
                    continue;
                }
                let label = if in_rows { line.label.name.as_str() } else { "" };
                let name = match item_of(&column.path, label) {
                    // 合计 beside “三公”经费 小计 holds more than the three.
                    Some(Item::Total) if three_named && !names_the_three(&column.path, label) => continue,
                    Some(Item::Total) => "“三公”经费",
                    Some(Item::Abroad) => "因公出国（境）费",
                    Some(Item::Vehicles) => "公务用车购置及运行维护费",
                    Some(Item::VehiclePurchase) => "公务用车购置费",
                    Some(Item::VehicleUpkeep) => "公务用车运行维护费",
                    Some(Item::Reception) => "公务接待费",
                    Some(Item::Operation) => "机关运行经费",
                    Some(Item::Meetings) => "会议费",
                    Some(Item::Training) => "培训费",
                    None => continue,
                };
                self.named(id, name, Fund::Fiscal, basis);
            }
        }
    }

    fn fund(&mut self, side: &Side) {
        let fund = self.table.kind.fund();
        for (i, line) in side.lines.iter().enumerate() {
            for (column, cell) in side.columns.iter().zip(&line.cells) {
                let (Some(id), Some(basis)) = (*cell, self.basis(column)) else { continue };
                let full = column.full();
                let whole = is_total(column.name()) || column.path.len() == 1;
                let basic = ["基本支出", "项目支出"].contains(&column.name());
                if !whole || basic {
                    continue;
                }
                let income = full.contains("本年收入");
                let spent = full.contains("支出") || full.trim() == column.name() && is_total(column.name());
                match (line.is_total(), income, spent) {
                    (true, true, _) => self.fact(id, "本年收入合计", fund, basis),
                    (true, false, true) => self.fact(id, "本年支出合计", fund, basis),
                    (false, false, true) if line.code.is_some() => {
                        self.fact(id, &path_of(&side.lines, i), fund, basis)
                    }
                    _ => {}
                }
            }
        }
    }
}

/// The basis that a row label is, and nothing else: 预算数, 决算数, 年初预算数.
fn basis_of_row(label: &str) -> Option<Basis> {
    let rest = ["决算", "年初预算", "全年预算", "调整预算", "预算"]
        .iter()
        .find_map(|w| label.strip_suffix("数").unwrap_or(label).strip_suffix(w))?;
    matches!(rest, "" | "本年" | "本年度" | "支出").then(|| basis_named(label)).flatten()
}

/// What the amounts of a column did.
enum Flow {
    Carried,
    Income,
    Spent,
}

fn flow_of(column: &Column) -> Flow {
    let any = |words: &[&str]| column.path.iter().any(|p| p.holds_any(words));
    if any(&["结转", "结余"]) {
        Flow::Carried
    } else if any(&["本年收入"]) {
        Flow::Income
    } else {
        Flow::Spent
    }
}

fn has_both_flows(side: &Side) -> bool {
    let heads = |word: &str| side.columns.iter().any(|c| c.path.iter().any(|p| p.contains(word)));
    heads("本年收入") && heads("本年支出")
}

/// Neither the whole, nor one of the budgets, nor the same on another basis.
fn is_part(column: &Column) -> bool {
    !column.path.iter().any(|p| is_total(p) || fund_named(p).is_some() || basis_named(p).is_some())
}

/// A carry-over as a whole or of one budget, not its kinds (基本支出结转).
fn carried_whole(name: &str) -> bool {
    !name.holds_any(&["基本支出", "项目支出", "经营"])
}

/// 社会保障和就业支出/行政事业单位养老支出/行政单位离退休
fn path_of(lines: &[Line], at: usize) -> String {
    let Some(line) = lines.get(at) else { return String::new() };
    let Some(code) = &line.code else { return line.label.name.clone() };
    let mut above: Vec<&Line> =
        lines.iter().filter(|l| l.code.as_ref().is_some_and(|c| c.contains(code))).collect();
    order::by_key(&mut above, |l| l.code.as_ref().map_or(0, |c| c.0.len()));
    above.into_iter().chain([line]).map(|l| l.label.name.as_str()).collect::<Vec<_>>().join("/")
}
