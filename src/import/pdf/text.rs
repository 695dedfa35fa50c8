//! From characters to text: lines, the text of a cell, and the box of every run of text.

use super::geometry::{Area, Turn};
use super::glyphs::{Glyph, PageContent};
use crate::document::TextBox;

/// Characters of one line, from left to right.
#[derive(Debug, Clone, Default)]
pub(super) struct TextLine {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) area: Area,
    pub(super) baseline: f32,
    /// The size of most of its type.
    pub(super) size: f32,
}

impl TextLine {
    fn of(mut glyphs: Vec<Glyph>) -> Self {
        glyphs.sort_by(|a, b| a.area.left.total_cmp(&b.area.left));
        let area = glyphs.iter().map(|g| g.area).reduce(|a, b| a.union(&b)).unwrap_or_default();
        let mut sizes: Vec<f32> = glyphs.iter().map(|g| g.size).collect();
        sizes.sort_by(f32::total_cmp);
        let size = sizes.get(sizes.len() / 2).copied().unwrap_or(1.0);
        let baseline = glyphs.iter().map(|g| g.baseline).sum::<f32>() / glyphs.len().max(1) as f32;
        Self { glyphs, area, baseline, size }
    }

    /// The parts left and right of `x`, if the line has both and no character there.
    pub(super) fn split_at(&self, x: f32) -> Option<(TextLine, TextLine)> {
        let after = self.glyphs.partition_point(|g| g.area.right <= x);
        let (left, right) = self.glyphs.split_at(after);
        let parted = !left.is_empty() && right.first()?.area.left >= x;
        // A line that runs on across is one.
        let room = right.first()?.area.left - left.last()?.area.right;
        (parted && room > 0.7 * self.size)
            .then(|| (TextLine::of(left.to_vec()), TextLine::of(right.to_vec())))
    }

    /// Width of what cannot be broken at its start: a number, a word or one character, with an opening mark before it and
    /// the closing marks behind it.
    pub(super) fn first_word_width(&self) -> f32 {
        let Some(first) = self.glyphs.first() else { return 0.0 };
        let mut i = 0;
        let at = |i: usize| self.glyphs.get(i);
        while at(i).is_some_and(|g| OPENING.contains(g.char)) && i + 1 < self.glyphs.len() {
            i += 1;
        }
        if at(i).is_some_and(|g| in_word(g.char)) {
            while let (Some(a), Some(b)) = (at(i), at(i + 1)) {
                if !in_word(b.char) || gap(a, b) > 0.3 * b.size {
                    break;
                }
                i += 1;
            }
        }
        while at(i + 1).is_some_and(|g| CLOSING.contains(g.char)) {
            i += 1;
        }
        // Some programs do not part a bracket from the number behind it: （类）350.50.
        if at(i).is_some_and(|g| ")）".contains(g.char)) {
            while at(i + 1).is_some_and(|g| g.char.is_ascii_digit() || ".,%％".contains(g.char)) {
                i += 1;
            }
        }
        at(i).map_or(0.0, |g| g.area.right - first.area.left)
    }
}

/// No line ends with these.
const OPENING: &str = "（(“《【〔「";
/// No line begins with these.
const CLOSING: &str = "，。；：、）)》”】〕」！？%％,";

fn gap(a: &Glyph, b: &Glyph) -> f32 {
    b.area.left - a.area.right
}

/// A character inside which no line is broken while it fits.
fn in_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || ".,%-+".contains(c)
}

/// Groups characters into lines, from top to bottom.
pub(super) fn lines(mut glyphs: Vec<Glyph>) -> Vec<TextLine> {
    glyphs.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    let mut lines: Vec<Vec<Glyph>> = Vec::new();
    let mut level = (0.0f32, 0.0f32);
    for glyph in glyphs {
        let near = (glyph.baseline - level.0).abs() <= 0.36 * glyph.size.max(level.1);
        match lines.last_mut().filter(|_| near) {
            Some(line) => {
                line.push(glyph);
                // The larger type leads: a footnote mark does not move the line.
                if glyph.size > level.1 {
                    level = (glyph.baseline, glyph.size);
                }
            }
            None => {
                level = (glyph.baseline, glyph.size);
                lines.push(vec![glyph]);
            }
        }
    }
    lines.into_iter().map(TextLine::of).collect()
}

/// A text with the boxes of its runs.
#[derive(Debug, Clone, Default)]
pub(super) struct PlacedText {
    pub(super) text: String,
    pub(super) boxes: Vec<TextBox>,
    /// The last box on the page as read.
    last: Option<Area>,
}

