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
      client: { wouldTell: 'the sockets of the broker, or its list of connections' },
      broker: { wouldTell: 'the sockets of the client’s host', symptoms: ['heartbeat-disabled'] },
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
    name: 'ephemeral-ports-used-up',
    happens: 'the same, until no local port is left',
    cause: 'ephemeral-port-exhaustion',
    client: 'client.log ss-summary.txt',
    exceptions: {
      tables: {
        wouldTell: 'the range of local ports (sysctl net.ipv4.ip_local_port_range) beside the counts',
        symptoms: ['time-wait-buildup'],
      },
    },
  },
  {
    name: 'accept-queue-full',
    happens: 'a server never accepts, and its queue fills',
    cause: 'syn-backlog-overflow',
    client: 'app01-ss.txt',
    broker: 'ss.txt nstat.txt netstat-s.txt',
    exceptions: { client: { seenAs: 'connect-timeout' } },
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
];
