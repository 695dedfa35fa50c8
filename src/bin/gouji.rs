//! The command line.
fn main() -> std::process::ExitCode {
    gouji::cli::run()
}
