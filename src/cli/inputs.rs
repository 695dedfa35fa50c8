//! Which files to check: named ones, folders, lists, the standard input.

use super::{name_of, text};
use crate::locale::Language;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// Something to check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A file.
    File(PathBuf),
    /// What comes in on the standard input.
    Standard,
    /// A path that could not be walked, and why.
    Unreachable(PathBuf, String),
}

impl Input {
    /// The name under which it is reported.
    pub fn name(&self) -> String {
        match self {
            Input::File(path) | Input::Unreachable(path, _) => name_of(path),
            Input::Standard => "-".to_string(),
        }
    }

    /// Its bytes, or why they cannot be had.
    pub fn read(&self) -> Result<Vec<u8>, String> {
        match self {
            Input::File(path) => std::fs::read(path).map_err(|e| e.to_string()),
            Input::Standard => {
                let mut bytes = Vec::new();
                std::io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes).map_err(|e| e.to_string())
            }
            Input::Unreachable(_, error) => Err(error.clone()),
        }
    }
}

/// Files that a folder is searched for. A file named by itself is read whatever its name is.
const EXTENSIONS: &[&str] = &[
    "txt", "text", "md", "csv", "tsv", "htm", "html", "xhtml", "mht", "mhtml", "docx", "docm", "doc", "wps",
    "rtf", "odt", "xlsx", "xlsm", "xls", "et", "ods", "pdf", "zip",
];

/// What was gathered.
#[derive(Debug, Default)]
pub struct Inputs {
    /// In order: as named, folders in the order of their names.
    pub inputs: Vec<Input>,
    /// Files in folders that are of no kind Gouji reads.
    pub skipped: usize,
}

impl Inputs {
    /// Gathers the inputs from the arguments and from a list of paths, one a line (`-`: from the standard input).
    pub fn gather(paths: &[PathBuf], list: Option<&Path>, language: Language) -> Result<Self, String> {
        let mut inputs = Inputs::default();
        for path in paths {
            inputs.add(path);
        }
        if let Some(list) = list {
            let refuse = |error: std::io::Error| {
                text(language, "no_list", &[("list", &name_of(list)), ("error", &error.to_string())])
            };
            let reader: Box<dyn Read> = if list == Path::new("-") {
                Box::new(std::io::stdin())
            } else {
                Box::new(std::fs::File::open(list).map_err(refuse)?)
            };
            for line in BufReader::new(reader).lines() {
                let line = line.map_err(refuse)?;
                let line = line.trim_end_matches('\r');
                if !line.is_empty() {
                    inputs.add(Path::new(line));
                }
            }
        }
        Ok(inputs)
    }

    fn add(&mut self, path: &Path) {
        if path == Path::new("-") {
            self.inputs.push(Input::Standard);
        } else if path.is_dir() {
            self.walk(path);
        } else {
            self.inputs.push(Input::File(path.to_path_buf()));
        }
    }

    fn walk(&mut self, folder: &Path) {
        let entries = std::fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
        let mut entries = match entries {
            Ok(entries) => entries,
            Err(error) => {
                self.inputs.push(Input::Unreachable(folder.to_path_buf(), error.to_string()));
                return;
            }
        };
        entries.sort_by_key(std::fs::DirEntry::file_name);
        for entry in entries {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            // Hidden files, and the lock files that Word and WPS leave beside an open document.
            if name.starts_with('.') || name.starts_with("~$") {
                continue;
            }
            let path = entry.path();
            // A link to a folder is not followed: it may lead back up.
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            if is_folder {
                self.walk(&path);
            } else if path.is_file() && is_readable_kind(&path) {
                self.inputs.push(Input::File(path));
            } else {
                self.skipped += 1;
            }
        }
    }
}

fn is_readable_kind(path: &Path) -> bool {
    path.extension()
        .and_then(|e| e.to_str())
        .is_some_and(|e| EXTENSIONS.iter().any(|known| e.eq_ignore_ascii_case(known)))
}
