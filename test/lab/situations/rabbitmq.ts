import type { Situation } from '../situation.ts';

/** What RabbitMQ and its clients do to their connections. */
export const RABBITMQ: readonly Situation[] = [
  {
    name: 'broken-pipe-on-ack',
    happens: 'a worker blocks its event loop and then acknowledges at once, on the dead socket',
    cause: 'missed-heartbeats',
    client: 'client.log',
    broker: 'broker.log',
    exceptions: {
      client: {
        wouldTell:
          'the broker’s log of the same minute: a blocked event loop writes nothing while the broker closes',
        symptoms: ['connection-reset'],
      },
    },
  },
  {
    name: 'http-on-amqp-port',
    happens: 'a health check speaks HTTP to the AMQP port',
    cause: 'bad-protocol-header',
    broker: 'broker.log',
  },
  {
    name: 'wrong-password',
    happens: 'a login is refused',
    cause: 'authentication-failure',
    client: 'client.log',
    broker: 'broker.log',
  },
  {
    name: 'missing-vhost',
    happens: 'a client asks for a virtual host that does not exist',
    cause: 'access-denied',
    client: 'client.log',
    broker: 'broker.log',
    exceptions: {
      client: {
        wouldTell: 'the broker’s log: amqplib does not print why the virtual host was refused',
        symptoms: ['connection-trouble'],
      },
    },
  },
  {
    name: 'connection-limit',
    happens: 'a third connection where the virtual host allows two',
    cause: 'connection-limit',
    client: 'client.log',
    broker: 'broker.log',
    exceptions: {
      client: {
        wouldTell: 'the broker’s log: amqplib does not print why the virtual host was refused',
        symptoms: ['connection-trouble'],
      },
    },
  },
  {
    name: 'memory-alarm',
    happens: 'the memory alarm blocks a publisher',
    cause: 'memory-alarm',
    client: 'client.log',
    broker: 'broker.log',
  },
  {
    name: 'disk-alarm',
    happens: 'the disk alarm blocks a publisher',
    cause: 'disk-alarm',
    client: 'client.log',
    broker: 'broker.log',
  },
  {
    name: 'client-killed',
    happens: 'a worker is killed, and its kernel sends the FIN',
    cause: 'connection-closed-abruptly',
    client: 'client.log',
    broker: 'broker.log mq01-ss.txt mq01-netstat.txt mq01-lsof.txt mq01-tcpdump.txt',
    exceptions: {
      client: { wouldTell: 'the kernel’s log of its host: a killed program writes nothing' },
      sockets: { wouldTell: 'the broker’s log: a socket that was closed is in no table' },
      capture: { wouldTell: 'the content of the packets: a FIN without a Close frame before it' },
    },
  },
  {
    name: 'client-host-lost',
    happens: 'a worker’s host loses power, and the broker misses its heartbeats',
    cause: 'missed-heartbeats',
    orAlso: ['network-path-lost', 'half-open-connection'],
    client: 'client.log',
    broker: 'broker.log mq01-ss.txt mq01-netstat.txt mq01-lsof.txt mq01-tcpdump.txt list-connections.txt',
    exceptions: {
      client: { wouldTell: 'anything of the broker’s end: a host without power writes nothing' },
      capture: { wouldTell: 'the broker’s log or sockets: the capture ends with the link' },
      lsof: { wouldTell: 'ss -o or netstat -o: lsof shows neither queues nor timers' },
    },
  },
  {
    name: 'client-frozen',
    happens: 'a worker is suspended with orders on their way; its window shuts',
    cause: 'receiver-not-reading',
    client: 'client.log app01-ss.txt app01-netstat.txt app01-lsof.txt',
    broker: 'broker.log mq01-ss.txt mq01-netstat.txt mq01-lsof.txt mq01-tcpdump.txt list-connections.txt',
    exceptions: {
      logs: { wouldTell: 'the sockets of either end' },
      lsof: { wouldTell: 'ss -o or netstat -o: lsof shows neither queues nor timers' },
    },
  },
  {
    name: 'client-frozen-with-heartbeats',
    happens: 'a worker is suspended, and the broker misses its heartbeats',
    cause: 'missed-heartbeats',
    client: 'client.log app01-ss.txt app01-netstat.txt app01-lsof.txt',
    broker: 'broker.log mq01-ss.txt mq01-netstat.txt mq01-lsof.txt mq01-tcpdump.txt',
    exceptions: {
      client: {
        wouldTell: 'the broker’s log, or a second look: a few unread bytes are normal for a moment',
        symptoms: ['receiver-not-reading'],
      },
      sockets: {
        wouldTell: 'the broker’s log, or a second look: a few unread bytes are normal for a moment',
        symptoms: ['receiver-not-reading'],
      },
    },
  },
  {
    name: 'broker-frozen',
    happens: 'the broker is suspended, and its client misses the heartbeats',
    cause: 'server-heartbeat-lost',
    client: 'client.log app01-ss.txt app01-netstat.txt app01-lsof.txt app01-tcpdump.txt',
    broker: 'mq01-ss.txt mq01-netstat.txt mq01-lsof.txt',
    exceptions: {
      broker: {
        wouldTell: 'the client’s log, or the state of the broker’s process (ps: T)',
        symptoms: ['close-wait-leak', 'fin-wait-2-stuck', 'receiver-not-reading'],
      },
      sockets: {
        wouldTell: 'the client’s log, or the state of the broker’s process (ps: T)',
        symptoms: ['close-wait-leak', 'fin-wait-2-stuck', 'receiver-not-reading'],
      },
      lsof: {
        wouldTell:
          'ss or netstat of the broker’s host: lsof leaves out what waits to be accepted, and a frozen process accepts nothing',
      },
    },
  },
  {
    name: 'broker-killed',
    happens: 'the broker is killed under a service, which is then refused',
    cause: 'broker-killed',
    client: 'client.log app01-ss.txt app01-netstat.txt app01-tcpdump.txt',
    broker: 'broker.log mq01-ss.txt mq01-netstat.txt mq01-lsof.txt',
    exceptions: {
      client: { seenAs: 'connection-refused' },
      broker: {
        wouldTell: 'the kernel’s log or the journal of the broker’s host: a killed node writes nothing',
        symptoms: ['connection-refused', 'connection-reset'],
      },
      both: { knownMiss: 'connection-refused' },
      logs: {
        wouldTell: 'the kernel’s log or the journal of the broker’s host: a killed node writes nothing',
        symptoms: ['connection-refused', 'connection-reset'],
      },
      sockets: {
        wouldTell: 'the kernel’s log or the journal of the broker’s host: a killed node writes nothing',
        symptoms: ['connection-refused', 'connection-reset'],
      },
      capture: { seenAs: 'connection-refused' },
    },
  },
  {
    name: 'broker-host-rebooted',
    happens: 'the broker’s host loses power and boots again; an idle worker keeps its connection',
    cause: 'half-open-connection',
    client: 'client.log app01-ss.txt app01-netstat.txt app01-lsof.txt app01-tcpdump.txt',
    broker: 'broker.log mq01-ss.txt mq01-netstat.txt mq01-lsof.txt list-connections.txt',
    exceptions: {
      client: {
        wouldTell:
          'the broker’s sockets or list of connections: an idle connection looks the same, alive or dead',
      },
      capture: {
        wouldTell:
          'the broker’s sockets or list of connections: an idle connection looks the same, alive or dead',
      },
      broker: {
        wouldTell: 'the client’s sockets: the new node knows nothing of the old connection',
        symptoms: ['heartbeat-disabled'],
      },
      logs: { wouldTell: 'the sockets of both ends: neither log mentions the old connection again' },
    },
  },
  {
    name: 'address-in-use',
    happens: 'a node is started where another program has its port',
    cause: 'address-in-use',
    broker: 'broker.log mq01-ss.txt mq01-netstat.txt mq01-lsof.txt',
    exceptions: {
      sockets: { wouldTell: 'the node’s log: who should have the port is in no table' },
    },
  },
  {
    name: 'missed-heartbeats',
    happens: 'a worker blocks its event loop longer than two heartbeats, and the broker closes it',
    cause: 'missed-heartbeats',
    client: 'client.log app01-ss.txt app01-netstat.txt app01-lsof.txt app01-tcpdump.txt',
    broker: 'broker.log mq01-ss.txt mq01-netstat.txt mq01-lsof.txt mq01-tcpdump.txt list-connections.txt',
    exceptions: {
      sockets: {
        wouldTell: 'the broker’s log, or a second look: a few unread bytes are normal for a moment',
        symptoms: ['receiver-not-reading'],
      },
    },
  },
  {
    name: 'broker-stopped',
    happens: 'the node stops under two services, which are then refused',
    cause: 'broker-shutdown',
    client: 'client.log app01-ss.txt app01-netstat.txt app01-tcpdump.txt',
    broker: 'broker.log mq01-ss.txt mq01-netstat.txt mq01-lsof.txt',
    exceptions: {
      sockets: { wouldTell: 'any log: that nothing listens is in no table' },
      capture: { seenAs: 'connection-refused' },
      pcap: undefined,
    },
  },
  {
    name: 'handshake-timeout',
    happens: 'clients connect and do not finish the handshake',
    cause: 'handshake-timeout',
    client: 'app01-ss.txt app01-netstat.txt app01-lsof.txt',
    broker: 'broker.log mq01-ss.txt mq01-netstat.txt mq01-lsof.txt mq01-tcpdump.txt',
    exceptions: {
      client: {
        wouldTell: 'the broker’s log: sockets and lengths of packets do not show how far a handshake got',
      },
      sockets: {
        wouldTell: 'the broker’s log: sockets and lengths of packets do not show how far a handshake got',
      },
      capture: {
        wouldTell: 'the broker’s log: sockets and lengths of packets do not show how far a handshake got',
      },
    },
  },
  {
    name: 'tls-on-plain-port',
    happens: 'a client speaks TLS to the plain port',
    cause: 'bad-protocol-header',
    client: 'client.log',
    broker: 'broker.log mq01-tcpdump.txt',
    exceptions: {
      client: { seenAs: 'tls-handshake-failure' },
      capture: { wouldTell: 'the content of the packets (tcpdump -X)' },
    },
  },
];
