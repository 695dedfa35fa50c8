//! The total row, totals that stand elsewhere in the form, the grade.

use super::*;

impl Reader<'_> {
    /// 自评等级 | 优
    pub(super) fn graded(&mut self, line: &Line) -> bool {
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

    /// 总分 | 100 | … | 98.60分
    pub(super) fn total(&mut self, header: &Header, line: &Line) -> bool {
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
    pub(super) fn stray_total(&mut self, line: &Line) {
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
pub(super) fn adds_up(figures: &Figures, form: &Form, total: Decimal) -> bool {
    let scores = form.indicators.iter().filter_map(|i| i.score).chain(form.score_of_execution());
    scores.map(|id| figures[id].quantity.value).sum::<Decimal>() == total
}

pub(super) fn is_total(words: &str) -> bool {
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
