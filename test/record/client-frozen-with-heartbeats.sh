#!/bin/sh
# A worker is suspended; the heartbeat is 5 s. Nobody reads what arrives, until the broker closes.
. "$(dirname "$0")/lab.sh"
. "$here/rabbitmq.sh"
needs_rabbitmq tcpdump:tcpdump netstat:net-tools lsof:lsof
enter_lab "$@"
start_rabbitmq
to="$recorded/client-frozen-with-heartbeats"

capture mq01 'tcp port 5672'
start_app /srv/lab/client.log worker orders-worker 5
worker=$!
wait_for /srv/lab/client.log 'waiting for orders'
sleep 8
kill -STOP "$worker"
sleep 7
look mq01
look app01
list_connections
wait_for "$log" 'missed heartbeats' 40

keep_incident "$to"
keep_ends "$to" client.log list-connections.txt
