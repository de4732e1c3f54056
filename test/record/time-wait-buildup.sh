#!/bin/sh
# A service opens a connection for each request and closes it: 9500 in some seconds.
# Makes the counts an engineer takes of its sockets.
. "$(dirname "$0")/lab.sh"
needs netstat:net-tools
enter_lab "$@"
add_host app01 10.20.0.11
to="$recorded/time-wait-buildup"

python3 /srv/app/sockets.py wait-to-be-closed 10.20.0.21 6379 &
wait_for_port 10.20.0.21 6379
on_host app01 python3 /srv/app/sockets.py wait-to-be-closed 10.20.0.11 8080 &
on_host app01 python3 /srv/app/sockets.py leak 10.20.0.21 6379 1 4 60 >/srv/lab/kept.log &
wait_for /srv/lab/kept.log '4 rates'
on_host app01 python3 /srv/app/sockets.py churn 10.20.0.21 6379 9500 >/srv/lab/churn.log 2>&1 &
wait_for /srv/lab/churn.log done 50

on_host app01 ss -s >/srv/lab/ss-summary.txt
on_host app01 sh -c "netstat -tan | awk 'NR > 2 { print \$6 }' | sort | uniq -c" >/srv/lab/netstat-counts.txt
on_host app01 cat /proc/net/sockstat >/srv/lab/sockstat.txt
for file in ss-summary netstat-counts sockstat; do keep "/srv/lab/$file.txt" "$file.txt" "$to"; done
