//! Lines into forms: a state for each part of a form, a form ends where the next begins.

mod funds;
mod goals;
mod groups;
mod heads;
mod indicators;
mod totals;

pub(super) use funds::fund_kind;

use super::align::{Aligned, Header, align};
use super::columns::{Role, bare, heads_funds, heads_indicators, is_review, name_levels, name_targets};
use super::form::*;
use super::lines::{Line, Slot};
use super::value::{adopt_unit, figures_in, is_grade, number, only_figure, polarity, read, share_units};
use crate::document::Holds;
use crate::figure::{FigureId, Figures, Unchecked};
use crate::number::{Unit, is_blank_mark, parse_quantity};
use rust_decimal::Decimal;

/// A form being read, with what is needed to refine its figures afterwards.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// A head with points stood before the indicators, and was not understood.
    scores_aside: bool,
    pub form: Form,
    /// Money unit that a head names (万元, 元).
    pub money: Option<Unit>,
    /// Figures of known columns: id, column head.
    pub columns: Vec<(FigureId, Column)>,
    /// Does the head of the rates say %?
    pub rates_in_percent: bool,
    heads: usize,
    /// No row has followed the last head of indicators.
    fresh: bool,
    /// The total that was read last is called 合计: 总分 may follow it.
    plain_total: bool,
    /// A label with points that stands above the head of its indicators: 年度目标1（40分）.
    block: Option<(String, FigureId)>,
    titled: bool,
    /// The budget part has its labels in the rows, two by two.
    paired: bool,
}

impl Draft {
    /// Titled as a form, with what was planned and spent in cells that were run together: the rest could not be read.
    fn has_glued_money(&self, figures: &Figures) -> bool {
        let told = |f: &Fund| match (f.full, f.executed, f.rate) {
            (Some(full), Some(executed), Some(_)) => {
                let (full, executed) = (&figures[full].span, &figures[executed].span);
                full.block == executed.block && full.cell == executed.cell && full.end == executed.start
            }
            _ => false,
        };
        self.titled && self.form.funds.iter().any(told)
    }
}

/// What a figure of a form is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Amount(Role),
    Rate(Role),
    Weight,
    Score,
    Review,
    Deduction,
    Target,
    Actual,
    LastYear,
    Words,
    Unclear,
    /// Not a figure: 指标1, a code in a title.
    Ordinal,
}

#[derive(Debug, Clone)]
enum State {
    Head,
    Funds(Header),
    Goals(Vec<(usize, bool)>, usize),
    /// Tasks with their amounts at the end of the row, or in this column.
    Tasks(Option<usize>),
    Indicators(Header),
    /// The head of the total row: 总分 | 总分值 | 总得分 | 自评等级.
    TotalHead(Vec<Role>),
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

    /// Ends the current form; one without indicators was none, unless its title and its money say otherwise.
    pub(super) fn close(&mut self) {
        if let Some(mut draft) = self.current.take()
            && (!draft.form.indicators.is_empty() || draft.has_glued_money(self.figures))
        {
            groups::fold_heads(&mut draft.form, self.figures);
            groups::close_groups(&mut draft.form);
            groups::turn_subtotals(&mut draft.form);
            let form = &mut draft.form;
            if form.total_score.is_none() && !form.repeated_totals.is_empty() {
                form.total_score = Some(form.repeated_totals.remove(0));
            }
            self.drafts.push(draft);
        }
        self.state = State::Head;
        self.levels = Default::default();
    }

    pub(super) fn open(&mut self, block: usize) -> &mut Draft {
        let year = self.year;
        self.current.get_or_insert_with(|| Draft {
            form: Form { block, year, ..Form::default() },
            ..Draft::default()
        })
    }

    pub(super) fn draft(&mut self) -> Option<&mut Draft> {
        self.current.as_mut()
    }

