#!/usr/bin/env bash
# A sweep on a Slurm of four nodes gives the same file as one process, also when a task and a node
# are killed meanwhile.
#
#   cluster_test.sh DRAGOMAN SCENARIO.yaml
#
# Exit code 77: Slurm is not installed or does not start here.
set -euo pipefail
program="$(realpath "$1")"
scenario="$(realpath "$2")"
here="$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)"
source "$here/slurm_cluster.sh"

missing="$(slurm_missing)"
if [[ -n "$missing" ]]; then
  echo "skipped: $missing is not installed (scripts/setup ci installs Slurm)"
  exit 77
fi

scratch="$(mktemp -d)"
cluster="$scratch/cluster"
# A space in the path, because users have them.
work="$scratch/a sweep"
mkdir -p "$cluster" "$work"
finish() {
  local status=$?
  trap - EXIT
  slurm_stop "$cluster" || echo "processes of the cluster are left: $(processes_in "$cluster")"
  for process in $(processes_in "$work"); do kill -9 "$process" 2> /dev/null || true; done
  if ((status == 0 || status == 77)); then
    rm -rf -- "$scratch"
  else
    tail -n 30 "$cluster/log/slurmctld.log" 2> /dev/null || true
    tail -n 20 "$work"/result/slurm/log-*.txt 2> /dev/null || true
    echo "left for a look: $scratch"
  fi
  exit "$status"
}
trap finish EXIT
trap 'exit 143' TERM INT

fail() {
  echo "FAILED: $1"
  exit 1
}

# await SECONDS WHAT COMMAND...: until the command succeeds.
await() {
  local deadline=$((SECONDS + $1)) what="$2"
  shift 2
  until "$@"; do
    ((SECONDS < deadline)) || fail "waited in vain for: $what"
    sleep 0.05
  done
}

if ! slurm_start "$cluster" 4; then
  echo "skipped: Slurm does not start here:"
  cat "$cluster/log/start" 2> /dev/null || true
  tail -n 5 "$cluster/log/slurmctld.log" 2> /dev/null || true
  exit 77
fi
echo "$SECONDS s: four nodes are up"

cat > "$work/e.yaml" << YAML
scenario: $scenario
parameters:
  - {id: readiness, set: mechanisms.M9.pi, range: [0, 1]}
  - {id: noise, set: mechanisms.M24.q, range: [0, 1]}
design: {kind: sobol, points: 256}
replicates: 600
chunk_runs: 2500
keep: aggregates
outcomes: [some_ceasefire, headline, collapse, days]
YAML
cd -- "$work"
"$program" sweep run e.yaml --out serial --quiet
echo "$SECONDS s: the serial result is there"

"$program" sweep submit e.yaml --out result --slurm --shards 12
# Two arrays, because the cluster takes 8 tasks in one.
[[ "$(grep -c '"arrays"' result/slurm/jobs.json)" == 1 ]] || fail "no record of the jobs"
if "$program" sweep submit result --slurm --shards 12 2> refused; then
  fail "what is in the queue was submitted twice"
fi
grep -q "tasks submitted before are in the queue" refused || fail "$(cat refused)"

# catch: stops a process that computes a shard, and tells its id. It may end before it is caught;
# then the next is.
caught=""
catch() {
  local process
  for process in $(pgrep -f "sweep shard $work/result --shard"); do
    kill -STOP "$process" 2> /dev/null || continue
    if [[ "$(ps -o stat= -p "$process" 2> /dev/null)" == T* ]]; then
      caught="$process"
      return 0
    fi
    # Not stopped yet, or gone: it must not be found stopped and forgotten later.
    kill -CONT "$process" 2> /dev/null || true
  done
  return 1
}
parent_of() { ps -o ppid= -p "$1" | tr -d ' '; }
shard_of() { tr '\0' '\n' < "/proc/$1/cmdline" | sed -n 's|^\([0-9]*\)/12$|\1|p'; }

await 60 "a task to kill" catch
killed_task="$(shard_of "$caught")"
kill -9 "$caught"
echo "$SECONDS s: killed the task of shard $killed_task"

node_is_known() {
  catch || return 1
  script="$(parent_of "$caught")"
  step="$(parent_of "$script")"
  node="$(tr '\0' ' ' < "/proc/$script/cmdline" | grep -o 'spool\.n[0-9]*' | head -n 1)"
  node="${node#spool.}"
  if [[ -n "$node" && -n "$step" && "$step" != 1 && "$(shard_of "$caught")" != "$killed_task" ]]; then
    return 0
  fi
  kill -CONT "$caught" 2> /dev/null || true
  return 1
}
await 60 "a node to kill" node_is_known
lost_shard="$(shard_of "$caught")"
kill -9 "$(cat "$cluster/slurmd.$node.pid")" "$step" "$script" "$caught"
echo "$SECONDS s: killed node $node, which computed shard $lost_shard"

"$program" sweep status result
is_complete() { "$program" sweep status result --json | grep -q '"complete": true'; }
await 140 "the merge" is_complete
# The merge writes the file once more when all is in it.
merge_ended() { ! squeue -h -n dragoman-result-merge 2> /dev/null | grep -q .; }
await 20 "the end of the merge job" merge_ended
"$program" sweep status result
echo "$SECONDS s: merged"

cmp serial/result.sqlite result/result.sqlite || fail "other bytes than those of one process"
grep -qs "exit code 137, attempt 1" result/slurm/log-*.txt || fail "the killed task was not noticed"
restarted="$(scontrol show job 2> /dev/null | grep -c 'Restarts=1' || true)"
((restarted >= 2)) || fail "$restarted tasks were restarted; expected 2"
[[ "$(ls result/shards | grep -c '^shard-0[0-9]*-of-012.sqlite$')" == 12 ]] || fail "not 12 shards"

# Submitted again, nothing but the merge is left to do; and what is submitted can be cancelled.
"$program" sweep submit e.yaml --set seed=2 --out other --slurm --shards 3 > /dev/null
"$program" sweep cancel other
nothing_queued() { "$program" sweep status other --json | grep -q '"tasks": {}'; }
await 30 "the queue to empty" nothing_queued
[[ ! -e other/result.sqlite ]] || fail "a cancelled merge ran"
echo "$SECONDS s: equal to the byte"
