#!/bin/sh
# A Redis subscriber reads nothing while another client publishes. Makes the log of the server.
. "$(dirname "$0")/lab.sh"
needs redis-server:redis-server netstat:net-tools lsof:lsof
enter_lab "$@"
add_host app01 10.20.0.11

redis-server --port 6379 --bind 10.20.0.21 --protected-mode no --save "" --client-output-buffer-limit "pubsub 2mb 1mb 5" >/srv/lab/broker.log 2>&1 &
wait_for_port 10.20.0.21 6379
on_host app01 python3 /srv/app/brokers.py redis-slow &
sleep 1
on_host app01 python3 /srv/app/brokers.py redis-flood 300 &
# On a busy machine the flood begins late.
waited=0
until on_host app01 ss -tnH state established | awk '$1 > 4000 { unread = 1 } END { exit !unread }'; do
  waited=$((waited + 1))
  [ "$waited" -gt 100 ] && fail 'nothing waits unread'
  sleep 0.1
done
look mq01
look app01
wait_for /srv/lab/broker.log "output buffer limits"

keep_ends "$recorded/redis-output-buffer" broker.log
