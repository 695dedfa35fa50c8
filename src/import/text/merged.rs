//! Tables copied as text, in which a cell over several columns takes one place: 合计 over 科目编码 and 科目名称, 本年支出 over 小计 and
//! what follows it. Left as they are, amounts and heads would stand in the columns before their own.

use super::heads::{self, Place};
use crate::document::Holds;
use crate::number::parse_quantity;

/// Where the cells of a table stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// Cell by cell, row by row.
    pub places: Vec<Vec<Place>>,
    /// How many rows at the top are heads of which nothing says over which columns they stand.
    pub loose: usize,
}

/// Lays out the rows of a table.
pub fn layout(rows: &[Vec<(String, u32)>]) -> Layout {
    let mut places: Vec<Vec<Place>> =
        rows.iter().map(|row| (0..row.len()).map(|column| single(column, 1)).collect()).collect();
    let body = rows.iter().position(|row| is_body(row)).unwrap_or(rows.len());
    let Some(shape) = shape(rows, body) else {
        move_back(&mut places, rows);
        return Layout { places, loose: 0 };
    };
    for (at, (row, places)) in rows.iter().zip(&mut places).enumerate() {
        let span = shape.first_span(row, at < body);
        spread_first(places, span);
    }
    if !shape.coded {
        move_back(&mut places, rows);
    }
    if lacks_cells(rows, body) {
        return Layout { places, loose: body };
    }
    let Some(first) = head_rows(rows, body, &shape) else { return Layout { places, loose: 0 } };
    let words: Vec<Vec<String>> = rows[first..body]
        .iter()
        .map(|row| row.iter().map(|(text, _)| bare(text)).filter(|text| !text.is_empty()).collect())
        .collect();
    let found = heads::places(&words, shape.labels, shape.width);
    // Merged cells of several rows have kept their places, those of several columns have not.
    let kept = rows[first..body].iter().any(|row| words_of(row).count() < length(row));
    let Some(found) = found.filter(|found| !kept || agrees(&rows[first..body], found)) else {
        return Layout { places, loose: if kept { 0 } else { body } };
    };
    for ((row, own), found) in rows.iter().zip(&mut places).skip(first).zip(found) {
        for ((at, _), found) in words_of(row).zip(found) {
            if let Some(place) = own.get_mut(at) {
                let found = shape.widened(found);
                *place = if kept { Place { rows: 1, ..found } } else { found };
            }
        }
    }
    Layout { places, loose: 0 }
}

/// 预算数 | 决算数 | 预算数 | 决算数 above 22.00 | 8.77 | 8.00: amounts without a word before them that are fewer than their heads. The
/// empty ones were dropped, and which they are is open.
fn lacks_cells(rows: &[Vec<(String, u32)>], body: usize) -> bool {
    let heads = body.checked_sub(1).and_then(|at| rows.get(at)).map_or(0, |row| words_of(row).count());
    rows.iter().skip(body).any(|row| {
        let told = words_of(row).count();
        told > 1 && told < heads && length(row) == told && words_of(row).all(|(_, text)| is_amount(text))
    })
}

/// The cells of a row with something in them.
fn words_of(row: &[(String, u32)]) -> impl Iterator<Item = (usize, &str)> {
    row.iter().map(|(text, _)| text.trim()).enumerate().filter(|(_, text)| !text.is_empty())
}

/// Do the heads found stand where the last row, which has all its cells, has them?
fn agrees(rows: &[Vec<(String, u32)>], found: &[Vec<Place>]) -> bool {
    let (Some(row), Some(found)) = (rows.last(), found.last()) else { return false };
    words_of(row).zip(found).all(|((at, _), place)| at == place.column)
}

/// Rows that lack cells in front stand at the end of theirs, and what stands there reaches down to them.
fn move_back(places: &mut [Vec<Place>], rows: &[Vec<(String, u32)>]) {
    for (at, missing) in missing_in_front(rows).into_iter().enumerate().filter(|(_, missing)| *missing > 0) {
        let Some((own, above)) =
            places.split_at_mut_checked(at).and_then(|(above, own)| Some((own.first_mut()?, above)))
        else {
            continue;
        };
        own.iter_mut().for_each(|place| place.column += missing);
        // 总计 stands over all that is missing.
        if rows.get(at).and_then(|row| row.first()).is_some_and(|(text, _)| is_sum(&bare(text))) {
            if let Some(first) = own.first_mut() {
                *first = single(0, missing + 1);
            }
            continue;
        }
        let reaching =
            above.iter_mut().enumerate().flat_map(|(row, places)| places.iter_mut().map(move |p| (row, p)));
        reaching
            .filter(|(row, place)| place.column < missing && row + place.rows == at)
            .for_each(|(_, place)| place.rows += 1);
    }
}

fn single(column: usize, columns: usize) -> Place {
    Place { column, columns, rows: 1 }
}

/// The first cell covers so many columns; the others move on.
fn spread_first(places: &mut [Place], span: usize) {
    for (column, place) in places.iter_mut().enumerate() {
        *place = match column {
            0 => single(0, span),
            _ => single(column + span - 1, 1),
        };
    }
}