/// What shares a box: characters of one kind side by side. Units stand alone, so that a figure's box ends with its unit.
#[derive(PartialEq, Clone, Copy)]
enum Kind {
    Figure,
    Word,
    Alone,
}

fn kind(c: char) -> Kind {
    match c {
        '0'..='9' | '.' | ',' => Kind::Figure,
        '\u{4E00}'..='\u{9FFF}' if !"万亿元个百分点人次家件台辆套项户".contains(c) => {
            Kind::Word
        }
        _ => Kind::Alone,
    }
}

fn hundredths(points: f32) -> i32 {
    (points * 100.0).round().clamp(-1e8, 1e8) as i32
}

impl PlacedText {
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Appends a character of a page.
    fn push(&mut self, glyph: &Glyph, page: &PageContent) {
        let length = glyph.char.len_utf8() as u32;
        let last_kind = self.text.chars().next_back().map(kind);
        self.text.push(glyph.char);
        let placed = |area: &Area, length: u32| {
            let area = page.shown_area(area);
            TextBox {
                length,
                page: page.number,
                left: hundredths(area.left),
                top: hundredths(area.top),
                right: hundredths(area.right),
                bottom: hundredths(area.bottom),
            }
        };
        if let (Some(last), Some(before)) = (self.boxes.last_mut(), &mut self.last)
            && last.page == page.number
            && last_kind == Some(kind(glyph.char))
            && last_kind != Some(Kind::Alone)
            && (before.bottom - glyph.area.bottom).abs() < 0.2
            && (before.top - glyph.area.top).abs() < 0.2
            && (glyph.area.left - before.right).abs() < 0.3 * glyph.size
        {
            before.right = before.right.max(glyph.area.right);
            *last = placed(before, last.length + length);
            return;
        }
        self.last = Some(glyph.area);
        self.boxes.push(placed(&glyph.area, length));
    }

    /// Appends what is not on the page (a space, a line break), to the box before it.
    pub(super) fn separator(&mut self, separator: &str) {
        if let Some(last) = self.boxes.last_mut() {
            self.text.push_str(separator);
            last.length += separator.len() as u32;
            self.last = None;
        }
    }

    /// Appends a text; line breaks between are the caller's.
    pub(super) fn append(&mut self, other: PlacedText) {
        self.text.push_str(&other.text);
        self.boxes.extend(other.boxes);
        self.last = None;
    }

    /// Appends the characters of a line. A space is kept where it parts numbers or words, or is wider than justification
    /// makes it; the spaces between Chinese characters are not text.
    pub(super) fn push_line(&mut self, glyphs: &[Glyph], page: &PageContent, cell: bool) {
        let usual = usual_gap(glyphs);
        for (i, glyph) in glyphs.iter().enumerate() {
            if let Some(before) = i.checked_sub(1).and_then(|i| glyphs.get(i)) {
                let gap = gap(before, glyph) / glyph.size.max(before.size);
                let words = before.char.is_ascii_alphanumeric() && glyph.char.is_ascii_alphanumeric()
                    || before.char.is_ascii_digit() && "-+".contains(glyph.char)
                    || ".,%)".contains(before.char) && glyph.char.is_ascii_alphanumeric();
                let stretched = gap <= 1.5 * usual;
                let parts = if words {
                    !stretched && (gap > 0.6 || (gap > 0.2 && glyph.spaced && !cell))
                } else {
                    !cell && gap > 1.6 && !stretched
                };
                // 第一部分 单位概况: the only space of a heading that people write.
                let part = !cell && gap > 0.2 && self.text.starts_with('第') && self.text.ends_with("部分");
                if part || (parts && words) {
                    self.separator(" ");
                } else if parts {
                    self.separator("  ");
                }
            }
            self.push(glyph, page);
        }
    }
}

/// The gap, in em, that lies between most neighbours of a line: wide where a short text is spread over its cell.
fn usual_gap(glyphs: &[Glyph]) -> f32 {
    let mut gaps: Vec<f32> = glyphs.windows(2).map(|p| gap(&p[0], &p[1]) / p[1].size).collect();
    if gaps.len() < 2 {
        return 0.0;
    }
    gaps.sort_by(f32::total_cmp);
    gaps.get(gaps.len() / 2).copied().unwrap_or(0.0).max(0.0)
}

