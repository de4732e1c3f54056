#!/bin/sh
# The path to an idle connection is cut; the client's kernel probes every 2 s after 5 s of silence.
# Looks are taken while the probes go unanswered; then the client's read fails.
. "$(dirname "$0")/lab.sh"
. "$here/gateway.sh"
needs nft:nftables conntrack:conntrack tcpdump:tcpdump netstat:net-tools lsof:lsof
enter_lab "$@"
add_gateway
to="$recorded/keepalive-unanswered"

python3 /srv/app/sockets.py wait-to-be-closed 10.20.0.21 9092 &
wait_for_port 10.20.0.21 9092
capture mq01 'tcp port 9092'
capture app01 'tcp port 9092'
on_host app01 python3 /srv/app/sockets.py probe 10.20.0.21 9092 5 2 9 >/srv/lab/client.log 2>&1 &
wait_for /srv/lab/client.log 'waiting for messages'
sleep 25
rules 'drop'
sleep 16
look mq01
look app01
wait_for /srv/lab/client.log 'ERROR' 40

keep_ends "$to" client.log
