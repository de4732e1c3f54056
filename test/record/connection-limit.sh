#!/bin/sh
# A virtual host that allows two connections gets a third. Makes the logs of both ends.
. "$(dirname "$0")/lab.sh"
. "$here/rabbitmq.sh"
needs_rabbitmq
enter_lab "$@"
start_rabbitmq
to="$recorded/connection-limit"

rabbitmqctl set_vhost_limits '{"max-connections": 2}'
start_app /srv/lab/one.log worker orders-worker-1
start_app /srv/lab/two.log worker orders-worker-2
wait_for /srv/lab/one.log 'waiting for orders'
wait_for /srv/lab/two.log 'waiting for orders'
start_app /srv/lab/client.log reconnecting shipping
wait_for "$log" 'connection limit'
sleep 3

keep_incident "$to"
keep /srv/lab/client.log client.log "$to"
