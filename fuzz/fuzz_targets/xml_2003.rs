//! A workbook in the XML of Excel 2003.
#![no_main]
libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let mut bytes =
        b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">".to_vec();
    bytes.extend_from_slice(data);
    gouji_fuzz::file(&bytes, "fuzz.xls");
});
