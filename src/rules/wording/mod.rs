//! GJ5xx: form and wording.

use super::registry;

registry! {}
