#!/bin/sh
# Two devices use one client id: each throws the other out, again and again.
. "$(dirname "$0")/lab.sh"
needs stdbuf:coreutils mosquitto:mosquitto mosquitto_sub:mosquitto-clients tcpdump:tcpdump netstat:net-tools lsof:lsof
enter_lab "$@"
add_host app01 10.20.0.11
to="$recorded/mqtt-same-id"

printf "listener 1883\nallow_anonymous true\nuser root\nlog_timestamp_format %%Y-%%m-%%dT%%H:%%M:%%S\n" >/srv/lab/mosquitto.conf
mosquitto -c /srv/lab/mosquitto.conf >/srv/lab/broker.log 2>&1 &
wait_for_port 10.20.0.21 1883
capture app01 'tcp port 1883'
for device in 1 2; do
  on_host app01 stdbuf -oL mosquitto_sub -d -h 10.20.0.21 -i greenhouse-7 -t lamps/# -k 10 >"/srv/lab/device-$device.log" 2>&1 &
done
sleep 12
look mq01
look app01

sed -i "s#/srv/lab/#/etc/mosquitto/#" /srv/lab/broker.log
cp /srv/lab/device-1.log /srv/lab/client.log
keep_ends "$to" client.log broker.log
