#!/bin/sh
# Looks at both ends each 20 s, as a collector takes them: after the second, a NAT's entry is gone and the broker has
# closed, while the worker keeps its connection. Makes three looks, and those of the broker's HTTP API.
. "$(dirname "$0")/lab.sh"
. "$here/rabbitmq.sh"
. "$here/gateway.sh"
needs_rabbitmq nft:nftables conntrack:conntrack curl:curl
enter_lab "$@"
add_gateway
translate 8
set_up_rabbitmq
"$rabbit_bin/rabbitmq-plugins" --offline enable rabbitmq_management >/dev/null
printf 'collect_statistics_interval = 2000\nmanagement.rates_mode = none\n' >>/etc/rabbitmq/rabbitmq.conf
boot_rabbitmq
started=$(wc -l <"$log")
to="$recorded/half-open-over-time"

look_again() {
  for host in mq01 app01; do
    { date -u +"# %Y-%m-%dT%H:%M:%SZ"; at "$host" ss -tanpo | sed 's/[[:space:]]*$//'; } >>"/srv/lab/$host-ss.txt"
  done
  curl -s -u orders:orders http://127.0.0.1:15672/api/connections >"/srv/lab/api-connections-$1.json"
}
start_app /srv/lab/client.log worker orders-worker 0
HEARTBEAT=5 start_app /srv/lab/other.log reconnecting shipping
wait_for /srv/lab/client.log 'waiting for orders'
sleep 5
look_again 1
sleep 20
look_again 2
publish 1
wait_for "$log" 'unexpectedly closed' 20
sleep 19
look_again 3

keep_incident "$to"
keep_ends "$to" client.log api-connections-1.json api-connections-3.json
