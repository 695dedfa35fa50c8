//! Paragraphs that were broken at the width of a page: the text of a PDF. Joining wrongly would make one statement of two,
//! so a line is joined only where it is prose, fills the page's width or stops at a comma, and the next one begins nothing.

use super::lines::Line;

/// A file with a line longer than this (in half-width columns) keeps its paragraphs on one line each.
const WIDEST_PAGE: usize = 220;
/// Fewer broken lines than this are no evidence.
const FEWEST: usize = 4;
/// Nor are fewer than this in one stretch of a file that keeps its paragraphs on one line each elsewhere.
const FEWEST_OF_A_STRETCH: usize = 12;
/// Lines to either side that show how wide the page is here.
const AROUND: usize = 20;

/// For each line the index of the one that continues it.
pub fn continuations(lines: &[Line]) -> Vec<Option<usize>> {
    let shapes: Vec<Option<Shape>> = lines.iter().map(Shape::of).collect();
    let filled: Vec<(usize, &Shape)> =
        shapes.iter().enumerate().filter_map(|(i, s)| s.as_ref().map(|s| (i, s))).collect();
    let mut out = vec![None; lines.len()];
    // Several texts in one file need not be broken alike.
    let stretches = filled.split(|(_, shape)| shape.width > WIDEST_PAGE);
    let fewest = if stretches.clone().count() > 1 { FEWEST_OF_A_STRETCH } else { FEWEST };
    let mut any = false;
    for stretch in stretches.filter(|stretch| is_wrapped(stretch, fewest)) {
        join(stretch, &mut out);
        any = true;
    }
    if any { out } else { Vec::new() }
}

/// Joins the lines of a stretch.
fn join(filled: &[(usize, &Shape)], out: &mut [Option<usize>]) {
    // Width of the printed line so far: readers break it at commas too.
    let mut printed = 0;
    for (k, pair) in filled.windows(2).enumerate() {
        let [(at, line), (next_at, next)] = pair else { continue };
        printed += line.width;
        let around = &filled[k.saturating_sub(AROUND)..(k + AROUND).min(filled.len())];
        let page = around.iter().filter(|(_, s)| s.prose).map(|(_, s)| s.width).max().unwrap_or(0);
        let full = printed * 100 >= page * 80;
        if line.continues_in(next, full, page) {
            if let Some(slot) = out.get_mut(*at) {
                *slot = Some(*next_at);
            }
            if full {
                printed = 0;
            }
        } else {
            printed = 0;
        }
    }
}

/// Many lines of prose stop in the middle of a sentence; none of the stretch is longer than a page is wide.
fn is_wrapped(shapes: &[(usize, &Shape)], fewest: usize) -> bool {
    let (mut prose, mut broken) = (0usize, 0usize);
    for (_, shape) in shapes {
        if shape.prose && shape.width >= 40 {
            prose += 1;
            broken += usize::from(!shape.ends && !shape.begins_heading);
        }
    }
    broken >= fewest && broken * 4 >= prose
}

const MARKS: [char; 11] = ['，', '。', '、', '；', '：', '“', '”', '《', '》', '（', '）'];

/// What a line looks like.
#[derive(Debug)]
struct Shape {
    width: usize,
    indent: usize,
    /// A sentence or a part of one.
    prose: bool,
    /// Stops where a sentence stops.
    ends: bool,
    /// Stops at a comma.
    pauses: bool,
    /// Begins a heading, an item of a list, a note.
    begins: bool,
    begins_heading: bool,
    /// A row of a table: numbers or words side by side.
    row: bool,
    /// Cannot stop here: an opening bracket, a number without its text.
    opens: bool,
    /// Cannot begin here: a full stop, a closing bracket.
    closes: bool,
    /// Stops with a digit.
    digit_last: bool,
    /// Begins with the unit of an amount.
    unit_first: bool,
}

