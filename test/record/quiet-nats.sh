#!/bin/sh
# A NATS server starts, two clients come, ping and leave. Makes its log.
. "$(dirname "$0")/lab.sh"
needs nats-server:nats-server
enter_lab "$@"
add_host app01 10.20.0.11

nats-server -D -p 4222 >/srv/lab/broker.log 2>&1 &
wait_for_port 10.20.0.21 4222
for name in orders-api orders-worker; do on_host app01 python3 /srv/app/brokers.py nats-polite "$name"; done
sleep 1

keep /srv/lab/broker.log broker.log "$quiet/nats"
