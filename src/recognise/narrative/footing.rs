//! On which footing two years are compared.

/// 按同口径, 可比口径, 自然口径: a change on another footing than that of the amounts told. What merely says that nothing can be
/// compared (上年为零，不可比), or names the footing of the amounts themselves (全口径预算, 统计口径), is none.
pub fn on_another_footing(text: &str) -> bool {
    let own = ["全", "统计", "计算", "核算", "决算", "预算", "预算\"", "金额"];
    let other = |(at, _): (usize, &str)| {
        let before = text.get(..at).unwrap_or("");
        !own.iter().any(|w| before.ends_with(w))
    };
    let comparable = |(at, _): (usize, &str)| {
        let (before, rest) = (text.get(..at).unwrap_or(""), text.get(at + "可比".len()..).unwrap_or(""));
        !before.ends_with(['不', '无', '非']) && !before.ends_with("不具") && !rest.starts_with('性')
    };
    text.match_indices("口径").any(other) || text.match_indices("可比").any(comparable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_compared_is_on_no_other_footing() {
        for text in ["按同口径比上年增加", "可比增长", "自然口径", "剔除不可比因素后按可比口径", "同比口径"]
        {
            assert!(on_another_footing(text), "{text}");
        }
        for text in [
            "增长率不可比",
            "上年无该预算,增长率无可比性",
            "单位预算全口径安排\"三公\"经费",
            "上述\"预算\"口径为全年预算数",
        ] {
            assert!(!on_another_footing(text), "{text}");
        }
    }
}
