use crate::diagnosis::one_slip_mends;
use crate::document::Block;
use crate::figure::FigureId;
use crate::ledger::{Context, Ledger, Severity};
use crate::number::Unit;
use crate::relation::{Expression, Relation, RelationKind};
use rust_decimal::Decimal;

rule! {
    /// # 写明的算式 / Calculations that are written out
    ///
    /// ## 检查什么
    /// “在职人员控制率=在职人员数/编制数×100%=16/73×100%=21.92%”：写出数字的算式，等号后的得数应是算出来的数。正文和表格里的都核对。
    ///
    /// ## 依据
    /// 算术：算式的每个数都写明了。
    ///
    /// ## 示例
    /// （12.5-15）÷15×100%=-16.67%，相符；写作 -26.67% 则不符。
    ///
    /// ## 例外
    /// 算式里有文字代替数字的不算；得数与算式相差很远、又不是一处笔误的，算式可能没有读全，不报。
    ///
    /// ## In English
    /// Where a calculation is written out in numbers (16/73×100%=21.92%), its result is what it comes to.
    "GJ132", Error, run,
    fires: [
        "1.在职人员控制率=在职人员数/编制数×100%=16/73×100%=22.92%。",
        "2.“三公”经费变动率=（12.5万元-15万元）÷15万元×100%=-26.67%，得5分。",
    ],
    silent: [
        "1.在职人员控制率=在职人员数/编制数×100%=16/73×100%=21.92%。",
        "2.“三公”经费变动率=（12.5万元-15万元）÷15万元×100%=-16.67%，得5分。",
        "3.人均费用=总费用45万元÷培训人数300人=1500元/人，完成率=95个÷100个=95%，得分=10×98.40%=9.84分。",
        "4.预算完成率=（年初预算450.00+追加）/450.00×100%=119.22%。",
    ],
}

/// Longer calculations than any report writes out; each of their signs is a level of the expression.
const LONGEST: usize = 64;

fn run(context: &Context, ledger: &mut Ledger) {
    for (block, content) in context.document.blocks.iter().enumerate() {
        match content {
            Block::Paragraph(paragraph) => text(context, ledger, (block, None), &paragraph.text),
            Block::Table(table) => {
                for (cell, content) in table.cells.iter().enumerate() {
                    text(context, ledger, (block, Some(cell)), &content.text);
                }
            }
        }
    }
}

/// A piece of a calculation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token {
    Number(FigureId),
    /// `+ - × ÷`
    Operator(char),
    Open,
    Close,
    Equals,
    /// What a number is called: 培训人数.
    Word,
    /// A comma or a stop: no calculation goes on beyond it.
    End,
}

fn text(context: &Context, ledger: &mut Ledger, place: (usize, Option<usize>), words: &str) {
    if !words.contains(['=', '＝', '≈']) {
        return;
    }
    let tokens = tokens(context, place, words);
    for run in tokens.split(|t| *t == Token::End) {
        let parts: Vec<&[Token]> = run.split(|t| *t == Token::Equals).collect();
        for pair in parts.windows(2) {
            let [left, [Token::Number(result), rest @ ..]] = pair else { continue };
            if left.len() > LONGEST {
                continue;
            }
            // 150÷300=0.5×100%: the right side goes on.
            let goes_on = rest.iter().any(|t| matches!(t, Token::Operator(_)));
            let expression = (Parser { tokens: left, at: 0 }).whole(context);
            if let Some(expression) = expression.filter(|_| !goes_on) {
                judge(context, ledger, *result, expression);
            }
        }
    }
}

fn judge(context: &Context, ledger: &mut Ledger, result: FigureId, expression: Expression) {
    let relation = |expression| Relation::equal(RelationKind::Product, result, expression);
    let whole = relation(expression.clone());
    // 16÷73×100=21.92%
    let hundredth = relation(Expression::quotient(expression, Decimal::ONE_HUNDRED));
    let percent = context.figures[result].quantity.unit.is_percent();
    let relation = if percent && context.is_sound(&hundredth) { hundredth } else { whole };
    if context.is_sound(&relation) || one_slip_mends(context.figures, &relation, &relation.figures()) {
        ledger.check_as(context, &RULE, Severity::Error, "算式", relation, None);
    }
}

