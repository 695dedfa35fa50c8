use crate::document::Span;
use crate::ledger::{Context, Ledger, Message, Remark};
use crate::order::{Map, Set};

rule! {
    /// # 单位名称写法不一 / The unit's name written in two ways
    ///
    /// ## 检查什么
    /// “某某局2024年度……”中的单位名称，与全文多数写法只差一两个字的，提示核对；“某某局2024年度部门决算”之类标题中的单位名称
    /// 缺少最末一级行政区划（写成了上级单位）的，也提示核对。
    ///
    /// ## 依据
    /// 单位名称应与公开主体一致。
    ///
    /// ## 示例
    /// 全文多写“规划和自然资源局”，一处写“规划与自然资源局”。
    ///
    /// ## 例外
    /// 下属单位、简称与全称长度不同，不比较。
    ///
    /// ## In English
    /// A name that differs in one or two characters from the usual one is probably a slip; so is a title that lacks the
    /// unit's district and thereby names the authority above it.
    "GJ505", Warning, run,
    fires: [
        "上海市普陀区规划和自然资源局2024年度收入支出总计9859.38万元。\n上海市普陀区规划和自然资源局2024年度财政拨款收入支出总计9746.50万元。\n上海市普陀区规划与自然资源局2024年度无政府性基金预算财政拨款收入和支出。",
        "昌吉州自然资源局2024年度收入总计1.00万元。\n昌吉州自然资源局2024年度支出总计1.00万元。\n昌吉州自燃资源局2024年度机关运行经费支出1.00万元。",
        "第二部分 甲市规划和自然资源局2024年度部门决算表\n甲市乙丙区规划和自然资源局2024年度收入总计1.00万元。\n甲市乙丙区规划和自然资源局2024年度支出总计1.00万元。",
    ],
    silent: [
        "上海市普陀区规划和自然资源局2024年度收入支出总计9859.38万元。\n上海市普陀区规划和自然资源局2024年度无政府性基金预算财政拨款收入和支出。",
        "昌吉州自然资源局2024年度收入总计1.00万元。\n昌吉市自然资源局所属单位2024年度支出1.00万元。",
        "乙丙区规划和自然资源局2024年度部门决算表\n甲市乙丙区规划和自然资源局2024年度收入总计1.00万元。\n甲市乙丙区规划和自然资源局2024年度支出总计1.00万元。",
        "甲市规划和自然资源局2024年度工作要点。\n甲市乙丙区规划和自然资源局2024年度收入总计1.00万元。\n甲市乙丙区规划和自然资源局2024年度支出总计1.00万元。",
    ],
}

const ENDINGS: [&str; 14] = [
    "局",
    "委员会",
    "办公室",
    "学院",
    "中心",
    "学校",
    "医院",
    "厅",
    "政府",
    "办事处",
    "委",
    "站",
    "队",
    "院",
];

/// How the titles of the report itself go on after the year.
const TITLES: [&str; 5] = ["年度部门决算", "年度单位决算", "年部门预算", "年单位预算", "年度部门预算"];

fn run(context: &Context, ledger: &mut Ledger) {
    let mut names: Map<String, Vec<Span>> = Map::new();
    let mut titles: Set<String> = Set::new();
    for passage in &context.recognised.narrative.passages {
        for (at, _) in passage.text.match_indices("年") {
            let Some(start) = at.checked_sub(4) else { continue };
            if !passage.text.get(start..at).is_some_and(|y| y.bytes().all(|b| b.is_ascii_digit())) {
                continue;
            }
            let before = passage.text.get(..start).unwrap_or("");
            let from = before
                .rfind(['。', ',', ';', ':', '、', '"', ')'])
                .map_or(0, |i| i + before.get(i..).and_then(|t| t.chars().next()).map_or(1, char::len_utf8));
            let name = before.get(from..).unwrap_or("");
            let rest = passage.text.get(at..).unwrap_or("");
            let name = name.strip_prefix("第二部分").or(name.strip_prefix("第三部分")).unwrap_or(name);
            let from = start - name.len();
            let length = name.chars().count();
            if (6..=30).contains(&length) && ENDINGS.iter().any(|e| name.ends_with(e)) {
                names.entry(name.to_string()).or_default().push(passage.span(from..start));
                if TITLES.iter().any(|t| rest.starts_with(t)) && rest.chars().count() <= 20 {
                    titles.insert(name.to_string());
                }
            }
        }
    }
    let Some((usual, count)) = names.iter().map(|(n, s)| (n.clone(), s.len())).max_by_key(|(_, n)| *n) else {
        return;
    };
    for (name, spans) in &names {
        let slip = (differs_slightly(&usual, name) || titles.contains(name) && lacks_level(&usual, name))
            && spans.len() * 2 <= count;
        let Some((&first, rest)) = spans.split_first().filter(|_| slip) else { continue };
        ledger.remarks.push(Remark {
            rule: &RULE,
            severity: RULE.severity,
            span: first,
            message: Message::new("wording.unit_name", &[("stated", name), ("usual", &usual)]),
            related: rest.to_vec(),
            stated: Some(context.written.slice(&first).to_string()),
            expected: Some(usual.clone()),
        });
    }
}

/// One or two characters differ, in names of the same length. The place at the head names another unit.
fn differs_slightly(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len() != b.len() {
        return false;
    }
    let apart: Vec<usize> = (0..a.len()).filter(|&i| a[i] != b[i]).collect();
    matches!(apart.len(), 1 | 2)
        && apart.iter().all(|&i| i > 2 && !"市县区州省镇乡一二三四五六七八九十东西南北".contains(a[i]))
}

/// The name without its last administrative level, which leaves the name of the authority above.
fn lacks_level(usual: &str, name: &str) -> bool {
    let levels = ['区', '县', '市', '州', '旗', '镇', '乡'];
    let Some(end) = usual.rfind(levels).map(|at| at + "区".len()) else { return false };
    let (place, organ) = usual.split_at(end);
    let Some(above) = name.strip_suffix(organ) else { return false };
    above.ends_with(levels) && above.len() < place.len() && place.starts_with(above)
}
