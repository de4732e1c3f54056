#!/bin/sh
# A server on mq01 accepts and does not read; a client on app01 sends until its buffer is full.
# Makes the sockets of both ends.
. "$(dirname "$0")/lab.sh"
needs netstat:net-tools
enter_lab "$@"
add_host app01 10.20.0.11
to="$recorded/receiver-not-reading"

python3 /srv/app/sockets.py never-read 10.20.0.21 9092 &
wait_for_port 10.20.0.21 9092
on_host app01 python3 /srv/app/sockets.py send-all 10.20.0.21 9092 &
sleep 6

ss -tanpo >/srv/lab/mq01-ss.txt
on_host app01 ss -tanpo >/srv/lab/app01-ss.txt
netstat -tanpo >/srv/lab/mq01-netstat.txt 2>/dev/null
on_host app01 netstat -tanpo >/srv/lab/app01-netstat.txt 2>/dev/null
for file in mq01-ss app01-ss mq01-netstat app01-netstat; do keep "/srv/lab/$file.txt" "$file.txt" "$to"; done
