#!/bin/sh
# Builds the engine with every format and the drawing of PDF pages into dist/engine (a Trunk hook). The engine of the first page is in
# one module with the page.
# GOUJI_PROFILE chooses the cargo profile (web for the site, dev while working on the page).
set -eu
cd "$(dirname "$0")/.."
profile="${GOUJI_PROFILE:-${TRUNK_PROFILE_NAME:-web}}"
folder="$profile"
[ "$profile" = dev ] && folder=debug
target="${CARGO_TARGET_DIR:-target}/wasm32-unknown-unknown/$folder"
out="${TRUNK_STAGING_DIR:-dist}/engine"
mkdir -p "$out"
build() {
    name="$1" features="$2" program="${3:-gouji-engine}"
    cargo build --quiet --target wasm32-unknown-unknown --profile "$profile" --no-default-features \
        --features "$features" --bin "$program"
    wasm-bindgen --target no-modules --no-typescript --omit-default-module-path \
        --out-dir "$out" --out-name "$name" "$target/$program.wasm"
}
build gouji-engine-full "face,exports,${GOUJI_PDF_FEATURES:-pdf}"
build gouji-drawing drawing gouji-drawing