impl Shape {
    fn of(line: &Line) -> Option<Self> {
        let text = line.text.trim_end();
        let trimmed = text.trim_start();
        if trimmed.is_empty() {
            return None;
        }
        if trimmed.contains('\t') {
            return Some(Shape { row: true, begins: true, ends: true, ..Shape::empty() });
        }
        let indent = width(&text[..text.len() - trimmed.len()]);
        let begins_heading = begins_heading(trimmed);
        let row = is_row(trimmed);
        let marks: &[char] = if begins_heading { &['，', '。', '；', '：'] } else { &MARKS };
        let marked = trimmed.contains(marks);
        Some(Shape {
            width: width(trimmed),
            indent,
            prose: !row && (marked || !begins_heading) && has_words(trimmed),
            ends: trimmed.ends_with(['。', '；', '：', '！', '？', ':', ';', '…']) || ends_quoted(trimmed),
            pauses: trimmed.ends_with(['，', '、', ',']),
            begins: begins_heading || begins_item(trimmed),
            begins_heading,
            row,
            opens: trimmed.ends_with(['（', '(', '“', '《', '〔']) || is_bare_number(trimmed),
            closes: trimmed
                .starts_with(['，', '。', '、', '；', '：', '）', '”', '》', '！', '？', '%', '％']),
            digit_last: trimmed.ends_with(|c: char| c.is_ascii_digit()),
            unit_first: trimmed.starts_with("万元")
                || trimmed.starts_with("亿元")
                || trimmed.starts_with('元'),
        })
    }

    fn empty() -> Self {
        Shape {
            width: 0,
            indent: 0,
            prose: false,
            ends: false,
            pauses: false,
            begins: false,
            begins_heading: false,
            row: false,
            opens: false,
            closes: false,
            digit_last: false,
            unit_first: false,
        }
    }

    fn continues_in(&self, next: &Shape, full: bool, page: usize) -> bool {
        if next.closes && !self.row || self.opens && !next.row || self.digit_last && next.unit_first {
            return true;
        }
        if self.row || next.row || next.begins || self.ends || !self.prose && !self.begins_heading {
            return false;
        }
        if next.indent > self.indent + 1 {
            return false;
        }
        // A heading runs on only into a short rest of itself.
        if self.begins_heading && !self.prose {
            return full && !next.ends && next.width * 2 < page;
        }
        self.pauses || full
    }
}

/// Half-width columns.
fn width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

fn has_words(text: &str) -> bool {
    text.chars().filter(|c| matches!(c, '\u{4E00}'..='\u{9FFF}')).count() >= 2
}

fn ends_quoted(text: &str) -> bool {
    ["。”", "！”", "？”", "。）", "；）"].iter().any(|end| text.ends_with(end))
}

const NUMERALS: &str = "一二三四五六七八九十";

/// 第一部分, 一、, （一）
fn begins_heading(text: &str) -> bool {
    let after = |s: &str| {
        let rest = s.trim_start_matches(|c| NUMERALS.contains(c));
        (rest.len() < s.len()).then(|| rest.trim_start().to_string())
    };
    if let Some(rest) = text.strip_prefix('第') {
        return after(rest)
            .is_some_and(|r| r.starts_with("部分") || r.starts_with('章') || r.starts_with('条'));
    }
    if let Some(rest) = text.strip_prefix(['（', '(']) {
        return after(rest).is_some_and(|r| r.starts_with(['）', ')']));
    }
    after(text).is_some_and(|r| r.starts_with(['、', '.', '．']))
}

/// 1. 1、 （1） ① — 注： 单位：
fn begins_item(text: &str) -> bool {
    let digits = |s: &str| s.bytes().take_while(u8::is_ascii_digit).count();
    let bracketed = text.strip_prefix(['（', '(']).is_some_and(|r| {
        let n = digits(r);
        (1..=2).contains(&n) && r[n..].starts_with(['）', ')'])
    });
    let n = digits(text);
    let rest = &text[n..];
    // 10.5 is a number, 1. an item.
    let numbered = (1..=2).contains(&n)
        && (rest.starts_with(['、', '）', ')', '．'])
            || rest.strip_prefix('.').is_some_and(|r| !r.starts_with(|c: char| c.is_ascii_digit())));
    bracketed
        || numbered
        || text.starts_with(['①', '②', '③', '④', '⑤', '⑥', '⑦', '⑧', '⑨', '⑩', '•', '●', '◆', '■', '□', '★'])
        || text.starts_with("注：")
        || text.starts_with("注:")
        || text.starts_with("单位：")
        || text.starts_with("单位:")
        || text.starts_with("附件")
        || text.starts_with("公开")
}

