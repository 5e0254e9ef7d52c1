#!/usr/bin/env bash
# supervise.sh DIR NAME COMMAND...
# Runs a server as a child and waits for it, so that no zombie of it keeps a later start from its data.
# Where GYMS_PARENT holds the id of a process, the server is killed when that process ends; with GYMS_DISCARD its folder goes too.
set -u
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
dir=$1 name=$2
shift 2

"$@" >>"$dir/$name.log" 2>&1 &
child=$!
echo "$child $(started_at "$child")" >"$dir/$name.pid.new"
mv "$dir/$name.pid.new" "$dir/$name.pid"

if [ -n "${GYMS_PARENT:-}" ]; then
  since=$(started_at "$GYMS_PARENT")
  while alive "$child" && alive "$GYMS_PARENT" && [ "$(started_at "$GYMS_PARENT")" = "$since" ]; do
    sleep 1 &
    wait -n
  done
  if alive "$child"; then
    kill_tree "$child"
    [ -z "${GYMS_DISCARD:-}" ] || rm -rf "$dir"
  fi
fi
wait "$child"
