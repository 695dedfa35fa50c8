//! Asking a text for words. The labels and sentences of reports are short and are asked for many words: what the standard
//! library prepares for each search costs more than looking.

/// Texts that are asked for words.
pub trait Holds {
    /// Does it hold this word?
    fn holds(&self, word: &str) -> bool;

    /// Does it hold one of these words?
    fn holds_any(&self, words: &[&str]) -> bool;
}

impl Holds for str {
    fn holds(&self, word: &str) -> bool {
        found(self.as_bytes(), word.as_bytes())
    }

    fn holds_any(&self, words: &[&str]) -> bool {
        Searched::new(self).holds_any(words)
    }
}

/// A text with a mask of its characters: most words that it does not hold are ruled out without a search.
#[derive(Debug, Clone, Copy)]
pub struct Searched<'t> {
    text: &'t str,
    mask: u64,
}

fn bit(c: char) -> u64 {
    1 << (u32::from(c) % 64)
}

impl<'t> Searched<'t> {
    /// A text that will be asked for words.
    pub fn new(text: &'t str) -> Self {
        Self { text, mask: text.chars().fold(0, |mask, c| mask | bit(c)) }
    }

    /// Does it hold this word?
    pub fn holds(&self, word: &str) -> bool {
        word.chars().all(|c| self.mask & bit(c) != 0) && self.text.holds(word)
    }

    /// Does it hold one of these words?
    pub fn holds_any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.holds(word))
    }
}

/// Is the word in the text? Looks for the last byte of its first character, which tells Chinese characters apart better
/// than the first.
fn found(text: &[u8], word: &[u8]) -> bool {
    let Some(last_start) = text.len().checked_sub(word.len()) else { return false };
    let telling = word.len().min(3).saturating_sub(1);
    let Some(&byte) = word.get(telling) else { return true };
    let Some(places) = text.get(telling..=last_start + telling) else { return false };
    places
        .iter()
        .enumerate()
        .any(|(at, &b)| b == byte && text.get(at..at + word.len()).is_some_and(|there| there == word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn finds_what_contains_finds(text in "[一-十a-c]{0,12}", word in "[一-十a-c]{0,3}") {
            prop_assert_eq!(Searched::new(&text).holds(&word), text.contains(&word));
            prop_assert_eq!(text.holds(&word), text.contains(&word));
        }
    }
}
