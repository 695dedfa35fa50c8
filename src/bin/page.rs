//! The page.

fn main() {
    gouji::app::start();
}
