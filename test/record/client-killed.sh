#!/bin/sh
# A worker is killed with SIGKILL, as the OOM killer does. Makes the broker's log.
. "$(dirname "$0")/lab.sh"
. "$here/rabbitmq.sh"
needs_rabbitmq
enter_lab "$@"
start_rabbitmq

start_app /srv/lab/client.log worker orders-worker
worker=$!
wait_for /srv/lab/client.log 'waiting for orders'
kill -9 "$worker"
wait_for "$log" 'unexpectedly closed'

keep_incident "$recorded/client-killed"
