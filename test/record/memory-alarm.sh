#!/bin/sh
# The memory high watermark falls below what the node uses, and is raised again after 6 s.
# Makes the logs of the broker and of a publisher that is blocked meanwhile.
. "$(dirname "$0")/lab.sh"
. "$here/rabbitmq.sh"
needs_rabbitmq
enter_lab "$@"
start_rabbitmq
to="$recorded/memory-alarm"

start_app /srv/lab/client.log publisher orders-api
wait_for /srv/lab/client.log 'order 4713 published'
rabbitmqctl set_vm_memory_high_watermark 0.0001
wait_for /srv/lab/client.log 'connection blocked'
sleep 6
rabbitmqctl set_vm_memory_high_watermark 0.4
wait_for /srv/lab/client.log 'connection unblocked'
sleep 1

keep_incident "$to"
keep /srv/lab/client.log client.log "$to"
