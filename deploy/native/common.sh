# shellcheck shell=bash
# What the scripts beside this one share. Sourced with `dir` set by open_dir; not run by itself.

native=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

# open_dir DIR: makes the folder, and its full path `dir`. Others may pass through it but not list it, and read nothing that is written there.
open_dir() {
  mkdir -p "$1"
  dir=$(cd "$1" && pwd)
  chmod 711 "$dir"
  umask 077
  [ ! -e "$dir/env" ] || chmod 600 "$dir/env"
}

# need PROGRAM PACKAGE
need() {
  command -v "$1" >/dev/null || { echo "$(basename "$0"): $1 is missing; please run:  sudo apt-get install -y $2" >&2; exit 3; }
}

# alive PID: whether that process runs; a zombie does not.
alive() {
  local stat
  { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 1
  stat=${stat##*) }
  [ "${stat:0:1}" != Z ]
}

# started_at PID: a number that tells this process from a later one with the same id.
started_at() {
  local stat
  { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 1
  set -- ${stat##*) }
  echo "${20}"
}

# running NAME: whether the server launched under that name runs; its id is then in `pid`.
running() {
  local start
  { read -r pid start <"$dir/$1.pid"; } 2>/dev/null || return 1
  alive "$pid" && [ "$(started_at "$pid")" = "$start" ]
}

# claim NAME: a free loopback port for NAME, the same at every later call for this folder. It lies below the range
# of outgoing connections, so that none of them sits on it while the server is down.
claim() {
  local file="$dir/$1.port" port claims=${TMPDIR:-/tmp}/gyms-ports link
  if [ ! -s "$file" ]; then
    mkdir -p -m 1777 "$claims"
    for link in "$claims"/*; do
      [ -e "$link" ] || rm -f "$link" 2>/dev/null || true
    done
    while :; do
      port=$((10000 + (RANDOM * 32768 + RANDOM) % 22000))
      ln -s "$dir" "$claims/$port" 2>/dev/null || continue
      listening "$port" || break
    done
    echo "$port" >"$file"
  fi
  cat "$file"
}

# listening PORT: whether something takes connections there.
listening() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# secret NAME: a random word, the same at every later call for this folder.
secret() {
  [ -s "$dir/$1.secret" ] || (umask 077 && od -An -N20 -tx1 /dev/urandom | tr -d ' \n' >"$dir/$1.secret")
  cat "$dir/$1.secret"
}

# launch NAME COMMAND...: runs a server in the background, its output in NAME.log; see supervise.sh.
launch() {
  rm -f "$dir/$1.pid"
  setsid "$native/supervise.sh" "$dir" "$@" </dev/null >/dev/null 2>&1 &
  until [ -s "$dir/$1.pid" ]; do sleep 0.01; done
}

# await NAME SECONDS CONDITION...: waits until the condition holds; gives up when the server ends or the time is over.
await() {
  local name=$1 end=$((SECONDS + $2))
  shift 2
  until "$@" >/dev/null 2>&1; do
    running "$name" || fail "$name ended while starting"
    [ $SECONDS -lt $end ] || fail "$name was not ready in time"
    sleep 0.05
  done
}

# fail MESSAGE: says why, with the end of every log, and takes down what was started.
fail() {
  local log
  echo "$(basename "$0"): $1" >&2
  for log in "$dir"/*.log; do
    [ -s "$log" ] && { echo "--- $log" >&2; tail -n 20 "$log" >&2; }
  done
  take_down KILL
  exit 1
}

# kill_tree PID: SIGKILL to a process and all that it started.
kill_tree() {
  local children child
  children=$(cat /proc/"$1"/task/*/children 2>/dev/null || true)
  kill -KILL "$1" 2>/dev/null || true
  for child in $children; do kill_tree "$child"; done
  while alive "$1"; do sleep 0.01; done
}

# end NAME [SIGNAL [SECONDS]]: asks a server to stop, and kills it and its children when it has not in time; KILL does so at once.
end() {
  local name=$1 signal=${2:-TERM} tries=$((${3:-30} * 20)) pid
  running "$name" || return 0
  if [ "$signal" != KILL ]; then
    kill "-$signal" "$pid"
    while running "$name" && [ $((tries--)) -gt 0 ]; do sleep 0.05; done
  fi
  ! running "$name" || kill_tree "$pid"
}

# settings NAME=VALUE...: writes and prints DIR/env, to be read with `set -a; . DIR/env`. No value may hold a quote.
settings() {
  local setting
  for setting in "$@"; do
    printf "%s='%s'\n" "${setting%%=*}" "${setting#*=}"
  done >"$dir/env"
  cat "$dir/env"
}

# main start|stop|kill DIR: the command line of each script, which defines start_up and take_down [SIGNAL].
main() {
  case "${1:-}:${2:+dir}" in
    start:dir) open_dir "$2"; start_up ;;
    stop:dir) open_dir "$2"; take_down TERM ;;
    kill:dir) open_dir "$2"; take_down KILL ;;
    *) echo "usage: $(basename "$0") start|stop|kill DIR" >&2; exit 2 ;;
  esac
}
