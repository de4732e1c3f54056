import type { Situation } from '../situation.ts';

/** What networks do to connections. */
export const PATHS: readonly Situation[] = [
  {
    name: 'nat-entry-expired',
    happens:
      'a NAT forgets an idle connection; the broker’s next delivery meets a RST, and the worker never hears of it',
    cause: 'half-open-connection',
    orAlso: 'idle-connection-dropped',
    client: 'client.log app01-ss.txt app01-netstat.txt app01-tcpdump.txt',
    broker: 'broker.log mq01-ss.txt mq01-netstat.txt mq01-tcpdump.txt list-connections.txt',
    between: 'gw01-conntrack.txt',
  },
  {
    name: 'nat-entry-flushed',
    happens: 'a NAT loses its table while a publisher rests; what it sends then is dropped',
    cause: 'idle-connection-dropped',
    orAlso: 'network-path-lost',
    client: 'client.log app01-ss.txt app01-netstat.txt app01-tcpdump.txt',
    broker: 'broker.log mq01-ss.txt mq01-netstat.txt mq01-tcpdump.txt list-connections.txt',
  },
  {
    name: 'firewall-both-ways',
    happens:
      'a firewall drops a working connection in both directions; each end misses the other’s heartbeats',
    cause: 'network-path-lost',
    client: 'client.log app01-ss.txt app01-netstat.txt app01-tcpdump.txt',
    broker: 'broker.log mq01-ss.txt mq01-netstat.txt mq01-tcpdump.txt',
  },
  {
    name: 'firewall-one-way',
    happens: 'a firewall drops what goes to the broker, and lets its heartbeats through',
    cause: 'network-path-lost',
    client: 'client.log app01-ss.txt app01-netstat.txt app01-tcpdump.txt',
    broker: 'broker.log mq01-ss.txt mq01-netstat.txt mq01-tcpdump.txt',
  },
  {
    name: 'cable-pulled',
    happens: 'the path is cut under a publisher at work',
    cause: 'network-path-lost',
    client: 'client.log app01-ss.txt app01-netstat.txt app01-tcpdump.txt',
    broker: 'broker.log mq01-ss.txt mq01-netstat.txt mq01-tcpdump.txt list-connections.txt',
  },
  {
    name: 'keepalive-unanswered',
    happens: 'the path is cut under an idle connection, whose client probes',
    cause: 'network-path-lost',
    client: 'client.log app01-ss.txt app01-netstat.txt app01-tcpdump.txt',
    broker: 'mq01-ss.txt mq01-netstat.txt mq01-tcpdump.txt',
  },
  {
    name: 'syn-dropped',
    happens: 'a firewall drops what goes to the broker’s port',
    cause: 'connect-timeout',
    client: 'client.log app01-ss.txt app01-netstat.txt app01-tcpdump.txt',
    broker: 'mq01-ss.txt mq01-netstat.txt',
  },
  {
    name: 'connection-refused',
    happens: 'no broker listens on the host',
    cause: 'connection-refused',
    client: 'client.log app01-ss.txt app01-netstat.txt app01-tcpdump.txt',
    broker: 'mq01-ss.txt mq01-netstat.txt',
  },
  {
    name: 'balancer-idle',
    happens: 'a balancer closes a connection that rests for 25 s',
    cause: 'idle-connection-dropped',
    client: 'client.log app01-ss.txt app01-netstat.txt app01-tcpdump.txt',
    broker: 'broker.log mq01-ss.txt mq01-netstat.txt mq01-tcpdump.txt list-connections.txt',
    between: 'balancer.log lb01-ss.txt',
  },
  {
    name: 'name-not-found',
    happens: 'the broker’s name does not exist',
    cause: 'dns-failure',
    client: 'client.log app01-ss.txt app01-netstat.txt app01-tcpdump.txt',
  },
  {
    name: 'name-server-silent',
    happens: 'the name server does not answer',
    cause: 'dns-failure',
    client: 'client.log app01-ss.txt app01-netstat.txt',
  },
];
