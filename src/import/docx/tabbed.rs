//! Tables typed with tabs instead of cells: paragraphs one after another, their columns at tab stops.

use super::trace;
use crate::document::Block;
use crate::import::text;

/// Fewest lines of such a table.
const FEWEST: usize = 4;

/// Makes tables of the paragraphs that are rows of one.
pub(super) fn tables(blocks: Vec<Block>) -> Vec<Block> {
    if !blocks.iter().any(|b| inner_tabs(b) >= 2) {
        return blocks;
    }
    let mut out = Vec::with_capacity(blocks.len());
    let mut rows: Vec<Block> = Vec::new();
    for block in blocks {
        if inner_tabs(&block) > 0 {
            rows.push(block);
        } else {
            out.append(&mut table_or_lines(std::mem::take(&mut rows)));
            out.push(block);
        }
    }
    out.append(&mut table_or_lines(rows));
    out
}

/// Tabs of a paragraph behind its first character, or before more than one empty cell. One that ends in a full stop is text.
fn inner_tabs(block: &Block) -> usize {
    let Block::Paragraph(paragraph) = block else { return 0 };
    let text = paragraph.text.trim_end_matches(' ');
    let tabs = text.matches('\t').count();
    let indents = text.len() - text.trim_start_matches('\t').len();
    if text.ends_with('。') || tabs == indents && tabs < 2 || paragraph.heading.is_some() { 0 } else { tabs }
}

/// Enough rows of three columns and more, of which half and more hold numbers.
fn table_or_lines(rows: Vec<Block>) -> Vec<Block> {
    let lines: Vec<&str> = rows
        .iter()
        .filter_map(|b| if let Block::Paragraph(p) = b { Some(p.text.as_str()) } else { None })
        .collect();
    let wide = rows.iter().filter(|b| inner_tabs(b) >= 2).count();
    let number = |line: &&&str| {
        let mut cells = line.split('\t').skip(1);
        cells.any(|cell| {
            trace::clean(cell).trim().starts_with(|c: char| c.is_ascii_digit() || "-(".contains(c))
        })
    };
    let numbers = lines.iter().filter(number).count();
    if wide < FEWEST || wide * 4 < lines.len() * 3 || numbers * 2 < lines.len() {
        return rows;
    }
    text::table_of_tabs(&lines, trace::clean)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Paragraph;

    fn read(text: &str) -> Vec<Block> {
        let paragraph =
            |line: &str| Block::Paragraph(Paragraph { text: line.into(), ..Paragraph::default() });
        tables(text.lines().map(paragraph).collect())
    }

    #[test]
    fn rows_typed_with_tabs_are_a_table() {
        let blocks = read(
            "单位：万元\n项目\t决算数\t预算数\n教育支出\t20.00\t21.00\n\t\t1.00\n卫生支出\t30.00\t\n合计\t50.00\t51.00\n说明。",
        );
        let [Block::Paragraph(_), Block::Table(table), Block::Paragraph(_)] = blocks.as_slice() else {
            panic!("{blocks:?}")
        };
        assert_eq!((table.rows, table.columns), (5, 3));
        let last = table.cells.last().map(|c| (c.row, c.column, c.text.as_str()));
        assert_eq!(last, Some((4, 2, "51.00")));
    }

    #[test]
    fn contents_signatures_and_indented_text_are_none() {
        for text in [
            "一、收入\t1\n二、支出\t2\n三、其他\t3\n四、附件\t4\n五、说明\t9",
            "填表人：\t\t联系电话：\t\n负责人：\t\t日期：\t",
            "\t本年收入10.5万元。\n\t本年支出9.5万元。\n\t结转1万元。\n\t其他0元。",
        ] {
            assert_eq!(read(text).len(), text.lines().count(), "{text}");
        }
    }
}
