//! PDF read as a person reads it: the corpus, the report that other formats hold too, unusual layouts, broken files.
#![cfg(feature = "pdf")]

mod layouts;
mod unseen;
mod writer;

use gouji::document::{Block, Cell, Document, Table, squeeze};
use gouji::import::Limits;
use gouji::import::pdf::PdfError;
use gouji::{Options, import::pdf};
use std::collections::HashMap;

fn bytes(path: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/{path}", env!("CARGO_MANIFEST_DIR"))).expect(path)
}

fn read(bytes: &[u8]) -> Result<Document, PdfError> {
    pdf::read(bytes, &Limits::default(), &Options::default())
}

fn corpus(name: &str) -> Document {
    read(&bytes(&format!("corpus/{name}.pdf"))).expect(name)
}

/// The cell that covers a place.
fn cell(table: &Table, row: usize, column: usize) -> &Cell {
    let index = table.grid().at(row, column).unwrap_or_else(|| panic!("no cell at {row}, {column}"));
    &table.cells[index]
}

/// The texts of a table, row by row, by the cells that begin there.
fn rows(document: &Document, table: usize) -> Vec<Vec<String>> {
    let (_, table) = document.tables().nth(table).expect("a table");
    (0..table.rows).map(|r| table.row(r).map(|i| table.cells[i].text.clone()).collect()).collect()
}

fn texts(document: &Document) -> Vec<String> {
    document.paragraphs().map(|(_, p)| p.text.clone()).collect()
}

/// Rows, columns, and cells read by eye.
struct Expected {
    size: (usize, usize),
    cells: &'static [(usize, usize, &'static str)],
}

fn check(name: &str, expected: &[Expected]) {
    let document = corpus(name);
    let tables: Vec<&Table> = document.tables().map(|(_, t)| t).collect();
    assert_eq!(tables.len(), expected.len(), "{name}: number of tables");
    for (i, (table, expected)) in tables.iter().zip(expected).enumerate() {
        assert_eq!((table.rows, table.columns), expected.size, "{name}: size of table {i}");
        for (row, column, text) in expected.cells {
            assert_eq!(
                &cell(table, *row, *column).text,
                text,
                "{name}: table {i}, row {row}, column {column}"
            );
        }
        let mut covered = 0;
        for cell in &table.cells {
            covered += cell.row_span * cell.column_span;
        }
        assert_eq!(covered, table.rows * table.columns, "{name}: the cells of table {i} cover it");
    }
    for_every_text(&document, |text, boxes| {
        let covered: usize = boxes.iter().map(|b| b.length as usize).sum();
        assert_eq!(covered, text.len(), "{name}: boxes of {text}");
        let mut at = 0;
        for b in boxes {
            at += b.length as usize;
            assert!(text.is_char_boundary(at) && b.left <= b.right && b.top < b.bottom && b.page > 0);
        }
    });
    assert!(document.notes.is_empty(), "{name}: {:?}", document.notes);
}

fn for_every_text(document: &Document, mut visit: impl FnMut(&str, &[gouji::document::TextBox])) {
    for block in &document.blocks {
        match block {
            Block::Paragraph(p) => visit(&p.text, &p.origin.boxes),
            Block::Table(t) => t.cells.iter().for_each(|c| visit(&c.text, &c.origin.boxes)),
        }
    }
}

