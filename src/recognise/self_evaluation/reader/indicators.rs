//! The indicators: their head and their rows.

use super::*;
use crate::number::Arithmetic as _;

impl Reader<'_> {
    pub(super) fn indicator_head(&mut self, line: &Line, roles: &[Role]) {
        self.dismiss_heads(line);
        let mut header = header(line, roles);
        if let State::Indicators(above) = &self.state
            && self.current.as_ref().is_some_and(|d| d.fresh)
        {
            inherited(&mut header, above, line);
            completed(&mut header, above);
        }
        let label_weight = self.points_of_label(line);
        let percent = line.filled().any(|s| s.role() == Role::Rate && s.words.contains('%'));
        let label =
            line.filled().find(|s| !figures_in(self.figures, s).is_empty()).map(|s| s.text.to_string());
        let (rates, scores, reasons) =
            (header.has(Role::Rate), header.has(Role::Score), header.has(Role::Reason));
        let draft = self.open(line.block);
        draft.heads += 1;
        draft.fresh = true;
        if let Some((label, weight)) = draft.block.take() {
            let from = draft.form.indicators.len();
            draft.columns.push((weight, Column::Weight));
            draft.form.groups.push(Group { label, weight, from, to: usize::MAX });
        }
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

    pub(super) fn indicator(&mut self, header: &Header, line: &Line) {
        if self.total(header, line) {
            return;
        }
        let filled: Vec<&Slot> = line.filled().filter(|s| !s.continued).collect();
        let Some(first) = filled.first() else { return };
        if filled.len() == 1 || is_note(&first.words) && filled.len() == 2 {
            if is_note(&first.words) {
                self.state = State::Tail;
            }
            return self.aside(line);
        }
        if self.block(line) {
            return;
        }
        let row = align(header, line);
        if self.subtotal(header, &row, line) {
            return;
        }
        if let Some(draft) = self.current.as_mut() {
            draft.fresh = false;
        }
        self.read_levels(&row);
        // 预算执行率 | 10 | 10 reaches over the levels, the target and the actual.
        let reaches = filled.iter().skip(1).all(|s| s.quantity().is_some())
            && first.quantity().is_none()
            && row.slots.iter().any(|(r, s)| {
                matches!(r, Role::Target | Role::Actual) && s.span == first.span && !s.continued
            });
        let levels = [Role::Name, Role::SecondLevel, Role::FirstLevel];
        let name = match reaches {
            true => Some(*first),
            false => levels.iter().find_map(|r| row.filled(*r).filter(|s| !is_blank_mark(s.text))),
        };
        let name = name.cloned();
        let share = number(self.figures, row.get(Role::Share));
        // What reaches down from a row above belongs to all of them, and is counted there.
        let own = |r: Role| row.get(r).filter(|s| !s.continued);
        let weight = number(self.figures, own(Role::Weight))
            .or(share)
            .or_else(|| points_of_name(self.figures, header, name.as_ref()));
        let points = number(self.figures, own(Role::Score));
        let result = number(self.figures, row.get(Role::Converted));
        let review = number(self.figures, row.get(Role::Review));
        let deducted = number(self.figures, row.get(Role::Deduction));
        let converted =
            points.zip(share.or(weight)).zip(result).map(|((points, share), result)| (result, points, share));
        // Points out of a hundred: the score is what they are converted to.
        let of_hundred = points.zip(weight).is_some_and(|(p, w)| {
            let [p, w] = [p, w].map(|id| self.figures[id].quantity.value);
            let due = p.times(w).and_then(|product| product.over(Decimal::ONE_HUNDRED));
            let result = result.map(|id| self.figures[id].quantity.value);
            p > w
                || result
                    .zip(due)
                    .is_some_and(|(result, due)| result.bounded_difference(due).abs() < Decimal::new(1, 1))
        });
        let score = if of_hundred { result.or(points) } else { points.or(result) };
        let year = self.current.as_ref().and_then(|d| d.form.year);
        let value = |r: Role, year: Option<u16>| {
            row.get(r).filter(|_| header.has(r) && !reaches).map(|s| read(self.figures, s, year))
        };
        let target = value(Role::Target, year)
            .filter(|v| v.content != Content::Blank || !header.has(Role::FirstTarget))
            .or_else(|| value(Role::FirstTarget, year))
            .or_else(|| within_name(self.figures, header, name.as_ref()));
        // 2022年10月底前 | 9月23日: what was due in a year was done in it, whatever year the report is of.
        let due = match target.as_ref().map(|t| &t.content) {
            Some(Content::Deadline(due)) => Some(due.date.year),
            _ => None,
        };
        let actual = value(Role::Actual, due.or(year));
        let said = |v: &Option<Value>| v.as_ref().is_some_and(|v| v.content != Content::Blank);
        let says = weight.is_some() || score.is_some() || said(&target) || said(&actual);
        let Some(name) = name else {
            if says {
                self.unclear(line);
            }
            return;
        };
        if !says || is_placeholder(&name.words) && weight.is_none() && score.is_none() {
            // 效益指标（30分） | 经济效益指标, and nothing more in this row.
            let level = row.filled(Role::FirstLevel).is_some_and(|s| s.bare().ends_with("指标"));
            if let Some(draft) = self.current.as_mut().filter(|_| level) {
                groups::group_labels(self.figures, draft, &row);
            }
            return;
        }
        // Two numbers between which a print without lines leaves no more room than between two words.
        let glued = |s: &Slot| s.text.contains(' ') && s.text.split(' ').all(|t| parse_quantity(t).is_some());
        if !row.certain || !line.tabular && line.filled().any(glued) {
            self.unclear(line);
            return;
        }
        let nature = row.get(Role::Nature).map(|s| s.words.clone()).unwrap_or_default();
        let unit = row.get(Role::Unit).map(|s| s.words.clone()).unwrap_or_default();
        let rate = number(self.figures, row.get(Role::Rate));
        let coefficient = number(self.figures, row.get(Role::Coefficient));
        let reason = row
            .filled(Role::Reason)
            .filter(|s| !is_blank_mark(s.text) && s.quantity().is_none())
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
            coefficient,
            score,
            review,
            deducted,
            converted,
            wording: String::new(),
            criteria: row.get(Role::Wording).map(|s| s.words.clone()).unwrap_or_default(),
            reason,
            shared: false,
            polarity: Polarity::Unknown,
            unit,
        };
        if indicator.criteria.chars().count() <= 24 {
            indicator.wording.clone_from(&indicator.criteria);
        }
        indicator.polarity = polarity(indicator.target.as_ref(), &nature, indicator.is_cost());
        let scored = header.has(Role::Weight) && header.has(Role::Score);
        let unscored = scored && weight.is_none() && score.is_none() && said(&indicator.actual);
        let Some(draft) = self.current.as_mut() else { return };
        // 其中：甲村 divides the row above; anything else without points of its own shares those above it.
        if unscored
            && !indicator.name.starts_with("其中")
            && let Some(above) = draft.form.indicators.iter_mut().rev().find(|i| i.weight.is_some())
            && above.first_level == indicator.first_level
        {
            above.shared = true;
        }
        for (id, column) in [
            (weight, Column::Weight),
            (share.filter(|s| Some(*s) != weight), Column::Weight),
            (points.filter(|p| Some(*p) != score), Column::Score),
            (result.filter(|r| Some(*r) != score), Column::Score),
            (score, Column::Score),
            (review, Column::Review),
            (deducted, Column::Deduction),
            (coefficient, Column::Rate(Role::Coefficient)),
            (rate, Column::Rate(Role::Rate)),
            (t, Column::Target),
            (a, Column::Actual),
        ] {
            draft.columns.extend(id.map(|id| (id, column)));
        }
        for id in figures_in(self.figures, &name) {
            // 指标1：… is the first of a list.
            let at = self.figures[id].span.start.saturating_sub(name.span.start);
            if matches!(name.text.get(..at), Some("指标" | "目标")) {
                draft.columns.push((id, Column::Ordinal));
            }
        }
        words(self.figures, draft, &row);
        groups::group_labels(self.figures, draft, &row);
        draft.form.indicators.push(indicator);
    }

    pub(super) fn read_levels(&mut self, row: &Aligned) {
        // What reaches down from above is known, whatever a text without lines shows in its place.
        let first = row.filled(Role::FirstLevel).filter(|s| !s.continued || self.levels[0].is_empty());
        if let Some(first) = first {
            let text = first.bare();
            if text != self.levels[0] {
                self.levels = [text.to_string(), String::new()];
            }
        }
        if let Some(second) = row.filled(Role::SecondLevel) {
            self.levels[1] = second.bare().to_string();
        }
    }
}

