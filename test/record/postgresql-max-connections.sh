#!/bin/sh
# A service takes more sessions than PostgreSQL has; those after them are refused.
. "$(dirname "$0")/lab.sh"
. "$here/postgresql.sh"
needs "$postgres_bin/postgres:postgresql" psql:postgresql-client netstat:net-tools lsof:lsof
enter_lab "$@"
start_postgresql max_connections=8 superuser_reserved_connections=3
psql -h 10.20.0.21 -U postgres -qc "CREATE ROLE shop LOGIN"
to="$recorded/postgresql-max-connections"

for order in 1 2 3 4 5; do
  { echo 'SELECT 1;'; sleep 600; } | PGAPPNAME=orders-api on_host app01 psql -h 10.20.0.21 -U shop -d postgres -q >/dev/null 2>&1 &
done
sleep 3
for order in 6 7 8; do
  PGAPPNAME=orders-api on_host app01 psql -h 10.20.0.21 -U shop -d postgres -c 'SELECT 1' >>/srv/lab/client.log 2>&1
done
look mq01
look app01
psql -h 10.20.0.21 -U postgres -c "SELECT pid, application_name, client_addr, client_port, state, now() - state_change AS idle_for FROM pg_stat_activity WHERE backend_type = 'client backend' ORDER BY pid" >/srv/lab/pg-stat-activity.txt
grep -v '\[local\]' /srv/lab/server.log >/srv/lab/broker.log

keep_ends "$to" client.log broker.log pg-stat-activity.txt