#[test]
fn final_accounts_from_word() {
    check(
        "final-accounts-2024-planning",
        &[
            Expected {
                size: (6, 3),
                cells: &[(0, 1, "单位名称"), (5, 0, "5"), (3, 1, "上海市普陀区土地发展中心（下属事业单位）")],
            },
            Expected {
                size: (30, 4),
                cells: &[
                    (0, 0, "收入"),
                    (0, 3, "支出"),
                    (1, 1, "决算数"),
                    (2, 1, "9746.50"),
                    (9, 2, "八、社会保障和就业支出"),
                    (9, 3, "754.75"),
                    (10, 3, "236.63"),
                    (12, 3, "3845.25"),
                    (19, 3, "4461.67"),
                    (20, 3, "461.08"),
                    (26, 1, "9746.50"),
                    (26, 3, "9759.38"),
                    (28, 1, "112.88"),
                    (28, 3, "100.00"),
                    (29, 3, "9859.38"),
                ],
            },
            Expected {
                size: (27, 9),
                cells: &[
                    (0, 0, "项目"),
                    (1, 0, "功能分类科目编码"),
                    (1, 2, "本年收入合计"),
                    (0, 8, "其他收入"),
                    (2, 1, "合计"),
                    (2, 2, "9746.50"),
                    (3, 0, "208"),
                    (7, 1, "机关事业单位基本养老保险缴费支出"),
                    (7, 3, "446.11"),
                    (13, 2, "196.29"),
                    (14, 0, "212"),
                    (14, 2, "3832.36"),
                    (22, 2, "45.00"),
                    (26, 0, "2210203"),
                    (26, 3, "171.49"),
                ],
            },
            Expected {
                size: (27, 8),
                cells: &[
                    (1, 1, "科目名称"),
                    (0, 7, "对附属单位补助支出"),
                    (2, 2, "9759.38"),
                    (2, 3, "5377.64"),
                    (2, 4, "4381.74"),
                    (9, 4, "0.00"),
                    (14, 3, "1585.59"),
                    (15, 4, "8.77"),
                    (18, 4, "2250.88"),
                    (21, 4, "2077.09"),
                    (22, 4, "45.00"),
                    (26, 4, "0.00"),
                ],
            },
            Expected {
                size: (32, 7),
                cells: &[
                    (0, 2, "支出"),
                    (1, 4, "一般公共预算财政拨款"),
                    (2, 1, "9746.50"),
                    (9, 3, "754.75"),
                    (10, 4, "236.63"),
                    (12, 3, "3832.36"),
                    (17, 2, "十六、金融支出"),
                    (18, 2, "十七、援助其他地区支出"),
                    (20, 4, "461.08"),
                    (26, 0, "本年收入合计"),
                    (27, 2, "年末财政拨款结转和结余"),
                    (31, 0, "总计"),
                    (31, 4, "9746.50"),
                ],
            },
            Expected {
                size: (27, 5),
                cells: &[
                    (0, 2, "合计"),
                    (2, 0, "208"),
                    (2, 2, "754.75"),
                    (6, 1, "机关事业单位基本养老保险缴费支出"),
                    (13, 3, "1572.70"),
                    (13, 4, "2259.65"),
                    (14, 3, "1084.02"),
                    (21, 4, "45.00"),
                    (24, 0, "2210201"),
                    (26, 1, "合计"),
                    (26, 3, "5364.75"),
                    (26, 4, "4381.74"),
                ],
            },
            Expected {
                size: (40, 6),
                cells: &[
                    (0, 0, "经济分类科目编码"),
                    (0, 5, "决算数"),
                    (1, 2, "4816.14"),
                    (1, 5, "440.90"),
                    (6, 2, "1594.02"),
                    (7, 1, "机关事业单位基本养老保险缴费"),
                    (10, 5, "82.20"),
                    (14, 2, "481.23"),
                    (28, 3, "30299"),
                    (28, 2, ""),
                    (33, 4, "信息网络及软件购置更新"),
                    (39, 0, "人员经费合计"),
                    (39, 2, "4884.09"),
                    (39, 5, "480.66"),
                ],
            },
            Expected {
                size: (5, 12),
                cells: &[
                    (0, 0, "财政拨款“三公”经费"),
                    (1, 0, "合计"),
                    (2, 3, "因公出国（境）费"),
                    (2, 4, "小计"),
                    (2, 8, "公务用车运行维护费"),
                    (3, 10, "预算数"),
                    (4, 0, "2.85"),
                    (4, 1, "0.39"),
                    (4, 9, "0.00"),
                    (4, 10, "2.85"),
                    (4, 11, "0.39"),
                ],
            },
            Expected {
                size: (6, 8),
                cells: &[
                    (0, 3, "本年收入"),
                    (1, 4, "本年支出"),
                    (2, 0, "合计"),
                    (2, 4, "合计"),
                    (2, 6, "项目支出"),
                ],
            },
            Expected {
                size: (6, 8),
                cells: &[(0, 7, "年末结转和结余"), (1, 1, "科目名称"), (2, 5, "基本支出"), (3, 0, "")],
            },
        ],
    );
}

