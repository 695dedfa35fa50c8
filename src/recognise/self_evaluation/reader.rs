//! Lines into forms: a state for each part of a form, a form ends where the next begins.

use super::align::{Aligned, Header, align};
use super::columns::{Role, bare, heads_funds, heads_indicators, role};
use super::form::*;
use super::lines::{Line, Slot};
use super::value::{adopt_unit, figures_in, is_grade, number, only_figure, polarity, read, share_units};
use crate::figure::{FigureId, Figures};
use crate::number::{Unit, is_blank_mark, parse_quantity};
use rust_decimal::Decimal;

/// A form being read, with what is needed to refine its figures afterwards.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub form: Form,
    /// Money unit that a head names (万元, 元).
    pub money: Option<Unit>,
    /// Figures of known columns: id, column head.
    pub columns: Vec<(FigureId, Column)>,
    /// Does the head of the rates say %?
    pub rates_in_percent: bool,
    heads: usize,
    titled: bool,
}

/// What a figure of a form is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Amount(Role),
    Rate(Role),
    Weight,
    Score,
    Target,
    Actual,
    LastYear,
    Words,
    Unclear,
}

#[derive(Debug, Clone)]
enum State {
    Head,
    Funds(Header),
    Goals(Vec<(usize, bool)>, usize),
    Indicators(Header),
    Tail,
}

pub(super) struct Reader<'f> {
    figures: &'f mut Figures,
    drafts: Vec<Draft>,
    current: Option<Draft>,
    state: State,
    year: Option<u16>,
    levels: [String; 2],
}

/// Is this the title of a form?
fn title_of<'l>(line: &'l Line) -> Option<&'l Slot<'l>> {
    let mut filled = line.filled();
    let (first, second) = (filled.next()?, filled.next());
    if second.is_some_and(|s| s.words.chars().count() > 12) || filled.next().is_some() {
        return None;
    }
    let t = &first.words;
    let length = t.chars().count();
    let listed =
        t.contains("....") || t.contains("……") || t.ends_with(['。', ';', '；', '、', '，', ':', '：']);
    let named = [
        "自评表",
        "自评报告表",
        "绩效目标表",
        "自评价表",
        "绩效目标申报表",
        "绩效目标自评",
        "绩效自评",
        "绩效评价表",
        "整体支出绩效目标",
    ]
    .iter()
    .any(|w| t.contains(w));
    let sentence =
        t.contains("情况") || t.contains("附") && t.contains('及') || t.contains('，') || t.contains('《');
    (named && length <= 48 && !listed && !sentence && !first.continued).then_some(first)
}

fn year_in(text: &str) -> Option<u16> {
    text.match_indices("年").find_map(|(at, _)| {
        let year = text.get(at.checked_sub(4)?..at)?.parse::<u16>().ok()?;
        (2000..2100).contains(&year).then_some(year)
    })
}

impl<'f> Reader<'f> {
    pub fn new(figures: &'f mut Figures, year: Option<u16>) -> Self {
        Self {
            figures,
            drafts: Vec::new(),
            current: None,
            state: State::Head,
            year,
            levels: Default::default(),
        }
    }

    pub fn finish(mut self) -> Vec<Draft> {
        self.close();
        self.drafts
    }

    /// Ends the current form; one without indicators was none.
    fn close(&mut self) {
        if let Some(mut draft) = self.current.take()
            && !draft.form.indicators.is_empty()
        {
            close_groups(&mut draft.form);
            self.drafts.push(draft);
        }
        self.state = State::Head;
        self.levels = Default::default();
    }

    fn open(&mut self, block: usize) -> &mut Draft {
        let year = self.year;
        self.current.get_or_insert_with(|| Draft {
            form: Form { block, year, ..Form::default() },
            ..Draft::default()
        })
    }

    fn draft(&mut self) -> Option<&mut Draft> {
        self.current.as_mut()
    }

    fn has_body(&self) -> bool {
        self.current.as_ref().is_some_and(|d| d.heads > 0)
    }

