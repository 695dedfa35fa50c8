//! The goals in words (年度总体目标): what was planned beside what was done.

use super::*;

impl Reader<'_> {
    pub(super) fn goal_head(&mut self, line: &Line) -> bool {
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
}
