#!/bin/sh
# A service takes more sessions than MariaDB allows.
. "$(dirname "$0")/lab.sh"
. "$here/mariadb.sh"
needs mariadbd:mariadb-server tcpdump:tcpdump netstat:net-tools lsof:lsof
needs_module pymysql:python3-pymysql
enter_lab "$@"
start_mariadb --max-connections=10 --extra-port=3307 --extra-max-connections=2
to="$recorded/mariadb-too-many-connections"

on_host app01 /usr/bin/python3 /srv/app/shop.py mysql-many 14 >/srv/lab/client.log 2>&1 &
wait_for /srv/lab/client.log 'connection 14' 30
sleep 1
extra_port=3307
processlist
look mq01
look app01

keep_incident "$to"
keep_ends "$to" client.log processlist.txt
