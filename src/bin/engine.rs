//! The engine as a WebAssembly module. Everything it exports stands in `gouji::face`.

use gouji as _;

fn main() {}
