//! Where in the XML the text of a Word document comes from, so that a comment can stand at a number.
//!
//! Between the XML and the document the text is joined, split and put into cells. Instead of carrying positions through all of
//! that, a reading with a trace puts a mark of two private characters before each run of text; wherever the text ends up, the
//! mark is with it. A document read this way is for looking up places only.

use super::body::NoteReference;
use crate::document::{Document, Span};
use std::ops::Range;

/// First character of a mark.
const HIGH: u32 = 0x10_0000;
/// Second character of a mark.
const LOW: u32 = 0xF_0000;
/// Values of each of them.
const VALUES: u32 = 0x8000;

/// A run of text and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Index into [`Traced::parts`].
    pub part: usize,
    /// Bytes of the part.
    pub raw: Range<usize>,
    /// The bytes are the text itself: no reference, no element that stands for a character.
    pub verbatim: bool,
    /// Bytes of the text before the mark.
    lead: usize,
    /// Start tag of the text element, if it is one.
    pub tag: Option<Range<usize>>,
    /// The outermost run around it: index into [`Trace::runs`].
    pub run: Option<usize>,
    /// The run may be cut in two here: the text is its own, not that of a drawing in it.
    pub divisible: bool,
    /// The outermost paragraph around it: index into [`Trace::paragraphs`].
    pub paragraph: Option<usize>,
    /// The note in which it stands.
    pub note: Option<NoteReference>,
}

/// A run of the XML.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Run {
    /// Its start tag.
    pub tag: Range<usize>,
    /// Its properties.
    pub properties: Option<Range<usize>>,
    /// Byte after it.
    pub end: usize,
}

/// What is noted while the document is read.
#[derive(Debug, Default)]
pub struct Trace {
    /// The part being read.
    pub part: usize,
    /// The note being read.
    pub note: Option<NoteReference>,
    /// Start tag of the text element being read.
    pub tag: Option<Range<usize>>,
    /// Runs, in order of their beginning.
    pub runs: Vec<Run>,
    /// What each paragraph holds.
    pub paragraphs: Vec<Range<usize>>,
    /// Pieces, in order.
    pub pieces: Vec<Piece>,
    /// For each note reference the run in which it stands.
    pub referring: Vec<Option<usize>>,
    open_runs: Vec<usize>,
    open_paragraphs: Vec<usize>,
    /// Where the text to come stands: bytes, verbatim, directly in its run.
    source: (Range<usize>, bool, bool),
}

impl Trace {
    /// A run begins.
    pub fn begin_run(&mut self, tag: Range<usize>) {
        self.open_runs.push(self.runs.len());
        self.runs.push(Run { end: tag.end, tag, properties: None });
    }

    /// The innermost run has these properties.
    pub fn run_properties(&mut self, range: Range<usize>) {
        if let Some(run) = self.open_runs.last().and_then(|&i| self.runs.get_mut(i)) {
            run.properties.get_or_insert(range);
        }
    }

    /// The innermost run ends.
    pub fn end_run(&mut self, at: usize) {
        if let Some(run) = self.open_runs.pop().and_then(|i| self.runs.get_mut(i)) {
            run.end = at;
        }
    }

    /// A paragraph begins.
    pub fn begin_paragraph(&mut self, at: usize) {
        self.open_paragraphs.push(self.paragraphs.len());
        self.paragraphs.push(at..at);
    }

    /// The properties of the innermost paragraph end.
    pub fn paragraph_properties(&mut self, at: usize) {
        if let Some(range) = self.open_paragraphs.last().and_then(|&i| self.paragraphs.get_mut(i)) {
            *range = at..at;
        }
    }

    /// The innermost paragraph ends.
    pub fn end_paragraph(&mut self, at: usize) {
        if let Some(range) = self.open_paragraphs.pop().and_then(|i| self.paragraphs.get_mut(i)) {
            range.end = at.max(range.start);
        }
    }

    /// The text to come stands here.
    pub fn text(&mut self, raw: Range<usize>, length: usize, in_run: bool) {
        self.source = (raw.clone(), raw.len() == length, in_run);
    }

    /// A note is referred to from the innermost run.
    pub fn refer(&mut self) {
        self.referring.push(self.open_runs.first().copied());
    }

