#!/bin/sh
# A NAT gateway forgets an idle connection after 8 s. When the broker delivers after 25 s, the gateway answers with
# RST, so that the broker closes; the worker never hears of it. A second one connects later and works.
. "$(dirname "$0")/lab.sh"
. "$here/rabbitmq.sh"
. "$here/gateway.sh"
needs_rabbitmq nft:nftables conntrack:conntrack tcpdump:tcpdump netstat:net-tools lsof:lsof
enter_lab "$@"
add_gateway
translate 8
start_rabbitmq
to="$recorded/nat-entry-expired"

capture mq01 'tcp port 5672'
capture app01 'tcp port 5672'
start_app /srv/lab/client.log worker orders-worker 0
wait_for /srv/lab/client.log 'waiting for orders'
sleep 25
publish 1
wait_for "$log" 'unexpectedly closed' 20
start_app /srv/lab/other.log worker invoices-worker 0
wait_for /srv/lab/other.log 'waiting for orders'
sleep 1
look mq01
look app01
list_connections
on_host gw01 conntrack -L -p tcp >/srv/lab/gw01-conntrack.txt 2>/dev/null

keep_incident "$to"
keep_ends "$to" client.log gw01-conntrack.txt list-connections.txt
