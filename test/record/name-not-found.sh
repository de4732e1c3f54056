#!/bin/sh
# A service is configured with a name of the broker that does not exist. The name server answers so.
. "$(dirname "$0")/lab.sh"
. "$here/rabbitmq.sh"
needs_rabbitmq tcpdump:tcpdump
enter_lab "$@"
add_host app01 10.20.0.11
to="$recorded/name-not-found"

python3 /srv/app/sockets.py no-such-name 10.20.0.21 &
echo 'nameserver 10.20.0.21' >/run/resolv.conf
mount --bind /run/resolv.conf /etc/resolv.conf
sleep 1
capture app01 'udp port 53'
BROKER=mq01.shop.internal ip netns exec app01 node /srv/app/reconnecting.mjs shipping >/srv/lab/client.log 2>&1 &
sleep 5

keep_all "$to" client.log app01-tcpdump.txt
