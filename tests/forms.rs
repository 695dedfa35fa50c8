//! Self-evaluation forms: layouts of many provinces, planted errors, scoring rules inferred.

use gouji::Options;
use gouji::check::check_document;
use gouji::document::Outline;
use gouji::figure::Figures;
use gouji::import::{Format, text};
use gouji::recognise::self_evaluation::Form;
use gouji::recognise::{Recognised, recognise};
use gouji::report::Report;

fn report(source: &str) -> Report {
    check_document(&text::read_text(source), "form.txt", Format::Text, &Options::default())
}

fn recognised(source: &str) -> (Figures, Recognised) {
    let document = text::read_text(source);
    let outline = Outline::of(&document);
    let mut figures = Figures::of(&document);
    let recognised = recognise(&document, &outline, &mut figures, &Options::default());
    (figures, recognised)
}

#[test]
fn examples_of_the_rules() {
    let mut wrong = Vec::new();
    for rule in gouji::rules::forms::RULES {
        for (fires, examples) in [(true, rule.fires), (false, rule.silent)] {
            for (n, example) in examples.iter().enumerate() {
                let found = report(example).findings.iter().any(|f| f.mentions_rule(rule.code));
                if found != fires {
                    let (figures, r) = recognised(example);
                    let _ = figures;
                    wrong.push(format!("{} {fires} {n}\n{:#?}\n{:#?}", rule.code, r.forms, r.scoring.judged));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
