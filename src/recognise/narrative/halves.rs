//! Two parts that are all there is by what they are called: taxes and what is no tax, the centre and the provinces, the city
//! proper and its districts, bonds of either kind, basic expenditure and projects.

use super::Statement;
use crate::document::Holds;

/// How the levels below the one spoken of are called.
const BELOW: &[&str] = &["区级", "县级", "县区", "区县", "镇级", "乡镇", "县(", "区("];

/// What bonds are issued for.
const ISSUES: &[&str] = &["新增", "再融资", "置换"];

/// Are these two all of this whole?
pub fn are_halves(whole: &Statement, one: &Statement, other: &Statement) -> bool {
    let (whole, one, other) = (whole.label.as_str(), one.label.as_str(), other.label.as_str());
    either(one, other, |a, b| {
        taxes(whole, a, b)
            || countries(whole, a, b)
            || cities(whole, a, b)
            || debts(whole, a, b)
            || needs(whole, a, b)
            || retired(whole, a, b)
            || owners(whole, a, b)
    })
}

fn either(one: &str, other: &str, halves: impl Fn(&str, &str) -> bool) -> bool {
    halves(one, other) || halves(other, one)
}

/// 收入: 税收收入, 非税收入. What is added to the income of the place itself (总收入) is neither.
fn taxes(whole: &str, a: &str, b: &str) -> bool {
    let all = whole.contains("收入") && !whole.holds_any(&["总收入", "总计", "总量", "支出", "财力"]);
    let kinds = a.contains("税收收入") && !a.contains("非税") && b.contains("非税收入");
    // 税收收入X亿元，其中地方级税收收入Y亿元；非税收入Z亿元: taxes hold nothing that is none.
    let kinds = kinds && !whole.replace("非税收入", "").contains("税收收入");
    let collectors = a.contains("税务部门") && b.contains("财政部门");
    all && (kinds || collectors)
}

/// 转移支付: 返还性收入, 一般性转移支付, 专项转移支付
pub fn are_transfers(whole: &Statement, parts: &[usize], statements: &[Statement]) -> bool {
    let told = |w: &str| parts.iter().filter_map(|&i| statements.get(i)).any(|s| s.label.contains(w));
    let all = whole.label.contains("转移支付") || whole.label.contains("上级补助");
    let single = whole.label.holds_any(&["一般性", "专项", "返还"]);
    all && !single && parts.len() == 3 && told("返还") && told("一般性转移支付") && told("专项转移支付")
}

/// 基本支出: 工资福利支出, 商品和服务支出, 对个人和家庭的补助, with 资本性支出 or without
pub fn are_kinds(whole: &Statement, parts: &[usize], statements: &[Statement]) -> bool {
    let told = |w: &str| parts.iter().filter_map(|&i| statements.get(i)).any(|s| s.label.contains(w));
    let kinds = ["工资福利支出", "商品和服务支出", "对个人和家庭"];
    whole.label.contains("基本支出") && parts.len() >= kinds.len() && kinds.into_iter().all(told)
}

/// 综合得分: 决策, 过程, 产出, 效益
pub fn are_dimensions(parts: &[usize], statements: &[Statement]) -> bool {
    let told = |words: &[&str]| {
        parts.iter().filter_map(|&i| statements.get(i)).filter(|s| s.label.holds_any(words)).count() == 1
    };
    parts.len() == 4
        && told(&["决策", "投入"])
        && told(&["过程"])
        && told(&["产出"])
        && told(&["效益", "效果"])
}

/// 全国一般公共预算收入: 中央一般公共预算收入, 地方一般公共预算本级收入
fn countries(whole: &str, a: &str, b: &str) -> bool {
    let (Some(whole), Some(a), Some(b)) = (named(whole, "全国"), named(a, "中央"), named(b, "地方"))
    else {
        return false;
    };
    let side = ["收入", "支出"].iter().any(|w| [&whole, &a, &b].iter().all(|name| name.ends_with(w)));
    side && [a, b].iter().all(|name| whole.ends_with(name.as_str()))
}

/// What is called so of one level, without the words that only say so again.
fn named(label: &str, level: &str) -> Option<String> {
    label.strip_prefix(level).map(|rest| rest.replace("本级", "").replace("()", ""))
}

/// 全市收入: 市本级收入, 区级收入
fn cities(whole: &str, a: &str, b: &str) -> bool {
    let side = |w: &str| [whole, a, b].iter().all(|label| label.contains(w));
    let levels = a.contains("本级") && !b.contains("本级") && BELOW.iter().any(|w| b.starts_with(w));
    whole.starts_with('全') && levels && (side("收入") || side("支出"))
}

/// 政府债务限额: 一般债务, 专项债务
fn debts(whole: &str, a: &str, b: &str) -> bool {
    ["债务", "债券"].iter().any(|kind| {
        let own = |word: &str, label: &str| label.contains(&format!("{word}{kind}"));
        let single = ["一般", "专项"].iter().any(|w| own(w, whole));
        // 新增一般债券 and 新增专项债券 are all of what is new only.
        let kept = |label: &str| ISSUES.iter().all(|w| !label.contains(w) || whole.contains(w));
        whole.contains('债') && !single && own("一般", a) && own("专项", b) && kept(a) && kept(b)
    })
}

/// 事业运行经费: 基本支出, 项目支出
fn needs(whole: &str, a: &str, b: &str) -> bool {
    let spent = whole.holds_any(&["支出", "经费", "结转"]) && !whole.contains("收入");
    spent && a.contains("基本支出") && b.contains("项目支出")
}

/// 国有企业利润: 中央企业, 地方国有企业. 彩票: 福利彩票, 体育彩票. 财政预算收入: 地方财政预算收入, 上划收入
fn owners(whole: &str, a: &str, b: &str) -> bool {
    const KINDS: [(&str, &str, &str); 3] = [
        ("国有", "中央企业", "地方国有企业"),
        ("彩票", "福利彩票", "体育彩票"),
        ("收入", "地方", "上划收入"),
    ];
    KINDS.iter().any(|(all, one, other)| whole.contains(all) && a.contains(one) && b.contains(other))
}

/// 离退休人员: 离休, 退休
fn retired(whole: &str, a: &str, b: &str) -> bool {
    let kind = |label: &str, own: &str| label.contains(own) && !label.contains("离退休");
    whole.contains("离退休") && kind(a, "离休") && kind(b, "退休")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_parts_are_all() {
        for (whole, a, b) in [
            ("全区一般公共预算收入", "地方税收收入", "非税收入"),
            ("全国政府性基金收入", "中央政府性基金收入", "地方政府性基金收入(本级)"),
            ("全国财政收入", "中央财政收入", "地方本级收入"),
        ] {
            let sound = either(a, b, |a, b| taxes(whole, a, b) || countries(whole, a, b));
            assert!(sound, "{whole}");
        }
        assert!(cities("全市一般公共预算收入", "市本级收入", "区级收入"));
        assert!(debts("地方政府债务限额", "一般债务", "专项债务"));
        assert!(!taxes("财政总收入", "税收收入", "非税收入"));
        assert!(!countries("全国一般公共预算收入", "中央一般公共预算支出", "地方一般公共预算支出"));
        assert!(!debts("一般债务", "一般债务", "专项债务"));
        assert!(debts("新增政府债券", "新增一般债券", "专项债券"));
        assert!(!debts("转贷政府债券", "新增一般债券", "新增专项债券"));
    }
}
