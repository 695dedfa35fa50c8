//! GJ3xx: self-evaluation forms.

use super::registry;

registry! {}
