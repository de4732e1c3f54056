import type { Situation } from '../situation.ts';

/** What programs and kernels do to sockets, whatever is spoken on them. */
export const SOCKETS: readonly Situation[] = [
  {
    name: 'half-open',
    happens: 'the client’s host crashes and boots again; the broker keeps its ends, without a heartbeat',
    cause: 'half-open-connection',
    client: 'app01-ss.txt app01-netstat.txt',
    broker: 'mq01-ss.txt mq01-netstat.txt list-connections.txt',
    exceptions: {
      client: { wouldTell: 'the other end’s sockets: an idle connection looks the same, alive or dead' },
      broker: {
        wouldTell: 'the other end’s sockets: an idle connection looks the same, alive or dead',
        symptoms: ['heartbeat-disabled'],
      },
    },
  },
  {
    name: 'receiver-not-reading',
    happens: 'a server accepts and does not read; its client’s data waits',
    cause: 'receiver-not-reading',
    client: 'app01-ss.txt app01-netstat.txt',
    broker: 'mq01-ss.txt mq01-netstat.txt',
    exceptions: { client: { seenAs: 'sender-stalled' } },
  },
  {
    name: 'time-wait-buildup',
    happens: 'a connection for each request: thousands in TIME_WAIT',
    cause: 'time-wait-buildup',
    client: 'ss-summary.txt netstat-counts.txt',
  },
  {
    name: 'close-wait-leak',
    happens: 'a client never closes what its server has closed',
    cause: 'close-wait-leak',
    client: 'ss-1.txt ss-2.txt ss-3.txt netstat.txt',
    broker: 'mq01-ss-1.txt mq01-ss-2.txt mq01-ss-3.txt',
    exceptions: {
      broker: { seenAs: 'fin-wait-2-stuck' },
    },
  },
  {
    name: 'half-open-without-others',
    happens: 'the broker’s host loses power and boots again; its only client keeps two idle connections',
    cause: 'half-open-connection',
    client: 'client.log app01-ss.txt app01-netstat.txt app01-lsof.txt',
    broker: 'broker.log mq01-ss.txt mq01-netstat.txt mq01-lsof.txt',
    exceptions: {
      client: { wouldTell: 'the other end’s sockets: an idle connection looks the same, alive or dead' },
      broker: { wouldTell: 'the client’s sockets: the new node knows nothing of the old connections' },
      logs: {
        wouldTell: 'the sockets of both ends: neither log mentions what was lost',
        symptoms: ['connection-closed-abruptly'],
      },
      lsof: { wouldTell: 'ss or netstat of the broker’s host: lsof leaves out what waits to be accepted' },
    },
  },
  {
    name: 'half-open-over-time',
    happens:
      'looks each 20 s: at the first two both ends have the connection, at the third the broker has lost it behind a NAT',
    cause: 'half-open-connection',
    client: 'client.log app01-ss.txt',
    broker: 'broker.log mq01-ss.txt api-connections-1.json api-connections-3.json',
    exceptions: {
      client: { wouldTell: 'the other end’s sockets: an idle connection looks the same, alive or dead' },
      broker: {
        wouldTell: 'the client’s sockets: the broker has closed, and who did not hear of it is not here',
        symptoms: ['heartbeat-disabled', 'connection-closed-abruptly'],
      },
      logs: {
        wouldTell: 'the sockets of both ends: neither log mentions what was lost',
        symptoms: ['connection-closed-abruptly'],
      },
    },
  },
  {
    name: 'redis-half-open',
    happens: 'a service’s host loses power and boots again; Redis still lists its two clients',
    cause: 'half-open-connection',
    client: 'client.log app01-ss.txt app01-netstat.txt app01-lsof.txt',
    broker: 'broker.log mq01-ss.txt mq01-netstat.txt mq01-lsof.txt client-list.txt',
    exceptions: {
      client: { wouldTell: 'the other end’s sockets: an idle connection looks the same, alive or dead' },
      broker: { wouldTell: 'the other end’s sockets: an idle connection looks the same, alive or dead' },
      logs: {
        wouldTell: 'the sockets of both ends: neither log mentions what was lost',
        symptoms: ['connection-closed-abruptly'],
      },
    },
  },
  {
    name: 'postgresql-half-open',
    happens: 'a service’s host loses power and boots again; PostgreSQL still has its two sessions',
    cause: 'half-open-connection',
    client: 'app01-ss.txt app01-netstat.txt app01-lsof.txt',
    broker: 'mq01-ss.txt mq01-netstat.txt mq01-lsof.txt pg-stat-activity.txt',
    exceptions: {
      client: {
        wouldTell: 'the other end’s sockets: an idle connection looks the same, alive or dead',
        symptoms: ['keepalive-disabled'],
      },
      broker: {
        wouldTell: 'the other end’s sockets: an idle connection looks the same, alive or dead',
        symptoms: ['keepalive-disabled'],
      },
    },
  },
  {
    name: 'ephemeral-ports-used-up',
    happens: 'a connection for each request, until no local port is left',
    cause: 'ephemeral-port-exhaustion',
    client: 'client.log ss-summary.txt app01-ss.txt sysctl.txt',
    broker: 'mq01-ss.txt',
    exceptions: {
      broker: {
        wouldTell: 'the client’s end: its server has nothing to show for connections that were never made',
        symptoms: ['time-wait-buildup'],
      },
    },
  },
  {
    name: 'accept-queue-full',
    happens: 'a server never accepts, and its queue fills',
    cause: 'syn-backlog-overflow',
    client: 'app01-ss.txt app01-tcpdump.txt',
    broker: 'ss.txt nstat.txt netstat-s.txt',
    exceptions: {
      client: { seenAs: 'connect-timeout' },
      capture: { seenAs: 'connect-timeout' },
    },
  },
];
