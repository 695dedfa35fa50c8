//! Functional classes as paths of names: 类 / 款 / 项.

use crate::document::squeeze;
use crate::recognise::lexicon;

/// A functional class, 类 / 款 / 项, as a path of names.
pub fn class_path(text: &str) -> Option<Vec<String>> {
    let text = without_codes(&squeeze(text));
    let mut path = marked_path(&text)
        .or_else(|| coded_path(&text))
        .or_else(|| dashed_path(&text))
        .or_else(|| plain_path(&text))?;
    // 教育（类）支出 is 教育支出（类）.
    if let Some(class) = path.first_mut().filter(|class| !class.is_empty() && !class.ends_with("支出")) {
        let full = format!("{class}支出");
        if lexicon::is_functional_class(&full) {
            *class = full;
        }
    }
    Some(path)
}

/// (201类) as (类)
fn without_codes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('(') {
        let (head, tail) = rest.split_at(at + 1);
        out.push_str(head);
        let after = tail.trim_start_matches(|c: char| c.is_ascii_digit());
        let coded = ["类)", "款)", "项)"].iter().any(|mark| after.starts_with(mark));
        rest = if coded { after } else { tail };
    }
    out.push_str(rest);
    out
}

/// (二)科学技术支出 without what numbers it.
fn without_numeral(name: &str) -> &str {
    let numeral = |c: char| "一二三四五六七八九十".contains(c) || c.is_ascii_digit();
    let rest = name.strip_prefix('(').map(|inner| inner.trim_start_matches(numeral));
    rest.and_then(|rest| rest.strip_prefix(')')).unwrap_or(name)
}

/// 社会保障和就业支出(类)抚恤(款)死亡抚恤(项)
fn marked_path(text: &str) -> Option<Vec<String>> {
    let mut path: Vec<String> = Vec::new();
    let mut from = 0;
    for (mark, level) in [("(类)", 0), ("(款)", 1), ("(项)", 2)] {
        let Some(at) = text.get(from..).and_then(|t| t.find(mark)).map(|at| from + at) else { continue };
        let name = text.get(from..at)?;
        let name = name.trim_start_matches(['"', ',', ':', '、', '。', '-', '—']);
        let name = crate::recognise::lexicon::strip_enumerator(without_numeral(name));
        let name = name.trim_start_matches(|c: char| c.is_ascii_digit());
        if name.is_empty() && level > path.len() || name.chars().count() > 40 {
            return None;
        }
        // 行政事业单位医疗(款)(项): an item that was not named.
        if name.is_empty() && path.is_empty() {
            return None;
        }
        if path.len() < level {
            // A 项 without its 款 stands for itself; a path keeps its depth.
            path.resize(level, String::new());
        }
        path.push(name.replace('"', ""));
        from = at + mark.len();
    }
    (!path.is_empty()).then_some(path)
}

/// 教育(205)普通教育(02)高中教育(04), 教育支出(205)普通教育(20502)高中教育(2050204): each step with its code behind it.
fn coded_path(text: &str) -> Option<Vec<String>> {
    let mut path: Vec<String> = Vec::new();
    let mut rest = text.trim_end_matches([':', ',']);
    for digits in [[3, 3], [2, 5], [2, 7]] {
        let code = |at: usize| rest.get(at + 1..).unwrap_or("").split(')').next().unwrap_or("");
        let coded = |(at, _): &(usize, &str)| {
            let code = code(*at);
            digits.contains(&code.len()) && code.bytes().all(|b| b.is_ascii_digit())
        };
        let (at, _) = rest.match_indices('(').find(coded)?;
        let digits = code(at).len();
        let name = lexicon::strip_enumerator(without_numeral(rest.get(..at)?));
        if name.is_empty() || name.chars().count() > 40 {
            return None;
        }
        path.push(name.to_string());
        rest = rest.get(at + digits + 2..)?;
        if rest.is_empty() {
            break;
        }
    }
    let class = path.first()?;
    let known = lexicon::is_functional_class(class) || lexicon::is_functional_class(&format!("{class}支出"));
    (rest.is_empty() && known).then_some(path)
}

/// "一般公共服务支出-政府办公厅(室)及相关机构事务-行政运行"科目, "一般公共服务支出"科目
fn dashed_path(text: &str) -> Option<Vec<String>> {
    let (quoted, after) = match (text.find('"'), text.rfind('"')) {
        (Some(a), Some(b)) if a < b => (text.get(a + 1..b)?, text.get(b + 1..)?),
        _ => return None,
    };
    let names: Vec<String> =
        quoted.split(['-', '—', '－']).filter(|s| !s.is_empty()).map(str::to_string).collect();
    let class = names.len() == 1 && after.starts_with("科目") && lexicon::is_functional_class(&names[0]);
    (class || (2..=3).contains(&names.len())).then_some(names)
}

/// 社会保障和就业支出, 1.卫生健康支出类: the name of a class and nothing else.
fn plain_path(text: &str) -> Option<Vec<String>> {
    let name = lexicon::strip_enumerator(text).trim_matches('"');
    let name = name.strip_suffix("类科目").unwrap_or(name).trim_end_matches('类');
    let names: Vec<String> =
        name.split(['-', '—', '－']).filter(|s| !s.is_empty()).map(str::to_string).collect();
    let class = names.first().is_some_and(|n| n != "其他支出" && lexicon::is_functional_class(n));
    (class && names.len() <= 3).then_some(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn class_paths() {
        assert_eq!(
            class_path("4.社会保障和就业支出(类)抚恤(款)死亡抚恤(项)"),
            Some(vec!["社会保障和就业支出".into(), "抚恤".into(), "死亡抚恤".into()])
        );
        assert_eq!(
            class_path("1. “一般公共服务支出-政府办公厅（室）及相关机构事务-行政运行”科目").map(|p| p.len()),
            Some(3)
        );
        assert_eq!(class_path("社会保障和就业支出（类）"), Some(vec!["社会保障和就业支出".into()]));
        assert_eq!(class_path("一般公共服务支出（201类）"), Some(vec!["一般公共服务支出".into()]));
        assert_eq!(class_path("（二）科学技术支出（类）"), Some(vec!["科学技术支出".into()]));
        assert_eq!(class_path("教育（类）支出"), Some(vec!["教育支出".into()]));
        assert_eq!(
            class_path("3.教育（205）普通教育（02）高中教育（04）"),
            Some(vec!["教育支出".into(), "普通教育".into(), "高中教育".into()])
        );
        assert_eq!(
            class_path("3.教育支出（205）普通教育（20502）高中教育（2050204）"),
            Some(vec!["教育支出".into(), "普通教育".into(), "高中教育".into()])
        );
        assert_eq!(class_path("一般公共服务支出（201）"), Some(vec!["一般公共服务支出".into()]));
        assert_eq!(class_path("“三公”经费"), None);
    }
}
