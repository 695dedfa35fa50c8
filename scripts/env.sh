# Sourced by every script here: where things are, and how to speak.
# shellcheck shell=bash
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
TOOLS=$ROOT/.tools
CARGO_BIN=${CARGO_HOME:-$HOME/.cargo}/bin
# The project's own tools first, so that a pinned version wins over whatever else the machine has.
export PATH="$TOOLS/bin:$ROOT/node_modules/.bin:$CARGO_BIN:$PATH"
# shellcheck disable=SC2034 # for the scripts that source this
WASM_TARGET=wasm32-unknown-unknown

# The page is built with Debian's toolchain where rustup cannot fetch the WebAssembly target (see setup.sh).
if [ -f "$TOOLS/page-toolchain" ]; then
  PAGE_TOOLCHAIN=$(cat "$TOOLS/page-toolchain")
else
  PAGE_TOOLCHAIN=
fi

say() { printf '\033[1m▸\033[0m %s\n' "$*" >&2; }
fail() {
  printf '\033[31m✗\033[0m %s\n' "$*" >&2
  exit 1
}
have() { command -v "$1" >/dev/null 2>&1; }
# Runs a command of the page's build with the toolchain that has the WebAssembly target.
with_page_toolchain() {
  if [ -n "$PAGE_TOOLCHAIN" ]; then RUSTUP_TOOLCHAIN=$PAGE_TOOLCHAIN "$@"; else "$@"; fi
}
# The version of a crate in Cargo.lock.
locked_version() {
  awk -v name="\"$1\"" '$1 == "name" && $3 == name { getline; gsub(/"/, "", $3); print $3; exit }' "$ROOT/Cargo.lock"
}
