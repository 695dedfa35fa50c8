//! Packages: every readable file in a zip becomes a document; those of one report become one, so that its 说明 is checked
//! against its 表.

mod identity;

use super::archive::Archive;
use super::limits::{DOCUMENT_BYTES, Exceeded, Limits};
use super::{Failure, Format, Imported, Reason};
use crate::check::Options;
use crate::document::{Block, Document, ImportNote};
use crate::order;
use crate::order::Set;
use identity::Identity;

/// Reads a package. `depth` counts the packages around it.
pub fn read(
    bytes: &[u8],
    name: &str,
    limits: &Limits,
    options: &Options,
    depth: usize,
) -> Vec<Result<Imported, Failure>> {
    let mut collection = Collection {
        name,
        limits: limits.clone(),
        options,
        bytes: 0,
        members: Vec::new(),
        failures: Vec::new(),
        pictures: Vec::new(),
    };
    if let Err(reason) = collection.collect(bytes, "", depth) {
        return vec![Err(Failure::new(name, reason))];
    }
    let Collection { members, failures, pictures, .. } = collection;
    // A locked package is one matter, not one for each file in it.
    let locked = !failures.is_empty() && failures.iter().all(|f| f.key == "encrypted");
    if members.is_empty() && locked {
        return vec![Err(Failure::new(name, Reason::new("encrypted")))];
    }
    if members.is_empty() && failures.is_empty() {
        return vec![Err(Failure::new(name, Reason::new("package_empty")))];
    }
    let mut reports = assemble(name, members);
    if let (Some(first), Some(report)) = (pictures.first(), reports.first_mut()) {
        let arguments = [("count", pictures.len().to_string()), ("file", first.clone())];
        report.document.notes.push(ImportNote::incomplete("pictures_in_package", &arguments));
    }
    reports.into_iter().map(Ok).chain(failures.into_iter().map(Err)).collect()
}

/// The files of a package and of those inside it. What may be inflated and kept is counted for all of them together.
struct Collection<'c> {
    name: &'c str,
    /// `inflated_bytes` is what is left of it.
    limits: Limits,
    options: &'c Options,
    /// Text that has been read.
    bytes: usize,
    members: Vec<Imported>,
    failures: Vec<Failure>,
    /// Pictures, which may be scanned pages.
    pictures: Vec<String>,
}

impl Collection<'_> {
    fn collect(&mut self, bytes: &[u8], folder: &str, depth: usize) -> Result<(), Reason> {
        if depth >= self.limits.packages {
            return Err(Exceeded::Packages { limit: self.limits.packages }.into());
        }
        let mut archive = Archive::open(bytes, &self.limits)?;
        let wanted: Vec<(usize, String)> = archive
            .names()
            .iter()
            .enumerate()
            .filter(|(_, n)| is_document(n))
            .map(|(i, n)| (i, n.clone()))
            .collect();
        if wanted.len() + self.members.len() + self.failures.len() > self.limits.members {
            return Err(Exceeded::Members { members: wanted.len(), limit: self.limits.members }.into());
        }
        self.pictures
            .extend(archive.names().iter().filter(|n| is_picture(n)).map(|n| format!("{folder}{n}")));
        for (index, member) in wanted {
            let path = format!("{folder}{member}");
            archive.leave(self.limits.inflated_bytes);
            let content = archive.read_at(index);
            self.limits.inflated_bytes = archive.left();
            let failed = match content {
                Ok(content) => self.read(&content, &member, &path, depth),
                Err(error) => Err(error.into()),
            };
            if let Err(reason) = failed {
                self.failures.push(Failure::new(&format!("{}/{path}", self.name), reason));
            }
        }
        Ok(())
    }

    fn read(&mut self, content: &[u8], member: &str, path: &str, depth: usize) -> Result<(), Reason> {
        match super::read_one(content, member, &self.limits, self.options) {
            Ok(imported) => {
                self.bytes = self.bytes.saturating_add(imported.document.bytes());
                // What there is no room for is not even read.
                let room = DOCUMENT_BYTES.saturating_sub(self.bytes).saturating_mul(2);
                self.limits.text_bytes = self.limits.text_bytes.min(room);
                if self.bytes > DOCUMENT_BYTES {
                    return Err(Exceeded::Text { bytes: self.bytes, limit: DOCUMENT_BYTES }.into());
                }
                self.members.push(Imported { name: path.to_string(), ..imported });
                Ok(())
            }
            Err(super::NotOne::Package) => self.collect(content, &format!("{path}/"), depth + 1),
            Err(super::NotOne::Failed(reason)) => Err(reason),
        }
    }
}

