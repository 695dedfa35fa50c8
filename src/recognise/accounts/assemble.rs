//! From blocks to whole tables: titles, kinds, and pieces that continue on the next page.

use super::grid::{Row, rows_of};
use super::head::{Heads, Role};
use super::kind::{TableKind, is_form_title, kind_of_heads, kind_of_title, may_be_title};
use super::label::is_total;
use super::pieces::{Piece, is_form_number, pieces_of, says_empty};
use super::sides::{Layout, layouts, read_lines, side_of};
use super::{AccountTable, Line};
use crate::document::{Block, Document, Holds, Outline, Span, squeeze};
use crate::figure::Figures;
use crate::order::Set;

/// A table with what is needed while it is put together.
#[derive(Debug, Default)]
pub(super) struct Assembled {
    pub table: AccountTable,
    /// Texts in which a unit may be named, nearest first.
    pub unit_texts: Vec<String>,
    heads: Heads,
    layouts: Vec<Layout>,
    columns: usize,
}

/// Finds and joins the tables of a document.
pub(super) fn assemble(document: &Document, outline: &Outline, figures: &mut Figures) -> Vec<Assembled> {
    let mut out: Vec<Assembled> = Vec::new();
    let mut joinable = false;
    for (block, table) in document.tables() {
        let rows = rows_of(table, block);
        if is_form(&rows) {
            joinable = false;
            continue;
        }
        let around = above(document, block);
        let sheet = table.title.as_deref().map(squeeze);
        let outlined = outline.titles.get(block).cloned().flatten().map(|t| squeeze(&t));
        for (index, piece) in pieces_of(rows).into_iter().enumerate() {
            let mut texts = piece.above.clone();
            if index == 0 {
                texts.extend(around.iter().cloned());
            }
            let mut title = title_among(&texts);
            if index == 0 && title.is_none() {
                let other = [sheet.as_ref(), outlined.as_ref()];
                title = other.into_iter().flatten().find_map(|t| kind_of_title(t).map(|k| (t.clone(), k)));
            }
            // The nearest title says what it is, not the title of the whole document above it.
            let nearest = texts.iter().find(|t| may_be_title(t) && !t.contains("报告"));
            let form = match nearest {
                Some(title) => is_form_title(title),
                None => texts.iter().chain(&sheet).any(|t| is_form_title(t)),
            };
            if title.is_none() && form && !lists_projects(&piece) {
                joinable = false;
                continue;
            }
            let heads = Heads::of(&piece);
            dismiss_ordinals(&piece, &heads, figures);
            let slight = index == 0 && around.iter().all(|t| is_slight(t));
            if let Some(last) = out.last_mut().filter(|_| joinable)
                && let Some(how) = continues(last, &piece, &heads, title.as_ref(), slight)
            {
                last.join(&piece, how, figures);
                last.note(document, block, &piece);
                continue;
            }
            if let Some(assembled) = begin(&piece, heads, title, texts, figures) {
                out.push(assembled);
                joinable = true;
                if let Some(last) = out.last_mut() {
                    last.note(document, block, &piece);
                }
            } else {
                joinable = false;
            }
        }
    }
    number_sets(&mut out);
    out
}

/// Self-evaluation forms and their like are read elsewhere.
fn is_form(rows: &[Row]) -> bool {
    // 评价内容 | 权重（%） | 评价得分: points and what they weigh, whatever the rows are called.
    let weighed = |row: &Row| {
        let says = |what: fn(&str) -> bool| row.said().any(|(_, s)| what(&s.text));
        let spent = row.said().any(|(_, s)| s.text.holds_any(&["实际支出", "支出金额", "执行数"]));
        !spent
            && says(|t| t.starts_with("权重"))
            && says(|t| t.split('(').next().is_some_and(|t| t.ends_with("得分")))
    };
    rows.iter().any(weighed)
        || rows.iter().flat_map(|r| r.said()).any(|(_, s)| {
            ["一级指标", "二级指标", "三级指标", "绩效指标", "指标名称", "目标值", "完成值"]
                .contains(&s.text.as_str())
                || s.text.starts_with("年度资金总额")
                || s.text.contains("指标值")
                || s.text.contains("绩效自评") && s.text.ends_with('表') && !s.text.contains("汇总")
                || s.text.contains("绩效目标") && s.text.chars().count() < 20
        })
}

