//! Office Open XML packages: which part of the zip is the document, and which parts belong to which.

use super::Reason;
use super::archive::{Archive, ArchiveError};
use super::limits::{DEPTH, Exceeded, Limits};
use super::xml::{self, Events, Item, XmlError};

/// A package whose parts could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PackageError {
    /// The container.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// The container lacks a part that it must have.
    #[error("no part {0}")]
    Missing(String),
    /// A part is damaged.
    #[error("{part}: {error}")]
    Part {
        /// Name of the part.
        part: String,
        /// What is wrong with it.
        error: XmlError,
    },
}

impl From<PackageError> for Reason {
    fn from(error: PackageError) -> Self {
        match error {
            PackageError::Archive(error) => error.into(),
            PackageError::Part { error: XmlError::TooDeep, .. } => Exceeded::Depth { limit: DEPTH }.into(),
            PackageError::Missing(_) | PackageError::Part { .. } => Reason::new("damaged"),
        }
    }
}

/// A relation of a part to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// Its id.
    pub id: String,
    /// Last word of its type (`styles`, `worksheet`).
    pub kind: String,
    /// Name of the part meant.
    pub target: String,
}

/// An open package.
pub struct Package<'a> {
    archive: Archive<'a>,
}

impl<'a> Package<'a> {
    /// Opens a package.
    pub fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, PackageError> {
        Ok(Self { archive: Archive::open(bytes, limits)? })
    }

    /// Text of a part; `None` if there is none of this name.
    pub fn part(&mut self, name: &str) -> Result<Option<String>, PackageError> {
        // Some programs write the name in another case, or with backslashes.
        let index = self.archive.names().iter().position(|n| n == name).or_else(|| {
            let same = |n: &String| n.replace('\\', "/").eq_ignore_ascii_case(name);
            self.archive.names().iter().position(same)
        });
        let Some(index) = index else { return Ok(None) };
        let bytes = self.archive.read_at(index)?;
        xml::decode(bytes).map(Some).map_err(|error| in_part(name, error))
    }

    /// Text of a part that must be there.
    pub fn required(&mut self, name: &str) -> Result<String, PackageError> {
        self.part(name)?.ok_or_else(|| PackageError::Missing(name.to_string()))
    }

    /// Name of the main part, from the relations of the package, or else the usual name.
    pub fn main(&mut self, usual: &str) -> Result<String, PackageError> {
        let found = self.relations("")?.into_iter().find(|r| r.kind == "officeDocument").map(|r| r.target);
        Ok(found.filter(|name| self.archive.has(name)).unwrap_or_else(|| usual.to_string()))
    }

    /// Relations of a part; of the package for `""`.
    pub fn relations(&mut self, part: &str) -> Result<Vec<Relation>, PackageError> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let slash = if folder.is_empty() { "" } else { "/" };
        let name = format!("{folder}{slash}_rels/{file}.rels");
        match self.part(&name)? {
            Some(text) => read_relations(&text, folder).map_err(|error| in_part(&name, error)),
            None => Ok(Vec::new()),
        }
    }
}

/// What is wrong with a part.
pub fn in_part(part: &str, error: XmlError) -> PackageError {
    PackageError::Part { part: part.to_string(), error }
}

fn read_relations(text: &str, folder: &str) -> Result<Vec<Relation>, XmlError> {
    let mut out = Vec::new();
    let mut events = Events::new(text);
    while let Some(item) = events.next()? {
        let Item::Start(element) = item else { continue };
        // What stands outside the package is not fetched.
        let outside = element.attribute("TargetMode").is_some_and(|mode| mode == "External");
        if element.local() != "Relationship" || outside {
            continue;
        }
        let kind = element.attribute("Type").unwrap_or_default();
        out.push(Relation {
            id: element.attribute("Id").unwrap_or_default().into_owned(),
            kind: kind.rsplit_once('/').map_or(kind.as_ref(), |(_, last)| last).to_string(),
            target: resolve(folder, &element.attribute("Target").unwrap_or_default()),
        });
    }
    Ok(out)
}

/// A target relative to the folder of the part that names it.
fn resolve(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_string();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|s| !s.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_relative_to_their_part() {
        assert_eq!(resolve("word", "styles.xml"), "word/styles.xml");
        assert_eq!(resolve("xl/worksheets", "../sharedStrings.xml"), "xl/sharedStrings.xml");
        assert_eq!(resolve("xl", "/xl/worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
    }

    #[test]
    fn nothing_outside_the_package_is_a_part() {
        let xml = r#"<Relationships><Relationship Id="r1" Type="http://x/styles" Target="styles.xml"/>
            <Relationship Id="r2" Type="http://x/hyperlink" Target="http://example.org/" TargetMode="External"/></Relationships>"#;
        let relations = read_relations(xml, "word").unwrap_or_default();
        assert_eq!(relations.len(), 1);
        assert_eq!((relations[0].kind.as_str(), relations[0].target.as_str()), ("styles", "word/styles.xml"));
    }
}
