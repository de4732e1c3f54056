#!/bin/sh
# The broker is killed with SIGKILL under a service, which then finds nobody listening.
. "$(dirname "$0")/lab.sh"
. "$here/rabbitmq.sh"
needs_rabbitmq tcpdump:tcpdump netstat:net-tools lsof:lsof pgrep:procps
enter_lab "$@"
start_rabbitmq
to="$recorded/broker-killed"

capture app01 'tcp port 5672'
start_app /srv/lab/client.log reconnecting shipping
wait_for /srv/lab/client.log 'connected to'
sleep 3
kill -9 "$(pgrep -x beam.smp)"
wait_for /srv/lab/client.log 'ECONNREFUSED'
sleep 3
look mq01
look app01

keep_incident "$to"
keep_ends "$to" client.log
