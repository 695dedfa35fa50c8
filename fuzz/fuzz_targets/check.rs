//! Any text through the whole check.
#![no_main]
libfuzzer_sys::fuzz_target!(|text: &str| gouji_fuzz::text(text));
