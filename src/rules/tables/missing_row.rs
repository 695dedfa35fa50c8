use crate::ledger::{Context, Ledger, Message};
use crate::order::Map;
use crate::recognise::accounts::{AccountTable, Code, Line, TableKind};

rule! {
    /// # 科目表缺行 / A row missing from a list of classes
    ///
    /// ## 检查什么
    /// 按科目列示的表，其他各项都列出了上级的款、类，唯独一处没有；或其他各款都列到项，唯独一款有金额而没有项；或本报告其他科目表都有合计行，
    /// 唯独一张没有；或一张收支决算总表没有总计，或没有本年收入合计、本年支出合计，另一张有：可能漏掉了一行。
    ///
    /// ## 依据
    /// 《政府收支分类科目》的类、款、项逐级列示；部门决算公开格式。
    ///
    /// ## 示例
    /// 表中有 2210201 住房公积金，各项都列有所属的款，唯独没有 22102 住房改革支出这一行。
    ///
    /// ## 例外
    /// 只列一级的表、多个单位各列一遍的表、有没有读出编码的行的表不作判断；款、项本来就有时列有时不列的表也不作判断。
    ///
    /// ## In English
    /// Where every other class of a list stands under its parent, has classes of its own or ends in a total row, the one that
    /// does not shows that a row may have been left out.
    "GJ212", Warning, run,
    fires: [
        "支出决算表\n单位：万元\n科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n合计\t\t418.89\t418.89\t0.00\n208\t社会保障和就业支出\t243.58\t243.58\t0.00\n20805\t行政事业单位养老支出\t243.58\t243.58\t0.00\n2080501\t行政单位离退休\t62.90\t62.90\t0.00\n2080505\t机关事业单位基本养老保险缴费支出\t180.68\t180.68\t0.00\n210\t卫生健康支出\t71.31\t71.31\t0.00\n21011\t行政事业单位医疗\t71.31\t71.31\t0.00\n2101101\t行政单位医疗\t71.31\t71.31\t0.00\n221\t住房保障支出\t104.00\t104.00\t0.00\n2210201\t住房公积金\t104.00\t104.00\t0.00\n",
        "支出决算表\n单位：万元\n科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n合计\t\t448.89\t418.89\t30.00\n201\t一般公共服务支出\t30.00\t\t30.00\n20104\t发展与改革事务\t30.00\t\t30.00\n2010402\t一般行政管理事务\t30.00\t\t30.00\n208\t社会保障和就业支出\t243.58\t243.58\t0.00\n20805\t行政事业单位养老支出\t243.58\t243.58\t0.00\n2080501\t行政单位离退休\t62.90\t62.90\t0.00\n2080505\t机关事业单位基本养老保险缴费支出\t180.68\t180.68\t0.00\n210\t卫生健康支出\t71.31\t71.31\t0.00\n21011\t行政事业单位医疗\t71.31\t71.31\t0.00\n2101101\t行政单位医疗\t71.31\t71.31\t0.00\n221\t住房保障支出\t104.00\t104.00\t0.00\n22102\t住房改革支出\t104.00\t104.00\t0.00\n",
    ],
    silent: [
        "支出决算表\n单位：万元\n科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n合计\t\t418.89\t418.89\t0.00\n208\t社会保障和就业支出\t243.58\t243.58\t0.00\n20805\t行政事业单位养老支出\t243.58\t243.58\t0.00\n2080501\t行政单位离退休\t62.90\t62.90\t0.00\n2080505\t机关事业单位基本养老保险缴费支出\t180.68\t180.68\t0.00\n210\t卫生健康支出\t71.31\t71.31\t0.00\n21011\t行政事业单位医疗\t71.31\t71.31\t0.00\n2101101\t行政单位医疗\t71.31\t71.31\t0.00\n221\t住房保障支出\t104.00\t104.00\t0.00\n22102\t住房改革支出\t104.00\t104.00\t0.00\n2210201\t住房公积金\t104.00\t104.00\t0.00\n",
        "支出决算表\n单位：万元\n科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n合计\t\t418.89\t418.89\t0.00\n208\t社会保障和就业支出\t243.58\t243.58\t0.00\n2080501\t行政单位离退休\t62.90\t62.90\t0.00\n2080505\t机关事业单位基本养老保险缴费支出\t180.68\t180.68\t0.00\n210\t卫生健康支出\t71.31\t71.31\t0.00\n2101101\t行政单位医疗\t71.31\t71.31\t0.00\n221\t住房保障支出\t104.00\t104.00\t0.00\n2210201\t住房公积金\t104.00\t104.00\t0.00\n",
    ],
}

