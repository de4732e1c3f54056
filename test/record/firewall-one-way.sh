#!/bin/sh
# A firewall drops what goes to the broker and lets through what it sends; the heartbeat is 2 s.
# The broker hears nothing, the client goes on hearing the broker's heartbeats, until the broker closes.
. "$(dirname "$0")/lab.sh"
. "$here/rabbitmq.sh"
. "$here/gateway.sh"
needs_rabbitmq nft:nftables conntrack:conntrack tcpdump:tcpdump netstat:net-tools lsof:lsof
enter_lab "$@"
add_gateway
start_rabbitmq
to="$recorded/firewall-one-way"

capture mq01 'tcp port 5672'
capture app01 'tcp port 5672'
start_app /srv/lab/client.log reconnecting shipping
wait_for /srv/lab/client.log 'connected to'
sleep 12
rules 'tcp dport 5672 drop'
sleep 3
look mq01
look app01
wait_for "$log" 'missed heartbeats' 30
sleep 3

keep_incident "$to"
keep_ends "$to" client.log
