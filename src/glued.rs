//! Cells that a converter ran together: 年度资金总额：202010100.00%10.
//!
//! Such a row is divided only where the identities of its columns (执行率 = 执行数 ÷ 预算数, 得分 = 分值 × 执行率) leave one
//! way to do it; where they leave none, or several, it stays as it is and is left alone.

use crate::document::{Block, Document};
use crate::number::{Total, round_half_up};
use crate::order::Map;
use rust_decimal::Decimal;
use std::str::FromStr;

/// What the row of money begins with.
const LABEL: &str = "资金总额";

/// Longest run of digits that is worth dividing.
const LONGEST: usize = 40;

/// Longest execution rate (12345.67) and longest weight (12.55).
const RATE: usize = 8;
const WEIGHT: usize = 5;

/// Rows that are tried: no report has more forms run together, and each may take milliseconds.
const ROWS: usize = 200;

/// Where numbers end in the paragraphs of such rows, by block.
pub(crate) fn breaks(document: &Document) -> Map<usize, Vec<usize>> {
    let mut out: Map<usize, Vec<usize>> = Map::new();
    // Rows with nothing but weight and score follow the row of money, one a line.
    let mut tails: Option<Vec<(usize, usize, Decimal)>> = None;
    let mut heads = String::new();
    let mut rows = 0;
    for (block, content) in document.blocks.iter().enumerate() {
        let Block::Paragraph(paragraph) = content else {
            close(tails.take(), &mut out);
            heads.clear();
            continue;
        };
        let text = paragraph.text.as_str();
        if text.contains("自评表") {
            close(tails.take(), &mut out);
            heads.clear();
        }
        let mut own = Vec::new();
        if let Some((start, run)) = row_of_money(text).filter(|_| rows < ROWS) {
            rows += 1;
            heads.push_str(text.get(..start).unwrap_or(""));
            if let Some(within) = divide(run, &Columns::of(&heads)) {
                own.extend(within.into_iter().map(|at| start + at));
                tails = Some(Vec::new());
            }
        } else if let Some((at, half)) = twice(text)
            && let Some(tails) = &mut tails
        {
            tails.push((block, at, half));
        }
        if !own.is_empty()
            && let Some(at) = total(text)
        {
            own.push(at);
        }
        if !own.is_empty() {
            out.insert(block, own);
        }
        heads.push_str(text);
        heads.push(' ');
    }
    close(tails, &mut out);
    out
}

/// Weights that add up to what a form has in all bear out that the numbers were two.
fn close(tails: Option<Vec<(usize, usize, Decimal)>>, out: &mut Map<usize, Vec<usize>>) {
    let tails = tails.unwrap_or_default();
    let sum = tails.iter().map(|t| t.2).total();
    if tails.len() >= 3 && (sum == Decimal::ONE_HUNDRED || sum == Decimal::from(90)) {
        for (block, at, _) in tails {
            out.entry(block).or_default().push(at);
        }
    }
}

/// Which columns the heads name.
struct Columns {
    initial: bool,
    scored: bool,
}

impl Columns {
    fn of(heads: &str) -> Self {
        let has = |w: &str| heads.contains(w);
        Self { initial: has("年初预算"), scored: has("分值") && has("得分") }
    }

    /// How many numbers stand before the percent sign.
    fn before_percent(&self) -> usize {
        3 + usize::from(self.initial) + usize::from(self.scored)
    }
}

/// The digits right behind the label, and where they begin.
fn row_of_money(text: &str) -> Option<(usize, &str)> {
    let label = text.find(LABEL)? + LABEL.len();
    let rest = text.get(label..)?;
    let start = label + (rest.len() - rest.trim_start_matches([':', '：']).len());
    let rest = text.get(start..)?;
    let run = rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '%'))).unwrap_or(rest.len());
    let run = rest.get(..run)?;
    (run.contains('%') && run.len() <= LONGEST).then_some((start, run))
}

/// Where the numbers of a run end, if there is one way to divide it.
fn divide(run: &str, columns: &Columns) -> Option<Vec<usize>> {
    let (amounts, score) = run.split_once('%')?;
    if score.contains('%') || columns.scored == score.is_empty() {
        return None;
    }
    let score = if columns.scored { Some(number(score)?) } else { None };
    let mut division =
        Division { text: amounts, columns, score, numbers: Vec::new(), ends: Vec::new(), found: Vec::new() };
    division.search(0, columns.before_percent());
    let [only] = division.found.as_slice() else { return None };
    let mut out = only.clone();
    if score.is_some() {
        out.push(amounts.len() + 1);
    }
    Some(out)
}

/// Every way to cut digits into numbers that fit.
struct Division<'t> {
    text: &'t str,
    columns: &'t Columns,
    score: Option<Decimal>,
    /// The numbers so far, and where they end.
    numbers: Vec<Decimal>,
    ends: Vec<usize>,
    found: Vec<Vec<usize>>,
}