    pub(super) fn has_body(&self) -> bool {
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
        if let Some(slot) = line.filled().next()
            && slot.words.starts_with("公开")
            && slot.words.ends_with('表')
            && slot.words.chars().count() <= 8
        {
            for id in figures_in(self.figures, slot) {
                self.figures.dismiss(id);
            }
            return;
        }
        if let State::Indicators(header) = &self.state
            && let Some(refined) = heads::below(header, line)
            && self.current.as_ref().is_some_and(|d| d.fresh)
        {
            self.state = State::Indicators(refined);
            return;
        }
        // A row with two numbers heads nothing.
        if line.filled().filter(|s| s.quantity().is_some()).nth(1).is_none() {
            let mut roles: Vec<Role> = line.slots.iter().map(|s| s.role()).collect();
            name_levels(&mut roles, line.slots.iter().map(|s| s.words.as_str()));
            name_targets(&mut roles, line.slots.iter().map(|s| s.words.as_str()));
            if heads_funds(&roles) {
                return self.fund_head(line, &roles);
            }
            if heads_indicators(&roles) {
                return self.indicator_head(line, &roles);
            }
            self.scores_aside(&roles);
        }
        self.scored_aside(line);
        if self.spending_head(line)
            || self.pairs(line)
            || self.named(line)
            || self.goal_head(line)
            || self.graded(line)
        {
            return;
        }
        match self.state.clone() {
            State::Funds(header) => self.fund(&header, line),
            State::Goals(columns, block) => self.goal(&columns, block, line),
            State::Tasks(column) => self.task(column, line),
            State::TotalHead(roles) => self.total_below(&roles, line),
            State::Indicators(header) => self.indicator(&header, line),
            State::Head => {
                self.stray_total(line);
                self.shares(line);
                self.block(line);
                self.goal_beside(line);
                self.years(line);
                self.aside(line);
                if let (Some(draft), Some(year)) =
                    (self.current.as_mut(), line.filled().next().and_then(|s| year_in(&s.words)))
                    && line.filled().count() == 1
                    && draft.heads == 0
                {
                    draft.form.year = Some(year);
                }
            }
            State::Tail => {
                let open = self.current.as_ref().is_some_and(|d| d.form.total_score.is_none());
                if (open || self.total_follows(line)) && self.total(&Header::default(), line) {
                    return;
                }
                self.stray_total(line);
                self.remark(line);
                self.aside(line);
            }
        }
    }

