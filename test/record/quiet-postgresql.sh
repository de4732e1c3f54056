#!/bin/sh
# A PostgreSQL server answers three sessions that commit and leave. Makes its log and pg_stat_activity.
. "$(dirname "$0")/lab.sh"
. "$here/postgresql.sh"
needs "$postgres_bin/postgres:postgresql" psql:postgresql-client
enter_lab "$@"
start_postgresql
to="$quiet/postgresql"

for order in 1 2 3; do
  PGAPPNAME=orders-api on_host app01 psql -h 10.20.0.21 -U postgres -q -c "BEGIN; SELECT $order; COMMIT" >/dev/null
done
sleep 600 | PGAPPNAME=orders-api on_host app01 psql -h 10.20.0.21 -U postgres -q &
sleep 1
psql -h 10.20.0.21 -U postgres -c "SELECT pid, application_name, client_addr, state, now() - state_change AS idle_for FROM pg_stat_activity WHERE backend_type = 'client backend'" >/srv/lab/pg-stat-activity.txt

keep /srv/lab/server.log server.log "$to"
keep /srv/lab/pg-stat-activity.txt pg-stat-activity.txt "$to"
