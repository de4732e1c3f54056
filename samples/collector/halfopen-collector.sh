#!/bin/sh
# Sends one snapshot of this host's TCP connections to Halfopen. Needs curl, openssl and ss (or netstat), nothing else.
#   HALFOPEN_URL            where to send it, e.g. https://abc.execute-api.eu-central-1.amazonaws.com
#   SNAPSHOT_SECRET_FILE    file with the secret; or SNAPSHOT_SECRET
#   HALFOPEN_HOST           name of this host (default: hostname)
#   HALFOPEN_FILTER         which sockets, as ss(8) filters them, e.g. '( sport = :5672 or dport = :5672 )' (default: all)
#   HALFOPEN_NAMESPACES     into how many other network namespaces (pods, containers) it looks (default: 20)
#   --dry-run               print the snapshot instead
#   --stdin                 send standard input instead of a snapshot of this host, e.g. metrics of CloudWatch or Prometheus
set -eu
umask 077

fail() { printf 'halfopen-collector: %s\n' "$1" >&2; exit "${2:-1}"; }

# What a delivery may hold, with room for the settings (src/adapters/accept-snapshot.ts refuses more than 8 MiB).
most=7500000

# shellcheck disable=SC2086 # $1 and the filter are several words each.
# Runs ss or netstat where $1 says: empty for here, or the command that enters a network namespace.
sockets() {
  if command -v ss >/dev/null 2>&1; then
    # To find the processes takes ss longer than all else, so it is asked for them once at most, and of very many sockets not at all.
    $1 ss -tan ${HALFOPEN_FILTER:-} | awk 'NR == 1 {print; next} {print $1, $2, $3, $4, $5}' >"$work/rows"
    found=$(wc -l <"$work/rows")
    if [ "$found" -le 12000 ]; then
      # ss fills its second lines up with blanks.
      { $1 ss -tainpo ${HALFOPEN_FILTER:-} 2>/dev/null || $1 ss -tanpo ${HALFOPEN_FILTER:-}; } | sed -e 's/[[:space:]]*$//' -e '/^$/d' >"$work/table"
    elif [ "$found" -le 40000 ]; then
      $1 ss -tanpo ${HALFOPEN_FILTER:-} | tr -s ' ' >"$work/table"
    else mv "$work/rows" "$work/table"
    fi
    # Rows without their neighbours would look like sockets that are gone: of too many only the numbers are sent.
    [ "$(wc -c <"$work/table")" -le "$most" ] || $1 ss -tan ${HALFOPEN_FILTER:-} | awk 'NR > 1 {n[$1]++} END {for (s in n) print n[s], s}' >"$work/table"
  elif command -v netstat >/dev/null 2>&1; then
    $1 netstat -tanpo >"$work/table" 2>/dev/null || $1 netstat -tanp >"$work/table" 2>/dev/null || netstat -an >"$work/table"
  else fail 'neither ss nor netstat is here. Install iproute2.' 2
  fi
  cat "$work/table"
}

# The settings that limit connections, as sysctl prints them.
settings() {
  for name in net/ipv4/ip_local_port_range net/ipv4/tcp_tw_reuse net/ipv4/tcp_max_tw_buckets net/ipv4/tcp_max_orphans \
    net/ipv4/tcp_fin_timeout net/ipv4/tcp_keepalive_time net/ipv4/tcp_keepalive_intvl net/ipv4/tcp_keepalive_probes \
    net/core/somaxconn net/ipv4/tcp_max_syn_backlog net/netfilter/nf_conntrack_count net/netfilter/nf_conntrack_max; do
    [ ! -r "/proc/sys/$name" ] || printf '%s = %s\n' "$(echo "$name" | tr / .)" "$(tr '\t' ' ' <"/proc/sys/$name")"
  done
}

# Open descriptors and their limit, of the processes in the table that have used six tenths of it.
descriptors() {
  grep -o 'pid=[0-9]*' "$work/table" | sort -u | cut -d= -f2 | while read -r pid; do
    limit=$(awk '/^Max open files/ {print $4}' "/proc/$pid/limits" 2>/dev/null) || continue
    open=$(ls "/proc/$pid/fd" 2>/dev/null | wc -l)
    case $limit in '' | *[!0-9]*) continue ;; esac
    [ $((open * 10)) -lt $((limit * 6)) ] || printf 'process_open_fds{pid="%s"} %s\nprocess_max_fds{pid="%s"} %s\n' "$pid" "$open" "$pid" "$limit"
  done
}

# $1: as for sockets.
snapshot() {
  date -u '+%Y-%m-%dT%H:%M:%SZ'
  sockets "$1"
  if [ -d /proc/sys/net ]; then
    printf '\n'
    settings
    printf '\n'
    descriptors
  fi
}

