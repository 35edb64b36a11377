# shellcheck shell=bash
# What every script shares: where things are, which Rust is used, how to say things.
# Source it first; it also moves to the project's root.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

# Tools that take minutes to compile are kept outside of the clone, so that the next clone has them.
tools=${XDG_CACHE_HOME:-$HOME/.cache}/live-loop
# Debian keeps haproxy in /usr/sbin, which is not on everybody's PATH.
PATH=$tools/bin:$root/scripts/site/node_modules/.bin:$PATH:$HOME/.cargo/bin:/usr/sbin
# The contract says where the binary stands, whatever the developer's own cargo settings are.
export PATH CARGO_TARGET_DIR=$root/target

say() { printf '==> %s\n' "$*" >&2; }
die() {
  printf 'Live Loop: %s\n' "$*" >&2
  exit 1
}
have() { command -v "$1" >/dev/null 2>&1; }

# Where the site is served: by the environment, or else by default.
site_address() {
  echo "${LEPTOS_SITE_ADDR:-$(sed -n 's/^site-addr = "\(.*\)"/\1/p' Leptos.toml)}"
}
# An address that a server listens on, as it is reached from here.
from_here() {
  case $1 in
    0.0.0.0:* | '[::]:'*) echo "127.0.0.1:${1##*:}" ;;
    *) echo "$1" ;;
  esac
}
# Whether something listens there.
answers() { (: <"/dev/tcp/$(tr -d '[]' <<<"${1%:*}")/${1##*:}") 2>/dev/null; }
# within SECONDS WHAT COMMAND…: waits until the command succeeds.
within() {
  local deadline=$((SECONDS + $1))
  until "${@:3}" >/dev/null 2>&1; do
    [ "$SECONDS" -lt "$deadline" ] || die "this did not come about within $1 s: $2"
    sleep 0.1
  done
}

# The browsers for the tests, by whichever name they go here; empty where there is none.
first_of() { command -v "$@" | head -n 1; }
CHROMIUM=${CHROMIUM:-$(first_of chromium chromium-browser google-chrome || true)}
FIREFOX=${FIREFOX:-$(first_of firefox-esr firefox || true)}
export CHROMIUM FIREFOX

# The version of a crate in Cargo.lock.
locked_version() {
  awk -v crate="name = \"$1\"" '$0 == crate { getline; gsub(/version = |"/, ""); print; exit }' Cargo.lock
}

# cargo_tool NAME VERSION: a cargo subcommand beside the compiled tools. A debug build of it takes a minute or two,
# and works as fast.
cargo_tool() {
  [ "$(cargo "${1#cargo-}" --version 2>/dev/null | awk '{ print $2 }')" = "$2" ] && return
  say "Compiling $1 $2 (about 1 min, once)"
  CARGO_TARGET_DIR=$tools/compiling CARGO_PROFILE_DEV_DEBUG=0 \
    cargo install --quiet --debug --locked "$1@$2" --root "$tools" \
    || die "$1 $2 couldn't be compiled; is there a connection to crates.io?"
  rm -rf "$tools/compiling"
}

# Whether the Rust in use can compile to WASM, that is, has the standard library for it.
knows_wasm() {
  local sysroot
  sysroot=$(rustc --print sysroot 2>/dev/null) || return 1
  compgen -G "$sysroot/lib/rustlib/wasm32-unknown-unknown/lib/libstd-*.rlib" >/dev/null
}

# rustup's own toolchain wherever it knows WASM; else the one that scripts/setup/toolchain linked.
if have rustup && ! knows_wasm && RUSTUP_TOOLCHAIN=debian knows_wasm; then
  export RUSTUP_TOOLCHAIN=debian
fi

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

apt() { as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 "$@" >&2; }

# Install Debian packages; elsewhere name them.
apt_install() {
  have apt-get || die "these are missing, and there is no apt here; please install them yourself: $*"
  [ "$(id -u)" -eq 0 ] || have sudo \
    || die "these are missing, and there is no sudo here; please let root run: apt-get install $*"
  apt update || die "apt can't refresh its package lists; is there a connection?"
  # A half-finished upgrade on the machine stops apt once; -f mends it.
  apt install -y --no-install-recommends "$@" \
    || { apt install -f -y && apt install -y --no-install-recommends "$@"; } \
    || die "apt couldn't install: $*"
}

# npm ci where the lock file has changed since the last one.
npm_ci() {
  local dir=$1
  [ "$dir/node_modules/.package-lock.json" -nt "$dir/package-lock.json" ] && return
  say "Fetching the npm packages of $dir (seconds)"
  npm ci --prefix "$dir" --no-audit --no-fund --loglevel=error >&2 \
    || die "npm couldn't fetch the packages of $dir; is there a connection?"
}
