/** What a metric of a gateway or balancer tells of its source ports: how many are used, how many there are, or how many connections got none. */
export type PortMeaning = { is: 'used' | 'limit' } | { is: 'failed'; name: string; ifSays?: RegExp };

/**
 * Metrics of source ports by the names that APIs and consoles print, without blanks and marks: of Azure Load Balancer, NAT Gateway and
 * Firewall (Azure Monitor, "Supported metrics"), Google's Cloud NAT (Cloud Monitoring, compute.googleapis.com/nat) and AWS/NATGateway.
 * `ifSays`: it counts good ones as well, and what it is of says which.
 */
const METRICS: readonly [name: string, meaning: PortMeaning][] = [
  ['usedsnatports', { is: 'used' }],
  ['allocatedsnatports', { is: 'limit' }],
  ['snatconnectioncount', { is: 'failed', name: 'SnatConnectionCount', ifSays: /\bfailed\b/i }],
  ['natportusage', { is: 'used' }],
  ['portusage', { is: 'used' }],
  ['natallocatedports', { is: 'limit' }],
  ['allocatedports', { is: 'limit' }],
  ['natallocationfailed', { is: 'failed', name: 'nat_allocation_failed' }],
  [
    'natdroppedsentpacketscount',
    { is: 'failed', name: 'dropped_sent_packets_count', ifSays: /out_of_resources/i },
  ],
  [
    'droppedsentpacketscount',
    { is: 'failed', name: 'dropped_sent_packets_count', ifSays: /out_of_resources/i },
  ],
  ['errorportallocation', { is: 'failed', name: 'ErrorPortAllocation' }],
];
const BY_NAME: ReadonlyMap<string, PortMeaning> = new Map(METRICS);
const SERVICE = /^[\w.]{1,60}\.googleapis\.com\//;
const LONGEST_NAME = 80;

/** What a metric of this name tells of ports; `around` is what is known of the series. Undefined for any other metric. */
export function portMeaning(name: string, around: string): PortMeaning | undefined {
  if (name.length > LONGEST_NAME) return undefined;
  const plain = name.replace(SERVICE, '').replace(/[^A-Za-z]/g, '');
  const meaning = BY_NAME.get(plain.toLowerCase());
  return meaning?.is === 'failed' && meaning.ifSays && !meaning.ifSays.test(around) ? undefined : meaning;
}
