//! Planting errors into a sound report, one at a time, to see whether Gouji finds them and names the right number.
//!
//! Only figures that some relation covers are changed, and only so far that at least one of those relations can no longer
//! hold: what rounding hides nobody can find.

use crate::check::{Options, check_document, examine};
use crate::document::{Block, Document, Span};
use crate::figure::{FigureId, Figures};
use crate::import::Format;
use crate::ledger::{Ledger, Severity};
use crate::relation::{Trial, decide};
use crate::report::{Finding, Report};
use rust_decimal::Decimal;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap, HashSet};

/// A kind of planted error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PlantKind {
    /// One digit is another.
    DigitChanged,
    /// Two neighbouring digits change places.
    DigitsSwapped,
    /// The decimal point moves by one place.
    PointMoved,
    /// The sign of the figure, or the word of direction before it, is turned.
    DirectionFlipped,
    /// Two numbers of one row or sentence change places.
    RowExchanged,
}

/// One planted error.
#[derive(Debug, Clone)]
pub struct Plant {
    /// Its kind.
    pub kind: PlantKind,
    /// Changed texts: span of the original and what stands there instead, in order.
    pub edits: Vec<(Span, String)>,
    /// First byte of each changed number, in the planted document.
    pub targets: Vec<(usize, Option<usize>, usize)>,
}

/// What became of one planted error.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Fate {
    /// A new finding has the planted number among its numbers.
    pub found: bool,
    /// A finding names the planted number as the one to look at first.
    pub named_first: bool,
    /// New findings that have nothing to do with it.
    pub elsewhere: usize,
}

/// Counts over many plants.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Tally {
    /// Plants by kind.
    pub kinds: BTreeMap<PlantKind, Counts>,
    /// What was missed, misnamed or blamed elsewhere, for the developer's eye.
    #[serde(skip)]
    pub failures: Vec<String>,
}

/// Counts of one kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Planted.
    pub planted: usize,
    /// Found.
    pub found: usize,
    /// Named first.
    pub named_first: usize,
    /// Findings elsewhere.
    pub elsewhere: usize,
}

impl Tally {
    /// All kinds together.
    pub fn total(&self) -> Counts {
        self.kinds.values().fold(Counts::default(), |a, b| Counts {
            planted: a.planted + b.planted,
            found: a.found + b.found,
            named_first: a.named_first + b.named_first,
            elsewhere: a.elsewhere + b.elsewhere,
        })
    }

    /// Adds another tally.
    pub fn add(&mut self, other: Tally) {
        for (kind, counts) in other.kinds {
            let own = self.kinds.entry(kind).or_default();
            own.planted += counts.planted;
            own.found += counts.found;
            own.named_first += counts.named_first;
            own.elsewhere += counts.elsewhere;
        }
        self.failures.extend(other.failures);
    }
}

/// A small seeded generator (SplitMix64): the same seed plants the same errors everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % sides.max(1) as u64) as usize
    }
}

/// Plants up to `count` errors into the document, one at a time, and tells what became of them.
pub fn plant_all(
    document: &Document,
    name: &str,
    format: Format,
    count: usize,
    seed: u64,
    options: &Options,
) -> Tally {
    let mut dice = Dice(seed);
    let plants = examine(document, options, |context, ledger| {
        draw(context.document, context.figures, ledger, count, &mut dice)
    });
    let baseline = check_document(document, name, format, options);
    let known: HashSet<String> = keys(&baseline);
    let mut tally = Tally::default();
    for plant in plants {
        let planted = apply(document, &plant);
        let report = check_document(&planted, name, format, options);
        let fate = judge(&report, &known, &plant);
        let counts = tally.kinds.entry(plant.kind).or_default();
        counts.planted += 1;
        counts.found += usize::from(fate.found);
        counts.named_first += usize::from(fate.named_first);
        counts.elsewhere += fate.elsewhere;
        if !fate.found || !fate.named_first || fate.elsewhere > 0 {
            tally.failures.push(describe(document, &report, &known, &plant, fate));
        }
    }
    tally
}

fn keys(report: &Report) -> HashSet<String> {
    report.all_findings().into_iter().map(|f| f.key.clone()).collect()
}

fn describe(
    document: &Document,
    report: &Report,
    known: &HashSet<String>,
    plant: &Plant,
    fate: Fate,
) -> String {
    let edits: Vec<String> = plant
        .edits
        .iter()
        .map(|(span, text)| {
            let whole = document.text_of(span);
            let from = (0..=span.start)
                .rev()
                .find(|&i| whole.is_char_boundary(i) && span.start - i > 40)
                .unwrap_or(0);
            format!(
                "[{}.{:?}] …{}⟦{} → {}⟧",
                span.block,
                span.cell,
                &whole[from..span.start],
                document.slice(span),
                text
            )
        })
        .collect();
    let findings: Vec<String> = report
        .findings
        .iter()
        .filter(|f| f.severity > Severity::Note && !known.contains(&f.key))
        .map(|f| format!("    {} {}", f.rule, f.message))
        .collect();
    format!("{:?} {:?}\n  {}\n{}", plant.kind, fate, edits.join("\n  "), findings.join("\n"))
}

