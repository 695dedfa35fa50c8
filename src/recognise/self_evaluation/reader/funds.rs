//! The budget part: its head and its rows.

use super::*;
use crate::document::Holds;

impl Reader<'_> {
    pub(super) fn fund_head(&mut self, line: &Line, roles: &[Role]) {
        if self.current.as_ref().is_some_and(|d| !d.form.indicators.is_empty()) {
            let kind = self.current.as_ref().map(|d| d.form.kind).unwrap_or_default();
            self.close();
            self.open(line.block).form.kind = kind;
        }
        if line.filled().any(|s| s.words.contains("任务")) {
            self.dismiss_heads(line);
            let scored = roles.contains(&Role::Score);
            self.open(line.block).form.scored_aside |= scored;
            self.state = State::Tasks(None);
            return;
        }
        self.dismiss_heads(line);
        let header = match second_list(roles) {
            Some(at) => {
                let mut own = roles.to_vec();
                own.iter_mut().take(at).for_each(|role| *role = Role::Other);
                Header { second: true, ..header(line, &own) }
            }
            None => header(line, roles),
        };
        let label_weight = self.points_of_label(line);
        let money = line.filled().find_map(|s| Unit::money_named_in(&s.words));
        let percent = line.filled().any(|s| s.role() == Role::ExecutionRate && s.words.contains('%'));
        let draft = self.open(line.block);
        draft.heads += 1;
        draft.money = money.or(draft.money.take());
        draft.rates_in_percent |= percent;
        draft.form.execution_weight = label_weight.first().copied();
        draft.form.repeated_weights = label_weight.get(1..).unwrap_or_default().to_vec();
        if !draft.form.funds.is_empty() {
            draft.form.shares.clear();
        }
        for id in label_weight {
            draft.columns.push((id, Column::Weight));
        }
        self.state = State::Funds(header);
    }

    /// The weights that labels of a header row state: 预算执行情况（20分）, 得分(20分*执行率).
    pub(super) fn points_of_label(&self, line: &Line) -> Vec<FigureId> {
        line.filled().flat_map(|s| self.points_in(s)).collect()
    }

    fn points_in(&self, slot: &Slot) -> Vec<FigureId> {
        let mut ids = figures_in(self.figures, slot);
        ids.retain(|&id| self.figures[id].quantity.unit == Unit::Points);
        ids
    }

    pub(super) fn fund(&mut self, header: &Header, line: &Line) {
        if self.shares(line) || self.block(line) {
            return;
        }
        if counts_columns(line) {
            return self.aside(line);
        }
        if let Some(header) = divided(header, line)
            && self.current.as_ref().is_some_and(|d| d.form.funds.is_empty())
        {
            self.state = State::Funds(header);
            return;
        }
        // Many more cells than heads: a second row of heads divides the first, and was not understood.
        if line.filled().count() > header.columns.iter().map(|c| c.2).sum::<usize>() + 2 {
            return self.unclear(line);
        }
        let row = align(header, line);
        let labels = |s: &Slot| s.quantity().is_none() && !is_blank_mark(s.text) && !s.continued;
        let filled: Vec<&Slot> = line.filled().collect();
        let label = match header.second {
            // The last words that a number stands behind.
            true => filled.windows(2).rev().find(|p| labels(p[0]) && p[1].quantity().is_some()).map(|p| p[0]),
            false => {
                let known = filled.iter().find(|s| labels(s) && fund_kind(&s.words) != FundKind::Unknown);
                known.or_else(|| filled.iter().find(|s| labels(s))).copied()
            }
        };
        let amounts = [Role::Initial, Role::Full, Role::Budget, Role::Arrived, Role::Executed];
        let has_numbers = amounts.iter().any(|r| number(self.figures, row.get(*r)).is_some());
        // 预算执行情况 reaches down beside the only row of money, or nothing stands before it.
        let only = self.current.as_ref().is_some_and(|d| d.form.funds.is_empty()) && has_numbers;
        let (name, kind) = match label {
            Some(label) => (label.text.trim().to_string(), fund_kind(&label.words)),
            None if only => ("预算执行情况".to_string(), FundKind::Total),
            None => return,
        };
        if kind == FundKind::Unknown && !has_numbers {
            return self.aside(line);
        }
        if !row.certain {
            self.unclear(line);
            return;
        }
        let Some(draft) = self.current.as_mut() else { return };
        let mut take = |role: Role, column: Column| {
            let id = number(self.figures, row.get(role))?;
            draft.columns.push((id, column));
            Some(id)
        };
        let initial = take(Role::Initial, Column::Amount(Role::Initial));
        let budget = take(Role::Budget, Column::Amount(Role::Full));
        let full = take(Role::Full, Column::Amount(Role::Full)).or(budget);
        let arrived = take(Role::Arrived, Column::Amount(Role::Arrived));
        let executed = take(Role::Executed, Column::Amount(Role::Executed));
        let arrival = take(Role::ArrivalRate, Column::Rate(Role::ArrivalRate));
        let rate = take(Role::ExecutionRate, Column::Rate(Role::ExecutionRate));
        let weight = take(Role::Weight, Column::Weight);
        let score = take(Role::Score, Column::Score);
        let deducted = take(Role::Deduction, Column::Deduction);
        words(self.figures, draft, &row);
        draft.form.funds.push(Fund {
            of_which: name.contains("其中"),
            label: name,
            kind,
            initial,
            full,
            arrived,
            executed,
            arrival,
            rate,
            weight,
            score,
            deducted,
            ..Fund::default()
        });
    }

    /// 其中：一般公共预算：1234.56 | 其中：基本支出：1000.00, or 基本支出总额 | 1000.00: the label says what the amount is.
    pub(super) fn shares(&mut self, line: &Line) -> bool {
        let filled: Vec<&Slot> = line.filled().filter(|s| !s.continued).collect();
        let mut found = Vec::new();
        for (i, slot) in filled.iter().enumerate() {
            let inline = slot.text.trim_end_matches("万元").rsplit_once(['：', ':']);
            if let Some((label, value)) = inline
                && !value.trim().is_empty()
                && parse_quantity(value.trim()).is_some()
                && fund_kind(label) != FundKind::Unknown
                && let Some(id) = only_figure(self.figures, slot)
            {
                found.push((label.trim().to_string(), id));
            } else if slot.bare().ends_with("支出总额")
                && fund_kind(slot.text.trim_end_matches("总额")) != FundKind::Unknown
                && let Some(value) = filled.get(i + 1)
                && value.quantity().is_some()
                && filled.len().is_multiple_of(2)
                && let Some(id) = only_figure(self.figures, value)
            {
                found.push((slot.text.to_string(), id));
            }
        }
        if found.is_empty() {
            return false;
        }
        let draft = self.open(line.block);
        for (label, figure) in found {
            let kind = fund_kind(label.trim_end_matches("总额"));
            draft.columns.push((figure, Column::Amount(Role::Other)));
            draft.form.shares.push(Share { label, kind, figure });
        }
        true
    }

    /// 预算数 | 6.84 | 到位数 | 6.84 | 执行数 | 6.84 | 100.00, then 其中：财政资金 | 6.84 beside each of the three: the labels stand in the
    /// row, the rate has only its head above.
    pub(super) fn pairs(&mut self, line: &Line) -> bool {
        if self.columns_beside(line)
            || self.named_beside(line)
            || self.total_beside(line)
            || self.rate_scored(line)
        {
            return true;
        }
        let filled: Vec<&Slot> = line.filled().filter(|s| !s.continued).collect();
        let labels: Vec<(usize, Role)> = filled
            .iter()
            .enumerate()
            .filter_map(|(i, s)| match s.bare() {
                "预算数" => Some((i, Role::Full)),
                "到位数" => Some((i, Role::Arrived)),
                "执行数" => Some((i, Role::Executed)),
                _ => None,
            })
            .collect();
        let value = |i: usize| filled.get(i).and_then(|s| number(self.figures, Some(s)));
        if let [(a, Role::Full), (b, Role::Arrived), (c, Role::Executed)] = labels.as_slice() {
            let (full, arrived, executed) = (value(a + 1), value(b + 1), value(c + 1));
            let rate = value(c + 2);
            if full.is_none() || executed.is_none() || filled.len() > c + 3 {
                return false;
            }
            let columns = [
                (full, Column::Amount(Role::Full)),
                (arrived, Column::Amount(Role::Arrived)),
                (executed, Column::Amount(Role::Executed)),
                (rate, Column::Rate(Role::ExecutionRate)),
            ];
            let draft = self.open(line.block);
            draft.heads += 1;
            draft.rates_in_percent |= rate.is_some();
            draft.paired = true;
            draft.columns.extend(columns.into_iter().filter_map(|(id, column)| Some((id?, column))));
            draft.form.funds.push(Fund {
                label: "预算执行情况".to_string(),
                kind: FundKind::Total,
                full,
                arrived,
                executed,
                rate,
                ..Fund::default()
            });
            return true;
        }
        // The rows below: the same label three times.
        let [label, _, again, _, third, _] = filled.as_slice() else { return false };
        let kind = fund_kind(&label.words);
        let same = label.words == again.words && label.words == third.words && kind != FundKind::Unknown;
        let (full, arrived, executed) = (value(1), value(3), value(5));
        let paired = self.current.as_ref().is_some_and(|d| d.paired && d.form.indicators.is_empty());
        if !same || !paired || full.is_none() || arrived.is_none() || executed.is_none() {
            return false;
        }
        let (name, of_which) = (label.text.to_string(), label.words.contains("其中"));
        let Some(draft) = self.current.as_mut() else { return false };
        for (id, role) in [(full, Role::Full), (arrived, Role::Arrived), (executed, Role::Executed)] {
            draft.columns.extend(id.map(|id| (id, Column::Amount(role))));
        }
        draft.form.funds.push(Fund {
            label: name,
            kind,
            of_which,
            full,
            arrived,
            executed,
            ..Fund::default()
        });
        true
    }

    /// 预算金额（万元） | 700 | 实际支出（万元） | 650 | 预算执行率 | 92.86%: each number behind what it is, and nothing else but a label
    /// before all of them (项目资金).
    fn named_beside(&mut self, line: &Line) -> bool {
        let mut filled: Vec<&Slot> = line.filled().filter(|s| !s.continued).collect();
        let labels = |s: &&Slot| {
            s.quantity().is_none() && s.role() == Role::Other && s.words.holds_any(&["资金", "预算", "经费"])
        };
        if !filled.len().is_multiple_of(2) && filled.first().is_some_and(labels) {
            filled.remove(0);
        }
        if !filled.len().is_multiple_of(2) || !matches!(self.state, State::Head) {
            return false;
        }
        let mut fund =
            Fund { label: "预算执行情况".to_string(), kind: FundKind::Total, ..Fund::default() };
        let mut columns: Vec<(FigureId, Column)> = Vec::new();
        let mut points: Vec<FigureId> = Vec::new();
        for pair in filled.chunks(2) {
            let [label, value] = pair else { return false };
            let Some(id) = number(self.figures, Some(value)) else { return false };
            let role = label.role();
            // 执行率得分（10分） | 9.6: the points stand in the label.
            let of_rate = matches!(label.bare(), "分值" | "得分" | "权重") || label.words.contains("执行");
            let (place, column) = match role {
                Role::Weight if of_rate => (&mut fund.weight, Column::Weight),
                Role::Score if of_rate => {
                    points.extend(self.points_in(label));
                    (&mut fund.score, Column::Score)
                }
                Role::Initial => (&mut fund.initial, Column::Amount(Role::Initial)),
                Role::Full | Role::Budget => (&mut fund.full, Column::Amount(Role::Full)),
                Role::Arrived => (&mut fund.arrived, Column::Amount(Role::Arrived)),
                Role::Executed => (&mut fund.executed, Column::Amount(Role::Executed)),
                Role::ExecutionRate => (&mut fund.rate, Column::Rate(Role::ExecutionRate)),
                _ => return false,
            };
            if place.replace(id).is_some() {
                return false;
            }
            columns.push((id, column));
        }
        if fund.executed.is_none() || fund.full.or(fund.initial).is_none() {
            return false;
        }
        let money = filled.iter().find_map(|s| Unit::money_named_in(&s.words));
        let draft = self.open(line.block);
        draft.heads += 1;
        draft.money = money.or(draft.money.take());
        draft.rates_in_percent |= fund.rate.is_some();
        draft.columns.extend(columns);
        draft.columns.extend(points.iter().map(|&id| (id, Column::Weight)));
        draft.form.execution_weight = points.first().copied().or(draft.form.execution_weight);
        draft.form.funds.push(fund);
        true
    }

    /// 预算执行率得分（满分10分） | 9.5 below the money.
    fn rate_scored(&mut self, line: &Line) -> bool {
        let filled: Vec<&Slot> = line.filled().filter(|s| !s.continued).collect();
        let [label, value] = filled[..] else { return false };
        let words = label.bare();
        let named = words.contains("执行") && words.ends_with("得分") && label.quantity().is_none();
        let Some(score) = number(self.figures, Some(value)).filter(|_| named) else { return false };
        let points = self.points_in(label).first().copied();
        let Some(draft) = self.current.as_mut().filter(|d| d.form.indicators.is_empty()) else {
            return false;
        };
        let total = draft.form.funds.iter().position(|f| f.kind == FundKind::Total).unwrap_or_default();
        let Some(fund) = draft.form.funds.get_mut(total).filter(|f| f.score.is_none()) else { return false };
        fund.score = Some(score);
        draft.columns.push((score, Column::Score));
        draft.columns.extend(points.map(|id| (id, Column::Weight)));
        draft.form.execution_weight = draft.form.execution_weight.or(points);
        true
    }

    /// 年度资金总额： | 700, then 其中：财政拨款 | 650 and 其他资金 | 50, in a table of targets: nothing was spent yet.
    fn total_beside(&mut self, line: &Line) -> bool {
        let mut filled: Vec<&Slot> = line.filled().filter(|s| !s.continued).collect();
        let open = self.current.as_ref().is_some_and(|d| d.titled && d.form.indicators.is_empty());
        if !filled.len().is_multiple_of(2) {
            filled.remove(0);
        }
        if !open || !matches!(self.state, State::Head) {
            return false;
        }
        let mut found = Vec::new();
        for pair in filled.chunks(2) {
            let [label, value] = pair else { return false };
            let Some(id) = number(self.figures, Some(value)) else { return false };
            let kind = fund_kind(&label.words);
            if kind == FundKind::Unknown || label.quantity().is_some() || label.words.contains("支出") {
                return false;
            }
            found.push((label.text.to_string(), kind, label.words.contains("其中"), id));
        }
        // Of the whole period and of the year, side by side.
        if found.iter().skip(1).any(|f| found.first().is_some_and(|first| first.1 == f.1)) {
            return false;
        }
        let Some(draft) = self.current.as_mut() else { return false };
        let known = draft.form.funds.first().map(|f| f.kind);
        let first = known.or(found.first().map(|f| f.1));
        let spent = draft.form.funds.iter().any(|f| f.executed.is_some());
        if first != Some(FundKind::Total) || spent {
            return false;
        }
        draft.money = line.filled().find_map(|s| Unit::money_named_in(&s.words)).or(draft.money.take());
        for (label, kind, of_which, id) in found {
            draft.columns.push((id, Column::Amount(Role::Full)));
            draft.form.funds.push(Fund { label, kind, of_which, full: Some(id), ..Fund::default() });
        }
        true
    }

    /// 计划安排资金 | 700 | 实际到位资金 | 680 | 实际支出 | 650 | 结余 | 30, then 其中：中央财政 beside each of the four, with its value or none.
    fn columns_beside(&mut self, line: &Line) -> bool {
        let slots: Vec<&Slot> = line.slots.iter().filter(|s| !s.continued).collect();
        let value = |at: usize| slots.get(at + 1).and_then(|s| number(self.figures, Some(s)));
        let labelled = |list: &[&str]| slots.iter().position(|s| list.contains(&s.bare()));
        let planned = labelled(&["计划安排资金", "预算安排资金", "计划投入资金", "安排资金"]);
        let arrived = labelled(&["实际到位资金", "到位资金"]);
        let spent = labelled(&["实际支出", "实际支出资金", "实际使用资金"]);
        let (label, at, total) = match (planned, arrived, spent) {
            (Some(planned), Some(arrived), Some(spent)) => {
                let rest = labelled(&["结余", "结余资金", "资金结余"]);
                ("资金总额".to_string(), [Some(planned), Some(arrived), Some(spent), rest], true)
            }
            _ if self.current.as_ref().is_some_and(|d| d.paired && d.form.indicators.is_empty()) => {
                let Some(first) = slots.iter().find(|s| !s.is_empty()) else { return false };
                let again: Vec<usize> = (0..slots.len()).filter(|&i| slots[i].words == first.words).collect();
                let named = ["财政", "其它", "其他", "自筹"].iter().any(|w| first.bare().ends_with(w));
                if again.len() != 4 || !named {
                    return false;
                }
                let label = first.text.to_string();
                (label, [again.first(), again.get(1), again.get(2), again.get(3)].map(|i| i.copied()), false)
            }
            _ => return false,
        };
        let [full, arrived, executed, rest] = at.map(|i| i.and_then(value));
        if total && (full.is_none() || executed.is_none()) {
            return false;
        }
        let money = line.filled().find_map(|s| Unit::money_named_in(&s.words));
        let columns =
            [(full, Role::Full), (arrived, Role::Arrived), (executed, Role::Executed), (rest, Role::Other)];
        let draft = self.open(line.block);
        draft.heads += usize::from(total);
        draft.paired |= total;
        draft.money = money.or(draft.money.take());
        draft.columns.extend(columns.into_iter().filter_map(|(id, role)| Some((id?, Column::Amount(role)))));
        let of_which = label.contains("其中");
        let kind = match total {
            true => FundKind::Total,
            false if bare(&label).ends_with("财政") => FundKind::Local,
            false => FundKind::Other,
        };
        draft.form.funds.push(Fund {
            label,
            kind,
            of_which,
            full,
            arrived,
            executed,
            rest,
            ..Fund::default()
        });
        true
    }

    /// 支出内容 | 实际支出数 | 会计凭证号: what the money beside it above was spent on.
    pub(super) fn spending_head(&mut self, line: &Line) -> bool {
        let listed = line
            .filled()
            .next()
            .is_some_and(|s| ["支出内容", "支出明细", "支出项目", "费用名称"].contains(&s.bare()));
        let paired = self.current.as_ref().is_some_and(|d| d.paired && d.form.indicators.is_empty());
        if !listed || !paired {
            return false;
        }
        let spent = |s: &&Slot| s.role() == Role::Executed || s.bare().ends_with("金额");
        let Some(column) = line.filled().skip(1).find(spent) else { return false };
        self.state = State::Tasks(Some(column.column));
        true
    }

    /// 资金总额 | 100 | 90 | 80 | 270 below 2024年 | 2025年 | 2026年 | 合计, then its sources: each column adds up.
    pub(super) fn years(&mut self, line: &Line) {
        let filled: Vec<&Slot> = line.filled().filter(|s| !s.continued).collect();
        let first = filled.iter().position(|s| s.quantity().is_some()).unwrap_or(0);
        let (labels, numbers) = filled.split_at(first);
        let amounts: Vec<Option<FigureId>> = numbers.iter().map(|s| number(self.figures, Some(s))).collect();
        let Some(draft) = self.current.as_mut().filter(|d| d.form.indicators.is_empty()) else { return };
        let Some(label) = labels.last().filter(|_| amounts.len() > 2 && amounts.iter().all(Option::is_some))
        else {
            return;
        };
        let kind = fund_kind(&label.words);
        let total = kind == FundKind::Total && draft.form.tasks.is_empty();
        let goes_on = draft.form.tasks.last().is_some_and(|t| t.amounts.len() == amounts.len());
        if total || goes_on && kind != FundKind::Total {
            draft.columns.extend(amounts.iter().flatten().map(|&id| (id, Column::Amount(Role::Other))));
            draft.form.tasks.push(Task { total, amounts });
        }
    }

    /// A task of the year with its money.
    pub(super) fn task(&mut self, column: Option<usize>, line: &Line) {
        let filled: Vec<&Slot> = line.filled().filter(|s| !s.continued).collect();
        let blank = |s: &Slot| s.is_empty() || is_blank_mark(s.text);
        let amounts: Vec<Option<FigureId>> = match column {
            Some(column) => {
                let own = filled.iter().find(|s| s.column == column && s.quantity().is_some());
                own.and_then(|s| only_figure(self.figures, s)).map(Some).into_iter().collect()
            }
            None => line
                .slots
                .iter()
                .rev()
                .filter(|s| !s.continued)
                .take_while(|s| s.quantity().is_some() || blank(s))
                .map(|s| only_figure(self.figures, s).filter(|_| !blank(s)))
                .collect(),
        };
        let total = filled.iter().any(|s| s.bare().ends_with("合计"));
        let Some(draft) = self.current.as_mut() else { return };
        if amounts.iter().all(Option::is_none) {
            return self.aside(line);
        }
        draft.columns.extend(amounts.iter().flatten().map(|&id| (id, Column::Amount(Role::Other))));
        // What follows the sums is no task any more.
        let ended = total && !draft.form.tasks.is_empty();
        draft.form.tasks.push(Task { total, amounts: amounts.into_iter().rev().collect() });
        if ended {
            self.state = State::Head;
        }
        self.aside(line);
    }
}

