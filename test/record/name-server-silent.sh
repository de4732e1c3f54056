#!/bin/sh
# The name server does not answer a service that looks up its broker.
. "$(dirname "$0")/lab.sh"
. "$here/rabbitmq.sh"
needs_rabbitmq
enter_lab "$@"
add_host app01 10.20.0.11
to="$recorded/name-server-silent"

printf 'nameserver 10.20.0.99\noptions timeout:1 attempts:2\n' >/run/resolv.conf
mount --bind /run/resolv.conf /etc/resolv.conf
BROKER=mq01.shop.internal ip netns exec app01 node /srv/app/reconnecting.mjs shipping >/srv/lab/client.log 2>&1 &
wait_for /srv/lab/client.log ERROR 60
sleep 8

keep_all "$to" client.log
