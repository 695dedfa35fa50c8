//! The state of the page, in one place.

use super::case::{Case, FindingId};
use super::decisions::{Choices, Decisions};
use super::text;
use crate::check::Options;
use crate::ledger::Severity;
use crate::locale::Language;
use crate::order;
use crate::order::Set;
use crate::wire::{FailureRecord, Outcome, Paste, RuleBook};
use std::rc::Rc;
use yew::prelude::*;

/// Where a report comes from.
#[derive(Debug, Clone)]
pub enum Source {
    /// A file's bytes.
    File(js_sys::Uint8Array),
    /// What was pasted, in order.
    Pastes(Vec<Paste>),
}

/// How far the work on a file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    /// In the queue.
    Waiting,
    /// In the worker.
    Running,
    /// Finished.
    Done,
    /// Not finished; what to tell the reader.
    Failed(String),
}

/// A file that was given.
#[derive(Debug, Clone)]
pub struct FileEntry {
    /// Identity.
    pub id: u32,
    /// Its name.
    pub name: String,
    /// SHA-256 of its bytes in hexadecimal.
    pub hash: String,
    /// Where it comes from.
    pub source: Source,
    /// How far the work is.
    pub phase: Phase,
    /// The reports in it.
    pub cases: Vec<Rc<Case>>,
    /// What could not be read.
    pub failures: Vec<FailureRecord>,
    /// Time in the worker.
    pub millis: u32,
    /// The file that is this one's report of last year.
    pub last_year: Option<u32>,
}

/// A report: file and position in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CaseId {
    /// The file.
    pub file: u32,
    /// Which report of the file.
    pub index: usize,
}

/// What the middle of the page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// The document with its marks.
    Document,
    /// What this report is.
    Overview,
    /// All files.
    Files,
}

/// What is selected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Selection {
    /// A finding.
    Finding(FindingId),
    /// A number.
    Number(usize),
}

/// A window over the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dialog {
    /// Settings.
    Settings,
    /// Keys.
    Help,
    /// Privacy and how to verify it.
    Privacy,
    /// A rule's page.
    Rule(String),
}

/// Which findings are listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// Severities shown.
    pub severities: Vec<Severity>,
    /// Only this rule.
    pub rule: Option<String>,
    /// Only this section.
    pub section: Option<String>,
    /// Words that must occur.
    pub words: String,
    /// Grouped by rule instead of by place.
    pub by_rule: bool,
    /// Also those that were decided to be no problem.
    pub dismissed: bool,
}

impl Default for Filter {
    fn default() -> Self {
        Self {
            severities: vec![Severity::Error, Severity::Warning, Severity::Note],
            rule: None,
            section: None,
            words: String::new(),
            by_rule: false,
            dismissed: true,
        }
    }
}

/// Colours of the page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system.
    #[default]
    System,
    /// Paper.
    Light,
    /// Night.
    Dark,
}

impl Theme {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Theme; 3] = [Theme::System, Theme::Light, Theme::Dark];

    /// Its name in the page's style, in what is kept, and in the keys of its text.
    pub fn tag(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }
}

/// What is remembered from visit to visit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Remembered {
    /// Options of the engine, the language among them.
    pub options: Options,
    /// Colours.
    pub theme: Theme,
}

/// The state.
#[derive(Clone, Default)]
pub struct State {
    /// Settings.
    pub remembered: Remembered,
    /// Files in the order given.
    pub files: Vec<FileEntry>,
    /// The report on the desk.
    pub open: Option<CaseId>,
    /// What the middle shows.
    pub view: Option<View>,
    /// What is selected.
    pub selection: Option<Selection>,
    /// Counts selections, so that selecting the same place again scrolls again.
    pub jump: u32,
    /// A number to scroll to instead of the selected place.
    pub look: Option<usize>,
    /// A PDF is shown reflowed instead of as it looks.
    pub reflowed: bool,
    /// Which findings are listed.
    pub filter: Filter,
    /// Open window.
    pub dialog: Option<Dialog>,
    /// A message to the reader.
    pub notice: Option<String>,
    /// The rules, once the engine has answered.
    pub book: Rc<RuleBook>,
    /// Decisions of the reviewer.
    pub decisions: Rc<Decisions>,
    next: u32,
    revision: u64,
}

