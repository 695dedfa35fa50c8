#!/usr/bin/env bash
# Fuzzes each target for a bounded time. A crash stops it; the input is left in fuzz/artifacts.
#   scripts/fuzz.sh [TARGET...]    EACH=60 seconds for each target, SANITIZER=none or address
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
cd "$ROOT"

EACH=${EACH:-60}
# Our code has no `unsafe`, so by default nothing watches memory errors: everything runs twice as fast. SANITIZER=address does.
SANITIZER=${SANITIZER:-none}
# Inputs of texts and single parts stay small, so that each is tried often.
SMALL=24000

have cargo-fuzz || {
  say "安装 cargo-fuzz Installing cargo-fuzz"
  cargo install --locked --quiet cargo-fuzz
}
rustup toolchain list | grep -q '^nightly' || {
  say "安装 Rust nightly，模糊测试需要它 Installing nightly Rust, which fuzzing needs"
  rustup toolchain install nightly --profile minimal
}

say "种子 Seeds"
python3 scripts/fuzz-seeds.py fuzz/corpus

targets=("$@")
if [ ${#targets[@]} = 0 ]; then
  mapfile -t targets < <(cd fuzz/fuzz_targets && printf '%s\n' *.rs | sed 's/\.rs$//')
fi
say "编译 Building"
cargo +nightly fuzz build --sanitizer "$SANITIZER"
for target in "${targets[@]}"; do
  say "$target：$EACH 秒 seconds"
  log=$(mktemp)
  most=()
  case $target in
    check | narrative | numbers | text | csv | html | mht | docx_xml | xlsx_xml | xml_2003) most=(-max_len="$SMALL") ;;
  esac
  # What a reviewer's browser may spend: ten seconds and 512 MB (the sanitizer needs twice as much itself).
  memory=512
  if [ "$SANITIZER" != none ]; then memory=2048; fi
  if cargo +nightly fuzz run --sanitizer "$SANITIZER" "$target" -- "${most[@]}" -max_total_time="$EACH" -timeout=10 \
    -rss_limit_mb="$memory" -print_final_stats=1 >"$log" 2>&1; then
    grep -E '^stat::(number_of_executed|average_exec|peak_rss)' "$log" || true
    rm -f "$log"
  else
    tail -n 40 "$log"
    fail "$target：见 fuzz/artifacts/$target。Crashed; see fuzz/artifacts/$target."
  fi
done
say "没有发现崩溃 No crash"
