#!/bin/sh
# The host of a service loses power and boots again; the broker's ends of its two connections stay ESTABLISHED,
# because the heartbeat is switched off. Makes the sockets of both hosts, and the broker's list of connections.
. "$(dirname "$0")/lab.sh"
. "$here/rabbitmq.sh"
needs_rabbitmq netstat:net-tools
enter_lab "$@"
start_rabbitmq
to="$recorded/half-open"

start_app /srv/lab/client.log worker orders-worker 0
one=$!
start_app /srv/lab/client2.log worker invoices-worker 0
two=$!
wait_for /srv/lab/client.log 'waiting for orders'
wait_for /srv/lab/client2.log 'waiting for orders'
sleep 1
crash_host app01 "$one" "$two"
sleep 1
add_host app01 10.20.0.11
start_app /srv/lab/client3.log worker orders-worker 0
wait_for /srv/lab/client3.log 'waiting for orders'
sleep 1

ss -tanpo >/srv/lab/mq01-ss.txt
on_host app01 ss -tanpo >/srv/lab/app01-ss.txt
netstat -tanpo >/srv/lab/mq01-netstat.txt 2>/dev/null
on_host app01 netstat -tanpo >/srv/lab/app01-netstat.txt 2>/dev/null
rabbitmqctl list_connections user peer_host peer_port state timeout >/srv/lab/list-connections.txt
for file in mq01-ss app01-ss mq01-netstat app01-netstat list-connections; do keep "/srv/lab/$file.txt" "$file.txt" "$to"; done
