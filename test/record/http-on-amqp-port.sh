#!/bin/sh
# A health check asks for /health with HTTP on port 5672. Makes the broker's log.
. "$(dirname "$0")/lab.sh"
. "$here/rabbitmq.sh"
needs_rabbitmq
enter_lab "$@"
start_rabbitmq

on_host app01 node -e 'fetch("http://10.20.0.21:5672/health").catch((error) => console.error(error))' >/srv/lab/client.log 2>&1
wait_for "$log" 'bad_header'

keep_incident "$recorded/http-on-amqp-port"
