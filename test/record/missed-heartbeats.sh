#!/bin/sh
# A worker negotiates a heartbeat of 5 s and works 25 s on its event loop: the broker hears nothing and closes.
# Makes the broker's and the worker's log of the same incident.
. "$(dirname "$0")/lab.sh"
. "$here/rabbitmq.sh"
needs_rabbitmq
enter_lab "$@"
start_rabbitmq
to="$recorded/missed-heartbeats"

app publisher orders-api 2 >/srv/lab/publisher.log
start_app /srv/lab/client.log worker orders-worker 5 25
wait_for /srv/lab/client.log 'ack of delivery tag' 80
sleep 1

keep_incident "$to"
keep /srv/lab/client.log client.log "$to"
