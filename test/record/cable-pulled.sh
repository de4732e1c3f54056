#!/bin/sh
# The path is cut under a publisher at work; nothing more arrives, its host sends again until it gives up
# (tcp_retries2). Looks at both ends are taken meanwhile.
. "$(dirname "$0")/lab.sh"
. "$here/rabbitmq.sh"
. "$here/gateway.sh"
needs_rabbitmq nft:nftables conntrack:conntrack tcpdump:tcpdump netstat:net-tools lsof:lsof
enter_lab "$@"
add_gateway
start_rabbitmq
to="$recorded/cable-pulled"
on_host app01 sysctl -qw net.ipv4.tcp_retries2=6

capture mq01 'tcp port 5672'
capture app01 'tcp port 5672'
HEARTBEAT=0 start_app /srv/lab/client.log publisher orders-api 0 0 2
wait_for /srv/lab/client.log 'order 4714 published'
rules 'drop'
sleep 10
look mq01
look app01
list_connections
wait_for /srv/lab/client.log 'ETIMEDOUT' 60

keep_incident "$to"
keep_ends "$to" client.log list-connections.txt
