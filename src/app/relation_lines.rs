//! The relation of what is selected, drawn on the page: a line from each figure to the result, and the formula beside it.

use super::lengths::{between, points};
use super::lit::Lit;
use super::places::Places;
use super::stack::Stack;
use std::rc::Rc;
use yew::prelude::*;

/// Longest formula shown on the page, in characters; the explanation has it in full.
const LONGEST: usize = 64;

#[derive(Properties, PartialEq)]
pub struct RelationLinesProps {
    pub places: Rc<Places>,
    pub lit: Rc<Lit>,
    /// The page whose results are drawn, from 1.
    pub page: u32,
    pub stack: Rc<Stack>,
}

/// The lines that end on a page; those from other pages reach beyond its edge.
#[function_component]
pub fn RelationLines(props: &RelationLinesProps) -> Html {
    let here = |number: usize| props.places.number(number).filter(|s| s.page == props.page);
    let lines = props.lit.lines.iter().filter_map(|&(from, to)| {
        let (end, start) = (here(to)?, props.places.number(from)?);
        let (x1, y1) = props.stack.seen_from(props.page, start.page, start.area.centre());
        let (x2, y2) = end.area.centre();
        // Bowed to the right, so that a column of figures stays readable.
        let (mx, my) = ((x1 + x2) / 2.0, (y1 + y2) / 2.0);
        let bow = 0.12 * (y2 - y1).abs() + 6.0;
        let [fx, fy, bx, by, tx, ty] = [x1, y1, mx + bow, my, x2, y2].map(points);
        let d = format!("M{fx} {fy}Q{bx} {by} {tx} {ty}");
        Some(html! { <g><path d={d} /><circle cx={points(x1)} cy={points(y1)} r="1.8" /></g> })
    });
    let formula = props.lit.formula.as_ref().and_then(|(number, text)| {
        let area = here(*number)?.area;
        let (width, _) = props.stack.size(props.page);
        let right = area.left > 0.55 * width;
        let (x, anchor) = if right { (area.right, "end") } else { (area.left, "start") };
        let y = if area.top > 24.0 { area.top - 5.0 } else { area.bottom + 13.0 };
        let short: String = text.chars().take(LONGEST).collect();
        let short = if short.len() < text.len() { format!("{short}…") } else { short };
        // As large as other text of the page, however small the paper is shown.
        let size = points(12.0 / between(props.stack.zoom(props.page), 0.5, 1.4));
        Some(html! { <text class="formula" font-size={size} x={points(x)} y={points(y)} text-anchor={anchor}>{short}</text> })
    });
    html! {
        <g class="relation" aria-hidden="true">{ for lines }{ for formula }</g>
    }
}
