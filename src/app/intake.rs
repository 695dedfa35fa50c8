//! What the reader gives: files, folders, pastes, the sample. And the queue that sends it through the engine.

use super::engine::{Answer, CallError, Engine, Kind};
use super::state::{Action, Desk, FileEntry, Phase, Source, State};
use super::text::Texts;
use crate::import::NOT_LOADED;
use crate::locale::Language;
use crate::order;
use crate::report::{from_bytes, to_bytes};
use crate::wire::{Outcome, Paste};
use js_sys::{Array, Promise, Uint8Array};
use sha2::{Digest, Sha256};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DataTransfer, File, FileList, FileSystemDirectoryEntry, FileSystemEntry, FileSystemFileEntry};

/// Larger files are not read.
const MOST_BYTES: f64 = 200.0 * 1024.0 * 1024.0;
/// Most files taken from one drop.
const MOST_FILES: usize = 2_000;
/// Time limit for one file in milliseconds.
const LIMIT: u32 = 90_000;

/// SHA-256 in hexadecimal.
pub fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

/// Takes in chosen files.
pub fn take_list(desk: Desk, list: Option<FileList>) {
    let Some(list) = list else { return };
    let files: Vec<File> = (0..list.length()).filter_map(|i| list.get(i)).collect();
    spawn_local(async move { take(desk, files).await });
}

/// Takes in what was dropped: files, and files in folders.
pub fn take_drop(desk: Desk, data: &DataTransfer) {
    let items = data.items();
    let mut entries: Vec<FileSystemEntry> = Vec::new();
    for i in 0..items.length() {
        let Some(item) = items.get(i) else { continue };
        if let Ok(Some(entry)) = item.webkit_get_as_entry() {
            entries.push(entry);
        }
    }
    if !entries.iter().any(FileSystemEntry::is_directory) {
        let text = data.get_data("text/plain").unwrap_or_default();
        if data.files().is_none_or(|f| f.length() == 0) && !text.is_empty() {
            let html = data.get_data("text/html").ok();
            return take_paste(&desk, Paste { html, text: Some(text) });
        }
        return take_list(desk, data.files());
    }
    spawn_local(async move {
        let mut files = Vec::new();
        while let Some(entry) = entries.pop() {
            if files.len() >= MOST_FILES {
                break;
            }
            if let Some(directory) = entry.dyn_ref::<FileSystemDirectoryEntry>() {
                entries.extend(children(directory).await);
            } else if let Some(file) = entry.dyn_ref::<FileSystemFileEntry>() {
                files.extend(file_of(file).await);
            }
        }
        order::by_key(&mut files, File::name);
        take(desk, files).await;
    });
}

/// The entries of a folder; the browser hands them out a hundred at a time.
async fn children(directory: &FileSystemDirectoryEntry) -> Vec<FileSystemEntry> {
    let reader = directory.create_reader();
    let mut out = Vec::new();
    loop {
        let promise = Promise::new(&mut |resolve, reject| {
            let _ = reader.read_entries_with_callback_and_callback(&resolve, &reject);
        });
        let Ok(batch) = JsFuture::from(promise).await else { return out };
        let batch: Array = batch.unchecked_into();
        if batch.length() == 0 || out.len() >= MOST_FILES {
            return out;
        }
        out.extend(batch.iter().map(JsCast::unchecked_into));
    }
}

async fn file_of(entry: &FileSystemFileEntry) -> Option<File> {
    let promise = Promise::new(&mut |resolve, reject| {
        entry.file_with_callback_and_callback(&resolve, &reject);
    });
    JsFuture::from(promise).await.ok().map(JsCast::unchecked_into)
}

async fn take(desk: Desk, files: Vec<File>) {
    let texts = Texts(desk.language());
    let mut sources = Vec::new();
    let mut refused = Vec::new();
    // Office's lock files and the system's own are no reports.
    let ordinary = |name: &str| !name.starts_with("~$") && !name.starts_with('.') && name != "Thumbs.db";
    for file in files.into_iter().filter(|f| ordinary(&f.name())).take(MOST_FILES) {
        if file.size() > MOST_BYTES {
            refused.push(texts.with("intake.too_large", &[("name", &file.name())]));
            continue;
        }
        match JsFuture::from(file.array_buffer()).await {
            Ok(buffer) => {
                let bytes = Uint8Array::new(&buffer);
                let copy = bytes.to_vec();
                sources.push((file.name(), hash(&copy), Source::File(bytes)));
            }
            Err(_) => refused.push(texts.with("intake.unreadable", &[("name", &file.name())])),
        }
    }
    if !sources.is_empty() {
        desk.dispatch(Action::Add(sources));
    }
    if !refused.is_empty() {
        desk.dispatch(Action::Notice(Some(refused.join(" "))));
    }
}

/// Takes in a paste; adds it to the open document if that was pasted too.
pub fn take_paste(desk: &Desk, paste: Paste) {
    let texts = Texts(desk.language());
    let empty = |flavour: &Option<String>| flavour.as_deref().is_none_or(|f| f.trim().is_empty());
    if empty(&paste.html) && empty(&paste.text) {
        desk.dispatch(Action::Notice(Some(texts.get("intake.empty_paste"))));
        return;
    }
    let open = desk.open_file().filter(|f| matches!(f.source, Source::Pastes(_)));
    if let Some(file) = open {
        desk.dispatch(Action::Append(file.id, paste));
        desk.dispatch(Action::Notice(Some(texts.get("intake.appended"))));
        return;
    }
    let content = paste.text.clone().or_else(|| paste.html.clone()).unwrap_or_default();
    let name = texts.get("intake.pasted_name");
    desk.dispatch(Action::Add(vec![(name, hash(content.as_bytes()), Source::Pastes(vec![paste]))]));
}