impl PartialEq for State {
    fn eq(&self, other: &Self) -> bool {
        self.revision == other.revision
    }
}

/// What can happen.
pub enum Action {
    /// Files or a paste were given.
    Add(Vec<(String, String, Source)>),
    /// A paste was added to a pasted document.
    Append(u32, Paste),
    /// Work on a file began.
    Begin(u32),
    /// Work on a file ended.
    Finish(u32, Vec<Outcome>, u32),
    /// Work on a file broke off.
    Fail(u32, String),
    /// Everything is checked again with other options.
    Recheck(Options),
    /// A file gets another, or none, as its report of last year.
    LastYear(u32, Option<u32>),
    /// Other colours.
    Theme(Theme),
    /// A report is opened.
    Open(CaseId),
    /// A file is put away.
    Close(u32),
    /// Another view.
    View(View),
    /// Something is selected; the document scrolls to it.
    Select(Option<Selection>),
    /// Something in the document itself is selected; nothing scrolls there.
    Mark(Selection),
    /// A number of the selected relation is looked at; the selection stays.
    Look(usize),
    /// A PDF is shown reflowed, or as it looks.
    Reflow(bool),
    /// Other filter.
    Filter(Filter),
    /// A window opens or closes.
    Dialog(Option<Dialog>),
    /// A message to the reader, or none.
    Notice(Option<String>),
    /// The engine told its rules.
    Rules(RuleBook),
    /// Decisions changed or were loaded.
    Decisions(Decisions),
}

impl State {
    /// The first state, with what was remembered.
    pub fn new(remembered: Remembered) -> Self {
        Self { remembered, ..Self::default() }
    }

    /// The language that the page speaks: English as soon as the large module has told its texts.
    pub fn language(&self) -> Language {
        if self.book.documented { self.remembered.options.language } else { Language::Chinese }
    }

    /// The file with this id.
    pub fn file(&self, id: u32) -> Option<&FileEntry> {
        self.files.iter().find(|f| f.id == id)
    }

    /// The report on the desk.
    pub fn case(&self) -> Option<Rc<Case>> {
        let open = self.open?;
        self.file(open.file)?.cases.get(open.index).cloned()
    }

    /// The file of the report on the desk.
    pub fn open_file(&self) -> Option<&FileEntry> {
        self.file(self.open?.file)
    }

    /// The options with which a file is checked: the settings and what was chosen for it alone.
    pub fn options_of(&self, file: &FileEntry) -> Options {
        self.decisions.options_for(&file.hash, &self.remembered.options)
    }

    /// What was chosen for the file of the report on the desk.
    pub fn open_choices(&self) -> Choices {
        self.open_file().and_then(|f| self.decisions.choices(&f.hash)).cloned().unwrap_or_default()
    }

    /// The bytes of the report on the desk, if it is a PDF whose pages can be shown.
    pub fn open_pdf(&self) -> Option<(String, js_sys::Uint8Array)> {
        let file = self.open_file()?;
        let Source::File(bytes) = &file.source else { return None };
        let start = bytes.subarray(0, bytes.length().min(1024)).to_vec();
        let is_pdf = start.windows(4).any(|w| w == b"%PDF");
        is_pdf.then(|| (file.hash.clone(), bytes.clone()))
    }

    /// Name under which decisions on the open report are kept: the file's hash, and which report of the file.
    pub fn case_key(&self) -> Option<String> {
        let open = self.open?;
        let file = self.file(open.file)?;
        Some(if open.index == 0 { file.hash.clone() } else { format!("{}#{}", file.hash, open.index) })
    }

    /// The report that looks like last year's of a file: of the year before, of the same unit and kind.
    pub fn suggested_last_year(&self, file: &FileEntry) -> Option<&FileEntry> {
        let [case] = file.cases.as_slice() else { return None };
        let own = &case.report().profile;
        let year = own.year?.checked_sub(1)?;
        self.files.iter().filter(|f| f.id != file.id).find(|f| match f.cases.as_slice() {
            [other] => {
                let other = &other.report().profile;
                let unit = match (&own.unit_name, &other.unit_name) {
                    (Some(own), Some(other)) => own == other,
                    _ => true,
                };
                unit && other.year == Some(year) && other.is_budget == own.is_budget
            }
            _ => false,
        })
    }

