#!/usr/bin/env bash
# PostgreSQL with all its data in a folder, on a loopback port of its own.
#   postgres.sh start DIR   first time: makes the cluster and the database; later: same data, same port
#                           POSTGRES_UNSYNCED=yes does not wait for the disk: data survive a kill, not a fall of the machine
#   postgres.sh stop|kill DIR
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

start_up() {
  local bin port password as=()
  bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
  [ -n "$bin" ] || bin=$(dirname "$(command -v postgres || true)")
  [ -x "$bin/initdb" ] || { need initdb postgresql; }
  # PostgreSQL refuses to run as root.
  [ "$(id -u)" -ne 0 ] || as=(setpriv --reuid=postgres --regid=postgres --clear-groups --)
  port=$(claim postgres)
  password=$(secret postgres)

  if [ ! -d "$dir/data" ]; then
    rm -rf "$dir/new"
    install -d -m 700 "$dir/new"
    install -m 600 "$dir/postgres.secret" "$dir/initdb.password"
    [ "$(id -u)" -ne 0 ] || chown postgres "$dir/new" "$dir/initdb.password"
    (cd / && "${as[@]}" "$bin/initdb" -D "$dir/new" -U postgres --pwfile="$dir/initdb.password" --auth=scram-sha-256 \
      --encoding=UTF8 --locale=C.UTF-8 --no-sync --no-instructions) >"$dir/initdb.log" 2>&1 || fail "initdb failed"
    rm "$dir/initdb.password"
    mv "$dir/new" "$dir/data"
  fi

  if ! running postgres; then
    # Data that need not outlive the machine, as those of a test run, are safe from a kill of the server without it.
    local lasting=()
    [ -z "${POSTGRES_UNSYNCED:-}" ] || lasting=(-c fsync=off -c full_page_writes=off)
    # Left behind by a kill; the id in it may be another process's by now, and PostgreSQL would then refuse to start.
    rm -f "$dir/data/postmaster.pid"
    launch postgres "${as[@]}" "$bin/postgres" -D "$dir/data" -p "$port" -c listen_addresses=127.0.0.1 \
      -c unix_socket_directories= -c max_connections=200 -c recovery_init_sync_method=syncfs "${lasting[@]}"
    await postgres 60 "$bin/pg_isready" -q -h 127.0.0.1 -p "$port"
  fi
  if [ ! -e "$dir/created" ]; then
    PGPASSWORD=$password "$bin/createdb" -h 127.0.0.1 -p "$port" -U postgres getyourmusicstyle 2>>"$dir/initdb.log" || fail "createdb failed"
    touch "$dir/created"
  fi
  settings "Catalog__Provider=Postgres" \
    "Catalog__ConnectionString=Host=127.0.0.1;Port=$port;Username=postgres;Password=$password;Database=getyourmusicstyle"
}

# INT is PostgreSQL's fast shutdown: it does not wait for clients.
take_down() {
  if [ "$1" = KILL ]; then end postgres KILL; else end postgres INT; fi
}

main "$@"
