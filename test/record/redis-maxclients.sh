#!/bin/sh
# Eight connections to a Redis that allows six, one of which is an operator's. Makes the client's log, the server's, its own list and the sockets of
# both hosts.
. "$(dirname "$0")/lab.sh"
needs redis-server:redis-server redis-cli:redis-tools tcpdump:tcpdump netstat:net-tools lsof:lsof
enter_lab "$@"
add_host app01 10.20.0.11
to="$recorded/redis-maxclients"

redis-server --port 6379 --bind 10.20.0.21 --protected-mode no --save "" --maxclients 6 --loglevel verbose >/srv/lab/broker.log 2>&1 &
wait_for_port 10.20.0.21 6379
{ sleep 3; echo 'info clients'; echo 'info stats'; sleep 1; } | redis-cli -h 10.20.0.21 >/srv/lab/info.txt &
sleep 1
on_host app01 python3 /srv/app/brokers.py redis-many 8 >/srv/lab/client.log &
sleep 1
look mq01
look app01
sleep 4

keep_ends "$to" client.log broker.log info.txt
