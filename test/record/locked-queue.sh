#!/bin/sh
# A client consumes from the exclusive queue of another connection. Makes the logs of both ends.
. "$(dirname "$0")/lab.sh"
. "$here/rabbitmq.sh"
needs_rabbitmq
enter_lab "$@"
start_rabbitmq 
to="$recorded/locked-queue"

app fault locked-queue >/srv/lab/client.log 2>&1
wait_for "$log" 'exclusive' 10

keep_incident "$to"
keep /srv/lab/client.log client.log "$to"