/// A list of projects, uses or places with their budgets and what was spent: a table of amounts, whatever its title says.
fn lists_projects(piece: &Piece) -> bool {
    let names =
        |words: &[&str]| piece.head.iter().flat_map(|r| r.said()).any(|(_, s)| s.text.holds_any(words));
    // 执行（元）, but neither 执行率 nor 执行单位.
    let spent = piece.head.iter().flat_map(|r| r.said()).any(|(_, s)| {
        let bare = s.text.split('(').next().unwrap_or_default();
        matches!(bare, "执行" | "实际执行" | "全年执行" | "预算执行" | "已执行")
    });
    let totalled = piece.body.iter().any(|r| r.said().any(|(_, s)| is_total(&s.text)));
    // 支出内容 | 金额 | 占比, with what they come to.
    let shared = names(&["金额", "支出"]) && names(&["占比", "比重", "所占比例"]) && totalled;
    if shared && !names(&["指标", "分值", "得分"]) {
        return true;
    }
    // 产出指标（50分） above scores is no indicator of its own.
    let indicators = piece
        .head
        .iter()
        .flat_map(|r| r.said())
        .any(|(_, s)| s.text.holds_any(&["指标", "分值"]) && !s.text.ends_with("分)"));
    // 项目个数 | 资金总额, 计划投资 | 完成投资.
    // Any other list with a row of sums; scores may be averaged there.
    let scored = names(&["得分"]) && !names(&["资金", "金额"]);
    let plain = totalled
        && piece.body.len() > 3
        && !scored
        && !names(&["分值", "满分"])
        && (names(&["个数", "指标数"]) || !names(&["指标"]));
    let counted = names(&["总投资", "计划投资"]) && names(&["完成投资"]);
    plain
        || (counted && totalled
            || names(&["预算", "分配", "安排", "下达", "到位"])
                && (spent || names(&["执行数", "执行金额", "支出", "支付", "使用"]))
                && (totalled || names(&["项目名称"])))
            && !indicators
}

/// Paragraphs above a block, nearest first, back to the table before or to its note.
fn above(document: &Document, block: usize) -> Vec<String> {
    let mut out = Vec::new();
    for content in document.blocks.get(..block).unwrap_or_default().iter().rev() {
        let Block::Paragraph(p) = content else { break };
        let text = squeeze(&p.text);
        if text.is_empty() {
            continue;
        }
        if ["注:", "说明:", "备注:"].iter().any(|w| text.starts_with(w)) || out.len() >= 8 {
            break;
        }
        out.push(text);
    }
    out
}

/// A page number, a unit line, 续表: nothing that ends a table.
fn is_slight(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit() || "-—–第页共/()".contains(c))
        || text.starts_with("续")
        || text.ends_with("(续)")
        || text.contains("单位:")
}

/// The nearest title of a known kind; else the nearest title at all.
fn title_among(texts: &[String]) -> Option<(String, TableKind)> {
    let titles: Vec<&String> = texts.iter().take(10).filter(|t| may_be_title(t)).collect();
    titles.iter().find_map(|t| kind_of_title(t).map(|kind| ((*t).clone(), kind)))
}

/// 行次, 栏次 and 序号 are not figures.
fn dismiss_ordinals(piece: &Piece, heads: &Heads, figures: &mut Figures) {
    let mut dismiss = |row: &Row, column: usize| {
        let cell = row.slots.get(column).filter(|s| s.begins).and_then(|s| s.cell);
        if let Some(cell) = cell {
            for id in figures.in_text(row.block, Some(cell)) {
                figures.dismiss(id);
            }
        }
    };
    for row in &piece.numbering {
        (0..row.slots.len()).for_each(|column| dismiss(row, column));
    }
    for row in &piece.captions {
        let numbers = row.said().filter(|(_, s)| is_form_number(&s.text)).map(|(column, _)| column);
        numbers.for_each(|column| dismiss(row, column));
    }
    for (column, role) in heads.roles.iter().enumerate() {
        if *role == Role::Index {
            piece.body.iter().for_each(|row| dismiss(row, column));
        }
    }
}

/// How a piece continues the table before it.
enum How {
    /// With the same columns.
    Same,
    /// With fewer or more, but as many amounts on as many sides.
    Own(Vec<Layout>),
}

fn continues(
    last: &Assembled,
    piece: &Piece,
    heads: &Heads,
    title: Option<&(String, TableKind)>,
    slight: bool,
) -> Option<How> {
    if piece.body.is_empty() {
        return None;
    }
    match title {
        Some((title, _)) => {
            let same = title.replace("(续)", "") == last.table.title && last.heads.agrees(heads);
            (same && !last.repeats(piece, heads)).then_some(How::Same)
        }
        None if !slight => None,
        None if heads.agrees(&last.heads) || (piece.head.is_empty() && heads.roles.len() == last.columns) => {
            Some(How::Same)
        }
        None if piece.head.is_empty() => {
            let own = layouts(heads);
            let shape = |l: &[Layout]| l.iter().map(|l| l.values.len()).collect::<Vec<_>>();
            (shape(&own) == shape(&last.layouts)).then_some(How::Own(own))
        }
        None => None,
    }
}

