#!/bin/sh
# Last steps of a site build (a Trunk hook): smaller modules, scripts and styles, and the list of files that work offline.
set -eu
cd "$(dirname "$0")/.."
site="${TRUNK_STAGING_DIR:-dist}"
# Only what Chromium 97 knows: with more the optimiser would write newer instructions.
features="--enable-bulk-memory --enable-sign-ext --enable-nontrapping-float-to-int --enable-mutable-globals
    --enable-reference-types --enable-multivalue"
if [ "${GOUJI_PROFILE:-web}" = web ] && command -v wasm-opt >/dev/null 2>&1; then
    # Side by side. The modules that come when needed are several megabytes, over which more takes many minutes. Functions called
    # from one place stay functions unless they are tiny (see .cargo/config.toml). Functions that resemble each other go side by side.
    # shellcheck disable=SC2016 # the inner shell expands it
    find "$site" "$site/engine" -maxdepth 1 -name '*.wasm' -print0 | xargs -0 -P "$(nproc)" -I {} sh -c '
        case "${1##*/}" in gouji-web*) level="-O2 --one-caller-inline-max-function-size=30 --always-inline-max-function-size=1 --flexible-inline-max-function-size=0" ;; *) level=-O1 ;; esac
        wasm-opt $level $2 "$1" -o "$1.small" && mv "$1.small" "$1" || rm -f "$1.small"
        node scripts/order-functions.mjs "$1" "$1.named" &&
            wasm-opt $2 --reorder-functions-by-name --strip-debug "$1.named" -o "$1.small" && mv "$1.small" "$1"
        rm -f "$1.named" "$1.small"' - {} "$features"
fi
if [ "${GOUJI_PROFILE:-web}" = web ] && command -v esbuild >/dev/null 2>&1; then
    # No name of the site has a blank: the list falls apart into words as it should.
    # shellcheck disable=SC2046
    esbuild --minify --charset=utf8 --target=chrome97 --log-level=warning --allow-overwrite \
        --outbase="$site" --outdir="$site" $(find "$site" -name '*.js' -o -name '*.css')
fi
cd "$site"
files=$(find . -type f ! -name sw.js ! -name embed-example.html ! -name '*.ts' | LC_ALL=C sort)
# shellcheck disable=SC2086 # as above
list=$(printf '"%s", ' './' $files)
# shellcheck disable=SC2086
version=$(cat $files | sha256sum | cut -c1-16)
sed -e "s|\"@FILES@\"|${list%, }|" -e "s|@VERSION@|$version|" sw.js > sw.js.new
mv sw.js.new sw.js