/// 小计 | 财政拨款 | 其他资金 | 小计 | 财政拨款 | 其他资金 below 支出类型 | 全年预算数 | 全年执行数 | 执行率, copied without what reaches over several
/// columns: what heads an amount heads the first column of each run.
fn divided(header: &Header, line: &Line) -> Option<Header> {
    let amount = |role: Role| matches!(role, Role::Initial | Role::Full | Role::Budget | Role::Executed);
    let heads = header.columns.iter().filter(|c| amount(c.0)).count();
    let words: Vec<&str> = line.filled().map(|s| s.bare()).collect();
    let runs = words.iter().filter(|w| matches!(**w, "小计" | "合计" | "总额")).count();
    let each = words.len().checked_div(runs).filter(|each| *each > 1)?;
    let alike = words.chunks(each).all(|run| Some(run) == words.get(..each));
    if runs != heads || !alike || header.columns.len() > words.len() || line.slots.iter().any(|s| s.width > 1)
    {
        return None;
    }
    let mut roles = Vec::new();
    for &(role, _, _) in &header.columns {
        roles.push(role);
        roles.extend((1..each).filter(|_| amount(role)).map(|_| Role::Other));
    }
    let columns = roles.into_iter().enumerate().map(|(n, role)| (role, n, 1)).collect();
    Some(Header { columns, ..*header })
}

