//! Lines into forms: a state for each part of a form, a form ends where the next begins.

mod funds;
mod goals;
mod groups;
mod indicators;
mod totals;

pub(super) use funds::fund_kind;

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
    pub(super) fn close(&mut self) {
        if let Some(mut draft) = self.current.take()
            && !draft.form.indicators.is_empty()
        {
            groups::close_groups(&mut draft.form);
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

    pub(super) fn paragraph(&mut self, line: &Line) {
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
        let draft = self.open(line.block);
        draft.titled = true;
        draft.form.kind = kind;
        draft.form.title = title.text.to_string();
        if year.is_some() {
            draft.form.year = year;
        }
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
        true
    }

    pub(super) fn unclear(&mut self, line: &Line) {
        let ids: Vec<FigureId> = line.filled().flat_map(|s| figures_in(self.figures, s)).collect();
        if let Some(draft) = self.draft() {
            draft.form.unclear |= !ids.is_empty();
            draft.columns.extend(ids.into_iter().map(|id| (id, Column::Unclear)));
        }
    }
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

fn is_note(words: &str) -> bool {
    ["注", "备注", "说明", "填表", "其他需要说明", "评价结论", "存在问题", "改进措施", "有关说明"]
        .iter()
        .any(|w| words.starts_with(w))
}
