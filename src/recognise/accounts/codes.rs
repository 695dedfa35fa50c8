//! Codes of functional classes (201, 20103, 2010301) and economic classes (301, 30101).

/// A code as one padded string of digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Code(pub String);

impl Code {
    /// Is this class above `other` in the hierarchy?
    pub fn contains(&self, other: &Code) -> bool {
        other.0.len() > self.0.len() && other.0.starts_with(&self.0)
    }

    /// An economic class (301–399 部门预算, 501–599 政府预算) and not a functional one.
    pub fn is_economic(&self) -> bool {
        self.0.starts_with('3') || self.0.starts_with('5')
    }

    /// 人员经费: 工资福利支出 and 对个人和家庭的补助.
    pub fn is_personnel(&self) -> bool {
        self.0.starts_with("301") || self.0.starts_with("303")
    }
}

/// Reads a code from one cell, and what is glued behind it: `2010301`, `310资本性支出`, `30299\n其他商品和服务支出`.
pub(super) fn split_code(text: &str) -> Option<(Code, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    let plausible =
        matches!(digits.len(), 3 | 5 | 7) && matches!(digits.as_bytes().first(), Some(b'2' | b'3' | b'5'));
    let separated = rest.chars().next().is_none_or(|c| !",.%、年月度万元".contains(c));
    (plausible && separated).then(|| (Code(digits.to_string()), rest.trim_start_matches(['-', '—', ':'])))
}

/// Reads a code from the three columns 类, 款, 项 (two for economic classes): 201|03|01, 201|3|1, or the whole code
/// repeated in each. A blank class or section is the one above.
pub(super) fn join_code(parts: &[&str], above: Option<&Code>) -> Option<Code> {
    let digits = |t: &str| !t.is_empty() && t.chars().all(|c| c.is_ascii_digit());
    let last = parts.iter().rposition(|p| digits(p))?;
    if parts.iter().any(|p| !p.is_empty() && !digits(p)) {
        return None;
    }
    let whole = parts.get(last)?;
    if last > 0 && whole.len() >= 5 {
        return split_code(whole).map(|(code, _)| code);
    }
    let mut joined = String::new();
    for (i, part) in parts.iter().take(last + 1).enumerate() {
        if part.is_empty() {
            let above = above?;
            joined = above.0.get(..3 + 2 * i)?.to_string();
        } else if i == 0 {
            if !matches!(part.len(), 3 | 5 | 7) {
                return None;
            }
            joined = (*part).to_string();
        } else if part.len() <= 2 {
            joined.push_str(&format!("{part:0>2}"));
        } else {
            return None;
        }
    }
    split_code(&joined).map(|(code, _)| code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(parts: &[&str], above: &str) -> Option<String> {
        let above = Code(above.to_string());
        join_code(parts, Some(&above)).map(|c| c.0)
    }

    #[test]
    fn codes_in_one_column_or_three() {
        assert_eq!(
            split_code("2010301").map(|(c, r)| (c.0, r.to_string())),
            Some(("2010301".into(), String::new()))
        );
        assert_eq!(
            split_code("310资本性支出").map(|(c, r)| (c.0, r.to_string())),
            Some(("310".into(), "资本性支出".into()))
        );
        assert!(split_code("2024年度").is_none());
        assert!(split_code("201.5").is_none());
        assert_eq!(joined(&["201", "03", "01"], ""), Some("2010301".into()));
        assert_eq!(joined(&["201", "3", "1"], ""), Some("2010301".into()));
        assert_eq!(joined(&["201", "", ""], ""), Some("201".into()));
        assert_eq!(joined(&["", "03", ""], "20101"), Some("20103".into()));
        assert_eq!(joined(&["", "", "07"], "2010301"), Some("2010307".into()));
        assert_eq!(joined(&["2010301", "", ""], ""), Some("2010301".into()));
    }
}
