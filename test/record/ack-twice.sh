#!/bin/sh
# A client acknowledges a delivery twice. Makes the logs of both ends.
. "$(dirname "$0")/lab.sh"
. "$here/rabbitmq.sh"
needs_rabbitmq
enter_lab "$@"
start_rabbitmq 
to="$recorded/ack-twice"

app fault ack-twice >/srv/lab/client.log 2>&1
wait_for "$log" 'unknown delivery tag' 10

keep_incident "$to"
keep /srv/lab/client.log client.log "$to"
