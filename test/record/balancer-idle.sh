#!/bin/sh
# A balancer between worker and broker closes what is idle for 25 s; the heartbeat is off.
# Looks at all three are taken before; the worker then finds its connection closed.
. "$(dirname "$0")/lab.sh"
. "$here/rabbitmq.sh"
. "$here/balancer.sh"
needs_rabbitmq tcpdump:tcpdump netstat:net-tools lsof:lsof haproxy:haproxy
enter_lab "$@"
start_rabbitmq
start_balancer 5672 25
to="$recorded/balancer-idle"

capture mq01 'tcp port 5672'
capture app01 'tcp port 5672'
BROKER=10.20.0.31 start_app /srv/lab/client.log worker orders-worker 0
wait_for /srv/lab/client.log 'waiting for orders'
sleep 10
look mq01
look app01
look lb01
list_connections
wait_for /srv/lab/client.log ERROR 40
sleep 1

keep_incident "$to"
keep_ends "$to" client.log balancer.log lb01-ss.txt list-connections.txt
