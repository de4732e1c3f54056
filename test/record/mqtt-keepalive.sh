#!/bin/sh
# An MQTT client promises a sign of life every 2 s and gives none. Makes the log of Mosquitto.
. "$(dirname "$0")/lab.sh"
needs mosquitto:mosquitto tcpdump:tcpdump netstat:net-tools lsof:lsof
enter_lab "$@"
add_host app01 10.20.0.11

printf "listener 1883\nallow_anonymous true\nuser root\nlog_timestamp_format %%Y-%%m-%%dT%%H:%%M:%%S\n" >/srv/lab/mosquitto.conf
mosquitto -c /srv/lab/mosquitto.conf >/srv/lab/broker.log 2>&1 &
wait_for_port 10.20.0.21 1883
capture app01 'tcp port 1883'
on_host app01 python3 /srv/app/brokers.py mqtt-polite hall-lamp
on_host app01 python3 /srv/app/brokers.py mqtt-silent greenhouse-7 2 &
sleep 1
look mq01
look app01
wait_for /srv/lab/broker.log "exceeded timeout"

sed -i "s#/srv/lab/#/etc/mosquitto/#" /srv/lab/broker.log
keep_ends "$recorded/mqtt-keepalive" broker.log
