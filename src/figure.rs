//! Every number of the document, once, with its identity. Recognisers refine what it means; rules refer to it by id.

use crate::document::{Block, Document, Place, Span};
use crate::glued;
use crate::number::Arithmetic as _;
use crate::number::{Quantity, TokenKind, Unit, scan};
use crate::order::Map;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Identity of a number within one document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FigureId(pub u32);

/// How a figure came to be written: that decides how much doubt its last digit leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// Rounded when written down (amounts in 万元, percentages, computed scores): stands for ± half a unit of its last decimal.
    Rounded,
    /// Typed as it is (weights, counts, targets, amounts in 元): stands for itself.
    Exact,
}

/// Why nothing could check a figure. The text lives in the locale files under `unchecked.<name>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unchecked {
    /// Stated once; nothing else in the report says the same.
    NoSecondSource,
    /// The base of a comparison (last year's figure, a budget) is not in the report.
    BaseNotPublished,
    /// What the figure means was not understood.
    LabelNotUnderstood,
    /// Stands in free text (reasons, goals, duties).
    FreeText,
    /// A target, weight or deadline that the unit sets itself.
    SetByUnit,
    /// The indicator is qualitative.
    Qualitative,
    /// The table is not of a known kind.
    UnknownTable,
    /// The page's layout leaves open which row or column it belongs to.
    LayoutUnclear,
    /// A relation exists but an operand is missing or zero.
    NotComputable,
}

/// A number of the document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// Comparator, sign, digits and unit.
    pub span: Span,
    /// Digits only: what a slip of the pen would change.
    pub digits: Span,
    /// Value, decimals and unit.
    pub quantity: Quantity,
    /// Zeros before the first digit that nobody writes (010%): the number was garbled.
    pub padding: usize,
    /// Rounded when written, or typed as it is.
    pub rounding: Rounding,
    /// Not a figure after all (a code column, a page number): left out of the count.
    pub dismissed: bool,
    /// Why it is unchecked, if it ends so.
    pub unchecked: Unchecked,
    /// What it is, in the document's words: "财政拨款收入 占比". Empty when not understood.
    pub label: String,
    /// Row label given by the recogniser, better than the generic one.
    pub row: Option<String>,
    /// Column head given by the recogniser.
    pub column: Option<String>,
    /// Title of the table given by the recogniser.
    pub table: Option<String>,
}

impl Figure {
    /// The value in base units (元, ratio, count).
    pub fn value(&self) -> Decimal {
        self.quantity.base_value().unwrap_or_default()
    }
}

/// Zeros before the first digit, beyond the one before a decimal point.
fn padding(digits: &str) -> usize {
    let bare = digits.trim_start_matches(|c: char| !c.is_ascii_digit());
    let zeros = bare.bytes().take_while(|b| *b == b'0').count();
    let goes_on = bare.as_bytes().get(zeros).is_some_and(u8::is_ascii_digit);
    if goes_on { zeros } else { zeros.saturating_sub(1) }
}

/// A number of another document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Foreign {
    /// As written.
    pub text: String,
    /// Its digits.
    pub digits: String,
    /// Where it stands there.
    pub place: Place,
}

/// All numbers of a document, in reading order, and behind them those of another one.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    figures: Vec<Figure>,
    foreign: Map<FigureId, Foreign>,
    by_text: Map<(usize, Option<usize>), (u32, u32)>,
}

impl Figures {
    /// Finds every number that can be right or wrong.
    pub fn of(document: &Document) -> Self {
        let mut figures = Figures::default();
        let glued = glued::breaks(document);
        for (block, content) in document.blocks.iter().enumerate() {
            match content {
                Block::Paragraph(p) => {
                    let breaks = glued.get(&block).map_or(&[][..], Vec::as_slice);
                    figures.read_pieces(block, None, &p.text, breaks);
                }
                Block::Table(t) => {
                    for (cell, content) in t.cells.iter().enumerate() {
                        figures.read(block, Some(cell), &content.text);
                        figures.as_negative(block, cell, &content.text);
                        if let Some(stored) = content.stored {
                            figures.as_stored(block, cell, stored);
                        }
                    }
                }
            }
        }
        figures
    }

    fn read(&mut self, block: usize, cell: Option<usize>, text: &str) {
        self.read_pieces(block, cell, text, &[]);
    }

    /// The same of a text whose numbers end at some places without a mark between them.
    fn read_pieces(&mut self, block: usize, cell: Option<usize>, text: &str, breaks: &[usize]) {
        let first = self.figures.len() as u32;
        let mut from = 0;
        for &end in breaks.iter().chain(std::iter::once(&text.len())) {
            let Some(piece) = text.get(from..end) else { continue };
            self.read_piece(block, cell, from, piece);
            from = end;
        }
        let last = self.figures.len() as u32;
        if last > first {
            self.by_text.insert((block, cell), (first, last));
        }
    }

    fn read_piece(&mut self, block: usize, cell: Option<usize>, from: usize, text: &str) {
        for token in scan(text) {
            let TokenKind::Figure(quantity) = token.kind else { continue };
            let rounding = match &quantity.unit {
                unit if unit.is_multiple() => Rounding::Rounded,
                Unit::Counted(_) | Unit::Points | Unit::Yuan => Rounding::Exact,
                _ => Rounding::Rounded,
            };
            let span =
                |r: std::ops::Range<usize>| Span { block, cell, start: from + r.start, end: from + r.end };
            let padding = padding(text.get(token.digits.clone()).unwrap_or(""));
            self.figures.push(Figure {
                span: span(token.range),
                digits: span(token.digits),
                quantity,
                padding,
                rounding,
                dismissed: false,
                unchecked: Unchecked::LabelNotUnderstood,
                label: String::new(),
                row: None,
                column: None,
                table: None,
            });
        }
    }

