#!/bin/sh
# Both ends are looked at twice, and the ends ten seconds apart: a service closes and another connects in between.
. "$(dirname "$0")/lab.sh"
. "$here/rabbitmq.sh"
needs_rabbitmq tcpdump:tcpdump netstat:net-tools
enter_lab "$@"
start_rabbitmq
to="$quiet/looks-apart"

start_app /srv/lab/client.log worker orders-worker
start_app /srv/lab/mailer.log polite mailer
wait_for /srv/lab/mailer.log 'mail 83 sent'
{ date -u +"# %Y-%m-%dT%H:%M:%SZ"; ss -tanp; } >/srv/lab/mq01-ss.txt
sleep 13
start_app /srv/lab/other.log worker invoices-worker
wait_for /srv/lab/other.log 'waiting for orders'
{ date -u +"# %Y-%m-%dT%H:%M:%SZ"; on_host app01 ss -tanp; } >/srv/lab/app01-ss.txt

keep_incident "$to"
keep_ends "$to" client.log
