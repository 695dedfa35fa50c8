//! The goals in words (年度总体目标): what was planned beside what was done.

use super::*;

impl Reader<'_> {
    pub(super) fn goal_head(&mut self, line: &Line) -> bool {
        if self.current.is_none() {
            return false;
        }
        let mut columns = Vec::new();
        let mut goals = false;
        let achieved =
            |t: &str| t.holds_any(&["实际完成情况", "目标完成情况", "目标实现情况", "具体完成情况"]);
        let last = line.filled().filter(|s| achieved(&s.words)).map(|s| s.column).max();
        for slot in line.filled().filter(|s| !s.continued) {
            let t = slot.words.as_str();
            // Nearly every cell.
            if !t.holds_any(&["目标", "完成情况", "预期"]) {
                continue;
            }
            // 年度总体目标完成情况 is the label of the row, not the head of what was done.
            if achieved(t) && Some(slot.column) != last {
                goals = true;
                continue;
            }
            goals |=
                t.holds("总体目标") || t.holds("年度目标") && !t.holds("目标值") || t.holds("总体绩效目标");
            if t.holds("预期目标")
                || t.holds("年初设定目标")
                || t.holds("年初目标") && !t.holds("目标值")
                || t.holds("绩效目标") && !t.holds("目标值") && !t.holds("总体") && last.is_some()
                || (t == "总体目标" || t == "年度目标") && last.is_some()
                || t == "预期"
            {
                columns.push((slot.column, false));
            } else if achieved(t) {
                columns.push((slot.column, true));
            }
        }
        // 当年绩效目标 | 年初绩效目标 | 全年（调整）绩效目标 | 全年目标实际完成情况
        if columns.len() >= 2 && line.filled().any(|s| s.words == "当年绩效目标") {
            columns.remove(0);
        }
        if (2..=3).contains(&columns.len())
            && columns.iter().filter(|c| c.1).count() == 1
            && (goals || line.filled().count() <= 4)
        {
            self.state = State::Goals(columns, line.block);
            return true;
        }
        false
    }

    /// 年度履职目标 | what is planned, in one cell beside the label.
    pub(super) fn goal_beside(&mut self, line: &Line) {
        let filled: Vec<&Slot> = line.filled().filter(|s| !s.continued).collect();
        if let [label, text] = filled.as_slice()
            && label.words.ends_with("目标")
            && let Some(draft) = self.current.as_mut()
        {
            let text = Text { text: text.text.to_string(), span: text.span };
            draft.form.goals.push(Goal { text, achieved: false });
        }
    }

    pub(super) fn goal(&mut self, columns: &[(usize, bool)], block: usize, line: &Line) {
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
                (n, _) if n == columns.len() => columns.get(index).is_some_and(|c| c.1),
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
}
