#!/bin/sh
# The host of a service loses power and boots again; Redis, without TCP keepalive, still lists its two clients.
. "$(dirname "$0")/lab.sh"
needs redis-server:redis-server redis-cli:redis-tools netstat:net-tools lsof:lsof
enter_lab "$@"
add_host app01 10.20.0.11
to="$recorded/redis-half-open"

redis-server --port 6379 --bind 10.20.0.21 --protected-mode no --save "" --tcp-keepalive 0 >/srv/lab/broker.log 2>&1 &
wait_for_port 10.20.0.21 6379
on_host app01 python3 /srv/app/brokers.py redis-idle 600 >/srv/lab/one.log 2>&1 &
one=$!
on_host app01 python3 /srv/app/brokers.py redis-idle 600 >/srv/lab/two.log 2>&1 &
two=$!
wait_for /srv/lab/one.log answers
wait_for /srv/lab/two.log answers
crash_host app01 "$one" "$two"
sleep 1
add_host app01 10.20.0.11
on_host app01 python3 /srv/app/brokers.py redis-idle 600 >/srv/lab/client.log 2>&1 &
wait_for /srv/lab/client.log answers
sleep 1
look mq01
look app01
redis-cli -h 10.20.0.21 client list >/srv/lab/client-list.txt

keep_ends "$to" client.log broker.log client-list.txt
