#!/bin/sh
# A NAT gateway is restarted and forgets its table while a publisher is idle; what the publisher then sends is dropped.
# Its host gives up soon (tcp_retries2). Looks at both ends are taken while it sends again.
. "$(dirname "$0")/lab.sh"
. "$here/rabbitmq.sh"
. "$here/gateway.sh"
needs_rabbitmq nft:nftables conntrack:conntrack tcpdump:tcpdump netstat:net-tools lsof:lsof
enter_lab "$@"
add_gateway
translate
start_rabbitmq
to="$recorded/nat-entry-flushed"
on_host app01 sysctl -qw net.ipv4.tcp_retries2=6

capture mq01 'tcp port 5672'
capture app01 'tcp port 5672'
HEARTBEAT=0 start_app /srv/lab/client.log publisher orders-api 0 0 25
wait_for /srv/lab/client.log 'order 4711 published'
sleep 3
on_host gw01 conntrack -F 2>/dev/null
wait_for /srv/lab/client.log 'order 4712 published' 40
sleep 8
look mq01
look app01
list_connections
wait_for /srv/lab/client.log 'ETIMEDOUT' 60

keep_incident "$to"
keep_ends "$to" client.log list-connections.txt
