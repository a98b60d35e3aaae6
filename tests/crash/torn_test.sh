#!/usr/bin/env bash
# Files with a torn tail or overwritten bytes, as a power cut leaves them: resume and merge repair
# them or name what they compute again, and the result is the same to the byte.
#
#   torn_test.sh DRAGOMAN SCENARIO.yaml [CASES] [SEED]
#
# CASES: 30, or $DRAGOMAN_TORN. SEED draws files, places and bytes.
set -euo pipefail
program="$(realpath "$1")"
scenario="$(realpath "$2")"
cases="${3:-${DRAGOMAN_TORN:-30}}"
seed="${4:-1}"
source "$(dirname -- "${BASH_SOURCE[0]}")/sweep_under_test.sh"
cd -- "$scratch"
RANDOM="$seed"

write_experiment 32 60
"$program" sweep run e.yaml --out whole --quiet
chunks="$(chunks_in whole)"

# A run that was killed half-way, with a write-ahead log; none left after some tries is a failure.
for ((try = 0; ; try++)); do
  ((try < 50)) || fail "no run could be killed half-way"
  rm -rf half
  "$program" sweep run e.yaml --out half --quiet --threads 1 2> /dev/null &
  child=$!
  until [[ "$(grep -cs '"event":"chunk"' half/activity.jsonl)" -ge $((chunks / 3)) ]]; do
    kill -0 "$child" 2> /dev/null || break
  done
  kill -9 "$child" 2> /dev/null || true
  wait "$child" 2> /dev/null || true
  child=""
  [[ ! -s half/result.sqlite-wal ]] || break
done
echo "killed with $(chunks_in half) of $chunks chunks, $(stat -c %s half/result.sqlite-wal) bytes of log"
# Reading it may have moved the log into the file; the copies are of the state as it was killed.
"$program" sweep submit e.yaml --out parts --shards 5 --quiet > /dev/null
for k in 1 2 3 4 5; do "$program" sweep shard parts --shard "$k/5" --quiet; done

# damage FILE: what was done is in `damage`.
damage() {
  local size place length byte bytes i
  size="$(stat -c %s "$1")"
  ((size > 0)) || { damage="nothing (empty)"; return; }
  below 5
  case "$drawn" in
    0 | 1)
      below "$size"
      truncate -s "$drawn" "$1"
      damage="cut from $size to $drawn bytes"
      return
      ;;
    2)
      below 3000
      length=$((drawn + 1))
      below "$size"
      place="$drawn"
      damage="$length random bytes at $place of $size"
      # Seeded, so that a case can be had again.
      bytes=""
      for ((i = 0; i < length; i++)); do
        printf -v byte '\\x%02x' $((RANDOM % 256))
        bytes+="$byte"
      done
      printf '%b' "$bytes" | dd of="$1" bs=64k oflag=seek_bytes seek="$place" conv=notrunc status=none
      ;;
    3)
      below $((size / 512 + 1))
      place=$((drawn * 512))
      damage="512 zeros at $place of $size"
      dd if=/dev/zero of="$1" bs=512 seek=$((place / 512)) count=1 conv=notrunc status=none
      ;;
    4)
      below "$size"
      place="$drawn"
      below 256
      damage="one byte $drawn at $place of $size"
      printf '%b' "\\x$(printf %02x "$drawn")" | dd of="$1" bs=1 seek="$place" conv=notrunc status=none
      ;;
  esac
}

repaired=0
recomputed=0
for ((case = 1; case <= cases; case++)); do
  below 8
  rm -rf case
  told=""
  if ((drawn < 5)); then
    case "$drawn" in
      0 | 1) from=half file=result.sqlite ;;
      2 | 3) from=half file=result.sqlite-wal ;;
      4) from=whole file=result.sqlite ;;
    esac
    cp -a "$from" case
    damage "case/$file"
    what="case $case, $from/$file: $damage"
    logged="$(wc -l < case/activity.jsonl)"
    "$program" sweep resume case --quiet > out 2> err || fail "$what: exit code $? ($(cat err))"
    told="$(cat err)"
    again="$(tail -n +$((logged + 1)) case/activity.jsonl | grep -c '"event":"chunk"' || true)"
    # A finished file has no log whose tail may be lost: all that is computed again must be named.
    if [[ "$from" == whole ]] && ((again > 0)) && ! grep -q "computed again" err; then
      fail "$what: $again chunks computed again without a word"
    fi
    recomputed=$((recomputed + again))
  else
    below 5
    k=$((drawn + 1))
    file="shard-00$k-of-005.sqlite"
    cp -a parts case
    damage "case/shards/$file"
    what="case $case, $file: $damage"
    status=0
    "$program" sweep merge case > out 2> err || status=$?
    told="$(cat err)"
    if ((status != 0)); then
      ((status == 1)) || fail "$what: exit code $status ($told)"
      grep -q "$file" err || fail "$what: the file is not named: $told"
      "$program" sweep shard case --shard "$k/5" --quiet 2> err || fail "$what: $(cat err)"
      "$program" sweep merge case > out 2> err || fail "$what: merged again: $(cat err)"
    fi
  fi
  [[ -z "$told" ]] || repaired=$((repaired + 1))
  cmp -s case/result.sqlite whole/result.sqlite || fail "$what: other bytes; it said: ${told:-nothing}"
done
echo "$cases damaged files: $repaired repairs were named, $recomputed chunks computed again, all equal"
