#!/bin/sh
# A worker works 20 s with a heartbeat of 5 s, then acknowledges at once on the socket the broker has closed.
# Makes the logs of both ends, where the worker sees EPIPE or ECONNRESET.
. "$(dirname "$0")/lab.sh"
. "$here/rabbitmq.sh"
needs_rabbitmq
enter_lab "$@"
start_rabbitmq
to="$recorded/broken-pipe-on-ack"

app publisher orders-api 1 >/srv/lab/publisher.log
start_app /srv/lab/client.log worker orders-worker 5 20 0
wait_for /srv/lab/client.log 'channel closed' 60
sleep 1

keep_incident "$to"
keep /srv/lab/client.log client.log "$to"