#[wasm_bindgen(js_namespace = gouji)]
extern "C" {
    /// Content of the report that comes with the page.
    #[wasm_bindgen(catch)]
    async fn sample() -> Result<JsValue, JsValue>;
}

/// Opens the report that comes with the page.
pub fn take_sample(desk: Desk) {
    spawn_local(async move {
        match sample().await {
            Ok(buffer) => {
                let bytes = Uint8Array::new(&buffer);
                let key = hash(&bytes.to_vec());
                desk.dispatch(Action::Add(vec![("report.docx".to_string(), key, Source::File(bytes))]));
            }
            Err(_) => {
                let texts = Texts(desk.language());
                desk.dispatch(Action::Notice(Some(texts.get("intake.no_sample"))));
            }
        }
    });
}

/// The next file to work on, if none is being worked on.
pub fn next_job(state: &State) -> Option<FileEntry> {
    if state.files.iter().any(|f| f.phase == Phase::Running) {
        return None;
    }
    state.files.iter().find(|f| f.phase == Phase::Waiting).cloned()
}

/// Sends a file through the engine.
pub fn work(desk: Desk, engine: Engine, job: FileEntry) {
    desk.dispatch(Action::Begin(job.id));
    spawn_local(async move {
        let options = desk.options_of(&job);
        // The small module has no texts in English.
        let english = options.language == Language::English;
        let options = bytes_for(&options);
        let (kind, call, values) = match &job.source {
            Source::File(bytes) => {
                let kind = if english { Kind::Full } else { Kind::for_bytes(&bytes.to_vec()) };
                let last =
                    job.last_year.and_then(|id| desk.file(id)).and_then(|f| Some((f, bytes_of(&f.source)?)));
                if let Some((file, last)) = last {
                    let values = Array::of5(
                        bytes,
                        &job.name.as_str().into(),
                        &options,
                        &last,
                        &file.name.as_str().into(),
                    );
                    let answer = engine.call(Kind::Full, "analyse_pair", &values, LIMIT).await;
                    return finish(&desk, &job, answer.map(outcomes));
                }
                (kind, "analyse", Array::of3(bytes, &job.name.as_str().into(), &options))
            }
            Source::Pastes(pastes) => {
                let rich = pastes.iter().any(|p| p.html.as_deref().is_some_and(|h| !h.trim().is_empty()));
                let kind = if rich || english { Kind::Full } else { Kind::Light };
                let name = job.name.as_str().into();
                (kind, "analyse_pastes", Array::of3(&bytes_for(pastes), &name, &options))
            }
        };
        let mut answer = engine.call(kind, call, &values, LIMIT).await.map(outcomes);
        if kind == Kind::Light && answer.as_ref().is_ok_and(|(outcomes, _)| is_beyond(outcomes)) {
            // What the small build does not read the large one does.
            answer = engine.call(Kind::Full, call, &values, LIMIT).await.map(outcomes);
        }
        finish(&desk, &job, answer);
    });
}

/// What crosses to the engine.
fn bytes_for<T: serde::Serialize>(value: &T) -> Uint8Array {
    Uint8Array::from(to_bytes(value).unwrap_or_default().as_slice())
}

/// What the engine says of a file, and the time it took. Megabytes, so it is read once.
fn outcomes(answer: Answer) -> (Vec<Outcome>, u32) {
    (from_bytes(&answer.bytes()).unwrap_or_default(), answer.millis)
}

/// Did the small build say of a file that it does not read its kind?
fn is_beyond(outcomes: &[Outcome]) -> bool {
    outcomes.iter().any(|outcome| matches!(outcome, Outcome::Failure(f) if f.key == NOT_LOADED))
}

fn finish(desk: &Desk, job: &FileEntry, answer: Result<(Vec<Outcome>, u32), CallError>) {
    let texts = Texts(desk.language());
    match answer {
        Ok((outcomes, millis)) if !outcomes.is_empty() => {
            desk.dispatch(Action::Finish(job.id, outcomes, millis));
        }
        Ok(_) => desk.dispatch(Action::Fail(job.id, texts.get("failure.crashed"))),
        Err(error) => desk.dispatch(Action::Fail(job.id, explain(texts, &error))),
    }
}

/// The bytes of what was given; of a paste, its text.
fn bytes_of(source: &Source) -> Option<Uint8Array> {
    match source {
        Source::File(bytes) => Some(bytes.clone()),
        Source::Pastes(pastes) => {
            let texts: Vec<&str> = pastes.iter().filter_map(|p| p.text.as_deref()).collect();
            (!texts.is_empty()).then(|| Uint8Array::from(texts.join("\n").as_bytes()))
        }
    }
}

/// What to tell the reader when the engine gave no answer.
pub fn explain(texts: Texts, error: &CallError) -> String {
    match error {
        CallError::Crashed => texts.get("failure.crashed"),
        CallError::TimedOut => texts.with("failure.timed_out", &[("seconds", &(LIMIT / 1000).to_string())]),
        CallError::Cancelled => texts.get("failure.cancelled"),
        CallError::NotLoaded => texts.get("failure.not_loaded"),
        CallError::Refused(error) => texts.with("failure.refused", &[("error", error)]),
    }
}
