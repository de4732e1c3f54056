import type { Situation } from '../situation.ts';

/** What networks do to connections. */
export const PATHS: readonly Situation[] = [
  {
    name: 'nat-entry-expired',
    happens:
      'a NAT forgets an idle connection; the broker’s next delivery meets a RST, and the worker never hears of it',
    cause: 'half-open-connection',
    orAlso: ['idle-connection-dropped'],
    client: 'client.log app01-ss.txt app01-netstat.txt app01-lsof.txt app01-tcpdump.txt',
    broker: 'broker.log mq01-ss.txt mq01-netstat.txt mq01-lsof.txt mq01-tcpdump.txt list-connections.txt',
    between: 'gw01-conntrack.txt',
    exceptions: {
      client: {
        wouldTell:
          'the broker’s sockets or list of connections: an idle connection looks the same, alive or dead',
      },
      logs: {
        wouldTell:
          'the sockets of both ends: the broker sees a client that went away, and the client logs nothing',
        symptoms: ['connection-closed-abruptly'],
      },
    },
  },
  {
    name: 'nat-entry-flushed',
    happens: 'a NAT loses its table while a publisher rests; what it sends then is dropped',
    cause: 'idle-connection-dropped',
    orAlso: ['network-path-lost'],
    client: 'client.log app01-ss.txt app01-netstat.txt app01-lsof.txt app01-tcpdump.txt',
    broker: 'broker.log mq01-ss.txt mq01-netstat.txt mq01-lsof.txt mq01-tcpdump.txt list-connections.txt',
    exceptions: {
      broker: {
        wouldTell: 'the client’s sockets or packets: nothing reaches the broker',
        symptoms: ['heartbeat-disabled'],
      },
      lsof: { wouldTell: 'ss -o or netstat -o: lsof shows neither queues nor timers' },
    },
  },
  {
    name: 'firewall-both-ways',
    happens:
      'a firewall drops a working connection in both directions; each end misses the other’s heartbeats',
    cause: 'network-path-lost',
    client: 'client.log app01-ss.txt app01-netstat.txt app01-lsof.txt app01-tcpdump.txt',
    broker: 'broker.log mq01-ss.txt mq01-netstat.txt mq01-lsof.txt mq01-tcpdump.txt',
    exceptions: {
      logs: { knownMiss: 'missed-heartbeats' },
      lsof: { wouldTell: 'ss -o or netstat -o: lsof shows neither queues nor timers' },
    },
  },
  {
    name: 'firewall-one-way',
    happens: 'a firewall drops what goes to the broker, and lets its heartbeats through',
    cause: 'network-path-lost',
    client: 'client.log app01-ss.txt app01-netstat.txt app01-lsof.txt app01-tcpdump.txt',
    broker: 'broker.log mq01-ss.txt mq01-netstat.txt mq01-lsof.txt mq01-tcpdump.txt',
    exceptions: {
      client: { knownMiss: 'missed-heartbeats' },
      logs: {
        wouldTell: 'the client’s packets: it sends, and gets no acknowledgement',
        symptoms: ['missed-heartbeats'],
      },
      lsof: { wouldTell: 'ss -o or netstat -o: lsof shows neither queues nor timers' },
    },
  },
  {
    name: 'cable-pulled',
    happens: 'the path is cut under a publisher at work',
    cause: 'network-path-lost',
    client: 'client.log app01-ss.txt app01-netstat.txt app01-lsof.txt app01-tcpdump.txt',
    broker: 'broker.log mq01-ss.txt mq01-netstat.txt mq01-lsof.txt mq01-tcpdump.txt list-connections.txt',
    exceptions: {
      broker: {
        wouldTell: 'the client’s sockets or packets: nothing reaches the broker',
        symptoms: ['heartbeat-disabled'],
      },
      lsof: { wouldTell: 'ss -o or netstat -o: lsof shows neither queues nor timers' },
    },
  },
  {
    name: 'keepalive-unanswered',
    happens: 'the path is cut under an idle connection, whose client probes',
    cause: 'network-path-lost',
    client: 'client.log app01-ss.txt app01-netstat.txt app01-lsof.txt app01-tcpdump.txt',
    broker: 'mq01-ss.txt mq01-netstat.txt mq01-lsof.txt mq01-tcpdump.txt',
    exceptions: {
      broker: { wouldTell: 'the client’s end: the server sends nothing and has no timer' },
      lsof: { wouldTell: 'ss -o or netstat -o: lsof shows neither queues nor timers' },
    },
  },
  {
    name: 'syn-dropped',
    happens: 'a firewall drops what goes to the broker’s port',
    cause: 'connect-timeout',
    client: 'client.log app01-ss.txt app01-netstat.txt app01-lsof.txt app01-tcpdump.txt',
    broker: 'mq01-ss.txt mq01-netstat.txt mq01-lsof.txt',
    exceptions: {
      broker: { wouldTell: 'the client’s end, or packets before the firewall: nothing arrives' },
    },
  },
  {
    name: 'connection-refused',
    happens: 'no broker listens on the host',
    cause: 'connection-refused',
    client: 'client.log app01-ss.txt app01-netstat.txt app01-tcpdump.txt',
    broker: 'mq01-ss.txt mq01-netstat.txt mq01-lsof.txt',
    exceptions: {
      broker: {
        wouldTell: 'the address and port that clients ask for: no table says that a listener is missing',
      },
      sockets: {
        wouldTell: 'the address and port that clients ask for: no table says that a listener is missing',
      },
    },
  },
  {
    name: 'balancer-idle',
    happens: 'a balancer closes a connection that rests for 25 s',
    cause: 'idle-connection-dropped',
    client: 'client.log app01-ss.txt app01-netstat.txt app01-lsof.txt app01-tcpdump.txt',
    broker: 'broker.log mq01-ss.txt mq01-netstat.txt mq01-lsof.txt mq01-tcpdump.txt list-connections.txt',
    between: 'balancer.log lb01-ss.txt',
    exceptions: {
      sockets: {
        wouldTell: 'the same look after the close, or any log: the looks were taken while it rested',
        symptoms: ['heartbeat-disabled'],
      },
    },
  },
  {
    name: 'name-not-found',
    happens: 'the broker’s name does not exist',
    cause: 'dns-failure',
    client: 'client.log app01-tcpdump.txt',
  },
  {
    name: 'name-server-silent',
    happens: 'the name server does not answer',
    cause: 'dns-failure',
    client: 'client.log',
  },
  {
    name: 'balancer-full',
    happens: 'a balancer lets two connections through, and turns away two more services',
    cause: 'proxy-connection-limit',
    client: 'client.log app01-ss.txt app01-netstat.txt app01-lsof.txt app01-tcpdump.txt',
    broker: 'broker.log mq01-ss.txt mq01-netstat.txt mq01-lsof.txt list-connections.txt',
    between: 'balancer.log lb01-ss.txt',
    exceptions: {
      client: {
        wouldTell: 'the balancer’s log or its statistics: neither end sees its limit',
        symptoms: ['connection-reset'],
      },
      broker: {
        wouldTell: 'the balancer’s log or its statistics: neither end sees its limit',
        symptoms: ['connection-reset'],
      },
      sockets: {
        wouldTell: 'the balancer’s log or its statistics: neither end sees its limit',
        symptoms: ['connection-reset'],
      },
      capture: {
        wouldTell: 'the balancer’s log or its statistics: neither end sees its limit',
        symptoms: ['connection-reset'],
      },
    },
  },
];
