//! Labels that only say what was done with the money spoken of: 实际支出, 已到位, 累计支付. They name no subject of their own.

/// Does a label say only what was done, not with what?
pub fn is_deed(label: &str) -> bool {
    const DONE: &[&str] = &["实际", "已", "累计", "年内", "目前", "共", "均", "并", "完成"];
    const DEEDS: &[&str] =
        &["到位", "支出", "支付", "使用", "执行", "拨付", "列支", "开支", "下达", "投资", "采购"];
    let mut bare = label;
    while let Some(rest) = DONE.iter().find_map(|w| bare.strip_prefix(w)) {
        bare = rest;
    }
    for ending in ["资金", "金额", "数", "总额"] {
        bare = bare.strip_suffix(ending).unwrap_or(bare);
    }
    DEEDS.contains(&bare)
}

#[cfg(test)]
mod tests {
    use super::is_deed;

    #[test]
    fn labels_without_a_subject() {
        for label in ["实际支出", "已到位", "累计支付", "支出", "实际执行数", "到位资金", "实际完成投资"]
        {
            assert!(is_deed(label), "{label}");
        }
        for label in [
            "基本支出",
            "项目支出",
            "本年支出",
            "本年支出合计",
            "卫生健康支出",
            "资金",
            "财政拨款支出",
            "采购预算",
        ] {
            assert!(!is_deed(label), "{label}");
        }
    }
}
