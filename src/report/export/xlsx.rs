//! The workbook: findings, all checks, unchecked numbers, and what it was made from.
//!
//! Everything is written as text, never as a formula: a spreadsheet runs nothing that a report says.

use super::{Export, ExportError, one_line};
use crate::ledger::Severity;
use crate::locale;
use crate::relation::Verdict;
use crate::report::{Finding, Operand};
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
};

/// Columns of the findings, with their widths.
pub const FINDING_COLUMNS: &[(&str, u16)] = &[
    ("number", 6),
    ("severity", 6),
    ("rule", 8),
    ("title", 30),
    ("place", 40),
    ("quote", 50),
    ("stated", 14),
    ("recomputed", 22),
    ("formula", 34),
    ("suspect", 24),
    ("reconciling", 14),
    ("slip", 20),
    ("message", 60),
    ("decision", 10),
    ("note", 24),
];
const CHECK_COLUMNS: &[(&str, u16)] = &[
    ("rule", 8),
    ("verdict", 12),
    ("subject", 36),
    ("stated", 14),
    ("recomputed", 14),
    ("formula", 40),
    ("place", 44),
    ("operands", 50),
];
const UNCHECKED_COLUMNS: &[(&str, u16)] = &[("text", 16), ("reason", 36), ("place", 44), ("quote", 60)];

/// What a sheet and a cell can hold.
const MOST_ROWS: u32 = 1_048_000;
const MOST_CHARACTERS: usize = 32_000;

/// Makes the workbook.
pub fn workbook(export: &Export) -> Result<Vec<u8>, ExportError> {
    let mut workbook = Workbook::new();
    let mut properties =
        DocProperties::new().set_title(export.text("workbook", &[])).set_author("勾稽 Gouji");
    // The reader's date, not the machine's: the same export gives the same bytes.
    let day = export.date.get(..10).unwrap_or("2000-01-01");
    if let Ok(date) = ExcelDateTime::parse_from_str(day) {
        properties = properties.set_creation_datetime(&date);
    }
    workbook.set_properties(&properties);
    let styles = Styles::new();
    findings(export, workbook.add_worksheet(), &styles)?;
    checks(export, workbook.add_worksheet(), &styles)?;
    unchecked(export, workbook.add_worksheet(), &styles)?;
    imprint(export, workbook.add_worksheet(), &styles)?;
    Ok(workbook.save_to_buffer()?)
}

struct Styles {
    head: Format,
    text: Format,
    error: Format,
    faint: Format,
}

impl Styles {
    fn new() -> Self {
        let text = Format::new().set_align(FormatAlign::Top).set_text_wrap();
        let head = text.clone().set_bold().set_border_bottom(FormatBorder::Thin);
        let error = text.clone().set_font_color(Color::RGB(0x00B3_2D1E));
        let faint = text.clone().set_font_color(Color::RGB(0x0070_7070));
        Self { head, text, error, faint }
    }
}

/// The cells of a finding, in the order of [`FINDING_COLUMNS`].
pub fn finding_cells(export: &Export, finding: &Finding, number: &str) -> Vec<String> {
    let opinion = export.opinion(finding).cloned().unwrap_or_default();
    let operand = |operand: &Operand| one_line(&format!("{} {}", operand.label, operand.text));
    vec![
        number.to_string(),
        export.severity(finding.severity),
        finding.rule.clone(),
        finding.title.clone(),
        export.place(&finding.place),
        one_line(&finding.place.quote),
        finding.stated.clone().unwrap_or_default(),
        export.recomputed(finding).unwrap_or_default(),
        finding.formula.clone().unwrap_or_default(),
        finding.suspect.as_ref().map(operand).unwrap_or_default(),
        finding.reconciling.clone().unwrap_or_default(),
        finding.slip.clone().unwrap_or_default(),
        finding.message.clone(),
        opinion.decision,
        opinion.note,
    ]
}

fn findings(export: &Export, sheet: &mut Worksheet, styles: &Styles) -> Result<(), ExportError> {
    begin(export, sheet, "findings", FINDING_COLUMNS, styles)?;
    let mut row = 1;
    for (i, finding) in export.report.findings.iter().enumerate() {
        finding_rows(export, sheet, finding, &(i + 1).to_string(), false, &mut row, styles)?;
    }
    filter(sheet, row, FINDING_COLUMNS)
}

