//! What a file may cost. Every bound that an importer keeps stands here, and each has a message of its own
//! (`failure.<key>`) that tells the reader what to do.

use super::{Reason, megabytes};
use crate::document::{Block, Document};

/// Largest file that is opened at all.
pub const BYTES: usize = 64 << 20;
/// Largest text (plain, comma separated, web page, rich text) that is read. A report has about 100 KB.
pub const TEXT_BYTES: usize = 24 << 20;
/// Largest member of a zip container once inflated.
pub const MEMBER_BYTES: usize = 96 << 20;
/// Largest sum of all members that are inflated.
pub const INFLATED_BYTES: usize = 192 << 20;
/// How many times its packed size a member may have, once it is larger than [`RATIO_FROM`]. Office XML packs about 10:1,
/// a sheet of nothing but borders up to 100:1.
pub const RATIO: usize = 250;
/// Members below this size are not judged by their ratio.
pub const RATIO_FROM: usize = 16 << 20;
/// Files in a package that are looked at.
pub const MEMBERS: usize = 500;
/// Packages inside packages.
pub const PACKAGES: usize = 3;
/// Most bytes of one paragraph: whole reports are shorter, and reading a sentence looks at its neighbours.
pub const PARAGRAPH_BYTES: usize = 100_000;
/// Most bytes of all paragraphs and cells together, a hundred times a long report.
pub const DOCUMENT_BYTES: usize = 12 << 20;
/// Lines of a text.
pub const LINES: usize = 1_500_000;
/// Cells of a document.
pub const CELLS: usize = 400_000;
/// Rows times columns of one table.
pub const GRID: usize = 2_000_000;
/// Columns that a cell may span or a table may have.
pub const COLUMNS: usize = 16_384;
/// Elements inside one another (tags, groups, tables in cells).
pub const DEPTH: usize = 1_000;
/// Elements and texts of a web page.
pub const ELEMENTS: usize = 600_000;
/// Pages of a paged document.
pub const PAGES: usize = 2_000;

/// The bounds that an importer keeps; the default is what the page and the command line use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// See [`BYTES`].
    pub bytes: usize,
    /// See [`TEXT_BYTES`].
    pub text_bytes: usize,
    /// See [`MEMBER_BYTES`].
    pub member_bytes: usize,
    /// See [`INFLATED_BYTES`].
    pub inflated_bytes: usize,
    /// See [`RATIO`].
    pub ratio: usize,
    /// See [`MEMBERS`].
    pub members: usize,
    /// See [`PACKAGES`].
    pub packages: usize,
    /// See [`CELLS`].
    pub cells: usize,
    /// See [`GRID`].
    pub grid: usize,
    /// See [`COLUMNS`].
    pub columns: usize,
    /// See [`DEPTH`].
    pub depth: usize,
    /// See [`ELEMENTS`].
    pub elements: usize,
    /// See [`PAGES`].
    pub pages: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: BYTES,
            text_bytes: TEXT_BYTES,
            member_bytes: MEMBER_BYTES,
            inflated_bytes: INFLATED_BYTES,
            ratio: RATIO,
            members: MEMBERS,
            packages: PACKAGES,
            cells: CELLS,
            grid: GRID,
            columns: COLUMNS,
            depth: DEPTH,
            elements: ELEMENTS,
            pages: PAGES,
        }
    }
}

/// A bound that a file went beyond.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Exceeded {
    /// The file itself.
    #[error("{bytes} bytes are more than {limit}")]
    Bytes {
        /// Size of the file.
        bytes: usize,
        /// Bound.
        limit: usize,
    },
    /// A text.
    #[error("{bytes} bytes of text are more than {limit}")]
    Text {
        /// Size of the text.
        bytes: usize,
        /// Bound.
        limit: usize,
    },
    /// A text of more lines than any report has.
    #[error("{lines} lines are more than {limit}")]
    Lines {
        /// How many.
        lines: usize,
        /// Bound.
        limit: usize,
    },
    /// A member of a container grows beyond any use (a zip bomb).
    #[error("the member {member} inflates beyond {limit} bytes")]
    Inflated {
        /// Name of the member.
        member: String,
        /// Bound.
        limit: usize,
    },
    /// Too many members in a package.
    #[error("{members} members are more than {limit}")]
    Members {
        /// How many.
        members: usize,
        /// Bound.
        limit: usize,
    },
    /// Packages within packages.
    #[error("packages nested deeper than {limit}")]
    Packages {
        /// Bound.
        limit: usize,
    },
    /// Too many cells in the document, or too large a grid.
    #[error("more than {limit} cells")]
    Cells {
        /// Bound.
        limit: usize,
    },
    /// Elements nested too deep.
    #[error("nested deeper than {limit}")]
    Depth {
        /// Bound.
        limit: usize,
    },
    /// A paragraph longer than whole reports are.
    #[error("a paragraph of {bytes} bytes is longer than {limit}")]
    Paragraph {
        /// Its size.
        bytes: usize,
        /// Bound.
        limit: usize,
    },
    /// Too many elements in a web page.
    #[error("more than {limit} elements")]
    Elements {
        /// Bound.
        limit: usize,
    },
    /// Too many pages.
    #[error("{pages} pages are more than {limit}")]
    Pages {
        /// How many.
        pages: usize,
        /// Bound.
        limit: usize,
    },
}

