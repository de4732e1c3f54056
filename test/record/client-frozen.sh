#!/bin/sh
# A worker is suspended with orders on their way to it; no heartbeat. Its receive queue fills and its window shuts,
# the broker's send queue grows.
. "$(dirname "$0")/lab.sh"
. "$here/rabbitmq.sh"
needs_rabbitmq tcpdump:tcpdump netstat:net-tools lsof:lsof
enter_lab "$@"
start_rabbitmq
to="$recorded/client-frozen"

start_app /srv/lab/client.log worker orders-worker 0
worker=$!
wait_for /srv/lab/client.log 'waiting for orders'
sleep 1
kill -STOP "$worker"
publish 10 1000000
sleep 4
capture mq01 'tcp port 5672'
sleep 12
look mq01
look app01
list_connections

keep_incident "$to"
keep_ends "$to" client.log list-connections.txt
