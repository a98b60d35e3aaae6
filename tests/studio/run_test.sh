#!/usr/bin/env bash
# run_test.sh NAME BUILD_FOLDER PROGRAM: runs engine/apps/studio/test/NAME.test.mjs, or NAME.mjs where
# that is no test, beside the packages that the build installed. Exits 77 (skipped) where something to
# do so is missing.
set -euo pipefail
name="$1"
build="$2"
program="$3"
skip() {
  echo "skipped: $1 is missing; scripts/setup test installs it"
  exit 77
}
command -v node > /dev/null || skip node
chromium="${DRAGOMAN_CHROMIUM:-$(command -v chromium || true)}"
[[ -n "$chromium" ]] || skip chromium

# Modules are looked for in the folders above a file, so the tests run as copies.
copy="$build/studio/test/$name"
rm -rf -- "$copy"
mkdir -p -- "$copy"
cp -R -- engine/apps/studio/test/. "$copy"
export DRAGOMAN_CHROMIUM="$chromium" DRAGOMAN_PROGRAM="$program"
export DRAGOMAN_STUDIO_BUILD="$build/studio" DRAGOMAN_STUDIO_SHOTS="$build/studio-shots"
if [[ -f "$copy/$name.test.mjs" ]]; then exec node --test "$copy/$name.test.mjs"; fi
exec node "$copy/$name.mjs"
