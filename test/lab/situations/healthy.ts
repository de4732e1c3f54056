import type { Situation } from '../situation.ts';

/** Where nothing is wrong, so that nothing may be said. */
export const HEALTHY: readonly Situation[] = [
  {
    name: 'quiet-rabbitmq',
    happens: 'services work, close and stay connected; the broker lists v4-mapped addresses',
    cause: undefined,
    kept: 'quiet',
    folder: 'rabbitmq',
    client: 'client.log app01-ss.txt app01-netstat.txt',
    broker: 'broker.log mq01-ss.txt mq01-netstat.txt list-connections.txt list-queues.txt',
  },
  {
    name: 'quiet-postgresql',
    happens: 'three sessions commit and leave, another stays idle',
    cause: undefined,
    kept: 'quiet',
    folder: 'postgresql',
    broker: 'server.log pg-stat-activity.txt',
  },
];
