# Sourced by every recording. Re-runs the script in a private laboratory: own network, mount, host name and
# process namespaces, so that nothing outside is touched, ports never clash, and whatever it starts dies with it.
# The laboratory is host mq01 (10.20.0.21); add_host makes more hosts on the same wire. Needs Linux; not root.

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
repo=$(CDPATH='' cd -- "$here/../.." && pwd)
# RECORD_INTO is a folder that takes the recordings instead of the repository.
recorded="${RECORD_INTO:-$repo/test}/fixtures/recorded"
quiet="${RECORD_INTO:-$repo/test}/quiet"

fail() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}

# needs COMMAND:DEBIAN-PACKAGE … stops with exit 2 and names every missing package.
needs() {
  missing=''
  for need in unshare:util-linux ip:iproute2 ss:iproute2 python3:python3 node:nodejs "$@"; do
    PATH="$PATH:/usr/sbin:/sbin" command -v "${need%%:*}" >/dev/null 2>&1 || missing="$missing ${need#*:}"
  done
  [ -z "$missing" ] && return
  printf '%s: NOT RECORDED, missing:%s\n  Install with: sudo apt-get install%s\n' "${0##*/}" "$missing" "$missing" >&2
  exit 2
}

# needs_module MODULE:DEBIAN-PACKAGE … does so for modules of Debian's own Python.
needs_module() {
  for need in "$@"; do
    /usr/bin/python3 -c "import ${need%%:*}" 2>/dev/null && continue
    printf '%s: NOT RECORDED, missing: %s\n  Install with: sudo apt-get install %s\n' "${0##*/}" "${need#*:}" "${need#*:}" >&2
    exit 2
  done
}

# enter_lab "$@" returns only inside the laboratory.
enter_lab() {
  export PATH="$PATH:/usr/sbin:/sbin" LC_ALL=C.UTF-8 TZ=UTC
  if [ -z "${HALFOPEN_LAB:-}" ]; then
    as_root='--user --map-root-user'
    [ "$(id -u)" = 0 ] && as_root=''
    # shellcheck disable=SC2086
    HALFOPEN_LAB=1 exec unshare $as_root --net --mount --uts --pid --fork --kill-child --mount-proc sh "$0" "$@"
  fi
  cd /
  hostname mq01
  for folder in /run /srv /var/lib /var/log; do mount -t tmpfs -o mode=755 tmpfs "$folder"; done
  mkdir -p /run/netns /srv/app /srv/lab
  printf '127.0.0.1 localhost\n10.20.0.11 app01\n10.20.0.12 app02\n10.20.0.21 mq01\n' >/run/hosts
  mount --bind /run/hosts /etc/hosts
  cp "$here"/clients/*.mjs "$here"/clients/*.py /srv/app/
  if [ -d "$repo/node_modules/amqplib" ]; then
    mkdir /srv/app/node_modules
    mount --bind "$repo/node_modules" /srv/app/node_modules
  fi
  ip link set lo up
  ip link add br0 type bridge
  ip addr add 10.20.0.21/24 dev br0
  ip link set br0 up
  trap leave_lab EXIT
  trap 'exit 130' INT TERM
}

# The process namespace dies with this shell, and with it everything in it.
leave_lab() {
  kill -9 -1 2>/dev/null
}

# add_host NAME ADDRESS plugs a new host into the wire.
add_host() {
  ip netns add "$1"
  ip link add "br-$1" type veth peer name eth0 netns "$1"
  ip link set "br-$1" master br0 up
  ip -n "$1" addr add "$2/24" dev eth0
  ip -n "$1" link set eth0 up
  ip -n "$1" link set lo up
}

# crash_host NAME PID … pulls the cable, then kills the processes: no FIN and no RST reach the wire.
crash_host() {
  crashed=$1
  shift
  ip link del "br-$crashed"
  kill -9 "$@"
  ip netns del "$crashed"
}

# on_host NAME COMMAND … runs a command on that host.
on_host() {
  named=$1
  shift
  ip netns exec "$named" "$@"
}

# at HOST COMMAND … does so; mq01 is the laboratory itself.
at() {
  if [ "$1" = mq01 ]; then shift; else set -- ip netns exec "$@"; fi
  "$@"
}

# look HOST [SUFFIX] takes the sockets of a host: /srv/lab/HOST-ss.txt, HOST-netstat.txt and HOST-lsof.txt.
look() {
  # ss fills its lines with spaces up to the longest.
  at "$1" ss -tanpoi | sed 's/[[:space:]]*$//' >"/srv/lab/$1-ss$2.txt"
  at "$1" netstat -tanpo >"/srv/lab/$1-netstat$2.txt" 2>/dev/null
  at "$1" lsof -nP -iTCP >"/srv/lab/$1-lsof$2.txt" 2>/dev/null
}

# keep_ends FOLDER [NAME …] keeps what look and capture made of both hosts, and the files named.
keep_ends() {
  ends_in=$1
  shift
  for host in mq01 app01; do
    for kind in ss netstat lsof tcpdump; do
      [ -s "/srv/lab/$host-$kind.txt" ] && keep "/srv/lab/$host-$kind.txt" "$host-$kind.txt" "$ends_in"
    done
    # A file without packets has its header of 24 bytes alone.
    [ -n "$(tail -c +25 "/srv/lab/$host.pcap" 2>/dev/null | head -c 1 | tr '\0' x)" ] &&
      head -c 100000 "/srv/lab/$host.pcap" >"$ends_in/$host.pcap"
  done
  [ $# = 0 ] || keep_all "$ends_in" "$@"
}

# capture HOST [FILTER …] writes its packets to /srv/lab/HOST-tcpdump.txt and, with what they carry, to HOST.pcap from now on.
capture() {
  captured=$1 device=eth0
  shift
  [ "$captured" = mq01 ] && device=br0
  at "$captured" tcpdump -Z root -nn -tttt -l --print -U -w "/srv/lab/$captured.pcap" -i "$device" "${@:-tcp}" >"/srv/lab/$captured-tcpdump.txt" 2>"/srv/lab/$captured-tcpdump.err" &
  wait_for "/srv/lab/$captured-tcpdump.err" 'listening on'
}

# wait_for FILE TEXT [SECONDS] waits until the text is in the file.
wait_for() {
  waited=0
  until grep -qF -- "$2" "$1" 2>/dev/null; do
    waited=$((waited + 1))
    [ "$waited" -gt $((${3:-30} * 5)) ] && fail "waited ${3:-30} s for '$2' in $1, which holds: $(tail -5 "$1" 2>&1)"
    sleep 0.2
  done
}

# wait_for_port ADDRESS PORT waits until a listener is there, without connecting to it.
wait_for_port() {
  waited=0
  until ss -ltnH "sport = :$2" | grep -q .; do
    waited=$((waited + 1))
    [ "$waited" -gt 100 ] && fail "nothing listens on $1:$2"
    sleep 0.1
  done
}

# keep_all FOLDER NAME … keeps these files of /srv/lab under their names.
keep_all() {
  kept_in=$1
  shift
  for name in "$@"; do keep "/srv/lab/$name" "$name" "$kept_in"; done
}

# keep FILE NAME FOLDER keeps what was recorded, without colour, at most 30 kB of it.
keep() {
  mkdir -p "$3"
  sed 's/\x1b\[[0-9;]*m//g' "$1" | head -c 30000 >"$3/$2"
  [ -s "$3/$2" ] || fail "$1 is empty"
  printf '%s\n' "${3#"$repo/"}/$2"
}
