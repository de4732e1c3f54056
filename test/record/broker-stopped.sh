#!/bin/sh
# The node is stopped while two services are connected. Makes the broker's log and that of a service,
# which tries to connect again and is refused.
. "$(dirname "$0")/lab.sh"
. "$here/rabbitmq.sh"
needs_rabbitmq tcpdump:tcpdump netstat:net-tools lsof:lsof
enter_lab "$@"
start_rabbitmq
to="$recorded/broker-stopped"

capture app01 'tcp port 5672'
start_app /srv/lab/client.log reconnecting shipping
start_app /srv/lab/tracking.log reconnecting tracking
wait_for /srv/lab/client.log 'connected to'
wait_for /srv/lab/tracking.log 'connected to'
sleep 1
rabbitmqctl stop
wait_for /srv/lab/client.log 'ECONNREFUSED'
sleep 3
look mq01
look app01

keep_incident "$to"
keep_ends "$to" client.log
