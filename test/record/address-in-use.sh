#!/bin/sh
# A second node is started on a host where another program has the broker's port.
. "$(dirname "$0")/lab.sh"
. "$here/rabbitmq.sh"
needs_rabbitmq tcpdump:tcpdump netstat:net-tools lsof:lsof
enter_lab "$@"
to="$recorded/address-in-use"
add_host app01 10.20.0.11
python3 /srv/app/sockets.py wait-to-be-closed 10.20.0.21 5672 &
wait_for_port 10.20.0.21 5672
set_up_rabbitmq
"$rabbit_bin/rabbitmq-server" >/var/log/rabbitmq/console 2>&1 &
wait_for "$log" 'eaddrinuse' 60
sleep 3
look mq01

grep -vF 'Running boot step' "$log" | tail -60 >/srv/lab/broker.log
keep_ends "$to" broker.log
