//! Tables that go on over pages: with or without a repeated head, with rows cut by the end of the page.

use super::continue_columns::{self, left_edge};
use super::newspaper::Leaf;
use super::page::{PageCell, PageLine, PageTable};
use crate::document::{Cell, Origin, Table, squeeze};

/// Column edges of two parts of one table differ at most by this.
const EDGE: f32 = 4.0;

/// A table that may go on on the next page or in the next column.
pub(super) struct OpenTable {
    table: PageTable,
    /// Text directly above its first part.
    captions: Vec<String>,
    /// Where its last part stands: the page, the leaf of it, how many leaves come before, its lower edge.
    last_page: u32,
    last_leaf: Leaf,
    leaves: usize,
    bottom: f32,
    /// The left edge of its first part.
    left: f32,
}

impl OpenTable {
    pub(super) fn new(table: PageTable, captions: Vec<String>, leaves: usize) -> Self {
        Self {
            last_page: table.page,
            last_leaf: table.leaf,
            leaves,
            left: left_edge(&table),
            bottom: table.area.bottom,
            table,
            captions,
        }
    }

    /// Could a table on `page`, under these lines, be its next part? The lines may only repeat its title.
    pub(super) fn may_go_on(&self, leaves: usize, page: u32, above: &[PageLine]) -> bool {
        let repeated = |line: &PageLine| {
            let text = squeeze(&line.text.text);
            let core = text.replace("(续)", "").replace("(续表)", "").replace("续表", "");
            core.is_empty() || self.captions.iter().any(|c| *c == core || *c == text)
        };
        let next = leaves == self.leaves + 1 && (page == self.last_page + 1 || page == self.last_page);
        next && above.iter().all(repeated)
    }

    /// Takes the next part in, if its columns say that it is one. Under a repeated title its head is repeated, too; the forms
    /// of a series have the same title, but another first row.
    pub(super) fn take(&mut self, next: &mut PageTable, titled: bool, leaves: usize) -> bool {
        if self.table.ruled != next.ruled {
            return false;
        }
        let mut part = next.clone();
        let (left, bottom) = (left_edge(&part), part.area.bottom);
        let beside = part.page == self.last_page;
        if beside || part.leaf.column.is_some() || self.last_leaf.column.is_some() {
            let away = self.left - left;
            part.xs.iter_mut().for_each(|x| *x += away);
        }
        let mut repeated = repeated_rows(&self.table, &part);
        // Under the same title the words of the head are the same, though some may be cut off or laid out otherwise.
        if titled && repeated == 0 {
            repeated = repeated_words(&self.table, &part);
        }
        if beside {
            match continue_columns::goes_on(&self.table, &part, repeated, self.bottom) {
                Some(true) => {}
                Some(false) => return false,
                None => part.cut = true,
            }
        }
        let (page, leaf) = (part.page, part.leaf);
        let taken = if part.ruled {
            self.take_ruled(part, titled, repeated)
        } else {
            self.take_aligned(part, titled, repeated)
        };
        if taken {
            (self.last_page, self.last_leaf, self.leaves) = (page, leaf, leaves);
            self.bottom = bottom;
        } else if repeated > 0 {
            // The same head over other columns: what of them belongs together is not clear.
            self.table.cut = true;
            next.cut = true;
        }
        taken
    }

    fn take_ruled(&mut self, mut part: PageTable, titled: bool, mut repeated: usize) -> bool {
        let same = || same_head(&self.table, &part, repeated).then(|| self.table.xs.clone());
        let Some(xs) = common_edges(&self.table.xs, &part.xs).or_else(same) else { return false };
        if xs.len() == part.xs.len() {
            part.xs.clone_from(&xs);
        }
        let mut titled = titled;
        if let Some(row) = first_amounts(&part).filter(|_| titled && repeated == 0) {
            (titled, repeated) = (false, row);
        }
        if repeated == 0 && (titled || begins_anew(&self.table, &part)) {
            return false;
        }
        remap(&mut self.table, &xs);
        remap(&mut part, &xs);
        self.append_below(part, repeated);
        true
    }

