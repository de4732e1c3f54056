#!/bin/sh
# MariaDB ends sessions that are idle for 25 s; a service asks again after 30 s.
. "$(dirname "$0")/lab.sh"
. "$here/mariadb.sh"
needs mariadbd:mariadb-server tcpdump:tcpdump netstat:net-tools lsof:lsof
needs_module pymysql:python3-pymysql
enter_lab "$@"
start_mariadb --wait-timeout=25
to="$recorded/mariadb-wait-timeout"

capture app01 'tcp port 3306'
on_host app01 /usr/bin/python3 /srv/app/shop.py mysql-idle 30 >/srv/lab/client.log 2>&1 &
sleep 3
processlist
sleep 24
look mq01
look app01
wait_for /srv/lab/client.log ERROR 30

keep_incident "$to"
keep_ends "$to" client.log processlist.txt
