#!/bin/sh
# A service connects to a host on which no broker listens. Another service is listening there.
. "$(dirname "$0")/lab.sh"
. "$here/rabbitmq.sh"
needs_rabbitmq tcpdump:tcpdump netstat:net-tools lsof:lsof
enter_lab "$@"
add_host app01 10.20.0.11
to="$recorded/connection-refused"

python3 /srv/app/sockets.py wait-to-be-closed 10.20.0.21 8080 &
wait_for_port 10.20.0.21 8080
capture app01 'tcp port 5672'
ip netns exec app01 node /srv/app/reconnecting.mjs shipping >/srv/lab/client.log 2>&1 &
wait_for /srv/lab/client.log ECONNREFUSED
sleep 3
look mq01
look app01

keep_ends "$to" client.log
