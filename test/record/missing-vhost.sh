#!/bin/sh
# A client opens a virtual host that does not exist. Makes the logs of both ends.
. "$(dirname "$0")/lab.sh"
. "$here/rabbitmq.sh"
needs_rabbitmq
enter_lab "$@"
start_rabbitmq 
to="$recorded/missing-vhost"

app fault vhost >/srv/lab/client.log 2>&1
wait_for "$log" 'not found' 10

keep_incident "$to"
keep /srv/lab/client.log client.log "$to"
