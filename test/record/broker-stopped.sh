#!/bin/sh
# The node is stopped while two services are connected. Makes the broker's log and that of a service,
# which tries to connect again and is refused.
. "$(dirname "$0")/lab.sh"
. "$here/rabbitmq.sh"
needs_rabbitmq
enter_lab "$@"
start_rabbitmq
to="$recorded/broker-stopped"

start_app /srv/lab/client.log reconnecting shipping
start_app /srv/lab/tracking.log reconnecting tracking
wait_for /srv/lab/client.log 'connected to'
wait_for /srv/lab/tracking.log 'connected to'
sleep 1
rabbitmqctl stop
wait_for /srv/lab/client.log 'ECONNREFUSED'
sleep 3

keep_incident "$to"
keep /srv/lab/client.log client.log "$to"