    pub(super) fn paragraph(&mut self, line: &Line) {
        let Some(slot) = line.slots.first() else { return };
        if self.has_body() && is_note(&slot.words) {
            self.aside(line);
        }
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

    pub(super) fn title(&mut self, line: &Line, title: &Slot) {
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
        let ids = figures_in(self.figures, title);
        let draft = self.open(line.block);
        draft.columns.extend(ids.into_iter().map(|id| (id, Column::Ordinal)));
        draft.titled = true;
        draft.form.kind = kind;
        draft.form.title = title.text.to_string();
        if year.is_some() {
            draft.form.year = year;
        }
    }

    /// A conclusion in the tail that repeats figures of the form.
    fn remark(&mut self, line: &Line) {
        let remarks: Vec<Text> = line
            .filled()
            .filter(|s| !s.continued && !figures_in(self.figures, s).is_empty())
            .filter(|s| s.quantity().is_none())
            .map(|s| Text { text: s.text.to_string(), span: s.span })
            .collect();
        if let Some(draft) = self.current.as_mut() {
            draft.form.remarks.extend(remarks);
        }
    }

    /// Figures in the words around the tables (goals, notes, remarks): nothing to check, but known for what they are.
    /// 主要任务 | 计划金额 | 实际金额 | 分值 | 得分 before the indicators: what has points of its own and is not read.
    fn scores_aside(&mut self, roles: &[Role]) {
        if roles.contains(&Role::Weight)
            && roles.contains(&Role::Score)
            && let Some(draft) = self.current.as_mut()
        {
            draft.scores_aside = draft.form.indicators.is_empty();
        }
    }

    /// A row below such a head.
    fn scored_aside(&mut self, line: &Line) {
        let numbers = line.filled().filter(|s| s.quantity().is_some()).count();
        if let Some(draft) = self.current.as_mut().filter(|d| d.scores_aside && d.form.indicators.is_empty())
        {
            draft.form.scored_aside |= numbers > 1;
        }
    }

    fn aside(&mut self, line: &Line) {
        let ids: Vec<FigureId> =
            line.filled().filter(|s| !s.continued).flat_map(|s| figures_in(self.figures, s)).collect();
        // 目标1, 任务2: the first of a list.
        let ordinals: Vec<bool> = ids
            .iter()
            .map(|&id| {
                let span = self.figures[id].span;
                let slot = line.filled().find(|s| {
                    (s.span.block, s.span.cell) == (span.block, span.cell)
                        && s.span.start <= span.start
                        && span.end <= s.span.end
                });
                let before = slot.and_then(|s| s.text.get(..span.start - s.span.start)).unwrap_or_default();
                // 90-100（含90分）为优: what the grades mean.
                let around = slot.map_or("", |s| sentence_around(s.text, span.start - s.span.start));
                ["目标", "任务", "指标"].iter().any(|w| before.ends_with(w))
                    || around.holds_any(&["为优", "为良", "为差"])
            })
            .collect();
        let Some(draft) = self.current.as_mut() else { return };
        for (id, ordinal) in ids.into_iter().zip(ordinals) {
            if !draft.columns.iter().any(|(known, _)| *known == id) {
                draft.columns.push((id, if ordinal { Column::Ordinal } else { Column::Words }));
            }
        }
    }

    /// Numbers in a head that are not its points: (B/A×100%).
    fn dismiss_heads(&mut self, line: &Line) {
        let ids: Vec<FigureId> = line
            .filled()
            .flat_map(|s| figures_in(self.figures, s))
            .filter(|&id| self.figures[id].quantity.unit != Unit::Points)
            .collect();
        self.open(line.block).columns.extend(ids.into_iter().map(|id| (id, Column::Ordinal)));
    }

    /// 项目名称 | …
    pub(super) fn named(&mut self, line: &Line) -> bool {
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
        self.stray_total(line);
        true
    }

    pub(super) fn unclear(&mut self, line: &Line) {
        let ids: Vec<FigureId> = line.filled().flat_map(|s| figures_in(self.figures, s)).collect();
        let Some(draft) = &mut self.current else { return };
        draft.form.unclear |= !ids.is_empty();
        // A form of which nothing else can be read is none, but its numbers have their reason.
        for id in &ids {
            let figure = &mut self.figures[*id];
            if figure.unchecked == Unchecked::LabelNotUnderstood {
                figure.unchecked = Unchecked::LayoutUnclear;
            }
        }
        draft.columns.extend(ids.into_iter().map(|id| (id, Column::Unclear)));
    }
}

fn header(line: &Line, roles: &[Role]) -> Header {
    let mut seen = Vec::new();
    let mut scored_twice = false;
    let mut columns: Vec<(Role, usize, usize)> = Vec::new();
    let mut roles = level_weights(roles);
    // 年度预算数 above 年初预算 and 调整后预算数 heads their labels.
    if roles.contains(&Role::Initial) || roles.contains(&Role::Full) {
        for (role, slot) in roles.iter_mut().zip(&line.slots).filter(|(r, _)| **r == Role::Budget) {
            if slot.words.starts_with("年度预算数") {
                *role = Role::Other;
            }
        }
    }
    // 全年预算数(A) | 统筹整合资金数(B) | 扣除统筹整合资金后预算金额(C): what is left is what is spent of.
    if let Some(net) = line.slots.iter().position(|s| s.words.starts_with("扣除") && s.words.contains("预算"))
    {
        for (at, role) in roles.iter_mut().enumerate() {
            *role = match *role {
                _ if at == net => Role::Full,
                Role::Full => Role::Other,
                other => other,
            };
        }
    }
    // 实施期目标值 beside 年度指标值: what the actual is measured against is the year's.
    let whole_period = |s: &Slot| s.words.holds_any(&["实施期", "总体目标", "中长期", "规划期", "项目周期"]);
    let targets =
        roles.iter().zip(&line.slots).filter(|(r, s)| **r == Role::Target && !whole_period(s)).count();
    for (role, slot) in roles.iter_mut().zip(&line.slots).filter(|(_, s)| whole_period(s)) {
        if *role != Role::Target || targets > 0 && !slot.words.is_empty() {
            *role = Role::Words;
        }
    }
    // 自评得分 beside 复核得分: the unit's own score is the score.
    let own = roles.iter().zip(&line.slots).any(|(r, s)| *r == Role::Score && !is_review(&s.words));
    for (role, slot) in roles.iter_mut().zip(&line.slots).filter(|(r, _)| **r == Role::Score) {
        if own && is_review(&slot.words) {
            *role = Role::Review;
        }
    }
    for (s, &role) in line.slots.iter().zip(&roles) {
        let again = !matches!(role, Role::Other | Role::Words) && seen.contains(&role);
        seen.push(role);
        if again && role == Role::Target && s.words.contains("调整") {
            // The adjusted target binds; the first one stands in where it is empty.
            columns.iter_mut().filter(|c| c.0 == Role::Target).for_each(|c| c.0 = Role::FirstTarget);
        } else if again {
            scored_twice |= role == Role::Score;
            columns.push((Role::Other, s.column, s.width));
            continue;
        }
        columns.push((role, s.column, s.width));
    }
    Header { columns, block: line.block, scored_twice, second: false }
}

/// The head of the money where two lists stand side by side: what was executed is of the second one.
fn second_list(roles: &[Role]) -> Option<usize> {
    let executed = roles.iter().position(|r| *r == Role::Executed)?;
    let budgets: Vec<usize> =
        (0..executed).filter(|&i| matches!(roles[i], Role::Budget | Role::Full | Role::Initial)).collect();
    let [first, second] = budgets[..] else { return None };
    (roles[first] == roles[second] && second == first + 2 && roles[first + 1] == Role::Other)
        .then_some(first + 1)
}

/// 一级指标 | 分值 | 二级指标 | 分值 | 三级指标 | 分值: each level has its points beside it, the last are the indicator's.
fn level_weights(roles: &[Role]) -> Vec<Role> {
    let weights = |roles: &[Role]| roles.contains(&Role::Weight);
    let mut out = roles.to_vec();
    // 评价指标 | 分值 | 二级指标 | 分值: what stands before the second level is the first.
    if let [first @ Role::Other, Role::Weight, Role::SecondLevel, Role::Weight, ..] = out.as_mut_slice() {
        *first = Role::FirstLevel;
    }
    let roles = out.clone();
    for (at, role) in out.iter_mut().enumerate().filter(|(_, r)| **r == Role::Weight) {
        let (before, after) = (roles.get(..at).unwrap_or_default(), roles.get(at + 1..).unwrap_or_default());
        let deeper = after.iter().any(|r| matches!(r, Role::SecondLevel | Role::Name));
        match before.iter().rev().find(|r| matches!(r, Role::FirstLevel | Role::SecondLevel)) {
            Some(Role::FirstLevel) if deeper && weights(after) => *role = Role::FirstWeight,
            Some(_) if deeper && weights(after) => *role = Role::SecondWeight,
            _ => {}
        }
    }
    out
}

/// The sentence in which a byte stands.
fn sentence_around(text: &str, at: usize) -> &str {
    let stops = ['。', '；', ';', '\n'];
    let start = text.get(..at).and_then(|t| t.rfind(stops)).unwrap_or(0);
    let end = text.get(at..).and_then(|t| t.find(stops)).map_or(text.len(), |n| at + n);
    text.get(start..end).unwrap_or_default()
}

/// Figures in columns of words and of last year.
fn words(figures: &Figures, draft: &mut Draft, row: &Aligned) {
    for (role, slot) in &row.slots {
        let column = match role {
            Role::LastYear => Column::LastYear,
            Role::Ordinal => Column::Ordinal,
            Role::Words
            | Role::Wording
            | Role::Reason
            | Role::Name
            | Role::FirstLevel
            | Role::SecondLevel
            | Role::Other
            | Role::Unit => Column::Words,
            Role::FirstTarget => Column::Target,
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

fn is_note(words: &str) -> bool {
    ["注", "备注", "说明", "填表", "其他需要说明", "评价结论", "存在问题", "改进措施", "有关说明"]
        .iter()
        .any(|w| words.starts_with(w))
}
