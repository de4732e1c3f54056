#!/bin/sh
# Eight callers of a pool of three connections run slow reports; the others time out waiting for one.
. "$(dirname "$0")/lab.sh"
. "$here/postgresql.sh"
needs "$postgres_bin/postgres:postgresql" psql:postgresql-client netstat:net-tools lsof:lsof
needs_module sqlalchemy:python3-sqlalchemy psycopg2:python3-psycopg2
enter_lab "$@"
start_postgresql
to="$recorded/postgresql-pool-used-up"

on_host app01 /usr/bin/python3 /srv/app/shop.py pool 3 8 12 >/srv/lab/client.log 2>&1 &
sleep 5
look mq01
look app01
psql -h 10.20.0.21 -U postgres -c "SELECT pid, application_name, client_addr, client_port, state, wait_event, now() - state_change AS for_time, query FROM pg_stat_activity WHERE client_addr IS NOT NULL AND application_name = 'shop' ORDER BY pid" >/srv/lab/pg-stat-activity.txt
sleep 9

cp /srv/lab/server.log /srv/lab/broker.log
keep_ends "$to" client.log broker.log pg-stat-activity.txt
