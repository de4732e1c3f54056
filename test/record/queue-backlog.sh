#!/bin/sh
# A publisher sends 4000 orders to a queue that nobody consumes. Makes two looks at the queues.
. "$(dirname "$0")/lab.sh"
. "$here/rabbitmq.sh"
needs_rabbitmq
enter_lab "$@"
start_rabbitmq
to="$recorded/queue-backlog"
look() { "$rabbit_bin/rabbitmqctl" list_queues name messages messages_ready messages_unacknowledged consumers; }

app publisher orders-api 1500 >/srv/lab/publisher.log
look >/srv/lab/list-queues-1.txt
app publisher orders-api 2500 >/srv/lab/publisher.log
look >/srv/lab/list-queues-2.txt

keep /srv/lab/list-queues-1.txt list-queues-1.txt "$to"
keep /srv/lab/list-queues-2.txt list-queues-2.txt "$to"
