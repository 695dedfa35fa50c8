//! The scoring rules (赋分规则) as data, and the inference of which one a form follows.
//!
//! A form rarely states how a completion rate becomes a score. The documented and the observed rules are held here with
//! their sources; a document's own rows vote for the one they follow. An inferred rule is never presented as a law.

mod catalogue;
mod certain;
mod completion;
mod curve;
mod infer;
mod written;

pub use catalogue::{RULES, ScoringRule, find, identity};
pub use completion::{Completions, RateJudgement, is_achieved};
pub use curve::{Case, Curve, Kind};
pub use infer::{Group, Inference, Judged, Key};
