# Sourced after lab.sh by recordings of RabbitMQ. The node is rabbit@mq01 with the package's default folders,
# which are empty and private in the laboratory.

rabbit_bin=/usr/lib/rabbitmq/bin
log=/var/log/rabbitmq/rabbit@mq01.log

needs_rabbitmq() {
  needs "$rabbit_bin/rabbitmq-server:rabbitmq-server" "$@"
  [ -d "$repo/node_modules/amqplib" ] || {
    printf '%s: NOT RECORDED, missing: amqplib\n  Install with: npm ci\n' "${0##*/}" >&2
    exit 2
  }
}

# start_rabbitmq [CONFIG-LINE …] starts a node and waits for it; the user is orders, the password orders.
start_rabbitmq() {
  set_up_rabbitmq "$@"
  boot_rabbitmq
  [ -e /run/netns/app01 ] || add_host app01 10.20.0.11
  # What is told of an incident starts after the start of the node.
  started=$(wc -l <"$log")
}

set_up_rabbitmq() {
  mkdir -p /var/lib/rabbitmq /var/log/rabbitmq
  mount -t tmpfs -o size=600M tmpfs /var/lib/rabbitmq
  mount -t tmpfs tmpfs /etc/rabbitmq
  printf '%s\n' 'default_user = orders' 'default_pass = orders' 'disk_free_limit.absolute = 50MB' "$@" >/etc/rabbitmq/rabbitmq.conf
  # The broker looks after unacknowledged deliveries at each tick, once a minute by default.
  printf '[{rabbit, [{channel_tick_interval, 3000}]}].\n' >/etc/rabbitmq/advanced.config
  export HOME=/var/lib/rabbitmq RABBITMQ_NODENAME=rabbit@mq01 RABBITMQ_MNESIA_BASE=/var/lib/rabbitmq/mnesia \
    RABBITMQ_LOG_BASE=/var/log/rabbitmq RABBITMQ_CONFIG_FILE=/etc/rabbitmq/rabbitmq.conf \
    RABBITMQ_NODE_PORT=5672 RABBITMQ_DIST_PORT=25672 ERL_EPMD_PORT=4369
}

# boot_rabbitmq starts the node as it was set up, also once more.
boot_rabbitmq() {
  booted=$(grep -cF 'Server startup complete' "$log" 2>/dev/null)
  "$rabbit_bin/rabbitmq-server" >/var/log/rabbitmq/console 2>&1 &
  waited=0
  until [ "$(grep -cF 'Server startup complete' "$log" 2>/dev/null)" -gt "${booted:-0}" ] 2>/dev/null; do
    waited=$((waited + 1))
    [ "$waited" -gt 180 ] && fail "the node does not start: $(tail -5 "$log" 2>&1)"
    sleep 0.5
  done
}

rabbitmqctl() {
  "$rabbit_bin/rabbitmqctl" --quiet "$@"
}

# app NAME [ARGUMENT …] runs a client of clients/ on app01.
app() {
  client=$1
  shift
  ip netns exec app01 node "/srv/app/$client.mjs" "$@"
}

# start_app OUTPUT NAME [ARGUMENT …] does so in the background; $! is its process id.
start_app() {
  output=$1 client=$2
  shift 2
  ip netns exec app01 node "/srv/app/$client.mjs" "$@" >"$output" 2>&1 &
}

# keep_incident FOLDER keeps the broker's log since the start, without the start-up itself.
keep_incident() {
  tail -n "+$((started + 1))" "$log" >/srv/lab/broker.log
  keep /srv/lab/broker.log broker.log "$1"
}

# list_connections keeps the broker's own list, as rabbitmqctl prints it.
list_connections() {
  rabbitmqctl list_connections user peer_host peer_port state timeout >/srv/lab/list-connections.txt
}

# publish COUNT SIZE-BYTES lets a service on mq01 itself send orders.
publish() {
  node /srv/app/publisher.mjs orders-api "$1" "${2:-0}" >/srv/lab/publisher.log 2>&1
}
