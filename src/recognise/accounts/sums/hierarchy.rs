//! Lists of classes with codes: 类 = Σ款, 款 = Σ项, 合计 = Σ of the uppermost classes listed.

use super::{Role, Score, TableRelation, is_coded, subject, sum};
use crate::figure::Figures;
use crate::order::Map;
use crate::recognise::accounts::{AccountTable, Code, Column, Line};
use crate::relation::{Expression, decide};

pub(super) fn propose(table: &AccountTable, figures: &Figures, out: &mut Vec<TableRelation>) {
    let economic = |lines: &[Line]| lines.iter().filter_map(|l| l.code.as_ref()).all(Code::is_economic);
    let width = table.sides.first().map_or(0, |s| s.columns.len());
    let together = table.sides.len() > 1
        && table.sides.iter().all(|s| s.columns.len() == width && economic(&s.lines))
        && table.sides.iter().any(|s| is_coded(&s.lines));
    if together {
        // Economic classes side by side are one list; a class may go on in the next block.
        let lines: Vec<&Line> = table.sides.iter().flat_map(|s| &s.lines).collect();
        let columns = table.sides.first().map(|s| s.columns.as_slice()).unwrap_or_default();
        List { lines, columns }.propose(figures, out);
        return;
    }
    for side in table.sides.iter().filter(|s| is_coded(&s.lines)) {
        for part in parts(&side.lines) {
            List { lines: part, columns: &side.columns }.propose(figures, out);
        }
    }
}

/// Where codes repeat, rows without a code head the lists of several units: each such list stands for itself.
fn parts(lines: &[Line]) -> Vec<Vec<&Line>> {
    let mut seen = crate::order::Set::new();
    let repeats = lines.iter().filter_map(|l| l.code.as_ref()).any(|c| !seen.insert(c));
    if !repeats {
        return vec![lines.iter().collect()];
    }
    let mut out: Vec<Vec<&Line>> = Vec::new();
    for line in lines {
        let heads = line.code.is_none() && line.has_figures();
        match out.last_mut() {
            Some(part) if !heads => part.push(line),
            _ => out.push(vec![line]),
        }
    }
    out
}

struct List<'a> {
    lines: Vec<&'a Line>,
    columns: &'a [Column],
}

impl List<'_> {
    fn propose(&self, figures: &Figures, out: &mut Vec<TableRelation>) {
        let mut by_code: Map<&Code, usize> = Map::new();
        for (i, line) in self.lines.iter().enumerate() {
            if let Some(code) = &line.code
                && by_code.insert(code, i).is_some()
            {
                // The same class twice: which row belongs where is open.
                return;
            }
        }
        let mut children: Vec<Vec<usize>> = vec![Vec::new(); self.lines.len()];
        let mut roots = Vec::new();
        for (i, line) in self.lines.iter().enumerate() {
            let Some(code) = &line.code else { continue };
            let above = by_code.iter().filter(|(c, _)| c.contains(code)).max_by_key(|(c, _)| c.0.len());
            match above.and_then(|(_, &p)| children.get_mut(p)) {
                Some(list) => list.push(i),
                None => roots.push(i),
            }
        }
        for (c, column) in self.columns.iter().enumerate() {
            if column.is_rate() {
                continue;
            }
            let mut found = Vec::new();
            for (i, line) in self.lines.iter().enumerate() {
                let Some(Some(total)) = line.cells.get(c) else { continue };
                let (role, parts) = match &line.code {
                    Some(_) => (Role::Hierarchy, children.get(i).cloned().unwrap_or_default()),
                    None if self.heads_list(i) || line.is_total() && !line.label.name.ends_with("小计") => {
                        self.total_of(line, &roots)
                    }
                    None => continue,
                };
                let values: Vec<Expression> =
                    parts.iter().filter_map(|&p| self.value(p, c, &children)).collect();
                let Some(relation) = sum(role, subject(&line.label.name, &column.shown()), *total, values)
                else {
                    continue;
                };
                found.push(self.with_orphan(relation, c, figures));
            }
            // Nothing says what stands here: where most of it does not add up these may be rates.
            let score = Score::of(&found, figures);
            if !column.full().is_empty() || score.violated <= score.sound {
                out.extend(found);
            }
        }
    }

    /// The row of a unit above its own list of classes.
    fn heads_list(&self, i: usize) -> bool {
        i == 0 && self.lines.get(1).is_some_and(|l| l.code.is_some())
    }

    /// Which uppermost classes a total row adds up.
    fn total_of(&self, line: &Line, roots: &[usize]) -> (Role, Vec<usize>) {
        let name = &line.label.name;
        let of = |personnel: bool| {
            let wanted = |&&i: &&usize| {
                self.lines.get(i).and_then(|l| l.code.as_ref()).is_some_and(|c| c.is_personnel() == personnel)
            };
            (Role::BasicKinds, roots.iter().filter(wanted).copied().collect())
        };
        if name.contains("人员") {
            of(true)
        } else if name.contains("公用") {
            of(false)
        } else {
            (Role::Total, roots.to_vec())
        }
    }

    /// What a row adds to its total: its own figure, or those below it where it has none.
    fn value(&self, i: usize, column: usize, children: &[Vec<usize>]) -> Option<Expression> {
        if let Some(Some(id)) = self.lines.get(i).and_then(|l| l.cells.get(column)) {
            return Some(Expression::Figure(*id));
        }
        let below: Vec<Expression> =
            children.get(i)?.iter().filter_map(|&c| self.value(c, column, children)).collect();
        (!below.is_empty()).then_some(Expression::Sum(below))
    }

    /// A row whose code was not read may be the missing part.
    fn with_orphan(&self, relation: TableRelation, column: usize, figures: &Figures) -> TableRelation {
        if decide(&relation.relation, figures).is_sound() {
            return relation;
        }
        for line in self.lines.iter().filter(|l| l.code.is_none() && !l.is_total()) {
            let Some(Some(orphan)) = line.cells.get(column) else { continue };
            if figures[*orphan].value().is_zero() {
                continue;
            }
            let mut trial = relation.clone();
            if let Expression::Sum(parts) = &mut trial.relation.expression {
                parts.push(Expression::Figure(*orphan));
            }
            if decide(&trial.relation, figures).is_sound() {
                return trial;
            }
        }
        relation
    }
}
