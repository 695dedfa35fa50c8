//! GJ4xx: across the report.

use super::registry;

registry! {}
