#!/bin/sh
# A client publishes 3 MB where 1 MB is the limit. Makes the logs of both ends.
. "$(dirname "$0")/lab.sh"
. "$here/rabbitmq.sh"
needs_rabbitmq
enter_lab "$@"
start_rabbitmq 'max_message_size = 1000000'
to="$recorded/too-large-message"

app fault too-large >/srv/lab/client.log 2>&1
wait_for "$log" 'larger than' 10

keep_incident "$to"
keep /srv/lab/client.log client.log "$to"
