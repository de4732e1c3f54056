#!/bin/sh
# A firewall between the two ends drops a working connection in both directions; the heartbeat is 2 s.
# Both ends miss the other one's heartbeats.
. "$(dirname "$0")/lab.sh"
. "$here/rabbitmq.sh"
. "$here/gateway.sh"
needs_rabbitmq nft:nftables conntrack:conntrack tcpdump:tcpdump netstat:net-tools lsof:lsof
enter_lab "$@"
add_gateway
start_rabbitmq
to="$recorded/firewall-both-ways"

capture mq01 'tcp port 5672'
capture app01 'tcp port 5672'
start_app /srv/lab/client.log reconnecting shipping
wait_for /srv/lab/client.log 'connected to'
sleep 12
rules 'tcp sport 5672 drop' 'tcp dport 5672 drop'
sleep 3
look mq01
look app01
wait_for "$log" 'missed heartbeats' 30
wait_for /srv/lab/client.log 'eartbeat' 30
sleep 5

keep_incident "$to"
keep_ends "$to" client.log