    pub fn line(&mut self, line: &Line) {
        if line.filled().next().is_none() {
            return;
        }
        if line.unclear {
            return self.unclear(line);
        }
        if let Some(title) = title_of(line) {
            return self.title(line, title);
        }
        if !line.tabular {
            return self.paragraph(line);
        }
        // A row with two numbers heads nothing.
        if line.filled().filter(|s| parse_quantity(s.text).is_some()).nth(1).is_none() {
            let roles: Vec<Role> = line.slots.iter().map(|s| role(&s.words)).collect();
            if heads_funds(&roles) {
                return self.fund_head(line, &roles);
            }
            if heads_indicators(&roles) {
                return self.indicator_head(line, &roles);
            }
        }
        if self.named(line) || self.goal_head(line) || self.graded(line) {
            return;
        }
        match self.state.clone() {
            State::Funds(header) => self.fund(&header, line),
            State::Goals(columns, block) => self.goal(&columns, block, line),
            State::Indicators(header) => self.indicator(&header, line),
            State::Head | State::Tail => {
                self.stray_total(line);
            }
        }
    }

    fn paragraph(&mut self, line: &Line) {
        let Some(slot) = line.slots.first() else { return };
        if self.has_body() {
            // A heading or a sentence between tables ends the form; the unit line and the year do not.
            let short = slot.words.chars().count() <= 20;
            let aside = slot.words.starts_with("单位")
                || slot.words.contains("年度)")
                || slot.words.starts_with("金额单位");
            if !(short && aside) && slot.words.chars().count() > 1 {
                self.state = State::Tail;
            }
        } else if let (Some(draft), Some(year)) = (self.draft(), year_in(&slot.words)) {
            draft.form.year = Some(year);
        }
    }

    fn title(&mut self, line: &Line, title: &Slot) {
        let same = self.current.as_ref().is_some_and(|d| {
            d.titled
                && d.form.title == title.text
                && d.form.total_score.is_none()
                && d.form.block + 1 >= line.block
                && d.heads > 0
        });
        if same {
            // The title repeated at the head of a continued page.
            return;
        }
        self.close();
        let kind = if title.words.contains("目标表") || title.words.contains("目标申报") {
            FormKind::Targets
        } else if (title.words.contains("整体") || title.words.contains("部门支出"))
            && !title.words.contains("项目支出")
        {
            FormKind::Overall
        } else {
            FormKind::Project
        };
        let year = year_in(&title.words);
        let draft = self.open(line.block);
        draft.titled = true;
        draft.form.kind = kind;
        draft.form.title = title.text.to_string();
        if year.is_some() {
            draft.form.year = year;
        }
    }

    /// 项目名称 | …
    fn named(&mut self, line: &Line) -> bool {
        let filled: Vec<&Slot> = line.filled().collect();
        let Some(first) = filled.first() else { return false };
        let key = bare(first.text.split(['：', ':']).next().unwrap_or(first.text));
        let project = matches!(
            key.as_str(),
            "项目名称" | "转移支付名称" | "专项名称" | "项目支出名称" | "政策名称" | "项目"
        );
        let unit = matches!(key.as_str(), "单位名称" | "部门名称" | "预算单位" | "部门");
        if !project && !unit {
            return false;
        }
        let inline = first.text.split_once(['：', ':']).map(|(_, v)| v.trim()).filter(|v| !v.is_empty());
        let name = match inline {
            Some(value) => {
                let start = first.span.start + (value.as_ptr() as usize - first.text.as_ptr() as usize);
                Some(Text {
                    text: value.to_string(),
                    span: crate::document::Span { start, end: start + value.len(), ..first.span },
                })
            }
            None => filled.get(1).map(|s| Text { text: s.text.to_string(), span: s.span }),
        };
        let taken = self.current.as_ref().is_some_and(|d| d.form.name.is_some() || d.heads > 0);
        if taken && project {
            self.close();
        }
        if taken && unit {
            return true;
        }
        let draft = self.open(line.block);
        draft.form.name = name;
        if unit && !draft.titled {
            draft.form.kind = FormKind::Overall;
        }
        true
    }

