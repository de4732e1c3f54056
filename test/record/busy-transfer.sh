#!/bin/sh
# A publisher sends large orders without a pause, and a worker takes them: queues of sockets fill and empty all the time.
# Looks at both ends are taken three times in that rush.
. "$(dirname "$0")/lab.sh"
. "$here/rabbitmq.sh"
needs_rabbitmq netstat:net-tools lsof:lsof
enter_lab "$@"
start_rabbitmq
to="$recorded/busy-transfer"

start_app /srv/lab/worker.log worker orders-worker 10 0 0
wait_for /srv/lab/worker.log 'waiting for orders'
start_app /srv/lab/client.log publisher orders-api 0 400000 0.02
wait_for /srv/lab/client.log 'order 4720 published'
for number in 1 2 3; do
  look mq01 "-$number"
  look app01 "-$number"
  sleep 1
done
list_connections

tail -30 /srv/lab/client.log >/srv/lab/rush.log
keep_incident "$to"
keep /srv/lab/rush.log client.log "$to"
keep_all "$to" list-connections.txt mq01-ss-1.txt mq01-ss-2.txt mq01-ss-3.txt app01-ss-1.txt app01-ss-2.txt app01-ss-3.txt
