#!/usr/bin/env bash
# The browser tests on the built site, in Chromium and, where there is one, in Firefox. Arguments go to node's test runner.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
cd "$ROOT/tests/browser"

for browser in chromium chromium-browser google-chrome; do
  if [ -z "${CHROMIUM:-}" ] && have "$browser"; then CHROMIUM=$(command -v "$browser"); fi
done
for browser in firefox-esr firefox; do
  if [ -z "${FIREFOX:-}" ] && have "$browser"; then FIREFOX=$(command -v "$browser"); fi
done
export CHROMIUM FIREFOX
exec node --test --test-concurrency=1 "$@"
