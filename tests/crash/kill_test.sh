#!/usr/bin/env bash
# A sweep that is killed again and again (SIGKILL, at random moments of run, resume, shard and merge)
# ends with the same bytes as one that is not, and never loses or doubles what was committed.
#
#   kill_test.sh DRAGOMAN SCENARIO.yaml [KILLS] [SEED]
#
# KILLS: 25, or $DRAGOMAN_CRASHES. SEED draws the moments; when they fall still differs by machine.
set -euo pipefail
program="$(realpath "$1")"
scenario="$(realpath "$2")"
kills="${3:-${DRAGOMAN_CRASHES:-25}}"
seed="${4:-1}"
source "$(dirname -- "${BASH_SOURCE[0]}")/sweep_under_test.sh"
cd -- "$scratch"
RANDOM="$seed"

write_experiment 64 300
begun="$(milliseconds)"
"$program" sweep run e.yaml --out whole --quiet --threads 2
run_takes=$(($(milliseconds) - begun))
"$program" sweep verify whole --chunks 1 > verified
hash="$(grep -o 'hash [0-9a-f]*' verified)"
echo "undisturbed: $run_takes ms, $hash"

done_kills=0
limit=0
# share N: of the kills that are left, one N-th may fall until the next share.
share() { limit=$((done_kills + (kills - done_kills + $1 - 1) / $1)); }
in_a_row=0
# attempt MILLISECONDS WORDS...: true if the program ended by itself; false if it was killed. Once
# its share of kills is used up, it is left alone.
attempt() {
  local moment status=0
  # A shard begins from nothing each time: on a slow machine it needs more and more time to end.
  below "$(($1 + 20 + $1 * in_a_row / 4))"
  moment="$drawn"
  shift
  "$program" "$@" > out 2> err &
  child=$!
  if ((done_kills < limit)); then
    sleep "$(printf '%d.%03d' $((moment / 1000)) $((moment % 1000)))"
    kill -9 "$child" 2> /dev/null || true
  fi
  wait "$child" 2> /dev/null || status=$?
  child=""
  if ((status == 137)); then
    done_kills=$((done_kills + 1))
    in_a_row=$((in_a_row + 1))
    return 1
  fi
  in_a_row=0
  ((status == 0)) || fail "exit code $status of: $* ($(cat err))"
}

# keeps FOLDER: the chunks of its result, which may not become fewer but by a repair that is named.
before=0
keeps() {
  local now
  [[ -e "$1/spec.json" ]] || return 0
  now="$(chunks_in "$1")"
  ((now >= before)) || grep -q "computed again" err || fail "$before chunks, then $now: $(cat err)"
  before="$now"
}

check_whole() { # folder
  cmp "$1/result.sqlite" whole/result.sqlite || fail "$1 has other bytes than the undisturbed result"
  "$program" sweep verify "$1" --chunks 1 | grep -q "$hash" || fail "another hash"
}

round=0
while ((done_kills < kills)); do
  round=$((round + 1))
  # By run and resume.
  folder="run-$round"
  before=0
  share 3
  while true; do
    if [[ -e "$folder/spec.json" ]]; then words=(resume "$folder"); else words=(run e.yaml --out "$folder"); fi
    ended=0
    attempt "$run_takes" sweep "${words[@]}" --quiet --threads 2 || ended=$?
    [[ ! -s err ]] || ((ended)) || fail "a repair where nothing was damaged: $(cat err)"
    keeps "$folder"
    ((ended)) || break
  done
  none_computed_twice "$folder"
  check_whole "$folder"

  # In shards, killed too, and merged.
  folder="parts-$round"
  "$program" sweep submit e.yaml --out "$folder" --shards 4 --quiet > /dev/null
  share 2
  for k in 4 1 3 2; do
    until attempt $((run_takes / 4)) sweep shard "$folder" --shard "$k/4" --quiet --threads 2; do :; done
  done
  before=0
  share 1
  until attempt $((run_takes / 4)) sweep merge "$folder"; do keeps "$folder"; done
  check_whole "$folder"
  [[ "$(ls "$folder/shards" | grep -c '^shard-00[1-4]-of-004.sqlite$')" == 4 ]] || fail "not 4 shards"
  rm -rf -- "run-$round" "parts-$round"
done
echo "killed $done_kills times in $round sweeps by one process and $round in shards; $hash each time"
