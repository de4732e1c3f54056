#!/bin/sh
# A worker's host loses power; nothing reaches the broker any more, which misses the heartbeats (5 s).
# A look at the broker's sockets is taken before it closes.
. "$(dirname "$0")/lab.sh"
. "$here/rabbitmq.sh"
needs_rabbitmq tcpdump:tcpdump netstat:net-tools lsof:lsof
enter_lab "$@"
start_rabbitmq
to="$recorded/client-host-lost"

capture mq01 'tcp port 5672'
start_app /srv/lab/client.log worker orders-worker 5
worker=$!
wait_for /srv/lab/client.log 'waiting for orders'
sleep 12
crash_host app01 "$worker"
sleep 9
look mq01
list_connections
wait_for "$log" 'missed heartbeats' 30

keep_incident "$to"
keep_ends "$to" client.log list-connections.txt
