//! Where each subject is spoken of: asked for every share and every change, so it must not be searched for.

use super::Statement;
use crate::order::Map;
use crate::recognise::Subject;

/// The statements of each subject, path and label, in reading order.
#[derive(Debug, Clone, Default)]
pub struct Index {
    subjects: Map<Subject, Vec<usize>>,
    paths: Map<Vec<String>, Vec<usize>>,
    labels: Map<String, Vec<usize>>,
}

impl Index {
    /// Reads the statements.
    pub fn of(statements: &[Statement]) -> Self {
        let mut index = Self::default();
        for (i, statement) in statements.iter().enumerate() {
            if let Some(subject) = &statement.subject {
                index.subjects.entry(subject.clone()).or_default().push(i);
            }
            if let Some(path) = &statement.path {
                index.paths.entry(path.clone()).or_default().push(i);
            }
            if !statement.label.is_empty() {
                index.labels.entry(statement.label.clone()).or_default().push(i);
            }
        }
        index
    }

    /// Statements of a subject.
    pub fn subject(&self, subject: &Subject) -> &[usize] {
        self.subjects.get(subject).map_or(&[], Vec::as_slice)
    }

    /// Statements with a label.
    pub fn label(&self, label: &str) -> &[usize] {
        self.labels.get(label).map_or(&[], Vec::as_slice)
    }

    /// Statements that may speak of the same as this one.
    pub fn like(&self, own: &Statement) -> Vec<usize> {
        match (&own.path, &own.subject) {
            (Some(path), _) => self.paths.get(path).cloned().unwrap_or_default(),
            (None, Some(subject)) => {
                let mut all = self.subject(subject).to_vec();
                // 收入支出总计 is 收入总计 and 支出总计 in one.
                if subject.name == "收入支出总计" {
                    for name in ["收入总计", "支出总计"] {
                        all.extend(self.subject(&Subject { name: name.to_string(), fund: subject.fund }));
                    }
                }
                all
            }
            (None, None) => self.label(&own.label).to_vec(),
        }
    }
}
