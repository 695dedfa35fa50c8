//! GJ2xx: account tables.

use super::registry;

registry! {}
