#!/usr/bin/env bash
# Formatting, clippy, documentation, dependencies (licences, sources, duplicates, advisories), scripts.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
cd "$ROOT"

say "格式 Formatting"
cargo fmt --check
# The rules are modules that a macro declares, which cargo fmt does not follow.
git ls-files 'src/*.rs' | xargs rustfmt --check --edition 2024
say "静态检查 clippy"
cargo clippy --quiet --all-targets -- -D warnings
# The page, the engine for JavaScript and the drawing of PDF pages are programs of their own.
for features in app face,exports,pdf drawing; do
  cargo clippy --quiet --lib --target wasm32-unknown-unknown --no-default-features --features "$features" -- -D warnings
done
say "文档 Documentation"
# The comment of a room names what is in it, private or not.
RUSTDOCFLAGS="-Dwarnings -Arustdoc::private_intra_doc_links" cargo doc --quiet --no-deps
say "依赖的许可、来源、重复 Licences, sources and duplicates of the dependencies"
cargo deny --log-level error check bans licenses sources
# The database of advisories comes from the network. Where it cannot be had, that is said; where it can, it counts.
if cargo deny --log-level off fetch db >/dev/null 2>&1; then
  say "安全公告 Advisories"
  cargo deny --log-level error check advisories
else
  say "取不到安全公告库，这一项没有核对。The database of advisories cannot be reached: advisories were NOT checked."
fi
if have shellcheck; then
  say "脚本 Scripts"
  shellcheck -x -P scripts scripts/*.sh .ci/run
fi