/// The text of a cell. Lines that were wrapped are joined without a space; a break between two numbers stays where the
/// second would have fitted behind the first.
pub(super) fn cell_text(glyphs: Vec<Glyph>, area: &Area, page: &PageContent) -> PlacedText {
    let mut text = PlacedText::default();
    let turned = glyphs.iter().filter(|g| g.turn != Turn::Upright).count();
    if turned * 2 > glyphs.len() {
        return turned_text(glyphs, page);
    }
    if runs_down(&glyphs) {
        return columns_text(glyphs, page);
    }
    let lines = lines(glyphs);
    for (i, line) in lines.iter().enumerate() {
        if let Some(before) = i.checked_sub(1).and_then(|i| lines.get(i)) {
            let (last, first) = (before.glyphs.last(), line.glyphs.first());
            if let (Some(last), Some(first)) = (last, first) {
                let room = (0.75 * area.width()).min(area.width() - 2.0 * PADDING);
                let fits = before.area.width() + line.first_word_width() <= room - 0.3 * line.size;
                if last.char.is_ascii_alphabetic() && first.char.is_ascii_alphabetic() {
                    text.separator(" ");
                } else if fits
                    && is_figure_edge(last.char)
                    && first.char.is_ascii_digit()
                    && !completes(before, line)
                {
                    text.separator("\n");
                }
            }
        }
        text.push_line(&line.glyphs, page, true);
    }
    text
}

/// Cells keep their text off their edges by this, in Word.
pub(super) const PADDING: f32 = 5.4;

/// Is a line the last cent of the amount above it: 1,207.8 and 9?
fn completes(above: &TextLine, line: &TextLine) -> bool {
    let digits = |c: &char| c.is_ascii_digit();
    let amount: String = above.glyphs.iter().map(|g| g.char).collect();
    let Some((whole, cents)) = amount.split_once('.') else { return false };
    let long =
        whole.chars().all(|c| digits(&c) || ",-".contains(c)) && whole.chars().filter(digits).count() >= 3;
    let rest = line.glyphs.len();
    long && cents.chars().all(|c| digits(&c))
        && cents.len() + rest == 2
        && line.glyphs.iter().all(|g| digits(&g.char))
}

/// A number may end with it.
fn is_figure_edge(c: char) -> bool {
    c.is_ascii_digit() || "%％".contains(c)
}

/// Is the text written downwards, its characters upright? Then each stands below the one before it in the file. One column
/// alone is read as its lines are.
fn runs_down(glyphs: &[Glyph]) -> bool {
    let apart = |a: &Glyph, b: &Glyph| {
        let ((ax, ay), (bx, by)) = (a.centre(), b.centre());
        ((bx - ax) / b.size, (by - ay) / b.size)
    };
    let steps = || glyphs.windows(2).map(|p| apart(&p[0], &p[1]));
    let down = steps().filter(|(x, y)| x.abs() < 0.3 && (0.4..1.8).contains(y)).count();
    let back = steps().any(|(x, y)| x < -0.7 && y < -0.7);
    // Columns of one or two characters: nothing in them goes on to the right.
    let leftward = |(x, y): (f32, f32)| x < -0.7 && y < 0.3 || x.abs() < 0.3 && (0.4..1.8).contains(&y);
    if glyphs.len() >= 3 && steps().all(leftward) && steps().any(|(x, _)| x < -0.7) {
        return true;
    }
    // Numbers in such a text lie on their side.
    let aside = glyphs.iter().any(|g| g.turn != Turn::Upright);
    (back || aside) && down * 3 >= glyphs.len() * 2
}

/// A text written downwards, column by column from the right.
fn columns_text(mut glyphs: Vec<Glyph>, page: &PageContent) -> PlacedText {
    glyphs.sort_by(|a, b| b.centre().0.total_cmp(&a.centre().0));
    let mut columns: Vec<Vec<Glyph>> = Vec::new();
    for glyph in glyphs {
        let beside =
            |c: &Vec<Glyph>| c.first().is_some_and(|f| f.centre().0 - glyph.centre().0 < 0.5 * f.size);
        match columns.last_mut().filter(|c| beside(c)) {
            Some(column) => column.push(glyph),
            None => columns.push(vec![glyph]),
        }
    }
    let mut text = PlacedText::default();
    for mut column in columns {
        column.sort_by(|a, b| a.centre().1.total_cmp(&b.centre().1));
        column.iter().for_each(|glyph| text.push(glyph, page));
    }
    text
}

