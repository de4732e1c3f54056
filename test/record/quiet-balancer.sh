#!/bin/sh
# Two services reach the broker through a balancer; nothing is wrong. Its two connections are one for each end.
. "$(dirname "$0")/lab.sh"
. "$here/rabbitmq.sh"
. "$here/balancer.sh"
needs_rabbitmq tcpdump:tcpdump netstat:net-tools lsof:lsof haproxy:haproxy
enter_lab "$@"
start_rabbitmq
start_balancer 5672 120
to="$quiet/balancer"

capture mq01 'tcp port 5672'
capture app01 'tcp port 5672'
BROKER=10.20.0.31 HEARTBEAT=5 start_app /srv/lab/client.log polite mailer
BROKER=10.20.0.31 start_app /srv/lab/other.log worker orders-worker
wait_for /srv/lab/client.log 'mail 83 sent'
sleep 8
look mq01
look app01
look lb01
list_connections

keep_incident "$to"
keep_ends "$to" client.log lb01-ss.txt list-connections.txt
