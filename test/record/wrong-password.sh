#!/bin/sh
# A client logs in with an old password. Makes the logs of both ends.
. "$(dirname "$0")/lab.sh"
. "$here/rabbitmq.sh"
needs_rabbitmq
enter_lab "$@"
start_rabbitmq 
to="$recorded/wrong-password"

app fault password >/srv/lab/client.log 2>&1
wait_for "$log" 'login refused' 10

keep_incident "$to"
keep /srv/lab/client.log client.log "$to"
