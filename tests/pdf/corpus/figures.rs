//! Every figure that another tool reads in the corpus.

use super::*;

/// Numbers of a text, with how often each stands in it.
fn numbers(text: &str) -> HashMap<String, i64> {
    let mut counts = HashMap::new();
    let mut current = String::new();
    for c in text.chars().chain([' ']) {
        if c.is_ascii_digit() || (!current.is_empty() && ".,".contains(c)) {
            current.push(c);
        } else if !current.is_empty() {
            *counts.entry(current.trim_end_matches(['.', ',']).to_string()).or_default() += 1;
            current.clear();
        }
    }
    counts
}

/// Of the numbers that PyMuPDF sees at least 99.5 % stand in the document, once. `scripts/figures.py` wrote what it sees beside
/// the PDFs, without the page numbers of the contents.
#[test]
fn every_figure_once() {
    for name in [
        "final-accounts-2024-planning",
        "final-accounts-template",
        "budget-2025-office",
        "budget-2025-subdistrict",
    ] {
        let list = String::from_utf8(bytes(&format!("corpus/{name}.figures.tsv"))).expect("UTF-8");
        let expected: HashMap<String, i64> = list
            .lines()
            .map(|line| {
                let (figure, count) = line.split_once('\t').expect("a figure and its count");
                (figure.to_string(), count.parse().expect("a count"))
            })
            .collect();
        let document = corpus(name);
        let mut all = String::new();
        for_every_text(&document, |text, _| {
            all.push_str(text);
            all.push('\n');
        });
        let found = numbers(&all);
        let total: i64 = expected.values().sum();
        assert!(total > 100, "{name}: {total} figures");
        let missing: i64 =
            expected.iter().map(|(k, n)| (n - found.get(k).copied().unwrap_or(0)).max(0)).sum();
        let extra: i64 = found.iter().map(|(k, n)| (n - expected.get(k).copied().unwrap_or(0)).max(0)).sum();
        println!("{name}: {missing} missing, {extra} extra of {total}");
        assert!(
            missing * 200 <= total && extra * 200 <= total,
            "{name}: {missing} missing, {extra} extra of {total}"
        );
    }
}
