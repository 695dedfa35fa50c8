//! The grammar of the narrative: text below the headings of a report.
#![no_main]
libfuzzer_sys::fuzz_target!(|text: &str| {
    gouji_fuzz::text(&format!("第二部分 部门决算情况说明\n一、收入支出决算总体情况说明\n2024年度{text}\n"));
});
