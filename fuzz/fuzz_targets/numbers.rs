//! The scan for numbers: spans lie within the text, in order, on the borders of characters.
#![no_main]
libfuzzer_sys::fuzz_target!(|text: &str| {
    let mut end = 0;
    for token in gouji::number::scan(text) {
        assert!(token.range.start >= end && token.range.end > token.range.start);
        assert!(text.get(token.range.clone()).is_some());
        end = token.range.end;
    }
    let _ = gouji::number::parse_quantity(text);
    let _ = (gouji::number::parse_period(text), gouji::number::parse_deadline(text));
});
