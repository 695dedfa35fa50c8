//! Plants errors into sound reports and tells how many Gouji finds, and how often it names the right number first.
//!
//! `cargo run --release --example plant -- [--count N] [--seed S] [--failures] FILE...`

use gouji::Options;
use gouji::import;
use gouji::quality::plant::{Counts, Tally, plant_all};
use std::collections::VecDeque;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (mut count, mut seed, mut failures, mut files) = (500usize, 2024u64, false, Vec::new());
    let mut arguments: VecDeque<String> = std::env::args().skip(1).collect();
    while let Some(argument) = arguments.pop_front() {
        match argument.as_str() {
            "--count" => count = arguments.pop_front().ok_or("--count N")?.parse()?,
            "--seed" => seed = arguments.pop_front().ok_or("--seed S")?.parse()?,
            "--failures" => failures = true,
            _ => files.push(argument),
        }
    }
    let options = Options::default();
    let mut all = Tally::default();
    for file in &files {
        for imported in import::import(&std::fs::read(file)?, file, &options) {
            let imported = imported?;
            let tally = plant_all(&imported.document, &imported.name, imported.format, count, seed, &options);
            println!("{file}");
            print_tally(&tally);
            if failures {
                tally.failures.iter().for_each(|f| println!("{f}"));
            }
            all.add(tally);
        }
    }
    if files.len() > 1 {
        println!("all");
        print_tally(&all);
    }
    Ok(())
}

fn print_tally(tally: &Tally) {
    println!("  {:<20} {:>7} {:>7} {:>12} {:>9}", "kind", "planted", "found", "named first", "elsewhere");
    let line = |name: String, c: &Counts| {
        println!("  {name:<20} {:>7} {:>7} {:>12} {:>9}", c.planted, c.found, c.named_first, c.elsewhere);
    };
    for (kind, counts) in &tally.kinds {
        line(format!("{kind:?}"), counts);
    }
    line("total".to_string(), &tally.total());
}
