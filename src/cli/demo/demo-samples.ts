/** A recorded incident that ships with the package, in `samples/`. */
export interface DemoSample {
  name: string;
  /** What somebody sees of it. */
  what: string;
  /** Files in the folder of that name, each with whose it is. */
  inputs: readonly string[];
}

/** The incidents that `halfopen demo` shows; the first one without a name. `samples/README.md` says what comes out. */
export const DEMO_SAMPLES: readonly DemoSample[] = [
  {
    name: 'missed-heartbeats',
    what: 'a worker loses its connection in the middle of a job',
    inputs: ['broker=broker.log', 'client=client.log'],
  },
  { name: 'memory-alarm', what: 'publishing hangs', inputs: ['broker=broker.log', 'client=client.log'] },
  {
    name: 'broker-stopped',
    what: 'everything is refused',
    inputs: ['broker=broker.log', 'client=client.log'],
  },
  {
    name: 'half-open',
    what: 'the broker says connected, the service says it is not',
    inputs: ['host=mq01-ss.txt', 'peer=app01-ss.txt', 'list-connections.txt'],
  },
  {
    name: 'close-wait',
    what: 'too many open sockets',
    inputs: ['host=ss-1.txt', 'host=ss-2.txt', 'host=ss-3.txt'],
  },
  {
    name: 'receiver-not-reading',
    what: 'a sender stalls',
    inputs: ['host=mq01-ss.txt', 'peer=app01-ss.txt'],
  },
];
