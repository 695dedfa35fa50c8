//! What the reviewer decided about findings and about a whole document. Kept in the browser (IndexedDB) by the
//! document's hash.

use super::json::{self, Json};
use super::state::{Action, Desk};
use crate::check::Options;
use crate::order::{self, Map};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// The browser's database (IndexedDB), see `www/store.js`.
#[wasm_bindgen(js_namespace = ["gouji", "store"])]
extern "C" {
    #[wasm_bindgen(catch, js_name = "read")]
    async fn read_store() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = "write")]
    async fn write_store(text: &str) -> Result<JsValue, JsValue>;
}

/// What a finding turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ruling {
    /// 属实
    Confirmed,
    /// 不是问题
    Dismissed,
    /// 待核实
    Open,
}

impl Ruling {
    /// All of them, in the order of the buttons.
    pub const ALL: [Ruling; 3] = [Ruling::Confirmed, Ruling::Dismissed, Ruling::Open];

    /// The key of its text.
    pub fn key(self) -> &'static str {
        match self {
            Ruling::Confirmed => "confirmed",
            Ruling::Dismissed => "dismissed",
            Ruling::Open => "open",
        }
    }
}

/// A decision on a finding.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decision {
    /// What it turned out to be.
    pub ruling: Option<Ruling>,
    /// The reviewer's note.
    pub note: String,
}

/// What was chosen for one document alone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choices {
    /// Codes of rules that do not apply to this document.
    pub ignored_rules: Vec<String>,
    /// Scoring rule chosen for a form, by the form's number from 0.
    pub scoring_rules: Vec<(usize, String)>,
}

/// All decisions: on findings by document and the finding's key, and what was chosen for a document by its hash.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decisions {
    findings: Map<String, Map<String, Decision>>,
    documents: Map<String, Choices>,
}

impl Decisions {
    /// The decision on a finding.
    pub fn get(&self, case: &str, finding: &str) -> Option<&Decision> {
        self.findings.get(case)?.get(finding)
    }

    /// Was it decided to be no problem?
    pub fn is_dismissed(&self, case: &str, finding: &str) -> bool {
        self.get(case, finding).is_some_and(|d| d.ruling == Some(Ruling::Dismissed))
    }

    /// With another decision on a finding; an empty one removes it.
    pub fn with(&self, case: &str, finding: &str, decision: Decision) -> Self {
        let mut out = self.clone();
        let of_case = out.findings.entry(case.to_string()).or_default();
        if decision == Decision::default() {
            of_case.remove(finding);
        } else {
            of_case.insert(finding.to_string(), decision);
        }
        if of_case.is_empty() {
            out.findings.remove(case);
        }
        out
    }

    /// Both; the other's win.
    pub fn merged(&self, other: &Decisions) -> Self {
        let mut out = self.clone();
        for (case, decisions) in &other.findings {
            out.findings.entry(case.clone()).or_default().extend(decisions.clone());
        }
        out.documents.extend(other.documents.clone());
        out
    }

    /// What was chosen for a document.
    pub fn choices(&self, document: &str) -> Option<&Choices> {
        self.documents.get(document)
    }

    /// With other choices for a document; none at all remove it.
    pub fn with_choices(&self, document: &str, choices: Choices) -> Self {
        let mut out = self.clone();
        if choices == Choices::default() {
            out.documents.remove(document);
        } else {
            out.documents.insert(document.to_string(), choices);
        }
        out
    }

    /// The options with which a document is checked: the reader's settings and what was chosen for it alone.
    pub fn options_for(&self, document: &str, settings: &Options) -> Options {
        let mut options = settings.clone();
        if let Some(choices) = self.choices(document) {
            for code in &choices.ignored_rules {
                if !options.disabled_rules.contains(code) {
                    options.disabled_rules.push(code.clone());
                }
            }
        }
        options.scoring_rules = self.choices(document).map(|c| c.scoring_rules.clone()).unwrap_or_default();
        options
    }

    /// How many findings were decided.
    pub fn len(&self) -> usize {
        self.findings.values().map(Map::len).sum()
    }
}

impl Json for Decision {
    fn to_json(&self) -> JsValue {
        let ruling = self.ruling.map_or(JsValue::NULL, |r| r.key().into());
        json::object(&[("ruling", ruling), ("note", self.note.to_json())])
    }

    fn from_json(value: &JsValue) -> Self {
        let ruling = json::field(value, "ruling").as_string();
        Self {
            ruling: Ruling::ALL.into_iter().find(|r| ruling.as_deref() == Some(r.key())),
            note: Json::from_json(&json::field(value, "note")),
        }
    }
}

impl Json for Choices {
    fn to_json(&self) -> JsValue {
        let rules = self.ignored_rules.to_json();
        json::object(&[("ignored_rules", rules), ("scoring_rules", self.scoring_rules.to_json())])
    }

    fn from_json(value: &JsValue) -> Self {
        Self {
            ignored_rules: Json::from_json(&json::field(value, "ignored_rules")),
            scoring_rules: Json::from_json(&json::field(value, "scoring_rules")),
        }
    }
}

impl Json for Decisions {
    fn to_json(&self) -> JsValue {
        json::object(&[("findings", self.findings.to_json()), ("documents", self.documents.to_json())])
    }

    fn from_json(value: &JsValue) -> Self {
        Self {
            findings: Json::from_json(&json::field(value, "findings")),
            documents: Json::from_json(&json::field(value, "documents")),
        }
    }
}

/// Reads what is kept and puts it into the state.
pub async fn load(desk: Desk) {
    let kept = read_store().await.ok().and_then(|text| json::read(&text.as_string()?));
    if let Some(decisions) = kept {
        desk.dispatch(Action::Decisions(decisions));
    }
}

/// Keeps the decisions.
pub fn save(desk: &Desk, decisions: Decisions) {
    let text = json::write(&decisions).unwrap_or_default();
    desk.dispatch(Action::Decisions(decisions));
    spawn_local(async move {
        let _ = write_store(&text).await;
    });
}

/// Lets a rule not apply to the document on the desk, or apply again.
pub fn ignore_rule(desk: &Desk, code: &str, ignored: bool) {
    let Some(hash) = desk.open_file().map(|f| f.hash.clone()) else { return };
    let mut choices = desk.open_choices();
    choices.ignored_rules.retain(|c| c != code);
    if ignored {
        choices.ignored_rules.push(code.to_string());
        order::naturally(&mut choices.ignored_rules);
    }
    save(desk, desk.decisions.with_choices(&hash, choices));
}
