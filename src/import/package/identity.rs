//! Whose report a file belongs to, as far as its name and its first lines tell.

use crate::document::{Document, squeeze, title};

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

impl Identity {
    /// Reads the name of a file, its folder, then its first lines.
    pub fn of(path: &str, document: &Document) -> Self {
        let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        let mut identity = Identity { folder: folder.to_string(), ..Identity::default() };
        identity.take(stem);
        for text in title::head(document) {
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
        let year = title::year(&text);
        if self.year.is_none() && title {
            self.year = year.map(|(_, year)| year);
        }
        if self.unit.is_none() {
            self.unit = title::unit(&text);
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
