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
    name: 'redis-maxclients',
    happens: 'eight clients where Redis allows five',
    cause: 'redis-max-clients',
    client: 'client.log',
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
];
