//! Running text set in two columns: the left one is read to its end before the right one.

use super::geometry::Area;
use super::text::TextLine;

/// Fewer lines than this are no column.
const FEWEST_LINES: usize = 5;
/// The room between two columns, in em.
const GUTTER: f32 = 1.0;
/// A column is at least this wide, in em.
const NARROWEST: f32 = 10.0;

/// A line with its place in the order of reading.
pub(super) struct Placed {
    pub(super) line: TextLine,
    /// Where it comes from above, among everything on the page.
    pub(super) order: f32,
    /// The column it stands in: left and right edge.
    pub(super) column: Option<(f32, f32)>,
}

/// Parts the lines of a page at the room between two columns, if the page has two. `others` are tables.
pub(super) fn split(lines: Vec<TextLine>, others: &[Area]) -> Vec<Placed> {
    let whole = |line: TextLine| Placed { order: line.area.top, column: None, line };
    let Some(gutter) = gutter(&lines) else { return lines.into_iter().map(whole).collect() };
    // What reaches over the room between parts the page into stories.
    let mut stories: Vec<(f32, f32)> = Vec::new();
    let crosses = |area: &Area| area.left < gutter && area.right > gutter;
    let mut walls: Vec<f32> =
        others.iter().filter(|a| crosses(a)).map(|a| (a.top + a.bottom) / 2.0).collect();
    let mut parts: Vec<(TextLine, bool)> = Vec::new();
    for line in lines {
        match line.split_at(gutter) {
            Some((left, right)) => {
                parts.push((left, true));
                parts.push((right, true));
            }
            None => {
                let across = crosses(&line.area);
                if across {
                    walls.push(line.area.top);
                }
                parts.push((line, !across));
            }
        }
    }
    walls.sort_by(f32::total_cmp);
    let story = |top: f32| walls.partition_point(|w| *w < top);
    for (line, _) in parts.iter().filter(|(_, in_column)| *in_column) {
        let index = story(line.area.top);
        stories.resize(stories.len().max(index + 1), (f32::MAX, f32::MIN));
        if let Some((top, bottom)) = stories.get_mut(index) {
            (*top, *bottom) = (top.min(line.area.top), bottom.max(line.area.bottom));
        }
    }
    let side = |line: &TextLine| (line.area.left + line.area.right) / 2.0 > gutter;
    let edges = |right: bool| {
        let own = parts.iter().filter(|(l, in_column)| *in_column && side(l) == right);
        own.fold((f32::MAX, f32::MIN), |(a, b), (l, _)| (a.min(l.area.left), b.max(l.area.right)))
    };
    let columns = [edges(false), edges(true)];
    parts
        .into_iter()
        .map(|(line, in_column)| {
            let top = line.area.top;
            let right = side(&line);
            let (from, to) = stories.get(story(top)).copied().unwrap_or((top, top));
            if !in_column || to <= from {
                return whole(line);
            }
            let half = (to - from) / 2.0;
            let order = from + (top - from) / 2.0 + if right { half } else { 0.0 };
            Placed { line, order, column: Some(columns[usize::from(right)]) }
        })
        .collect()
}

/// The middle of the room that hardly any line crosses, with sentences on both sides.
fn gutter(lines: &[TextLine]) -> Option<f32> {
    let left = lines.iter().map(|l| l.area.left).reduce(f32::min)?;
    let right = lines.iter().map(|l| l.area.right).reduce(f32::max)?;
    let size = lines.get(lines.len() / 2)?.size.max(1.0);
    let steps = ((right - left).ceil() as usize).min(4_000);
    let mut covered = vec![0usize; steps + 1];
    for line in lines {
        let mut reached = 0;
        for glyph in &line.glyphs {
            let from = ((glyph.area.left - left).max(0.0) as usize).max(reached);
            let to = ((glyph.area.right - left).max(0.0).ceil() as usize).min(steps);
            for count in covered.iter_mut().take(to).skip(from) {
                *count += 1;
            }
            reached = reached.max(to);
        }
    }
    let few = lines.len() / 10;
    let middle = steps / 4..=steps * 3 / 4;
    let mut best: Option<(usize, usize)> = None;
    let mut start: Option<usize> = None;
    for (x, count) in covered.iter().enumerate() {
        match (start, *count <= few) {
            (None, true) => start = Some(x),
            (Some(from), false) => {
                let wider = best.is_none_or(|(a, b)| x - from > b - a);
                if wider && middle.contains(&from) && middle.contains(&x) {
                    best = Some((from, x));
                }
                start = None;
            }
            _ => {}
        }
    }
    let (from, to) = best.filter(|(a, b)| (b - a) as f32 >= GUTTER * size)?;
    let gutter = left + (from + to) as f32 / 2.0;
    let wide = gutter - left > NARROWEST * size && right - gutter > NARROWEST * size;
    // Labels and numbers of a table have no marks of sentences.
    let sentences = |on_right: bool| {
        let own = |l: &&TextLine| l.glyphs.iter().any(|g| (g.area.left > gutter) == on_right);
        let marks = |l: &TextLine| {
            l.glyphs.iter().any(|g| (g.area.left > gutter) == on_right && "，。；".contains(g.char))
        };
        let count = lines.iter().filter(own).count();
        count >= FEWEST_LINES && lines.iter().filter(|l| marks(l)).count() * 3 >= count
    };
    (wide && sentences(false) && sentences(true)).then_some(gutter)
}

#[cfg(test)]
mod tests {
    use super::super::glyphs::Glyph;
    use super::super::text::lines;
    use super::*;

    fn row(text: &str, left: f32, baseline: f32) -> Vec<Glyph> {
        let glyph = |(i, char): (usize, char)| {
            let x = left + 10.0 * i as f32;
            let area = Area::new(x, baseline - 8.6, x + 10.0, baseline + 1.4);
            Glyph::upright(char, area, baseline)
        };
        text.chars().enumerate().map(glyph).collect()
    }

    fn read(right: &str) -> Vec<String> {
        let mut glyphs = row("题目占满了两栏中间的空白地方的一行", 120.0, 20.0);
        for i in 0..12 {
            let y = 40.0 + 14.0 * i as f32;
            glyphs.extend(row("左边的一行字，左边的一行字。", 40.0, y));
            glyphs.extend(row(right, 210.0, y));
        }
        let mut placed = split(lines(glyphs), &[]);
        placed.sort_by(|a, b| a.order.total_cmp(&b.order));
        placed.iter().map(|p| p.line.glyphs.iter().map(|g| g.char).take(2).collect()).collect()
    }

    #[test]
    fn the_left_column_comes_first() {
        let order = read("右边的一行字，右边的一行字。");
        assert_eq!(order.len(), 25);
        assert_eq!(order[0], "题目");
        assert!(order[1..13].iter().all(|t| t == "左边") && order[13..].iter().all(|t| t == "右边"));
    }

    #[test]
    fn labels_without_sentences_are_no_column() {
        assert_eq!(read("十二住房公积金及其他项目合计").len(), 13);
    }
}
