#!/bin/sh
# A server with a backlog of 5 never accepts, 30 clients connect.
# Makes the listening sockets, all sockets and the counters of its host.
. "$(dirname "$0")/lab.sh"
needs nstat:iproute2 tcpdump:tcpdump netstat:net-tools
enter_lab "$@"
add_host app01 10.20.0.11
to="$recorded/accept-queue-full"

python3 /srv/app/sockets.py never-accept 10.20.0.21 8080 5 &
wait_for_port 10.20.0.21 8080
capture app01 'tcp port 8080'
on_host app01 python3 /srv/app/sockets.py connect-many 10.20.0.21 8080 30 &
sleep 8

ss -ltnp >/srv/lab/ss-listening.txt
ss -tanp >/srv/lab/ss.txt
nstat -az TcpExtListenOverflows TcpExtListenDrops TcpExtTCPReqQFullDrop TcpExtTCPReqQFullDoCookies >/srv/lab/nstat.txt
netstat -s >/srv/lab/netstat-s.txt
on_host app01 ss -tan >/srv/lab/app01-ss.txt
for file in ss-listening ss nstat netstat-s app01-ss; do keep "/srv/lab/$file.txt" "$file.txt" "$to"; done
keep /srv/lab/app01-tcpdump.txt app01-tcpdump.txt "$to"