/// What the rows with amounts say of the columns.
#[derive(Debug, Clone, Copy)]
struct Shape {
    /// Columns before the amounts, a code in several columns (类, 款, 项) counted as one where the rows write it in one.
    labels: usize,
    /// Columns in all, counted likewise.
    width: usize,
    /// Columns that a code takes beyond the one.
    extra: usize,
    /// Do rows have codes?
    coded: bool,
}

impl Shape {
    fn first_span(self, row: &[(String, u32)], above: bool) -> usize {
        if !self.coded {
            return 1;
        }
        let fits = length(row) + self.labels - 1 <= self.width;
        if begins_with_levels(row) {
            1
        } else if fits && (is_total(row) || above && is_head(row)) {
            self.labels + self.extra
        } else if name_after_codes(row) == Some(1) || is_keys(row) {
            1 + self.extra
        } else {
            1
        }
    }

    fn widened(self, place: Place) -> Place {
        match place.column {
            0 => Place { columns: place.columns + self.extra, ..place },
            column => Place { column: column + self.extra, ..place },
        }
    }
}

fn shape(rows: &[Vec<(String, u32)>], body: usize) -> Option<Shape> {
    let numbered = rows.get(body).filter(|row| is_numbering(row));
    let levels = rows.iter().take(body + 1).any(|row| begins_with_levels(row));
    if let Some((heads, width)) = coded_shape(rows) {
        let extra = if levels && heads == 1 { 2 } else { 0 };
        let width = numbered.map_or(width, |row| match begins_with_levels(row) {
            true => width.max(length(row).saturating_sub(extra)),
            false => width,
        });
        return Some(Shape { labels: heads + 1, width, extra, coded: true });
    }
    // Rows without codes: whole ones have as many words before the amounts.
    let told = || rows.iter().skip(body).filter(|row| is_body(row) && !is_numbering(row));
    let width = told().map(Vec::len).max()?;
    let mut whole = told().filter(|row| row.len() == width).map(|row| labels(row));
    let labels = whole.next()?;
    (labels <= 2 && whole.all(|own| own == labels)).then_some(Shape { labels, width, extra: 0, coded: false })
}

/// How many cells of a row stand before its amounts, the number of the row among them.
fn labels(row: &[(String, u32)]) -> usize {
    let numbered =
        row.first().is_some_and(|(text, _)| text.trim().is_empty() || text.trim().parse::<u32>().is_ok())
            && row.get(1).is_some_and(|(text, _)| is_word(text));
    let from = usize::from(numbered);
    from + row.iter().skip(from).take_while(|(text, _)| is_word(text)).count()
}

/// The first row of at least two that head the columns, none of which reaches across the table: what stood over several
/// columns is written once.
fn head_rows(rows: &[Vec<(String, u32)>], body: usize, shape: &Shape) -> Option<usize> {
    let caption = |row: &Vec<(String, u32)>| {
        length(row) < 2
            || row.iter().any(|(text, _)| text.contains("单位") && text.contains(['：', ':', '元']))
    };
    let first = rows.iter().take(body).rposition(caption).map_or(0, |at| at + 1);
    let own = rows.get(first..body)?;
    let short = |row: &Vec<(String, u32)>| {
        words_of(row).count() < shape.width
            && row.len() <= shape.width
            && words_of(row).all(|(_, text)| !is_amount(text))
    };
    (own.len() >= 2 && own.iter().all(short)).then_some(first)
}

