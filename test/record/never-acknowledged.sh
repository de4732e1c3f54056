#!/bin/sh
# A consumer never acknowledges; consumer_timeout is 5 s. Makes the logs of both ends.
. "$(dirname "$0")/lab.sh"
. "$here/rabbitmq.sh"
needs_rabbitmq
enter_lab "$@"
start_rabbitmq 'consumer_timeout = 5000'
to="$recorded/never-acknowledged"

app fault never-ack >/srv/lab/client.log 2>&1
wait_for "$log" 'acknowledgement on channel' 10

keep_incident "$to"
keep /srv/lab/client.log client.log "$to"
