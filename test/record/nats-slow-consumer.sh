#!/bin/sh
# A NATS client subscribes and reads nothing while another publishes. Makes the log of the server.
. "$(dirname "$0")/lab.sh"
needs nats-server:nats-server netstat:net-tools lsof:lsof
enter_lab "$@"
add_host app01 10.20.0.11

printf "port: 4222\nmax_pending: 2MB\nwrite_deadline: \"2s\"\n" >/srv/lab/nats.conf
nats-server -c /srv/lab/nats.conf >/srv/lab/broker.log 2>&1 &
wait_for_port 10.20.0.21 4222
on_host app01 python3 /srv/app/brokers.py nats-slow orders-worker &
sleep 1
on_host app01 python3 /srv/app/brokers.py nats-flood orders-api 300 &
sleep 1
look mq01
look app01
wait_for /srv/lab/broker.log "Slow Consumer"

sed -i "s#/srv/lab/#/etc/#" /srv/lab/broker.log
keep_ends "$recorded/nats-slow-consumer" broker.log