/// A cell whose text runs up or down.
fn turned_text(mut glyphs: Vec<Glyph>, page: &PageContent) -> PlacedText {
    let direction = glyphs.iter().map(|g| g.turn).find(|t| *t != Turn::Upright).unwrap_or_default();
    let key = |g: &Glyph| {
        let (x, y) = g.centre();
        // Lines first, then along the line; lines are told apart by whole type sizes.
        let line = |v: f32| (v / g.size.max(1.0)).round() as i32;
        match direction {
            Turn::Upwards => (line(x), -y),
            Turn::Downwards => (-line(x), y),
            Turn::Reversed => (-line(y), -x),
            Turn::Upright => (line(y), x),
        }
    };
    glyphs.sort_by(|a, b| {
        let (a, b) = (key(a), key(b));
        a.0.cmp(&b.0).then(a.1.total_cmp(&b.1))
    });
    let mut text = PlacedText::default();
    for glyph in &glyphs {
        text.push(glyph, page);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(text: &str, left: f32, baseline: f32, step: f32) -> Vec<Glyph> {
        let mut x = left;
        text.chars()
            .map(|char| {
                let width = if char.is_ascii() { 5.0 } else { 10.0 };
                let area = Area::new(x, baseline - 8.6, x + width, baseline + 1.4);
                x += width + step;
                Glyph::upright(char, area, baseline)
            })
            .collect()
    }

    fn cell(lines: &[(&str, f32)], width: f32) -> String {
        let glyphs = lines
            .iter()
            .enumerate()
            .flat_map(|(i, (text, left))| row(text, *left, 10.0 + 12.0 * i as f32, 0.0))
            .collect();
        cell_text(glyphs, &Area::new(0.0, 0.0, width, 30.0), &PageContent::default()).text
    }

    #[test]
    fn numbers_wrapped_in_a_cell_are_whole_again() {
        assert_eq!(cell(&[("114.03", 0.0), ("%", 0.0)], 31.0), "114.03%");
        assert_eq!(cell(&[("0.7982", 0.0), ("456", 0.0)], 32.0), "0.7982456");
    }

    #[test]
    fn two_numbers_under_each_other_stay_two() {
        assert_eq!(cell(&[("20", 0.0), ("15", 0.0)], 60.0), "20\n15");
        assert_eq!(cell(&[("9.5", 0.0), ("8", 0.0)], 60.0), "9.5\n8");
        // Where no line tells how wide the column is, the cents do.
        assert_eq!(cell(&[("1,207.8", 0.0), ("9", 30.0)], 160.0), "1,207.89");
    }

    #[test]
    fn a_spread_label_is_closed() {
        let text = cell_text(
            row("本年收入合计", 0.0, 10.0, 14.0),
            &Area::new(0.0, 0.0, 200.0, 20.0),
            &PageContent::default(),
        );
        assert_eq!(text.text, "本年收入合计");
        assert_eq!(text.boxes.iter().map(|b| b.length as usize).sum::<usize>(), text.text.len());
    }

    #[test]
    fn columns_of_upright_characters_are_read_from_the_right() {
        let column = |text: &str, left: f32| -> Vec<Glyph> {
            let glyph = |(i, c): (usize, char)| row(&c.to_string(), left, 10.0 + 11.0 * i as f32, 0.0);
            text.chars().enumerate().flat_map(glyph).collect()
        };
        let mut glyphs = column("财政拨款收入", 14.0);
        glyphs.extend(column("支出决算", 2.0));
        let text = cell_text(glyphs, &Area::new(0.0, 0.0, 26.0, 80.0), &PageContent::default());
        assert_eq!(text.text, "财政拨款收入支出决算");
        assert_eq!(cell(&[("产出", 0.0), ("指标", 0.0)], 22.0), "产出指标");
    }

    #[test]
    fn columns_of_one_character_are_read_from_the_right() {
        let glyphs = [40.0, 25.0, 10.0, -5.0].iter().zip("科目名称".chars());
        let glyph = |(x, c): (&f32, char)| row(c.encode_utf8(&mut [0; 4]), *x, 10.0, 0.0);
        let glyphs: Vec<Glyph> = glyphs.flat_map(glyph).collect();
        let text = cell_text(glyphs, &Area::new(-10.0, 0.0, 60.0, 20.0), &PageContent::default()).text;
        assert_eq!(text, "科目名称");
    }

    #[test]
    fn a_line_of_text_keeps_the_space_between_numbers() {
        let mut glyphs = row("12", 0.0, 10.0, 0.0);
        glyphs.extend(row("34", 30.0, 10.0, 0.0));
        let mut text = PlacedText::default();
        text.push_line(&glyphs, &PageContent::default(), false);
        assert_eq!(text.text, "12 34");
    }
}