#[test]
fn budget_from_a_spreadsheet() {
    check(
        "budget-2025-office",
        &[
            Expected {
                size: (16, 4),
                cells: &[
                    (0, 0, "本年收入"),
                    (1, 3, "预算数"),
                    (2, 1, "91,016,775.35"),
                    (2, 3, "82,096,797.42"),
                    (3, 0, "1.一般公共预算资金"),
                    (5, 3, "3,609,125.22"),
                    (15, 2, "支出总计"),
                    (15, 3, "91,016,775.35"),
                ],
            },
            Expected {
                size: (24, 9),
                cells: &[
                    (0, 0, "项目"),
                    (1, 0, "功能分类科目编码"),
                    (2, 0, "类"),
                    (2, 2, "项"),
                    (2, 4, "合计"),
                    (4, 1, "03"),
                    (5, 2, "01"),
                    (8, 3, "其他政府办公厅（室）及相关机构事务支出"),
                    (8, 5, "20,120,000.00"),
                    (12, 4, "1,763,159.52"),
                    (15, 0, "210"),
                    (23, 0, "合计"),
                    (23, 4, "91,016,775.35"),
                ],
            },
            Expected {
                size: (24, 7),
                cells: &[
                    (1, 5, "基本支出"),
                    (3, 5, "15,686,797.42"),
                    (3, 6, "66,410,000.00"),
                    (5, 6, "110,000.00"),
                    (6, 5, ""),
                    (7, 6, "40,000.00"),
                    (17, 4, "782,855.28"),
                    (22, 5, "1,867,680.00"),
                    (23, 5, "24,606,775.35"),
                ],
            },
            Expected {
                size: (16, 7),
                cells: &[
                    (1, 3, "合计"),
                    (2, 4, "82,096,797.42"),
                    (5, 2, "四、住房保障支出"),
                    (15, 4, "91,016,775.35"),
                ],
            },
            Expected {
                size: (24, 7),
                cells: &[
                    (0, 4, "一般公共预算支出"),
                    (2, 1, "款"),
                    (9, 0, "208"),
                    (14, 4, "14,820.00"),
                    (15, 3, "卫生健康支出"),
                    (23, 6, "66,410,000.00"),
                ],
            },
            Expected {
                size: (12, 7),
                cells: &[(0, 4, "政府性基金预算支出"), (2, 0, "类"), (11, 0, "合计"), (11, 4, "")],
            },
            Expected { size: (12, 7), cells: &[(0, 4, "国有资本经营预算支出"), (11, 3, "合计")] },
            Expected {
                size: (33, 6),
                cells: &[
                    (1, 0, "部门预算经济分类科目编码"),
                    (3, 3, "21,170,337.81"),
                    (6, 2, "绩效工资"),
                    (10, 4, "45,013.88"),
                    (14, 5, "259,400.00"),
                    (15, 2, "印刷费"),
                    (16, 1, "04"),
                    (23, 5, "248,117.54"),
                    (29, 4, "1,188,720.00"),
                    (31, 2, "办公设备购置"),
                    (32, 3, "24,606,775.35"),
                    (32, 5, "2,132,777.54"),
                ],
            },
            Expected {
                size: (4, 7),
                cells: &[
                    (0, 6, "机关运行经费预算数"),
                    (2, 3, "小计"),
                    (3, 0, "867.50"),
                    (3, 1, "839.00"),
                    (3, 2, "28.50"),
                    (3, 3, ""),
                    (3, 6, "213.28"),
                ],
            },
        ],
    );
}

