//! What the first lines of a report say of it: whose it is and of which year.

use super::{Block, Document, squeeze};

/// Blocks and cells that are looked at.
const HEAD: usize = 30;

/// The unit that a document names first.
pub fn unit_of(document: &Document) -> Option<String> {
    head(document).iter().map(|text| squeeze(text)).filter(|t| t.chars().count() <= 60).find_map(|t| unit(&t))
}

/// The unit that a squeezed title names: `某局2024年度部门决算`, `2024年度某局部门决算`, `编制单位：某局`.
pub fn unit(text: &str) -> Option<String> {
    let titled = text.contains("决算") || text.contains("预算");
    let year = year(text).filter(|_| titled);
    let before_year = year.and_then(|(at, _)| name(text.get(..at)?));
    let after_year = year.and_then(|(at, _)| {
        let rest = text.get(at..)?.trim_start_matches(|c: char| c.is_ascii_digit());
        let rest = rest.trim_start_matches("年度").trim_start_matches('年');
        let end = ["部门决算", "单位决算", "部门预算", "单位预算", "决算", "预算"]
            .iter()
            .filter_map(|mark| rest.find(mark))
            .min()?;
        name(rest.get(..end)?)
    });
    before_year.or(after_year).or_else(|| labelled(text))
}

/// Where a year stands, and the year.
pub fn year(text: &str) -> Option<(usize, u16)> {
    text.match_indices("20").find_map(|(at, _)| {
        let digits = text.get(at..at + 4)?;
        let next = text.get(at + 4..)?.chars().next();
        let year = digits.parse().ok()?;
        let before = text.get(..at)?.chars().next_back();
        let whole = !before.is_some_and(|c| c.is_ascii_digit()) && !next.is_some_and(|c| c.is_ascii_digit());
        (whole && (2000..2100).contains(&year)).then_some((at, year))
    })
}

/// A name that ends as names of units do.
fn name(text: &str) -> Option<String> {
    const ENDINGS: &[&str] = &[
        "局",
        "委员会",
        "办公室",
        "厅",
        "中心",
        "院",
        "学校",
        "大学",
        "学院",
        "中学",
        "小学",
        "幼儿园",
        "政府",
        "街道办事处",
        "街道",
        "党校",
        "馆",
        "站",
        "所",
        "会",
        "部",
        "处",
        "总队",
        "支队",
        "大队",
        "公司",
        "委",
        "办",
        "镇",
        "乡",
        "台",
        "团",
        "署",
    ];
    let name = text.trim_matches(|c: char| !c.is_alphanumeric());
    let name = name.rsplit_once(':').map_or(name, |(_, n)| n);
    let name = name.trim_end_matches("(本级").trim_end_matches("本级").trim_start_matches("关于");
    let long_enough = name.chars().count() >= 2 && name.chars().count() <= 40;
    let ends = ENDINGS.iter().any(|e| name.ends_with(e));
    // 纳入某局2024年度部门决算编报范围的单位 is a sentence, no title.
    let sentence = ["纳入", "根据", "按照", "依据"].iter().any(|w| name.starts_with(w));
    let generic = ["部门", "本部门", "单位", "本单位"].contains(&name) || name.starts_with('第');
    (long_enough && ends && !generic && !sentence).then(|| name.to_string())
}

/// `编制单位：某局`
fn labelled(text: &str) -> Option<String> {
    const LABELS: &[&str] =
        &["编制单位", "编制部门", "公开单位", "公开部门", "部门名称", "单位名称", "部门", "单位"];
    let rest = LABELS.iter().find_map(|label| text.strip_prefix(label)?.strip_prefix(':'))?;
    let name =
        ["单位:", "金额", "公开", "("].iter().fold(rest, |name, end| name.split(end).next().unwrap_or(name));
    self::name(name)
}

/// The first paragraphs and the first rows of the first tables.
pub fn head(document: &Document) -> Vec<String> {
    let mut out = Vec::new();
    for block in document.blocks.iter().take(HEAD) {
        match block {
            Block::Paragraph(p) => out.push(p.text.clone()),
            Block::Table(t) => {
                out.extend(t.title.clone());
                out.extend(t.cells.iter().take(HEAD).take_while(|c| c.row < 4).map(|c| c.text.clone()));
            }
        }
        if out.len() > 4 * HEAD {
            break;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_of_titles() {
        for (title, expected) in [
            ("某局2024年度部门决算", Some("某局")),
            ("2024年度某局部门决算", Some("某局")),
            ("某局(本级)2024年度单位决算", Some("某局")),
            ("编制单位:某市教育局", Some("某市教育局")),
            ("关于某局2024年度部门决算公开的说明", Some("某局")),
            ("纳入某局2024年度部门决算编报范围的单位", None),
            ("20年部门决算", None),
            ("2024年度部门决算公开表", None),
        ] {
            assert_eq!(unit(title).as_deref(), expected, "{title}");
        }
    }
}
