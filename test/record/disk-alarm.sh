#!/bin/sh
# The file system of the node fills up: 450 MB of 600 MB against a limit of 300 MB free, then it is freed.
# Makes the logs of the broker and of a publisher that is blocked meanwhile.
. "$(dirname "$0")/lab.sh"
. "$here/rabbitmq.sh"
needs_rabbitmq
enter_lab "$@"
start_rabbitmq 'disk_free_limit.absolute = 300MB'
to="$recorded/disk-alarm"

start_app /srv/lab/client.log publisher orders-api
wait_for /srv/lab/client.log 'order 4713 published'
fallocate -l 450M /var/lib/rabbitmq/dump.tar
wait_for /srv/lab/client.log 'connection blocked'
sleep 3
rm /var/lib/rabbitmq/dump.tar
wait_for /srv/lab/client.log 'connection unblocked'
sleep 1

keep_incident "$to"
keep /srv/lab/client.log client.log "$to"
