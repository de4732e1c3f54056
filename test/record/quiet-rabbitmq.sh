#!/bin/sh
# A node starts, a service works and closes, another stays connected: nothing is wrong.
# Makes the whole log of the broker, that of the service, and the sockets of both hosts meanwhile.
. "$(dirname "$0")/lab.sh"
. "$here/rabbitmq.sh"
needs_rabbitmq netstat:net-tools
enter_lab "$@"
start_rabbitmq
to="$quiet/rabbitmq"

start_app /srv/lab/client.log polite mailer
mailer=$!
start_app /srv/lab/other.log worker orders-worker
wait_for /srv/lab/client.log 'mail 83 sent'
sleep 6
ss -tanp >/srv/lab/mq01-ss.txt
on_host app01 ss -tanp >/srv/lab/app01-ss.txt
netstat -tanp >/srv/lab/mq01-netstat.txt 2>/dev/null
on_host app01 netstat -tanp >/srv/lab/app01-netstat.txt 2>/dev/null
rabbitmqctl list_connections name user state timeout channels >/srv/lab/list-connections.txt
rabbitmqctl list_queues name messages_ready messages_unacknowledged consumers >/srv/lab/list-queues.txt
wait "$mailer"

# Some 150 boot steps would fill the file.
grep -vF 'Running boot step' "$log" >/srv/lab/broker.log
keep /srv/lab/broker.log broker.log "$to"
keep /srv/lab/client.log client.log "$to"
for file in mq01-ss app01-ss mq01-netstat app01-netstat list-connections list-queues; do keep "/srv/lab/$file.txt" "$file.txt" "$to"; done