/// What a scanned page may be kept as.
const PICTURES: &[&str] = &["png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "webp"];

/// Is a member worth opening? System files, locks of open documents, pictures and the trimmings of web pages are not.
fn is_document(path: &str) -> bool {
    const TRIMMINGS: &[&str] = &[
        "ico", "svg", "emf", "wmf", "mp3", "mp4", "css", "js", "xml", "thmx", "mso", "db", "ini", "lnk",
        "url", "ttf", "woff",
    ];
    is_own(path) && !TRIMMINGS.contains(&extension(path).as_str()) && !is_picture(path)
}

/// A picture that somebody put there.
fn is_picture(path: &str) -> bool {
    is_own(path) && PICTURES.contains(&extension(path).as_str())
}

/// The extension of a file's name, in small letters.
fn extension(path: &str) -> String {
    let file = path.rsplit('/').next().unwrap_or_default();
    file.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase()).unwrap_or_default()
}

/// No file that a system or a saved web page left there.
fn is_own(path: &str) -> bool {
    let mut parts = path.split('/').rev();
    let file = parts.next().unwrap_or_default();
    if file.is_empty() || file.starts_with('.') || file.starts_with("~$") {
        return false;
    }
    !parts.any(|folder| folder == "__MACOSX" || folder.ends_with(".files") || folder.ends_with("_files"))
}

