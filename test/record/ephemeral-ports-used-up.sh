#!/bin/sh
# As time-wait-buildup, but with 500 local ports to choose from: connect fails with EADDRNOTAVAIL.
# Makes the log of the service and the summary of its sockets.
. "$(dirname "$0")/lab.sh"
enter_lab "$@"
add_host app01 10.20.0.11
to="$recorded/ephemeral-ports-used-up"

python3 /srv/app/sockets.py wait-to-be-closed 10.20.0.21 6379 &
wait_for_port 10.20.0.21 6379
on_host app01 sh -c "echo 40000 40499 >/proc/sys/net/ipv4/ip_local_port_range; echo 0 >/proc/sys/net/ipv4/tcp_tw_reuse"
on_host app01 python3 /srv/app/sockets.py churn 10.20.0.21 6379 520 >/srv/lab/client.log 2>&1 &
wait_for /srv/lab/client.log done 50

on_host app01 ss -s >/srv/lab/ss-summary.txt
on_host app01 ss -tan >/srv/lab/app01-ss.txt
ss -tan >/srv/lab/mq01-ss.txt
on_host app01 sysctl net.ipv4.ip_local_port_range >/srv/lab/sysctl.txt
sed -i "/^done/d" /srv/lab/client.log
keep /srv/lab/client.log client.log "$to"
keep_ends "$to" ss-summary.txt sysctl.txt
