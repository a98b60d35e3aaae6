# What the tests of this folder share. To be sourced after `program` and `scenario` are set.

scratch="$(mktemp -d)"
child=""
mounted=""
finish_test() {
  local status=$?
  trap - EXIT
  [[ -z "$child" ]] || kill -9 "$child" 2> /dev/null || true
  cd /
  [[ -z "$mounted" ]] || umount "$mounted" || true
  if ((status == 0 || status == 77)); then
    rm -rf -- "$scratch"
  else
    echo "left for a look: $scratch"
  fi
  exit "$status"
}
trap finish_test EXIT
trap 'exit 143' TERM INT

fail() {
  echo "FAILED: $1"
  exit 1
}

# write_experiment POINTS REPLICATES: e.yaml, with a row per run and about 50 chunks.
write_experiment() {
  cat > e.yaml << YAML
scenario: $scenario
parameters:
  - {id: readiness, set: mechanisms.M9.pi, range: [0, 1]}
  - {id: noise, set: mechanisms.M24.q, range: [0, 1]}
design: {kind: sobol, points: $1}
replicates: $2
chunk_runs: $(($1 * $2 / 50))
outcomes: [some_ceasefire, headline, collapse, days]
YAML
}

milliseconds() { echo $(($(date +%s%N) / 1000000)); }

# below NUMBER: 0 .. NUMBER-1, drawn from bash's own generator, which RANDOM=SEED seeds.
below() { drawn=$(((RANDOM * 32768 + RANDOM) % $1)); }

number_of() { sed -n "s/^ *\"$2\": \([0-9]*\),*$/\1/p" <<< "$1"; }
chunks_in() { number_of "$("$program" sweep status "$1" --json)" chunks; }

# A chunk is logged once it is committed; one that is logged twice was lost in between.
none_computed_twice() { # folder
  [[ -e "$1/activity.jsonl" ]] || return 0
  local twice
  twice="$(grep -o '"chunk":[0-9]*' "$1/activity.jsonl" | sort | uniq -d | head -n 3 | tr '\n' ' ')"
  [[ -z "$twice" ]] || fail "committed, and computed again: $twice"
}