/// Puts files that belong to one report together. Each file's blocks carry its name. Use it for files dropped together too.
pub fn assemble(name: &str, mut members: Vec<Imported>) -> Vec<Imported> {
    let mut seen = Set::new();
    let mut twins: Vec<(String, String)> = Vec::new();
    // The text of a report first: it names the unit and gives the headings.
    order::by_key(&mut members, |m| {
        matches!(m.format, Format::Xlsx | Format::Xls | Format::Ods | Format::Csv)
    });
    members.retain(|member| {
        let digits = digits(&member.document);
        let fresh = digits.len() < 50 || seen.insert(digits);
        if !fresh {
            twins.push((folder(&member.name).to_string(), member.name.clone()));
        }
        fresh
    });
    let identities: Vec<Identity> = members.iter().map(|m| Identity::of(&m.name, &m.document)).collect();
    let groups = identity::group(&identities);
    let alone = groups.len() == 1;
    let mut out: Vec<Imported> = Vec::new();
    let mut members: Vec<Option<Imported>> = members.into_iter().map(Some).collect();
    for group in groups {
        let mut files: Vec<Imported> =
            group.iter().filter_map(|&i| members.get_mut(i).and_then(Option::take)).collect();
        let single = files.len() == 1;
        let first = files.first().map(|f| f.name.clone()).unwrap_or_default();
        let title = if alone && !single { name.to_string() } else { format!("{name}/{first}") };
        let format = match files.as_slice() {
            [only] => only.format,
            _ => Format::Package,
        };
        let mut document = Document::default();
        for file in &mut files {
            let mut part = std::mem::take(&mut file.document);
            part.blocks.iter_mut().for_each(|b| set_file(b, &file.name));
            document.append(part);
        }
        for (_, twin) in twins.iter().filter(|(place, _)| alone || *place == folder(&first)) {
            document.notes.push(ImportNote::information("same_as_another", &[("file", twin.clone())]));
        }
        out.push(Imported { name: title, format, document });
    }
    out
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn set_file(block: &mut Block, file: &str) {
    let origin = match block {
        Block::Paragraph(p) => &mut p.origin,
        Block::Table(t) => &mut t.origin,
    };
    origin.file.get_or_insert_with(|| file.to_string());
}

/// All digits of a document: the same report in two formats has the same.
fn digits(document: &Document) -> String {
    let mut out = String::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(p) => out.extend(p.text.chars().filter(char::is_ascii_digit)),
            Block::Table(t) => {
                t.cells.iter().for_each(|c| out.extend(c.text.chars().filter(char::is_ascii_digit)));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Write};
    use zip::write::SimpleFileOptions;

    fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in files {
            writer.start_file(*name, SimpleFileOptions::default()).expect("a member");
            writer.write_all(content).expect("its content");
        }
        writer.finish().expect("a package").into_inner()
    }

    fn import(files: &[(&str, &[u8])]) -> Vec<Result<Imported, Failure>> {
        super::super::import(&zip(files), "包.zip", &Options::default())
    }

    fn names(results: &[Result<Imported, Failure>]) -> Vec<(String, usize)> {
        results
            .iter()
            .map(|r| match r {
                Ok(i) => (i.name.clone(), i.document.blocks.len()),
                Err(f) => (format!("! {} {}", f.name, f.key), 0),
            })
            .collect()
    }

    #[test]
    fn files_of_one_report_are_one_document() {
        let results = import(&[
            ("__MACOSX/._说明.txt", b"x"),
            ("某局2024年度部门决算/说明.txt", "某局2024年度部门决算\n本年收入10.5万元。".as_bytes()),
            ("某局2024年度部门决算/表.csv", "项目,决算数\n本年收入,10.5\n".as_bytes()),
            ("某局2024年度部门决算/坏.docx", b"PK\x03\x04"),
            ("封面.jpg", b"\xFF\xD8\xFF"),
        ]);
        assert_eq!(
            names(&results),
            [("包.zip".to_string(), 3), ("! 包.zip/某局2024年度部门决算/坏.docx damaged".to_string(), 0)]
        );
        let document = &results[0].as_ref().expect("a report").document;
        let notes: Vec<_> = document.notes.iter().map(|n| (n.key.as_str(), n.incomplete)).collect();
        assert_eq!(notes, [("pictures_in_package", true)]);
        let file = document.tables().next().and_then(|(_, t)| t.origin.file.clone());
        assert_eq!(file.as_deref(), Some("某局2024年度部门决算/表.csv"));
    }

    #[test]
    fn different_units_and_years_are_different_reports() {
        let results = import(&[
            ("教育局2024年度部门决算.txt", "本年收入1万元。".as_bytes()),
            ("财政局2024年度部门决算.txt", "本年收入2万元。".as_bytes()),
            ("财政局2024年度部门决算附表.csv", "项目,数\n收入,2\n".as_bytes()),
            ("财政局2025年部门预算.txt", "本年收入3万元。".as_bytes()),
        ]);
        assert_eq!(results.len(), 3, "{:?}", names(&results));
    }

    #[test]
    fn packages_within_packages() {
        let inner = zip(&[("内.txt", "本年收入10.5万元。".as_bytes())]);
        let results = import(&[("内.zip", &inner)]);
        assert_eq!(names(&results), [("包.zip/内.zip/内.txt".to_string(), 1)]);
        let mut bytes = inner;
        for _ in 0..6 {
            bytes = zip(&[("内.zip", &bytes)]);
        }
        let results = super::super::import(&bytes, "包.zip", &Options::default());
        assert_eq!(results.len(), 1);
        assert_eq!(results[0].as_ref().err().map(|f| f.key.as_str()), Some("packages_too_deep"));
    }

    #[test]
    fn the_same_report_twice_counts_once() {
        let text =
            "某局2024年度部门决算\n".to_string() + &"本年收入10,171.54万元，支出9,182.32万元。\n".repeat(5);
        let results = import(&[("说明.txt", text.as_bytes()), ("说明 (1).txt", text.as_bytes())]);
        assert_eq!(names(&results), [("包.zip/说明.txt".to_string(), 6)]);
        assert_eq!(results[0].as_ref().map(|i| i.document.notes.len()), Ok(1));
        assert_eq!(
            import(&[("a.png", b"x")])[0].as_ref().err().map(|f| f.key.as_str()),
            Some("package_empty")
        );
    }
}