    /// Files still to be worked on.
    pub fn pending(&self) -> usize {
        self.files.iter().filter(|f| matches!(f.phase, Phase::Waiting | Phase::Running)).count()
    }

    fn edit(&mut self, id: u32, change: impl FnOnce(&mut FileEntry)) {
        if let Some(file) = self.files.iter_mut().find(|f| f.id == id) {
            change(file);
        }
    }

    fn finish(&mut self, id: u32, outcomes: Vec<Outcome>, millis: u32) {
        let mut cases = Vec::new();
        let mut failures = Vec::new();
        for outcome in outcomes {
            match outcome {
                Outcome::Analysis(analysis) => cases.push(Rc::new(Case::new(*analysis))),
                Outcome::Failure(failure) => failures.push(failure),
            }
        }
        let readable = !cases.is_empty();
        let same = self.open.is_some_and(|open| open.file == id);
        let key = self.selected_key();
        self.edit(id, |file| {
            file.phase = match failures.first() {
                Some(failure) if cases.is_empty() => Phase::Failed(failure.message.clone()),
                _ => Phase::Done,
            };
            file.cases = cases;
            file.failures = failures;
            file.millis = millis;
        });
        if self.open.is_none() && readable {
            self.open = Some(CaseId { file: id, index: 0 });
            // Whoever looks at the table of files, or at anything else, is not taken away from it.
            self.view = self.view.or(Some(View::Document));
            self.selection = None;
        } else if same {
            self.keep_selection(key);
        }
        if self.files.len() > 1 && self.selection.is_none() && self.pending() == 0 && self.view.is_none() {
            self.view = Some(View::Files);
        }
    }

    /// The key of the selected finding.
    fn selected_key(&self) -> Option<String> {
        match self.selection? {
            Selection::Finding(id) => self.case()?.finding(id).map(|f| f.key.clone()),
            Selection::Number(_) => None,
        }
    }

    /// After a new check the selected finding stands elsewhere in the list, or nowhere.
    fn keep_selection(&mut self, key: Option<String>) {
        let Some(case) = self.case() else {
            self.open = None;
            self.selection = None;
            return;
        };
        self.selection = match self.selection {
            Some(Selection::Finding(_)) => key.and_then(|k| case.finding_with(&k)).map(Selection::Finding),
            Some(Selection::Number(n)) => case.number(n).map(|_| Selection::Number(n)),
            None => None,
        };
    }
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut state = (*self).clone();
        state.revision += 1;
        match action {
            Action::Add(sources) => {
                let many = sources.len() > 1;
                for (name, hash, source) in sources {
                    state.next += 1;
                    state.files.push(FileEntry {
                        id: state.next,
                        name,
                        hash,
                        source,
                        phase: Phase::Waiting,
                        cases: Vec::new(),
                        failures: Vec::new(),
                        millis: 0,
                        last_year: None,
                    });
                }
                state.open = None;
                state.selection = None;
                state.view = many.then_some(View::Files);
                state.notice = None;
            }
            Action::Append(id, paste) => state.edit(id, |file| {
                if let Source::Pastes(pastes) = &mut file.source {
                    pastes.push(paste);
                }
                file.phase = Phase::Waiting;
            }),
            Action::Begin(id) => state.edit(id, |file| file.phase = Phase::Running),
            Action::Finish(id, outcomes, millis) => state.finish(id, outcomes, millis),
            Action::Fail(id, message) => {
                state.edit(id, |file| file.phase = Phase::Failed(message.clone()));
            }
            Action::Recheck(options) => {
                state.remembered.options = options;
                for file in &mut state.files {
                    file.phase = Phase::Waiting;
                }
            }
            Action::LastYear(id, last) => state.edit(id, |file| {
                file.last_year = last;
                file.phase = Phase::Waiting;
            }),
            Action::Theme(theme) => state.remembered.theme = theme,
            Action::Open(id) => {
                state.open = Some(id);
                state.view = Some(View::Document);
                state.selection = None;
                state.filter = Filter::default();
            }
            Action::Close(id) => {
                state.files.retain(|f| f.id != id);
                for file in state.files.iter_mut().filter(|f| f.last_year == Some(id)) {
                    file.last_year = None;
                    file.phase = Phase::Waiting;
                }
                if state.open.is_some_and(|open| open.file == id) {
                    state.selection = None;
                    state.open = state
                        .files
                        .iter()
                        .find(|f| !f.cases.is_empty())
                        .map(|f| CaseId { file: f.id, index: 0 });
                }
            }
            Action::View(view) => state.view = Some(view),
            Action::Select(selection) => {
                state.look = None;
                state.selection = selection;
                state.jump += 1;
                if selection.is_some() {
                    state.view = Some(View::Document);
                }
            }
            Action::Mark(selection) => state.selection = Some(selection),
            Action::Look(number) => {
                state.look = Some(number);
                state.jump += 1;
                state.view = Some(View::Document);
            }
            Action::Reflow(reflowed) => {
                state.reflowed = reflowed;
                // The other view scrolls to what is selected.
                state.jump += 1;
            }
            Action::Filter(filter) => state.filter = filter,
            Action::Dialog(dialog) => state.dialog = dialog,
            Action::Notice(notice) => state.notice = notice,
            Action::Rules(mut book) if book.documented || !state.book.documented => {
                text::learn(std::mem::take(&mut book.texts));
                state.book = Rc::new(book);
            }
            // The small module answered after the large one.
            Action::Rules(_) => {}
            Action::Decisions(decisions) => {
                // What was chosen for a document changes its report.
                for file in &mut state.files {
                    if decisions.choices(&file.hash) != state.decisions.choices(&file.hash) {
                        file.phase = Phase::Waiting;
                    }
                }
                state.decisions = Rc::new(decisions);
            }
        }
        Rc::new(state)
    }
}

