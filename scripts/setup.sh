#!/usr/bin/env bash
# Installs what is missing and nothing else. 缺什么装什么，不缺就什么也不做。
#   scripts/setup.sh native    Rust, a C linker
#   scripts/setup.sh lint      and rustfmt, clippy, cargo-deny, shellcheck
#   scripts/setup.sh page      and the WebAssembly target, Trunk, wasm-bindgen, wasm-opt, esbuild
#   scripts/setup.sh browser   and Chromium with its driver and Firefox, for the browser tests
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
cd "$ROOT"

TRUNK_VERSION=0.21.14
DENY_VERSION=0.20.2

# Debian packages, when this is Debian (or a child of it) and we may install.
apt_install() {
  have apt-get || return 1
  local as=()
  if [ "$(id -u)" != 0 ]; then
    have sudo && sudo -n true 2>/dev/null || return 1
    as=(sudo)
  fi
  say "安装系统软件包 Installing packages: $*"
  "${as[@]}" apt-get update -qq || true
  "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

need() { # need COMMAND PACKAGE...: a command that a system package provides
  local command=$1
  shift
  have "$command" && return
  apt_install "$@" && have "$command" && return
  fail "缺少 $command，请先安装（Debian/Ubuntu：apt-get install $*）。$command is missing; please install it."
}

at_least() { # at_least HAVE WANT: compares versions
  [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]
}

set_up_rust() {
  if ! have rustup && ! have cargo; then
    fail "没有找到 Rust，请按 https://rustup.rs 的说明安装 rustup。Rust is missing; install rustup first."
  fi
  local wanted version
  wanted=$(awk -F'"' '/^rust-version/ { print $2 }' Cargo.toml)
  version=$(rustc --version 2>/dev/null | awk '{ print $2 }') || version=
  if [ -z "$version" ] || ! at_least "${version%%-*}" "$wanted"; then
    have rustup || fail "需要 Rust $wanted 或更新版本，现为 ${version:-无}。Rust $wanted or newer is needed."
    say "安装 Rust 稳定版（需要 ≥ $wanted）Installing stable Rust"
    rustup toolchain install stable --profile minimal
    [ -n "$version" ] || rustup default stable
    version=$(rustc --version | awk '{ print $2 }')
    at_least "${version%%-*}" "$wanted" ||
      fail "默认的 Rust 是 $version，请执行 rustup default stable。The default Rust is too old; run: rustup default stable."
  fi
  need cc gcc libc6-dev
}

set_up_lint() {
  local component
  for component in rustfmt clippy; do
    "cargo-${component/rustfmt/fmt}" --version >/dev/null 2>&1 || {
      have rustup || fail "缺少 $component。$component is missing."
      say "安装 Installing $component"
      rustup component add "$component"
    }
  done
  # Without optimisation it is built three times sooner, and runs for a second.
  have cargo-deny || cargo_tool cargo-deny cargo-deny "$DENY_VERSION" --debug
  have shellcheck || apt_install shellcheck || say "没有 shellcheck，脚本不检查。No shellcheck: scripts are not checked."
}

has_wasm_target() { # has_wasm_target [TOOLCHAIN]
  local libraries
  libraries=$(RUSTUP_TOOLCHAIN=${1:-${RUSTUP_TOOLCHAIN:-}} rustc_libraries)
  compgen -G "$libraries/libstd-*.rlib" >/dev/null
}
rustc_libraries() {
  if [ -z "${RUSTUP_TOOLCHAIN:-}" ]; then unset RUSTUP_TOOLCHAIN; fi
  printf '%s\n' "$(rustc --print sysroot)/lib/rustlib/$WASM_TARGET/lib"
}

set_up_wasm_target() {
  mkdir -p "$TOOLS"
  if has_wasm_target; then
    rm -f "$TOOLS/page-toolchain"
    return
  fi
  if [ "$PAGE_TOOLCHAIN" = debian ] && has_wasm_target debian 2>/dev/null; then return; fi
  if have rustup; then
    say "安装 WebAssembly 目标 Installing the target $WASM_TARGET"
    if rustup target add "$WASM_TARGET" && has_wasm_target; then return; fi
    say "rustup 取不到该目标，改用 Debian 的 Rust。rustup has no such target here; using Debian's Rust instead"
  fi
  debian_wasm_target
}

# Debian packages a recent Rust with its sources but without std for WebAssembly: build that once.
debian_wasm_target() {
  local libraries=/usr/lib/rustlib/$WASM_TARGET/lib
  if ! compgen -G "$libraries/libstd-*.rlib" >/dev/null; then
    [ "$(id -u)" = 0 ] ||
      fail "请用 root 运行一次，或用 rustup 安装目标 $WASM_TARGET。Run once as root, or install $WASM_TARGET with rustup."
    apt_install rustc-web cargo-web rust-web-src lld-22 || fail "无法安装 rustc-web。Cannot install rustc-web."
    say "为 WebAssembly 编译一次标准库 Building std for $WASM_TARGET once"
    local build
    build=$(mktemp -d)
    mkdir -p "$build/src"
    printf '[package]\nname = "std-for-wasm"\nversion = "0.0.0"\nedition = "2021"\n[lib]\npath = "src/lib.rs"\n' >"$build/Cargo.toml"
    printf '#![no_std]\n' >"$build/src/lib.rs"
    (
      cd "$build"
      unset RUSTUP_TOOLCHAIN CARGO_TARGET_DIR
      PATH=/usr/bin:$PATH RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 RUSTFLAGS=-Cembed-bitcode=yes \
        /usr/bin/cargo build --release --target "$WASM_TARGET" -Zbuild-std=std,panic_abort,test
    ) || fail "标准库编译失败。Building std failed."
    mkdir -p "$libraries"
    cp "$build/target/$WASM_TARGET/release/deps/"*.rlib "$libraries/"
    rm -f "$libraries"/libstd_for_wasm-*.rlib
    rm -rf "$build"
  fi
  # rustc looks for its linker beside its own libraries.
  local host linkers
  host=$(/usr/bin/rustc -vV | awk '/^host/ { print $2 }')
  linkers=/usr/lib/rustlib/$host/bin
  if [ ! -e "$linkers/rust-lld" ]; then
    mkdir -p "$linkers"
    ln -s /usr/lib/llvm-22/bin/lld "$linkers/rust-lld"
  fi
  if have rustup; then
    rustup toolchain link debian /usr
    echo debian >"$TOOLS/page-toolchain"
    PAGE_TOOLCHAIN=debian
  fi
}

# A program from crates.io at exactly this version: into cargo's own place, or beside the project if another version is there.
cargo_tool() { # cargo_tool CRATE PROGRAM VERSION [FLAGS...]
  local crate=$1 program=$2 version=$3
  shift 3
  if have "$program" && [ "$("$program" --version 2>/dev/null | awk '{ print $2 }')" = "$version" ]; then return; fi
  local into=()
  if [ -e "$CARGO_BIN/$program" ]; then into=(--root "$TOOLS"); fi
  say "编译 $crate $version（只需一次，几分钟）Building $crate $version, once"
  CARGO_TARGET_DIR=$TOOLS/build cargo install --locked --quiet "${into[@]}" --version "$version" "$@" "$crate"
  rm -rf "$TOOLS/build"
}

set_up_node_modules() { # set_up_node_modules FOLDER
  local folder=$1
  [ -f "$folder/package-lock.json" ] || return 0
  cmp -s "$folder/package-lock.json" "$folder/node_modules/.installed-lock" && return
  need node nodejs
  need npm npm
  say "安装 npm 包 Installing npm packages of ${folder#"$ROOT"/}"
  (cd "$folder" && npm ci --no-audit --no-fund --loglevel=error)
  cp "$folder/package-lock.json" "$folder/node_modules/.installed-lock"
}

set_up_page() {
  set_up_wasm_target
  cargo_tool trunk trunk "$TRUNK_VERSION" --no-default-features --features rustls
  cargo_tool wasm-bindgen-cli wasm-bindgen "$(locked_version wasm-bindgen)"
  set_up_node_modules "$ROOT"
  have wasm-opt || fail "缺少 wasm-opt（npm 包 binaryen）。wasm-opt is missing."
  have esbuild || fail "缺少 esbuild（npm 包）。esbuild is missing."
}

set_up_browser() {
  have chromium || have chromium-browser || have google-chrome || [ -n "${CHROMIUM:-}" ] ||
    apt_install chromium chromium-driver fonts-noto-cjk ||
    fail "浏览器测试需要 Chromium，请安装后重试，或用 CHROMIUM= 指明它的位置。The browser tests need Chromium; install it or set CHROMIUM=."
  have firefox-esr || have firefox || [ -n "${FIREFOX:-}" ] || apt_install firefox-esr || apt_install firefox ||
    say "没有 Firefox，在 Firefox 中的测试会跳过。There is no Firefox; its tests will be skipped."
  set_up_node_modules "$ROOT/tests/browser"
}

for part in "${@:-native}"; do
  case $part in
    native) set_up_rust ;;
    lint) set_up_rust && set_up_lint ;;
    page) set_up_rust && set_up_page ;;
    browser) set_up_rust && set_up_page && set_up_browser ;;
    *) fail "不认识的部分 Unknown part: $part" ;;
  esac
done