fn finding_rows(
    export: &Export,
    sheet: &mut Worksheet,
    finding: &Finding,
    number: &str,
    consequence: bool,
    row: &mut u32,
    styles: &Styles,
) -> Result<(), ExportError> {
    let style = match finding.severity {
        _ if consequence => &styles.faint,
        Severity::Error => &styles.error,
        Severity::Warning | Severity::Note => &styles.text,
    };
    write_row(sheet, row, &finding_cells(export, finding, number), style)?;
    for (i, finding) in finding.consequences.iter().enumerate() {
        finding_rows(export, sheet, finding, &format!("{number}.{}", i + 1), true, row, styles)?;
    }
    Ok(())
}

fn checks(export: &Export, sheet: &mut Worksheet, styles: &Styles) -> Result<(), ExportError> {
    begin(export, sheet, "checks", CHECK_COLUMNS, styles)?;
    let mut row = 1;
    for check in &export.report.checks {
        let verdict = match check.verdict {
            Verdict::Holds => "holds",
            Verdict::WithinRounding => "within_rounding",
            Verdict::Violated => "violated",
            Verdict::NotComputable => "not_computable",
        };
        let operands: Vec<String> =
            check.operands.iter().map(|o| one_line(&format!("{} {}", o.label, o.text))).collect();
        let cells = [
            check.rule.clone(),
            locale::text(export.language(), &format!("export.verdict.{verdict}"), []),
            check.subject.clone(),
            check.stated.clone(),
            check.recomputed.clone().unwrap_or_default(),
            check.formula.clone(),
            export.place(&check.place),
            operands.join(&export.text("separator", &[])),
        ];
        let style = if check.verdict == Verdict::Violated { &styles.error } else { &styles.text };
        write_row(sheet, &mut row, &cells, style)?;
    }
    filter(sheet, row, CHECK_COLUMNS)
}

fn unchecked(export: &Export, sheet: &mut Worksheet, styles: &Styles) -> Result<(), ExportError> {
    begin(export, sheet, "unchecked", UNCHECKED_COLUMNS, styles)?;
    let mut row = 1;
    for number in &export.report.unchecked {
        let place = export.place(&number.place);
        let cells = [number.text.clone(), number.reason.clone(), place, one_line(&number.place.quote)];
        write_row(sheet, &mut row, &cells, &styles.text)?;
    }
    filter(sheet, row, UNCHECKED_COLUMNS)
}

fn imprint(export: &Export, sheet: &mut Worksheet, styles: &Styles) -> Result<(), ExportError> {
    sheet.set_name(export.text("sheet.imprint", &[]))?;
    sheet.set_column_width(0, 16)?.set_column_width(1, 90)?;
    let mut row = 0;
    for (name, value) in export.imprint() {
        write_row(sheet, &mut row, &[name, value], &styles.text)?;
    }
    for sentence in export.coverage() {
        write_row(sheet, &mut row, &[String::new(), sentence], &styles.text)?;
    }
    Ok(())
}

fn begin(
    export: &Export,
    sheet: &mut Worksheet,
    name: &str,
    columns: &[(&str, u16)],
    styles: &Styles,
) -> Result<(), ExportError> {
    sheet.set_name(export.text(&format!("sheet.{name}"), &[]))?;
    for (column, (key, width)) in (0u16..).zip(columns) {
        sheet.set_column_width(column, *width)?;
        sheet.write_string_with_format(
            0,
            column,
            export.text(&format!("column.{key}"), &[]),
            &styles.head,
        )?;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

fn write_row(
    sheet: &mut Worksheet,
    row: &mut u32,
    cells: &[String],
    style: &Format,
) -> Result<(), ExportError> {
    if *row >= MOST_ROWS {
        return Ok(());
    }
    for (column, cell) in (0u16..).zip(cells) {
        let text: String = cell.chars().take(MOST_CHARACTERS).collect();
        sheet.write_string_with_format(*row, column, text, style)?;
    }
    *row += 1;
    Ok(())
}

fn filter(sheet: &mut Worksheet, rows: u32, columns: &[(&str, u16)]) -> Result<(), ExportError> {
    if let Some(last) = columns.len().checked_sub(1).and_then(|n| u16::try_from(n).ok()) {
        sheet.autofilter(0, 0, rows.saturating_sub(1).max(1), last)?;
    }
    Ok(())
}
