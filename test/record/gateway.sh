# Sourced after lab.sh by recordings in which something stands between the two ends. The gateway gw01 joins the wire
# of mq01 (10.20.0.1) with a network of its own (10.30.0.1), where app01 is 10.30.0.11.

needs_gateway() {
  needs nft:nftables conntrack:conntrack "$@"
}

# add_gateway makes the gateway and puts app01 behind it.
add_gateway() {
  add_host gw01 10.20.0.1
  on_host gw01 sysctl -qw net.ipv4.ip_forward=1
  ip route add 10.30.0.0/24 via 10.20.0.1
  ip netns add app01
  ip -n gw01 link add eth1 type veth peer name eth0 netns app01
  ip -n gw01 addr add 10.30.0.1/24 dev eth1
  ip -n gw01 link set eth1 up
  ip -n app01 addr add 10.30.0.11/24 dev eth0
  ip -n app01 link set eth0 up
  ip -n app01 link set lo up
  ip -n app01 route add default via 10.30.0.1
  sed -i 's/10.20.0.11 app01/10.30.0.11 app01/' /run/hosts
}

# rules LINE … are the gateway's rules for what it forwards, as nft writes them.
rules() {
  on_host gw01 nft add table ip filter
  on_host gw01 nft add chain ip filter forward '{ type filter hook forward priority 0; }'
  for rule in "$@"; do on_host gw01 nft add rule ip filter forward "$rule"; done
}

# translate [SECONDS] hides app01 behind the gateway's address. An idle connection's entry expires after SECONDS, and
# a packet without an entry is not let through, as with the NAT of a cloud.
translate() {
  on_host gw01 nft add table ip nat
  on_host gw01 nft add chain ip nat postrouting '{ type nat hook postrouting priority 100; }'
  on_host gw01 nft add rule ip nat postrouting oifname eth0 masquerade
  rules 'ct state invalid drop'
  on_host gw01 sysctl -qw net.netfilter.nf_conntrack_tcp_loose=0
  [ -z "$1" ] || on_host gw01 sysctl -qw "net.netfilter.nf_conntrack_tcp_timeout_established=$1"
}
