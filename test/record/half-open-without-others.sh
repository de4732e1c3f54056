#!/bin/sh
# The broker's host loses power and boots again. Its only client keeps two idle connections; the new node has none.
. "$(dirname "$0")/lab.sh"
. "$here/rabbitmq.sh"
needs_rabbitmq netstat:net-tools lsof:lsof pgrep:procps
enter_lab "$@"
start_rabbitmq
to="$recorded/half-open-without-others"

start_app /srv/lab/client.log worker orders-worker 0
start_app /srv/lab/other.log worker invoices-worker 0
wait_for /srv/lab/client.log 'waiting for orders'
wait_for /srv/lab/other.log 'waiting for orders'
sleep 1
ip link set br-app01 down
kill -9 "$(pgrep -x beam.smp)"
sleep 1
ss -K sport = :5672 >/dev/null 2>&1
boot_rabbitmq
ip link set br-app01 up
sleep 1
look mq01
look app01

keep_incident "$to"
keep_ends "$to" client.log
