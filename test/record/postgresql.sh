# Sourced after lab.sh by recordings of PostgreSQL. The server refuses root, so it runs as user postgres of a
# user namespace of its own; start_postgresql makes a cluster in the laboratory and waits for it.

postgres_bin=$(for bin in /usr/lib/postgresql/*/bin; do echo "$bin"; done | tail -1)

as_postgres() {
  unshare --user --map-user="$(id -u postgres)" --map-group="$(id -g postgres)" "$@"
}

# Arguments are settings, such as max_connections=5.
start_postgresql() {
  export HOME=/var/lib
  mkdir -p /run/postgresql /var/lib/main /etc/postgresql
  as_postgres "$postgres_bin/initdb" -D /var/lib/main -U postgres --auth=trust >/srv/lab/initdb.log 2>&1 || fail "$(cat /srv/lab/initdb.log)"
  printf "host all all 10.20.0.0/24 trust\n" >>/var/lib/main/pg_hba.conf
  for setting in "$@"; do echo "$setting" >>/var/lib/main/postgresql.conf; done
  as_postgres "$postgres_bin/postgres" -D /var/lib/main -c listen_addresses='*' -c log_connections=on \
    -c log_disconnections=on -c unix_socket_directories=/run/postgresql >/srv/lab/server.log 2>&1 &
  wait_for /srv/lab/server.log 'ready to accept connections'
  [ -e /run/netns/app01 ] || add_host app01 10.20.0.11
}
