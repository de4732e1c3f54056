#!/bin/sh
# Three services are redeployed twice while the broker works: they close, others connect; nothing is wrong.
# Looks at both ends are taken after each deploy.
. "$(dirname "$0")/lab.sh"
. "$here/rabbitmq.sh"
needs_rabbitmq tcpdump:tcpdump netstat:net-tools
enter_lab "$@"
start_rabbitmq
to="$quiet/deploys"

for deploy in 1 2; do
  for service in mailer billing shipping; do start_app "/srv/lab/$service-$deploy.log" polite "$service"; done
  wait_for "/srv/lab/shipping-$deploy.log" 'connected to'
  sleep 6
  look mq01 "-$deploy"
  look app01 "-$deploy"
  list_connections
  sleep 9
done
cat /srv/lab/mailer-1.log /srv/lab/mailer-2.log >/srv/lab/client.log

keep_incident "$to"
keep_all "$to" client.log list-connections.txt mq01-ss-1.txt mq01-ss-2.txt app01-ss-1.txt app01-ss-2.txt
