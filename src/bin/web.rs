//! The page with the engine of the first page, as one WebAssembly module. What it exports stands in `gouji::face` and
//! `gouji::app`.

use gouji as _;

fn main() {}
