#!/bin/sh
# The broker's process is suspended for 12 s, as a virtual machine in migration is; the client's heartbeat is 2 s.
# Makes the client's log.
. "$(dirname "$0")/lab.sh"
. "$here/rabbitmq.sh"
needs_rabbitmq pgrep:procps
enter_lab "$@"
start_rabbitmq

start_app /srv/lab/client.log reconnecting shipping
wait_for /srv/lab/client.log 'connected to'
sleep 1
kill -STOP "$(pgrep -x beam.smp)"
wait_for /srv/lab/client.log 'eartbeat'
sleep 2

keep /srv/lab/client.log client.log "$recorded/broker-frozen"
