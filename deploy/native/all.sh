#!/usr/bin/env bash
# PostgreSQL, RabbitMQ and an S3 server for one machine, without containers; all data in a folder.
#   all.sh start DIR   prints the settings; `set -a; . DIR/env; set +a` puts them into a shell's environment
#   all.sh stop|kill DIR
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

start_up() {
  local name jobs=() failed=0
  for name in postgres rabbitmq s3; do
    "$native/$name.sh" start "$dir/$name" >/dev/null & jobs+=($!)
  done
  for job in "${jobs[@]}"; do wait "$job" || failed=1; done
  [ $failed -eq 0 ] || { take_down KILL; exit 1; }
  cat "$dir"/{postgres,rabbitmq,s3}/env | tee "$dir/env"
}

take_down() {
  local name command=stop
  [ "$1" != KILL ] || command=kill
  for name in postgres rabbitmq s3; do
    "$native/$name.sh" $command "$dir/$name" &
  done
  wait
}

main "$@"
