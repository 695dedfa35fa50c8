//! How long reading, recognising, the rules and the whole check take. `make bench` writes the table in the README from it.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use gouji::document::{Document, Outline};
use gouji::figure::Figures;
use gouji::import::{Format, import};
use gouji::{Options, check_document, check_file, recognise};
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Reports in every format: name of the benchmark and file.
fn reports() -> Vec<(String, PathBuf)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut out = vec![("seed.txt".to_string(), root.join("corpus/seed-report.txt"))];
    for extension in ["docx", "doc", "rtf", "odt", "html", "mht", "pdf"] {
        out.push((format!("seed.{extension}"), root.join(format!("fixtures/report.{extension}"))));
    }
    for extension in ["xlsx", "xls", "ods"] {
        out.push((format!("tables.{extension}"), root.join(format!("fixtures/tables.{extension}"))));
    }
    for name in ["final-accounts-2024-planning", "budget-2025-office", "budget-2025-subdistrict"] {
        out.push((format!("{name}.pdf"), root.join(format!("corpus/{name}.pdf"))));
    }
    out
}

fn read(path: &Path, name: &str) -> Option<(Vec<u8>, Document)> {
    let bytes = std::fs::read(path).ok()?;
    let imported = import(&bytes, name, &Options::default()).into_iter().next()?.ok()?;
    Some((bytes, imported.document))
}

fn by_format(criterion: &mut Criterion) {
    let options = Options::default();
    for (stage, whole) in [("import", false), ("whole", true)] {
        let mut group = criterion.benchmark_group(stage);
        for (name, path) in reports() {
            let Some((bytes, _)) = read(&path, &name) else {
                eprintln!("{name} is not read: left out");
                continue;
            };
            group.bench_function(BenchmarkId::from_parameter(&name), |bencher| {
                bencher.iter(|| {
                    if whole {
                        black_box(check_file(black_box(&bytes), &name, &options)).len()
                    } else {
                        black_box(import(black_box(&bytes), &name, &options)).len()
                    }
                });
            });
        }
        group.finish();
    }
}

fn by_stage(criterion: &mut Criterion) {
    let options = Options::default();
    let mut group = criterion.benchmark_group("stage");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/seed-report.txt");
    let Some((_, document)) = read(&path, "seed.txt") else { return };
    group.bench_function("numbers", |b| b.iter(|| black_box(Figures::of(black_box(&document))).len()));
    group.bench_function("recognise", |b| {
        b.iter(|| {
            let outline = Outline::of(&document);
            let mut figures = Figures::of(&document);
            black_box(recognise::recognise(&document, &outline, &mut figures, &options)).facts.len()
        });
    });
    group.bench_function("from-document-to-report", |b| {
        b.iter(|| black_box(check_document(&document, "seed.txt", Format::Text, &options)).checks.len());
    });
    group.finish();
}

/// One, ten and a hundred times the seed's text: time must grow with the length and no faster.
fn by_length(criterion: &mut Criterion) {
    let options = Options::default();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/seed-report.txt");
    let Ok(seed) = std::fs::read_to_string(path) else { return };
    let mut group = criterion.benchmark_group("length");
    group.sample_size(10);
    for times in [1usize, 10, 100] {
        let text = seed.repeat(times);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(BenchmarkId::from_parameter(times), |bencher| {
            bencher.iter(|| black_box(check_file(text.as_bytes(), "seed.txt", &options)).len());
        });
    }
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2))
        .without_plots();
    targets = by_stage, by_format, by_length
}
criterion_main!(benches);
