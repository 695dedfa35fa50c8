//! How good Gouji is, measured: planted errors and the table of the corpus.

pub mod plant;