    /// Books write (1,234.56) for what is less than nothing; a dash of another width, or one with a blank behind it, is a
    /// minus that an office program changed.
    fn as_negative(&mut self, block: usize, cell: usize, text: &str) {
        const DASHES: [char; 5] = ['–', '—', '-', '−', '－'];
        let starts = |c: char| matches!(c, '(' | '（') || DASHES.contains(&c);
        let bare = text.trim();
        if !bare.starts_with(starts) {
            return;
        }
        let Some(id) = self.only_in_cell(block, cell) else { return };
        let figure = &mut self[id];
        let Some(before) = text.get(..figure.span.start).map(str::trim_start) else { return };
        let Some(after) = text.get(figure.span.end..).map(str::trim_end) else { return };
        let amount = figure.quantity.decimals > 0 || bare.contains([',', '，']);
        let bracketed = matches!(before.trim_end_matches(['¥', '￥', ' ']), "(" | "（")
            && matches!(after.trim_start(), ")" | "）");
        let dashed = after.is_empty()
            && before.trim_end_matches(['¥', '￥', ' ']).chars().count() == 1
            && before.starts_with(DASHES);
        if amount && (bracketed || dashed) && figure.quantity.comparator.is_none() {
            figure.quantity.value = -figure.quantity.value;
            let from = text.len() - text.trim_start().len();
            (figure.span.start, figure.span.end) = (from, from + bare.len());
        }
    }

    /// A percentage typed as 1.11 into a cell with the format 0.00% reads 111.00%: the zeros are the format's, not the
    /// author's, and claim no precision.
    fn as_stored(&mut self, block: usize, cell: usize, stored: Decimal) {
        let Some(id) = self.only_in_cell(block, cell) else { return };
        let quantity = &mut self[id].quantity;
        let typed = (stored.times(Decimal::ONE_HUNDRED).unwrap_or(stored)).normalize();
        if quantity.unit == Unit::Percent && typed == quantity.value && typed.scale() < quantity.decimals {
            quantity.value = typed;
            quantity.decimals = typed.scale();
        }
    }

    /// The figures of a paragraph (`cell` is `None`) or of a cell, in order.
    pub fn in_text(&self, block: usize, cell: Option<usize>) -> impl Iterator<Item = FigureId> + use<> {
        let (first, last) = self.by_text.get(&(block, cell)).copied().unwrap_or((0, 0));
        (first..last).map(FigureId)
    }

    /// The figure of a cell that holds exactly one.
    pub fn only_in_cell(&self, block: usize, cell: usize) -> Option<FigureId> {
        match self.by_text.get(&(block, Some(cell))) {
            Some(&(first, last)) if last == first + 1 => Some(FigureId(first)),
            _ => None,
        }
    }

    /// The figure that covers byte `at` of a text.
    pub fn at(&self, block: usize, cell: Option<usize>, at: usize) -> Option<FigureId> {
        self.in_text(block, cell).find(|&id| {
            let span = self[id].span;
            span.start <= at && at < span.end
        })
    }

    /// Adds a number of another document: an operand that is neither counted nor suspected.
    pub fn add_foreign(
        &mut self,
        quantity: Quantity,
        rounding: Rounding,
        label: &str,
        foreign: Foreign,
    ) -> FigureId {
        let id = FigureId(self.figures.len() as u32);
        let nowhere = Span { block: usize::MAX, cell: None, start: 0, end: 0 };
        self.figures.push(Figure {
            span: nowhere,
            digits: nowhere,
            quantity,
            padding: 0,
            rounding,
            dismissed: true,
            unchecked: Unchecked::NoSecondSource,
            label: label.to_string(),
            row: foreign.place.row.as_deref().map(str::to_string),
            column: foreign.place.column.as_deref().map(str::to_string),
            table: foreign.place.table.as_deref().map(str::to_string),
        });
        self.foreign.insert(id, foreign);
        id
    }

    /// The number in the other document, if it is from there.
    pub fn foreign(&self, id: FigureId) -> Option<&Foreign> {
        self.foreign.get(&id)
    }

    /// All ids.
    pub fn ids(&self) -> impl Iterator<Item = FigureId> + use<> {
        (0..self.figures.len() as u32).map(FigureId)
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.figures.len()
    }

    /// None at all?
    pub fn is_empty(&self) -> bool {
        self.figures.is_empty()
    }

    /// It is not a figure (a code, a page number, a serial number).
    pub fn dismiss(&mut self, id: FigureId) {
        self[id].dismissed = true;
    }

    /// Gives the unit that the table or the column head states, where the figure itself carries none.
    pub fn set_unit(&mut self, id: FigureId, unit: Unit) {
        if self[id].quantity.unit == Unit::None {
            self[id].quantity.unit = unit;
        }
    }
}

impl std::ops::Index<FigureId> for Figures {
    type Output = Figure;
    fn index(&self, id: FigureId) -> &Figure {
        &self.figures[id.0 as usize]
    }
}

impl std::ops::IndexMut<FigureId> for Figures {
    fn index_mut(&mut self, id: FigureId) -> &mut Figure {
        &mut self.figures[id.0 as usize]
    }
}
