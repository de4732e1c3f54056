#!/bin/sh
# Redis closes clients that are idle for 25 s; one of them asks after that.
. "$(dirname "$0")/lab.sh"
needs redis-server:redis-server tcpdump:tcpdump netstat:net-tools lsof:lsof
enter_lab "$@"
add_host app01 10.20.0.11
to="$recorded/redis-idle-timeout"

redis-server --port 6379 --bind 10.20.0.21 --protected-mode no --save "" --timeout 25 --loglevel verbose >/srv/lab/broker.log 2>&1 &
wait_for_port 10.20.0.21 6379
capture app01 'tcp port 6379'
on_host app01 python3 /srv/app/brokers.py redis-idle 32 >/srv/lab/client.log 2>&1 &
sleep 3
redis-cli -h 10.20.0.21 client list >/srv/lab/client-list.txt
wait_for /srv/lab/broker.log 'Closing idle client' 40
look mq01
look app01
wait_for /srv/lab/client.log ERROR 20

keep_ends "$to" client.log broker.log client-list.txt
