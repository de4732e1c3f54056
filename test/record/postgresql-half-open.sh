#!/bin/sh
# The host of a service loses power and boots again; PostgreSQL still has its two sessions.
. "$(dirname "$0")/lab.sh"
. "$here/postgresql.sh"
needs "$postgres_bin/postgres:postgresql" psql:postgresql-client netstat:net-tools lsof:lsof pgrep:procps
enter_lab "$@"
start_postgresql
to="$recorded/postgresql-half-open"
session() { { echo 'SELECT 1;'; sleep 600; } | PGAPPNAME=orders-api on_host app01 psql -h 10.20.0.21 -U postgres -q; }

session >/dev/null 2>&1 &
session >/dev/null 2>&1 &
sleep 2
# shellcheck disable=SC2046
crash_host app01 $(pgrep -x psql)
sleep 1
add_host app01 10.20.0.11
session >/srv/lab/client.log 2>&1 &
sleep 2
look mq01
look app01
psql -h 10.20.0.21 -U postgres -c "SELECT pid, application_name, client_addr, client_port, state, now() - state_change AS idle_for FROM pg_stat_activity WHERE backend_type = 'client backend' ORDER BY pid" >/srv/lab/pg-stat-activity.txt

keep_ends "$to" pg-stat-activity.txt