fn begin(
    piece: &Piece,
    heads: Heads,
    title: Option<(String, TableKind)>,
    texts: Vec<String>,
    figures: &mut Figures,
) -> Option<Assembled> {
    let layouts = layouts(&heads);
    let mut sides: Vec<_> = layouts.iter().map(|l| side_of(l, &heads)).collect();
    read_lines(&layouts, &piece.body, figures, &mut sides);
    let (title, kind) = match title {
        Some((title, kind)) => (title, kind),
        None => {
            let heads_text: Vec<&str> = heads.paths.iter().flatten().map(String::as_str).collect();
            let labels: Vec<&str> =
                sides.iter().flat_map(|s| &s.lines).map(|l| l.label.name.as_str()).collect();
            let kind = kind_of_heads(&heads_text.join(" "), &labels.join(" ")).unwrap_or_default();
            (texts.iter().take(3).find(|t| may_be_title(t)).cloned().unwrap_or_default(), kind)
        }
    };
    let figures_in = sides.iter().flat_map(|s| &s.lines).filter(|l| l.has_figures()).count();
    if !kind.is_known() && (figures_in == 0 || piece.head.is_empty()) {
        return None;
    }
    let mut unit_texts = texts;
    unit_texts
        .extend(piece.head.iter().flat_map(|r| r.said().map(|(_, s)| s.text.clone()).collect::<Vec<_>>()));
    let table = AccountTable { kind, title, blocks: vec![piece.block], sides, ..AccountTable::default() };
    Some(Assembled { table, unit_texts, columns: heads.roles.len(), layouts, heads })
}

impl Assembled {
    fn join(&mut self, piece: &Piece, how: How, figures: &mut Figures) {
        if self.table.blocks.last() != Some(&piece.block) {
            self.table.blocks.push(piece.block);
        }
        match how {
            How::Same => read_lines(&self.layouts, &piece.body, figures, &mut self.table.sides),
            How::Own(layouts) => read_lines(&layouts, &piece.body, figures, &mut self.table.sides),
        }
    }

    /// Would the piece repeat rows that are there already? Then it is another unit's table of the same name.
    fn repeats(&self, piece: &Piece, heads: &Heads) -> bool {
        let name = |l: &Line| (l.code.clone(), l.label.marker, l.label.name.clone());
        let known: Set<_> = self.table.sides.iter().flat_map(|s| &s.lines).map(name).collect();
        let mut sides: Vec<_> = self.layouts.iter().map(|l| side_of(l, heads)).collect();
        read_lines(&self.layouts, &piece.body, &mut Figures::default(), &mut sides);
        let lines: Vec<_> = sides.iter().flat_map(|s| &s.lines).map(name).collect();
        let twice = lines.iter().filter(|l| known.contains(*l)).count();
        twice * 3 > lines.len()
    }

    /// Looks for the statement that the table is empty: in its notes, or in the paragraphs right below.
    fn note(&mut self, document: &Document, block: usize, piece: &Piece) {
        if piece.notes.iter().any(|t| says_empty(t))
            && let Some(Block::Table(table)) = document.blocks.get(block)
            && let Some(cell) = table.cells.iter().position(|c| says_empty(&squeeze(&c.text)))
        {
            let end = table.cells.get(cell).map_or(0, |c| c.text.len());
            self.table.empty_statement = Some(Span { block, cell: Some(cell), start: 0, end });
            return;
        }
        for (index, content) in document.blocks.iter().enumerate().skip(block + 1).take(4) {
            let Block::Paragraph(p) = content else { break };
            let text = squeeze(&p.text);
            if may_be_title(&text) {
                break;
            }
            let note = ["注", "说明", "备注"].iter().any(|w| text.starts_with(w))
                || text.holds_any(&["本表", "此表", "该表"]);
            if note && says_empty(&text) {
                let start = p.text.len() - p.text.trim_start().len();
                self.table.empty_statement =
                    Some(Span { block: index, cell: None, start, end: p.text.trim_end().len() });
                return;
            }
        }
    }
}

/// A table of the same title, or a second overview, begins another set: the tables of a unit after the department's.
fn number_sets(tables: &mut [Assembled]) {
    let mut seen: Set<(TableKind, String)> = Set::new();
    let mut set = 0;
    for Assembled { table, .. } in tables {
        if table.kind.is_known() {
            let title = if table.kind == TableKind::Overview { String::new() } else { table.title.clone() };
            if !seen.insert((table.kind, title.clone())) {
                set += 1;
                seen = Set::new();
                seen.insert((table.kind, title));
            }
        }
        table.set = set;
    }
}
