import { pick, type Random } from '../support/random.ts';
import type { Kind } from './records.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

/** Records that come close together and are delivered together, before they have numbers. Times ascend. */
export interface Batch {
  stream: string;
  records: readonly { kind: Kind; who: string; atMs: number }[];
}

/** Of each at most three clients of a system, so that each is an incident of its own. */
const OF_CLIENTS: readonly Kind[] = [
  'authentication-failure',
  'resource-not-found',
  'bad-protocol-header',
  'dns-failure',
];
/** A log is delivered every so often while lines come fast. */
const BATCH_MS = 10 * SECOND_MS;

/**
 * What goes wrong with a system's clients, one trouble after another with quiet times between. In every other system clients
 * are dropped for missed heartbeats by ones and twos, in the others many at once.
 */
export function clientTroubles(random: Random, system: number, fromMs: number, toMs: number): Batch[] {
  const batches: Batch[] = [];
  const minutes = (least: number, most: number) => (least + random(most - least + 1)) * MINUTE_MS;
  for (let atMs = fromMs + minutes(1, 60); atMs < toMs; ) {
    const isMany = system % 2 === 0;
    const kind = pick(
      isMany ? OF_CLIENTS : ([...OF_CLIENTS, 'missed-heartbeats', 'missed-heartbeats'] as const),
      random,
    );
    const who = clientOf(kind, system, random(2));
    const made = pick([flood, flood, drip, drip, single, isMany ? many : single], random)(random, {
      kind,
      who,
      system,
      atMs,
    });
    batches.push(...made.filter(({ records: [first] }) => first && first.atMs < toMs));
    const endMs = made.at(-1)?.records.at(-1)?.atMs ?? atMs;
    atMs = endMs + pick([minutes(2, 25), minutes(35, 55), minutes(70, 240)], random);
  }
  return batches;
}

interface Start {
  kind: Kind;
  who: string;
  system: number;
  atMs: number;
}

/** A client's address; a name that can't be resolved is of no client in particular. */
function clientOf(kind: Kind, system: number, n: number): string {
  return kind === 'dns-failure' ? '' : `10.${system}.${1 + OF_CLIENTS.indexOf(kind)}.${n + 1}`;
}

function streamOf(kind: Kind, random: Random): string {
  return kind === 'dns-failure' ? 'client' : pick(['broker-1', 'broker-2'], random);
}

/** 1 to 20 a second, for minutes or up to an hour. */
function flood(random: Random, { kind, who, atMs }: Start): Batch[] {
  const rate = 1 + random(pick([3, 8, 20], random));
  const endMs = atMs + (1 + random(pick([5, 15, 60], random))) * MINUTE_MS;
  const stream = streamOf(kind, random);
  const batches: Batch[] = [];
  for (let fromMs = atMs; fromMs < endMs; fromMs += BATCH_MS) {
    const records = Array.from({ length: (rate * BATCH_MS) / SECOND_MS }, (_, i) => ({
      kind,
      who,
      atMs: fromMs + Math.floor((i * SECOND_MS) / rate),
    }));
    batches.push({ stream, records });
  }
  return batches;
}

/** One each few minutes, for hours. */
function drip(random: Random, { kind, who, atMs }: Start): Batch[] {
  const everyMs = (1 + random(20)) * MINUTE_MS;
  const stream = streamOf(kind, random);
  return Array.from({ length: 3 + random(16) }, (_, i) => ({
    stream,
    records: [{ kind, who, atMs: atMs + i * everyMs + random(50) * SECOND_MS }],
  }));
}

/** One client, or two. */
function single(random: Random, { kind, who, system, atMs }: Start): Batch[] {
  const stream = streamOf(kind, random);
  const records = [{ kind, who, atMs }];
  if (random(2) === 0) records.push({ kind, who: clientOf(kind, system, 2), atMs: atMs + random(3_000) });
  return [{ stream, records }];
}

/** Many clients within two minutes, as when a path or the broker's host is at fault. */
function many(random: Random, { system, atMs }: Start): Batch[] {
  const clients = 12 + random(30);
  const stream = streamOf('many-heartbeats', random);
  const records = Array.from({ length: clients }, (_, i) => ({
    kind: 'many-heartbeats' as const,
    who: clientOf('many-heartbeats', system, 20 + i),
    atMs: atMs + i * 2 * SECOND_MS,
  }));
  const half = clients >> 1;
  return [
    { stream, records: records.slice(0, half) },
    { stream, records: records.slice(half) },
  ];
}

/** Alarms of the broker, set and cleared: once, or again and again. */
export function alarms(random: Random, fromMs: number, toMs: number): Batch[] {
  const batches: Batch[] = [];
  for (let atMs = fromMs + random(180) * MINUTE_MS; atMs < toMs; ) {
    const [set, cleared] = pick(
      [
        ['memory-alarm', 'memory-cleared'],
        ['disk-alarm', 'disk-cleared'],
      ] as const,
      random,
    );
    const isFlapping = random(2) === 0;
    for (let times = isFlapping ? 3 + random(8) : 1; times > 0 && atMs < toMs; times--) {
      const forMs = isFlapping ? (5 + random(600)) * SECOND_MS : (1 + random(90)) * MINUTE_MS;
      batches.push({ stream: 'broker-1', records: [{ kind: set, who: '', atMs }] });
      batches.push({ stream: 'broker-1', records: [{ kind: cleared, who: '', atMs: atMs + forMs }] });
      atMs += forMs + (isFlapping ? (1 + random(20)) * MINUTE_MS : 0);
    }
    atMs += (60 + random(360)) * MINUTE_MS;
  }
  return batches;
}

/** What a broker writes when nothing is wrong. */
export function healthyLines(random: Random, system: number, fromMs: number, toMs: number): Batch[] {
  const batches: Batch[] = [];
  for (let atMs = fromMs + random(600) * SECOND_MS; atMs < toMs; atMs += (300 + random(600)) * SECOND_MS) {
    const records = Array.from({ length: 5 + random(20) }, (_, i) => ({
      kind: 'healthy' as const,
      who: `10.${system}.9.${1 + random(50)}`,
      atMs: atMs + i * 200,
    }));
    batches.push({ stream: 'broker-2', records });
  }
  return batches;
}
