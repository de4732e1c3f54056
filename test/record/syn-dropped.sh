#!/bin/sh
# A firewall drops what goes to the broker's port: connecting gets no answer. The client's kernel gives up soon
# (tcp_syn_retries).
. "$(dirname "$0")/lab.sh"
. "$here/rabbitmq.sh"
. "$here/gateway.sh"
needs_rabbitmq nft:nftables conntrack:conntrack tcpdump:tcpdump netstat:net-tools lsof:lsof
enter_lab "$@"
add_gateway
start_rabbitmq
to="$recorded/syn-dropped"
on_host app01 sysctl -qw net.ipv4.tcp_syn_retries=3

rules 'tcp dport 5672 drop'
capture mq01 'tcp port 5672'
capture app01 'tcp port 5672'
start_app /srv/lab/client.log reconnecting shipping
sleep 4
look mq01
look app01
wait_for /srv/lab/client.log ETIMEDOUT 60

keep_ends "$to" client.log
