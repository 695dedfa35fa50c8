//! The lexicon of labels and their synonyms: which words of which province name the same thing.
