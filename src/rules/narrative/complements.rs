use super::support::narrative;
use crate::figure::FigureId;
use crate::ledger::{Context, Ledger};
use crate::number::Unit;
use crate::recognise::narrative::Passage;
use crate::recognise::narrative::role::is_per_unit;
use crate::relation::{Relation, decide};

rule! {
    /// # 互补的两部分与总数不符 / A whole and its two complementary parts
    ///
    /// ## 检查什么
    /// “总量X，其中：地上X1、地下X2”“甲类X（其中计容X1，不计容X2）”：两个分项名称互为补充（地上与地下、国内与国外、境内与境外、男与女、
    /// 城镇与农村、一般债务与专项债务、某类与不（非、未）某类）、单位与总数相同时，二者之和应等于总数。面积、人数、数量等不是金额的数也核对。
    ///
    /// ## 依据
    /// 互补的两部分不重不漏地组成整体。
    ///
    /// ## 示例
    /// 地上建筑面积8103平方米（其中计容面积7998平方米，不计容面积105平方米）：7998 + 105 = 8103，相符。
    ///
    /// ## 例外
    /// 总数写“约”而又以零结尾的，精确到哪一位不清楚，不作判断。
    ///
    /// ## In English
    /// Two parts that are each other's complement (above and below ground, A and not A) add up to their whole.
    "GJ118", Error, run,
    fires: [
        "规划建筑面积约为13459平方米，其中地上建筑面积为8013平方米（其中计容面积7998平方米，不计容面积105平方米），地下建筑面积为5356平方米。",
        "全年培训860人次，其中男性440人次、女性320人次。",
        "债务余额101.21亿元，其中一般债务42.07亿元、专项债务59.05亿元，距限额尚有5.29亿元空间。",
        "年末政府债务余额32.63亿元，其中：一般债务余额14.20亿元，专项债务余额18.34亿元。",
    ],
    silent: [
        "债务余额101.12亿元，其中一般债务42.07亿元、专项债务59.05亿元，距限额尚有5.29亿元空间。",
        "累计完成投资100.00万元，其中本年完成40.00万元、以前年度完成60.00万元。",
        "债券平均发行期限14.4年，其中：一般债券8.9年，专项债券16.8年。",
        "规划建筑面积约为13459平方米，其中地上建筑面积为8103平方米（其中计容面积7998平方米，不计容面积105平方米），地下建筑面积为5356平方米。",
        "全年培训760人次，其中男性440人次、女性320人次。",
        "年末政府债务余额32.54亿元，其中：一般债务余额14.20亿元，专项债务余额18.34亿元。",
        "建筑面积约13500平方米，其中地上建筑面积8103平方米，地下建筑面积5356平方米。",
        "用地面积4000.6平方米，地上主楼7层，地下2层。",
        "本年收入100.00万元，其中：财政拨款收入80.00万元，非同级财政拨款收入5.00万元，其他收入15.00万元。",
    ],
}

/// Words that divide a whole into two.
const OPPOSITES: [(&str, &str); 15] = [
    ("本年", "以前年度"),
    ("当年", "以前年度"),
    ("集中", "分散"),
    ("地上", "地下"),
    ("国内", "国外"),
    ("国内", "国(境)外"),
    ("境内", "境外"),
    ("男", "女"),
    ("城镇", "农村"),
    ("城市", "农村"),
    ("室内", "室外"),
    ("线上", "线下"),
    ("一般债务", "专项债务"),
    ("一般债券", "专项债券"),
    ("新增债券", "再融资债券"),
];

/// Prefixes that say everything else.
const NEGATIONS: [&str; 3] = ["不", "非", "未"];

/// A number with the words before it.
struct Item<'a> {
    figure: FigureId,
    /// Words since the last number or mark, without 其中 and 为.
    name: &'a str,
    /// Inside how many brackets.
    depth: usize,
    /// Which sentence.
    sentence: usize,
    /// 。 before it; `sentence` counts ； as well.
    full_stops: usize,
    /// 其中 or a bracket opens before it.
    opens: bool,
    /// 约, 近
    about: bool,
}

