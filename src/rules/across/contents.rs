use crate::document::{Block, Span, squeeze};
use crate::ledger::{Context, Ledger, Message};
use crate::recognise::accounts::{TableKind, kind_of_title};

rule! {
    /// # 目录所列的表正文中没有 / Tables that only the contents list
    ///
    /// ## 检查什么
    /// 目录列出的各张公开表，正文中都应当有。
    ///
    /// ## 依据
    /// 部门决算、部门预算公开格式规定的公开表；没有数据的也要公开空表并加以说明。
    ///
    /// ## 示例
    /// 目录列有“国有资本经营预算财政拨款支出决算表”，正文中没有这张表。
    ///
    /// ## 例外
    /// 正文没有表（另附）的，或大多数表都没有找到的，不判断。表的名称写法不同，只要是同一种表即可。只作说明。
    ///
    /// ## In English
    /// Every account table that the contents list should be in the report.
    "GJ412", Note, run,
    fires: [
        "目 录\n一、收入支出决算总表\n二、收入决算表\n三、支出决算表\n四、财政拨款收入支出决算总表\n五、国有资本经营预算财政拨款支出决算表\n第一部分 概况\n本单位负责某项工作，并承担相应的职责。\n收入支出决算总表\n收入\t1.00\n\n收入决算表\n收入\t1.00\n\n支出决算表\n支出\t1.00\n\n财政拨款收入支出决算总表\n收入\t1.00\n",
    ],
    silent: [
        "目 录\n一、收入支出决算总表\n二、收入决算表\n三、支出决算表\n四、财政拨款收入支出决算总表\n五、国有资本经营预算财政拨款支出决算表\n第一部分 概况\n本单位负责某项工作，并承担相应的职责。\n收入支出决算总表\n收入\t1.00\n\n收入决算表\n收入\t1.00\n\n支出决算表\n支出\t1.00\n\n财政拨款收入支出决算总表\n收入\t1.00\n\n国有资本经营预算财政拨款收入支出决算表\n本表无数据。\n",
        "目 录\n一、收入支出决算总表\n二、收入决算表\n三、支出决算表\n四、财政拨款收入支出决算总表\n五、国有资本经营预算财政拨款支出决算表\n第一部分 概况\n本单位负责某项工作，并承担相应的职责。\n",
    ],
}

/// Longest line of the contents, in characters.
const LINE: usize = 60;
/// Most lines of the contents.
const LINES: usize = 80;
/// So many tables must have been found before another can be said to be missing.
const ENOUGH: usize = 4;

fn run(context: &Context, ledger: &mut Ledger) {
    let blocks = &context.document.blocks;
    let text = |block: &Block| match block {
        Block::Paragraph(p) => Some(squeeze(&p.text)),
        Block::Table(_) => None,
    };
    let Some(head) = blocks.iter().position(|b| text(b).as_deref() == Some("目录")) else { return };
    let wanted = |kind: TableKind| kind.is_known() && kind != TableKind::Procurement;
    let mut listed: Vec<(TableKind, Span)> = Vec::new();
    let mut end = head + 1;
    let mut seen: Vec<String> = Vec::new();
    for (at, block) in blocks.iter().enumerate().skip(head + 1).take(LINES) {
        let Some(line) = text(block) else { break };
        let bare = line.trim_end_matches(|c: char| c.is_ascii_digit() || ".…·-".contains(c)).to_string();
        // The body begins where a line is no heading, or where the contents come again.
        if line.chars().count() > LINE || line.ends_with('。') || seen.contains(&bare) {
            break;
        }
        end = at + 1;
        if let (Some(kind), Block::Paragraph(p)) = (kind_of_title(&bare), block) {
            let span = Span { block: at, cell: None, start: 0, end: p.text.len() };
            if wanted(kind) && !listed.iter().any(|(k, _)| *k == kind) {
                listed.push((kind, span));
            }
        }
        seen.push(bare);
    }
    let mut found: Vec<TableKind> = context.recognised.accounts.iter().map(|t| t.kind).collect();
    for block in blocks.iter().skip(end) {
        match block {
            Block::Paragraph(p) => found.extend(kind_of_title(&squeeze(&p.text))),
            Block::Table(t) => {
                found.extend(t.title.as_deref().and_then(|title| kind_of_title(&squeeze(title))));
                let top = t.cells.iter().take_while(|c| c.row < 4);
                found.extend(top.filter_map(|c| kind_of_title(&squeeze(&c.text))));
            }
        }
    }
    let missing: Vec<(TableKind, Span)> =
        listed.iter().filter(|(kind, _)| !found.contains(kind)).copied().collect();
    if listed.len() < missing.len() + ENOUGH {
        return;
    }
    for (_, span) in missing {
        let title = context.written.slice(&span).trim().to_string();
        ledger.remark(&RULE, span, Message::new("accounts.contents", &[("title", &title)]));
    }
}
