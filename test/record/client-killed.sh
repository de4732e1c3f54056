#!/bin/sh
# A worker is killed with SIGKILL, as the OOM killer does; its kernel sends the FIN.
# Makes the broker's log, the sockets of both hosts afterwards, and the packets.
. "$(dirname "$0")/lab.sh"
. "$here/rabbitmq.sh"
needs_rabbitmq tcpdump:tcpdump netstat:net-tools lsof:lsof
enter_lab "$@"
start_rabbitmq
to="$recorded/client-killed"

capture mq01 'tcp port 5672'
start_app /srv/lab/client.log worker orders-worker
worker=$!
wait_for /srv/lab/client.log 'waiting for orders'
sleep 1
kill -9 "$worker"
wait_for "$log" 'unexpectedly closed'
look mq01

keep_incident "$to"
keep_ends "$to" client.log
