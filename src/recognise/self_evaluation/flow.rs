//! Forms that a converter flattened: one cell a line, or all cells in one paragraph with spaces between. The heads tell
//! how many cells a row has; a row is restored only where the count of its cells leaves no choice.

use super::columns::{Role, heads_funds, heads_indicators, role};
use super::form::FundKind;
use super::lines::{Line, Slot, slot};
use super::reader::fund_kind;
use super::value::looks_like_date;
use crate::document::{Span, squeeze};
use crate::number::{is_blank_mark, parse_quantity};
use crate::order;

/// Replaces flattened stretches by rows.
pub(super) fn restore(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let titled = |line: &Line| line.slots.first().is_some_and(|s| s.words.contains("自评表"));
    if !lines.iter().any(|l| !l.tabular && titled(l)) {
        return lines;
    }
    let mut out = Vec::with_capacity(lines.len());
    let mut stretch: Vec<Line> = Vec::new();
    let mut open = false;
    for line in lines {
        if line.tabular {
            close(&mut stretch, &mut out);
            open = false;
            out.push(line);
        } else if titled(&line) && line.slots.iter().all(|s| s.words.chars().count() <= 48) {
            close(&mut stretch, &mut out);
            open = true;
            out.push(line);
        } else if titled(&line) || open {
            open = true;
            stretch.push(line);
        } else {
            out.push(line);
        }
    }
    close(&mut stretch, &mut out);
    out
}

fn close<'a>(stretch: &mut Vec<Line<'a>>, out: &mut Vec<Line<'a>>) {
    let lines = std::mem::take(stretch);
    match rows(&lines) {
        Some(rows) => out.extend(rows),
        None => out.extend(lines),
    }
}

/// The words of a paragraph as slots.
fn tokens<'a>(lines: &[Line<'a>]) -> Vec<Slot<'a>> {
    let mut out = Vec::new();
    for line in lines {
        let Some(whole) = line.slots.first() else { continue };
        let mut start = None;
        let text = whole.text;
        for (at, c) in text.char_indices().chain(std::iter::once((text.len(), ' '))) {
            match (start, c.is_whitespace()) {
                (None, false) => start = Some(at),
                (Some(from), true) => {
                    let span =
                        Span { start: whole.span.start + from, end: whole.span.start + at, ..whole.span };
                    out.push(slot(&text[from..at], span));
                    start = None;
                }
                _ => {}
            }
        }
    }
    out
}

/// A head: its roles and how many tokens it takes.
fn head(tokens: &[Slot]) -> Option<(Vec<(Role, usize)>, usize)> {
    let mut columns = Vec::new();
    let mut at = 0;
    while at < tokens.len() && columns.len() < 16 {
        // 年初 | 预算数 are one head on two lines.
        let joined = tokens.get(at + 1).map(|next| format!("{}{}", tokens[at].words, next.words));
        let own = tokens[at].role();
        let both = joined.as_deref().map_or(Role::Other, role);
        let next = tokens.get(at + 1).map_or(Role::Other, Slot::role);
        if own != Role::Other && own != Role::Budget {
            columns.push((own, at));
            at += 1;
        } else if both != Role::Other && (next == Role::Other || next == Role::Budget || next == both) {
            columns.push((both, at));
            at += 2;
        } else if own == Role::Budget {
            columns.push((own, at));
            at += 1;
        } else {
            break;
        }
    }
    let roles: Vec<Role> = columns.iter().map(|c| c.0).collect();
    (heads_funds(&roles) || heads_indicators(&roles)).then_some((columns, at))
}

fn is_value(text: &str) -> bool {
    is_blank_mark(text) || parse_quantity(text).is_some() || looks_like_date(text)
}

