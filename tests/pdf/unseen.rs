//! One sound report printed in many ways: without lines, with three lines a table, with codes glued to names, lying, turned,
//! with fonts that are not embedded, the text in two columns. `unseen/papers.py` made them. However it is printed, it says the
//! same.

use gouji::{Options, check_file};

#[test]
fn however_it_is_printed_it_says_the_same() {
    let folder = format!("{}/tests/pdf/unseen", env!("CARGO_MANIFEST_DIR"));
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).expect("the folder").flatten() {
        let path = entry.path();
        if path.extension().is_none_or(|e| e != "pdf") {
            continue;
        }
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let bytes = std::fs::read(&path).expect("a file of the folder");
        let analysis = check_file(&bytes, &name, &Options::default()).remove(0).expect("a report");
        let report = analysis.report;
        assert_eq!(report.findings, [], "{name}");
        assert_eq!((report.summary.numbers, report.summary.verified), (179, 170), "{name}");
        seen += 1;
    }
    assert_eq!(seen, 8);
}
