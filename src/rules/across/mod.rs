//! GJ4xx: across the report.

mod support;

registry! { table_table, classes, three_public_classes, empty_table }
