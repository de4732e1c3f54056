#!/bin/sh
# A Redis server starts and answers three clients. Makes its log.
. "$(dirname "$0")/lab.sh"
needs redis-server:redis-server
enter_lab "$@"
add_host app01 10.20.0.11

redis-server --port 6379 --bind 10.20.0.21 --protected-mode no --save "" --loglevel verbose >/srv/lab/broker.log 2>&1 &
redis=$!
wait_for_port 10.20.0.21 6379
on_host app01 python3 /srv/app/brokers.py redis-many 3
sleep 6
kill "$redis"
wait "$redis"

keep /srv/lab/broker.log broker.log "$quiet/redis"
