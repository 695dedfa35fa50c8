//! The total row, totals that stand elsewhere in the form, the grade.

use super::*;
use crate::document::Holds;
use crate::number::Total;

impl Reader<'_> {
    /// 自评等级 | 优
    pub(super) fn graded(&mut self, line: &Line) -> bool {
        let filled: Vec<&Slot> = line.filled().collect();
        for pair in filled.windows(2) {
            let key = pair[0].bare();
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

    /// 总分 | 100 | … | 98.60分
    pub(super) fn total(&mut self, header: &Header, line: &Line) -> bool {
        let Some(label) = line.filled().find(|s| is_total(s.bare())) else { return false };
        let before = line.filled().take_while(|s| s.span != label.span).count();
        if before > 1 {
            return false;
        }
        let numbers: Vec<(FigureId, usize)> = line
            .filled()
            .flat_map(|s| figures_in(self.figures, s).into_iter().map(move |id| (id, s.column)))
            .collect();
        if numbers.is_empty() {
            return self.total_head(line);
        }
        // 总分 | 100 | 96.5 | 96.50%: the rate of the points given ends the row.
        let numbers = match numbers.as_slice() {
            [rest @ .., (rate, _)]
                if rest.len() >= 2
                    && header.has(Role::Coefficient)
                    && self.figures[*rate].quantity.unit.is_percent() =>
            {
                let rate = *rate;
                let rest = rest.to_vec();
                self.open(line.block).columns.push((rate, Column::Rate(Role::Coefficient)));
                rest
            }
            _ => numbers,
        };
        let score_word = label.words.contains('分') && !label.words.contains("分值");
        let value = |id: FigureId| self.figures[id].quantity.value;
        if let Some(placed) = under_heads(header, line, &numbers) {
            return self.placed_total(&label.words, placed);
        }
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
            [(first, _), .., (last, _)] => match own_columns(header, line, &numbers) {
                Some((weight, score)) => (Some(weight), Some(score)),
                // Which of several scores the last one adds up is open.
                None if header.scored_twice || numbers.len() > 2 && judged_twice(header) => {
                    (Some(*first), None)
                }
                None => (Some(*first), Some(*last)),
            },
            [] => (None, None),
        };
        let Some(draft) = self.current.as_mut() else { return false };
        draft.plain_total = label.bare() == "合计";
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

    /// A total row with more than points and score: each number is what its head says.
    fn placed_total(&mut self, label: &str, placed: Vec<(Role, FigureId)>) -> bool {
        let Some(draft) = self.current.as_mut() else { return false };
        draft.plain_total = bare(label) == "合计";
        for (role, id) in placed {
            let (total, column) = match role {
                Role::Weight => (&mut draft.form.total_weight, Column::Weight),
                Role::Score => (&mut draft.form.total_score, Column::Score),
                Role::Review => (&mut draft.form.total_review, Column::Review),
                _ => (&mut draft.form.total_deducted, Column::Deduction),
            };
            *total = Some(id);
            draft.columns.push((id, column));
        }
        self.state = State::Tail;
        true
    }

    /// 合计 | 90 | 87, then 加预算执行得分后总分 | 96.5: the first was that of the indicators alone.
    pub(super) fn total_follows(&mut self, line: &Line) -> bool {
        let named = |s: &Slot| is_total(s.bare()) && s.words.holds_any(&["总分", "总得分", "最终得分"]);
        let Some(draft) = self.current.as_mut().filter(|d| d.plain_total && line.filled().any(named)) else {
            return false;
        };
        let (label, form) = ("合计".to_string(), &mut draft.form);
        let (weight, score) = (form.total_weight.take(), form.total_score.take());
        form.subtotals.push(Subtotal { label, weight, score, from: vec![0], to: form.indicators.len() });
        true
    }

    /// 总分 | 总分值 | 总得分 | 自评等级, with the values in the row below.
    fn total_head(&mut self, line: &Line) -> bool {
        let roles: Vec<Role> = line
            .filled()
            .filter(|s| !s.continued)
            .filter_map(|s| match s.bare() {
                "总分值" | "分值" | "总分数" => Some(Role::Weight),
                "总得分" | "得分" | "自评得分" | "自评总得分" => Some(Role::Score),
                t if t.ends_with("等级") => Some(Role::Words),
                _ => None,
            })
            .collect();
        let both = roles.contains(&Role::Weight) && roles.contains(&Role::Score);
        if both {
            self.state = State::TotalHead(roles);
        }
        both
    }

    /// The row below the head of the totals.
    pub(super) fn total_below(&mut self, roles: &[Role], line: &Line) {
        self.state = State::Tail;
        let filled: Vec<&Slot> = line.filled().filter(|s| !s.continued).collect();
        if filled.len() != roles.len() {
            return self.aside(line);
        }
        for (role, slot) in roles.iter().zip(filled) {
            let id = number(self.figures, Some(slot));
            let Some(draft) = self.current.as_mut() else { return };
            match (role, id) {
                (Role::Weight, Some(id)) => {
                    draft.form.total_weight = Some(id);
                    draft.columns.push((id, Column::Weight));
                }
                (Role::Score, Some(id)) => {
                    draft.form.total_score = Some(id);
                    draft.columns.push((id, Column::Score));
                }
                _ if is_grade(slot.text) => {
                    draft.form.grade = Some(Text { text: slot.text.to_string(), span: slot.span });
                }
                _ => {}
            }
        }
    }

    /// A row that sums up rows above it: 小计 | 50 | 47.
    pub(super) fn subtotal(&mut self, header: &Header, row: &Aligned, line: &Line) -> bool {
        let Some(label) = line.filled().find(|s| !s.continued && s.words.ends_with("小计")) else {
            return false;
        };
        // A bare 小计 below its rows names no level of its own, wherever it stands; nor does 产出指标小计 below those of 产出指标.
        let named = label.bare().trim_end_matches("小计");
        let above = self.current.as_ref().and_then(|d| d.form.indicators.last());
        let of_above = above.filter(|i| i.first_level == named || i.second_level == named);
        let own = of_above.map(|i| i.first_level == named);
        let named = named.to_string();
        if !named.is_empty() && own.is_none() {
            self.read_levels(row);
        }
        let label = label.text.to_string();
        let mut numbers =
            line.filled().filter(|s| !s.continued).filter_map(|s| number(self.figures, Some(s)));
        let by_column =
            (number(self.figures, row.get(Role::Weight)), number(self.figures, row.get(Role::Score)));
        let (weight, score) = match by_column {
            (None, None) => (numbers.next(), numbers.next()),
            known => known,
        };
        // Cells left out, and scores of several beside each other: which number is which is open.
        let shifted = header.block == line.block && line.slots.len() + 2 < header.columns.len();
        let several = line.filled().filter(|s| number(self.figures, Some(s)).is_some()).count() > 2;
        let (weight, score) = match shifted && several && judged_twice(header) {
            true => (None, None),
            false => (weight, score),
        };
        let level = self.levels[0].clone();
        let Some(draft) = self.current.as_mut() else { return true };
        let to = draft.form.indicators.len();
        let since = draft.form.subtotals.last().map_or(0, |s| s.to);
        let trailing = |same: &dyn Fn(&Indicator) -> bool| {
            to - draft.form.indicators.iter().rev().take_while(|i| same(i)).count()
        };
        let of_name = own
            .map(|first| trailing(&|i| if first { i.first_level == named } else { i.second_level == named }));
        let own = trailing(&|i| i.first_level == level);
        let last = draft.form.indicators.last().map(|i| i.second_level.clone()).unwrap_or_default();
        let second = trailing(&|i| i.first_level == level && i.second_level == last);
        let mut from = match of_name {
            Some(from) => vec![from],
            None => vec![own.max(since), own, second, since],
        };
        from.dedup();
        draft.columns.extend(weight.map(|id| (id, Column::Weight)));
        draft.columns.extend(score.map(|id| (id, Column::Score)));
        draft.form.subtotals.push(Subtotal { label, weight, score, from, to });
        true
    }

    /// 自评得分 | 98.6 outside the indicators.
    pub(super) fn stray_total(&mut self, line: &Line) {
        let filled: Vec<&Slot> = line.filled().collect();
        // 自评结果 | 自评得分96.5分，等级：优
        for slot in filled.iter().filter(|s| !s.continued) {
            let named = slot.words.trim_end_matches('。').split([',', '，', ';', '；', '(']).next();
            let points = named.unwrap_or_default().strip_suffix('分').unwrap_or_default();
            let label = points.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
            if label.len() < points.len()
                && names_total(label.trim_end_matches([':', '：', '为']))
                && let Some(id) = only_figure(self.figures, slot)
                && self.figures[id].quantity.unit == Unit::Points
                && let Some(draft) = self.current.as_mut()
            {
                draft.form.repeated_totals.push(id);
                draft.columns.push((id, Column::Score));
            }
        }
        for pair in filled.windows(2) {
            let key = pair[0].bare();
            let key = without_ordinal(key);
            let named = names_total(key);
            if let (true, Some(id)) = (named, only_figure(self.figures, pair[1]))
                && pair[1].quantity().is_some()
                && let Some(draft) = self.current.as_mut()
            {
                draft.form.repeated_totals.push(id);
                draft.columns.push((id, Column::Score));
            }
        }
    }
}

/// 自评得分, 总分: the score of it all.
fn names_total(key: &str) -> bool {
    matches!(
        key,
        "自评得分"
            | "自评总分"
            | "总分"
            | "综合得分"
            | "自评总得分"
            | "绩效自评得分"
            | "评价得分"
            | "最终得分"
            | "总得分"
            | "项目总得分"
            | "项目自评得分"
    )
}

/// The numbers of a total row under the heads of points, scores and what was taken off, where there are more than points and
/// score.
fn under_heads(header: &Header, line: &Line, numbers: &[(FigureId, usize)]) -> Option<Vec<(Role, FigureId)>> {
    let more = [Role::Review, Role::Deduction].iter().any(|r| header.has(*r));
    if !more || header.block != line.block {
        return None;
    }
    let sums = |role: Role| matches!(role, Role::Weight | Role::Score | Role::Review | Role::Deduction);
    let whole = line.slots.len() == header.columns.len();
    let heads: Vec<Role> = header.columns.iter().map(|c| c.0).filter(|r| sums(*r)).collect();
    let mut out: Vec<(Role, FigureId)> = Vec::new();
    let under =
        |column: usize| header.columns.iter().find(|(_, c, w)| *c <= column && column < c + w).map(|c| c.0);
    // The points of the levels above come to as much as those of the indicators.
    let of_level = |column: usize| matches!(under(column), Some(Role::FirstWeight | Role::SecondWeight));
    let numbers: Vec<(FigureId, usize)> =
        numbers.iter().filter(|n| !whole || !of_level(n.1)).copied().collect();
    for (at, &(id, column)) in numbers.iter().enumerate() {
        let under = under(column);
        let in_grid = whole || line.slots.iter().any(|s| s.width > 1);
        let role = match (under.filter(|r| sums(*r)), numbers.len() == heads.len()) {
            // The scores of a third judge.
            (None, false) if in_grid && under == Some(Role::Other) => continue,
            (Some(role), _) if whole || line.slots.iter().any(|s| s.width > 1) => role,
            (_, true) => *heads.get(at)?,
            _ => return None,
        };
        if out.iter().any(|(known, _)| *known == role) {
            return None;
        }
        out.push((role, id));
    }
    Some(out)
}

/// 复核得分 or 扣分 beside the score: more than points and score stands in a row.
fn judged_twice(header: &Header) -> bool {
    header.has(Role::Review) || header.has(Role::Deduction)
}

/// The points and the score of a total row by the heads that they stand under: where scores come before points, and where
/// the scores of several stand side by side.
fn own_columns(header: &Header, line: &Line, numbers: &[(FigureId, usize)]) -> Option<(FigureId, FigureId)> {
    let at = |role: Role| header.columns.iter().position(|c| c.0 == role);
    let (weight, score) = (at(Role::Weight)?, at(Role::Score)?);
    if score > weight && !header.scored_twice {
        return None;
    }
    let in_grid = header.block == line.block && line.slots.iter().any(|s| s.width > 1);
    let whole = header.block == line.block && line.slots.len() == header.columns.len();
    let under = |at: usize| {
        let (_, column, width) = header.columns.get(at).copied()?;
        let own = |n: &&(FigureId, usize)| column <= n.1 && n.1 < column + width;
        numbers.iter().find(own).map(|n| n.0)
    };
    match numbers {
        _ if in_grid || whole => Some((under(weight)?, under(score)?)),
        [(first, _), (last, _)] if score < weight => Some((*last, *first)),
        _ => None,
    }
}

/// Does the sum of the scores read so far give this total?
pub(super) fn adds_up(figures: &Figures, form: &Form, total: Decimal) -> bool {
    let scores = form.indicators.iter().filter_map(|i| i.score).chain(form.scores_of_execution());
    scores.map(|id| figures[id].quantity.value).total() == total
}

/// 五、评价得分 without its number.
fn without_ordinal(words: &str) -> &str {
    let ordinal = |n: &str| n.chars().count() <= 2 && n.chars().all(|c| "一二三四五六七八九十".contains(c));
    words.split_once('、').filter(|(n, _)| ordinal(n)).map_or(words, |(_, rest)| rest)
}

/// Is this the label of the total row: 总分, 合计, 自评得分合计, 绩效自评总分?
pub(super) fn is_total(bare: &str) -> bool {
    let whole = without_ordinal(bare);
    if whole == "评价得分" {
        return true;
    }
    let digits = |c: char| c.is_ascii_digit() || c == '.';
    let tail = whole.trim_end_matches('分');
    let stem = match tail.len() < whole.len() && tail.ends_with(digits) {
        true => tail.trim_end_matches(digits),
        false => whole.trim_end_matches(digits),
    };
    let mut rest = stem;
    // Made of nothing but these words.
    let pieces = [
        "绩效", "项目", "自评", "自我", "评价", "评分", "综合", "最终", "总", "得分", "分值", "分数", "合计",
        "计", "分",
    ];
    while let Some(shorter) = pieces.iter().find_map(|p| rest.strip_prefix(p)) {
        rest = shorter;
    }
    // 加预算执行得分后总分
    if let Some((_, after)) =
        rest.split_once('后').filter(|(with, _)| with.starts_with('加') && with.contains("执行"))
    {
        rest = after.trim_start_matches("总分").trim_start_matches("得分").trim_start_matches("总得分");
    }
    let sums = stem.holds_any(&["总", "合计", "自评得分", "综合得分", "自评评分"]);
    rest.is_empty() && sums
}
