#!/bin/sh
# A client declares an existing queue again with another time to live. Makes the logs of both ends.
. "$(dirname "$0")/lab.sh"
. "$here/rabbitmq.sh"
needs_rabbitmq
enter_lab "$@"
start_rabbitmq 
to="$recorded/other-queue-arguments"

app fault other-durability >/srv/lab/client.log 2>&1
wait_for "$log" 'inequivalent arg' 10

keep_incident "$to"
keep /srv/lab/client.log client.log "$to"