/// The state with its dispatcher, handed down as context.
pub type Desk = UseReducerHandle<State>;

/// The findings that the filter lets through, in the order of the list.
pub fn listed(state: &State, case: &Case) -> Vec<FindingId> {
    let filter = &state.filter;
    let words = filter.words.trim().to_ascii_lowercase();
    let key = state.case_key().unwrap_or_default();
    let mut out: Vec<FindingId> = case
        .report()
        .findings
        .iter()
        .enumerate()
        .filter(|(_, f)| filter.severities.contains(&f.severity))
        .filter(|(_, f)| filter.rule.as_ref().is_none_or(|r| f.mentions_rule(r)))
        .filter(|(_, f)| filter.section.as_ref().is_none_or(|s| section_of(f) == s))
        .filter(|(_, f)| words.is_empty() || haystack(f).contains(&words))
        .filter(|(_, f)| filter.dismissed || !state.decisions.is_dismissed(&key, &f.key))
        .map(|(top, _)| FindingId { top, consequence: None })
        .collect();
    if filter.by_rule {
        order::by(&mut out, |a, b| {
            let rule = |id: &FindingId| case.finding(*id).map(|f| f.rule.clone());
            rule(a).cmp(&rule(b)).then(a.cmp(b))
        });
    } else {
        order::by_key(&mut out, |id| case.finding(*id).and_then(|f| case.span_of(f)));
    }
    out
}

/// The section of a finding, outermost headings first; the table's title where there is no heading.
pub fn section_of(finding: &crate::report::Finding) -> &str {
    finding.place.section.as_deref().or(finding.place.table.as_deref()).unwrap_or("")
}

fn haystack(finding: &crate::report::Finding) -> String {
    let place = &finding.place;
    let mut out = String::new();
    let parts = [
        Some(finding.title.as_str()),
        Some(finding.message.as_str()),
        Some(finding.rule.as_str()),
        place.section.as_deref(),
        place.table.as_deref(),
        place.row.as_deref(),
        place.column.as_deref(),
        Some(&*place.quote),
    ];
    for part in parts.into_iter().flatten() {
        out.push_str(&part.to_ascii_lowercase());
        out.push('\n');
    }
    out
}

/// Sections in which findings stand, in reading order.
pub fn sections(case: &Case) -> Vec<String> {
    let mut seen = Set::new();
    let mut ordered: Vec<_> = case.report().findings.iter().collect();
    order::by_key(&mut ordered, |f| case.span_of(f));
    ordered
        .into_iter()
        .map(|f| section_of(f).to_string())
        .filter(|s| !s.is_empty() && seen.insert(s.clone()))
        .collect()
}