    fn goal_head(&mut self, line: &Line) -> bool {
        if self.current.is_none() {
            return false;
        }
        let mut columns = Vec::new();
        let mut goals = false;
        for slot in line.filled() {
            let t = &slot.words;
            goals |= t.contains("总体目标")
                || t.contains("年度目标") && !t.contains("目标值")
                || t.contains("总体绩效目标");
            if t.contains("预期目标")
                || t.contains("年初设定目标")
                || t.contains("年初目标") && !t.contains("目标值")
                || t == "预期"
            {
                columns.push((slot.column, false));
            } else if t.contains("实际完成情况") || t.contains("目标完成情况") || t.contains("目标实现情况")
            {
                columns.push((slot.column, true));
            }
        }
        if columns.len() == 2 && (goals || line.filled().count() <= 3) {
            self.state = State::Goals(columns, line.block);
            return true;
        }
        false
    }

    fn goal(&mut self, columns: &[(usize, bool)], block: usize, line: &Line) {
        let long: Vec<&Slot> = line
            .filled()
            .filter(|s| {
                let number = s.words.starts_with("目标") && s.words.chars().count() <= 4;
                !(s.continued || number || s.words.contains("总体目标"))
            })
            .collect();
        let Some(draft) = self.current.as_mut() else { return };
        for (index, slot) in long.iter().enumerate() {
            let by_grid = columns.iter().rev().find(|(c, _)| *c <= slot.column && block == slot.span.block);
            let achieved = match (long.len(), by_grid) {
                (2, _) => index == 1,
                (_, Some((_, achieved))) => *achieved,
                _ => index > 0,
            };
            draft
                .form
                .goals
                .push(Goal { text: Text { text: slot.text.to_string(), span: slot.span }, achieved });
            for id in figures_in(self.figures, slot) {
                draft.columns.push((id, Column::Words));
            }
        }
    }

    /// 自评等级 | 优
    fn graded(&mut self, line: &Line) -> bool {
        let filled: Vec<&Slot> = line.filled().collect();
        for pair in filled.windows(2) {
            let key = bare(&pair[0].words);
            if (key.ends_with("等级") || key.ends_with("评价结论") || key.ends_with("自评结论"))
                && is_grade(pair[1].text)
            {
                let (text, span) = (pair[1].text.to_string(), pair[1].span);
                if let Some(draft) = self.draft() {
                    draft.form.grade = Some(Text { text, span });
                }
                self.stray_total(line);
                return true;
            }
        }
        false
    }

    fn fund_head(&mut self, line: &Line, roles: &[Role]) {
        if self
            .current
            .as_ref()
            .is_some_and(|d| !d.form.indicators.is_empty() || d.form.total_score.is_some())
        {
            let kind = self.current.as_ref().map(|d| d.form.kind).unwrap_or_default();
            self.close();
            self.open(line.block).form.kind = kind;
        }
        let header = header(line, roles);
        let label_weight = self.points_of_label(line);
        let money = line.filled().find_map(|s| Unit::money_named_in(&s.words));
        let percent = line.filled().any(|s| role(&s.words) == Role::ExecutionRate && s.words.contains('%'));
        let draft = self.open(line.block);
        draft.heads += 1;
        draft.money = money.or(draft.money.take());
        draft.rates_in_percent |= percent;
        draft.form.execution_weight = label_weight.first().copied();
        for id in label_weight {
            draft.columns.push((id, Column::Weight));
        }
        self.state = State::Funds(header);
    }

    /// The weights that labels of a header row state: 预算执行情况（20分）, 得分(20分*执行率).
    fn points_of_label(&self, line: &Line) -> Vec<FigureId> {
        line.filled()
            .flat_map(|s| figures_in(self.figures, s))
            .filter(|&id| self.figures[id].quantity.unit == Unit::Points)
            .collect()
    }