    /// The columns of a table without upright lines lie where its text lies: those of both parts overlap one by one.
    fn take_aligned(&mut self, mut part: PageTable, titled: bool, repeated: usize) -> bool {
        if repeated == 0 && (titled || begins_anew(&self.table, &part)) {
            return false;
        }
        let own = self.table.xs.len();
        let fitted = if part.xs.len() <= own {
            overlapping(&part.xs, &self.table.xs).map(|map| spread(&mut part, &map, &self.table.xs))
        } else {
            overlapping(&self.table.xs, &part.xs).map(|map| spread(&mut self.table, &map, &part.xs))
        };
        if fitted.is_none() {
            return false;
        }
        self.append_below(part, repeated);
        true
    }

    fn append_below(&mut self, mut part: PageTable, repeated: usize) {
        part.cells.retain(|c| c.row >= repeated);
        for cell in &mut part.cells {
            cell.row -= repeated;
        }
        part.rows -= repeated;
        self.table.cut |= part.cut;
        self.append(part);
    }

    fn append(&mut self, mut part: PageTable) {
        if part.rows == 0 {
            return;
        }
        drop_open_end(&mut self.table);
        let rows = self.table.rows;
        let cut = rows > 0 && row_was_cut(&self.table, &part);
        // A cell that reaches over the end of the page was drawn twice; its text stands in one half.
        let mut gone = Vec::new();
        for (index, below) in part.cells.iter_mut().enumerate().filter(|(_, c)| c.row == 0) {
            let above = self.table.cells.iter_mut().find(|a| {
                a.column == below.column && a.column_span == below.column_span && a.row + a.row_span == rows
            });
            let Some(above) = above else { continue };
            let halves = above.text.is_empty() != below.text.is_empty();
            let spans = above.row_span > 1 || below.row_span > 1;
            // Or half its text in each, when the text fills a cell of several rows down to the end of the page.
            let filled = above.space_below < 0.8 && (above.row_span > 1 || below.space_above < 0.8);
            let torn = spans && filled && goes_on(above, below);
            if cut || (halves && spans) || torn {
                above.text.append(std::mem::take(&mut below.text));
                above.row_span += below.row_span - usize::from(cut);
                (above.last_line, above.width) = (below.last_line, below.width);
                above.space_below = below.space_below;
                gone.push(index);
            }
        }
        let shift = rows - usize::from(cut);
        let mut index = 0;
        part.cells.retain(|_| {
            index += 1;
            !gone.contains(&(index - 1))
        });
        for mut cell in part.cells {
            if cut && cell.row == 0 {
                // Its upper half belongs to a wider cell: what is left starts one row later.
                cell.row_span = cell.row_span.saturating_sub(1);
                if cell.row_span == 0 {
                    if !cell.text.is_empty() {
                        self.move_to_row_above(cell, rows);
                    }
                    continue;
                }
                cell.row = 1;
            }
            cell.row += shift;
            self.table.cells.push(cell);
        }
        self.table.rows += part.rows - usize::from(cut);
    }

    /// Text of a cut row whose cell has no equal above goes to the cell that covers its column.
    fn move_to_row_above(&mut self, cell: PageCell, rows: usize) {
        let home = self.table.cells.iter_mut().find(|a| {
            a.column <= cell.column && cell.column < a.column + a.column_span && a.row + a.row_span == rows
        });
        if let Some(home) = home {
            home.text.append(cell.text);
        }
    }
}

/// Some producers let the cells that go on reach down to the end of the page; the rest of that strip is one empty cell.
fn drop_open_end(table: &mut PageTable) {
    let Some(last) = table.rows.checked_sub(1) else { return };
    let mut begin = table.cells.iter().filter(|c| c.row == last);
    let strip = matches!((begin.next(), begin.next()), (Some(cell), None) if cell.text.is_empty());
    if strip && last > 0 && table.cells.iter().any(|c| c.row < last && c.row + c.row_span > last) {
        table.remove_row(last);
    }
}

