# Sourced after lab.sh by recordings of MariaDB.

# start_mariadb [OPTION …] makes a server in the laboratory and waits for it.
start_mariadb() {
  mkdir -p /run/mysqld /var/lib/mysql
  mariadb-install-db --no-defaults --datadir=/var/lib/mysql --user=root --auth-root-authentication-method=normal >/srv/lab/install.log 2>&1 || fail "$(tail -5 /srv/lab/install.log)"
  mariadbd --no-defaults --datadir=/var/lib/mysql --user=root --socket=/run/mysqld/mysqld.sock --bind-address=10.20.0.21 \
    --log-warnings=4 --skip-name-resolve "$@" >/srv/lab/broker.log 2>&1 &
  wait_for /srv/lab/broker.log 'ready for connections'
  wait_for_port 10.20.0.21 3306
  mariadb --no-defaults -S /run/mysqld/mysqld.sock -e "CREATE USER shop@'%'; GRANT ALL ON *.* TO shop@'%'"
  add_host app01 10.20.0.11
  started=$(wc -l </srv/lab/broker.log)
}

# processlist keeps what the server says of its connections.
processlist() {
  mariadb --no-defaults -h 10.20.0.21 -P "${extra_port:-3306}" -u shop -t -e 'SHOW FULL PROCESSLIST' >/srv/lab/processlist.txt
}

# keep_incident FOLDER keeps the server's log since it was ready.
keep_incident() {
  tail -n "+$((started + 1))" /srv/lab/broker.log >/srv/lab/incident.log
  keep /srv/lab/incident.log broker.log "$1"
}