    fn fund(&mut self, header: &Header, line: &Line) {
        let row = align(header, line);
        let label = line
            .filled()
            .filter(|s| parse_quantity(s.text).is_none() && !is_blank_mark(s.text) && !s.continued)
            .find(|s| fund_kind(&s.words) != FundKind::Unknown)
            .or_else(|| {
                line.filled()
                    .find(|s| parse_quantity(s.text).is_none() && !is_blank_mark(s.text) && !s.continued)
            });
        let Some(label) = label else { return };
        let amounts = [Role::Initial, Role::Full, Role::Budget, Role::Executed];
        let has_numbers = amounts.iter().any(|r| number(self.figures, row.get(*r)).is_some());
        let kind = fund_kind(&label.words);
        if kind == FundKind::Unknown && !has_numbers {
            return;
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
        let executed = take(Role::Executed, Column::Amount(Role::Executed));
        let rate = take(Role::ExecutionRate, Column::Rate(Role::ExecutionRate));
        let weight = take(Role::Weight, Column::Weight);
        let score = take(Role::Score, Column::Score);
        words(self.figures, draft, &row);
        draft.form.funds.push(Fund {
            label: label.text.trim().to_string(),
            kind,
            of_which: label.words.contains("其中"),
            initial,
            full,
            executed,
            rate,
            weight,
            score,
        });
    }

    fn unclear(&mut self, line: &Line) {
        let ids: Vec<FigureId> = line.filled().flat_map(|s| figures_in(self.figures, s)).collect();
        if let Some(draft) = self.draft() {
            draft.form.unclear |= !ids.is_empty();
            draft.columns.extend(ids.into_iter().map(|id| (id, Column::Unclear)));
        }
    }

    fn indicator_head(&mut self, line: &Line, roles: &[Role]) {
        let header = header(line, roles);
        let label_weight = self.points_of_label(line);
        let percent = line.filled().any(|s| role(&s.words) == Role::Rate && s.words.contains('%'));
        let label =
            line.filled().find(|s| !figures_in(self.figures, s).is_empty()).map(|s| s.text.to_string());
        let (rates, scores, reasons) =
            (header.has(Role::Rate), header.has(Role::Score), header.has(Role::Reason));
        let draft = self.open(line.block);
        draft.heads += 1;
        draft.rates_in_percent |= percent;
        draft.form.has_rates |= rates;
        draft.form.has_scores |= scores;
        draft.form.has_reasons |= reasons;
        for id in label_weight {
            let at = draft.form.indicators.len();
            draft.columns.push((id, Column::Weight));
            if let Some(label) = &label {
                draft.form.groups.push(Group { label: bare(label), weight: id, from: at, to: usize::MAX });
            }
        }
        self.levels = Default::default();
        self.state = State::Indicators(header);
    }

    fn indicator(&mut self, header: &Header, line: &Line) {
        if self.total(header, line) {
            return;
        }
        let filled: Vec<&Slot> = line.filled().filter(|s| !s.continued).collect();
        let Some(first) = filled.first() else { return };
        if filled.len() == 1 {
            if is_note(&first.words) {
                self.state = State::Tail;
            }
            return;
        }
        let row = align(header, line);
        self.read_levels(&row);
        let name = [Role::Name, Role::SecondLevel, Role::FirstLevel]
            .iter()
            .find_map(|r| row.filled(*r).filter(|s| !is_blank_mark(s.text)));
        let weight = number(self.figures, row.get(Role::Weight));
        let score = number(self.figures, row.get(Role::Score));
        let year = self.current.as_ref().and_then(|d| d.form.year);
        let value = |r: Role| row.get(r).filter(|_| header.has(r)).map(|s| read(self.figures, s, year));
        let target = value(Role::Target);
        let actual = value(Role::Actual);
        let said = |v: &Option<Value>| v.as_ref().is_some_and(|v| v.content != Content::Blank);
        let says = weight.is_some() || score.is_some() || said(&target) || said(&actual);
        let Some(name) = name else {
            if says {
                self.unclear(line);
            }
            return;
        };
        if !says || is_placeholder(&name.words) && weight.is_none() && score.is_none() {
            return;
        }
        if !row.certain {
            self.unclear(line);
            return;
        }
        let nature = row.get(Role::Nature).map(|s| s.words.clone()).unwrap_or_default();
        let unit = row.get(Role::Unit).map(|s| s.words.clone()).unwrap_or_default();
        let rate = number(self.figures, row.get(Role::Rate));
        let reason = row
            .filled(Role::Reason)
            .filter(|s| !is_blank_mark(s.text) && parse_quantity(s.text).is_none())
            .map(|s| Text { text: s.text.to_string(), span: s.span });
        adopt_unit(self.figures, target.as_ref());
        adopt_unit(self.figures, actual.as_ref());
        let figure = |v: &Option<Value>| v.as_ref().and_then(Value::figure);
        let (t, a) = (figure(&target), figure(&actual));
        share_units(self.figures, t, a, &unit);
        let mut indicator = Indicator {
            first_level: self.levels[0].clone(),
            second_level: self.levels[1].clone(),
            name: strip_number(name.text),
            span: Some(name.span),
            weight,
            target,
            actual,
            rate,
            score,
            wording: row.get(Role::Wording).map(|s| s.words.clone()).unwrap_or_default(),
            reason,
            polarity: Polarity::Unknown,
            unit,
        };
        if indicator.wording.chars().count() > 24 {
            indicator.wording.clear();
        }
        indicator.polarity = polarity(indicator.target.as_ref(), &nature, indicator.is_cost());
        let Some(draft) = self.current.as_mut() else { return };
        for (id, column) in [
            (weight, Column::Weight),
            (score, Column::Score),
            (rate, Column::Rate(Role::Rate)),
            (t, Column::Target),
            (a, Column::Actual),
        ] {
            draft.columns.extend(id.map(|id| (id, column)));
        }
        words(self.figures, draft, &row);
        group_labels(self.figures, draft, &row);
        draft.form.indicators.push(indicator);
    }

    fn read_levels(&mut self, row: &Aligned) {
        if let Some(first) = row.filled(Role::FirstLevel) {
            let text = bare(first.text);
            if text != self.levels[0] {
                self.levels = [text, String::new()];
            }
        }
        if let Some(second) = row.filled(Role::SecondLevel) {
            self.levels[1] = bare(second.text);
        }
    }

    /// 总分 | 100 | … | 98.60分
    fn total(&mut self, header: &Header, line: &Line) -> bool {
        let Some(label) = line.filled().find(|s| is_total(&s.words)) else { return false };
        let before = line.filled().take_while(|s| s.span != label.span).count();
        if before > 1 {
            return false;
        }
        let numbers: Vec<(FigureId, usize)> = line
            .filled()
            .flat_map(|s| figures_in(self.figures, s).into_iter().map(move |id| (id, s.column)))
            .collect();
        if numbers.is_empty() {
            return false;
        }
        let score_word = label.words.contains('分') && !label.words.contains("分值");
        let value = |id: FigureId| self.figures[id].quantity.value;
        let Some(draft) = self.current.as_ref() else { return false };
        let form = &draft.form;
        let (weight, score) = match numbers.as_slice() {
            [(one, column)] => {
                let under =
                    header.columns.iter().find(|(_, c, w)| c <= column && *column < c + w).map(|c| c.0);
                let whole = value(*one) == Decimal::ONE_HUNDRED;
                let exact = header.block == line.block && line.slots.len() == header.columns.len();
                match under {
                    Some(Role::Weight) if exact => (Some(*one), None),
                    Some(Role::Score) if exact => (None, Some(*one)),
                    _ if !form.has_scores => (Some(*one), None),
                    _ if score_word || !whole => (None, Some(*one)),
                    _ if adds_up(self.figures, form, value(*one)) => (None, Some(*one)),
                    _ => (Some(*one), None),
                }
            }
            [(first, _), .., (last, _)] => (Some(*first), Some(*last)),
            [] => (None, None),
        };
        let Some(draft) = self.current.as_mut() else { return false };
        if let Some(id) = weight {
            draft.form.total_weight = Some(id);
            draft.columns.push((id, Column::Weight));
        }
        if let Some(id) = score {
            draft.form.total_score = Some(id);
            draft.columns.push((id, Column::Score));
        }
        self.state = State::Tail;
        true
    }

    /// 自评得分 | 98.6 outside the indicators.
    fn stray_total(&mut self, line: &Line) {
        let filled: Vec<&Slot> = line.filled().collect();
        for pair in filled.windows(2) {
            let key = bare(&pair[0].words);
            let named = matches!(
                key.as_str(),
                "自评得分"
                    | "自评总分"
                    | "总分"
                    | "综合得分"
                    | "自评总得分"
                    | "绩效自评得分"
                    | "评价得分"
                    | "最终得分"
            );
            if let (true, Some(id)) = (named, only_figure(self.figures, pair[1]))
                && parse_quantity(pair[1].text).is_some()
                && let Some(draft) = self.current.as_mut()
                && draft.form.total_score.is_none()
            {
                draft.form.total_score = Some(id);
                draft.columns.push((id, Column::Score));
            }
        }
    }
}

/// Does the sum of the scores read so far give this total?
fn adds_up(figures: &Figures, form: &Form, total: Decimal) -> bool {
    let scores = form.indicators.iter().filter_map(|i| i.score).chain(form.score_of_execution());
    scores.map(|id| figures[id].quantity.value).sum::<Decimal>() == total
}

fn header(line: &Line, roles: &[Role]) -> Header {
    let mut seen = Vec::new();
    let columns = line
        .slots
        .iter()
        .zip(roles)
        .map(|(s, &role)| {
            let again = !matches!(role, Role::Other | Role::Words) && seen.contains(&role);
            seen.push(role);
            (if again { Role::Other } else { role }, s.column, s.width)
        })
        .collect();
    Header { columns, block: line.block }
}

/// Figures in columns of words and of last year.
fn words(figures: &Figures, draft: &mut Draft, row: &Aligned) {
    for (role, slot) in &row.slots {
        let column = match role {
            Role::LastYear => Column::LastYear,
            Role::Words
            | Role::Wording
            | Role::Reason
            | Role::Name
            | Role::FirstLevel
            | Role::SecondLevel
            | Role::Other
            | Role::Unit => Column::Words,
            Role::Target | Role::Actual => Column::Words,
            _ => continue,
        };
        for id in figures_in(figures, slot) {
            if !draft.columns.iter().any(|(known, _)| *known == id) {
                draft.columns.push((id, column));
            }
        }
    }
}

/// 产出指标（50分） in a level column.
fn group_labels(figures: &Figures, draft: &mut Draft, row: &Aligned) {
    let at = draft.form.indicators.len();
    for role in [Role::FirstLevel, Role::SecondLevel, Role::Other] {
        let Some(slot) = row.filled(role) else { continue };
        let stated = figures_in(figures, slot);
        let [id] = stated.as_slice() else { continue };
        if figures[*id].quantity.unit != Unit::Points || draft.form.groups.iter().any(|g| g.weight == *id) {
            continue;
        }
        draft.columns.retain(|(known, _)| known != id);
        draft.columns.push((*id, Column::Weight));
        // A group of a level ends where the next of the same level begins.
        draft.form.groups.push(Group { label: bare(slot.text), weight: *id, from: at, to: usize::MAX });
    }
}

/// Sets where each group ends: where its level changes.
fn close_groups(form: &mut Form) {
    let count = form.indicators.len();
    for group in &mut form.groups {
        let of_level = |i: &Indicator| i.first_level == group.label || i.second_level == group.label;
        let Some(first) = form.indicators.get(group.from) else {
            group.to = group.from;
            continue;
        };
        group.to = match of_level(first) {
            true => form.indicators[group.from..]
                .iter()
                .position(|i| !of_level(i))
                .map_or(count, |n| group.from + n),
            false => count,
        };
    }
    // Blocks with a head of their own end where the next such head begins.
    let starts: Vec<usize> = form.groups.iter().map(|g| g.from).collect();
    let labels: Vec<bool> = form
        .groups
        .iter()
        .map(|g| {
            form.indicators.get(g.from).is_some_and(|i| i.first_level == g.label || i.second_level == g.label)
        })
        .collect();
    for (k, group) in form.groups.iter_mut().enumerate() {
        if !labels[k]
            && let Some(next) =
                (0..starts.len()).filter(|&j| !labels[j] && starts[j] > group.from).map(|j| starts[j]).min()
        {
            group.to = group.to.min(next);
        }
    }
}

fn is_total(words: &str) -> bool {
    let t = bare(words);
    let t = t.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.' || c == '分');
    matches!(
        t,
        "总" | "总分"
            | "合计"
            | "总计"
            | "自评总分"
            | "总得分"
            | "自评得分"
            | "得分合计"
            | "绩效自评总分"
            | "评价总分"
            | "分值合计"
            | "综合得分"
            | "总评分"
            | "自评总得分"
            | "合计得分"
    ) || matches!(bare(words).as_str(), "合计得分" | "总得分" | "自评得分" | "综合得分")
}

fn is_note(words: &str) -> bool {
    ["注", "备注", "说明", "填表", "其他需要说明", "评价结论", "存在问题", "改进措施", "有关说明"]
        .iter()
        .any(|w| words.starts_with(w))
}

fn is_placeholder(words: &str) -> bool {
    let t = words.trim_end_matches([':', '：']);
    let number = t.strip_prefix("指标").is_some_and(|n| n.chars().all(|c| c.is_ascii_digit()));
    number || t.chars().all(|c| matches!(c, '…' | '.' | '·' | '—' | '-'))
}

/// 指标1：安装水尺 is called 安装水尺.
fn strip_number(name: &str) -> String {
    let t = name.trim();
    let rest = t.strip_prefix("指标").map(|r| r.trim_start_matches(|c: char| c.is_ascii_digit()));
    match rest {
        Some(rest) if rest.len() + "指标".len() < t.len() => {
            let rest = rest.trim_start_matches(['：', ':', '、', '.', ' ']);
            if rest.is_empty() { t.to_string() } else { rest.to_string() }
        }
        _ => t.to_string(),
    }
}

pub(super) fn fund_kind(words: &str) -> FundKind {
    let t = bare(words);
    let any = |list: &[&str]| list.iter().any(|w| t.contains(w));
    match () {
        _ if t.chars().count() > 24 => FundKind::Unknown,
        _ if any(&["总额", "合计", "总计", "资金总量"]) => FundKind::Total,
        _ if any(&["结转", "结余"]) => FundKind::CarriedOver,
        _ if any(&["专户"]) => FundKind::SpecialAccount,
        _ if any(&["单位资金", "自有资金", "自筹", "事业收入", "经营收入"]) => {
            FundKind::OwnFunds
        }
        _ if any(&["中央", "上级", "省级资金", "省级补助", "省级财政"]) => FundKind::Superior,
        _ if any(&["本级", "地方", "州级", "市级", "县级", "区级", "自治区"]) => {
            FundKind::Local
        }
        _ if any(&["财政拨款", "财政资金", "财政补助", "一般公共预算", "政府性基金", "国有资本"])
            || t == "财政" =>
        {
            FundKind::Fiscal
        }
        _ if any(&["人员", "公用"]) => FundKind::PartOfBasic,
        _ if any(&["基本支出"]) => FundKind::Basic,
        _ if any(&["项目支出"]) => FundKind::Projects,
        _ if any(&["其他", "其它"]) => FundKind::Other,
        _ => FundKind::Unknown,
    }
}
