#!/usr/bin/env bash
# Formatting, clippy, documentation, and (where installed) licences, advisories and duplicates.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
cd "$ROOT"

say "格式 Formatting"
cargo fmt --check
say "静态检查 clippy"
cargo clippy --quiet --all-targets -- -D warnings
say "文档 Documentation"
RUSTDOCFLAGS=-Dwarnings cargo doc --quiet --no-deps
if cargo deny --version >/dev/null 2>&1; then
  say "依赖的许可、公告、重复 Licences, advisories and duplicates of the dependencies"
  cargo deny --log-level error check bans licenses sources
  # The database of advisories is fetched from the network: without it the other checks still count.
  cargo deny --log-level error check advisories || say "安全公告未能全部核对，见上。Advisories: see above."
else
  say "没有安装 cargo-deny，跳过依赖检查（cargo install --locked cargo-deny）。cargo-deny is not installed; skipped."
fi
if have shellcheck; then
  say "脚本 Scripts"
  shellcheck -x scripts/*.sh .ci/run
fi
