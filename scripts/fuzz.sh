#!/usr/bin/env bash
# Fuzzes each target for a bounded time. A crash stops it; the input is left in fuzz/artifacts.
#   scripts/fuzz.sh [TARGET...]    EACH=60 seconds for each target
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
cd "$ROOT"

EACH=${EACH:-60}
MOST=2000000 # bytes of a seed: a larger one makes every step slow

have cargo-fuzz || {
  say "安装 cargo-fuzz Installing cargo-fuzz"
  cargo install --locked --quiet cargo-fuzz
}
rustup toolchain list | grep -q '^nightly' || {
  say "安装 Rust nightly，模糊测试需要它 Installing nightly Rust, which fuzzing needs"
  rustup toolchain install nightly --profile minimal
}

seed() { # seed TARGET FILE...
  local target=$1 file
  shift
  mkdir -p "fuzz/corpus/$target"
  for file in "$@"; do
    if [ -f "$file" ] && [ "$(wc -c <"$file")" -le "$MOST" ]; then
      cp "$file" "fuzz/corpus/$target/seed-$(basename "$file")"
    fi
  done
}
part() { # part TARGET ARCHIVE MEMBER: a part of a container as a seed
  mkdir -p "fuzz/corpus/$1"
  python3 -c 'import sys, zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))' "$2" "$3" \
    >"fuzz/corpus/$1/seed-part.xml" || say "没有种子 No seed: $2 $3"
}

F=tests/fixtures
seed text tests/corpus/*.txt $F/*.txt $F/hostile/*.txt
seed csv $F/*.csv $F/*.tsv $F/hostile/*.csv
seed html $F/*.html $F/hostile/*.html
seed pdf tests/corpus/*.pdf $F/*.pdf $F/hostile/*.pdf
seed package $F/*.zip
for format in mht docx doc rtf odt xlsx xls ods; do seed "$format" $F/*."$format" $F/hostile/*."$format"; done
seed check tests/corpus/*.txt
seed narrative tests/corpus/*.txt
seed numbers tests/corpus/*.txt
part docx_xml $F/report.docx word/document.xml
part xlsx_xml $F/tables.xlsx xl/worksheets/sheet1.xml

targets=("$@")
if [ ${#targets[@]} = 0 ]; then
  mapfile -t targets < <(cd fuzz/fuzz_targets && printf '%s\n' *.rs | sed 's/\.rs$//')
fi
say "编译 Building"
cargo +nightly fuzz build
for target in "${targets[@]}"; do
  say "$target：$EACH 秒 seconds"
  log=$(mktemp)
  if cargo +nightly fuzz run "$target" -- -max_total_time="$EACH" -timeout=20 -malloc_limit_mb=512 \
    -rss_limit_mb=2048 -print_final_stats=1 >"$log" 2>&1; then
    grep -E '^stat::(number_of_executed|average_exec|peak_rss)' "$log" || true
    rm -f "$log"
  else
    tail -n 40 "$log"
    fail "$target：见 fuzz/artifacts/$target。Crashed; see fuzz/artifacts/$target."
  fi
done
say "没有发现崩溃 No crash"