/// How many others must have what one lacks.
const OTHERS: usize = 2;

fn run(context: &Context, ledger: &mut Ledger) {
    overviews(context, ledger);
    totals_of_the_year(context, ledger);
    let lists: Vec<(&AccountTable, List)> =
        context.recognised.accounts.iter().filter_map(|t| Some((t, List::of(t)?))).collect();
    for (table, list) in &lists {
        // The class above that is missing leaves the one over it bare.
        if let Some(missing) = list.missing_parent().or_else(|| list.missing_children()) {
            missing.report(context, ledger, table);
        }
        let others =
            || lists.iter().filter(|(other, _)| !std::ptr::eq(*other, *table) && other.set == table.set);
        let all = others().count() >= OTHERS && others().all(|(_, other)| other.total);
        let economic = list.codes.keys().any(|c| c.is_economic());
        if all && !economic && !list.total && list.codes.len() > 1 {
            let line = list.lines.iter().find(|l| l.has_figures()).copied();
            let missing =
                line.map(|line| Missing { line, key: "accounts.missing_total", code: String::new() });
            missing.into_iter().for_each(|m| m.report(context, ledger, table));
        }
    }
}

/// The overview that has no 总计 while the other one of the report has it.
fn overviews(context: &Context, ledger: &mut Ledger) {
    let kinds = [TableKind::Overview, TableKind::FiscalOverview];
    let overviews: Vec<&AccountTable> = context
        .recognised
        .accounts
        .iter()
        .filter(|t| kinds.contains(&t.kind) && t.trusted && !t.aligned)
        .collect();
    let lines =
        |table: &AccountTable| table.sides.iter().flat_map(|s| s.lines.clone()).collect::<Vec<Line>>();
    let totalled =
        |table: &AccountTable| lines(table).iter().any(|l| l.label.name.contains("总计") && l.has_figures());
    for table in overviews.iter().copied().filter(|t| !totalled(t)) {
        let mut others =
            overviews.iter().filter(|o| o.set == table.set && !std::ptr::eq(**o, table)).peekable();
        // A table that calls its end something else has a total all the same.
        let ended = table.sides.iter().any(|s| {
            s.lines.last().is_some_and(|l| {
                l.is_total() && l.label.name.ends_with("合计") && !l.label.name.contains("本年")
            })
        });
        if others.peek().is_none() || ended || !others.all(|o| totalled(o)) {
            continue;
        }
        if let Some(line) = lines(table).iter().rev().find(|l| l.has_figures()) {
            Missing { line, key: "accounts.missing_grand_total", code: String::new() }
                .report(context, ledger, table);
        }
    }
}

/// The overview of final accounts that goes on from its items to what was carried over, without 本年收入合计 and 本年支出合计, while
/// the other one of the report has them.
fn totals_of_the_year(context: &Context, ledger: &mut Ledger) {
    let kinds = [TableKind::Overview, TableKind::FiscalOverview];
    let overviews: Vec<&AccountTable> = context
        .recognised
        .accounts
        .iter()
        .filter(|t| kinds.contains(&t.kind) && t.trusted && !t.aligned && t.title.contains("决算"))
        .collect();
    let has = |table: &AccountTable, told: &dyn Fn(&str) -> bool| {
        table.sides.iter().flat_map(|s| &s.lines).any(|l| l.has_figures() && told(&l.label.name))
    };
    let own = |name: &str| name.starts_with("本年收入") || name.starts_with("本年支出");
    let carried = |name: &str| ["年初", "上年"].iter().any(|w| name.starts_with(w)) && name.contains("结转");
    let total = |name: &str| name.contains("总计");
    for table in overviews.iter().copied().filter(|t| !has(t, &own) && has(t, &carried) && has(t, &total)) {
        let mut others =
            overviews.iter().filter(|o| o.set == table.set && !std::ptr::eq(**o, table)).peekable();
        if others.peek().is_none() || !others.all(|o| has(o, &own)) {
            continue;
        }
        let lines = table.sides.iter().flat_map(|s| &s.lines);
        if let Some(line) = lines.filter(|l| l.has_figures()).find(|l| carried(&l.label.name)) {
            Missing { line, key: "accounts.missing_year_total", code: String::new() }
                .report(context, ledger, table);
        }
    }
}