fn run(context: &Context, ledger: &mut Ledger) {
    for passage in &narrative(context).passages {
        let items = items(passage);
        for (i, first) in items.iter().enumerate() {
            let Some(whole) = i.checked_sub(1).and_then(|at| items.get(at)).filter(|_| first.opens) else {
                continue;
            };
            let beside = |x: &&Item| x.depth == first.depth && x.sentence == first.sentence;
            // All of the whole: the second part is the next at this level, and nothing of the kind follows.
            let mut after = items.iter().skip(i + 1).take_while(|x| x.depth >= first.depth).filter(beside);
            let Some(second) = after.next() else { continue };
            let unit = &context.figures[first.figure].quantity.unit;
            // 其中一般债务A亿元、专项债务B亿元，距限额尚有C亿元: what is called otherwise is no third of them.
            let kind = common_end(first.name, second.name);
            let alike = |x: &Item| kind.chars().count() < 2 || x.name.trim_end_matches('为').ends_with(kind);
            let more = after
                .take_while(|x| !x.opens)
                .any(|x| &context.figures[x.figure].quantity.unit == unit && alike(x));
            // …；再融资一般债券Z万元: more of the kind behind the next mark.
            let again = |x: &Item| {
                x.full_stops == second.full_stops
                    && context.figures[x.figure].quantity.unit == *unit
                    && kinds(first.name, second.name).iter().any(|kind| x.name.contains(kind))
            };
            let at = items.iter().position(|x| x.figure == second.figure).map_or(items.len(), |at| at + 1);
            let more = more || items.iter().skip(at).any(again);
            if more || whole.sentence != first.sentence || !complementary(first.name, second.name) {
                continue;
            }
            // The mean of all is not the sum of two means.
            if [whole.name, first.name].iter().any(|name| is_per_unit(name)) {
                continue;
            }
            let units = [whole, second].map(|x| &context.figures[x.figure].quantity.unit);
            if *unit == Unit::None || *unit == Unit::Percent || units.iter().any(|u| *u != unit) {
                continue;
            }
            let relation = Relation::sum(whole.figure, [first.figure, second.figure]);
            let vague = whole.about
                && context.text(whole.figure).split(|c: char| !c.is_ascii_digit()).any(|d| d.ends_with('0'));
            if decide(&relation, context.figures).is_sound() || !vague {
                ledger.check(context, &RULE, whole.name, relation);
            }
        }
    }
}

/// 债务 of 一般债务 and 专项债务.
fn common_end<'a>(one: &'a str, other: &str) -> &'a str {
    let pairs = one.chars().rev().zip(other.chars().rev());
    let length: usize = pairs.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    one.get(one.len() - length..).unwrap_or("")
}

fn items(passage: &Passage) -> Vec<Item<'_>> {
    let mut out: Vec<Item<'_>> = Vec::new();
    let (mut from, mut depth, mut sentence, mut full_stops) = (0usize, 0usize, 0usize, 0usize);
    for (figure, range) in &passage.figures {
        let Some(between) = passage.text.get(from..range.start) else { continue };
        let mut opens = between.contains("其中");
        for c in between.chars() {
            match c {
                '(' => {
                    depth += 1;
                    opens = true;
                }
                ')' => depth = depth.saturating_sub(1),
                '。' | ';' => {
                    sentence += 1;
                    full_stops += usize::from(c == '。');
                }
                _ => {}
            }
        }
        let last = between
            .trim_end_matches(['(', ':'])
            .rsplit([',', '。', ';', ':', '、', '('])
            .next()
            .unwrap_or("");
        let name = last.trim_start_matches("其中").trim_end_matches("为");
        let about = name.ends_with(['约', '近']);
        out.push(Item {
            figure: *figure,
            name: name.trim_end_matches(['约', '近', '共']),
            depth,
            sentence,
            full_stops,
            opens,
            about,
        });
        from = range.end;
    }
    out
}

/// The words by which two names divide the whole.
fn kinds(a: &str, b: &str) -> Vec<&'static str> {
    OPPOSITES
        .iter()
        .filter(|(x, y)| a.contains(x) && b.contains(y) || a.contains(y) && b.contains(x))
        .flat_map(|&(x, y)| [x, y])
        .collect()
}

/// Are these two names all there is?
fn complementary(a: &str, b: &str) -> bool {
    if a.is_empty() || b.is_empty() {
        return false;
    }
    let opposite = OPPOSITES.iter().any(|&(x, y)| {
        a.contains(x) && a.replacen(x, y, 1) == b || a.contains(y) && a.replacen(y, x, 1) == b
    });
    opposite || NEGATIONS.iter().any(|n| b.strip_prefix(n) == Some(a) || a.strip_prefix(n) == Some(b))
}