/// Numbers, signs and words of a text in their order.
fn tokens(context: &Context, place: (usize, Option<usize>), words: &str) -> Vec<Token> {
    let mut out = Vec::new();
    let mut at = 0;
    let figures = context.figures.in_text(place.0, place.1).map(|id| (id, context.figures[id].span));
    let end = words.len();
    for (next, from, to) in
        figures.map(|(id, span)| (Some(id), span.start, span.end)).chain([(None, end, end)])
    {
        for c in words.get(at..from).unwrap_or_default().chars() {
            let token = match c {
                '+' | '＋' => Token::Operator('+'),
                '-' | '－' | '−' | '–' => Token::Operator('-'),
                '×' | '*' | '＊' | 'x' | 'X' | '✕' => Token::Operator('×'),
                '÷' | '/' | '／' => Token::Operator('÷'),
                '(' | '（' | '[' | '【' => Token::Open,
                ')' | '）' | ']' | '】' => Token::Close,
                '=' | '＝' | '≈' => Token::Equals,
                '“' | '”' | '"' => Token::Word,
                c if c.is_whitespace() => continue,
                c if c.is_alphabetic() => Token::Word,
                _ => Token::End,
            };
            if token != Token::Word || out.last() != Some(&Token::Word) {
                out.push(token);
            }
        }
        let Some(id) = next else { break };
        // =21.92% is read with its sign.
        let sign = words.get(from..to).unwrap_or_default();
        if sign.starts_with(['=', '＝', '≈', '约']) {
            out.push(Token::Equals);
        }
        out.push(Token::Number(id));
        at = to;
    }
    out
}

struct Parser<'t> {
    tokens: &'t [Token],
    at: usize,
}

impl Parser<'_> {
    /// The whole of the tokens as one calculation with at least one sign between its numbers.
    fn whole(mut self, context: &Context) -> Option<Expression> {
        let signs = self.tokens.iter().filter(|t| matches!(t, Token::Operator(_))).count();
        let expression = self.sum(context, 0)?;
        (self.at == self.tokens.len() && signs > 0).then_some(expression)
    }

    fn peek(&self) -> Option<Token> {
        self.tokens.get(self.at).copied()
    }

    fn sum(&mut self, context: &Context, depth: usize) -> Option<Expression> {
        let mut parts = vec![self.product(context, depth)?];
        while let Some(Token::Operator(sign @ ('+' | '-'))) = self.peek() {
            self.at += 1;
            let part = self.product(context, depth)?;
            parts.push(if sign == '-' { Expression::Negate(Box::new(part)) } else { part });
        }
        Some(if parts.len() == 1 { parts.remove(0) } else { Expression::Sum(parts) })
    }

    fn product(&mut self, context: &Context, depth: usize) -> Option<Expression> {
        let mut value = self.operand(context, depth)?;
        while let Some(Token::Operator(sign @ ('×' | '÷'))) = self.peek() {
            self.at += 1;
            let next = self.operand(context, depth)?;
            value = match sign {
                '×' => Expression::product([value, next]),
                _ => Expression::quotient(value, next),
            };
        }
        Some(value)
    }

    fn operand(&mut self, context: &Context, depth: usize) -> Option<Expression> {
        const DEEPEST: usize = 8;
        if self.peek() == Some(Token::Word) {
            self.at += 1;
        }
        let token = self.peek()?;
        self.at += 1;
        match token {
            Token::Number(id) => {
                // 100 and 300人 are what they are; amounts are rounded.
                let quantity = &context.figures[id].quantity;
                let exact =
                    quantity.decimals == 0 && !quantity.unit.is_money() || quantity.unit == Unit::Percent;
                Some(if exact { Expression::Displayed(id) } else { Expression::Figure(id) })
            }
            Token::Open if depth < DEEPEST => {
                let inner = self.sum(context, depth + 1)?;
                let closed = self.peek() == Some(Token::Close);
                self.at += 1;
                closed.then_some(inner)
            }
            _ => None,
        }
    }
}
