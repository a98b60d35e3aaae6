# A Slurm of several nodes on loopback, without systemd and munge. To be sourced.
#
#   slurm_start FOLDER NODES   starts it; sets SLURM_CONF; false if it does not come up in 30 s
#   slurm_stop FOLDER          ends every process of it, also those of jobs
#   processes_in FOLDER        ids of processes that have a file or their working folder there
#
# One slurmctld and one slurmd per node, nodes n1, n2, ..., one CPU each. Everything lies in FOLDER.
# Settings that keep a test short: a lost node is noticed after about 15 s instead of 5 minutes, and
# a job that was requeued waits 5 s instead of 2 minutes (cred_expire).

slurm_missing() { # prints the first program that is missing
  local program
  for program in slurmctld slurmd sbatch squeue scontrol scancel sinfo; do
    command -v "$program" > /dev/null || { echo "$program"; return; }
  done
}

port_is_free() { ! (exec 3<> "/dev/tcp/127.0.0.1/$1") 2> /dev/null; }

# The first of NODES + 1 free ports in a row, from a place that differs by process.
free_ports() { # nodes
  local base try k
  for ((try = 0; try < 50; try++)); do
    base=$((20000 + ($$ * 37 + try * 101) % 12000))
    for ((k = 0; k <= $1; k++)); do
      port_is_free $((base + k)) || continue 2
    done
    echo "$base"
    return
  done
  return 1
}

slurm_configure() { # folder nodes port
  local user
  user="$(id -un)"
  mkdir -p "$1/state" "$1/log"
  for ((k = 1; k <= $2; k++)); do mkdir -p "$1/spool.n$k"; done
  echo "CgroupAutomount=no" > "$1/cgroup.conf"
  cat > "$1/slurm.conf" << CONF
ClusterName=dragoman-test
SlurmctldHost=localhost(127.0.0.1)
SlurmctldPort=$3
SlurmUser=$user
SlurmdUser=$user
AuthType=auth/none
CredType=cred/none
AuthInfo=cred_expire=5
CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
StateSaveLocation=$1/state
SlurmdSpoolDir=$1/spool.%n
SlurmctldPidFile=$1/slurmctld.pid
SlurmdPidFile=$1/slurmd.%n.pid
SlurmctldLogFile=$1/log/slurmctld.log
SlurmdLogFile=$1/log/slurmd.%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SwitchType=switch/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerType=sched/builtin
SchedulerParameters=batch_sched_delay=0,sched_interval=1,sched_min_interval=0
MessageTimeout=10
SlurmdTimeout=5
KillWait=2
ReturnToService=2
JobRequeue=1
MaxArraySize=9
MaxJobCount=1000
MailProg=/bin/true
NodeName=n[1-$2] NodeHostname=localhost NodeAddr=127.0.0.1 Port=[$(($3 + 1))-$(($3 + $2))] CPUs=1 State=UNKNOWN
PartitionName=test Nodes=ALL Default=YES MaxTime=INFINITE State=UP
CONF
}

slurm_start() { # folder nodes
  local port deadline k
  port="$(free_ports "$2")" || return 1
  slurm_configure "$1" "$2" "$port"
  export SLURM_CONF="$1/slurm.conf" # absolute: the daemons change their folder
  slurmctld -f "$SLURM_CONF" -i > "$1/log/start" 2>&1 || return 1
  for ((k = 1; k <= $2; k++)); do
    slurmd -f "$SLURM_CONF" -N "n$k" >> "$1/log/start" 2>&1 || return 1
  done
  deadline=$((SECONDS + 30))
  until [[ "$(sinfo -h -o '%T %D' 2> /dev/null)" == "idle $2" ]]; do
    ((SECONDS < deadline)) || return 1
    sleep 0.1
  done
}

processes_in() { # folder
  local process link
  for process in /proc/[0-9]*; do
    [[ "${process#/proc/}" == "$$" || "${process#/proc/}" == "$BASHPID" ]] && continue
    for link in "$process/cwd" "$process"/fd/*; do
      if [[ "$(readlink "$link" 2> /dev/null)" == "$1"/* ]]; then
        echo "${process#/proc/}"
        break
      fi
    done
  done
}

slurm_stop() { # folder
  local process try
  scontrol shutdown > /dev/null 2>&1 || true
  # Jobs may still be starting others while they are ended, so more than once.
  for ((try = 0; try < 20; try++)); do
    mapfile -t left < <(
      cat "$1"/slurmctld.pid "$1"/slurmd.*.pid 2> /dev/null
      processes_in "$1"
    )
    local alive=0
    for process in "${left[@]}"; do
      [[ "$(ps -o stat= -p "$process" 2> /dev/null)" == [!Z]* ]] || continue
      kill -9 "$process" 2> /dev/null && alive=1
    done
    ((alive)) || return 0
    sleep 0.1
  done
  return 1
}