impl From<Exceeded> for Reason {
    fn from(exceeded: Exceeded) -> Self {
        match exceeded {
            Exceeded::Bytes { bytes, limit } => {
                Reason::new("too_large").with("size", megabytes(bytes)).with("limit", megabytes(limit))
            }
            Exceeded::Text { bytes, limit } => {
                Reason::new("too_much_text").with("size", megabytes(bytes)).with("limit", megabytes(limit))
            }
            Exceeded::Lines { lines, limit } => Reason::new("too_many_lines")
                .with("count", lines.to_string())
                .with("limit", limit.to_string()),
            Exceeded::Inflated { member, limit } => {
                Reason::new("inflates_too_much").with("member", member).with("limit", megabytes(limit))
            }
            Exceeded::Members { members, limit } => Reason::new("too_many_members")
                .with("count", members.to_string())
                .with("limit", limit.to_string()),
            Exceeded::Packages { limit } => Reason::new("packages_too_deep").with("limit", limit.to_string()),
            Exceeded::Cells { limit } => Reason::new("too_many_cells").with("limit", limit.to_string()),
            Exceeded::Depth { limit } => Reason::new("nested_too_deep").with("limit", limit.to_string()),
            Exceeded::Paragraph { bytes, limit } => Reason::new("paragraph_too_long")
                .with("size", megabytes(bytes))
                .with("limit", megabytes(limit)),
            Exceeded::Elements { limit } => Reason::new("too_many_elements").with("limit", limit.to_string()),
            Exceeded::Pages { pages, limit } => Reason::new("too_many_pages")
                .with("count", pages.to_string())
                .with("limit", limit.to_string()),
        }
    }
}

impl Limits {
    /// Is a text of this size read?
    pub fn check_text(&self, bytes: usize) -> Result<(), Exceeded> {
        if bytes > self.text_bytes {
            return Err(Exceeded::Text { bytes, limit: self.text_bytes });
        }
        Ok(())
    }

    /// Is that much text kept, tags and the like left out?
    pub fn check_document_bytes(&self, bytes: usize) -> Result<(), Exceeded> {
        if bytes > DOCUMENT_BYTES { Err(Exceeded::Text { bytes, limit: DOCUMENT_BYTES }) } else { Ok(()) }
    }

    /// Is a table of this size kept? Call it before anything of the size is allocated.
    pub fn check_grid(&self, rows: usize, columns: usize) -> Result<(), Exceeded> {
        match rows.checked_mul(columns) {
            Some(area) if area <= self.grid && columns <= self.columns => Ok(()),
            _ => Err(Exceeded::Cells { limit: self.grid }),
        }
    }

    /// Are that many cells kept?
    pub fn check_cells(&self, cells: usize) -> Result<(), Exceeded> {
        if cells > self.cells { Err(Exceeded::Cells { limit: self.cells }) } else { Ok(()) }
    }

    /// May elements stand that deep in one another?
    pub fn check_depth(&self, depth: usize) -> Result<(), Exceeded> {
        if depth > self.depth { Err(Exceeded::Depth { limit: self.depth }) } else { Ok(()) }
    }

    /// Are that many pages read?
    pub fn check_pages(&self, pages: usize) -> Result<(), Exceeded> {
        if pages > self.pages { Err(Exceeded::Pages { pages, limit: self.pages }) } else { Ok(()) }
    }

    /// The last look at a document, whichever importer made it.
    pub fn check_document(&self, document: &Document) -> Result<(), Exceeded> {
        let mut cells = 0;
        for block in &document.blocks {
            match block {
                Block::Table(table) => {
                    self.check_grid(table.rows, table.columns)?;
                    cells += table.cells.len();
                }
                Block::Paragraph(paragraph) if paragraph.text.len() > PARAGRAPH_BYTES => {
                    return Err(Exceeded::Paragraph { bytes: paragraph.text.len(), limit: PARAGRAPH_BYTES });
                }
                Block::Paragraph(_) => {}
            }
        }
        self.check_document_bytes(document.bytes())?;
        self.check_cells(cells)
    }
}
