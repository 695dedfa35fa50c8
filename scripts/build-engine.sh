#!/bin/sh
# Builds the engine with every format and the drawing of PDF pages into dist/engine (a Trunk hook). The engine of the first page is in
# one module with the page.
# GOUJI_PROFILE chooses the cargo profile of both (dev while working on the page).
set -eu
cd "$(dirname "$0")/.."
out="${TRUNK_STAGING_DIR:-dist}/engine"
mkdir -p "$out"
build() {
    name="$1" program="$2" features="$3" profile="${GOUJI_PROFILE:-$4}"
    folder="$profile"
    [ "$profile" = dev ] && folder=debug
    cargo build --quiet --target wasm32-unknown-unknown --profile "$profile" --no-default-features \
        --features "$features" --bin "$program"
    wasm-bindgen --target no-modules --no-typescript --omit-default-module-path \
        --out-dir "$out" --out-name "$name" "${CARGO_TARGET_DIR:-target}/wasm32-unknown-unknown/$folder/$program.wasm"
}
build gouji-engine-full gouji-engine "face,exports,${GOUJI_PDF_FEATURES:-pdf}" web-large
build gouji-drawing gouji-drawing drawing web