# A process of each other network namespace (pods, containers, ip netns), with the number of the namespace. Needs root.
namespaces() {
  command -v nsenter >/dev/null 2>&1 || return 0
  here=$(readlink /proc/self/ns/net 2>/dev/null) || return 0
  for path in /proc/[0-9]*/ns/net; do
    net=$(readlink "$path" 2>/dev/null) || continue
    pid=${path#/proc/}
    pid=${pid%%/*}
    # The process that only holds a pod's namespaces has no files of the pod.
    [ -f "/proc/$pid/root/etc/resolv.conf" ] && rank=0 || rank=1
    [ "$net" = "$here" ] || printf '%s %s %s\n' "$(echo "$net" | tr -dc 0-9)" "$rank" "$pid"
  done | sort -k1,1 -k2,2n | awk '!known[$1]++ {print $1, $3}' | head -n "${HALFOPEN_NAMESPACES:-20}"
}

# What a network namespace is called. $1: its number, $2: a process in it. A pod by its name and its Kubernetes namespace, which stands
# in the first domain that its resolver searches; a container with a host name of its own by that; others by the number.
name() {
  own=$(readlink "/proc/$2/ns/uts" 2>/dev/null)
  [ -n "$own" ] && [ "$own" != "$(readlink /proc/self/ns/uts)" ] || { echo "$host:$1"; return; }
  named=$(nsenter -t "$2" -u hostname 2>/dev/null | tr -dc 'A-Za-z0-9._-' | head -c 120)
  domain=''
  # Not what a container has made a pipe of, which would never end.
  [ ! -f "/proc/$2/root/etc/resolv.conf" ] ||
    domain=$(head -c 4096 "/proc/$2/root/etc/resolv.conf" | awk '$1 == "search" && $2 ~ /^[a-z0-9-]+[.]svc[.]/ {sub(/[.]svc[.].*/, "", $2); print $2; exit}')
  case $named in
    [A-Za-z0-9]*) [ -n "$domain" ] && echo "$named.$domain" || echo "$host:$named" ;;
    *) echo "$host:$1" ;;
  esac
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
[ "${1:-}" != --dry-run ] || { snapshot ''; exit 0; }
[ -n "${HALFOPEN_URL:-}" ] || fail 'HALFOPEN_URL is not set. Set it to the address that npm run deploy printed.' 2
if [ -n "${SNAPSHOT_SECRET_FILE:-}" ]; then
  [ -r "$SNAPSHOT_SECRET_FILE" ] || fail "the secret can't be read from $SNAPSHOT_SECRET_FILE" 2
  secret=$(cat "$SNAPSHOT_SECRET_FILE")
else
  secret=${SNAPSHOT_SECRET:-}
fi
[ -n "$secret" ] || fail 'there is no secret. Set SNAPSHOT_SECRET_FILE or SNAPSHOT_SECRET.' 2
for tool in curl openssl od; do command -v "$tool" >/dev/null 2>&1 || fail "$tool is not here. Install it." 2; done

host=${HALFOPEN_HOST:-$(hostname)}

# HMAC by hand (RFC 2104), so that the key never stands on a command line, where any user of this host could read it.
hex=$(printf %s "$secret" | od -An -v -tx1 | tr -d ' \n')
[ ${#hex} -le 128 ] || hex=$(printf %s "$secret" | openssl dgst -sha256 -r | cut -c1-64)
while [ ${#hex} -lt 128 ]; do hex=${hex}00; done
pad() { # $1: the byte to combine with, decimal
  rest=$hex
  while [ -n "$rest" ]; do
    byte=${rest%"${rest#??}"}
    rest=${rest#??}
    # shellcheck disable=SC2059
    printf "\\$(printf %03o $((0x$byte ^ $1)))"
  done
}
# Signs and sends the body. $1: the name of the host.
send() {
  now=$(date +%s)
  { pad 54; printf 'v1:%s:%s:' "$now" "$1"; cat "$work/body"; } | openssl dgst -sha256 -binary >"$work/inner"
  signature=$({ pad 92; cat "$work/inner"; } | openssl dgst -sha256 -r | cut -c1-64)
  encoding='X-Halfopen-Plain: 1'
  cp "$work/body" "$work/sent"
  if command -v gzip >/dev/null 2>&1; then
    gzip -c "$work/body" >"$work/sent"
    encoding='Content-Encoding: gzip'
  fi
  tries=0
  while :; do
    status=$(curl -sS -m 20 -o "$work/answer" -w '%{http_code}' -X POST --data-binary "@$work/sent" \
      -H 'Content-Type: text/plain' -H "$encoding" -H "X-Halfopen-Host: $1" -H "X-Halfopen-Timestamp: $now" \
      -H "X-Halfopen-Signature: v1=$signature" "${HALFOPEN_URL%/}/v1/snapshots") || status=000
    case $status in
      2*) return 0 ;;
      000 | 429 | 5*) ;;
      *) fail "refused with status $status: $(head -c 400 "$work/answer")" ;;
    esac
    tries=$((tries + 1))
    [ "$tries" -lt 4 ] || fail "no answer after $tries attempts, the last status was $status. Check HALFOPEN_URL and the network."
    sleep $((tries * 3))
  done
}

if [ "${1:-}" = --stdin ]; then
  cat >"$work/body"
  send "$host"
  exit 0
fi
snapshot '' >"$work/body"
send "$host"
namespaces | while read -r net pid; do
  snapshot "nsenter -t $pid -n" >"$work/body"
  send "$(name "$net" "$pid")"
done
