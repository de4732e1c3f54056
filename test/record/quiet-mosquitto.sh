#!/bin/sh
# Mosquitto starts, a client comes, pings and leaves, another keeps its promise. Makes its log.
. "$(dirname "$0")/lab.sh"
needs mosquitto:mosquitto
enter_lab "$@"
add_host app01 10.20.0.11

printf "listener 1883\nallow_anonymous true\nuser root\n" >/srv/lab/mosquitto.conf
mosquitto -v -c /srv/lab/mosquitto.conf >/srv/lab/broker.log 2>&1 &
wait_for_port 10.20.0.21 1883
for lamp in hall-lamp door-bell; do on_host app01 python3 /srv/app/brokers.py mqtt-polite "$lamp"; done
sleep 1

sed -i "s#/srv/lab/#/etc/mosquitto/#" /srv/lab/broker.log
keep /srv/lab/broker.log broker.log "$quiet/mosquitto"
