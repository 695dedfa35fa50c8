//! Grades of projects (评价等级): 优、良、中、差, under the names that provinces give them.

/// A grade, as far as rates are told of it (优秀率, 优良率).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grade {
    /// 优, 优秀
    Excellent,
    /// 良, 良好
    Good,
    /// 中, 合格, 差 and the like.
    Lower,
}

/// Names of grades; a word of one character that begins other words as well counts only by itself or after a word that says so.
static NAMES: &[(&str, Grade, bool)] = &[
    ("优秀", Grade::Excellent, false),
    ("优", Grade::Excellent, false),
    ("良好", Grade::Good, false),
    ("良", Grade::Good, false),
    ("不合格", Grade::Lower, false),
    ("合格", Grade::Lower, false),
    ("不及格", Grade::Lower, false),
    ("及格", Grade::Lower, false),
    ("较差", Grade::Lower, true),
    ("一般", Grade::Lower, true),
    ("中等", Grade::Lower, true),
    ("中", Grade::Lower, true),
    ("差", Grade::Lower, true),
];

/// Is it the name of a grade and nothing else?
pub fn is_grade(text: &str) -> bool {
    NAMES.iter().any(|(name, ..)| *name == text)
}

/// The grade that a label names: 评价结果为优的, 良好等次项目, 中.
pub fn grade(label: &str) -> Option<Grade> {
    let mut rest = label;
    loop {
        let before = rest;
        for ending in ["的", "项目", "等次", "等级", "档次", "档", "级", "有", "共"] {
            rest = rest.strip_suffix(ending).unwrap_or(rest);
        }
        rest = rest.trim_end_matches(['"', '(', ')']);
        if rest == before {
            break;
        }
    }
    NAMES.iter().find_map(|&(name, grade, apart)| {
        let head = rest.strip_suffix(name)?.trim_end_matches('"');
        let said = head.is_empty()
            || ["为", "是", "等级", "等次", "评", "结果", "达到"].iter().any(|w| head.ends_with(w));
        (!apart || said).then_some(grade)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grades_are_told_by_their_names() {
        assert_eq!(grade("评价结果为优的"), Some(Grade::Excellent));
        assert_eq!(grade("优秀等次"), Some(Grade::Excellent));
        assert_eq!(grade("良好项目"), Some(Grade::Good));
        assert_eq!(grade("中的"), Some(Grade::Lower));
        assert_eq!(grade("评级为差的项目"), Some(Grade::Lower));
        assert_eq!(grade("不合格"), Some(Grade::Lower));
        for other in ["其中", "集中", "误差", "进展一般", "项目", "改良品种"] {
            assert_eq!(grade(other), None, "{other}");
        }
    }
}
