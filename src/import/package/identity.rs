//! Whose report a file belongs to, as far as its name and its first lines tell.

use crate::document::{Block, Document, squeeze};

/// Unit, year and kind of a report; what is not told is unknown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Identity {
    /// Folder inside the package.
    pub folder: String,
    /// Name of the unit.
    pub unit: Option<String>,
    /// Year of the report.
    pub year: Option<u16>,
    /// 预算 rather than 决算.
    pub budget: Option<bool>,
}

/// Blocks and cells that are looked at.
const HEAD: usize = 30;

impl Identity {
    /// Reads the name of a file, its folder, then its first lines.
    pub fn of(path: &str, document: &Document) -> Self {
        let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        let mut identity = Identity { folder: folder.to_string(), ..Identity::default() };
        identity.take(stem);
        for text in head(document) {
            if identity.is_complete() {
                break;
            }
            identity.take(&text);
        }
        for part in folder.rsplit('/') {
            identity.take(part);
        }
        identity
    }

    fn is_complete(&self) -> bool {
        self.unit.is_some() && self.year.is_some() && self.budget.is_some()
    }

    /// Takes from a title what is not known yet: `某局2024年度部门决算`, `编制单位：某局`.
    fn take(&mut self, text: &str) {
        let text = squeeze(text);
        if text.chars().count() > 60 {
            return;
        }
        let title = text.contains("决算") || text.contains("预算");
        if self.budget.is_none() && (text.contains("部门") || text.contains("单位")) && title {
            self.budget = match (text.contains("决算"), text.contains("预算")) {
                (true, false) => Some(false),
                (false, true) => Some(true),
                _ => None,
            };
        }
        let year = year(&text);
        if self.year.is_none() && title {
            self.year = year.map(|(_, year)| year);
        }
        if self.unit.is_none() {
            let before_year = year.filter(|_| title).and_then(|(at, _)| unit(text.get(..at)?));
            let after_year = year.filter(|_| title).and_then(|(at, _)| {
                let rest = text.get(at..)?.trim_start_matches(|c: char| c.is_ascii_digit());
                let rest = rest.trim_start_matches("年度").trim_start_matches('年');
                let end = ["部门决算", "单位决算", "部门预算", "单位预算", "决算", "预算"]
                    .iter()
                    .filter_map(|mark| rest.find(mark))
                    .min()?;
                unit(rest.get(..end)?)
            });
            self.unit = before_year.or(after_year).or_else(|| labelled(&text));
        }
    }

    /// May two files be of one report?
    fn agrees(&self, other: &Identity) -> bool {
        let same = |a: Option<u16>, b: Option<u16>| a.is_none() || b.is_none() || a == b;
        let kind = self.budget.is_none() || other.budget.is_none() || self.budget == other.budget;
        let unit = match (&self.unit, &other.unit) {
            (Some(a), Some(b)) => a.ends_with(b.as_str()) || b.ends_with(a.as_str()),
            _ => true,
        };
        unit && kind && same(self.year, other.year)
    }
}

/// Groups files into reports, in the order of their first files.
pub fn group(identities: &[Identity]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let known = |identity: &Identity| identity.unit.is_some();
    for (i, identity) in identities.iter().enumerate().filter(|(_, id)| known(id)) {
        let home = groups
            .iter_mut()
            .find(|g| g.iter().all(|&m| identities.get(m).is_some_and(|o| o.agrees(identity))));
        match home {
            Some(group) => group.push(i),
            None => groups.push(vec![i]),
        }
    }
    let named = groups.len();
    for (i, identity) in identities.iter().enumerate().filter(|(_, id)| !known(id)) {
        let fits =
            |group: &Vec<usize>| group.iter().all(|&m| identities.get(m).is_some_and(|o| o.agrees(identity)));
        let fitting: Vec<usize> =
            groups.iter().enumerate().filter(|(_, g)| fits(g)).map(|(at, _)| at).collect();
        // A file that names nobody goes with its folder, or with the only report there is; else it stays on its own.
        let near = |at: &&usize| {
            groups.get(**at).is_some_and(|g| {
                g.iter().any(|&m| identities.get(m).is_some_and(|o| o.folder == identity.folder))
            })
        };
        let neighbours: Vec<usize> = fitting.iter().filter(near).copied().collect();
        let home = match (fitting.as_slice(), neighbours.as_slice()) {
            ([only], _) if named <= 1 => Some(*only),
            (_, [only]) => Some(*only),
            _ => None,
        };
        match home.and_then(|at| groups.get_mut(at)) {
            Some(group) => group.push(i),
            None => groups.push(vec![i]),
        }
    }
    for group in &mut groups {
        group.sort_unstable();
    }
    groups.sort_by_key(|g| g.first().copied());
    groups
}

/// Where a year stands, and the year.
fn year(text: &str) -> Option<(usize, u16)> {
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
fn unit(text: &str) -> Option<String> {
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
    let name = name.trim_end_matches("(本级)").trim_end_matches("本级").trim_end_matches("关于");
    let long_enough = name.chars().count() >= 2 && name.chars().count() <= 40;
    let ends = ENDINGS.iter().any(|e| name.ends_with(e));
    let generic = ["部门", "本部门", "单位", "本单位"].contains(&name) || name.starts_with('第');
    (long_enough && ends && !generic).then(|| name.to_string())
}

/// `编制单位：某局`
fn labelled(text: &str) -> Option<String> {
    const LABELS: &[&str] =
        &["编制单位", "编制部门", "公开单位", "公开部门", "部门名称", "单位名称", "部门", "单位"];
    let rest = LABELS.iter().find_map(|label| text.strip_prefix(label)?.strip_prefix(':'))?;
    let name =
        ["单位:", "金额", "公开", "("].iter().fold(rest, |name, end| name.split(end).next().unwrap_or(name));
    unit(name)
}

/// The first paragraphs and the first rows of the first tables.
fn head(document: &Document) -> Vec<String> {
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

    fn of(path: &str, text: &str) -> (Option<String>, Option<u16>, Option<bool>) {
        let document = super::super::super::text::read_text(text);
        let identity = Identity::of(path, &document);
        (identity.unit, identity.year, identity.budget)
    }

    #[test]
    fn names_and_titles_tell() {
        let some = |unit: &str, year, budget| (Some(unit.to_string()), Some(year), Some(budget));
        assert_eq!(of("昌吉州自然资源局2024年度部门决算.docx", ""), some("昌吉州自然资源局", 2024, false));
        assert_eq!(
            of("2025年普陀区人民政府办公室部门预算.pdf", ""),
            some("普陀区人民政府办公室", 2025, true)
        );
        assert_eq!(
            of("说明.txt", "某市教育局\n2024年度部门决算公开说明\n编制单位：某市教育局"),
            some("某市教育局", 2024, false)
        );
        assert_eq!(of("附件/2024年度部门决算公开表及绩效自评表.xlsx", ""), (None, Some(2024), Some(false)));
        assert_eq!(of("某局2023年度单位决算/表.xls", ""), some("某局", 2023, false));
        assert_eq!(of("说明.txt", "单位：万元\n本年收入10.5万元"), (None, None, None));
    }
}