/// The edges of both parts, when one has all that the other has.
fn common_edges(a: &[f32], b: &[f32]) -> Option<Vec<f32>> {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    let near = |x: &f32, y: &f32| (x - y).abs() <= EDGE;
    let ends = near(long.first()?, short.first()?) && near(long.last()?, short.last()?);
    let all = short.iter().all(|s| long.iter().any(|l| near(l, s)));
    (ends && all).then(|| long.to_vec())
}

/// Browsers make the columns anew on every page: those of one table are as many, their heads the same.
fn same_head(table: &PageTable, part: &PageTable, repeated: usize) -> bool {
    let cells = |t: &PageTable| -> Vec<(usize, usize, usize)> {
        let head = t.cells.iter().filter(|c| c.row < repeated);
        head.map(|c| (c.row, c.column, c.column_span)).collect()
    };
    let near = |a: Option<&f32>, b: Option<&f32>| a.zip(b).is_some_and(|(a, b)| (a - b).abs() <= EDGE);
    let (a, b) = (&table.xs, &part.xs);
    let ends = near(a.first(), b.first()) && near(a.last(), b.last());
    repeated > 0 && a.len() == b.len() && ends && cells(table) == cells(part)
}

/// For every column of `short` the one of `long` that lies over it, from left to right.
fn overlapping(short: &[f32], long: &[f32]) -> Option<Vec<usize>> {
    let mut map: Vec<usize> = Vec::new();
    for own in short.windows(2) {
        let over = |other: &[f32]| own[1].min(other[1]) - own[0].max(other[0]);
        let (at, best) = long.windows(2).enumerate().max_by(|a, b| over(a.1).total_cmp(&over(b.1)))?;
        let narrower = (own[1] - own[0]).min(best[1] - best[0]);
        if over(best) < 0.4 * narrower || map.last().is_some_and(|last| *last >= at) {
            return None;
        }
        map.push(at);
    }
    (short.len() * 3 >= long.len() * 2).then_some(map)
}

/// Moves the cells to other columns, with empty cells in those that are new.
fn spread(table: &mut PageTable, map: &[usize], xs: &[f32]) {
    let at = |column: usize| map.get(column).copied().unwrap_or(column);
    for cell in &mut table.cells {
        let last = at(cell.column + cell.column_span.max(1) - 1);
        cell.column = at(cell.column);
        cell.column_span = last + 1 - cell.column;
    }
    table.xs = xs.to_vec();
    for column in (0..xs.len().saturating_sub(1)).filter(|c| !map.contains(c)) {
        for row in 0..table.rows {
            let covers = |c: &PageCell| {
                (c.row..c.row + c.row_span).contains(&row)
                    && (c.column..c.column + c.column_span).contains(&column)
            };
            if !table.cells.iter().any(covers) {
                table.cells.push(PageCell {
                    row,
                    column,
                    row_span: 1,
                    column_span: 1,
                    ..PageCell::default()
                });
            }
        }
    }
}

fn remap(table: &mut PageTable, xs: &[f32]) {
    let index = |edge: f32| {
        let best = xs.iter().enumerate().min_by(|a, b| (a.1 - edge).abs().total_cmp(&(b.1 - edge).abs()));
        best.map_or(0, |(i, _)| i)
    };
    let map: Vec<usize> = table.xs.iter().map(|x| index(*x)).collect();
    let at = |i: usize| map.get(i).copied().unwrap_or_else(|| xs.len().saturating_sub(1));
    for cell in &mut table.cells {
        let (first, last) = (at(cell.column), at(cell.column + cell.column_span));
        cell.column = first;
        cell.column_span = last.saturating_sub(first).max(1);
    }
    table.xs = xs.to_vec();
}

/// The texts of a row, where it begins, without spaces.
fn row_texts(table: &PageTable, row: usize) -> Vec<String> {
    let mut cells: Vec<&PageCell> = table.cells.iter().filter(|c| c.row == row).collect();
    cells.sort_by_key(|c| c.column);
    cells.iter().map(|c| squeeze(&c.text.text)).filter(|t| !t.is_empty()).collect()
}

