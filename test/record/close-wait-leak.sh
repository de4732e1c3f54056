#!/bin/sh
# A service on app01 leaks a socket with each request to mq01:8080: the other end closes, it never does.
# Makes three looks at the sockets, a minute of its leak apart but for the waiting, by ss, netstat and /proc/net/tcp,
# and at those of mq01, which has closed.
. "$(dirname "$0")/lab.sh"
needs netstat:net-tools
enter_lab "$@"
add_host app01 10.20.0.11
to="$recorded/close-wait-leak"
on_app() { on_host app01 "$@"; }

python3 /srv/app/sockets.py hang-up 10.20.0.21 8080 &
wait_for_port 10.20.0.21 8080
on_app python3 /srv/app/sockets.py wait-to-be-closed 10.20.0.11 9100 &
sleep 1
on_app python3 /srv/app/sockets.py leak 10.20.0.21 8080 3 12 4 >/srv/lab/leak.log 2>&1 &
for look in 1 2 3; do
  wait_for /srv/lab/leak.log "$((look * 12)) rates"
  sleep 1
  on_app ss -tanp >"/srv/lab/ss-$look.txt"
  ss -tanpo >"/srv/lab/mq01-ss-$look.txt"
  { date -u +"# %Y-%m-%dT%H:%M:%SZ"; on_app netstat -tanp; } >>/srv/lab/netstat.txt 2>/dev/null
done
on_app ss -tanpo >/srv/lab/ss-timers.txt
on_app cat /proc/net/tcp >/srv/lab/proc-net-tcp.txt
for file in ss-1 ss-2 ss-3 mq01-ss-1 mq01-ss-2 mq01-ss-3 netstat ss-timers proc-net-tcp; do keep "/srv/lab/$file.txt" "$file.txt" "$to"; done