/// Empty cells under 实际完成值 | 分值 | 得分 in the second row of heads: what stands above them heads their columns too.
fn inherited(header: &mut Header, above: &Header, line: &Line) {
    if header.block != above.block || line.slots.len() != header.columns.len() {
        return;
    }
    let own: Vec<Role> = header.columns.iter().map(|c| c.0).collect();
    for (column, _) in header.columns.iter_mut().zip(&line.slots).filter(|(_, s)| s.is_empty()) {
        let over = above.columns.iter().find(|c| (c.1, c.2) == (column.1, column.2));
        if let Some(role) = over.map(|c| c.0).filter(|r| !own.contains(r)) {
            column.0 = role;
        }
    }
}

/// 绩效指标 | 年度指标值 | 实际完成值 | 分值 | 得分 above 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位, where a converter
/// left out the cells that reach down: the upper heads right of the target follow the lower ones.
fn completed(header: &mut Header, above: &Header) {
    let lacks = |role: Role| !header.has(role) && above.has(role);
    if header.block != above.block
        || !header.has(Role::Name)
        || !header.has(Role::Target)
        // 绩效指标 alone may have been taken for the names.
        || above.has(Role::Name) && (above.has(Role::FirstLevel) || above.has(Role::SecondLevel))
        || !lacks(Role::Actual)
        || header.has(Role::Weight)
    {
        return;
    }
    // Without a target of its own 绩效指标 stands above the levels and the target alike.
    let divided = if above.has(Role::Target) { Role::Target } else { Role::Name };
    let after = above.columns.iter().skip_while(|c| c.0 != divided).skip(1);
    for (n, &(role, _, _)) in after.filter(|c| c.0 != Role::Other).enumerate() {
        header.columns.push((role, usize::MAX / 2 + n, 1));
    }
    for (n, column) in header.columns.iter_mut().enumerate() {
        (column.1, column.2) = (n, 1);
    }
}

