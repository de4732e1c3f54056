#!/bin/sh
# Eight connections to a Redis that allows five. Makes the log of the client.
. "$(dirname "$0")/lab.sh"
needs redis-server:redis-server
enter_lab "$@"
add_host app01 10.20.0.11

redis-server --port 6379 --bind 10.20.0.21 --protected-mode no --save "" --maxclients 5 >/srv/lab/broker.log 2>&1 &
wait_for_port 10.20.0.21 6379
on_host app01 python3 /srv/app/brokers.py redis-many 8 >/srv/lab/client.log

keep /srv/lab/client.log client.log "$recorded/redis-maxclients"
