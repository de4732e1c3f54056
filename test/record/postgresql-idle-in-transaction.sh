#!/bin/sh
# Six sessions of a service on app01 begin a transaction and forget it.
# Makes pg_stat_activity as psql prints it.
. "$(dirname "$0")/lab.sh"
. "$here/postgresql.sh"
needs "$postgres_bin/postgres:postgresql" psql:postgresql-client netstat:net-tools lsof:lsof
enter_lab "$@"
start_postgresql

for order in 1 2 3 4 5 6; do
  (
    printf "BEGIN;\nSELECT %s AS order_id FOR UPDATE;\n" "$order"
    sleep 600
  ) | PGAPPNAME=orders-api on_host app01 psql -h 10.20.0.21 -U postgres -q >/dev/null 2>&1 &
done
sleep 8
look mq01
look app01
psql -h 10.20.0.21 -U postgres -c "SELECT pid, application_name, client_addr, client_port, state, now() - state_change AS idle_for, now() - xact_start AS transaction_age, query FROM pg_stat_activity WHERE backend_type = 'client backend' ORDER BY pid" >/srv/lab/pg-stat-activity.txt

keep_ends "$recorded/postgresql-idle-in-transaction" pg-stat-activity.txt
