# Sourced after lab.sh by recordings with a balancer: HAProxy on lb01 (10.20.0.31), in front of mq01.

# start_balancer PORT SECONDS [SETTING] passes connections to mq01 and closes those that are idle for SECONDS.
# SETTING goes to the line of its server. What waits longer than 5 s for a place is turned away.
start_balancer() {
  add_host lb01 10.20.0.31
  cat >/srv/lab/haproxy.cfg <<END
global
  log stdout format raw local0
defaults
  mode tcp
  log global
  option tcplog
  timeout connect 5s
  timeout queue 5s
  timeout client ${2}s
  timeout server 1h
frontend amqp
  bind 10.20.0.31:$1
  default_backend mq
backend mq
  server mq01 10.20.0.21:$1 $3
END
  on_host lb01 haproxy -f /srv/lab/haproxy.cfg >/srv/lab/balancer.log 2>&1 &
  wait_for_port_at lb01 "$1"
}

wait_for_port_at() {
  waited=0
  until on_host "$1" ss -ltnH "sport = :$2" | grep -q .; do
    waited=$((waited + 1))
    [ "$waited" -gt 100 ] && fail "nothing listens on $1:$2"
    sleep 0.1
  done
}
