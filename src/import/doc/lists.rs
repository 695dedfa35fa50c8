//! The lists of a doc: what their automatic numbers look like.

use super::super::compound::{u16_at, u32_at};
use super::super::numbering::{LEVELS, Level, List, Numbering};

/// More lists than any document has.
const MOST: usize = 10_000;

/// Reads the lists from the table stream: the definitions stand at `definitions` and behind it, the lists that paragraphs name at
/// `lists`. `None` if they do not fit together.
pub fn read(table: &[u8], definitions: (usize, usize), lists: (usize, usize)) -> Option<Numbering> {
    let mut numbering = Numbering::default();
    if definitions.1 == 0 || lists.1 == 0 {
        return Some(numbering);
    }
    let (start, length) = definitions;
    let count = usize::from(u16_at(table, start)?).min(MOST);
    // The levels stand behind the structure, not in it.
    let mut at = start.checked_add(length)?;
    for index in 0..count {
        let head = start + 2 + index * 28;
        let id = u32_at(table, head)?;
        let simple = table.get(head + 26)? & 1 != 0;
        let mut levels = Vec::new();
        for level in 0..if simple { 1 } else { LEVELS } {
            let style = u16_at(table, head + 8 + level * 2).filter(|&style| style != 0x0FFF);
            levels.push(Level { style: style.map(|s| s.to_string()), ..read_level(table, &mut at)? });
        }
        numbering.definitions.insert(id, levels);
    }
    let start = lists.0;
    let count = u32_at(table, start)? as usize;
    if count > MOST {
        return None;
    }
    let mut at = start + 4 + count * 16;
    for index in 0..count {
        let head = start + 4 + index * 16;
        let mut list = List { definition: u32_at(table, head)?, ..List::default() };
        let changed = *table.get(head + 12)?;
        // What the list changes begins with a place in the text, which says nothing.
        at += 4;
        for _ in 0..changed {
            let (first, flags) = (u32_at(table, at)?, u32_at(table, at + 4)?);
            at += 8;
            let level = (flags & 0xF) as usize;
            if flags & 0x20 != 0 {
                list.levels.insert(level, read_level(table, &mut at)?);
            } else if flags & 0x10 != 0 {
                list.starts.insert(level, first);
            }
        }
        numbering.lists.insert(u32::try_from(index + 1).ok()?, list);
    }
    Some(numbering)
}

fn read_level(table: &[u8], at: &mut usize) -> Option<Level> {
    let head = table.get(*at..at.checked_add(28)?)?;
    let &[_, _, _, _, format, flags, ..] = head else { return None };
    let (follows, characters, paragraph, restart) =
        (*head.get(15)?, *head.get(24)?, *head.get(25)?, *head.get(26)?);
    *at += 28 + usize::from(characters) + usize::from(paragraph);
    let length = usize::from(u16_at(table, *at)?);
    *at += 2;
    let mut text = String::new();
    let mut units = Vec::new();
    for index in 0..length {
        let unit = u16_at(table, *at + index * 2)?;
        // A unit below nine stands for the number of that level.
        if usize::from(unit) < LEVELS {
            text.push_str(&String::from_utf16_lossy(&std::mem::take(&mut units)));
            text.push('%');
            text.push_str(&(unit + 1).to_string());
        } else {
            units.push(unit);
        }
    }
    text.push_str(&String::from_utf16_lossy(&units));
    *at += length * 2;
    Some(Level {
        start: u32_at(head, 0)?,
        format: format_name(format).to_string(),
        text,
        tight: follows == 2,
        legal: flags & 0x04 != 0,
        restart: (flags & 0x08 != 0).then_some(usize::from(restart)),
        style: None,
    })
}

/// The names that later versions of Word gave to the formats.
fn format_name(code: u8) -> &'static str {
    match code {
        1 => "upperRoman",
        2 => "lowerRoman",
        3 => "upperLetter",
        4 => "lowerLetter",
        10 => "ideographDigital",
        11 => "japaneseCounting",
        14 | 19 => "decimalFullWidth",
        16 => "japaneseLegal",
        17 => "japaneseDigitalTenThousand",
        18 => "decimalEnclosedCircle",
        22 => "decimalZero",
        23 => "bullet",
        26 => "decimalEnclosedFullstop",
        27 => "decimalEnclosedParen",
        28 => "decimalEnclosedCircleChinese",
        29 => "ideographEnclosedCircle",
        30 => "ideographTraditional",
        31 | 32 => "ideographZodiac",
        33 => "taiwaneseCounting",
        34 => "ideographLegalTraditional",
        35 => "taiwaneseCountingThousand",
        36 | 40 => "ideographDigital",
        37 => "chineseCounting",
        38 => "chineseLegalSimplified",
        39 => "chineseCountingThousand",
        57 => "numberInDash",
        255 => "none",
        _ => "decimal",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(format: u8, text: &[u16]) -> Vec<u8> {
        let mut out = vec![1, 0, 0, 0, format, 0];
        out.extend([1; 9]);
        out.push(2);
        out.extend([0; 12]);
        out.extend((text.len() as u16).to_le_bytes());
        text.iter().for_each(|unit| out.extend(unit.to_le_bytes()));
        out
    }

    #[test]
    fn lists_count_in_chinese() {
        let mut table = vec![1, 0, 7, 0, 0, 0];
        table.extend([0; 4]);
        table.extend([0xFF, 0x0F].repeat(9));
        table.extend([1, 0]);
        let definitions = (0, table.len());
        table.extend(level(39, &[0x7B2C, 0, 0x90E8, 0x5206]));
        let start = table.len();
        table.extend([2, 0, 0, 0]);
        table.extend([7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        table.extend([7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0]);
        table.extend([0xFF; 4]);
        table.extend([0xFF; 4]);
        table.extend([9, 0, 0, 0, 0x10, 0, 0, 0]);
        let lists = (start, table.len() - start);
        let mut numbering = read(&table, definitions, lists).unwrap_or_default();
        let numbers: Vec<_> =
            [1, 1, 2, 3].into_iter().map(|list| numbering.next(list, 0).unwrap_or_default()).collect();
        assert_eq!(numbers, ["第一部分", "第二部分", "第九部分", ""]);
        for cut in 0..table.len() {
            let _ = read(&table[..cut], definitions, lists);
        }
    }
}
