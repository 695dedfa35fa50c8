//! GJ4xx: across the report.

mod last_year;
mod support;

registry! { narrative_table, table_table, form_totals, classes, three_public_classes, empty_table, item_names, objectives, last_year_amounts, last_year_changes, zero_classes, contents, told_rows, absent_rows, odd_unit,
    doubled_row,
}
