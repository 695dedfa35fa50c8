//! Tables copied as text, in which a cell over several columns takes one place: 合计 over 科目编码 and 科目名称. Left as they are, all
//! amounts of the row would stand in the column before their own.

/// How many columns the first cell of each row covers.
pub fn first_spans(rows: &[Vec<(String, u32)>]) -> Vec<usize> {
    let mut spans = vec![1; rows.len()];
    let Some((heads, width)) = shape(rows) else { return spans };
    let fits = |row: &[(String, u32)]| length(row) + heads <= width;
    let first_code = rows.iter().position(|row| name_after_codes(row).is_some()).unwrap_or(rows.len());
    for (at, (row, span)) in rows.iter().zip(&mut spans).enumerate() {
        if fits(row) && (is_total(row) || at < first_code && is_head(row)) {
            *span = heads + 1;
        }
    }
    spans
}

/// Rows with a code are of different lengths and none has an empty cell: whatever copied them may have dropped the empty ones,
/// so that it is open in which column an amount stands.
pub fn lost_blanks(rows: &[Vec<(String, u32)>]) -> bool {
    let coded = || rows.iter().filter(|row| name_after_codes(row).is_some());
    let filled = |row: &Vec<(String, u32)>| row.iter().all(|(text, _)| !text.trim().is_empty());
    let mut lengths = coded().map(Vec::len);
    let first = lengths.next();
    lengths.any(|length| Some(length) != first) && coded().all(filled)
}

/// In how many columns the codes stand before the names, and how many columns there are; if all rows with a code agree.
fn shape(rows: &[Vec<(String, u32)>]) -> Option<(usize, usize)> {
    let mut coded = rows.iter().filter_map(|row| Some((name_after_codes(row)?, length(row))));
    let (heads, mut width) = coded.next()?;
    let mut count = 1;
    for (own, length) in coded {
        if own != heads {
            return None;
        }
        width = width.max(length);
        count += 1;
    }
    (count >= 2).then_some((heads, width))
}

/// 2130301 | 行政运行 | 50.00, 213 | 03 | 01 | 行政运行 | 50.00: the place of the name.
fn name_after_codes(row: &[(String, u32)]) -> Option<usize> {
    let (first, _) = row.first()?;
    let code = first.trim();
    if !matches!(code.len(), 3 | 5 | 7) || !code.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let at = row.iter().position(|(text, _)| is_word(text))?;
    let codes = row.get(..at)?.iter().all(|(text, _)| text.trim().bytes().all(|b| b.is_ascii_digit()));
    let amounts = row.get(at + 1..)?;
    (codes && at <= 3 && amounts.iter().any(|(text, _)| is_amount(text))).then_some(at)
}

/// 合计 | 100.00 | 90.00, 栏次 | 1 | 2: one word, and numbers from the next cell on.
fn is_total(row: &[(String, u32)]) -> bool {
    let [(word, _), (next, _), rest @ ..] = row else { return false };
    is_word(word) && is_amount(next) && rest.iter().all(|(text, _)| is_amount(text) || text.trim().is_empty())
}

/// 项目 | 本年支出合计 | 基本支出: what heads code and name together.
fn is_head(row: &[(String, u32)]) -> bool {
    let words: Vec<String> = row.iter().map(|(text, _)| text.split_whitespace().collect()).collect();
    let [word, next, ..] = words.as_slice() else { return false };
    let names = |text: &str| ["编码", "代码", "名称"].iter().any(|w| text.contains(w));
    (word.ends_with("项目") || word.ends_with("科目"))
        && !names(next)
        && words.len() > 2
        // Where merged cells keep their places, empty cells follow them.
        && words.iter().take(length(row)).all(|w| is_word(w))
}

fn length(row: &[(String, u32)]) -> usize {
    row.iter().rposition(|(text, _)| !text.trim().is_empty()).map_or(0, |last| last + 1)
}

fn is_word(text: &str) -> bool {
    text.chars().any(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c))
}

fn is_amount(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty()
        && text.chars().all(|c| {
            c.is_ascii_digit() || matches!(c, ',' | '，' | '.' | '-' | '－' | '—' | '(' | ')' | ' ' | '%')
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<(String, u32)>> {
        text.lines().map(|l| l.split('|').map(|c| (c.to_string(), 1)).collect()).collect()
    }

    fn spans(text: &str) -> Vec<usize> {
        first_spans(&rows(text))
    }

    #[test]
    fn rows_without_their_blanks_are_in_doubt() {
        assert!(lost_blanks(&rows("合计|100|90|10\n213|农林水支出|60|50|10\n221|住房保障支出|40|40")));
        assert!(!lost_blanks(&rows("合计|100|90|10\n213|农林水支出|60|50|10\n221|住房保障支出|40|40|")));
        assert!(!lost_blanks(&rows("合计|100|90|10\n213|农林水支出|60|50|10\n221|住房保障支出|40|40|0")));
    }

    #[test]
    fn a_total_covers_code_and_name() {
        assert_eq!(
            spans(
                "项 目|支出合计|基本支出|项目支出\n科目编码|科目名称\n栏次|1|2|3\n合计|100|90|10\n\
                 213|农林水支出|60|50|10\n221|住房保障支出|40|40|\n注：本表反映支出情况。"
            ),
            [2, 1, 2, 2, 1, 1, 1]
        );
        assert_eq!(
            spans(
                "合计|100|90|10\n213|||农林水支出|60|50|10\n213|03||水利|60|50|10\n213|03|01|行政运行|60|50|10"
            ),
            [4, 1, 1, 1]
        );
    }

    #[test]
    fn whole_rows_stay() {
        for text in [
            // Nothing is short.
            "科目编码|科目名称|合计|基本支出\n|合计|100|90\n213|农林水支出|60|50\n221|住房保障支出|40|40",
            // A head may lack its last column.
            "科目编码|科目名称|合计\n合计||100|90\n213|农林水支出|60|50\n221|住房保障支出|40|40",
            // Two halves side by side: 人员经费合计 and 公用经费合计.
            "301|工资福利支出|80|302|商品和服务支出|20\n30101|基本工资|80|30201|办公费|20\n人员经费合计|80|公用经费合计|20",
            // Merged cells keep their places.
            "项目||年初结转||本年收入|\n科目编码|科目名称|合计|项目支出|合计|项目支出\n|合计|1|1|2|2\n213|农林水支出|1|1|2|2\n221|住房保障支出|||2|2",
            // No codes.
            "收入|金额|支出|金额\n合计|100|合计|100",
        ] {
            assert!(spans(text).iter().all(|&s| s == 1), "{text}");
        }
    }
}
