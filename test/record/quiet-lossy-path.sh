#!/bin/sh
# Each twelfth packet is lost between a busy publisher and the broker; TCP sends it again, and nothing breaks.
. "$(dirname "$0")/lab.sh"
. "$here/rabbitmq.sh"
. "$here/gateway.sh"
needs_rabbitmq nft:nftables conntrack:conntrack tcpdump:tcpdump netstat:net-tools lsof:lsof
enter_lab "$@"
add_gateway
start_rabbitmq
to="$quiet/lossy-path"

rules 'numgen random mod 12 < 1 drop'
capture mq01 'tcp port 5672'
start_app /srv/lab/client.log publisher orders-api
wait_for /srv/lab/client.log 'order 4740 published' 60
look mq01
look app01
list_connections

keep_incident "$to"
keep_ends "$to" client.log list-connections.txt
