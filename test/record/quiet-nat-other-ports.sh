#!/bin/sh
# Three services behind a NAT gateway that also gives them other ports; nothing is wrong. No port is the same on both ends.
. "$(dirname "$0")/lab.sh"
. "$here/rabbitmq.sh"
. "$here/gateway.sh"
needs_rabbitmq nft:nftables conntrack:conntrack tcpdump:tcpdump netstat:net-tools lsof:lsof
enter_lab "$@"
add_gateway
translate
on_host gw01 nft flush chain ip nat postrouting
on_host gw01 nft add rule ip nat postrouting oifname eth0 ip protocol tcp masquerade to :20000-20100
start_rabbitmq
to="$quiet/nat-other-ports"

HEARTBEAT=5 start_app /srv/lab/client.log polite mailer
start_app /srv/lab/other.log worker orders-worker
start_app /srv/lab/third.log worker invoices-worker
wait_for /srv/lab/client.log 'mail 83 sent'
sleep 5
look mq01
look app01
list_connections
on_host gw01 conntrack -L -p tcp >/srv/lab/gw01-conntrack.txt 2>/dev/null

keep_incident "$to"
keep_ends "$to" client.log list-connections.txt gw01-conntrack.txt
