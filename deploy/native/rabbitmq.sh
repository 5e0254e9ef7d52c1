#!/usr/bin/env bash
# RabbitMQ with all its data in a folder, on loopback ports of its own, with an epmd of its own.
#   rabbitmq.sh start DIR      first time: makes the broker; later: same data, same port.
#                              RABBITMQ_PLUGINS=rabbitmq_management,rabbitmq_prometheus adds plugins; default none.
#   rabbitmq.sh stop|kill DIR
#   rabbitmq.sh vhost DIR NAME adds a virtual host at once (rabbitmqctl takes seconds)
#   rabbitmq.sh ctl DIR ...    rabbitmqctl
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

# The environment in which everything of Erlang runs.
environment() {
  amqp=$(claim amqp)
  export HOME=$dir ERL_EPMD_PORT ERL_EPMD_ADDRESS=127.0.0.1 LANG=C.UTF-8
  export RABBITMQ_NODENAME=gyms-$amqp@localhost RABBITMQ_NODE_PORT=$amqp RABBITMQ_NODE_IP_ADDRESS=127.0.0.1 RABBITMQ_DIST_PORT
  export RABBITMQ_MNESIA_BASE=$dir/mnesia RABBITMQ_LOG_BASE=$dir/log RABBITMQ_CONFIG_FILE=$dir/rabbitmq.conf
  export RABBITMQ_CONF_ENV_FILE=$dir/rabbitmq-env.conf RABBITMQ_ENABLED_PLUGINS_FILE=$dir/enabled_plugins
  export RABBITMQ_GENERATED_CONFIG_DIR=$dir/generated RABBITMQ_ADVANCED_CONFIG_FILE=$dir/advanced.config
  # Idle schedulers sleep at once: other programs want the processors too.
  export RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS="-kernel inet_dist_use_interface {127,0,0,1} +sbwt none +sbwtdcpu none +sbwtdio none"
  ERL_EPMD_PORT=$(claim epmd)
  RABBITMQ_DIST_PORT=$(claim dist)
}

start_up() {
  need epmd rabbitmq-server
  local server=/usr/lib/rabbitmq/bin/rabbitmq-server
  [ -x $server ] || { need rabbitmq-server rabbitmq-server; server=rabbitmq-server; }
  environment
  if ! running rabbitmq; then
    mkdir -p "$dir"/{mnesia,log}
    [ -s "$dir/.erlang.cookie" ] || (umask 377 && secret cookie >"$dir/.erlang.cookie")
    : >"$dir/rabbitmq-env.conf"
    printf '[%s].\n' "${RABBITMQ_PLUGINS:-}" >"$dir/enabled_plugins"
    cat >"$dir/rabbitmq.conf" <<END
listeners.tcp.1 = 127.0.0.1:$amqp
default_user = guest
default_pass = guest
disk_free_limit.absolute = 200MB
vm_memory_high_watermark.absolute = 1GB
END
    case "${RABBITMQ_PLUGINS:-}" in *management*)
      printf 'management.tcp.ip = 127.0.0.1\nmanagement.tcp.port = %s\n' "$(claim management)" >>"$dir/rabbitmq.conf" ;; esac
    case "${RABBITMQ_PLUGINS:-}" in *prometheus*)
      printf 'prometheus.tcp.ip = 127.0.0.1\nprometheus.tcp.port = %s\n' "$(claim prometheus)" >>"$dir/rabbitmq.conf" ;; esac
    running epmd || launch epmd epmd -address 127.0.0.1 -port "$ERL_EPMD_PORT"
    # Otherwise its shell script stays between us and the broker.
    export RUNNING_UNDER_SYSTEMD=true
    launch rabbitmq $server
    await rabbitmq 120 speaks_amqp
  fi
  settings "Bus__Transport=RabbitMq" "Bus__Host=amqp://guest:guest@127.0.0.1:$amqp/"
}

# Whether the broker answers a client's greeting.
speaks_amqp() (
  exec 3<>"/dev/tcp/127.0.0.1/$amqp"
  printf 'AMQP\0\0\011\001' >&3
  read -r -t 2 -N 1 answer <&3
  [ "$answer" = $'\001' ]
)

take_down() {
  end rabbitmq "$1"
  end epmd "$1"
}

add_vhost() {
  environment
  case "$1" in *[!a-z0-9-]* | '') echo "rabbitmq.sh: a virtual host's name is of lower-case letters, digits and -" >&2; exit 2 ;; esac
  local answer
  answer=$(erl_call -c "$(cat "$dir/.erlang.cookie")" -n "$RABBITMQ_NODENAME" -e <<END
rabbit_vhost:add(<<"$1">>, <<"guest">>),
rabbit_auth_backend_internal:set_permissions(<<"guest">>, <<"$1">>, <<".*">>, <<".*">>, <<".*">>, <<"guest">>).
END
  )
  [ "$answer" = "{ok, ok}" ] || { echo "rabbitmq.sh: $answer" >&2; exit 1; }
  echo "amqp://guest:guest@127.0.0.1:$amqp/$1"
}

case "${1:-}" in
  vhost) open_dir "$2"; add_vhost "$3" ;;
  ctl) open_dir "$2"; environment; shift 2; exec bash /usr/lib/rabbitmq/bin/rabbitmqctl "$@" ;;
  *) main "$@" ;;
esac