/// What is missing, and the line that shows it.
struct Missing<'a> {
    line: &'a Line,
    key: &'static str,
    code: String,
}

impl Missing<'_> {
    fn report(&self, context: &Context, ledger: &mut Ledger, table: &AccountTable) {
        let Some(id) = self.line.cells.iter().flatten().next() else { return };
        let own = self.line.code.as_ref().map_or("", |c| c.0.as_str());
        let arguments = [
            ("table", table.title.as_str()),
            ("code", own),
            ("name", self.line.label.name.as_str()),
            ("missing", self.code.as_str()),
        ];
        ledger.remark(&RULE, context.figures[*id].span, Message::new(self.key, &arguments));
    }
}

/// The classes of a table, each once.
struct List<'a> {
    lines: Vec<&'a Line>,
    codes: Map<&'a Code, &'a Line>,
    /// A row without a code, or one that is a total by its name.
    total: bool,
    /// How many halves of the table list classes.
    sides: usize,
}

impl<'a> List<'a> {
    fn of(table: &'a AccountTable) -> Option<Self> {
        let lines: Vec<&Line> =
            table.sides.iter().flat_map(|s| &s.lines).filter(|l| l.has_figures()).collect();
        let coded = || lines.iter().filter(|l| l.code.is_some());
        let mut codes = Map::new();
        for line in coded() {
            if codes.insert(line.code.as_ref()?, *line).is_some() {
                return None;
            }
        }
        let open = lines.iter().any(|l| l.code.is_none() && !l.is_total());
        let known = table.kind.is_known() && table.trusted && !table.aligned;
        let total = lines.iter().any(|l| l.code.is_none());
        let sides = table.sides.iter().filter(|s| s.lines.iter().any(|l| l.code.is_some())).count();
        (known && !open && codes.len() >= 2 && coded().count() * 2 >= lines.len()).then_some(Self {
            lines,
            codes,
            total,
            sides,
        })
    }

    /// The class above each class, by the levels that the list has.
    fn parents(&self, level: usize) -> Map<String, &'a Line> {
        let mut out = Map::new();
        for (code, line) in self.codes.iter().filter(|(c, _)| c.0.len() == level) {
            if let Some(parent) = level.checked_sub(2).and_then(|end| code.0.get(..end)) {
                out.entry(parent.to_string()).or_insert(*line);
            }
        }
        out
    }

    fn has(&self, code: &str) -> bool {
        self.codes.keys().any(|c| c.0 == code)
    }

    /// The one class above that is not listed while every other is.
    fn missing_parent(&self) -> Option<Missing<'a>> {
        [7, 5].into_iter().find_map(|level| {
            let parents = self.parents(level);
            let absent: Vec<_> = parents.iter().filter(|(code, _)| !self.has(code)).collect();
            // A row of a table in two halves holds a class of either.
            let &[(code, line), ..] = absent.as_slice() else { return None };
            let present = parents.len() - absent.len();
            (absent.len() <= self.sides && present >= OTHERS && parents.len() > OTHERS).then(|| Missing {
                line,
                key: "accounts.missing_parent",
                code: code.clone(),
            })
        })
    }

    /// The one class with nothing below it while every other of its level is divided.
    fn missing_children(&self) -> Option<Missing<'a>> {
        // The classes of economic tables are not all divided.
        if self.codes.keys().any(|c| c.is_economic()) {
            return None;
        }
        [5, 3].into_iter().find_map(|level| {
            let divided = self.parents(level + 2);
            let of_level = || self.codes.iter().filter(|(c, _)| c.0.len() == level);
            let mut bare = of_level().filter(|(c, _)| !divided.contains_key(&c.0));
            let (Some((_, line)), None) = (bare.next(), bare.next()) else { return None };
            let others = of_level().count().saturating_sub(1);
            (others > OTHERS).then(|| Missing { line, key: "accounts.missing_children", code: String::new() })
        })
    }
}