impl Division<'_> {
    /// Cuts what begins at `from` into `count` numbers.
    fn search(&mut self, from: usize, count: usize) {
        let rest = self.text.get(from..).unwrap_or("");
        let longest = match count {
            1 => RATE,
            2 if self.columns.scored => RATE + WEIGHT,
            _ => LONGEST,
        };
        if rest.len() > longest {
            return;
        }
        if count == 1 {
            if let Some(last) = number(rest) {
                self.numbers.push(last);
                if fits(&self.numbers, self.score, self.columns) {
                    self.found.push(self.ends.clone());
                }
                self.numbers.pop();
            }
            return;
        }
        for length in 1..rest.len() {
            if let Some(value) = rest.get(..length).and_then(number) {
                self.numbers.push(value);
                self.ends.push(from + length);
                self.search(from + length, count - 1);
                self.ends.pop();
                self.numbers.pop();
            }
        }
    }
}

/// Budget, execution, weight and rate as the columns have them: the rate and the score must come out.
fn fits(numbers: &[Decimal], score: Option<Decimal>, columns: &Columns) -> bool {
    let numbers = numbers.get(usize::from(columns.initial)..).unwrap_or(&[]);
    let (budget, spent, weight, rate) = match *numbers {
        [budget, spent, rate] => (budget, spent, None, rate),
        [budget, spent, weight, rate] => (budget, spent, Some(weight), rate),
        _ => return false,
    };
    // Nothing spent proves nothing.
    if budget.is_zero() || spent.is_zero() || rate.is_zero() {
        return false;
    }
    let quotient = spent.checked_mul(Decimal::ONE_HUNDRED).and_then(|p| p.checked_div(budget));
    let scored = || match (weight, score) {
        (Some(weight), Some(score)) => {
            let share = rate.min(Decimal::ONE_HUNDRED).checked_div(Decimal::ONE_HUNDRED);
            let full = share.and_then(|s| s.checked_mul(weight));
            full.is_some_and(|full| round_half_up(full, score.scale()) == score)
        }
        _ => weight.is_none() && score.is_none(),
    };
    quotient.is_some_and(|q| round_half_up(q, rate.scale()) == rate) && scored()
}

/// A number as people write it: no zero before it, no point at its end.
fn number(text: &str) -> Option<Decimal> {
    let bytes = text.as_bytes();
    let (first, last) = (*bytes.first()?, *bytes.last()?);
    let padded = first == b'0' && bytes.len() > 1 && bytes.get(1) != Some(&b'.');
    if padded || !first.is_ascii_digit() || !last.is_ascii_digit() {
        return None;
    }
    Decimal::from_str(text).ok()
}

/// 总分100100, 总分10098.5: a hundred points, and how many were reached.
fn total(text: &str) -> Option<usize> {
    let start = text.rfind("总分")? + "总分".len();
    let rest = text.get(start..)?.trim_end();
    let reached = number(rest.strip_prefix("100")?)?;
    (!reached.is_zero() && reached <= Decimal::ONE_HUNDRED).then_some(start + "100".len())
}

/// 建设符合要求2020: words, and the same number twice at the end.
fn twice(text: &str) -> Option<(usize, Decimal)> {
    let text = text.trim_end();
    let words = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = text.get(words.len()..)?;
    let half = digits.len() / 2;
    let (first, second) = (digits.get(..half)?, digits.get(half..)?);
    let value = number(first)?;
    (first == second && !words.is_empty() && value <= Decimal::ONE_HUNDRED && !words.ends_with('.'))
        .then_some((words.len() + half, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(run: &str, initial: bool, scored: bool) -> Option<String> {
        let ends = divide(run, &Columns { initial, scored })?;
        let mut from = 0;
        let mut out: Vec<&str> = Vec::new();
        for end in ends.into_iter().chain([run.len()]) {
            out.push(&run[from..end]);
            from = end;
        }
        Some(out.join("|"))
    }

    #[test]
    fn identities_leave_one_way() {
        assert_eq!(pieces("202010100.00%10", false, true).as_deref(), Some("20|20|10|100.00%|10"));
        assert_eq!(pieces("40004000100%", false, false).as_deref(), Some("4000|4000|100%"));
        assert_eq!(pieces("194.9194.9100%", false, false).as_deref(), Some("194.9|194.9|100%"));
        assert_eq!(pieces("64.864.864.8100%", true, false).as_deref(), Some("64.8|64.8|64.8|100%"));
        assert_eq!(
            pieces("43.243.237.241086%8.6", true, true).as_deref(),
            Some("43.2|43.2|37.24|10|86%|8.6")
        );
    }

    #[test]
    fn where_nothing_comes_out_nothing_is_divided() {
        assert_eq!(pieces("202110100.00%10", false, true), None);
        assert_eq!(pieces("400000%", false, false), None);
        assert_eq!(pieces("100.00%", false, false), None);
        assert_eq!(twice("第2020"), Some(("第20".len(), Decimal::from(20))));
        assert_eq!(twice("2020"), None);
        assert_eq!(total("总分10098.5"), Some("总分100".len()));
        assert_eq!(total("总分98100"), None);
    }
}
