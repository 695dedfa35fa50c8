//! The command line.
use clap::{Parser, Subcommand};
use gouji::{Options, check_file};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "gouji", version, about = "勾稽：核对政府公开报告中的数字")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// 核对文件
    Check {
        /// text 或 json
        #[arg(long, default_value = "text")]
        format: String,
        /// 文件
        files: Vec<PathBuf>,
    },
}

fn main() -> ExitCode {
    let Command::Check { format, files } = Arguments::parse().command;
    let mut status = 0;
    for file in files {
        let name = file.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
        let bytes = match std::fs::read(&file) {
            Ok(bytes) => bytes,
            Err(error) => {
                eprintln!("{}: {error}", file.display());
                status = 2;
                continue;
            }
        };
        for result in check_file(&bytes, &name, &Options::default()) {
            match result {
                Ok(analysis) if format == "json" => {
                    println!("{}", serde_json::to_string(&analysis.report).unwrap_or_default());
                    status = status.max(i32::from(analysis.report.has_violations()));
                }
                Ok(analysis) => {
                    for finding in &analysis.report.findings {
                        println!("{:?} {} {}", finding.severity, finding.rule, finding.message);
                    }
                    status = status.max(i32::from(analysis.report.has_violations()));
                }
                Err(failure) => {
                    eprintln!("{}", failure.message(gouji::locale::Language::Chinese));
                    status = 2;
                }
            }
        }
    }
    ExitCode::from(status as u8)
}
