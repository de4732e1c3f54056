#!/bin/sh
# Three services behind a NAT gateway work; nothing is wrong. The broker sees the gateway's address.
. "$(dirname "$0")/lab.sh"
. "$here/rabbitmq.sh"
. "$here/gateway.sh"
needs_rabbitmq nft:nftables conntrack:conntrack tcpdump:tcpdump netstat:net-tools lsof:lsof
enter_lab "$@"
add_gateway
translate
start_rabbitmq
to="$quiet/nat"

capture mq01 'tcp port 5672'
capture app01 'tcp port 5672'
HEARTBEAT=5 start_app /srv/lab/client.log polite mailer
start_app /srv/lab/other.log worker orders-worker
start_app /srv/lab/third.log worker invoices-worker
wait_for /srv/lab/client.log 'mail 83 sent'
sleep 8
look mq01
look app01
list_connections
on_host gw01 conntrack -L -p tcp >/srv/lab/gw01-conntrack.txt 2>/dev/null

keep_incident "$to"
keep_ends "$to" client.log list-connections.txt gw01-conntrack.txt
