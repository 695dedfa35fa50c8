//! Going on with a batch that was interrupted: what the output already holds.

use crate::ledger::Severity;
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::collections::HashSet;
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, Seek, SeekFrom};
use std::path::Path;

/// What is read of a line of output.
#[derive(Deserialize)]
struct Line {
    file: String,
    #[serde(default)]
    source: Option<String>,
    #[serde(default)]
    error: Option<IgnoredAny>,
    #[serde(default)]
    findings: Vec<Severe>,
    #[serde(default)]
    notes: Vec<Noted>,
    #[serde(default)]
    summary: Counted,
}

impl Line {
    fn status(&self) -> u8 {
        let nothing_checked = self.summary.verified + self.summary.contradicted == 0;
        if self.error.is_some() || nothing_checked || self.notes.iter().any(|note| note.incomplete) {
            super::NOT_READ
        } else if self.findings.iter().any(|finding| finding.severity > Severity::Note) {
            super::SOMETHING_VIOLATED
        } else {
            super::NOTHING_VIOLATED
        }
    }
}

#[derive(Deserialize)]
struct Severe {
    severity: Severity,
}

#[derive(Deserialize)]
struct Noted {
    #[serde(default)]
    incomplete: bool,
}

#[derive(Default, Deserialize)]
struct Counted {
    #[serde(default)]
    verified: usize,
    #[serde(default)]
    contradicted: usize,
}

/// An output file, ready to be added to.
#[derive(Debug)]
pub struct Resumed {
    /// Open at its end.
    pub output: File,
    /// Names of the inputs it holds.
    pub done: HashSet<String>,
    /// Exit status of what it holds.
    pub status: u8,
}

impl Resumed {
    /// Opens an output, new or interrupted. An interrupted last line is cut off. A package gives several lines: of one
    /// at the end nobody knows whether all of them were written, so it is cut off as well and checked again.
    pub fn open(path: &Path) -> io::Result<Self> {
        let mut output = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
        let mut reader = BufReader::new(&output);
        let (mut done, mut status) = (HashSet::new(), super::NOTHING_VIOLATED);
        let mut end = 0u64;
        // The package at the end, where it begins, and the status before it.
        let mut package: Option<(String, u64, u8)> = None;
        let mut bytes = Vec::new();
        loop {
            bytes.clear();
            let read = reader.read_until(b'\n', &mut bytes)?;
            if read == 0 {
                break;
            }
            let line = bytes
                .last()
                .filter(|&&b| b == b'\n')
                .and_then(|_| serde_json::from_slice::<Line>(&bytes).ok());
            let Some(line) = line else { break };
            match &line.source {
                Some(name) if package.as_ref().is_none_or(|(last, ..)| last != name) => {
                    package = Some((name.clone(), end, status));
                }
                Some(_) => {}
                None => package = None,
            }
            status = status.max(line.status());
            done.insert(line.source.unwrap_or(line.file));
            end += read as u64;
        }
        if let Some((name, begin, before)) = package {
            done.remove(&name);
            end = begin;
            status = before;
        }
        output.set_len(end)?;
        output.seek(SeekFrom::Start(end))?;
        Ok(Self { output, done, status })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resumed(content: &str) -> (Resumed, String) {
        let folder =
            std::env::temp_dir().join(format!("gouji-resume-{}-{}", std::process::id(), content.len()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("out.ndjson");
        std::fs::write(&path, content).unwrap();
        let resumed = Resumed::open(&path).unwrap();
        let left = std::fs::read_to_string(&path).unwrap();
        std::fs::remove_dir_all(&folder).unwrap();
        (resumed, left)
    }

    #[test]
    fn an_interrupted_line_is_cut_and_its_input_done_again() {
        let whole =
            "{\"file\":\"a.txt\",\"summary\":{\"contradicted\":1},\"findings\":[{\"severity\":\"error\"}]}\n";
        let (out, left) = resumed(&format!("{whole}{{\"file\":\"c.tx"));
        assert!(out.done.contains("a.txt") && !out.done.contains("c.txt"));
        assert_eq!(out.status, crate::cli::SOMETHING_VIOLATED);
        assert!(left.starts_with("{\"file\":\"a.txt\"") && left.ends_with('\n') && !left.contains("c.tx"));
    }

    #[test]
    fn a_package_is_done_only_when_something_follows_it() {
        let member = |n: u8| format!("{{\"file\":\"z.zip/{n}\",\"source\":\"z.zip\"}}\n");
        let (out, left) = resumed(&format!("{{\"file\":\"a\"}}\n{}{}", member(1), member(2)));
        assert!(!out.done.contains("z.zip"));
        assert_eq!(left, "{\"file\":\"a\"}\n");
    }

    #[test]
    fn a_new_output_is_empty() {
        let (out, left) = resumed("");
        assert!(out.done.is_empty() && left.is_empty());
        assert_eq!(out.status, crate::cli::NOTHING_VIOLATED);
    }
}