/// 列次 0 | 1 | 2 | 3 | 4: the columns numbered.
fn counts_columns(line: &Line) -> bool {
    let values: Vec<Decimal> = line.filled().filter_map(|s| s.quantity()).map(|q| q.value).collect();
    values.len() >= 4 && values.windows(2).all(|pair| matches!(pair, [a, b] if *b - *a == Decimal::ONE))
}

pub(in super::super) fn fund_kind(words: &str) -> FundKind {
    let t = bare(words);
    let any = |list: &[&str]| t.holds_any(list);
    match () {
        _ if t.chars().count() > 24 => FundKind::Unknown,
        _ if any(&["总额", "总金额", "合计", "总计", "资金总量"]) => FundKind::Total,
        _ if any(&["结转", "结余"]) => FundKind::CarriedOver,
        _ if any(&["专户"]) => FundKind::SpecialAccount,
        _ if any(&["单位资金", "自有资金", "自筹", "事业收入", "经营收入"]) => {
            FundKind::OwnFunds
        }
        _ if any(&["中央", "上级", "省级资金", "省级补助", "省级财政"]) => FundKind::Superior,
        _ if any(&["本级", "地方", "州级", "市级", "县级", "区级", "市县", "自治区"]) => {
            FundKind::Local
        }
        _ if any(&[
            "财政拨款",
            "财政资金",
            "财政性",
            "财政补助",
            "一般公共预算",
            "政府性基金",
            "国有资本",
        ]) || t == "财政" =>
        {
            FundKind::Fiscal
        }
        _ if any(&["人员", "公用"]) => FundKind::PartOfBasic,
        _ if any(&["基本支出"]) => FundKind::Basic,
        _ if any(&["项目支出", "项目经费"]) => FundKind::Projects,
        _ if any(&["其他", "其它"]) => FundKind::Other,
        _ => FundKind::Unknown,
    }
}