/// Draws plants from the figures that sound relations cover and no violated one touches.
fn draw(
    document: &Document,
    figures: &Figures,
    ledger: &Ledger,
    count: usize,
    dice: &mut Dice,
) -> Vec<Plant> {
    let mut sound: HashMap<FigureId, Vec<usize>> = HashMap::new();
    let mut doubtful: HashSet<FigureId> = HashSet::new();
    for (i, check) in ledger.checks.iter().enumerate() {
        for id in check.relation.figures() {
            if check.outcome.is_sound() && check.severity > Severity::Note {
                sound.entry(id).or_default().push(i);
            } else if check.is_violated() {
                doubtful.insert(id);
            }
        }
    }
    let mut covered: Vec<FigureId> =
        sound.keys().copied().filter(|id| !doubtful.contains(id) && !figures[*id].dismissed).collect();
    covered.sort_unstable();
    if covered.is_empty() {
        return Vec::new();
    }
    let breaks = |changes: &[(FigureId, Decimal)]| {
        let trial = Trial { figures, changes };
        changes.iter().any(|(id, _)| {
            sound.get(id).is_some_and(|checks| {
                checks.iter().any(|&i| !decide(&ledger.checks[i].relation, &trial).is_sound())
            })
        })
    };
    let mut plants = Vec::new();
    let mut tries = 0;
    while plants.len() < count && tries < count * 40 {
        tries += 1;
        let id = covered[dice.roll(covered.len())];
        let plant = match dice.roll(10) {
            0..=3 => digit_changed(document, figures, id, dice),
            4 | 5 => digits_swapped(document, figures, id, dice),
            6 => point_moved(document, figures, id, dice),
            7 | 8 => direction_flipped(document, figures, id),
            _ => row_exchanged(document, figures, &covered, id, dice),
        };
        let Some((plant, changes)) = plant else { continue };
        if plant.kind == PlantKind::DirectionFlipped || breaks(&changes) {
            plants.push(plant);
        }
    }
    plants
}

type Drawn = Option<(Plant, Vec<(FigureId, Decimal)>)>;

/// Positions of the ASCII digits of a figure within its text.
fn digit_positions(document: &Document, span: &Span) -> Vec<usize> {
    document.slice(span).bytes().enumerate().filter(|(_, b)| b.is_ascii_digit()).map(|(i, _)| i).collect()
}

fn replaced(figures: &Figures, id: FigureId, text: String, kind: PlantKind) -> Drawn {
    let value: Decimal = text.replace([',', '，', ' ', '+'], "").parse().ok()?;
    let span = figures[id].digits;
    if value == figures[id].quantity.value {
        return None;
    }
    let plant = Plant { kind, edits: vec![(span, text)], targets: vec![(span.block, span.cell, span.start)] };
    Some((plant, vec![(id, value)]))
}

fn digit_changed(document: &Document, figures: &Figures, id: FigureId, dice: &mut Dice) -> Drawn {
    let span = figures[id].digits;
    let positions = digit_positions(document, &span);
    let mut text = document.slice(&span).as_bytes().to_vec();
    let at = *positions.get(dice.roll(positions.len()))?;
    text[at] = b'0' + (text[at] - b'0' + 1 + dice.roll(9) as u8) % 10;
    replaced(figures, id, String::from_utf8(text).ok()?, PlantKind::DigitChanged)
}

fn digits_swapped(document: &Document, figures: &Figures, id: FigureId, dice: &mut Dice) -> Drawn {
    let span = figures[id].digits;
    let positions = digit_positions(document, &span);
    if positions.len() < 2 {
        return None;
    }
    let mut text = document.slice(&span).as_bytes().to_vec();
    let n = dice.roll(positions.len() - 1);
    text.swap(positions[n], positions[n + 1]);
    replaced(figures, id, String::from_utf8(text).ok()?, PlantKind::DigitsSwapped)
}

fn point_moved(document: &Document, figures: &Figures, id: FigureId, dice: &mut Dice) -> Drawn {
    let span = figures[id].digits;
    let text = document.slice(&span).replace([',', '，'], "");
    let point = text.find('.')?;
    let digits: String = text.chars().filter(|c| *c != '.').collect();
    let to = if dice.roll(2) == 0 { point.checked_sub(1)? } else { point + 1 };
    let sign = usize::from(digits.starts_with('-'));
    if to <= sign || to >= digits.len() {
        return None;
    }
    replaced(figures, id, format!("{}.{}", &digits[..to], &digits[to..]), PlantKind::PointMoved)
}

