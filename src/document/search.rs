//! Asking a short text for many words.

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
        word.chars().all(|c| self.mask & bit(c) != 0) && self.text.contains(word)
    }

    /// Does it hold one of these words?
    pub fn holds_any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.holds(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn finds_what_contains_finds(text in "[一-十a-c]{0,12}", word in "[一-十a-c]{0,3}") {
            prop_assert_eq!(Searched::new(&text).holds(&word), text.contains(&word));
        }
    }
}
