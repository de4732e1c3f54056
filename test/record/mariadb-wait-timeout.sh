#!/bin/sh
# MariaDB ends sessions that are idle for 5 s; a service asks again after 9 s.
. "$(dirname "$0")/lab.sh"
. "$here/mariadb.sh"
needs mariadbd:mariadb-server tcpdump:tcpdump netstat:net-tools
needs_module pymysql:python3-pymysql
enter_lab "$@"
start_mariadb --wait-timeout=5
to="$recorded/mariadb-wait-timeout"

capture app01 'tcp port 3306'
on_host app01 /usr/bin/python3 /srv/app/shop.py mysql-idle 9 >/srv/lab/client.log 2>&1 &
sleep 3
processlist
sleep 4
look mq01
look app01
wait_for /srv/lab/client.log ERROR 20

keep_incident "$to"
keep_ends "$to" client.log processlist.txt
