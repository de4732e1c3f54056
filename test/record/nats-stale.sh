#!/bin/sh
# A NATS client never answers the PING of the server. Makes the log of the server.
. "$(dirname "$0")/lab.sh"
needs nats-server:nats-server netstat:net-tools lsof:lsof
enter_lab "$@"
add_host app01 10.20.0.11

printf "port: 4222\nping_interval: \"1s\"\nping_max: 1\n" >/srv/lab/nats.conf
nats-server -c /srv/lab/nats.conf -D >/srv/lab/broker.log 2>&1 &
wait_for_port 10.20.0.21 4222
on_host app01 python3 /srv/app/brokers.py nats-silent orders-worker &
sleep 1
look mq01
look app01
wait_for /srv/lab/broker.log "Stale Connection"

sed -i "s#/srv/lab/#/etc/#" /srv/lab/broker.log
keep_ends "$recorded/nats-stale" broker.log
