#!/usr/bin/env bash
# run_tests.sh WASM_REFERENCE: builds the preset wasm and runs the node tests of this folder.
# Exits 77 (skipped) where something to do so is missing.
set -euo pipefail
here="$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)"
cd -- "$here/../.."
skip() {
  echo "skipped: $1 is missing; scripts/setup wasm installs it"
  exit 77
}
command -v node > /dev/null || skip node
command -v clang++-19 > /dev/null || skip clang-19
[[ -e /usr/include/wasm32-wasi/c++/v1/vector ]] || skip libc++-19-dev-wasm32
command -v wasm-ld-19 > /dev/null || skip lld-19
scripts/build wasm
DRAGOMAN_WASM="$PWD/build/wasm/dragoman.wasm" DRAGOMAN_WASM_REFERENCE="$1" \
  exec node --test "$here/boundary.test.mjs" "$here/same_deal.test.mjs"
