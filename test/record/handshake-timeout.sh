#!/bin/sh
# Two clients connect and never finish the handshake: one says nothing, one stops after the protocol header.
# handshake_timeout is 3 s. Makes the broker's log.
. "$(dirname "$0")/lab.sh"
. "$here/rabbitmq.sh"
needs_rabbitmq tcpdump:tcpdump netstat:net-tools lsof:lsof
enter_lab "$@"
start_rabbitmq 'handshake_timeout = 3000'

capture mq01 'tcp port 5672'
on_host app01 python3 /srv/app/sockets.py say 10.20.0.21 5672 &
on_host app01 python3 /srv/app/sockets.py say 10.20.0.21 5672 414d515000000901 &
sleep 1
look mq01
look app01
wait_for "$log" '{handshake_timeout,handshake}'
wait_for "$log" '{handshake_timeout,frame_header}'

keep_incident "$recorded/handshake-timeout"
keep_ends "$recorded/handshake-timeout"