    /// Writes the text with a mark before what is not white space, on each line.
    pub fn mark(&mut self, text: &str, out: &mut String) {
        let (raw, verbatim, in_run) = self.source.clone();
        let mut lead = 0;
        for line in text.split_inclusive('\n') {
            let blank = line.len() - line.trim_start().len();
            if blank == line.len() {
                out.push_str(line);
                lead += line.len();
                continue;
            }
            let (before, rest) = line.split_at_checked(blank).unwrap_or(("", line));
            out.push_str(before);
            let index = u32::try_from(self.pieces.len()).unwrap_or(u32::MAX);
            if let (Some(high), Some(low)) =
                (char::from_u32(HIGH + index / VALUES), char::from_u32(LOW + index % VALUES))
            {
                out.extend([high, low]);
                self.pieces.push(Piece {
                    part: self.part,
                    raw: raw.clone(),
                    verbatim,
                    lead: lead + blank,
                    tag: self.tag.clone(),
                    run: self.open_runs.first().copied(),
                    divisible: in_run && self.open_runs.len() == 1,
                    paragraph: self.open_paragraphs.first().copied(),
                    note: self.note.clone(),
                });
            }
            out.push_str(rest);
            lead += line.len();
        }
    }
}

/// A part that was read.
#[derive(Debug)]
pub struct TracedPart {
    /// Its name.
    pub name: String,
    /// Its XML, without a byte order mark.
    pub xml: String,
}

impl TracedPart {
    /// A part with its XML.
    pub fn new(name: String, xml: String) -> Self {
        let xml =
            if xml.starts_with('\u{FEFF}') { xml.trim_start_matches('\u{FEFF}').to_string() } else { xml };
        Self { name, xml }
    }
}

/// A document with where its text comes from.
#[derive(Debug)]
pub struct Traced {
    /// The document; its texts carry marks.
    pub document: Document,
    /// The main part first, then those of the notes.
    pub parts: Vec<TracedPart>,
    /// Prefix of the main namespace with its colon.
    pub prefix: String,
    /// References to notes, in order.
    pub references: Vec<NoteReference>,
    /// What was noted.
    pub trace: Trace,
}

/// A place in the XML: a piece, and how many bytes into its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct At {
    /// Index into [`Trace::pieces`].
    pub piece: usize,
    /// Bytes of its text before the place.
    pub offset: usize,
}

impl Traced {
    /// The text in which a span stands, without marks.
    pub fn text_of(&self, span: &Span) -> String {
        unmarked(self.document.text_of(span)).map(|(c, _)| c).collect()
    }

    /// Where a span begins and where it ends. `None` where its text comes from nowhere in the XML (a list's own number).
    pub fn locate(&self, span: &Span) -> Option<(At, At)> {
        let mut clean = 0;
        let mut found: Option<(At, At)> = None;
        for (c, at) in unmarked(self.document.text_of(span)) {
            let (from, to) = (clean, clean + c.len_utf8());
            clean = to;
            if to <= span.start {
                continue;
            }
            if from >= span.end {
                break;
            }
            let Some((piece, offset)) = at else { continue };
            let offset = offset + self.trace.pieces.get(piece).map_or(0, |p| p.lead);
            let (here, after) = (At { piece, offset }, At { piece, offset: offset + c.len_utf8() });
            found = Some(found.map_or((here, after), |(start, _)| (start, after)));
        }
        found
    }

    /// The first piece of the text in which a span stands; of the document, where that has none.
    pub fn first_piece(&self, span: Option<&Span>) -> Option<usize> {
        let own = span.and_then(|s| unmarked(self.document.text_of(s)).find_map(|(_, at)| at));
        own.map(|(piece, _)| piece).or_else(|| (!self.trace.pieces.is_empty()).then_some(0))
    }
}

/// A text without its marks.
pub(super) fn clean(text: &str) -> String {
    text.chars().filter(|c| (*c as u32) < LOW).collect()
}

/// The characters of a marked text, each with its piece and its byte in the piece.
fn unmarked(text: &str) -> impl Iterator<Item = (char, Option<(usize, usize)>)> + '_ {
    let mut chars = text.chars().peekable();
    let mut at: Option<(usize, usize)> = None;
    std::iter::from_fn(move || {
        let mut c = chars.next()?;
        while let Some(high) = (c as u32).checked_sub(HIGH).filter(|&v| v < VALUES) {
            let low = chars.peek().and_then(|&l| (l as u32).checked_sub(LOW)).filter(|&v| v < VALUES);
            let Some(low) = low else { break };
            at = usize::try_from(high * VALUES + low).ok().map(|piece| (piece, 0));
            chars.next();
            c = chars.next()?;
        }
        let here = at;
        // The next line of a cell comes from elsewhere.
        at = if c == '\n' { None } else { at.map(|(piece, offset)| (piece, offset + c.len_utf8())) };
        Some((c, here))
    })
}
