//! What a bracket after an amount lists.

use super::*;

impl Builder<'_> {
    /// 上级补助2826万元（税收返还212万元、体制补助1680万元、专项补助934万元）: what a bracket after an amount lists.
    pub(super) fn brackets(&mut self) {
        for whole in 0..self.statements().len() {
            let statements = self.statements();
            let s = &statements[whole];
            let Some(&(slot, total)) = s.amounts.first() else { continue };
            let parts: Vec<usize> = (whole + 1..statements.len())
                .take_while(|&i| statements[i].passage == s.passage && statements[i].depth == s.depth + 1)
                .collect();
            let [first, _, ..] = parts.as_slice() else { continue };
            let text = self.narrative.passages.get(s.passage).map_or("", |p| p.text.as_str());
            let opening = text.get(s.at.end..statements[*first].at.start).unwrap_or("");
            let listed = after_share(opening).strip_prefix('(').is_some_and(|t| {
                !["含", "包括", "不", "比", "较", "占", "上年", "约", "扣除", "剔除", "人均", "其中"]
                    .iter()
                    .any(|w| t.starts_with(w))
            });
            let plain = parts.iter().all(|&i| {
                let part = &statements[i];
                part.parent.is_none()
                    && !part.inherited
                    && part.amounts.len() == 1
                    && part.amount(slot).is_some()
                    && part.changes.is_empty()
                    && self.unit_kind(i) == self.unit_kind(whole)
            });
            let ids = parts.iter().filter_map(|&i| statements[i].amount(slot));
            let sound = decide(&Relation::sum(total, ids), self.figures).is_sound();
            if plain && s.amounts.len() == 1 && (listed || sound) && !self.figures[total].value().is_zero() {
                // 资产X亿元，负债Y亿元，净资产Z亿元（行政单位资产…，事业单位资产…）: it may list what stands further before.
                let before = |i: &usize| {
                    let other = &statements[*i];
                    (other.passage, other.sentence, other.depth) == (s.passage, s.sentence, s.depth)
                };
                let mut earlier = (0..whole).rev().take_while(before).take(3);
                let meant = earlier.find(|&i| !sound && self.adds_up(i, &parts)).unwrap_or(whole);
                self.enter(meant, parts, true, false);
            }
        }
    }
}

/// ，占48.14%（…: what comes after the share of what is spoken of.
fn after_share(text: &str) -> &str {
    let told = text.strip_prefix(",占").and_then(|t| t.split_once('%'));
    match told {
        Some((share, rest)) if !share.contains([',', '(', ';']) => rest,
        _ => text,
    }
}
