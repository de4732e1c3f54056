#!/bin/sh
# A client speaks TLS to the plain port 5672. Makes the logs of both ends.
. "$(dirname "$0")/lab.sh"
. "$here/rabbitmq.sh"
needs_rabbitmq tcpdump:tcpdump
enter_lab "$@"
start_rabbitmq
to="$recorded/tls-on-plain-port"

capture mq01 'tcp port 5672'
on_host app01 node -e 'require("tls").connect(5672, "10.20.0.21").on("error", (error) => console.error(new Date().toISOString(), error))' >/srv/lab/client.log 2>&1
wait_for "$log" 'bad_header'

keep_incident "$to"
keep_ends "$to" client.log
