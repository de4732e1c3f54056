import type { Situation } from '../situation.ts';

/** What other brokers and databases do to their connections. */
export const SERVERS: readonly Situation[] = [
  {
    name: 'mqtt-keepalive',
    happens: 'an MQTT client is silent beyond its keep alive',
    cause: 'mqtt-keepalive-timeout',
    broker: 'broker.log',
  },
  {
    name: 'nats-stale',
    happens: 'a NATS client does not answer pings',
    cause: 'nats-stale-connection',
    broker: 'broker.log',
  },
  {
    name: 'nats-slow-consumer',
    happens: 'a NATS subscriber does not read',
    cause: 'nats-slow-consumer',
    broker: 'broker.log',
  },
  {
    name: 'redis-output-buffer',
    happens: 'a Redis subscriber does not read while others publish',
    cause: 'redis-output-buffer-limit',
    broker: 'broker.log',
  },
  {
    name: 'postgresql-idle-in-transaction',
    happens: 'six sessions begin a transaction and forget it',
    cause: 'database-connection-leak',
    broker: 'pg-stat-activity.txt',
  },
  {
    name: 'redis-maxclients',
    happens: 'eight clients where Redis has five places left',
    cause: 'redis-max-clients',
    client: 'client.log app01-ss.txt app01-netstat.txt',
    broker: 'broker.log mq01-ss.txt mq01-netstat.txt info.txt',
  },
  {
    name: 'redis-idle-timeout',
    happens: 'Redis closes a client that rests for 6 s',
    cause: 'idle-connection-dropped',
    client: 'client.log app01-ss.txt app01-netstat.txt app01-tcpdump.txt',
    broker: 'broker.log mq01-ss.txt mq01-netstat.txt client-list.txt',
  },
  {
    name: 'mqtt-same-id',
    happens: 'two devices use one client id, and each throws the other out',
    cause: 'connection-churn',
    client: 'client.log app01-ss.txt app01-netstat.txt app01-tcpdump.txt',
    broker: 'broker.log mq01-ss.txt mq01-netstat.txt',
  },
  {
    name: 'postgresql-max-connections',
    happens: 'a service takes more sessions than PostgreSQL has',
    cause: 'connection-limit',
    client: 'client.log app01-ss.txt app01-netstat.txt',
    broker: 'broker.log mq01-ss.txt mq01-netstat.txt pg-stat-activity.txt',
  },
  {
    name: 'postgresql-idle-session',
    happens: 'PostgreSQL ends a session that rests for 5 s',
    cause: 'idle-connection-dropped',
    client: 'client.log app01-ss.txt app01-netstat.txt app01-tcpdump.txt',
    broker: 'broker.log mq01-ss.txt mq01-netstat.txt',
  },
  {
    name: 'postgresql-pool-used-up',
    happens: 'eight callers of a pool of three run slow reports',
    cause: 'connection-pool-exhausted',
    client: 'client.log app01-ss.txt app01-netstat.txt',
    broker: 'broker.log mq01-ss.txt mq01-netstat.txt pg-stat-activity.txt',
  },
  {
    name: 'mariadb-wait-timeout',
    happens: 'MariaDB ends a session that rests for 5 s',
    cause: 'idle-connection-dropped',
    client: 'client.log app01-ss.txt app01-netstat.txt app01-tcpdump.txt',
    broker: 'broker.log mq01-ss.txt mq01-netstat.txt processlist.txt',
  },
  {
    name: 'mariadb-too-many-connections',
    happens: 'a service takes more sessions than MariaDB has',
    cause: 'connection-limit',
    client: 'client.log app01-ss.txt app01-netstat.txt',
    broker: 'broker.log mq01-ss.txt mq01-netstat.txt processlist.txt',
  },
];
