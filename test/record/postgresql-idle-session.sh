#!/bin/sh
# PostgreSQL ends sessions that are idle for 25 s; a service notices when it asks again.
. "$(dirname "$0")/lab.sh"
. "$here/postgresql.sh"
needs "$postgres_bin/postgres:postgresql" psql:postgresql-client tcpdump:tcpdump netstat:net-tools lsof:lsof
enter_lab "$@"
start_postgresql idle_session_timeout=25s
to="$recorded/postgresql-idle-session"

capture app01 'tcp port 5432'
{ echo 'SELECT 1;'; sleep 29; echo 'SELECT 2;'; sleep 1; } | PGAPPNAME=orders-api on_host app01 psql -h 10.20.0.21 -U postgres >/srv/lab/client.log 2>&1 &
sleep 27
look mq01
look app01
sleep 4

cp /srv/lab/server.log /srv/lab/broker.log
keep_ends "$to" client.log broker.log