#[test]
fn budget_over_many_pages() {
    check(
        "budget-2025-subdistrict",
        &[
            Expected {
                size: (16, 4),
                cells: &[
                    (2, 1, "189,767,551"),
                    (7, 3, "16,091,895"),
                    (9, 3, "154,369,326"),
                    (15, 3, "189,767,551"),
                ],
            },
            Expected {
                size: (70, 9),
                cells: &[
                    (2, 0, "类"),
                    (3, 0, "201"),
                    (69, 0, "合计"),
                    (69, 4, "189,767,551"),
                    (69, 5, "189,767,551"),
                    (69, 8, "0"),
                ],
            },
            Expected {
                size: (70, 7),
                cells: &[(2, 2, "项"), (69, 4, "189,767,551"), (69, 5, "101,341,746"), (69, 6, "88,425,805")],
            },
            Expected {
                size: (16, 7),
                cells: &[(2, 3, "3,296,600"), (9, 4, "154,369,326"), (15, 1, "189,767,551")],
            },
            Expected {
                size: (70, 7),
                cells: &[(0, 4, "一般公共预算支出"), (69, 5, "101,341,746"), (69, 6, "88,425,805")],
            },
            Expected { size: (16, 7), cells: &[(15, 0, "合计")] },
            Expected { size: (16, 7), cells: &[(15, 3, "合计")] },
            Expected {
                size: (35, 6),
                cells: &[
                    (0, 0, "项目"),
                    (17, 2, "电费"),
                    (19, 3, "1,143,816"),
                    (23, 5, "30,000"),
                    (29, 5, "215,600"),
                    (32, 0, "303"),
                    (32, 1, ""),
                    (32, 4, "275,460"),
                    (33, 2, "退休费"),
                    (34, 0, "合计"),
                    (34, 4, "90,514,044"),
                    (34, 5, "10,827,702"),
                ],
            },
            Expected {
                size: (4, 7),
                cells: &[
                    (0, 0, "“三公”经费预算数"),
                    (1, 1, "因公出国(境)费"),
                    (3, 0, "37.91"),
                    (3, 1, "0"),
                    (3, 2, "1.35"),
                    (3, 3, "36.56"),
                    (3, 4, "15"),
                    (3, 5, "21.56"),
                    (3, 6, "464.64"),
                ],
            },
        ],
    );
    let document = corpus("budget-2025-subdistrict");
    let (_, table) = document.tables().nth(1).expect("the table of income");
    let row = |code: [&str; 3]| -> Vec<&str> {
        let found = (0..table.rows).find(|r| (0..3).all(|c| cell(table, *r, c).text == code[c]));
        let found = found.unwrap_or_else(|| panic!("no row {code:?}"));
        (3..9).map(|c| cell(table, found, c).text.as_str()).collect()
    };
    assert_eq!(row(["208", "05", "06"])[..3], ["机关事业单位职业年金缴费支出", "2,413,577", "2,413,577"]);
    assert_eq!(row(["210", "11", "02"])[..2], ["事业单位医疗", "1,548,033"]);
    assert_eq!(row(["212", "99", "99"])[..2], ["其他城乡社区支出", "52,348,937"]);
    assert_eq!(row(["221", "03", "99"]), ["其他城乡社区住宅支出", "2,177,200", "2,177,200", "0", "0", "0"]);
}