/// How many rows of a part repeat the head of the table.
fn repeated_rows(table: &PageTable, part: &PageTable) -> usize {
    let mut count = 0;
    let mut widest = 0;
    while count < part.rows.min(table.rows) {
        let (a, b) = (row_texts(table, count), row_texts(part, count));
        let spanned = |t: &PageTable| t.cells.iter().any(|c| c.row < count && c.row + c.row_span > count);
        if a != b || (a.is_empty() && !(spanned(table) && spanned(part))) {
            break;
        }
        widest = widest.max(a.len());
        count += 1;
    }
    // A title alone also begins the next form of a series.
    if widest >= 3 || (count > 0 && !is_title_row(part)) { count } else { 0 }
}

/// The first row that is not empty, if it has amounts: no head stands above it, or only what cannot be read of one.
fn first_amounts(part: &PageTable) -> Option<usize> {
    let row = (0..part.rows).find(|row| !row_texts(part, *row).is_empty())?;
    (row_texts(part, row).iter().filter(|t| is_amount(t)).count() > 1).then_some(row)
}

fn is_amount(text: &str) -> bool {
    text.contains('.') && text.bytes().any(|b| b.is_ascii_digit())
}

/// How many rows of a part show nothing but words of the head of the table.
fn repeated_words(table: &PageTable, part: &PageTable) -> usize {
    const MOST: usize = 6;
    let head = (0..table.rows.min(MOST)).map(|row| row_texts(table, row));
    let head: Vec<String> = head.take_while(|row| !row.iter().any(|t| is_amount(t))).flatten().collect();
    let of_head = |row: &usize| row_texts(part, *row).iter().all(|t| head.iter().any(|h| h.starts_with(t)));
    let count = (0..part.rows.min(MOST)).take_while(of_head).count();
    let words = (0..count).map(|row| row_texts(part, row).len()).sum::<usize>();
    if words >= 3 || words * 3 >= head.len() * 2 { count } else { 0 }
}

/// A part whose first row is a title of its own begins another table.
fn begins_anew(table: &PageTable, part: &PageTable) -> bool {
    is_title_row(part) && table.rows > 1
}

fn is_title_row(part: &PageTable) -> bool {
    let texts = row_texts(part, 0);
    let wide = part.cells.iter().any(|c| {
        c.row == 0 && !c.text.is_empty() && (c.column_span + 1) * 4 >= part.xs.len().saturating_sub(1) * 3
    });
    let title = |t: &String| {
        t.chars().count() <= 45 && (t.ends_with('表') || t.contains("自评表") || t.contains("(续表)"))
    };
    wide && texts.len() == 1 && texts.iter().all(title)
}

/// Did the end of the page cut the last row? Then every text of the first row on the next page goes on where the last
/// line above was full, and either not all cells go on or a number was torn apart.
fn row_was_cut(table: &PageTable, part: &PageTable) -> bool {
    let below: Vec<&PageCell> = part.cells.iter().filter(|c| c.row == 0 && !c.text.is_empty()).collect();
    if below.is_empty() {
        return false;
    }
    let above = |cell: &PageCell| {
        table.cells.iter().find(|a| {
            a.column == cell.column && a.column_span == cell.column_span && a.row + a.row_span == table.rows
        })
    };
    let last: usize =
        table.cells.iter().filter(|c| c.row + c.row_span == table.rows && !c.text.is_empty()).count();
    let torn = |cell: &PageCell| above(cell).is_some_and(|a| is_torn(&a.text.text, &cell.text.text));
    let parted = below.len() < last || below.len() == last && below.iter().any(|c| torn(c));
    parted && below.iter().all(|c| above(c).is_some_and(|a| goes_on(a, c)))
}

