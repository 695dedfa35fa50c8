//! Findings as comma separated values that Excel and WPS open rightly: UTF-8 with a mark, CRLF, no formulas.

#[cfg(feature = "exports")]
use super::Export;
use super::one_line;
#[cfg(feature = "exports")]
use crate::report::Finding;

/// All findings, consequences after their cause, and the imprint at the end.
#[cfg(feature = "exports")]
pub fn findings(export: &Export) -> Vec<u8> {
    let mut out = String::from('\u{FEFF}');
    row(
        &mut out,
        super::xlsx::FINDING_COLUMNS.iter().map(|(key, _)| export.text(&format!("column.{key}"), &[])),
    );
    for (number, finding) in export.report.findings.iter().enumerate() {
        write(export, &mut out, finding, &(number + 1).to_string());
    }
    out.push_str("\r\n");
    for (name, value) in export.imprint() {
        row(&mut out, [name, value]);
    }
    for sentence in export.coverage() {
        row(&mut out, [sentence]);
    }
    out.into_bytes()
}

/// Rows of fields as a file that a spreadsheet opens.
pub fn table(rows: impl IntoIterator<Item = Vec<String>>) -> Vec<u8> {
    let mut out = String::from('\u{FEFF}');
    rows.into_iter().for_each(|cells| row(&mut out, cells));
    out.into_bytes()
}

#[cfg(feature = "exports")]
fn write(export: &Export, out: &mut String, finding: &Finding, number: &str) {
    row(out, super::xlsx::finding_cells(export, finding, number));
    for (i, consequence) in finding.consequences.iter().enumerate() {
        write(export, out, consequence, &format!("{number}.{}", i + 1));
    }
}

fn row(out: &mut String, cells: impl IntoIterator<Item = String>) {
    for (i, cell) in cells.into_iter().enumerate() {
        if i > 0 {
            out.push(',');
        }
        out.push_str(&field(&cell));
    }
    out.push_str("\r\n");
}

/// One field: a spreadsheet must not take text from a report for a formula, so what begins like one gets an apostrophe.
fn field(text: &str) -> String {
    let text = one_line(text);
    let guarded = if begins_like_a_formula(&text) { format!("'{text}") } else { text };
    if guarded.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", guarded.replace('"', "\"\""))
    } else {
        guarded
    }
}

fn begins_like_a_formula(text: &str) -> bool {
    let begins = text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    // A plain negative number is no formula.
    let number = text.strip_prefix('-').is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_ascii_digit())
            && rest.trim_end_matches('%').chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
    });
    begins && !number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_from_a_report_becomes_a_formula() {
        for text in ["=1+1", "+1", "@SUM(A1)", "-1+1", "＝1", "=cmd|' /C calc'!A0"] {
            assert!(field(text).trim_start_matches('"').starts_with('\''), "{text}");
        }
        assert_eq!(field("-12.30%"), "-12.30%");
        assert_eq!(field("105%"), "105%");
    }

    #[test]
    fn a_table_of_files() {
        let rows = [vec!["=甲.docx".to_string(), "5".to_string()], vec![]];
        assert_eq!(String::from_utf8(table(rows)).as_deref(), Ok("\u{FEFF}'=甲.docx,5\r\n\r\n"));
    }

    #[test]
    fn quotes_and_commas() {
        assert_eq!(field("1,234.5"), "\"1,234.5\"");
        assert_eq!(field("称“甲”,\"乙\""), "\"称“甲”,\"\"乙\"\"\"");
        assert_eq!(field("两\n行"), "两 行");
    }
}
