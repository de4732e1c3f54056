#!/bin/sh
# The broker's host loses power and boots again: no FIN or RST reaches the idle worker, which keeps its connection.
# Another worker connects after the boot.
. "$(dirname "$0")/lab.sh"
. "$here/rabbitmq.sh"
needs_rabbitmq tcpdump:tcpdump netstat:net-tools lsof:lsof pgrep:procps
enter_lab "$@"
start_rabbitmq
to="$recorded/broker-host-rebooted"

capture app01 'tcp port 5672'
start_app /srv/lab/client.log worker orders-worker 0
wait_for /srv/lab/client.log 'waiting for orders'
sleep 2
ip link set br-app01 down
kill -9 "$(pgrep -x beam.smp)"
sleep 3
ss -K sport = :5672 >/dev/null 2>&1
boot_rabbitmq
ip link set br-app01 up
start_app /srv/lab/other.log worker invoices-worker 0
wait_for /srv/lab/other.log 'waiting for orders'
sleep 1
look mq01
look app01
list_connections

keep_incident "$to"
keep_ends "$to" client.log list-connections.txt