/// How many cells each row lacks in front, since what stands there is written in a row above only: the row is shorter than
/// its heads, and words and numbers are where they are in whole rows only if it is moved to the end.
fn missing_in_front(rows: &[Vec<(String, u32)>]) -> Vec<usize> {
    const MOST: usize = 4;
    let mut missing = vec![0; rows.len()];
    let Some(head) = rows.iter().position(|row| row.len() >= 4 && row.iter().all(|(text, _)| is_word(text)))
    else {
        return missing;
    };
    // Below heads that stand over several columns the rows are longer.
    let heads = rows[head].len();
    let below = || rows.iter().skip(head + 1).filter(|row| !is_total(row)).map(Vec::len);
    let longest = below().max().unwrap_or(heads);
    // In a form the indicators have heads of their own.
    let form = rows.iter().flatten().any(|(text, _)| text.holds_any(&["指标", "得分", "分值"]));
    let longer =
        !form && below().all(|own| own != heads) && below().filter(|own| *own == longest).count() > 1;
    let width = if longer { longest } else { heads };
    let whole = || rows.iter().skip(head + 1).filter(|row| row.len() == width);
    let always = |is: &dyn Fn(&str) -> bool| -> Vec<bool> {
        let column = |c: usize| {
            let mut told =
                whole().filter_map(|row| row.get(c)).map(|(text, _)| text).filter(|t| !t.trim().is_empty());
            let first = told.next();
            first.is_some_and(|t| is(t)) && told.all(|t| is(t))
        };
        (0..width).map(column).collect()
    };
    // 568户 is a value: beside it another row may have 83%.
    let named = |text: &str| is_word(text) && parse_quantity(text).is_none();
    let (words, numbers) = (always(&named), always(&is_amount));
    let stands = |row: &[(String, u32)], from: usize| {
        row.iter().enumerate().all(|(at, (text, _))| {
            let of = |columns: &[bool]| columns.get(from + at).copied().unwrap_or(false);
            !(is_amount(text) && of(&words) || is_word(text) && of(&numbers))
        })
    };
    let lacks = |row: &[(String, u32)]| {
        let lacks = width.saturating_sub(row.len());
        let numbered = row.iter().filter(|(text, _)| is_amount(text)).count() >= 2;
        ((1..=MOST).contains(&lacks) && numbered && stands(row, lacks)).then_some(lacks)
    };
    for (row, missing) in rows.iter().zip(&mut missing).skip(head + 1) {
        *missing = lacks(row).filter(|_| !stands(row, 0)).unwrap_or(0);
    }
    // The short row above one that lacks cells in front lacks them too: else its own would reach down as levels.
    for at in (head + 2..rows.len()).rev() {
        let (Some(&below), Some(above)) = (missing.get(at), rows.get(at - 1)) else { continue };
        if below > 0
            && let Some(slot) = missing.get_mut(at - 1).filter(|m| **m == 0)
            && let Some(own) = lacks(above)
        {
            *slot = own;
        }
    }
    missing
}

fn is_sum(text: &str) -> bool {
    ["合计", "总计", "小计", "总分"].iter().any(|w| text.ends_with(w))
}

fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}

/// A row with amounts or with the numbers of the columns.
fn is_body(row: &[(String, u32)]) -> bool {
    name_after_codes(row).is_some()
        || is_total(row)
        || begins_with_levels(row) && row.iter().any(|(text, _)| is_amount(text))
        || row.iter().filter(|(text, _)| is_amount(text)).count() >= 2
}

/// 栏次 | 1 | 2, 类 | 款 | 项 | 栏次 | 1 | 2, 1 | 2 | 3: the numbers of the columns.
fn is_numbering(row: &[(String, u32)]) -> bool {
    let numbers: Vec<u32> = row.iter().filter_map(|(text, _)| text.trim().parse().ok()).collect();
    let other = row.iter().filter(|(text, _)| text.trim().parse::<u32>().is_err());
    numbers.len() >= 2
        && numbers.windows(2).all(|w| w[1] == w[0] + 1)
        && other
            .clone()
            .all(|(text, _)| matches!(bare(text).as_str(), "" | "栏次" | "行次" | "类" | "款" | "项"))
}

/// 类 | 款 | 项: the levels of a code in columns of their own.
fn begins_with_levels(row: &[(String, u32)]) -> bool {
    row.len() > 3 && row.iter().zip(["类", "款", "项"]).all(|((text, _), level)| text.trim() == level)
}

/// 功能分类科目编码 | 科目名称, alone in a row.
fn is_keys(row: &[(String, u32)]) -> bool {
    let [(code, _), (name, _)] = row.get(..length(row)).unwrap_or_default() else { return false };
    code.contains("编码") && name.contains("名称")
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
fn coded_shape(rows: &[Vec<(String, u32)>]) -> Option<(usize, usize)> {
    let mut coded = rows.iter().filter_map(|row| Some((name_after_codes(row)?, row.len())));
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
    let names = |text: &str| text.holds_any(&["编码", "代码", "名称"]);
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
    let sign = |c| matches!(c, ',' | '，' | '.' | '-' | '－' | '—' | '(' | ')' | ' ' | '%');
    !matches!(text, "" | "%") && text.chars().all(|c| c.is_ascii_digit() || sign(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<(String, u32)>> {
        text.lines().map(|l| l.split('|').map(|c| (c.to_string(), 1)).collect()).collect()
    }

    fn spans(text: &str) -> Vec<usize> {
        layout(&rows(text)).places.iter().map(|row| row.first().map_or(1, |p| p.columns)).collect()
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
    fn what_is_written_once_beside_several_rows_is_missing_below() {
        let columns = |text: &str| -> Vec<usize> {
            layout(&rows(text)).places.iter().map(|row| row.first().map_or(0, |p| p.column)).collect()
        };
        let form = "一级指标|分值|二级指标|三级指标|分值|自评得分|扣分说明\n投入|10|预算配置|在职人员控制率|5|5|\n\
                    “三公经费”变动率|5|5|\n过程|35|预算执行|预算完成率|8|7|未达到满分标准\n预算管理|管理制度|5|5|\n总分|100|||100|94|";
        assert_eq!(columns(form), [0, 0, 3, 0, 2, 0]);
        let projects =
            "类别|项目名称|预算|执行\n社区|经费|268|261\n运维|120|118\n小计|388|379\n城市|环卫|10|9";
        assert_eq!(columns(projects), [0, 0, 1, 0, 0]);
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
