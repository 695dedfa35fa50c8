//! A second row of heads below the first.

use super::*;

/// The heads of the indicators with what a second row says of them. `None` when the line is no such row.
pub(super) fn below(header: &Header, line: &Line) -> Option<Header> {
    refined(header, line).or_else(|| levels_below(header, line)).or_else(|| divided(header, line))
}

/// A second row of heads: 符号 | 值 | 单位 under 预期指标值. `None` when the line is no such row.
fn refined(header: &Header, line: &Line) -> Option<Header> {
    let under = |s: &Slot| match s.words.split('(').next().unwrap_or_default() {
        "符号" | "计算符号" | "指标性质" | "运算符号" | "性质" => Some(Role::Nature),
        "值" | "数值" | "指标值" | "目标值" | "内容" => Some(Role::Target),
        "单位" | "计量单位" | "度量单位" => Some(Role::Unit),
        _ => None,
    };
    let filled: Vec<&Slot> = line.filled().filter(|s| !s.continued).collect();
    if filled.is_empty() || filled.iter().any(|s| under(s).is_none()) || line.block != header.block {
        return None;
    }
    // Copied as text: the row holds nothing but what divides the head of the values.
    let targets = header.columns.iter().filter(|c| c.0 == Role::Target).count();
    if filled.len() == line.slots.len() && filled.len() > 1 && targets == 1 {
        let mut roles = Vec::new();
        for &(role, _, _) in &header.columns {
            match role {
                Role::Target => roles.extend(filled.iter().filter_map(|s| under(s))),
                _ => roles.push(role),
            }
        }
        let columns = roles.into_iter().enumerate().map(|(n, role)| (role, n, 1)).collect();
        return Some(Header { columns, ..*header });
    }
    // Every empty slot stands under a head of its own, the filled ones under the head of the values.
    let empty = line.slots.iter().filter(|s| s.is_empty() || s.continued).count();
    let mut columns = Vec::new();
    let mut slots = line.slots.iter().peekable();
    for &(role, column, width) in &header.columns {
        let own = slots.peek().is_some_and(|s| s.is_empty() || s.continued);
        if own || role != Role::Target {
            let slot = slots.next()?;
            columns.push((role, if width > 1 { column } else { slot.column }, width.max(slot.width)));
            continue;
        }
        while let Some(slot) = slots.next_if(|s| !s.is_empty() && !s.continued) {
            columns.push((under(slot)?, slot.column, slot.width));
        }
    }
    (empty + 1 == header.columns.len() && slots.next().is_none()).then_some(Header { columns, ..*header })
}

/// 一级指标 | 二级指标 | 三级指标 under 评价指标. `None` when the line is no such row.
fn levels_below(header: &Header, line: &Line) -> Option<Header> {
    let levels = [Role::FirstLevel, Role::SecondLevel, Role::Name];
    let filled: Vec<&Slot> = line.filled().filter(|s| !s.continued).collect();
    if filled.len() < 2
        || filled.iter().any(|s| !levels.contains(&s.role()))
        || line.block != header.block
        || header.has(Role::FirstLevel)
    {
        return None;
    }
    let mut columns: Vec<(Role, usize, usize)> =
        filled.iter().map(|s| (s.role(), s.column, s.width)).collect();
    let end = columns.iter().map(|c| c.1 + c.2).max()?;
    if header.columns.iter().any(|c| c.1 < end && !levels.contains(&c.0) && c.0 != Role::Other) {
        return None;
    }
    columns.extend(header.columns.iter().filter(|c| c.1 >= end));
    Some(Header { columns, ..*header })
}

/// 年初 | 调整 under 指标值, 上半年 | 全年 under 完成值, 自评 | 复核 under 得分.
fn divided(header: &Header, line: &Line) -> Option<Header> {
    if line.block != header.block {
        return None;
    }
    let filled: Vec<&Slot> = line.filled().filter(|s| !s.continued).collect();
    let parts: Vec<(Role, Role)> = filled.iter().map(|s| part(s)).collect::<Option<_>>()?;
    // Each head is divided once, from left to right.
    let mut left = parts.iter().zip(&filled).peekable();
    let mut columns: Vec<(Role, usize, usize)> = Vec::new();
    let (mut in_grid, mut divided) = (true, 0);
    let mut heads = header.columns.iter().peekable();
    while let Some(&(role, column, width)) = heads.next() {
        let mut own = Vec::new();
        while let Some(((_, part), slot)) = left.next_if(|((of, _), _)| *of == role) {
            own.push((*part, slot.column, slot.width));
        }
        if own.is_empty() {
            columns.push((role, column, width));
            continue;
        }
        divided += 1;
        in_grid &= width > 1;
        // A text leaves empty places for what a head reaches over.
        for _ in 1..own.len() {
            heads.next_if(|(role, _, _)| width == 1 && *role == Role::Other);
        }
        columns.extend(own);
    }
    let both =
        columns.iter().any(|c| c.0 == Role::Target) && columns.iter().any(|c| c.0 == Role::FirstTarget);
    for column in columns.iter_mut().filter(|c| !both && c.0 == Role::FirstTarget) {
        column.0 = Role::Target;
    }
    let once = |role: Role| columns.iter().filter(|c| c.0 == role).count() == 1;
    let told = left.next().is_none() && parts.len() > divided && divided > 0;
    if !told || !once(Role::Target) || !once(Role::Actual) {
        return None;
    }
    if !in_grid {
        for (n, column) in columns.iter_mut().enumerate() {
            (column.1, column.2) = (n, 1);
        }
    }
    Some(Header { columns, ..*header })
}

/// What a head of the second row divides, and into what.
fn part(slot: &Slot) -> Option<(Role, Role)> {
    let text = slot.bare();
    let period = |t: &str| t.contains('月') || t.contains("半年") || t.contains('季');
    Some(match text {
        "年初" | "年初值" | "原值" | "初始" => (Role::Target, Role::FirstTarget),
        "调整" | "调整后" | "调整值" => (Role::Target, Role::Target),
        "全年" | "年末" | "年终" => (Role::Actual, Role::Actual),
        "自评" | "自评分" | "单位自评" => (Role::Score, Role::Score),
        _ if text.chars().count() <= 6 && period(text) => (Role::Actual, Role::Words),
        _ if text.chars().count() <= 6 && is_review(text) => (Role::Score, Role::Review),
        _ => return None,
    })
}
