#!/usr/bin/env bash
# A disk that is full: the run stops with a clear message, what was committed stays, and with more
# room a resume completes it to the same bytes.
#
#   full_disk_test.sh DRAGOMAN SCENARIO.yaml
#
# Exit code 77: no tmpfs can be mounted here (it takes root).
set -euo pipefail
program="$(realpath "$1")"
scenario="$(realpath "$2")"
source "$(dirname -- "${BASH_SOURCE[0]}")/sweep_under_test.sh"
cd -- "$scratch"

write_experiment 64 300
"$program" sweep run e.yaml --out whole --quiet
mkdir disk
if ! mount -t tmpfs -o size=1m tmpfs "$scratch/disk" 2> /dev/null; then
  echo "skipped: no tmpfs can be mounted here"
  exit 77
fi
mounted="$scratch/disk"

# With less and less room the disk is full at the first write, in the middle, and while the file is
# rewritten at the end.
size="$(($(stat -c %s whole/result.sqlite) / 1024))"
for room in 40 100 200 $((size / 2)) $((size + 100)) $((size * 3 / 2 + 200)); do
  rm -rf disk/*
  mount -o "remount,size=${room}k" "$mounted"
  status=0
  "$program" sweep run e.yaml --out disk/result --quiet > out 2> err || status=$?
  if ((status == 0)); then
    echo "$room KiB are enough"
    cmp disk/result/result.sqlite whole/result.sqlite || fail "other bytes"
    continue
  fi
  ((status == 1)) || fail "$room KiB: exit code $status: $(cat err)"
  grep -qiE "full|no space left" err || fail "$room KiB: no word of a full disk: $(cat err)"
  logged="$(grep -cs '"event":"chunk"' disk/result/activity.jsonl || true)"
  if [[ -e disk/result/spec.json ]]; then
    # Still full: nothing gets worse.
    "$program" sweep resume disk/result --quiet > out 2> again && fail "resumed on a full disk"
    mount -o "remount,size=64m" "$mounted"
    kept="$(chunks_in disk/result)"
    "$program" sweep resume disk/result --quiet 2> err || fail "with more room: $(cat err)"
  else
    mount -o "remount,size=64m" "$mounted"
    kept=0
    "$program" sweep run disk/../e.yaml --out disk/result --quiet 2> err || fail "$(cat err)"
  fi
  ((kept >= logged)) || fail "$room KiB: $logged chunks were committed, $kept are there"
  cmp disk/result/result.sqlite whole/result.sqlite || fail "$room KiB: other bytes"
  echo "$room KiB: stopped with $kept chunks, completed with more room"
done