/// Two halves of a number of which neither is written as a whole one: 11,744,000 and .00, 5,634,600.0 and 0.
fn is_torn(above: &str, below: &str) -> bool {
    let (above, below) = (squeeze(above), squeeze(below));
    let decimals = |text: &str| text.split_once('.').map(|(_, d)| d.trim_end_matches('%').len());
    let joined = format!("{above}{below}");
    let short = decimals(&above) == Some(1) && decimals(&joined) == Some(2);
    let broken = above.ends_with(['.', ',', '-']) || below.starts_with(['.', ',', '%']);
    let broken = broken || below.starts_with("00");
    (short || broken) && is_number(&joined)
}

/// Would the text of the lower cell have been wrapped where the upper one ends? Cells keep their text off their edges, by
/// 5.4 points in Word.
fn goes_on(above: &PageCell, below: &PageCell) -> bool {
    let full = above.last_line + below.first_word > above.width - 14.0;
    full && one_text(&above.text.text, &below.text.text)
}

/// Can the lower text be the rest of the upper one? A whole number is not the rest of a word, a note under the table of nothing,
/// and two numbers of two rows do not make one.
fn one_text(above: &str, below: &str) -> bool {
    let (above, below) = (squeeze(above), squeeze(below));
    let number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '%');
    let numeric = |text: &str| text.chars().all(number);
    let joins = match (above.ends_with(number), numeric(&below)) {
        (true, true) if numeric(&above) => is_number(&format!("{above}{below}")),
        (false, true) => above.ends_with(['=', '≥', '≤', '>', '<']),
        _ => true,
    };
    let note = ["注:", "注：", "说明:", "说明：", "备注:", "备注："].iter().any(|n| below.starts_with(n));
    !above.is_empty()
        && !below.is_empty()
        && !above.ends_with('。')
        && !matches!(above.as_str(), "合计" | "总计" | "小计")
        && !note
        && joins
}

/// Is it written as one number: a sign, digits grouped by threes or not at all, decimals, a per cent sign?
fn is_number(text: &str) -> bool {
    let text = text.strip_prefix('-').unwrap_or(text);
    let text = text.strip_suffix('%').unwrap_or(text);
    let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let mut groups = whole.split(',');
    let first = groups.next().is_some_and(|g| digits(g) && (g.len() <= 3 || !whole.contains(',')));
    first && groups.all(|g| digits(g) && g.len() == 3) && digits(decimals)
}

/// The table as the document holds it.
pub(super) fn finish(open: OpenTable) -> Table {
    let PageTable { page, xs, rows, cells, ruled, cut, .. } = open.table;
    let mut table = Table {
        rows,
        columns: xs.len().saturating_sub(1),
        // Columns that are missing may be parts of a sum.
        aligned: !ruled || cut,
        origin: Origin { page: Some(page), ..Origin::default() },
        ..Table::default()
    };
    table.cells = cells
        .into_iter()
        .map(|c| Cell {
            row: c.row,
            column: c.column,
            row_span: c.row_span.max(1),
            column_span: c.column_span.max(1),
            origin: Origin {
                page: c.text.boxes.first().map(|b| b.page),
                boxes: c.text.boxes,
                ..Origin::default()
            },
            text: c.text.text,
            ..Cell::default()
        })
        .collect();
    table.cells.sort_by_key(|c| (c.row, c.column));
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_one_text() {
        assert!(one_text("机关事业单位基本养", "老保险缴费支出"));
        assert!(one_text("1,443.", "11"));
        assert!(one_text("完成2024年度任务", "12项，其中"));
        assert!(!one_text("基本支出", "878.29"));
        assert!(!one_text("总计", "注：本表反映部门本年度的总收支。"));
        assert!(!one_text("安排的支出", "说明：本部门没有这项支出。"));
        assert!(!one_text("如期完成。", "节约成本"));
        assert!(one_text("=", "100%") && is_torn("1", "00%"));
        assert!(one_text("12,4", "50.00") && one_text("99.5", "%"));
        assert!(is_torn("11,744,000", ".00") && is_torn("5,634,600.0", "0") && is_torn("1,", "744"));
        assert!(!is_torn("208", "05") && !is_torn("10", "10") && !is_torn("1.50", "0.20"));
        assert!(!one_text("71,600.00", "19,633,800.00") && !one_text("71,600", "633"));
    }
}
