#!/bin/sh
# A worker negotiates a heartbeat of 5 s and works 25 s on its event loop: the broker hears nothing and closes.
# Makes the broker's and the worker's log of the same incident.
. "$(dirname "$0")/lab.sh"
. "$here/rabbitmq.sh"
needs_rabbitmq tcpdump:tcpdump netstat:net-tools lsof:lsof
enter_lab "$@"
start_rabbitmq
to="$recorded/missed-heartbeats"

capture mq01 'tcp port 5672'
capture app01 'tcp port 5672'
app publisher orders-api 2 >/srv/lab/publisher.log
start_app /srv/lab/client.log worker orders-worker 5 25
sleep 12
look mq01
look app01
list_connections
wait_for /srv/lab/client.log 'ack of delivery tag' 80
sleep 1

keep_incident "$to"
keep_ends "$to" client.log list-connections.txt
