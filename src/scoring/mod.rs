//! The scoring rules (赋分规则) as data, and the inference of which one a form follows.
