import type { Situation } from '../situation.ts';

/** What other brokers and databases do to their connections. */
export const SERVERS: readonly Situation[] = [
  {
    name: 'redis-maxclients',
    happens: 'eight clients where Redis has five places left',
    cause: 'redis-max-clients',
    client: 'client.log app01-ss.txt app01-netstat.txt app01-lsof.txt',
    broker: 'broker.log mq01-ss.txt mq01-netstat.txt mq01-lsof.txt info.txt',
    exceptions: {
      netstat: {
        wouldTell: 'INFO clients and stats, or any log: the limit is in no socket table',
        symptoms: ['keepalive-disabled'],
      },
      lsof: { wouldTell: 'INFO clients and stats, or any log: the limit is in no socket table' },
    },
  },
  {
    name: 'redis-idle-timeout',
    happens: 'Redis closes a client that rests for 25 s',
    cause: 'idle-connection-dropped',
    client: 'client.log app01-ss.txt app01-netstat.txt app01-lsof.txt app01-tcpdump.txt',
    broker: 'broker.log mq01-ss.txt mq01-netstat.txt mq01-lsof.txt client-list.txt',
    exceptions: {
      sockets: {
        wouldTell: 'any log: a socket that the server has closed says nothing of why',
        symptoms: ['close-wait-leak', 'fin-wait-2-stuck'],
      },
    },
  },
  {
    name: 'mqtt-same-id',
    happens: 'two devices use one client id, and each throws the other out',
    cause: 'connection-churn',
    client: 'client.log app01-ss.txt app01-netstat.txt app01-lsof.txt app01-tcpdump.txt',
    broker: 'broker.log mq01-ss.txt mq01-netstat.txt mq01-lsof.txt',
    exceptions: {
      lsof: { wouldTell: 'any log, or ss: lsof does not show TIME_WAIT' },
    },
  },
  {
    name: 'postgresql-max-connections',
    happens: 'a service takes more sessions than PostgreSQL has',
    cause: 'connection-limit',
    client: 'client.log app01-ss.txt app01-netstat.txt app01-lsof.txt',
    broker: 'broker.log mq01-ss.txt mq01-netstat.txt mq01-lsof.txt pg-stat-activity.txt',
    exceptions: {
      sockets: { wouldTell: 'the limit (SHOW max_connections), or any log' },
    },
  },
  {
    name: 'postgresql-idle-session',
    happens: 'PostgreSQL ends a session that rests for 25 s',
    cause: 'idle-connection-dropped',
    client: 'client.log app01-ss.txt app01-netstat.txt app01-lsof.txt app01-tcpdump.txt',
    broker: 'broker.log mq01-ss.txt mq01-netstat.txt mq01-lsof.txt',
    exceptions: {
      sockets: {
        wouldTell: 'any log: a socket that the server has closed says nothing of why',
        symptoms: ['close-wait-leak', 'fin-wait-2-stuck'],
      },
    },
  },
  {
    name: 'postgresql-pool-used-up',
    happens: 'eight callers of a pool of three run slow reports',
    cause: 'connection-pool-exhausted',
    client: 'client.log app01-ss.txt app01-netstat.txt app01-lsof.txt',
    broker: 'broker.log mq01-ss.txt mq01-netstat.txt mq01-lsof.txt pg-stat-activity.txt',
    exceptions: {
      broker: { wouldTell: 'the size of the pool, or the client’s log: three busy sessions are normal' },
      sockets: { wouldTell: 'the size of the pool, or the client’s log: three busy sessions are normal' },
    },
  },
  {
    name: 'mariadb-wait-timeout',
    happens: 'MariaDB ends a session that rests for 25 s',
    cause: 'idle-connection-dropped',
    client: 'client.log app01-ss.txt app01-netstat.txt app01-tcpdump.txt',
    broker: 'broker.log mq01-ss.txt mq01-netstat.txt mq01-lsof.txt processlist.txt',
    exceptions: {
      sockets: {
        wouldTell: 'any log: a socket that the server has closed says nothing of why',
        symptoms: ['close-wait-leak', 'fin-wait-2-stuck'],
      },
    },
  },
  {
    name: 'mariadb-too-many-connections',
    happens: 'a service takes more sessions than MariaDB has',
    cause: 'connection-limit',
    client: 'client.log app01-ss.txt app01-netstat.txt app01-lsof.txt',
    broker: 'broker.log mq01-ss.txt mq01-netstat.txt mq01-lsof.txt processlist.txt',
    exceptions: {
      sockets: { wouldTell: 'the limit (SHOW max_connections), or any log' },
    },
  },
  {
    name: 'mqtt-keepalive',
    happens: 'an MQTT client is silent beyond its keep alive',
    cause: 'mqtt-keepalive-timeout',
    client: 'app01-ss.txt app01-netstat.txt app01-lsof.txt app01-tcpdump.txt',
    broker: 'broker.log mq01-ss.txt mq01-netstat.txt mq01-lsof.txt',
    exceptions: {
      client: { wouldTell: 'the server’s log: sockets and lengths of packets do not show its limits' },
      sockets: { wouldTell: 'the server’s log: sockets and lengths of packets do not show its limits' },
      capture: { wouldTell: 'the server’s log: sockets and lengths of packets do not show its limits' },
    },
  },
  {
    name: 'nats-stale',
    happens: 'a NATS client does not answer pings',
    cause: 'nats-stale-connection',
    client: 'app01-ss.txt app01-netstat.txt app01-lsof.txt',
    broker: 'broker.log mq01-ss.txt mq01-netstat.txt mq01-lsof.txt',
    exceptions: {
      client: { wouldTell: 'the server’s log: sockets and lengths of packets do not show its limits' },
      sockets: { wouldTell: 'the server’s log: sockets and lengths of packets do not show its limits' },
    },
  },
  {
    name: 'nats-slow-consumer',
    happens: 'a NATS subscriber does not read',
    cause: 'nats-slow-consumer',
    client: 'app01-ss.txt app01-netstat.txt app01-lsof.txt',
    broker: 'broker.log mq01-ss.txt mq01-netstat.txt mq01-lsof.txt',
    exceptions: {
      client: {
        wouldTell: 'the server’s log: sockets and lengths of packets do not show its limits',
        symptoms: ['sender-stalled', 'receiver-not-reading'],
      },
      tables: { seenAs: 'receiver-not-reading' },
      netstat: { seenAs: 'receiver-not-reading' },
      lsof: { wouldTell: 'ss -o or netstat -o: lsof shows neither queues nor timers' },
    },
  },
  {
    name: 'redis-output-buffer',
    happens: 'a Redis subscriber does not read while others publish',
    cause: 'redis-output-buffer-limit',
    client: 'app01-ss.txt app01-netstat.txt app01-lsof.txt',
    broker: 'broker.log mq01-ss.txt mq01-netstat.txt mq01-lsof.txt',
    exceptions: {
      client: { seenAs: 'receiver-not-reading' },
      tables: { knownMiss: 'sender-stalled' },
      netstat: { knownMiss: 'sender-stalled' },
      lsof: { wouldTell: 'ss -o or netstat -o: lsof shows neither queues nor timers' },
    },
  },
  {
    name: 'postgresql-idle-in-transaction',
    happens: 'six sessions begin a transaction and forget it',
    cause: 'database-connection-leak',
    client: 'app01-ss.txt app01-netstat.txt app01-lsof.txt',
    broker: 'mq01-ss.txt mq01-netstat.txt mq01-lsof.txt pg-stat-activity.txt',
    exceptions: {
      client: {
        wouldTell: 'pg_stat_activity: sockets do not show transactions',
        symptoms: ['keepalive-disabled'],
      },
      netstat: { wouldTell: 'pg_stat_activity: sockets do not show transactions' },
      lsof: { wouldTell: 'pg_stat_activity: sockets do not show transactions' },
    },
  },
];
