#!/usr/bin/env bash
# The documented batches: GNU parallel and Spark in local mode, each where it is installed.
#   tests/batch.sh GOUJI
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
gouji=$(realpath "${1:-$root/target/debug/gouji}")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/archive"
for i in $(seq 6); do cp "$root/tests/corpus/seed-report.txt" "$folder/archive/$i.txt"; done
printf '' >"$folder/archive/empty.txt"

expect() { [ "$2" = 7 ] || { echo "$1: $2 results for 7 files" >&2; exit 1; }; echo "$1: ok"; }

if command -v parallel >/dev/null; then
  find "$folder/archive" -type f |
    parallel --pipe -N 2 --round-robin "$gouji" check --format json --jobs 1 --files-from - >"$folder/results.ndjson" || true
  expect "GNU parallel" "$(wc -l <"$folder/results.ndjson")"
else
  echo "GNU parallel: not installed, skipped"
fi

if python3 -c 'import pyspark, pandas, pyarrow' 2>/dev/null && command -v java >/dev/null; then
  python3 "$root/docs/examples/spark_check.py" --gouji "$gouji" "$folder/archive" "$folder/results.parquet" 2>"$folder/log" ||
    { tail -n 20 "$folder/log" >&2; exit 1; }
  expect "Spark" "$(python3 -c 'import pandas, sys; print(len(pandas.read_parquet(sys.argv[1])))' "$folder/results.parquet")"
else
  echo "Spark: pyspark or Java not installed, skipped"
fi
