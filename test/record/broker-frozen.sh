#!/bin/sh
# The broker's process is suspended for 12 s, as a virtual machine in migration is; the client's heartbeat is 2 s.
# Makes the client's log, the sockets of both hosts and the packets.
. "$(dirname "$0")/lab.sh"
. "$here/rabbitmq.sh"
needs_rabbitmq tcpdump:tcpdump netstat:net-tools lsof:lsof pgrep:procps
enter_lab "$@"
start_rabbitmq
to="$recorded/broker-frozen"

capture app01 'tcp port 5672'
start_app /srv/lab/client.log reconnecting shipping
wait_for /srv/lab/client.log 'connected to'
sleep 1
kill -STOP "$(pgrep -x beam.smp)"
wait_for /srv/lab/client.log 'eartbeat'
sleep 2
look mq01
look app01

keep_ends "$to" client.log
