//! GJ1xx: sentences of the narrative.

use super::registry;

registry! {}