fn rows<'a>(lines: &[Line<'a>]) -> Option<Vec<Line<'a>>> {
    let tokens = tokens(lines);
    let mut out = Vec::new();
    let mut columns: Vec<Role> = Vec::new();
    let mut found = false;
    let mut names: Vec<usize> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if let Some((head, used)) = head(&tokens[at..]) {
            found |= heads_indicators(&head.iter().map(|c| c.0).collect::<Vec<_>>());
            let label = at
                .checked_sub(1)
                .and_then(|i| tokens.get(i))
                .filter(|t| t.words.contains("资金") || t.words.contains("预算"));
            let mut slots: Vec<Slot> = Vec::new();
            slots.push(placed(label.unwrap_or(&tokens[at]).clone(), 0));
            if label.is_none() {
                slots.iter_mut().for_each(|s| s.set_words(String::new()));
            }
            for (i, (_, from)) in head.iter().enumerate() {
                let mut s = placed(tokens[at + from].clone(), i + 1);
                if matches!(s.role(), Role::Other | Role::Budget)
                    && let Some(next) = tokens.get(at + from + 1)
                {
                    let joined = format!("{}{}", s.words, next.words);
                    if role(&joined) != Role::Other {
                        s.set_words(joined);
                    }
                }
                slots.push(s);
            }
            columns = head.into_iter().map(|c| c.0).collect();
            out.push(Line { block: tokens[at].span.block, slots, tabular: true, unclear: false });
            names.clear();
            at += used;
            continue;
        }
        let token = &tokens[at];
        if matches!(squeeze(token.text).trim_end_matches(['：', ':']), "项目名称") && columns.is_empty()
        {
            if let Some(next) = tokens.get(at + 1) {
                let slots = vec![placed(token.clone(), 0), placed(next.clone(), 1)];
                out.push(Line { block: token.span.block, slots, tabular: true, unclear: false });
            }
            at += 2;
            continue;
        }
        if columns.is_empty() || !is_value(token.text) {
            names.push(at);
            at += 1;
            continue;
        }
        let run = tokens[at..].iter().take_while(|t| is_value(t.text)).count();
        let reason = columns.iter().position(|r| *r == Role::Reason).map(|i| i + 1);
        let said = reason.map_or(0, |_| words_to_the_end(&tokens, at + run));
        match row(&tokens, at, run, &columns, &names) {
            Some(mut line) => {
                if let (Some(column), Some(words)) = (reason, tokens.get(at + run).filter(|_| said > 0)) {
                    line.slots.push(placed(words.clone(), column));
                    order::by_key(&mut line.slots, |s| s.column);
                }
                out.push(line);
            }
            None => out.push(Line {
                block: token.span.block,
                slots: tokens[at..at + run].to_vec(),
                tabular: true,
                unclear: true,
            }),
        }
        names.clear();
        at += run + said;
    }
    // What was not clear as a line is not clear as a row.
    for line in &mut out {
        line.unclear |= lines.iter().any(|l| l.unclear && l.block == line.block);
    }
    found.then_some(out)
}

/// 276人次 10 9.2 受疫情影响: how many words end the line that the values stand in, without another value; the reason given.
fn words_to_the_end(tokens: &[Slot], from: usize) -> usize {
    let block = from.checked_sub(1).and_then(|i| tokens.get(i)).map(|t| t.span.block);
    let rest = tokens.get(from..).unwrap_or_default();
    let line = rest.iter().take_while(|t| Some(t.span.block) == block);
    // One cell a line: a reason is a sentence, a name is none.
    let sentence = |t: &Slot| t.text.contains(['，', ',', '。', '；']) && !is_value(t.text);
    match line.clone().count() {
        0 => usize::from(rest.first().is_some_and(sentence)),
        _ if line.clone().any(|t| is_value(t.text)) => 0,
        words => words,
    }
}

fn placed(mut slot: Slot, column: usize) -> Slot {
    slot.column = column;
    slot.width = 1;
    slot
}

