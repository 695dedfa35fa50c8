#!/usr/bin/env bash
# The browser tests on the built site. Arguments go to node's test runner.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
cd "$ROOT/tests/browser"

for browser in chromium chromium-browser google-chrome; do
  if [ -z "${CHROMIUM:-}" ] && have "$browser"; then CHROMIUM=$(command -v "$browser"); fi
done
export CHROMIUM
exec node --test --test-concurrency=1 "$@"
