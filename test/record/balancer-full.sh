#!/bin/sh
# A balancer that lets two connections through (maxconn of its server) has four services in front of it: it turns two away.
. "$(dirname "$0")/lab.sh"
. "$here/rabbitmq.sh"
. "$here/balancer.sh"
needs_rabbitmq tcpdump:tcpdump netstat:net-tools lsof:lsof haproxy:haproxy
enter_lab "$@"
start_rabbitmq
start_balancer 5672 300 'maxconn 2'
to="$recorded/balancer-full"

for number in 1 2; do
  BROKER=10.20.0.31 start_app "/srv/lab/worker-$number.log" worker "orders-worker-$number"
  wait_for "/srv/lab/worker-$number.log" 'waiting for orders'
done
capture app01 'tcp port 5672'
BROKER=10.20.0.31 start_app /srv/lab/client.log reconnecting shipping
BROKER=10.20.0.31 start_app /srv/lab/other.log reconnecting billing
sleep 14
look mq01
look app01
look lb01
list_connections

keep_incident "$to"
keep_ends "$to" client.log balancer.log lb01-ss.txt list-connections.txt
