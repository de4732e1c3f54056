#!/bin/sh
# Makes all recordings, one after the other, in some twenty minutes. Says at the end which could not be made.
# Exit 0: all made. 2: something is not installed. 1: a recording failed.
folder=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
status=0
made=0
for script in "$folder"/*.sh; do
  case ${script##*/} in all.sh | samples.sh | lab.sh | gateway.sh | balancer.sh | rabbitmq.sh | postgresql.sh | mariadb.sh) continue ;; esac
  printf '%s\n' "${script##*/}"
  sh "$script"
  case $? in
    0) made=$((made + 1)) ;;
    2) [ "$status" = 0 ] && status=2 ;;
    *)
      status=1
      printf '%s FAILED\n' "${script##*/}" >&2
      ;;
  esac
done
sh "$folder/samples.sh"
printf '%s recordings made\n' "$made"
exit "$status"
