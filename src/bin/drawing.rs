//! Drawing PDF pages, as a WebAssembly module. What it exports stands in `gouji::drawing`.

use gouji as _;

fn main() {}
