//! Text boxes: which text stands in which, and where in the main text each is anchored.

use super::super::compound::u32_at;
use std::collections::HashMap;
use std::ops::Range;

/// Size of what is said of a shape beside its place.
const ANCHOR: usize = 26;
/// The same for a text box.
const BOX: usize = 22;

/// For each place of an anchor the range of its text within `texts`. A box whose anchor is not found stands beyond all places.
pub fn read(anchors: &[u8], boxes: &[u8], texts: Range<usize>) -> HashMap<usize, Range<usize>> {
    let mut places: HashMap<u32, usize> = HashMap::new();
    let count = anchors.len().saturating_sub(4) / (4 + ANCHOR);
    for index in 0..count {
        let shape = u32_at(anchors, (count + 1) * 4 + index * ANCHOR);
        if let (Some(place), Some(shape)) = (u32_at(anchors, index * 4), shape) {
            places.insert(shape, place as usize);
        }
    }
    let mut out = HashMap::new();
    let count = boxes.len().saturating_sub(4) / (4 + BOX);
    let edge = |index: usize| u32_at(boxes, index * 4).map(|at| texts.start.saturating_add(at as usize));
    for index in 0..count {
        let (Some(start), Some(end)) = (edge(index), edge(index + 1)) else { break };
        let range = start..end.min(texts.end);
        // The last is there for the program only.
        if range.is_empty() || index + 1 == count {
            continue;
        }
        let shape = u32_at(boxes, (count + 1) * 4 + index * BOX + 14);
        let place = shape.and_then(|shape| places.remove(&shape));
        out.insert(place.unwrap_or(texts.end.saturating_add(index)), range);
    }
    if out.is_empty() && !texts.is_empty() {
        out.insert(texts.end, texts);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_stands_at_its_anchor() {
        let numbers = |numbers: &[u32]| -> Vec<u8> { numbers.iter().flat_map(|n| n.to_le_bytes()).collect() };
        let mut anchors = numbers(&[5, 9]);
        anchors.extend(numbers(&[77]));
        anchors.extend([0; 22]);
        let mut boxes = numbers(&[0, 4, 6, 7]);
        for shape in [77u32, 78, 0] {
            boxes.extend([0; 14]);
            boxes.extend(shape.to_le_bytes());
            boxes.extend([0; 4]);
        }
        let found = read(&anchors, &boxes, 100..107);
        assert_eq!(found, HashMap::from([(5, 100..104), (108, 104..106)]));
        assert_eq!(read(&[], &[], 100..107), HashMap::from([(107, 100..107)]));
        assert!(read(&[], &[], 100..100).is_empty());
    }
}
