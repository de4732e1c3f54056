#!/bin/sh
# Sends one snapshot of this host's TCP connections to Halfopen. Needs curl, openssl and ss (or netstat), nothing else.
#   HALFOPEN_URL            where to send it, e.g. https://abc.execute-api.eu-central-1.amazonaws.com
#   SNAPSHOT_SECRET_FILE    file with the secret; or SNAPSHOT_SECRET
#   HALFOPEN_HOST           name of this host (default: hostname)
#   --dry-run               print the snapshot instead
set -eu
umask 077

fail() { printf 'halfopen-collector: %s\n' "$1" >&2; exit "${2:-1}"; }

snapshot() {
  date -u '+%Y-%m-%dT%H:%M:%SZ'
  if command -v ss >/dev/null 2>&1; then ss -tanpo
  elif command -v netstat >/dev/null 2>&1; then netstat -tanpo 2>/dev/null || netstat -an
  else fail 'neither ss nor netstat is here. Install iproute2.' 2
  fi
}

[ "${1:-}" != --dry-run ] || { snapshot; exit 0; }
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
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
snapshot >"$work/body"

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
now=$(date +%s)
{ pad 54; printf 'v1:%s:%s:' "$now" "$host"; cat "$work/body"; } | openssl dgst -sha256 -binary >"$work/inner"
signature=$({ pad 92; cat "$work/inner"; } | openssl dgst -sha256 -r | cut -c1-64)

tries=0
while :; do
  status=$(curl -sS -m 20 -o "$work/answer" -w '%{http_code}' -X POST --data-binary "@$work/body" \
    -H 'Content-Type: text/plain' -H "X-Halfopen-Host: $host" -H "X-Halfopen-Timestamp: $now" \
    -H "X-Halfopen-Signature: v1=$signature" "${HALFOPEN_URL%/}/v1/snapshots") || status=000
  case $status in
    2*) exit 0 ;;
    000 | 429 | 5*) ;;
    *) fail "refused with status $status: $(head -c 400 "$work/answer")" ;;
  esac
  tries=$((tries + 1))
  [ "$tries" -lt 4 ] || fail "no answer after $tries attempts, the last status was $status. Check HALFOPEN_URL and the network."
  sleep $((tries * 3))
done
