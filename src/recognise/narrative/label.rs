//! Labels: the words before a number without what does not name its subject; several subjects in one label.

/// A label as the document writes it, without dates and marks around it.
pub fn label(text: &str) -> String {
    let mut rest = text.trim_matches([',', ':', '、', '.', '。', '-', '—', ' ']).trim_end_matches('(');
    rest = crate::recognise::lexicon::strip_enumerator(rest);
    // (1), (20), (三), (201)
    while let Some((inside, after)) = rest.strip_prefix('(').and_then(|r| r.split_once(')'))
        && (is_ordinal(inside) || is_code(inside))
    {
        rest = after;
    }
    rest = rest.trim_start_matches('(');
    for word in ["截至", "截止"] {
        if rest.starts_with(word)
            && let Some(at) = rest.find('日').or_else(|| rest.find("年底")).or_else(|| rest.find("年末"))
        {
            let used = if rest[at..].starts_with('日') { "日".len() } else { "年底".len() };
            rest = &rest[at + used..];
        }
    }
    let digits = rest.chars().take_while(char::is_ascii_digit).count();
    if digits == 4
        && let Some(tail) = rest.get(4..).and_then(|t| t.strip_prefix('年'))
    {
        rest = tail.strip_prefix('度').unwrap_or(tail);
    }
    // 1.总体情况2019年度收入总计: the same, with the year.
    if let Some((head, tail)) = rest.split_once('年')
        && let Some(at) = head.len().checked_sub(4)
        && head.get(at..).is_some_and(|year| year.bytes().all(|b| b.is_ascii_digit()))
        && head.get(..at).is_some_and(|title| title.ends_with("情况") || title.ends_with("说明"))
    {
        rest = tail.strip_prefix('度').unwrap_or(tail);
    }
    // (二)收入决算情况说明本年收入合计: a heading that runs into the sentence.
    if let Some((_, name)) = rest.rsplit_once("情况说明").filter(|(_, name)| !name.is_empty()) {
        return label(name);
    }
    rest = rest.strip_prefix("今年").unwrap_or(rest);
    for ending in ["情况", "方面", "中", "总体"] {
        let shorter = rest.strip_suffix(ending).unwrap_or(rest);
        let whole = ending == "总体" && shorter.ends_with("支出");
        if !shorter.is_empty() && !whole {
            rest = shorter;
        }
    }
    let rest = rest.trim_matches([',', ':', '、', '。', '-', '—', ' ']);
    // The quotes of "甲-乙-丙"科目 mark its path; others only mark a name.
    if rest.contains("\"科目") { rest.to_string() } else { rest.replace('"', "") }
}

/// 1 to 20, 一 to 十
fn is_ordinal(text: &str) -> bool {
    let digits = text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit()) && !text.starts_with('0');
    digits && text.parse().is_ok_and(|n: u8| n <= 20)
        || text.chars().count() == 1 && text.starts_with(|c| "一二三四五六七八九十".contains(c))
}

/// The code of a class before its name: （201）一般公共服务支出.
fn is_code(text: &str) -> bool {
    matches!(text.len(), 3 | 5 | 7)
        && text.bytes().all(|b| b.is_ascii_digit())
        && text.starts_with(['2', '3'])
}

/// The names of several subjects in one label: 收、支总计; 货物、工程和服务支出.
pub fn split_label(text: &str) -> Vec<String> {
    let name = label(text);
    for (joined, one, other) in [
        ("收、支", "收入", "支出"),
        ("收入、支出", "收入", "支出"),
        ("收入支出", "收入", "支出"),
        ("收支", "收入", "支出"),
        ("收入和支出", "收入", "支出"),
        ("收入与支出", "收入", "支出"),
    ] {
        if let Some(at) = name.find(joined) {
            let (head, tail) = (&name[..at], &name[at + joined.len()..]);
            return vec![format!("{head}{one}{tail}"), format!("{head}{other}{tail}")];
        }
    }
    let mut parts = vec![String::new()];
    let mut depth = 0usize;
    for c in name.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && matches!(c, '、' | '和' | '及' | '与') {
            parts.push(String::new());
        } else if let Some(last) = parts.last_mut() {
            last.push(c);
        }
    }
    parts.retain(|p| !p.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_subjects() {
        assert_eq!(split_label("2022年收、支总计"), ["收入总计", "支出总计"]);
        assert_eq!(split_label("货物、工程和服务"), ["货物", "工程", "服务"]);
    }
}