/// 12、 or （二） with nothing behind it: its text was taken for a line of its own.
fn is_bare_number(text: &str) -> bool {
    (begins_heading(text) || begins_item(text))
        && text.chars().all(|c| c.is_ascii_digit() || NUMERALS.contains(c) || "（）()、.．".contains(c))
}

/// Words or numbers side by side without the marks of a sentence.
fn is_row(text: &str) -> bool {
    let tokens: Vec<&str> = text.split_whitespace().collect();
    let number = |t: &&str| t.bytes().all(|b| b.is_ascii_digit() || b",.%-".contains(&b));
    let numbers = tokens.iter().filter(|t| number(t)).count();
    let marked = text.contains(['，', '。', '；']);
    if tokens.len() == 1 {
        return numbers == 1;
    }
    let side_by_side = tokens.windows(2).any(|pair| number(&pair[0]) && number(&pair[1]));
    let gap = text.trim().contains("   ");
    // A space between two Chinese words separates columns; around a number it is the typesetter's.
    let wide = |c: Option<char>| c.is_some_and(|c| matches!(c, '\u{4E00}'..='\u{9FFF}'));
    let columns = tokens
        .windows(2)
        .filter(|pair| wide(pair[0].chars().next_back()) && wide(pair[1].chars().next()))
        .count();
    let last = tokens.last().is_some_and(number);
    !marked && (side_by_side || gap || columns >= 2 || last && numbers >= 1 && tokens.len() <= 3)
        || side_by_side && numbers >= 3
}

#[cfg(test)]
mod tests {
    use super::super::read_text;

    fn lines(text: &str) -> Vec<String> {
        read_text(text).paragraphs().map(|(_, p)| p.text.clone()).collect()
    }

    const PAGE: &str = "\
第二部分 某市规划和自然资源局概况
一、收入支出决算总体情况说明
2024年度某市规划和自然资源局收入决算总计10,171.54万元，支出决
算总计9,182.32万元，与上年相比，收入增加505.07万元，增长5.2
3%。主要原因是项目增加，
资金相应增加。其中一般公共预算财政拨款收入八千五百万元，占比较大，
为全部收入的主要来源，其余为其他收入，包括上级补助收入和事业收
入。
（一）财政拨款收入8,556.70万元，占84.1%，比上年增加300.12万元，增
长3.6%。
1.一般公共服务支出
201 一般公共服务支出 754.75 754.75
合计 9,182.32
";

    #[test]
    fn broken_paragraphs_join() {
        let joined = lines(PAGE);
        assert_eq!(joined[1], "一、收入支出决算总体情况说明");
        assert!(joined[2].contains("支出决算总计9,182.32万元"), "{joined:#?}");
        assert!(joined[2].contains("增长5.23%。"), "{joined:#?}");
        assert!(joined[2].ends_with("包括上级补助收入和事业收入。"), "{joined:#?}");
        assert!(joined[3].starts_with("（一）") && joined[3].ends_with("增长3.6%。"), "{joined:#?}");
        assert_eq!(joined[4], "1.一般公共服务支出");
        assert_eq!(joined[5], "201 一般公共服务支出 754.75 754.75");
        assert_eq!(joined.len(), 7);
    }

    #[test]
    fn a_joined_paragraph_knows_its_lines() {
        let document = read_text(PAGE);
        let origin = document.paragraphs().nth(2).map(|(_, p)| p.origin.clone()).unwrap_or_default();
        assert_eq!(origin.line, Some(3));
        assert_eq!(origin.lines.iter().map(|l| l.line).collect::<Vec<_>>(), [4, 5, 6, 7, 8]);
    }

    #[test]
    fn whole_paragraphs_stay_apart() {
        let text = "本年收入10.5万元\n本年支出9.5万元\n年末结转和结余1万元，\n\n比上年增加\n";
        assert_eq!(lines(text).len(), 4);
    }
}