/// 组织应急演练≥8次: the name holds the target where no column does.
fn within_name(figures: &Figures, header: &Header, name: Option<&Slot>) -> Option<Value> {
    let name = name.filter(|_| !header.has(Role::Target))?;
    let id = figures_in(figures, name).into_iter().find(|&id| {
        let figure = &figures[id];
        figure.quantity.comparator.is_some() && figure.span.end == name.span.end
    })?;
    let span = figures[id].span;
    let text = name.text.get(span.start - name.span.start..)?.to_string();
    Some(Value { text, span, content: Content::Quantity(id, figures[id].quantity.comparator) })
}

/// A11立项依据充分性（3分）: the name holds the points where no column does.
fn points_of_name(figures: &Figures, header: &Header, name: Option<&Slot>) -> Option<FigureId> {
    let name = name.filter(|s| !header.has(Role::Weight) && !s.continued && s.words.ends_with("分)"))?;
    figures_in(figures, name).pop().filter(|&id| figures[id].quantity.unit == Unit::Points)
}

pub(super) fn is_placeholder(words: &str) -> bool {
    let t = words.trim_end_matches([':', '：']);
    let number = t.strip_prefix("指标").is_some_and(|n| n.chars().all(|c| c.is_ascii_digit()));
    number || t.chars().all(|c| matches!(c, '…' | '.' | '·' | '—' | '-'))
}

/// 指标1：安装水尺 is called 安装水尺.
pub(super) fn strip_number(name: &str) -> String {
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