fn direction_flipped(document: &Document, figures: &Figures, id: FigureId) -> Drawn {
    let figure = &figures[id];
    if figure.quantity.value.is_zero() {
        return None;
    }
    let text = document.text_of(&figure.span);
    let before = text.get(..figure.span.start)?;
    let pairs = [("增加", "减少"), ("减少", "增加"), ("增长", "下降"), ("下降", "增长")];
    for (from, to) in pairs {
        if before.ends_with(from) {
            let span = Span { start: figure.span.start - from.len(), end: figure.span.start, ..figure.span };
            let plant = Plant {
                kind: PlantKind::DirectionFlipped,
                edits: vec![(span, to.to_string())],
                targets: vec![
                    (span.block, span.cell, span.start),
                    (span.block, span.cell, figure.digits.start),
                ],
            };
            return Some((plant, vec![(id, figure.quantity.value)]));
        }
    }
    let digits = document.slice(&figure.digits);
    if figure.quantity.value.is_sign_negative() {
        return replaced(figures, id, digits.strip_prefix('-')?.to_string(), PlantKind::DirectionFlipped);
    }
    None
}

fn row_exchanged(
    document: &Document,
    figures: &Figures,
    covered: &[FigureId],
    id: FigureId,
    dice: &mut Dice,
) -> Drawn {
    let figure = &figures[id];
    let row = |f: &crate::figure::Figure| match (document.blocks.get(f.span.block), f.span.cell) {
        (Some(Block::Table(t)), Some(cell)) => t.cells.get(cell).map(|c| c.row),
        _ => None,
    };
    let own_row = row(figure);
    let others: Vec<FigureId> = covered
        .iter()
        .copied()
        .filter(|&o| {
            let other = &figures[o];
            o != id
                && other.span.block == figure.span.block
                && other.quantity.unit == figure.quantity.unit
                && other.quantity.value != figure.quantity.value
                && row(other) == own_row
                && (own_row.is_some() || other.span.start.abs_diff(figure.span.start) < 200)
        })
        .collect();
    let other = *others.get(dice.roll(others.len()))?;
    let (a, b) = if figure.digits < figures[other].digits { (id, other) } else { (other, id) };
    let (sa, sb) = (figures[a].digits, figures[b].digits);
    let (ta, tb) = (document.slice(&sa).to_string(), document.slice(&sb).to_string());
    let same_text = (sa.block, sa.cell) == (sb.block, sb.cell);
    let shifted = if same_text { sb.start + tb.len() - ta.len() } else { sb.start };
    let plant = Plant {
        kind: PlantKind::RowExchanged,
        targets: vec![(sa.block, sa.cell, sa.start), (sb.block, sb.cell, shifted)],
        edits: vec![(sa, tb), (sb, ta)],
    };
    let changes = vec![(a, figures[b].quantity.value), (b, figures[a].quantity.value)];
    Some((plant, changes))
}

/// The document with the plant in it.
pub fn apply(document: &Document, plant: &Plant) -> Document {
    let mut planted = document.clone();
    for (span, text) in plant.edits.iter().rev() {
        let target = match (planted.blocks.get_mut(span.block), span.cell) {
            (Some(Block::Paragraph(p)), None) => Some(&mut p.text),
            (Some(Block::Table(t)), Some(cell)) => t.cells.get_mut(cell).map(|c| &mut c.text),
            _ => None,
        };
        if let Some(target) = target
            && target.is_char_boundary(span.start)
            && target.is_char_boundary(span.end)
        {
            target.replace_range(span.start..span.end, text);
        }
    }
    planted
}

fn judge(report: &Report, known: &HashSet<String>, plant: &Plant) -> Fate {
    let hit = |span: &Option<Span>| {
        span.is_some_and(|s| {
            plant
                .targets
                .iter()
                .any(|&(block, cell, at)| s.block == block && s.cell == cell && s.start <= at && at < s.end)
        })
    };
    fn involves(finding: &Finding, hit: &dyn Fn(&Option<Span>) -> bool) -> bool {
        hit(&finding.place.span)
            || finding.operands.iter().any(|o| hit(&o.place.span))
            || finding.suspect.as_ref().is_some_and(|s| hit(&s.place.span))
            || finding.consequences.iter().any(|f| involves(f, hit))
    }
    let mut fate = Fate::default();
    for finding in &report.findings {
        if involves(finding, &hit) {
            fate.found = true;
            let first = finding.suspect.as_ref().map_or(hit(&finding.place.span), |s| hit(&s.place.span));
            fate.named_first |= first;
        } else if finding.severity > Severity::Note && !known.contains(&finding.key) {
            fate.elsewhere += 1;
        }
    }
    fate
}
