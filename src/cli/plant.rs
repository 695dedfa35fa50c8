//! `gouji plant`: errors planted into sound reports, found or not.

use super::{NOTHING_VIOLATED, Stop, name_of};
use crate::check::Options;
use crate::import;
use crate::quality::plant::{Counts, Tally, plant_all};
use clap::Args;
use std::path::PathBuf;

/// 在报告中逐个埋入错误，看能否发现 Plants errors one at a time and tells how many are found
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// 每份报告埋入的错误数 Errors planted into each report
    #[arg(long, default_value_t = 500)]
    count: usize,
    /// 随机数种子 Seed: the same seed plants the same errors
    #[arg(long, default_value_t = 2024)]
    seed: u64,
    /// 列出没有发现或说错地方的 List what was missed or misnamed
    #[arg(long)]
    failures: bool,
    /// 报告 Reports
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Stop> {
    let options = Options::default();
    let mut all = Tally::default();
    for file in &arguments.files {
        let name = name_of(file);
        let bytes = std::fs::read(file).map_err(|e| Stop::Refused(format!("{name}: {e}")))?;
        for imported in import::import(&bytes, &name, &options) {
            let imported = imported.map_err(|f| Stop::Refused(f.message(options.language)))?;
            let (count, seed) = (arguments.count, arguments.seed);
            let tally = plant_all(&imported.document, &imported.name, imported.format, count, seed, &options);
            println!("{}", imported.name);
            print(&tally);
            if arguments.failures {
                tally.failures.iter().for_each(|f| println!("{f}"));
            }
            all.add(tally);
        }
    }
    if arguments.files.len() > 1 {
        println!("合计 total");
        print(&all);
    }
    Ok(NOTHING_VIOLATED)
}

fn print(tally: &Tally) {
    println!("  {:<18} {:>7} {:>7} {:>11} {:>9}", "kind", "planted", "found", "named first", "elsewhere");
    let line = |name: String, c: &Counts| {
        println!("  {name:<18} {:>7} {:>7} {:>11} {:>9}", c.planted, c.found, c.named_first, c.elsewhere);
    };
    for (kind, counts) in &tally.kinds {
        line(format!("{kind:?}"), counts);
    }
    line("total".to_string(), &tally.total());
}
