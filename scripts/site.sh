#!/usr/bin/env bash
# Builds the page into dist/ when something has changed since it was built, and serves it.
#   scripts/site.sh build | serve
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
cd "$ROOT"

STAMP=target/site.sha256

# Everything that the page is made of.
fingerprint() {
  {
    find src www index.html Trunk.toml Cargo.toml Cargo.lock package-lock.json scripts/build-engine.sh scripts/finish-site.sh -type f -print0 |
      LC_ALL=C sort -z | xargs -0 sha256sum
    with_page_toolchain rustc --version
  } | sha256sum
}

build() {
  local now
  now=$(fingerprint)
  if [ -f dist/index.html ] && [ "$(cat "$STAMP" 2>/dev/null)" = "$now" ]; then
    say "页面没有变化，不用重新编译 The page is up to date: dist/"
    return
  fi
  say "编译页面 Building the page"
  rm -f "$STAMP"

  # Trunk builds offline: what only the page is made of is not yet there where no page was ever built.
  with_page_toolchain cargo fetch --locked --quiet
  # Some systems set NO_COLOR=1, which Trunk does not understand.
  with_page_toolchain env -u NO_COLOR trunk build --offline --release
  mkdir -p target
  printf '%s\n' "$now" >"$STAMP"
  say "完成 Built: dist/"
}

case ${1:-} in
  build) build ;;
  serve)
    build
    exec node scripts/serve.mjs
    ;;
  *) fail "scripts/site.sh build | serve" ;;
esac