/// A row whose values fill the columns exactly; `None` where the count leaves a choice.
fn row<'a>(
    tokens: &[Slot<'a>],
    at: usize,
    run: usize,
    columns: &[Role],
    names: &[usize],
) -> Option<Line<'a>> {
    let label = tokens.get(*names.last()?)?;
    let values: Vec<usize> = columns
        .iter()
        .enumerate()
        .filter(|(_, r)| {
            matches!(
                r,
                Role::Initial
                    | Role::Full
                    | Role::Budget
                    | Role::Executed
                    | Role::ExecutionRate
                    | Role::Weight
                    | Role::Score
                    | Role::Target
                    | Role::Actual
                    | Role::Rate
            )
        })
        .map(|(i, _)| i)
        .collect();
    let block = label.span.block;
    let funds = columns.contains(&Role::Executed) || columns.contains(&Role::ExecutionRate);
    let mut slots = Vec::new();
    if funds {
        let amounts = values
            .iter()
            .filter(|&&i| matches!(columns[i], Role::Initial | Role::Full | Role::Budget | Role::Executed))
            .count();
        let known = fund_kind(&label.words) != FundKind::Unknown;
        // The rows below the total have amounts only.
        if !known || run != values.len() && run != amounts {
            return None;
        }
        slots.push(placed(label.clone(), 0));
        for (k, &column) in values.iter().take(run).enumerate() {
            slots.push(placed(tokens.get(at + k)?.clone(), column + 1));
        }
        return Some(Line { block, slots, tabular: true, unclear: false });
    }
    if ["总分", "合计", "总计"].contains(&label.words.as_str()) {
        slots.push(placed(label.clone(), 0));
        slots.extend(
            (0..run).filter_map(|k| tokens.get(at + k)).enumerate().map(|(k, t)| placed(t.clone(), k + 1)),
        );
        return Some(Line { block, slots, tabular: true, unclear: false });
    }
    let place = |role: Role| columns.iter().position(|r| *r == role).map(|i| i + 1);
    let tail: Vec<usize> =
        values.iter().copied().filter(|&i| matches!(columns[i], Role::Weight | Role::Score)).collect();
    let last_two = values.len() >= 2 && values.ends_with(&tail);
    let levels = |slots: &mut Vec<Slot<'a>>, names: &[usize]| {
        // 成本指标 alone stands beside 数量指标 and 质量指标, with 经济成本指标 below it above all of them.
        let level = |n: &usize| tokens[*n].words.ends_with("指标");
        let several = names.iter().filter(|n| level(n)).count() > 1;
        for &n in names {
            let t = &tokens[n];
            let role = match t.words.split('(').next().unwrap_or_default() {
                "成本指标" if !several => Role::SecondLevel,
                "产出指标" | "效益指标" | "满意度指标" | "成本指标"
                    if !slots.iter().any(|s| Some(s.column) == place(Role::FirstLevel)) =>
                {
                    Role::FirstLevel
                }
                w if w.ends_with("指标") && w.chars().count() <= 8 => Role::SecondLevel,
                _ => continue,
            };
            if let Some(column) = place(role) {
                slots.push(placed(t.clone(), column));
            }
        }
    };
    if run == values.len() {
        levels(&mut slots, &names[..names.len() - 1]);
        slots.push(placed(label.clone(), place(Role::Name)?));
        for (k, &column) in values.iter().enumerate() {
            slots.push(placed(tokens.get(at + k)?.clone(), column + 1));
        }
    } else if run == tail.len() && last_two && names.len() >= 2 {
        // Words for target and actual: the actual is the last of them.
        let (name, actual) = (names[names.len() - 2], names[names.len() - 1]);
        levels(&mut slots, &names[..names.len() - 2]);
        slots.push(placed(tokens[name].clone(), place(Role::Name)?));
        slots.push(placed(tokens[actual].clone(), place(Role::Actual)?));
        for (k, &column) in tail.iter().enumerate() {
            slots.push(placed(tokens.get(at + k)?.clone(), column + 1));
        }
    } else {
        return None;
    }
    order::by_key(&mut slots, |s| s.column);
    Some(Line { block, slots, tabular: true, unclear: false })
}