#[test]
fn template_without_numbers() {
    check(
        "final-accounts-template",
        &[
            Expected { size: (9, 3), cells: &[(1, 1, "上海市XX局（本级）")] },
            Expected { size: (30, 4), cells: &[(12, 2, "十一、城乡社区支出"), (29, 3, "")] },
            Expected { size: (10, 9), cells: &[(5, 0, "2050205")] },
            Expected { size: (10, 8), cells: &[(8, 1, "其他文化旅游体育与传媒支出")] },
            Expected { size: (32, 7), cells: &[(31, 0, "总计")] },
            Expected { size: (10, 5), cells: &[(9, 0, "合计")] },
            Expected { size: (40, 6), cells: &[(39, 3, "公用经费合计"), (20, 4, "专用燃料费")] },
            Expected { size: (5, 12), cells: &[(3, 11, "决算数"), (4, 11, "")] },
            Expected { size: (6, 8), cells: &[(2, 5, "基本支出")] },
            Expected { size: (6, 8), cells: &[(2, 6, "项目支出")] },
        ],
    );
}

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

/// Every number that another tool sees stands in the document, once. The contents' page numbers are left out on purpose.
/// `scripts/figures.sh` runs it with the text that PyMuPDF sees.
#[test]
fn every_figure_once() {
    for name in [
        "final-accounts-2024-planning",
        "final-accounts-template",
        "budget-2025-office",
        "budget-2025-subdistrict",
    ] {
        let raw = match std::env::var("GOUJI_RAW_TEXT") {
            Ok(folder) => {
                std::fs::read(format!("{folder}/{name}.raw.txt")).expect("the text of the other tool")
            }
            Err(_) => bytes(&format!("corpus/{name}.raw.txt")),
        };
        let raw = String::from_utf8(raw).expect("UTF-8");
        let contents =
            raw.split('\u{C}').filter(|p| squeeze(p).contains("目录")).map(str::len).sum::<usize>();
        assert!(contents < 3_000);
        let pages: Vec<&str> = raw.split('\u{C}').collect();
        let listing = pages.iter().position(|p| squeeze(p).starts_with("目录"));
        // The list runs over the pages up to the one that the first part begins.
        let until =
            listing.map_or(0, |l| (l + 1..pages.len()).find(|&p| pages[p].contains('。')).unwrap_or(l + 1));
        let body = pages.iter().enumerate().filter(|(i, _)| listing.is_none_or(|l| *i < l || *i >= until));
        let expected = numbers(&body.map(|(_, p)| *p).collect::<Vec<_>>().join("\n"));
        let document = corpus(name);
        let mut all = String::new();
        for_every_text(&document, |text, _| {
            all.push_str(text);
            all.push('\n');
        });
        let found = numbers(&all);
        let total: i64 = expected.values().sum();
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

/// The report as PDF says what the report as text says, paragraph by paragraph and cell by cell.
#[test]
fn the_report_as_in_other_formats() {
    let seed =
        String::from_utf8(bytes("corpus/seed-report.txt")).expect("UTF-8").replace("[bookmark: _GoBack]", "");
    let mut expected: HashMap<String, i64> = HashMap::new();
    for line in seed.lines().map(squeeze).filter(|l| !l.is_empty()) {
        *expected.entry(line).or_default() += 1;
    }
    let document = read(&bytes("fixtures/report.pdf")).expect("the report");
    for_every_text(&document, |text, _| {
        let text = squeeze(text);
        if !text.is_empty() {
            *expected.entry(text).or_default() -= 1;
        }
    });
    expected.retain(|_, n| *n != 0);
    // The page number of the footer, which the text has as its last line, and one label that the end of a page cuts in two.
    for known in ["1", "项目资金(万元)", "项目", "资金(万元)"] {
        expected.remove(known);
    }
    assert!(expected.is_empty(), "{expected:?}");
    assert_eq!(document.tables().count(), 20);
    assert_eq!(document.pages, Some(43));
}

/// What is found does not depend on the format.
#[test]
fn findings_as_in_word() {
    let found = |name: &str| -> Vec<(String, String)> {
        let file = bytes(&format!("fixtures/{name}"));
        let analyses = gouji::check_file(&file, name, &Options::default());
        let analysis = analyses.into_iter().next().expect("a result").expect("a report");
        analysis.report.findings.iter().map(|f| (f.rule.to_string(), f.message.clone())).collect()
    };
    assert_eq!(found("report.pdf"), found("report.docx"));
}

#[test]
fn files_that_cannot_be_read_say_why() {
    let of = |name: &str, password: Option<&str>| {
        let options = Options { password: password.map(str::to_string), ..Options::default() };
        pdf::read(&bytes(&format!("fixtures/hostile/{name}")), &Limits::default(), &options)
    };
    assert_eq!(of("random-bytes.pdf", None), Err(PdfError::Damaged));
    assert_eq!(of("scanned.pdf", None), Err(PdfError::Scanned));
    assert_eq!(of("encrypted-user-password.pdf", None), Err(PdfError::PasswordRequired));
    assert_eq!(of("encrypted-user-password.pdf", Some("wrong")), Err(PdfError::WrongPassword));
    assert!(of("encrypted-user-password.pdf", Some("juesuan2024")).is_ok_and(|d| d.tables().count() == 1));
    assert!(of("encrypted-owner-only.pdf", None).is_ok_and(|d| d.tables().count() == 1));
    let truncated = of("truncated.pdf", None);
    assert!(truncated.is_err() || truncated.is_ok_and(|d| d.notes.iter().any(|n| n.incomplete)));
}

#[test]
fn a_bomb_is_refused() {
    use std::io::Write;
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..8 {
        encoder.write_all(&[b' '; 1 << 20]).expect("in memory");
    }
    let packed = encoder.finish().expect("in memory");
    let mut file = b"%PDF-1.4\n1 0 obj\n<< /Length 9 /Filter /FlateDecode >>\nstream\n".to_vec();
    file.extend(packed);
    file.extend(b"\nendstream\nendobj\n");
    let limits = Limits { member_bytes: 4 << 20, ..Limits::default() };
    assert!(matches!(pdf::read(&file, &limits, &Options::default()), Err(PdfError::Exceeded(_))));
}

/// Broken copies of the corpus end in a document or a message.
#[test]
fn mutations_end_in_a_message() {
    let mut state = 0x9E37_79B9_7F4A_7C15u64;
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state as usize
    };
    for name in ["hostile/scanned.pdf", "hostile/encrypted-owner-only.pdf"] {
        let sound = bytes(&format!("fixtures/{name}"));
        for round in 0..30 {
            let mut broken = sound.clone();
            if round % 3 == 0 {
                broken.truncate(next() % sound.len());
            } else {
                for _ in 0..1 + next() % 40 {
                    let at = next() % sound.len();
                    broken[at] ^= 1 << (next() % 8);
                }
            }
            let _ = read(&broken);
        }
    }
}

/// The page view marks figures by their boxes: there is ink where the document says that a figure stands.
#[cfg(feature = "render")]
#[test]
fn boxes_lie_on_the_drawn_page() {
    let file = bytes("corpus/final-accounts-2024-planning.pdf");
    let drawn = pdf::render::render_page(&file, 17, 2.0, None).expect("a page");
    let document = read(&file).expect("a document");
    let ink = |b: &gouji::document::TextBox| {
        let pixel = |v: i32| (v as f32 / 50.0) as usize;
        let (mut dark, mut all) = (0usize, 0usize);
        for y in pixel(b.top)..pixel(b.bottom) {
            for x in pixel(b.left)..pixel(b.right) {
                all += 1;
                dark += usize::from(drawn.rgba[(y * drawn.width as usize + x) * 4] < 128);
            }
        }
        dark as f32 / all.max(1) as f32
    };
    let (_, table) = document.tables().nth(7).expect("the table of the three public expenses");
    for column in [0, 1, 10, 11] {
        let cell = cell(table, 4, column);
        assert_eq!(cell.origin.page, Some(17));
        assert!(cell.origin.boxes.iter().all(|b| ink(b) > 0.05), "{}", cell.text);
    }
}
